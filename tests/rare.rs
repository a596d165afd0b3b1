//! No character of an official paper prints as a box: each stands in the PDF in every kind of text, with a glyph.
//! `docx/fonts.rs` holds the same of the Word file.

mod common;

use common::{every, pdf_text};
use lopdf::Document as Pdf;
use nianbao::coverage;
use nianbao::font::FontSet;
use nianbao::layout::lay_out;
use nianbao::pdf;
use nianbao::style::Style;
use nianbao::units::Length;
use std::collections::BTreeMap;

/// The face of 宋体 draws the two of each pair by one glyph, for they look the same: a PDF that holds both says either.
const OF_ONE_GLYPH: [[char; 2]; 2] = [['㖈', '䎛'], ['㘽', '㦳']];

/// Small type, for few pages.
fn small() -> Style {
    let mut style = Style::default();
    let (size, pitch) = (Length::pt(4), Length::pt(5));
    let Style {
        title,
        body,
        headings: [one, two, ..],
        table,
        ..
    } = &mut style;
    for text in [title, body, one, two, &mut table.text] {
        (text.size, text.pitch) = (size, pitch);
    }
    style
}

#[test]
fn every_character_prints_in_title_headings_text_and_tables() {
    let fonts = FontSet::bundled().unwrap();
    let (document, all) = (every::document(), every::characters());
    assert!(coverage::check(&document, &Style::default(), fonts, None).is_empty());
    let options = pdf::Options {
        standard: pdf::Standard::Plain,
        ..pdf::Options::default()
    };
    let pages = lay_out(&document, &small(), fonts).unwrap();
    let bytes = pdf::write(&document, &pages, fonts, &options).unwrap();
    let pdf = Pdf::load_mem(&bytes).unwrap();
    let mut printed: BTreeMap<char, usize> = BTreeMap::new();
    for piece in pdf_text::pages(&pdf).into_iter().flatten() {
        assert!(
            piece.codes.iter().all(|glyph| *glyph != 0),
            "a box in {}",
            piece.text
        );
        for ch in piece.text.chars() {
            let pair = OF_ONE_GLYPH.iter().find(|pair| pair.contains(&ch));
            *printed.entry(pair.map_or(ch, |pair| pair[0])).or_default() += 1;
        }
    }
    let times = |ch: &char| match OF_ONE_GLYPH.iter().find(|pair| pair.contains(ch)) {
        Some(pair) => (pair[0], 10),
        None => (*ch, 5),
    };
    let is_lost = |ch: &&char| {
        let (ch, times) = times(ch);
        printed.get(&ch) != Some(&times)
    };
    let lost: Vec<&char> = all.iter().filter(is_lost).collect();
    assert!(lost.is_empty(), "{} of {}: {lost:?}", lost.len(), all.len());
}
