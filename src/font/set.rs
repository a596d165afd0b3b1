//! The faces of a document and the order in which they are asked.

use super::bundled::BUNDLED;
use super::face::Face;
use super::own::{self, FontFile, Remark};
use super::subset;
use super::{Role, RolePair};
use crate::error::Error;
use crate::units::Length;
use std::sync::{Arc, OnceLock};

/// Index of a face in its [`FontSet`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(usize);

impl FaceId {
    /// The index.
    pub const fn index(self) -> usize {
        self.0
    }
}

/// A character found in a face.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Glyph {
    /// The face.
    pub face: FaceId,
    /// The glyph's number in it.
    pub id: u32,
}

/// Faces, and for each role the chain in which they are asked.
#[derive(Clone, Debug)]
pub struct FontSet {
    faces: Vec<Face>,
    /// Each face without its outlines, once it was asked for.
    hollow: Vec<OnceLock<Arc<Vec<u8>>>>,
    chains: [Vec<FaceId>; Role::ALL.len()],
}

/// The file of rare characters, asked last.
const RARE: &str = "GW-Rare.ttf";

/// For each role the files asked in turn; files that this build lacks are passed over.
const CHAINS: [(Role, &[&str]); Role::ALL.len()] = [
    (Role::Biaosong, &["GW-Biaosong.ttf", "GW-Songti.ttf", RARE]),
    (
        Role::Fangsong,
        &[
            "GW-Fangsong.ttf",
            "GW-FangsongOFL.ttf",
            "GW-Supplement.ttf",
            "GW-Songti.ttf",
            RARE,
        ],
    ),
    (Role::Heiti, &["GW-Heiti.ttf", "GW-Songti.ttf", RARE]),
    (
        Role::Kaiti,
        &[
            "GW-Kaiti.ttf",
            "GW-KaitiOFL.ttf",
            "GW-Supplement.ttf",
            "GW-Songti.ttf",
            RARE,
        ],
    ),
    (Role::Songti, &["GW-Songti.ttf", RARE]),
    (Role::Latin, &["LiberationSerif-Regular.ttf", "GW-Songti.ttf"]),
];

impl FontSet {
    /// The faces compiled into the program; read once a process.
    ///
    /// # Errors
    /// [`Error::Font`] when a bundled file is damaged: a broken build.
    pub fn bundled() -> Result<&'static FontSet, Error> {
        static SET: OnceLock<FontSet> = OnceLock::new();
        if let Some(set) = SET.get() {
            return Ok(set);
        }
        let set = FontSet::load_bundled()?;
        Ok(SET.get_or_init(|| set))
    }

    fn load_bundled() -> Result<FontSet, Error> {
        let mut faces = Vec::with_capacity(BUNDLED.len());
        for bundled in BUNDLED {
            let data = bundled.data().ok_or_else(|| Error::Font {
                face: bundled.file.to_owned(),
                reason: "not in this build".to_owned(),
            })?;
            let face = Face::new(bundled.file, data)?;
            faces.push(if bundled.in_pieces { face.in_pieces() } else { face });
        }
        let id_of = |file: &&str| {
            BUNDLED
                .iter()
                .position(|bundled| bundled.file == *file)
                .map(FaceId)
        };
        let chain_of = |role: Role| {
            let (_, files) = CHAINS.iter().find(|(of, _)| *of == role).unwrap_or(&CHAINS[0]);
            files.iter().filter_map(id_of).collect::<Vec<_>>()
        };
        Ok(FontSet {
            hollow: faces.iter().map(|_| OnceLock::new()).collect(),
            faces,
            chains: Role::ALL.map(chain_of),
        })
    }

    /// The bundled faces, and before them those of an office that serve a role by their family names
    /// ([`office`](super::office)): a role asks the office's faces first, then ours, so that rare characters show. Also
    /// what is to be said of the files.
    ///
    /// # Errors
    /// [`Error::Font`] when a bundled file is damaged: a broken build.
    pub fn with_own(files: impl IntoIterator<Item = FontFile>) -> Result<(FontSet, Vec<Remark>), Error> {
        let mut set = FontSet::bundled()?.clone();
        let (faces, remarks) = own::serving(files);
        let first = set.faces.len();
        set.hollow.extend(faces.iter().map(|_| OnceLock::new()));
        set.faces.extend(faces);
        let own_of = |role: Option<Role>| -> Vec<FaceId> {
            let serves = |face: &Face| face.own().is_some_and(|own| own.serves.role == role);
            let all = set.faces.iter().enumerate().skip(first);
            all.filter(|(_, face)| serves(face))
                .map(|(index, _)| FaceId(index))
                .collect()
        };
        let rare = own_of(None);
        let last = BUNDLED.iter().position(|bundled| bundled.file == RARE);
        let chains = Role::ALL.map(|role| {
            let mut chain = own_of(Some(role));
            chain.extend(set.chain(role));
            let ours = chain.iter().position(|face| Some(face.0) == last);
            let at = ours.unwrap_or(chain.len());
            chain.splice(at..at, rare.iter().copied());
            chain
        });
        set.chains = chains;
        Ok((set, remarks))
    }

    /// The faces of an office among these.
    pub fn own(&self) -> impl Iterator<Item = &Face> {
        self.faces.iter().filter(|face| face.own().is_some())
    }

    /// What the faces of an office are known by: family names with checksums; nothing when there are none.
    pub fn own_sums(&self) -> Option<String> {
        let sum = |face: &Face| Some(format!("{}={}", face.family(), face.own()?.sha256));
        let sums: Vec<String> = self.own().filter_map(sum).collect();
        (!sums.is_empty()).then(|| sums.join("，"))
    }

    /// A face.
    pub fn face(&self, id: FaceId) -> &Face {
        &self.faces[id.0]
    }

    /// A face without its outlines, for the PDF back end, which [`subset::marks`] knows again in what is made of it.
    ///
    /// # Errors
    /// [`Error::Font`] when the face is damaged.
    pub fn hollow(&self, id: FaceId) -> Result<Arc<Vec<u8>>, Error> {
        if let Some(hollow) = self.hollow[id.0].get() {
            return Ok(Arc::clone(hollow));
        }
        let face = self.face(id);
        let damaged = |reason| Error::Font {
            face: face.family().to_owned(),
            reason,
        };
        let index = u16::try_from(id.0).map_err(|error| damaged(error.to_string()))?;
        let made = subset::hollow(face, index).map_err(damaged)?;
        Ok(Arc::clone(self.hollow[id.0].get_or_init(|| Arc::new(made))))
    }

    /// All faces with their ids.
    pub fn faces(&self) -> impl Iterator<Item = (FaceId, &Face)> {
        self.faces
            .iter()
            .enumerate()
            .map(|(index, face)| (FaceId(index), face))
    }

    /// The faces a role asks, in turn; the first is the role's own.
    pub fn chain(&self, role: Role) -> &[FaceId] {
        &self.chains[role as usize]
    }

    /// The face and glyph that show a character in a role, or `None` when no face of the chain has it.
    pub fn glyph(&self, role: Role, ch: char) -> Option<Glyph> {
        self.chain(role)
            .iter()
            .find_map(|&face| self.face(face).glyph(ch).map(|id| Glyph { face, id }))
    }

    /// The face and glyph that show a character of a text: Western characters in the pair's Latin role, falling back
    /// to its Chinese one.
    pub fn glyph_in(&self, roles: RolePair, ch: char) -> Option<Glyph> {
        self.glyph(roles.role_of(ch), ch)
            .or_else(|| self.glyph(roles.chinese, ch))
    }

    /// Advance of a glyph at a size.
    pub fn advance(&self, glyph: Glyph, size: Length) -> Length {
        self.face(glyph.face).advance(glyph.id, size)
    }

    /// The text cut into pieces of one face; characters no face has join the piece before them.
    pub fn pieces<'a>(&self, roles: RolePair, text: &'a str) -> Vec<(FaceId, &'a str)> {
        let mut pieces: Vec<(FaceId, &str)> = Vec::new();
        let mut start = 0;
        let mut current = None;
        for (at, ch) in text.char_indices() {
            let face = self.glyph_in(roles, ch).map(|glyph| glyph.face).or(current);
            if face != current {
                if let Some(face) = current {
                    pieces.push((face, &text[start..at]));
                    start = at;
                }
                current = face;
            }
        }
        let last = current.or_else(|| self.chain(roles.chinese).first().copied());
        if let Some(face) = last.filter(|_| start < text.len()) {
            pieces.push((face, &text[start..]));
        }
        pieces
    }

    /// The characters of a text that no face of its roles shows, each once, in order of appearance.
    pub fn missing(&self, roles: RolePair, text: &str) -> Vec<char> {
        let mut missing = Vec::new();
        for ch in text.chars() {
            if self.glyph_in(roles, ch).is_none() && !missing.contains(&ch) {
                missing.push(ch);
            }
        }
        missing
    }
}
