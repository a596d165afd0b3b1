//! The ledger `docs/gbt9704.md` is about tests and clauses that are there.

use nianbao::style::KEYS;
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

#[test]
fn the_ledger_names_tests_that_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = Vec::new();
    for folder in ["src", "tests"] {
        sources(&root.join(folder), &mut texts);
    }
    let is_test = |name: &str| {
        texts.iter().any(|text| {
            text.split("#[test]")
                .skip(1)
                .any(|after| after.trim_start().starts_with(&format!("fn {name}(")))
        })
    };
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
        let named: Vec<&str> = kept_by
            .split('`')
            .skip(1)
            .step_by(2)
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
