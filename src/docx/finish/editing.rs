//! Characters that people writing on in a document are likely to need.

use crate::font::{FontSet, Uses};
use crate::style::Style;
use encoding_rs::GBK;

/// Rows of GB/T 2312-1980 by their first byte: signs, numbers and letters, then the 3 755 characters of level one.
const ROWS: [std::ops::RangeInclusive<u8>; 2] = [0xA1..=0xA3, 0xB0..=0xD7];
const COLUMNS: std::ops::RangeInclusive<u8> = 0xA1..=0xFE;

/// What is used, and in the faces of running text everything likely to be.
pub(in crate::docx) fn widened(mut uses: Uses, style: &Style, fonts: &FontSet) -> Uses {
    let roles = style.body.roles;
    let text: String = (' '..='~').chain(common()).collect();
    for (face, piece) in fonts.pieces(roles, &text) {
        // A character that only a fallback face has is not worth another face.
        let own = [roles.chinese, roles.latin]
            .iter()
            .any(|&role| fonts.chain(role).first() == Some(&face));
        if own {
            uses.entry(face).or_default().extend(piece.chars());
        }
    }
    uses
}

fn common() -> impl Iterator<Item = char> {
    let places = ROWS
        .into_iter()
        .flatten()
        .flat_map(|row| COLUMNS.map(move |column| [row, column]));
    places.filter_map(|bytes| {
        let text = GBK.decode_without_bom_handling_and_without_replacement(&bytes)?;
        text.chars().next()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn level_one_is_whole() {
        let common: BTreeSet<char> = common().collect();
        let han = common.iter().filter(|ch| ('\u{4e00}'..'\u{a000}').contains(*ch));
        assert_eq!(han.count(), 3755);
        assert!(
            "的一是国。，、（）《》〔〕"
                .chars()
                .all(|ch| common.contains(&ch))
        );
    }
}
