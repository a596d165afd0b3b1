//! Faces shared by all files of a batch: whether they can be, and a first pass over all reports, of whatever part of the
//! batch, that finds which characters they show.

use super::inputs::{Inputs, Item, is_stdin};
use super::pace::Pace;
use super::window;
use super::{Args, BOUNDS, kinds};
use nianbao::Error;
use nianbao::pipeline::{Characters, Exporter, FileKind, Options};
use rayon::ThreadPool;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Why these reports, made so, cannot share their faces.
pub(super) fn refusal(args: &Args, options: &Options) -> Option<String> {
    if !args.share_fonts {
        return None;
    }
    if let Some(once) = args.inputs.iter().find(|path| is_read_once(path)) {
        let name = if is_stdin(once) {
            "标准输入".to_owned()
        } else {
            format!(" {} ", once.display())
        };
        return Some(format!(
            "--share-fonts 要先把全部报告读一遍，而{name}只能读一次；请先存成文件"
        ));
    }
    let shared = Characters::are_shared(&kinds(&args.formats), options);
    (!shared).then(|| {
        "--share-fonts 在这里不起作用：存档 PDF 各带各的字体，--docx-fonts full、none 或 --typeface official 的 \
         Word 文件不带裁剪的字体；请去掉 --share-fonts"
            .to_owned()
    })
}

/// Whether what stands at a path is gone once it is read: standard input, a pipe.
fn is_read_once(path: &Path) -> bool {
    is_stdin(path)
        || path
            .metadata()
            .is_ok_and(|about| !about.is_file() && !about.is_dir())
}

/// The characters that the files of all reports show. What is wrong with a report is told when it is made.
pub(super) fn characters(
    inputs: &Inputs,
    kinds: &[FileKind],
    exporter: &Exporter,
    pool: &ThreadPool,
) -> Result<Characters, Error> {
    let (items, count) = inputs.items()?;
    let mut pace = Pace::of("已收集用字", count);
    let mut all = Characters::default();
    let find = |_, item: Result<Item, Error>| item.map(|item| shown(exporter, kinds, &item));
    let take = |found: Result<Characters, Error>| match found {
        Ok(found) => {
            all.extend(found);
            pace.step();
            ControlFlow::Continue(())
        }
        Err(error) => ControlFlow::Break(error),
    };
    let broken = window::in_order(pool, BOUNDS, items, find, |_| 0, take);
    pace.finish();
    broken.map_or(Ok(all), Err)
}

/// What the files of a report show; nothing when it cannot be read.
fn shown(exporter: &Exporter, kinds: &[FileKind], item: &Item) -> Characters {
    let find = || {
        let bytes = item.bytes().ok()?;
        Some(exporter.characters(&item.name, &bytes, item.format, kinds))
    };
    let found = catch_unwind(AssertUnwindSafe(find));
    found.ok().flatten().unwrap_or_default()
}
