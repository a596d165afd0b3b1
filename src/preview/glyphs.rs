//! The glyphs of a page as masks of dots, by fontdue, from the page's own subset of each face.
//!
//! fontdue flattens every outline its character map reaches when it reads a face, so it is given no more than what is
//! drawn. It places glyphs at whole dots only; so they are drawn [`FINER`] times as large and brought down at the place
//! where they stand, which keeps the distances between them.

use super::Scale;
use super::canvas::Cover;
use crate::error::Error;
use crate::font::subset::subset;
use crate::font::{FaceId, FontSet};
use crate::layout::{Page, PlacedGlyph, TextRun};
use crate::style::Style;
use crate::units::Length;
use fontdue::{Font, FontSettings};
use std::collections::{BTreeMap, BTreeSet};

/// How many times larger masks are than dots, each way: a glyph stands within a sixth of a dot of its place.
const FINER: usize = 3;

/// The faces of a page and the masks made so far.
pub(super) struct Glyphs {
    scale: Scale,
    faces: BTreeMap<FaceId, Font>,
    masks: BTreeMap<Key, Mask>,
}

/// What makes a mask: the same key, the same mask.
type Key = (FaceId, char, Length, bool);

/// A glyph in fine dots: how much of each it covers, and where its upper left corner is from the pen on the base line.
#[derive(Clone, Default)]
struct Mask {
    left: i64,
    top: i64,
    width: usize,
    dots: Vec<u8>,
}

impl Glyphs {
    /// What a page needs.
    pub(super) fn of(page: &Page, scale: Scale, fonts: &FontSet) -> Result<Self, Error> {
        let mut used: BTreeMap<FaceId, (BTreeSet<char>, Length)> = BTreeMap::new();
        for (_, run) in page.texts() {
            let (characters, largest) = used.entry(run.face).or_default();
            characters.extend(run.glyphs.iter().map(|glyph| glyph.ch));
            *largest = run.size.max(*largest);
        }
        let faces = used.into_iter().map(|(id, (characters, largest))| {
            let face = fonts.face(id);
            let settings = FontSettings {
                scale: fine(scale, largest),
                load_substitutions: false,
                ..FontSettings::default()
            };
            let font = Font::from_bytes(subset(face, &characters)?.data, settings).map_err(|reason| {
                Error::Font {
                    face: face.family().to_owned(),
                    reason: reason.to_owned(),
                }
            })?;
            Ok((id, font))
        });
        Ok(Glyphs {
            scale,
            faces: faces.collect::<Result<_, Error>>()?,
            masks: BTreeMap::new(),
        })
    }

    /// A glyph of a run as it covers the dots of the page, its pen at `x`.
    pub(super) fn cover(
        &mut self,
        run: &TextRun,
        glyph: &PlacedGlyph,
        x: Length,
        is_bold: bool,
    ) -> Result<Cover, Error> {
        let key = (run.face, glyph.ch, run.size, is_bold);
        if !self.masks.contains_key(&key) {
            let mask = self.mask(key)?;
            self.masks.insert(key, mask);
        }
        let fine_dots = |length| (self.scale.dots(length) * FINER as f64).round() as i64;
        Ok(self.masks[&key].at(fine_dots(x), fine_dots(run.y)))
    }

    fn mask(&self, (face, ch, size, is_bold): Key) -> Result<Mask, Error> {
        let missing = || Error::Picture(format!("the subset has no glyph for {ch:?}"));
        let font = self.faces.get(&face).ok_or_else(missing)?;
        let glyph = font.lookup_glyph_index(ch);
        if glyph == 0 {
            return Err(missing());
        }
        let (metrics, dots) = font.rasterize_indexed(glyph, fine(self.scale, size));
        let mask = Mask {
            left: i64::from(metrics.xmin),
            top: -(i64::from(metrics.ymin) + metrics.height as i64),
            width: metrics.width,
            dots,
        };
        Ok(if is_bold {
            mask.thickened(fine(self.scale, Style::bold_stroke(size)) / 2.0)
        } else {
            mask
        })
    }
}

/// A length in fine dots.
fn fine(scale: Scale, length: Length) -> f32 {
    scale.dots(length) as f32 * FINER as f32
}

impl Mask {
    /// The mask as it covers whole dots, its pen at these fine dots.
    fn at(&self, x: i64, y: i64) -> Cover {
        if self.width == 0 {
            return Cover::default();
        }
        let finer = FINER as i64;
        let (left, top) = (x + self.left, y + self.top);
        let phase = |at: i64| at.rem_euclid(finer) as usize;
        let width = (phase(left) + self.width).div_ceil(FINER);
        let mut dots = Vec::new();
        let mut sums = vec![0u32; width];
        let mut rows = self.dots.chunks_exact(self.width);
        let mut wanted = FINER - phase(top);
        while rows.len() > 0 {
            sums.fill(0);
            for row in rows.by_ref().take(wanted) {
                add(row, phase(left), &mut sums);
            }
            wanted = FINER;
            let whole = (FINER * FINER) as u32;
            dots.extend(sums.iter().map(|sum| ((sum + whole / 2) / whole) as u8));
        }
        Cover {
            left: left.div_euclid(finer),
            top: top.div_euclid(finer),
            width,
            dots,
        }
    }

    /// The mask with a stroke of this half width along its outline: each dot takes the most of those around it. The
    /// outline is drawn, as in the PDF, with a round corner.
    fn thickened(&self, radius: f32) -> Mask {
        let reach = radius.ceil() as usize;
        if self.width == 0 || reach == 0 {
            return self.clone();
        }
        let height = self.dots.len() / self.width;
        let width = self.width + 2 * reach;
        let mut dots = vec![0u8; width * (height + 2 * reach)];
        for down in 0..=2 * reach {
            for right in 0..=2 * reach {
                let away = |at: usize| at as f32 - reach as f32;
                let share = (radius + 0.5 - away(down).hypot(away(right))).clamp(0.0, 1.0);
                if share == 0.0 {
                    continue;
                }
                for (row, from) in self.dots.chunks_exact(self.width).enumerate() {
                    let start = (row + down) * width + right;
                    for (dot, &covered) in dots[start..].iter_mut().zip(from) {
                        *dot = (*dot).max((f32::from(covered) * share) as u8);
                    }
                }
            }
        }
        Mask {
            left: self.left - reach as i64,
            top: self.top - reach as i64,
            width,
            dots,
        }
    }
}

/// Adds a row of fine dots to the dots they lie in, the first of which begins `phase` before the row.
fn add(row: &[u8], phase: usize, sums: &mut [u32]) {
    let sum = |dots: &[u8]| dots.iter().map(|dot| u32::from(*dot)).sum::<u32>();
    let (first, rest) = row.split_at((FINER - phase).min(row.len()));
    sums[0] += sum(first);
    for (total, dots) in sums[1..].iter_mut().zip(rest.chunks(FINER)) {
        *total += sum(dots);
    }
}
