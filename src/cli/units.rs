//! The reports of units, read one after the other: of each only its numbers are kept.

use super::folder::data_files;
use super::{read_input, summary, tell};
use nianbao::finding::{Finding, Findings, render};
use nianbao::merge::{self, Unit};
use nianbao::{Error, pipeline};
use std::path::{Path, PathBuf};

/// What came of reading units.
#[derive(Default)]
pub(super) struct Units {
    /// Those whose reports could be read.
    pub(super) units: Vec<Unit>,
    /// What is told of each report that cannot be read or has errors.
    refusals: Vec<Refusal>,
    /// The files that could not be opened.
    unopened: Vec<String>,
}

/// What is told of a report.
struct Refusal {
    file: String,
    /// In one finding.
    said: Finding,
    /// In full, for people.
    told: String,
}

/// Reads the reports of files and folders. Files of `left_out`, such as the merged report that stands in the same folder,
/// are no units.
pub(super) fn read_units(paths: &[PathBuf], left_out: &[&Path]) -> Result<Units, Error> {
    let same = |file: &Path, other: &Path| match (file.canonicalize(), other.canonicalize()) {
        (Ok(file), Ok(other)) => file == other,
        _ => false,
    };
    let mut read = Units::default();
    for path in paths {
        if !path.is_dir() {
            read.add(path, false);
            continue;
        }
        for file in data_files(path)? {
            if !left_out.iter().any(|other| same(&file, other)) {
                read.add(&file, false);
            }
        }
    }
    Ok(read)
}

impl Units {
    /// Reads one report; `own` marks the merging office's own.
    pub(super) fn add(&mut self, file: &Path, own: bool) {
        if let Err(error) = self.try_add(file, own) {
            // One file that cannot be read does not keep the others from being read.
            tell(&error);
            self.unopened.push(file.display().to_string());
        }
    }

    fn try_add(&mut self, file: &Path, own: bool) -> Result<(), Error> {
        let reading = read_input(file)?;
        let findings = pipeline::inspect(&reading, &reading.style)?;
        let name = &reading.source.name;
        if findings.has_errors() {
            let said = match &reading.report {
                Some(report) => format!("{}的报告有{}", report.agency.value, summary(&findings)),
                None => "读不出一份报告".to_owned(),
            };
            self.refusals.push(Refusal {
                file: name.clone(),
                said: Unit::refused(name, &said),
                told: render(&reading.source, &findings),
            });
        }
        if let Some(report) = &reading.report {
            let mut unit = Unit::of(name.clone(), report);
            unit.own = own;
            unit.faulty = findings.has_errors();
            self.units.push(unit);
        }
        Ok(())
    }

    /// One finding for each report that cannot be read or has errors.
    pub(super) fn refused(&self) -> Findings {
        self.refused_units().map(|refusal| refusal.said.clone()).collect()
    }

    /// Those findings in full, file by file, for people.
    pub(super) fn told(&self) -> String {
        self.refused_units()
            .map(|refusal| refusal.told.as_str())
            .collect()
    }

    /// The files that no report can be read from.
    pub(super) fn unread(&self) -> Vec<String> {
        let files = self.refusals.iter().map(|refusal| &refusal.file);
        let read = |file: &str| self.units.iter().any(|unit| unit.file == file);
        let unread = files.filter(|file| !read(file));
        unread.chain(&self.unopened).cloned().collect()
    }

    /// Whether a file could not be opened.
    pub(super) fn failed(&self) -> bool {
        !self.unopened.is_empty()
    }

    /// A report that sums up the others is no unit's, and what is still to be written in it is nobody's to mend.
    fn refused_units(&self) -> impl Iterator<Item = &Refusal> {
        let sums_up = |file: &str| {
            let mut of_file = self.units.iter().filter(|unit| unit.file == file);
            of_file.any(|unit| merge::sums_up(unit, &self.units))
        };
        self.refusals
            .iter()
            .filter(move |refusal| !sums_up(&refusal.file))
    }
}
