//! The rows of a table of the form as cells from the left, as a Word file has them.

use super::text::plain;
use crate::form::{Form, Label, SlotId};
use std::ops::Range;

/// What stands in a cell.
#[derive(Clone, Copy)]
pub(super) enum Expected {
    /// Wording; of a label over several rows in each of them.
    Label(&'static Label),
    /// A figure.
    Figure(SlotId),
}

/// A row of the form.
pub(super) struct FormRow {
    /// The columns of each cell, and what it is.
    pub cells: Vec<(Range<u16>, Expected)>,
    /// The wording that begins in it.
    pub text: String,
    /// What people call it.
    pub name: &'static str,
    pub row: u16,
}

/// The rows of a table of a form.
pub(super) fn rows(form: &'static Form, table: usize) -> Vec<FormRow> {
    let table_form = &form.tables[table];
    let below_labels = table_form.labels.iter().map(|label| label.row + label.row_span);
    let below_figures = table_form.rows.iter().map(|row| row.row + 1);
    let count = below_labels.chain(below_figures).max().unwrap_or(0);
    (0..count).map(|row| form_row(form, table, row)).collect()
}

fn form_row(form: &'static Form, table: usize, at: u16) -> FormRow {
    let table_form = &form.tables[table];
    let labels = table_form.labels.iter();
    let covering = labels.filter(|label| (label.row..label.row + label.row_span).contains(&at));
    let mut cells: Vec<(Range<u16>, Expected)> = covering
        .map(|label| {
            (
                label.column..label.column + label.column_span,
                Expected::Label(label),
            )
        })
        .collect();
    let mut name = None;
    for (row, slots) in table_form
        .rows
        .iter()
        .enumerate()
        .filter(|(_, slots)| slots.row == at)
    {
        let mut column = slots.column;
        for (slot, spec) in slots.slots.iter().enumerate() {
            let columns = column..column + spec.column_span;
            column = columns.end;
            cells.push((columns, Expected::Figure(SlotId { table, row, slot })));
        }
        name.get_or_insert(slots.short_label());
    }
    cells.sort_by_key(|(columns, _)| columns.start);
    let own = |cell: &(Range<u16>, Expected)| match cell.1 {
        Expected::Label(label) if label.row == at => Some(label.text),
        _ => None,
    };
    FormRow {
        text: cells.iter().filter_map(own).map(plain).collect(),
        name: name.or(cells.iter().find_map(own)).unwrap_or("数字"),
        cells,
        row: at,
    }
}
