//! Figures of published reports (facts only): what a person found not to agree is found, and nothing else.

use nianbao::check::check;
use nianbao::form::FORM_2021;
use nianbao::input::{Format, read};
use nianbao::model::{Amount, Cell, CellValue, Level, Located, Report};
use std::path::Path;

/// A published report. The figures stand in the order of the form, a row up to each `;`, `_` for a blank cell.
struct Case {
    agency: &'static str,
    level: Level,
    year: u16,
    figures: &'static str,
    /// The numbers its text states, in our words.
    text: &'static str,
    /// Each finding on figures: its code and a piece of its message.
    told: &'static [&'static str],
}

const CASES: [Case; 5] = [
    Case {
        agency: "淮安市洪泽区人民政府",
        level: Level::County,
        year: 2024,
        figures: "0 0 0; 3 0 8; 9487; 2776; 84; 7545; 95 0 0 0 0 0 95; 0 0 0 0 0 0 0; 50 0 0 0 0 0 50; \
            9 0 0 0 0 0 9; 0 0 0 0 0 0 0; 0 0 0 0 0 0 0; 1 0 0 0 0 0 1; 0 0 0 0 0 0 0; 0 0 0 0 0 0 0; \
            1 0 0 0 0 0 1; 1 0 0 0 0 0 1; 0 0 0 0 0 0 0; 31 0 0 0 0 0 31; 1 0 0 0 0 0 1; 0 0 0 0 0 0 0; \
            1 0 0 0 0 0 1; 0 0 0 0 0 0 0; 0 0 0 0 0 0 0; 0 0 0 0 0 0 0; 0 0 0 0 0 0 0; 0 0 0 0 0 0 0; \
            0 0 0 0 0 0 0; 0 0 0 0 0 0 0; 95 0 0 0 0 0 95; 0 0 0 0 0 0 0; 1 1 0 0 2; 1 0 0 0 1; 2 0 1 0 3",
        text: "",
        told: &[],
    },
    Case {
        agency: "淮安市人民政府",
        level: Level::City,
        year: 2024,
        figures: "1 0 11; 8 26 66; 447228; 3985758; 88283; 96171.6; 3001 53 0 0 61 4 3119; 34 0 0 0 0 0 34; \
            1288 21 0 0 50 3 1362; 447 7 0 0 0 0 454; 2 0 0 0 0 0 2; 30 1 0 0 0 0 31; 5 0 0 0 0 0 5; \
            6 0 0 0 0 0 6; 7 1 0 0 0 0 8; 12 0 0 0 0 0 12; 9 0 0 0 0 0 9; 105 0 0 0 0 0 105; \
            746 12 0 0 10 1 769; 11 0 0 0 0 0 11; 1 0 0 0 0 0 1; 56 6 0 0 0 0 62; 25 0 0 0 0 0 25; \
            0 0 0 0 0 0 0; 0 0 0 0 0 0 0; 1 0 0 0 0 0 1; 67 3 0 0 1 0 71; 6 0 0 0 0 0 6; 108 2 0 0 0 0 110; \
            2932 53 0 0 61 4 3050; 103 0 0 0 0 0 103; 72 64 178 37 351; 13 4 8 1 26; 12 1 1 6 20",
        text: "",
        told: &[],
    },
    Case {
        agency: "上海市科学技术委员会",
        level: Level::Department,
        year: 2024,
        figures: "0 0 0; 13 0 55; 97; 0; 0; 0; 32 2 0 0 0 0 34; 2 0 0 0 0 0 2; 9 0 0 0 0 0 9; 0 0 0 0 0 0 0; \
            0 0 0 0 0 0 0; 0 0 0 0 0 0 0; 0 0 0 0 0 0 0; 0 0 0 0 0 0 0; 1 0 0 0 0 0 1; 1 0 0 0 0 0 1; \
            0 0 0 0 0 0 0; 0 0 0 0 0 0 0; 4 0 0 0 0 0 4; 6 0 0 0 0 0 6; 0 0 0 0 0 0 0; 0 0 0 0 0 0 0; \
            0 0 0 0 0 0 0; 0 0 0 0 0 0 0; 0 0 0 0 0 0 0; 0 0 0 0 0 0 0; 8 2 0 0 0 0 10; 0 0 0 0 0 0 0; \
            4 0 0 0 0 0 4; 33 2 0 0 0 0 35; 1 0 0 0 0 0 1; 1 0 0 0 1; 0 0 0 0 0; 0 0 0 0 0",
        text: "",
        told: &[],
    },
    Case {
        agency: "宿迁市人民政府",
        level: Level::City,
        year: 2024,
        figures: "2 1 12; 50 227 420; 1573179; 2676474; 29351; 72701.2578; 3440 75 0 1 6 3 3525; \
            118 3 0 0 0 0 121; 1408 21 0 0 2 0 1431; 462 9 0 0 0 0 471; 2 0 0 0 0 0 2; 1 0 0 0 0 0 1; \
            4 0 0 0 0 0 4; 16 1 0 0 0 0 17; 21 0 0 0 0 0 21; 10 1 0 0 0 0 11; 21 2 0 0 0 0 23; \
            13 0 0 0 0 0 13; 859 33 0 0 3 2 897; 35 1 0 0 0 0 36; 8 0 0 0 0 0 8; 86 1 0 0 0 0 87; \
            26 1 0 0 0 0 27; 0 0 0 0 0 0 0; 3 0 0 0 0 0 3; 0 0 0 0 0 0 0; 75 1 0 1 0 0 77; 38 0 0 0 0 0 38; \
            352 2 0 0 0 0 354; 3440 73 0 1 5 2 3521; 118 5 0 0 1 1 125; 88 18 28 36 170; 7 0 11 7 25; \
            33 0 6 13 52",
        text: "因政府信息公开引发行政复议134件，行政诉讼57件。",
        told: &["NARR-NUM 170", "NARR-NUM 77"],
    },
    Case {
        agency: "沭阳县发展和改革局",
        level: Level::Department,
        year: 2023,
        figures: "0 0 0; 8 0 18; 0; 0; 0; 0; 26 _ _ _ _ _ 26; 0 _ _ _ _ _ 0; 26 _ _ _ _ _ 26; 0 _ _ _ _ _ 0; \
            0 _ _ _ _ _ 0; 0 _ _ _ _ _ 0; 0 _ _ _ _ _ 0; 0 _ _ _ _ _ 0; 0 _ _ _ _ _ 0; 0 _ _ _ _ _ 0; \
            0 _ _ _ _ _ 0; 0 _ _ _ _ _ 0; 0 _ _ _ _ _ 0; 0 _ _ _ _ _ 0; 0 _ _ _ _ _ 0; 0 _ _ _ _ _ 0; \
            0 _ _ _ _ _ 0; 0 _ _ _ _ _ 0; 0 _ _ _ _ _ 0; 0 _ _ _ _ _ 0; 0 _ _ _ _ _ 0; 0 _ _ _ _ _ 0; \
            0 _ _ _ _ _ 0; 26 _ _ _ _ _ 26; 0 _ _ _ _ _ 0; 0 0 0 1 1; 0 0 0 0 0; 0 0 0 0 0",
        text: "",
        told: &["FMT-CELL 有5格"; 25],
    },
];

/// A sound report to put the figures into.
fn frame() -> Report {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/liuxi.toml");
    let text = std::fs::read_to_string(path)
        .unwrap()
        .replace("新收申请13件，上年结转1件，办结13件，结转下年1件。", "渠道畅通。");
    read("r", text.as_bytes(), Some(Format::Toml)).report.unwrap()
}

fn report(case: &Case) -> Report {
    let mut report = frame();
    report.agency = Located::free(case.agency.to_owned());
    report.level = Located::free(case.level);
    report.year = Located::free(case.year);
    report.prose.part6.paragraphs = vec![Located::free(format!("{}信息处理费已按规定收取。", case.text))];
    report.fee_notice = None;
    let rows = FORM_2021
        .tables
        .iter()
        .map(|table| table.rows.len())
        .sum::<usize>();
    assert_eq!(case.figures.split(';').count(), rows, "{}", case.agency);
    let mut cells = case.figures.split([';', ' ']).filter(|cell| !cell.is_empty());
    for slot in FORM_2021.slots() {
        let text = cells.next().unwrap();
        let value = match (text, FORM_2021.path(slot).as_str()) {
            ("_", _) => CellValue::Empty,
            (text, "table2.fees.amount") => CellValue::Amount(Amount::parse(text).unwrap()),
            (text, _) => CellValue::Number(text.parse().unwrap()),
        };
        report.figures.set(slot, Cell { value, span: None });
    }
    assert_eq!(cells.next(), None, "{}", case.agency);
    report
}

#[test]
fn what_a_person_found_is_found_and_no_more() {
    for case in &CASES {
        let told: Vec<String> = check(&report(case))
            .into_iter()
            .filter(|finding| {
                let code = finding.code;
                code.starts_with('T') && code != "TITLE-YEAR"
                    || ["FMT-CELL", "REGUL-ZERO", "NARR-NUM", "PUNC", "CONTACT"].contains(&code)
            })
            .map(|finding| format!("{} {}", finding.code, finding.message))
            .collect();
        assert_eq!(told.len(), case.told.len(), "{}: {told:#?}", case.agency);
        for (found, expected) in told.iter().zip(case.told) {
            let (code, piece) = expected.split_once(' ').unwrap();
            assert!(
                found.starts_with(code) && found.contains(piece),
                "{}: {found}, not {expected}",
                case.agency
            );
        }
    }
}

/// 桃江县松木塘镇 2022: a township that reports 规章, and kinds that add up to 34 under a total of 32.
#[test]
fn a_township_cannot_make_regulations_and_kinds_must_add_up() {
    let mut report = frame();
    for (path, number) in [("table2.rules.made", 2), ("table2.rules.in_force", 2)] {
        let cell = Cell {
            value: CellValue::Number(number),
            span: None,
        };
        report.figures.set(FORM_2021.find(path).unwrap(), cell);
    }
    let kinds = [1, 2, 1, 6, 2, 2, 1, 1, 1, 1, 3, 3, 9, 1];
    let listed: Vec<String> = (1..)
        .zip(kinds)
        .map(|(kind, count)| format!("第{kind}类{count}条"))
        .collect();
    report.prose.part1.paragraphs[0].value = format!("主动公开信息32条，其中{}。", listed.join("、"));
    let told: Vec<(&str, String)> = check(&report)
        .into_iter()
        .filter(|finding| matches!(finding.code, "REGUL-ZERO" | "NARR-NUM"))
        .map(|finding| (finding.code, finding.message))
        .collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.iter().any(|(code, _)| *code == "REGUL-ZERO"));
    assert!(
        told.iter().any(|(_, message)| message.contains("=34，多出2")),
        "{told:?}"
    );
}

/// 淮安市洪泽区 2024: the text counts what the government's office handled, the table the whole district.
#[test]
fn a_number_of_the_office_alone_is_not_compared() {
    let mut report = report(&CASES[0]);
    report.prose.part6.paragraphs[0].value =
        "区政府办公室受理政府信息公开申请17件，未收取信息处理费。".to_owned();
    assert!(check(&report).iter().all(|finding| finding.code != "NARR-NUM"));
}

/// 西咸新区正阳街道 2023: `1、` where automatic numbering was lost, twice on one level.
#[test]
fn lost_numbering_is_seen() {
    let mut report = frame();
    report.prose.part1.paragraphs = [
        "1、主动公开。做了主动公开。",
        "2、依申请公开。申请0件。",
        "4、政府信息管理。做了管理。",
    ]
    .map(|text| Located::free(text.to_owned()))
    .to_vec();
    let count = check(&report)
        .iter()
        .filter(|finding| finding.code == "FMT-NUM")
        .count();
    assert_eq!(count, 2);
}

/// What is told of a sample with lines put in place of others: codes with the words of the message.
fn told_of(sample: &str, changes: &[(&str, &str)]) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(sample);
    let mut text = std::fs::read_to_string(path).unwrap();
    for (old, new) in changes {
        assert!(text.contains(old), "{old}");
        text = text.replace(old, new);
    }
    let reading = read("r", text.as_bytes(), Some(Format::Toml));
    let mut findings = reading.findings;
    findings.extend(reading.report.as_ref().map(check).unwrap_or_default());
    let told = |finding: &nianbao::Finding| format!("{} {}", finding.code, finding.message);
    findings.iter().map(told).collect()
}

/// 昌江县卫生健康委员会 2020, whose figures `samples/y2019` has: 1,362 in a cell; a fall of 393 and 0.00 are sound.
#[test]
fn a_thousands_separator_is_told_and_a_fall_is_none() {
    assert_eq!(told_of("y2019/report.toml", &[]), Vec::<String>::new());
    let told = told_of("y2019/report.toml", &[("[44, 0, 1362]", "[44, 0, \"1,362\"]")]);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].starts_with("READ-NUM") && told[0].contains("千位分隔符"),
        "{told:?}"
    );
}

/// 天门市拖市镇 2020: a row of the province's own under 规范性文件.
#[test]
fn a_row_that_the_form_lacks_is_told() {
    let own = "normative_documents = [34, 4, 47]\nother_documents = [0, 0, 0]";
    let told = told_of("y2019/report.toml", &[("normative_documents = [0, 0, 0]", own)]);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].starts_with("READ-KEY") && told[0].contains("other_documents"),
        "{told:?}"
    );
}

/// A district's 财政局 2024: `/` in every cell without a number, told once a row; the rows still add up.
#[test]
fn strokes_for_noughts_are_told_once_a_row() {
    let changes = [
        ("rules = [0, 0, 0]", r#"rules = ["/", "/", "/"]"#),
        (
            "normative_documents = [2, 1, 9]",
            r#"normative_documents = ["/", "/", 5]"#,
        ),
        ("compulsory_measures = 0", r#"compulsory_measures = "/""#),
        ("fees = \"1.25\"", r#"fees = "/""#),
        (
            "received = [12, 0, 1, 0, 0, 0, 13]",
            r#"received = [12, "/", 1, "/", "/", "/", 13]"#,
        ),
        (
            "partly_granted = [0, 0, 0, 0, 0, 0, 0]",
            r#"partly_granted = ["/", "/", "/", "/", "/", "/", "/"]"#,
        ),
    ];
    let told = told_of("liuxi.toml", &changes);
    assert_eq!(told.len(), changes.len(), "{told:?}");
    assert!(
        told.iter()
            .all(|one| one.starts_with("FMT-CELL") && one.contains("不适用")),
        "{told:?}"
    );
}
