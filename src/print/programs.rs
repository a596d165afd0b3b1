//! Font programs as the file holds them: cut and deflated for one document, or once for many.

use crate::deflate;
use crate::error::Error;
use crate::font::subset::{bare_program, postscript_name};
use crate::font::{Face, FaceId, FontSet, Uses};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Letters of the tag before the name of a subset (ISO 32000-1, 9.6.4).
const TAG: usize = 6;

/// A font program, deflated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FontProgram {
    /// Its name in the file.
    pub name: String,
    /// Bytes of it.
    pub size: usize,
    /// It as a zlib stream.
    pub stream: Vec<u8>,
    /// How many glyphs it has.
    pub count: u16,
    /// The number in it of each glyph of the face.
    numbers: BTreeMap<u16, u16>,
}

impl FontProgram {
    /// The program of these glyphs, each given once.
    pub(super) fn of(face: &Face, glyphs: &[u16]) -> Result<Self, Error> {
        let damaged = |error: skrifa::raw::ReadError| Error::Font {
            face: face.family().to_owned(),
            reason: error.to_string(),
        };
        let whole = face.font().map_err(damaged)?;
        let program = bare_program(face, glyphs)?;
        let cut = &program.cut;
        Ok(FontProgram {
            name: format!("{}+{}", tag(face, glyphs), postscript_name(&whole)),
            size: cut.data.len(),
            stream: deflate::zlib(&cut.deflated(), &cut.data),
            count: program.count,
            numbers: glyphs.iter().copied().zip(program.numbers).collect(),
        })
    }

    /// The number of a glyph of the face; 0 for one that is not in the program.
    pub(super) fn number(&self, glyph: u16) -> u16 {
        self.numbers.get(&glyph).copied().unwrap_or(0)
    }
}

/// Faces cut down to what many documents show together. A file that carries them is larger, and costs less to make.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SharedFaces(BTreeMap<FaceId, Arc<FontProgram>>);

impl SharedFaces {
    /// The faces of these characters. A face that cannot be embedded is left out: the file that shows it tells why.
    pub fn of(uses: &Uses, fonts: &FontSet) -> Self {
        let shared = |(id, characters): (&FaceId, &BTreeSet<char>)| {
            let face = fonts.face(*id);
            let glyphs = characters.iter().filter_map(|ch| face.glyph(*ch));
            let glyphs: BTreeSet<u16> = glyphs.filter_map(|glyph| u16::try_from(glyph).ok()).collect();
            let glyphs: Vec<u16> = glyphs.into_iter().collect();
            Some((*id, Arc::new(FontProgram::of(face, &glyphs).ok()?)))
        };
        SharedFaces(uses.iter().filter_map(shared).collect())
    }

    /// A face, if it holds all these glyphs.
    pub(super) fn get(&self, face: FaceId, glyphs: &[u16]) -> Option<Arc<FontProgram>> {
        let program = self.0.get(&face)?;
        let holds_all = glyphs.iter().all(|glyph| program.numbers.contains_key(glyph));
        holds_all.then(|| Arc::clone(program))
    }
}

/// Six letters that tell subsets of a face apart.
fn tag(face: &Face, glyphs: &[u16]) -> String {
    let mut digest = Sha256::new();
    digest.update(face.family());
    for glyph in glyphs {
        digest.update(glyph.to_be_bytes());
    }
    let letter = |byte: &u8| char::from(b'A' + byte % 26);
    digest.finalize()[..TAG].iter().map(letter).collect()
}
