//! AGG-YEAR: one year, one form.

use super::{Merge, Unit};
use crate::finding::{Basis, Finding, Findings, Rule, Severity};
use crate::model::Located;
use std::collections::BTreeMap;

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "AGG-YEAR",
    level: Severity::Error,
    title: "汇总的报告同一年度、同一格式",
    what: "各单位报告的年度相同，因而所用格式（2019年或2021年）相同；不同的一律不汇总。",
    why: "不同年度的数字相加没有意义，两种格式的栏目也不相同。",
    wrong: "把2024年度和2025年度的报告放在一个文件夹里汇总",
    right: "一个文件夹只放一个年度的报告",
    basis: Basis::Derived,
};

/// So many files are named.
const NAMED: usize = 5;

/// One finding when years differ: the years, with files of all but the commonest.
pub(super) fn check(units: &[Unit]) -> Findings {
    let mut years: BTreeMap<u16, Vec<&Unit>> = BTreeMap::new();
    for unit in units {
        years.entry(unit.year).or_default().push(unit);
    }
    if years.len() < 2 {
        return Findings::new();
    }
    let commonest = years.values().map(Vec::len).max().unwrap_or(0);
    let mut finding = Finding::error(
        RULE.code,
        None,
        format!(
            "各单位报告的年度不同：{}",
            years
                .iter()
                .map(|(year, units)| format!(
                    "{year}年度（{}年格式）{}个",
                    units[0].figures.form().id,
                    units.len()
                ))
                .collect::<Vec<_>>()
                .join("、")
        ),
    )
    .remedy("每次只汇总一个年度的报告");
    let all_equal = years.values().all(|units| units.len() == commonest);
    for (year, units) in &years {
        if units.len() < commonest || all_equal {
            let files: Vec<String> = units
                .iter()
                .take(NAMED)
                .map(|unit| format!("{}（{}）", unit.agency, unit.file))
                .collect();
            let more = if units.len() > NAMED { "等" } else { "" };
            finding = finding.note(format!("{year}年度的是{}{more}", files.join("、")));
        }
    }
    std::iter::once(finding).collect()
}

/// The year of most units; none when no other year has fewer.
pub fn commonest(units: &[Unit]) -> Option<u16> {
    let mut years: BTreeMap<u16, usize> = BTreeMap::new();
    for unit in units {
        *years.entry(unit.year).or_default() += 1;
    }
    let most = years.values().max()?;
    let mut of_most = years.iter().filter(|(_, count)| *count == most);
    match (of_most.next(), of_most.next()) {
        (Some((year, _)), None) => Some(*year),
        _ => None,
    }
}

/// The finding on a parent of another year than its units.
pub fn other_year(year: Option<&Located<u16>>, units: &Merge) -> Findings {
    let message = format!("各单位的报告是{}年度的，与本报告不同，没有核对各格", units.year());
    let finding = Finding::error(RULE.code, year.and_then(|year| year.span), message)
        .remedy("用 --units 给出同一年度的报告；或核对 year");
    std::iter::once(finding).collect()
}
