//! Every file in `samples/faults` gives exactly the findings in its sidecar, through the program and the library alike.
//!
//! `NAME.expected` holds what `nianbao check NAME` prints and its exit status. After a wanted change of wording, run this
//! test with `UPDATE_EXPECTED=1` and read the difference.
#![cfg(feature = "cli")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/faults")
}

fn names(with_sidecar: bool) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(directory())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".expected") == with_sidecar)
        .collect();
    names.sort();
    names
}

/// What the program prints on a file, and its exit status.
fn told(name: &str) -> (String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_nianbao"))
        .current_dir(directory())
        .args(["check", name])
        .output()
        .unwrap();
    assert!(
        output.stderr.is_empty(),
        "{name}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let printed = String::from_utf8(output.stdout).unwrap();
    let mut all = printed.clone();
    let _ = writeln!(all, "退出码 {}", output.status.code().unwrap());
    (printed, all)
}

#[test]
fn each_fault_gives_exactly_its_findings() {
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut wrong = String::new();
    for name in names(false) {
        let (printed, all) = told(&name);
        let sidecar = directory().join(format!("{name}.expected"));
        if update {
            std::fs::write(&sidecar, &all).unwrap();
        }
        let expected = std::fs::read_to_string(&sidecar).unwrap_or_default();
        if all != expected {
            let _ = write!(wrong, "== {name}\n-- expected\n{expected}-- told\n{all}");
        }
        let bytes = std::fs::read(directory().join(&name)).unwrap();
        let format = nianbao::input::Format::from_path(Path::new(&name));
        let reading = nianbao::input::read(name.as_str(), &bytes, format);
        let rendered = nianbao::finding::render(
            &reading.source,
            &nianbao::pipeline::inspect(&reading, &reading.style).unwrap(),
        );
        assert!(
            printed.starts_with(&rendered),
            "{name}: library and program differ"
        );
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_sidecar_has_its_file_and_there_are_many() {
    let files = names(false);
    for sidecar in names(true) {
        let name = sidecar.trim_end_matches(".expected").to_owned();
        assert!(files.contains(&name), "{sidecar}");
    }
    assert!(files.len() >= 90, "{}", files.len());
}

/// A fault sample shows one fault: one error, save where a second follows from it.
#[test]
fn most_samples_show_one_error() {
    let several: Vec<String> = names(true)
        .into_iter()
        .filter(|name| {
            let text = std::fs::read_to_string(directory().join(name)).unwrap();
            text.matches(" 错误[").count() > 1
        })
        .collect();
    assert_eq!(
        several,
        [
            "as-received.toml.expected",
            "sums-checked-without-agency.toml.expected",
            "syntax-two-errors.toml.expected",
            "unknown-root-key.json.expected",
        ]
    );
}
