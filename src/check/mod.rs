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
