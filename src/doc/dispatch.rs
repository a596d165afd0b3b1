//! What a paper has beyond title, text and signature when it is sent out as a numbered document (GB/T 9704-2012): 版头,
//! 主送机关, 附件说明, 附注, 附件, 版记.

use super::block::{Heading, Origin};
use super::line::Line;
use super::{HeadingLevel, NodeId};

/// 版头: everything above the title (7.2).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// 份号.
    pub copy_number: Option<Line>,
    /// 密级和保密期限.
    pub secrecy: Option<Line>,
    /// 紧急程度.
    pub urgency: Option<Line>,
    /// 发文机关标志, red.
    pub mark: Line,
    /// 发文字号.
    pub number: Line,
    /// 签发人, of a paper sent upwards.
    pub signers: Option<Signers>,
}

/// 签发人 (7.2.6).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signers {
    /// The word before the names: `签发人：`.
    pub label: Line,
    /// The names, in the order of their organs.
    pub names: Vec<Line>,
}

/// 附件说明: the names of the attachments below the text (7.3.4).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttachmentList {
    /// How many bytes of the first entry are the word before all names: `附件：`.
    pub label: usize,
    /// The attachments, in order.
    pub entries: Vec<AttachmentEntry>,
}

/// An attachment's name in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttachmentEntry {
    /// Label, number and name, as printed.
    pub line: Line,
    /// The byte at which the name begins: turned lines stand below it.
    pub name_at: usize,
}

/// 附件: opens a new page; what the attachment says follows as blocks of its own (7.3.7).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// `附件` and its number.
    pub label: Line,
    /// Its title.
    pub title: Heading,
}

/// 版记: who receives copies, who printed it and when (7.4). Stands at the foot of the last page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imprint {
    /// 抄送机关, the word 抄送 included.
    pub copies_to: Option<CopiesTo>,
    /// 印发机关.
    pub issuer: Line,
    /// 印发日期, the word 印发 included.
    pub issued: Line,
}

/// 抄送机关.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CopiesTo {
    /// Label and names, as printed.
    pub line: Line,
    /// The byte at which the names begin: turned lines stand below them.
    pub names_at: usize,
}

impl Head {
    /// Its lines from above, and those on one height from the left.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        let rows = self.rows().into_iter().flatten();
        self.small_lines().chain([&self.mark]).chain(rows)
    }

    /// The rows below the mark: 签发人 as they stand below each other, 发文字号 first in the last row.
    pub fn rows(&self) -> Vec<Vec<&Line>> {
        let Some(signers) = &self.signers else {
            return vec![vec![&self.number]];
        };
        let mut rows: Vec<Vec<&Line>> = signers
            .names
            .chunks(signers.columns())
            .map(|names| names.iter().collect())
            .collect();
        match rows.first_mut() {
            Some(first) => first.insert(0, &signers.label),
            None => rows.push(vec![&signers.label]),
        }
        if let Some(last) = rows.last_mut() {
            last.insert(0, &self.number);
        }
        rows
    }

    /// The lines above the mark.
    pub fn small_lines(&self) -> impl Iterator<Item = &Line> {
        [&self.copy_number, &self.secrecy, &self.urgency]
            .into_iter()
            .flatten()
    }

    pub(super) fn for_each_node(&mut self, visit: &mut impl FnMut(&mut NodeId, Origin)) {
        let small = [&mut self.copy_number, &mut self.secrecy, &mut self.urgency];
        small
            .into_iter()
            .flatten()
            .for_each(|line| visit(&mut line.id, line.origin));
        visit(&mut self.mark.id, self.mark.origin);
        // In reading order, as rows() has it: what stands above the last row comes before the number.
        let mut below = Vec::new();
        if let Some(signers) = &mut self.signers {
            let columns = signers.columns();
            let in_last = (signers.names.len().max(1) - 1) / columns * columns;
            let (above, last) = signers.names.split_at_mut(in_last);
            let label = std::iter::once(&mut signers.label);
            if above.is_empty() {
                below.extend(label.chain(last));
            } else {
                label
                    .chain(above)
                    .for_each(|line| visit(&mut line.id, line.origin));
                below.extend(last);
            }
        }
        visit(&mut self.number.id, self.number.origin);
        below
            .into_iter()
            .for_each(|line| visit(&mut line.id, line.origin));
    }
}

impl Signers {
    /// How many names stand in a row: two, as the clause has it; one where names are too long for that.
    fn columns(&self) -> usize {
        /// What two names may have so that 发文字号 still fits beside them, in characters.
        const LONGEST: usize = 4;
        let fits = |name: &Line| name.text.chars().count() <= LONGEST;
        if self.names.iter().all(fits) { 2 } else { 1 }
    }
}

impl AttachmentList {
    /// Its lines, one an attachment.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.entries.iter().map(|entry| &entry.line)
    }
}

impl Attachment {
    /// An attachment with its label and title.
    pub fn new(label: impl Into<String>, title: impl Into<String>, origin: Origin) -> Self {
        Attachment {
            label: Line::new(label, origin),
            title: Heading {
                id: NodeId::default(),
                origin,
                level: HeadingLevel::One,
                text: title.into(),
                keep_whole: Vec::new(),
            },
        }
    }
}

impl Imprint {
    /// Its lines in reading order.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        let copies = self.copies_to.iter().map(|copies| &copies.line);
        copies.chain([&self.issuer, &self.issued])
    }

    pub(super) fn for_each_node(&mut self, visit: &mut impl FnMut(&mut NodeId, Origin)) {
        if let Some(copies) = &mut self.copies_to {
            visit(&mut copies.line.id, copies.line.origin);
        }
        visit(&mut self.issuer.id, self.issuer.origin);
        visit(&mut self.issued.id, self.issued.origin);
    }
}
