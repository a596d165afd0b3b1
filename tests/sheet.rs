//! The sheet that returns reports to their units: what it says of a faulty, a sound and several reports, in both files.
#![cfg(feature = "cli")]

mod common;

use common::folder::Folder;
use common::{pdf_text, squeezed, unzip};
use nianbao::finding::{Finding, Findings, Span};
use nianbao::input::{Format, Reading, read};
use nianbao::model::Date;
use nianbao::pipeline::inspect;
use nianbao::sheet::{Examined, Head, document};
use std::path::Path;
use std::process::Output;

fn reading(name: &str, pieces: &[(&str, &str)]) -> Reading {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name);
    let mut text = std::fs::read_to_string(path).unwrap();
    for (old, new) in pieces {
        assert!(text.contains(old), "{old}");
        text = text.replace(old, new);
    }
    read(name, text.as_bytes(), Some(Format::Toml))
}

fn said(readings: &[Reading], head: &Head) -> String {
    let findings: Vec<Findings> = readings
        .iter()
        .map(|reading| inspect(reading, &reading.style).unwrap())
        .collect();
    let examined: Vec<Examined<'_>> = readings
        .iter()
        .zip(&findings)
        .map(|(reading, findings)| Examined {
            source: &reading.source,
            report: reading.report.as_ref(),
            findings,
        })
        .collect();
    document(&examined, head, &|text| text.to_owned())
        .unwrap()
        .plain_text()
}

fn office() -> Head {
    Head {
        office: Some("清河县政务公开办公室".to_owned()),
        date: Date::new(2026, 1, 22),
    }
}

const FAULTY: [(&str, &str); 2] = [
    (
        "granted = [9, 0, 1, 0, 0, 0, 10]",
        "granted = [9, 0, 1, 0, 0, 0, 28]",
    ),
    ("2026-01-12", "2026-02-12"),
];

#[test]
fn a_faulty_report_is_returned_with_place_difference_and_remedy() {
    assert_eq!(
        said(&[reading("liuxi.toml", &FAULTY)], &office()),
        "\
2025年政府信息公开工作年度报告审核退回单
清河县柳溪镇人民政府：
你单位报送的2025年政府信息公开工作年度报告，经审核有1处错误、1处需要核对，现予退回。请按下表逐项改正、核对后重新报送。
序号
位置
问题
差额
改法
必须改正（1处）
1
表三“（一）予以公开”的“总计”（第41行）
表三“（一）予以公开”：9+0+1+0+0+0=10，总计填的是28，差18。表三“总计”列：各项办理结果28+3=31，“（七）总计”填的是13，差18。以上2处不符出自同一格。
18
“（一）予以公开”的“总计”应为10，现为28
请核对，确属实际情况的书面说明（1处）
2
成文日期（第5行）
成文日期2026年2月12日晚于公布期限2026年1月31日。乡镇、街道（按多数地方的通知）的年度报告应在2026年1月31日前公布。
—
核对日期；确已逾期的，请向主管部门说明
清河县政务公开办公室
2026年1月22日
"
    );
}

#[test]
fn a_sound_report_is_said_to_be_sound() {
    assert_eq!(
        said(&[reading("liuxi.toml", &[])], &Head::default()),
        "\
2025年政府信息公开工作年度报告审核单
清河县柳溪镇人民政府：
你单位报送的2025年政府信息公开工作年度报告，经审核没有发现问题。
（审核机关）
年  月  日
"
    );
}

#[test]
fn several_reports_make_a_list_and_a_table_a_unit() {
    let warned = [("上年结转1件", "上年结转2件"), ("柳溪镇", "榆林镇")];
    let readings = [
        reading("liuxi.toml", &FAULTY),
        reading("liuxi.toml", &warned),
        reading("town/report.toml", &[]),
        read("乱.toml", b"year = ", Some(Format::Toml)),
    ];
    let text = said(&readings, &office());
    assert!(text.starts_with("政府信息公开工作年度报告审核退回单\n"), "{text}");
    for part in [
        "审核了4个单位报送的政府信息公开工作年度报告：2个单位的有错误，退回改正，1个单位的有需要核对之处，退回核对，1个单位的没有发现问题。请有关单位",
        "1\n清河县柳溪镇人民政府\n1\n1\n退回改正\n2\n清河县榆林镇人民政府\n0\n1\n退回核对\n",
        "4\n乱.toml\n",
        "第一部分第3段（第17行）\n文中“上年结转2件”，表三“上年结转”总计是1。\n1\n核对",
        "一、清河县柳溪镇人民政府\n",
        "二、清河县榆林镇人民政府\n",
        "三、乱.toml\n",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(!text.contains("四、"), "{text}");

    // Two versions of a report are told apart by their files.
    let bytes = readings[1].source.text.as_bytes();
    let versions = ["towns/甲.toml", "towns/甲（改）.toml"].map(|name| read(name, bytes, Some(Format::Toml)));
    let text = said(&versions, &office());
    for part in [
        "审核了1个单位报送的2份2025年政府信息公开工作年度报告：2份有需要核对之处，退回核对。",
        "1\n清河县榆林镇人民政府（甲.toml）\n",
        "二、清河县榆林镇人民政府（甲（改）.toml）\n",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let versions = ["甲/r.toml", "乙/r.toml"].map(|name| read(name, bytes, Some(Format::Toml)));
    let text = said(&versions, &office());
    assert!(text.contains("清河县榆林镇人民政府（甲/r.toml）\n"), "{text}");
}

#[test]
fn places_are_told_in_the_words_of_the_report() {
    let reading = reading("liuxi.toml", &[]);
    let at = |piece: &str| {
        let start = reading.source.text.find(piece).unwrap();
        Finding::warning("X", Span::new(start, start + piece.len()), "问题")
    };
    let findings: Findings = [
        at("2025\n"),
        at("\"000300\""),
        at("[9, 0, 1, 0, 0, 0, 10]"),
        at("\"1.25\""),
        at("图解和问答"),
        at("没有其他需要报告"),
        at("[table4]"),
        Finding::warning("X", None, "问题"),
    ]
    .into_iter()
    .collect();
    let examined = [Examined {
        source: &reading.source,
        report: reading.report.as_ref(),
        findings: &findings,
    }];
    let text = document(&examined, &office(), &|text| text.to_owned())
        .unwrap()
        .plain_text();
    for place in [
        "邮编（第9行）",
        "表三“（一）予以公开”（第41行）",
        "表二“行政事业性收费”的“本年收费金额（单位：万元）”（第36行）",
        "第五部分第4段（第26行）",
        "第六部分（第28行）",
        "\n全文\n",
    ] {
        assert!(text.contains(place), "{place}\n{text}");
    }
}

fn check(folder: &Folder, arguments: &[&str]) -> Output {
    folder.run(&[&["check"], arguments].concat())
}

fn docx_text(file: &[u8]) -> String {
    let parts = unzip(file);
    let text = std::str::from_utf8(&parts["word/document.xml"]).unwrap();
    let tree = roxmltree::Document::parse(text).unwrap();
    let runs = tree.descendants().filter(|node| node.tag_name().name() == "t");
    squeezed(&runs.filter_map(|run| run.text()).collect::<String>())
}

/// Long paragraphs, long names, characters that no face has and such as must not be printed: the sheet is made all the
/// same, of the same words in both files, and the same bytes twice.
#[test]
fn both_files_say_the_same_whatever_the_report_holds() {
    let folder = Folder::empty();
    let long = format!("{}（或本部门）\u{e000}𠮷㙍𬭎䶮，XX\\u0007", "公开".repeat(10_000));
    let agency = format!("{}县人民政府", "长".repeat(55));
    let text = reading("liuxi.toml", &FAULTY).source.text;
    let text = text
        .replace("清河县柳溪镇人民政府", &agency)
        .replace("镇便民大厅设查阅点1处，配备电脑2台", &long);
    folder.write("r.toml", text);
    let make = |name: &str| {
        let arguments = [
            "r.toml",
            "--sheet",
            name,
            "--sheet-office",
            "某办",
            "--sheet-date",
            "2026-01-22",
        ];
        let output = check(&folder, &arguments);
        assert_eq!(output.status.code(), Some(1));
        folder.bytes(name)
    };
    let pdf = make("a.pdf");
    let words = docx_text(&make("a.docx"));
    assert!(
        words.contains("（U+E000）") && words.contains("〔U+20BB7〕") && words.contains(&agency),
        "{words}"
    );
    let read = lopdf::Document::load_mem(&pdf).unwrap();
    assert_eq!(squeezed(&pdf_text::tagged(&read)), words);
    assert_eq!(make("b.pdf"), pdf);
}

#[test]
fn a_folder_takes_one_sheet_a_unit() {
    let folder = Folder::empty();
    let text = reading("liuxi.toml", &[]).source.text;
    folder.write("units/a.toml", &text);
    folder.write("units/b.toml", &text);
    std::fs::create_dir(folder.0.join("out")).unwrap();
    let output = check(&folder, &["units", "--sheet", "out"]);
    assert_eq!(output.status.code(), Some(0));
    for name in [
        "清河县柳溪镇人民政府审核单.docx",
        "清河县柳溪镇人民政府审核单（2）.docx",
    ] {
        assert!(
            docx_text(&folder.bytes(&format!("out/{name}"))).contains("没有发现问题"),
            "{name}"
        );
    }
    // The name says whether a report is returned, as the sheet does.
    folder.write("units/b.toml", text.replace("licences = 36", "licences = \"\""));
    let output = check(&folder, &["units", "--sheet", "out"]);
    assert_eq!(output.status.code(), Some(1));
    let returned = folder.bytes("out/清河县柳溪镇人民政府退回单.docx");
    assert!(docx_text(&returned).contains("审核退回单"));
    // The paper that it was returned by is not left beside the new one in silence; names that are long keep their ends.
    folder.write("units/b.toml", &text);
    folder.write(&format!("units/{}.toml", "长".repeat(83)), "");
    let output = check(&folder, &["units", "--sheet", "out"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("已生成3份，在 out 中"), "{said}");
    assert!(
        said.contains("out中还有这些单位以前的：清河县柳溪镇人民政府退回单.docx；"),
        "{said}"
    );
    let made = std::fs::read_dir(folder.0.join("out")).unwrap();
    let names: Vec<String> = made
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(
        names
            .iter()
            .any(|name| name.starts_with("长长") && name.ends_with("退回单.docx")),
        "{names:?}"
    );
    std::fs::remove_file(folder.0.join(format!("units/{}.toml", "长".repeat(83)))).unwrap();
    for wrong in [
        &["units", "--sheet", "a.txt"][..],
        &["units", "--sheet", "nowhere/a.pdf"],
        &["units", "--sheet-date", "2026-01-22"],
        &["units", "--sheet", "a.pdf", "--sheet-date", "今天"],
    ] {
        assert_eq!(check(&folder, wrong).status.code(), Some(2), "{wrong:?}");
    }
}
