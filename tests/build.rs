//! `nianbao build` as a user calls it: names, whole files, drafts, refusals.
#![cfg(feature = "cli")]

mod common;

use common::folder::{Folder, stderr};
use std::fs;
use std::process::Stdio;

const TITLE: &str = "集安市青石镇人民政府2021年政府信息公开工作年度报告";

#[test]
fn both_files_appear_beside_the_input_under_the_official_name() {
    let folder = Folder::new();
    let output = folder.run(&["build", "report.toml"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let [docx, pdf] = [format!("{TITLE}.docx"), format!("{TITLE}.pdf")];
    assert_eq!(folder.made(), [docx.clone(), pdf.clone()]);
    assert!(folder.bytes(&docx).starts_with(b"PK"));
    assert!(folder.bytes(&pdf).starts_with(b"%PDF-1.7"));
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(told, format!("已生成 {docx}、{pdf}（共6页）\n"));
}

#[test]
fn the_extension_decides_the_format() {
    let folder = Folder::new();
    assert_eq!(
        folder
            .run(&["build", "report.toml", "-o", "a.PDF", "-o", "b.pdf"])
            .status
            .code(),
        Some(0)
    );
    assert_eq!(folder.made(), ["a.PDF", "b.pdf"]);
    assert!(folder.bytes("a.PDF") == folder.bytes("b.pdf"));
    let refused = folder.run(&["build", "report.toml", "-o", "a.doc"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains(".docx 或 .pdf"), "{}", stderr(&refused));
}

#[test]
fn errors_leave_nothing_behind() {
    let folder = Folder::new();
    folder.break_a_sum();
    let output = folder.run(&["build", "report.toml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output).contains("T3-BAL") && stderr(&output).contains("未生成文件"),
        "{}",
        stderr(&output)
    );
    assert_eq!(folder.made(), [""; 0]);
}

#[test]
fn a_draft_is_written_in_spite_of_errors_and_says_so_in_its_name() {
    let folder = Folder::new();
    folder.break_a_sum();
    let output = folder.run(&["build", "report.toml", "--draft"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let names = folder.made();
    assert_eq!(
        names,
        [format!("{TITLE}（草稿）.docx"), format!("{TITLE}（草稿）.pdf")]
    );
    let pdf = folder.bytes(&names[1]);
    assert!(!String::from_utf8_lossy(&pdf).contains("pdfaid"));
    assert!(String::from_utf8(output.stdout).unwrap().contains("1处错误"));
}

#[test]
fn two_processes_write_the_same_bytes() {
    let folder = Folder::new();
    for stem in ["a", "b"] {
        let [docx, pdf] = [format!("{stem}.docx"), format!("{stem}.pdf")];
        assert_eq!(
            folder
                .run(&["build", "report.toml", "-o", &docx, "-o", &pdf])
                .status
                .code(),
            Some(0)
        );
    }
    assert!(folder.bytes("a.docx") == folder.bytes("b.docx"));
    assert!(folder.bytes("a.pdf") == folder.bytes("b.pdf"));
}

#[test]
fn two_runs_at_once_leave_whole_files_and_nothing_else() {
    let folder = Folder::new();
    let runs: Vec<_> = (0..4)
        .map(|_| {
            folder
                .command(&["build", "report.toml", "-o", "x.pdf"])
                .stdout(Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    for mut run in runs {
        assert_eq!(run.wait().unwrap().code(), Some(0));
    }
    assert_eq!(folder.made(), ["x.pdf"]);
    assert!(folder.bytes("x.pdf").ends_with(b"%%EOF"));
}

#[test]
fn a_folder_that_cannot_be_written_is_told_and_nothing_is_left() {
    let folder = Folder::new();
    fs::write(folder.0.join("file"), "no folder").unwrap();
    let output = folder.run(&["build", "report.toml", "-o", "a.pdf", "-o", "file/b.pdf"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("file/b.pdf"), "{}", stderr(&output));
    assert_eq!(folder.made(), ["file"]);
}

/// The limit of names is for the whole name, in bytes; of a stem no character is cut.
#[test]
fn a_long_name_is_kept_as_far_as_systems_take_it() {
    let folder = Folder::new();
    let text = fs::read_to_string(folder.0.join("report.toml")).unwrap();
    for (character, whole) in [("某", true), ("𬭎", false)] {
        let agency = character.repeat(60);
        folder.write("report.toml", text.replace("集安市青石镇人民政府", &agency));
        for (arguments, mark) in [
            (&["build", "report.toml"][..], ""),
            (&["build", "report.toml", "--draft"], "（草稿）"),
        ] {
            let output = folder.run(arguments);
            assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
            let names = folder.made();
            assert_eq!(names.len(), 2, "{names:?}");
            for name in names {
                assert!(name.len() <= 255 && name.contains(mark), "{name}");
                let title = format!("{agency}2021年政府信息公开工作年度报告{mark}.");
                assert_eq!(name.starts_with(&title), whole, "{name}");
                assert!(whole || name.len() > 250, "{name}");
                fs::remove_file(folder.0.join(name)).unwrap();
            }
        }
    }
}

#[test]
fn a_folder_is_no_file_to_write() {
    let folder = Folder::new();
    folder.write("dir.pdf/x", "");
    for more in [&[][..], &["--overwrite"]] {
        let output = folder.run(&[&["build", "report.toml", "-o", "dir.pdf"], more].concat());
        assert_eq!(output.status.code(), Some(2));
        assert!(
            stderr(&output).contains("不能当作要写的文件"),
            "{}",
            stderr(&output)
        );
    }
    let output = folder.run(&["build", "report.toml", "-o", "a.docx", "--pdf", "booklet"]);
    assert!(
        stderr(&output).contains("--pdf 只用于 PDF"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn a_file_open_in_wps_is_not_touched() {
    let folder = Folder::new();
    fs::write(folder.0.join("年报.docx"), "open").unwrap();
    fs::write(folder.0.join("~$.docx"), "").unwrap();
    let output = folder.run(&["build", "report.toml", "-o", "年报.docx"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("请先在 WPS 中关闭该文件"),
        "{}",
        stderr(&output)
    );
    assert_eq!(folder.bytes("年报.docx"), b"open");
}

#[test]
fn a_report_comes_from_the_standard_input_too() {
    use std::io::Write;
    let folder = Folder::new();
    let text = folder.bytes("report.toml");
    let mut run = folder
        .command(&["build", "-", "-o", "x.docx"])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    run.stdin.take().unwrap().write_all(&text).unwrap();
    assert_eq!(run.wait().unwrap().code(), Some(0));
    assert_eq!(folder.made(), ["x.docx"]);
}

#[test]
fn a_character_without_a_face_is_a_finding_with_its_place() {
    let folder = Folder::new();
    let path = folder.0.join("report.toml");
    let text = fs::read_to_string(&path).unwrap();
    let text = text.replacen("part1 = '''\n", "part1 = '''\n字\u{e123}。\n", 1);
    fs::write(path, &text).unwrap();
    let line = 1 + text[..text.find('\u{e123}').unwrap()].matches('\n').count();
    let output = folder.run(&["build", "report.toml"]);
    assert_eq!(output.status.code(), Some(1));
    let told = stderr(&output);
    assert!(
        told.contains(&format!("report.toml:{line}:2 错误[GLYPH]")) && told.contains("U+E123"),
        "{told}"
    );
    assert_eq!(folder.made(), [""; 0]);
    // Not even in a draft can it be shown.
    for command in ["build", "preview"] {
        let output = folder.run(&[command, "report.toml", "--draft"]);
        assert_eq!(output.status.code(), Some(1));
        let told = stderr(&output);
        assert!(
            told.contains("没有字形的字，草稿也印不出") && !told.contains("no face"),
            "{told}"
        );
        assert_eq!(folder.made(), [""; 0]);
    }
}

#[test]
fn a_house_style_shapes_both_files_and_what_leaves_the_standard_is_said() {
    let folder = Folder::new();
    fs::write(folder.0.join("office.toml"), "line_pitch = 30\n").unwrap();
    for (stem, style) in [("a", None), ("b", Some("office.toml"))] {
        let (docx, pdf) = (format!("{stem}.docx"), format!("{stem}.pdf"));
        let mut arguments = vec!["build", "report.toml", "-o", &docx, "-o", &pdf];
        arguments.extend(style.iter().flat_map(|file| ["--style", file]));
        let output = folder.run(&arguments);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let hinted = stderr(&output).contains("office.toml:1:14 提示[READ-GB9704]");
        assert_eq!(hinted, style.is_some());
    }
    assert!(folder.bytes("a.docx") != folder.bytes("b.docx"));
    assert!(folder.bytes("a.pdf") != folder.bytes("b.pdf"));
    // The same in the report's own [style].
    let report = folder.0.join("report.toml");
    let text = fs::read_to_string(&report).unwrap() + "\n[style]\nline_pitch = 30\n";
    fs::write(&report, text).unwrap();
    folder.run(&["build", "report.toml", "-o", "c.docx", "-o", "c.pdf"]);
    assert!(folder.bytes("b.docx") == folder.bytes("c.docx"));
    assert!(folder.bytes("b.pdf") == folder.bytes("c.pdf"));
}

#[test]
fn the_word_file_carries_as_much_of_its_faces_as_asked() {
    let folder = Folder::new();
    let sizes: Vec<usize> = ["none", "subset", "editing"]
        .iter()
        .map(|fonts| {
            let name = format!("{fonts}.docx");
            let output = folder.run(&["build", "report.toml", "--docx-fonts", fonts, "-o", &name]);
            assert!(output.status.success(), "{output:?}");
            folder.bytes(&name).len()
        })
        .collect();
    assert!(sizes.is_sorted_by(|one, next| one * 2 < *next), "{sizes:?}");
    folder.run(&["build", "report.toml", "-o", "usual.docx"]);
    assert_eq!(folder.bytes("usual.docx"), folder.bytes("subset.docx"));
}

#[test]
fn the_faces_of_an_office_are_named_and_never_carried() {
    let folder = Folder::new();
    let output = folder.run(&["build", "report.toml", "--typeface", "official", "-o", "a.docx"]);
    assert!(output.status.success(), "{output:?}");
    let parts = common::unzip(&folder.bytes("a.docx"));
    assert!(parts.keys().all(|name| !name.contains("fonts/")));
    let table = String::from_utf8(parts["word/fontTable.xml"].clone()).unwrap();
    assert!(table.contains("方正小标宋简体") && !table.contains("GW "));
    let refused = folder.run(&[
        "build",
        "report.toml",
        "--typeface",
        "official",
        "--docx-fonts",
        "full",
    ]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("不能与 --docx-fonts 同用"));
    assert_eq!(folder.made(), ["a.docx"]);
}

#[test]
fn a_copy_to_print_says_so_in_its_name_and_leaves_the_archive_copy() {
    let folder = Folder::new();
    folder.run(&["build", "report.toml"]);
    let archived = folder.bytes(&format!("{TITLE}.pdf"));
    let output = folder.run(&["build", "report.toml", "--pdf", "booklet"]);
    assert_eq!(output.status.code(), Some(0));
    let booklet = format!("{TITLE}（小册子）.pdf");
    assert_eq!(
        folder.made(),
        [format!("{TITLE}.docx"), format!("{TITLE}.pdf"), booklet.clone()]
    );
    assert!(folder.bytes(&format!("{TITLE}.pdf")) == archived);
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains("（共6页，A3 纸2张；"), "{told}");
    let pdf = lopdf::Document::load_mem(&folder.bytes(&booklet)).unwrap();
    assert_eq!(pdf.get_pages().len(), 4, "six pages on two sheets");
    assert!(!pdf.catalog().unwrap().has(b"StructTreeRoot"));
    let refused = folder.run(&["extract", &booklet]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(stderr(&refused).contains("打印件不带数据"));
}

#[test]
fn a_copy_to_print_of_an_archive_standard_is_refused() {
    let folder = Folder::new();
    for command in [
        &["build", "report.toml"][..],
        &["batch", "report.toml", "-o", "out"],
    ] {
        let output = folder.run(&[command, &["--pdf", "print", "--pdf-standard", "a-3a"]].concat());
        assert_eq!(output.status.code(), Some(2));
        let told = stderr(&output);
        assert!(told.contains("不能与 --pdf-standard 同用"), "{told}");
        assert!(folder.made().is_empty());
    }
}

#[test]
fn a_draft_to_print_is_marked() {
    let folder = Folder::new();
    folder.break_a_sum();
    let output = folder.run(&["build", "report.toml", "--pdf", "2up", "--draft", "-o", "a.pdf"]);
    assert_eq!(output.status.code(), Some(0));
    let pdf = lopdf::Document::load_mem(&folder.bytes("a（草稿）.pdf")).unwrap();
    for said in common::pdf_text::words(&pdf) {
        assert_eq!(said.matches("草稿").count(), 2, "on both pages of a side");
    }
}

/// Changes the text of the report.
fn correct(folder: &Folder) {
    let text = fs::read_to_string(folder.0.join("report.toml")).unwrap();
    let start = "part1 = '''\n";
    let corrected = text.replacen(start, &format!("{start}现将有关情况补充如下。\n"), 1);
    assert!(corrected != text);
    folder.write("report.toml", corrected);
}

#[test]
fn correcting_the_data_and_building_again_writes_over_the_files() {
    let folder = Folder::new();
    for samples in common::samples() {
        fs::copy(samples, folder.0.join("report.toml")).unwrap();
        for choices in [
            &[][..],
            &["--draft"],
            &["--pdf", "booklet"],
            &["--docx-fonts", "none"],
        ] {
            let arguments = [&["build", "report.toml", "-o", "a.docx", "-o", "a.pdf"], choices].concat();
            assert_eq!(folder.run(&arguments).status.code(), Some(0));
            correct(&folder);
            let again = folder.run(&arguments);
            assert_eq!(again.status.code(), Some(0), "{choices:?}: {}", stderr(&again));
        }
    }
}

#[test]
fn a_word_file_that_somebody_edited_is_not_lost() {
    let folder = Folder::new();
    assert_eq!(folder.run(&["build", "report.toml"]).status.code(), Some(0));
    let [docx, pdf] = [format!("{TITLE}.docx"), format!("{TITLE}.pdf")];
    let work = common::edited(&folder.bytes(&docx), "便民", "惠民");
    folder.write(&docx, &work);
    let before = folder.bytes(&pdf);
    correct(&folder);
    let refused = folder.run(&["build", "report.toml"]);
    let told = stderr(&refused);
    assert_eq!(refused.status.code(), Some(2), "{told}");
    assert!(
        told.contains(&docx) && told.contains("惠民") && told.contains("--overwrite"),
        "{told}"
    );
    assert!(
        folder.bytes(&docx) == work && folder.bytes(&pdf) == before,
        "nothing is written"
    );
    assert_eq!(folder.made(), [docx.clone(), pdf.clone()]);
    assert_eq!(
        folder.run(&["build", "report.toml", "--overwrite"]).status.code(),
        Some(0)
    );
    assert!(folder.bytes(&docx) != work && folder.bytes(&pdf) != before);
}

#[test]
fn files_of_another_make_are_not_written_over() {
    let folder = Folder::new();
    let build = ["build", "report.toml", "-o", "a.docx", "-o", "a.pdf"];
    assert_eq!(folder.run(&build).status.code(), Some(0));
    let (docx, pdf) = (folder.bytes("a.docx"), folder.bytes("a.pdf"));
    let mut other = common::unzip(&docx);
    other.retain(|name, _| !name.starts_with("customXml"));
    let app = String::from_utf8(other["docProps/app.xml"].clone()).unwrap();
    other.insert(
        "docProps/app.xml".to_owned(),
        app.replace("nianbao", "WPS Office").into_bytes(),
    );
    let pdf_update = [
        pdf.as_slice(),
        b"\nxref\n0 0\ntrailer\n<</Size 1/Prev 1>>\nstartxref\n9\n%%EOF",
    ]
    .concat();
    for (name, work) in [
        ("a.docx", b"some notes".to_vec()),
        ("a.docx", common::zip(&other)),
        ("a.docx", docx[..docx.len() / 2].to_vec()),
        ("a.pdf", b"%PDF-1.4 of a scanner".to_vec()),
        ("a.pdf", pdf_update),
    ] {
        folder.write("a.docx", &docx);
        folder.write("a.pdf", &pdf);
        folder.write(name, &work);
        correct(&folder);
        let refused = folder.run(&build);
        let told = stderr(&refused);
        assert_eq!(refused.status.code(), Some(2), "{told}");
        assert!(told.contains(name) && told.contains("没有覆盖"), "{told}");
        assert!(folder.bytes(name) == work);
        let untouched = if name == "a.pdf" {
            ("a.docx", &docx)
        } else {
            ("a.pdf", &pdf)
        };
        assert!(folder.bytes(untouched.0) == *untouched.1, "nothing is written");
    }
    // An empty file holds nothing that could be lost.
    folder.write("b.docx", "");
    assert_eq!(
        folder
            .run(&["build", "report.toml", "-o", "b.docx"])
            .status
            .code(),
        Some(0)
    );
}

#[test]
fn pictures_data_and_sheets_are_kept_alike() {
    let folder = Folder::new();
    let twice = |arguments: &[&str], name: &str, code: i32| {
        for _ in 0..2 {
            let output = folder.run(arguments);
            assert_eq!(
                output.status.code(),
                Some(code),
                "{arguments:?}: {}",
                stderr(&output)
            );
        }
        folder.write(name, "somebody's");
        let refused = folder.run(arguments);
        let told = stderr(&refused);
        assert_eq!(refused.status.code(), Some(2), "{told}");
        assert!(told.contains(name) && told.contains("没有覆盖"), "{told}");
        assert_eq!(folder.bytes(name), b"somebody's");
        let over = [arguments, &["--overwrite"]].concat();
        assert_eq!(folder.run(&over).status.code(), Some(code));
        assert!(folder.bytes(name) != b"somebody's");
    };
    assert_eq!(
        folder.run(&["build", "report.toml", "-o", "a.pdf"]).status.code(),
        Some(0)
    );
    twice(&["extract", "a.pdf", "-o", "a.json"], "a.json", 0);
    twice(
        &["preview", "report.toml", "--page", "1", "-o", "p.png"],
        "p.png",
        0,
    );
    twice(&["check", "report.toml", "--sheet", "s.docx"], "s.docx", 0);
    twice(&["check", "report.toml", "--sheet", "s.pdf"], "s.pdf", 0);
    folder.write("units.csv", "name\n集安市青石镇人民政府\n");
    for list in ["l.csv", "l.docx", "l.pdf"] {
        let merge = ["merge", "report.toml", "--roster", "units.csv", "--list", list];
        twice(&merge, list, 0);
    }
    #[cfg(feature = "xlsx")]
    {
        twice(&["merge", "report.toml", "--sheet", "s.xlsx"], "s.xlsx", 0);
        // One that a spreadsheet has saved.
        let mut parts = common::unzip(&folder.bytes("s.xlsx"));
        let core = String::from_utf8(parts["docProps/core.xml"].clone()).unwrap();
        let saved = core.replace("<cp:lastModifiedBy>nianbao<", "<cp:lastModifiedBy>张三<");
        assert!(saved != core);
        parts.insert("docProps/core.xml".to_owned(), saved.into_bytes());
        folder.write("s.xlsx", common::zip(&parts));
        assert_eq!(
            folder
                .run(&["merge", "report.toml", "--sheet", "s.xlsx"])
                .status
                .code(),
            Some(2)
        );
    }
}
