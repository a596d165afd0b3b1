//! Many reports at once: what comes of each.
#![cfg(feature = "cli")]

mod before;
#[path = "../common/mod.rs"]
mod common;
mod names;
mod resume;
mod shards;
mod share;
mod stream;

use common::folder::{Folder, told};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// A folder with so many reports in `towns`, one a town.
fn with_towns(count: usize) -> Folder {
    let folder = Folder::empty();
    for number in 0..count {
        folder.write(
            &format!("towns/{number:03}.toml"),
            town(&format!("某县第{number}镇人民政府")),
        );
    }
    folder
}

fn command(folder: &Folder, arguments: &[&str]) -> Command {
    folder.command(&[&["batch"], arguments].concat())
}

fn batch(folder: &Folder, arguments: &[&str]) -> (Option<i32>, String, String) {
    told(command(folder, arguments).output().unwrap())
}

/// The files of a folder by name, the manifest among them.
fn files(folder: &Folder, name: &str) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder.0.join(name)).unwrap();
    let named = entries.map(|entry| entry.unwrap()).map(|entry| {
        let name = entry.file_name().into_string().unwrap();
        (name, fs::read(entry.path()).unwrap())
    });
    named.collect()
}

fn manifest_of(folder: &Folder, file: &str) -> Value {
    serde_json::from_slice(&folder.bytes(file)).unwrap()
}

fn sample(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name)).unwrap()
}

/// A sound report of an organ.
fn town(agency: &str) -> String {
    let text = sample("liuxi.toml");
    let own = text.lines().find(|line| line.starts_with("agency = ")).unwrap();
    text.replace(own, &format!("agency = {agency:?}"))
}

fn outcomes(manifest: &Value) -> Vec<&str> {
    let reports = manifest["reports"].as_array().unwrap();
    reports
        .iter()
        .map(|report| report["outcome"].as_str().unwrap())
        .collect()
}

#[test]
fn every_report_becomes_the_files_that_build_makes() {
    let folder = with_towns(5);
    let (status, out, _) = batch(&folder, &["towns", "-o", "out", "--timings", "times.json"]);
    assert_eq!(status, Some(0));
    assert!(out.starts_with("共5份报告：生成5份\n"), "{out}");
    let made = files(&folder, "out");
    assert_eq!(made.len(), 11);
    let name = "某县第3镇人民政府2025年政府信息公开工作年度报告";
    let single = Command::new(env!("CARGO_BIN_EXE_nianbao"))
        .current_dir(&folder.0)
        .args(["build", "towns/003.toml", "-o", "a.docx", "-o", "a.pdf"])
        .output()
        .unwrap();
    assert!(single.status.success());
    for kind in ["docx", "pdf"] {
        assert!(made[&format!("{name}.{kind}")] == fs::read(folder.0.join(format!("a.{kind}"))).unwrap());
    }
    let manifest = manifest_of(&folder, "out/manifest.json");
    let report = &manifest["reports"][3];
    assert_eq!(report["input"], "towns/003.toml");
    assert_eq!(report["outputs"][1]["file"], format!("{name}.pdf"));
    assert!(report["pages"].as_u64().unwrap() > 2);
    assert_eq!(report["findings"]["errors"], 0);
    assert_eq!(manifest_of(&folder, "times.json")["reports"], 5);

    // Once more, with another number of threads: the same bytes.
    batch(&folder, &["towns", "-o", "again", "--jobs", "1"]);
    assert!(files(&folder, "again") == made);
}

#[test]
fn one_bad_report_stops_nothing_unless_asked_to() {
    let folder = with_towns(4);
    folder.write("towns/001.toml", sample("faults/sum-leaf.toml"));
    folder.write("towns/002.toml", "year = ");
    let (status, out, err) = batch(&folder, &["towns", "none.toml", "-o", "out", "--formats", "pdf"]);
    assert_eq!(status, Some(2));
    assert!(out.contains("生成2份，有错误2份，读写失败1份"), "{out}");
    assert!(
        err.contains("towns/001.toml：1处错误（T3-") && err.contains("none.toml"),
        "{err}"
    );
    assert_eq!(
        outcomes(&manifest_of(&folder, "out/manifest.json")),
        ["made", "refused", "refused", "made", "failed"]
    );
    assert_eq!(files(&folder, "out").len(), 3);

    let (status, _, _) = batch(
        &folder,
        &["towns", "-o", "fast", "--formats", "pdf", "--fail-fast"],
    );
    assert_eq!(status, Some(1));
    assert_eq!(
        outcomes(&manifest_of(&folder, "fast/manifest.json")),
        ["made", "refused"]
    );
    assert_eq!(files(&folder, "fast").len(), 2);
}

/// A rule pack that asks for words, with this weight.
fn asking(word: &str, severity: &str) -> String {
    format!(
        "name = \"某县要求\"\nnotice = \"某办〔2025〕9号\"\n[[must]]\npart = \"part1\"\nmatter = \"查阅点\"\nwords = [{word:?}]\nseverity = {severity:?}\n"
    )
}

#[test]
fn what_a_rule_pack_calls_an_error_has_no_files() {
    let folder = with_towns(3);
    folder.write(
        "towns/001.toml",
        town("某县第1镇人民政府").replace("设查阅点", "设专区"),
    );
    folder.write("county.toml", asking("查阅点", "error"));
    let arguments = [
        "towns",
        "-o",
        "out",
        "--formats",
        "pdf",
        "--resume",
        "--rules",
        "county.toml",
    ];
    let (status, _, err) = batch(&folder, &arguments);
    assert_eq!(status, Some(1));
    assert!(err.contains("towns/001.toml：1处错误"), "{err}");
    let manifest = manifest_of(&folder, "out/manifest.json");
    assert_eq!(outcomes(&manifest), ["made", "refused", "made"]);
    assert_eq!(manifest["reports"][1]["findings"]["codes"]["PACK-WORD"], 1);
    let (_, out, _) = batch(&folder, &arguments);
    assert!(out.contains("其中2份没有改动"), "{out}");

    // A warning holds nothing back; and what was made by another pack is made anew.
    folder.write("county.toml", asking("查阅点", "warning"));
    let (status, out, _) = batch(&folder, &arguments);
    assert_eq!(status, Some(0));
    assert!(out.starts_with("共3份报告：生成3份\n"), "{out}");
    let manifest = manifest_of(&folder, "out/manifest.json");
    assert_eq!(manifest["reports"][1]["findings"]["codes"]["PACK-WORD"], 1);
    let (_, out, _) = batch(&folder, &arguments[..6]);
    assert!(out.starts_with("共3份报告：生成3份\n"), "{out}");

    // Built-in packs go by their names. One that is wrong, or not there, holds all back.
    let (_, _, err) = batch(
        &folder,
        &["towns", "-o", "out", "--formats", "pdf", "--rules", "wuwei"],
    );
    assert!(err.is_empty(), "{err}");
    let manifest = manifest_of(&folder, "out/manifest.json");
    assert!(manifest["reports"][0]["findings"]["codes"]["PACK-COUNT"].as_u64() > Some(1));
    folder.write("county.toml", "nonsense = 1");
    for (pack, wanted) in [("county.toml", 1), ("none.toml", 2)] {
        let (status, _, err) = batch(&folder, &["towns", "-o", "held", "--rules", pack]);
        assert_eq!(status, Some(wanted));
        assert!(err.contains(pack), "{err}");
        assert!(!folder.0.join("held").exists());
    }
}

#[test]
fn going_on_is_the_default_and_may_be_said() {
    let folder = with_towns(2);
    folder.write("towns/000.toml", "year = ");
    let arguments = ["towns", "-o", "out", "--formats", "docx", "--keep-going"];
    assert_eq!(batch(&folder, &arguments).0, Some(1));
    assert_eq!(
        outcomes(&manifest_of(&folder, "out/manifest.json")),
        ["refused", "made"]
    );
    assert_eq!(
        batch(&folder, &[&arguments[..], &["--fail-fast"]].concat()).0,
        Some(2)
    );
}

#[test]
fn a_folder_that_cannot_be_written_is_told() {
    let folder = with_towns(1);
    folder.write("out", "a file stands here");
    let (status, _, err) = batch(&folder, &["towns", "-o", "out"]);
    assert_eq!(status, Some(2));
    assert!(err.contains("错误："), "{err}");
    assert_eq!(batch(&folder, &["towns"]).0, Some(2));
    assert_eq!(batch(&folder, &["towns", "-o", "o", "--shard", "3/2"]).0, Some(2));
}
