//! The two copies of every sample say the same words in the same order, and both say the document's.

mod common;

use common::{pages, pdf_text, report, samples, squeezed};
use nianbao::doc::{Block, compose};
use nianbao::font::FontSet;
use nianbao::style::Style;
use nianbao::{docx, pdf};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{Cursor, Read};

/// The words of the main part of a DOCX.
fn docx_words(bytes: &[u8]) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut part = String::new();
    package
        .by_name("word/document.xml")
        .unwrap()
        .read_to_string(&mut part)
        .unwrap();
    let mut reader = Reader::from_str(&part);
    let mut in_text = false;
    let mut words = String::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => in_text = start.name().as_ref() == b"w:t",
            Event::End(_) => in_text = false,
            Event::Text(text) if in_text => words.push_str(&text.decode().unwrap()),
            Event::GeneralRef(entity) if in_text => {
                let name = entity.decode().unwrap();
                words.push_str(quick_xml::escape::resolve_predefined_entity(&name).unwrap());
            }
            Event::Eof => return words,
            _ => {}
        }
    }
}

#[test]
fn word_file_pdf_and_document_say_the_same() {
    let (style, fonts) = (Style::default(), FontSet::bundled().unwrap());
    for path in samples() {
        let document = compose(&report(&path));
        let said = squeezed(&document.plain_text());
        let word_file = docx::write(&document, &style, fonts, &docx::Options::default()).unwrap();
        assert_eq!(squeezed(&docx_words(&word_file)), said, "{}", path.display());
        let pdf = pdf::write(&document, &pages(&document), fonts, &pdf::Options::default()).unwrap();
        let pdf = lopdf::Document::load_mem(&pdf).unwrap();
        assert_eq!(squeezed(&pdf_text::tagged(&pdf)), said, "{}", path.display());
    }
}

#[test]
fn the_document_says_everything_that_was_entered() {
    for path in samples() {
        let report = report(&path);
        let document = compose(&report);
        let said = squeezed(&document.plain_text());
        let prose = [&report.prose.part1, &report.prose.part5, &report.prose.part6];
        for paragraph in prose.into_iter().flat_map(|text| &text.paragraphs) {
            assert!(said.contains(&squeezed(&paragraph.value)), "{}", paragraph.value);
        }
        let tables: Vec<_> = document
            .blocks()
            .iter()
            .filter_map(|block| match block {
                Block::Table(table) => Some(table),
                _ => None,
            })
            .collect();
        assert_eq!(tables.len(), 3);
        for id in report.form.slots() {
            let row = report.form.row(id);
            let column = row.column
                + row.slots[..id.slot]
                    .iter()
                    .map(|slot| slot.column_span)
                    .sum::<u16>();
            let cell = tables[id.table]
                .grid()
                .cell_at(usize::from(row.row), usize::from(column));
            assert_eq!(
                cell.text,
                report.figures.cell(id).value.to_string(),
                "{}",
                report.form.path(id)
            );
        }
    }
}
