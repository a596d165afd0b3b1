//! Checks through the public interface, on reports read from a file and on reports made by a program.

use nianbao::check::check;
use nianbao::finding::Finding;
use nianbao::form::{FORM_2021, SlotId, SlotKind};
use nianbao::input::{Format, read};
use nianbao::model::{Amount, Cell, CellValue, Located, Report};
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

proptest::proptest! {
    /// Whatever a paragraph says, the rules end, and what they underline lies within the paragraph.
    #[test]
    fn any_text_is_checked(pieces in proptest::collection::vec(0..PIECES.len(), 0..40)) {
        let text: String = pieces.iter().map(|piece| PIECES[*piece]).collect();
        let paragraph = || vec![Located::at(text.clone(), nianbao::Span::new(1000, 1000 + text.len()))];
        let mut report = sample();
        report.prose.lead = Some(nianbao::model::Text { paragraphs: paragraph(), span: None });
        for part in [&mut report.prose.part1, &mut report.prose.part5, &mut report.prose.part6] {
            part.paragraphs = paragraph();
        }
        for finding in check(&report) {
            let Some(span) = finding.span.filter(|span| (1000..=1000 + text.len()).contains(&span.start)) else {
                continue;
            };
            let (start, end) = (span.start - 1000, span.end - 1000);
            proptest::prop_assert!(
                start <= end && text.is_char_boundary(start) && text.is_char_boundary(end),
                "{:?} in {:?}", finding, text
            );
        }
    }
}

/// What rules look for, to be put together at random.
const PIECES: [&str; 64] = [
    "收到",
    "新收",
    "申请",
    "信息公开申请",
    "依申请公开",
    "上年",
    "结转",
    "下年度",
    "办结",
    "答复",
    "予以公开",
    "其中",
    "类",
    "占",
    "%",
    "12",
    "3.5",
    "万",
    "十二",
    "百",
    "一",
    "件",
    "条",
    "次",
    "，",
    "。",
    "；",
    "、",
    "（",
    "）",
    "(",
    ")",
    ",",
    ":",
    "“",
    "”",
    "《",
    "》",
    "2024年",
    "2025年",
    "1月",
    "1日",
    "12月31日",
    "至",
    "截止",
    "目前",
    "要点",
    "政务公开",
    "国办公开办函",
    "〔2021〕",
    "[2019]",
    "30号",
    "第",
    "常态",
    "例外",
    "公开",
    "不",
    "规范性文件",
    "废止",
    "未收到",
    "没有",
    "行政复议",
    "XX",
    "联系人：",
];
