//! A face cut down to the characters of one document, as a TrueType file that Word and LibreOffice accept embedded.
//!
//! Kept are the tables an embedded face needs (character map, names, `OS/2`, metrics, outlines and their hints);
//! glyphs are renumbered without gaps in the order of the source, `.notdef` first. The same face and characters give the
//! same bytes.

mod glyphs;
mod hollow;
mod program;

use super::Face;
use crate::deflate::{self, Piece};
use crate::error::Error;
use glyphs::Outlines;
use skrifa::raw::types::Tag;
use skrifa::raw::{FontRef, ReadError, TableProvider};
use skrifa::{GlyphId, MetadataProvider};
use std::collections::BTreeSet;
use std::ops::{Range, RangeInclusive};
use std::sync::Arc;
use write_fonts::FontBuilder;
use write_fonts::tables::cmap::Cmap;

pub(super) use hollow::hollow;
pub use hollow::{marks, postscript_name};
pub use program::{Program, bare_program, program};

/// Names, among which stand copyright and licence.
const NAMES: &[u8; 4] = b"name";
/// Tables copied as they are, when present: what the instructions of hinted outlines read.
const COPIED: [&[u8; 4]; 3] = [b"cvt ", b"fpgm", b"prep"];
/// The part of `post` that version 3.0 consists of.
const POST_HEADER: usize = 32;
const POST_VERSION_3: [u8; 4] = [0, 3, 0, 0];

/// Places of 16-bit values in `head`, `hhea` and `maxp`.
const LOCA_FORMAT: usize = 50;
const NUMBER_OF_METRICS: usize = 34;
const NUMBER_OF_GLYPHS: usize = 4;

/// A face cut down.
#[derive(Clone, Debug)]
pub struct Cut {
    /// The TrueType file.
    pub data: Vec<u8>,
    /// Where in it the outlines stand: the same bytes in every file of the same glyphs, and by far most of it.
    pub outlines: Range<usize>,
    /// The outlines deflated each by itself, if the face is one of running text.
    pub pieces: Vec<Arc<Piece>>,
}

impl Cut {
    /// A face as it is; one of a collection as a file of its own.
    ///
    /// # Errors
    /// Never for a face that was read.
    pub fn whole(face: &Face) -> Result<Self, Error> {
        let data = alone(face).map_err(|error| damaged(face, error.to_string()))?;
        Ok(Cut {
            data,
            outlines: 0..0,
            pieces: Vec::new(),
        })
    }

    /// The file as a bare stream.
    pub fn deflated(&self) -> Vec<u8> {
        deflate::face(&self.data, &self.outlines, &self.pieces)
    }
}

/// One of these brings the others along: who corrects a figure in Word finds its digits, and the page numbers of Word and
/// of the PDF need the same outlines.
const DIGITS: RangeInclusive<char> = '0'..='9';

/// The face with nothing but these characters and `.notdef`; one digit stands for all. Characters the face lacks are
/// passed over.
///
/// # Errors
/// [`Error::Font`] when the face has no TrueType outlines, or is damaged. Whether it may be embedded, and cut, is to be
/// asked of [`Face::embedding`].
pub fn subset(face: &Face, characters: &BTreeSet<char>) -> Result<Cut, Error> {
    cut(face, characters).map_err(|reason| damaged(face, reason))
}

/// The file of a face by itself.
fn alone(face: &Face) -> Result<Vec<u8>, ReadError> {
    let font = face.font()?;
    if font.ttc_index().is_none() {
        return Ok(face.data().to_vec());
    }
    let mut builder = FontBuilder::new();
    for record in font.table_directory().table_records() {
        // A signature holds for the collection.
        if record.tag() != Tag::new(b"DSIG") {
            copy(&font, &record.tag().to_be_bytes(), &mut builder);
        }
    }
    Ok(builder.build())
}

fn damaged(face: &Face, reason: String) -> Error {
    Error::Font {
        face: face.family().to_owned(),
        reason,
    }
}

fn cut(face: &Face, characters: &BTreeSet<char>) -> Result<Cut, String> {
    let font = face.font().map_err(text)?;
    let charmap = font.charmap();
    let mut characters = characters.clone();
    if characters.range(DIGITS).next().is_some() {
        characters.extend(DIGITS);
    }
    let mapped: Vec<(char, GlyphId)> = characters
        .iter()
        .filter_map(|&ch| charmap.map(ch).map(|glyph| (ch, glyph)))
        .filter(|(_, glyph)| *glyph != GlyphId::NOTDEF)
        .collect();
    let outlines = Outlines::collect(&font, mapped.iter().map(|(_, glyph)| *glyph).collect())?;
    let renumbered: Vec<(char, GlyphId)> = mapped
        .iter()
        .filter_map(|&(ch, old)| outlines.number_of(old).map(|new| (ch, GlyphId::from(new))))
        .collect();
    let cmap = Cmap::from_mappings(renumbered).map_err(text)?;
    let mut builder = FontBuilder::new();
    builder.add_table(&cmap).map_err(text)?;
    copy(&font, NAMES, &mut builder);
    copy(&font, b"gasp", &mut builder);
    builder.add_raw(
        Tag::new(b"OS/2"),
        patched(&font, b"OS/2", &char_range(&characters))?,
    );
    builder.add_raw(Tag::new(b"post"), post(&font)?);
    finished(face, &font, outlines, builder)
}

/// The file of the tables built so far and those that every cut needs.
fn finished<'a>(
    face: &Face,
    font: &FontRef<'a>,
    outlines: Outlines,
    mut builder: FontBuilder<'a>,
) -> Result<Cut, String> {
    for tag in COPIED {
        copy(font, tag, &mut builder);
    }
    let (count, metrics) = (outlines.count(), metrics(font, outlines.glyphs())?);
    let pieces = face.pieces().map(|known| outlines.pieces(known));
    let (loca, glyf, long_offsets) = outlines.tables()?;
    let mut add = |tag: &[u8; 4], data: Vec<u8>| {
        builder.add_raw(Tag::new(tag), data);
    };
    let format = [(LOCA_FORMAT, u16::from(long_offsets))];
    add(b"head", patched(font, b"head", &format)?);
    add(b"hhea", patched(font, b"hhea", &[(NUMBER_OF_METRICS, count)])?);
    add(b"maxp", patched(font, b"maxp", &[(NUMBER_OF_GLYPHS, count)])?);
    add(b"hmtx", metrics);
    add(b"loca", loca);
    add(b"glyf", glyf);
    let data = builder.build();
    Ok(Cut {
        outlines: place(&data, b"glyf")?,
        data,
        pieces: pieces.unwrap_or_default(),
    })
}

/// Copies a table as it is, if the font has it.
fn copy<'a>(font: &FontRef<'a>, tag: &[u8; 4], builder: &mut FontBuilder<'a>) {
    if let Some(data) = font.data_for_tag(Tag::new(tag)) {
        builder.add_raw(Tag::new(tag), data.as_bytes());
    }
}

/// Where a table stands in a file.
fn place(file: &[u8], tag: &[u8; 4]) -> Result<Range<usize>, String> {
    let font = FontRef::new(file).map_err(text)?;
    let mut records = font.table_directory().table_records().iter();
    let record = records
        .find(|record| record.tag() == Tag::new(tag))
        .ok_or_else(|| format!("no table {}", Tag::new(tag)))?;
    let start = record.offset() as usize;
    Ok(start..start + record.length() as usize)
}

/// `usFirstCharIndex` and `usLastCharIndex` of OS/2, with their places in the table.
fn char_range(characters: &BTreeSet<char>) -> [(usize, u16); 2] {
    let index = |ch: Option<&char>| ch.map_or(0, |&ch| u16::try_from(u32::from(ch)).unwrap_or(u16::MAX));
    [(64, index(characters.first())), (66, index(characters.last()))]
}

/// A table of the font with some 16-bit values replaced.
fn patched(font: &FontRef, tag: &[u8; 4], values: &[(usize, u16)]) -> Result<Vec<u8>, String> {
    let mut data = table(font, tag)?.to_vec();
    for &(at, value) in values {
        data.get_mut(at..at + 2)
            .ok_or_else(|| format!("table {} is too short", Tag::new(tag)))?
            .copy_from_slice(&value.to_be_bytes());
    }
    Ok(data)
}

/// `post` without glyph names.
fn post(font: &FontRef) -> Result<Vec<u8>, String> {
    let mut data = table(font, b"post")?
        .get(..POST_HEADER)
        .ok_or("table post is too short")?
        .to_vec();
    data[..4].copy_from_slice(&POST_VERSION_3);
    Ok(data)
}

/// `hmtx` of these glyphs, an advance and a left side bearing each.
fn metrics(font: &FontRef, glyphs: &[GlyphId]) -> Result<Vec<u8>, String> {
    let hmtx = font.hmtx().map_err(text)?;
    let mut data = Vec::with_capacity(glyphs.len() * 4);
    for &glyph in glyphs {
        data.extend(hmtx.advance(glyph).unwrap_or(0).to_be_bytes());
        data.extend(hmtx.side_bearing(glyph).unwrap_or(0).to_be_bytes());
    }
    Ok(data)
}

fn table<'a>(font: &FontRef<'a>, tag: &[u8; 4]) -> Result<&'a [u8], String> {
    font.data_for_tag(Tag::new(tag))
        .map(|data| data.as_bytes())
        .ok_or_else(|| format!("no table {}", Tag::new(tag)))
}

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}

#[cfg(test)]
mod tests;
