//! Spreadsheets for the office's own checking: units by slots with sums as formulas, and the list of the units.

use super::{Attendance, Merge, list, shown};
use crate::form::{SlotId, SlotKind, TableForm};
use crate::model::{CellValue, Date};
use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Note, Workbook, Worksheet,
    XlsxError,
};

/// Millionths in one.
const SCALE: f64 = 1_000_000.0;
/// The width of the column of names, in characters.
const NAME_WIDTH: f64 = 28.0;
/// The year of a workbook of reports whose year is not known.
const NO_YEAR: u16 = 1980;
/// Heads above the numbers: the row's label and the slot's.
const HEADS: u32 = 2;

/// The looks of the cells.
struct Looks {
    head: Format,
    name: Format,
    value: Format,
    sum: Format,
}

impl Looks {
    fn new() -> Self {
        let boxed = || {
            Format::new()
                .set_border(FormatBorder::Thin)
                .set_align(FormatAlign::VerticalCenter)
        };
        Looks {
            head: boxed().set_bold().set_text_wrap().set_align(FormatAlign::Center),
            name: boxed(),
            value: boxed().set_align(FormatAlign::Right),
            sum: boxed().set_bold().set_align(FormatAlign::Right),
        }
    }
}

/// A workbook that says nothing of the clock: its date is the report's, or the last day of the report year.
fn workbook(title: &str, year: Option<u16>, date: Option<Date>) -> Result<Workbook, XlsxError> {
    let year = year.unwrap_or(NO_YEAR);
    let (year, month, day) = date.map_or((year, 12, 31), |date| (date.year(), date.month(), date.day()));
    let created = ExcelDateTime::from_ymd(year, month, day)?;
    let mut workbook = Workbook::new();
    workbook.set_properties(
        &DocProperties::new()
            .set_title(title)
            // By this a spreadsheet is known that nobody else has saved.
            .set_author("nianbao")
            .set_creation_datetime(&created),
    );
    Ok(workbook)
}

/// One sheet a table: a row for each unit, a column for each number under its official labels, and the sums as formulas.
/// Cells without a number stand as written, so that the formulas leave them out.
///
/// # Errors
/// [`XlsxError`] of the writer: a bug of ours.
pub fn sums_sheet(merge: &Merge, date: Option<Date>) -> Result<Vec<u8>, XlsxError> {
    let title = format!("{}年政府信息公开工作年度报告汇总核对表", merge.year());
    let mut workbook = workbook(&title, Some(merge.year()), date)?;
    let looks = Looks::new();
    for (index, table) in merge.form().tables.iter().enumerate() {
        let sheet = workbook.add_worksheet();
        sheet.set_name(table.name)?;
        write_table(sheet, merge, index, table, &looks)?;
    }
    workbook.save_to_buffer()
}

fn write_table(
    sheet: &mut Worksheet,
    merge: &Merge,
    index: usize,
    table: &TableForm,
    looks: &Looks,
) -> Result<(), XlsxError> {
    sheet.set_column_width(0, NAME_WIDTH)?;
    sheet.set_freeze_panes(HEADS, 1)?;
    sheet.merge_range(0, 0, HEADS - 1, 0, "单位", &looks.head)?;
    let mut line = HEADS;
    for unit in merge.units() {
        let own = if unit.own { "（本级）" } else { "" };
        sheet.write_string_with_format(line, 0, format!("{}{own}", unit.agency), &looks.name)?;
        line += 1;
    }
    let adjusted = line;
    sheet.write_string_with_format(adjusted, 0, "调整", &looks.name)?;
    sheet.write_string_with_format(adjusted + 1, 0, "合计", &looks.sum)?;
    let mut column: u16 = 1;
    for (row, slots) in table.rows.iter().enumerate() {
        let last = column + slots.slots.len() as u16 - 1;
        if last > column {
            sheet.merge_range(0, column, 0, last, slots.label, &looks.head)?;
        } else {
            sheet.write_string_with_format(0, column, slots.label, &looks.head)?;
        }
        for slot in 0..slots.slots.len() {
            let id = SlotId {
                table: index,
                row,
                slot,
            };
            write_column(sheet, merge, id, column, looks)?;
            column += 1;
        }
    }
    Ok(())
}

fn write_column(
    sheet: &mut Worksheet,
    merge: &Merge,
    id: SlotId,
    column: u16,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let slot = merge.form().slot(id);
    let number = |value: i128| match slot.kind {
        SlotKind::Amount => value as f64 / SCALE,
        _ => value as f64,
    };
    sheet.write_string_with_format(1, column, slot.label, &looks.head)?;
    let sum = merge.sum(id);
    let mut line = HEADS;
    for part in &sum.parts {
        match part.counted {
            Some(value) => sheet.write_number_with_format(line, column, number(value), &looks.value)?,
            None => sheet.write_string_with_format(line, column, part.written.to_string(), &looks.value)?,
        };
        if let CellValue::Annotated { text, .. } = &part.written {
            sheet.insert_note(line, column, &Note::new(text.as_str()).add_author_prefix(false))?;
        }
        line += 1;
    }
    let adjusted: i128 = sum.adjustments.iter().map(|adjustment| adjustment.amount).sum();
    if sum.adjustments.is_empty() {
        sheet.write_blank(line, column, &looks.value)?;
    } else {
        sheet.write_number_with_format(line, column, number(adjusted), &looks.value)?;
        let reasons: Vec<&str> = sum
            .adjustments
            .iter()
            .map(|adjustment| adjustment.reason.as_str())
            .collect();
        sheet.insert_note(
            line,
            column,
            &Note::new(reasons.join("；")).add_author_prefix(false),
        )?;
    }
    let (first, last) = (row_col_to_cell(HEADS, column), row_col_to_cell(line, column));
    let result = sum.total.map_or("0".to_owned(), |total| shown(slot.kind, total));
    let formula = Formula::new(format!("=SUM({first}:{last})")).set_result(result);
    sheet.write_formula_with_format(line + 1, column, formula, &looks.sum)?;
    Ok(())
}

/// The list of the units as a sheet.
///
/// # Errors
/// [`XlsxError`] of the writer: a bug of ours.
pub fn list_sheet(
    attendance: &Attendance,
    year: Option<u16>,
    date: Option<Date>,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = workbook(&list::title(year), year, date)?;
    let looks = Looks::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("报送情况")?;
    for (column, width) in (0..).zip([6.0, NAME_WIDTH, 14.0, NAME_WIDTH, NAME_WIDTH]) {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (line, row) in (0..).zip(list::table(attendance)) {
        for (column, text) in (0..).zip(&row) {
            let look = if line == 0 { &looks.head } else { &looks.name };
            match text.parse::<u32>() {
                Ok(number) if column == 0 => sheet.write_number_with_format(line, column, number, look)?,
                _ => sheet.write_string_with_format(line, column, text, look)?,
            };
        }
    }
    workbook.save_to_buffer()
}
