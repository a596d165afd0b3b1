//! 汇总: the report of a county from those of its units, every sum with its origin.
//!
//! A parent's cell is the sum of its children's. All sums of the form are linear, so they survive: when every child
//! passes, the parent does, and a parent that fails has a wrong or missing child.

mod adjust;
mod compare;
mod draft;
mod explain;
mod list;
mod roster;
mod set;
#[cfg(feature = "xlsx")]
mod sheet;
mod state;
mod statement;
mod sum;
mod twice;
mod unit;
mod year;

pub use adjust::{Adjustment, Adjustments, read_adjustments};
pub use compare::{WRONG_SUM, compare, mended};
pub use draft::Head;
pub use explain::explain;
pub use list::{document as list_document, table as list_table};
pub use roster::{Entry, Roster, read_roster};
pub use set::{Attendance, Place, attendance, conflicts};
#[cfg(feature = "xlsx")]
pub use sheet::{list_sheet, sums_sheet};
pub use sum::{FEES, Part, Sum, shown};
pub use twice::sums_up;
pub use unit::Unit;
pub use year::{commonest as commonest_year, other_year};

use crate::finding::{Finding, Findings, Rule};
use crate::form::Form;

/// The pages of the rules on merging.
pub static RULES: [Rule; 6] = [
    sum::RULE,
    set::RULE,
    year::RULE,
    state::RULE,
    unit::RULE,
    adjust::RULE,
];

/// Units of one year and one form, each once, ready to be summed.
#[derive(Clone, Debug)]
pub struct Merge {
    units: Vec<Unit>,
    adjustments: Vec<Adjustment>,
    form: &'static Form,
    year: u16,
}

impl Merge {
    /// The units in an order of their own, whatever order the files come in: as in the roster, then by name.
    ///
    /// # Errors
    /// [`Findings`] when there is none, when years or forms differ, when two files report for one unit, or when one was
    /// merged from others: nothing can be summed before that is decided.
    pub fn new(mut units: Vec<Unit>, roster: Option<&Roster>) -> Result<Self, Findings> {
        units.sort_by_key(|unit| {
            let place = roster.and_then(|roster| roster.find(&unit.agency));
            let listed = place.map_or((true, 0), |place| (false, place));
            (unit.own, listed, unit.agency.clone(), unit.file.clone())
        });
        let mut findings = year::check(&units);
        let mut parts = Vec::new();
        for unit in &units {
            match twice::contains(unit, &units) {
                Some(finding) => findings.push(finding),
                None => parts.push(unit),
            }
        }
        // A report that sums up others is no second report of theirs.
        findings.extend(conflicts(parts, roster));
        let Some(first) = units.first() else {
            findings.push(
                Finding::error(unit::RULE.code, None, "没有可以汇总的报告")
                    .remedy("写明各单位数据文件所在的文件夹，或逐个写明文件"),
            );
            return Err(findings);
        };
        if findings.has_errors() {
            return Err(findings);
        }
        let (form, year) = (first.figures.form(), first.year);
        Ok(Merge {
            form,
            year,
            units,
            adjustments: Vec::new(),
        })
    }

    /// The same units with adjustment lines.
    #[must_use]
    pub fn adjusted(self, adjustments: Vec<Adjustment>) -> Self {
        Merge { adjustments, ..self }
    }

    /// The units summed.
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// The form of all of them.
    pub fn form(&self) -> &'static Form {
        self.form
    }

    /// The report year of all of them.
    pub fn year(&self) -> u16 {
        self.year
    }

    /// What is doubtful in the sums: cells that say no number, sums out of bounds.
    pub fn findings(&self) -> Findings {
        let mut findings = state::check(self);
        findings.extend(self.out_of_bounds());
        findings
    }

    /// The sums that no cell can hold.
    pub fn out_of_bounds(&self) -> Findings {
        sum::check(self)
    }

    /// The sums of the units whose reports have no errors of their own, with the same adjustments.
    #[must_use]
    pub fn of_sound_units(&self) -> Self {
        let units = self.units.iter().filter(|unit| !unit.faulty).cloned().collect();
        Merge {
            units,
            ..self.clone()
        }
    }
}
