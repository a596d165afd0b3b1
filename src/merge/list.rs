//! The list of the units: who reported, who did not.

use super::{Attendance, Place};
use crate::doc::{Align, Block, Cell, CellKind, Document, GridError, Origin, Properties, Scope, Table};
use crate::input::is_unprintable;
use crate::model::Date;
use crate::units::Length;
use std::collections::BTreeSet;

/// The heads of the list.
const HEADS: [&str; 5] = ["序号", "单位", "收到日期", "情况", "文件"];
/// Their widths in mm, the text area in all.
const WIDTHS: [i64; 5] = [12, 56, 26, 34, 28];

/// The list as rows of text, the heads first.
pub fn table(attendance: &Attendance) -> Vec<[String; 5]> {
    let files = |place: &Place| place.file.iter().chain(&place.more).cloned().collect::<Vec<_>>();
    let all: Vec<String> = attendance.places.iter().flat_map(files).collect();
    let names: BTreeSet<&str> = all.iter().map(|file| end(file, 1)).collect();
    // Where each unit has a folder, its file may have the name that all others have.
    let shown = if names.len() == all.len() { 1 } else { 2 };
    let mut rows = vec![HEADS.map(str::to_owned)];
    for (index, place) in attendance.places.iter().enumerate() {
        let files: Vec<String> = files(place)
            .iter()
            .map(|file| printable(end(file, shown)))
            .collect();
        rows.push([
            (index + 1).to_string(),
            place.name.clone(),
            place.received.map_or(String::new(), |date| date.to_string()),
            place.situation(),
            files.join("、"),
        ]);
    }
    rows
}

/// The end of a path, so many names of it.
fn end(file: &str, names: usize) -> &str {
    let mut marks = file.rmatch_indices(['/', '\\']);
    marks
        .nth(names - 1)
        .map_or(file, |(at, mark)| &file[at + mark.len()..])
}

fn printable(name: &str) -> String {
    name.chars().filter(|ch| !is_unprintable(*ch)).collect()
}

/// What the list is called; the year may not be known.
pub(super) fn title(year: Option<u16>) -> String {
    let year = year.map_or(String::new(), |year| format!("{year}年"));
    format!("{year}政府信息公开工作年度报告报送情况")
}

/// The list as a formal paper.
///
/// # Errors
/// [`GridError`] never for a list made here; it is the table's word that its cells close.
pub fn document(
    attendance: &Attendance,
    year: Option<u16>,
    agency: Option<&str>,
    date: Option<Date>,
) -> Result<Document, GridError> {
    let title = format!("{}{}", agency.unwrap_or(""), title(year));
    let mut cells = Vec::new();
    for (row, texts) in table(attendance).into_iter().enumerate() {
        for (column, text) in texts.into_iter().enumerate() {
            let cell = Cell::at(row, column, text);
            cells.push(match (row, column) {
                (0, _) => cell.kind(CellKind::Header(Scope::Column)),
                (_, 1) => cell.kind(CellKind::Header(Scope::Row)).align(Align::Start),
                (_, 3 | 4) => cell.align(Align::Start),
                _ => cell,
            });
        }
    }
    let table = Table::new(WIDTHS.map(Length::mm).to_vec(), 1, cells)?
        .described("报送情况", "各单位是否报送年度报告、何时收到。");
    let mut summary = attendance.summary();
    if let Some(due) = attendance.due {
        summary = format!("报送期限为{}。{summary}", due.chinese());
    }
    let properties = Properties {
        title: title.clone(),
        author: agency.unwrap_or("").to_owned(),
        subject: title.clone(),
        language: "zh-CN".to_owned(),
        date,
        ..Properties::default()
    };
    Ok(Document::new(
        properties,
        vec![
            Block::title(title),
            Block::paragraph(format!("{summary}。"), Origin::default()),
            Block::Table(table),
        ],
    ))
}
