//! A report against last year's: what is told, where, and what is left alone.

use nianbao::Severity;
use nianbao::input::{Format, Reading, read};
use nianbao::pipeline::inspect_with_last;
use std::path::Path;

/// The sample of 2025 with pieces replaced.
fn report(name: &str, pieces: &[(&str, &str)]) -> Reading {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/liuxi.toml");
    let mut text = std::fs::read_to_string(path).unwrap();
    for (old, new) in pieces {
        assert!(text.contains(old), "{old}");
        text = text.replace(old, new);
    }
    read(name, text.as_bytes(), Some(Format::Toml))
}

/// Last year's: one application carried forward, eight documents in force, other words.
fn last(pieces: &[(&str, &str)]) -> Reading {
    let mut all = vec![
        ("year = 2025", "year = 2024"),
        (
            "normative_documents = [2, 1, 9]",
            "normative_documents = [0, 0, 8]",
        ),
        (
            "全年通过县政府网站和镇公示栏公开信息63条，其中财政类8条",
            "公开信息51条",
        ),
        (
            "公开工作列入站所考核并接受社会评议，未发生责任追究情形",
            "没有考核、评议和追究责任的安排",
        ),
        ("公开前逐条审查，每季度清理一次失效内容", "发布前由专人审查"),
        ("镇便民大厅设查阅点1处，配备电脑2台", "在公示栏张贴"),
        ("明确各站所更新时限，增加图解和问答", "按月检查栏目"),
        ("一是部分信息更新偏慢；二是解读形式单一", "公示栏太小"),
    ];
    all.extend_from_slice(pieces);
    report("2024.toml", &all)
}

fn told(this: &Reading, last: &Reading) -> Vec<(&'static str, Severity, String)> {
    inspect_with_last(this, last, &nianbao::style::Style::default())
        .unwrap()
        .into_iter()
        .map(|finding| (finding.code, finding.severity, finding.message))
        .collect()
}

#[test]
fn years_that_follow_are_silent() {
    assert_eq!(told(&report("r", &[]), &last(&[])), []);
}

#[test]
fn each_break_is_told_with_the_other_file_s_value() {
    let forward = "carried_forward = [1, 0, 0, 0, 0, 0, 1]";
    for (pieces, code, severity, said) in [
        (
            &[(forward, "carried_forward = [2, 0, 0, 0, 0, 0, 2]")][..],
            "T3-YOY",
            Severity::Error,
            "2024.toml“结转下年度继续办理”总计2件",
        ),
        (
            &[(forward, "carried_forward = [0, 1, 0, 0, 0, 0, 1]")],
            "T3-YOY",
            Severity::Warning,
            "自然人1件（上年0件）、商业企业0件（上年1件）",
        ),
        (
            &[("[0, 0, 8]", "[0, 0, 12]")],
            "T2-YOY",
            Severity::Warning,
            "应为13件",
        ),
        (
            &[(
                "litigation_direct = [0, 0, 0, 0, 0]",
                "litigation_direct = [0, 0, 0, 3, 3]",
            )],
            "T4-YOY",
            Severity::Warning,
            "“尚未审结”3件",
        ),
        (
            &[("licences = 36", "licences = 3600")],
            "NUM-JUMP",
            Severity::Warning,
            "2024.toml是3600件",
        ),
        (
            &[("清河县柳溪镇人民政府", "清河县榆林镇人民政府")],
            "YOY-FILE",
            Severity::Warning,
            "榆林镇",
        ),
        (
            &[("year = 2024", "year = 2023")],
            "YOY-FILE",
            Severity::Error,
            "2023年度",
        ),
    ] {
        let told = told(&report("r", &[]), &last(pieces));
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!((told[0].0, told[0].1), (code, severity), "{told:?}");
        assert!(told[0].2.contains(said), "{told:?}");
    }
}

#[test]
fn a_finding_stands_in_this_year_s_file() {
    let this = report("r", &[]);
    let other = last(&[(
        "carried_forward = [1, 0, 0, 0, 0, 0, 1]",
        "carried_forward = [2, 0, 0, 0, 0, 0, 2]",
    )]);
    let findings = inspect_with_last(&this, &other, &nianbao::style::Style::default()).unwrap();
    let span = findings.iter().next().unwrap().span.unwrap();
    let line = this.source.position(span.start).line;
    assert!(this.source.line(line).starts_with("carried_over"));
}

/// The form of 2019 has no count of documents in force: nothing is made of its other columns.
#[test]
fn forms_of_different_years_are_compared_where_they_say_the_same() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/y2019/report.toml");
    let old = std::fs::read(path).unwrap();
    let old = read("2020.toml", &old, Some(Format::Toml));
    let this = report(
        "r",
        &[
            ("year = 2025", "year = 2021"),
            ("2025年", "2021年"),
            ("2026-01-12", "2022-01-12"),
        ],
    );
    let codes: Vec<&str> = told(&this, &old).into_iter().map(|(code, ..)| code).collect();
    assert_eq!(codes, ["YOY-FILE", "NUM-JUMP", "T3-YOY"]);
}

/// 对外公开总数量 of the form of 2019 is not 现行有效件数, and 其他处理 is one row there and three since: with the
/// carry-over that both forms have in place, nothing is made of what they call differently.
#[test]
fn columns_of_the_old_form_are_not_taken_for_those_of_the_new() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/y2019/report.toml");
    let text = std::fs::read_to_string(path).unwrap();
    let old = read("2020.toml", text.as_bytes(), Some(Format::Toml));
    let before = old.report.as_ref().unwrap();
    assert_eq!(before.form.find("table2.normative_documents.in_force"), None);
    let forward = before.form.find("table3.carried_forward.natural").unwrap();
    let went: Vec<String> = (0..7)
        .map(|slot| {
            let id = nianbao::form::SlotId { slot, ..forward };
            before.figures.number(id).unwrap().to_string()
        })
        .collect();
    let this = report(
        "r",
        &[
            ("year = 2025", "year = 2021"),
            ("2025年", "2021年"),
            ("2026-01-12", "2022-01-12"),
            ("清河县柳溪镇人民政府", before.agency.value.as_str()),
            (
                "carried_over = [1, 0, 0, 0, 0, 0, 1]",
                &format!("carried_over = [{}]", went.join(", ")),
            ),
        ],
    );
    let yearly: Vec<&str> = told(&this, &old)
        .into_iter()
        .map(|(code, ..)| code)
        .filter(|code| code.contains("YOY"))
        .collect();
    assert_eq!(yearly, Vec::<&str>::new());
}

#[test]
fn a_file_that_is_no_report_is_said_so() {
    let nothing = read("leer.toml", b"year = ", Some(Format::Toml));
    let told = told(&report("r", &[]), &nothing);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].0, "YOY-FILE");
}
