//! XML elements as a tree: as many kinds of node as WordprocessingML needs, read and written.

use crate::error::Error;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An element. Names carry their prefix; values and texts are kept as they stand in the file, escaped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
}

/// What an element contains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

impl Element {
    pub fn new(name: &str) -> Self {
        Element {
            name: name.to_owned(),
            attributes: Vec::new(),
            children: Vec::new(),
        }
    }

    /// An element whose one attribute is `w:val`.
    pub fn val(name: &str, value: impl ToString) -> Self {
        Element::new(name).with("w:val", value)
    }

    /// The same element with an attribute more.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.attributes
            .push((name.to_owned(), escaped(&value.to_string(), true)));
        self
    }

    /// The same element with a child more.
    #[must_use]
    pub fn child(mut self, child: Element) -> Self {
        self.push(child);
        self
    }

    /// The same element with more children.
    #[must_use]
    pub fn children(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }

    /// The same element with text.
    #[must_use]
    pub fn text(mut self, text: &str) -> Self {
        self.children.push(Node::Text(escaped(text, false)));
        self
    }

    pub fn push(&mut self, child: Element) {
        self.children.push(Node::Element(child));
    }

    /// The child elements.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The child elements, to be changed.
    pub fn elements_mut(&mut self) -> impl Iterator<Item = &mut Element> {
        self.children.iter_mut().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first child of a name, if there is one.
    pub fn child_mut(&mut self, name: &str) -> Option<&mut Element> {
        self.elements_mut().find(|child| child.name == name)
    }

    /// Puts elements into the first child of a name, which is made if there is none.
    pub fn push_into(&mut self, name: &str, added: impl IntoIterator<Item = Element>) {
        let added = added.into_iter().map(Node::Element);
        match self.child_mut(name) {
            Some(child) => child.children.extend(added),
            None => {
                let children = added.collect();
                self.push(Element {
                    children,
                    ..Element::new(name)
                });
            }
        }
    }

    /// Keeps only the child elements that pass; texts stay.
    pub fn retain_elements(&mut self, mut keep: impl FnMut(&Element) -> bool) {
        self.children.retain(|node| match node {
            Node::Element(element) => keep(element),
            Node::Text(_) => true,
        });
    }

    /// The root element of a part.
    ///
    /// # Errors
    /// [`Error::Docx`] when the part is not well-formed.
    pub fn parse(part: &str) -> Result<Self, Error> {
        let mut reader = Reader::from_str(part);
        let mut open: Vec<Element> = Vec::new();
        loop {
            match reader.read_event().map_err(malformed)? {
                Event::Start(tag) => open.push(start(&tag)?),
                Event::Empty(tag) => {
                    let element = start(&tag)?;
                    match open.last_mut() {
                        Some(parent) => parent.push(element),
                        None => return Ok(element),
                    }
                }
                Event::End(_) => {
                    let element = open.pop().ok_or_else(|| malformed("an end without a start"))?;
                    match open.last_mut() {
                        Some(parent) => parent.push(element),
                        None => return Ok(element),
                    }
                }
                Event::Text(text) => {
                    append(&mut open, &text.decode().map_err(malformed)?);
                }
                Event::GeneralRef(name) => {
                    let name = name.decode().map_err(malformed)?;
                    append(&mut open, &format!("&{name};"));
                }
                Event::Eof => return Err(malformed("no root element")),
                _ => {}
            }
        }
    }

    /// The element as a part of the package.
    pub fn to_part(&self) -> Vec<u8> {
        let mut out = String::from(DECLARATION);
        self.write(&mut out);
        out.into_bytes()
    }

    fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(&self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            out.push_str(value);
            out.push('"');
        }
        if self.children.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        for child in &self.children {
            match child {
                Node::Element(element) => element.write(out),
                Node::Text(text) => out.push_str(text),
            }
        }
        out.push_str("</");
        out.push_str(&self.name);
        out.push('>');
    }
}

fn start(tag: &BytesStart) -> Result<Element, Error> {
    let utf8 = |bytes: &[u8]| std::str::from_utf8(bytes).map(str::to_owned).map_err(malformed);
    let mut element = Element {
        name: utf8(tag.name().as_ref())?,
        attributes: Vec::new(),
        children: Vec::new(),
    };
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(malformed)?;
        let value = utf8(&attribute.value)?.replace('"', "&quot;");
        element.attributes.push((utf8(attribute.key.as_ref())?, value));
    }
    Ok(element)
}

fn append(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        match element.children.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ => element.children.push(Node::Text(text.to_owned())),
        }
    }
}

fn malformed(error: impl std::fmt::Display) -> Error {
    Error::Docx(format!("a part is not well-formed: {error}"))
}

fn escaped(text: &str, in_attribute: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in text.chars() {
        match ch {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if in_attribute => out.push_str("&quot;"),
            '\t' | '\n' | '\r' if in_attribute => out.push(' '),
            _ => out.push(ch),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_again() {
        let part = "<a x=\"1 &lt; &quot;2&quot;\"><b/>甲 &amp; &#20057;<c>丙</c></a>";
        let root = Element::parse(part).unwrap();
        assert_eq!(
            String::from_utf8(root.to_part()).unwrap(),
            format!("{DECLARATION}{part}")
        );
    }

    #[test]
    fn values_and_texts_are_escaped() {
        let element = Element::new("a").with("x", "<\"&\">").text("<&>\"");
        let part = String::from_utf8(element.to_part()).unwrap();
        assert!(part.ends_with("<a x=\"&lt;&quot;&amp;&quot;&gt;\">&lt;&amp;&gt;\"</a>"));
    }

    #[test]
    fn damage_is_an_error() {
        for part in ["", "<a>", "<a></b>", "text"] {
            assert!(Element::parse(part).is_err(), "{part}");
        }
    }
}
