//! Paper, margins, page numbers and the head of a draft.

use crate::support::{Node, Parts, draft, style, write};
use nianbao::font::{FontSet, Role};
use nianbao::style::Style;
use nianbao::units::Length;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider};

fn twips(node: &Node, attribute: &str) -> i64 {
    node.attribute(attribute).unwrap().parse().unwrap()
}

#[test]
fn the_paper_is_a4_with_the_margins_of_the_standard() {
    let document = Parts::sample().document();
    let section = document.find("w:sectPr")[0];
    let (size, margins) = (
        section.child("w:pgSz").unwrap(),
        section.child("w:pgMar").unwrap(),
    );
    assert_eq!((twips(size, "w:w"), twips(size, "w:h")), (11906, 16838));
    let sides = ["w:top", "w:left", "w:right", "w:bottom"].map(|side| twips(margins, side));
    assert_eq!(sides, [37, 28, 26, 35].map(|mm| Length::mm(mm).as_twips()));
    assert!(section.child("w:docGrid").is_none());
    // 22 lines of 28 characters fit what the margins leave.
    assert!(16838 - sides[0] - sides[3] >= 22 * 579);
    assert!(11906 - sides[1] - sides[2] >= 28 * (320 - 5));
}

#[test]
fn the_page_number_is_a_field_of_five_runs() {
    let parts = Parts::sample();
    for footer in ["word/footer1.xml", "word/footer2.xml"] {
        let footer = parts.xml(footer);
        let runs: Vec<String> = footer
            .find("w:r")
            .iter()
            .map(|run| {
                let content: Vec<String> = run
                    .children
                    .iter()
                    .filter(|child| child.name != "w:rPr")
                    .map(|child| match child.attribute("w:fldCharType") {
                        Some(kind) => kind.to_owned(),
                        None => format!("{} {}", child.name, child.text),
                    })
                    .collect();
                content.join("+")
            })
            .collect();
        let field = ["begin", "w:instrText PAGE", "separate", "w:t 1", "end"];
        assert_eq!(runs[0], "w:t — ");
        assert_eq!(runs[1..6], field);
        assert_eq!(runs[6], "w:t  —");
        assert!(footer.find("w:fldSimple").is_empty());
    }
}

#[test]
fn numbers_stand_outside_one_character_in() {
    let parts = Parts::sample();
    let styles = parts.styles();
    let look = |id: &str| {
        let properties = style(&styles, id).child("w:pPr").unwrap();
        let indent = properties.child("w:ind").unwrap();
        let side = properties.val(&["w:jc"]).unwrap().to_owned();
        (side, twips(indent, "w:left"), twips(indent, "w:right"))
    };
    assert_eq!(look("Footer"), ("right".to_owned(), 0, 280));
    assert_eq!(look("FooterEven"), ("left".to_owned(), 280, 0));
    let document = parts.document();
    let references: Vec<_> = document.find("w:footerReference");
    assert_eq!(references.len(), 2);
    let target = |kind: &str| {
        let reference = references
            .iter()
            .find(|node| node.attribute("w:type") == Some(kind))
            .unwrap();
        let relations = parts.xml("word/_rels/document.xml.rels");
        let id = reference.attribute("r:id");
        let relation = relations
            .children
            .iter()
            .find(|node| node.attribute("Id") == id)
            .unwrap()
            .clone();
        let footer = parts.xml(&format!("word/{}", relation.attribute("Target").unwrap()));
        footer.find("w:pStyle")[0].attribute("w:val").unwrap().to_owned()
    };
    assert_eq!(
        (target("default"), target("even")),
        ("Footer".to_owned(), "FooterEven".to_owned())
    );
}

#[test]
fn the_dashes_stand_seven_millimetres_below_the_text() {
    let document = Parts::sample().document();
    let footer = twips(document.find("w:pgMar")[0], "w:footer");
    let fonts = FontSet::bundled().unwrap();
    let dash = fonts.glyph(Role::Songti, '—').unwrap();
    let font = FontRef::new(fonts.face(dash.face).data()).unwrap();
    let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
    let bounds = metrics.bounds(GlyphId::new(dash.id)).unwrap();
    let style = Style::default();
    let size = style.page_number.text.size;
    let middle = f64::from(bounds.y_min + bounds.y_max) / 2.0 / fonts.face(dash.face).units_per_em() as f64;
    let height = Length::emu((size.as_emu() as f64 * middle) as i64);
    let base_line = Length::twips(footer) + style.page_number.text.pitch / 5;
    let from_edge = base_line + height;
    assert!(
        (from_edge - Length::mm(28)).as_emu().abs() < Length::deci_mm(1).as_emu(),
        "{}",
        from_edge.as_mm()
    );
}

#[test]
fn a_draft_says_so_on_every_page_and_nothing_else_has_a_header() {
    let parts = Parts::read(&write(&draft()));
    assert_eq!(parts.document().find("w:headerReference").len(), 2);
    // Its base line, four fifths down a line of 20 pt, halves the 37 mm above the text.
    let header = twips(parts.document().find("w:pgMar")[0], "w:header");
    assert_eq!(header, (Length::mm(37) / 2 - Length::pt(16)).as_twips());
    for header in ["word/header1.xml", "word/header2.xml"] {
        assert_eq!(parts.xml(header).words(), "草稿");
    }
    assert!(
        parts
            .xml("docProps/core.xml")
            .child("dc:title")
            .unwrap()
            .text
            .contains("草稿")
    );
    let fair = Parts::sample();
    assert!(fair.document().find("w:headerReference").is_empty());
    assert!(!fair.0.iter().any(|part| part.0.contains("header")));
}
