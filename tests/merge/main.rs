//! 汇总: sums, their origin, rosters, conflicts, adjustments, and a parent's report against its units.

mod adjust;
mod sums;
mod twice;
mod units;

use nianbao::check::check_figures;
use nianbao::finding::{Findings, Severity};
use nianbao::form::{FORM_2019, FORM_2021, Form, RowRole, SlotId, SlotKind};
use nianbao::input::{Format, load, read};
use nianbao::merge::{self, Head, Merge, Unit, read_adjustments, read_roster};
use nianbao::model::{Amount, Cell, CellValue, Date, Figures, Level};
use proptest::prelude::*;
use std::path::{Path, PathBuf};

fn towns() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/towns")
}

/// The sample units, and their roster.
fn samples() -> Vec<Unit> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(towns())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|file| file.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();
    files
        .iter()
        .map(|file| {
            let name = file.file_name().unwrap().to_str().unwrap();
            Unit::of(name, &load(file).unwrap().report.unwrap())
        })
        .collect()
}

fn roster() -> merge::Roster {
    read_roster("roster.csv", &std::fs::read(towns().join("roster.csv")).unwrap())
}

fn id(path: &str) -> SlotId {
    FORM_2021.find(path).unwrap()
}

fn put(figures: &mut Figures, id: SlotId, value: CellValue) {
    figures.set(id, Cell { value, span: None });
}

fn messages(findings: &Findings) -> Vec<String> {
    findings
        .iter()
        .map(|finding| {
            format!(
                "{} {} {}",
                finding.code,
                finding.message,
                finding.notes.join("；")
            )
        })
        .collect()
}

fn toml(merge: &Merge) -> String {
    merge.draft(&Head::default(), None).unwrap().to_toml()
}

/// The value of a cell in its own scale.
fn value(figures: &Figures, id: SlotId) -> i128 {
    match &figures.cell(id).value {
        CellValue::Amount(amount) => i128::from(amount.millionths()),
        other => i128::from(other.number().unwrap()),
    }
}
