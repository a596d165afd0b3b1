//! Rule packs: what the built-in and an own one find, and what is said of faulty pack files, exactly.
//!
//! `samples/rules/NAME.expected` holds the arguments of `nianbao check`, what it prints and its exit status. After a wanted
//! change of wording, run this test with `UPDATE_EXPECTED=1` and read the difference.
#![cfg(feature = "cli")]

use nianbao::Severity;
use nianbao::input::{Format, read, read_pack};
use nianbao::pack::{BUILT_IN, Pack};
use nianbao::pipeline::{Against, inspect_against};
use nianbao::style::Style;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/rules")
}

fn nianbao(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_nianbao"))
        .current_dir(directory())
        .args(arguments)
        .output()
        .unwrap()
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

#[test]
fn each_case_gives_exactly_its_findings() {
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut cases = 0;
    for entry in std::fs::read_dir(directory()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "expected") {
            continue;
        }
        cases += 1;
        let kept = std::fs::read_to_string(&path).unwrap().replace('\r', "");
        let line = kept.lines().next().unwrap();
        let arguments: Vec<&str> = line.strip_prefix("$ nianbao ").unwrap().split(' ').collect();
        let output = nianbao(&arguments);
        assert!(
            output.stderr.is_empty(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let told = format!(
            "{line}\n{}退出码 {}\n",
            text(output.stdout),
            output.status.code().unwrap()
        );
        if update {
            std::fs::write(&path, told).unwrap();
        } else {
            assert_eq!(told, kept, "{}", path.display());
        }
    }
    assert!(cases >= 5, "{cases}");
}

fn pack(text: &str) -> Pack {
    let reading = read_pack("p", text.as_bytes(), Some(Format::Toml));
    assert!(reading.findings.is_empty(), "{:?}", reading.findings);
    reading.pack
}

#[test]
fn built_in_packs_are_sound_and_shown() {
    let list = text(nianbao(&["rule"]).stdout);
    for (name, source) in BUILT_IN {
        let pack = pack(source);
        assert!(list.contains(name) && list.contains(&pack.notice), "{list}");
        assert_eq!(text(nianbao(&["rule", name]).stdout), source);
        let page = std::fs::read_to_string(directory().join("../../docs/rule-packs.md")).unwrap();
        assert!(page.contains(&format!("`{name}`")), "{name}");
    }
}

fn told(pieces: &[(&str, &str)], rules: &str) -> Vec<(&'static str, Severity, String)> {
    let mut file = std::fs::read_to_string(directory().join("../liuxi.toml")).unwrap();
    for (old, new) in pieces {
        assert!(file.contains(old), "{old}");
        file = file.replace(old, new);
    }
    let reading = read("r", file.as_bytes(), Some(Format::Toml));
    let packs = [pack(&format!("name = \"甲\"\nnotice = \"乙\"\n{rules}"))];
    let against = Against {
        packs: &packs,
        ..Against::default()
    };
    inspect_against(&reading, &Style::default(), &against)
        .unwrap()
        .into_iter()
        .filter(|finding| finding.code.starts_with("PACK-"))
        .inspect(|finding| {
            assert!(
                finding
                    .notes
                    .iter()
                    .any(|note| note.contains("依据：乙（规则包“甲”）"))
            )
        })
        .map(|finding| (finding.code, finding.severity, finding.message))
        .collect()
}

#[test]
fn lengths_are_counted_without_spaces() {
    let rule = |limit: &str| format!("[[length]]\npart = \"part6\"\n{limit}\n");
    let six = "part6 = \"本年度没有收取信息处理费。没有其他需要报告的事项。\"";
    let ten = &[(six, "part6 = \"没有 收取信息处理费。\"")][..];
    assert_eq!(told(ten, &rule("most = 10")), []);
    assert_eq!(told(ten, &rule("least = 10")), []);
    let over = told(ten, &rule("most = 9"));
    assert_eq!(over[0].2, "第六部分有10字，超过9字，多1字");
    let under = told(ten, &rule("least = 12\nseverity = \"error\""));
    assert_eq!(
        under,
        [(
            "PACK-LENGTH",
            Severity::Error,
            "第六部分有10字，不到12字，少2字".to_owned()
        )]
    );
}

#[test]
fn counts_are_stated_in_the_clause_or_the_next() {
    let rule =
        "[[count]]\npart = \"part1\"\ntopic = \"主动公开\"\nmatter = \"政策解读\"\nwords = [\"解读\"]\n";
    let part = "全年通过县政府网站和镇公示栏公开信息63条，其中财政类8条";
    for stated in [
        "发布解读36篇",
        "发布政策解读材料，共36篇",
        "发布解读十二次",
        "本年没有政策解读",
        "解读、问答分别为3篇、5篇",
    ] {
        assert_eq!(told(&[(part, stated)], rule), [], "{stated}");
    }
    for not in [
        "及时发布政策解读",
        "2025年12月31日前发布解读",
        "公开信息63条，及时解读",
        "公开信息63条",
    ] {
        let told = told(&[(part, not)], rule);
        assert_eq!(told.len(), 1, "{not}");
        assert_eq!(told[0].2, "第一部分“主动公开”没有写明这些数：政策解读", "{not}");
    }
}

#[test]
fn deadlines_are_of_the_level() {
    let rule = "[[due]]\nlevel = \"township\"\ndate = \"01-12\"\n";
    assert_eq!(told(&[], rule), []);
    let late = told(&[("2026-01-12", "2026-01-13")], rule);
    assert_eq!(late[0].2, "成文日期2026年1月13日晚于期限2026年1月12日");
    assert_eq!(
        told(
            &[("2026-01-12", "2026-01-13")],
            &rule.replace("township", "county")
        ),
        []
    );
    let leap = "[[due]]\nlevel = \"township\"\ndate = \"02-29\"\n";
    assert_eq!(
        told(&[("2026-01-12", "2026-03-01")], leap)[0].2,
        "成文日期2026年3月1日晚于期限2026年2月28日"
    );
}

/// A pack's limit of repetition is the one applied, and its notice is named.
#[test]
fn the_strictest_limit_of_repetition_counts() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("packs-repetition");
    std::fs::create_dir_all(&folder).unwrap();
    let this = std::fs::read_to_string(directory().join("../liuxi.toml")).unwrap();
    let last = this
        .replace("year = 2025", "year = 2024")
        .replace("2025年", "2024年");
    let path = folder.join("2024.toml");
    std::fs::write(&path, last).unwrap();
    let told = |rules: &[&str]| {
        let mut arguments = vec!["check", "../liuxi.toml", "--last", path.to_str().unwrap()];
        arguments.extend(rules);
        text(nianbao(&arguments).stdout)
    };
    let usual = told(&[]);
    assert!(usual.contains("超过50%") && !usual.contains("超过30%"), "{usual}");
    let strict = told(&["--rules", "county.toml", "--rules", "suqian"]);
    assert!(
        !strict.contains("超过50%") && strict.contains("超过30%"),
        "{strict}"
    );
    assert!(
        strict.contains("依据：清政办发〔2025〕9号（规则包“清河县年度报告要求”）"),
        "{strict}"
    );
}

#[test]
fn a_faulty_pack_keeps_a_report_from_being_built_and_a_missing_one_names_those_there_are() {
    let output = nianbao(&["build", "../liuxi.toml", "--rules", "wrong.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(output.stderr).contains("未生成文件"));
    let output = nianbao(&["check", "../liuxi.toml", "--rules", "nowhere"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(output.stderr).contains("suqian、wuwei"));
}
