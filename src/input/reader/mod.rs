//! The walker: from nodes to a report, guided by the form and the model, telling everything wrong on the way.

mod figures;
mod head;
mod nearest;
mod number;
mod parts;
mod text;

pub(super) use head::report;
pub(super) use parts::{CONTACT, FEE_NOTICE};

use super::codes;
use super::node::{Entry, Node, Value, duplicate_key};
use crate::finding::{Finding, Findings, Severity, Span};

/// What the walker carries along.
struct Reader<'a> {
    /// The text of the file.
    source: &'a str,
    /// What was found so far.
    findings: &'a mut Findings,
    /// Whether syntax errors may have hidden parts of the file: then nothing is called missing.
    incomplete: bool,
}

/// The entries of a table, looked up by key; of a key given twice the first counts.
struct Fields<'n> {
    entries: &'n [Entry],
    /// Where something missing is told: the name of the table, or nowhere for the root.
    place: Option<Span>,
}

impl<'n> Fields<'n> {
    fn entry(&self, key: &str) -> Option<&'n Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    fn get(&self, key: &str) -> Option<&'n Node> {
        self.entry(key).map(|entry| &entry.node)
    }
}

/// A key with what clerks call its value.
type Known = (&'static str, &'static str);

impl<'a> Reader<'a> {
    fn new(source: &'a str, findings: &'a mut Findings) -> Self {
        let incomplete = findings
            .iter()
            .any(|finding| finding.severity == Severity::Error && finding.code == codes::SYNTAX);
        Reader {
            source,
            findings,
            incomplete,
        }
    }

    /// Tells that something is not there, unless a syntax error may have hidden it.
    fn missing(&mut self, finding: Finding) {
        if !self.incomplete {
            self.findings.push(finding);
        }
    }

    /// Tells that a value is of the wrong kind.
    fn wrong_kind(&mut self, node: &Node, name: &str, wanted: &str) {
        self.findings.push(
            Finding::error(
                codes::TYPE,
                node.span,
                format!("{name}应为{wanted}，填的是{}", node.value.kind()),
            )
            .remedy(format!("改为{wanted}")),
        );
    }

    /// The entries of a table, its keys checked against those known; nothing when the value is no table.
    fn fields<'n>(
        &mut self,
        node: &'n Node,
        place: Option<Span>,
        name: &str,
        known: &[Known],
    ) -> Option<Fields<'n>> {
        let Value::Table(entries) = &node.value else {
            if node.value != Value::Null {
                self.wrong_kind(node, name, "一组键值");
            }
            return None;
        };
        for (index, entry) in entries.iter().enumerate() {
            if entries[..index].iter().any(|earlier| earlier.key == entry.key) {
                self.findings
                    .push(duplicate_key(&entry.key, Some(entry.key_span)));
            } else if !known.iter().any(|(key, _)| *key == entry.key) {
                self.unknown_key(entry, name, known);
            }
        }
        Some(Fields { entries, place })
    }

    fn unknown_key(&mut self, entry: &Entry, name: &str, known: &[Known]) {
        let remedy = match nearest::nearest(&entry.key, known) {
            Some((key, label)) => format!("是否应为 {key}（{label}）？"),
            None => {
                let keys: Vec<&str> = known.iter().map(|(key, _)| *key).collect();
                match keys.len() {
                    0..=12 => format!("可用的键：{}", keys.join("、")),
                    _ => "请对照 nianbao new 生成的模板改正或删去".to_owned(),
                }
            }
        };
        let quoted = text::quote(&entry.key);
        self.findings.push(
            Finding::error(codes::KEY, entry.key_span, format!("{name}中没有{quoted}这个键")).remedy(remedy),
        );
    }
}
