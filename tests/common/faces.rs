//! Faces as offices have them, made of the bundled ones: other names, other terms, other metrics, in collections.

use nianbao::font::subset::subset;
use nianbao::font::{Face, FontFile, FontSet, Role};
use skrifa::FontRef;
use skrifa::raw::types::{NameId, Tag};
use skrifa::raw::{ReadError, TableProvider};
use std::collections::BTreeSet;
use write_fonts::tables::name::{Name, NameRecord};
use write_fonts::{FontBuilder, OffsetMarker};

/// Places in `OS/2` and `hhea`.
const FS_TYPE: usize = 8;
const FS_SELECTION: usize = 62;
const WIN_ASCENT: usize = 74;
const HHEA_ASCENT: usize = 4;

/// A face of an office.
#[derive(Clone)]
pub struct Made {
    /// The role whose bundled face it looks like.
    pub like: Role,
    pub chinese: &'static str,
    pub english: &'static str,
    pub fs_type: u16,
    pub is_bold: bool,
    /// Ascent and descent, in units of the em.
    pub lines: Option<(u16, u16)>,
    /// The characters it has; all of those of the bundled face when `None`.
    pub characters: Option<&'static str>,
    /// Tables that it lacks.
    pub without: &'static [&'static [u8; 4]],
}

impl Made {
    /// 方正小标宋简体, which looks like our 楷体, that one may see it.
    pub fn biaosong() -> Self {
        Made::of(Role::Kaiti, "方正小标宋简体", "FZXiaoBiaoSong-B05S")
    }

    /// 仿宋_GB2312, which looks like our 黑体.
    pub fn fangsong() -> Self {
        Made::of(Role::Heiti, "仿宋_GB2312", "FangSong_GB2312")
    }

    pub fn of(like: Role, chinese: &'static str, english: &'static str) -> Self {
        Made {
            like,
            chinese,
            english,
            fs_type: 0,
            is_bold: false,
            lines: None,
            characters: None,
            without: &[],
        }
    }

    pub fn fs_type(self, fs_type: u16) -> Self {
        Made { fs_type, ..self }
    }

    /// The file.
    pub fn file(&self) -> Vec<u8> {
        let bundled = FontSet::bundled().unwrap();
        let face = bundled.face(bundled.chain(self.like)[0]);
        let data = match self.characters {
            Some(characters) => cut(face, characters),
            None => face.data().to_vec(),
        };
        self.dressed(&FontRef::new(&data).unwrap()).unwrap()
    }

    fn dressed(&self, font: &FontRef) -> Result<Vec<u8>, ReadError> {
        let mut builder = FontBuilder::new();
        for record in font.table_directory().table_records() {
            let tag = record.tag();
            let data = font.table_data(tag).unwrap().as_bytes().to_vec();
            if !self.without.iter().any(|name| Tag::new(name) == tag) {
                builder.add_raw(tag, self.changed(tag, data));
            }
        }
        builder.add_table(&self.names()).unwrap();
        font.os2()?;
        Ok(builder.build())
    }

    fn changed(&self, tag: Tag, mut data: Vec<u8>) -> Vec<u8> {
        let mut put = |at: usize, value: u16| data[at..at + 2].copy_from_slice(&value.to_be_bytes());
        match &tag.to_be_bytes() {
            b"OS/2" => {
                put(FS_TYPE, self.fs_type);
                if self.is_bold {
                    put(FS_SELECTION, 1 << 5);
                }
                if let Some((ascent, descent)) = self.lines {
                    put(WIN_ASCENT, ascent);
                    put(WIN_ASCENT + 2, descent);
                    put(WIN_ASCENT - 6, ascent);
                    put(WIN_ASCENT - 4, descent.wrapping_neg());
                }
            }
            b"hhea" => {
                if let Some((ascent, descent)) = self.lines {
                    put(HHEA_ASCENT, ascent);
                    put(HHEA_ASCENT + 2, descent.wrapping_neg());
                }
            }
            _ => {}
        }
        data
    }

    fn names(&self) -> Name {
        let postscript: String = self.english.chars().filter(char::is_ascii_alphanumeric).collect();
        let style = if self.is_bold { "Bold" } else { "Regular" };
        let record = |language, id, text: &str| {
            NameRecord::new(3, 1, language, id, OffsetMarker::new(text.to_owned()))
        };
        let mut records = vec![
            record(0x0409, NameId::FAMILY_NAME, self.english),
            record(0x0409, NameId::SUBFAMILY_NAME, style),
            record(0x0409, NameId::FULL_NAME, self.english),
            record(0x0409, NameId::POSTSCRIPT_NAME, &postscript),
        ];
        if !self.chinese.is_empty() {
            records.push(record(0x0804, NameId::FAMILY_NAME, self.chinese));
            records.push(record(0x0804, NameId::FULL_NAME, self.chinese));
        }
        records.sort();
        Name::new(records)
    }
}

fn cut(face: &Face, characters: &str) -> Vec<u8> {
    let characters: BTreeSet<char> = characters.chars().collect();
    subset(face, &characters).unwrap().data
}

/// The faces of files as one collection (OpenType, `ttcf`).
pub fn collection(files: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"ttcf\0\x01\0\0".to_vec();
    out.extend((files.len() as u32).to_be_bytes());
    let mut start = out.len() + 4 * files.len();
    for file in files {
        out.extend((start as u32).to_be_bytes());
        start += file.len().next_multiple_of(4);
    }
    for file in files {
        let base = out.len() as u32;
        let mut file = file.clone();
        let count = usize::from(u16::from_be_bytes([file[4], file[5]]));
        for record in 0..count {
            let at = 12 + 16 * record + 8;
            let offset = u32::from_be_bytes(file[at..at + 4].try_into().unwrap());
            file[at..at + 4].copy_from_slice(&(offset + base).to_be_bytes());
        }
        file.resize(file.len().next_multiple_of(4), 0);
        out.extend(file);
    }
    out
}

/// A file of a folder.
pub fn named(name: &str, data: Vec<u8>) -> FontFile {
    FontFile {
        name: name.to_owned(),
        data: Ok(data),
    }
}
