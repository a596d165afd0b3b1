//! Faces of an office: which of those in its files serve which role, and what is to be said of the others.

use super::Face;
use super::names::Families;
use super::office::{OFFICE, OfficeFamily, served};
use super::sound;
use base16ct::lower;
use sha2::{Digest, Sha256};
use skrifa::raw::tables::head::MacStyle;
use skrifa::raw::tables::os2::SelectionFlags;
use skrifa::raw::{FileRef, FontRef, TableProvider};
use std::sync::Arc;

/// Faces that are looked at in one file; collections of Chinese faces have two to ten.
const MOST_FACES: u32 = 64;

/// A file of an office that is to hold faces.
#[derive(Clone, Debug)]
pub struct FontFile {
    /// What it is called where something is said of it.
    pub name: String,
    /// Its bytes, or why they could not be had.
    pub data: Result<Vec<u8>, Matter>,
}

/// Where a face of an office comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    /// The name of its file.
    pub file: String,
    /// SHA-256 of the file in hex, followed by `#` and the face's index when it is not the first.
    pub sha256: String,
    /// What it serves.
    pub serves: &'static OfficeFamily,
}

/// What there is to say of a file of an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The name of the file.
    pub file: String,
    /// What of it.
    pub matter: Matter,
}

/// What there is to say of a file, or of a face in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matter {
    /// It could not be read, for this reason.
    Unreadable(String),
    /// It is longer than this many bytes.
    TooLong(u64),
    /// Its bytes are no font.
    NoFont,
    /// A face in it is not whole, for this reason.
    Damaged(String),
    /// The face of this family has other outlines than those of TrueType.
    NotTrueType(String),
    /// The face of this family says of no character which glyph shows it, or of none by its number in Unicode.
    NoCharacters(String),
    /// The face of this family serves nothing in an official paper.
    Unknown(String),
    /// The face of this family is its bold or slanted cut.
    Cut(String),
    /// The face of this family stands in an earlier file too.
    Double {
        /// Its name.
        family: String,
        /// The file it is taken from.
        taken: String,
    },
    /// The face of this family comes after another one that serves the same.
    Second {
        /// Its name.
        family: String,
        /// The face that is asked before it.
        first: String,
        /// What both serve.
        serves: &'static OfficeFamily,
    },
}

/// A face that serves, with what decides which of several comes first.
struct Candidate {
    /// What it serves, and its place among the families that serve the same: what a file is called decides between two of
    /// one family alone.
    rank: (usize, usize),
    /// Place of the file, and in the file.
    place: (usize, u32),
    face: Face,
    own: Own,
}

/// The faces of these files that serve, each family once, those asked first before the others; and what is to be said of
/// the rest, in the order of the files.
pub(super) fn serving(files: impl IntoIterator<Item = FontFile>) -> (Vec<Face>, Vec<Remark>) {
    let mut remarks = Vec::new();
    let mut candidates = Vec::new();
    for (place, file) in files.into_iter().enumerate() {
        let mut say = |matter| {
            remarks.push(Remark {
                file: file.name.clone(),
                matter,
            });
        };
        match file.data {
            Ok(data) => faces(&file.name, Arc::new(data), place, &mut candidates, &mut say),
            Err(matter) => say(matter),
        }
    }
    candidates.sort_by_key(|candidate| (candidate.rank, candidate.place));
    let mut taken: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        let family = candidate.face.family();
        let is_variant = |other: &Candidate| {
            other.own.serves == candidate.own.serves && other.own.file == candidate.own.file
        };
        if taken.iter().any(is_variant) {
            // A collection has variants of one face, as 新宋体 is of 宋体: its file is used.
            continue;
        }
        let same = taken.iter().find(|other| other.face.family() == family);
        let first = taken
            .iter()
            .find(|other| other.own.serves == candidate.own.serves);
        let matter = match (same, first) {
            (Some(other), _) => Some(Matter::Double {
                family: family.to_owned(),
                taken: other.own.file.clone(),
            }),
            (None, Some(other)) => Some(Matter::Second {
                family: family.to_owned(),
                first: other.face.family().to_owned(),
                serves: candidate.own.serves,
            }),
            (None, None) => None,
        };
        let is_new = same.is_none();
        if let Some(matter) = matter {
            let file = candidate.own.file.clone();
            remarks.push(Remark { file, matter });
        }
        if is_new {
            taken.push(candidate);
        }
    }
    remarks.sort_by(|one, other| one.file.cmp(&other.file));
    (
        taken.into_iter().map(|candidate| candidate.face).collect(),
        remarks,
    )
}

/// Adds the faces of a file that serve.
fn faces(
    name: &str,
    data: Arc<Vec<u8>>,
    place: usize,
    candidates: &mut Vec<Candidate>,
    say: &mut impl FnMut(Matter),
) {
    let count = match FileRef::new(&data) {
        Ok(FileRef::Font(_)) => 1,
        Ok(FileRef::Collection(collection)) => collection.len().min(MOST_FACES),
        Err(_) => 0,
    };
    if count == 0 {
        say(Matter::NoFont);
    }
    let mut sum: Option<String> = None;
    for index in 0..count {
        let one = match chosen(&data, index) {
            Ok(one) => one,
            Err(matter) => {
                say(matter);
                continue;
            }
        };
        let sum = sum.get_or_insert_with(|| sha256(&data));
        let own = Own {
            file: name.to_owned(),
            sha256: match index {
                0 => sum.clone(),
                _ => format!("{sum}#{index}"),
            },
            serves: OFFICE[one.rank.0],
        };
        match Face::held(&one.family, Arc::clone(&data), index, own.clone()) {
            Ok(face) => candidates.push(Candidate {
                rank: one.rank,
                place: (place, index),
                face,
                own,
            }),
            Err(reason) => say(Matter::Damaged(reason)),
        }
    }
}

/// A face of a file that serves and is sound.
struct Chosen {
    family: String,
    rank: (usize, usize),
}

/// The face of an index, if it serves; else what is to be said of it.
fn chosen(data: &[u8], index: u32) -> Result<Chosen, Matter> {
    let damaged = |error: skrifa::raw::ReadError| Matter::Damaged(error.to_string());
    let font = FontRef::from_index(data, index).map_err(damaged)?;
    sound::is_whole(&font)?;
    let families = Families::of(&font);
    let family = families.listed().unwrap_or_default().to_owned();
    let Some(rank) = served(families.all()) else {
        return Err(Matter::Unknown(family));
    };
    if is_other_cut(&font) {
        return Err(Matter::Cut(family));
    }
    sound::draws(&font, &family)?;
    Ok(Chosen { family, rank })
}

/// Whether a face is the bold or the slanted cut of its family: who names the family means the upright one.
fn is_other_cut(font: &FontRef) -> bool {
    let selected = font.os2().is_ok_and(|os2| {
        os2.fs_selection()
            .intersects(SelectionFlags::BOLD | SelectionFlags::ITALIC)
    });
    selected
        || font
            .head()
            .is_ok_and(|head| head.mac_style().intersects(MacStyle::BOLD | MacStyle::ITALIC))
}

/// SHA-256 in hex.
fn sha256(bytes: &[u8]) -> String {
    lower::encode_string(&Sha256::digest(bytes))
}
