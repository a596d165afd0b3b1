//! Lines and columns of a text that is asked for many of them: none is looked for from the start.

use super::Position;

/// Bytes between places whose characters are counted beforehand.
const BLOCK: usize = 1 << 10;

/// Where the lines of a text begin, and how many characters begin before each block of it, and in all.
pub(crate) struct Places<'a> {
    text: &'a str,
    lines: Vec<usize>,
    blocks: Vec<usize>,
}

impl<'a> Places<'a> {
    /// Those of a text.
    pub(super) fn of(text: &'a str) -> Self {
        let starts = text.match_indices('\n').map(|(at, end)| at + end.len());
        let mut blocks = vec![0];
        for block in text.as_bytes().chunks(BLOCK) {
            blocks.push(blocks[blocks.len() - 1] + begun(block));
        }
        Places {
            text,
            blocks,
            lines: std::iter::once(0).chain(starts).collect(),
        }
    }

    /// Line and column of a byte offset; offsets past the end or inside a character are moved back.
    pub(crate) fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.lines.partition_point(|start| *start <= offset);
        Position {
            line,
            column: self.characters(offset) - self.characters(self.lines[line - 1]) + 1,
        }
    }

    /// The line (from 1) that holds a byte, in the parts before and after it, without its line end.
    pub(super) fn around(&self, offset: usize) -> (&'a str, &'a str) {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.lines.partition_point(|start| *start <= offset);
        let (start, end) = (self.lines[line - 1], self.lines.get(line));
        let whole = &self.text[start..end.map_or(self.text.len(), |end| end - 1)];
        let whole = whole.trim_end_matches('\r');
        whole.split_at((offset - start).min(whole.len()))
    }

    /// How many characters begin before a byte offset.
    fn characters(&self, offset: usize) -> usize {
        let block = offset / BLOCK;
        self.blocks[block] + begun(&self.text.as_bytes()[block * BLOCK..offset])
    }
}

/// How many characters begin in some bytes of a text.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_that_counting_finds() {
        let long = "字a\n".repeat(3 * BLOCK);
        let line = "一".repeat(2 * BLOCK);
        let ascii = "a".repeat(2 * BLOCK);
        for text in ["", "\n", "a", "甲\n乙\r\n\n丙", &long, &line, &ascii] {
            let places = Places::of(text);
            let step = text.len() / 997 + 1;
            for asked in (0..=text.len() + 3).step_by(step) {
                let offset = text.floor_char_boundary(asked);
                let before = &text[..offset];
                let start = before.rfind('\n').map_or(0, |at| at + 1);
                let position = Position {
                    line: before.matches('\n').count() + 1,
                    column: before[start..].chars().count() + 1,
                };
                assert_eq!(places.position(asked), position, "{asked}");
                let line = text.split('\n').nth(position.line - 1).unwrap();
                let (head, tail) = places.around(asked);
                assert_eq!([head, tail].concat(), line.trim_end_matches('\r'));
                assert!(before[start..].starts_with(head), "{asked}");
            }
        }
    }
}
