//! A paragraph: shaped once, then broken, then each finished line set in place.

use super::pages::{Item, Owner, PlacedGlyph, Shape, TextRun};
use super::squeeze;
use crate::error::Error;
use crate::font::{FontSet, Glyph};
use crate::measure::breaks::{Breaks, FARTHEST_PUSH};
use crate::measure::punct::is_mark;
use crate::style::{BreakLevel, Compression, Style, TextStyle};
use crate::units::Length;
use std::ops::Range;

/// Where the base line of an em box lies, in hundredths of the size from its top: the usual 880:120 of Chinese faces.
const BASELINE_PERCENT: i64 = 88;

/// A text of one style under one owner.
#[derive(Clone, Copy, Debug)]
pub(super) struct Segment<'a> {
    pub owner: Owner,
    pub style: &'a TextStyle,
    pub text: &'a str,
}

/// How lines are broken.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Breaking {
    /// Which marks may not begin or end a line.
    pub level: BreakLevel,
    /// Whether marks give up their blank halves.
    pub compression: Compression,
}

impl Breaking {
    /// As a style has it.
    pub(super) fn of(style: &Style) -> Self {
        Breaking {
            level: style.line_breaks,
            compression: style.compression,
        }
    }
}

/// A shaped text: characters with their glyphs, and where its lines may end.
#[derive(Clone, Debug)]
pub(super) struct Shaped {
    chars: Vec<char>,
    glyphs: Vec<ShapedGlyph>,
    breaks: Breaks,
    compression: Compression,
}

#[derive(Clone, Copy, Debug)]
struct ShapedGlyph {
    owner: Owner,
    glyph: Glyph,
    size: Length,
    advance: Length,
}

/// How a line fills its room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fill {
    Start,
    Center,
    Justify,
}

impl Shaped {
    /// The text of these segments, one after the other.
    ///
    /// # Errors
    /// [`Error::Font`] when no face has a character; findings are to be made of such characters before.
    pub(super) fn new<'a>(
        segments: impl IntoIterator<Item = Segment<'a>>,
        fonts: &FontSet,
        breaking: Breaking,
    ) -> Result<Self, Error> {
        let (mut chars, mut glyphs) = (Vec::new(), Vec::new());
        for segment in segments {
            let style = segment.style;
            let count = segment.text.chars().count();
            chars.reserve(count);
            glyphs.reserve(count);
            for ch in segment.text.chars() {
                let glyph = fonts.glyph_in(style.roles, ch).ok_or_else(|| Error::Font {
                    face: style.roles.chinese.name().to_owned(),
                    reason: format!("no face has U+{:04X}", u32::from(ch)),
                })?;
                let advance = fonts.advance(glyph, style.size) + style.tracking;
                chars.push(ch);
                glyphs.push(ShapedGlyph {
                    owner: segment.owner,
                    glyph,
                    size: style.size,
                    advance,
                });
            }
        }
        let breaks = Breaks::of(&chars, breaking.level);
        Ok(Shaped {
            chars,
            glyphs,
            breaks,
            compression: breaking.compression,
        })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    pub(super) fn chars(&self) -> &[char] {
        &self.chars
    }

    /// Width of a range of characters, spaces at its end left out.
    pub(super) fn width(&self, range: Range<usize>) -> Length {
        self.glyphs[self.trimmed(range)]
            .iter()
            .map(|glyph| glyph.advance)
            .sum()
    }

    /// The lines of the text in a column of a width whose first line has `first` less room.
    pub(super) fn lines(&self, width: Length, first: Length) -> Vec<Range<usize>> {
        let mut lines = Vec::new();
        let mut start = 0;
        while start < self.chars.len() {
            let room = if start == 0 { width - first } else { width };
            let full = self.full_line(start, room);
            let end = if full == self.chars.len() {
                full
            } else {
                self.squeezed_end(start, full, room)
                    .unwrap_or_else(|| self.line_end(start, full))
            };
            lines.push(start..end);
            start = end + self.chars[end..].iter().take_while(|ch| **ch == ' ').count();
        }
        lines
    }

    /// The lines of running text: as [`Shaped::lines`], but the last holds no single character (孤字) where the line
    /// before it can spare one.
    pub(super) fn paragraph_lines(&self, width: Length, first: Length) -> Vec<Range<usize>> {
        let mut lines = self.lines(width, first);
        if let [.., before, last] = lines.as_mut_slice()
            && self.is_lone(last.clone())
        {
            let spared = (before.start + 1..before.end)
                .rev()
                .find(|&at| self.breaks.next_clean(at, at) == Some(at) && !self.is_lone(at..last.end));
            let farthest = self.glyphs[before.start].size * FARTHEST_PUSH as i64;
            if let Some(at) = spared.filter(|&at| self.width(at..before.end) <= farthest) {
                (before.end, last.start) = (at, at);
            }
        }
        lines
    }

    /// Whether a line holds but one character, marks not counted.
    fn is_lone(&self, line: Range<usize>) -> bool {
        self.chars[line].iter().filter(|ch| !is_mark(**ch)).count() < 2
    }

    /// Where a line ends when it takes in, by squeezing its marks, what would else be pushed to the next.
    fn squeezed_end(&self, start: usize, full: usize, room: Length) -> Option<usize> {
        if self.compression == Compression::None || self.breaks.next_clean(full, full).is_some() {
            return None;
        }
        let end = self
            .breaks
            .next_clean(full + 1, (full + FARTHEST_PUSH).min(self.chars.len()))?;
        let line = self.trimmed(start..end);
        let over = self.width(line.clone()) - room;
        (over <= squeeze::most(&self.chars[line.clone()], &self.blanks(line))).then_some(end)
    }

    /// The blank half of each character of a line, if it is a mark: half its size; none where a face's mark is narrow.
    fn blanks(&self, line: Range<usize>) -> Vec<Length> {
        let blank = |glyph: &ShapedGlyph| match glyph.advance * 10 >= glyph.size * 9 {
            true => glyph.size / 2,
            false => Length::ZERO,
        };
        self.glyphs[line].iter().map(blank).collect()
    }

    /// Where a line ends that holds at most the characters before `full`. A long word that would be pushed further than
    /// a number with its unit is broken at a joint instead: the line before it would gape.
    fn line_end(&self, start: usize, full: usize) -> usize {
        let end = self.breaks.line_end(start, full);
        let farthest = self.glyphs[start].size * FARTHEST_PUSH as i64;
        if self.width(end.min(full)..full) <= farthest {
            return end;
        }
        self.breaks.last_joint(end, full).unwrap_or(end)
    }

    /// One past the last character that fits.
    fn full_line(&self, start: usize, room: Length) -> usize {
        let mut used = Length::ZERO;
        for at in start..self.chars.len() {
            used += self.glyphs[at].advance;
            if used > room && self.chars[at] != ' ' {
                return at;
            }
        }
        self.chars.len()
    }

    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let spaces = self.chars[range.clone()]
            .iter()
            .rev()
            .take_while(|ch| **ch == ' ')
            .count();
        range.start..range.end - spaces
    }

    /// The glyphs of a line as items: left edge of its room at `x`, base line at `y`.
    pub(super) fn place(
        &self,
        line: Range<usize>,
        (x, y): (Length, Length),
        room: Length,
        fill: Fill,
    ) -> Vec<Item> {
        let line = self.trimmed(line);
        let slack = room - self.width(line.clone());
        let centred = fill == Fill::Center && slack > Length::ZERO;
        let mut x = if centred { x + slack / 2 } else { x };
        let extra = if slack < Length::ZERO && self.compression == Compression::Squeeze {
            let chars = &self.chars[line.clone()];
            let (first, losses) = squeeze::shares(chars, &self.blanks(line.clone()), -slack);
            x -= first;
            losses.into_iter().map(|loss| -loss).collect()
        } else if fill == Fill::Justify {
            self.stretch(line.clone(), slack)
        } else {
            Vec::new()
        };
        let mut items: Vec<Item> = Vec::new();
        for (index, at) in line.enumerate() {
            let shaped = &self.glyphs[at];
            let advance = shaped.advance + extra.get(index).copied().unwrap_or(Length::ZERO);
            let placed = PlacedGlyph {
                id: shaped.glyph.id,
                ch: self.chars[at],
                advance,
            };
            match items.last_mut() {
                Some(Item {
                    owner,
                    shape: Shape::Text(run),
                }) if *owner == shaped.owner && run.face == shaped.glyph.face && run.size == shaped.size => {
                    run.glyphs.push(placed);
                }
                _ => items.push(Item {
                    owner: shaped.owner,
                    shape: Shape::Text(TextRun {
                        x,
                        y,
                        face: shaped.glyph.face,
                        size: shaped.size,
                        rgb: None,
                        glyphs: vec![placed],
                    }),
                }),
            }
            x += advance;
        }
        items
    }

    /// What each character's advance gains so that the line fills its room, shared evenly between the gaps that may
    /// be widened. A line too wide stays so.
    fn stretch(&self, line: Range<usize>, slack: Length) -> Vec<Length> {
        let widens: Vec<bool> = (line.start + 1..line.end)
            .map(|at| self.breaks.stretches_before(&self.chars, at))
            .collect();
        let gaps = widens.iter().filter(|widens| **widens).count() as i64;
        if gaps == 0 || slack <= Length::ZERO {
            return Vec::new();
        }
        let (share, mut odd) = (slack / gaps, slack.as_emu().rem_euclid(gaps));
        widens
            .into_iter()
            .map(|widens| {
                if !widens {
                    return Length::ZERO;
                }
                let bonus = i64::from(odd > 0);
                odd -= bonus;
                share + Length::emu(bonus)
            })
            .collect()
    }
}

/// From the top of a line to its base line: the em box stands in the middle of the pitch.
pub(super) fn baseline(style: &TextStyle) -> Length {
    (style.pitch - style.size) / 2 + style.size.scaled(BASELINE_PERCENT, 100)
}
