//! Each stage of the path and the whole, on the town sample, some on the city's as well: `cargo bench`.

use divan::{Bencher, black_box};
use nianbao::doc::{self, Document};
use nianbao::font::FontSet;
use nianbao::input::{self, Format, Reading};
use nianbao::layout::{self, Pages};
use nianbao::model::Report;
use nianbao::pipeline::{self, Exporter, FileKind};
use nianbao::print::{self, Imposition};
use nianbao::style::Style;
use nianbao::{docx, pdf, preview};

const TOWN: &[u8] = include_bytes!("../samples/town/report.toml");
const CITY: &[u8] = include_bytes!("../samples/county/report.toml");
/// Reports that the rules are measured on.
const REPORTS: [(&str, &[u8]); 2] = [("town", TOWN), ("city", CITY)];

fn main() {
    divan::main();
}

fn report() -> Report {
    reading("town").report.expect("the town sample reads")
}

/// One of [`REPORTS`].
fn reading(name: &str) -> Reading {
    let (_, bytes) = REPORTS
        .iter()
        .find(|(known, _)| *known == name)
        .expect("a report");
    input::read(name, bytes, Some(Format::Toml))
}

fn document() -> Document {
    doc::compose(&report())
}

fn fonts() -> &'static FontSet {
    FontSet::bundled().expect("the bundled faces load")
}

fn pages(document: &Document) -> Pages {
    layout::lay_out(document, &Style::default(), fonts()).expect("the town sample lays out")
}

#[divan::bench]
fn read() {
    black_box(input::read("town", TOWN, Some(Format::Toml)));
}

/// The rules alone, on a report in memory, without those on repetition. 10 000 reports a second and core are asked for,
/// 100 µs each; measured on a Xeon, the fastest of 6 000: 73 µs the town, 81 µs the city.
#[divan::bench(args = REPORTS.map(|(name, _)| name))]
fn check(bencher: Bencher, name: &str) {
    let report = reading(name).report.expect("the sample reads");
    bencher.bench_local(|| nianbao::check::check(black_box(&report)));
}

/// The rules, and whether the faces have every character.
#[divan::bench(args = REPORTS.map(|(name, _)| name))]
fn inspect(bencher: Bencher, name: &str) {
    let reading = reading(name);
    bencher.bench_local(|| pipeline::inspect(black_box(&reading), &reading.style));
}

#[divan::bench]
fn compose(bencher: Bencher) {
    let report = report();
    bencher.bench_local(|| doc::compose(black_box(&report)));
}

#[divan::bench]
fn lay_out(bencher: Bencher) {
    let document = document();
    bencher.bench_local(|| pages(black_box(&document)));
}

/// A paragraph of 616 characters fills a page: the time must grow as the pages do.
#[divan::bench(args = [40, 400])]
fn lay_out_pages(bencher: Bencher, count: usize) {
    let text = "政府信息公开工作，".repeat(68);
    let blocks = (0..count)
        .map(|_| doc::Block::paragraph(text.clone(), doc::Origin::default()))
        .collect();
    let document = Document::new(document().properties().clone(), blocks);
    bencher.bench_local(|| pages(black_box(&document)));
}

#[divan::bench]
fn write_pdf(bencher: Bencher) {
    let document = document();
    let pages = pages(&document);
    bencher.bench_local(|| pdf::write(black_box(&document), &pages, fonts(), &pdf::Options::default()));
}

/// A page of running text and one of tables, at 144 dots an inch.
#[divan::bench(args = [1, 4])]
fn preview_page(bencher: Bencher, index: usize) {
    let pages = pages(&document());
    bencher.bench_local(|| preview::page(black_box(&pages), index, fonts(), preview::Dpi::default()));
}

#[divan::bench]
fn preview_sheet(bencher: Bencher) {
    let pages = pages(&document());
    bencher.bench_local(|| preview::sheet(black_box(&pages), fonts()));
}

#[divan::bench]
fn write_print(bencher: Bencher) {
    let document = document();
    let pages = pages(&document);
    bencher.bench_local(|| print::write(black_box(&document), &pages, fonts(), Imposition::Single));
}

#[divan::bench]
fn write_docx(bencher: Bencher) {
    let document = document();
    let style = Style::default();
    bencher.bench_local(|| docx::write(black_box(&document), &style, fonts(), &docx::Options::default()));
}

/// From the document to both files' bytes, faces loaded.
#[divan::bench]
fn whole() {
    let document = document();
    let made = pipeline::export(
        &document,
        &FileKind::ALL,
        &Style::default(),
        fonts(),
        &pipeline::Options::default(),
    );
    black_box(made.expect("the town sample exports"));
}

/// A batch on one core: a thousand reports of other organs, read, checked and made into files of these kinds, their data
/// and faces carried along. The time is that of one report.
#[divan::bench(args = [&[FileKind::Docx][..], &[FileKind::Pdf], &FileKind::ALL], sample_count = 10, sample_size = 100)]
fn report_of_a_batch(bencher: Bencher, kinds: &[FileKind]) {
    let exporter = Exporter::new().expect("the bundled faces load");
    let town = String::from_utf8_lossy(TOWN);
    let mut number = 0;
    bencher
        .with_inputs(|| {
            number += 1;
            town.replace("青石镇", &format!("{}镇", name(number)))
        })
        .bench_local_values(|text| {
            let made = exporter.make("town", text.as_bytes(), Some(Format::Toml), kinds);
            let made = made.expect("the town sample exports");
            assert!(made.export.is_some(), "a varied town has errors");
            made
        });
}

/// A name of two characters out of many, another for each number below 2 500.
fn name(number: usize) -> String {
    const CHARACTERS: &str = "石林山水河泉桥湖沟岭坪塘湾岗店营堡关口铺寨屯庙溪潭峰谷岩坡原田园树柳松柏杨梅桃李桑竹兰菊莲龙凤虎马牛";
    let characters: Vec<char> = CHARACTERS.chars().collect();
    let count = characters.len();
    [characters[number / count % count], characters[number % count]]
        .iter()
        .collect()
}
