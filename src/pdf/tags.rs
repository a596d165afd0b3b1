//! The tag tree, from the document: headings, paragraphs, tables with the headers of every cell.

use crate::doc::{Block, Cell, CellKind, Document, Grid, HeadingLevel, Line, NodeId, Scope, Table};
use krilla::tagging::{Identifier, TableHeaderScope, Tag, TagGroup, TagId, TagKind, TagTree};
use std::collections::BTreeMap;
use std::num::{NonZeroU16, NonZeroU32};

/// The marked contents of each node; each is taken once.
type Identifiers = BTreeMap<NodeId, Vec<Identifier>>;

/// The tag tree of a document: a section for each part, its blocks in reading order.
pub(super) fn tree(document: &Document, identifiers: Identifiers) -> TagTree {
    let mut tree = TagTree::new();
    let titled = document
        .blocks()
        .iter()
        .any(|block| matches!(block, Block::Title(_)));
    let mut tagger = Tagger {
        identifiers,
        outer: u8::from(titled),
        open: Vec::new(),
    };
    for section in document.sections() {
        let mut group = TagGroup::new(Tag::Section);
        for block in section {
            tagger.push_block(&mut group, block);
        }
        tree.push(group);
    }
    tree
}

/// What is known while walking the document.
struct Tagger {
    identifiers: Identifiers,
    /// Levels above the headings: the title's, if there is one.
    outer: u8,
    /// The headings that what comes next stands under, outermost first.
    open: Vec<HeadingLevel>,
}

impl Tagger {
    fn push_block(&mut self, parent: &mut TagGroup, block: &Block) {
        match block {
            Block::Title(heading) => parent.push(self.leaf(heading_tag(1, &heading.text), heading.id)),
            Block::Heading(heading) => {
                let tag = self.heading(heading.level, &heading.text);
                parent.push(self.leaf(tag, heading.id));
            }
            Block::Paragraph(paragraph) => {
                if let Some(run_in) = &paragraph.run_in {
                    let tag = self.heading(run_in.level, &run_in.text);
                    parent.push(self.leaf(tag, run_in.id));
                }
                parent.push(self.leaf(Tag::P, paragraph.id));
            }
            Block::Table(table) => {
                parent.push(table_group(table, &mut self.identifiers));
                self.push_lines(parent, &table.notes);
            }
            Block::Head(head) => self.push_lines(parent, head.lines()),
            Block::Recipients(line) | Block::Annotation(line) => self.push_lines(parent, [line]),
            Block::AttachmentList(list) => self.push_lines(parent, list.lines()),
            Block::Attachment(attachment) => {
                self.push_lines(parent, [&attachment.label]);
                let title = &attachment.title;
                let tag = self.heading(title.level, &title.text);
                parent.push(self.leaf(tag, title.id));
            }
            Block::Imprint(imprint) => self.push_lines(parent, imprint.lines()),
            Block::Signature(signature) => {
                for (id, ..) in signature.parts() {
                    parent.push(self.leaf(Tag::P, id));
                }
            }
        }
    }

    /// A paragraph for each line.
    fn push_lines<'a>(&mut self, parent: &mut TagGroup, lines: impl IntoIterator<Item = &'a Line>) {
        for line in lines {
            parent.push(self.leaf(Tag::P, line.id));
        }
    }

    /// The tag of a heading: one level below the heading it stands under, whatever its number says. A part whose first
    /// heading is `1.` has none of the level between, and PDF/UA-1 (7.4.2) lets no level be left out.
    fn heading(&mut self, level: HeadingLevel, text: &str) -> TagKind {
        while self.open.pop_if(|above| *above >= level).is_some() {}
        self.open.push(level);
        heading_tag(self.outer + self.open.len() as u8, text)
    }

    fn leaf(&mut self, tag: impl Into<TagKind>, id: NodeId) -> TagGroup {
        leaf(tag, id, &mut self.identifiers)
    }
}

fn heading_tag(level: u8, text: &str) -> TagKind {
    let level = NonZeroU16::new(u16::from(level)).unwrap_or(NonZeroU16::MIN);
    Tag::Hn(level, Some(text.to_owned())).into()
}

/// A group that holds a node's marked contents. One without any is left out by the back end.
fn leaf(tag: impl Into<TagKind>, id: NodeId, identifiers: &mut Identifiers) -> TagGroup {
    let mut group = TagGroup::new(tag);
    for identifier in identifiers.remove(&id).unwrap_or_default() {
        group.push(identifier);
    }
    group
}

fn table_group(table: &Table, identifiers: &mut Identifiers) -> TagGroup {
    let grid = table.grid();
    let row_group = |row: usize, identifiers: &mut Identifiers| {
        let mut group = TagGroup::new(Tag::TR);
        for cell in grid.cells().iter().filter(|cell| cell.row == row) {
            let mut tagged = TagGroup::new(cell_tag(grid, cell));
            tagged.push(leaf(Tag::P, cell.id, identifiers));
            group.push(tagged);
        }
        group
    };
    let mut rows_group = |tag: TagKind, rows: std::ops::Range<usize>| {
        let mut group = TagGroup::new(tag);
        for row in rows {
            group.push(row_group(row, identifiers));
        }
        group
    };
    let summary = Some(table.description.clone()).filter(|summary| !summary.is_empty());
    let mut group = TagGroup::new(Tag::Table.with_summary(summary));
    if table.header_rows() > 0 {
        group.push(rows_group(Tag::THead.into(), 0..table.header_rows()));
    }
    group.push(rows_group(Tag::TBody.into(), table.header_rows()..grid.rows()));
    group
}

fn cell_tag(grid: &Grid, cell: &Cell) -> TagKind {
    let row_span = span(cell.row_span);
    let column_span = span(cell.column_span);
    let scope = match cell.kind {
        CellKind::Note => return Tag::TD.with_row_span(row_span).with_col_span(column_span).into(),
        CellKind::Data => {
            let headers: Vec<TagId> = grid
                .headers_of(cell)
                .into_iter()
                .map(|header| tag_id(header.id))
                .collect();
            let headers = Some(headers).filter(|headers| !headers.is_empty());
            return Tag::TD
                .with_headers(headers)
                .with_row_span(row_span)
                .with_col_span(column_span)
                .into();
        }
        CellKind::Band | CellKind::Header(Scope::Column) => TableHeaderScope::Column,
        CellKind::Header(Scope::Row) => TableHeaderScope::Row,
    };
    Tag::TH(scope)
        .with_id(Some(tag_id(cell.id)))
        .with_row_span(row_span)
        .with_col_span(column_span)
        .into()
}

/// A span worth writing: more than one.
fn span(cells: usize) -> Option<NonZeroU32> {
    u32::try_from(cells)
        .ok()
        .filter(|cells| *cells > 1)
        .and_then(NonZeroU32::new)
}

fn tag_id(id: NodeId) -> TagId {
    TagId::from(format!("n{}", id.get()).into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Length;

    fn header(row: usize, column: usize, text: &str, scope: Scope) -> Cell {
        Cell::at(row, column, text).kind(CellKind::Header(scope))
    }

    #[test]
    fn a_value_is_headed_by_its_band_its_columns_and_its_labels() {
        let cells = vec![
            Cell::at(0, 0, "第（一）项").spanning(1, 2).kind(CellKind::Band),
            header(1, 0, "信息内容", Scope::Column),
            header(1, 1, "件数", Scope::Column),
            header(2, 0, "规章", Scope::Row),
            Cell::at(2, 1, "1"),
            Cell::at(3, 0, "第（五）项").spanning(1, 2).kind(CellKind::Band),
            header(4, 0, "信息内容", Scope::Column),
            header(4, 1, "决定", Scope::Column),
            header(5, 0, "许可", Scope::Row),
            Cell::at(5, 1, "2"),
        ];
        let table = Table::new(vec![Length::mm(20); 2], 0, cells).unwrap();
        let heads = |row| -> Vec<&str> {
            table
                .grid()
                .headers_of(table.grid().cell_at(row, 1))
                .iter()
                .map(|cell| cell.text.as_str())
                .collect()
        };
        assert_eq!(heads(2), ["第（一）项", "件数", "规章"]);
        assert_eq!(heads(5), ["第（五）项", "决定", "许可"]);
    }
}
