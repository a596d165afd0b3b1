//! `--fonts` as a user gives it: what is used, what is told, what stops the work, and what a batch remembers.
#![cfg(feature = "cli")]

mod common;

use common::faces::{Made, collection};
use common::folder::{Folder, told};
use nianbao::font::Role;
use std::fs;

/// A folder with the town's report and these files in `字体`.
fn with_fonts(files: &[(&str, Vec<u8>)]) -> Folder {
    let folder = Folder::new();
    for (name, data) in files {
        folder.write(&format!("字体/{name}"), data);
    }
    folder
}

fn run(folder: &Folder, arguments: &[&str]) -> (Option<i32>, String, String) {
    told(folder.run(arguments))
}

/// Both files with the faces of the folder.
const BUILD: &[&str] = &[
    "build",
    "report.toml",
    "--fonts",
    "字体",
    "-o",
    "a.docx",
    "-o",
    "a.pdf",
];

/// Names of what stands beside the report and the faces.
fn made(folder: &Folder) -> Vec<String> {
    let mut made = folder.made();
    made.retain(|name| name != "字体");
    made
}

#[test]
fn build_uses_the_faces_and_says_which() {
    let folder = with_fonts(&[
        ("FZXBSJW.TTF", Made::biaosong().file()),
        ("simfang.ttf", Made::fangsong().fs_type(8).file()),
        (
            "msyh.ttf",
            Made::of(Role::Heiti, "微软雅黑", "Microsoft YaHei").file(),
        ),
        ("说明.txt", b"see the contract".to_vec()),
    ]);
    let (status, out, said) = run(&folder, BUILD);
    assert_eq!(status, Some(0), "{said}");
    assert!(out.starts_with("已生成 a.docx、a.pdf"), "{out}");
    for part in [
        "小标宋用方正小标宋简体，仿宋用仿宋_GB2312，黑体、楷体、宋体、西文用内置字体",
        "没有使用：微软雅黑（msyh.ttf）",
        "没有读取：说明.txt",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    // Preview draws the same faces, check asks them.
    let (status, _, said) = run(
        &folder,
        &[
            "preview",
            "report.toml",
            "--page",
            "1",
            "--fonts",
            "字体",
            "-o",
            "a.png",
        ],
    );
    assert_eq!(status, Some(0), "{said}");
    run(&folder, &["preview", "report.toml", "--page", "1", "-o", "b.png"]);
    assert!(folder.bytes("a.png") != folder.bytes("b.png"));
    let (status, out, _) = run(&folder, &["check", "report.toml", "--fonts", "字体"]);
    assert_eq!(status, Some(0), "{out}");
    assert!(out.contains("微软雅黑"), "{out}");
    // Data taken from the PDF gives the same files with the same faces, and says so without them.
    run(&folder, &["extract", "a.pdf", "-o", "data.json"]);
    let (status, _, said) = run(
        &folder,
        &[
            "build",
            "data.json",
            "--fonts",
            "字体",
            "-o",
            "c.docx",
            "-o",
            "c.pdf",
        ],
    );
    assert_eq!(status, Some(0), "{said}");
    assert!(!said.contains("自备字体"), "{said}");
    for kind in ["docx", "pdf"] {
        assert!(folder.bytes(&format!("a.{kind}")) == folder.bytes(&format!("c.{kind}")));
    }
    let (status, _, said) = run(&folder, &["build", "data.json", "-o", "d.pdf"]);
    assert_eq!(status, Some(0));
    assert!(
        said.contains("提示[READ-LATER]") && said.contains("这次没有方正小标宋简体、仿宋_GB2312"),
        "{said}"
    );
}

#[test]
fn files_that_are_no_sound_faces_are_named_and_nothing_is_written() {
    let file = Made::fangsong().file();
    let postscript = Made {
        without: &[b"glyf", b"loca"],
        ..Made::fangsong()
    };
    let folder = with_fonts(&[
        ("半.ttf", file[..file.len() / 2].to_vec()),
        ("空.ttf", Vec::new()),
        ("文.TTF", b"this is a text".to_vec()),
        ("字.otf", postscript.file()),
        ("._hidden.ttf", Vec::new()),
    ]);
    let huge = fs::File::create(folder.0.join("字体/大.ttf")).unwrap();
    huge.set_len((128 << 20) + 1).unwrap();
    for verb in ["build", "preview", "check", "batch", "fonts"] {
        let arguments: &[&str] = match verb {
            "batch" => &["batch", "report.toml", "-o", "out", "--fonts", "字体"],
            "fonts" => &["fonts", "--fonts", "字体"],
            verb => &[verb, "report.toml", "--fonts", "字体"],
        };
        let (status, out, said) = run(&folder, arguments);
        let said = out + &said;
        assert_eq!(status, Some(1), "{verb}: {said}");
        for (file, what) in [
            ("半.ttf", "不完整"),
            ("空.ttf", "不是字体文件"),
            ("文.TTF", "不是字体文件"),
            ("字.otf", "不是 TrueType"),
            ("大.ttf", "超过128MB"),
        ] {
            let told = said
                .lines()
                .find(|line| line.contains(file))
                .unwrap_or_else(|| panic!("{verb} {file}: {said}"));
            assert!(told.contains("错误[FONT]") && told.contains(what), "{told}");
        }
        assert!(!said.contains("hidden"), "{said}");
        assert_eq!(made(&folder), [""; 0], "{verb}");
    }
}

#[test]
fn a_folder_that_is_none_or_holds_nothing_is_told() {
    let folder = with_fonts(&[("a.txt", Vec::new())]);
    for (name, status, what) in [
        ("没有", 2, "找不到这个文件夹"),
        ("report.toml", 2, "不是文件夹"),
        ("字体", 1, "没有公文可用的字体"),
    ] {
        let (ended, _, said) = run(&folder, &["build", "report.toml", "--fonts", name]);
        assert_eq!(ended, Some(status), "{said}");
        assert!(said.contains(what), "{said}");
    }
    for number in 0..101 {
        folder.write(&format!("字体/{number}.ttf"), "");
    }
    let (status, _, said) = run(&folder, &["build", "report.toml", "--fonts", "字体"]);
    assert_eq!(status, Some(1));
    assert!(said.contains("101个字体文件，最多100个"), "{said}");
    assert_eq!(made(&folder), [""; 0]);
}

#[test]
fn terms_are_kept_and_told() {
    let folder = with_fonts(&[("simfang.ttf", Made::fangsong().fs_type(2).file())]);
    let (status, _, said) = run(&folder, &["build", "report.toml", "--fonts", "字体"]);
    assert_eq!(status, Some(1));
    assert!(
        said.contains("仿宋_GB2312") && said.contains("fsType 2") && said.contains("未生成文件"),
        "{said}"
    );
    let (status, _, _) = run(&folder, &["batch", "report.toml", "-o", "out", "--fonts", "字体"]);
    assert_eq!((status, made(&folder)), (Some(1), vec![]));
    // Not even as a draft.
    let (status, _, said) = run(&folder, &["build", "report.toml", "--draft", "--fonts", "字体"]);
    assert_eq!(status, Some(1), "{said}");
    assert_eq!(made(&folder), [""; 0]);
    // A Word file only names it; a picture is no file that carries a face.
    let (status, _, said) = run(
        &folder,
        &["build", "report.toml", "-o", "a.docx", "--fonts", "字体"],
    );
    assert_eq!(status, Some(0));
    assert!(said.contains("只写它的名称"), "{said}");
    let (status, _, said) = run(
        &folder,
        &[
            "build",
            "report.toml",
            "-o",
            "b.docx",
            "--docx-fonts",
            "none",
            "--fonts",
            "字体",
        ],
    );
    assert_eq!(status, Some(0));
    assert!(!said.contains("只写它的名称"), "{said}");
    let (status, _, _) = run(
        &folder,
        &[
            "preview",
            "report.toml",
            "--page",
            "1",
            "-o",
            "a.png",
            "--fonts",
            "字体",
        ],
    );
    assert_eq!(status, Some(0));
    let (status, out, _) = run(&folder, &["fonts", "--fonts", "字体"]);
    assert_eq!(status, Some(0));
    assert!(
        out.contains("自备（simfang.ttf）；fsType 2：PDF 不能用，Word 文件只写名称"),
        "{out}"
    );
    assert!(out.contains("仿宋：仿宋_GB2312 → GW Fangsong"), "{out}");
}

#[test]
fn the_sheet_that_returns_a_report_is_set_in_the_faces_too() {
    let folder = with_fonts(&[("simfang.ttf", Made::fangsong().fs_type(2).file())]);
    folder.break_a_sum();
    let sheet = |file: &str, more: &[&str]| {
        let arguments = [&["check", "report.toml", "--sheet", file], more].concat();
        run(&folder, &arguments)
    };
    sheet("a.docx", &[]);
    let (status, out, said) = sheet("b.docx", &["--fonts", "字体"]);
    assert_eq!(status, Some(1));
    assert!(
        out.contains("只写它的名称") && said.contains("已生成 b.docx"),
        "{out}{said}"
    );
    let table = |name: &str| {
        let parts = common::unzip(&folder.bytes(name));
        String::from_utf8(parts["word/fontTable.xml"].clone()).unwrap()
    };
    assert!(table("b.docx").contains("仿宋_GB2312\"") && !table("a.docx").contains("w:name=\"仿宋_GB2312\""));
    let (status, out, said) = sheet("c.pdf", &["--fonts", "字体"]);
    assert_eq!(status, Some(1));
    assert!(
        out.contains("错误[FONT]") && said.contains("没有写退回单"),
        "{out}{said}"
    );
    assert!(!folder.0.join("c.pdf").exists());
}

#[test]
fn a_batch_taken_up_with_other_faces_makes_its_files_anew() {
    let songti = |fs_type| Made::of(Role::Heiti, "宋体", "SimSun").fs_type(fs_type).file();
    let folder = with_fonts(&[("simsun.ttc", collection(&[songti(0), songti(8)]))]);
    let batch = |more: &[&str]| {
        let arguments = [&["batch", "report.toml", "-o", "out", "--resume"], more].concat();
        let (status, out, said) = run(&folder, &arguments);
        assert_eq!(status, Some(0), "{said}");
        let mut files: Vec<Vec<u8>> = fs::read_dir(folder.0.join("out"))
            .unwrap()
            .map(|entry| fs::read(entry.unwrap().path()).unwrap())
            .collect();
        files.sort();
        (out.contains("没有改动"), files)
    };
    let (_, ours) = batch(&[]);
    let (reused, own) = batch(&["--fonts", "字体"]);
    assert!(!reused && own != ours);
    assert!(String::from_utf8_lossy(&folder.bytes("out/manifest.json")).contains("宋体="));
    let (reused, same) = batch(&["--fonts", "字体"]);
    assert!(reused && same == own);
    folder.write("字体/simsun.ttc", songti(8));
    let (reused, other) = batch(&["--fonts", "字体"]);
    assert!(!reused && other != own);
    let (reused, again) = batch(&[]);
    assert!(!reused && again == ours);
    // What batch makes is what build makes.
    run(&folder, BUILD);
    assert!(other.contains(&folder.bytes("a.docx")) && other.contains(&folder.bytes("a.pdf")));
}

#[test]
fn faces_shared_by_a_batch_keep_their_terms() {
    let kaiti = Made::of(Role::Heiti, "楷体_GB2312", "KaiTi_GB2312").fs_type(0x108);
    let characters = "（一）主动公开。二三四五六七八九十政府信息工作机制健全压实责任，";
    let kaiti = Made {
        characters: Some(characters),
        ..kaiti
    };
    let folder = with_fonts(&[
        ("simfang.ttf", Made::fangsong().fs_type(4).file()),
        ("simkai.ttf", kaiti.file()),
        ("FZXBSJW.TTF", Made::biaosong().file()),
    ]);
    let batch = |out: &str, more: &[&str]| {
        let given = [
            "batch",
            "report.toml",
            "-o",
            out,
            "--share-fonts",
            "--pdf",
            "print",
        ];
        run(&folder, &[&given, more].concat())
    };
    let (status, _, said) = batch("out", &["--fonts", "字体"]);
    assert_eq!(status, Some(0), "{said}");
    let name = fs::read_dir(folder.0.join("out"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .find(|name| name.ends_with(".docx"))
        .unwrap();
    let parts = common::unzip(&folder.bytes(&format!("out/{name}")));
    let table = String::from_utf8(parts["word/fontTable.xml"].clone()).unwrap();
    for (family, carried, cut) in [
        ("仿宋_GB2312", false, false),
        ("楷体_GB2312", true, false),
        ("方正小标宋简体", true, true),
    ] {
        let start = table.find(&format!("w:name=\"{family}\"")).unwrap();
        let entry = &table[start..start + table[start..].find("</w:font>").unwrap()];
        assert_eq!(entry.contains("w:embedRegular"), carried, "{entry}");
        assert_eq!(entry.contains("w:subsetted"), cut, "{entry}");
    }
    // A face that no PDF may carry stops the batch before it begins.
    folder.write("字体/simfang.ttf", Made::fangsong().fs_type(2).file());
    let (status, _, said) = batch("none", &["--fonts", "字体"]);
    assert_eq!(status, Some(1), "{said}");
    assert!(!folder.0.join("none").exists(), "{said}");
}
