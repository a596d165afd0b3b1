//! What stands on every page but says nothing of the document: page numbers, the word at the head of a draft.

use super::pages::{Furniture, Item, Owner};
use super::paragraph::{Breaking, Fill, Segment, Shaped};
use crate::error::Error;
use crate::font::FontSet;
use crate::style::{PageNumberPlace, PageNumberStyle, Style};
use crate::units::Length;

/// The page number below the text area, by the standard `— 1 —` (GB/T 9704-2012, 7.5): odd pages right, even pages left,
/// one character in; or in the middle where the style says so.
pub(super) fn page_number(number: u32, style: &Style, fonts: &FontSet) -> Result<Vec<Item>, Error> {
    let look = &style.page_number;
    let (before, after) = look.form.around();
    let text = format!("{before}{number}{after}");
    let owner = Owner::Furniture(Furniture::PageNumber);
    let shaped = Shaped::new(
        [Segment {
            owner,
            style: &look.text,
            text: &text,
        }],
        fonts,
        Breaking::default(),
    )?;
    let whole = 0..shaped.chars().len();
    let width = shaped.width(whole.clone());
    let page = &style.page;
    let x = match look.place {
        PageNumberPlace::Center => page.left + (page.text_width - width) / 2,
        PageNumberPlace::Outside if number % 2 == 1 => page.left + page.text_width - look.indent - width,
        PageNumberPlace::Outside => page.left + look.indent,
    };
    let dash = page.top + page.text_height + look.below_text;
    let y = dash + dash_above_baseline(style, fonts);
    Ok(shaped.place(whole, (x, y), width, Fill::Start))
}

/// Height of the dash's middle over the base line: the standard measures to the dash.
fn dash_above_baseline(style: &Style, fonts: &FontSet) -> Length {
    let look = &style.page_number;
    let dash = fonts.glyph_in(look.text.roles, PageNumberStyle::DASH);
    dash.map_or(Length::ZERO, |dash| {
        fonts.face(dash.face).middle(dash.id, look.text.size)
    })
}

/// The word at the head of each page of a draft, centred over the text area.
pub(super) fn watermark(word: &str, style: &Style, fonts: &FontSet) -> Result<Vec<Item>, Error> {
    let owner = Owner::Furniture(Furniture::Watermark);
    let shaped = Shaped::new(
        [Segment {
            owner,
            style: &style.watermark,
            text: word,
        }],
        fonts,
        Breaking::default(),
    )?;
    let whole = 0..shaped.chars().len();
    let y = style.page.top / 2;
    Ok(shaped.place(whole, (style.page.left, y), style.page.text_width, Fill::Center))
}
