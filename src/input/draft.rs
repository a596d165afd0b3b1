//! A report to be written down as a TOML file, as far as it is known.

use super::{Allowed, Made};
use crate::form::{Form, NoForm, SlotKind};
use crate::model::{
    Amount, ArchiveFact, Cell, CellValue, Contact, Date, Dispatch, FeeNotice, Figures, Level, Report,
    Signature, Text,
};
use crate::style::Style;
use std::collections::BTreeMap;

/// What [`Draft::to_toml`] writes: each known value in its place, what is unknown as the empty string that asks to be
/// filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Report year.
    pub year: u16,
    /// Comment lines at the head of the file.
    pub opening: Vec<String>,
    /// Full name of the organ.
    pub agency: Option<String>,
    /// What kind of organ it is.
    pub level: Option<Level>,
    /// 成文日期.
    pub date: Option<Date>,
    /// Whom to ask.
    pub contact: Contact,
    /// The opening paragraph, when it is not left to the program.
    pub lead: Option<Text>,
    /// Parts one, five and six.
    pub parts: [Text; 3],
    /// The numbers. A cell that is missing asks to be filled in; a missing 总计 is left to the program.
    pub figures: Figures,
    /// The notes under each table.
    pub table_notes: Vec<Text>,
    /// The 信息处理费 facts.
    pub fee_notice: Option<FeeNotice>,
    /// How the report is signed.
    pub signature: Signature,
    /// What it has as a numbered document.
    pub dispatch: Dispatch,
    /// What an archive asks to know of it.
    pub archive: Vec<ArchiveFact>,
    /// The units whose numbers stand in its own.
    pub merged_from: Vec<String>,
    /// The rules whose warnings are let pass.
    pub allowed: Vec<Allowed>,
    /// How its files are made.
    pub made: Option<Made>,
    /// The report's own style.
    pub style: Style,
    /// Comment lines above an entry, by its path in the file: `date`, `prose.part1`, `table2.licences`, `fee_notice`.
    pub remarks: BTreeMap<String, Vec<String>>,
    /// Whether contact and fee facts that are not given were left out on purpose: they become comments then, instead of
    /// entries to fill in.
    pub finished: bool,
}

impl Draft {
    /// Nothing known but the year.
    ///
    /// # Errors
    /// [`NoForm`] for years before the first form.
    pub fn empty(year: u16) -> Result<Self, NoForm> {
        let form = Form::for_year(year)?;
        Ok(Draft {
            year,
            opening: Vec::new(),
            agency: None,
            level: None,
            date: None,
            contact: Contact::default(),
            lead: None,
            parts: Default::default(),
            figures: Figures::missing(form),
            table_notes: Vec::new(),
            fee_notice: None,
            signature: Signature::default(),
            dispatch: Dispatch::default(),
            archive: Vec::new(),
            merged_from: Vec::new(),
            allowed: Vec::new(),
            made: None,
            style: Style::default(),
            remarks: BTreeMap::new(),
            finished: false,
        })
    }

    /// All that a report says. Read back, the file gives the same report.
    pub fn of(report: &Report, style: &Style) -> Self {
        Draft {
            year: report.year.value,
            opening: Vec::new(),
            agency: Some(report.agency.value.clone()),
            level: Some(report.level.value),
            date: Some(report.date.value),
            contact: report.contact.clone(),
            lead: report.prose.lead.clone(),
            parts: [
                report.prose.part1.clone(),
                report.prose.part5.clone(),
                report.prose.part6.clone(),
            ],
            figures: report.figures.clone(),
            table_notes: report.table_notes.clone(),
            fee_notice: report.fee_notice.clone(),
            signature: report.signature.clone(),
            dispatch: report.dispatch.clone(),
            archive: report.archive.clone(),
            merged_from: report.merged_from.iter().map(|name| name.value.clone()).collect(),
            allowed: Vec::new(),
            made: None,
            style: style.clone(),
            remarks: BTreeMap::new(),
            finished: true,
        }
    }

    /// Every number 0, the totals left to the program.
    pub fn fill_with_zeros(&mut self) {
        let form = self.figures.form();
        for id in form.slots() {
            let value = match form.slot(id).kind {
                SlotKind::Total => continue,
                SlotKind::Amount => CellValue::Amount(Amount::zero()),
                SlotKind::Count | SlotKind::Change => CellValue::Number(0),
            };
            self.figures.set(id, Cell { value, span: None });
        }
        let zero = || crate::model::Located::free(Amount::zero());
        self.fee_notice = Some(FeeNotice {
            issued: crate::model::Located::free(0),
            amount: zero(),
            collected: zero(),
        });
    }

    /// Adds a comment line above an entry.
    pub fn remark(&mut self, path: impl Into<String>, line: impl Into<String>) {
        self.remarks.entry(path.into()).or_default().push(line.into());
    }
}
