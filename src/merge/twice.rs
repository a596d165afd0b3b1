//! AGG-SET: is the number of a unit counted twice, in its own report and in one that sums it up?

use super::set::RULE;
use super::sum::counted;
use super::{Merge, Unit};
use crate::finding::{Finding, Findings};
use crate::form::SlotId;
use crate::model::{Level, plain_name};
use std::collections::BTreeMap;

/// So many units are named in one sentence.
const NAMED: usize = 5;
/// A shorter name is that of many.
const LEAST_NAME: usize = 3;
/// Reports with fewer numbers may be the same by chance.
const LEAST_NUMBERS: usize = 4;

/// Whether the numbers of a unit stand in another's as well, by what that report says it was merged from. Units of other
/// years are left to the rule on years.
pub(super) fn contains(whole: &Unit, units: &[Unit]) -> Option<Finding> {
    if whole.merged_from.is_empty() {
        return None;
    }
    let parts: BTreeMap<String, &str> = whole
        .merged_from
        .iter()
        .map(|name| (plain_name(name), name.as_str()))
        .collect();
    let within: Vec<&str> = units
        .iter()
        .filter(|unit| unit.file != whole.file && unit.year == whole.year)
        .filter_map(|unit| parts.get(&plain_name(&unit.agency)).copied())
        .collect();
    if within.is_empty() {
        return None;
    }
    let message = format!(
        "{}（{}）是汇总报告，已包含{}的数，相加会重复计算",
        whole.agency,
        whole.file,
        named(&within)
    );
    Some(Finding::error(RULE.code, None, message).remedy(format!(
        "把{0}移到别的文件夹再汇总；要核对汇总报告的，用 nianbao check {0} --units 文件夹",
        whole.file
    )))
}

/// Whether a report says that it sums up others of these.
pub fn sums_up(whole: &Unit, units: &[Unit]) -> bool {
    contains(whole, units).is_some()
}

fn named(names: &[&str]) -> String {
    let shown = names[..names.len().min(NAMED)].join("、");
    if names.len() > NAMED {
        format!("{shown}等{}个单位", names.len())
    } else {
        shown
    }
}

impl Merge {
    /// Reports that look as if they summed up the others, whoever made them, and reports with the same numbers. `office`
    /// is the organ of the merged report.
    pub fn counted_twice(&self, office: Option<&str>) -> Findings {
        let mut findings = Findings::new();
        let whole = self.sum_of_the_others();
        for (at, unit) in self.units().iter().enumerate() {
            let of_the_office = office.is_some_and(|office| plain_name(office) == plain_name(&unit.agency));
            let (said, remedy) = if whole == Some(at) {
                (
                    format!(
                        "每一格都等于其余{}个单位之和，像是汇总报告，数字会重复计算",
                        self.units().len() - 1
                    ),
                    "是汇总报告的，移到别的文件夹再汇总；确是该单位自己的数的，加 --with-errors",
                )
            } else if of_the_office && !unit.own {
                (
                    "与汇总报告是同一机关，像是以前的汇总报告，数字会重复计算".to_owned(),
                    "是汇总报告的，移到别的文件夹再汇总；是本级机关自己的报告的，用 --own 给出",
                )
            } else {
                continue;
            };
            let message = format!("{}（{}）{said}", unit.agency, unit.file);
            findings.push(Finding::error(RULE.code, None, message).remedy(remedy));
        }
        if findings.is_empty() {
            findings.extend(self.higher().into_iter().collect());
            findings.extend(self.alike());
            findings.extend(self.names_within());
        }
        findings
    }

    /// The unit of which each number is the sum of those of all others; of two units neither is.
    fn sum_of_the_others(&self) -> Option<usize> {
        let with_numbers = self.units().iter().filter(|unit| !numbers(unit).is_empty());
        if with_numbers.count() < 3 {
            return None;
        }
        let totals: Vec<(SlotId, i128)> = self
            .form()
            .slots()
            .map(|id| {
                (
                    id,
                    self.units()
                        .iter()
                        .filter_map(|unit| counted(&unit.figures, id))
                        .sum(),
                )
            })
            .collect();
        self.units().iter().position(|unit| {
            !unit.own
                && !numbers(unit).is_empty()
                && totals
                    .iter()
                    .all(|(id, total)| 2 * counted(&unit.figures, *id).unwrap_or(0) == *total)
        })
    }

    /// The one unit of a higher level than all others that have one.
    fn higher(&self) -> Option<Finding> {
        let ranked: Vec<(u8, &Unit)> = self
            .units()
            .iter()
            .filter(|unit| !unit.own)
            .filter_map(|unit| Some((rank(unit.level)?, unit)))
            .collect();
        let highest = ranked.iter().map(|(rank, _)| *rank).max()?;
        let mut of_it = ranked.iter().filter(|(rank, _)| *rank == highest);
        let (Some((_, unit)), None) = (of_it.next(), of_it.next()) else {
            return None;
        };
        if ranked.len() < 2 {
            return None;
        }
        let message = format!(
            "{}（{}）的机关级别是{}，高于其余单位",
            unit.agency,
            unit.file,
            unit.level.name()
        );
        let remedy = "是汇总报告的，移到别的文件夹再汇总，以免重复计算；是本级机关自己的报告的，用 --own 给出；级别填错的，退回改正";
        Some(Finding::warning(RULE.code, None, message).remedy(remedy))
    }

    /// Units one of whose names ends with the other's: the same unit with and without the name of its county, perhaps.
    fn names_within(&self) -> Findings {
        // Backwards and in order, a name stands right before those that end with it.
        let mut names: Vec<(String, &Unit)> = self
            .units()
            .iter()
            .map(|unit| (short_name(&unit.agency).chars().rev().collect(), unit))
            .collect();
        names.sort_by(|one, other| one.0.cmp(&other.0));
        let mut findings = Findings::new();
        let mut short: Option<&(String, &Unit)> = None;
        for long in &names {
            match short {
                Some(short) if long.0.starts_with(&short.0) && short.0.chars().count() >= LEAST_NAME => {
                    let message = format!(
                        "{}（{}）与{}（{}）名称相近",
                        short.1.agency, short.1.file, long.1.agency, long.1.file
                    );
                    findings.push(
                        Finding::warning(RULE.code, None, message)
                            .remedy("核对是不是同一单位报了两次；是的只留一份，不是的名称写全称"),
                    );
                }
                _ => short = Some(long),
            }
        }
        findings
    }

    /// Units whose numbers are the same, cell by cell.
    fn alike(&self) -> Findings {
        let mut same: BTreeMap<Vec<(SlotId, i128)>, Vec<&Unit>> = BTreeMap::new();
        for unit in self.units() {
            let numbers = numbers(unit);
            if numbers.len() >= LEAST_NUMBERS {
                same.entry(numbers).or_default().push(unit);
            }
        }
        same.into_values()
            .filter(|units| units.len() > 1)
            .map(|units| {
                let names: Vec<String> = units
                    .iter()
                    .map(|unit| format!("{}（{}）", unit.agency, unit.file))
                    .collect();
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                let message = format!("{}个单位的数字完全相同：{}", units.len(), named(&names));
                Finding::warning(RULE.code, None, message)
                    .remedy("核对是不是同一单位用两个名称报了两次，或者抄了别的单位；是同一单位的，只留一份")
            })
            .collect()
    }
}

/// The numbers of a unit but 0 and the totals.
fn numbers(unit: &Unit) -> Vec<(SlotId, i128)> {
    let form = unit.figures.form();
    form.slots()
        .filter(|id| !form.is_sum(*id))
        .filter_map(|id| Some((id, counted(&unit.figures, id)?)))
        .filter(|(_, number)| *number != 0)
        .collect()
}

/// A name without the words that people leave out.
fn short_name(name: &str) -> String {
    plain_name(name)
        .replace("人民政府", "政府")
        .replace("街道办事处", "街道办")
}

/// How high a government stands; a department may be of any.
fn rank(level: Level) -> Option<u8> {
    match level {
        Level::Township => Some(1),
        Level::County => Some(2),
        Level::City => Some(3),
        Level::Province => Some(4),
        Level::Department => None,
    }
}
