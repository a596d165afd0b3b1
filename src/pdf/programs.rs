//! The font programs of a file drawn with hollow faces: what the back end embedded tells which face and glyphs are meant.
//!
//! The back end numbers characters as they come up. A program has its glyphs in the order of the face, as the faces of the
//! Word file have, so that both hold the same outlines; a map leads from the one to the other (ISO 32000-1, 9.7.4.2).

use super::objects::{Object, Objects};
use crate::deflate;
use crate::error::Error;
use crate::font::FontSet;
use crate::font::subset::{marks, program};
use std::collections::BTreeMap;

/// A hollow face of 65 535 glyphs, with room to spare.
const LARGEST: usize = 1 << 20;
/// What the back end says of a face, and where in it: which object describes it, and that characters are glyphs.
const FACE: &[u8] = b"<</Type/Font/Subtype/CIDFontType2/";
const DESCRIPTOR: &[u8] = b"/FontDescriptor ";
const IDENTITY: &str = "/CIDToGIDMap/Identity";

/// Puts the outlines into every face of the file.
///
/// # Errors
/// [`Error::Pdf`] for a face that is not hollow, [`Error::Font`] for one that is damaged.
pub(super) fn put_in(objects: &mut Objects<'_>, fonts: &FontSet) -> Result<(), Error> {
    let unknown = || Error::Pdf("the back end embedded a face of its own".to_owned());
    let descriptors: BTreeMap<usize, (usize, Option<usize>)> = objects
        .iter()
        .filter(|(_, object)| object.value.starts_with(b"<</Type/FontDescriptor/"))
        .filter_map(|(id, object)| {
            let program = object.reference(b"/FontFile2 ")?;
            Some((id, (program, object.reference(b"/CIDSet "))))
        })
        .collect();
    let faces: Vec<(usize, usize)> = objects
        .iter()
        .filter(|(_, object)| object.value.starts_with(FACE))
        .filter_map(|(id, object)| Some((id, object.reference(DESCRIPTOR)?)))
        .collect();
    if faces.len() != descriptors.len() {
        return Err(unknown());
    }
    for (face_id, descriptor) in faces {
        let (place, set) = *descriptors.get(&descriptor).ok_or_else(unknown)?;
        let object = objects.get_mut(place).ok_or_else(unknown)?;
        let hollow = object
            .data
            .as_ref()
            .and_then(|data| deflate::inflated(data, LARGEST));
        let (index, glyphs) = hollow.as_deref().and_then(marks).ok_or_else(unknown)?;
        let (_, face) = fonts.faces().nth(index).ok_or_else(unknown)?;
        let program = program(face, &glyphs)?;
        let cut = &program.cut;
        *object = Object::deflated(
            format!("/Length1 {}", cut.data.len()).as_bytes(),
            deflate::zlib(&cut.deflated(), &cut.data),
        );
        if let Some(object) = set.and_then(|set| objects.get_mut(set)) {
            *object = Object::text(b"", &ones(glyphs.len()));
        }
        let map: Vec<u8> = program
            .numbers
            .iter()
            .flat_map(|number| number.to_be_bytes())
            .collect();
        let map = objects.push(Object::text(b"", &map));
        let object = objects.get_mut(face_id).ok_or_else(unknown)?;
        let value = String::from_utf8_lossy(&object.value);
        let (before, after) = value.split_once(IDENTITY).ok_or_else(unknown)?;
        let mapped = format!("{before}/CIDToGIDMap {map} 0 R{after}");
        object.value = mapped.into_bytes().into();
    }
    Ok(())
}

/// As many one bits, the last byte filled up with zeros: the characters that the face has.
fn ones(count: usize) -> Vec<u8> {
    let mut bytes = vec![0xFF; count / 8];
    if !count.is_multiple_of(8) {
        bytes.push(!(0xFF >> (count % 8)));
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bit_for_each_glyph() {
        assert_eq!(ones(3), [0b1110_0000]);
        assert_eq!(ones(16), [0xFF, 0xFF]);
        assert_eq!(ones(17), [0xFF, 0xFF, 0x80]);
    }
}
