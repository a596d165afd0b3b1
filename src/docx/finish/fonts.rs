//! `fontTable.xml` and the faces embedded with it.
//!
//! An embedded face is a TrueType file whose first 32 bytes are XORed with a key (ISO/IEC 29500-4, 17.8.1). The key
//! is made from the file itself, so that the same face gives the same part.

use crate::docx::EmbedFonts;
use crate::docx::build::Uses;
use crate::docx::markup::root;
use crate::docx::typeface::{self, CHARSETS, Description, Typeface};
use crate::docx::xml::Element;
use crate::error::Error;
use crate::font::subset::{Cut, subset};
use crate::font::{Face, FaceId, FontSet, Role};
use skrifa::raw::TableProvider;
use std::collections::BTreeSet;

/// Bit 18 of `ulCodePageRange1`: simplified Chinese.
const CODE_PAGE_936: u32 = 1 << 18;
/// How many bytes the key hides.
const OBFUSCATED: usize = 32;

/// An embedded face.
pub(super) struct FontPart {
    /// Relationship from the font table.
    pub id: String,
    /// File name in `word/fonts/`.
    pub file: String,
    /// The obfuscated file.
    pub face: Cut,
}

/// The font table, and the faces that go with it: all that the styles name or the document uses, those in use
/// embedded.
pub(super) fn font_table(
    fonts: &FontSet,
    uses: &Uses,
    embed: EmbedFonts,
    typeface: Typeface,
) -> Result<(Element, Vec<FontPart>), Error> {
    let named = Role::ALL.iter().filter_map(|&role| fonts.chain(role).first());
    let listed: BTreeSet<FaceId> = named.chain(uses.keys()).copied().collect();
    let mut table = root("w:fonts");
    let mut parts: Vec<FontPart> = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    for id in listed {
        let face = fonts.face(id);
        let name = typeface.name(face);
        if names.contains(&name) {
            continue;
        }
        names.push(name);
        let mut element = match typeface.description(face) {
            Some(description) => entry_of(description),
            None => entry(face)?,
        };
        let may = face.embedding();
        let is_whole = embed == EmbedFonts::Full || !may.may_be_cut();
        let cut = match (uses.get(&id), embed) {
            (None, _) | (_, EmbedFonts::None) => None,
            _ if !may.in_docx() => None,
            (Some(_), _) if is_whole => Some(Cut::whole(face)?),
            (Some(characters), _) => Some(subset(face, characters)?),
        };
        if let Some(mut face) = cut {
            let key = Key::of(&face.data);
            key.obfuscate(&mut face.data);
            let number = parts.len() + 1;
            let part = FontPart {
                id: format!("rId{number}"),
                file: format!("font{number}.odttf"),
                face,
            };
            let embedded = Element::new("w:embedRegular")
                .with("r:id", &part.id)
                .with("w:fontKey", key.guid());
            element.push(if is_whole {
                embedded
            } else {
                embedded.with("w:subsetted", 1)
            });
            parts.push(part);
        }
        table.push(element);
    }
    Ok((table, parts))
}

/// What helps a program without the face to choose another.
fn entry(face: &Face) -> Result<Element, Error> {
    let damaged = |error: skrifa::raw::ReadError| Error::Font {
        face: face.family().to_owned(),
        reason: error.to_string(),
    };
    let font = face.font().map_err(damaged)?;
    let os2 = font.os2().map_err(damaged)?;
    let code_pages = [
        os2.ul_code_page_range_1().unwrap_or(0),
        os2.ul_code_page_range_2().unwrap_or(0),
    ];
    // An old face may not say so.
    let serves_chinese = face.own().is_some_and(|own| own.serves.role != Some(Role::Latin));
    let is_chinese = serves_chinese || code_pages[0] & CODE_PAGE_936 != 0;
    let panose = os2.panose_10();
    let is_fixed = font.post().map_err(damaged)?.is_fixed_pitch() != 0;
    let bits = [
        os2.ul_unicode_range_1(),
        os2.ul_unicode_range_2(),
        os2.ul_unicode_range_3(),
        os2.ul_unicode_range_4(),
        code_pages[0],
        code_pages[1],
    ];
    let panose_hex: String = panose.iter().map(|byte| format!("{byte:02X}")).collect();
    Ok(Element::new("w:font")
        .with("w:name", face.family())
        .children(typeface::substitute(face).map(|name| Element::val("w:altName", name)))
        .child(Element::val("w:panose1", panose_hex))
        .child(Element::val(
            "w:charset",
            if is_chinese { CHARSETS.0 } else { CHARSETS.1 },
        ))
        .child(Element::val("w:family", family_class(panose)))
        .child(Element::val(
            "w:pitch",
            if is_fixed { "fixed" } else { "variable" },
        ))
        .child(signature(bits.map(|bits| format!("{bits:08X}")))))
}

/// The same of a face that is not at hand.
fn entry_of(face: &Description) -> Element {
    let (panose, sig) = face.signature.unzip();
    Element::new("w:font")
        .with("w:name", face.name)
        .children(face.substitute.map(|name| Element::val("w:altName", name)))
        .children(panose.map(|panose| Element::val("w:panose1", panose)))
        .child(Element::val("w:charset", face.charset))
        .child(Element::val("w:family", face.class))
        .child(Element::val("w:pitch", "variable"))
        .children(sig.map(|bits| signature(bits.map(str::to_owned))))
}

/// `w:sig`: which parts of Unicode and which code pages a face covers.
fn signature(bits: [String; 6]) -> Element {
    ["w:usb0", "w:usb1", "w:usb2", "w:usb3", "w:csb0", "w:csb1"]
        .into_iter()
        .zip(bits)
        .fold(Element::new("w:sig"), |sig, (name, bits)| sig.with(name, bits))
}

/// `w:family` from a PANOSE number: serif faces are roman, those without are swiss.
fn family_class(panose: &[u8]) -> &'static str {
    match panose {
        [2, 2..=10, ..] => "roman",
        [2, 11..=15, ..] => "swiss",
        [3, ..] => "script",
        [4, ..] => "decorative",
        _ => "auto",
    }
}

/// The 16 bytes that hide the head of an embedded face.
struct Key([u8; 16]);

impl Key {
    /// A key from the face's own bytes, eight at a time: two sums with different starts, in the manner of FNV-1a.
    fn of(data: &[u8]) -> Self {
        const STARTS: [u64; 2] = [0xcbf2_9ce4_8422_2325, 0x6c62_272e_07bb_0142];
        const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;
        let mut sums = STARTS;
        for bytes in data.chunks(8) {
            let mut word = [0; 8];
            word[..bytes.len()].copy_from_slice(bytes);
            let word = u64::from_le_bytes(word);
            // A product spreads upwards alone, so the upper half is turned down.
            sums = sums.map(|sum| (sum ^ word).wrapping_mul(PRIME).rotate_left(32));
        }
        let mut key = [0; 16];
        for (half, sum) in key.chunks_mut(8).zip(sums) {
            half.copy_from_slice(&(sum ^ data.len() as u64).to_be_bytes());
        }
        Key(key)
    }

    /// The key as `w:fontKey` gives it.
    fn guid(&self) -> String {
        let hex: String = self.0.iter().map(|byte| format!("{byte:02X}")).collect();
        format!(
            "{{{}-{}-{}-{}-{}}}",
            &hex[..8],
            &hex[8..12],
            &hex[12..16],
            &hex[16..20],
            &hex[20..]
        )
    }

    /// XORs the head of the file with the key, last byte first.
    fn obfuscate(&self, data: &mut [u8]) {
        let key = self.0.iter().rev().cycle();
        for (byte, key) in data.iter_mut().take(OBFUSCATED).zip(key) {
            *byte ^= key;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_follows_the_bytes_and_hides_the_head_only() {
        let plain: Vec<u8> = (0..100).collect();
        let key = Key::of(&plain);
        assert_eq!(key.guid().len(), 38);
        assert_ne!(key.guid(), Key::of(&plain[1..]).guid());
        let mut hidden = plain.clone();
        key.obfuscate(&mut hidden);
        assert_ne!(hidden[..32], plain[..32]);
        assert_eq!(hidden[32..], plain[32..]);
        key.obfuscate(&mut hidden);
        assert_eq!(hidden, plain);
    }
}
