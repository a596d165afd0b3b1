//! `nianbao preview` as a user calls it: names, pages, drafts, refusals.
#![cfg(feature = "cli")]

mod common;

use common::folder::{Folder, stderr};
use std::fs;

const TITLE: &str = "集安市青石镇人民政府2021年政府信息公开工作年度报告";
const PNG: &[u8] = b"\x89PNG\r\n";

/// Width and height of a picture.
fn size(file: &[u8]) -> (u32, u32) {
    let word = |at: usize| u32::from_be_bytes(file[at..at + 4].try_into().unwrap());
    assert!(file.starts_with(PNG));
    (word(16), word(20))
}

#[test]
fn one_page_takes_the_name_given_and_several_their_numbers() {
    let folder = Folder::new();
    let output = folder.run(&["preview", "report.toml", "--page", "2", "-o", "page.png"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(folder.made(), ["page.png"]);
    assert_eq!(size(&folder.bytes("page.png")), (1191, 1684));
    let several = ["--page", "3,1-2", "--page", "2", "--dpi", "96", "-o", "p.png"];
    let output = folder.run(&[&["preview", "report.toml"][..], &several].concat());
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(folder.made(), ["p-1.png", "p-2.png", "p-3.png", "page.png"]);
    assert_eq!(size(&folder.bytes("p-3.png")), (794, 1123));
}

#[test]
fn without_a_name_all_pages_stand_beside_the_report() {
    let folder = Folder::new();
    let output = folder.run(&["preview", "report.toml", "--dpi", "96"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let names: Vec<String> = (1..=6).map(|page| format!("{TITLE}-{page}.png")).collect();
    assert_eq!(folder.made(), names);
    let output = folder.run(&["preview", "report.toml", "--sheet"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let (width, height) = size(&folder.bytes(&format!("{TITLE}-总览.png")));
    assert!(width > 4 * 490 && height > 2 * 700, "{width} x {height}");
}

#[test]
fn a_picture_goes_to_the_standard_output() {
    let folder = Folder::new();
    let output = folder.run(&["preview", "report.toml", "--page", "1", "-o", "-"]);
    assert_eq!(size(&output.stdout), (1191, 1684));
    let output = folder.run(&["preview", "report.toml", "-o", "-"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty() && stderr(&output).contains("只能写一张"));
    assert_eq!(folder.made(), Vec::<String>::new());
}

#[test]
fn a_report_with_errors_is_drawn_only_as_a_draft() {
    let folder = Folder::new();
    folder.break_a_sum();
    let output = folder.run(&["preview", "report.toml", "--page", "1", "-o", "a.png"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("未生成图片"), "{}", stderr(&output));
    assert_eq!(folder.made(), Vec::<String>::new());
    let draft = ["--page", "1", "-o", "a.png", "--draft"];
    let output = folder.run(&[&["preview", "report.toml"][..], &draft].concat());
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(folder.made(), ["a（草稿）.png"]);
}

#[test]
fn a_house_style_shows() {
    let folder = Folder::new();
    fs::write(
        folder.0.join("office.toml"),
        "[page_number]\nplace = \"center\"\n",
    )
    .unwrap();
    let page = ["preview", "report.toml", "--page", "1", "--dpi", "96", "-o", "-"];
    let plain = folder.run(&page).stdout;
    let styled = folder.run(&[&page[..], &["--style", "office.toml"]].concat());
    assert_eq!(styled.status.code(), Some(0), "{}", stderr(&styled));
    assert!(size(&styled.stdout) == size(&plain) && styled.stdout != plain);
}

#[test]
fn what_cannot_be_drawn_is_told_in_chinese() {
    let folder = Folder::new();
    for (arguments, told) in [
        (&["--page", "7"][..], "共6页，没有第7页"),
        (&["--page", "2-4000000000"], "没有第4000000000页"),
        (&["--page", "0"], "页码应是从 1 起的数"),
        (&["--page", "4-2"], "页码应是从 1 起的数"),
        (&["--dpi", "72"], "96 至 300"),
        (&["--dpi", "1000000"], "96 至 300"),
        (&["-o", "page.jpg"], "扩展名应为 .png"),
        (&["--sheet", "--page", "1"], "--sheet 不能与 --page"),
        (&["-o", "none/page.png"], "所在的文件夹不存在"),
    ] {
        let output = folder.run(&[&["preview", "report.toml"], arguments].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr(&output).contains(told), "{}", stderr(&output));
        assert_eq!(folder.made(), Vec::<String>::new());
    }
}
