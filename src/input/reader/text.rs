//! Texts: names, addresses and paragraphs.

use super::{Fields, Reader, codes};
use crate::finding::{Change, Finding, Repair, Span, is_invisible, is_needless};
use crate::input::node::{Node, Value};
use crate::input::paragraphs::{is_blank, paragraphs};
use crate::model::{Located, Text};
use std::collections::BTreeSet;

/// A text in Chinese quotes, cut when it is long.
pub(super) fn quote(text: &str) -> String {
    const SHOWN: usize = 24;
    let shown: String = text
        .chars()
        .take(SHOWN)
        .map(|c| if is_unprintable(c) { '\u{fffd}' } else { c })
        .collect();
    let more = if text.chars().count() > SHOWN { "…" } else { "" };
    format!("“{shown}{more}”")
}

/// Characters that cannot stand in print: controls and others that nobody sees, damaged ones.
pub fn is_unprintable(c: char) -> bool {
    is_invisible(c) || c == '\u{fffd}' || (c as u32) & 0xfffe == 0xfffe
}

impl Reader<'_> {
    /// A one-line text: trimmed, without control characters, not longer than `max` characters.
    ///
    /// Whole numbers are accepted as written, since postcodes and telephone numbers look like them. Nothing comes back
    /// when the text is empty (which is not told) or refused (which is).
    pub(super) fn line(&mut self, node: &Node, name: &str, max: usize) -> Option<Located<String>> {
        let text = match &node.value {
            Value::String(text) | Value::Integer(text) => text.trim_matches(is_blank),
            Value::Null => return None,
            Value::Date(_) | Value::Float(_) | Value::Bool(_) => {
                let message = format!("{name}应为文字，填的是{}", node.value.kind());
                self.findings
                    .push(Finding::error(codes::TYPE, node.span, message).remedy("两端加英文双引号 \""));
                return None;
            }
            _ => {
                self.wrong_kind(node, name, "文字");
                return None;
            }
        };
        let length = text.chars().count();
        if length > max {
            self.findings.push(
                Finding::error(codes::TEXT, node.span, format!("{name}有{length}个字，过长"))
                    .remedy(format!("最多{max}个字，请检查是否粘贴了别的内容")),
            );
            return None;
        }
        let clean = self.printable(text, node.span, name);
        (!clean.is_empty()).then(|| Located::at(clean, node.span))
    }

    /// The paragraphs of a text, or of a list of texts; nothing when the value is no text.
    pub(super) fn paragraphs(&mut self, node: &Node, name: &str) -> Option<Text> {
        let mut text = Text {
            span: Some(node.span),
            ..Text::default()
        };
        match &node.value {
            Value::String(value) => text = paragraphs(self.source, node, value),
            Value::Array(nodes) => {
                for node in nodes {
                    if let Value::String(value) = &node.value {
                        text.paragraphs
                            .extend(paragraphs(self.source, node, value).paragraphs);
                    } else {
                        self.wrong_kind(node, name, "文字");
                    }
                }
            }
            Value::Null => {}
            _ => {
                self.wrong_kind(node, name, "文字");
                return None;
            }
        }
        for paragraph in &mut text.paragraphs {
            let span = paragraph.span.unwrap_or(node.span);
            paragraph.value = self.printable(&paragraph.value, span, name);
        }
        text.paragraphs
            .retain(|paragraph| !paragraph.value.trim_matches(is_blank).is_empty());
        Some(text)
    }

    /// The text without unprintable characters, each kind of which is told once.
    fn printable(&mut self, text: &str, span: Span, name: &str) -> String {
        let bad: BTreeSet<char> = text.chars().filter(|c| is_unprintable(*c)).collect();
        if bad.is_empty() {
            return text.to_owned();
        }
        let shown = self.source.get(span.start..span.end).unwrap_or("");
        for bad in bad {
            let place = shown.find(bad).map_or(span, |at| {
                Span::new(span.start + at, span.start + at + bad.len_utf8())
            });
            let (what, remedy) = unprintable(bad);
            self.findings.push(
                Finding::error(codes::TEXT, place, format!("{name}含有{what}"))
                    .remedy(remedy)
                    .mended_by(without(text, span, bad)),
            );
        }
        text.chars().filter(|c| !is_unprintable(*c)).collect()
    }

    /// A one-line text that must be there.
    pub(super) fn required_line(
        &mut self,
        fields: &Fields<'_>,
        key: &str,
        name: &str,
        max: usize,
    ) -> Option<Located<String>> {
        let Some(node) = fields.get(key) else {
            self.missing(
                fields,
                key,
                Finding::error(codes::MISSING, fields.place, format!("缺少{name}（{key}）"))
                    .remedy(format!("补上 {key} = \"…\"")),
            );
            return None;
        };
        if is_blank_value(node) {
            self.findings.push(
                Finding::error(codes::MISSING, node.span, format!("{name}（{key}）没有填写"))
                    .remedy(format!("填写{name}")),
            );
            return None;
        }
        self.line(node, name, max)
    }
}

/// A text without a character that can go.
fn without(text: &str, place: Span, bad: char) -> Option<Repair> {
    is_needless(bad).then(|| Repair {
        place,
        text: text.to_owned(),
        changes: text
            .match_indices(bad)
            .map(|(at, bad)| Change::new(at, at + bad.len(), ""))
            .collect(),
    })
}

/// What an unprintable character is called, and what to do about it.
fn unprintable(c: char) -> (String, &'static str) {
    match c {
        '\n' | '\r' => ("换行".to_owned(), "写成一行"),
        '\t' => ("制表符（Tab）".to_owned(), "删去制表符；需要空格就改成空格"),
        '\u{fffd}' => ("乱码字符（U+FFFD）".to_owned(), "对照原文改正此处的乱码"),
        _ if is_invisible(c) => (
            format!("看不见的字符U+{:04X}", u32::from(c)),
            "删去该字符，或重新输入这一行",
        ),
        _ => (format!("不能印刷的字符U+{:04X}", u32::from(c)), "删去该字符"),
    }
}

/// Whether nothing is written: no value, or a blank text.
pub(super) fn is_blank_value(node: &Node) -> bool {
    match &node.value {
        Value::Null => true,
        Value::String(text) => text.trim_matches(is_blank).is_empty(),
        Value::Array(nodes) => nodes.is_empty(),
        _ => false,
    }
}
