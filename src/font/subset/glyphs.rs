//! The outlines of a subset: which glyphs it holds, their new numbers, and `glyf` and `loca` made of them.

use skrifa::GlyphId;
use skrifa::raw::tables::glyf::CompositeGlyphFlags as Flags;
use skrifa::raw::types::Tag;
use skrifa::raw::{FontRef, TableProvider};
use std::collections::HashMap;

/// Bytes of a glyph's header: number of contours and bounding box.
const HEADER: usize = 10;
/// Largest offset that a short `loca` (of 16-bit words) can hold.
const SHORT_LIMIT: usize = 2 * u16::MAX as usize;

/// The glyphs of a subset in their new order, with their outlines.
pub(super) struct Outlines {
    glyphs: Vec<GlyphId>,
    numbers: HashMap<GlyphId, u16>,
    /// Each glyph's description, as in the source but for the numbers of components.
    data: Vec<Vec<u8>>,
}

impl Outlines {
    /// `.notdef`, the glyphs asked for in their order, then the components they are made of.
    pub(super) fn collect(font: &FontRef, wanted: impl Iterator<Item = GlyphId>) -> Result<Self, String> {
        let loca = font.loca(None).map_err(|error| error.to_string())?;
        let glyf = font
            .data_for_tag(Tag::new(b"glyf"))
            .ok_or("no TrueType outlines")?;
        let mut outlines = Outlines {
            glyphs: Vec::new(),
            numbers: HashMap::new(),
            data: Vec::new(),
        };
        outlines.number(GlyphId::NOTDEF)?;
        for glyph in wanted {
            outlines.number(glyph)?;
        }
        let mut next = 0;
        while let Some(&glyph) = outlines.glyphs.get(next) {
            let offset = |index: usize| loca.get_raw(index).map(|at| at as usize);
            let index = glyph.to_u32() as usize;
            let mut data = offset(index)
                .zip(offset(index + 1))
                .and_then(|(start, end)| glyf.as_bytes().get(start..end))
                .ok_or_else(|| format!("glyph {index} lies outside glyf"))?
                .to_vec();
            outlines.renumber_components(&mut data)?;
            outlines.data.push(data);
            next += 1;
        }
        Ok(outlines)
    }

    /// The glyphs by their old numbers, in their new order.
    pub(super) fn glyphs(&self) -> &[GlyphId] {
        &self.glyphs
    }

    /// The new number of a glyph.
    pub(super) fn number_of(&self, old: GlyphId) -> Option<u16> {
        self.numbers.get(&old).copied()
    }

    fn number(&mut self, old: GlyphId) -> Result<u16, String> {
        if let Some(new) = self.number_of(old) {
            return Ok(new);
        }
        let new = u16::try_from(self.glyphs.len()).map_err(|_| "too many glyphs")?;
        self.glyphs.push(old);
        self.numbers.insert(old, new);
        Ok(new)
    }

    /// Gives the components of a composite glyph their new numbers, taking in those not met before.
    fn renumber_components(&mut self, data: &mut [u8]) -> Result<(), String> {
        const DAMAGED: &str = "a composite glyph is damaged";
        let word = |data: &[u8], at: usize| {
            data.get(at..at + 2)
                .map(|bytes| u16::from_be_bytes([bytes[0], bytes[1]]))
        };
        let is_composite = word(data, 0).is_some_and(|contours| contours.cast_signed() < 0);
        let mut at = HEADER;
        let mut more = is_composite;
        while more {
            let flags = Flags::from_bits_truncate(word(data, at).ok_or(DAMAGED)?);
            let old = word(data, at + 2).ok_or(DAMAGED)?;
            let new = self.number(GlyphId::from(old))?;
            data[at + 2..at + 4].copy_from_slice(&new.to_be_bytes());
            at += 4 + argument_bytes(flags);
            more = flags.contains(Flags::MORE_COMPONENTS);
        }
        Ok(())
    }

    /// `loca`, `glyf`, and whether the offsets are long.
    pub(super) fn tables(&self) -> Result<(Vec<u8>, Vec<u8>, bool), String> {
        let mut glyf = Vec::with_capacity(self.data.iter().map(|data| data.len() + 1).sum());
        let mut offsets = Vec::with_capacity(self.data.len() + 1);
        offsets.push(0);
        for data in &self.data {
            glyf.extend(data);
            glyf.resize(glyf.len().next_multiple_of(2), 0);
            offsets.push(glyf.len());
        }
        let long = glyf.len() > SHORT_LIMIT;
        let mut loca = Vec::with_capacity(offsets.len() * 4);
        for offset in offsets {
            if long {
                loca.extend(
                    u32::try_from(offset)
                        .map_err(|_| "glyf is too long")?
                        .to_be_bytes(),
                );
            } else {
                loca.extend(
                    u16::try_from(offset / 2)
                        .map_err(|_| "glyf is too long")?
                        .to_be_bytes(),
                );
            }
        }
        Ok((loca, glyf, long))
    }
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
