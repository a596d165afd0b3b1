//! The list of rules: complete, sound, shown by `nianbao rule`, and the same in `docs/rules.md`.
#![cfg(feature = "cli")]

use nianbao::Severity;
use nianbao::finding::Basis;
use nianbao::rules;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::{Command, Output};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn nianbao(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_nianbao"))
        .args(arguments)
        .output()
        .unwrap()
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

#[test]
fn the_page_of_rules_is_current() {
    let made = text(nianbao(&["rule", "--all", "--format", "markdown"]).stdout);
    assert_eq!(made, rules::markdown());
    let kept = std::fs::read_to_string(root().join("docs/rules.md")).unwrap_or_default();
    assert!(
        made == kept.replace('\r', ""),
        "docs/rules.md is out of date: cargo run -- rule --all --format markdown > docs/rules.md"
    );
}

#[test]
fn each_rule_has_a_page_of_its_own() {
    let all = rules::all();
    let codes: BTreeSet<&str> = all.iter().map(|rule| rule.code).collect();
    assert_eq!(codes.len(), all.len());
    for rule in all {
        for said in [rule.title, rule.what, rule.why, rule.wrong, rule.right] {
            assert!(!said.trim().is_empty(), "{}", rule.code);
        }
        assert_ne!(rule.wrong, rule.right, "{}", rule.code);
        assert!(
            rule.basis != Basis::Unconfirmed || rule.level != Severity::Error,
            "{}: an unconfirmed rule is no error",
            rule.code
        );
        let page = text(nianbao(&["rule", &rule.code.to_ascii_lowercase()]).stdout);
        assert!(page.starts_with(rule.code) && page.contains(rule.title), "{page}");
    }
}

#[test]
fn the_list_for_programs_names_every_rule() {
    let output = nianbao(&["rule", "--all", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let listed = value["rules"].as_array().unwrap();
    assert_eq!(listed.len(), rules::all().len());
    assert!(
        listed
            .iter()
            .all(|rule| rule["level"].is_string() && rule["basis"].is_string())
    );
    let output = nianbao(&["rule", "NO-SUCH"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(output.stderr).contains("NO-SUCH"));
}

/// Every rule has a sample that breaks it, and no finding has a code without a page.
#[test]
fn each_rule_is_shown_by_a_sample() {
    let mut told = BTreeSet::new();
    let folders = ["samples/faults", "samples/rules"].map(|folder| root().join(folder));
    for entry in folders
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).unwrap())
    {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "expected") {
            let text = std::fs::read_to_string(&path).unwrap();
            told.extend(text.lines().filter_map(code).map(str::to_owned));
        }
    }
    let all: BTreeSet<String> = rules::all().iter().map(|rule| rule.code.to_owned()).collect();
    let without_page: Vec<_> = told.difference(&all).collect();
    assert!(without_page.is_empty(), "{without_page:?}");
    let unshown: Vec<_> = all
        .difference(&told)
        .filter(|code| !SHOWN_ELSEWHERE.contains(&code.as_str()) && !code.starts_with(OF_WORD_FILES))
        .filter(|code| !is_of_files_that_come_back(code))
        .collect();
    assert!(unshown.is_empty(), "{unshown:?}");
}

/// How codes of rules on Word files begin; `tests/doctor.rs` shows each.
const OF_WORD_FILES: &str = "DOC-";

/// Rules on files that come back; `tests/extract.rs` and `tests/conform.rs` show each.
fn is_of_files_that_come_back(code: &str) -> bool {
    let rules = nianbao::extract::RULES.iter().chain(&nianbao::conform::RULES);
    rules.into_iter().any(|rule| rule.code == code)
}

/// Rules shown by tests of their own: they need other files, or a character without a glyph.
const SHOWN_ELSEWHERE: [&str; 15] = [
    "GLYPH",
    "FONT",
    "PDF-STANDARD",
    "SIMILAR",
    "YOY-FILE",
    "T3-YOY",
    "T2-YOY",
    "T4-YOY",
    "NUM-JUMP",
    "AGG-SUM",
    "AGG-SET",
    "AGG-YEAR",
    "AGG-STATE",
    "AGG-UNIT",
    "AGG-ADJ",
];

/// The code in `name:1:2 错误[CODE] …`.
fn code(line: &str) -> Option<&str> {
    let place = ["错误[", "警告[", "提示["].iter().find_map(|mark| {
        let at = line.find(mark)?;
        let starts = !line.starts_with(' ') && !line[..at].trim_end().contains(' ');
        starts.then_some(at + mark.len())
    })?;
    line[place..].split(']').next()
}
