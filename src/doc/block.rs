//! The blocks a document is made of.

use super::NodeId;
use super::dispatch::{Attachment, AttachmentList, Head, Imprint};
use super::line::Line;
use super::signature::Signature;
use super::table::Table;
use crate::finding::Span;

/// Where a node comes from in the input, for messages that lead back to it. Opaque to layout and writers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Origin(pub Option<Span>);

/// Level of a heading below the title, as in GB/T 9704-2012, 7.3.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HeadingLevel {
    /// 一、 (Word: heading 1; PDF: H2).
    One,
    /// （一） (Word: heading 2; PDF: H3).
    Two,
    /// 1. (Word: heading 3; PDF: H4).
    Three,
    /// （1） (Word: heading 4; PDF: H5).
    Four,
}

impl HeadingLevel {
    /// All levels, outermost first.
    pub const ALL: [HeadingLevel; 4] = [
        HeadingLevel::One,
        HeadingLevel::Two,
        HeadingLevel::Three,
        HeadingLevel::Four,
    ];

    /// 1 to 4.
    pub const fn number(self) -> u8 {
        match self {
            HeadingLevel::One => 1,
            HeadingLevel::Two => 2,
            HeadingLevel::Three => 3,
            HeadingLevel::Four => 4,
        }
    }
}

/// A block of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The document's title.
    Title(Heading),
    /// A heading on a line of its own.
    Heading(Heading),
    /// A paragraph of running text.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
    /// Name of the organ and date at the end.
    Signature(Signature),
    /// 版头, above the title.
    Head(Head),
    /// 主送机关, below the title.
    Recipients(Line),
    /// 附件说明, below the text.
    AttachmentList(AttachmentList),
    /// 附注, below the date.
    Annotation(Line),
    /// The head of an attachment, on a new page; what the attachment says follows.
    Attachment(Attachment),
    /// 版记, at the foot of the last page whatever follows it.
    Imprint(Imprint),
}

/// A heading, or the title (whose level is not looked at).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its node.
    pub id: NodeId,
    /// Where it comes from.
    pub origin: Origin,
    /// Its level.
    pub level: HeadingLevel,
    /// Number and wording.
    pub text: String,
    /// Pieces of the text kept on one line where they fit, in bytes: the organ's name in the title.
    pub keep_whole: Vec<std::ops::Range<usize>>,
}

/// A paragraph of running text: first line indented by two characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// Its node.
    pub id: NodeId,
    /// Where it comes from.
    pub origin: Origin,
    /// A heading that opens the paragraph's first line.
    pub run_in: Option<RunIn>,
    /// The text.
    pub runs: Vec<Run>,
    /// What of the text the input gives at places of its own, where the program put the text together; in order.
    pub quotes: Vec<Quote>,
}

/// A piece of a paragraph that the input gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quote {
    /// Its bytes in the text of all runs.
    pub range: std::ops::Range<usize>,
    /// Where it comes from.
    pub origin: Origin,
}

/// A heading set on the first line of its paragraph: `（一）主动公开。`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunIn {
    /// Its node.
    pub id: NodeId,
    /// Its level.
    pub level: HeadingLevel,
    /// Number, wording and full stop.
    pub text: String,
}

/// A piece of running text of one look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The text; no line ends.
    pub text: String,
    /// Whether it is stressed (set in 黑体).
    pub strong: bool,
}

impl Paragraph {
    /// A paragraph of plain text.
    pub fn plain(text: impl Into<String>, origin: Origin) -> Self {
        Paragraph {
            origin,
            runs: vec![Run {
                text: text.into(),
                strong: false,
            }],
            ..Paragraph::default()
        }
    }
}

impl Block {
    /// The title.
    pub fn title(text: impl Into<String>) -> Self {
        Block::Title(Heading {
            id: NodeId::default(),
            origin: Origin::default(),
            level: HeadingLevel::One,
            text: text.into(),
            keep_whole: Vec::new(),
        })
    }

    /// A heading of a level.
    pub fn heading(level: HeadingLevel, text: impl Into<String>, origin: Origin) -> Self {
        Block::Heading(Heading {
            id: NodeId::default(),
            origin,
            level,
            text: text.into(),
            keep_whole: Vec::new(),
        })
    }

    /// A paragraph of plain text.
    pub fn paragraph(text: impl Into<String>, origin: Origin) -> Self {
        Block::Paragraph(Paragraph::plain(text, origin))
    }

    /// Visits the id of every node in reading order, with where the node comes from.
    pub(super) fn for_each_node(&mut self, visit: &mut impl FnMut(&mut NodeId, Origin)) {
        match self {
            Block::Title(heading) | Block::Heading(heading) => visit(&mut heading.id, heading.origin),
            Block::Paragraph(paragraph) => {
                visit(&mut paragraph.id, paragraph.origin);
                if let Some(run_in) = &mut paragraph.run_in {
                    visit(&mut run_in.id, paragraph.origin);
                }
            }
            Block::Table(table) => table.for_each_node(visit),
            Block::Signature(signature) => signature.for_each_node(visit),
            Block::Head(head) => head.for_each_node(visit),
            Block::Recipients(line) | Block::Annotation(line) => visit(&mut line.id, line.origin),
            Block::AttachmentList(list) => {
                for entry in &mut list.entries {
                    visit(&mut entry.line.id, entry.line.origin);
                }
            }
            Block::Attachment(attachment) => {
                visit(&mut attachment.label.id, attachment.label.origin);
                visit(&mut attachment.title.id, attachment.title.origin);
            }
            Block::Imprint(imprint) => imprint.for_each_node(visit),
        }
    }

    /// The block's texts in reading order: one for each line, cell or run.
    pub fn texts(&self) -> Vec<&str> {
        let mut texts = Vec::new();
        self.collect_texts(&mut texts);
        texts
    }

    /// Appends the block's texts in reading order.
    pub(super) fn collect_texts<'a>(&'a self, texts: &mut Vec<&'a str>) {
        match self {
            Block::Title(heading) | Block::Heading(heading) => texts.push(&heading.text),
            Block::Paragraph(paragraph) => {
                texts.extend(paragraph.run_in.iter().map(|run_in| run_in.text.as_str()));
                texts.extend(paragraph.runs.iter().map(|run| run.text.as_str()));
            }
            Block::Table(table) => {
                texts.extend(table.grid().cells().iter().map(|cell| cell.text.as_str()));
                texts.extend(table.notes.iter().map(|note| note.text.as_str()));
            }
            Block::Head(head) => texts.extend(head.lines().map(|line| line.text.as_str())),
            Block::Recipients(line) | Block::Annotation(line) => texts.push(&line.text),
            Block::AttachmentList(list) => texts.extend(list.lines().map(|line| line.text.as_str())),
            Block::Attachment(attachment) => {
                texts.extend([attachment.label.text.as_str(), attachment.title.text.as_str()]);
            }
            Block::Imprint(imprint) => texts.extend(imprint.lines().map(|line| line.text.as_str())),
            Block::Signature(signature) => texts.extend(signature.parts().map(|(_, text, _)| text)),
        }
    }

    /// Appends the block's words, a line for each paragraph, heading and non-empty cell.
    pub(super) fn write_plain_text(&self, out: &mut String) {
        let mut texts = Vec::new();
        self.collect_texts(&mut texts);
        if let Block::Paragraph(_) = self {
            texts.iter().for_each(|text| out.push_str(text));
            out.push('\n');
        } else {
            for text in texts.into_iter().filter(|text| !text.is_empty()) {
                out.push_str(text);
                out.push('\n');
            }
        }
    }
}
