//! Runs that were broken off: whole files only, taken up where they ended, one at a time in a place.

use crate::common;
use crate::common::folder::Folder;
use crate::stream::lines;
use crate::{batch, command, files, town, with_towns};
use std::fs;
use std::io::Write;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

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
    let first = writing(&folder, "zips/out.zip", "zips/.nianbao-out.zip.manifest.tmp");
    let (status, _, err) = batch(&folder, &["towns", "-o", "zips/out.zip"]);
    assert!(status == Some(2) && err.contains("正在写这里"), "{err}");
    end(first);
}

/// A run that has begun to write, as a file of its own shows, and waits for reports from standard input.
fn writing(folder: &Folder, output: &str, shown_by: &str) -> Child {
    let run = command(folder, &["-", "-o", output])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let started = Instant::now();
    while !folder.0.join(shown_by).exists() && started.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(2));
    }
    run
}

/// Gives such a run a report and the end of its input.
fn end(mut run: Child) {
    let report = lines(&Folder::empty(), 1);
    run.stdin.take().unwrap().write_all(report.as_bytes()).unwrap();
    assert!(run.wait().unwrap().success());
}

#[test]
fn two_runs_do_not_write_one_folder_at_once() {
    let folder = with_towns(2);
    let first = writing(&folder, "out", "out/.nianbao.journal");
    std::thread::sleep(Duration::from_millis(50));
    let (status, _, err) = batch(&folder, &["towns", "-o", "out"]);
    assert_eq!(status, Some(2));
    assert!(err.contains("正在写这里"), "{err}");
    end(first);
    assert_eq!(batch(&folder, &["towns", "-o", "out"]).0, Some(0));
}

/// What somebody has changed in Word is told, and the other reports are made.
#[test]
fn an_edited_word_file_in_the_folder_is_not_lost() {
    let folder = with_towns(3);
    batch(&folder, &["towns", "-o", "out"]);
    let first = files(&folder, "out");
    let docx = first.keys().find(|name| name.ends_with(".docx")).unwrap();
    let mut parts = common::unzip(&first[docx]);
    let body = String::from_utf8(parts["word/document.xml"].clone()).unwrap();
    let edited = body.replacen("政府信息公开工作", "政务公开工作", 9);
    assert!(edited != body);
    parts.insert("word/document.xml".to_owned(), edited.into_bytes());
    let work = common::zip(&parts);
    folder.write(&format!("out/{docx}"), &work);
    for number in 0..3 {
        let text = town(&format!("某县第{number}镇人民政府")).replace("2026-01-12", "2026-01-13");
        folder.write(&format!("towns/{number:03}.toml"), text);
    }
    for resume in [&[][..], &["--resume"]] {
        let (status, out, err) = batch(&folder, &[&["towns", "-o", "out"], resume].concat());
        assert_eq!(status, Some(2), "{err}");
        assert!(err.contains(docx) && err.contains("没有覆盖"), "{err}");
        assert!(out.contains("生成2份") && out.contains("读写失败1份"), "{out}");
        assert!(files(&folder, "out")[docx] == work);
    }
    let (status, out, _) = batch(&folder, &["towns", "-o", "out", "--overwrite"]);
    assert_eq!(status, Some(0), "{out}");
    assert!(files(&folder, "out")[docx] != work);

    folder.write("mine.zip", "not a batch");
    let (status, _, err) = batch(&folder, &["towns", "-o", "mine.zip"]);
    assert_eq!(status, Some(2), "{err}");
    assert!(
        err.contains("mine.zip") && folder.bytes("mine.zip") == b"not a batch",
        "{err}"
    );
    for _ in 0..2 {
        assert_eq!(batch(&folder, &["towns", "-o", "all.zip"]).0, Some(0));
    }
}
