//! A string as TOML, YAML and JSON write it: what it says, and where each character of that is written.
//!
//! One reading serves the three formats, since their escapes agree wherever they have the same. What it makes of a
//! string is trusted only as far as the text looked for is found in it.

use super::is_needless;
use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

/// A string taken apart.
pub(super) struct Literal {
    /// What it says.
    pub(super) text: String,
    /// Each character: its first byte in `text`, and its bytes in the literal.
    pieces: Vec<(usize, Range<usize>)>,
    /// Whether characters beyond ASCII are written as escapes.
    escaped: bool,
}

impl Literal {
    /// The same without the characters that nobody sees, which the reader leaves out.
    pub(super) fn visible(&self) -> Literal {
        let mut visible = Literal {
            text: String::new(),
            pieces: Vec::new(),
            escaped: self.escaped,
        };
        for (c, (_, bytes)) in self.text.chars().zip(&self.pieces) {
            if !is_needless(c) {
                visible.push(c, bytes.clone());
            }
        }
        visible
    }

    /// The bytes of the literal that say `text[start..end]`.
    pub(super) fn source(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let piece = |at: usize| {
            let index = self.pieces.binary_search_by_key(&at, |piece| piece.0).ok()?;
            Some((index, &self.pieces[index].1))
        };
        let (_, first) = piece(start)?;
        if start == end {
            return Some(first.start..first.start);
        }
        let last = match self.pieces.partition_point(|piece| piece.0 < end) {
            0 => return None,
            after => &self.pieces[after - 1].1,
        };
        Some(first.start..last.end)
    }

    /// New text as this literal writes it. It holds no quotes, backslashes or line ends.
    pub(super) fn written(&self, new: &str) -> String {
        if !self.escaped {
            return new.to_owned();
        }
        let mut units = [0; 2];
        new.chars()
            .map(|c| match c {
                ' '..='~' => c.to_string(),
                _ => c
                    .encode_utf16(&mut units)
                    .iter()
                    .map(|unit| format!("\\u{unit:04X}"))
                    .collect(),
            })
            .collect()
    }

    fn push(&mut self, c: char, bytes: Range<usize>) {
        self.pieces.push((self.text.len(), bytes));
        self.text.push(c);
    }
}

/// How line ends and marks inside a literal are read.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Kind {
    /// Backslashes escape.
    escapes: bool,
    /// Two single quotes are one.
    doubled: bool,
    /// A line end and the blanks around it are a space, blank lines are line ends.
    folds: bool,
}

/// Takes a literal apart: by its quotes, else as a plain or folded string of YAML. Nothing when an escape is not known.
pub(super) fn decode(written: &str) -> Option<Literal> {
    let kind = |escapes, doubled, folds| Kind {
        escapes,
        doubled,
        folds,
    };
    let quoted = |quotes: &str| {
        let long_enough = written.len() >= 2 * quotes.len();
        (long_enough && written.starts_with(quotes) && written.ends_with(quotes))
            .then(|| quotes.len()..written.len() - quotes.len())
    };
    let (body, kind) = if let Some(body) = quoted("\"\"\"") {
        (body, kind(true, false, false))
    } else if let Some(body) = quoted("'''") {
        (body, kind(false, false, false))
    } else if let Some(body) = quoted("\"") {
        (body, kind(true, false, true))
    } else if let Some(body) = quoted("'") {
        (body, kind(false, true, true))
    } else {
        let header = written.starts_with('>');
        let start = written.find('\n').filter(|_| header).map_or(0, |end| end + 1);
        (start..written.len(), kind(false, false, true))
    };
    let mut literal = Literal {
        text: String::new(),
        pieces: Vec::new(),
        escaped: kind.escapes && written.is_ascii(),
    };
    let offset = body.start;
    let mut chars = written[body].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let start = offset + at;
        let end = |chars: &mut Peekable<CharIndices<'_>>| {
            chars.peek().map_or(written.len(), |(next, _)| offset + next)
        };
        match c {
            '\\' if kind.escapes => {
                if let Some(c) = escape(&mut chars)? {
                    literal.push(c, start..end(&mut chars));
                }
            }
            '\'' if kind.doubled => {
                chars.next_if(|(_, next)| *next == '\'')?;
                literal.push('\'', start..end(&mut chars));
            }
            ' ' | '\t' | '\r' | '\n' if kind.folds => fold(&mut literal, &mut chars, start, c),
            _ => literal.push(c, start..start + c.len_utf8()),
        }
    }
    Some(literal)
}

/// Blanks and line ends from one on: folded when a line ends among them, else as they are.
fn fold(literal: &mut Literal, chars: &mut Peekable<CharIndices<'_>>, start: usize, first: char) {
    let mut blanks = vec![first];
    while let Some((_, c)) = chars.next_if(|(_, c)| matches!(c, ' ' | '\t' | '\r' | '\n')) {
        blanks.push(c);
    }
    let whole = start..start + blanks.len();
    match blanks.iter().filter(|c| **c == '\n').count() {
        0 => {
            for (at, c) in blanks.into_iter().enumerate() {
                literal.push(c, start + at..start + at + 1);
            }
        }
        1 => literal.push(' ', whole),
        lines => {
            for _ in 1..lines {
                literal.push('\n', whole.clone());
            }
        }
    }
}

/// What follows a backslash: a character, or nothing where a line goes on. Nothing at all when it is no known escape.
fn escape(chars: &mut Peekable<CharIndices<'_>>) -> Option<Option<char>> {
    let (_, c) = chars.next()?;
    Some(Some(match c {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\u{8}',
        'f' => '\u{c}',
        'e' => '\u{1b}',
        '"' | '\\' | '/' => c,
        'x' => hex(chars, 2)?,
        'u' => hex(chars, 4)?,
        'U' => hex(chars, 8)?,
        ' ' | '\t' | '\r' | '\n' => {
            while chars
                .next_if(|(_, c)| matches!(c, ' ' | '\t' | '\r' | '\n'))
                .is_some()
            {}
            return Some(None);
        }
        _ => return None,
    }))
}

/// A character by its number, of a pair of UTF-16 by two of them.
fn hex(chars: &mut Peekable<CharIndices<'_>>, digits: usize) -> Option<char> {
    let high = number(chars, digits)?;
    if !(0xd800..0xdc00).contains(&high) {
        return char::from_u32(high);
    }
    chars.next_if(|(_, c)| *c == '\\')?;
    chars.next_if(|(_, c)| *c == 'u')?;
    let low = number(chars, 4)?;
    let is_low = (0xdc00..0xe000).contains(&low);
    is_low
        .then(|| 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00))
        .and_then(char::from_u32)
}

fn number(chars: &mut Peekable<CharIndices<'_>>, digits: usize) -> Option<u32> {
    (0..digits).try_fold(0, |sum: u32, _| {
        let (_, c) = chars.next()?;
        Some(sum.checked_mul(16)? + c.to_digit(16)?)
    })
}
