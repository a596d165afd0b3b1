//! What must never happen on a page, each seen in a well-known tool or a published report: swept line by line over the
//! length of part one, and over figures of one to nine digits, on whole reports.

mod common;

use common::{report, samples};
use nianbao::doc::{Block, CellKind, Document, NodeId, Scope, Table, compose};
use nianbao::font::FontSet;
use nianbao::layout::{Furniture, Owner, Page, Pages, lay_out};
use nianbao::model::{Cell, CellValue, Located, Report};
use nianbao::style::Style;
use nianbao::units::Length;
use std::collections::{BTreeMap, BTreeSet};

/// Two reports, part one cut to so many paragraphs of one line, over more than a page.
fn swept() -> impl Iterator<Item = Document> {
    let reports: Vec<Report> = samples()
        .iter()
        .filter(|path| path.to_string_lossy().contains("town") || path.to_string_lossy().contains("y2019"))
        .map(|path| report(path))
        .collect();
    assert_eq!(reports.len(), 2);
    reports.into_iter().flat_map(|report| {
        (1..=26).map(move |lines| {
            let mut report = report.clone();
            let line = Located::free("全年公开工作有序开展。".to_owned());
            report.prose.part1.paragraphs = vec![line; lines];
            compose(&report)
        })
    })
}

fn pages(document: &Document) -> Pages {
    lay_out(document, &Style::default(), FontSet::bundled().unwrap()).unwrap()
}

fn tables(document: &Document) -> Vec<&Table> {
    document
        .blocks()
        .iter()
        .filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
        .collect()
}

/// The nodes drawn on a page for the first time or continued.
fn nodes(page: &Page) -> BTreeSet<NodeId> {
    page.items
        .iter()
        .filter_map(|item| match item.owner {
            Owner::Node(id) => Some(id),
            Owner::Furniture(_) => None,
        })
        .collect()
}

/// The lines of a page's own text, top down: text of each base line by owner.
fn lines(page: &Page) -> BTreeMap<(Length, NodeId), String> {
    let mut lines: BTreeMap<(Length, NodeId), String> = BTreeMap::new();
    for (owner, run) in page.texts() {
        if let Owner::Node(id) = owner {
            lines.entry((run.y, id)).or_default().push_str(&run.text());
        }
    }
    lines
}

#[test]
fn no_band_or_header_row_stands_alone_at_the_foot_of_a_page() {
    for document in swept() {
        for page in &pages(&document).pages {
            let here = nodes(page);
            for table in tables(&document) {
                let grid = table.grid();
                let shown = (0..grid.rows()).filter(|&row| {
                    grid.cells()
                        .iter()
                        .any(|cell| cell.row == row && here.contains(&cell.id))
                });
                let Some(last) = shown.max() else { continue };
                let heads = (0..grid.columns()).any(|column| {
                    matches!(
                        grid.cell_at(last, column).kind,
                        CellKind::Band | CellKind::Header(Scope::Column)
                    )
                });
                assert!(!heads, "page {} ends with row {last}", page.number);
            }
        }
    }
}

#[test]
fn no_heading_is_parted_from_what_it_heads() {
    for document in swept() {
        let blocks = document.blocks();
        for page in &pages(&document).pages {
            let here = nodes(page);
            for pair in blocks.windows(2) {
                let (Block::Heading(heading) | Block::Title(heading)) = &pair[0] else {
                    continue;
                };
                let next = match &pair[1] {
                    Block::Heading(next) | Block::Title(next) => next.id,
                    Block::Paragraph(next) => next.id,
                    Block::Table(next) => next.grid().cells()[0].id,
                    _ => continue,
                };
                if here.contains(&heading.id) {
                    assert!(here.contains(&next), "{} ends page {}", heading.text, page.number);
                }
            }
        }
    }
}

#[test]
fn a_label_over_many_rows_is_whole_on_every_page_it_reaches() {
    for document in swept() {
        let table = tables(&document)[1];
        let labels: Vec<_> = table
            .grid()
            .cells()
            .iter()
            .filter(|cell| cell.row_span > 1)
            .collect();
        for page in &pages(&document).pages {
            let mut said: BTreeMap<NodeId, String> = BTreeMap::new();
            for (owner, run) in page.texts() {
                let (Owner::Node(id)
                | Owner::Furniture(Furniture::RepeatedLabel(id) | Furniture::RepeatedHeader(id))) = owner
                else {
                    continue;
                };
                said.entry(id).or_default().push_str(&run.text());
            }
            let here = nodes(page);
            for label in &labels {
                let reaches = table.grid().cells().iter().any(|cell| {
                    cell.row_span == 1 && label.rows().contains(&cell.row) && here.contains(&cell.id)
                });
                if reaches {
                    assert_eq!(said.get(&label.id), Some(&label.text), "page {}", page.number);
                }
            }
        }
    }
}

#[test]
fn a_signature_never_stands_alone_on_the_last_page() {
    for document in swept() {
        let Some(Block::Signature(signature)) = document.blocks().last() else {
            panic!("the samples are signed")
        };
        let pages = pages(&document);
        let mut here = nodes(pages.pages.last().unwrap());
        assert!(here.remove(&signature.agency_id) && here.remove(&signature.date_id));
        assert!(!here.is_empty());
    }
}

#[test]
fn no_line_begins_with_a_stop_and_no_number_is_parted() {
    for path in samples() {
        let document = compose(&report(&path));
        for page in &pages(&document).pages {
            let mut before: Option<(NodeId, String)> = None;
            for ((_, id), line) in lines(page) {
                let first = line.chars().next().unwrap();
                assert!(!"，。、；：！？）》”".contains(first), "{line}");
                if let Some((above, text)) = before
                    && above == id
                {
                    let parted = text.ends_with(|ch: char| ch.is_ascii_digit()) && first.is_ascii_digit();
                    assert!(!parted, "{text} | {line}");
                }
                before = Some((id, line));
            }
        }
    }
}

#[test]
fn no_figure_of_up_to_nine_digits_is_wrapped_and_all_of_a_table_are_of_one_size() {
    let mut report = report(&samples()[0]);
    for digits in 1..=9 {
        let number: i64 = "987654321"[..digits].parse().unwrap();
        for id in report.form.slots() {
            report.figures.set(
                id,
                Cell {
                    value: CellValue::Number(number),
                    span: None,
                },
            );
        }
        let document = compose(&report);
        let pages = pages(&document);
        for table in tables(&document) {
            let figures: BTreeSet<NodeId> = table
                .grid()
                .cells()
                .iter()
                .filter(|cell| cell.kind == CellKind::Data)
                .map(|cell| cell.id)
                .collect();
            let mut sizes = BTreeSet::new();
            let mut drawn = 0;
            for page in &pages.pages {
                for (owner, run) in page.texts() {
                    if let Owner::Node(id) = owner
                        && figures.contains(&id)
                    {
                        assert_eq!(run.text(), number.to_string());
                        sizes.insert(run.size);
                        drawn += 1;
                    }
                }
            }
            assert_eq!((drawn, sizes.len()), (figures.len(), 1));
        }
    }
}
