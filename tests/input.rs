//! Reading: the same report in three formats, places, and input meant to break things.

use nianbao::input::{Format, MAX_FINDINGS, Reading, read};
use nianbao::model::{CellValue, Report, Text};
use nianbao::{Finding, Findings, Severity};
use proptest::prelude::*;
use std::path::Path;

const SAMPLES: [(&str, Format); 3] = [
    ("liuxi.toml", Format::Toml),
    ("liuxi.yaml", Format::Yaml),
    ("liuxi.json", Format::Json),
];

fn sample(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name);
    std::fs::read_to_string(path).unwrap()
}

fn reading(text: &str, format: Format) -> Reading {
    read("r", text.as_bytes(), Some(format))
}

fn report(text: &str, format: Format) -> Report {
    let reading = reading(text, format);
    let findings = told(&reading);
    assert!(findings.is_empty(), "{findings:?}");
    reading.report.unwrap()
}

/// Everything wrong with what was read.
fn told(reading: &Reading) -> Findings {
    nianbao::pipeline::inspect(reading, &reading.style).unwrap()
}

/// Line, column and code of each finding.
fn places(text: &str, format: Format) -> Vec<(usize, usize, &'static str)> {
    let reading = reading(text, format);
    told(&reading)
        .iter()
        .map(|finding| {
            let place = reading.source.position(finding.span.unwrap().start);
            (place.line, place.column, finding.code)
        })
        .collect()
}

/// What a report has as a numbered document reads alike from TOML, YAML and JSON; empty marks are told, not printed.
#[test]
fn a_numbered_document_reads_alike_in_all_formats() {
    let toml = sample("liuxi.toml").replacen("year", "to = \"各村民委员会：\"\nyear", 1)
        + r#"stamp = { title = "镇长", name = "" }
[head]
mark = "清河县柳溪镇人民政府文件"
number = "清柳政发〔2026〕3号"
[[attachments]]
title = "甲"
text = "一\n二"
[[attachments]]
title = "乙"
text = ["三"]
[imprint]
issuer = "镇党政办"
issue_date = "2026-01-13"
"#;
    let yaml = sample("liuxi.yaml").trim_end().to_owned()
        + r#"
  stamp: { title: 镇长, name: "" }
to: 各村民委员会：
head: { mark: 清河县柳溪镇人民政府文件, number: 清柳政发〔2026〕3号 }
attachments:
  - title: 甲
    text: "一\n二"
  - title: 乙
    text: [三]
imprint: { issuer: 镇党政办, issue_date: 2026-01-13 }
"#;
    let json = sample("liuxi.json")
        .trim_end()
        .trim_end_matches('}')
        .trim_end()
        .to_owned()
        + r#",
"to": "各村民委员会：",
"head": { "mark": "清河县柳溪镇人民政府文件", "number": "清柳政发〔2026〕3号" },
"attachments": [{ "title": "甲", "text": "一\n二" }, { "title": "乙", "text": ["三"] }],
"imprint": { "issuer": "镇党政办", "issue_date": "2026-01-13" } }"#;
    let toml = report(&toml, Format::Toml).without_places();
    let yaml = report(&yaml, Format::Yaml).without_places();
    let json = report(&json, Format::Json).without_places();
    assert_eq!(toml, yaml);
    assert_eq!(toml.dispatch, json.dispatch);
    assert_eq!(toml.dispatch.attachments[0].text.paragraphs.len(), 2);
    let stamp = toml.signature.stamp.unwrap();
    assert_eq!((stamp.title.value.as_str(), stamp.name), ("镇长", None));
}

#[test]
fn one_report_in_three_formats_is_the_same_report() {
    let [toml, yaml, json] = SAMPLES.map(|(name, format)| report(&sample(name), format).without_places());
    assert_eq!(toml, yaml);
    assert_eq!(toml, json);
    assert_eq!(toml.agency.value, "清河县柳溪镇人民政府");
    assert_eq!(toml.prose.part1.paragraphs.len(), 6);
    let fees = toml.form.find("table2.fees.amount").unwrap();
    assert!(
        matches!(&toml.figures.cell(fees).value, CellValue::Amount(amount) if amount.to_string() == "1.25")
    );
}

#[test]
fn the_format_is_known_by_its_content_too() {
    for (name, _) in SAMPLES {
        let found = read("-", sample(name).as_bytes(), None);
        assert!(told(&found).is_empty(), "{name}: {:?}", found.findings);
        assert!(found.report.is_some());
    }
}

#[test]
fn every_cell_and_paragraph_keeps_its_place() {
    for (name, format) in SAMPLES {
        let text = sample(name);
        let report = report(&text, format);
        for slot in report.form.slots() {
            let cell = report.figures.cell(slot);
            let span = cell.span.unwrap();
            let written = text[span.start..span.end].trim_matches('"');
            assert_eq!(
                written,
                cell.value.to_string(),
                "{name} {}",
                report.form.path(slot)
            );
        }
        let prose = [&report.prose.part1, &report.prose.part5, &report.prose.part6];
        for paragraph in prose.into_iter().flat_map(|text| &text.paragraphs) {
            let span = paragraph.span.unwrap();
            assert_eq!(text[span.start..span.end], paragraph.value, "{name}");
        }
        for located in [&report.agency, report.contact.phone.as_ref().unwrap()] {
            let span = located.span.unwrap();
            assert_eq!(
                text[span.start..span.end].trim_matches('"'),
                located.value,
                "{name}"
            );
        }
    }
}

#[test]
fn the_same_faults_are_told_in_their_places_in_all_formats() {
    let broken = |name: &str| {
        sample(name)
            .replace("36", "-36")
            .replace("[9, 0, 1, 0, 0, 0, 10]", "[9, 0, 1, 0, 0, 0, 10, 5]")
            .replace("[4, 0, 0, 1, 5]", "[4, 0, 0, 1, 7]")
            .replace("township", "village")
    };
    let codes = ["READ-TYPE", "READ-NUM", "READ-ROW", "T4-SUM"];
    for (name, format) in SAMPLES {
        let text = broken(name);
        let wanted: Vec<(usize, usize)> = ["village", "-36", "[9, 0, 1, 0, 0, 0, 10, 5]", "7]"]
            .iter()
            .map(|what| {
                let at = text.find(what).unwrap();
                let quote = usize::from(text[..at].ends_with('"'));
                let line_start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
                let line = text[..at].matches('\n').count() + 1;
                (line, text[line_start..at].chars().count() + 1 - quote)
            })
            .collect();
        let told = places(&text, format);
        let found: Vec<(usize, usize)> = told.iter().map(|(line, column, _)| (*line, *column)).collect();
        assert_eq!(found, wanted, "{name}");
        assert_eq!(told.iter().map(|(_, _, code)| *code).collect::<Vec<_>>(), codes);
    }
}

#[test]
fn a_report_with_errors_is_there_for_a_draft() {
    let text = sample("liuxi.toml")
        .replace("36", "-36")
        .replace("sealed", "seal");
    let reading = reading(&text, Format::Toml);
    assert_eq!(reading.findings.count(Severity::Error), 2);
    let report = reading.report.unwrap();
    assert!(report.signature.sealed);
    let licences = report.form.find("table2.licences.decisions").unwrap();
    assert_eq!(report.figures.cell(licences).value, CellValue::Missing);
}

#[test]
fn values_may_be_written_in_other_ways() {
    let plain = report(&sample("liuxi.toml"), Format::Toml).without_places();
    for (from, to) in [
        ("year = 2025", "year = \"2025\""),
        ("licences = 36", "licences = \"36\""),
        ("licences = 36", "licences = [36]"),
        ("licences = 36", "licences = \"　36　\""),
        ("fees = \"1.25\"", "fees = 1.25"),
        ("\"2026-01-12\"", "2026-01-12"),
        ("\"2026-01-12\"", "\"2026-1-12\""),
        ("amount = \"0\"", "amount = 0"),
        ("[4, 0, 0, 1, 5]", "[4, 0, 0, 1]"),
        ("[4, 0, 0, 1, 5]", "[\n  4, # 维持\n  0, 0, 1, 5,\n]"),
        ("part1 = \"\"\"\n", "part1 = \"\"\"\n\n　　"),
    ] {
        let text = sample("liuxi.toml").replacen(from, to, 1);
        assert_ne!(text, sample("liuxi.toml"), "{from}");
        assert_eq!(report(&text, Format::Toml).without_places(), plain, "{to}");
    }
}

#[test]
fn an_amount_is_never_rounded() {
    let text = sample("liuxi.json").replace("\"1.25\"", "123456789012.000001");
    let report = report(&text, Format::Json);
    let fees = report.form.find("table2.fees.amount").unwrap();
    assert_eq!(report.figures.cell(fees).value.to_string(), "123456789012.000001");
}

/// In YAML a key with nothing after it is easily written.
#[test]
fn an_empty_value_is_not_passed_over() {
    for key in [
        "table2",
        "table3",
        "table4",
        "prose",
        "date",
        "agency",
        "level",
        "year",
        "fee_notice",
    ] {
        let text: String = sample("liuxi.yaml")
            .split_inclusive('\n')
            .scan(false, |inside, line| {
                if !line.starts_with(' ') {
                    *inside = line.starts_with(&format!("{key}:"));
                    return Some(if *inside {
                        format!("{key}:\n")
                    } else {
                        line.to_owned()
                    });
                }
                Some(if *inside { String::new() } else { line.to_owned() })
            })
            .collect();
        let reading = reading(&text, Format::Yaml);
        assert!(reading.findings.has_errors(), "{key}");
    }
}

/// A paragraph that says what each of the parts must say.
const PARAGRAPH: &str =
    "主动公开、依申请公开、信息管理、网站、考核、社会评议、责任追究都照实写明；存在的问题已经改进。";

#[test]
fn filled_in_templates_are_clean() {
    for year in [2019, 2021, 2025] {
        let text = nianbao::input::template(year, true)
            .unwrap()
            .replace("agency = \"\"", "agency = \"清河县柳溪镇人民政府\"")
            .replace("level = \"\"", "level = \"township\"")
            .replace("date = \"\"", &format!("date = \"{}-01-12\"", year + 1))
            .replace("address = \"\"", "address = \"新街8号\"")
            .replace("postcode = \"\"", "postcode = \"000300\"")
            .replace("phone = \"\"", "phone = \"0300-1234567\"")
            .replace("website = \"\"", "website = \"县政府网站\"")
            .replace("'''\n'''", &format!("'''\n　　{PARAGRAPH}\n'''"));
        let report = report(&text, Format::Toml);
        assert_eq!(report.year.value, year);
        assert!(report.form.slots().all(|slot| {
            matches!(&report.figures.cell(slot).value, CellValue::Number(0))
                || matches!(&report.figures.cell(slot).value, CellValue::Amount(amount) if amount.millionths() == 0)
        }));
    }
}

#[test]
fn an_unfilled_template_asks_for_everything() {
    let text = nianbao::input::template(2025, false).unwrap();
    let told = told(&reading(&text, Format::Toml));
    let of = |code| told.iter().filter(|finding| finding.code == code).count();
    assert_eq!((of("READ-MISS"), of("FMT-CELL"), told.len()), (13, 3, 16));
}

/// Nested so deep that a parser which recurses without a limit would overflow its stack.
#[test]
fn deep_nesting_is_refused_in_all_formats() {
    let deep = 200_000;
    let dotted = vec!["a"; deep].join(".");
    for (format, text) in [
        (Format::Toml, format!("a = {}", "[".repeat(deep))),
        (Format::Toml, format!("a = {}", "{a=".repeat(deep))),
        (Format::Toml, format!("{dotted} = 1")),
        (Format::Toml, format!("[{dotted}]")),
        (Format::Toml, format!("[[{dotted}]]")),
        (
            Format::Toml,
            format!("x = {}", "{a.a.a.a.a.a.a=".repeat(deep / 10)),
        ),
        (Format::Json, "[".repeat(deep)),
        (Format::Json, "{\"a\":".repeat(deep)),
        (Format::Yaml, "[".repeat(deep)),
        (Format::Yaml, "{a: ".repeat(deep)),
        (Format::Yaml, "- ".repeat(deep)),
        (
            Format::Yaml,
            (0..1000)
                .map(|level| format!("{}a:\n", " ".repeat(level)))
                .collect(),
        ),
        (Format::Yaml, "? ".repeat(deep)),
    ] {
        let reading = reading(&text, format);
        assert!(reading.report.is_none());
        let codes: Vec<&str> = reading.findings.iter().map(|finding| finding.code).collect();
        assert!(
            codes.contains(&"READ-SYNTAX"),
            "{format:?} {} {codes:?}",
            &text[..20]
        );
    }
}

#[test]
fn alias_bombs_do_not_grow() {
    let mut text = String::from("a0: &a0 [x, x]\n");
    for level in 1..30 {
        text.push_str(&format!("a{level}: &a{level} [*a{0}, *a{0}]\n", level - 1));
    }
    let reading = reading(&text, Format::Yaml);
    assert!(
        reading
            .findings
            .iter()
            .any(|finding| finding.message.contains("引用"))
    );
}

#[test]
fn masses_of_values_and_of_faults_are_cut_short() {
    let many = format!("x = [{}]", "0,".repeat(60_000));
    let found = reading(&many, Format::Toml);
    assert!(found.findings.iter().any(|finding| finding.code == "READ-FILE"));
    let faults: String = (0..2000).map(|number| format!("key{number} = 1\n")).collect();
    let found = reading(&faults, Format::Toml);
    assert_eq!(found.findings.len(), MAX_FINDINGS + 1);
    let faults = "= =\n".repeat(2000);
    assert!(reading(&faults, Format::Toml).findings.len() <= MAX_FINDINGS + 1);
}

/// What holds for every reading: places lie in the text on whole characters, and findings can be shown.
fn is_sound(reading: &Reading) {
    let text = &reading.source.text;
    let findings = told(reading);
    for finding in &findings {
        let Finding { span, message, .. } = finding;
        if let Some(span) = span {
            assert!(span.start <= span.end && span.end <= text.len(), "{finding:?}");
            assert!(
                text.is_char_boundary(span.start) && text.is_char_boundary(span.end),
                "{finding:?}"
            );
        }
        assert!(!message.is_empty() && !finding.remedy.is_empty(), "{finding:?}");
    }
    assert!(reading.report.is_some() || findings.has_errors());
    // A cell that cannot be printed never goes untold.
    let blank = |value: &CellValue| matches!(value, CellValue::Missing | CellValue::Empty);
    let is_whole = |report: &Report| {
        let text = |text: &Text| !text.paragraphs.is_empty();
        report
            .form
            .slots()
            .all(|slot| !blank(&report.figures.cell(slot).value))
            && text(&report.prose.part1)
            && text(&report.prose.part5)
            && text(&report.prose.part6)
    };
    assert!(findings.has_errors() || reading.report.as_ref().is_some_and(is_whole));
    assert!(nianbao::finding::render(&reading.source, &findings).len() < 2_000_000);
}

#[test]
fn every_prefix_is_read_without_panic_and_told() {
    for (name, format) in SAMPLES {
        let text = sample(name);
        for end in (0..text.len()).step_by(7) {
            is_sound(&read("r", &text.as_bytes()[..end], Some(format)));
            is_sound(&read("r", &text.as_bytes()[..end], None));
        }
    }
}

/// Bytes that mean something to one of the parsers.
const TELLING: &[u8] = b"\0\t\n\r \"'#*&!%,-./0:<=>?@[\\]_`{|}~1e\x80\xbf\xc3\xe4\xed\xef\xf0\xff";

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mutations_never_panic(
        which in 0usize..3,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), 0..TELLING.len(), 0u8..4), 1..12),
    ) {
        let (name, format) = SAMPLES[which];
        let mut bytes = sample(name).into_bytes();
        for (place, byte, how) in changes {
            let at = place.index(bytes.len());
            match how {
                0 => bytes[at] = TELLING[byte],
                1 => bytes.insert(at, TELLING[byte]),
                2 => { bytes.remove(at); }
                _ => { let tail = bytes.split_off(at); let keep = tail.len() / 2; bytes.extend(&tail[keep..]); bytes.extend(&tail[..keep]); }
            }
        }
        is_sound(&read("r", &bytes, Some(format)));
    }

    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        is_sound(&read("r", &bytes, None));
    }

    #[test]
    fn any_cell_text_is_read(text in "\\PC{0,30}") {
        let quoted = serde_json::to_string(&text).unwrap();
        let source = sample("liuxi.json").replace("36", &quoted);
        is_sound(&read("r", source.as_bytes(), Some(Format::Json)));
    }
}

/// One cause is told once: of a table that is there twice the head, not every row of it.
#[test]
fn a_table_that_is_there_twice_is_one_finding() {
    let text = sample("liuxi.toml");
    let start = text.find("[table4]").unwrap();
    let table = text[start..].split("\n[").next().unwrap();
    let repeated = |text: &str| {
        let findings = reading(text, Format::Toml).findings;
        findings
            .iter()
            .filter(|finding| finding.code == "READ-DUP")
            .count()
    };
    let twice = format!("{text}\n{table}\n");
    assert_eq!(repeated(&twice), 1);
    assert_eq!(repeated(&format!("{twice}\n{table}\n")), 2);
    let row = table.lines().find(|line| line.starts_with("review")).unwrap();
    assert_eq!(repeated(&text.replacen(row, &format!("{row}\n{row}"), 1)), 1);
    // A row that is there twice in a later table is told beside it.
    let fee = "issued = 0";
    assert!(text.contains(fee));
    assert_eq!(repeated(&twice.replacen(fee, &format!("{fee}\n{fee}"), 1)), 2);
}
