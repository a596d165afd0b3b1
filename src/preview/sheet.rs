//! All pages on one contact sheet, small, in reading order: left to right, then down.

use super::canvas::{Canvas, Colour, Picture};
use super::{Scale, draw};
use crate::error::Error;
use crate::font::FontSet;
use crate::layout::{Page, Pages};

/// Dots an inch of the pages of a short report: running text can still be read.
const DPI: f64 = 60.0;
/// Pages side by side, as long as there are few; more make the sheet grow both ways.
const COLUMNS: usize = 4;
/// Columns for each row of a long sheet: it becomes about square, pages being higher than wide.
const COLUMNS_A_ROW: f64 = 1.4;
/// Dots of a whole sheet: more pages are drawn smaller.
const MOST_DOTS: f64 = 40e6;
/// Between pages and around them, as a share of a page's width.
const GAP: f64 = 0.03;
/// What the pages lie on.
const TABLE: Colour = [208; 3];

/// Where the pages lie.
#[derive(Clone, Copy, Debug)]
struct Grid {
    columns: usize,
    rows: usize,
    scale: Scale,
    width: u32,
    height: u32,
    gap: u32,
}

impl Grid {
    fn of(pages: &Pages) -> Self {
        let count = pages.pages.len().max(1);
        let square = (count as f64 * COLUMNS_A_ROW).sqrt().ceil() as usize;
        let columns = square.max(COLUMNS).min(count);
        let whole = Grid::drawn(pages, columns, count.div_ceil(columns), 1.0);
        match whole.dots() {
            dots if dots > MOST_DOTS => Grid::drawn(pages, columns, whole.rows, (MOST_DOTS / dots).sqrt()),
            _ => whole,
        }
    }

    fn drawn(pages: &Pages, columns: usize, rows: usize, share: f64) -> Self {
        let scale = Scale(DPI * share / 72.0);
        let width = scale.side(pages.width);
        Grid {
            columns,
            rows,
            scale,
            width,
            height: scale.side(pages.height),
            gap: (f64::from(width) * GAP).ceil() as u32,
        }
    }

    fn size(self) -> (u32, u32) {
        let along = |pages: usize, side: u32| pages as u32 * (side + self.gap) + self.gap;
        (along(self.columns, self.width), along(self.rows, self.height))
    }

    fn dots(self) -> f64 {
        let (width, height) = self.size();
        f64::from(width) * f64::from(height)
    }
}

/// All pages as one PNG file. However many there are, it stays within 40 million dots, and a row of pages is held at a
/// time.
///
/// # Errors
/// [`Error::Font`] when a face cannot be drawn.
pub fn sheet(pages: &Pages, fonts: &FontSet) -> Result<Vec<u8>, Error> {
    let grid = Grid::of(pages);
    let (width, height) = grid.size();
    let picture = Picture {
        width,
        height,
        coloured: pages.pages.iter().any(draw::is_coloured),
        dpi: None,
    };
    let table = |rows| {
        let mut canvas = Canvas::new(width, rows);
        canvas.fill(0..i64::from(width), 0..i64::from(rows), TABLE);
        canvas
    };
    let band = |row: &[Page]| {
        let mut band = table(grid.height + grid.gap);
        for (page, column) in row.iter().zip(0..) {
            let mut canvas = Canvas::new(grid.width, grid.height);
            draw::page(&mut canvas, (pages, page), grid.scale, fonts)?;
            band.place(&canvas, grid.gap + column * (grid.width + grid.gap), 0);
        }
        Ok(band)
    };
    let bands = pages.pages.chunks(grid.columns).map(band);
    picture.png(std::iter::once(Ok(table(grid.gap))).chain(bands))
}
