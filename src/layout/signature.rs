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
    let (look, room) = (&style.signature, style.page.text_width);
    if sealed {
        // 7.3.5.1: the date four characters from the right, the name centred on it; a name too long for that moves
        // left as far as it must.
        let date_x = room - look.sealed_indent - date;
        let name_x = (date_x + (date - name) / 2).min(room - name).max(Length::ZERO);
        return (name_x, date_x);
    }
    // 7.3.5.2: the name two characters from the right, the date two characters right of it; when that leaves the date
    // less than two characters from the right, the date stands there and the name moves left.
    let name_x = room - look.unsealed_indent - name;
    let date_x = name_x + look.date_shift;
    let date_limit = room - look.unsealed_indent - date;
    if date_x <= date_limit {
        (name_x.max(Length::ZERO), date_x.max(Length::ZERO))
    } else {
        ((date_limit - look.date_shift).max(Length::ZERO), date_limit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_name_is_centred_on_the_date() {
        let style = Style::default();
        let (name, date) = (Length::pt(160), Length::pt(120));
        let (name_x, date_x) = edges(name, date, true, &style);
        assert_eq!(date_x + date, style.page.text_width - Length::pt(64));
        assert_eq!(name_x + name / 2, date_x + date / 2);
    }

    #[test]
    fn a_long_sealed_name_stays_in_the_text_area() {
        let style = Style::default();
        let (name_x, _) = edges(Length::pt(400), Length::pt(120), true, &style);
        assert_eq!(name_x + Length::pt(400), style.page.text_width);
    }

    #[test]
    fn an_unsealed_date_begins_two_characters_right_of_the_name() {
        let style = Style::default();
        let (name_x, date_x) = edges(Length::pt(240), Length::pt(120), false, &style);
        assert_eq!(date_x - name_x, Length::pt(32));
        let (name_x, date_x) = edges(Length::pt(80), Length::pt(120), false, &style);
        assert_eq!(date_x - name_x, Length::pt(32));
        assert_eq!(date_x + Length::pt(120), style.page.text_width - Length::pt(32));
    }
}
