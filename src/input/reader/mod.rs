//! The walker: from nodes to a report, guided by the form and the model, telling everything wrong on the way.

mod allowed;
mod archive;
mod dispatch;
mod figures;
mod head;
mod nearest;
mod number;
mod pack;
mod parts;
mod signature;
mod style;
mod text;

pub(super) use archive::{MAX_FACT, longest_fact};
pub(super) use dispatch::{
    ATTACHMENT, HEAD, IMPRINT, MAX_ATTACHMENTS, MAX_LINE, MAX_NAMES, MAX_SIGNERS, SIGNERS,
};
pub(super) use figures::NOTES;
pub(super) use head::{MERGED_FROM, report};
pub(super) use number::{is_not_applicable, meant};
pub(super) use pack::pack_file;
use parts::PROSE;
pub(super) use parts::{CONTACT, FEE_NOTICE};
pub(super) use signature::{MAX_AGENCIES, STAMP};
pub(super) use style::style_file;
pub use text::is_unprintable;

use super::Allowed;
use super::codes;
use super::made::Made;
use super::node::{Entry, Node, Value, duplicate_key};
use crate::finding::{Finding, Findings, Span};
use crate::model::{Figures, Report};
use crate::style::Settings;
use std::collections::BTreeSet;

/// The key of a file that has a Chinese name, with that name in full: for those who write the name for the key.
pub(super) fn key_called(name: &str) -> Option<Known> {
    let known: Vec<Known> = [&head::KNOWN[..], &CONTACT, &PROSE, &FEE_NOTICE].concat();
    let begins = || known.iter().find(|(_, label)| label.starts_with(name)).copied();
    nearest::nearest(name, &known).or_else(begins)
}

/// What the walker carries along.
struct Reader<'a> {
    /// The text of the file.
    source: &'a str,
    /// What was found so far.
    findings: &'a mut Findings,
    /// The lines with syntax errors. When there are any, they may hide parts of the file: then nothing is called missing.
    broken_lines: Vec<Span>,
}

/// What the walker made of a file.
#[derive(Default)]
pub(super) struct Read {
    /// The report, when year, agency and date were usable.
    pub(super) report: Option<Report>,
    /// The numbers, when only the year was usable.
    pub(super) loose_figures: Option<Figures>,
    /// What `[style]` sets.
    pub(super) style: Settings,
    /// The rules whose warnings are let pass.
    pub(super) allowed: Vec<Allowed>,
    /// How files of it were made before.
    pub(super) made: Option<Made>,
}

/// The entries of a table, looked up by key; of a key given twice the first counts.
struct Fields<'n> {
    entries: Vec<&'n Entry>,
    /// Known keys that an unknown one was taken for: their absence has been told.
    guessed: Vec<&'static str>,
    /// Where something missing is told: the name of the table, or nowhere for the root.
    place: Option<Span>,
}

impl<'n> Fields<'n> {
    fn entry(&self, key: &str) -> Option<&'n Entry> {
        self.entries.iter().find(|entry| entry.key == key).copied()
    }

    fn get(&self, key: &str) -> Option<&'n Node> {
        self.entry(key).map(|entry| &entry.node)
    }
}

/// A key with what clerks call its value.
type Known = (&'static str, &'static str);

impl<'a> Reader<'a> {
    fn new(source: &'a str, findings: &'a mut Findings) -> Self {
        let broken_lines = findings
            .iter()
            .filter(|finding| finding.code == codes::SYNTAX)
            .map(|finding| lines_around(source, finding.span.unwrap_or_default()))
            .collect();
        Reader {
            source,
            findings,
            broken_lines,
        }
    }

    /// What `read` makes of a part of the file, and whether some of the part could not be read: for which a finding
    /// speaks that `is_lost` holds for, or any of syntax.
    fn noticing<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> T,
        is_lost: impl Fn(&Finding) -> bool,
    ) -> (T, bool) {
        let before = self.findings.len();
        let part = read(self);
        let mut told = self.findings.iter().skip(before);
        let is_unread = told.any(is_lost) || !self.broken_lines.is_empty();
        (part, is_unread)
    }

    /// Tells that a value of a table is not there, unless the finding on a mistyped key has said so or a syntax error may
    /// have hidden it.
    fn missing(&mut self, fields: &Fields<'_>, key: &str, finding: Finding) {
        if self.broken_lines.is_empty() && !fields.guessed.contains(&key) {
            self.findings.push(finding);
        }
    }

    /// Tells that a value is of the wrong kind.
    fn wrong_kind(&mut self, node: &Node, name: &str, wanted: &str) {
        let message = format!("{name}应为{wanted}，填的是{}", node.value.kind());
        self.findings
            .push(Finding::error(codes::TYPE, node.span, message).remedy(format!("改为{wanted}")));
    }

    /// The entries of a table, its keys checked against those known; nothing when the value is no table.
    fn fields<'n>(
        &mut self,
        node: &'n Node,
        place: Option<Span>,
        name: &str,
        known: &[Known],
    ) -> Option<Fields<'n>> {
        let entries = match &node.value {
            Value::Table(entries) => entries.as_slice(),
            Value::Null => &[],
            _ => {
                self.wrong_kind(node, name, "一组键值");
                return None;
            }
        };
        let entries: Vec<&Entry> = entries.iter().filter(|entry| !self.is_broken(entry)).collect();
        let mut seen = BTreeSet::new();
        let mut guessed = Vec::new();
        for entry in &entries {
            if !seen.insert(entry.key.as_str()) {
                self.findings
                    .push(duplicate_key(&entry.key, Some(entry.key_span)));
            } else if !known.iter().any(|(key, _)| *key == entry.key) {
                guessed.extend(self.unknown_key(entry, name, known));
            }
        }
        Some(Fields {
            entries,
            guessed,
            place,
        })
    }

    /// Whether a syntax error stands in the lines of a value, which then has been told enough about. A table is looked at
    /// entry by entry instead.
    fn is_broken(&self, entry: &Entry) -> bool {
        let (start, end) = (entry.key_span.start, entry.node.span.end.max(entry.key_span.end));
        !matches!(entry.node.value, Value::Table(_))
            && self
                .broken_lines
                .iter()
                .any(|line| line.start <= end && start <= line.end)
    }

    /// Tells about an unknown key, and gives the known one it most likely means.
    fn unknown_key(&mut self, entry: &Entry, name: &str, known: &[Known]) -> Option<&'static str> {
        let nearest = nearest::nearest(&entry.key, known).filter(|(_, label)| !label.is_empty());
        let remedy = match nearest {
            Some((key, label)) => format!("是否应为 {key}（{label}）？"),
            None => {
                let keys: Vec<&str> = known
                    .iter()
                    .filter(|(_, label)| !label.is_empty())
                    .map(|(key, _)| *key)
                    .collect();
                match keys.len() {
                    0..=16 => format!("可用的键：{}", keys.join("、")),
                    _ => "请对照 nianbao new 生成的模板改正或删去".to_owned(),
                }
            }
        };
        let message = format!("{name}中没有{}这个键", text::quote(&entry.key));
        self.findings
            .push(Finding::error(codes::KEY, entry.key_span, message).remedy(remedy));
        nearest.map(|(key, _)| key)
    }
}

/// The whole lines a place touches, without the last line end.
fn lines_around(source: &str, span: Span) -> Span {
    let start = source.floor_char_boundary(span.start);
    let end = source.floor_char_boundary(span.end).max(start);
    Span::new(
        source[..start].rfind('\n').map_or(0, |at| at + 1),
        source[end..].find('\n').map_or(source.len(), |at| end + at),
    )
}
