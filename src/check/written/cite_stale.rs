//! CITE-STALE: the yearly plan cited is that of the report's year.

use super::{Basis, Case, Finding, Findings, Part, Rule, Severity};
use crate::check::case::last_chars;
use crate::check::dates::years;

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "CITE-STALE",
    level: Severity::Warning,
    title: "引用的是本年的工作要点",
    what: "总体情况中提到的政务公开工作要点，年份等于报告年度（提到本年要点的，再提往年要点不算）。",
    why: "已公布的报告中有照抄上年、把上年要点当作本年依据的。",
    wrong: "2021年度报告写“对照《2020年政务公开工作要点》”",
    right: "对照《2021年政务公开工作要点》",
    basis: Basis::Derived,
};

pub(super) fn check(case: &Case<'_>, findings: &mut Findings) {
    let year = case.report.year.value;
    let mut stale = Vec::new();
    for passage in case
        .passages
        .iter()
        .filter(|passage| matches!(passage.part, Part::Lead | Part::One))
    {
        for (at, _) in passage.text.match_indices("要点") {
            let before = &passage.text[..at];
            let clause = before
                .rfind(['，', '。', '；', '《', ','])
                .map_or(before, |cut| &before[cut..]);
            let near = last_chars(clause, 40);
            let Some(found) = years(near).pop() else {
                continue;
            };
            let title = &near[found.end..];
            if !title.contains("政务公开") && !title.contains("政府信息公开") {
                continue;
            }
            if found.year == year {
                return;
            }
            if found.year < year {
                let offset = before.len() - near.len();
                stale.push((passage.at(offset + found.start, offset + found.end), found.year));
            }
        }
    }
    if let Some((place, cited)) = stale.into_iter().next() {
        findings.push(
            Finding::warning(
                RULE.code,
                place,
                format!("引用的是{cited}年的工作要点，本报告是{year}年度"),
            )
            .remedy(format!("核对是否应为{year}年的要点")),
        );
    }
}
