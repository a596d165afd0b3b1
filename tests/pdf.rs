//! The PDFs of the samples, checked with nothing installed: conformance, words, glyphs, sizes, bytes.

mod common;

use common::{documents, pages, pdf_text, report, samples, squeezed};
use lopdf::Document as Pdf;
use nianbao::doc::{Block, Document, Heading, HeadingLevel, NodeId, Origin, Properties, compose};
use nianbao::finding::{Finding, Span};
use nianbao::font::FontSet;
use nianbao::layout::Shape;
use nianbao::model::Date;
use nianbao::pdf::{DATA_FILE, Options, Standard, write};
use nianbao::pipeline::{self, FileKind};
use nianbao::style::Style;
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

fn pdf_of(document: &Document) -> Vec<u8> {
    write(
        document,
        &pages(document),
        FontSet::bundled().unwrap(),
        &Options::default(),
    )
    .unwrap()
}

#[test]
fn every_sample_conforms_to_pdf_a_3a_and_pdf_ua_1() {
    for document in documents() {
        let bytes = pdf_of(&document);
        for profile in ["3a", "ua1"] {
            let profile: ValidationProfile = profile.parse().unwrap();
            let found = validate_pdf_bytes(&bytes, &ValidationOptions::default().profile(profile)).unwrap();
            let failures: Vec<_> = found
                .failures
                .iter()
                .map(|failure| (&failure.rule_id, &failure.message))
                .collect();
            assert!(
                failures.is_empty() && found.is_compliant,
                "{}: {failures:?}",
                document.properties().title
            );
        }
    }
}

/// Each standard that can be asked for is true of every sample, its data attached where that is allowed.
#[test]
fn each_standard_is_true() {
    for path in samples() {
        let report = report(&path);
        let document = compose(&report);
        for (standard, profiles) in [
            (Standard::ArchivalAccessible, &["3a", "ua1"][..]),
            (Standard::A2a, &["2a", "ua1"]),
            (Standard::A1a, &["1a"]),
            (Standard::A2b, &["2b"]),
        ] {
            let mut options = pipeline::Options {
                standard,
                ..pipeline::Options::default()
            };
            let style = Style::default();
            let fonts = FontSet::bundled().unwrap();
            options.data = Some(pipeline::data(&report, &[], &style, fonts, &options));
            let made = pipeline::export(&document, &[FileKind::Pdf], &style, fonts, &options).unwrap();
            let file = &made.files[0].1;
            let attached = file
                .windows(DATA_FILE.len())
                .any(|window| window == DATA_FILE.as_bytes());
            assert_eq!(attached, standard == Standard::ArchivalAccessible);
            for profile in profiles {
                let profile: ValidationProfile = profile.parse().unwrap();
                let found = validate_pdf_bytes(file, &ValidationOptions::default().profile(profile)).unwrap();
                let failures: Vec<_> = found
                    .failures
                    .iter()
                    .map(|failure| (&failure.rule_id, &failure.message))
                    .collect();
                assert!(
                    failures.is_empty() && found.is_compliant,
                    "{standard:?}: {failures:?}"
                );
            }
        }
    }
}

#[test]
fn the_tag_tree_says_the_document_and_each_page_says_its_page() {
    for document in documents() {
        let laid_out = pages(&document);
        let pdf = Pdf::load_mem(&pdf_of(&document)).unwrap();
        assert_eq!(
            squeezed(&pdf_text::tagged(&pdf)),
            squeezed(&document.plain_text())
        );
        assert_eq!(squeezed(&laid_out.body_text()), squeezed(&document.plain_text()));
        pdf_text::assert_says(&pdf, &laid_out);
    }
}

#[test]
fn no_glyph_is_missing() {
    for document in documents() {
        let pdf = Pdf::load_mem(&pdf_of(&document)).unwrap();
        let pieces = pdf_text::pages(&pdf).into_iter().flatten();
        let codes: Vec<u16> = pieces.flat_map(|piece| piece.codes).collect();
        assert!(codes.len() > 1000);
        assert!(codes.iter().all(|code| *code != 0));
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for document in documents() {
        assert!(pdf_of(&document) == pdf_of(&document));
    }
}

#[test]
fn files_stay_small() {
    for document in documents() {
        let size = pdf_of(&document).len();
        // The OFL face has more points to a glyph.
        let limit = if cfg!(feature = "font-fandol") {
            230_000
        } else {
            375_000
        };
        assert!(size < limit, "{}: {size} bytes", document.properties().title);
    }
}

#[test]
fn a_draft_claims_no_conformance_and_says_what_it_is() {
    let document = documents().remove(0).marked("草稿");
    let options = Options {
        standard: Standard::Plain,
        ..Options::default()
    };
    let laid_out = pages(&document);
    let bytes = write(&document, &laid_out, FontSet::bundled().unwrap(), &options).unwrap();
    let pdf = Pdf::load_mem(&bytes).unwrap();
    for pieces in pdf_text::pages(&pdf) {
        assert!(pieces.iter().any(|piece| piece.text.contains("草稿")));
    }
    assert!(!String::from_utf8_lossy(&bytes).contains("pdfaid"));
    assert!(!squeezed(&pdf_text::tagged(&pdf)).contains("草稿"));
}

#[test]
fn a_document_without_title_date_and_language_is_refused_not_mislabelled() {
    let document = Document::new(
        Properties::default(),
        vec![Block::paragraph("文", Origin::default())],
    );
    let refused = write(
        &document,
        &pages(&document),
        FontSet::bundled().unwrap(),
        &Options::default(),
    );
    let Err(nianbao::Error::Refused(findings)) = refused else {
        panic!("{refused:?}");
    };
    for what in ["没有标题", "没有语言", "没有成文日期"] {
        assert!(
            findings.iter().any(|finding| finding.message.contains(what)),
            "{what}"
        );
    }
}

#[test]
fn an_empty_cell_keeps_its_place_in_the_tag_tree() {
    use nianbao::doc::{Cell, Table};
    use nianbao::units::Length;
    let table = Table::new(
        vec![Length::mm(30); 2],
        0,
        vec![Cell::at(0, 0, ""), Cell::at(0, 1, "有")],
    )
    .unwrap();
    let template = documents().remove(0);
    let document = Document::new(template.properties().clone(), vec![Block::Table(table)]);
    let pdf = Pdf::load_mem(&pdf_of(&document)).unwrap();
    let cells = pdf.objects.values().filter(|object| {
        object.as_dict().is_ok_and(|element| {
            element
                .get(b"S")
                .and_then(|tag| tag.as_name())
                .is_ok_and(|tag| tag == b"TD")
        })
    });
    assert_eq!(cells.count(), 2);
}

/// The elements of the structure of one kind.
fn elements<'a>(pdf: &'a Pdf, kind: &str) -> Vec<&'a lopdf::Dictionary> {
    let is_kind = |element: &&lopdf::Dictionary| {
        element
            .get(b"S")
            .and_then(|tag| tag.as_name())
            .is_ok_and(|tag| tag == kind.as_bytes())
    };
    pdf.objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(is_kind)
        .collect()
}

/// An attribute of an element, in whichever of its attribute objects it stands.
fn attribute<'a>(pdf: &'a Pdf, element: &'a lopdf::Dictionary, key: &[u8]) -> Option<&'a lopdf::Object> {
    let resolved = |object: &'a lopdf::Object| pdf.dereference(object).unwrap().1;
    let attributes = resolved(element.get(b"A").ok()?);
    let owners = match attributes {
        lopdf::Object::Array(owners) => owners.iter().map(resolved).collect(),
        one => vec![one],
    };
    let found = owners
        .into_iter()
        .find_map(|owner| owner.as_dict().ok()?.get(key).ok());
    found.map(resolved)
}

/// A screen reader can say of each value which headers it stands under; only notes in a corner have none.
#[test]
fn every_cell_of_the_tables_is_told_by_its_headers() {
    use nianbao::doc::CellKind;
    for document in documents() {
        let pdf = Pdf::load_mem(&pdf_of(&document)).unwrap();
        let headers = elements(&pdf, "TH");
        let ids: Vec<&[u8]> = headers
            .iter()
            .map(|header| header.get(b"ID").unwrap().as_str().unwrap())
            .collect();
        assert!(ids.len() > 50);
        for header in &headers {
            assert!(attribute(&pdf, header, b"Scope").is_some());
        }
        let mut untold = 0;
        for cell in elements(&pdf, "TD") {
            match attribute(&pdf, cell, b"Headers") {
                Some(told) => {
                    let told = told.as_array().unwrap();
                    assert!(told.len() >= 2, "a value has a row and a column");
                    for id in told {
                        assert!(ids.contains(&id.as_str().unwrap()), "a header that is not there");
                    }
                }
                None => untold += 1,
            }
        }
        let tables = document.blocks().iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        });
        let notes = tables
            .flat_map(|table| table.grid().cells())
            .filter(|cell| cell.kind == CellKind::Note)
            .count();
        assert_eq!(untold, notes, "{}", document.properties().title);
    }
}

#[test]
fn the_catalog_says_what_readers_and_archives_ask() {
    for document in documents() {
        let pdf = Pdf::load_mem(&pdf_of(&document)).unwrap();
        let catalog = pdf.catalog().unwrap();
        let dictionary = |from: &lopdf::Dictionary, key: &[u8]| {
            let object = pdf.dereference(from.get(key).unwrap()).unwrap().1;
            object.as_dict().unwrap().clone()
        };
        assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"zh-CN");
        let shown = dictionary(catalog, b"ViewerPreferences");
        assert!(shown.get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
        assert!(
            dictionary(catalog, b"MarkInfo")
                .get(b"Marked")
                .unwrap()
                .as_bool()
                .unwrap()
        );
        assert!(catalog.has(b"PageLabels") && catalog.has(b"OutputIntents"));
        let outline = dictionary(catalog, b"Outlines");
        let mut entry = outline.get(b"First").ok().cloned();
        let mut parts = 0;
        while let Some(item) = entry {
            parts += 1;
            let item = pdf.dereference(&item).unwrap().1.as_dict().unwrap();
            entry = item.get(b"Next").ok().cloned();
        }
        let attachments = document.blocks().iter();
        let attachments = attachments.filter(|block| matches!(block, Block::Attachment(_)));
        assert!(
            parts >= 6 && parts <= 6 + 4 * attachments.count(),
            "{parts} parts"
        );

        let metadata = pdf.dereference(catalog.get(b"Metadata").unwrap()).unwrap().1;
        let metadata = String::from_utf8(metadata.as_stream().unwrap().content.clone()).unwrap();
        let properties = document.properties();
        let date = properties.date.unwrap();
        let day = format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day());
        assert!(properties.keywords.len() >= 2);
        let said = [&properties.title, &properties.author, &day].into_iter();
        for word in said.chain(&properties.keywords) {
            assert!(metadata.contains(word.as_str()), "{word}: {metadata}");
        }
        for mark in ["pdfaid:part>3", "pdfaid:conformance>A", "pdfuaid:part>1"] {
            assert!(metadata.contains(mark), "{mark}: {metadata}");
        }
    }
}

#[test]
fn what_a_standard_refuses_is_told_at_its_place() {
    let from = Span::new(7, 10);
    let properties = Properties {
        title: "某镇报告".to_owned(),
        language: "zh-CN".to_owned(),
        date: Date::new(2026, 1, 10),
        ..Properties::default()
    };
    let blocks = vec![
        Block::Title(Heading {
            id: NodeId::default(),
            origin: Origin::default(),
            level: HeadingLevel::One,
            text: "某镇报告".to_owned(),
            keep_whole: Vec::new(),
        }),
        Block::paragraph("各字都有。", Origin::default()),
        Block::paragraph("造字印不出。", Origin(Some(from))),
    ];
    let refused = |properties: &Properties, blocks: &[Block], standard| {
        let document = Document::new(properties.clone(), blocks.to_vec());
        let options = Options {
            standard,
            ..Options::default()
        };
        let mut pages = pages(&document);
        // A face of an office's own might lack the outline of a character; ours do not.
        for item in pages.pages.iter_mut().flat_map(|page| &mut page.items) {
            if let Shape::Text(run) = &mut item.shape {
                let invented = run.glyphs.iter_mut().filter(|glyph| glyph.ch == '造');
                invented.for_each(|glyph| glyph.id = 0);
            }
        }
        match write(&document, &pages, FontSet::bundled().unwrap(), &options) {
            Err(nianbao::Error::Refused(findings)) => findings.iter().cloned().collect(),
            Err(other) => panic!("{other}"),
            Ok(_) => Vec::new(),
        }
    };
    for (standard, _) in Standard::ALL {
        let found: Vec<Finding> = refused(&properties, &blocks, standard);
        if standard == Standard::Plain {
            assert_eq!(found, []);
            continue;
        }
        assert_eq!(found.len(), 1, "{standard:?}: {found:?}");
        assert_eq!(found[0].span, Some(from));
        assert!(
            found[0].message.contains("“造”（U+9020）"),
            "{}",
            found[0].message
        );
        // Properties that no string of the format holds.
        let long = Properties {
            author: "某".repeat(20_000),
            ..properties.clone()
        };
        let found = refused(&long, &blocks[..2], standard);
        assert!(
            found
                .iter()
                .any(|finding| finding.message.contains("这样长的文字")),
            "{standard:?}: {found:?}"
        );
        let undated = Properties {
            date: None,
            ..properties.clone()
        };
        let told = refused(&undated, &blocks[..2], standard);
        assert!(
            told.iter().any(|finding| finding.message.contains("成文日期")),
            "{standard:?}: {told:?}"
        );
    }
}
