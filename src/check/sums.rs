//! T3-ROW, T3-SUM, T3-BAL, T4-SUM: what the form binds must add up; one finding a cause.

use super::explain::{Group, explain};
use super::ledger::{Correction, IdentityId, Ledger};
use super::wording;
use crate::finding::{Finding, Findings, Span};
use crate::form::{Identity, SlotId};
use crate::model::Figures;

/// So many single cells are all named; of more only the total is.
const FEW: usize = 3;

/// The most remarks on one finding.
const MAX_NOTES: usize = 6;

/// One finding for each group of failing sums.
pub(super) fn check(figures: &Figures, findings: &mut Findings) {
    let ledger = Ledger::new(figures);
    for group in explain(&ledger) {
        findings.extend(tell(&ledger, &group).into_iter().collect());
    }
}

fn tell(ledger: &Ledger<'_>, group: &Group) -> Option<Finding> {
    let (likely, unlikely) = likely(ledger, &group.solutions);
    let cell = cell_to_correct(ledger, &likely);
    let mut failing = group.failing.clone();
    failing.sort_by_key(|id| ledger.identities[*id].code);
    // What is told at a cell is a sum that the cell is in.
    let is_of_cell =
        |id: &IdentityId| cell.is_some_and(|cell| ledger.effects(cell).iter().any(|(moved, _)| moved == id));
    if let Some(first) = failing.iter().position(is_of_cell) {
        failing[..=first].rotate_right(1);
    }
    let failing: Vec<&Identity> = failing.iter().map(|id| &ledger.identities[*id]).collect();
    let (headline, others) = failing.split_first()?;
    let place = match cell {
        Some(cell) => ledger.span(cell),
        None => place_of(ledger, headline),
    };
    let mut finding = Finding::error(headline.code.as_str(), place, wording::sentence(ledger, headline))
        .differing(wording::difference(ledger, headline));
    for identity in others.iter().take(MAX_NOTES) {
        finding = finding.note(wording::sentence(ledger, identity));
    }
    if others.len() > MAX_NOTES {
        finding = finding.note(format!("另有{}处因此不平", others.len() - MAX_NOTES));
    }
    let (note, remedy) = advise(ledger, headline, others.len(), &likely, unlikely);
    finding.notes.extend(note);
    Some(finding.remedy(remedy))
}

/// A remark on the explanations, and the remedy.
fn advise(
    ledger: &Ledger<'_>,
    headline: &Identity,
    others: usize,
    likely: &[Vec<Correction>],
    unlikely: usize,
) -> (Option<String>, String) {
    let ways: Vec<String> = likely.iter().map(|way| mended_by(ledger, way)).collect();
    let Some(first) = likely.first() else {
        return (None, "请逐格核对以上各数".to_owned());
    };
    let several = first.len();
    if several == 1 {
        return match ways.len() {
            _ if unlikely > 0 => (
                Some("也可能是同一行或同一列的其他格填错".to_owned()),
                ways.join("；或者"),
            ),
            1 => (same_cell(others), ways.concat()),
            few @ 2..=FEW => (
                Some(format!("改以下{few}格中的任何一格都能全部相符")),
                ways.join("；或者"),
            ),
            _ => (None, ambiguous(ledger, headline, likely)),
        };
    }
    let mended = format!("{several}格同时改正即可全部相符");
    let slip = |way: &Vec<Correction>| wording::pair_slip(ledger, way).map(|(_, remark)| remark);
    let note = match likely {
        [way] if unlikely > 0 => format!("{}（也可能是同一列的其他格填错）", slip(way).unwrap_or(mended)),
        [way] => slip(way).unwrap_or(mended),
        [first, second] => {
            let slips: Vec<String> = [first, second].into_iter().filter_map(slip).collect();
            let slips = slips.join("或者");
            format!(
                "{mended}，有两种改法{}{slips}",
                if slips.is_empty() { "" } else { "：" }
            )
        }
        many => format!("{mended}，有{}种改法，以下是其中之一", many.len()),
    };
    let remedy = match likely {
        [_, _] => ways.join("。或者："),
        _ => ways.into_iter().next().unwrap_or_default(),
    };
    (Some(note), remedy)
}

/// The explanations worth telling, and how many are left out: of many those by the likeliest slip of the hand, such as
/// turned digits, when these are one or two.
fn likely(ledger: &Ledger<'_>, solutions: &[Vec<Correction>]) -> (Vec<Vec<Correction>>, usize) {
    let slip = |way: &Vec<Correction>| match way.as_slice() {
        [cell] => {
            let old = ledger.number(cell.slot);
            wording::is_turned(old, old + cell.change).then_some(None)
        }
        cells => wording::pair_slip(ledger, cells).map(|(kind, _)| Some(kind)),
    };
    let several = solutions.first().is_some_and(|way| way.len() > 1);
    if let Some(likeliest) = solutions.iter().filter_map(slip).min()
        && (several || solutions.len() > FEW)
    {
        let slips: Vec<Vec<Correction>> = solutions
            .iter()
            .filter(|way| slip(way) == Some(likeliest))
            .cloned()
            .collect();
        if slips.len() <= 2 {
            let left_out = solutions.len() - slips.len();
            return (slips, left_out);
        }
    }
    (solutions.to_vec(), 0)
}

/// The first written cell to correct, unless any of many could be the wrong one.
fn cell_to_correct(ledger: &Ledger<'_>, likely: &[Vec<Correction>]) -> Option<SlotId> {
    let is_known = (1..=FEW).contains(&likely.len()) || likely.first().is_some_and(|way| way.len() > 1);
    let mut cells = likely.iter().flatten().map(|correction| correction.slot);
    cells.find(|slot| is_known && ledger.span(*slot).is_some())
}

/// The first written cell of a sum, its total before the others.
fn place_of(ledger: &Ledger<'_>, sum: &Identity) -> Option<Span> {
    let mut cells = sum.right.iter().chain(&sum.left);
    cells.find_map(|slot| ledger.span(*slot))
}

fn mended_by(ledger: &Ledger<'_>, way: &[Correction]) -> String {
    let cells: Vec<String> = way
        .iter()
        .map(|cell| wording::correction(ledger, *cell))
        .collect();
    cells.join("；")
}

fn same_cell(others: usize) -> Option<String> {
    (others > 0).then(|| format!("以上{}处不符出自同一格", others + 1))
}

/// The remedy when any one of many cells could be wrong: the total first.
fn ambiguous(ledger: &Ledger<'_>, headline: &Identity, ways: &[Vec<Correction>]) -> String {
    let total = ways
        .iter()
        .flatten()
        .find(|correction| headline.right.contains(&correction.slot));
    let other = ways
        .iter()
        .flatten()
        .find(|correction| !headline.right.contains(&correction.slot));
    let one_of = |correction: &Correction| {
        let by = correction.change.unsigned_abs();
        let how = if correction.change > 0 { "少" } else { "多" };
        format!("有一格{how}填了{by}")
    };
    match (total, other) {
        (Some(total), Some(other)) => format!(
            "{}；如果它没有错，就是其余各格中{}",
            wording::correction(ledger, *total),
            one_of(other)
        ),
        (Some(total), None) => wording::correction(ledger, *total),
        (None, Some(other)) => format!("请核对相加的各格，其中{}", one_of(other)),
        (None, None) => String::new(),
    }
}
