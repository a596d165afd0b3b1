//! Is a face of somebody else's file whole, and can it be drawn, measured and embedded?

use super::own::Matter;
use skrifa::raw::types::Tag;
use skrifa::raw::{FontRef, TableProvider};
use skrifa::{GlyphId, MetadataProvider};

/// Tables without which a face cannot be measured, or embedded in a Word file or a PDF.
const NEEDED: [&[u8; 4]; 8] = [
    b"OS/2", b"cmap", b"head", b"hhea", b"hmtx", b"maxp", b"name", b"post",
];
/// Tables of TrueType outlines.
const OUTLINES: [&[u8; 4]; 2] = [b"glyf", b"loca"];
/// Bytes of a header of `OS/2` with the bits that a font table repeats, and of `post` without names.
const LEAST: [(&[u8; 4], usize); 2] = [(b"OS/2", 78), (b"post", 32)];
/// Units of the em that a face may have (OpenType, `head`).
const UNITS: std::ops::RangeInclusive<u16> = 16..=16_384;

/// Whether every table lies in the file.
pub(super) fn is_whole(font: &FontRef) -> Result<(), Matter> {
    let records = font.table_directory().table_records();
    let is_cut = |tag: Tag| font.data_for_tag(tag).is_none();
    match records.iter().map(|record| record.tag()).find(|tag| is_cut(*tag)) {
        // A table of no length may have no place.
        Some(tag)
            if records
                .iter()
                .any(|record| record.tag() == tag && record.length() > 0) =>
        {
            Err(Matter::Damaged(format!("{tag} 表不完整")))
        }
        _ => Ok(()),
    }
}

/// Whether the face has all that drawing and embedding it take; `family` is its name.
pub(super) fn draws(font: &FontRef, family: &str) -> Result<(), Matter> {
    let has = |tag: &&[u8; 4]| font.data_for_tag(Tag::new(tag)).is_some();
    if !OUTLINES.iter().all(has) {
        return Err(Matter::NotTrueType(family.to_owned()));
    }
    if let Some(missing) = NEEDED.iter().find(|tag| !has(tag)) {
        return Err(damaged(&format!("没有 {} 表", Tag::new(missing))));
    }
    for (tag, length) in LEAST {
        let data = font.data_for_tag(Tag::new(tag));
        if data.is_none_or(|data| data.as_bytes().len() < length) {
            return Err(damaged(&format!("{} 表不完整", Tag::new(tag))));
        }
    }
    let count = glyphs(font).ok_or_else(|| damaged("head、maxp、hhea、hmtx、loca、glyf 表不相符"))?;
    let mut mappings = font.charmap().mappings().peekable();
    if mappings.peek().is_none() {
        return Err(Matter::NoCharacters(family.to_owned()));
    }
    if mappings.any(|(_, glyph)| glyph >= GlyphId::from(count)) {
        return Err(damaged("cmap 表与 maxp 表不相符"));
    }
    Ok(())
}

/// How many glyphs the face has; none when its tables do not fit each other.
fn glyphs(font: &FontRef) -> Option<u16> {
    let count = font.maxp().ok()?.num_glyphs();
    let head = font.head().ok()?;
    let metrics = usize::from(font.hhea().ok()?.number_of_h_metrics());
    font.os2().ok()?;
    let hmtx = font.hmtx().ok()?;
    let loca = font.loca(None).ok()?;
    let length = font.data_for_tag(Tag::new(b"glyf"))?.as_bytes().len();
    let ends: Option<Vec<u32>> = (0..=usize::from(count)).map(|at| loca.get_raw(at)).collect();
    let ends = ends?;
    let fits = count > 0
        && UNITS.contains(&head.units_per_em())
        && metrics > 0
        && hmtx.h_metrics().len() >= metrics
        && ends.is_sorted()
        && ends.last().is_some_and(|end| *end as usize <= length);
    fits.then_some(count)
}

fn damaged(reason: &str) -> Matter {
    Matter::Damaged(reason.to_owned())
}
