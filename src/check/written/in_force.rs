//! T2-GE: what was made this year is still in force or was repealed.

use super::{Basis, Case, Finding, Findings, Rule, Severity};

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "T2-GE",
    level: Severity::Warning,
    title: "本年制发不多于现行有效加本年废止",
    what: "规章和行政规范性文件各一行：本年制发件数 ≤ 现行有效件数 + 本年废止件数。",
    why: "本年制发的文件，到年末不是有效就是已废止。口径的全国明文尚未见到，只作提醒。",
    wrong: "normative_documents = [5, 0, 3]",
    right: "normative_documents = [5, 0, 12]",
    basis: Basis::Unconfirmed,
};

pub(super) fn check(case: &Case<'_>, findings: &mut Findings) {
    for (key, name) in [("rules", "规章"), ("normative_documents", "行政规范性文件")] {
        let path = |slot: &str| format!("table2.{key}.{slot}");
        let number = |slot: &str| case.number(&path(slot));
        let (Some(made), Some(repealed), Some(in_force)) =
            (number("made"), number("repealed"), number("in_force"))
        else {
            continue;
        };
        if made > in_force + repealed {
            findings.push(
                Finding::warning(
                    RULE.code,
                    case.place(&path("in_force")),
                    format!("表二“{name}”：本年制发{made}件，多于现行有效{in_force}件加本年废止{repealed}件"),
                )
                .remedy("核对现行有效件数是否含历年有效的文件"),
            );
        }
    }
}
