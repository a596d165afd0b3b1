//! Folders as inputs: which files are reports, and what is said of the others.
#![cfg(feature = "cli")]

mod common;

use common::folder::{Folder, told};

/// A folder `towns` with a report, and all that is no report.
fn with_strangers() -> Folder {
    let folder = Folder::new();
    let report = folder.bytes("report.toml");
    folder.write("towns/a.toml", &report);
    for name in [
        "._a.toml",
        ".draft.toml",
        ".nianbao.journal",
        "~$a.toml",
        "说明.txt",
        ".git/a.toml",
    ] {
        folder.write(&format!("towns/{name}"), "no report");
    }
    folder
}

fn run(folder: &Folder, arguments: &[&str]) -> (Option<i32>, String, String) {
    told(folder.run(arguments))
}

#[test]
fn a_batch_into_its_own_folder_does_not_spoil_it() {
    let folder = with_strangers();
    for _ in 0..2 {
        let (status, out, err) = run(&folder, &["batch", "towns", "-o", "towns"]);
        assert_eq!(status, Some(0), "{err}");
        assert!(out.starts_with("共1份报告：生成1份"), "{out}");
    }
    let (status, ..) = run(&folder, &["batch", "towns", "-o", "towns", "--shard", "1/1"]);
    assert_eq!(status, Some(0));
    let (status, out, err) = run(&folder, &["check", "towns"]);
    assert_eq!(status, Some(0), "{out}{err}");
    assert!(out.contains("共1个文件，0个有错误"), "{out}");
    let (status, _, err) = run(&folder, &["merge", "towns"]);
    assert_eq!(status, Some(0), "{err}");
    assert!(err.contains("汇总1个单位"), "{err}");
    let (status, out, _) = run(&folder, &["fix", "towns"]);
    assert_eq!(status, Some(0), "{out}");
    assert!(!out.contains("manifest"), "{out}");
    // A report that happens to be called so is one.
    folder.write("towns/manifest.toml", "agency = \"某县\"\n");
    assert_eq!(run(&folder, &["check", "towns"]).0, Some(1));
}

#[test]
fn a_folder_without_data_files_is_an_error() {
    let folder = Folder::new();
    folder.write("empty/说明.txt", "");
    folder.write("nested/甲镇/report.toml", folder.bytes("report.toml"));
    for name in ["empty", "nested"] {
        for arguments in [
            &["check", name][..],
            &["batch", name, "-o", "out"],
            &["merge", name],
            &["fix", name],
            &["check", "report.toml", "--siblings", name],
            &["check", "report.toml", "--last", name],
            &["check", "report.toml", name],
        ] {
            let (status, _, err) = run(&folder, arguments);
            assert_eq!(status, Some(2), "{arguments:?}: {err}");
            assert!(err.contains("没有数据文件"), "{arguments:?}: {err}");
            assert_eq!(err.contains("甲镇"), name == "nested", "{arguments:?}: {err}");
        }
    }
    assert!(!folder.0.join("out").exists());
    // Units may have sent copies.
    folder.write("copies/甲.PDF", "");
    folder.write("copies/乙.docx", "");
    let (_, _, err) = run(&folder, &["merge", "copies"]);
    assert!(
        err.contains("有2个 Word 文件和 PDF，本程序生成的用 nianbao extract"),
        "{err}"
    );
}

#[test]
fn folders_that_are_not_entered_are_told() {
    let folder = with_strangers();
    for town in ["甲", "乙", "丙", "丁"] {
        folder.write(&format!("towns/{town}/2025/report.json"), "{}");
    }
    folder.write(
        "towns/out/manifest.json",
        "{\n  \"version\": 1,\n  \"made_by\": {}",
    );
    folder.write("towns/图片/a.png", "");
    for arguments in [
        &["check", "towns"][..],
        &["batch", "towns", "-o", "out"],
        &["merge", "towns"],
    ] {
        let (status, _, err) = run(&folder, arguments);
        assert_eq!(status, Some(0), "{arguments:?}: {err}");
        assert!(err.contains("等4个 有数据文件，没有进入"), "{arguments:?}: {err}");
        assert!(
            !err.contains("图片") && !err.contains("towns/out"),
            "{arguments:?}: {err}"
        );
    }
}

/// A report that a link leads to and that is gone is not passed over in silence.
#[cfg(unix)]
#[test]
fn a_link_to_nothing_is_told() {
    let folder = Folder::new();
    folder.write("towns/a.toml", folder.bytes("report.toml"));
    std::os::unix::fs::symlink("nowhere.toml", folder.0.join("towns/b.toml")).unwrap();
    for arguments in [
        &["check", "towns"][..],
        &["batch", "towns", "-o", "out"],
        &["merge", "towns"],
    ] {
        let (status, _, err) = run(&folder, arguments);
        assert_eq!(status, Some(2), "{arguments:?}: {err}");
        assert!(err.contains("towns/b.toml：找不到这个文件"), "{err}");
    }
    let (_, out, _) = run(&folder, &["check", "towns"]);
    assert!(out.ends_with("共2个文件，0个有错误，1个读不了\n"), "{out}");
}
