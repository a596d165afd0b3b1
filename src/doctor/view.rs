//! The parts of a package as trees, and the questions asked of them.

use crate::finding::Finding;
use crate::package::body::revisions;
use crate::package::xml::{child, is, is_on, text_of};
use crate::package::{Package, UNREADABLE};
use roxmltree::{Document, Node, ParsingOptions};
use std::collections::BTreeMap;

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

    /// Where changes are tracked or commented on, each place once.
    pub fn revisions(&self) -> Vec<String> {
        let parts = self.trees.iter().filter(|(part, _)| holds_text(part));
        let mut places: Vec<String> = parts
            .flat_map(|(part, tree)| revisions(tree.root_element()).map(|node| place(part, node)))
            .collect();
        places.dedup();
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
