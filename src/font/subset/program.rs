//! A face cut down to glyphs by their numbers, as a PDF embeds it: the text says which glyph it means, so neither a
//! character map nor glyph names are needed.

use super::glyphs::Outlines;
use super::{LOCA_FORMAT, NUMBER_OF_GLYPHS, NUMBER_OF_METRICS, metrics, patched, text};
use crate::error::Error;
use crate::font::Face;
use skrifa::GlyphId;
use skrifa::raw::types::Tag;
use skrifa::raw::{FontRef, TableProvider};
use write_fonts::FontBuilder;

/// Tables copied as they are, when present: what the instructions of hinted outlines read, and the names, among which
/// stand copyright and licence.
const COPIED: [&[u8; 4]; 4] = [b"name", b"cvt ", b"fpgm", b"prep"];

/// A TrueType font program.
#[derive(Clone, Debug)]
pub struct Program {
    /// The file.
    pub data: Vec<u8>,
    /// How many glyphs it holds: those asked for, and the components they are made of.
    pub glyphs: u16,
}

/// The face with nothing but these glyphs, in this order, the first of them `.notdef`; what they are made of follows.
///
/// # Errors
/// [`Error::Font`] when the face has no TrueType outlines, lacks a glyph, or is damaged.
pub fn program(face: &Face, glyphs: &[u16]) -> Result<Program, Error> {
    cut(face, glyphs).map_err(|reason| Error::Font {
        face: face.family().to_owned(),
        reason,
    })
}

fn cut(face: &Face, glyphs: &[u16]) -> Result<Program, String> {
    let font = FontRef::new(face.data()).map_err(text)?;
    let outlines = Outlines::collect(&font, glyphs.iter().map(|glyph| GlyphId::from(*glyph)))?;
    let asked = glyphs.iter().copied().map(u32::from);
    let in_order = asked.eq(outlines
        .glyphs()
        .iter()
        .take(glyphs.len())
        .map(|glyph| glyph.to_u32()));
    if !in_order {
        return Err("a glyph is asked for twice".to_owned());
    }
    let count = u16::try_from(outlines.glyphs().len()).map_err(text)?;
    let (loca, glyf, long_offsets) = outlines.tables()?;
    let mut builder = FontBuilder::new();
    for tag in COPIED {
        if let Some(data) = font.data_for_tag(Tag::new(tag)) {
            builder.add_raw(Tag::new(tag), data.as_bytes());
        }
    }
    let mut add = |tag: &[u8; 4], data: Vec<u8>| {
        builder.add_raw(Tag::new(tag), data);
    };
    let format = [(LOCA_FORMAT, u16::from(long_offsets))];
    add(b"head", patched(&font, b"head", &format)?);
    add(b"hhea", patched(&font, b"hhea", &[(NUMBER_OF_METRICS, count)])?);
    add(b"maxp", patched(&font, b"maxp", &[(NUMBER_OF_GLYPHS, count)])?);
    add(b"hmtx", metrics(&font, outlines.glyphs())?);
    add(b"loca", loca);
    add(b"glyf", glyf);
    Ok(Program {
        data: builder.build(),
        glyphs: count,
    })
}
