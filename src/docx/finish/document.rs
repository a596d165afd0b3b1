//! Repairs the parts that docx-rs writes, and says in them what it cannot: header rows, names of tables.

use super::order::put_in_order;
use super::xml::{Element, XmlElement};
use crate::doc::{Block, Document, Table};
use crate::docx::names;
use crate::error::Error;

/// Namespaces of the repaired parts.
const NAMESPACES: &str = concat!(
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"",
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"",
);
/// Elements that say nothing when they are empty.
const PROPERTIES: [&str; 4] = ["w:rPr", "w:pPr", "w:trPr", "w:tcPr"];

/// The root of a `word/` part that we write ourselves.
pub(super) fn root(name: &'static str) -> Element {
    Element {
        attributes: NAMESPACES.into(),
        ..Element::new(name)
    }
}

/// `document.xml`, repaired.
pub(super) fn document_part(part: &[u8], document: &Document) -> Result<Vec<u8>, Error> {
    let mut root = parse(part)?;
    let body = root
        .child_mut("w:body")
        .ok_or_else(|| Error::Docx("no w:body".to_owned()))?;
    let tables = document.blocks().iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let parts = body
        .elements_mut()
        .filter(|element| element.name == "w:tbl" && !is_imprint(element));
    for (element, table) in parts.zip(tables) {
        complete_table(element, table);
    }
    finished(root)
}

/// Whether a table is the 版记, which is a table to Word alone.
fn is_imprint(table: &XmlElement<'_>) -> bool {
    let properties = table.elements().filter(|child| child.name == "w:tblPr");
    let mut styles = properties
        .flat_map(XmlElement::elements)
        .filter(|child| child.name == "w:tblStyle");
    styles.any(|style| {
        style
            .attributes()
            .any(|each| each == ("w:val", names::IMPRINT_TABLE.id))
    })
}

/// A header or footer, repaired.
pub(super) fn margin_part(part: &[u8]) -> Result<Vec<u8>, Error> {
    finished(parse(part)?)
}

fn parse(part: &[u8]) -> Result<XmlElement<'_>, Error> {
    let part = std::str::from_utf8(part).map_err(|error| Error::Docx(error.to_string()))?;
    let mut element = XmlElement::parse(part)?;
    element.attributes = NAMESPACES.into();
    clean(&mut element);
    Ok(element)
}

fn finished(mut root: XmlElement<'_>) -> Result<Vec<u8>, Error> {
    put_in_order(&mut root)?;
    Ok(root.to_part())
}

/// Takes out what docx-rs adds unasked: numbers that change from run to run (`w14:paraId`), attributes the schema
/// lacks, empty property lists.
fn clean(element: &mut XmlElement<'_>) {
    for child in element.elements_mut() {
        child.retain_attributes(|name| ["w:", "r:", "xml:"].iter().any(|prefix| name.starts_with(prefix)));
        if child.name == "w:gridCol" {
            child.retain_attributes(|name| name == "w:w");
        }
        clean(child);
    }
    element.retain_elements(|child| !(child.children.is_empty() && PROPERTIES.contains(&child.name)));
}

/// Marks the header rows of a table and gives it its name and description.
fn complete_table(element: &mut XmlElement<'_>, table: &Table) {
    let names = [
        ("w:tblCaption", &table.caption),
        ("w:tblDescription", &table.description),
    ];
    let named = names.iter().filter(|(_, text)| !text.is_empty());
    element.push_into("w:tblPr", named.map(|(name, text)| Element::val(name, text)));
    let rows = element.elements_mut().filter(|child| child.name == "w:tr");
    for row in rows.take(table.header_rows()) {
        row.push_into("w:trPr", [Element::new("w:tblHeader")]);
    }
}
