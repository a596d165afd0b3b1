//! The faces of a document, each cut down to the characters its pages show.

use crate::error::Error;
use crate::font::{Face, FaceId, FontSet, subset};
use crate::layout::Pages;
use printpdf::{FontId, FontMetrics, FontType, ParsedFont, PdfFont, PdfFontMetricsStub};
use sha2::{Digest, Sha256};
use skrifa::instance::{LocationRef, Size};
use skrifa::raw::TableProvider;
use skrifa::raw::types::Tag;
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider};
use std::collections::{BTreeMap, BTreeSet};
use write_fonts::FontBuilder;

/// The tables of a TrueType face that a PDF reader uses (ISO 32000-1, 9.9): the file maps characters itself.
const TABLES: [&[u8; 4]; 9] = [
    b"cvt ", b"fpgm", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"prep",
];
/// Widths in a PDF are in thousandths of the em.
const EM: i64 = 1000;
/// Letters of the tag before the name of a subset (ISO 32000-1, 9.6.4).
const TAG: usize = 6;

/// Every face that the pages use.
pub(super) struct Faces(BTreeMap<FaceId, Cut>);

/// A face cut down.
pub(super) struct Cut {
    id: FontId,
    font: ParsedFont,
    codes: Codes,
}

/// What the file writes for each character. Every character has a code of its own, so that each is read back as what it
/// is: where several share a glyph (· ・ •), the first has the glyph's number and the others have numbers after the last.
struct Codes {
    of: BTreeMap<char, u16>,
    /// The glyph of each code.
    glyphs: Vec<u16>,
    /// Whether a code is not the number of its glyph.
    differ: bool,
}

impl Faces {
    /// The faces of these pages.
    pub(super) fn of(pages: &Pages, fonts: &FontSet) -> Result<Self, Error> {
        let mut used: BTreeMap<FaceId, BTreeSet<char>> = BTreeMap::new();
        for (_, run) in pages.pages.iter().flat_map(|page| page.texts()) {
            let characters = run.glyphs.iter().map(|glyph| glyph.ch);
            used.entry(run.face).or_default().extend(characters);
        }
        let cut = |(id, characters): (FaceId, BTreeSet<char>)| {
            let face = fonts.face(id);
            let name = FontId(format!("T{}", id.index()));
            let failed = |reason: String| Error::Font {
                face: face.family().to_owned(),
                reason,
            };
            Ok((id, Cut::of(face, &characters, name)?.map_err(failed)?))
        };
        used.into_iter().map(cut).collect::<Result<_, _>>().map(Faces)
    }

    /// A face by its id.
    pub(super) fn get(&self, id: FaceId) -> Result<&Cut, Error> {
        self.0
            .get(&id)
            .ok_or_else(|| Error::Pdf("a text is in a face that no page uses".to_owned()))
    }

    /// For faces with codes that are not glyph numbers: the name in the file, and the glyph of each code as
    /// `CIDToGIDMap` has it (ISO 32000-1, table 117).
    pub(super) fn maps(&self) -> Vec<(String, Vec<u8>)> {
        let differing = self.0.values().filter(|cut| cut.codes.differ);
        let map = |cut: &Cut| {
            cut.codes
                .glyphs
                .iter()
                .flat_map(|glyph| glyph.to_be_bytes())
                .collect()
        };
        differing.map(|cut| (cut.id.0.clone(), map(cut))).collect()
    }

    /// The faces as the back end takes them.
    pub(super) fn into_resources(self) -> BTreeMap<FontId, PdfFont> {
        let font = |cut: Cut| (cut.id, PdfFont::new(cut.font));
        self.0.into_values().map(font).collect()
    }
}

impl Cut {
    fn of(face: &Face, characters: &BTreeSet<char>, id: FontId) -> Result<Result<Self, String>, Error> {
        let whole = subset::subset(face, characters)?.data;
        Ok(Self::embedded(&whole, characters, id).map_err(|error| error.to_string()))
    }

    /// The face in the bytes of a subset.
    fn embedded(
        whole: &[u8],
        characters: &BTreeSet<char>,
        id: FontId,
    ) -> Result<Self, skrifa::raw::ReadError> {
        let font = FontRef::new(whole)?;
        let (size, location) = (Size::unscaled(), LocationRef::default());
        let metrics = font.metrics(size, location);
        let thousandths =
            |units: f32| (f64::from(units) * EM as f64 / f64::from(metrics.units_per_em)).round();
        let codes = Codes::of(&font, characters);
        let advances = font.glyph_metrics(size, location);
        let width = |code: &u16| {
            let glyph = codes.glyphs[usize::from(*code)];
            let units = advances.advance_width(glyph.into()).unwrap_or(0.0);
            (*code, thousandths(units) as u16)
        };
        let bounds = metrics.bounds.unwrap_or_default();
        let bytes = slim(&font);
        Ok(Cut {
            font: ParsedFont {
                font_name: Some(format!("{}+{}", tag(&bytes), postscript_name(&font))),
                font_index: 0,
                codepoint_to_glyph: BTreeMap::new(),
                glyph_widths: codes.of.values().map(width).collect(),
                units_per_em: EM as u16,
                font_metrics: FontMetrics {
                    ascent: thousandths(metrics.ascent) as i16,
                    descent: thousandths(metrics.descent) as i16,
                },
                font_type: FontType::TrueType,
                pdf_font_metrics: PdfFontMetricsStub {
                    units_per_em: EM as u16,
                    x_min: thousandths(bounds.x_min) as i16,
                    y_min: thousandths(bounds.y_min) as i16,
                    x_max: thousandths(bounds.x_max) as i16,
                    y_max: thousandths(bounds.y_max) as i16,
                    ..PdfFontMetricsStub::default()
                },
                original_bytes: bytes,
            },
            id,
            codes,
        })
    }

    /// Name of the face in the file.
    pub(super) fn id(&self) -> &FontId {
        &self.id
    }

    /// What is written for a character; 0 for one the face lacks.
    pub(super) fn code(&self, ch: char) -> u16 {
        self.codes.of.get(&ch).copied().unwrap_or(0)
    }

    /// Width of a code's glyph as the file tells it, in thousandths of the em.
    pub(super) fn width(&self, code: u16) -> u16 {
        self.font.get_glyph_width(code).unwrap_or(0)
    }
}

impl Codes {
    fn of(font: &FontRef, characters: &BTreeSet<char>) -> Self {
        let charmap = font.charmap();
        let count = font.maxp().map_or(0, |maxp| maxp.num_glyphs());
        let mut codes = Codes {
            of: BTreeMap::new(),
            glyphs: (0..count).collect(),
            differ: false,
        };
        let mut taken = BTreeSet::new();
        for &ch in characters {
            let Some(glyph) = charmap
                .map(ch)
                .and_then(|glyph| u16::try_from(glyph.to_u32()).ok())
            else {
                continue;
            };
            let code = if taken.insert(glyph) {
                glyph
            } else {
                codes.differ = true;
                codes.glyphs.push(glyph);
                (codes.glyphs.len() - 1) as u16
            };
            codes.of.insert(ch, code);
        }
        codes
    }
}

/// The face without the tables that a PDF reader does not look at.
fn slim(font: &FontRef) -> Vec<u8> {
    let mut builder = FontBuilder::new();
    for tag in TABLES.map(Tag::new) {
        if let Some(data) = font.data_for_tag(tag) {
            builder.add_raw(tag, data.as_bytes().to_vec());
        }
    }
    builder.build()
}

/// Six letters that tell subsets of a face apart.
fn tag(bytes: &[u8]) -> String {
    let letter = |byte: &u8| char::from(b'A' + byte % 26);
    Sha256::digest(bytes)[..TAG].iter().map(letter).collect()
}

/// The face's name in PDF files.
fn postscript_name(font: &FontRef) -> String {
    let names = font.localized_strings(StringId::POSTSCRIPT_NAME);
    let name = names.english_or_first().map(|name| name.to_string());
    name.unwrap_or_default()
        .chars()
        .filter(|ch| ch.is_ascii_alphanumeric() || *ch == '-')
        .collect()
}
