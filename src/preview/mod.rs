//! Pages as pictures: a page as a PNG to look at, all pages as one contact sheet.
//!
//! It takes the same [`Pages`] as the PDF, and the outlines from the document's own subset of each face, so that what is
//! shown is what is printed.

mod canvas;
mod draw;
mod glyphs;
mod sheet;

pub use sheet::sheet;

use crate::error::Error;
use crate::font::FontSet;
use crate::layout::Pages;
use crate::units::Length;
use canvas::{Canvas, Picture};
use std::ops::RangeInclusive;

/// How finely a page is drawn, in dots an inch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dpi(u32);

impl Dpi {
    /// What can be asked for: below, strokes run together; above, a picture grows without showing more.
    pub const RANGE: RangeInclusive<u32> = 96..=300;

    /// So many dots an inch, within [`Dpi::RANGE`].
    pub fn new(dots: u32) -> Option<Self> {
        Self::RANGE.contains(&dots).then_some(Dpi(dots))
    }

    fn scale(self) -> Scale {
        Scale(f64::from(self.0) / 72.0)
    }
}

/// Twice what a screen showed of old: a page fills a screen, a stroke of running text is two dots wide.
impl Default for Dpi {
    fn default() -> Self {
        Dpi(144)
    }
}

/// Dots a point.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Scale(f64);

impl Scale {
    /// A length in dots.
    fn dots(self, length: Length) -> f64 {
        length.as_pt() * self.0
    }

    /// A length in whole dots, at least one: the side of a picture.
    fn side(self, length: Length) -> u32 {
        self.dots(length).round().max(1.0) as u32
    }
}

/// One page (index from 0) as a PNG file, in shades of grey unless it has colours.
///
/// # Errors
/// [`Error::Picture`] when there is no such page; [`Error::Font`] when a face cannot be drawn.
pub fn page(pages: &Pages, index: usize, fonts: &FontSet, dpi: Dpi) -> Result<Vec<u8>, Error> {
    let page = pages
        .pages
        .get(index)
        .ok_or_else(|| Error::Picture(format!("no page {}", index + 1)))?;
    let scale = dpi.scale();
    let mut canvas = Canvas::new(scale.side(pages.width), scale.side(pages.height));
    draw::page(&mut canvas, (pages, page), scale, fonts)?;
    let picture = Picture {
        width: canvas.width(),
        height: canvas.height(),
        coloured: draw::is_coloured(page),
        dpi: Some(dpi.0),
    };
    picture.png(std::iter::once(Ok(canvas)))
}
