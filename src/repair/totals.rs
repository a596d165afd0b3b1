//! Totals that were left out, as the file would write them.

use crate::finding::{Findings, Patch, Span};
use crate::form::{SlotId, SlotKind};
use crate::model::Report;

/// The totals of a report that were left out.
pub(super) struct LeftOut {
    /// What fills in each of them.
    pub(super) patches: Vec<Vec<Patch>>,
    /// The tables whose totals stay left out: a total filled in over a wrong number would only hide it.
    pub(super) unsafe_tables: Vec<&'static str>,
}

/// Every total that the program computed from a row given in numbers, where the numbers of its table add up.
pub(super) fn left_out(report: &Report, source: &str, findings: &Findings) -> LeftOut {
    let mut out = LeftOut {
        patches: Vec::new(),
        unsafe_tables: Vec::new(),
    };
    for (table, form) in report.form.tables.iter().enumerate() {
        let rows = (0..form.rows.len()).filter_map(|row| total(report, table, row));
        let patches: Vec<Vec<Patch>> = rows.filter_map(|total| total.patches(source)).collect();
        if patches.is_empty() {
            continue;
        }
        if adds_up(report, table, findings) {
            out.patches.extend(patches);
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

/// A total to fill in.
struct Total {
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
