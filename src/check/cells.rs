//! FMT-CELL: every cell of the form holds something.

use crate::finding::{Finding, Findings, Severity, Span};
use crate::form::{SlotId, SlotKind};
use crate::model::{CellValue, Figures};

/// Code of the rule.
pub(super) const CODE: &str = "FMT-CELL";

/// One finding a row and state: cells left empty or not given are errors, cells marked not applicable a warning. A table
/// in which nothing is filled in is one finding.
pub(super) fn check(figures: &Figures, findings: &mut Findings) {
    let form = figures.form();
    for (table, table_form) in form.tables.iter().enumerate() {
        if let Some(place) = all_empty(figures, table) {
            let message = format!("{}全部{}行都没有填写", table_form.name, table_form.rows.len());
            findings.push(Finding::error(CODE, place, message).remedy("逐行填写，没有发生的填0"));
            continue;
        }
        for row in 0..table_form.rows.len() {
            check_row(figures, table, row, findings);
        }
    }
}

/// The place of the first cell of a table that was given with every cell empty.
fn all_empty(figures: &Figures, table: usize) -> Option<Span> {
    let form = figures.form();
    let mut cells = form
        .slots()
        .filter(|slot| slot.table == table && form.slot(*slot).kind != SlotKind::Total)
        .map(|slot| figures.cell(slot));
    let first = cells.next().filter(|cell| cell.value == CellValue::Empty)?;
    cells
        .all(|cell| cell.value == CellValue::Empty)
        .then_some(first.span)
        .flatten()
}

fn check_row(figures: &Figures, table: usize, row: usize, findings: &mut Findings) {
    let table_form = &figures.form().tables[table];
    let slots = table_form.rows[row].slots;
    let title = || format!("{}“{}”", table_form.name, table_form.rows[row].short_label());
    let mut empty = Group::default();
    let mut blank_sums = Group::default();
    let mut sums: Vec<String> = Vec::new();
    let mut absent = Group::default();
    let mut not_applicable = Group::default();
    let mut total_unknown = false;
    let mut told = false;
    for (index, slot) in slots.iter().enumerate() {
        let id = SlotId {
            table,
            row,
            slot: index,
        };
        let cell = figures.cell(id);
        match &cell.value {
            CellValue::Empty => match figures.sum_of(id) {
                Some(sum) => {
                    blank_sums.add(slot.label, cell.span);
                    sums.push(sum.to_string());
                }
                None => empty.add(slot.label, cell.span),
            },
            CellValue::NotApplicable(_) => not_applicable.add(slot.label, cell.span),
            CellValue::Missing if cell.span.is_some() => told = true,
            CellValue::Missing if slot.kind == SlotKind::Total => total_unknown = true,
            CellValue::Missing => absent.add(slot.label, None),
            CellValue::Number(_) | CellValue::Amount(_) | CellValue::Annotated { .. } => {}
        }
    }
    let zero = "没有发生的填0";
    empty.tell(Severity::Error, title, "没有填写", zero, slots.len(), findings);
    let filled = match sums.as_slice() {
        [sum] => format!("填{sum}（各数之和）"),
        sums => format!("依次填各数之和：{}", sums.join("、")),
    };
    blank_sums.tell(Severity::Error, title, "没有填写", &filled, slots.len(), findings);
    absent.tell(Severity::Error, title, "缺失", zero, slots.len(), findings);
    let (what, remedy) = ("填的是“不适用”", "正式文本一般填0；确需保留的可不改");
    not_applicable.tell(Severity::Warning, title, what, remedy, slots.len(), findings);
    let computable =
        empty.labels.is_empty() && blank_sums.labels.is_empty() && absent.labels.is_empty() && !told;
    if total_unknown && computable {
        findings.push(
            Finding::error(
                CODE,
                not_applicable.place,
                format!("{}没有填总计，又有不适用的格，总计无法算出", title()),
            )
            .remedy("填上总计，或把不适用的格改为0"),
        );
    }
}

/// The cells of a row in one state.
#[derive(Default)]
struct Group {
    labels: Vec<&'static str>,
    place: Option<Span>,
}

impl Group {
    fn add(&mut self, label: &'static str, span: Option<Span>) {
        self.labels.push(label);
        self.place = self.place.or(span);
    }

    fn tell(
        &self,
        severity: Severity,
        title: impl Fn() -> String,
        what: &str,
        remedy: &str,
        slots: usize,
        findings: &mut Findings,
    ) {
        let which = match self.labels.len() {
            0 => return,
            1 if slots == 1 => String::new(),
            1 => format!("的“{}”", self.labels[0]),
            _ => format!("有{}格（{}）", self.labels.len(), self.labels.join("、")),
        };
        let message = format!("{}{which}{what}", title());
        let finding = match severity {
            Severity::Error => Finding::error(CODE, self.place, message),
            _ => Finding::warning(CODE, self.place, message),
        };
        findings.push(finding.remedy(remedy));
    }
}
