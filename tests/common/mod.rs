//! What the tests of whole reports share: the samples, and an independent reader of the PDFs we write.
#![allow(dead_code)]

pub mod every;
pub mod faces;
#[cfg(feature = "cli")]
pub mod folder;
pub mod pdf_picture;
pub mod pdf_text;
pub mod random;
pub mod texts;

use nianbao::doc::{Document, compose};
use nianbao::font::FontSet;
use nianbao::input;
use nianbao::layout::{Pages, lay_out};
use nianbao::model::Report;
use nianbao::pipeline;
use nianbao::style::Style;
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

/// The good samples: every folder of `samples` with a `report.toml`.
pub fn samples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut samples: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path().join("report.toml"))
        .filter(|report| report.exists())
        .collect();
    samples.sort();
    assert!(samples.len() >= 4, "the samples are gone");
    samples
}

/// The report of a sample; panics with its findings when there are errors.
pub fn report(path: &Path) -> Report {
    let reading = input::load(path).unwrap();
    let findings = pipeline::inspect(&reading, &reading.style).unwrap();
    assert!(
        !findings.has_errors(),
        "{}",
        nianbao::finding::render(&reading.source, &findings)
    );
    reading.report.unwrap()
}

/// The documents of the good samples.
pub fn documents() -> Vec<Document> {
    samples().iter().map(|path| compose(&report(path))).collect()
}

/// A document laid out in the default style.
pub fn pages(document: &Document) -> Pages {
    lay_out(document, &Style::default(), FontSet::bundled().unwrap()).unwrap()
}

/// The parts of a package by name.
pub fn unzip(package: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        parts.insert(part.name().to_owned(), bytes);
    }
    parts
}

/// A package of parts.
pub fn zip(parts: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut zip = ::zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), ::zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A Word file with a text in its body replaced once.
pub fn edited(file: &[u8], from: &str, to: &str) -> Vec<u8> {
    let mut parts = unzip(file);
    let body = String::from_utf8(parts["word/document.xml"].clone()).unwrap();
    assert!(body.contains(from), "{from}");
    parts.insert(
        "word/document.xml".to_owned(),
        body.replacen(from, to, 1).into_bytes(),
    );
    zip(&parts)
}

/// A text without white space, for comparing words whatever the line ends.
pub fn squeezed(text: &str) -> String {
    text.chars().filter(|ch| !ch.is_whitespace()).collect()
}
