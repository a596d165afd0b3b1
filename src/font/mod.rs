//! Faces: which one shows a character, how wide it is, and what it is made of.
//!
//! A [`Role`] is what the standard names (小标宋, 仿宋, …). Each role has a chain of faces; the first that covers a
//! character shows it. Horizontal Chinese needs no shaping: a character map and advances are enough.

mod bundled;
mod embedding;
mod face;
mod folder;
mod licences;
mod lookup;
mod names;
pub mod office;
mod own;
mod paged;
mod pieces;
mod set;
mod sound;
pub mod subset;

pub use bundled::{BUNDLED, BundledFace, FONT_SET_VERSION};
pub use embedding::Embedding;
pub use face::Face;
pub use folder::{Folder, folder};
pub use licences::LICENCES;
pub use own::{FontFile, Matter, Own, Remark};
pub use set::{FaceId, FontSet, Glyph};

use std::collections::{BTreeMap, BTreeSet};

/// Which characters are shown in which face.
pub type Uses = BTreeMap<FaceId, BTreeSet<char>>;

/// A kind of type the standard names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// 小标宋体: the title.
    Biaosong,
    /// 仿宋体: running text.
    Fangsong,
    /// 黑体: headings of the first level.
    Heiti,
    /// 楷体: headings of the second level.
    Kaiti,
    /// 宋体: page numbers and tables.
    Songti,
    /// Western letters and digits beside 仿宋, 楷体 and 宋体.
    Latin,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 6] = [
        Role::Biaosong,
        Role::Fangsong,
        Role::Heiti,
        Role::Kaiti,
        Role::Songti,
        Role::Latin,
    ];

    /// What clerks call it.
    pub const fn name(self) -> &'static str {
        match self {
            Role::Biaosong => "小标宋",
            Role::Fangsong => "仿宋",
            Role::Heiti => "黑体",
            Role::Kaiti => "楷体",
            Role::Songti => "宋体",
            Role::Latin => "西文",
        }
    }
}

/// Which roles a text uses: one for Chinese, one for Western letters and digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RolePair {
    /// For Chinese characters and marks.
    pub chinese: Role,
    /// For Western letters, digits and marks; the same as `chinese` when that face's own are used.
    pub latin: Role,
}

impl RolePair {
    /// The role that a character of the text uses.
    pub fn role_of(self, ch: char) -> Role {
        if is_western(ch) { self.latin } else { self.chinese }
    }
}

/// Whether a character belongs to Western text: ASCII and accented Latin letters. Quotes, dashes and the ellipsis
/// (U+2014, U+2018 …) are Chinese marks in official papers.
pub fn is_western(ch: char) -> bool {
    matches!(ch, '\u{20}'..='\u{7e}' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{24f}')
}

#[cfg(test)]
mod tests;
