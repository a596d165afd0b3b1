//! What is said: a document of headings, paragraphs, tables and a signature, with no place on any page yet.
//!
//! [`compose()`] makes one from a report; a library user can make one for any other formal paper.
//! The DOCX writer and the layout both start from it.

mod block;
mod compose;
mod dispatch;
mod line;
mod signature;
pub mod table;

pub use block::{Block, Heading, HeadingLevel, Origin, Paragraph, Quote, Run, RunIn};
pub use compose::compose;
pub use dispatch::{Attachment, AttachmentEntry, AttachmentList, CopiesTo, Head, Imprint, Signers};
pub use line::Line;
pub use signature::{Cosigner, Signature, Stamp};
pub use table::{Align, Cell, CellKind, Grid, GridError, Scope, Table};

use crate::model::Date;

/// Name and version of this program: what a file says it was made with.
pub const CREATOR: &str = concat!("nianbao ", env!("CARGO_PKG_VERSION"));

/// The number of a node of a [`Document`], unique in it, counted in reading order from 1.
///
/// 0 stands for a node that no document has numbered yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

impl NodeId {
    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }
}

/// What the file's properties say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Properties {
    /// Title of the document.
    pub title: String,
    /// The organ that issues it.
    pub author: String,
    /// One sentence on what it is.
    pub subject: String,
    /// Keywords.
    pub keywords: Vec<String>,
    /// BCP 47 language tag.
    pub language: String,
    /// 成文日期.
    pub date: Option<Date>,
    /// A word printed at the head of each page, such as 草稿.
    pub watermark: Option<String>,
}

impl Properties {
    /// The title, with the word that marks each page where there is one: 某报告（草稿）.
    pub fn marked_title(&self) -> String {
        match &self.watermark {
            Some(word) => format!("{}（{word}）", self.title),
            None => self.title.clone(),
        }
    }
}

/// A formal paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    properties: Properties,
    blocks: Vec<Block>,
    /// Where each node comes from, by its number.
    origins: Vec<Origin>,
}

impl Document {
    /// A document of these blocks; numbers every node in reading order.
    pub fn new(properties: Properties, mut blocks: Vec<Block>) -> Self {
        let mut origins = Vec::new();
        let mut last = 0;
        for block in &mut blocks {
            block.for_each_node(&mut |id, origin| {
                last += 1;
                *id = NodeId(last);
                origins.push(origin);
            });
        }
        Document {
            properties,
            blocks,
            origins,
        }
    }

    /// The same document with a word at the head of each page, such as 草稿.
    #[must_use]
    pub fn marked(mut self, word: impl Into<String>) -> Self {
        self.properties.watermark = Some(word.into());
        self
    }

    /// What the file's properties say.
    pub fn properties(&self) -> &Properties {
        &self.properties
    }

    /// Where the node of a number comes from; nowhere, when the document has no such node.
    pub fn origin_of(&self, node: u32) -> Origin {
        let at = usize::try_from(node).ok().and_then(|node| node.checked_sub(1));
        at.and_then(|at| self.origins.get(at))
            .copied()
            .unwrap_or_default()
    }

    /// The blocks in reading order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The blocks cut before each heading of the first level (一、) and each attachment: what stands before the first such heading comes
    /// first, when there is anything.
    pub fn sections(&self) -> impl Iterator<Item = &[Block]> {
        let opens_section = |block: &Block| match block {
            Block::Heading(heading) => heading.level == HeadingLevel::One,
            block => matches!(block, Block::Attachment(_)),
        };
        let mut starts: Vec<usize> = vec![0];
        starts.extend(
            self.blocks
                .iter()
                .enumerate()
                .filter(|(at, block)| *at > 0 && opens_section(block))
                .map(|(at, _)| at),
        );
        let ends: Vec<usize> = starts[1..].iter().copied().chain([self.blocks.len()]).collect();
        starts
            .into_iter()
            .zip(ends)
            .map(|(start, end)| &self.blocks[start..end])
            .filter(|blocks| !blocks.is_empty())
    }

    /// Every text of the document in reading order, one string a paragraph or table cell; empty cells are left out.
    pub fn texts(&self) -> Vec<&str> {
        let mut texts = Vec::new();
        for block in &self.blocks {
            block.collect_texts(&mut texts);
        }
        texts.retain(|text| !text.is_empty());
        texts
    }

    /// The words of the document in reading order: a line for each paragraph, heading and non-empty cell.
    pub fn plain_text(&self) -> String {
        let mut out = String::new();
        for block in &self.blocks {
            block.write_plain_text(&mut out);
        }
        out
    }
}

#[cfg(test)]
mod tests;
