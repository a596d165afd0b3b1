//! Tables: fixed widths in twips, merged cells written out in every row, rows that never split.

use super::cell::{self, CellShape};
use super::{Builder, Place, signed, unsigned};
use crate::doc::table::{Align, Cell, CellKind, Table};
use crate::docx::markup;
use crate::docx::names::{self, INK};
use crate::docx::xml::Element;
use crate::error::Error;
use crate::measure::{self, TableMeasure};
use crate::style::TableStyle;
use crate::units::Length;
use docx_rs::{
    HeightRule, LineSpacing, Paragraph, Table as WordTable, TableAlignmentType, TableBorder,
    TableBorderPosition, TableBorders, TableCellMargins, TableLayoutType, TableRow, WidthType,
};

impl Builder<'_> {
    /// The table's markup.
    pub(super) fn table(&mut self, table: &Table, place: Place) -> Result<String, Error> {
        let measure = measure::table(table, &self.style.table, self.fonts);
        let widths = twips(&measure.widths);
        let [mut markup, end] = self.frame(table, &widths)?;
        let (header_row, row) = (self.row_frame(true)?, self.row_frame(false)?);
        let last = table.grid().rows() - 1;
        let kept = self.kept_for_labels(table, &measure);
        for (at, kept) in kept.into_iter().enumerate() {
            let keep = kept
                || table.keeps_with_next(at)
                || (at == last && (place.before_signature || !table.notes.is_empty()));
            let is_header = at < table.header_rows();
            let [start, end] = if is_header { &header_row } else { &row };
            markup.push_str(start);
            self.add_cells(table, &measure, &widths, at, keep, &mut markup)?;
            markup.push_str(end);
        }
        markup.push_str(&end);
        Ok(markup)
    }

    /// The markup before and after the rows. docx-rs has no words for a table's name and description.
    fn frame(&self, table: &Table, widths: &[usize]) -> Result<[String; 2], Error> {
        let empty = WordTable::new(Vec::new())
            .style(names::TABLE.id)
            .width(widths.iter().sum(), WidthType::Dxa)
            .layout(TableLayoutType::Fixed)
            // Programs differ on whether a table's edge or its text stands at the margin; a centred one stands right.
            .align(TableAlignmentType::Center)
            // Rules and margins stand in the table's style, and again here for programs that read no table styles.
            .set_borders(rules(unsigned_eighths(self.style.table.rule)))
            .margins(margins(&self.style.table))
            .set_grid(widths.to_vec());
        let names = [
            ("w:tblCaption", &table.caption),
            ("w:tblDescription", &table.description),
        ];
        let named = names.iter().filter(|(_, text)| !text.is_empty());
        let named = named.map(|(name, text)| Element::val(name, text));
        markup::frame(&empty, "w:tblPr", named.collect())
    }

    /// The markup before and after the cells of a row. docx-rs has no word for a header row.
    fn row_frame(&self, is_header: bool) -> Result<[String; 2], Error> {
        let empty = TableRow::new(Vec::new())
            .row_height(unsigned(self.style.table.least_row_height) as f32)
            .height_rule(HeightRule::AtLeast)
            .cant_split();
        let header = is_header.then(|| Element::new("w:tblHeader")).into_iter();
        markup::frame(&empty, "w:trPr", header.collect())
    }

    /// The notes under the table, kept with it.
    pub(super) fn table_notes(&mut self, table: &Table, place: Place) -> Vec<Paragraph> {
        let last = table.notes.len().saturating_sub(1);
        let roles = self.style.table.note.roles;
        let mut notes = Vec::new();
        for (note, at) in table.notes.iter().zip(0..) {
            let mut paragraph = Paragraph::new().style(names::TABLE_NOTE.id);
            if at < last || place.before_signature {
                paragraph = paragraph.keep_next(true);
            }
            if at == 0 {
                let gap = unsigned(self.style.table.note_gap);
                paragraph = paragraph.line_spacing(LineSpacing::new().before(gap));
            }
            notes.push(self.add_text(paragraph, roles, None, &note.text));
        }
        notes
    }

    /// Adds the cells of a row of a table whose columns have these widths in twips.
    fn add_cells(
        &mut self,
        table: &Table,
        measure: &TableMeasure,
        widths: &[usize],
        row: usize,
        keep_next: bool,
        markup: &mut String,
    ) -> Result<(), Error> {
        let mut column = 0;
        while column < widths.len() {
            let cell = table.grid().cell_at(row, column);
            let width = widths[cell.columns()].iter().sum();
            let shape = self.shape(cell, width, cell.row == row, keep_next, measure);
            cell::add(shape, markup)?;
            column = cell.columns().end;
        }
        Ok(())
    }

    /// What a cell looks like in a row, which may be the first of its rows: its text stands there.
    fn shape(
        &mut self,
        cell: &Cell,
        width: usize,
        starts: bool,
        keep_next: bool,
        measure: &TableMeasure,
    ) -> CellShape {
        let TableStyle { text, band_tint, .. } = &self.style.table;
        let size = match cell.kind {
            CellKind::Data => measure.figures.size,
            _ => text.size,
        };
        let half_points = || usize::try_from(size.as_half_pt()).unwrap_or(0);
        let room =
            measure.widths[cell.columns()].iter().copied().sum::<Length>() - self.style.table.padding_x * 2;
        let stacking = || self.stacking_indent(cell, room).map(signed);
        let number = || self.number_indent(cell, room).map(signed);
        let mut shape = CellShape {
            width,
            column_span: cell.column_span,
            starts_merge: (cell.row_span > 1).then_some(starts),
            tint: band_tint.filter(|_| cell.kind == CellKind::Band),
            style: match cell.align {
                Align::Center => names::CELL.id,
                Align::Start => names::CELL_START.id,
            },
            keep_next,
            indent: starts.then(stacking).flatten(),
            first_indent: starts.then(number).flatten(),
            size: (size != text.size).then(half_points),
            runs: Vec::new(),
        };
        if starts {
            shape.runs = self.shapes(text.roles, &cell.text);
        }
        shape
    }

    /// How far the text of a stacked label keeps from the sides of its cell, so that one character fits a line: the
    /// label stays one word, which a line break in it would cut for programs that read the table.
    fn stacking_indent(&self, cell: &Cell, room: Length) -> Option<Length> {
        let text = &self.style.table.text;
        let stacks = cell.align == Align::Center && measure::stacks(&cell.text, room, text, self.fonts);
        // Half a character to spare, for programs that round.
        stacks.then(|| (room - text.size.scaled(3, 2)) / 2)
    }

    /// How far the first line of a label begins to the right, so that nothing but its number fits it: the label stays
    /// one word here, too.
    fn number_indent(&self, cell: &Cell, room: Length) -> Option<Length> {
        let text = &self.style.table.text;
        let number = measure::number_line(cell, room, text, self.fonts)?;
        let up_to: String = cell.text.chars().take(number).collect();
        // An eighth of the next character lacks: more than programs round, and less than one sees.
        let lacking = text.size.scaled(7, 8);
        let indent = room - measure::width(&up_to, text, self.fonts) - lacking;
        (indent > Length::ZERO).then_some(indent)
    }
}

fn rules(size: usize) -> TableBorders {
    use TableBorderPosition::{Bottom, InsideH, InsideV, Left, Right, Top};
    let rule = |position| TableBorder::new(position).size(size).color(INK);
    [Top, Left, Bottom, Right, InsideH, InsideV]
        .into_iter()
        .fold(TableBorders::with_empty(), |rules, side| rules.set(rule(side)))
}

fn margins(style: &TableStyle) -> TableCellMargins {
    let (x, y) = (
        unsigned(style.padding_x) as usize,
        unsigned(style.padding_y) as usize,
    );
    TableCellMargins::new().margin(y, x, y, x)
}

/// A length in eighths of a point, for the width of a rule.
fn unsigned_eighths(length: Length) -> usize {
    usize::try_from(length.as_eighth_pt()).unwrap_or(0)
}

/// Column widths in twips whose sum is that of the exact widths: every edge is rounded, not every width.
fn twips(widths: &[Length]) -> Vec<usize> {
    let mut edge = Length::ZERO;
    widths
        .iter()
        .map(|&width| {
            let start = edge.as_twips();
            edge += width;
            usize::try_from(edge.as_twips() - start).unwrap_or(0)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_in_twips_add_up_to_the_rounded_whole() {
        let widths = vec![Length::mm(156) / 15; 15];
        let total: Length = widths.iter().copied().sum();
        assert_eq!(twips(&widths).iter().sum::<usize>() as i64, total.as_twips());
        assert!(twips(&[Length::mm(-3)]).iter().all(|width| *width == 0));
    }
}
