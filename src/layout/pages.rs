//! Where everything stands: pages of glyphs, rules and tints, each item under the node it shows.

use crate::doc::NodeId;
use crate::font::FaceId;
use crate::units::Length;
use std::collections::BTreeSet;

/// A laid-out document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pages {
    /// Paper width.
    pub width: Length,
    /// Paper height.
    pub height: Length,
    /// The pages in order.
    pub pages: Vec<Page>,
    /// Nodes whose text is bold: a writer thickens its outlines by a stroke of
    /// [`Style::bold_stroke`](crate::style::Style::bold_stroke), advances unchanged.
    pub bold: BTreeSet<NodeId>,
}

/// One page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its number, from 1.
    pub number: u32,
    /// What stands on it; texts in reading order, furniture last.
    pub items: Vec<Item>,
}

/// Something drawn. Lengths count from the upper left corner of the paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it shows.
    pub owner: Owner,
    /// Its look.
    pub shape: Shape,
}

/// What an item shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Owner {
    /// A node of the document, drawn for the first time or continued.
    Node(NodeId),
    /// Something that is said elsewhere, or says nothing.
    Furniture(Furniture),
}

/// What is on the page but not in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Furniture {
    /// The page number.
    PageNumber,
    /// The word at the head of a draft.
    Watermark,
    /// A cell of a table's header, drawn again on a later page.
    RepeatedHeader(NodeId),
    /// A label over several rows, drawn again on a later page.
    RepeatedLabel(NodeId),
    /// A rule of a table.
    Rule(NodeId),
    /// The tint behind a cell.
    Tint(NodeId),
}

/// The look of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Glyphs of one face on one base line.
    Text(TextRun),
    /// A straight rule, horizontal or vertical.
    Line {
        /// Left or upper end.
        from: (Length, Length),
        /// Right or lower end.
        to: (Length, Length),
        /// Its width.
        width: Length,
        /// Its colour; black when none is given.
        rgb: Option<[u8; 3]>,
    },
    /// A filled rectangle.
    Fill {
        /// Upper left corner.
        at: (Length, Length),
        /// Width and height.
        size: (Length, Length),
        /// Its colour.
        rgb: [u8; 3],
    },
    /// Nothing: stands for a node without text, such as an empty cell, on the page it belongs to.
    Empty,
}

/// Glyphs of one face on one base line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextRun {
    /// Left edge of the first glyph.
    pub x: Length,
    /// Base line.
    pub y: Length,
    /// The face.
    pub face: FaceId,
    /// Type size.
    pub size: Length,
    /// Its colour; black when none is given.
    pub rgb: Option<[u8; 3]>,
    /// The glyphs, from left to right.
    pub glyphs: Vec<PlacedGlyph>,
}

/// A glyph with the character it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlacedGlyph {
    /// Number of the glyph in its face.
    pub id: u32,
    /// The character.
    pub ch: char,
    /// From its left edge to that of the next glyph.
    pub advance: Length,
}

impl TextRun {
    /// The characters shown.
    pub fn text(&self) -> String {
        self.glyphs.iter().map(|glyph| glyph.ch).collect()
    }

    /// Width from the first left edge to the last advance.
    pub fn width(&self) -> Length {
        self.glyphs.iter().map(|glyph| glyph.advance).sum()
    }
}

impl Page {
    /// The text runs of the page with their owners, in order.
    pub fn texts(&self) -> impl Iterator<Item = (Owner, &TextRun)> {
        self.items.iter().filter_map(|item| match &item.shape {
            Shape::Text(run) => Some((item.owner, run)),
            _ => None,
        })
    }
}

impl Pages {
    /// The words of a page (index from 0) in the order drawn, furniture and repeats included, a line for each line.
    pub fn text(&self, page: usize) -> String {
        lines(self.pages[page].texts())
    }

    /// The words of all pages without furniture, a line for each line: the document's words in order.
    pub fn body_text(&self) -> String {
        let body = |page: &Page| lines(page.texts().filter(|(owner, _)| matches!(owner, Owner::Node(_))));
        self.pages.iter().map(body).collect()
    }
}

/// Runs joined; a new base line or owner starts a new line.
fn lines<'a>(runs: impl Iterator<Item = (Owner, &'a TextRun)>) -> String {
    let mut out = String::new();
    let mut last_line = None;
    for (_, run) in runs {
        if last_line.is_some_and(|line| line != run.y) {
            out.push('\n');
        }
        out.push_str(&run.text());
        last_line = Some(run.y);
    }
    if last_line.is_some() {
        out.push('\n');
    }
    out
}
