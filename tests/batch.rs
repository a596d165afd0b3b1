//! Many reports at once: what comes of each, broken runs taken up again, parts that make the whole.
#![cfg(feature = "cli")]

mod common;

use common::folder::{Folder, told};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

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
fn a_name_is_given_once() {
    let folder = with_towns(3);
    folder.write("towns/002.toml", town("某县第0镇人民政府"));
    let (status, out, err) = batch(&folder, &["towns", "-o", "out", "--formats", "pdf"]);
    assert_eq!(status, Some(1));
    assert!(out.contains("生成2份，重名1份"), "{out}");
    assert!(
        err.contains("towns/002.toml") && err.contains("与 towns/000.toml 相同"),
        "{err}"
    );
    assert_eq!(
        outcomes(&manifest_of(&folder, "out/manifest.json")),
        ["made", "made", "collided"]
    );

    folder.write("towns/000.toml", town("某县Abc局"));
    folder.write("towns/001.toml", town("某县aBC局"));
    let (_, out, _) = batch(&folder, &["towns", "-o", "case", "--formats", "pdf"]);
    assert!(
        out.contains("重名1份"),
        "names that differ in case alone are one on some systems: {out}"
    );

    let (status, _, _) = batch(
        &folder,
        &[
            "towns",
            "-o",
            "named",
            "--formats",
            "pdf",
            "--name",
            "{year}-{file}",
        ],
    );
    assert_eq!(status, Some(0));
    let names: Vec<String> = files(&folder, "named").into_keys().collect();
    assert_eq!(
        names,
        ["2025-000.pdf", "2025-001.pdf", "2025-002.pdf", "manifest.json"]
    );
    for bad in ["报告", "{nothing}"] {
        let (status, _, err) = batch(&folder, &["towns", "-o", "bad", "--name", bad]);
        assert_eq!(status, Some(2));
        assert!(err.contains("{title}"), "{err}");
    }
}

#[test]
fn no_name_leaves_the_folder() {
    let folder = Folder::empty();
    fs::create_dir(folder.0.join("towns")).unwrap();
    let long = "长".repeat(60);
    for (number, agency) in ["../../某局", "/etc/某局", "CON", "..", &long]
        .into_iter()
        .enumerate()
    {
        folder.write(&format!("towns/{number}.toml"), town(agency));
    }
    let (_, out, err) = batch(
        &folder,
        &[
            "towns",
            "-o",
            "deep/out",
            "--formats",
            "pdf",
            "--name",
            "{agency}",
        ],
    );
    assert!(out.contains("共5份"), "{out}{err}");
    let made = files(&folder, "deep/out");
    assert!(made.keys().all(|name| name.len() <= 210), "{:?}", made.keys());
    for entry in ["deep", "towns", "."] {
        let names: Vec<String> = fs::read_dir(folder.0.join(entry))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        assert!(
            names.iter().all(|name| !name.ends_with(".pdf")),
            "{entry}: {names:?}"
        );
    }
}

#[test]
fn what_is_whole_and_unchanged_is_not_made_again() {
    let folder = with_towns(4);
    let arguments = ["towns", "-o", "out", "--resume"];
    batch(&folder, &arguments);
    let first = files(&folder, "out");
    let resumed = |reused: &str| {
        let (status, out, _) = batch(&folder, &arguments);
        assert_eq!(status, Some(0));
        assert!(out.contains(reused), "{out}");
        assert!(files(&folder, "out") == first);
    };
    resumed("其中4份没有改动");
    // A file that is gone, one that is torn.
    let names: Vec<&String> = first.keys().collect();
    fs::remove_file(folder.0.join("out").join(names[1])).unwrap();
    resumed("其中3份没有改动");
    folder.write(&format!("out/{}", names[3]), &first[names[3]][..1000]);
    resumed("其中3份没有改动");
    // A manifest that is torn tells nothing.
    folder.write("out/manifest.json", "{\"reports\": [");
    let (_, out, _) = batch(&folder, &arguments);
    assert!(out.starts_with("共4份报告：生成4份\n"), "{out}");
    resumed("其中4份没有改动");
    // Other choices make other files.
    let (_, out, _) = batch(
        &folder,
        &["towns", "-o", "out", "--resume", "--pdf-standard", "none"],
    );
    assert!(out.starts_with("共4份报告：生成4份\n"), "{out}");
    // A report that was changed is made anew.
    batch(&folder, &["towns", "-o", "out"]);
    folder.write(
        "towns/000.toml",
        town("某县第0镇人民政府").replace("2026-01-12", "2026-01-13"),
    );
    let (_, out, _) = batch(&folder, &arguments);
    assert!(out.contains("其中3份没有改动"), "{out}");
}

/// Kills a run as soon as so many entries stand in its folder, journal and passing files among them.
fn kill_when(folder: &Folder, arguments: &[&str], counted: &str, wanted: usize) {
    let mut run = command(folder, arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let started = Instant::now();
    let standing = || fs::read_dir(folder.0.join(counted)).map_or(0, |entries| entries.count());
    while standing() < wanted
        && started.elapsed() < Duration::from_secs(60)
        && run.try_wait().unwrap().is_none()
    {
        std::thread::sleep(Duration::from_micros(200));
    }
    run.kill().unwrap();
    run.wait().unwrap();
}

#[test]
fn a_run_killed_at_any_moment_leaves_whole_files_and_is_taken_up() {
    let folder = with_towns(22);
    batch(&folder, &["towns", "-o", "clean"]);
    let clean = files(&folder, "clean");
    let arguments = ["towns", "-o", "out", "--resume"];
    let mut reused = 0;
    for wanted in [1, 2, 3, 4, 9, 20, 35, 48] {
        let _ = fs::remove_dir_all(folder.0.join("out"));
        // Killed, taken up and killed again.
        kill_when(&folder, &arguments, "out", wanted / 2);
        kill_when(&folder, &arguments, "out", wanted);
        for (name, bytes) in files(&folder, "out")
            .iter()
            .filter(|(name, _)| !name.starts_with(".nianbao"))
        {
            assert!(clean[name] == *bytes, "{name} is not whole");
        }
        let (status, out, _) = batch(&folder, &arguments);
        assert_eq!(status, Some(0), "{out}");
        assert!(files(&folder, "out") == clean, "{wanted}");
        reused += usize::from(out.contains("没有改动"));
    }
    assert!(reused >= 3, "what a killed run had done was made again");
}

#[test]
fn a_torn_journal_is_taken_up_as_far_as_it_is_whole() {
    let folder = with_towns(3);
    batch(&folder, &["towns", "-o", "out"]);
    let clean = files(&folder, "out");
    let manifest = String::from_utf8(clean["manifest.json"].clone()).unwrap();
    let line = |start: &str| {
        manifest
            .lines()
            .map(str::trim)
            .find(|line| line.starts_with(start))
            .unwrap()
    };
    let head = line("\"made_by\"").trim_end_matches(',');
    let entry = line("{\"findings\"").trim_end_matches(',');
    fs::remove_file(folder.0.join("out/manifest.json")).unwrap();
    // A second entry that was torn, not in UTF-8 at that; then a run with other choices.
    let mut journal = format!("\n{head}\n{entry}\n").into_bytes();
    journal.extend_from_slice(&entry.as_bytes()[..40]);
    journal.push(0xe5);
    folder.write("out/.nianbao.journal", &journal);
    kill_when(
        &folder,
        &["towns", "-o", "out", "--resume", "--pdf-standard", "none"],
        "out",
        9,
    );
    let (_, out, _) = batch(&folder, &["towns", "-o", "out", "--resume"]);
    assert!(out.contains("生成3份"), "{out}");
    assert!(files(&folder, "out") == clean);
}

#[test]
fn a_zip_file_is_whole_or_not_there() {
    let folder = with_towns(12);
    batch(&folder, &["towns", "-o", "clean.zip"]);
    let clean = fs::read(folder.0.join("clean.zip")).unwrap();
    assert_eq!(common::unzip(&clean).len(), 25);
    fs::create_dir(folder.0.join("zips")).unwrap();
    for wanted in [1, 2] {
        kill_when(&folder, &["towns", "-o", "zips/out.zip"], "zips", wanted);
        assert!(!folder.0.join("zips/out.zip").exists());
    }
    // What was left is no hindrance, and goes.
    let (status, out, err) = batch(&folder, &["towns", "-o", "zips/out.zip"]);
    assert_eq!(status, Some(0), "{out}{err}");
    assert_eq!(files(&folder, "zips").keys().collect::<Vec<_>>(), ["out.zip"]);
    assert!(files(&folder, "zips")["out.zip"] == clean);
    // Another run is writing it.
    let mut first = command(&folder, &["-", "-o", "zips/out.zip"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let started = Instant::now();
    while !folder.0.join("zips/.nianbao-out.zip.manifest.tmp").exists()
        && started.elapsed() < Duration::from_secs(60)
    {
        std::thread::sleep(Duration::from_millis(2));
    }
    let (status, _, err) = batch(&folder, &["towns", "-o", "zips/out.zip"]);
    assert!(status == Some(2) && err.contains("正在写这里"), "{err}");
    drop(first.stdin.take());
    assert!(first.wait().unwrap().success());
}

#[test]
fn the_parts_of_a_batch_make_the_whole() {
    let folder = with_towns(7);
    batch(&folder, &["towns", "-o", "whole", "--formats", "docx"]);
    let mut whole = files(&folder, "whole");
    whole.remove("manifest.json").unwrap();
    let mut inputs = Vec::new();
    for part in ["1/3", "2/3", "3/3"] {
        let (status, _, err) = batch(
            &folder,
            &["towns", "-o", "parts", "--formats", "docx", "--shard", part],
        );
        assert_eq!(status, Some(0), "{err}");
        let manifest = manifest_of(
            &folder,
            &format!("parts/manifest-{}.json", part.replace('/', "of")),
        );
        let reports = manifest["reports"].as_array().unwrap();
        inputs.extend(
            reports
                .iter()
                .map(|report| report["input"].as_str().unwrap().to_owned()),
        );
    }
    inputs.sort();
    assert_eq!(inputs.len(), 7);
    inputs.dedup();
    assert_eq!(inputs.len(), 7);
    let mut parts = files(&folder, "parts");
    parts.retain(|name, _| !name.starts_with("manifest"));
    assert!(parts == whole);
}

#[test]
fn a_name_is_given_once_over_all_parts() {
    let folder = with_towns(6);
    folder.write("towns/003.toml", town("某县第1镇人民政府"));
    folder.write("towns/004.toml", "year = ");
    // A report with errors has its name all the same: which of the two is meant is for people to say.
    let faulty = town("某县第5镇人民政府").replace("date = \"2026-01-12\"", "date = \"2025-01-12\"");
    folder.write("towns/002.toml", faulty);
    batch(&folder, &["towns", "-o", "whole", "--formats", "pdf"]);
    let whole = manifest_of(&folder, "whole/manifest.json");
    assert_eq!(
        outcomes(&whole),
        ["made", "made", "refused", "collided", "refused", "collided"]
    );
    let mut reports = Vec::new();
    for part in ["1/2", "2/2"] {
        batch(
            &folder,
            &["towns", "-o", "parts", "--formats", "pdf", "--shard", part],
        );
        let manifest = manifest_of(
            &folder,
            &format!("parts/manifest-{}.json", part.replace('/', "of")),
        );
        reports.extend(manifest["reports"].as_array().unwrap().clone());
    }
    reports.sort_by_key(|report| report["input"].as_str().unwrap().to_owned());
    assert_eq!(Value::from(reports), whole["reports"]);
}

#[test]
fn names_that_some_system_takes_for_one_are_one() {
    let folder = with_towns(0);
    // Case, what Windows forbids, and its devices.
    for (number, agency) in ["某县Abc局", "某县aBC局", "甲:乙", "甲?乙", "NUL"]
        .into_iter()
        .enumerate()
    {
        folder.write(&format!("towns/{number}.toml"), town(agency));
    }
    let arguments = ["towns", "-o", "out", "--formats", "docx", "--name", "{agency}"];
    let (_, out, err) = batch(&folder, &arguments);
    assert_eq!(
        outcomes(&manifest_of(&folder, "out/manifest.json")),
        ["made", "collided", "made", "collided", "made"],
        "{out}{err}"
    );
    let names: Vec<String> = files(&folder, "out").into_keys().collect();
    assert!(
        names.contains(&"甲_乙.docx".to_owned()) && names.contains(&"_NUL.docx".to_owned()),
        "{names:?}"
    );
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

/// Reports as a stream: those of the towns as their data has them, a report a line.
fn lines(folder: &Folder, count: usize) -> String {
    let mut out = String::new();
    for number in 0..count {
        let text = town(&format!("某县第{number}镇人民政府"));
        let reading = nianbao::input::read("t", text.as_bytes(), None);
        let draft = nianbao::input::Draft::of(&reading.report.unwrap(), &reading.style);
        let value: Value = serde_json::from_str(&draft.to_json()).unwrap();
        out += &format!("{value}\n");
    }
    folder.write("reports.jsonl", &out);
    out
}

#[test]
fn a_stream_of_reports_becomes_a_folder_or_one_file() {
    let folder = Folder::empty();
    let stream = format!(
        "{}\n\n{{\"year\": 2025}}\nno json\n",
        lines(&folder, 5).trim_end()
    );
    let mut run = command(&folder, &["-", "-o", "out.zip"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    run.stdin.take().unwrap().write_all(stream.as_bytes()).unwrap();
    let (status, out, err) = told(run.wait_with_output().unwrap());
    assert_eq!(status, Some(1));
    assert!(out.contains("共7份报告：生成5份，有错误2份"), "{out}");
    assert!(err.contains("-:7：") && err.contains("-:8："), "{err}");
    let zipped = common::unzip(&fs::read(folder.0.join("out.zip")).unwrap());
    assert_eq!(zipped.len(), 11);

    let (status, _, _) = batch(&folder, &["reports.jsonl", "-o", "out"]);
    assert_eq!(status, Some(0));
    for (name, bytes) in files(&folder, "out")
        .iter()
        .filter(|(name, _)| *name != "manifest.json")
    {
        assert!(zipped[name] == *bytes, "{name}");
    }
    let (_, out, _) = batch(&folder, &["reports.jsonl", "-o", "out", "--resume"]);
    assert!(out.contains("其中5份没有改动"), "{out}");
    assert_eq!(
        batch(&folder, &["reports.jsonl", "-o", "x.zip", "--resume"]).0,
        Some(2)
    );
    assert!(
        fs::read_dir(&folder.0).unwrap().all(|entry| !entry
            .unwrap()
            .file_name()
            .to_str()
            .unwrap()
            .ends_with(".tmp"))
    );
}

#[test]
fn a_line_without_end_is_refused_and_the_next_is_read() {
    let folder = Folder::empty();
    let sound = lines(&folder, 1);
    let endless = format!("{{\"year\": \"{}\"}}\n{sound}", "9".repeat(5 << 20));
    folder.write("reports.jsonl", endless);
    let (status, out, err) = batch(&folder, &["reports.jsonl", "-o", "out", "--formats", "pdf"]);
    assert_eq!(status, Some(1), "{err}");
    assert!(out.contains("生成1份，有错误1份"), "{out}");
}

#[test]
fn two_runs_do_not_write_one_folder_at_once() {
    let folder = with_towns(2);
    let mut first = command(&folder, &["-", "-o", "out"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let started = Instant::now();
    while !folder.0.join("out/.nianbao.journal").exists() && started.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(2));
    }
    std::thread::sleep(Duration::from_millis(50));
    let (status, _, err) = batch(&folder, &["towns", "-o", "out"]);
    assert_eq!(status, Some(2));
    assert!(err.contains("正在写这里"), "{err}");
    drop(first.stdin.take());
    assert!(first.wait().unwrap().success());
    assert_eq!(batch(&folder, &["towns", "-o", "out"]).0, Some(0));
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
