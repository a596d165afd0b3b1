//! XML elements as a tree: as many kinds of node as WordprocessingML needs, read and written.

mod order;
mod schema_order;

use crate::error::Error;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::borrow::Cow;

pub(super) use order::put_in_order;

/// An element. Names carry their prefix; values and texts are kept as they stand in the file, escaped. What is read from
/// a part is lent by it: a document has some thousand elements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct XmlElement<'a> {
    pub name: &'a str,
    /// All attributes as they stand in the tag, each after a space, its value in double quotes.
    pub attributes: Cow<'a, str>,
    pub children: Vec<Node<'a>>,
}

/// An element of our own: its names are constants.
pub(super) type Element = XmlElement<'static>;

/// What an element contains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node<'a> {
    Element(XmlElement<'a>),
    Text(Cow<'a, str>),
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

impl<'a> XmlElement<'a> {
    pub fn new(name: &'a str) -> Self {
        XmlElement {
            name,
            attributes: Cow::Borrowed(""),
            children: Vec::new(),
        }
    }

    /// An element whose one attribute is `w:val`.
    pub fn val(name: &'a str, value: impl ToString) -> Self {
        XmlElement::new(name).with("w:val", value)
    }

    /// The same element with an attribute more.
    #[must_use]
    pub fn with(mut self, name: &'a str, value: impl ToString) -> Self {
        let value = escaped(value.to_string(), true);
        self.attributes.to_mut().extend(written(name, &value));
        self
    }

    /// The same element with a child more.
    #[must_use]
    pub fn child(mut self, child: Self) -> Self {
        self.push(child);
        self
    }

    /// The same element with more children.
    #[must_use]
    pub fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }

    /// The same element with text.
    #[must_use]
    pub fn text(mut self, text: &str) -> Self {
        let text = escaped(text.to_owned(), false);
        self.children.push(Node::Text(Cow::Owned(text)));
        self
    }

    pub fn push(&mut self, child: Self) {
        self.children.push(Node::Element(child));
    }

    /// Names and values of the attributes.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        let mut rest = &*self.attributes;
        std::iter::from_fn(move || {
            let (name, after) = before_quote(rest.strip_prefix(' ')?)?;
            let (value, after) = before_quote(after)?;
            rest = after;
            Some((name.strip_suffix('=')?, value))
        })
    }

    /// Keeps only the attributes whose names pass.
    pub fn retain_attributes(&mut self, keep: impl Fn(&str) -> bool) {
        if !self.attributes().all(|(name, _)| keep(name)) {
            let kept = self.attributes().filter(|(name, _)| keep(name));
            self.attributes = kept.flat_map(|(name, value)| written(name, value)).collect();
        }
    }

    /// The child elements.
    pub fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The child elements, to be changed.
    pub fn elements_mut(&mut self) -> impl Iterator<Item = &mut Self> {
        self.children.iter_mut().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first child of a name, if there is one.
    pub fn child_mut(&mut self, name: &str) -> Option<&mut Self> {
        self.elements_mut().find(|child| child.name == name)
    }

    /// Puts elements into the first child of a name, which is made if there is none.
    pub fn push_into(&mut self, name: &'a str, added: impl IntoIterator<Item = Self>) {
        let added = added.into_iter().map(Node::Element);
        match self.child_mut(name) {
            Some(child) => child.children.extend(added),
            None => {
                let children = added.collect();
                self.push(XmlElement {
                    children,
                    ..XmlElement::new(name)
                });
            }
        }
    }

    /// Keeps only the child elements that pass; texts stay.
    pub fn retain_elements(&mut self, mut keep: impl FnMut(&Self) -> bool) {
        self.children.retain(|node| match node {
            Node::Element(element) => keep(element),
            Node::Text(_) => true,
        });
    }

    /// The root element of a part.
    ///
    /// # Errors
    /// [`Error::Docx`] when the part is not well-formed.
    pub fn parse(part: &'a str) -> Result<Self, Error> {
        let mut reader = Reader::from_str(part);
        // Compared below, without a copy.
        reader.config_mut().check_end_names = false;
        let mut open: Vec<XmlElement<'a>> = Vec::new();
        loop {
            let at = reader.buffer_position();
            let whole = match reader.read_event().map_err(malformed)? {
                Event::Start(tag) => {
                    open.push(opened(lent(part, at, &tag)?, tag.name().0.len()));
                    continue;
                }
                Event::Empty(tag) => opened(lent(part, at, &tag)?, tag.name().0.len()),
                Event::End(tag) => open
                    .pop_if(|element| element.name.as_bytes() == tag.name().0)
                    .ok_or_else(|| malformed("an end without its start"))?,
                Event::Text(text) => {
                    append(&mut open, text.decode().map_err(malformed)?);
                    continue;
                }
                Event::GeneralRef(name) => {
                    let name = name.decode().map_err(malformed)?;
                    append(&mut open, format!("&{name};").into());
                    continue;
                }
                Event::Eof => return Err(malformed("no root element")),
                _ => continue,
            };
            match open.last_mut() {
                Some(parent) => parent.push(whole),
                None => return Ok(whole),
            }
        }
    }

    /// The element as a part of the package.
    pub fn to_part(&self) -> Vec<u8> {
        let mut out = String::from(DECLARATION);
        self.write(&mut out);
        out.into_bytes()
    }

    /// The element as a piece of a part.
    pub fn to_markup(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    /// The element as what stands before further children, and after them.
    pub fn to_frame(&self) -> [String; 2] {
        let (mut start, mut end) = (String::new(), String::new());
        self.write_start(&mut start);
        self.write_end(&mut end);
        [start, end]
    }

    fn write(&self, out: &mut String) {
        if self.children.is_empty() {
            self.write_tag(out);
            out.push_str("/>");
        } else {
            self.write_start(out);
            self.write_end(out);
        }
    }

    fn write_tag(&self, out: &mut String) {
        out.push('<');
        out.push_str(self.name);
        out.push_str(&self.attributes);
    }

    fn write_start(&self, out: &mut String) {
        self.write_tag(out);
        out.push('>');
        for child in &self.children {
            match child {
                Node::Element(element) => element.write(out),
                Node::Text(text) => out.push_str(text),
            }
        }
    }

    fn write_end(&self, out: &mut String) {
        out.push_str("</");
        out.push_str(self.name);
        out.push('>');
    }
}

/// The text between the brackets of the tag that begins at a byte. The tag has it too, but lends it for no longer than
/// it lives itself.
fn lent<'a>(part: &'a str, at: u64, tag: &[u8]) -> Result<&'a str, Error> {
    let start = at as usize + "<".len();
    part.get(start..start + tag.len())
        .ok_or_else(|| malformed("a tag beyond the end"))
}

/// The element that a tag opens, by the tag's text and the length of the name in it.
fn opened(tag: &str, name: usize) -> XmlElement<'_> {
    let (name, attributes) = tag.split_at(name);
    XmlElement {
        attributes: Cow::Borrowed(attributes.trim_end()),
        ..XmlElement::new(name)
    }
}

/// What stands before a double quote, and after it. Attributes are too short for a quicker search to pay.
fn before_quote(text: &str) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| byte == b'"')?;
    Some((&text[..at], &text[at + 1..]))
}

/// An attribute in pieces as it stands in a tag.
fn written<'t>(name: &'t str, value: &'t str) -> [&'t str; 5] {
    [" ", name, "=\"", value, "\""]
}

fn append<'a>(open: &mut [XmlElement<'a>], text: Cow<'a, str>) {
    if let Some(element) = open.last_mut() {
        match element.children.last_mut() {
            Some(Node::Text(before)) => before.to_mut().push_str(&text),
            _ => element.children.push(Node::Text(text)),
        }
    }
}

fn malformed(error: impl std::fmt::Display) -> Error {
    Error::Docx(format!("a part is not well-formed: {error}"))
}

fn escaped(text: String, in_attribute: bool) -> String {
    let escape = |ch| match ch {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' if in_attribute => Some("&quot;"),
        '\t' | '\n' | '\r' if in_attribute => Some(" "),
        _ => None,
    };
    if text.chars().all(|ch| escape(ch).is_none()) {
        return text;
    }
    let mut out = String::with_capacity(text.len() * 2);
    for ch in text.chars() {
        match escape(ch) {
            Some(instead) => out.push_str(instead),
            None => out.push(ch),
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
    fn attributes_are_told_apart() {
        let mut element = XmlElement::parse("<a x=\"1 2\" b:y=\"\" z=\"=\" />").unwrap();
        let all: Vec<_> = element.attributes().collect();
        assert_eq!(all, [("x", "1 2"), ("b:y", ""), ("z", "=")]);
        element.retain_attributes(|name| name != "x");
        assert_eq!(element.attributes, " b:y=\"\" z=\"=\"");
        assert_eq!(Element::new("a").attributes().count(), 0);
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
