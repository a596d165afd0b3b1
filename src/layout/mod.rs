//! Every glyph placed, every rule drawn, page numbers filled: from a document to its pages.
//!
//! Blocks become slabs (a line, a table row) that are never cut; `paginate` fills pages with them by their heights
//! alone; then each page is drawn. Layout knows no input and no writer.

mod breaks;
mod dump;
mod flow;
mod furniture;
mod pages;
mod paginate;
mod paragraph;
mod punct;
mod signature;
mod table;
mod title;

pub use dump::dump;
pub use pages::{Furniture, Item, Owner, Page, Pages, PlacedGlyph, Shape, TextRun};

use crate::doc::{Block, Document, NodeId};
use crate::error::Error;
use crate::font::FontSet;
use crate::style::Style;
use crate::units::Length;
use flow::{Content, Flow};
use std::collections::BTreeSet;
use std::ops::Range;

/// Lays a document out.
///
/// # Errors
/// [`Error::Font`] when no face has a character (ask [`crate::coverage`] first), [`Error::Layout`] when a row of a
/// table is higher than a page.
pub fn lay_out(document: &Document, style: &Style, fonts: &FontSet) -> Result<Pages, Error> {
    let flow = Flow::of(document, style, fonts)?;
    let page_height = style.page.text_height;
    let slabs: Vec<_> = flow.slabs.iter().map(|(slab, _)| *slab).collect();
    if let Some(slab) = slabs.iter().find(|slab| slab.height + slab.repeat > page_height) {
        return Err(Error::Layout(format!(
            "a row of {:.0} mm is higher than the {:.0} mm of a page",
            (slab.height + slab.repeat).as_mm(),
            page_height.as_mm()
        )));
    }
    let mut pages = Vec::new();
    for (range, number) in paginate::paginate(&slabs, page_height).into_iter().zip(1..) {
        let mut items = draw(&flow, range, style);
        if let Some(word) = &document.properties().watermark {
            items.extend(furniture::watermark(word, style, fonts)?);
        }
        items.extend(furniture::page_number(number, style, fonts)?);
        pages.push(Page { number, items });
    }
    Ok(Pages {
        width: style.page.width,
        height: style.page.height,
        pages,
        bold: bold_nodes(document, style),
    })
}

/// The headings of the levels set bold, those that open a paragraph included.
fn bold_nodes(document: &Document, style: &Style) -> BTreeSet<NodeId> {
    let headings = document.blocks().iter().filter_map(|block| match block {
        Block::Heading(heading) => Some((heading.level, heading.id)),
        Block::Paragraph(paragraph) => paragraph.run_in.as_ref().map(|run_in| (run_in.level, run_in.id)),
        _ => None,
    });
    headings
        .filter(|(level, _)| style.bold_headings[usize::from(level.number()) - 1])
        .map(|(_, id)| id)
        .collect()
}

/// The items of the slabs of one page.
fn draw(flow: &Flow, range: Range<usize>, style: &Style) -> Vec<Item> {
    let left = style.page.left;
    let mut items = Vec::new();
    let mut y = style.page.top;
    let mut at = range.start;
    while at < range.end {
        let (slab, content) = &flow.slabs[at];
        if at > range.start {
            y += slab.gap;
        }
        match content {
            Content::Line(line) => {
                items.extend(line.iter().cloned().map(|item| shifted(item, left, y)));
                y += slab.height;
                at += 1;
            }
            Content::Row { table, row } => {
                let more = flow.slabs[at..range.end].iter().take_while(
                    |(_, content)| matches!(content, Content::Row { table: same, .. } if same == table),
                );
                let rows: Vec<Length> = more.map(|(slab, _)| slab.height).collect();
                flow.tables[*table].draw(*row..*row + rows.len(), (left, y), &mut items);
                if at == range.start {
                    y += slab.repeat;
                }
                y += rows.iter().copied().sum();
                at += rows.len();
            }
        }
    }
    items
}

/// A text item moved right and down.
fn shifted(item: Item, right: Length, down: Length) -> Item {
    let shape = match item.shape {
        Shape::Text(run) => Shape::Text(TextRun {
            x: run.x + right,
            y: run.y + down,
            ..run
        }),
        other => other,
    };
    Item { shape, ..item }
}

#[cfg(test)]
mod tests;
