//! Does a Word file keep the form of the annual report: six parts, labels, rows and columns, the edition of its year?
//!
//! Whoever made the file. `doctor` asks it of anybody's, `extract --check` of ours after people have edited it.

mod align;
mod grid;
mod parts;
mod rules;
mod table;
mod text;

use crate::finding::Finding;
use crate::form::{FORMS, Form, SlotId, TableForm};
use crate::package::body::{Block, Body, Cell, Table};
pub use rules::RULES;
use rules::{CELL, PARTS, YEAR};
use std::collections::{BTreeMap, BTreeSet};
use text::{is_wording, plain};

/// Title of every report, behind its year.
const TITLES: [&str; 2] = ["政府信息公开工作年度报告", "政府信息公开年度报告"];
/// Among so many blocks the title stands.
const TITLE_WITHIN: usize = 60;
/// So many cells of wording make a table one of the form's.
const LEAST_LABELS: usize = 3;

/// What was found of a form in a file.
#[derive(Default)]
pub(crate) struct Reading {
    /// What departs from the form; blank cells apart.
    pub findings: Vec<Finding>,
    /// Cells that hold nothing.
    pub blanks: Vec<Finding>,
    /// What stands in each cell for a figure, without white space.
    pub cells: BTreeMap<SlotId, String>,
    /// The blocks of the body that are headings of parts or tables of the form.
    pub claimed: BTreeSet<usize>,
}

/// What of a file departs from the form of its year; nothing when the file is no annual report.
pub(crate) fn examine(body: &Body) -> Vec<Finding> {
    let fits = |form: &Form| {
        assigned(body, form)
            .iter()
            .map(|table| table.labels)
            .sum::<usize>()
    };
    let Some(edition) = FORMS.into_iter().max_by_key(|form| fits(form)) else {
        return Vec::new();
    };
    let tables: BTreeSet<usize> = assigned(body, edition)
        .iter()
        .map(|table| table.of_form)
        .collect();
    if tables.len() < 2 && parts::exact(body, edition) < 3 {
        return Vec::new();
    }
    let year = title_year(body);
    let due = year.and_then(|year| Form::for_year(year).ok());
    let mut form = edition;
    let mut findings = Vec::new();
    if let (Some(year), Some(due)) = (year, due.filter(|due| *due != edition)) {
        if fits(due) < fits(edition) {
            let message = format!(
                "标题是{year}年，表格却是{}的格式；{year}年应用{}的格式",
                edition.notice, due.notice
            );
            let remedy = format!(
                "换用{}的表格；nianbao new --year {year} 生成该年度的填报模板",
                due.notice
            );
            findings.push(Finding::error(YEAR, None, message).remedy(remedy));
        } else {
            form = due;
        }
    }
    let reading = hold(body, form);
    findings.extend(reading.findings);
    findings.extend(reading.blanks);
    findings
}

/// What of a file departs from a form.
pub(crate) fn hold(body: &Body, form: &'static Form) -> Reading {
    let mut reading = Reading::default();
    let headings = parts::check(body, form, &mut reading);
    let assigned = assigned(body, form);
    for (index, table_form) in form.tables.iter().enumerate() {
        let own: Vec<&Assigned<'_>> = assigned.iter().filter(|table| table.of_form == index).collect();
        reading.claimed.extend(own.iter().map(|table| table.block));
        let Some(first) = own.first() else {
            let message = format!("缺少{}（{}）", table_form.name, form.parts[table_form.part]);
            let finding = Finding::error(CELL, None, message);
            reading
                .findings
                .push(finding.remedy("照统一格式补上整张表，没有发生的填0"));
            continue;
        };
        if own.len() > 1 {
            let message = format!("{}分成了{}张表", table_form.name, own.len());
            let finding = Finding::warning(CELL, None, message);
            reading
                .findings
                .push(finding.remedy("合成一张表：删去表与表之间的空行"));
        }
        if misplaced(first.block, table_form, &headings) {
            let heading = form.parts[table_form.part];
            let message = format!("{}不在“{heading}”之下", table_form.name);
            let finding = Finding::error(PARTS, None, message);
            reading.findings.push(finding.remedy("把表移到它所属的部分"));
        }
        let rows: Vec<&[Cell]> = own
            .iter()
            .flat_map(|table| table.table.rows.iter().map(Vec::as_slice))
            .collect();
        table::compare(form, index, &rows, &mut reading);
    }
    reading
}

/// A table of the body that is, or is a piece of, one of the form's.
struct Assigned<'a> {
    block: usize,
    table: &'a Table,
    of_form: usize,
    /// How many of its cells have wording of that table.
    labels: usize,
}

/// Each table of the body that has wording of a table of the form, with the one it has most of.
fn assigned<'a>(body: &'a Body, form: &Form) -> Vec<Assigned<'a>> {
    let wordings = form
        .tables
        .each_ref()
        .map(|form| -> BTreeSet<String> { form.labels.iter().map(|label| plain(label.text)).collect() });
    let mut out = Vec::new();
    for (block, table) in body.blocks.iter().enumerate() {
        let Block::Table(table) = table else { continue };
        let cells = table.rows.iter().flatten().map(|cell| plain(&cell.text()));
        let wording: BTreeSet<String> = cells.filter(|text| is_wording(text)).collect();
        let shared = |labels: &BTreeSet<String>| labels.intersection(&wording).count();
        let counts = wordings.iter().map(shared).enumerate();
        // Of equal ones the first.
        if let Some((of_form, labels)) = counts.rev().max_by_key(|(_, count)| *count)
            && labels >= LEAST_LABELS
            && labels * 2 >= wording.len()
        {
            out.push(Assigned {
                block,
                table,
                of_form,
                labels,
            });
        }
    }
    out
}

/// Whether a block stands before the heading of its table's part or behind that of the next one.
fn misplaced(block: usize, table: &TableForm, headings: &[Option<usize>; 6]) -> bool {
    let before = headings[table.part].is_some_and(|heading| block < heading);
    let behind = headings[table.part + 1..]
        .iter()
        .flatten()
        .any(|heading| block > *heading);
    before || behind
}

/// The year in the title.
fn title_year(body: &Body) -> Option<u16> {
    body.blocks.iter().take(TITLE_WITHIN).find_map(|block| {
        let Block::Paragraph(paragraph) = block else {
            return None;
        };
        let text = plain(&paragraph.text);
        let before = TITLES.iter().find_map(|title| text.split_once(title))?.0;
        let before = before.strip_suffix('度').unwrap_or(before).strip_suffix('年')?;
        let digits = before.len().checked_sub(4)?;
        before.get(digits..)?.parse().ok()
    })
}
