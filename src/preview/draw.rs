//! The items of a page laid on a canvas, in the order the PDF draws them.

use super::Scale;
use super::canvas::{BLACK, Canvas, Colour};
use super::glyphs::Glyphs;
use crate::error::Error;
use crate::font::FontSet;
use crate::layout::{Owner, Page, Pages, Shape, TextRun};
use crate::units::Length;

/// Draws a page.
pub(super) fn page(
    canvas: &mut Canvas,
    (pages, page): (&Pages, &Page),
    scale: Scale,
    fonts: &FontSet,
) -> Result<(), Error> {
    let mut glyphs = Glyphs::of(page, scale, fonts)?;
    for item in &page.items {
        match &item.shape {
            Shape::Text(run) => {
                let is_bold = matches!(item.owner, Owner::Node(node) if pages.bold.contains(&node));
                text(canvas, run, is_bold, &mut glyphs)?;
            }
            Shape::Fill { at, size, rgb } => {
                let edge = |length| scale.dots(length).round() as i64;
                let columns = edge(at.0)..edge(at.0 + size.0);
                canvas.fill(columns, edge(at.1)..edge(at.1 + size.1), *rgb);
            }
            Shape::Line { from, to, width, rgb } => rule(canvas, (*from, *to), *width, *rgb, scale),
            Shape::Empty => {}
        }
    }
    Ok(())
}

/// Whether a page has anything that is not a shade of grey.
pub(super) fn is_coloured(page: &Page) -> bool {
    let colours = page.items.iter().filter_map(|item| match &item.shape {
        Shape::Text(run) => run.rgb,
        Shape::Line { rgb, .. } => *rgb,
        Shape::Fill { rgb, .. } => Some(*rgb),
        Shape::Empty => None,
    });
    colours
        .into_iter()
        .any(|[red, green, blue]| red != green || green != blue)
}

fn text(canvas: &mut Canvas, run: &TextRun, is_bold: bool, glyphs: &mut Glyphs) -> Result<(), Error> {
    let colour = run.rgb.unwrap_or(BLACK);
    let mut x = run.x;
    for glyph in &run.glyphs {
        let cover = glyphs.cover(run, glyph, x, is_bold)?;
        canvas.cover(&cover, colour);
        x += glyph.advance;
    }
    Ok(())
}

/// A rule, never thinner than a dot and with sharp edges; square ends close the corners of a table.
fn rule(
    canvas: &mut Canvas,
    (from, to): ((Length, Length), (Length, Length)),
    width: Length,
    rgb: Option<Colour>,
    scale: Scale,
) {
    let thickness = scale.dots(width).round().max(1.0);
    let before = |length| (scale.dots(length) - thickness / 2.0).round() as i64;
    let span = |one: Length, other: Length| before(one.min(other))..before(one.max(other)) + thickness as i64;
    canvas.fill(span(from.0, to.0), span(from.1, to.1), rgb.unwrap_or(BLACK));
}
