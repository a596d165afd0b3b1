//! Signatures of several agencies, notes under tables, and what a paper has when it is sent out.

use crate::schema::faults;
use crate::support::{Node, Parts, parts_of, style};
use nianbao::doc::{
    Attachment, AttachmentEntry, AttachmentList, Block, Cell, CopiesTo, Cosigner, Head, Imprint, Line,
    Origin, Signature, Signers, Stamp, Table,
};
use nianbao::style::Style;

fn line(text: &str) -> Line {
    Line::new(text, Origin::default())
}

fn table(caption: &str) -> Table {
    let cells = vec![Cell::at(0, 0, "甲"), Cell::at(1, 0, "乙")];
    Table::new(vec![Style::default().page.text_width], 0, cells)
        .unwrap()
        .described(caption, "")
        .noted(vec![line("注：1.子"), line("2.丑")])
}

fn imprint() -> Block {
    Block::Imprint(Imprint {
        copies_to: Some(CopiesTo {
            line: line("抄送：县委办公室。"),
            names_at: "抄送：".len(),
        }),
        issuer: line("某县人民政府办公室"),
        issued: line("2022年1月11日印发"),
    })
}

/// A paper with everything, the 版记 before a table so that it cannot take the table's name.
fn everything() -> Parts {
    parts_of(vec![
        Block::Head(Head {
            copy_number: Some(line("000001")),
            secrecy: Some(line("秘密★1年")),
            urgency: Some(line("特急")),
            mark: line("某县人民政府文件"),
            number: line("某政发〔2022〕3号"),
            signers: None,
        }),
        Block::title("报告"),
        Block::Recipients(line("各乡镇人民政府：")),
        Block::paragraph("文", Origin::default()),
        Block::AttachmentList(AttachmentList {
            label: "附件：".len(),
            entries: vec![AttachmentEntry {
                line: line("附件：说明"),
                name_at: "附件：".len(),
            }],
        }),
        Block::Signature(Signature {
            agency: "某县人民政府".to_owned(),
            date: "2022年1月10日".to_owned(),
            sealed: true,
            ..Signature::default()
        }),
        Block::Annotation(line("（此件公开发布）")),
        Block::Attachment(Attachment::new("附件", "说明", Origin::default())),
        imprint(),
        Block::Table(table("名")),
    ])
}

fn styled<'a>(document: &'a Node, id: &str) -> Vec<&'a Node> {
    let paragraphs = document.find("w:p").into_iter();
    paragraphs
        .filter(|paragraph| paragraph.val(&["w:pPr", "w:pStyle"]) == Some(id))
        .collect()
}

#[test]
fn every_part_follows_the_schema_and_names_styles_there_are() {
    let parts = everything();
    for (name, part) in parts.all_xml() {
        assert_eq!(faults(&part), Vec::<String>::new(), "{name}");
    }
    let (document, styles) = (parts.document(), parts.styles());
    for (id, words) in [
        ("HeadLine", "000001"),
        ("IssuingMark", "某县人民政府文件"),
        ("DocumentNumber", "某政发〔2022〕3号"),
        ("Recipients", "各乡镇人民政府："),
        ("AttachmentList", "附件：说明"),
        ("OfficialAnnotation", "（此件公开发布）"),
        ("AttachmentLabel", "附件"),
        ("AttachmentTitle", "说明"),
        ("Imprint", "抄送：县委办公室。"),
        ("TableNote", "注：1.子"),
    ] {
        assert_eq!(styled(&document, id)[0].words(), words);
        style(&styles, id);
    }
}

#[test]
fn a_paper_that_is_not_sent_out_has_no_styles_for_it() {
    let styles = Parts::sample().styles();
    let ids = styles
        .children
        .iter()
        .filter_map(|style| style.attribute("w:styleId"));
    assert!(
        ids.filter(|id| id.starts_with("Attachment") || *id == "IssuingMark")
            .count()
            == 0
    );
}

#[test]
fn the_mark_is_red_and_a_red_rule_stands_below_the_number() {
    let styles = everything().styles();
    assert_eq!(
        style(&styles, "IssuingMark").val(&["w:rPr", "w:color"]),
        Some("FF0000")
    );
    let number = style(&styles, "DocumentNumber");
    let rule = number.at(&["w:pPr", "w:pBdr", "w:bottom"]).unwrap();
    assert_eq!(rule.attribute("w:color"), Some("FF0000"));
    assert_eq!(number.val(&["w:pPr", "w:jc"]), Some("center"));
    // Two lines of 579 twips.
    let spacing = number.at(&["w:pPr", "w:spacing"]).unwrap();
    assert_eq!(spacing.attribute("w:before"), Some("1158"));
}

#[test]
fn signers_stand_at_tab_stops_in_their_own_face_above_one_rule() {
    let names = ["李某某", "王某", "张某某"].map(line);
    let parts = parts_of(vec![
        Block::Head(Head {
            mark: line("某县人民政府文件"),
            number: line("某政发〔2022〕3号"),
            signers: Some(Signers {
                label: line("签发人："),
                names: names.into(),
            }),
            ..Head::default()
        }),
        Block::title("报告"),
    ]);
    for (name, part) in parts.all_xml() {
        assert_eq!(faults(&part), Vec::<String>::new(), "{name}");
    }
    let (document, styles) = (parts.document(), parts.styles());
    let rows = styled(&document, "DocumentNumber");
    let words: Vec<String> = rows.iter().map(|row| row.words()).collect();
    assert_eq!(words, ["签发人：李某某王某", "某政发〔2022〕3号张某某"]);
    let stops = |row: &Node| -> Vec<i64> {
        let tabs = row.at(&["w:pPr", "w:tabs"]).unwrap();
        let stop = |tab: &Node| tab.attribute("w:pos").unwrap().parse().unwrap();
        tabs.children.iter().map(stop).collect()
    };
    let [first, second] = [stops(rows[0]), stops(rows[1])];
    // The first name follows its label at once.
    assert_eq!((first.len(), second.len()), (2, 2));
    assert_eq!(second[0], 320, "the number one character in");
    assert_eq!(second[1], first[0] + 4 * 315, "a turned name below the first");
    // The rows share one border, which stands below the last of them only when nothing sets them apart.
    for row in &rows {
        assert_eq!(row.val(&["w:pPr", "w:jc"]), Some("left"));
        assert!(row.at(&["w:pPr", "w:ind"]).is_none() && row.at(&["w:pPr", "w:pBdr"]).is_none());
    }
    let faces = style(&styles, "SignerName").at(&["w:rPr", "w:rFonts"]).unwrap();
    assert_eq!(faces.attribute("w:eastAsia"), Some("GW Kaiti"));
    let named = document.find("w:rStyle");
    assert_eq!(named.len(), 3);
}

#[test]
fn an_attachment_opens_a_page_and_stands_in_the_navigation_pane() {
    let styles = everything().styles();
    let label = style(&styles, "AttachmentLabel");
    assert!(label.at(&["w:pPr", "w:pageBreakBefore"]).is_some());
    let title = style(&styles, "AttachmentTitle");
    assert_eq!(title.val(&["w:pPr", "w:outlineLvl"]), Some("0"));
}

#[test]
fn the_imprint_hangs_at_the_foot_and_takes_no_tables_name() {
    let document = everything().document();
    let tables = document.find("w:tbl");
    let [imprint, named] = &tables[..] else { panic!() };
    let place = imprint.at(&["w:tblPr", "w:tblpPr"]).unwrap();
    assert_eq!(place.attribute("w:vertAnchor"), Some("margin"));
    assert_eq!(place.attribute("w:tblpYSpec"), Some("bottom"));
    // At the left margin, told from the edge of the paper.
    let margin = document.find("w:pgMar")[0].attribute("w:left");
    assert_eq!(place.attribute("w:horzAnchor"), Some("page"));
    assert!(margin.is_some() && place.attribute("w:tblpX") == margin);
    let rule = |side| {
        let rule = imprint.at(&["w:tblPr", "w:tblBorders", side])?;
        rule.attribute("w:sz").map(str::to_owned)
    };
    // 0.35 mm and 0.25 mm in eighths of a point.
    let widths = ["w:top", "w:insideH", "w:bottom"].map(|side| rule(side).unwrap());
    assert_eq!(widths, ["8", "6", "8"]);
    assert!(rule("w:left").is_none() && rule("w:insideV").is_none());
    assert!(imprint.at(&["w:tblPr", "w:tblCaption"]).is_none());
    assert_eq!(named.val(&["w:tblPr", "w:tblCaption"]), Some("名"));
}

#[test]
fn the_last_row_stays_with_the_notes() {
    let document = everything().document();
    let rows = document.find("w:tr");
    let last = rows.last().unwrap();
    assert!(!last.find("w:keepNext").is_empty());
    let notes = styled(&document, "TableNote");
    let kept: Vec<bool> = notes
        .iter()
        .map(|note| note.at(&["w:pPr", "w:keepNext"]).is_some())
        .collect();
    assert_eq!(kept, [true, false]);
}

#[test]
fn names_of_a_row_stand_at_tab_stops_in_order() {
    let signature = |agencies: [&str; 4], stamp| {
        let joint = agencies[1..].iter().map(|agency| Cosigner {
            agency: (*agency).to_owned(),
            ..Cosigner::default()
        });
        parts_of(vec![Block::Signature(Signature {
            agency: agencies[0].to_owned(),
            joint: joint.collect(),
            date: "2022年1月10日".to_owned(),
            sealed: true,
            stamp,
            ..Signature::default()
        })])
        .document()
    };
    let document = signature(["甲局", "乙局", "丙局", "丁局"], None);
    let lines: Vec<String> = document.find("w:p").iter().map(|line| line.words()).collect();
    assert_eq!(lines, ["甲局乙局丙局", "丁局", "2022年1月10日"]);
    let first = document.find("w:p")[0];
    assert_eq!(first.at(&["w:pPr", "w:tabs"]).unwrap().children.len(), 2);
    assert_eq!(faults(&document), Vec::<String>::new());
    let stamp = Stamp {
        title: "县长".to_owned(),
        name: "王某".to_owned(),
        ..Stamp::default()
    };
    let document = signature(["甲局"; 4], Some(stamp));
    let lines: Vec<String> = document.find("w:p").iter().map(|line| line.words()).collect();
    assert_eq!(lines, ["县长王某", "2022年1月10日"]);
}
