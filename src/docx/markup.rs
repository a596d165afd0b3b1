//! What docx-rs writes, repaired: pieces of a part, and whole parts, in the order of the schema.

use super::xml::{Element, XmlElement, put_in_order};
use crate::error::Error;
use docx_rs::BuildXML;

/// Namespaces of the parts.
const NAMESPACES: &str = concat!(
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"",
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"",
);
/// What attributes of ours begin with; docx-rs adds numbers that change from run to run (`w14:paraId`).
const PREFIXES: [&str; 3] = ["w:", "r:", "xml:"];
/// Elements that say nothing when they are empty.
const PROPERTIES: [&str; 4] = ["w:rPr", "w:pPr", "w:trPr", "w:tcPr"];

/// The root of a `word/` part that we write ourselves.
pub(super) fn root(name: &'static str) -> Element {
    Element {
        attributes: NAMESPACES.into(),
        ..Element::new(name)
    }
}

/// A whole part.
///
/// # Errors
/// [`Error::Docx`] when docx-rs writes what the schema does not allow.
pub(super) fn part(element: &impl BuildXML) -> Result<Vec<u8>, Error> {
    let written = element.build();
    let mut root = repaired(&written)?;
    root.attributes = NAMESPACES.into();
    Ok(root.to_part())
}

/// A piece of a part.
///
/// # Errors
/// As [`part`].
pub(super) fn piece(element: &impl BuildXML) -> Result<String, Error> {
    Ok(repaired(&element.build())?.to_markup())
}

/// A piece of a part that others are put into: what stands before them, and after. What docx-rs has no words for is added
/// to the properties of this name.
///
/// # Errors
/// As [`part`].
pub(super) fn frame(
    element: &impl BuildXML,
    properties: &'static str,
    added: Vec<Element>,
) -> Result<[String; 2], Error> {
    let written = element.build();
    let mut element = cleaned(&written)?;
    element.push_into(properties, added);
    put_in_order(&mut element)?;
    Ok(element.to_frame())
}

fn repaired(written: &[u8]) -> Result<XmlElement<'_>, Error> {
    let mut element = cleaned(written)?;
    put_in_order(&mut element)?;
    Ok(element)
}

fn cleaned(written: &[u8]) -> Result<XmlElement<'_>, Error> {
    let written = std::str::from_utf8(written).map_err(|error| Error::Docx(error.to_string()))?;
    let mut element = XmlElement::parse(written)?;
    clean(&mut element);
    Ok(element)
}

/// Takes out what docx-rs adds unasked: attributes that are not ours or that the schema lacks, empty property lists.
fn clean(element: &mut XmlElement<'_>) {
    element.retain_attributes(|name| PREFIXES.iter().any(|prefix| name.starts_with(prefix)));
    if element.name == "w:gridCol" {
        element.retain_attributes(|name| name == "w:w");
    }
    element.elements_mut().for_each(clean);
    element.retain_elements(|child| !(child.children.is_empty() && PROPERTIES.contains(&child.name)));
}
