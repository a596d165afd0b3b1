//! What earlier runs made and this one does not, and inputs that hold nothing or one report twice.

use crate::common::folder::Folder;
use crate::{asking, batch, files, manifest_of, outcomes, town, with_towns};
use std::fs;

fn title(number: usize) -> String {
    format!("某县第{number}镇人民政府2025年政府信息公开工作年度报告")
}

/// Four reports with their files, of which since then one cannot be read, one is of another organ and one is no more.
fn changed() -> Folder {
    let folder = with_towns(4);
    assert_eq!(batch(&folder, &["towns", "-o", "out"]).2, "");
    folder.write("towns/000.toml", "year = ");
    folder.write("towns/001.toml", town("某县新镇人民政府"));
    fs::remove_file(folder.0.join("towns/002.toml")).unwrap();
    folder
}

#[test]
fn files_of_earlier_runs_that_are_none_of_this_are_told() {
    for more in [&[][..], &["--resume"]] {
        let folder = changed();
        let (status, _, err) = batch(&folder, &[&["towns", "-o", "out"], more].concat());
        assert_eq!(status, Some(1));
        let gone = [0, 1, 2].map(|number| format!("{0}.docx、{0}.pdf", title(number)));
        let told = format!(
            "out中有6个以前生成的文件，这次的清单里没有：{}；作废了的请移走\n",
            gone.join("、")
        );
        assert!(err.ends_with(&told), "{err}");
    }
    // Of another format nothing is said, nor of what a run that stops early has not come to.
    for more in [&["--formats", "pdf"][..], &["--fail-fast"]] {
        let folder = changed();
        let (_, _, err) = batch(&folder, &[&["towns", "-o", "out"], more].concat());
        assert!(!err.contains(".docx"), "{err}");
    }
}

#[test]
fn files_of_a_report_that_is_refused_now_are_told_with_it() {
    let folder = with_towns(2);
    batch(&folder, &["towns", "-o", "out"]);
    let told = |number| {
        let title = title(number);
        format!("  out中还有以前生成的{title}.docx、{title}.pdf，不是这份数据的，请不要使用\n")
    };
    // By its own errors, or by those that a rule pack calls so.
    let text = town("某县第0镇人民政府");
    let broken = text.replacen("received = [", "received = [1", 1);
    assert!(broken != text);
    folder.write("towns/000.toml", broken);
    folder.write("pack.toml", asking("没有人写的话", "error"));
    for (rules, refused) in [(&[][..], 1), (&["--rules", "pack.toml"], 2), (&[], 1)] {
        let (status, _, err) = batch(&folder, &[&["towns", "-o", "out", "--resume"], rules].concat());
        assert_eq!(status, Some(1));
        assert!(
            err.contains("towns/000.toml：") && err.contains(&told(0)),
            "{err}"
        );
        assert_eq!(err.contains(&told(1)), refused == 2, "{err}");
        assert!(!err.contains("这次的清单"), "{err}");
    }
    for kind in ["docx", "pdf"] {
        fs::remove_file(folder.0.join(format!("out/{}.{kind}", title(0)))).unwrap();
    }
    let (_, _, err) = batch(&folder, &["towns", "-o", "out", "--resume"]);
    assert!(!err.contains("以前生成"), "{err}");
}

#[test]
fn an_empty_input_is_no_batch() {
    let folder = with_towns(2);
    folder.write("none.jsonl", "\n \n");
    batch(&folder, &["towns", "-o", "out"]);
    let before = files(&folder, "out");
    for output in ["out", "out.zip"] {
        let (status, _, err) = batch(&folder, &["none.jsonl", "-o", output]);
        assert!(status == Some(2) && err.contains("没有一份报告"), "{err}");
    }
    assert!(files(&folder, "out")["manifest.json"] == before["manifest.json"]);
    assert!(!folder.0.join("out.zip").exists());
}

#[test]
fn a_file_given_twice_is_told_as_such() {
    let folder = with_towns(2);
    let (status, _, err) = batch(
        &folder,
        &["towns", "towns/001.toml", "-o", "out", "--formats", "pdf"],
    );
    assert_eq!(status, Some(1));
    assert!(err.contains("towns/001.toml：这个文件给出了两次"), "{err}");
    let outcomes_of = outcomes(&manifest_of(&folder, "out/manifest.json")).join(" ");
    assert_eq!(outcomes_of, "made made collided");
}
