//! Widths of texts, and the type size at which a table's figures fit: asked by the DOCX writer and by the layout.

mod dispatch;
mod signature;

pub use dispatch::{Hang, HeadMeasure, attachment_list, copies_hang, head, rule_below_line};
pub use signature::{Piece, SignatureLine, signature};

use crate::doc::{CellKind, Table};
use crate::font::FontSet;
use crate::style::{TableStyle, TextStyle};
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

/// The style of a table's figures: the largest size, stepping down from the table's, at which no number of the table
/// is wider than its cell. All figures of a table share it, so that they look even.
pub fn figure_style(table: &Table, style: &TableStyle, fonts: &FontSet) -> TextStyle {
    let mut text = style.text.clone();
    let figures: Vec<(&str, Length)> = table
        .grid()
        .cells()
        .iter()
        .filter(|cell| cell.kind == CellKind::Data)
        .flat_map(|cell| {
            let room = table.widths()[cell.columns()].iter().copied().sum::<Length>() - style.padding_x * 2;
            numbers(&cell.text).map(move |number| (number, room))
        })
        .collect();
    while text.size > style.smallest_size
        && figures
            .iter()
            .any(|(number, room)| width(number, &text, fonts) > *room)
    {
        text.size = (text.size - style.size_step).max(style.smallest_size);
    }
    text
}

/// The numbers in a text: runs of digits with the points and signs that belong to them.
fn numbers(text: &str) -> impl Iterator<Item = &str> {
    text.split(|ch: char| !ch.is_ascii_digit() && !matches!(ch, '.' | ',' | '-' | '+' | '%'))
        .filter(|number| number.contains(|ch: char| ch.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::Cell;
    use crate::style::Style;

    fn table_of(text: &str) -> Table {
        let cells = vec![Cell::at(0, 0, text), Cell::at(0, 1, "0")];
        Table::new(vec![Length::deci_mm(113); 2], 0, cells).unwrap()
    }

    #[test]
    fn figures_step_down_together_until_the_longest_fits() {
        let (style, fonts) = (Style::default(), FontSet::bundled().unwrap());
        let size = |text| figure_style(&table_of(text), &style.table, fonts).size;
        assert_eq!(size("14069"), style.table.text.size);
        assert!(size("123456789") < style.table.text.size);
        let text = figure_style(&table_of("123456789"), &style.table, fonts);
        assert!(width("123456789", &text, fonts) <= Length::deci_mm(113) - style.table.padding_x * 2);
        assert_eq!(size("本机关不掌握相关政府信息"), style.table.text.size);
        assert_eq!(size(&"9".repeat(60)), style.table.smallest_size);
    }

    #[test]
    fn widths_add_up() {
        let (style, fonts) = (Style::default(), FontSet::bundled().unwrap());
        assert_eq!(width("政府", &style.body, fonts), Length::centi_pt(3150));
        assert_eq!(width("", &style.body, fonts), Length::ZERO);
    }
}
