//! The pictures of pages: every glyph, rule and tint has its ink where the pages say, and nothing else has.

mod common;

use common::{documents, pages, samples};
use nianbao::doc::{Block, Document, HeadingLevel, Origin, compose};
use nianbao::font::FontSet;
use nianbao::layout::{Pages, Shape, lay_out};
use nianbao::preview::{Dpi, page, sheet};
use nianbao::style::Style;
use nianbao::units::Length;
use std::io::Cursor;

/// A picture read back.
struct Picture {
    width: usize,
    height: usize,
    coloured: bool,
    /// Red, green and blue of each dot, row by row.
    dots: Vec<[u8; 3]>,
}

impl Picture {
    fn read(file: &[u8]) -> Self {
        let mut reader = png::Decoder::new(Cursor::new(file)).read_info().unwrap();
        let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut bytes).unwrap();
        let coloured = info.color_type == png::ColorType::Rgb;
        let dots: Vec<[u8; 3]> = if coloured {
            bytes.chunks(3).map(|dot| [dot[0], dot[1], dot[2]]).collect()
        } else {
            bytes.iter().map(|&grey| [grey; 3]).collect()
        };
        assert_eq!(dots.len(), (info.width * info.height) as usize);
        Picture {
            width: info.width as usize,
            height: info.height as usize,
            coloured,
            dots,
        }
    }

    /// The dots of a rectangle with their places, cut to those there are.
    fn within(&self, (left, top, right, bottom): Box) -> impl Iterator<Item = (usize, [u8; 3])> {
        let cut = |at: f64, limit: usize| at.max(0.0).min(limit as f64) as usize;
        let columns = cut(left, self.width)..cut(right.ceil(), self.width);
        let rows = cut(top, self.height)..cut(bottom.ceil(), self.height);
        rows.flat_map(move |row| columns.clone().map(move |column| row * self.width + column))
            .map(|place| (place, self.dots[place]))
    }

    fn has_ink(&self, place: Box) -> bool {
        self.within(place).any(|(_, dot)| dot != WHITE)
    }
}

/// Left, top, right, bottom, in dots.
type Box = (f64, f64, f64, f64);
const WHITE: [u8; 3] = [255; 3];

fn fonts() -> &'static FontSet {
    FontSet::bundled().unwrap()
}

fn dpi(dots: u32) -> Dpi {
    Dpi::new(dots).unwrap()
}

/// Holds each picture of some pages against the items of its page.
fn compare(pages: &Pages, dots: u32) {
    let in_dots = |length: Length| length.as_pt() * f64::from(dots) / 72.0;
    for (index, laid_out) in pages.pages.iter().enumerate() {
        let picture = Picture::read(&page(pages, index, fonts(), dpi(dots)).unwrap());
        assert_eq!(picture.width, in_dots(pages.width).round() as usize);
        assert_eq!(picture.height, in_dots(pages.height).round() as usize);
        let mut meant = vec![false; picture.dots.len()];
        let mut mean = |picture: &Picture, place: Box| {
            picture.within(place).for_each(|(dot, _)| meant[dot] = true);
        };
        for item in &laid_out.items {
            match &item.shape {
                Shape::Text(run) => {
                    let (mut x, y, em) = (in_dots(run.x), in_dots(run.y), in_dots(run.size));
                    for glyph in &run.glyphs {
                        let next = x + in_dots(glyph.advance);
                        let blank =
                            !glyph.ch.is_whitespace() && !picture.has_ink((x, y - em, next, y + em / 4.0));
                        assert!(!blank, "page {}: {:?} is blank", index + 1, glyph.ch);
                        let (side, over, under) = (em / 5.0, em * 1.1, em / 2.5);
                        mean(&picture, (x - side, y - over, next + side, y + under));
                        x = next;
                    }
                }
                Shape::Line { from, to, width, rgb } => {
                    let middle = |one: Length, other: Length| in_dots(one + other) / 2.0;
                    let (x, y) = (middle(from.0, to.0), middle(from.1, to.1));
                    let around = (x - 1.0, y - 1.0, x + 1.0, y + 1.0);
                    let colour = rgb.unwrap_or([0; 3]);
                    let drawn = picture.within(around).any(|(_, dot)| dot == colour);
                    assert!(drawn, "page {}: no rule at {x}, {y}", index + 1);
                    let more = in_dots(*width) + 1.0;
                    let [left, top, right, bottom] = [from.0, from.1, to.0, to.1].map(in_dots);
                    mean(&picture, (left - more, top - more, right + more, bottom + more));
                }
                Shape::Fill { at, size, rgb } => {
                    let [left, top] = [at.0, at.1].map(in_dots);
                    let [right, bottom] = [at.0 + size.0, at.1 + size.1].map(in_dots);
                    let tinted = picture
                        .within((left, top, right, bottom))
                        .filter(|(_, dot)| dot == rgb)
                        .count();
                    assert!(tinted as f64 > (right - left) * (bottom - top) * 0.7);
                    mean(&picture, (left - 1.0, top - 1.0, right + 1.0, bottom + 1.0));
                }
                Shape::Empty => {}
            }
        }
        let stray = (0..meant.len()).find(|&dot| !meant[dot] && picture.dots[dot] != WHITE);
        assert_eq!(stray, None, "page {}: ink where nothing stands", index + 1);
    }
}

#[test]
fn every_glyph_rule_and_tint_of_the_samples_is_drawn_and_nothing_else() {
    for document in documents() {
        compare(&pages(&document), 96);
    }
}

#[test]
fn rare_characters_and_marks_are_drawn_in_every_role() {
    let mut words = "一丨丶、。·…—“”‘’《》〔〕（）①㎡％℃é−0.5，，".to_owned();
    if cfg!(feature = "font-rare") {
        words += "㙍𬭎䶮喆";
    }
    let long = words.repeat(30);
    let template = documents().remove(0);
    let mut blocks = vec![Block::title(words.clone())];
    blocks.extend(HeadingLevel::ALL.map(|level| Block::heading(level, words.clone(), Origin::default())));
    blocks.push(Block::paragraph(long, Origin::default()));
    let document = Document::new(template.properties().clone(), blocks).marked("草稿");
    for dots in [96, 144, 300] {
        compare(&pages(&document), dots);
    }
}

#[test]
fn bold_headings_are_thicker_and_nothing_else_changes() {
    let document = documents().remove(0);
    let mut style = Style::default();
    let ink = |style: &Style| {
        let pages = lay_out(&document, style, fonts()).unwrap();
        let picture = Picture::read(&page(&pages, 0, fonts(), dpi(144)).unwrap());
        (pages, picture)
    };
    let (plain_pages, plain) = ink(&style);
    style.bold_headings[0] = true;
    let (bold_pages, bold) = ink(&style);
    assert_eq!(plain_pages.pages, bold_pages.pages);
    let mut thicker = 0;
    for (before, after) in plain.dots.iter().zip(&bold.dots) {
        assert!(after[0] <= before[0], "a bold dot is lighter");
        thicker += u64::from(before[0] - after[0]);
    }
    assert!(thicker > 0);
    // A stroke of 1/36 of the size adds 1/72 on each side: less than half of what a heading of 黑体 has.
    let heading: u64 = bold_pages.pages[0]
        .texts()
        .filter(|(owner, _)| {
            matches!(owner, nianbao::layout::Owner::Node(node) if bold_pages.bold.contains(node))
        })
        .map(|(_, run)| {
            let scale = |length: Length| length.as_pt() * 2.0;
            let (x, y, em) = (scale(run.x), scale(run.y), scale(run.size));
            let place = (x, y - em, x + scale(run.width()), y + em / 4.0);
            plain
                .within(place)
                .map(|(_, dot)| u64::from(255 - dot[0]))
                .sum::<u64>()
        })
        .sum();
    assert!(
        thicker * 10 > heading && thicker < heading / 2,
        "{thicker} of {heading}"
    );
}

#[test]
fn only_pages_with_colours_are_coloured() {
    let path = samples()
        .into_iter()
        .find(|path| path.parent().unwrap().ends_with("document"));
    let pages = pages(&compose(&common::report(&path.unwrap())));
    let is_coloured = |index| Picture::read(&page(&pages, index, fonts(), dpi(96)).unwrap()).coloured;
    assert!(is_coloured(0), "the red head");
    assert!(!is_coloured(pages.pages.len() - 1), "attachments are black");
}

#[test]
fn the_same_pages_give_the_same_bytes() {
    let pages = pages(&documents().remove(0));
    let once = || page(&pages, 2, fonts(), Dpi::default()).unwrap();
    assert!(once() == once());
    assert!(sheet(&pages, fonts()).unwrap() == sheet(&pages, fonts()).unwrap());
}

#[test]
fn what_cannot_be_drawn_is_refused() {
    let pages = pages(&documents().remove(0));
    let beyond = page(&pages, pages.pages.len(), fonts(), Dpi::default());
    assert!(matches!(beyond, Err(nianbao::Error::Picture(_))));
    for dots in [0, 95, 301, u32::MAX] {
        assert_eq!(Dpi::new(dots), None);
    }
}

/// Every page lies on the sheet in reading order, and the places after the last are empty.
#[test]
fn the_sheet_shows_all_pages_in_reading_order_whatever_their_number() {
    let sample = pages(&documents().remove(0));
    let short = sample.pages.last().unwrap().clone();
    let mut empty = short.clone();
    empty.items.clear();
    for count in [1, 3, 6, 150] {
        let mut pages = sample.clone();
        pages.pages = vec![short.clone(); count];
        pages.pages[count / 2] = empty.clone();
        let picture = Picture::read(&sheet(&pages, fonts()).unwrap());
        assert!(
            picture.dots.len() <= 40_500_000,
            "{count} pages: {}",
            picture.dots.len()
        );
        let table = picture.dots[0];
        // A page begins where the table ends.
        let starts = |line: &mut dyn Iterator<Item = [u8; 3]>| {
            let line: Vec<bool> = line.map(|dot| dot == table).collect();
            let edge = |at: &usize| line[at - 1] && !line[*at];
            let ends = |at: &usize| !line[at - 1] && line[*at];
            let all = 1..line.len();
            let starts: Vec<usize> = all.clone().filter(edge).collect();
            let ends: Vec<usize> = all.filter(ends).collect();
            starts.into_iter().zip(ends).collect::<Vec<_>>()
        };
        let gap = picture.dots.iter().position(|dot| *dot != table).unwrap() / picture.width;
        let columns = starts(
            &mut picture.dots[gap * picture.width..][..picture.width]
                .iter()
                .copied(),
        );
        let rows =
            starts(&mut (0..picture.height).map(|row| picture.dots[row * picture.width + columns[0].0]));
        assert_eq!(
            columns.len(),
            if count < 4 { count } else { columns.len().max(4) }
        );
        assert_eq!(rows.len(), count.div_ceil(columns.len()));
        let places = rows
            .iter()
            .flat_map(|row| columns.iter().map(move |column| (*column, *row)));
        for (place, ((left, right), (top, bottom))) in places.enumerate() {
            let dots = (left as f64, top as f64, right as f64, bottom as f64);
            let inked = picture.within(dots).any(|(_, dot)| dot != WHITE && dot != table);
            let is_page = picture.within(dots).any(|(_, dot)| dot == WHITE);
            assert_eq!(is_page, place < count, "{count} pages: place {place}");
            assert_eq!(
                inked,
                place < count && place != count / 2,
                "{count} pages: place {place}"
            );
        }
    }
}
