//! A report as canonical JSON: the same bytes for the same report, whatever file it was read from.

use super::node::{Node, Value};
use super::{Draft, Format, tree};
use crate::finding::Findings;
use std::fmt::Write as _;

impl Draft {
    /// The draft as JSON that reads back as [`Draft::to_toml`] does: one key a line, texts as lists of paragraphs, no
    /// comments.
    pub fn to_json(&self) -> String {
        let (_, root) = tree(
            String::new(),
            self.to_toml().as_bytes(),
            Some(Format::Toml),
            &mut Findings::new(),
        );
        let mut out = String::new();
        if let Some(root) = root {
            write(&mut out, &root, 0);
        }
        out.push('\n');
        out
    }
}

// Writing to a String cannot fail, so the results of write! are let go.

fn write(out: &mut String, node: &Node, depth: usize) {
    match &node.value {
        Value::String(text) if text.contains('\n') => {
            let paragraphs = text.lines().filter(|line| !line.is_empty());
            list(out, depth, paragraphs, |out, paragraph, _| string(out, paragraph));
        }
        Value::String(text) | Value::Date(text) => string(out, text),
        Value::Integer(number) | Value::Float(number) => out.push_str(number),
        Value::Bool(value) => {
            let _ = write!(out, "{value}");
        }
        Value::Null => out.push_str("null"),
        Value::Array(nodes) if nodes.iter().any(|node| matches!(node.value, Value::Table(_))) => {
            list(out, depth, nodes, write);
        }
        Value::Array(nodes) => {
            out.push('[');
            for (node, at) in nodes.iter().zip(0..) {
                out.push_str(if at > 0 { ", " } else { "" });
                write(out, node, depth);
            }
            out.push(']');
        }
        Value::Table(entries) => {
            out.push('{');
            for (entry, at) in entries.iter().zip(0..) {
                out.push_str(if at > 0 { "," } else { "" });
                line(out, depth + 1);
                string(out, &entry.key);
                out.push_str(": ");
                write(out, &entry.node, depth + 1);
            }
            line(out, depth);
            out.push('}');
        }
    }
}

/// A list with an item a line.
fn list<T>(
    out: &mut String,
    depth: usize,
    items: impl IntoIterator<Item = T>,
    mut item: impl FnMut(&mut String, T, usize),
) {
    out.push('[');
    for (one, at) in items.into_iter().zip(0..) {
        out.push_str(if at > 0 { "," } else { "" });
        line(out, depth + 1);
        item(out, one, depth + 1);
    }
    line(out, depth);
    out.push(']');
}

fn line(out: &mut String, depth: usize) {
    out.push('\n');
    out.push_str(&"  ".repeat(depth));
}

fn string(out: &mut String, text: &str) {
    let _ = write!(out, "{}", serde_json::Value::from(text));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::read;

    #[test]
    fn what_is_written_reads_back_to_the_same() {
        let mut draft = Draft::empty(2021).unwrap();
        draft.fill_with_zeros();
        draft.agency = Some("某\"县\\㙍𬭎".to_owned());
        let json = draft.to_json();
        assert!(json.contains("\"received\": [0, 0, 0, 0, 0, 0]"), "{json}");
        serde_json::from_str::<serde_json::Value>(&json).unwrap();
        let reading = read("t", json.as_bytes(), Some(Format::Json));
        assert!(
            reading
                .findings
                .iter()
                .all(|finding| finding.code == crate::input::codes::MISSING)
        );
        assert_eq!(json, draft.to_json());
    }
}
