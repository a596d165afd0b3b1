//! A property of any document: it lays out in finitely many pages, and every word of it stands there once, in order, in its
//! box.

use super::flow::Flow;
use super::{Furniture, Owner, Page, Pages, lay_out, pages};
use crate::doc::{
    Align, Attachment, AttachmentEntry, AttachmentList, Block, Cell, CellKind, CopiesTo, Document, Head,
    HeadingLevel, Imprint, Line, Origin, Properties, Run, RunIn, Scope, Signature, Signers, Table,
};
use crate::font::FontSet;
use crate::style::{BreakLevel, Compression, Style};
use crate::units::Length;
use proptest::prelude::*;
use std::collections::HashMap;

fn text(longest: usize) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "[\u{4e00}-\u{4fff}]{1,12}",
        2 => "[，。、；：！？”’）》〉】]",
        2 => "[“‘（《〈【]",
        1 => Just("——".to_owned()),
        1 => Just("……".to_owned()),
        2 => "[0-9]{1,14}",
        1 => "[a-z./-]{1,40}",
        1 => " {1,3}",
    ];
    prop::collection::vec(piece, 0..longest).prop_map(|pieces| pieces.concat().trim().to_owned())
}

/// A grid closed by merging whole blocks of a regular one.
fn table() -> impl Strategy<Value = Table> {
    (
        1usize..12,
        1usize..4,
        0usize..3,
        prop::collection::vec((text(6), 1usize..4, 1usize..3, 0u8..4), 48),
    )
        .prop_filter_map("header cut by a span", |(rows, columns, header, cells)| {
            let mut free = vec![vec![true; columns]; rows];
            let mut made = Vec::new();
            let mut given = cells.into_iter();
            for row in 0..rows {
                for column in 0..columns {
                    if !free[row][column] {
                        continue;
                    }
                    let (text, row_span, column_span, kind) = given.next()?;
                    let row_span = row_span.min(rows - row);
                    let wide = (column..columns.min(column + column_span))
                        .take_while(|at| free[row][*at])
                        .count();
                    for places in &mut free[row..row + row_span] {
                        places[column..column + wide].fill(false);
                    }
                    let kind = match kind {
                        0 => CellKind::Header(Scope::Row),
                        1 => CellKind::Header(Scope::Column),
                        2 => CellKind::Band,
                        _ => CellKind::Data,
                    };
                    let align = if text.len() % 2 == 0 {
                        Align::Center
                    } else {
                        Align::Start
                    };
                    made.push(
                        Cell::at(row, column, text)
                            .spanning(row_span, wide)
                            .kind(kind)
                            .align(align),
                    );
                }
            }
            let width = Length::mm(150) / columns as i64;
            Table::new(vec![width; columns], header.min(rows), made).ok()
        })
}

fn block() -> impl Strategy<Value = Block> {
    prop_oneof![
        4 => text(60).prop_map(|text| Block::paragraph(text, Origin::default())),
        1 => (text(4), text(30)).prop_map(|(heading, text)| {
            let mut paragraph = crate::doc::Paragraph::plain(text, Origin::default());
            paragraph.run_in = Some(RunIn { id: Default::default(), level: HeadingLevel::Two, text: heading });
            paragraph.runs.push(Run { text: "重点".into(), strong: true });
            Block::Paragraph(paragraph)
        }),
        2 => text(8).prop_map(|text| Block::heading(HeadingLevel::Three, text, Origin::default())),
        1 => text(12).prop_map(Block::title),
        2 => table().prop_map(Block::Table),
        1 => Just(Block::Signature(Signature {
            agency: "某县人民政府".into(), date: "2022年1月10日".into(), sealed: false, ..Signature::default()
        })),
    ]
}

fn line(longest: usize) -> impl Strategy<Value = Line> {
    text(longest).prop_map(|text| Line::new(text, Origin::default()))
}

/// 版头, 主送机关, 附件说明, 附注, 附件 and 版记 around other blocks, each there or not.
fn document() -> impl Strategy<Value = Vec<Block>> {
    let signers = prop::option::of(prop::collection::vec(line(1), 1..6)).prop_map(|names| {
        names.map(|names| Signers {
            label: Line::new("签发人：", Origin::default()),
            names,
        })
    });
    let head = (prop::option::of(line(5)), line(5), line(3), signers).prop_map(
        |(urgency, mark, number, signers)| {
            Block::Head(Head {
                urgency,
                mark,
                number,
                signers,
                ..Head::default()
            })
        },
    );
    let list = prop::collection::vec(line(12), 1..4).prop_map(|lines| {
        Block::AttachmentList(AttachmentList {
            label: 0,
            entries: lines
                .into_iter()
                .map(|line| AttachmentEntry { line, name_at: 0 })
                .collect(),
        })
    });
    let attachment = (line(2), text(9))
        .prop_map(|(label, title)| Block::Attachment(Attachment::new(label.text, title, Origin::default())));
    let imprint = (prop::option::of(line(40)), line(9), line(3)).prop_map(|(copies, issuer, issued)| {
        let copies_to = copies.map(|line| CopiesTo { line, names_at: 0 });
        Block::Imprint(Imprint {
            copies_to,
            issuer,
            issued,
        })
    });
    (
        prop::option::of(head),
        prop::option::of(line(30).prop_map(Block::Recipients)),
        prop::collection::vec(block(), 0..14),
        prop::option::of(list),
        prop::option::of(line(30).prop_map(Block::Annotation)),
        prop::option::of((attachment, prop::collection::vec(block(), 0..3))),
        prop::option::of(imprint),
    )
        .prop_map(
            |(head, recipients, blocks, list, annotation, attachment, imprint)| {
                let attached = attachment
                    .into_iter()
                    .flat_map(|(head, blocks)| std::iter::once(head).chain(blocks));
                head.into_iter()
                    .chain(recipients)
                    .chain(blocks)
                    .chain(list)
                    .chain(annotation)
                    .chain(attached)
                    .chain(imprint)
                    .collect()
            },
        )
}

/// The words of the pages without furniture, those of a node together: the text of a cell that no page holds is parted,
/// and on its first page the cells beside it follow before the rest of it.
fn words_by_node(pages: &Pages) -> String {
    let mut nodes: Vec<String> = Vec::new();
    let mut places = HashMap::new();
    for (owner, run) in pages.pages.iter().flat_map(Page::texts) {
        if let Owner::Node(id) = owner {
            let place = *places.entry(id).or_insert(nodes.len());
            if place == nodes.len() {
                nodes.push(String::new());
            }
            nodes[place].push_str(&run.text());
        }
    }
    nodes.concat()
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|ch| !ch.is_whitespace()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn every_word_stands_once_in_order_inside_the_text_area(
        blocks in document(),
        line_breaks in prop_oneof![Just(BreakLevel::Basic), Just(BreakLevel::Gb), Just(BreakLevel::Strict)],
        squeezes in any::<bool>(),
    ) {
        let document = Document::new(Properties::default(), blocks);
        let compression = if squeezes { Compression::Squeeze } else { Compression::None };
        let style = Style { line_breaks, compression, ..Style::default() };
        let pages = lay_out(&document, &style, FontSet::bundled().unwrap()).unwrap();
        prop_assert_eq!(squeezed(&words_by_node(&pages)), squeezed(&document.plain_text()));
        let (left, right) = (style.page.left, style.page.left + style.page.text_width);
        let (top, bottom) = (style.page.top, style.page.top + style.page.text_height);
        for page in &pages.pages {
            for (owner, run) in page.texts() {
                if owner != Owner::Furniture(Furniture::PageNumber) {
                    // An opening mark may give up its blank half at the left edge.
                    let blank = if squeezes { run.size / 2 } else { Length::ZERO };
                    prop_assert!(run.x >= left - blank && run.x + run.width() <= right, "{} at {:?}", run.text(), run.x);
                    prop_assert!(run.y - run.size >= top && run.y <= bottom, "{} at {:?}", run.text(), run.y);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn a_flow_at_another_pitch_is_as_if_made_afresh(blocks in document()) {
        let document = Document::new(Properties::default(), blocks);
        let (style, fonts) = (Style::default(), FontSet::bundled().unwrap());
        let mut tighter = style.clone();
        tighter.body.pitch = style.signature.least_pitch;
        tighter.headings.iter_mut().for_each(|heading| heading.pitch = style.signature.least_pitch);
        let flow = Flow::of(&document, &style, fonts).unwrap();
        let pitched = pages(&flow.pitched(&tighter).unwrap()).unwrap();
        prop_assert!(pitched == lay_out(&document, &tighter, fonts).unwrap());
    }
}
