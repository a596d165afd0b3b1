//! The faces of a document, each cut down to the glyphs its pages show.

use super::programs::{FontProgram, SharedFaces};
use crate::error::Error;
use crate::font::{Face, FaceId, FontSet};
use crate::layout::{Pages, PlacedGlyph};
use printpdf::{FontId, FontMetrics, FontType, ParsedFont, PdfFont, PdfFontMetricsStub};
use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Widths in a PDF are in thousandths of the em, and that of most glyphs is the em.
pub(super) const EM: i64 = 1000;
/// What the back end is given for a font program, by which it tells TrueType from other outlines: it would copy a whole
/// one three times, and deflate it.
const PLACEHOLDER: [u8; 4] = [0, 1, 0, 0];

/// A glyph of a face and a character it shows.
type Shown = (u16, char);

/// Every face that the pages use.
pub(super) struct Faces(BTreeMap<FaceId, Cut>);

/// A face cut down.
pub(super) struct Cut {
    id: FontId,
    /// What the back end says of it.
    font: ParsedFont,
    codes: Codes,
    program: Arc<FontProgram>,
}

/// What the file writes for each character. Every character has a code of its own, so that each is read back as what it
/// is: where several share a glyph (· ・ •), the first has the glyph's number and the others have numbers after the last.
struct Codes {
    of: BTreeMap<Shown, u16>,
    /// The glyph of each code, where a code is not the number of its glyph.
    glyphs: Option<Vec<u16>>,
}

/// What stands in the file for a face in place of what the back end puts down.
pub(super) struct Embedded {
    /// Name of the face in the file.
    pub name: String,
    /// The font program.
    pub program: Arc<FontProgram>,
    /// First code, last code and width of those that are not an em wide, as `W` has them (ISO 32000-1, 9.7.4.3).
    pub widths: Vec<i64>,
    /// The glyph of each code as `CIDToGIDMap` has it (ISO 32000-1, table 117), where codes are not glyph numbers.
    pub map: Option<Vec<u8>>,
}

impl Faces {
    /// The faces of these pages: of those shared with other files the ones that hold what these show.
    pub(super) fn of(pages: &Pages, fonts: &FontSet, shared: Option<&SharedFaces>) -> Result<Self, Error> {
        let mut used: BTreeMap<FaceId, BTreeSet<Shown>> = BTreeMap::new();
        for (_, run) in pages.pages.iter().flat_map(|page| page.texts()) {
            let shown = used.entry(run.face).or_default();
            for glyph in &run.glyphs {
                shown.insert(self::shown(glyph)?);
            }
        }
        let cut = |(id, shown): (FaceId, BTreeSet<Shown>)| {
            let mut glyphs: Vec<u16> = shown.iter().map(|(glyph, _)| *glyph).collect();
            glyphs.dedup();
            let face = fonts.face(id);
            let program = match shared.and_then(|shared| shared.get(id, &glyphs)) {
                Some(program) => program,
                None => Arc::new(FontProgram::of(face, &glyphs)?),
            };
            let name = FontId(format!("T{}", id.index()));
            Ok((id, Cut::of(face, &shown, program, name)?))
        };
        used.into_iter().map(cut).collect::<Result<_, _>>().map(Faces)
    }

    /// A face by its id.
    pub(super) fn get(&self, id: FaceId) -> Result<&Cut, Error> {
        self.0
            .get(&id)
            .ok_or_else(|| Error::Pdf("a text is in a face that no page uses".to_owned()))
    }

    /// The faces as the back end takes them, and what takes the place of what it makes of each.
    pub(super) fn into_parts(self) -> (BTreeMap<FontId, PdfFont>, Vec<Embedded>) {
        let parts = self.0.into_values().map(|cut| {
            let embedded = Embedded {
                name: cut.id.0.clone(),
                widths: cut.unusual_widths(),
                map: cut.codes.map(),
                program: cut.program,
            };
            ((cut.id, PdfFont::new(cut.font)), embedded)
        });
        parts.unzip()
    }
}

/// A glyph as the faces know it.
fn shown(glyph: &PlacedGlyph) -> Result<Shown, Error> {
    match u16::try_from(glyph.id) {
        Ok(id) => Ok((id, glyph.ch)),
        Err(_) => Err(Error::Pdf(format!("glyph {} is in no TrueType face", glyph.id))),
    }
}

impl Cut {
    fn of(
        face: &Face,
        shown: &BTreeSet<Shown>,
        program: Arc<FontProgram>,
        id: FontId,
    ) -> Result<Self, Error> {
        let codes = Codes::of(shown, &program);
        let thousandths = |units: f64| (units * EM as f64 / face.units_per_em() as f64).round();
        let widths = codes.of.iter().map(|((glyph, _), code)| {
            let units = face.advance_units(u32::from(*glyph)) as f64;
            (*code, thousandths(units) as u16)
        });
        let damaged = |error: skrifa::raw::ReadError| Error::Font {
            face: face.family().to_owned(),
            reason: error.to_string(),
        };
        let whole = face.font().map_err(damaged)?;
        let metrics = whole.metrics(Size::unscaled(), LocationRef::default());
        let bounds = metrics.bounds.unwrap_or_default();
        let rounded = |units: f32| thousandths(f64::from(units)) as i16;
        Ok(Cut {
            font: ParsedFont {
                font_name: Some(program.name.clone()),
                font_index: 0,
                codepoint_to_glyph: BTreeMap::new(),
                glyph_widths: widths.collect(),
                units_per_em: EM as u16,
                font_metrics: FontMetrics {
                    ascent: rounded(metrics.ascent),
                    descent: rounded(metrics.descent),
                },
                font_type: FontType::TrueType,
                pdf_font_metrics: PdfFontMetricsStub {
                    units_per_em: EM as u16,
                    x_min: rounded(bounds.x_min),
                    y_min: rounded(bounds.y_min),
                    x_max: rounded(bounds.x_max),
                    y_max: rounded(bounds.y_max),
                    ..PdfFontMetricsStub::default()
                },
                original_bytes: PLACEHOLDER.to_vec(),
            },
            id,
            codes,
            program,
        })
    }

    /// Name of the face in the file.
    pub(super) fn id(&self) -> &FontId {
        &self.id
    }

    /// What is written for a glyph; 0 for one that no page shows.
    pub(super) fn code(&self, glyph: &PlacedGlyph) -> u16 {
        let known = shown(glyph).ok().and_then(|shown| self.codes.of.get(&shown));
        known.copied().unwrap_or(0)
    }

    /// Width of a code's glyph as the file tells it, in thousandths of the em.
    pub(super) fn width(&self, code: u16) -> u16 {
        self.font.get_glyph_width(code).unwrap_or(0)
    }

    /// The widths that are not an em, codes together that follow each other and are equally wide.
    fn unusual_widths(&self) -> Vec<i64> {
        let mut ranges: Vec<[i64; 3]> = Vec::new();
        let widths = self.font.glyph_widths.iter();
        let widths = widths.map(|(code, width)| (i64::from(*code), i64::from(*width)));
        for (code, width) in widths.filter(|(_, width)| *width != EM) {
            match ranges.last_mut() {
                Some([_, last, same]) if *last + 1 == code && *same == width => *last = code,
                _ => ranges.push([code, code, width]),
            }
        }
        ranges.concat()
    }
}

impl Codes {
    /// The codes of what is shown.
    fn of(shown: &BTreeSet<Shown>, program: &FontProgram) -> Self {
        let mut codes = Codes {
            of: BTreeMap::new(),
            glyphs: None,
        };
        let mut last = None;
        for &(glyph, ch) in shown {
            let number = program.number(glyph);
            let code = if last == Some(glyph) {
                let map = codes.glyphs.get_or_insert_with(|| (0..program.count).collect());
                map.push(number);
                (map.len() - 1) as u16
            } else {
                number
            };
            last = Some(glyph);
            codes.of.insert((glyph, ch), code);
        }
        codes
    }

    /// The glyph of each code as `CIDToGIDMap` has it, where codes are not glyph numbers.
    fn map(&self) -> Option<Vec<u8>> {
        let glyphs = self.glyphs.as_ref()?;
        Some(glyphs.iter().flat_map(|glyph| glyph.to_be_bytes()).collect())
    }
}
