//! An existing parent's report against the sums of its units.

use super::sum::{counted, shown};
use super::{Merge, sum};
use crate::finding::{Finding, Findings};
use crate::form::{Form, SlotId, SlotKind};
use crate::model::{CellValue, Figures};

/// So many units or cells are named.
const NAMED: usize = 4;

/// A cell of the parent that differs from its sum.
struct Wrong {
    id: SlotId,
    stands: i128,
    should: i128,
}

/// Code of the finding on a cell that is not the sum of its units'.
pub const WRONG_SUM: &str = sum::RULE.code;

/// A parent's figures with the sums of its units in place of its own, where these give any.
pub fn mended(parent: &Figures, merge: &Merge) -> Figures {
    let (mut mended, sums) = (parent.clone(), merge.figures());
    for id in merge.form().slots() {
        if sums.cell(id).value != CellValue::Missing {
            mended.set(id, sums.cell(id).clone());
        }
    }
    mended
}

/// One finding a wrong cell, naming the units whose numbers make the difference, sums that follow from it apart; when one unit left out or added twice
/// makes all the differences, one finding in all.
pub fn compare(parent: &Figures, merge: &Merge) -> Findings {
    let form = merge.form();
    let wrong: Vec<Wrong> = form
        .slots()
        .filter_map(|id| {
            let stands = counted(parent, id).or_else(|| is_blank_but_read(parent, id).then_some(0))?;
            let should = merge.sum(id).total?;
            (stands != should).then_some(Wrong { id, stands, should })
        })
        .collect();
    if wrong.len() > 1
        && let Some(finding) = one_unit(parent, merge, &wrong)
    {
        return std::iter::once(finding).collect();
    }
    wrong
        .iter()
        .filter(|cell| !follows(form, cell, &wrong))
        .map(|cell| told(parent, merge, cell))
        .collect()
}

/// Whether a sum of the form differs by just what the wrong cells that it adds up do: then these have been told.
fn follows(form: &'static Form, sum: &Wrong, wrong: &[Wrong]) -> bool {
    let difference = |cell: &Wrong| cell.stands - cell.should;
    let added: Vec<i128> = wrong
        .iter()
        .filter(|cell| !form.is_sum(cell.id) && form.moves_with(sum.id, cell.id))
        .map(difference)
        .collect();
    form.is_sum(sum.id) && !added.is_empty() && added.iter().sum::<i128>() == difference(sum)
}

/// A cell given as not applicable counts as 0, as in the other sums; one that is empty has a finding of its own.
fn is_blank_but_read(figures: &Figures, id: SlotId) -> bool {
    matches!(figures.cell(id).value, CellValue::NotApplicable(_))
}

/// The unit that, left out or added twice, makes every difference.
fn one_unit(parent: &Figures, merge: &Merge, wrong: &[Wrong]) -> Option<Finding> {
    let differences = |id: SlotId| {
        wrong
            .iter()
            .find(|cell| cell.id == id)
            .map_or(0, |cell| cell.stands - cell.should)
    };
    let explains = |unit: usize, sign: i128| {
        merge.form().slots().all(|id| {
            let given = counted(&merge.units()[unit].figures, id).unwrap_or(0);
            counted(parent, id).is_none() || differences(id) == sign * given
        })
    };
    let found = (0..merge.units().len()).find_map(|unit| {
        [(-1, "漏加了"), (1, "多加了一次")]
            .into_iter()
            .find(|(sign, _)| explains(unit, *sign))
            .map(|how| (unit, how.1))
    });
    let (unit, how) = found?;
    let unit = &merge.units()[unit];
    let first = &wrong[0];
    let mut finding = Finding::error(
        sum::RULE.code,
        parent.cell(first.id).span,
        format!(
            "{how}{}（{}），{}格与各单位之和不符",
            unit.agency,
            unit.file,
            wrong.len()
        ),
    );
    for cell in wrong.iter().take(NAMED) {
        finding = finding.note(sentence(merge, cell));
    }
    if wrong.len() > NAMED {
        finding = finding.note(format!("另有{}格", wrong.len() - NAMED));
    }
    Some(finding.remedy("核对后用 nianbao merge 重新汇总"))
}

fn sentence(merge: &Merge, cell: &Wrong) -> String {
    let form = merge.form();
    let (row, slot) = (form.row(cell.id), form.slot(cell.id));
    let column = if row.slots.len() > 1 {
        format!("的“{}”", slot.label)
    } else {
        String::new()
    };
    format!(
        "{}“{}”{column}填{}，各单位之和为{}",
        form.tables[cell.id.table].name,
        row.short_label(),
        shown(slot.kind, cell.stands),
        shown(slot.kind, cell.should)
    )
}

fn told(parent: &Figures, merge: &Merge, cell: &Wrong) -> Finding {
    let kind = merge.form().slot(cell.id).kind;
    let difference = cell.stands - cell.should;
    let parts = merge.sum(cell.id).parts;
    let units = |wanted: i128| -> Vec<&str> {
        parts
            .iter()
            .filter(|part| part.counted == Some(wanted))
            .map(|part| merge.units()[part.unit].agency.as_str())
            .collect()
    };
    let mut finding = Finding::error(sum::RULE.code, parent.cell(cell.id).span, sentence(merge, cell));
    let by = shown(kind, difference.abs());
    let how = if difference > 0 { "多" } else { "少" };
    let mut explained = false;
    for (wanted, said) in [(-difference, "漏加"), (difference, "多加一次")] {
        let names = units(wanted);
        if !names.is_empty() {
            explained = true;
            let more = if names.len() > NAMED { "等" } else { "" };
            let named = names[..names.len().min(NAMED)].join("、");
            finding = finding.note(format!("{how}{by}，可能是{said}了{named}{more}"));
        }
    }
    if !explained {
        finding = finding.note(format!("{how}{by}，没有哪一个单位的数正好是{by}"));
    }
    let should = shown(kind, cell.should);
    let total = if kind == SlotKind::Total { "总计" } else { "" };
    finding.remedy(format!(
        "各单位没有错的，{total}应为{should}；有意不同的，用 --adjust 写明调整数和理由；nianbao merge 加 --explain {} 列出各单位的数",
        merge.form().path(cell.id)
    ))
}
