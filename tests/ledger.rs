//! The ledgers `docs/gbt9704.md`, `docs/pdf.md` and `docs/word-wps.md` are about tests, clauses and rules that are there.

use nianbao::style::KEYS;
use std::collections::BTreeSet;
use std::path::Path;

fn read(file: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

/// The texts of all Rust files below a folder.
fn sources(folder: &Path, out: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push(std::fs::read_to_string(path).unwrap());
        }
    }
}

/// Whether a name is that of a test of this crate.
fn is_test() -> impl Fn(&str) -> bool {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = Vec::new();
    for folder in ["src", "tests"] {
        sources(&root.join(folder), &mut texts);
    }
    move |name: &str| {
        texts.iter().any(|text| {
            text.split("#[test]")
                .skip(1)
                .any(|after| after.trim_start().starts_with(&format!("fn {name}(")))
        })
    }
}

/// What stands in backquotes.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

#[test]
fn the_facts_on_word_and_wps_name_tests_and_rules_that_are_there() {
    let is_test = is_test();
    let page = read("docs/word-wps.md");
    let mut numbers = Vec::new();
    let mut asked = BTreeSet::new();
    for row in page
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| no"))
    {
        let cells: Vec<&str> = row.strip_prefix('|').unwrap().split('|').map(str::trim).collect();
        let [number, seen, rule, state, kept_by, doctor, ""] = cells[..] else {
            panic!("{row}")
        };
        numbers.push(number.parse::<usize>().unwrap());
        assert!(!seen.is_empty() && !rule.is_empty(), "{row}");
        assert!(["kept", "left out", "not done"].contains(&state), "{row}");
        assert_eq!(quoted(kept_by).is_empty(), state == "not done", "{row}");
        for name in quoted(kept_by) {
            assert!(is_test(name), "{number}: no test `{name}`");
        }
        asked.extend(Some(doctor.to_owned()).filter(|code| !code.is_empty()));
    }
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=47).collect::<Vec<_>>());
    let rules: BTreeSet<String> = nianbao::doctor::rules()
        .map(|rule| rule.code.to_owned())
        .collect();
    let own: BTreeSet<String> = ["DOC-SPLIT", "DOC-TRACK"].map(str::to_owned).into();
    assert_eq!(rules.difference(&asked).cloned().collect::<BTreeSet<_>>(), own);
    assert!(asked.is_subset(&rules));
}

/// A clause is kept by somebody, who is named; what is ours has a test.
#[test]
fn the_ledger_of_the_pdf_names_tests_that_are_there() {
    let is_test = is_test();
    let page = read("docs/pdf.md");
    let mut rows = 0;
    for row in page
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| clause"))
    {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        let [clause, asked, by, kept_by] = cells[..] else {
            panic!("{row}")
        };
        assert!(!asked.is_empty() && !kept_by.is_empty(), "{row}");
        let known = ["krilla", "ours", "krilla, ours", "user's duty", "not applicable"];
        assert!(known.contains(&by), "{row}");
        let named = quoted(kept_by).into_iter().filter(|name| name.contains('_'));
        let tests: Vec<&str> = named.collect();
        assert!(!by.contains("ours") || !tests.is_empty(), "{clause}: no test");
        for name in tests {
            assert!(is_test(name), "{clause}: no test `{name}`");
        }
        rows += 1;
    }
    assert!(rows > 30);
    for name in quoted(page.split("## ").next().unwrap()) {
        let is_name = name.contains('_') && !name.contains(['/', '.']);
        assert!(!is_name || is_test(name), "no test `{name}`");
    }
}

#[test]
fn the_ledger_names_tests_that_are_there() {
    let is_test = is_test();
    let ledger = read("docs/gbt9704.md");
    let rows: Vec<Vec<&str>> = ledger
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| clause") && !line.starts_with("| key"))
        .map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect())
        .collect();
    assert!(rows.len() > 30);
    let mut clauses = Vec::new();
    for row in &rows {
        let [clause, _, state, kept_by] = row[..] else {
            panic!("{row:?}")
        };
        clauses.push(clause);
        assert!(
            ["kept", "in part", "not applicable", "user's duty", "not done"].contains(&state),
            "{row:?}"
        );
        let named: Vec<&str> = quoted(kept_by)
            .into_iter()
            .filter(|name| name.contains('_') && !name.contains(['.', '/', ' ']))
            .collect();
        assert_eq!(named.is_empty(), !["kept", "in part"].contains(&state), "{row:?}");
        for name in named {
            assert!(is_test(name), "{clause}: no test `{name}`");
        }
    }
    for key in KEYS.iter().filter_map(|key| key.clause) {
        assert!(
            clauses.iter().any(|clause| clause.starts_with(key.number)),
            "{}",
            key.number
        );
    }
}
