//! The font programs of a file drawn with hollow faces: what the back end embedded tells which face and glyphs are meant.

use super::objects::Objects;
use crate::deflate;
use crate::error::Error;
use crate::font::FontSet;
use crate::font::subset::{marks, program};

/// A hollow face of 65 535 glyphs, with room to spare.
const LARGEST: usize = 1 << 20;

/// Puts the outlines into every face of the file.
///
/// # Errors
/// [`Error::Pdf`] for a face that is not hollow, [`Error::Font`] for one that is damaged.
pub(super) fn put_in(objects: &mut Objects<'_>, fonts: &FontSet) -> Result<(), Error> {
    let places: Vec<(usize, Option<usize>)> = objects
        .iter()
        .filter_map(|(_, object)| Some((object.reference(b"/FontFile2 ")?, object.reference(b"/CIDSet "))))
        .collect();
    for (place, set) in places {
        let unknown = || Error::Pdf("the back end embedded a face of its own".to_owned());
        let object = objects.get_mut(place).ok_or_else(unknown)?;
        let hollow = object
            .data
            .as_ref()
            .and_then(|data| deflate::inflated(data, LARGEST));
        let (index, glyphs) = hollow.as_deref().and_then(marks).ok_or_else(unknown)?;
        let (_, face) = fonts.faces().nth(index).ok_or_else(unknown)?;
        let program = program(face, &glyphs)?;
        object.value = format!("/Length1 {}/Filter/FlateDecode>>", program.data.len())
            .into_bytes()
            .into();
        object.data = Some(deflate::outlines(&program.data).into());
        if let Some(object) = set.and_then(|set| objects.get_mut(set)) {
            object.data = Some(deflate::text(&ones(program.glyphs)).into());
        }
    }
    Ok(())
}

/// As many one bits, the last byte filled up with zeros: the glyphs that the program holds.
fn ones(count: u16) -> Vec<u8> {
    let mut bytes = vec![0xFF; usize::from(count / 8)];
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
