//! A text with its node and its place in the input: the smallest thing a document says.

use super::NodeId;
use super::block::Origin;

/// A text with its node and its place in the input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its node.
    pub id: NodeId,
    /// Where it comes from.
    pub origin: Origin,
    /// The text; no line ends.
    pub text: String,
}

impl Line {
    /// A text from a place.
    pub fn new(text: impl Into<String>, origin: Origin) -> Self {
        Line {
            id: NodeId::default(),
            origin,
            text: text.into(),
        }
    }
}
