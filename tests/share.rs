//! Faces cut once for many files: what a service or a batch shares.

mod common;

use common::{documents, report, samples, unzip};
use lopdf::Document as Pdf;
use nianbao::doc::{Block, Document, Origin, compose};
use nianbao::docx::EmbedFonts;
use nianbao::font::FontSet;
use nianbao::pipeline::{Characters, Exporter, FileKind, Options, PdfCopy, SharedFaces, export};
use nianbao::print::Imposition;
use nianbao::style::Style;
use nianbao::{docx, extract};
use std::sync::Arc;

fn fonts() -> &'static FontSet {
    FontSet::bundled().unwrap()
}

/// How files are made that share what they can.
fn options(carried: EmbedFonts) -> Options {
    Options {
        docx: docx::Options {
            fonts: carried,
            ..docx::Options::default()
        },
        copy: PdfCopy::Print(Imposition::Single),
        ..Options::default()
    }
}

fn characters(document: &Document, options: &Options) -> Characters {
    Characters::of(document, &FileKind::ALL, &Style::default(), fonts(), options)
}

/// The Word file and the copy to print, with faces cut for these characters.
fn made(document: &Document, options: &Options, shared: Option<&Characters>) -> [Vec<u8>; 2] {
    let options = Options {
        shared: shared.map(|shared| Arc::new(SharedFaces::of(shared, fonts()))),
        ..options.clone()
    };
    let made = export(document, &FileKind::ALL, &Style::default(), fonts(), &options).unwrap();
    let mut files = made.files.into_iter().map(|(_, bytes)| bytes);
    [files.next().unwrap(), files.next().unwrap()]
}

/// The embedded faces of both files.
fn faces(files: &[Vec<u8>; 2]) -> Vec<Vec<u8>> {
    let word = unzip(&files[0]);
    let word = word
        .into_iter()
        .filter(|(name, _)| name.starts_with("word/fonts/"));
    let pdf = Pdf::load_mem(&files[1]).unwrap();
    let streams = pdf.objects.values().filter_map(|object| object.as_stream().ok());
    let programs = streams.filter(|stream| stream.dict.has(b"Length1"));
    let programs = programs.map(|stream| stream.decompressed_content().unwrap());
    word.map(|(_, bytes)| bytes).chain(programs).collect()
}

/// Every document of the samples, also as a draft, whose mark is in a face of its own.
fn all() -> Vec<Document> {
    let plain = documents().into_iter();
    plain
        .flat_map(|document| [document.clone(), document.marked("草稿")])
        .collect()
}

#[test]
fn a_document_shared_with_nobody_has_the_word_file_it_has_by_itself() {
    for carried in [EmbedFonts::Subset, EmbedFonts::Editing] {
        let options = options(carried);
        for document in all() {
            let alone = made(&document, &options, None);
            let shared = made(&document, &options, Some(&characters(&document, &options)));
            assert!(alone[0] == shared[0], "{}", document.properties().title);
            if carried == EmbedFonts::Editing {
                break;
            }
        }
    }
}

/// No character that a writer shows is missing among those collected: else the file would have a face of its own.
#[test]
fn every_file_has_the_faces_of_all() {
    let options = options(EmbedFonts::Subset);
    let documents = all();
    let mut together = Characters::default();
    documents
        .iter()
        .for_each(|document| together.extend(characters(document, &options)));
    let shared: Vec<Vec<Vec<u8>>> = documents
        .iter()
        .map(|document| faces(&made(document, &options, Some(&together))))
        .collect();
    let most = shared.iter().max_by_key(|faces| faces.len()).unwrap();
    for (document, faces) in documents.iter().zip(&shared) {
        assert!(faces.len() > 8);
        for face in faces {
            assert!(most.contains(face), "{}", document.properties().title);
        }
    }
}

/// An input may change after its characters were collected.
#[test]
fn a_document_with_a_character_nobody_knew_of_has_that_face_by_itself() {
    let options = options(EmbedFonts::Subset);
    let known = documents().remove(0);
    let mut blocks = known.blocks().to_vec();
    blocks.push(Block::paragraph("魑魅魍魉", Origin::default()));
    let changed = Document::new(known.properties().clone(), blocks);
    let collected = characters(&known, &options);
    let files = made(&changed, &options, Some(&collected));
    let alone = made(&changed, &options, None);
    // The face of running text is that of this document, the others are shared.
    let own = faces(&files)
        .iter()
        .filter(|face| faces(&alone).contains(face))
        .count();
    assert!(own >= 2);
    assert!(files[0] == alone[0]);
    let pdf = Pdf::load_mem(&files[1]).unwrap();
    common::pdf_text::assert_says(&pdf, &common::pages(&changed));
}

#[test]
fn the_data_in_a_file_does_not_know_whether_faces_are_shared() {
    let path = samples().remove(0);
    let bytes = std::fs::read(&path).unwrap();
    let exporter = Exporter::new().unwrap();
    let mut together = exporter.characters("a.toml", &bytes, None, &FileKind::ALL);
    let other = compose(&report(&samples()[1]));
    together.extend(Characters::of(
        &other,
        &FileKind::ALL,
        &Style::default(),
        fonts(),
        &Options::default(),
    ));
    let files = |exporter: &Exporter| {
        let made = exporter.make("a.toml", &bytes, None, &FileKind::ALL).unwrap();
        made.export.unwrap().files
    };
    let (own, shared) = (files(&exporter), files(&exporter.clone().sharing(&together)));
    assert!(own[0] != shared[0]);
    assert_eq!(
        extract::data(&own[0].1).unwrap(),
        extract::data(&shared[0].1).unwrap()
    );
    // The archive copy has faces of its own.
    assert!(own[1] == shared[1]);
    // What cannot be read shows nothing.
    assert_eq!(
        exporter.characters("b.toml", b"year = ", None, &FileKind::ALL),
        Characters::default()
    );
}

#[test]
fn what_is_shared_is_told_apart_by_its_sum() {
    let options = options(EmbedFonts::Subset);
    let [one, other] = [0, 1].map(|at| characters(&documents().remove(at), &options));
    let (mut first, mut second) = (one.clone(), other.clone());
    first.extend(other);
    second.extend(one.clone());
    assert_eq!(first.sha256(), second.sha256());
    assert_ne!(first.sha256(), one.sha256());
    assert_ne!(one.sha256(), Characters::default().sha256());
    let archive = Options::default();
    for carried in [EmbedFonts::Full, EmbedFonts::None] {
        let docx = docx::Options {
            fonts: carried,
            ..docx::Options::default()
        };
        let options = Options {
            docx,
            ..archive.clone()
        };
        assert!(!Characters::are_shared(&FileKind::ALL, &options));
        assert_eq!(
            characters(&documents().remove(0), &options),
            Characters::default()
        );
    }
}
