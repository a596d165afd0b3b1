//! Repairs: changes of a few characters that a rule offers with its finding, and the same as bytes of the file.

use super::Span;
use super::literal;

/// A repair of one text of the input, in the words of the text: escapes and folded lines of the file are resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// Where the text is written: its own bytes, or those of the whole value when the file shows it otherwise.
    pub place: Span,
    /// The text as it reads before the repair.
    pub text: String,
    /// What to change, in order, none touching another.
    pub changes: Vec<Change>,
}

/// Some bytes of a text and what shall stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The new text.
    pub new: String,
}

/// Some bytes of the file and what shall stand there: an insertion when they are none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Patch {
    /// The bytes replaced, of the decoded text without a byte order mark.
    pub span: Span,
    /// The new bytes.
    pub text: String,
}

impl Change {
    /// `new` in place of the bytes from `start` to `end`.
    pub fn new(start: usize, end: usize, new: impl Into<String>) -> Self {
        Change {
            start,
            end,
            new: new.into(),
        }
    }
}

impl Repair {
    /// The text as it reads after the repair.
    pub fn mended(&self) -> String {
        let patches: Vec<Patch> = self
            .changes
            .iter()
            .map(|change| Patch {
                span: Span::new(change.start, change.end),
                text: change.new.clone(),
            })
            .collect();
        patched(&self.text, &patches)
    }

    /// The repair as patches of the file; nothing when the text cannot be found there without doubt.
    pub fn patches(&self, source: &str) -> Option<Vec<Patch>> {
        let written = source.get(self.place.start..self.place.end)?;
        if written == self.text && self.mended().is_empty() {
            return Some(vec![Patch {
                span: whole_line(source, self.place),
                text: String::new(),
            }]);
        }
        if written == self.text {
            let moved = |change: &Change| Patch {
                span: Span::new(self.place.start + change.start, self.place.start + change.end),
                text: change.new.clone(),
            };
            return Some(self.changes.iter().map(moved).collect());
        }
        let whole = literal::decode(written)?;
        let visible = whole.visible();
        let literal = if whole.text.contains(&self.text) {
            whole
        } else {
            visible
        };
        let mut found = literal.text.match_indices(&self.text);
        let (at, _) = found.next()?;
        if found.next().is_some() {
            return None;
        }
        self.changes
            .iter()
            .map(|change| {
                let bytes = literal.source(at + change.start, at + change.end)?;
                Some(Patch {
                    span: Span::new(self.place.start + bytes.start, self.place.start + bytes.end),
                    text: literal.written(&change.new),
                })
            })
            .collect()
    }
}

/// A place with its line's blanks and end, when nothing else stands on the line.
fn whole_line(source: &str, place: Span) -> Span {
    let start = source[..place.start].trim_end_matches(|c: char| c.is_whitespace() && c != '\n');
    let (_, after) = source.split_at(place.end);
    let blanks = after.len()
        - after
            .trim_start_matches(|c: char| c.is_whitespace() && c != '\n')
            .len();
    let is_alone = start.ends_with('\n') && after[blanks..].starts_with('\n');
    if is_alone {
        Span::new(start.len(), place.end + blanks + '\n'.len_utf8())
    } else {
        place
    }
}

/// A text with patches made; they are in order and touch only places of the text.
pub fn patched(text: &str, patches: &[Patch]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut done = 0;
    for patch in patches {
        out.push_str(&text[done..patch.span.start]);
        out.push_str(&patch.text);
        done = patch.span.end;
    }
    out.push_str(&text[done..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `text` stands somewhere in the value `written`; its first comma becomes a full-width one.
    fn mended(written: &str, text: &str) -> Option<String> {
        let at = text.find(',').unwrap();
        let repair = Repair {
            place: Span::new(0, written.len()),
            text: text.to_owned(),
            changes: vec![Change::new(at, at + 1, "，")],
        };
        Some(patched(written, &repair.patches(written)?))
    }

    #[test]
    fn a_text_is_mended_as_it_is_written() {
        for (written, text, wanted) in [
            ("甲,乙", "甲,乙", "甲，乙"),
            (r#""甲\t,\u4e59""#, "甲\t,乙", r#""甲\t，\u4e59""#),
            (r#""\u7532,\u4e59""#, "甲,乙", r#""\u7532\uFF0C\u4e59""#),
            (r#""\ud842\udfb7,\\\"""#, "𠮷,\\\"", r#""\ud842\udfb7\uFF0C\\\"""#),
            (
                "\"\"\"\r\n甲 \\\r\n   乙,丙\"\"\"",
                "甲 乙,丙",
                "\"\"\"\r\n甲 \\\r\n   乙，丙\"\"\"",
            ),
            ("'甲''s,乙'", "甲's,乙", "'甲''s，乙'"),
            (">-\n    甲\n    乙,丙\n", "甲 乙,丙", ">-\n    甲\n    乙，丙\n"),
            ("甲\n  乙,丙", "甲 乙,丙", "甲\n  乙，丙"),
            ("甲\u{200b}乙,丙", "甲乙,丙", "甲\u{200b}乙，丙"),
        ] {
            assert_eq!(mended(written, text).as_deref(), Some(wanted), "{written}");
        }
    }

    #[test]
    fn a_text_of_which_nothing_is_left_goes_with_its_line() {
        for (source, wanted) in [
            ("a = \"\"\"\n　　甲\r\n乙\n\"\"\"", "a = \"\"\"\n乙\n\"\"\""),
            ("a: |\n  甲\n  乙\n", "a: |\n  乙\n"),
            ("a = \"\"\"甲\n乙\"\"\"", "a = \"\"\"\n乙\"\"\""),
            ("a = \"甲\\n乙\"", "a = \"\\n乙\""),
            ("甲", ""),
        ] {
            let at = source.find('甲').unwrap();
            let repair = Repair {
                place: Span::new(at, at + 3),
                text: "甲".to_owned(),
                changes: vec![Change::new(0, 3, "")],
            };
            assert_eq!(
                patched(source, &repair.patches(source).unwrap()),
                wanted,
                "{source}"
            );
        }
    }

    #[test]
    fn a_doubtful_place_is_left_alone() {
        for (written, text) in [
            (r#""甲,乙\n甲,乙""#, "甲,乙"),
            (r#""甲,\q乙""#, "甲,乙"),
            (r#""\ud842,乙""#, "甲,乙"),
            (r#""丙""#, "甲,乙"),
        ] {
            assert_eq!(mended(written, text), None, "{written}");
        }
    }
}
