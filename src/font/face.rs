//! One face: its map from characters to glyphs, its advances, its names.

use super::lookup::Lookup;
use super::pieces::Pieces;
use crate::error::Error;
use crate::units::Length;
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider};

/// A face ready to measure with.
#[derive(Clone)]
pub struct Face {
    family: String,
    data: &'static [u8],
    charmap: Charmap<'static>,
    /// What the map said before.
    known: Lookup,
    advances: GlyphMetrics<'static>,
    units_per_em: i64,
    /// Its outlines, deflated each by itself.
    pieces: Option<Pieces>,
}

impl Face {
    /// The face in a TrueType file.
    ///
    /// # Errors
    /// [`Error::Font`] when the file is not a font, or lacks a family name.
    pub fn new(name: &str, data: &'static [u8]) -> Result<Self, Error> {
        let damaged = |reason: String| Error::Font {
            face: name.to_owned(),
            reason,
        };
        let font = FontRef::new(data).map_err(|error| damaged(error.to_string()))?;
        let family = font
            .localized_strings(StringId::FAMILY_NAME)
            .english_or_first()
            .map(|family| family.to_string())
            .ok_or_else(|| damaged("no family name".to_owned()))?;
        let units_per_em = font
            .metrics(Size::unscaled(), LocationRef::default())
            .units_per_em;
        if units_per_em == 0 {
            return Err(damaged("0 units per em".to_owned()));
        }
        Ok(Face {
            family,
            data,
            charmap: font.charmap(),
            known: Lookup::default(),
            advances: font.glyph_metrics(Size::unscaled(), LocationRef::default()),
            units_per_em: i64::from(units_per_em),
            pieces: None,
        })
    }

    /// The same face, its outlines deflated one by one, each once a process for the files of all reports.
    #[must_use]
    pub fn in_pieces(mut self) -> Self {
        self.pieces = Some(Pieces::default());
        self
    }

    /// Its outlines, if they are deflated each by itself.
    pub(super) fn pieces(&self) -> Option<&Pieces> {
        self.pieces.as_ref()
    }

    /// Family name, as written into a DOCX.
    pub fn family(&self) -> &str {
        &self.family
    }

    /// The whole file.
    pub fn data(&self) -> &'static [u8] {
        self.data
    }

    /// The glyph of a character, if the face has one. Some faces map characters that they do not draw to a blank: those
    /// they do not have.
    pub fn glyph(&self, ch: char) -> Option<u32> {
        self.known.get_or(ch, || {
            let glyph = self.charmap.map(ch)?;
            let has = glyph != GlyphId::NOTDEF && (is_without_ink(ch) || !self.is_blank(glyph));
            has.then(|| glyph.to_u32())
        })
    }

    /// Whether a glyph has no outline. Only faces with TrueType outlines tell.
    fn is_blank(&self, glyph: GlyphId) -> bool {
        self.advances
            .bounds(glyph)
            .is_some_and(|bounds| bounds == skrifa::metrics::BoundingBox::default())
    }

    /// Every character the face covers, in order.
    pub fn characters(&self) -> impl Iterator<Item = char> {
        self.charmap
            .mappings()
            .filter_map(|(code, _)| char::from_u32(code))
            .filter(|ch| self.glyph(*ch).is_some())
    }

    /// Advance of a glyph in units of the em.
    pub fn advance_units(&self, glyph: u32) -> i64 {
        // Unscaled advances are whole numbers.
        self.advances.advance_width(GlyphId::new(glyph)).unwrap_or(0.0) as i64
    }

    /// Units of the em.
    pub fn units_per_em(&self) -> i64 {
        self.units_per_em
    }

    /// Advance of a glyph at a size.
    pub fn advance(&self, glyph: u32, size: Length) -> Length {
        size.scaled(self.advance_units(glyph), self.units_per_em)
    }

    /// Height of the middle of a glyph's ink over the base line at a size; zero for a glyph without ink.
    pub fn middle(&self, glyph: u32, size: Length) -> Length {
        let units = self
            .advances
            .bounds(GlyphId::new(glyph))
            .map_or(0, |bounds| ((bounds.y_min + bounds.y_max) / 2.0) as i64);
        size.scaled(units, self.units_per_em)
    }
}

/// Whether a character is one that shows nothing: spaces, controls, marks that join or direct.
fn is_without_ink(ch: char) -> bool {
    ch.is_whitespace()
        || ch.is_control()
        || matches!(ch, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

impl std::fmt::Debug for Face {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Face({})", self.family)
    }
}
