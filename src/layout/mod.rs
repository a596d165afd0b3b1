//! Every glyph placed, every rule drawn, page numbers filled: from a document to its pages.
//!
//! Blocks become slabs (a line, a table row) that are never cut; `paginate` fills pages with them by their heights
//! alone; then each page is drawn. Layout knows no input and no writer.

mod dispatch;
mod dump;
mod flow;
mod furniture;
mod pages;
mod paginate;
mod paragraph;
mod signature;
mod squeeze;
mod table;

pub use dump::dump;
pub use pages::{Furniture, Item, Owner, Page, Pages, PlacedGlyph, Shape, TextRun};

use crate::doc::{Block, Document, NodeId};
use crate::error::Error;
use crate::font::FontSet;
use crate::style::Style;
use crate::units::Length;
use flow::{Content, Flow};
use paginate::Slab;
use std::collections::BTreeSet;
use std::ops::Range;

/// A document, and the style in which both its copies are to be written.
pub struct Layout<'a> {
    document: &'a Document,
    style: &'a Style,
    fonts: &'a FontSet,
    /// Its slabs in the given style, where finding the style has made them.
    flow: Option<Flow<'a>>,
    /// The style with tighter lines, where the signature asks for them.
    tighter: Option<Style>,
}

impl<'a> Layout<'a> {
    /// Finds the style with which the signature does not go to a page that holds only the lines bound to it: the given
    /// one, or the first with tighter lines that saves that page (GB/T 9704-2012, 7.3.5.5).
    ///
    /// # Errors
    /// [`Error::Font`] when no face has a character; [`crate::coverage`] finds such characters first. [`Error::Layout`] when
    /// a table is wider than the text, or one of its columns has no width.
    pub fn new(document: &'a Document, style: &'a Style, fonts: &'a FontSet) -> Result<Self, Error> {
        tables_fit(document, style)?;
        let signed = matches!(document.blocks().last(), Some(Block::Signature(_)));
        let flow = signed.then(|| Flow::of(document, style, fonts)).transpose()?;
        let tighter = match &flow {
            Some(flow) => tighter(flow)?,
            None => None,
        };
        Ok(Layout {
            document,
            style,
            fonts,
            flow,
            tighter,
        })
    }

    /// The style found.
    pub fn style(&self) -> &Style {
        self.tighter.as_ref().unwrap_or(self.style)
    }

    /// The document laid out in that style.
    ///
    /// # Errors
    /// As [`Layout::new`].
    pub fn pages(&self) -> Result<Pages, Error> {
        match (&self.flow, &self.tighter) {
            (Some(flow), Some(style)) => pages(&flow.pitched(style)?),
            (Some(flow), None) => pages(flow),
            (None, _) => lay_out(self.document, self.style, self.fonts),
        }
    }
}

/// Lays a document out in a style as it is.
///
/// # Errors
/// As [`Layout::new`].
pub fn lay_out(document: &Document, style: &Style, fonts: &FontSet) -> Result<Pages, Error> {
    tables_fit(document, style)?;
    pages(&Flow::of(document, style, fonts)?)
}

/// Refuses tables that stand out of the text, or have a column without width.
fn tables_fit(document: &Document, style: &Style) -> Result<(), Error> {
    for block in document.blocks() {
        let Block::Table(table) = block else { continue };
        let (width, room): (Length, _) = (table.widths().iter().copied().sum(), style.page.text_width);
        if width > room {
            let (width, room) = (width.as_mm(), room.as_mm());
            return Err(Error::Layout(format!(
                "a table is {width} mm wide, the text area {room} mm"
            )));
        }
        if let Some(column) = table.widths().iter().position(|width| *width <= Length::ZERO) {
            return Err(Error::Layout(format!("column {column} of a table has no width")));
        }
    }
    Ok(())
}

fn pages(flow: &Flow) -> Result<Pages, Error> {
    let (document, style, fonts) = (flow.document, flow.style, flow.fonts);
    let page_height = style.page.text_height;
    let slabs: Vec<_> = flow.slabs.iter().map(|(slab, _)| *slab).collect();
    let mut pages = Vec::new();
    let mut drawn_rows = vec![Vec::new(); flow.measured.tables.len()];
    let ranges = page_ranges(flow, &slabs, style);
    let last = ranges.len();
    for (range, number) in ranges.into_iter().zip(1..) {
        let mut items = draw(flow, range, style, &mut drawn_rows);
        if number == last {
            let top = style.page.top + page_height - flow.foot.height;
            let foot = flow.foot.items.iter().cloned();
            items.extend(foot.map(|item| shifted(item, style.page.left, top)));
        }
        let number = number as u32;
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

/// The first style with tighter lines of running text that saves a last page with nothing but the signature; `None` when
/// there is no such page, or no such style.
fn tighter(flow: &Flow) -> Result<Option<Style>, Error> {
    let (count, lonely) = last_page(flow, flow.style);
    if !lonely || count < 2 {
        return Ok(None);
    }
    let mut tighter = flow.style.clone();
    let signature = &flow.style.signature;
    while tighter.body.pitch > signature.least_pitch {
        let pitch = (tighter.body.pitch - signature.pitch_step).max(signature.least_pitch);
        tighter.body.pitch = pitch;
        tighter
            .headings
            .iter_mut()
            .for_each(|heading| heading.pitch = pitch);
        if last_page(&flow.pitched(&tighter)?, &tighter).0 < count {
            return Ok(Some(tighter));
        }
    }
    Ok(None)
}

/// The number of pages, and whether the last holds but one chain of slabs bound together.
fn last_page(flow: &Flow, style: &Style) -> (usize, bool) {
    let slabs: Vec<_> = flow.slabs.iter().map(|(slab, _)| *slab).collect();
    let pages = page_ranges(flow, &slabs, style);
    let lonely = pages.last().is_some_and(|last| {
        slabs[last.start..last.end.max(last.start + 1) - 1]
            .iter()
            .all(|slab| slab.keep_with_next)
    });
    (pages.len(), lonely)
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

/// The slabs of each page. What opens a page does so; a foot that the last page has no room for gets a page of its own.
fn page_ranges(flow: &Flow, slabs: &[Slab], style: &Style) -> Vec<Range<usize>> {
    let height = style.page.text_height;
    let starts = std::iter::once(0).chain(flow.page_starts.iter().copied());
    let ends = flow.page_starts.iter().copied().chain([slabs.len()]);
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (start, end) in starts.zip(ends) {
        let pages = paginate::paginate(&slabs[start..end], height).into_iter();
        ranges.extend(pages.map(|page| page.start + start..page.end + start));
    }
    let free = ranges
        .last()
        .map_or(Length::ZERO, |last| height - used(&slabs[last.clone()]));
    let needed = flow.foot.height + style.dispatch.imprint.space_above;
    if flow.foot.height > Length::ZERO && needed > free {
        ranges.push(slabs.len()..slabs.len());
    }
    if ranges.is_empty() {
        // A paper that says nothing is a blank sheet.
        ranges.push(0..0);
    }
    ranges
}

/// Height of the slabs of a page.
fn used(slabs: &[Slab]) -> Length {
    let heights: Length = slabs.iter().map(|slab| slab.height).sum();
    let gaps: Length = slabs.iter().skip(1).map(|slab| slab.gap).sum();
    slabs.first().map_or(Length::ZERO, |first| first.repeat) + gaps + heights
}

/// The items of the slabs of one page. `drawn_rows` holds for each table the rows of its earlier pages.
fn draw(flow: &Flow, range: Range<usize>, style: &Style, drawn_rows: &mut [Vec<Range<usize>>]) -> Vec<Item> {
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
                items.extend(line.items((left, y)));
                y += slab.height;
                at += 1;
            }
            Content::Items(set) => {
                items.extend(set.iter().cloned().map(|item| shifted(item, left, y)));
                y += slab.height;
                at += 1;
            }
            Content::Row { table, row } => {
                let more = flow.slabs[at..range.end].iter().take_while(
                    |(_, content)| matches!(content, Content::Row { table: same, .. } if same == table),
                );
                let rows: Vec<Length> = more.map(|(slab, _)| slab.height).collect();
                let rows_here = *row..*row + rows.len();
                flow.measured.tables[*table].draw(
                    &drawn_rows[*table],
                    rows_here.clone(),
                    (left, y),
                    &mut items,
                );
                drawn_rows[*table].push(rows_here);
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

/// An item moved right and down; what is not text or rule stays.
fn shifted(item: Item, right: Length, down: Length) -> Item {
    let shape = match item.shape {
        Shape::Text(run) => Shape::Text(TextRun {
            x: run.x + right,
            y: run.y + down,
            ..run
        }),
        Shape::Line { from, to, width, rgb } => Shape::Line {
            from: (from.0 + right, from.1 + down),
            to: (to.0 + right, to.1 + down),
            width,
            rgb,
        },
        other => other,
    };
    Item { shape, ..item }
}

#[cfg(test)]
mod any_document;
#[cfg(test)]
mod tests;
