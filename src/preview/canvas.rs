//! Dots of a picture: rectangles and masks laid on white, and the PNG file they become.

use crate::error::Error;
use png::{BitDepth, ColorType, DeflateCompression, Encoder, Filter, PixelDimensions, Unit};
use std::io::Write as _;
use std::ops::Range;

/// Red, green, blue.
pub(super) type Colour = [u8; 3];

pub(super) const BLACK: Colour = [0; 3];
pub(super) const WHITE: Colour = [255; 3];

/// A rectangle of dots, white at first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Canvas {
    width: u32,
    dots: Vec<Colour>,
}

/// How much of each dot is covered, 0 to 255, row by row; `left` and `top` place it on a canvas.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cover {
    pub left: i64,
    pub top: i64,
    pub width: usize,
    pub dots: Vec<u8>,
}

impl Canvas {
    pub(super) fn new(width: u32, height: u32) -> Self {
        Canvas {
            width,
            dots: vec![WHITE; width as usize * height as usize],
        }
    }

    pub(super) fn width(&self) -> u32 {
        self.width
    }

    pub(super) fn height(&self) -> u32 {
        (self.dots.len() / self.width as usize) as u32
    }

    /// Fills a rectangle; what lies outside is left out.
    pub(super) fn fill(&mut self, columns: Range<i64>, rows: Range<i64>, colour: Colour) {
        let columns = within(columns, self.width);
        let rows = within(rows, self.height());
        for row in self
            .dots
            .chunks_exact_mut(self.width as usize)
            .skip(rows.start)
            .take(rows.len())
        {
            row[columns.clone()].fill(colour);
        }
    }

    /// Lays a colour on the dots that a mask covers.
    pub(super) fn cover(&mut self, cover: &Cover, colour: Colour) {
        if cover.width == 0 {
            return;
        }
        let width = self.width as usize;
        let height = self.height() as usize;
        for (row, covered) in (cover.top..).zip(cover.dots.chunks_exact(cover.width)) {
            let Some(row) = usize::try_from(row).ok().filter(|row| *row < height) else {
                continue;
            };
            let line = &mut self.dots[row * width..][..width];
            for (column, &share) in (cover.left..).zip(covered) {
                let column = usize::try_from(column).ok().filter(|_| share > 0);
                if let Some(dot) = column.and_then(|column| line.get_mut(column)) {
                    *dot = mixed(*dot, colour, share);
                }
            }
        }
    }

    /// Copies another canvas to a place on this one that holds it.
    pub(super) fn place(&mut self, other: &Canvas, left: u32, top: u32) {
        let (width, span) = (self.width as usize, other.width as usize);
        let start = top as usize * width + left as usize;
        let lines = self.dots[start..].chunks_mut(width);
        for (line, from) in lines.zip(other.dots.chunks_exact(span)) {
            line[..span].copy_from_slice(from);
        }
    }
}

/// A range of rows or columns cut to those there are.
fn within(range: Range<i64>, limit: u32) -> Range<usize> {
    let cut = |at: i64| at.clamp(0, i64::from(limit)) as usize;
    cut(range.start)..cut(range.end).max(cut(range.start))
}

/// A colour over another, by the share of the dot it covers.
fn mixed(under: Colour, over: Colour, share: u8) -> Colour {
    let share = u32::from(share);
    std::array::from_fn(|channel| {
        let sum = u32::from(under[channel]) * (255 - share) + u32::from(over[channel]) * share;
        ((sum + 127) / 255) as u8
    })
}

/// How hard the data are deflated: level 4 makes a page a hundredth smaller and takes longer.
const LEVEL: u8 = 2;
const METRES_AN_INCH: f64 = 0.0254;

/// The look of a picture.
#[derive(Clone, Copy, Debug)]
pub(super) struct Picture {
    pub width: u32,
    pub height: u32,
    /// Whether it has anything that is not a shade of grey.
    pub coloured: bool,
    /// Dots an inch, for it to be printed at the size of the paper.
    pub dpi: Option<u32>,
}

impl Picture {
    /// The PNG file of these bands, from top to bottom, each as wide as the picture; one is held at a time.
    pub(super) fn png(self, bands: impl Iterator<Item = Result<Canvas, Error>>) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, self.width, self.height);
        encoder.set_color(if self.coloured {
            ColorType::Rgb
        } else {
            ColorType::Grayscale
        });
        encoder.set_depth(BitDepth::Eight);
        // Text on white: a filter makes the deflated data no smaller, and costs time.
        encoder.set_filter(Filter::NoFilter);
        encoder.set_deflate_compression(DeflateCompression::Level(LEVEL));
        encoder.set_pixel_dims(self.dpi.map(|dots| {
            let per_metre = (f64::from(dots) / METRES_AN_INCH).round() as u32;
            PixelDimensions {
                xppu: per_metre,
                yppu: per_metre,
                unit: Unit::Meter,
            }
        }));
        encoder
            .add_text_chunk("Software".to_owned(), "nianbao".to_owned())
            .map_err(failed)?;
        let mut file = encoder.write_header().map_err(failed)?;
        let mut data = file.stream_writer().map_err(failed)?;
        for band in bands {
            let band = band?;
            let written = if self.coloured {
                data.write_all(band.dots.as_flattened())
            } else {
                let greys: Vec<u8> = band.dots.iter().map(|[grey, ..]| *grey).collect();
                data.write_all(&greys)
            };
            written.map_err(failed)?;
        }
        data.finish().map_err(failed)?;
        file.finish().map_err(failed)?;
        Ok(bytes)
    }
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::Picture(error.to_string())
}
