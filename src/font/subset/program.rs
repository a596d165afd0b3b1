//! A face cut down to glyphs by their numbers, as a PDF embeds it: the text says which glyph it means, so neither a
//! character map nor glyph names are needed.

use super::glyphs::Outlines;
use super::{Cut, DIGITS, NAMES, copy, damaged, finished, text};
use crate::error::Error;
use crate::font::Face;
use skrifa::raw::TableProvider;
use skrifa::{GlyphId, MetadataProvider};
use write_fonts::FontBuilder;

/// A TrueType font program.
#[derive(Clone, Debug)]
pub struct Program {
    /// The file.
    pub cut: Cut,
    /// The number in it of each glyph asked for, in that order.
    pub numbers: Vec<u16>,
    /// How many glyphs it has: those asked for, and what comes with them.
    pub count: u16,
}

/// The face with nothing but these glyphs, `.notdef`, and what they are made of; one digit stands for all. Whole, where
/// its terms forbid to cut it.
///
/// # Errors
/// [`Error::Font`] when the face may not be embedded in a PDF, has no TrueType outlines, lacks a glyph, or is damaged.
pub fn program(face: &Face, glyphs: &[u16]) -> Result<Program, Error> {
    embedded(face, glyphs, true).map_err(|reason| damaged(face, reason))
}

/// [`program`] without names: for a copy that is printed, and whose faces nobody looks at.
///
/// # Errors
/// As [`program`].
pub fn bare_program(face: &Face, glyphs: &[u16]) -> Result<Program, Error> {
    embedded(face, glyphs, false).map_err(|reason| damaged(face, reason))
}

fn embedded(face: &Face, glyphs: &[u16], names: bool) -> Result<Program, String> {
    let may = face.embedding();
    if !may.in_pdf() {
        return Err(format!("its terms forbid embedding (fsType {})", may.fs_type));
    }
    if may.may_be_cut() {
        return cut(face, glyphs, names);
    }
    let font = face.font().map_err(text)?;
    Ok(Program {
        cut: Cut::whole(face).map_err(text)?,
        numbers: glyphs.to_vec(),
        count: font.maxp().map_err(text)?.num_glyphs(),
    })
}

fn cut(face: &Face, glyphs: &[u16], names: bool) -> Result<Program, String> {
    let font = face.font().map_err(text)?;
    let glyphs: Vec<GlyphId> = glyphs.iter().map(|glyph| GlyphId::from(*glyph)).collect();
    let charmap = font.charmap();
    let digits: Vec<GlyphId> = DIGITS.filter_map(|digit| charmap.map(digit)).collect();
    let mut wanted = glyphs.clone();
    if digits.iter().any(|digit| wanted.contains(digit)) {
        wanted.extend(digits);
    }
    let outlines = Outlines::collect(&font, wanted)?;
    let numbers = glyphs.iter().filter_map(|glyph| outlines.number_of(*glyph));
    let mut builder = FontBuilder::new();
    if names {
        copy(&font, NAMES, &mut builder);
    }
    Ok(Program {
        numbers: numbers.collect(),
        count: outlines.count(),
        cut: finished(face, &font, outlines, builder)?,
    })
}
