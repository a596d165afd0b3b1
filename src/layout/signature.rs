//! 署名 and 成文日期 (GB/T 9704-2012, 7.3.5).

use super::pages::{Item, Owner};
use super::paragraph::{Breaking, Fill, Segment, Shaped, baseline};
use crate::doc::Signature;
use crate::error::Error;
use crate::font::FontSet;
use crate::style::Style;
use crate::units::Length;

/// The line of the name and the line of the date.
pub(super) fn lines(block: &Signature, style: &Style, fonts: &FontSet) -> Result<[Vec<Item>; 2], Error> {
    let shape = |id, text| {
        let segment = Segment {
            owner: Owner::Node(id),
            style: &style.body,
            text,
        };
        Shaped::new([segment], fonts, Breaking::default())
    };
    let name = shape(block.agency_id, block.agency.as_str())?;
    let date = shape(block.date_id, block.date.as_str())?;
    let width = |text: &Shaped| text.width(0..text.chars().len());
    let (name_x, date_x) = edges(width(&name), width(&date), block.sealed, style);
    let place = |text: &Shaped, x: Length| {
        text.place(
            0..text.chars().len(),
            (x, baseline(&style.body)),
            width(text),
            Fill::Start,
        )
    };
    Ok([place(&name, name_x), place(&date, date_x)])
}

/// Left edges of name and date, from the left edge of the text area.
fn edges(name: Length, date: Length, sealed: bool, style: &Style) -> (Length, Length) {
    let (name_end, date_end) = style.signature.right_indents(sealed, name, date);
    let edge = |end: Length, width: Length| (style.page.text_width - end - width).max(Length::ZERO);
    (edge(name_end, name), edge(date_end, date))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_sealed_name_stays_in_the_text_area_and_on_the_axis() {
        let style = Style::default();
        let (name_x, date_x) = edges(Length::pt(400), Length::pt(120), true, &style);
        assert_eq!(name_x + Length::pt(400), style.page.text_width);
        assert_eq!(name_x + Length::pt(200), date_x + Length::pt(60));
        assert_eq!(
            edges(Length::pt(500), Length::pt(120), true, &style).0,
            Length::ZERO
        );
    }
}
