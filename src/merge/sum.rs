//! AGG-SUM: the sum of each cell over all units, and what it is made of.

use super::{Adjustment, Merge};
use crate::finding::{Basis, Finding, Findings, Rule, Severity};
use crate::form::{SlotId, SlotKind};
use crate::model::{Amount, Cell, CellValue, Figures, MAX_COUNT};

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "AGG-SUM",
    level: Severity::Error,
    title: "汇总报告的每一格等于各单位该格之和",
    what: "表二、表三、表四的每一格，等于所属部门、乡镇（街道）和本级机关该格之和，加上写明理由的调整数；汇总数不超过12位，不为负数。",
    why: "县级以上人民政府的年度报告在所属各单位报告的基础上编制；表内各个等式都是加减关系，各单位都平，汇总就平。全国没有逐格汇总的明文。",
    wrong: "三个镇行政许可36、12、0件，县里填36件",
    right: "填48件；联合发文等不应重复计算的，用 --adjust 写明调整数和理由",
    basis: Basis::Derived,
};

/// The fee facts, by their paths, with what clerks call them.
pub const FEES: [(&str, &str); 3] = [
    ("fee_notice.issued", "发出收费通知的件数"),
    ("fee_notice.amount", "通知收费总金额（元）"),
    ("fee_notice.collected", "实际收取的总金额（元）"),
];

/// What a unit gives to a sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Index of the unit in [`Merge::units`].
    pub unit: usize,
    /// What is added: whole numbers, or millionths for amounts; `None` for a cell that says no number.
    pub counted: Option<i128>,
    /// The cell as written.
    pub written: CellValue,
}

/// A sum with its origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// One part a unit, in the order of the units.
    pub parts: Vec<Part>,
    /// The adjustments that move it.
    pub adjustments: Vec<Adjustment>,
    /// The sum; `None` when no unit gives a number.
    pub total: Option<i128>,
}

impl Sum {
    fn new(parts: Vec<Part>, adjustments: Vec<Adjustment>) -> Self {
        let given = parts.iter().filter_map(|part| part.counted);
        let adjusted = adjustments.iter().map(|adjustment| adjustment.amount);
        let is_empty = adjustments.is_empty() && parts.iter().all(|part| part.counted.is_none());
        let total = (!is_empty).then(|| given.chain(adjusted).sum());
        Sum {
            parts,
            adjustments,
            total,
        }
    }
}

/// A number of a slot, in the scale of [`Part::counted`]. A 总计 that nobody gave is the sum of what is given in its row,
/// so that the parent's row adds up.
pub(super) fn counted(figures: &Figures, id: SlotId) -> Option<i128> {
    match &figures.cell(id).value {
        CellValue::Number(number) | CellValue::Annotated { number, .. } => Some(i128::from(*number)),
        CellValue::Amount(amount) => Some(i128::from(amount.millionths())),
        CellValue::Missing if figures.form().slot(id).kind == SlotKind::Total => {
            let given: Vec<i128> = (0..id.slot)
                .filter_map(|slot| figures.number(SlotId { slot, ..id }))
                .map(i128::from)
                .collect();
            (!given.is_empty()).then(|| given.iter().sum())
        }
        CellValue::Missing | CellValue::Empty | CellValue::NotApplicable(_) => None,
    }
}

/// A number of a slot as people write it.
pub fn shown(kind: SlotKind, number: i128) -> String {
    if kind == SlotKind::Amount {
        decimal(number)
    } else {
        number.to_string()
    }
}

/// Millionths as a decimal without needless zeros.
fn decimal(millionths: i128) -> String {
    let sign = if millionths < 0 { "-" } else { "" };
    let (whole, rest) = (
        millionths.unsigned_abs() / 1_000_000,
        millionths.unsigned_abs() % 1_000_000,
    );
    let fraction = format!("{rest:06}");
    match fraction.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        fraction => format!("{sign}{whole}.{fraction}"),
    }
}

impl Merge {
    /// The sum of a slot over all units.
    pub fn sum(&self, id: SlotId) -> Sum {
        let parts = self.units().iter().enumerate().map(|(unit, report)| Part {
            unit,
            counted: counted(&report.figures, id),
            written: report.figures.cell(id).value.clone(),
        });
        let adjustments = self
            .adjustments
            .iter()
            .filter(|adjustment| adjustment.moves(self.form(), id))
            .cloned()
            .collect();
        Sum::new(parts.collect(), adjustments)
    }

    /// The sum of a fee fact, by its index in [`FEES`]. A unit without a fee statement gives nothing.
    pub fn fee(&self, fact: usize) -> Sum {
        let parts = self.units().iter().enumerate().map(|(unit, report)| {
            let value = report.fee_notice.as_ref().map(|fee| match fact {
                0 => (
                    i128::from(fee.issued.value),
                    CellValue::Number(i64::try_from(fee.issued.value).unwrap_or(i64::MAX)),
                ),
                1 => amount(&fee.amount.value),
                _ => amount(&fee.collected.value),
            });
            Part {
                unit,
                counted: value.as_ref().map(|(number, _)| *number),
                written: value.map_or(CellValue::Missing, |(_, written)| written),
            }
        });
        Sum::new(parts.collect(), Vec::new())
    }

    /// The kind of number of a fee fact.
    pub fn fee_kind(fact: usize) -> SlotKind {
        if fact == 0 {
            SlotKind::Count
        } else {
            SlotKind::Amount
        }
    }

    /// Every sum as a cell. Where no unit gives a number the cell is missing, or not applicable when all say so.
    pub fn figures(&self) -> Figures {
        let mut figures = Figures::missing(self.form());
        for id in self.form().slots() {
            let value = self.cell(id);
            figures.set(id, Cell { value, span: None });
        }
        figures
    }

    fn cell(&self, id: SlotId) -> CellValue {
        let sum = self.sum(id);
        let Some(total) = sum.total else {
            let not_applicable = |part: &Part| matches!(part.written, CellValue::NotApplicable(_));
            return match sum.parts.first() {
                Some(first) if sum.parts.iter().all(not_applicable) => first.written.clone(),
                _ => CellValue::Missing,
            };
        };
        if self.form().slot(id).kind == SlotKind::Amount {
            Amount::parse(&decimal(total)).map_or(CellValue::Missing, CellValue::Amount)
        } else {
            i64::try_from(total).map_or(CellValue::Missing, CellValue::Number)
        }
    }
}

fn amount(amount: &Amount) -> (i128, CellValue) {
    (i128::from(amount.millionths()), CellValue::Amount(amount.clone()))
}

/// Sums that no cell can hold.
pub(super) fn check(merge: &Merge) -> Findings {
    let form = merge.form();
    let slots = form.slots().filter_map(|id| {
        let kind = form.slot(id).kind;
        let sum = merge.sum(id);
        let total = sum.total?;
        let adjusted: i128 = sum.adjustments.iter().map(|adjustment| adjustment.amount).sum();
        let label = format!(
            "{}“{}”（{}）",
            form.tables[id.table].name,
            form.row(id).short_label(),
            form.slot(id).label
        );
        Some((kind, total, adjusted, label))
    });
    let fees = (0..FEES.len()).filter_map(|fact| {
        let total = merge.fee(fact).total?;
        Some((Merge::fee_kind(fact), total, 0, FEES[fact].1.to_owned()))
    });
    slots
        .chain(fees)
        .filter_map(|(kind, total, adjusted, label)| {
            let most = match kind {
                SlotKind::Amount => i128::from(MAX_COUNT) * 1_000_000 + 999_999,
                _ => i128::from(MAX_COUNT),
            };
            let said = if total > most || total < -most {
                "超过12位"
            } else if total < 0 && kind != SlotKind::Change {
                "为负数"
            } else {
                return None;
            };
            let message = format!("{label}的汇总数{}{said}", shown(kind, total));
            let mut finding = Finding::error(RULE.code, None, message);
            if adjusted != 0 {
                finding = finding.note(format!(
                    "各单位之和为{}，调整数为{}",
                    shown(kind, total - adjusted),
                    shown(kind, adjusted)
                ));
            }
            Some(finding.remedy("用 --explain 列出各单位的数，核对调整数和各单位的报告"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_exact_and_short() {
        for (millionths, written) in [
            (0, "0"),
            (1, "0.000001"),
            (-1_250_000, "-1.25"),
            (96_171_600_000, "96171.6"),
            (3_000_000, "3"),
        ] {
            assert_eq!(decimal(millionths), written);
        }
    }
}
