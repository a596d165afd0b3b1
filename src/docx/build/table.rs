//! Tables: fixed widths in twips, merged cells written out in every row, rows that never split.

use super::{Builder, Place, signed, unsigned};
use crate::doc::table::{Align, Cell, CellKind, Table};
use crate::docx::names::{self, INK};
use crate::measure::{self, TableMeasure};
use crate::style::TableStyle;
use crate::units::Length;
use docx_rs::{
    HeightRule, LineSpacing, Paragraph, Shading, ShdType, Table as WordTable, TableAlignmentType,
    TableBorder, TableBorderPosition, TableBorders, TableCell, TableCellMargins, TableLayoutType, TableRow,
    VAlignType, VMergeType, WidthType,
};

impl Builder<'_> {
    /// The table; its header rows, name and description are put in by the finish.
    pub(super) fn table(&mut self, table: &Table, place: Place) -> WordTable {
        let measure = measure::table(table, &self.style.table, self.fonts);
        let widths = twips(&measure.widths);
        let last = table.grid().rows() - 1;
        let kept = self.kept_for_labels(table, &measure);
        let rows = (0..table.grid().rows())
            .map(|row| {
                let keep = kept[row]
                    || table.keeps_with_next(row)
                    || (row == last && (place.before_signature || !table.notes.is_empty()));
                self.row(table, &measure, &widths, row, keep)
            })
            .collect();
        WordTable::new(rows)
            .style(names::TABLE.id)
            .width(widths.iter().sum(), WidthType::Dxa)
            .layout(TableLayoutType::Fixed)
            // Programs differ on whether a table's edge or its text stands at the margin; a centred one stands right.
            .align(TableAlignmentType::Center)
            // Rules and margins stand in the table's style, and again here for programs that read no table styles.
            .set_borders(rules(unsigned_eighths(self.style.table.rule)))
            .margins(margins(&self.style.table))
            .set_grid(widths)
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

    /// A row of a table whose columns have these widths in twips.
    fn row(
        &mut self,
        table: &Table,
        measure: &TableMeasure,
        widths: &[usize],
        row: usize,
        keep_next: bool,
    ) -> TableRow {
        let mut cells = Vec::new();
        let mut column = 0;
        while column < widths.len() {
            let cell = table.grid().cell_at(row, column);
            let width = widths[cell.columns()].iter().sum();
            let starts = cell.row == row;
            let mut out = TableCell::new()
                .width(width, WidthType::Dxa)
                .vertical_align(VAlignType::Center)
                .add_paragraph(self.cell_paragraph(cell, starts, keep_next, measure));
            if cell.column_span > 1 {
                out = out.grid_span(cell.column_span);
            }
            if cell.row_span > 1 {
                out = out.vertical_merge(if starts {
                    VMergeType::Restart
                } else {
                    VMergeType::Continue
                });
            }
            if let Some([red, green, blue]) =
                self.style.table.band_tint.filter(|_| cell.kind == CellKind::Band)
            {
                let fill = format!("{red:02X}{green:02X}{blue:02X}");
                out = out.shading(Shading::new().shd_type(ShdType::Clear).color("auto").fill(fill));
            }
            cells.push(out);
            column = cell.columns().end;
        }
        let height = unsigned(self.style.table.least_row_height);
        TableRow::new(cells)
            .row_height(height as f32)
            .height_rule(HeightRule::AtLeast)
            .cant_split()
    }

    fn cell_paragraph(
        &mut self,
        cell: &Cell,
        with_text: bool,
        keep_next: bool,
        measure: &TableMeasure,
    ) -> Paragraph {
        let style = match cell.align {
            Align::Center => names::CELL,
            Align::Start => names::CELL_START,
        };
        let mut paragraph = Paragraph::new().style(style.id);
        if keep_next {
            paragraph = paragraph.keep_next(true);
        }
        if !with_text {
            return paragraph;
        }
        if let Some(side) = self.stacking_indent(cell, measure) {
            let side = Some(signed(side));
            paragraph = paragraph.indent(side, None, side, None);
        }
        let own = self.style.table.text.size;
        let size = if cell.kind == CellKind::Data {
            measure.figures.size
        } else {
            own
        };
        for mut run in self.runs(self.style.table.text.roles, &cell.text) {
            if size != own {
                run = run.size(usize::try_from(size.as_half_pt()).unwrap_or(0));
            }
            paragraph = paragraph.add_run(run);
        }
        paragraph
    }

    /// How far the text of a stacked label keeps from the sides of its cell, so that one character fits a line: the
    /// label stays one word, which a line break in it would cut for programs that read the table.
    fn stacking_indent(&self, cell: &Cell, measure: &TableMeasure) -> Option<Length> {
        let TableStyle { text, padding_x, .. } = &self.style.table;
        let room = measure.widths[cell.columns()].iter().copied().sum::<Length>() - *padding_x * 2;
        let stacks = cell.align == Align::Center && measure::stacks(&cell.text, room, text, self.fonts);
        // Half a character to spare, for programs that round.
        stacks.then(|| (room - text.size.scaled(3, 2)) / 2)
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
