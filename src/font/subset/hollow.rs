//! A face without its outlines, for the PDF back end: it needs the advances and names of a face, and would only copy the
//! outlines, measure them and deflate them, which a [`Program`](super::Program) is spared.
//!
//! The hollow face tells whose it is wherever the back end puts it: its revision is the index of the face, and the side
//! bearing of each glyph is the glyph's number in the face.

use super::{LOCA_FORMAT, NUMBER_OF_METRICS, patched, post, table, text};
use crate::font::Face;
use skrifa::raw::types::{NameId, Tag};
use skrifa::raw::{FontRef, TableProvider};
use skrifa::string::StringId;
use skrifa::{GlyphId, MetadataProvider};
use write_fonts::tables::name::{Name, NameRecord};
use write_fonts::{FontBuilder, OffsetMarker};

/// Place of the whole part of the revision in `head`.
const FONT_REVISION: usize = 4;
/// Platform, encoding and language of a name: Windows, Unicode, English.
const WINDOWS: (u16, u16, u16) = (3, 1, 0x409);

/// What a PDF calls a face that has no name to go by.
const UNNAMED: &str = "Face";

/// A face without its outlines, marked with its index.
pub(in crate::font) fn hollow(face: &Face, index: u16) -> Result<Vec<u8>, String> {
    let font = face.font().map_err(text)?;
    let count = font.maxp().map_err(text)?.num_glyphs();
    let metrics = font.hmtx().map_err(text)?;
    let mut hmtx = Vec::with_capacity(usize::from(count) * 4);
    for glyph in 0..count {
        let advance = metrics.advance(GlyphId::from(glyph)).unwrap_or(0);
        hmtx.extend(advance.to_be_bytes());
        hmtx.extend(glyph.to_be_bytes());
    }
    let mut builder = FontBuilder::new();
    builder.add_table(&names(&font)).map_err(text)?;
    let mut add = |tag: &[u8; 4], data: Vec<u8>| {
        builder.add_raw(Tag::new(tag), data);
    };
    let marks = [(FONT_REVISION, index), (LOCA_FORMAT, 0)];
    add(b"head", patched(&font, b"head", &marks)?);
    add(b"hhea", patched(&font, b"hhea", &[(NUMBER_OF_METRICS, count)])?);
    add(b"maxp", table(&font, b"maxp")?.to_vec());
    add(b"OS/2", table(&font, b"OS/2")?.to_vec());
    add(b"post", post(&font)?);
    add(b"hmtx", hmtx);
    add(b"loca", vec![0; (usize::from(count) + 1) * 2]);
    add(b"glyf", vec![0; 4]);
    Ok(builder.build())
}

/// Only the name that a PDF knows a face by.
fn names(font: &FontRef) -> Name {
    let name = postscript_name(font);
    let (platform, encoding, language) = WINDOWS;
    let name = OffsetMarker::new(name);
    let record = NameRecord::new(platform, encoding, language, NameId::POSTSCRIPT_NAME, name);
    Name::new(vec![record])
}

/// The name that a PDF knows a face by: letters, digits and hyphens; old Chinese faces have others, or none.
pub fn postscript_name(font: &FontRef) -> String {
    let names = font.localized_strings(StringId::POSTSCRIPT_NAME);
    let name: String = names
        .english_or_first()
        .iter()
        .flat_map(|name| name.chars())
        .filter(|ch| ch.is_ascii_alphanumeric() || *ch == '-')
        .collect();
    if name.is_empty() { UNNAMED.to_owned() } else { name }
}

/// Index of the face, and glyphs in their new order, of what the back end made of a hollow face.
pub fn marks(hollow: &[u8]) -> Option<(usize, Vec<u16>)> {
    let font = FontRef::new(hollow).ok()?;
    let revision = font.head().ok()?.font_revision().to_bits() >> 16;
    let count = font.maxp().ok()?.num_glyphs();
    let metrics = font.hmtx().ok()?;
    let glyphs = (0..count)
        .map(|glyph| Some(metrics.side_bearing(GlyphId::from(glyph))?.cast_unsigned()))
        .collect::<Option<_>>()?;
    Some((usize::try_from(revision).ok()?, glyphs))
}
