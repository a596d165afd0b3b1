//! What must never happen on a page, each seen in a well-known tool or a published report: swept line by line over the
//! length of part one, character by character over its line breaks, over the number of a table's rows, and over figures of
//! one to nine digits.

mod common;

use common::{report, samples};
use nianbao::doc::{
    Block, Cell, CellKind, Document, HeadingLevel, NodeId, Origin, Properties, Scope, Signature, Table,
    compose,
};
use nianbao::font::FontSet;
use nianbao::layout::{Furniture, Owner, Page, Pages, Shape, lay_out};
use nianbao::model::{self, CellValue, Located};
use nianbao::style::Style;
use nianbao::units::Length;
use std::collections::{BTreeMap, BTreeSet};

/// Every sample, its part one cut to so many paragraphs of one line, over more than a page.
fn swept() -> impl Iterator<Item = Document> {
    samples().into_iter().flat_map(|path| {
        let report = report(&path);
        (1..=24).map(move |lines| {
            let mut report = report.clone();
            report.prose.part1.paragraphs = vec![prose("全年公开工作有序开展。"); lines];
            compose(&report)
        })
    })
}

/// A table like 表三 of so many rows below a header of three: a label over all of them, labels over five each.
fn swept_table(rows: usize) -> Table {
    let label = |row, column, text: &str| Cell::at(row, column, text).kind(CellKind::Header(Scope::Row));
    let head = |row, column, text: &str| Cell::at(row, column, text).kind(CellKind::Header(Scope::Column));
    let mut cells = vec![
        head(0, 0, "（本列数据的勾稽关系）").spanning(3, 3),
        head(0, 3, "申请人情况"),
        head(1, 3, "总计").spanning(2, 1),
        label(3, 0, "三、本年度办理结果").spanning(rows, 1),
    ];
    for row in 3..rows + 3 {
        if (row - 3) % 5 == 0 {
            cells.push(label(row, 1, "（三）不予公开").spanning(5.min(rows + 3 - row), 1));
        }
        cells.push(label(row, 2, &format!("第{}种情形", row - 2)));
        cells.push(Cell::at(row, 3, "0"));
    }
    let widths = [131, 165, 529, 735].map(Length::deci_mm);
    Table::new(widths.into(), 3, cells).unwrap()
}

/// A heading, a table of so many rows and a signature after so many lines of text.
fn with_rows() -> impl Iterator<Item = Document> {
    (1..=66).flat_map(|rows| {
        [0, 7, 15, 21].map(|lines| {
            let text = |text: &str| Block::paragraph(text, Origin::default());
            let mut blocks = vec![Block::title("某县人民政府年度报告")];
            blocks.extend((0..lines).map(|_| text("全年公开工作有序开展。")));
            blocks.push(Block::heading(
                HeadingLevel::One,
                "三、收到和处理申请情况",
                Origin::default(),
            ));
            blocks.push(Block::Table(swept_table(rows)));
            blocks.push(text("没有其他需要报告的事项。"));
            blocks.push(Block::Signature(Signature {
                agency: "某县人民政府".into(),
                date: "2022年1月10日".into(),
                sealed: true,
                ..Signature::default()
            }));
            Document::new(Properties::default(), blocks)
        })
    })
}

fn prose(text: &str) -> Located<String> {
    Located::free(text.to_owned())
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
    for document in swept().chain(with_rows()) {
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
    for document in swept().chain(with_rows()) {
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
    for document in swept().chain(with_rows()) {
        let table = *tables(&document)
            .iter()
            .find(|table| table.header_rows() == 3)
            .unwrap();
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
fn a_long_label_holds_up_no_page_break() {
    for document in swept().chain(with_rows()) {
        let pages = pages(&document);
        let starts_page = |page: &Page| {
            let here = nodes(page);
            let of_attachment =
                |block: &Block| matches!(block, Block::Attachment(one) if here.contains(&one.label.id));
            document.blocks().iter().any(of_attachment)
        };
        for pair in pages.pages.windows(2) {
            let lowest = pair[0]
                .items
                .iter()
                .filter(|item| item.owner != Owner::Furniture(Furniture::PageNumber))
                .filter_map(|item| match &item.shape {
                    Shape::Text(run) => Some(run.y),
                    Shape::Line { to, .. } => Some(to.1),
                    _ => None,
                })
                .max()
                .unwrap();
            // What a page may have to leave: a heading, a header of three rows and the least that goes with them.
            let left = Length::mm(262) - lowest;
            let (most, number) = (Length::mm(62), pair[0].number);
            assert!(
                left <= most || starts_page(&pair[1]),
                "page {number} leaves {left:?}"
            );
        }
    }
}

#[test]
fn a_signature_never_stands_alone_on_a_page() {
    for document in swept().chain(with_rows()) {
        let signature = document.blocks().iter().find_map(|block| match block {
            Block::Signature(signature) => Some(signature),
            _ => None,
        });
        let signature = signature.expect("the samples are signed");
        let pages = pages(&document);
        let with_date = |page: &&Page| nodes(page).contains(&signature.date_id);
        let mut here = nodes(pages.pages.iter().find(with_date).unwrap());
        assert!(here.remove(&signature.agency_id) && here.remove(&signature.date_id));
        // A remark below the date is no text above it.
        let below = document.blocks().iter().filter_map(|block| match block {
            Block::Annotation(line) => Some(line.id),
            _ => None,
        });
        below.for_each(|id| {
            here.remove(&id);
        });
        assert!(!here.is_empty());
    }
}

/// What must stay on one line, as the end of a line comes to every place in it: the text is moved by a character at a time.
const KEPT: [&str; 7] = [
    "2021年12月31日",
    "14069件",
    "〔2021〕30号",
    "第二十条第（一）项",
    "——",
    "……",
    "20210118",
];

#[test]
fn no_line_begins_with_a_stop_or_cuts_what_stays_whole() {
    let mut report = report(&samples()[0]);
    for shift in 0..30 {
        let text = KEPT.map(|kept| format!("{}“公开”，{kept}（完成）。", "字".repeat(17)));
        report.prose.part1.paragraphs = vec![prose(&format!("{}{}", "字".repeat(shift), text.concat()))];
        let document = compose(&report);
        let mut before: Option<(NodeId, String)> = None;
        for page in &pages(&document).pages {
            for ((_, id), line) in lines(page) {
                let (first, last) = (line.chars().next().unwrap(), line.chars().last().unwrap());
                assert!(!"，。、；：！？）》”".contains(first), "{line}");
                assert!(!"“（《〔".contains(last), "{line}");
                if let Some((above, text)) = before
                    && above == id
                {
                    let parted = text.ends_with(|ch: char| ch.is_ascii_digit()) && first.is_ascii_digit();
                    assert!(!parted, "{text} | {line}");
                    let joined = format!("{text}{line}");
                    let cut = |kept: &&&str| {
                        // At most four characters are pushed to the next line for it.
                        let pushed = |start: usize| text[start..].chars().count() <= 4;
                        let mut places = joined.match_indices(**kept);
                        places.any(|(at, _)| at < text.len() && text.len() < at + kept.len() && pushed(at))
                    };
                    assert_eq!(KEPT.iter().find(cut), None, "{text} | {line}");
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
                model::Cell {
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
