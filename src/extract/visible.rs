//! A Word file as people see it, against the document that its data makes: tables by their labels, text by paragraphs.

use super::rules::{CELL, LABEL, PARTS, TEXT, TITLE};
use super::{refuse, table};
use crate::doc::{Block, Document, HeadingLevel, Table};
use crate::finding::{Finding, Findings};
use crate::package;
use crate::package::xml::{at, children, is, text_of};
use roxmltree::{Node, ParsingOptions};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// The most nodes of the part.
const MAX_NODES: u32 = 4_000_000;
/// The most characters of a paragraph that a finding shows.
const SHOWN: usize = 24;
const REMEDY: &str = "以 Word 文件为准的，改数据文件后重新生成；以数据为准的，用重新生成的文件";

/// What a paragraph is in the report.
#[derive(Clone, Copy)]
enum Kind {
    Title,
    Part,
    Text,
}

/// Where the visible text and tables of a Word file differ from a document: that of its own data, or of another report.
///
/// # Errors
/// A finding when the file cannot be read.
pub fn compare(file: &[u8], document: &Document) -> Result<Findings, Box<Finding>> {
    let package = package::open(file)?;
    let damaged = || {
        refuse(
            "Word 文件的正文不是完好的 XML",
            "在 Word 或 WPS 中打开，另存为 .docx",
        )
    };
    let part = package.parts.get("word/document.xml").ok_or_else(damaged)?;
    let text = std::str::from_utf8(part).map_err(|_| damaged())?;
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: MAX_NODES,
        ..ParsingOptions::default()
    };
    let tree = roxmltree::Document::parse_with_options(text.trim_start_matches('\u{feff}'), options)
        .map_err(|_| damaged())?;
    let body = children(tree.root_element(), "body").next().ok_or_else(damaged)?;

    let mut findings = Findings::new();
    compare_text(body, document, &mut findings);
    compare_tables(body, document, &mut findings);
    Ok(findings)
}

fn compare_tables(body: Node<'_, '_>, document: &Document, findings: &mut Findings) {
    let shown: Vec<_> = children(body, "tbl")
        .filter(|table| !floats(*table))
        .map(table::Shown::of)
        .collect();
    let known: Vec<&Table> = document
        .blocks()
        .iter()
        .filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
        .collect();
    if shown.len() != known.len() {
        let message = format!("文件里有{}张表，应为{}张", shown.len(), known.len());
        findings.push(Finding::error(LABEL, None, message).remedy(REMEDY));
    }
    for (shown, known) in shown.iter().zip(known) {
        for difference in table::differences(shown, known) {
            let (code, message) = match difference {
                table::Difference::Label(message) => (LABEL, message),
                table::Difference::Value(message) => (CELL, message),
            };
            findings.push(Finding::error(code, None, message).remedy(REMEDY));
        }
    }
}

/// Whether a table is placed freely on the page, as 版记 is: its text is told with the paragraphs.
fn floats(table: Node<'_, '_>) -> bool {
    at(table, &["tblPr", "tblpPr"]).is_some()
}

fn compare_text(body: Node<'_, '_>, document: &Document, findings: &mut Findings) {
    let known = paragraphs(document);
    let shown = visible_paragraphs(body);
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
                Kind::Part => (PARTS, "部分标题"),
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

/// The document's paragraphs outside its tables, as a Word file shows them.
fn paragraphs(document: &Document) -> Vec<(Kind, String)> {
    let mut out = Vec::new();
    for block in document.blocks() {
        match block {
            Block::Title(heading) => out.push((Kind::Title, heading.text.clone())),
            Block::Heading(heading) if heading.level == HeadingLevel::One => {
                out.push((Kind::Part, heading.text.clone()));
            }
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

/// The paragraphs of a body outside its tables, cut at tab stops; those of a table placed freely too.
fn visible_paragraphs(body: Node<'_, '_>) -> Vec<String> {
    let mut out = Vec::new();
    for block in body.children() {
        if is(block, "p") {
            out.extend(pieces(block));
        } else if is(block, "tbl") && floats(block) {
            let paragraphs = block.descendants().filter(|node| is(*node, "p"));
            out.extend(paragraphs.flat_map(pieces));
        }
    }
    out.retain(|text| !squeezed(text).is_empty());
    out
}

fn pieces(paragraph: Node<'_, '_>) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for node in paragraph.descendants() {
        if is(node, "tab") && node.parent().is_some_and(|parent| is(parent, "r")) {
            pieces.push(String::new());
        } else if is(node, "t")
            && let Some(piece) = pieces.last_mut()
        {
            piece.push_str(node.text().unwrap_or(""));
        }
    }
    pieces
}

pub(super) fn squeezed(text: &str) -> String {
    text.chars().filter(|ch| !ch.is_whitespace()).collect()
}

/// The text of an element without white space.
pub(super) fn squeezed_text(node: Node<'_, '_>) -> String {
    squeezed(&text_of(node))
}

/// The beginning of a text.
fn cut(text: &str) -> String {
    let mut out: String = text.chars().take(SHOWN).collect();
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
