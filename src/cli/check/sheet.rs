//! The sheet on which an office returns reports to their units, as a Word file or a PDF.

use super::{Args, Checked};
use crate::cli::FOUND_ERRORS;
use crate::cli::keep::write_unless_lost;
use crate::cli::output::safe_stem;
use nianbao::doc::Document;
use nianbao::finding::{Source, render};
use nianbao::font::FontSet;
use nianbao::input::is_unprintable;
use nianbao::pipeline::{self, FileKind};
use nianbao::sheet::{self, Examined, Head};
use nianbao::style::Style;
use nianbao::{Error, coverage};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// A file of a kind that is written, or a folder that is there.
pub(super) fn output(text: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text);
    match kind(&path) {
        Some(_) => Ok(path),
        None if path.is_dir() => Ok(path),
        None => Err("退回单的扩展名应为 .docx 或 .pdf；写文件夹时，文件夹要先建好".to_owned()),
    }
}

/// The kind of file that a sheet is; `None` for a folder.
pub(super) fn kind(path: &Path) -> Option<FileKind> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    FileKind::ALL
        .into_iter()
        .find(|kind| kind.extension() == extension)
}

/// Writes the sheet of all reports, or into a folder that of each; the exit status when a name cannot be printed.
pub(super) fn write(
    args: &Args,
    path: &Path,
    reports: &[&Checked],
    fonts: &FontSet,
) -> Result<Option<ExitCode>, Error> {
    let examined: Vec<Examined<'_>> = reports
        .iter()
        .map(|checked| Examined {
            source: &checked.source,
            report: checked.report.as_ref(),
            findings: &checked.findings,
        })
        .collect();
    let mut files = Vec::new();
    let mut stale = Vec::new();
    if path.is_dir() {
        stale = others(&examined, path);
        for (name, one) in names(&examined).into_iter().zip(examined.chunks(1)) {
            match made(args, one, FileKind::Docx, fonts)? {
                Ok(bytes) => files.push((path.join(name), bytes)),
                Err(status) => return Ok(Some(status)),
            }
        }
    } else {
        match made(args, &examined, kind(path).unwrap_or(FileKind::Docx), fonts)? {
            Ok(bytes) => files.push((path.to_owned(), bytes)),
            Err(status) => return Ok(Some(status)),
        }
    }
    write_unless_lost(&files, args.over)?;
    if path.is_dir() {
        eprintln!("已生成{}份，在 {} 中", files.len(), path.display());
    } else {
        eprintln!("已生成 {}", path.display());
    }
    if !stale.is_empty() {
        eprintln!(
            "{}中还有这些单位以前的：{}；已经作废的请移走",
            path.display(),
            stale.join("、")
        );
    }
    Ok(None)
}

/// The sheets of earlier checks by which these units' reports were returned and now are not, or the other way round.
fn others(examined: &[Examined<'_>], folder: &Path) -> Vec<String> {
    let written = names(examined);
    let turned = examined
        .iter()
        .map(|one| sheet_stem(&one.unit(), !one.is_sound()));
    let mut stale: Vec<String> = turned.map(|stem| format!("{stem}.docx")).collect();
    stale.sort();
    stale.dedup();
    stale.retain(|name| !written.contains(name) && folder.join(name).is_file());
    stale
}

/// The stem of a unit's sheet, which says whether its report is returned.
fn sheet_stem(unit: &str, is_sound: bool) -> String {
    let kind = if is_sound { "审核单" } else { "退回单" };
    let unit = safe_stem(unit, kind.len() + "（9999）.docx".len());
    format!("{unit}{kind}")
}

/// A file name a unit; a second sheet of one name is numbered.
fn names(examined: &[Examined<'_>]) -> Vec<String> {
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    examined
        .iter()
        .map(|one| {
            let stem = sheet_stem(&one.unit(), one.is_sound());
            let count = used.entry(stem.clone()).or_insert(0);
            *count += 1;
            match *count {
                1 => format!("{stem}.docx"),
                count => format!("{stem}（{count}）.docx"),
            }
        })
        .collect()
}

fn made(
    args: &Args,
    examined: &[Examined<'_>],
    kind: FileKind,
    fonts: &FontSet,
) -> Result<Result<Vec<u8>, ExitCode>, Error> {
    let style = Style::default();
    let head = Head {
        office: args.sheet_office.clone(),
        date: args.sheet_date,
    };
    let document: Document = sheet::document(examined, &head, &|text| printable(text, &style, fonts))
        .map_err(|error| Error::Layout(error.to_string()))?;
    // What quotes the input has been made printable; what is left is a fault of ours.
    let unprintable = coverage::check(&document, &style, fonts, None);
    if unprintable.has_errors() {
        eprint!("{}", render(&Source::new("退回单", ""), &unprintable));
        return Ok(Err(ExitCode::from(FOUND_ERRORS)));
    }
    let export = pipeline::export(&document, &[kind], &style, fonts, &pipeline::Options::default())?;
    Ok(Ok(export
        .files
        .into_iter()
        .flat_map(|(_, bytes)| bytes)
        .collect()))
}

/// A text with code points in place of characters that cannot be printed.
pub(in crate::cli) fn printable(text: &str, style: &Style, fonts: &FontSet) -> String {
    let roles = [style.table.text.roles, style.body.roles, style.headings[0].roles];
    let missing: Vec<char> = roles
        .into_iter()
        .flat_map(|roles| fonts.missing(roles, text))
        .collect();
    text.chars()
        .map(|ch| match missing.contains(&ch) || is_unprintable(ch) {
            true => format!("〔U+{:04X}〕", u32::from(ch)),
            false => ch.to_string(),
        })
        .collect()
}
