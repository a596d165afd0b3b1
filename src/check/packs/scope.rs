//! PACK-SCOPE: a rule pack is for other years or levels than the report's.

use super::{Basis, Case, Findings, Pack, Rule, Severity, basis};
use crate::finding::Finding;
use crate::model::Level;

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "PACK-SCOPE",
    level: Severity::Hint,
    title: "规则包不适用于本报告",
    what: "规则包写明了起始年度（since）或适用的机关级别（levels），本报告不在其中，没有按它检查。",
    why: "不适用而不说，会让人以为检查过了。",
    wrong: "用2025年度起的规则包检查2021年度的报告",
    right: "换用适用的规则包，或不用 --rules",
    basis: Basis::Derived,
};

pub(super) fn tell(case: &Case<'_>, pack: &Pack, findings: &mut Findings) {
    let report = case.report;
    let mut limits: Vec<String> = pack.since.iter().map(|since| format!("{since}年度起")).collect();
    if !pack.levels.is_empty() {
        let levels: Vec<&str> = pack.levels.iter().map(|level| Level::name(*level)).collect();
        limits.push(levels.join("、"));
    }
    let message = format!(
        "规则包“{}”只用于{}，没有按它检查本报告",
        pack.name,
        limits.join("的")
    );
    let place = match pack.since {
        Some(since) if report.year.value < since => report.year.span,
        _ => report.level.span,
    };
    findings.push(
        Finding::hint(RULE.code, place, message)
            .note(basis(pack))
            .remedy("核对年度和机关级别，或换用别的规则包"),
    );
}
