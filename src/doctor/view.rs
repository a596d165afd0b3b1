//! The parts of a package as trees, and the questions asked of them.

use super::package::{Package, UNREADABLE};
use crate::finding::Finding;
use roxmltree::{Document, Node, ParsingOptions};
use std::collections::BTreeMap;

/// WordprocessingML, transitional and strict.
const WORD: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];
/// The most nodes of a part.
const MAX_NODES: u32 = 4_000_000;
/// How many characters of a paragraph name it.
const NAME: usize = 12;

/// A package's XML parts.
pub(super) struct View<'a> {
    pub package: &'a Package,
    pub trees: BTreeMap<&'a str, Document<'a>>,
}

/// The XML parts as text.
pub(super) fn texts(package: &Package) -> (BTreeMap<&str, &str>, Vec<Finding>) {
    let mut damaged = Vec::new();
    let mut texts = BTreeMap::new();
    for (name, data) in &package.parts {
        if name.ends_with(".xml") || name.ends_with(".rels") {
            match std::str::from_utf8(data) {
                Ok(text) => {
                    texts.insert(name.as_str(), text.trim_start_matches('\u{feff}'));
                }
                Err(_) => damaged.push(unreadable(name, "不是 UTF-8 编码")),
            }
        }
    }
    (texts, damaged)
}

fn unreadable(name: &str, why: &str) -> Finding {
    Finding::error(UNREADABLE, None, format!("部件 {name} {why}"))
        .remedy("在 Word 或 WPS 中打开，让它修复，另存为 .docx")
}

impl<'a> View<'a> {
    /// The parts that can be read, and what is wrong with the others.
    pub fn of(package: &'a Package, texts: &BTreeMap<&'a str, &'a str>) -> (Self, Vec<Finding>) {
        let mut damaged = Vec::new();
        let mut trees = BTreeMap::new();
        for (name, text) in texts {
            let options = ParsingOptions {
                allow_dtd: false,
                nodes_limit: MAX_NODES,
                ..ParsingOptions::default()
            };
            match Document::parse_with_options(text, options) {
                Ok(tree) => {
                    trees.insert(*name, tree);
                }
                Err(error) => damaged.push(unreadable(name, &format!("不是完好的 XML（{error}）"))),
            }
        }
        (View { package, trees }, damaged)
    }

    /// The root of a part.
    pub fn root(&self, part: &str) -> Option<Node<'_, '_>> {
        self.trees.get(part).map(Document::root_element)
    }

    /// Every element of a name in the parts that hold text: body, headers, footers, notes.
    pub fn all<'v>(&'v self, name: &'v str) -> impl Iterator<Item = (&'v str, Node<'v, 'v>)> {
        self.trees
            .iter()
            .filter(|(part, _)| holds_text(part))
            .flat_map(move |(part, tree)| {
                let found = tree.descendants().filter(move |node| is(*node, name));
                found.map(move |node| (*part, node))
            })
    }

    /// The tables of the body, numbered from 1, those within others too.
    pub fn tables(&self) -> impl Iterator<Item = (usize, Node<'_, '_>)> {
        let body = self.root("word/document.xml");
        let tables = body.into_iter().flat_map(|body| body.descendants());
        (1..).zip(tables.filter(|node| is(*node, "tbl")))
    }

    /// Those tables of which something holds, as places.
    pub fn tables_where(&self, holds: impl Fn(Node<'_, '_>) -> bool) -> Vec<String> {
        self.tables()
            .filter(|(_, table)| holds(*table))
            .map(|(number, _)| format!("第{number}个表格"))
            .collect()
    }

    /// Those elements of which something holds, as places, each place once.
    pub fn places(&self, name: &str, holds: impl Fn(Node<'_, '_>) -> bool) -> Vec<String> {
        let mut places: Vec<String> = Vec::new();
        for (part, node) in self.all(name) {
            if holds(node) {
                let place = place(part, node);
                if places.last() != Some(&place) {
                    places.push(place);
                }
            }
        }
        places
    }

    /// A part as a place when something holds of its root.
    pub fn part_where(&self, part: &str, holds: impl Fn(Node<'_, '_>) -> bool) -> Vec<String> {
        let root = self.root(part).filter(|root| holds(*root));
        root.map(|_| part.to_owned()).into_iter().collect()
    }

    /// Whether the settings have a switch on.
    pub fn has_setting(&self, name: &str) -> bool {
        let settings = self.root("word/settings.xml");
        settings.and_then(|root| child(root, name)).is_some_and(is_on)
    }
}

fn holds_text(part: &str) -> bool {
    const KINDS: [&str; 5] = ["document", "header", "footer", "footnotes", "endnotes"];
    part.strip_prefix("word/")
        .is_some_and(|name| !name.contains('/') && KINDS.iter().any(|kind| name.starts_with(kind)))
}

/// Where an element stands: its paragraph by its first words, or its part.
fn place(part: &str, node: Node<'_, '_>) -> String {
    let paragraph = node.ancestors().find(|node| is(*node, "p"));
    let text = paragraph.map(text_of).unwrap_or_default();
    if text.is_empty() {
        return part.to_owned();
    }
    let mut name: String = text.chars().take(NAME).collect();
    if text.chars().count() > NAME {
        name.push('…');
    }
    format!("“{name}”")
}

/// The text of an element.
pub(super) fn text_of(node: Node<'_, '_>) -> String {
    node.descendants()
        .filter(|node| is(*node, "t"))
        .filter_map(|node| node.text())
        .collect()
}

/// Whether an element has a name of WordprocessingML.
pub(super) fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element()
        && node.tag_name().name() == name
        && node
            .tag_name()
            .namespace()
            .is_some_and(|space| WORD.contains(&space))
}

/// The first child of a name.
pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| is(*child, name))
}

/// The children of a name.
pub(super) fn children<'a, 'i>(node: Node<'a, 'i>, name: &str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| is(*child, name))
}

/// The child at the end of a path.
pub(super) fn at<'a, 'i>(node: Node<'a, 'i>, path: &[&str]) -> Option<Node<'a, 'i>> {
    path.iter().try_fold(node, |node, name| child(node, name))
}

/// An attribute of WordprocessingML.
pub(super) fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes()
        .find(|attribute| {
            attribute.name() == name && attribute.namespace().is_none_or(|space| WORD.contains(&space))
        })
        .map(|attribute| attribute.value())
}

/// `w:val`.
pub(super) fn val<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    attribute(node, "val")
}

/// `w:val` of the child at the end of a path.
pub(super) fn val_at<'a>(node: Node<'a, '_>, path: &[&str]) -> Option<&'a str> {
    at(node, path).and_then(|node| val(node))
}

/// A number in an attribute.
pub(super) fn number(node: Node<'_, '_>, name: &str) -> Option<i64> {
    attribute(node, name)?.parse().ok()
}

/// Whether a character is one of the common Chinese characters.
pub(super) fn is_han(ch: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&ch)
}

/// Whether an element that switches something switches it on.
pub(super) fn is_on(node: Node<'_, '_>) -> bool {
    !matches!(val(node), Some("0" | "false" | "off"))
}
