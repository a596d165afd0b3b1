//! This year's draft from last year's report: what carries over is filled in, what was said last year stands beside.

use super::Draft;
use crate::form::{Form, NoForm, RowRole, SlotId, SlotKind, SlotRow};
use crate::model::prose::{ProseBlock, blocks};
use crate::model::{Cell, CellValue, Figures, Report, Text};
use crate::style::Style;

/// The column of the form of 2019 that asks for last year's number, and the one that is added to it.
const LAST_YEAR: (&str, &str) = ("last_year", "change");

impl Draft {
    /// The draft of the year after a report's. Organ, level, contact, signature and style are taken over; 上年结转 is last
    /// year's 结转下年度, and 上一年项目数量 what last year ended with. Every other number is left to be filled in, last year's
    /// beside it as a comment; of the text only the headings are shown.
    ///
    /// # Errors
    /// [`NoForm`] never for a report that has a form; a later year always has one.
    pub fn following(last: &Report, style: &Style) -> Result<Self, NoForm> {
        let mut draft = Draft::empty(last.year.value + 1)?;
        draft.agency = Some(last.agency.value.clone());
        draft.level = Some(last.level.value);
        draft.contact = last.contact.clone();
        draft.signature = last.signature.clone();
        draft.dispatch.recipients.clone_from(&last.dispatch.recipients);
        draft.style = style.clone();
        draft.remark("date", format!("上年：{}", last.date.value));
        draft.opening.push(format!(
            "根据{}年度的报告生成：机关、联系方式、署名、上年结转已填；以“上年”开头的说明供对照，填好后可删去",
            last.year.value
        ));
        if last.form != draft.figures.form() {
            draft.opening.push(format!(
                "上年用{}年的格式，本年用{}年的格式，栏目不同的已在各行注明",
                last.form.id,
                draft.figures.form().id
            ));
        }
        if let Some(head) = &last.dispatch.head {
            draft.opening.push(format!(
                "上年作为公文发出：{}，{}；本年需要时填写 [head] 和 [imprint]",
                head.mark.value, head.number.value
            ));
        }
        carry_over(&mut draft, &last.figures);
        carry_counts(&mut draft, &last.figures);
        remark_figures(&mut draft, &last.figures);
        remark_words(&mut draft, last);
        Ok(draft)
    }
}

/// Last year's row of the same key.
fn row_of(form: &'static Form, table: &str, key: &str) -> Option<(usize, usize)> {
    let table = form.tables.iter().position(|form| form.key == table)?;
    let row = form.tables[table].rows.iter().position(|row| row.key == key)?;
    Some((table, row))
}

/// The slot of a row by its key.
fn slot_of(figures: &Figures, (table, row): (usize, usize), key: &str) -> Option<SlotId> {
    let slots = figures.form().tables[table].rows[row].slots;
    let slot = slots.iter().position(|slot| slot.key == key)?;
    Some(SlotId { table, row, slot })
}

/// 二、上年结转 of this year is 四、结转下年度 of last year.
fn carry_over(draft: &mut Draft, last: &Figures) {
    let form = draft.figures.form();
    let rows = |form: &'static Form, role: RowRole| {
        form.tables.iter().enumerate().find_map(|(table, rows)| {
            let row = rows.rows.iter().position(|row| row.role == role)?;
            Some((table, row))
        })
    };
    let (Some(now), Some(before)) = (
        rows(form, RowRole::CarriedOver),
        rows(last.form(), RowRole::CarriedForward),
    ) else {
        return;
    };
    for (slot, known) in form.tables[now.0].rows[now.1].slots.iter().enumerate() {
        let number = slot_of(last, before, known.key).and_then(|id| last.number(id));
        if let Some(number) = number.filter(|_| known.kind != SlotKind::Total) {
            set(draft, now, slot, number);
        }
    }
    let row = &form.tables[now.0].rows[now.1];
    let path = format!("{}.{}", form.tables[now.0].key, row.key);
    draft.remark(path, "已按上年报告的“结转下年度继续办理”填写");
}

fn set(draft: &mut Draft, (table, row): (usize, usize), slot: usize, number: i64) {
    let value = CellValue::Number(number);
    draft
        .figures
        .set(SlotId { table, row, slot }, Cell { value, span: None });
}

/// 上一年项目数量, where both years' forms have it: what last year began with and its change.
fn carry_counts(draft: &mut Draft, last: &Figures) {
    let form = draft.figures.form();
    for (index, table) in form.tables.iter().enumerate() {
        for (number, row) in table.rows.iter().enumerate() {
            let Some(slot) = row.slots.iter().position(|slot| slot.key == LAST_YEAR.0) else {
                continue;
            };
            let ended = row_of(last.form(), table.key, row.key).and_then(|place| {
                let began = last.number(slot_of(last, place, LAST_YEAR.0)?)?;
                Some(began + last.number(slot_of(last, place, LAST_YEAR.1)?)?)
            });
            if let Some(ended) = ended.filter(|ended| *ended >= 0) {
                set(draft, (index, number), slot, ended);
            }
        }
    }
}

/// Last year's numbers beside the rows, but for rows of zeros; rows that this year's form has not at the head of the file.
fn remark_figures(draft: &mut Draft, last: &Figures) {
    let form = draft.figures.form();
    for (index, table) in last.form().tables.iter().enumerate() {
        for (number, row) in table.rows.iter().enumerate() {
            let Some(said) = said(last, (index, number), row) else {
                continue;
            };
            match row_of(form, table.key, row.key) {
                Some((now, at)) => {
                    let same = form.tables[now].rows[at].slots.iter().map(|slot| slot.label);
                    let labels = row.slots.iter().map(|slot| slot.label);
                    let differ = if same.eq(labels) { "" } else { "（栏目不同）" };
                    draft.remark(
                        format!("{}.{}", table.key, row.key),
                        format!("上年{differ}：{said}"),
                    );
                }
                None => draft.opening.push(format!(
                    "上年{}“{}”：{said}；本年的格式没有这一行",
                    table.name,
                    row.short_label()
                )),
            }
        }
    }
}

/// The numbers of a row with their labels; nothing when all are 0 or not given.
fn said(figures: &Figures, (table, row): (usize, usize), form: &SlotRow) -> Option<String> {
    let cells: Vec<(&str, String)> = form
        .slots
        .iter()
        .enumerate()
        .map(|(slot, known)| {
            let value = &figures.cell(SlotId { table, row, slot }).value;
            (known.label, value.to_string())
        })
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let is_zero = |text: &str| text.chars().all(|ch| matches!(ch, '0' | '.'));
    if cells.iter().all(|(_, text)| is_zero(text)) {
        return None;
    }
    let shown: Vec<String> = cells
        .iter()
        .filter(|(_, text)| !is_zero(text))
        .map(|(label, text)| format!("{label}{text}"))
        .collect();
    let rest = if shown.len() < cells.len() {
        "，其余为0"
    } else {
        ""
    };
    Some(format!("{}{rest}", shown.join("、")))
}

/// The headings of last year's text, its fee facts and its notes.
fn remark_words(draft: &mut Draft, last: &Report) {
    for (key, text) in [
        ("part1", &last.prose.part1),
        ("part5", &last.prose.part5),
        ("part6", &last.prose.part6),
    ] {
        for heading in headings(text) {
            draft.remark(format!("prose.{key}"), format!("上年的标题：{heading}"));
        }
    }
    for paragraph in last.prose.lead.iter().flat_map(|lead| &lead.paragraphs) {
        draft.remark("prose.lead", format!("上年的引言：{}", paragraph.value));
    }
    if let Some(fee) = &last.fee_notice {
        draft.remark(
            "fee_notice",
            format!(
                "上年：发出收费通知{}件，通知收费总金额{}元，实际收取{}元",
                fee.issued.value, fee.amount.value, fee.collected.value
            ),
        );
    }
    for (table, notes) in last.form.tables.iter().zip(&last.table_notes) {
        for note in &notes.paragraphs {
            draft.remark(
                format!("{}.notes", table.key),
                format!("上年的表注：{}", note.value),
            );
        }
    }
}

fn headings(text: &Text) -> Vec<String> {
    blocks(text)
        .into_iter()
        .filter_map(|block| match block {
            ProseBlock::Heading { text, .. } => Some(text.value),
            ProseBlock::RunIn { heading, .. } => Some(heading.value),
            ProseBlock::Paragraph(_) => None,
        })
        .collect()
}
