//! Small documents, each with the part it is about as a tree of elements, held against `tests/docx/golden`. After a
//! change that is meant, run the test with `UPDATE_EXPECTED=1` and read the difference.
//!
//! The trees name faces, so they hold for the default set of faces alone.
#![cfg(all(feature = "font-fandol", feature = "font-rare"))]

use crate::support::{Node, Parts};
use nianbao::doc::{
    Align, Attachment, AttachmentEntry, AttachmentList, Block, Cell, CellKind, CopiesTo, Cosigner, Document,
    Head, HeadingLevel, Imprint, Line, Origin, Paragraph, Properties, Run, RunIn, Scope, Signature, Stamp,
    Table,
};
use nianbao::docx::{self, EmbedFonts, Options, Typeface};
use nianbao::font::FontSet;
use nianbao::model::Date;
use nianbao::style::Style;
use nianbao::units::Length;
use std::fmt::Write as _;
use std::path::Path;

/// A case: its name, the part it is about, what is written.
type Case = (&'static str, &'static str, fn() -> Vec<Block>);

const BODY: &str = "word/document.xml";

const CASES: [Case; 33] = [
    ("empty", BODY, Vec::new),
    ("paragraph", BODY, || vec![text("全文发布。")]),
    ("paragraph-empty", BODY, || vec![text("")]),
    ("mixed-scripts", BODY, || vec![text("2021年收到12件，Café 3家")]),
    ("marks", BODY, || vec![text("“12345”热线——转办…办理·答复")]),
    ("rare", BODY, || vec![text("㙍镇、𬭎村、䶮家")]),
    ("escapes", BODY, || vec![text("a<b & \"c\" 'd' ]]>")]),
    ("spaces", BODY, || vec![text(" 前 中  后 ")]),
    ("headings", BODY, || {
        let levels = [
            HeadingLevel::One,
            HeadingLevel::Two,
            HeadingLevel::Three,
            HeadingLevel::Four,
        ];
        let texts = ["一、总体情况", "（一）公开", "1.受理", "（1）办理"];
        let headed = levels.into_iter().zip(texts);
        headed
            .map(|(level, text)| Block::heading(level, text, Origin::default()))
            .collect()
    }),
    ("run-in", BODY, || {
        let mut paragraph = Paragraph::plain("全年公开86条。", Origin::default());
        paragraph.run_in = Some(RunIn {
            id: Default::default(),
            level: HeadingLevel::Two,
            text: "（一）主动公开。".to_owned(),
        });
        vec![Block::Paragraph(paragraph)]
    }),
    ("strong", BODY, || {
        let run = |text: &str, strong| Run {
            text: text.to_owned(),
            strong,
        };
        let runs = vec![run("收费：", true), run("没有。", false)];
        vec![Block::Paragraph(Paragraph {
            runs,
            ..Paragraph::default()
        })]
    }),
    ("title", BODY, || {
        vec![title("某市", "2021年年度报告"), text("文")]
    }),
    ("title-two-lines", BODY, || {
        vec![title("某市某区某街道办事处", "2021年政府信息公开工作年度报告")]
    }),
    ("title-three-lines", BODY, || {
        let agency = "某自治州某自治县经济技术开发区管理委员会行政审批服务局";
        vec![title(agency, "2021年政府信息公开工作年度报告")]
    }),
    ("table-cell", BODY, || {
        vec![table(1, 0, vec![Cell::at(0, 0, "0")])]
    }),
    ("table-column-span", BODY, || {
        vec![table(
            3,
            0,
            vec![Cell::at(0, 0, "甲").spanning(1, 2), Cell::at(0, 2, "1")],
        )]
    }),
    ("table-row-span", BODY, || {
        let cells = vec![
            Cell::at(0, 0, "甲").spanning(3, 1),
            Cell::at(0, 1, "1"),
            Cell::at(1, 1, "2"),
            Cell::at(2, 1, "3"),
        ];
        vec![table(2, 0, cells)]
    }),
    ("table-block-span", BODY, || {
        let cells = vec![
            Cell::at(0, 0, "甲").spanning(2, 2),
            Cell::at(0, 2, "1"),
            Cell::at(1, 2, "2"),
        ];
        vec![table(3, 0, cells)]
    }),
    ("table-nested-heads", BODY, || {
        let head =
            |row, column, text: &str| Cell::at(row, column, text).kind(CellKind::Header(Scope::Column));
        let cells = vec![
            head(0, 0, "事项").spanning(2, 1).align(Align::Start),
            head(0, 1, "申请人情况").spanning(1, 2),
            head(1, 1, "自然人"),
            head(1, 2, "其他"),
            Cell::at(2, 0, "受理").kind(CellKind::Header(Scope::Row)),
            Cell::at(2, 1, "12"),
            Cell::at(2, 2, "0"),
        ];
        vec![table(3, 2, cells)]
    }),
    ("table-band", BODY, || {
        let cells = vec![
            Cell::at(0, 0, "第二十条第（一）项")
                .spanning(1, 2)
                .kind(CellKind::Band),
            Cell::at(1, 0, "规章"),
            Cell::at(1, 1, "0"),
        ];
        vec![table(2, 0, cells)]
    }),
    ("table-stacked-label", BODY, || {
        let widths = vec![Length::mm(9), Length::mm(147)];
        let cells = vec![Cell::at(0, 0, "自然人"), Cell::at(0, 1, "3")];
        vec![Block::Table(Table::new(widths, 0, cells).unwrap())]
    }),
    ("table-long-figures", BODY, || {
        let cells = (0..15).map(|column| Cell::at(0, column, "123456789")).collect();
        vec![table(15, 0, cells)]
    }),
    ("tables-two", BODY, || {
        let one = || table(1, 0, vec![Cell::at(0, 0, "1")]);
        vec![one(), one(), text("文")]
    }),
    ("table-notes", BODY, || {
        let cells = vec![Cell::at(0, 0, "22（其中修订16件）")];
        let noted = Table::new(vec![Length::mm(156)], 0, cells).unwrap();
        vec![Block::Table(
            noted.noted(vec![line("注：1.含修订。"), line("2.不含废止。")]),
        )]
    }),
    ("signature-sealed", BODY, || {
        vec![text("文"), Block::Signature(signature())]
    }),
    ("signature-unsealed", BODY, || {
        vec![Block::Signature(Signature {
            sealed: false,
            ..signature()
        })]
    }),
    ("signature-stamp", BODY, || {
        let stamp = Stamp {
            title: "县长".to_owned(),
            name: "某某".to_owned(),
            ..Stamp::default()
        };
        vec![Block::Signature(Signature {
            stamp: Some(stamp),
            ..signature()
        })]
    }),
    ("signature-several", BODY, || {
        let joint = ["某县财政局", "某县司法局", "某县档案局"].map(|agency| Cosigner {
            agency: agency.to_owned(),
            ..Cosigner::default()
        });
        vec![Block::Signature(Signature {
            joint: joint.into(),
            ..signature()
        })]
    }),
    ("dispatch-head", BODY, || {
        let head = Head {
            copy_number: Some(line("000001")),
            secrecy: None,
            urgency: Some(line("特急")),
            mark: line("某县人民政府文件"),
            number: line("某政发〔2022〕3号"),
            signers: None,
        };
        vec![
            Block::Head(head),
            title("", "报告"),
            Block::Recipients(line("各乡镇人民政府：")),
        ]
    }),
    ("dispatch-foot", BODY, || {
        let entry = |text: &str, name_at| AttachmentEntry {
            line: line(text),
            name_at,
        };
        let list = AttachmentList {
            label: "附件：".len(),
            entries: vec![entry("附件：1.甲", "附件：1.".len()), entry("2.乙", 2)],
        };
        let imprint = Imprint {
            copies_to: Some(CopiesTo {
                line: line("抄送：县委办公室。"),
                names_at: "抄送：".len(),
            }),
            issuer: line("某县人民政府办公室"),
            issued: line("2022年1月11日印发"),
        };
        vec![
            Block::AttachmentList(list),
            Block::Signature(signature()),
            Block::Annotation(line("（此件公开发布）")),
            Block::Attachment(Attachment::new("附件1", "甲", Origin::default())),
            text("文"),
            Block::Imprint(imprint),
        ]
    }),
    ("footer-odd", "word/footer1.xml", || vec![text("文")]),
    ("footer-even", "word/footer2.xml", || vec![text("文")]),
    ("settings", "word/settings.xml", || vec![text("文")]),
];

fn text(text: &str) -> Block {
    Block::paragraph(text, Origin::default())
}

fn line(text: &str) -> Line {
    Line::new(text, Origin::default())
}

fn title(agency: &str, rest: &str) -> Block {
    let Block::Title(mut title) = Block::title(format!("{agency}{rest}")) else {
        unreachable!("a title")
    };
    title.keep_whole.push(0..agency.len());
    Block::Title(title)
}

fn table(columns: i64, header_rows: usize, cells: Vec<Cell>) -> Block {
    let widths = (0..columns).map(|_| Length::mm(156) / columns).collect();
    Block::Table(
        Table::new(widths, header_rows, cells)
            .unwrap()
            .described("表", "说明"),
    )
}

fn signature() -> Signature {
    Signature {
        agency: "某县人民政府".to_owned(),
        date: "2022年1月10日".to_owned(),
        sealed: true,
        ..Signature::default()
    }
}

fn properties() -> Properties {
    Properties {
        title: "某县人民政府2021年报告".to_owned(),
        author: "某县人民政府".to_owned(),
        subject: "年度报告".to_owned(),
        keywords: vec!["政府信息公开".to_owned(), "2021".to_owned()],
        language: "zh-CN".to_owned(),
        date: Date::new(2022, 1, 10),
        watermark: None,
    }
}

fn written(properties: Properties, blocks: Vec<Block>, options: &Options) -> Parts {
    let document = Document::new(properties, blocks);
    let fonts = FontSet::bundled().unwrap();
    Parts::read(&docx::write(&document, &Style::default(), fonts, options).unwrap())
}

/// One element a line, what is below it two characters further in.
fn tree(node: &Node, depth: usize, out: &mut String) {
    let _ = write!(out, "{}{}", "  ".repeat(depth), node.name);
    for (name, value) in node
        .attributes
        .iter()
        .filter(|(name, _)| !name.starts_with("xmlns"))
    {
        let _ = write!(out, " {name}={value:?}");
    }
    if !node.text.is_empty() {
        let _ = write!(out, " | {:?}", node.text);
    }
    out.push('\n');
    for child in &node.children {
        tree(child, depth + 1, out);
    }
}

/// Holds a part against its golden tree; what differs, if anything.
fn compare(name: &str, part: &Node) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/docx/golden/{name}.txt"));
    let mut made = String::new();
    tree(part, 0, &mut made);
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    let kept = std::fs::read_to_string(&path)
        .unwrap_or_default()
        .replace('\r', "");
    let differs = made
        .lines()
        .zip(kept.lines())
        .position(|(made, kept)| made != kept);
    (made != kept).then(|| format!("{name}: line {}\n{made}", differs.map_or(0, |at| at + 1)))
}

#[test]
fn parts_are_the_golden_trees() {
    let mut differences = Vec::new();
    for (name, part, blocks) in CASES {
        let parts = written(properties(), blocks(), &Options::default());
        differences.extend(compare(name, &parts.xml(part)));
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn parts_that_depend_on_options_are_the_golden_trees() {
    let draft = Properties {
        watermark: Some("草稿".to_owned()),
        ..properties()
    };
    let official = Options {
        typeface: Typeface::Official,
        ..Options::default()
    };
    let bare = Options {
        fonts: EmbedFonts::None,
        ..Options::default()
    };
    let usual = Options::default();
    let body = || vec![text("2021年㙍镇"), table(1, 0, vec![Cell::at(0, 0, "0")])];
    let differences: Vec<String> = [
        ("header-draft", "word/header1.xml", draft.clone(), &usual),
        ("core-draft", "docProps/core.xml", draft, &usual),
        ("core", "docProps/core.xml", properties(), &usual),
        ("app", "docProps/app.xml", properties(), &usual),
        ("types", "[Content_Types].xml", properties(), &usual),
        ("relations", "word/_rels/document.xml.rels", properties(), &usual),
        ("fonts-none", "word/fontTable.xml", properties(), &bare),
        ("fonts-official", "word/fontTable.xml", properties(), &official),
        ("styles", "word/styles.xml", properties(), &usual),
        ("styles-official", "word/styles.xml", properties(), &official),
        ("settings-bare", "word/settings.xml", properties(), &bare),
    ]
    .into_iter()
    .filter_map(|(name, part, properties, options)| {
        compare(name, &written(properties, body(), options).xml(part))
    })
    .collect();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// A golden tree that no case writes would be read by nobody.
#[test]
fn every_golden_tree_has_its_case() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/docx/golden");
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), CASES.len() + 11);
}
