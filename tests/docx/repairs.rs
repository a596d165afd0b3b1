//! What docx-rs writes that the finish mends: each repair on docx-rs's own output, so that a version of it that needs a
//! repair no longer shows itself; and each in `docs/docx.md`.

use crate::schema::faults;
use crate::support::{Node, Parts, draft, sample, write};
use docx_rs::{
    AlignmentType, BreakType, Document, Docx, FieldCharType, Footer, HeightRule, InstrPAGE, InstrText,
    LineSpacing, PageMargin, PageSize, Paragraph, Run, RunFonts, Shading, ShdType, SpecialIndentType, Table,
    TableAlignmentType, TableBorder, TableBorderPosition, TableBorders, TableCell, TableLayoutType,
    TablePositionProperty, TableRow, VAlignType, WidthType, XMLDocx,
};
use std::collections::BTreeSet;

/// A repair: its name in `docs/docx.md`, and whether parts need it.
type Repair = (&'static str, fn(&Written) -> bool);

/// Parts as XML trees: docx-rs's own, or ours.
struct Written {
    document: Node,
    footer: Node,
    styles: Node,
    settings: Node,
    core: String,
    app: Node,
    types: Node,
    relations: Node,
    fonts: Node,
}

const REPAIRS: [Repair; 16] = [
    ("paragraph properties", |parts| {
        out_of_order(&parts.document, "w:pPr")
    }),
    ("run properties", |parts| out_of_order(&parts.document, "w:rPr")),
    ("table properties", |parts| {
        out_of_order(&parts.document, "w:tblPr")
    }),
    ("cell properties", |parts| out_of_order(&parts.document, "w:tcPr")),
    ("section properties", |parts| {
        out_of_order(&parts.document, "w:sectPr")
    }),
    ("column widths", |parts| {
        let columns = parts.document.find("w:gridCol");
        columns.iter().any(|column| column.attribute("w:type").is_some())
    }),
    ("paragraph numbers", |parts| {
        let paragraphs = parts.document.find("w:p");
        paragraphs
            .iter()
            .any(|paragraph| paragraph.attribute("w14:paraId").is_some())
    }),
    ("empty properties", |parts| {
        let empty =
            |node: &&Node| ["w:rPr", "w:pPr"].contains(&node.name.as_str()) && node.children.is_empty();
        parts.document.all().iter().chain(&parts.footer.all()).any(empty)
    }),
    ("namespaces", |parts| {
        let roots = [&parts.document, &parts.footer];
        roots.iter().any(|root| root.attribute("mc:Ignorable").is_some())
    }),
    ("header rows", |parts| {
        parts.document.find("w:tblHeader").is_empty()
    }),
    ("table names", |parts| {
        parts.document.find("w:tblCaption").is_empty()
    }),
    ("styles", |parts| {
        let normal = |style: &&Node| style.attribute("w:default") == Some("1");
        !parts.styles.find("w:style").iter().any(normal)
    }),
    ("settings", |parts| {
        parts.settings.find("w:evenAndOddHeaders").is_empty() || !faults(&parts.settings).is_empty()
    }),
    ("font table", |parts| {
        let embeds = |font: &&Node| font.child("w:embedRegular").is_some();
        !parts.fonts.find("w:font").iter().any(embeds)
    }),
    ("properties", |parts| {
        parts.core.contains("1970-01-01") || parts.core.contains("unknown") || parts.app.children.is_empty()
    }),
    ("parts without content", |parts| {
        let promised = |name: &str| {
            let types = parts.types.children.iter();
            types
                .filter_map(|kind| kind.attribute("PartName"))
                .any(|part| part.ends_with(name))
        };
        let points = |kind: &str| {
            let relations = parts.relations.children.iter();
            relations
                .filter_map(|relation| relation.attribute("Type"))
                .any(|own| own.ends_with(kind))
        };
        promised("/comments.xml") || promised("/numbering.xml") || points("/commentsExtended")
    }),
];

fn out_of_order(part: &Node, element: &str) -> bool {
    faults(part)
        .iter()
        .any(|fault| fault.starts_with(&format!("{element}: ")))
}

/// What docx-rs alone makes of what we ask of it.
fn raw() -> Written {
    let paragraph = Paragraph::new()
        .style("Body")
        .keep_next(true)
        .align(AlignmentType::Right)
        .line_spacing(LineSpacing::new().before(10).line(20))
        .indent(Some(1), Some(SpecialIndentType::Hanging(2)), Some(1), None)
        .add_run(
            Run::new()
                .style("Strong")
                .size(20)
                .fonts(RunFonts::new().ascii("A").hint("eastAsia"))
                .add_text("甲")
                .add_break(BreakType::TextWrapping),
        );
    let cell = TableCell::new()
        .width(100, WidthType::Dxa)
        .vertical_align(VAlignType::Center)
        .shading(
            Shading::new()
                .shd_type(ShdType::Clear)
                .color("auto")
                .fill("E7EEF7"),
        )
        .add_paragraph(Paragraph::new().style("Cell"));
    let row = TableRow::new(vec![cell])
        .row_height(340.0)
        .height_rule(HeightRule::AtLeast)
        .cant_split();
    let place = TablePositionProperty::new()
        .vertical_anchor("margin")
        .position_y_alignment("bottom");
    let rule = TableBorder::new(TableBorderPosition::Top).size(4);
    let table = Table::new(vec![row])
        .style("Table")
        .width(100, WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .align(TableAlignmentType::Center)
        .set_borders(TableBorders::with_empty().set(rule))
        .set_grid(vec![100])
        .position(place);
    let number = Paragraph::new()
        .add_run(Run::new().add_field_char(FieldCharType::Begin, false))
        .add_run(Run::new().add_instr_text(InstrText::PAGE(InstrPAGE::new())))
        .add_run(Run::new().add_field_char(FieldCharType::End, false));
    let margins = PageMargin {
        top: 1,
        left: 1,
        bottom: 1,
        right: 1,
        header: 1,
        footer: 1,
        gutter: 0,
    };
    let footer = Footer::new().add_paragraph(number);
    let body = Document::new()
        .add_paragraph(paragraph)
        .add_table(table)
        .page_size(PageSize::new().size(1, 2))
        .page_margin(margins)
        .footer(footer.clone(), "rIdFooter1")
        .even_footer(footer, "rIdFooter2");
    of_docx_rs(&Docx::new().document(body).build())
}

fn of_docx_rs(parts: &XMLDocx) -> Written {
    Written {
        document: Node::parse(&parts.document),
        footer: Node::parse(&parts.footers[0]),
        styles: Node::parse(&parts.styles),
        settings: Node::parse(&parts.settings),
        core: String::from_utf8(parts.doc_props.core.clone()).unwrap(),
        app: Node::parse(&parts.doc_props.app),
        types: Node::parse(&parts.content_type),
        relations: Node::parse(&parts.document_rels),
        fonts: Node::parse(&parts.font_table),
    }
}

fn finished(parts: &Parts) -> Written {
    Written {
        document: parts.document(),
        footer: parts.xml("word/footer1.xml"),
        styles: parts.styles(),
        settings: parts.xml("word/settings.xml"),
        core: String::from_utf8(parts.bytes("docProps/core.xml").to_vec()).unwrap(),
        app: parts.xml("docProps/app.xml"),
        types: parts.xml("[Content_Types].xml"),
        relations: parts.xml("word/_rels/document.xml.rels"),
        fonts: parts.xml("word/fontTable.xml"),
    }
}

#[test]
fn each_repair_is_still_needed_and_made() {
    let raw = raw();
    for document in [sample(), draft()] {
        let ours = finished(&Parts::read(&write(&document)));
        for (name, needed) in REPAIRS {
            assert!(needed(&raw), "docx-rs no longer needs this repair: {name}");
            assert!(!needed(&ours), "not repaired: {name}");
        }
    }
}

#[test]
fn the_page_tells_of_each_repair_and_of_the_version() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("docs/docx.md")).unwrap();
    let told: BTreeSet<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| **")?.split("**").next())
        .collect();
    let made: BTreeSet<&str> = REPAIRS.iter().map(|(name, _)| *name).collect();
    assert_eq!(told, made);
    let manifest = std::fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let version = manifest.split("docx-rs = { version = \"=").nth(1).unwrap();
    let version = version.split('"').next().unwrap();
    assert!(page.contains(&format!("docx-rs {version}")), "{version}");
}
