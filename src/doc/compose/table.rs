//! A statutory table as a document table: the form's labels and the report's figures.

use crate::doc::{Align, Cell, CellKind, Line, NodeId, Origin, Scope, Table};
use crate::form::{Label, LabelRole, SlotId, TableForm};
use crate::model::Report;
use crate::units::Length;

/// The table at an index of the report's form.
///
/// # Panics
/// When the form's grid does not close, which the tests of `form` exclude.
pub(super) fn compose(report: &Report, index: usize) -> Table {
    let form = &report.form.tables[index];
    let cells = form
        .labels
        .iter()
        .map(|label| label_cell(form, label))
        .chain(slot_cells(report, index));
    let lengths = |widths: &[i64]| widths.iter().map(|&width| Length::deci_mm(width)).collect();
    let least: Vec<Length> = lengths(form.least_widths);
    let part = report.form.parts[form.part];
    let caption = part.split_once('、').map_or(part, |(_, name)| name);
    Table::new(
        lengths(form.widths),
        usize::from(form.header_rows),
        cells.collect(),
    )
    .expect("the grid of every form closes")
    .described(caption, form.description)
    .narrowable(&least)
    .noted(notes(report, index))
}

fn notes(report: &Report, index: usize) -> Vec<Line> {
    let notes = report.table_notes.get(index);
    notes
        .iter()
        .flat_map(|text| &text.paragraphs)
        .map(|note| Line::new(note.value.clone(), Origin(note.span)))
        .collect()
}

fn label_cell(form: &TableForm, label: &Label) -> Cell {
    // In the long table the labels of single rows are sentences and read better from the left edge.
    let is_sentence = label.role == LabelRole::RowHeader && label.row_span == 1 && form.header_rows > 0;
    Cell::at(usize::from(label.row), usize::from(label.column), label.text)
        .spanning(usize::from(label.row_span), usize::from(label.column_span))
        .kind(match label.role {
            LabelRole::ColumnHeader => CellKind::Header(Scope::Column),
            LabelRole::RowHeader => CellKind::Header(Scope::Row),
            LabelRole::Band => CellKind::Band,
            LabelRole::Note => CellKind::Note,
        })
        .align(if is_sentence { Align::Start } else { Align::Center })
}

fn slot_cells(report: &Report, table: usize) -> impl Iterator<Item = Cell> {
    let form = &report.form.tables[table];
    form.rows.iter().enumerate().flat_map(move |(row, slots)| {
        let mut column = usize::from(slots.column);
        slots.slots.iter().enumerate().map(move |(slot, spec)| {
            let cell = report.figures.cell(SlotId { table, row, slot });
            let first = column;
            column += usize::from(spec.column_span);
            Cell {
                id: NodeId::default(),
                origin: Origin(cell.span),
                ..Cell::at(usize::from(slots.row), first, cell.value.to_string())
                    .spanning(1, usize::from(spec.column_span))
            }
        })
    })
}
