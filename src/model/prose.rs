//! Official numbering in running text: 一、 （一） 1. （1）.

use super::{Located, Text};

/// A heading level of official papers (GB/T 9704-2012, 7.3.3): 一、 is 1, （一） is 2, 1. is 3, （1） is 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NumberedLevel {
    /// 一、
    Part,
    /// （一）
    Section,
    /// 1.
    Item,
    /// （1）
    SubItem,
}

/// A paragraph with its numbering understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProseBlock {
    /// A heading on a line of its own.
    Heading {
        /// Its level.
        level: NumberedLevel,
        /// Number and wording.
        text: Located<String>,
    },
    /// A paragraph whose first sentence is its heading: `（一）主动公开。2021年…`.
    RunIn {
        /// The heading's level.
        level: NumberedLevel,
        /// Number, wording and the full stop.
        heading: Located<String>,
        /// What follows.
        rest: Located<String>,
    },
    /// Running text.
    Paragraph(Located<String>),
}

/// The blocks of a text, in order.
pub fn blocks(text: &Text) -> Vec<ProseBlock> {
    text.paragraphs
        .iter()
        .cloned()
        .map(ProseBlock::Paragraph)
        .collect()
}
