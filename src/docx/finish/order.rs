//! Puts the children of every element of a part into the order of the schema.

use super::schema_order::sequence;
use super::xml::{Element, Node};
use crate::error::Error;

const PREFIX: &str = "w:";

/// Sorts the children of the element and of all below it; children of one name keep their order.
///
/// # Errors
/// [`Error::Docx`] when an element has a child that the schema does not allow there.
pub(super) fn put_in_order(element: &mut Element) -> Result<(), Error> {
    if let Some(order) = element.name.strip_prefix(PREFIX).and_then(sequence) {
        let rank = |child: &Element| {
            let name = child.name.strip_prefix(PREFIX);
            let named = name.and_then(|name| order.iter().position(|each| *each == name));
            named.or_else(|| order.iter().position(|each| *each == "*"))
        };
        let foreign = element.elements().find(|child| rank(child).is_none());
        if let Some(child) = foreign {
            return Err(Error::Docx(format!(
                "{} must not stand in {}",
                child.name, element.name
            )));
        }
        element.children.sort_by_key(|node| match node {
            Node::Element(child) => rank(child),
            Node::Text(_) => None,
        });
    }
    element.elements_mut().try_for_each(put_in_order)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(part: &str) -> Result<String, Error> {
        let mut root = Element::parse(part)?;
        put_in_order(&mut root)?;
        let part = String::from_utf8(root.to_part()).unwrap();
        Ok(part.lines().skip(1).collect())
    }

    #[test]
    fn properties_go_first_and_content_keeps_its_order() {
        let part =
            "<w:p><w:r><w:t>甲</w:t><w:br/><w:rPr><w:sz/><w:rFonts/></w:rPr></w:r><w:r/><w:pPr/></w:p>";
        assert_eq!(
            ordered(part).unwrap(),
            "<w:p><w:pPr/><w:r><w:rPr><w:rFonts/><w:sz/></w:rPr><w:t>甲</w:t><w:br/></w:r><w:r/></w:p>"
        );
    }

    #[test]
    fn a_stranger_is_an_error() {
        let error = ordered("<w:pPr><w:tcW/></w:pPr>").unwrap_err().to_string();
        assert!(error.contains("w:tcW must not stand in w:pPr"), "{error}");
    }
}
