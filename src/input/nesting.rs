//! How deep a text nests, told before a parser that recurses is let at it.

use super::MAX_DEPTH;
use crate::finding::{Finding, Span};

/// What the text is written in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    /// Brackets, braces, dotted keys; comments and four kinds of string.
    Toml,
    /// Brackets and braces; one kind of string.
    Json,
}

/// A finding when brackets, braces and dotted keys nest deeper than [`MAX_DEPTH`].
pub(super) fn too_deep(text: &str, syntax: Syntax) -> Option<Finding> {
    let bytes = text.as_bytes();
    // For each open bracket, and for the line outside all of them, how many dots the key before the value has.
    let mut dots: Vec<usize> = vec![0];
    let mut depth = 0;
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        match byte {
            b'"' | b'\'' if byte == b'"' || syntax == Syntax::Toml => {
                at = end_of_string(bytes, at, syntax);
                continue;
            }
            b'#' if syntax == Syntax::Toml => {
                while at < bytes.len() && bytes[at] != b'\n' {
                    at += 1;
                }
                continue;
            }
            b'[' | b'{' => {
                dots.push(0);
                depth += 1;
            }
            b']' | b'}' if dots.len() > 1 => depth -= dots.pop().unwrap_or(0) + 1,
            b'.' if syntax == Syntax::Toml => {
                if let Some(last) = dots.last_mut() {
                    *last += 1;
                    depth += 1;
                }
            }
            b',' | b'\n' if byte == b',' || dots.len() == 1 => {
                if let Some(last) = dots.last_mut() {
                    depth -= *last;
                    *last = 0;
                }
            }
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Some(
                Finding::error(
                    super::codes::SYNTAX,
                    Span::new(at, at + 1),
                    format!("括号嵌套超过{MAX_DEPTH}层"),
                )
                .remedy("年报数据最多只有三层，请检查括号是否配对"),
            );
        }
        at += 1;
    }
    None
}

/// The place after the string that opens at `at`; an unclosed one-line string ends with its line.
fn end_of_string(bytes: &[u8], at: usize, syntax: Syntax) -> usize {
    let quote = bytes[at];
    let long = syntax == Syntax::Toml && bytes[at..].starts_with(&[quote; 3]);
    let mut at = at + if long { 3 } else { 1 };
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if quote == b'"' => at += 1,
            b'\n' if !long => return at,
            byte if byte == quote && !long => return at + 1,
            byte if byte == quote && bytes[at..].starts_with(&[quote; 3]) => return at + 3,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_nesting_counts() {
        let deep = |text: &str, syntax| too_deep(text, syntax).is_some();
        assert!(deep(&"[".repeat(33), Syntax::Json));
        assert!(deep(&format!("a = {}", "{a.b=".repeat(17)), Syntax::Toml));
        assert!(deep(&format!("a{} = 1", ".a".repeat(33)), Syntax::Toml));
        assert!(!deep(&"[1.5],".repeat(40), Syntax::Toml));
        assert!(!deep(&format!("a = \"{}\"", "[".repeat(99)), Syntax::Toml));
        assert!(!deep(
            &format!("a = \"\"\"\n\\\"{}\n\"\"\"", "[".repeat(99)),
            Syntax::Toml
        ));
        assert!(!deep(
            &format!("a = '{}' # {}", "[".repeat(99), "{".repeat(99)),
            Syntax::Toml
        ));
        assert!(!deep(&"a = 1.5\n".repeat(99), Syntax::Toml));
        assert!(!deep(&"[]".repeat(99), Syntax::Json));
        assert!(!deep(&"]".repeat(99), Syntax::Json));
    }
}
