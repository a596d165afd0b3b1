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

/// What published reports wrote, and what they might as well have: each told once, by what it was meant to be.
#[test]
fn fixed_phrases_are_compared_letter_by_letter() {
    let said = |text: &str| -> Vec<(String, String)> {
        let mut report = sample();
        report.prose.part1.paragraphs[3].value = text.to_owned();
        let findings = told(&report).into_iter();
        findings
            .filter(|finding| finding.code == "PHRASE")
            .map(|finding| (finding.message, finding.remedy))
            .collect()
    };
    for near in [
        "（四）府信息公开平台",
        "（四）政府信息公开平吕建设。设查阅点1处。",
        "（三）政府信息管理。坚持公开是常态，公开是例外。",
        "（三）政府信息管理。坚持公开为常太、不公开为例外。",
        "（三）政府信息管理。坚持以公开为常态、不公开为列外，逐条审查。",
        "（三）政府信息管理。坚持公开是常态，不公开例外。",
        "（三）政府信息管理。按《中华人民共和国政府信息公开条列》办理。",
    ] {
        assert_eq!(said(near).len(), 1, "{near}: {:?}", said(near));
    }
    for right in [
        "（四）政府信息公开平台",
        "（四）政府信息公开平台建设情况",
        "（三）政府信息管理。坚持公开为常态、不公开为例外原则，公开前审查，不公开的说明理由。",
        "（三）政府信息管理。做到“以公开是常态，不公开是例外”。",
        "（三）政府信息管理。对公开和不公开的信息分别管理，确定公开属性，不公开的说明理由。",
    ] {
        assert_eq!(said(right), [], "{right}");
    }
}

/// Percentages in prose: of the whole in the sentence, of the table where the words name it, several in a sentence.
#[test]
fn percentages_are_recomputed() {
    let said = |text: &str| -> Vec<String> {
        let mut report = sample();
        report.prose.part1.paragraphs[2].value = format!("（二）依申请公开。{text}");
        let findings = told(&report).into_iter();
        findings
            .filter(|finding| finding.message.contains("百分比"))
            .map(|finding| finding.message)
            .collect()
    };
    // 12 of 13 received are from persons, 10 of 13 are granted, 3 not held.
    for right in [
        "新收申请13件，其中自然人申请12件，占92.31%。",
        "办结13件，予以公开10件，占76.92%；无法提供3件，占23.1%。",
        "予以公开的有10件，占办结申请的76.9%。",
        "自然人提出12件，占新收申请的92.3%。",
        "新收申请13件，比上年增加3件，占比上升5%。",
        "公开信息63条，占全县的3%。",
        "其中网站公开600条，占60%，公众号公开300条，占30%，公示栏公开100条，占10%。",
        "信访类10件，占信访申请的20%。",
    ] {
        assert_eq!(said(right), Vec::<String>::new(), "{right}");
    }
    for (wrong, shown) in [
        ("全年办结98件，予以公开42件，占48.26%。", "按42÷98是42.86%"),
        (
            "办结13件，予以公开10件，占76.92%；无法提供3件，占32.08%。",
            "按3÷13是23.08%",
        ),
        ("予以公开的有10件，占办结申请的67.9%。", "按10÷13是76.9%"),
        ("自然人提出12件，占新收申请的29%。", "按12÷13是92%"),
    ] {
        let said = said(wrong);
        assert!(said.len() == 1 && said[0].contains(shown), "{wrong}: {said:?}");
    }
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
