//! `fontTable.xml` and the faces embedded with it.

use super::embedded::Embedded;
use crate::docx::markup::root;
use crate::docx::typeface::{self, CHARSETS, Description, Typeface};
use crate::docx::xml::Element;
use crate::docx::{EmbedFonts, SharedFaces};
use crate::error::Error;
use crate::font::{Face, FaceId, FontSet, Role, Uses};
use skrifa::raw::TableProvider;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Bit 18 of `ulCodePageRange1`: simplified Chinese.
const CODE_PAGE_936: u32 = 1 << 18;

/// An embedded face.
pub(super) struct FontPart {
    /// Relationship from the font table.
    pub id: String,
    /// File name in `word/fonts/`.
    pub file: String,
    /// The face.
    pub face: Arc<Embedded>,
}

/// The font table, and the faces that go with it: all that the styles name or the document uses, those in use
/// embedded. Of the faces shared with other files those are taken that hold what this one uses.
pub(super) fn font_table(
    fonts: &FontSet,
    uses: &Uses,
    embed: EmbedFonts,
    typeface: Typeface,
    shared: Option<&SharedFaces>,
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
        let is_whole = embed == EmbedFonts::Full || !face.embedding().may_be_cut();
        let embedded = match (uses.get(&id), embed) {
            (None, _) | (_, EmbedFonts::None) => None,
            (Some(_), EmbedFonts::Full) => Embedded::whole(face)?,
            (Some(characters), EmbedFonts::Subset | EmbedFonts::Editing) => {
                match shared.and_then(|shared| shared.get(id, characters)) {
                    Some(shared) => Some(shared),
                    None => Embedded::cut(face, characters)?,
                }
            }
        };
        if let Some(face) = embedded {
            let number = parts.len() + 1;
            let part = FontPart {
                id: format!("rId{number}"),
                file: format!("font{number}.odttf"),
                face,
            };
            let embedded = Element::new("w:embedRegular")
                .with("r:id", &part.id)
                .with("w:fontKey", part.face.key());
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
