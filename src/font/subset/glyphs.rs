//! The outlines of a subset: which glyphs it holds, their new numbers, and `glyf` and `loca` made of them.

use crate::deflate::Piece;
use crate::font::pieces::Pieces;
use skrifa::GlyphId;
use skrifa::raw::tables::glyf::CompositeGlyphFlags as Flags;
use skrifa::raw::types::Tag;
use skrifa::raw::{FontRef, TableProvider};
use std::collections::HashMap;
use std::sync::Arc;

/// Bytes of a glyph's header: number of contours and bounding box.
const HEADER: usize = 10;
/// Largest offset that a short `loca` (of 16-bit words) can hold.
const SHORT_LIMIT: usize = 2 * u16::MAX as usize;
/// Bytes of most descriptions, and a little more.
const USUAL: usize = 256;

/// The glyphs of a subset in their new order, with their outlines.
pub(super) struct Outlines {
    glyphs: Vec<GlyphId>,
    numbers: HashMap<GlyphId, u16>,
    /// The descriptions one after the other, as in the source but for the numbers of components; each at an even place.
    glyf: Vec<u8>,
    /// Where each description begins, and where the last one ends.
    offsets: Vec<usize>,
}

impl Outlines {
    /// `.notdef`, the glyphs asked for in the order of the font, then the components they are made of.
    pub(super) fn collect(font: &FontRef, mut wanted: Vec<GlyphId>) -> Result<Self, String> {
        wanted.sort_unstable();
        let loca = font.loca(None).map_err(|error| error.to_string())?;
        let glyf = font
            .data_for_tag(Tag::new(b"glyf"))
            .ok_or("no TrueType outlines")?;
        let mut outlines = Outlines {
            glyphs: Vec::new(),
            numbers: HashMap::new(),
            glyf: Vec::with_capacity(wanted.len() * USUAL),
            offsets: vec![0],
        };
        outlines.number(GlyphId::NOTDEF)?;
        for glyph in wanted {
            outlines.number(glyph)?;
        }
        let mut next = 0;
        while let Some(&glyph) = outlines.glyphs.get(next) {
            let offset = |index: usize| loca.get_raw(index).map(|at| at as usize);
            let index = glyph.to_u32() as usize;
            let data = offset(index)
                .zip(offset(index + 1))
                .and_then(|(start, end)| glyf.as_bytes().get(start..end))
                .ok_or_else(|| format!("glyph {index} lies outside glyf"))?;
            let start = outlines.glyf.len();
            outlines.glyf.extend_from_slice(data);
            outlines.renumber_components(start)?;
            outlines.glyf.resize(outlines.glyf.len().next_multiple_of(2), 0);
            outlines.offsets.push(outlines.glyf.len());
            next += 1;
        }
        Ok(outlines)
    }

    /// The glyphs by their old numbers, in their new order.
    pub(super) fn glyphs(&self) -> &[GlyphId] {
        &self.glyphs
    }

    /// How many there are.
    pub(super) fn count(&self) -> u16 {
        // Every number given is a `u16`, and `u16::MAX` is none of a TrueType font.
        self.glyphs.len() as u16
    }

    /// The new number of a glyph.
    pub(super) fn number_of(&self, old: GlyphId) -> Option<u16> {
        self.numbers.get(&old).copied()
    }

    fn number(&mut self, old: GlyphId) -> Result<u16, String> {
        if let Some(new) = self.number_of(old) {
            return Ok(new);
        }
        let new = u16::try_from(self.glyphs.len())
            .ok()
            .filter(|new| *new < u16::MAX)
            .ok_or("too many glyphs")?;
        self.glyphs.push(old);
        self.numbers.insert(old, new);
        Ok(new)
    }

    /// Gives the components of a glyph, if it is a composite, their new numbers, taking in those not met before. It is the
    /// last description, which begins at `start`.
    fn renumber_components(&mut self, start: usize) -> Result<(), String> {
        const DAMAGED: &str = "a composite glyph is damaged";
        let mut at = start + HEADER;
        let mut more = is_composite(&self.glyf[start..]);
        while more {
            let flags = Flags::from_bits_truncate(word(&self.glyf, at).ok_or(DAMAGED)?);
            let old = word(&self.glyf, at + 2).ok_or(DAMAGED)?;
            let new = self.number(GlyphId::from(old))?;
            self.glyf[at + 2..at + 4].copy_from_slice(&new.to_be_bytes());
            at += 4 + argument_bytes(flags);
            more = flags.contains(Flags::MORE_COMPONENTS);
        }
        Ok(())
    }

    /// The descriptions in order, deflated each by itself.
    pub(super) fn pieces(&self, known: &Pieces) -> Vec<Arc<Piece>> {
        let places = self.offsets.iter().zip(&self.offsets[1..]);
        let piece = |(glyph, (start, end)): (&GlyphId, (&usize, &usize))| {
            let data = &self.glyf[*start..*end];
            // The components of a composite have other numbers in every subset.
            if is_composite(data) {
                Arc::new(Piece::of(data))
            } else {
                known.get(glyph.to_u32(), data)
            }
        };
        self.glyphs.iter().zip(places).map(piece).collect()
    }

    /// `loca`, `glyf`, and whether the offsets are long.
    pub(super) fn tables(self) -> Result<(Vec<u8>, Vec<u8>, bool), String> {
        const TOO_LONG: &str = "glyf is too long";
        let long = self.glyf.len() > SHORT_LIMIT;
        let mut loca = Vec::with_capacity(self.offsets.len() * 4);
        for offset in self.offsets {
            if long {
                loca.extend(u32::try_from(offset).map_err(|_| TOO_LONG)?.to_be_bytes());
            } else {
                loca.extend(u16::try_from(offset / 2).map_err(|_| TOO_LONG)?.to_be_bytes());
            }
        }
        Ok((loca, self.glyf, long))
    }
}

fn word(data: &[u8], at: usize) -> Option<u16> {
    let bytes = data.get(at..at + 2)?;
    Some(u16::from_be_bytes([bytes[0], bytes[1]]))
}

/// Whether a glyph is made of others: it says so by a negative number of contours.
fn is_composite(data: &[u8]) -> bool {
    word(data, 0).is_some_and(|contours| contours.cast_signed() < 0)
}

/// Bytes of a component after its flags and glyph number: two offsets, then a scale.
fn argument_bytes(flags: Flags) -> usize {
    let offsets = if flags.contains(Flags::ARG_1_AND_2_ARE_WORDS) {
        4
    } else {
        2
    };
    let scale = if flags.contains(Flags::WE_HAVE_A_SCALE) {
        2
    } else if flags.contains(Flags::WE_HAVE_AN_X_AND_Y_SCALE) {
        4
    } else if flags.contains(Flags::WE_HAVE_A_TWO_BY_TWO) {
        8
    } else {
        0
    };
    offsets + scale
}
