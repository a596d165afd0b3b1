//! `nianbao batch`: many reports at once, in parallel, with a manifest of what came of each.

mod before;
mod entry;
mod inputs;
mod ledger;
mod lock;
mod manifest;
mod names;
mod pace;
mod share;
mod sink;
mod window;
mod work;

use super::choices::{ChoiceArgs, contradicting};
use super::keep::OverwriteArgs;
use super::output::write_whole;
use super::own_fonts::FontArgs;
use super::packs::{Packs, read_packs};
use super::{FAILED, FOUND_ERRORS, HELP_TEMPLATE, print, render_style};
use before::Before;
use entry::{OUTCOMES, sha256};
use inputs::{Inputs, Item};
use ledger::{Journal, Known};
use manifest::Manifest;
use names::{Claims, NameForm};
use nianbao::Error;
use nianbao::finding::Source;
use nianbao::font::{FONT_SET_VERSION, FontSet};
use nianbao::input::{StyleReading, load_style};
use nianbao::pipeline::{Exporter, FileKind};
use pace::Pace;
use rayon::ThreadPool;
use serde_json::{Value, json};
use sink::{Folder, Sink};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;
use window::Bounds;
use work::{Done, Work};

/// How far the threads may be ahead of the report that is next in order: enough for the others to go on beside one of
/// two thousand pages, and little to hold.
const BOUNDS: Bounds = Bounds {
    pieces: 512,
    weight: 64 << 20,
};

/// 批量生成：每份报告的 Word 文件和 PDF 文件
#[derive(clap::Args)]
#[command(
    help_template = HELP_TEMPLATE,
    next_help_heading = "选项",
    override_usage = "nianbao batch <文件夹或文件>... -o <文件夹> [选项]",
    after_help = "\
例：
  nianbao batch towns -o out                    towns 中每份报告的 Word 文件和 PDF 文件，放进 out
  nianbao batch towns -o out --resume           接着上次：已生成、没有改动的不再生成
  nianbao batch towns -o out --formats pdf      只生成 PDF
  nianbao batch towns -o out --pdf booklet      PDF 为打印用的 A3 小册子
  nianbao batch towns -o out --docx-fonts editing --share-fonts  便于修改的 Word 文件，共用字体，省时近一半
  nianbao batch towns -o out --rules wuwei      并按当地的要求检查，违反其中错误级要求的不生成
  nianbao batch towns -o out --fonts 字体        用本单位“字体”文件夹中的方正小标宋简体、仿宋_GB2312 等
  nianbao batch towns -o out --name '{year}-{agency}'  文件名用年度和机关
  nianbao batch reports.jsonl -o out.zip        每行一份 JSON 报告，放进一个压缩包；- 表示标准输入
  nianbao batch towns -o out --shard 2/4        分四台电脑做，这台做第二份

有错误的报告不生成文件，不影响其他报告。结果列在输出文件夹的 manifest.json 中。
退出码：0 全部生成；1 有的报告有错误；2 用法不对或读写文件失败"
)]
pub(super) struct Args {
    /// 数据文件、文件夹，或每行一份报告的 .jsonl 文件，- 表示标准输入
    #[arg(value_name = "文件夹或文件", help_heading = "参数", required = true)]
    inputs: Vec<PathBuf>,
    /// 输出文件夹；扩展名为 .zip 的，放进一个压缩包
    #[arg(short, long, value_name = "文件夹")]
    output: PathBuf,
    /// 生成哪些格式：docx,pdf（默认）、docx、pdf
    #[arg(long, value_name = "格式", value_delimiter = ',', value_parser = ["docx", "pdf"], hide_possible_values = true)]
    formats: Vec<String>,
    /// 文件名的写法，可用 {title}、{agency}、{year}、{date}、{file}
    #[arg(long, value_name = "写法", value_parser = NameForm::parse)]
    name: Option<NameForm>,
    /// 接着上次做：已生成、没有改动的跳过
    #[arg(long)]
    resume: bool,
    /// 同时做几份，默认与处理器核数相同
    #[arg(long, value_name = "份数", value_parser = jobs)]
    jobs: Option<u16>,
    /// 有错误的报告不影响其他报告（默认）
    #[arg(long, conflicts_with = "fail_fast")]
    keep_going: bool,
    /// 遇到第一份有错误的报告就停
    #[arg(long)]
    fail_fast: bool,
    /// 只做其中一部分，如 2/4 为四份中的第二份
    #[arg(long, value_name = "第几/共几", value_parser = shard)]
    shard: Option<Shard>,
    /// 版式文件（格式见 nianbao style），其中的值优先于数据文件的 [style]
    #[arg(long, value_name = "版式文件")]
    style: Option<PathBuf>,
    /// 规则包：文件（格式见 docs/rule-packs.md），或内置的名称（用 nianbao rule 列出）；可多次使用
    #[arg(long, value_name = "规则包")]
    rules: Vec<PathBuf>,
    /// 全批的 Word 文件、打印件共用一套裁好的字体：先把全部报告读一遍，字体按全批用到的字只裁一次。与 --docx-fonts editing 同用，省时近一半；否则只省一成左右，文件却变大，一般不必用
    #[arg(long)]
    share_fonts: bool,
    /// 用时写进这个文件（JSON）
    #[arg(long, value_name = "文件")]
    timings: Option<PathBuf>,
    #[command(flatten)]
    fonts: FontArgs,
    #[command(flatten)]
    choices: ChoiceArgs,
    #[command(flatten)]
    over: OverwriteArgs,
}

/// A part of a batch: every n-th report from the i-th on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shard {
    at: usize,
    of: usize,
}

impl Shard {
    const WHOLE: Shard = Shard { at: 1, of: 1 };

    /// Whether the report at this place of the batch is of this part.
    fn holds(self, place: usize) -> bool {
        place % self.of == self.at - 1
    }

    /// What the names of its own files end with.
    fn label(self) -> String {
        match self {
            Shard::WHOLE => String::new(),
            Shard { at, of } => format!("-{at}of{of}"),
        }
    }
}

fn jobs(text: &str) -> Result<u16, String> {
    let number = text.parse().ok().filter(|jobs| (1..=256).contains(jobs));
    number.ok_or_else(|| "写成1至256的数".to_owned())
}

fn shard(text: &str) -> Result<Shard, String> {
    let parts = text
        .split_once('/')
        .and_then(|(at, of)| Some((at.parse().ok()?, of.parse().ok()?)));
    match parts {
        Some((at, of)) if (1..=of).contains(&at) && of <= 10_000 => Ok(Shard { at, of }),
        _ => Err("写成“第几/共几”，如 2/4".to_owned()),
    }
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Error> {
    let options = match args.choices.choices().over(None) {
        Ok(options) => options,
        Err(contradiction) => return Ok(contradicting(contradiction)),
    };
    if let Some(refusal) = share::refusal(args, &options) {
        eprintln!("错误：{refusal}");
        return Ok(ExitCode::from(FAILED));
    }
    if sink::is_zip(&args.output) && args.resume {
        eprintln!("错误：压缩包要整个重写，不能与 --resume 同用；输出到文件夹可以接着做");
        return Ok(ExitCode::from(FAILED));
    }
    let house = args.style.as_deref().map(load_style).transpose()?;
    let packs = read_packs(&args.rules)?;
    eprint!("{}{}", render_style(house.as_ref()), packs.told());
    if packs.have_errors() || house.as_ref().is_some_and(|house| house.findings.has_errors()) {
        return Ok(ExitCode::from(FOUND_ERRORS));
    }
    let mut fonts = match args.fonts.read()? {
        Ok(fonts) => fonts,
        Err(status) => return Ok(status),
    };
    fonts.meant_for(&kinds(&args.formats), &options);
    eprint!("{}", fonts.told());
    if let Some(status) = fonts.refused() {
        return Ok(status);
    }
    let mut chosen = chosen(args, house.as_ref(), &packs, fonts.set()?);
    let mut exporter = Exporter::new()?
        .styled(house.map(|house| house.settings).unwrap_or_default())
        .ruled(packs.packs)
        .choosing(args.choices.choices());
    if let Some(fonts) = fonts.into_own() {
        exporter = exporter.set_in(fonts);
    }
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(args.jobs.map_or(0, usize::from))
        .build()
        .map_err(|error| Error::io("-", std::io::Error::other(error)))?;
    let inputs = Inputs::of(&args.inputs)?;
    let shard = args.shard.unwrap_or(Shard::WHOLE);
    let manifest = format!("manifest{}.json", shard.label());
    let (journal, sink) = places(args, &shard.label())?;
    let started = Instant::now();
    if args.share_fonts {
        let characters = share::characters(&inputs, &kinds(&args.formats), &exporter, &pool)?;
        chosen["shared_fonts"] = characters.sha256().into();
        exporter = exporter.sharing(&characters);
    }
    let first_pass = started.elapsed();
    let (items, count) = inputs.items()?;
    let (journal, known, before) = left(args, journal, &manifest, &chosen)?;
    let work = Work {
        exporter,
        kinds: kinds(&args.formats),
        names: args.name.clone().unwrap_or_default(),
        shard,
        known,
        over: args.over,
        folder: match &sink {
            Sink::Folder(folder) => Some(folder.clone()),
            Sink::Zip(_) => None,
        },
    };
    let mut batch = Batch {
        manifest: sink.manifest(&chosen)?,
        sink,
        journal,
        claims: Claims::default(),
        tally: Tally::default(),
        before,
        pace: Pace::of("已处理", count).after(first_pass),
    };
    let ran = batch.run(items, &work, &pool, args.fail_fast);
    batch.pace.finish();
    // What the folder told of earlier runs is closed before the manifest takes its place.
    drop(work);
    if let Err(error) = ran {
        batch.broken_off();
        return Err(error);
    }
    batch.end(&manifest, args)
}

/// The journal, and where files go; a run that has these has them alone.
fn places(args: &Args, label: &str) -> Result<(Option<Journal>, Sink), Error> {
    let output = &args.output;
    if sink::is_zip(output) {
        sink::refuse_foreign(output, args.over)?;
        return Ok((None, Sink::zip(output)?));
    }
    let journal = Journal::open(output, label)?;
    Ok((Some(journal), Sink::Folder(Folder::open(output, label)?)))
}

/// What earlier runs have done and left; the journal begins anew.
fn left(
    args: &Args,
    journal: Option<Journal>,
    manifest: &str,
    chosen: &Value,
) -> Result<(Option<Journal>, Known, Option<Before>), Error> {
    let Some(mut journal) = journal else {
        return Ok((None, Known::default(), None));
    };
    let (output, manifest) = (&args.output, args.output.join(manifest));
    let before = Before::of(output, [&manifest, journal.path()], &kinds(&args.formats));
    let known = if args.resume {
        Known::of(output, &manifest, &journal, chosen)
    } else {
        Known::default()
    };
    journal.begin(chosen, args.resume)?;
    Ok((Some(journal), known, Some(before)))
}

fn kinds(formats: &[String]) -> Vec<FileKind> {
    let wanted =
        |kind: &FileKind| formats.is_empty() || formats.iter().any(|format| format == kind.extension());
    FileKind::ALL.into_iter().filter(wanted).collect()
}

/// What decides, beside a report, whether it has files, and what these look like and are called.
fn chosen(args: &Args, house: Option<&StyleReading>, packs: &Packs, fonts: &FontSet) -> Value {
    let sha = |source: &Source| sha256(source.text.as_bytes());
    json!({
        "program": env!("CARGO_PKG_VERSION"),
        "font_set": FONT_SET_VERSION,
        "user_fonts": fonts.own_sums(),
        "formats": kinds(&args.formats).iter().map(|kind| kind.extension()).collect::<Vec<_>>(),
        "name": args.name.as_ref().map(|name| format!("{name:?}")),
        "style": house.map(|house| sha(&house.source)),
        "rules": packs.files.iter().map(|(pack, _)| sha(pack)).collect::<Vec<_>>(),
        "pdf": args.choices.pdf,
        "pdf_standard": args.choices.pdf_standard,
        "docx_fonts": args.choices.docx_fonts,
        "typeface": args.choices.typeface,
    })
}

/// A batch under way.
struct Batch {
    sink: Sink,
    journal: Option<Journal>,
    manifest: Manifest,
    claims: Claims,
    tally: Tally,
    before: Option<Before>,
    pace: Pace,
}

/// How many reports came to what.
#[derive(Default)]
struct Tally {
    outcomes: BTreeMap<&'static str, usize>,
    reused: usize,
}

impl Batch {
    /// Makes reports in parallel; names, places and notes them in their order.
    fn run(
        &mut self,
        items: impl Iterator<Item = Result<Item, Error>> + Send,
        work: &Work,
        pool: &ThreadPool,
        fail_fast: bool,
    ) -> Result<(), Error> {
        let make = |at, item: Result<Item, Error>| item.map(|item| work.done(at, &item));
        let weigh = |done: &Result<Done, Error>| done.as_ref().map_or(0, |done| done.files.weight());
        let take = |done: Result<Done, Error>| match done.and_then(|done| self.take(done)) {
            Ok(is_made) if is_made || !fail_fast => ControlFlow::Continue(()),
            Ok(_) => {
                // Of the reports that were not come to nothing is known.
                self.before = None;
                ControlFlow::Break(Ok(()))
            }
            Err(error) => ControlFlow::Break(Err(error)),
        };
        window::in_order(pool, BOUNDS, items, make, weigh, take).unwrap_or(Ok(()))
    }

    /// Names, places and notes a report that is done; tells whether all is well with it. An error ends the batch.
    fn take(&mut self, mut done: Done) -> Result<bool, Error> {
        let claimed = done
            .stem
            .as_ref()
            .map_or(Ok(()), |stem| self.claims.claim(stem, &done.entry.input));
        if !done.is_ours {
            self.pace.step();
            return Ok(true);
        }
        let owns_name = claimed.is_ok();
        if let (Err(owner), true) = (claimed, done.entry.is_made()) {
            done.collide(&owner);
        }
        let started = Instant::now();
        if let Err(error) = self.sink.put(&done.entry, std::mem::take(&mut done.files)) {
            done.fail(error);
        }
        self.pace.wrote(started.elapsed());
        if let Some(error) = done.fatal {
            return Err(error);
        }
        if let Some(journal) = &mut self.journal {
            journal.note(&done.entry)?;
        }
        self.manifest.add(&done.entry)?;
        if let (Some(before), Some(stem), true) = (&mut self.before, &done.stem, owns_name) {
            done.told += &before.done(&done.entry, stem);
        }
        self.pace.tell(&done.told);
        self.pace.made(&done.entry.input, done.took);
        self.pace.step();
        self.tally.add(&done);
        Ok(done.entry.is_made())
    }

    /// Ends with manifest and summary.
    fn end(mut self, name: &str, args: &Args) -> Result<ExitCode, Error> {
        if self.pace.seen() == 0 {
            // Whoever was to give the reports has failed; what stands in the folder stays as it is.
            eprintln!("错误：没有一份报告：输入是空的");
            return Ok(ExitCode::from(FAILED));
        }
        let manifest = self.sink.finish(self.manifest, name)?;
        if let Some(journal) = self.journal {
            journal.close();
        }
        if let Some(path) = &args.timings {
            let timings = format!("{:#}\n", self.pace.timings());
            write_whole(&[(path.clone(), timings)], super::output::PASSING, true)?;
        }
        if let Some(before) = &self.before {
            eprint!("{}", before.told());
        }
        print(&format!(
            "{}\n清单：{}\n",
            self.tally.summary(),
            manifest.display()
        ))?;
        Ok(self.tally.status())
    }

    /// Says what is left of a batch that an error ended.
    fn broken_off(&self) {
        if self.journal.is_some() {
            let made = self.tally.count("made");
            eprintln!("批量生成中断：已生成{made}份，都完整；排除故障后加 --resume 接着做");
        }
    }
}

impl Tally {
    fn add(&mut self, done: &Done) {
        *self.outcomes.entry(done.entry.outcome).or_default() += 1;
        self.reused += usize::from(done.stands && done.entry.is_made());
    }

    fn count(&self, outcome: &str) -> usize {
        self.outcomes.get(outcome).copied().unwrap_or(0)
    }

    fn summary(&self) -> String {
        let all: usize = self.outcomes.values().sum();
        let mut out = format!("共{all}份报告");
        for (outcome, word) in OUTCOMES {
            let count = self.count(outcome);
            if outcome == "made" {
                out += &format!("：{word}{count}份");
                if self.reused > 0 {
                    out += &format!("（其中{}份没有改动，未重新生成）", self.reused);
                }
            } else if count > 0 {
                out += &format!("，{word}{count}份");
            }
        }
        out
    }

    fn status(&self) -> ExitCode {
        ExitCode::from(if self.count("failed") > 0 {
            FAILED
        } else if self.count("refused") + self.count("collided") > 0 {
            FOUND_ERRORS
        } else {
            0
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shards_are_parsed() {
        assert_eq!(shard("2/4"), Ok(Shard { at: 2, of: 4 }));
        for bad in ["", "2", "0/4", "5/4", "a/b", "1/99999", "-1/4"] {
            assert!(shard(bad).is_err(), "{bad}");
        }
    }
}
