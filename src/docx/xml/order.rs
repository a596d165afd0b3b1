//! Puts the children of every element of a part into the order of the schema.

use super::schema_order::sequence;
use super::{Node, XmlElement};
use crate::error::Error;

const PREFIX: &str = "w:";
/// Stands in a sequence for every child it does not name.
const OTHERS: &str = "*";

/// Sorts the children of the element and of all below it; children of one name keep their order.
///
/// # Errors
/// [`Error::Docx`] when an element has a child that the schema does not allow there.
pub(in crate::docx) fn put_in_order(element: &mut XmlElement<'_>) -> Result<(), Error> {
    // Most elements are properties or texts.
    if element.elements().next().is_none() {
        return Ok(());
    }
    if let Some(order) = element.name.strip_prefix(PREFIX).and_then(sequence) {
        if let Some(child) = element.elements().find(|child| rank(child, order).is_none()) {
            return Err(Error::Docx(format!(
                "{} must not stand in {}",
                child.name, element.name
            )));
        }
        let place = |node: &Node<'_>| match node {
            Node::Element(child) => rank(child, order),
            Node::Text(_) => None,
        };
        // Most are in order already.
        if !element.children.is_sorted_by_key(place) {
            element.children.sort_by_cached_key(place);
        }
    }
    element.elements_mut().try_for_each(put_in_order)
}

/// The place of a child in a sequence.
fn rank(child: &XmlElement<'_>, order: &[&str]) -> Option<usize> {
    let place = |wanted| order.iter().position(|name| *name == wanted);
    let named = child.name.strip_prefix(PREFIX).and_then(place);
    named.or_else(|| place(OTHERS))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(part: &str) -> Result<String, Error> {
        let mut root = XmlElement::parse(part)?;
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
