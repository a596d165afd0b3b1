//! A text value as paragraphs, each with its own place where the file shows it as it is.

use super::node::Node;
use crate::finding::Span;
use crate::model::{Located, Text};

/// Whether a character is blank in Chinese text: white space (U+3000 among it) or invisible.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')
}

/// The paragraphs of a text: one a line, trimmed, blank ones dropped.
///
/// A paragraph found as it is in the source of the value gets its own place there, one written with escapes or folded
/// gets the place of the whole value.
pub(super) fn paragraphs(source: &str, node: &Node, text: &str) -> Text {
    let slice = source.get(node.span.start..node.span.end).unwrap_or("");
    let mut cursor = 0;
    let paragraphs = text
        .lines()
        .map(|line| line.trim_matches(is_blank))
        .filter(|line| !line.is_empty())
        .map(|line| {
            let found = slice.get(cursor..).and_then(|rest| rest.find(line));
            let span = found.map_or(node.span, |at| {
                let start = cursor + at;
                cursor = start + line.len();
                Span::new(node.span.start + start, node.span.start + cursor)
            });
            Located::at(line.to_owned(), span)
        })
        .collect();
    Text {
        paragraphs,
        span: Some(node.span),
    }
}

#[cfg(test)]
mod tests {
    use super::super::node::Value;
    use super::*;

    fn spans(source: &str, text: &str) -> Vec<(String, String)> {
        let node = Node {
            value: Value::Null,
            span: Span::new(0, source.len()),
        };
        paragraphs(source, &node, text)
            .paragraphs
            .into_iter()
            .map(|paragraph| {
                let span = paragraph.span.unwrap();
                (paragraph.value, source[span.start..span.end].to_owned())
            })
            .collect()
    }

    #[test]
    fn each_line_is_a_paragraph_in_its_place() {
        let source = "\"\"\"\r\n\u{3000}\u{3000}第一段。\r\n\r\n 第二段。 \r\n\"\"\"";
        let shown = spans(source, "\u{3000}\u{3000}第一段。\n\n 第二段。 \n");
        assert_eq!(
            shown,
            [
                ("第一段。".into(), "第一段。".into()),
                ("第二段。".into(), "第二段。".into())
            ]
        );
    }

    #[test]
    fn equal_paragraphs_have_different_places() {
        let source = "\"重复。\\n重复。\"";
        let node = Node {
            value: Value::Null,
            span: Span::new(0, source.len()),
        };
        let text = paragraphs(source, &node, "重复。\n重复。");
        assert!(text.paragraphs[0].span < text.paragraphs[1].span);
    }

    #[test]
    fn an_escaped_paragraph_has_the_place_of_the_value() {
        let source = "\"\\u7b2c一段\"";
        assert_eq!(
            spans(source, "第一段"),
            [("第一段".to_owned(), source.to_owned())]
        );
    }
}
