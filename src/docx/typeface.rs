//! Which faces a DOCX names: ours, or those that offices have bought.

use crate::font::Face;
use crate::font::office::{
    BIAOSONG, FANGSONG, HEITI, KAITI, LATIN, OfficeFamily, RARE, SONGTI as SONGTI_FAMILY,
};

/// Which faces a DOCX names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Typeface {
    /// Those of this program, which the file can carry, and those that an office gives it, which the file carries where
    /// their terms let it.
    #[default]
    Ours,
    /// Those that official papers are customarily set in (方正小标宋简体, 仿宋_GB2312, 黑体, 楷体_GB2312, 宋体): for
    /// offices whose computers have them. A face that an office gives goes by its own name. The file carries no faces.
    Official,
}

impl Typeface {
    /// Every choice with the word for it.
    pub const ALL: [(Typeface, &'static str); 2] =
        [(Typeface::Ours, "ours"), (Typeface::Official, "official")];
}

/// A face of an office that one of ours stands for.
struct OfficeFace {
    /// Beginning of our family name.
    ours: &'static str,
    /// Its name in a document of the office.
    official: Description,
    /// What a program without our face takes in its stead.
    substitute: &'static str,
}

/// What a font table says of a face that is not at hand.
#[derive(Debug)]
pub(super) struct Description {
    /// Family name.
    pub name: &'static str,
    /// What a program without it takes.
    pub substitute: Option<&'static str>,
    /// PANOSE and signature bits, as the face's own file has them; `None` where no file was at hand.
    pub signature: Option<(&'static str, [&'static str; 6])>,
    /// `w:charset`.
    pub charset: &'static str,
    /// `w:family`.
    pub class: &'static str,
}

/// `w:charset` of a face for simplified Chinese, and of a Western one.
pub(super) const CHARSETS: (&str, &str) = ("86", "00");

const fn chinese(family: &OfficeFamily) -> Description {
    Description {
        name: family.name(),
        substitute: family.substitute,
        signature: None,
        charset: CHARSETS.0,
        class: "auto",
    }
}

const GB_2312: [&str; 6] = [
    "00000001", "080E0000", "00000000", "00000000", "00040000", "00000000",
];

const SONGTI: Description = Description {
    signature: Some((
        "02010600030101010101",
        [
            "00000203", "288F0000", "00000016", "00000000", "00040001", "00000000",
        ],
    )),
    ..chinese(&SONGTI_FAMILY)
};

const FACES: [OfficeFace; 8] = [
    OfficeFace {
        ours: "GW Biaosong",
        official: chinese(&BIAOSONG),
        substitute: BIAOSONG.name(),
    },
    OfficeFace {
        ours: "GW Fangsong",
        official: Description {
            signature: Some(("02010609030101010101", GB_2312)),
            class: "modern",
            ..chinese(&FANGSONG)
        },
        substitute: FANGSONG.usual(),
    },
    OfficeFace {
        ours: "GW Heiti",
        official: Description {
            signature: Some((
                "02010609060101010101",
                [
                    "800002BF", "38CF7CFA", "00000016", "00000000", "00040001", "00000000",
                ],
            )),
            class: "modern",
            ..chinese(&HEITI)
        },
        substitute: HEITI.name(),
    },
    OfficeFace {
        ours: "GW Kaiti",
        official: Description {
            signature: Some(("02010609030101010101", GB_2312)),
            class: "modern",
            ..chinese(&KAITI)
        },
        substitute: KAITI.usual(),
    },
    OfficeFace {
        ours: "GW Songti",
        official: SONGTI,
        substitute: SONGTI_FAMILY.name(),
    },
    OfficeFace {
        ours: "GW Supplement",
        official: SONGTI,
        substitute: SONGTI_FAMILY.name(),
    },
    OfficeFace {
        ours: "GW Rare",
        official: chinese(&RARE),
        substitute: RARE.name(),
    },
    OfficeFace {
        ours: "Liberation Serif",
        official: Description {
            name: LATIN.name(),
            substitute: None,
            signature: Some((
                "02020603050405020304",
                [
                    "E0002EFF", "C000785B", "00000009", "00000000", "000001FF", "00000000",
                ],
            )),
            charset: CHARSETS.1,
            class: "roman",
        },
        substitute: LATIN.name(),
    },
];

impl Typeface {
    /// The name a document gives to one of our faces.
    pub(super) fn name(self, face: &Face) -> &str {
        self.description(face).map_or(face.family(), |office| office.name)
    }

    /// What to say of a face that goes by another name than ours; `None` for our own, which is at hand.
    pub(super) fn description(self, face: &Face) -> Option<&'static Description> {
        let office = || office_face(face).map(|office| &office.official);
        match self {
            Typeface::Ours => None,
            Typeface::Official => office(),
        }
    }
}

/// What a program without one of our faces, or of the office's, takes in its stead.
pub(super) fn substitute(face: &Face) -> Option<&'static str> {
    match face.own() {
        Some(own) => own.serves.stand_in(face.family()),
        None => office_face(face).map(|office| office.substitute),
    }
}

fn office_face(face: &Face) -> Option<&'static OfficeFace> {
    FACES.iter().find(|office| face.family().starts_with(office.ours))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::FontSet;

    #[test]
    fn every_face_of_ours_has_an_official_name() {
        for (_, face) in FontSet::bundled().unwrap().faces() {
            assert!(
                Typeface::Official.description(face).is_some(),
                "{} has no counterpart",
                face.family()
            );
            assert_eq!(Typeface::Ours.name(face), face.family());
        }
    }
}
