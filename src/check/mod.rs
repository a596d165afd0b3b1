//! Checks of a report against the rules of the field, one rule a file.
//!
//! | Code | Rule | Weight |
//! |---|---|---|
//! | `T3-ROW` | 表三, every row: 总计 is the sum of the six kinds of applicant | error |
//! | `T3-SUM` | 表三, every column: （七）总计 is the sum of the result rows | error |
//! | `T3-BAL` | 表三, every column: 一 + 二 = （七） + 四 | error |
//! | `T4-SUM` | 表四, each group: 总计 is the sum of the four outcomes | error |
//! | `FMT-CELL` | no cell is missing or empty | error; “不适用” a warning |
//!
//! A cell that is not applicable counts as 0 in the sums; a sum over a cell that is missing, empty or refused says
//! nothing and is skipped, since that cell has its own finding.

mod cells;
mod explain;
mod ledger;
mod sums;
mod wording;

use crate::finding::Findings;
use crate::model::{Figures, Report};

/// Every rule with a sentence on it, for people.
pub const RULES: [(&str, &str); 5] = [
    ("T3-ROW", "表三每一行：总计等于六类申请人之和"),
    ("T3-SUM", "表三每一列：（七）总计等于各项办理结果之和"),
    (
        "T3-BAL",
        "表三每一列：本年新收加上年结转，等于办理总计加结转下年度",
    ),
    ("T4-SUM", "表四每一组：总计等于四种结果之和"),
    ("FMT-CELL", "表格不留空格；没有发生的填0"),
];

/// Everything wrong with the content of a report, in the order of the file.
pub fn check(report: &Report) -> Findings {
    check_figures(&report.figures)
}

/// Everything wrong with the numbers of a report, in the order of the file.
pub fn check_figures(figures: &Figures) -> Findings {
    let mut findings = Findings::new();
    cells::check(figures, &mut findings);
    sums::check(figures, &mut findings);
    findings.sort();
    findings
}

#[cfg(test)]
mod tests;
