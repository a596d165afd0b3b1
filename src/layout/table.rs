//! Tables: rows high enough for their texts, and drawn a page's worth at a time.

use super::pages::{Furniture, Item, Owner, Shape};
use super::paginate::Slab;
use super::paragraph::{Fill, Segment, Shaped, baseline};
use crate::doc::{Align, Cell, CellKind, Table};
use crate::error::Error;
use crate::font::FontSet;
use crate::measure;
use crate::style::{TableStyle, TextStyle};
use crate::units::Length;
use std::ops::Range;

/// A table with the lines of its cells and the heights of its rows.
pub(super) struct TableLayout<'a> {
    table: &'a Table,
    style: &'a TableStyle,
    /// Left edge of each column and right edge of the last, from the table's left edge.
    edges: Vec<Length>,
    heights: Vec<Length>,
    texts: Vec<CellText>,
}

/// A cell's text, broken to its width.
struct CellText {
    shaped: Shaped,
    lines: Vec<Range<usize>>,
    style: TextStyle,
}

impl<'a> TableLayout<'a> {
    /// Breaks the text of each cell and makes the rows high enough.
    pub(super) fn new(table: &'a Table, style: &'a TableStyle, fonts: &FontSet) -> Result<Self, Error> {
        let mut edges = vec![Length::ZERO];
        for &width in table.widths() {
            edges.push(edges[edges.len() - 1] + width);
        }
        let figures = measure::figure_style(table, style, fonts);
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
        Ok(TableLayout {
            table,
            style,
            edges,
            heights,
            texts,
        })
    }

    /// A slab for each row. A row stays with the next where it heads it, where a header stands, and where a cut would
    /// leave a label over several rows less room than its text needs.
    pub(super) fn slabs(&self) -> Vec<Slab> {
        let header: Length = self.heights[..self.table.header_rows()].iter().copied().sum();
        (0..self.heights.len())
            .map(|row| Slab {
                height: self.heights[row],
                gap: Length::ZERO,
                keep_with_next: self.table.keeps_with_next(row) || self.cut_below_hurts_a_label(row),
                repeat: if row < self.table.header_rows() {
                    Length::ZERO
                } else {
                    header
                },
            })
            .collect()
    }

    fn cut_below_hurts_a_label(&self, row: usize) -> bool {
        self.table
            .grid()
            .cells()
            .iter()
            .zip(&self.texts)
            .any(|(cell, text)| {
                let rows = cell.rows();
                let cut = rows.start <= row && row + 1 < rows.end;
                let height = |rows: Range<usize>| self.heights[rows].iter().copied().sum::<Length>();
                let needed = text.height(self.style);
                cut && (height(rows.start..row + 1) < needed || height(row + 1..rows.end) < needed)
            })
    }

    /// Draws rows with their upper left corner at a place; the header again above them when they continue the table.
    pub(super) fn draw(&self, rows: Range<usize>, (x, y): (Length, Length), items: &mut Vec<Item>) {
        let header_rows = self.table.header_rows();
        let mut parts = vec![(rows.clone(), false)];
        if rows.start >= header_rows && rows.start > 0 && header_rows > 0 {
            parts.insert(0, (0..header_rows, true));
        }
        let mut top = y;
        for (rows, again) in parts {
            self.draw_tints(rows.clone(), (x, top), items);
            self.draw_rules(rows.clone(), (x, top), items);
            self.draw_texts(rows.clone(), (x, top), again, items);
            top += self.heights[rows].iter().copied().sum();
        }
    }

    /// The cells that show in some rows, each with the rows of it that do.
    fn visible(&self, rows: Range<usize>) -> impl Iterator<Item = (&Cell, &CellText, Range<usize>)> {
        self.table
            .grid()
            .cells()
            .iter()
            .zip(&self.texts)
            .filter_map(move |(cell, text)| {
                let shown = cell.rows().start.max(rows.start)..cell.rows().end.min(rows.end);
                (!shown.is_empty()).then_some((cell, text, shown))
            })
    }

    /// The offset of a row's top from that of the first row drawn.
    fn top(&self, first: usize, row: usize) -> Length {
        self.heights[first..row].iter().copied().sum()
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

    fn draw_texts(&self, rows: Range<usize>, (x, y): (Length, Length), again: bool, items: &mut Vec<Item>) {
        for (cell, text, shown) in self.visible(rows.clone()) {
            let owner = if again {
                Owner::Furniture(Furniture::RepeatedHeader(cell.id))
            } else if shown.start > cell.row {
                Owner::Furniture(Furniture::RepeatedLabel(cell.id))
            } else {
                Owner::Node(cell.id)
            };
            let room = self.edges[cell.columns().end] - self.edges[cell.column] - self.style.padding_x * 2;
            let height = self.top(shown.start, shown.end);
            let left = x + self.edges[cell.column] + self.style.padding_x;
            let top = y + self.top(rows.start, shown.start) + (height - text.text_height()) / 2;
            let fill = match cell.align {
                Align::Center => Fill::Center,
                Align::Start => Fill::Start,
            };
            if text.lines.is_empty() {
                items.push(Item {
                    owner,
                    shape: Shape::Empty,
                });
            }
            for (line, number) in text.lines.iter().zip(0..) {
                let base = top + text.style.pitch * number + baseline(&text.style);
                let placed = text.shaped.place(line.clone(), (left, base), room, fill);
                items.extend(placed.into_iter().map(|item| Item { owner, ..item }));
            }
        }
    }

    /// Rules around every cell shown, each stretch drawn once.
    fn draw_rules(&self, rows: Range<usize>, (x, y): (Length, Length), items: &mut Vec<Item>) {
        let grid = self.table.grid();
        let differ = |one: (usize, usize), other: (usize, usize)| {
            !std::ptr::eq(grid.cell_at(one.0, one.1), grid.cell_at(other.0, other.1))
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
        let shaped = Shaped::new([segment], fonts)?;
        let lines = label_lines(&shaped, room, cell.align);
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

/// The lines of a cell: as few as fit. A label such as （三）不予公开 is broken after its number; a centred label is
/// broken evenly, a short odd one (自然人) set a character a line, as offices do; no line holds a last character alone.
fn label_lines(text: &Shaped, room: Length, align: Align) -> Vec<Range<usize>> {
    if let Some(lines) = after_number(text, room) {
        return lines;
    }
    let lines = text.lines(room, Length::ZERO);
    let count = text.chars().len();
    let last_alone = lines.last().is_some_and(|last| last.len() == 1);
    if lines.len() < 2 || align == Align::Start && !last_alone {
        return lines;
    }
    if align == Align::Center && count == 3 && last_alone {
        return (0..count).map(|at| at..at + 1).collect();
    }
    evenly(text, lines, room)
}

/// As many lines as given, in the narrowest room that needs no more.
fn evenly(text: &Shaped, lines: Vec<Range<usize>>, room: Length) -> Vec<Range<usize>> {
    /// How finely the narrowest room is looked for.
    const STEPS: i64 = 32;
    (1..STEPS)
        .map(|step| text.lines(room.scaled(step, STEPS), Length::ZERO))
        .find(|narrower| narrower.len() <= lines.len())
        .unwrap_or(lines)
}

/// The two lines of a label broken after its number, when it needs two and both parts fit.
fn after_number(text: &Shaped, room: Length) -> Option<Vec<Range<usize>>> {
    let end = text.chars().len();
    let number = 1 + text.chars().iter().position(|ch| *ch == '）')?;
    let fits = |range: Range<usize>| text.width(range) <= room;
    (text.chars()[0] == '（' && number < end && !fits(0..end) && fits(0..number) && fits(number..end))
        .then(|| vec![0..number, number..end])
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
