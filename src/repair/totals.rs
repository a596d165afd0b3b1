//! Totals that were forgotten, as the file would write them.

use crate::finding::{Findings, Patch, Span};
use crate::form::{SlotId, SlotKind};
use crate::model::{Cell, CellValue, Figures, Report};

/// The totals of a report that were forgotten.
pub(super) struct LeftOut {
    /// What fills them in, a row each.
    pub(super) rows: Vec<Row>,
    /// The tables whose totals stay as they are: a total filled in over a wrong number would only hide it.
    pub(super) unsafe_tables: Vec<&'static str>,
}

/// The forgotten totals of a row.
pub(super) struct Row {
    /// What fills them in.
    pub(super) patches: Vec<Patch>,
    /// Which they are, and what they come to.
    pub(super) fills: Vec<(SlotId, i64)>,
}

/// Puts a total into its cell, which keeps its place.
pub(super) fn fill(figures: &mut Figures, id: SlotId, sum: i64) {
    let filled = Cell {
        value: CellValue::Number(sum),
        span: figures.cell(id).span,
    };
    figures.set(id, filled);
}

/// Every total that is left empty, and every one left out of a row where most rows of the table have theirs, as far as
/// the numbers of the table add up. A table without written totals is one whose totals the program computes: there
/// nothing is forgotten.
pub(super) fn left_out(report: &Report, source: &str, findings: &Findings) -> LeftOut {
    let mut out = LeftOut {
        rows: Vec::new(),
        unsafe_tables: Vec::new(),
    };
    for (table, form) in report.form.tables.iter().enumerate() {
        let all = 0..form.rows.len();
        let mut rows: Vec<Row> = all
            .clone()
            .filter_map(|row| empty(report, table, row, source))
            .collect();
        let left_out: Vec<Row> = all
            .clone()
            .filter_map(|row| {
                let total = total(report, table, row)?;
                Some(Row {
                    patches: total.patches(source)?,
                    fills: vec![(total.id, total.sum)],
                })
            })
            .collect();
        let written = all.filter(|row| has_total(report, table, *row)).count();
        if left_out.len() < written {
            rows.extend(left_out);
        }
        if rows.is_empty() {
            continue;
        }
        if adds_up(report, table, findings) && is_sound(report, table, &rows) {
            out.rows.extend(rows);
        } else {
            out.unsafe_tables.push(form.name);
        }
    }
    out
}

/// Whether no sum of a table fails.
fn adds_up(report: &Report, table: usize, findings: &Findings) -> bool {
    let identities = report.form.identities();
    let mut codes = identities
        .iter()
        .filter(|identity| identity.right.first().is_some_and(|slot| slot.table == table))
        .map(|identity| identity.code.as_str());
    !codes.any(|code| findings.iter().any(|finding| finding.code == code))
}

/// Whether the numbers of a table still add up with some totals filled in.
fn is_sound(report: &Report, table: usize, rows: &[Row]) -> bool {
    let mut figures = report.figures.clone();
    for (id, sum) in rows.iter().flat_map(|row| &row.fills) {
        fill(&mut figures, *id, *sum);
    }
    figures.compute_totals();
    let sum = |slots: &[SlotId]| {
        slots
            .iter()
            .map(|slot| figures.number(*slot))
            .sum::<Option<i64>>()
    };
    let identities = report.form.identities();
    let mut bound = identities.iter().filter(|identity| {
        let slots = identity.left.iter().chain(&identity.right);
        slots.clone().all(|slot| slot.table == table)
    });
    bound.all(|identity| match (sum(&identity.left), sum(&identity.right)) {
        (Some(left), Some(right)) => left == right,
        _ => true,
    })
}

/// Whether a row has its total written.
fn has_total(report: &Report, table: usize, row: usize) -> bool {
    let slots = report.form.tables[table].rows[row].slots;
    let total = slots.iter().position(|slot| slot.kind == SlotKind::Total);
    total.is_some_and(|slot| {
        let cell = report.figures.cell(SlotId { table, row, slot });
        cell.span.is_some() && cell.value.number().is_some()
    })
}

/// The cells of a row that are left empty and should hold sums.
fn empty(report: &Report, table: usize, row: usize, source: &str) -> Option<Row> {
    let mut filled = Row {
        patches: Vec::new(),
        fills: Vec::new(),
    };
    for slot in 0..report.form.tables[table].rows[row].slots.len() {
        let id = SlotId { table, row, slot };
        let cell = report.figures.cell(id);
        if cell.value != CellValue::Empty {
            continue;
        }
        let (Some(sum), Some(span)) = (report.figures.sum_of(id), cell.span) else {
            continue;
        };
        // An empty value of YAML has no bytes to put a number in place of.
        if source
            .get(span.start..span.end)
            .is_some_and(|text| !text.is_empty())
        {
            filled.patches.push(Patch {
                span,
                text: sum.to_string(),
            });
            filled.fills.push((id, sum));
        }
    }
    (!filled.fills.is_empty()).then_some(filled)
}

/// A total to fill in.
struct Total {
    id: SlotId,
    sum: i64,
    /// The places of the last two numbers of its row.
    last: [Span; 2],
}

/// The total of a row, if the row has one that is written nowhere and all others are.
fn total(report: &Report, table: usize, row: usize) -> Option<Total> {
    let slots = report.form.tables[table].rows[row].slots;
    let cell = |slot| report.figures.cell(SlotId { table, row, slot });
    let total = slots.len().checked_sub(1)?;
    if slots[total].kind != SlotKind::Total || cell(total).span.is_some() {
        return None;
    }
    Some(Total {
        id: SlotId {
            table,
            row,
            slot: total,
        },
        sum: cell(total).value.number()?,
        last: [cell(total.checked_sub(2)?).span?, cell(total - 1).span?],
    })
}

impl Total {
    /// The total after the last number, set off from it as that one is from the number before.
    fn patches(&self, source: &str) -> Option<Vec<Patch>> {
        let [before, last] = self.last;
        let gap = without_comments(source.get(before.end..last.start)?);
        let line_end = source[last.end..]
            .find('\n')
            .map_or(source.len(), |at| last.end + at);
        let tail = source[last.end..line_end].trim_end_matches('\r');
        let comment = tail.trim_start().strip_prefix(',').unwrap_or(tail).trim_start();
        let Some(line) = gap.find(['\r', '\n']).filter(|_| comment.starts_with('#')) else {
            return Some(vec![insert(last.end, format!("{gap}{}", self.sum))]);
        };
        // The last number's own remark stays on its line; the total goes on the next one.
        let has_comma = tail.trim_start().starts_with(',');
        let is_block = !gap.contains(',');
        let comma = if has_comma { "," } else { "" };
        let next = insert(
            last.end + tail.len(),
            format!("{}{}{comma}", &gap[line..], self.sum),
        );
        Some(if has_comma || is_block {
            vec![next]
        } else {
            vec![insert(last.end, ",".to_owned()), next]
        })
    }
}

fn insert(at: usize, text: String) -> Patch {
    Patch {
        span: Span::new(at, at),
        text,
    }
}

/// What stands between two numbers, remarks and the blanks before them left out.
fn without_comments(gap: &str) -> String {
    gap.split_inclusive('\n')
        .map(|line| match line.find('#') {
            Some(at) => {
                let end = line.len() - line.trim_end_matches(['\r', '\n']).len();
                format!("{}{}", line[..at].trim_end(), &line[line.len() - end..])
            }
            None => line.to_owned(),
        })
        .collect()
}
