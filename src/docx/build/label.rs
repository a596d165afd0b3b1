//! Rows that stay together so that the end of a page does not cut the label beside them.
//!
//! Word shows the text of a cell over several rows in as many of them as its page holds, and cuts off the rest.

use super::Builder;
use crate::doc::table::{Cell, CellKind, Table};
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

    /// The height a cell's text needs when it is broken wherever it is full; figures have a size of their own.
    fn label_height(&self, measure: &TableMeasure, cell: &Cell) -> Length {
        let style = &self.style.table;
        let width: Length = measure.widths[cell.columns()].iter().copied().sum();
        let room = width - style.padding_x * 2;
        let text = match cell.kind {
            CellKind::Data => &measure.figures,
            _ => &style.text,
        };
        let mut lines = 1;
        let mut filled = Length::ZERO;
        for ch in cell.text.chars() {
            let advance = measure::advance(ch, text, self.fonts);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::docx::typeface::Typeface;
    use crate::font::FontSet;
    use crate::style::Style;
    use std::collections::BTreeMap;

    /// Which rows are kept beside a label of four lines and four rows of a figure.
    fn kept(figure: &str) -> Vec<bool> {
        let label = Cell::at(0, 0, "甲乙丙丁戊己庚辛").spanning(4, 1);
        let figures = (0..4).map(|row| Cell::at(row, 1, figure).kind(CellKind::Data));
        let cells = std::iter::once(label).chain(figures).collect();
        let table = Table::new(vec![Length::pt(40), Length::pt(40)], 0, cells).unwrap();
        let (style, fonts) = (Style::default(), FontSet::bundled().unwrap());
        let builder = Builder {
            style: &style,
            fonts,
            typeface: Typeface::Ours,
            uses: BTreeMap::new(),
        };
        let measure = measure::table(&table, &style.table, fonts);
        assert_eq!(measure.figures.size < style.table.text.size, figure.len() > 1);
        builder.kept_for_labels(&table, &measure)
    }

    #[test]
    fn figures_are_as_high_as_their_size_makes_them() {
        let kept_by_small = kept("1");
        assert!(kept_by_small.contains(&true));
        assert_eq!(kept("1234567"), kept_by_small);
    }
}
