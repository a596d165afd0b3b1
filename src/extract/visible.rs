//! A Word file as people see it, against the report of its data: the form, the figures by their labels, the text by
//! paragraphs, and what stands beside it.

use super::rules::{CELL, TEXT, TITLE};
use super::{beside, refuse};
use crate::conform::{self, Reading};
use crate::doc::{self, Block, HeadingLevel};
use crate::finding::{Finding, Findings};
use crate::model::Report;
use crate::package;
use crate::package::body::{self, Body, squeezed};
use crate::package::tree::{MAX_NODES, parse};
use crate::style::Style;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// The most paragraphs of data and file, together, that are compared one by one: what it costs goes with the square of
/// those that differ.
const COMPARED: usize = 10_000;
/// The most characters of a paragraph that a finding shows.
const SHOWN: usize = 24;
pub(super) const REMEDY: &str = "以 Word 文件为准的，改数据文件后重新生成；以数据为准的，用重新生成的文件";

/// What a paragraph is in the report.
#[derive(Clone, Copy)]
enum Kind {
    Title,
    Text,
}

/// Where what is seen in a Word file differs from a report in its style: those of its own data, or others.
///
/// # Errors
/// A finding when the file cannot be read.
pub fn compare(file: &[u8], report: &Report, style: &Style) -> Result<Findings, Box<Finding>> {
    let package = package::open(file)?;
    let damaged = || {
        refuse(
            "Word 文件的正文不是完好的 XML",
            "在 Word 或 WPS 中打开，另存为 .docx",
        )
    };
    let part = package.parts.get("word/document.xml").ok_or_else(damaged)?;
    let text = std::str::from_utf8(part).map_err(|_| damaged())?;
    let tree = parse(text, MAX_NODES).map_err(|_| damaged())?;
    let body = Body::of(tree.root_element());

    let mut findings = Findings::new();
    let revisions = body::revisions(tree.root_element()).count();
    if revisions > 0 {
        let message = format!("文件留有{revisions}处修订或批注的标记；以下按接受全部修订比较");
        let finding = Finding::warning(package::REVISED, None, message);
        findings.push(finding.remedy("审阅—接受（或拒绝）所有修订，删除所有批注，保存"));
    }
    let mut reading = conform::hold(&body, report.form);
    for finding in std::mem::take(&mut reading.findings) {
        findings.push(finding);
    }
    compare_text(&body, report, &reading, &mut findings);
    tell_empty_tables(&body, &reading, &mut findings);
    compare_figures(report, &reading, &mut findings);
    beside::compare(&package, tree.root_element(), style, &mut findings);
    Ok(findings)
}

/// Figures by their labels; a cell that is not there is told with the form.
fn compare_figures(report: &Report, reading: &Reading, findings: &mut Findings) {
    for slot in report.form.slots() {
        let Some(shown) = reading.cells.get(&slot) else {
            continue;
        };
        let known = report.figures.cell(slot).value.to_string();
        if *shown == squeezed(&known) {
            continue;
        }
        let (row, form) = (report.form.row(slot), &report.form.tables[slot.table]);
        let place = format!(
            "{}“{}”的“{}”",
            form.name,
            row.short_label(),
            report.form.slot(slot).label
        );
        let message = format!("{place}：文件里是{}，数据里是{}", quoted(shown), quoted(&known));
        findings.push(Finding::error(CELL, None, message).remedy(REMEDY));
    }
}

pub(super) fn quoted(text: &str) -> String {
    if text.is_empty() {
        "空白".to_owned()
    } else {
        format!("“{text}”")
    }
}

fn compare_text(body: &Body, report: &Report, reading: &Reading, findings: &mut Findings) {
    let known = paragraphs(report);
    let shown = visible_paragraphs(body, reading);
    if known.len() + shown.len() > COMPARED {
        let message = format!(
            "文件里有{}段文字，数据里有{}段，过多，没有逐段比较",
            shown.len(),
            known.len()
        );
        findings.push(Finding::error(TEXT, None, message).remedy("检查是否拿错了文件；用重新生成的文件"));
        return;
    }
    let plain: Vec<String> = known.iter().map(|(_, text)| squeezed(text)).collect();
    let seen: Vec<String> = shown.iter().map(|text| squeezed(text)).collect();
    for change in capture_diff_slices(Algorithm::Myers, &plain, &seen) {
        if matches!(change, DiffOp::Equal { .. }) {
            continue;
        }
        let (mut gone, mut come) = (change.old_range(), change.new_range());
        loop {
            let message_of = |kind| match kind {
                Kind::Title => (TITLE, "标题"),
                Kind::Text => (TEXT, "文字"),
            };
            let (code, message) = match (gone.next(), come.next()) {
                (Some(old), Some(new)) => {
                    let (code, what) = message_of(known[old].0);
                    let pair = (
                        around(&known[old].1, &shown[new]),
                        around(&shown[new], &known[old].1),
                    );
                    (
                        code,
                        format!("{what}不同：数据里是“{}”，文件里是“{}”", pair.0, pair.1),
                    )
                }
                (Some(old), None) => {
                    let (code, what) = message_of(known[old].0);
                    (code, format!("文件里少了{what}“{}”", cut(&known[old].1)))
                }
                (None, Some(new)) => (TEXT, format!("文件里多了文字“{}”", cut(&shown[new]))),
                (None, None) => break,
            };
            let finding = match code {
                TEXT => Finding::warning(code, None, message),
                _ => Finding::error(code, None, message),
            };
            findings.push(finding.remedy(REMEDY));
        }
    }
}

/// The document's paragraphs outside its tables, as a Word file shows them; headings of parts are the form's.
fn paragraphs(report: &Report) -> Vec<(Kind, String)> {
    let mut out = Vec::new();
    let document = doc::compose(report);
    let mut parts = report.form.parts.iter().peekable();
    for block in document.blocks() {
        match block {
            Block::Title(heading) => out.push((Kind::Title, heading.text.clone())),
            Block::Heading(heading)
                if heading.level == HeadingLevel::One
                    && parts.next_if(|part| **part == heading.text).is_some() => {}
            Block::Table(table) => {
                out.extend(table.notes.iter().map(|note| (Kind::Text, note.text.clone())));
            }
            // 版头's small lines, the signature's names and the like are paragraphs of their own, or stand at tab stops.
            Block::Paragraph(_) | Block::Heading(_) => {
                out.push((Kind::Text, block.texts().concat()));
            }
            _ => out.extend(
                block
                    .texts()
                    .into_iter()
                    .map(|text| (Kind::Text, text.to_owned())),
            ),
        }
    }
    out.retain(|(_, text)| !squeezed(text).is_empty());
    out
}

/// What stands outside the tables and headings of the form, by paragraphs, cut at tab stops.
fn visible_paragraphs(body: &Body, reading: &Reading) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let free = (0..)
        .zip(&body.blocks)
        .filter(|(at, _)| !reading.claimed.contains(at));
    for (_, block) in free {
        match block {
            body::Block::Paragraph(paragraph) => out.extend(paragraph.text.split('\t').map(str::to_owned)),
            body::Block::Table(table) => {
                let cells = table.rows.iter().flatten();
                let texts = cells.flat_map(|cell| &cell.paragraphs);
                out.extend(texts.flat_map(|text| text.split('\t')).map(str::to_owned));
            }
        }
    }
    out.retain(|text| !squeezed(text).is_empty());
    out
}

/// Tables that are none of the form and hold nothing: what they hold would be told as text.
fn tell_empty_tables(body: &Body, reading: &Reading, findings: &mut Findings) {
    let is_added = |at: &usize, block: &body::Block| match block {
        body::Block::Table(table) => {
            !reading.claimed.contains(at) && table.rows.iter().flatten().all(|cell| cell.text().is_empty())
        }
        body::Block::Paragraph(_) => false,
    };
    let added = (0..)
        .zip(&body.blocks)
        .filter(|(at, block)| is_added(at, block))
        .count();
    if added > 0 {
        let message = format!("文件里多了{added}个空的表格");
        findings.push(Finding::warning(TEXT, None, message).remedy(REMEDY));
    }
}

/// The beginning of a text, on one line.
fn cut(text: &str) -> String {
    let one_line = |ch: char| if ch.is_control() { ' ' } else { ch };
    let mut out: String = text.chars().take(SHOWN).map(one_line).collect();
    if text.chars().count() > SHOWN {
        out.push('…');
    }
    out
}

/// The place of a text at which it begins to differ from another.
fn around(text: &str, other: &str) -> String {
    let same = text
        .chars()
        .zip(other.chars())
        .take_while(|(one, other)| one == other)
        .count();
    let start = same.saturating_sub(SHOWN / 3);
    let rest: String = text.chars().skip(start).collect();
    let before = if start > 0 { "…" } else { "" };
    format!("{before}{}", cut(&rest))
}
