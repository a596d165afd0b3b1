//! Checks of a report against the rules of the field, one rule a file.
//!
//! `sums` and `cells` look at the figures, `written` at texts, dates and facts, `narrative` at the
//! numbers in the text. Every rule has its page ([`rules()`]); `nianbao rule` shows them, `docs/rules.md` lists them.
//!
//! A cell that is not applicable counts as 0 in the sums; a sum over a cell that is missing, empty or refused says
//! nothing and is skipped, since that cell has its own finding.

mod case;
mod cells;
mod compare;
mod dates;
mod explain;
mod ledger;
mod lookalikes;
mod narrative;
mod near;
mod packs;
mod pages;
mod similar;
mod sums;
mod wording;
mod written;

use crate::finding::{Findings, Rule};
use crate::model::{Figures, Report};
use case::Case;

pub use compare::{NO_LAST, compare, follows, last_among};
pub use lookalikes::mend_characters;
pub use packs::{packs, repetition_limit};
pub use similar::{Others, Repeated, Repetition, USUAL_LIMIT, repeated};

/// The pages of every rule of this module.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    pages::FIGURES
        .iter()
        .chain(written::ALL.iter().flat_map(|(pages, _)| pages.iter().copied()))
        .chain([&narrative::RULE])
        .chain(&compare::RULES)
        .chain([&similar::RULE])
        .chain(packs::RULES)
}

/// Everything wrong with the content of a report, in the order of the file.
pub fn check(report: &Report) -> Findings {
    let mut findings = check_figures(&report.figures);
    let case = Case::new(report);
    for (_, check) in written::ALL {
        check(&case, &mut findings);
    }
    narrative::check(&case, &mut findings);
    findings.sort();
    findings
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
