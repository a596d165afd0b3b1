//! Values and comments as TOML text that reads back to the same.

use crate::model::{CellValue, Text};
use std::fmt::Write as _;

/// A one-line text in double quotes.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// Paragraphs as a text over several lines, as written where that is possible.
pub(super) fn lines(text: &Text) -> String {
    let paragraphs: Vec<&str> = text
        .paragraphs
        .iter()
        .map(|paragraph| paragraph.value.as_str())
        .collect();
    let is_plain = |text: &&str| !text.contains("'''") && !text.chars().any(char::is_control);
    let (quotes, body) = if paragraphs.iter().all(is_plain) {
        ("'''", joined(&paragraphs, str::to_owned))
    } else {
        ("\"\"\"", joined(&paragraphs, escaped))
    };
    format!("{quotes}\n{body}{quotes}")
}

/// A cell as it is written in a row; what is not given asks to be filled in.
pub(super) fn cell(value: &CellValue) -> String {
    match value {
        CellValue::Number(number) => number.to_string(),
        other => quoted(&other.to_string()),
    }
}

/// A comment line. Characters that no comment may have become spaces.
pub(super) fn comment(out: &mut String, text: &str) {
    let clean: String = text
        .chars()
        .map(|ch| if ch.is_control() { ' ' } else { ch })
        .collect();
    // Writing to a String cannot fail.
    let _ = writeln!(out, "# {clean}");
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for ch in text.chars() {
        match ch {
            '"' | '\\' => out.extend(['\\', ch]),
            ch if ch.is_control() => {
                let _ = write!(out, "\\u{:04X}", ch as u32);
            }
            ch => out.push(ch),
        }
    }
    out
}

/// Texts one under the other.
fn joined(texts: &[&str], write: impl Fn(&str) -> String) -> String {
    texts.iter().map(|text| write(text) + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Located;

    fn text(paragraphs: &[&str]) -> Text {
        Text {
            paragraphs: paragraphs
                .iter()
                .map(|text| Located::free((*text).to_owned()))
                .collect(),
            span: None,
        }
    }

    #[test]
    fn what_has_meaning_in_toml_is_escaped() {
        assert_eq!(quoted("a\"b\\c\u{7f}\n"), "\"a\\\"b\\\\c\\u007F\\u000A\"");
        assert_eq!(lines(&text(&["甲\\", "乙\""])), "'''\n甲\\\n乙\"\n'''");
        assert_eq!(lines(&text(&["'''"])), "\"\"\"\n'''\n\"\"\"");
        assert_eq!(
            lines(&text(&["a'''\\\"\"\""])),
            "\"\"\"\na'''\\\\\\\"\\\"\\\"\n\"\"\""
        );
        assert_eq!(lines(&text(&[])), "'''\n'''");
        let mut out = String::new();
        comment(&mut out, "a\nb = 1");
        assert_eq!(out, "# a b = 1\n");
    }
}
