//! Tables: rows high enough for their texts, and drawn a page's worth at a time.

use super::pages::{Furniture, Item, Owner, Shape};
use super::paginate::Slab;
use super::paragraph::{Breaking, Fill, Segment, Shaped, baseline};
use crate::doc::{Align, Cell, CellKind, Table};
use crate::error::Error;
use crate::font::FontSet;
use crate::measure::{self, TableMeasure};
use crate::style::{TableStyle, TextStyle};
use crate::units::Length;
use std::ops::Range;

/// A table with the lines of its cells and the heights of its rows.
///
/// A row higher than a page is cut into pieces; `rows` are those pieces, for most tables just the rows of the grid.
pub(super) struct TableLayout<'a> {
    table: &'a Table,
    style: &'a TableStyle,
    /// Left edge of each column and right edge of the last, from the table's left edge.
    edges: Vec<Length>,
    rows: Vec<RowPiece>,
    /// For each row of the grid its first piece; at the end the number of pieces.
    first_piece: Vec<usize>,
    /// Whether the header is drawn again on later pages; not when it would take most of them.
    repeats_header: bool,
    texts: Vec<CellText>,
}

/// A row of the grid, or a piece of one higher than a page.
#[derive(Clone, Copy)]
struct RowPiece {
    grid_row: usize,
    height: Length,
}

/// A cell's text, broken to its width.
struct CellText {
    shaped: Shaped,
    lines: Vec<Range<usize>>,
    style: TextStyle,
}

/// What of a cell's text stands on a page.
struct Shown {
    lines: Range<usize>,
    /// Whether all of it stood on an earlier page already.
    again: bool,
}

impl<'a> TableLayout<'a> {
    /// Breaks the text of each cell and makes the rows high enough for pages of a height.
    pub(super) fn new(
        table: &'a Table,
        style: &'a TableStyle,
        fonts: &FontSet,
        page: Length,
    ) -> Result<Self, Error> {
        let mut edges = vec![Length::ZERO];
        let TableMeasure { widths, figures } = measure::table(table, style, fonts);
        for width in widths {
            edges.push(edges[edges.len() - 1] + width);
        }
        let texts = table
            .grid()
            .cells()
            .iter()
            .map(|cell| {
                let is_figure = cell.kind == CellKind::Data;
                let text_style = if is_figure { &figures } else { &style.text };
                let room = edges[cell.columns().end] - edges[cell.column] - style.padding_x * 2;
                CellText::new(cell, text_style, room, fonts)
            })
            .collect::<Result<Vec<_>, _>>()?;
        let heights = row_heights(table, style, &texts);
        let header: Length = heights[..table.header_rows()].iter().copied().sum();
        let repeats_header = table.header_rows() > 0 && header * 2 <= page;
        let room = if repeats_header { page - header } else { page };
        let mut rows = Vec::new();
        let mut first_piece = Vec::new();
        for (grid_row, &height) in heights.iter().enumerate() {
            first_piece.push(rows.len());
            rows.extend(pieces(height, room, style).map(|height| RowPiece { grid_row, height }));
        }
        first_piece.push(rows.len());
        Ok(TableLayout {
            table,
            style,
            edges,
            rows,
            first_piece,
            repeats_header,
            texts,
        })
    }

    /// A slab for each row or piece of one. A row stays with the next where it heads it, where a header stands, and
    /// where a cut would leave a label over several rows less room than its text needs.
    pub(super) fn slabs(&self) -> Vec<Slab> {
        let header_end = self.first_piece[self.table.header_rows()];
        let header = self.height(0..header_end);
        let slab = |at: usize| {
            let ends_row = self.first_piece[self.rows[at].grid_row + 1] == at + 1;
            let holds_one_text = ends_row && self.cut_below_hurts_a_label(at);
            let heads_the_next = ends_row && self.table.keeps_with_next(self.rows[at].grid_row);
            Slab {
                height: self.rows[at].height,
                gap: Length::ZERO,
                keep_with_next: holds_one_text || heads_the_next,
                holds_one_text,
                repeat: if self.repeats_header && at >= header_end {
                    header
                } else {
                    Length::ZERO
                },
            }
        };
        (0..self.rows.len()).map(slab).collect()
    }

    fn cut_below_hurts_a_label(&self, at: usize) -> bool {
        self.table
            .grid()
            .cells()
            .iter()
            .zip(&self.texts)
            .any(|(cell, text)| {
                let pieces = self.pieces_of(cell);
                let cut = pieces.start <= at && at + 1 < pieces.end;
                let lacks = |part| self.height(part) < text.height(self.style);
                cut && (lacks(pieces.start..at + 1) || lacks(at + 1..pieces.end))
            })
    }

    /// Draws rows with their upper left corner at a place; the header again above them when they continue the table.
    /// `before` are the rows of each earlier page.
    pub(super) fn draw(
        &self,
        before: &[Range<usize>],
        rows: Range<usize>,
        (x, y): (Length, Length),
        items: &mut Vec<Item>,
    ) {
        let header_end = self.first_piece[self.table.header_rows()];
        let mut top = y;
        if self.repeats_header && rows.start >= header_end {
            self.draw_tints(0..header_end, (x, top), items);
            self.draw_rules(0..header_end, (x, top), items);
            self.draw_texts(&[], 0..header_end, (x, top), true, items);
            top += self.height(0..header_end);
        }
        self.draw_tints(rows.clone(), (x, top), items);
        self.draw_rules(rows.clone(), (x, top), items);
        self.draw_texts(before, rows, (x, top), false, items);
    }

    fn pieces_of(&self, cell: &Cell) -> Range<usize> {
        self.first_piece[cell.row]..self.first_piece[cell.rows().end]
    }

    fn height(&self, rows: Range<usize>) -> Length {
        self.rows[rows].iter().map(|row| row.height).sum()
    }

    /// The cells that show in some rows, each with the rows of it that do.
    fn visible(&self, rows: Range<usize>) -> impl Iterator<Item = (&Cell, &CellText, Range<usize>)> {
        self.table
            .grid()
            .cells()
            .iter()
            .zip(&self.texts)
            .filter_map(move |(cell, text)| {
                let shown = overlap(&self.pieces_of(cell), &rows);
                (!shown.is_empty()).then_some((cell, text, shown))
            })
    }

    /// What of a cell's text stands in the last of some pages: all of it on the first page that holds it, and again on
    /// each later one; or as many lines as fit, page by page, when it is higher than its part of a page.
    fn shown(&self, cell: &Cell, text: &CellText, before: &[Range<usize>], rows: &Range<usize>) -> Shown {
        let pieces = self.pieces_of(cell);
        let count = text.lines.len();
        let parts = before
            .iter()
            .chain([rows])
            .map(|page| overlap(&pieces, page))
            .filter(|part| !part.is_empty());
        let mut shown = Shown {
            lines: 0..0,
            again: false,
        };
        for part in parts {
            let room = self.height(part.clone()) - self.style.padding_y * 2;
            let fit = usize::try_from(room.as_emu() / text.style.pitch.as_emu()).unwrap_or(0);
            let done = shown.lines.end == count && part.start > pieces.start;
            if done {
                // A value is not said twice; a label is, so that each page can be read by itself.
                let repeated = if cell.kind == CellKind::Data && cell.row_span == 1 {
                    0
                } else {
                    fit.min(count)
                };
                shown = Shown {
                    lines: count - repeated..count,
                    again: true,
                };
            } else {
                let start = shown.lines.end;
                let is_last = part.end == pieces.end;
                let end = if is_last { count } else { (start + fit).min(count) };
                shown = Shown {
                    lines: start..end,
                    again: false,
                };
            }
        }
        shown
    }

    /// The offset of a row's top from that of the first row drawn.
    fn top(&self, first: usize, row: usize) -> Length {
        self.height(first..row)
    }

    fn draw_tints(&self, rows: Range<usize>, (x, y): (Length, Length), items: &mut Vec<Item>) {
        let Some(rgb) = self.style.band_tint else { return };
        for (cell, _, shown) in self
            .visible(rows.clone())
            .filter(|(cell, ..)| cell.kind == CellKind::Band)
        {
            let (left, right) = (self.edges[cell.column], self.edges[cell.columns().end]);
            items.push(Item {
                owner: Owner::Furniture(Furniture::Tint(cell.id)),
                shape: Shape::Fill {
                    at: (x + left, y + self.top(rows.start, shown.start)),
                    size: (right - left, self.top(shown.start, shown.end)),
                    rgb,
                },
            });
        }
    }

    fn draw_texts(
        &self,
        before: &[Range<usize>],
        rows: Range<usize>,
        (x, y): (Length, Length),
        header_again: bool,
        items: &mut Vec<Item>,
    ) {
        for (cell, text, part) in self.visible(rows.clone()) {
            let shown = self.shown(cell, text, before, &rows);
            let owner = match (header_again, shown.again) {
                (true, _) => Owner::Furniture(Furniture::RepeatedHeader(cell.id)),
                (false, true) => Owner::Furniture(Furniture::RepeatedLabel(cell.id)),
                (false, false) => Owner::Node(cell.id),
            };
            if text.lines.is_empty() && !shown.again {
                items.push(Item {
                    owner,
                    shape: Shape::Empty,
                });
            }
            let room = self.edges[cell.columns().end] - self.edges[cell.column] - self.style.padding_x * 2;
            let left = x + self.edges[cell.column] + self.style.padding_x;
            let height = text.style.pitch * shown.lines.len() as i64;
            let top = y + self.top(rows.start, part.start) + (self.height(part) - height) / 2;
            let fill = match cell.align {
                Align::Center => Fill::Center,
                Align::Start => Fill::Start,
            };
            for (line, number) in text.lines[shown.lines].iter().zip(0..) {
                let base = top + text.style.pitch * number + baseline(&text.style);
                let placed = text.shaped.place(line.clone(), (left, base), room, fill);
                items.extend(placed.into_iter().map(|item| Item { owner, ..item }));
            }
        }
    }

    /// Rules around every cell shown, each stretch drawn once.
    fn draw_rules(&self, rows: Range<usize>, (x, y): (Length, Length), items: &mut Vec<Item>) {
        let grid = self.table.grid();
        let cell_at = |row: usize, column: usize| grid.cell_at(self.rows[row].grid_row, column);
        let differ = |one: (usize, usize), other: (usize, usize)| {
            !std::ptr::eq(cell_at(one.0, one.1), cell_at(other.0, other.1))
        };
        let owner = Owner::Furniture(Furniture::Rule(self.table.id));
        let width = self.style.rule;
        let mut rule = |from: (Length, Length), to: (Length, Length)| {
            items.push(Item {
                owner,
                shape: Shape::Line {
                    from,
                    to,
                    width,
                    rgb: None,
                },
            });
        };
        for row in rows.start..=rows.end {
            let at_edge = row == rows.start || row == rows.end;
            let height = y + self.top(rows.start, row);
            for columns in stretches(grid.columns(), |column| {
                at_edge || differ((row - 1, column), (row, column))
            }) {
                rule(
                    (x + self.edges[columns.start], height),
                    (x + self.edges[columns.end], height),
                );
            }
        }
        for column in 0..=grid.columns() {
            let at_edge = column == 0 || column == grid.columns();
            let left = x + self.edges[column];
            let divides =
                |row: usize| at_edge || differ((row + rows.start, column - 1), (row + rows.start, column));
            for shown in stretches(rows.len(), divides) {
                let top = y + self.top(rows.start, rows.start + shown.start);
                let bottom = y + self.top(rows.start, rows.start + shown.end);
                rule((left, top), (left, bottom));
            }
        }
    }
}

/// What two ranges share.
fn overlap(one: &Range<usize>, other: &Range<usize>) -> Range<usize> {
    one.start.max(other.start)..one.end.min(other.end)
}

/// A row as pieces that fit the room of a page: itself, when it does. Each piece but the last loses some room, to the
/// cell's margins and to the part of a line left over, so the pieces together are higher than the row.
fn pieces(height: Length, room: Length, style: &TableStyle) -> impl Iterator<Item = Length> {
    let lost = style.padding_y * 2 + style.text.pitch;
    let gained = (room - lost).max(style.text.pitch);
    let mut left = Some(height);
    std::iter::from_fn(move || {
        let height = left.take()?;
        if height <= room {
            return Some(height);
        }
        left = Some(height - gained);
        Some(room)
    })
}

/// The longest runs of numbers below `end` of which something holds.
fn stretches(end: usize, holds: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in (0..end).filter(|&at| holds(at)) {
        match found.last_mut() {
            Some(run) if run.end == at => run.end = at + 1,
            _ => found.push(at..at + 1),
        }
    }
    found
}

impl CellText {
    fn new(cell: &Cell, style: &TextStyle, room: Length, fonts: &FontSet) -> Result<Self, Error> {
        let segment = Segment {
            owner: Owner::Node(cell.id),
            style,
            text: &cell.text,
        };
        let shaped = Shaped::new([segment], fonts, Breaking::default())?;
        let stacks = cell.align == Align::Center && measure::stacks(&cell.text, room, style, fonts);
        let end = shaped.chars().len();
        let lines = if stacks {
            (0..end).map(|at| at..at + 1).collect()
        } else if let Some(number) = measure::number_line(cell, room, style, fonts) {
            vec![0..number, number..end]
        } else {
            label_lines(&shaped, room, cell.align)
        };
        Ok(CellText {
            shaped,
            lines,
            style: style.clone(),
        })
    }

    /// Height of the lines.
    fn text_height(&self) -> Length {
        self.style.pitch * self.lines.len() as i64
    }

    /// Height of a row that holds the text.
    fn height(&self, style: &TableStyle) -> Length {
        if self.shaped.is_empty() {
            return Length::ZERO;
        }
        self.text_height() + style.padding_y * 2
    }
}

/// How finely a narrower room is looked for.
const STEPS: i64 = 32;

/// The lines of a cell: as few as fit. A centred label is broken evenly; no line holds a last character alone.
fn label_lines(text: &Shaped, room: Length, align: Align) -> Vec<Range<usize>> {
    let lines = text.lines(room, Length::ZERO);
    let last_alone = lines.last().is_some_and(|last| last.len() == 1);
    if lines.len() < 2 || align == Align::Start && !last_alone {
        return lines;
    }
    if align == Align::Start {
        return with_company(text, lines, room);
    }
    evenly(text, lines, room)
}

/// As many lines as given, as full as they get with more than one character on the last.
fn with_company(text: &Shaped, lines: Vec<Range<usize>>, room: Length) -> Vec<Range<usize>> {
    let narrower = |step| text.lines(room.scaled(step, STEPS), Length::ZERO);
    (1..STEPS)
        .rev()
        .map(narrower)
        .take_while(|narrower| narrower.len() == lines.len())
        .find(|narrower| narrower.last().is_some_and(|last| last.len() > 1))
        .unwrap_or(lines)
}

/// As many lines as given, in the narrowest room that needs no more.
fn evenly(text: &Shaped, lines: Vec<Range<usize>>, room: Length) -> Vec<Range<usize>> {
    (1..STEPS)
        .map(|step| text.lines(room.scaled(step, STEPS), Length::ZERO))
        .find(|narrower| narrower.len() <= lines.len())
        .unwrap_or(lines)
}

/// Heights at which every cell's text fits: single rows first, then what labels over several rows still lack.
fn row_heights(table: &Table, style: &TableStyle, texts: &[CellText]) -> Vec<Length> {
    let mut heights = vec![style.least_row_height; table.grid().rows()];
    let mut cells: Vec<_> = table.grid().cells().iter().zip(texts).collect();
    cells.sort_by_key(|(cell, _)| cell.row_span);
    for (cell, text) in cells {
        let given: Length = heights[cell.rows()].iter().copied().sum();
        let lacking = text.height(style) - given;
        if lacking > Length::ZERO {
            let span = cell.row_span as i64;
            for height in &mut heights[cell.rows()] {
                // Rounded up, so that the sum suffices.
                *height += (lacking + Length::emu(span - 1)) / span;
            }
        }
    }
    heights
}
