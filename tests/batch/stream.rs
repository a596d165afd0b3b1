//! Reports as a stream, a report a line.

use crate::common;
use crate::common::folder::{Folder, told};
use crate::{batch, command, files, town};
use serde_json::Value;
use std::fs;
use std::io::Write;
use std::process::Stdio;

/// Reports as a stream: those of the towns as their data has them, a report a line.
pub(crate) fn lines(folder: &Folder, count: usize) -> String {
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
