//! Words: all of them, in order, in the right styles, and nothing XML cannot carry.

use crate::support::{AGENCY, Parts, parts_of, sample, write};
use nianbao::Error;
use nianbao::doc::{Block, Document, HeadingLevel, Origin, Properties, Signature};
use nianbao::docx::{self, Options};
use nianbao::font::FontSet;
use nianbao::style::Style;

#[test]
fn the_words_are_those_of_the_document_in_its_order() {
    let lines: Vec<String> = Parts::sample()
        .document()
        .find("w:p")
        .iter()
        .map(|paragraph| paragraph.words())
        .filter(|line| !line.is_empty())
        .collect();
    // A cell that spans rows is read where it starts, as in the document.
    assert_eq!(lines.join("\n") + "\n", sample().plain_text());
    assert_eq!(lines.concat(), sample().texts().concat());
}

#[test]
fn no_paragraph_is_empty_but_in_cells_and_between_tables() {
    let document = Parts::sample().document();
    for paragraph in document.child("w:body").unwrap().children_named("w:p") {
        let is_gap = paragraph.val(&["w:pPr", "w:pStyle"]) == Some("TableGap");
        assert_eq!(paragraph.words().is_empty(), is_gap);
    }
}

#[test]
fn run_in_headings_are_character_styles_linked_to_their_level() {
    let parts = Parts::sample();
    let document = parts.document();
    let paragraph = document
        .find("w:p")
        .into_iter()
        .find(|paragraph| paragraph.words().starts_with("（一）主动公开。"))
        .unwrap();
    assert_eq!(paragraph.val(&["w:pPr", "w:pStyle"]), Some("OfficialText"));
    let styled: Vec<(Option<&str>, String)> = paragraph
        .children_named("w:r")
        .iter()
        .map(|run| (run.val(&["w:rPr", "w:rStyle"]), run.words()))
        .collect();
    assert_eq!(styled[0], (Some("Heading2Char"), "（一）主动公开。".to_owned()));
    assert!(styled[1..].iter().all(|(style, _)| style.is_none()));
    let styles = parts.styles();
    for level in 1..=4 {
        let paragraph = crate::support::style(&styles, &format!("Heading{level}"));
        let character = crate::support::style(&styles, &format!("Heading{level}Char"));
        assert_eq!(paragraph.val(&["w:link"]), character.attribute("w:styleId"));
        assert_eq!(character.val(&["w:link"]), paragraph.attribute("w:styleId"));
        assert_eq!(
            paragraph.val(&["w:pPr", "w:outlineLvl"]),
            Some((level - 1).to_string().as_str())
        );
    }
}

#[test]
fn a_title_of_two_lines_breaks_after_the_organ() {
    let document = Parts::sample().document();
    let title = document.find("w:p")[0];
    let runs = title.children_named("w:r");
    assert_eq!(runs[0].words(), AGENCY);
    assert!(runs[1].child("w:br").is_some());
    assert_eq!(title.val(&["w:pPr", "w:pStyle"]), Some("Title"));
}

/// Word breaks a line between any two characters: a title is broken for it, and as in the PDF.
#[test]
fn titles_break_as_in_the_pdf() {
    let office = "某自治州某自治县国家级经济技术开发区管理委员会社会事务与政务服务数据管理局综合行政执法大队";
    for agency in [office, "某市人民政府", ""] {
        let Block::Title(mut title) = Block::title(format!("{agency}2025年政府信息公开工作年度报告"))
        else {
            unreachable!("a title");
        };
        title.keep_whole.push(0..agency.len());
        let document = Document::new(Properties::default(), vec![Block::Title(title)]);
        let pages =
            nianbao::layout::lay_out(&document, &Style::default(), FontSet::bundled().unwrap()).unwrap();
        let paragraph = Parts::read(&write(&document)).document().find("w:p")[0].clone();
        let mut lines = vec![String::new()];
        for run in paragraph.children_named("w:r") {
            if run.child("w:br").is_some() {
                lines.push(String::new());
            }
            lines.last_mut().unwrap().push_str(&run.words());
        }
        assert_eq!(lines.join("\n"), pages.body_text().trim(), "{agency}");
    }
}

#[test]
fn the_signature_keeps_together_and_with_the_text_before_it() {
    let parts = Parts::sample();
    let document = parts.document();
    let paragraphs = document.child("w:body").unwrap().children_named("w:p");
    let [.., last, agency, date] = &paragraphs[..] else {
        panic!()
    };
    assert!(last.at(&["w:pPr", "w:keepNext"]).is_some());
    assert_eq!(agency.words(), AGENCY);
    assert_eq!(agency.val(&["w:pPr", "w:pStyle"]), Some("Signature"));
    assert_eq!(date.val(&["w:pPr", "w:pStyle"]), Some("IssueDate"));
    let end = |paragraph: &crate::support::Node| -> i64 {
        let indent = paragraph.at(&["w:pPr", "w:ind"]).unwrap();
        let end = indent.attribute("w:right").or(indent.attribute("w:end"));
        end.unwrap().parse().unwrap()
    };
    // 右空四字: 4 x 16 pt.
    assert_eq!(end(date), 1280);
    assert!(end(agency) < end(date));
    let styles = parts.styles();
    let style = crate::support::style(&styles, "Signature");
    assert!(style.at(&["w:pPr", "w:keepNext"]).is_some());
    assert_eq!(
        style.at(&["w:pPr", "w:spacing"]).unwrap().attribute("w:before"),
        Some("1158")
    );
}

#[test]
fn a_signature_after_a_table_keeps_the_last_row() {
    let cells = (0..4).map(|row| nianbao::doc::Cell::at(row, 0, "甲")).collect();
    let table = nianbao::doc::Table::new(vec![Style::default().page.text_width], 0, cells).unwrap();
    let parts = parts_of(vec![Block::Table(table), Block::Signature(Signature::default())]);
    let document = parts.document();
    let kept: Vec<bool> = document
        .find("w:tr")
        .iter()
        .map(|row| !row.find("w:keepNext").is_empty())
        .collect();
    assert_eq!(kept, [true, false, true, true]);
}

#[test]
fn what_xml_cannot_carry_is_an_error() {
    let fonts = FontSet::bundled().unwrap();
    for bad in ["a\u{0}b", "a\u{b}b", "a\u{1f}b", "a\u{fffe}b", "a\nb"] {
        let title = Properties {
            title: bad.to_owned(),
            ..Properties::default()
        };
        for document in [
            Document::new(
                Properties::default(),
                vec![Block::paragraph(bad, Origin::default())],
            ),
            Document::new(title, Vec::new()),
        ] {
            let written = docx::write(&document, &Style::default(), fonts, &Options::default());
            assert!(matches!(written, Err(Error::Docx(_))), "{bad:?}");
        }
    }
}

#[test]
fn odd_texts_do_no_harm() {
    let texts = [
        "",
        " ",
        "  两端空格  ",
        "\u{10ffff}",
        "]]>",
        "&#x0;",
        "\u{202e}反",
        "e\u{301}",
        "\u{feff}",
        "😀",
    ];
    for text in texts {
        let blocks = vec![
            Block::title(text),
            Block::heading(HeadingLevel::Two, text, Origin::default()),
            Block::paragraph(text, Origin::default()),
            Block::Signature(Signature {
                agency: text.repeat(99),
                date: text.to_owned(),
                ..Signature::default()
            }),
        ];
        let parts = parts_of(blocks);
        assert_eq!(parts.document().words(), text.repeat(3 + 99 + 1), "{text:?}");
    }
}

#[test]
fn an_empty_document_is_still_a_file() {
    let parts = parts_of(Vec::new());
    assert_eq!(parts.document().words(), "");
}
