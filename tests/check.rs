//! Checks through the public interface, on reports read from a file and on reports made by a program.

use nianbao::check::check;
use nianbao::finding::Finding;
use nianbao::form::{FORM_2021, SlotId, SlotKind};
use nianbao::input::{Format, read};
use nianbao::model::{Amount, Cell, CellValue, Report};
use std::path::Path;

fn sample() -> Report {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/liuxi.toml");
    let bytes = std::fs::read(path).unwrap();
    read("r", &bytes, Some(Format::Toml)).report.unwrap()
}

fn id(path: &str) -> SlotId {
    FORM_2021.find(path).unwrap()
}

fn number(number: i64) -> Cell {
    Cell {
        value: CellValue::Number(number),
        span: None,
    }
}

fn told(report: &Report) -> Vec<Finding> {
    check(report).into_iter().collect()
}

#[test]
fn a_sound_report_is_silent_with_and_without_places() {
    assert_eq!(told(&sample()), []);
    assert_eq!(told(&sample().without_places()), []);
}

#[test]
fn a_report_made_by_a_program_is_checked_though_it_has_no_places() {
    let mut report = sample().without_places();
    report.figures.set(id("table3.granted.natural"), number(19));
    let findings = told(&report);
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!((findings[0].code, findings[0].span), ("T3-ROW", None));
    assert!(
        findings[0].remedy.contains("“自然人”应为9，现为19"),
        "{findings:?}"
    );
}

#[test]
fn cells_nobody_gave_are_told_row_by_row() {
    let mut report = sample().without_places();
    report.figures.set(id("table2.rules.made"), Cell::default());
    report.figures.set(id("table2.rules.repealed"), Cell::default());
    report.figures.set(id("table2.fees.amount"), Cell::default());
    let messages: Vec<String> = told(&report).into_iter().map(|finding| finding.message).collect();
    assert_eq!(
        messages,
        [
            "表二“规章”有2格（本年制发件数、本年废止件数）缺失",
            "表二“行政事业性收费”缺失"
        ]
    );
}

#[test]
fn an_annotated_number_counts_in_the_sums() {
    let mut report = sample();
    let cell = |number| Cell {
        value: CellValue::Annotated {
            number,
            text: format!("{number}（含上年1件）"),
        },
        span: None,
    };
    report.figures.set(id("table4.review.upheld"), cell(4));
    assert_eq!(told(&report), []);
    report.figures.set(id("table4.review.upheld"), cell(3));
    assert_eq!(told(&report)[0].code, "T4-SUM");
}

#[test]
fn an_empty_cell_silences_its_sums_and_is_told_itself() {
    let mut report = sample();
    let empty = Cell {
        value: CellValue::Empty,
        span: None,
    };
    report.figures.set(id("table3.granted.natural"), empty);
    let findings = told(&report);
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!(findings[0].code, "FMT-CELL");
}

/// Whatever the numbers, the search for explanations ends: without its bound this would run for hours.
#[test]
fn nonsense_is_told_sum_by_sum() {
    for seed in 1..20_i64 {
        let mut report = sample();
        for (place, slot) in (1_i64..).zip(FORM_2021.slots()) {
            let value = match FORM_2021.slot(slot).kind {
                SlotKind::Amount => CellValue::Amount(Amount::zero()),
                // Few different numbers make for many accidental explanations.
                _ => CellValue::Number(place * place * seed % (2 + seed % 7)),
            };
            let span = Some(nianbao::Span::new(place as usize, place as usize + 1));
            report.figures.set(slot, Cell { value, span });
        }
        let findings = told(&report);
        assert!(findings.len() <= FORM_2021.identities().len());
        assert!(
            findings.iter().all(|finding| !finding.remedy.is_empty()),
            "{findings:?}"
        );
    }
}
