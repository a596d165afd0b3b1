//! Rows that stay together so that the end of a page does not cut the label beside them.
//!
//! Word shows the text of a cell over several rows in as many of them as its page holds, and cuts off the rest.

use super::Builder;
use crate::doc::table::{Cell, Table};
use crate::font::RolePair;
use crate::measure::{self, TableMeasure};
use crate::units::Length;
use skrifa::raw::TableProvider;

impl Builder<'_> {
    /// For each row, whether it must stay on the page of the next one for the sake of a label.
    pub(super) fn kept_for_labels(&self, table: &Table, measure: &TableMeasure) -> Vec<bool> {
        let mut kept = vec![false; table.grid().rows()];
        for cell in table.grid().cells().iter().filter(|cell| cell.row_span > 1) {
            let mut lacking = self.label_height(measure, cell);
            for row in cell.rows() {
                lacking -= self.row_height(table, measure, row);
                if lacking <= Length::ZERO {
                    break;
                }
                if row + 1 < cell.rows().end {
                    kept[row] = true;
                }
            }
        }
        kept
    }

    /// The height a row has by itself.
    fn row_height(&self, table: &Table, measure: &TableMeasure, row: usize) -> Length {
        let cells = table.grid().cells().iter();
        cells
            .filter(|cell| cell.row == row && cell.row_span == 1)
            .map(|cell| self.label_height(measure, cell))
            .fold(self.style.table.least_row_height, Length::max)
    }

    /// The height a cell's text needs when it is broken wherever it is full.
    fn label_height(&self, measure: &TableMeasure, cell: &Cell) -> Length {
        let style = &self.style.table;
        let width: Length = measure.widths[cell.columns()].iter().copied().sum();
        let room = width - style.padding_x * 2;
        let mut lines = 1;
        let mut filled = Length::ZERO;
        for ch in cell.text.chars() {
            let advance = measure::advance(ch, &style.text, self.fonts);
            if filled + advance > room && filled > Length::ZERO {
                lines += 1;
                filled = Length::ZERO;
            }
            filled += advance;
        }
        self.cell_line_height() * lines + style.padding_y * 2
    }

    /// The height of a line of a cell: the style's pitch, or what the face itself asks for.
    fn cell_line_height(&self) -> Length {
        let text = &self.style.table.text;
        let RolePair { chinese, .. } = text.roles;
        let natural = self.fonts.chain(chinese).first().and_then(|&face| {
            let face = self.fonts.face(face);
            let os2 = face.font().ok()?.os2().ok()?;
            let units = i64::from(os2.us_win_ascent()) + i64::from(os2.us_win_descent());
            Some(text.size.scaled(units, face.units_per_em()))
        });
        natural.map_or(text.pitch, |natural| natural.max(text.pitch))
    }
}
