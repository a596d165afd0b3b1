//! The parts of a package as trees, and the questions asked of them.

use super::inside::{Inside, Paragraph};
use crate::finding::Finding;
use crate::package::body::revisions;
use crate::package::tree::{MAX_NODES, parse};
use crate::package::xml::{child, is, is_on};
use crate::package::{Package, UNREADABLE};
use roxmltree::{Document, Node, NodeId};
use std::collections::{BTreeMap, BTreeSet};

/// The part that holds the body.
const BODY: &str = "word/document.xml";

/// A package's XML parts.
pub(super) struct View<'a> {
    pub package: &'a Package,
    pub trees: BTreeMap<&'a str, Document<'a>>,
    /// Where the nodes of the parts that hold text stand.
    inside: BTreeMap<&'a str, Inside>,
}

/// The XML parts as text.
pub(super) fn texts(package: &Package) -> (BTreeMap<&str, &str>, Vec<Finding>) {
    let mut damaged = Vec::new();
    let mut texts = BTreeMap::new();
    for (name, data) in &package.parts {
        if name.ends_with(".xml") || name.ends_with(".rels") {
            match std::str::from_utf8(data) {
                Ok(text) => {
                    texts.insert(name.as_str(), text);
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
        let (mut trees, mut inside) = (BTreeMap::new(), BTreeMap::new());
        for (name, text) in texts {
            match parse(text, MAX_NODES) {
                Ok(tree) => {
                    if holds_text(name) {
                        inside.insert(*name, Inside::of(&tree));
                    }
                    trees.insert(*name, tree);
                }
                Err(why) => damaged.push(unreadable(name, &why)),
            }
        }
        let view = View {
            package,
            trees,
            inside,
        };
        (view, damaged)
    }

    /// The root of a part.
    pub fn root(&self, part: &str) -> Option<Node<'_, '_>> {
        self.trees.get(part).map(Document::root_element)
    }

    /// Every element of a name in the parts that hold text: body, headers, footers, notes.
    pub fn all<'v>(&'v self, name: &'v str) -> impl Iterator<Item = (&'v str, Node<'v, 'v>)> {
        self.nodes().filter(move |(_, node)| is(*node, name))
    }

    fn nodes<'v>(&'v self) -> impl Iterator<Item = (&'v str, Node<'v, 'v>)> {
        self.trees
            .iter()
            .filter(|(part, _)| holds_text(part))
            .flat_map(|(part, tree)| tree.descendants().map(move |node| (*part, node)))
    }

    /// The tables of the body, numbered from 1, those within others too.
    pub fn tables(&self) -> impl Iterator<Item = (usize, Node<'_, '_>)> {
        let body = self.root(BODY);
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

    /// The tables of the body with a node of which something holds, as places: of tables within tables the inner one.
    pub fn tables_with(&self, holds: impl Fn(Node<'_, '_>) -> bool) -> Vec<String> {
        let nodes = self.root(BODY).into_iter().flat_map(|body| body.descendants());
        let numbers: BTreeSet<usize> = nodes
            .filter(|node| holds(*node))
            .filter_map(|node| self.inside.get(BODY)?.table(node))
            .collect();
        numbers
            .into_iter()
            .map(|number| format!("第{number}个表格"))
            .collect()
    }

    /// Those elements of which something holds, as places, each place once.
    pub fn places<'v>(&'v self, name: &'v str, holds: impl Fn(Node<'v, 'v>) -> bool) -> Vec<String> {
        self.places_in(name, |node, _| holds(node))
    }

    /// Those elements of which something holds in their paragraph, as places, each place once.
    pub fn places_in<'v>(
        &'v self,
        name: &'v str,
        holds: impl Fn(Node<'v, 'v>, Option<&Paragraph>) -> bool,
    ) -> Vec<String> {
        let found = self.all(name);
        let mut places: Vec<String> = found
            .filter(|(part, node)| holds(*node, self.paragraph(part, *node)))
            .map(|(part, node)| self.place(part, node))
            .collect();
        places.dedup();
        places
    }

    /// The paragraphs with a node of one kind of which something holds, as places.
    pub fn paragraphs_with(
        &self,
        is_one: impl Fn(Node<'_, '_>) -> bool,
        holds: impl Fn(Node<'_, '_>) -> bool,
    ) -> Vec<String> {
        // By their places, so that they come in the order of the file.
        let marked: BTreeMap<(&str, usize), NodeId> = self
            .nodes()
            .filter(|(_, node)| is_one(*node))
            .filter_map(|(part, node)| {
                let paragraph = self.paragraph(part, node)?.node;
                Some(((part, paragraph.get_usize()), paragraph))
            })
            .collect();
        let paragraphs = marked
            .into_iter()
            .filter_map(|((part, _), id)| Some((part, self.trees.get(part)?.get_node(id)?)));
        paragraphs
            .filter(|(_, paragraph)| holds(*paragraph))
            .map(|(part, paragraph)| self.place(part, paragraph))
            .collect()
    }

    /// Where changes are tracked or commented on, each place once.
    pub fn revisions(&self) -> Vec<String> {
        let parts = self.trees.iter().filter(|(part, _)| holds_text(part));
        let mut places: Vec<String> = parts
            .flat_map(|(part, tree)| revisions(tree.root_element()).map(|node| self.place(part, node)))
            .collect();
        places.dedup();
        places
    }

    fn paragraph(&self, part: &str, node: Node<'_, '_>) -> Option<&Paragraph> {
        self.inside.get(part)?.paragraph(node)
    }

    /// Where an element stands: its paragraph by its first words, or its part.
    fn place(&self, part: &str, node: Node<'_, '_>) -> String {
        let name = self.paragraph(part, node).and_then(Paragraph::name);
        name.unwrap_or_else(|| part.to_owned())
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
