//! Whatever the text and however cells are merged: a file that follows the rules, or an error, never a panic.

use crate::schema::faults;
use crate::support::Parts;
use crate::tables::assert_grids_close;
use nianbao::Error;
use nianbao::doc::{
    Block, Cell, CellKind, Document, HeadingLevel, Paragraph, Properties, Run, RunIn, Scope, Signature, Table,
};
use nianbao::docx::{self, Options};
use nianbao::font::FontSet;
use nianbao::style::Style;
use proptest::prelude::*;

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[一-龥，。“”（）0-9a-zé ]{0,40}",
        "[<>&\"'\\]]{0,9}",
        any::<String>()
    ]
}

fn paragraph(texts: &[String]) -> Block {
    Block::Paragraph(Paragraph {
        run_in: texts.first().map(|text| RunIn {
            id: Default::default(),
            level: HeadingLevel::Three,
            text: text.clone(),
        }),
        runs: texts
            .iter()
            .enumerate()
            .map(|(at, text)| Run {
                text: text.clone(),
                strong: at % 2 == 0,
            })
            .collect(),
        ..Paragraph::default()
    })
}

/// A table in which each place not yet covered starts a cell of the next span that fits.
fn table(rows: usize, columns: usize, spans: &[(usize, usize)], text: &str) -> Table {
    let mut covered = vec![false; rows * columns];
    let mut cells = Vec::new();
    for place in 0..rows * columns {
        if covered[place] {
            continue;
        }
        let (row, column) = (place / columns, place % columns);
        let (tall, wide) = spans[place % spans.len()];
        let free = |tall: usize, wide: usize| {
            row + tall <= rows
                && column + wide <= columns
                && (row..row + tall).all(|r| (column..column + wide).all(|c| !covered[r * columns + c]))
        };
        let (tall, wide) = if free(tall, wide) { (tall, wide) } else { (1, 1) };
        for r in row..row + tall {
            covered[r * columns + column..][..wide].fill(true);
        }
        let kind = [CellKind::Data, CellKind::Band, CellKind::Header(Scope::Row)][place % 3];
        cells.push(Cell::at(row, column, text).spanning(tall, wide).kind(kind));
    }
    let whole = Style::default().page.text_width;
    let mut widths = vec![whole / columns as i64; columns];
    widths[0] = whole - widths[1..].iter().copied().sum();
    Table::new(widths, 0, cells).unwrap()
}

fn write(blocks: Vec<Block>, properties: Properties) -> Result<(Document, Vec<u8>), Error> {
    let document = Document::new(properties, blocks);
    let fonts = FontSet::bundled()?;
    let file = docx::write(&document, &Style::default(), fonts, &Options::default())?;
    Ok((document, file))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_text_comes_out_as_it_went_in(texts in prop::collection::vec(text(), 1..6), sealed: bool) {
        let first = texts[0].clone();
        let blocks = vec![
            Block::title(first.clone()),
            paragraph(&texts),
            Block::Signature(Signature { agency: first.clone(), date: first.clone(), sealed, ..Signature::default() }),
        ];
        let properties = Properties { title: first.clone(), watermark: Some(first), ..Properties::default() };
        match write(blocks, properties) {
            Ok((document, file)) => {
                let parts = Parts::read(&file);
                prop_assert_eq!(parts.document().words(), document.texts().concat());
                for (name, part) in parts.all_xml() {
                    prop_assert_eq!(faults(&part), Vec::<String>::new(), "{}", name);
                }
            }
            Err(error) => {
                prop_assert!(matches!(error, Error::Docx(_)));
                let unwritable = |ch: char| ch < ' ' || matches!(ch, '\u{fffe}' | '\u{ffff}');
                prop_assert!(texts.iter().any(|text| text.contains(unwritable)));
            }
        }
    }

    #[test]
    fn any_merging_of_cells_closes(
        rows in 1_usize..8,
        columns in 1_usize..9,
        spans in prop::collection::vec((1_usize..5, 1_usize..5), 1..9),
    ) {
        let (_, file) = write(vec![Block::Table(table(rows, columns, &spans, "12"))], Properties::default()).unwrap();
        let document = Parts::read(&file).document();
        assert_grids_close(&document);
        prop_assert_eq!(document.find("w:tr").len(), rows);
    }
}
