//! Questions asked of elements of WordprocessingML.

use roxmltree::Node;

/// WordprocessingML, transitional and strict.
const WORD: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];

/// The text of a run, without that of text boxes in it.
pub(crate) fn run_text(run: Node<'_, '_>) -> String {
    children(run, "t").filter_map(|text| text.text()).collect()
}

/// Whether an element has a name of WordprocessingML.
pub(crate) fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element()
        && node.tag_name().name() == name
        && node
            .tag_name()
            .namespace()
            .is_some_and(|space| WORD.contains(&space))
}

/// The first child of a name.
pub(crate) fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| is(*child, name))
}

/// The children of a name.
pub(crate) fn children<'a, 'i>(node: Node<'a, 'i>, name: &str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| is(*child, name))
}

/// The child at the end of a path.
pub(crate) fn at<'a, 'i>(node: Node<'a, 'i>, path: &[&str]) -> Option<Node<'a, 'i>> {
    path.iter().try_fold(node, |node, name| child(node, name))
}

/// An attribute of WordprocessingML.
pub(crate) fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes()
        .find(|attribute| {
            attribute.name() == name && attribute.namespace().is_none_or(|space| WORD.contains(&space))
        })
        .map(|attribute| attribute.value())
}

/// `w:val`.
pub(crate) fn val<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    attribute(node, "val")
}

/// `w:val` of the child at the end of a path.
pub(crate) fn val_at<'a>(node: Node<'a, '_>, path: &[&str]) -> Option<&'a str> {
    at(node, path).and_then(|node| val(node))
}

/// A number in an attribute.
pub(crate) fn number(node: Node<'_, '_>, name: &str) -> Option<i64> {
    attribute(node, name)?.parse().ok()
}

/// Whether a character is one of the common Chinese characters.
pub(crate) fn is_han(ch: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&ch)
}

/// Whether an element that switches something switches it on.
pub(crate) fn is_on(node: Node<'_, '_>) -> bool {
    !matches!(val(node), Some("0" | "false" | "off"))
}
