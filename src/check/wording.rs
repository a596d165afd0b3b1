//! Cells and sums in the words of the forms.

use super::ledger::{Correction, Ledger};
use crate::form::{Identity, IdentityCode, SlotId};

/// The longest sum written out.
const MAX_TERMS: usize = 7;

/// A failing sum as a sentence: both sides and the difference.
pub(super) fn sentence(ledger: &Ledger<'_>, identity: &Identity) -> String {
    let Some(first) = identity.right.first().copied() else {
        return String::new();
    };
    let form = ledger.form();
    let table = form.tables[first.table].name;
    let (left, right) = (total(ledger, &identity.left), total(ledger, &identity.right));
    let difference = difference(ledger, identity);
    match identity.code {
        IdentityCode::T3Row | IdentityCode::T4Sum => {
            let row = form.row(first).short_label();
            let sum = written_out(ledger, &identity.left);
            format!("{table}“{row}”：{sum}，总计填的是{right}，差{difference}")
        }
        IdentityCode::T3Sum => {
            let column = form.slot(first).label;
            let row = form.row(first).short_label();
            let terms: Vec<SlotId> = identity
                .left
                .iter()
                .copied()
                .filter(|slot| ledger.number(*slot) != 0)
                .collect();
            let sum = if (2..=MAX_TERMS).contains(&terms.len()) {
                format!("各项办理结果{}", written_out(ledger, &terms))
            } else {
                format!("各项办理结果之和为{left}")
            };
            format!("{table}“{column}”列：{sum}，“{row}”填的是{right}，差{difference}")
        }
        IdentityCode::T3Bal => {
            let column = form.slot(first).label;
            let incoming = written_out(ledger, &identity.left);
            let outgoing = written_out(ledger, &identity.right);
            format!(
                "{table}“{column}”列：本年新收＋上年结转为{incoming}，办理总计＋结转下年为{outgoing}，差{difference}"
            )
        }
    }
}

/// What a cell should be: `“（一）予以公开”的“总计”应为13，现为31（是否数字颠倒？）`.
pub(super) fn correction(ledger: &Ledger<'_>, correction: Correction) -> String {
    let form = ledger.form();
    let slot = correction.slot;
    let (row, column) = (form.row(slot).short_label(), form.slot(slot).label);
    let old = ledger.number(slot);
    let new = old + correction.change;
    let slip = slip(old, new).map_or(String::new(), |slip| format!("（{slip}）"));
    format!("“{row}”的“{column}”应为{new}，现为{old}{slip}")
}

/// Whether one number is the other with digits in the wrong order.
pub(super) fn is_turned(old: i64, new: i64) -> bool {
    let (old, new) = (old.to_string().into_bytes(), new.to_string().into_bytes());
    if old.len() != new.len() || old == new {
        return false;
    }
    let turned = old.iter().rev().eq(new.iter());
    let differing: Vec<usize> = (0..old.len()).filter(|at| old[*at] != new[*at]).collect();
    let swapped = matches!(differing[..], [a, b] if b == a + 1 && old[a] == new[b] && old[b] == new[a]);
    turned || swapped
}

/// The slip of the hand that turns one number into the other, if it is a usual one.
fn slip(old: i64, new: i64) -> Option<&'static str> {
    if is_turned(old, new) {
        return Some("是否数字颠倒？");
    }
    let (old, new) = (old.to_string(), new.to_string());
    let without_one = |long: &str, short: &str| {
        short.len() > 1
            && long.len() == short.len() + 1
            && (0..long.len()).any(|at| format!("{}{}", &long[..at], &long[at + 1..]) == short)
    };
    if without_one(&old, &new) {
        Some("是否多打了一位？")
    } else if without_one(&new, &old) {
        Some("是否漏打了一位？")
    } else {
        None
    }
}

/// A remark when two neighbouring cells show a usual slip: one number taken apart (1 and 2 for 12), a number in the next
/// column or row, two numbers in each other's place.
pub(super) fn pair_slip(ledger: &Ledger<'_>, way: &[Correction]) -> Option<(SlipKind, String)> {
    let [first, second] = way else {
        return None;
    };
    let (one, other) = (first.slot, second.slot);
    let beside = SlotId {
        slot: one.slot + 1,
        ..one
    } == other;
    let below = SlotId {
        row: one.row + 1,
        ..one
    } == other;
    if !beside && !below {
        return None;
    }
    let (old, rest) = (ledger.number(one), ledger.number(other));
    let (new, new_rest) = (old + first.change, rest + second.change);
    let (unit, before, after) = if beside {
        ("列", "左边", "右边")
    } else {
        ("行", "上面", "下面")
    };
    let whole = format!("{old}{rest}");
    let is_whole = new * new_rest == 0 && whole == (new + new_rest).to_string();
    let (kind, remark) = if beside && is_whole && new + new_rest != 0 {
        (SlipKind::Split, format!("是否把{whole}拆成了{old}和{rest}两格？"))
    } else if (new, new_rest) != (rest, old) {
        return None;
    } else if old == 0 {
        (SlipKind::Moved, format!("{rest}是否填到了{after}一{unit}？"))
    } else if rest == 0 {
        (SlipKind::Moved, format!("{old}是否填到了{before}一{unit}？"))
    } else {
        (SlipKind::Swapped, format!("{old}和{rest}两格是否填颠倒了？"))
    };
    Some((kind, remark))
}

/// The slips that leave two cells wrong, the likelier first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SlipKind {
    /// One number taken apart.
    Split,
    /// A number in the next column or row.
    Moved,
    /// Two numbers in each other's place.
    Swapped,
}

/// By how much the sides of a failing sum differ.
pub(super) fn difference(ledger: &Ledger<'_>, identity: &Identity) -> u64 {
    total(ledger, &identity.left).abs_diff(total(ledger, &identity.right))
}

fn total(ledger: &Ledger<'_>, slots: &[SlotId]) -> i64 {
    slots.iter().map(|slot| ledger.number(*slot)).sum()
}

/// `12+0+1=13`.
fn written_out(ledger: &Ledger<'_>, slots: &[SlotId]) -> String {
    let terms: Vec<String> = slots
        .iter()
        .map(|slot| ledger.number(*slot).to_string())
        .collect();
    format!("{}={}", terms.join("+"), total(ledger, slots))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_recognised() {
        assert!(is_turned(31, 13) && is_turned(1243, 1423) && is_turned(321, 123));
        assert!(!is_turned(13, 13) && !is_turned(30, 3) && !is_turned(12, 13));
        assert_eq!(slip(130, 13), Some("是否多打了一位？"));
        assert_eq!(slip(13, 1243), None);
        assert_eq!(slip(13, 123), Some("是否漏打了一位？"));
        assert_eq!(slip(1, 12), None);
    }
}
