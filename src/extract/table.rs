//! A table of a Word file against the table it should be, row by row by the labels.

use super::visible::{squeezed, squeezed_text};
use crate::doc::{Cell, CellKind, Table};
use crate::package::xml::{at, children, val, val_at};
use roxmltree::Node;
use std::fmt::Write as _;

/// The most columns of a table that is looked at.
const MAX_COLUMNS: usize = 200;

/// What differs, told for people.
pub(super) enum Difference {
    /// Labels, rows or columns.
    Label(String),
    /// The value of a cell.
    Value(String),
}

/// A table as it is seen: for each row, the text at each column of the grid; that of merged cells at all they cover.
pub(super) struct Shown {
    rows: Vec<Vec<String>>,
}

impl Shown {
    /// The table of an element.
    pub(super) fn of(table: Node<'_, '_>) -> Self {
        let mut rows: Vec<Vec<String>> = Vec::new();
        for row in children(table, "tr") {
            let mut texts: Vec<String> = Vec::new();
            for cell in children(row, "tc") {
                let span = val_at(cell, &["tcPr", "gridSpan"]).and_then(|span| span.parse::<usize>().ok());
                let merge = at(cell, &["tcPr", "vMerge"]);
                let goes_on = merge.is_some_and(|merge| val(merge) != Some("restart"));
                let text = match rows
                    .last()
                    .filter(|_| goes_on)
                    .and_then(|above| above.get(texts.len()))
                {
                    Some(above) => above.clone(),
                    None => squeezed_text(cell),
                };
                let room = MAX_COLUMNS.saturating_sub(texts.len());
                texts.extend(std::iter::repeat_n(text, span.unwrap_or(1).clamp(1, room.max(1))));
            }
            rows.push(texts);
        }
        Shown { rows }
    }

    fn text(&self, row: usize, column: usize) -> &str {
        self.rows
            .get(row)
            .and_then(|row| row.get(column))
            .map_or("", String::as_str)
    }
}

/// Where a table differs from the one it should be. Rows are matched by their labels, so that one row taken out is one
/// difference.
pub(super) fn differences(shown: &Shown, known: &Table) -> Vec<Difference> {
    let mut out = Vec::new();
    let grid = known.grid();
    let name = &known.caption;
    let columns = shown.rows.iter().map(Vec::len).max().unwrap_or(0);
    if columns != grid.columns() {
        out.push(Difference::Label(format!(
            "“{name}”的表有{columns}列，应为{}列",
            grid.columns()
        )));
        return out;
    }
    let mut next = 0;
    for row in 0..grid.rows() {
        let labels: Vec<&Cell> = cells_of(known, row)
            .filter(|cell| cell.kind != CellKind::Data)
            .collect();
        let fits = |at: usize| {
            labels
                .iter()
                .all(|label| shown.text(at, label.column) == squeezed(&label.text))
        };
        let place = if fits(next) {
            next
        } else if let Some(found) = (next + 1..shown.rows.len())
            .find(|at| fits(*at))
            .filter(|_| !labels.is_empty() && shown.rows.len() != grid.rows())
        {
            out.push(Difference::Label(format!(
                "“{name}”的表在“{}”一行之前多出{}行",
                row_name(&labels),
                found - next
            )));
            found
        } else if shown.rows.len() < grid.rows() {
            out.push(Difference::Label(format!(
                "“{name}”的表缺少“{}”一行",
                row_name(&labels)
            )));
            continue;
        } else {
            for label in labels.iter().filter(|label| label.row == row) {
                let text = shown.text(next, label.column);
                if text != squeezed(&label.text) {
                    out.push(Difference::Label(format!(
                        "“{name}”的表第{}行的标签“{}”成了“{text}”",
                        row + 1,
                        label.text
                    )));
                }
            }
            next
        };
        next = place + 1;
        for cell in cells_of(known, row).filter(|cell| cell.kind == CellKind::Data && cell.row == row) {
            let text = shown.text(place, cell.column);
            if text != squeezed(&cell.text) {
                let (is, should) = (quoted(text), quoted(&cell.text));
                out.push(Difference::Value(format!(
                    "{}：文件里是{is}，数据里是{should}",
                    cell_name(known, cell)
                )));
            }
        }
    }
    if next < shown.rows.len() {
        out.push(Difference::Label(format!(
            "“{name}”的表末尾多出{}行",
            shown.rows.len() - next
        )));
    }
    out
}

/// The cells that cover a row, from the left.
fn cells_of(table: &Table, row: usize) -> impl Iterator<Item = &Cell> {
    table
        .grid()
        .cells()
        .iter()
        .filter(move |cell| cell.rows().contains(&row))
}

fn row_name(labels: &[&Cell]) -> String {
    labels.last().map_or_else(String::new, |label| label.text.clone())
}

/// `“收到和处理政府信息公开申请情况”的表“（一）予以公开”“自然人”`.
fn cell_name(table: &Table, cell: &Cell) -> String {
    let mut name = format!("“{}”的表", table.caption);
    for header in table.grid().headers_of(cell) {
        // Writing to a String cannot fail.
        let _ = write!(name, "“{}”", squeezed(&header.text));
    }
    name
}

fn quoted(text: &str) -> String {
    if text.is_empty() {
        "空白".to_owned()
    } else {
        format!("“{text}”")
    }
}
