//! Widths of texts, where lines may break, the lines of a title, and the widths and type size at which a table's
//! figures fit: asked by the DOCX writer and by the layout.

pub(crate) mod breaks;
mod dispatch;
pub(crate) mod punct;
mod signature;
mod table;
mod title;
mod words;

pub use dispatch::{
    Hang, HeadMeasure, HeadPiece, attachment_list, copies_hang, head, head_rows, rule_below_line,
};
pub use signature::{Piece, SignatureLine, signature};
pub use table::{TableMeasure, number_line, stacks, table};
pub use title::title;

use crate::font::FontSet;
use crate::style::TextStyle;
use crate::units::Length;

/// Width of a text on one line, tracking included. Characters that no face has count as one em.
pub fn width(text: &str, style: &TextStyle, fonts: &FontSet) -> Length {
    text.chars().map(|ch| advance(ch, style, fonts)).sum()
}

/// Width of a character, tracking included.
pub fn advance(ch: char, style: &TextStyle, fonts: &FontSet) -> Length {
    let natural = fonts
        .glyph_in(style.roles, ch)
        .map_or(style.size, |glyph| fonts.advance(glyph, style.size));
    natural + style.tracking
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::Style;

    #[test]
    fn widths_add_up() {
        let (style, fonts) = (Style::default(), FontSet::bundled().unwrap());
        assert_eq!(width("政府", &style.body, fonts), Length::centi_pt(3150));
        assert_eq!(width("", &style.body, fonts), Length::ZERO);
    }
}
