//! The family names of a face, in every language and encoding that makers of Chinese faces use.

use encoding_rs::GBK;
use skrifa::raw::tables::name::NameRecord;
use skrifa::raw::types::NameId;
use skrifa::raw::{FontData, FontRef, TableProvider};

/// Platforms of a name: Macintosh, Windows.
const MACINTOSH: u16 = 1;
const WINDOWS: u16 = 3;
/// Encodings of simplified Chinese in each, both in bytes that GBK reads (OpenType, `name`).
const MACINTOSH_CHINESE: u16 = 25;
const WINDOWS_CHINESE: u16 = 3;
/// Languages of a name: simplified Chinese in each; English.
const CHINESE: [(u16, u16); 3] = [(WINDOWS, 0x0804), (WINDOWS, 0x1004), (MACINTOSH, 33)];
const ENGLISH: [(u16, u16); 2] = [(WINDOWS, 0x0409), (MACINTOSH, 0)];

/// The longest name, in characters; programs list no more than 31.
const LONGEST: usize = 100;

/// The family names of a face.
pub(super) struct Families(Vec<Family>);

/// One of them.
struct Family {
    /// Whether it is the name that programs list the face under; the others group its cuts.
    is_listed: bool,
    /// Platform and language.
    language: (u16, u16),
    name: String,
}

impl Families {
    /// Those of a face; none when it has no table of names.
    pub(super) fn of(font: &FontRef) -> Self {
        let Ok(table) = font.name() else {
            return Families(Vec::new());
        };
        let strings = table.string_data();
        let names = table.name_record().iter().filter_map(|record| {
            let is_listed = record.name_id() == NameId::FAMILY_NAME;
            if !is_listed && record.name_id() != NameId::TYPOGRAPHIC_FAMILY_NAME {
                return None;
            }
            let name: String = decoded(record, strings)?
                .chars()
                .filter(|ch| !ch.is_control() && !matches!(ch, '\u{fffe}' | '\u{ffff}'))
                .collect();
            let name = name.trim();
            let fits = !name.is_empty() && name.chars().count() <= LONGEST;
            fits.then(|| Family {
                is_listed,
                language: (record.platform_id(), record.language_id()),
                name: name.to_owned(),
            })
        });
        Families(names.collect())
    }

    /// All names.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|family| family.name.as_str())
    }

    /// The name that Word knows the face by on a Chinese computer.
    pub(super) fn listed(&self) -> Option<&str> {
        let listed = || self.0.iter().filter(|family| family.is_listed);
        let first_in = |languages: &[(u16, u16)]| {
            languages
                .iter()
                .find_map(|language| listed().find(|family| family.language == *language))
        };
        first_in(&CHINESE)
            .or_else(|| first_in(&ENGLISH))
            .or_else(|| listed().next())
            .or_else(|| self.0.first())
            .map(|family| family.name.as_str())
    }
}

/// A name as text; `None` in an encoding that nobody here reads.
fn decoded(record: &NameRecord, strings: FontData) -> Option<String> {
    let encoding = (record.platform_id(), record.encoding_id());
    if encoding != (MACINTOSH, MACINTOSH_CHINESE) && encoding != (WINDOWS, WINDOWS_CHINESE) {
        return Some(record.string(strings).ok()?.to_string());
    }
    let start = usize::try_from(record.string_offset().to_u32()).ok()?;
    let bytes = strings
        .as_bytes()
        .get(start..start + usize::from(record.length()))?;
    // Windows has every character in two bytes, the first of a single one being zero.
    let bytes: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
    GBK.decode_without_bom_handling_and_without_replacement(&bytes)
        .map(|text| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use write_fonts::FontBuilder;

    /// A table `name` of raw records: platform, encoding, language, name, bytes.
    fn table(records: &[(u16, u16, u16, u16, &[u8])]) -> Vec<u8> {
        let mut head: Vec<u8> = Vec::new();
        let mut strings: Vec<u8> = Vec::new();
        for word in [0, records.len() as u16, 6 + 12 * records.len() as u16] {
            head.extend(word.to_be_bytes());
        }
        for (platform, encoding, language, name, bytes) in records {
            let (length, offset) = (bytes.len() as u16, strings.len() as u16);
            for word in [*platform, *encoding, *language, *name, length, offset] {
                head.extend(word.to_be_bytes());
            }
            strings.extend(*bytes);
        }
        head.extend(strings);
        head
    }

    fn listed(records: &[(u16, u16, u16, u16, &[u8])]) -> (Option<String>, Vec<String>) {
        let mut builder = FontBuilder::new();
        builder.add_raw(skrifa::raw::types::Tag::new(b"name"), table(records));
        let data = builder.build();
        let families = Families::of(&FontRef::new(&data).unwrap());
        let all = families.all().map(str::to_owned).collect();
        (families.listed().map(str::to_owned), all)
    }

    #[test]
    fn old_faces_have_their_chinese_name_in_gbk() {
        let (gbk, _, _) = GBK.encode("仿宋_GB2312");
        let padded: Vec<u8> = "仿宋_GB2312"
            .chars()
            .flat_map(|ch| {
                let text = ch.to_string();
                let (bytes, _, _) = GBK.encode(&text);
                if bytes.len() == 1 {
                    vec![0, bytes[0]]
                } else {
                    bytes.to_vec()
                }
            })
            .collect();
        let english: Vec<u8> = "FangSong_GB2312"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        for record in [
            (1, 25, 33, 1, gbk.as_ref()),
            (3, 3, 0x0804, 1, padded.as_slice()),
            (3, 3, 0x0804, 1, gbk.as_ref()),
        ] {
            let (name, all) = listed(&[(3, 1, 0x0409, 1, &english), record]);
            assert_eq!(name.as_deref(), Some("仿宋_GB2312"));
            assert_eq!(all, ["FangSong_GB2312", "仿宋_GB2312"]);
        }
    }

    #[test]
    fn what_cannot_be_read_is_no_name() {
        assert_eq!(listed(&[]), (None, vec![]));
        assert_eq!(listed(&[(3, 3, 0x0804, 1, &[0xff, 0xff])]), (None, vec![]));
        assert_eq!(listed(&[(3, 1, 0x0804, 1, b"\0 \0\0")]), (None, vec![]));
        assert_eq!(listed(&[(1, 0, 0, 1, b"SimHei")]).0.as_deref(), Some("SimHei"));
        // What groups cuts is not what programs list, but better than nothing.
        let group = (1, 0, 0, 16, b"SimHei".as_slice());
        assert_eq!(listed(&[group]).0.as_deref(), Some("SimHei"));
        assert_eq!(listed(&[group, (1, 0, 0, 1, b"Hei")]).0.as_deref(), Some("Hei"));
        // A Word file cannot hold every character.
        assert_eq!(
            listed(&[(1, 0, 0, 1, b"Sim\x01\0Hei")]).0.as_deref(),
            Some("SimHei")
        );
        assert_eq!(listed(&[(1, 0, 0, 1, &[b'a'; 101])]).0, None);
        let ours = FontRef::new(include_bytes!("../../fonts/core/GW-Heiti.ttf")).unwrap();
        assert_eq!(Families::of(&ours).listed(), Some("GW 黑体"));
    }
}
