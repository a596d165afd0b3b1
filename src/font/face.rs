//! One face: its map from characters to glyphs, its advances, its names.

use super::embedding::Embedding;
use super::lookup::Lookup;
use super::own::Own;
use super::pieces::Pieces;
use crate::error::Error;
use crate::units::Length;
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::raw::{ReadError, TableProvider};
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider};
use std::sync::Arc;

/// A face ready to measure with.
#[derive(Clone)]
pub struct Face {
    family: String,
    tables: Tables,
    /// What the map said before.
    known: Lookup,
    units_per_em: i64,
    /// Its outlines, deflated each by itself.
    pieces: Option<Pieces>,
    own: Option<Arc<Own>>,
}

/// The file, and what is asked of it most.
#[derive(Clone)]
enum Tables {
    /// A file lent for good: what is read of it once may point into it.
    Lent {
        data: &'static [u8],
        charmap: Charmap<'static>,
        metrics: Box<GlyphMetrics<'static>>,
    },
    /// A file held with the face, which may be one of several in it: read anew for each character met for the first time.
    Held {
        data: Arc<Vec<u8>>,
        index: u32,
        /// Of each glyph, in units of the em.
        advances: Arc<[u16]>,
    },
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
        let tables = Tables::Lent {
            data,
            charmap: font.charmap(),
            metrics: Box::new(unscaled(&font)),
        };
        Face::with(family, tables, &font).map_err(damaged)
    }

    /// A face of an office: that of an index in a file.
    pub(super) fn held(family: &str, data: Arc<Vec<u8>>, index: u32, own: Own) -> Result<Self, String> {
        let font = FontRef::from_index(&data, index).map_err(|error| error.to_string())?;
        let metrics = unscaled(&font);
        let count = u32::from(font.maxp().map_err(|error| error.to_string())?.num_glyphs());
        // Unscaled advances are whole numbers.
        let advance = |glyph| metrics.advance_width(GlyphId::new(glyph)).unwrap_or(0.0) as u16;
        let tables = Tables::Held {
            data: Arc::clone(&data),
            index,
            advances: (0..count).map(advance).collect(),
        };
        let mut face = Face::with(family.to_owned(), tables, &font)?;
        face.own = Some(Arc::new(own));
        Ok(face)
    }

    fn with(family: String, tables: Tables, font: &FontRef) -> Result<Self, String> {
        let units_per_em = font
            .metrics(Size::unscaled(), LocationRef::default())
            .units_per_em;
        if units_per_em == 0 {
            return Err("0 units per em".to_owned());
        }
        Ok(Face {
            family,
            tables,
            known: Lookup::default(),
            units_per_em: i64::from(units_per_em),
            pieces: None,
            own: None,
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

    /// Where a face of an office comes from; `None` for those of the program.
    pub fn own(&self) -> Option<&Own> {
        self.own.as_deref()
    }

    /// The whole file, which may hold other faces as well.
    pub fn data(&self) -> &[u8] {
        match &self.tables {
            Tables::Lent { data, .. } => data,
            Tables::Held { data, .. } => data,
        }
    }

    /// The face as its file has it.
    ///
    /// # Errors
    /// Never for a face that was made of that file.
    pub fn font(&self) -> Result<FontRef<'_>, ReadError> {
        match &self.tables {
            Tables::Lent { data, .. } => FontRef::new(data),
            Tables::Held { data, index, .. } => FontRef::from_index(data, *index),
        }
    }

    /// What its maker allows; a face that does not say allows nothing.
    pub fn embedding(&self) -> Embedding {
        let os2 = self.font().and_then(|font| font.os2());
        os2.map_or(Embedding::NONE, |os2| Embedding::of(os2.fs_type(), os2.version()))
    }

    /// The glyph of a character, if the face has one. Some faces map characters that they do not draw to a blank: those
    /// they do not have.
    pub fn glyph(&self, ch: char) -> Option<u32> {
        self.known.get_or(ch, || match &self.tables {
            Tables::Lent { charmap, metrics, .. } => drawn(charmap, metrics, ch),
            Tables::Held { .. } => {
                let font = self.font().ok()?;
                drawn(&font.charmap(), &unscaled(&font), ch)
            }
        })
    }

    /// Every character the face covers, in order.
    pub fn characters(&self) -> impl Iterator<Item = char> {
        let charmap = self.font().map(|font| font.charmap()).unwrap_or_default();
        charmap
            .mappings()
            .filter_map(|(code, _)| char::from_u32(code))
            .filter(|ch| self.glyph(*ch).is_some())
    }

    /// Advance of a glyph in units of the em.
    pub fn advance_units(&self, glyph: u32) -> i64 {
        match &self.tables {
            // Unscaled advances are whole numbers.
            Tables::Lent { metrics, .. } => metrics.advance_width(GlyphId::new(glyph)).unwrap_or(0.0) as i64,
            Tables::Held { advances, .. } => {
                advances.get(glyph as usize).map_or(0, |units| i64::from(*units))
            }
        }
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
        let bounds = self
            .font()
            .ok()
            .and_then(|font| unscaled(&font).bounds(GlyphId::new(glyph)));
        let units = bounds.map_or(0, |bounds| ((bounds.y_min + bounds.y_max) / 2.0) as i64);
        size.scaled(units, self.units_per_em)
    }
}

/// Advances and bounds in units of the em.
fn unscaled<'a>(font: &FontRef<'a>) -> GlyphMetrics<'a> {
    font.glyph_metrics(Size::unscaled(), LocationRef::default())
}

/// The glyph of a character, if it draws what is to be seen. Only faces with TrueType outlines tell.
fn drawn(charmap: &Charmap, metrics: &GlyphMetrics, ch: char) -> Option<u32> {
    let glyph = charmap.map(ch)?;
    let is_blank = || {
        metrics
            .bounds(glyph)
            .is_some_and(|bounds| bounds == skrifa::metrics::BoundingBox::default())
    };
    let has = glyph != GlyphId::NOTDEF && (is_without_ink(ch) || !is_blank());
    has.then(|| glyph.to_u32())
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
