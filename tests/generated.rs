//! A hundred reports drawn at random, as both files: they conform, say the same, and have no character without a glyph.

mod common;

use common::random::{Random, sound, sound_below};
use common::{pages, pdf_text, report, samples, squeezed};
use nianbao::doc::{Document, compose};
use nianbao::docx;
use nianbao::font::FontSet;
use nianbao::model::{Date, Located, Report, Signature, Stamp, Text};
use nianbao::style::Style;
use nianbao::{check, doctor, pdf};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

const REPORTS: u64 = 100;
/// One report in so many has figures of nine digits, one a paragraph of 20 000 characters.
const LARGE: i64 = 6;
const LONG: i64 = 40;
const AGENCIES: [&str; 5] = [
    "某镇人民政府",
    "某自治县㙍𬭎镇人民政府",
    "某市某区喆䶮街道办事处",
    "某自治州某自治县国家级经济技术开发区管理委员会社会事务与政务服务数据管理局综合行政执法大队",
    "某省人民政府办公厅",
];

/// A sample with other figures, another name, more or less text.
fn drawn(samples: &[Report], random: &mut Random) -> Report {
    let mut report = samples[random.below(samples.len() as i64) as usize].clone();
    let form = report.figures.form();
    report.figures = match random.below(LARGE) {
        0 => sound_below(form, random, 90_000_000),
        _ => sound(form, random),
    };
    report.agency = Located::free(random.one_of(&AGENCIES).to_owned());
    let date = Date::new(2026, 1, 1 + random.below(28) as u8).unwrap();
    report.date = Located::free(date);
    report.signature = signature(random);
    for part in [
        &mut report.prose.part1,
        &mut report.prose.part5,
        &mut report.prose.part6,
    ] {
        redraw(part, random);
    }
    if random.below(LONG) == 0 {
        let words = report
            .prose
            .part5
            .paragraphs
            .first()
            .map(|first| first.value.clone());
        let words = words.unwrap_or_else(|| "一段很长的文字。".to_owned());
        let long = words.chars().cycle().take(20_000).collect();
        report.prose.part5.paragraphs.push(Located::free(long));
    }
    report
}

/// One of the ways to sign: with a seal or without, by several agencies, by the signer's stamp.
fn signature(random: &mut Random) -> Signature {
    let agencies = (0..random.one_of(&[0, 0, 2, 3]))
        .map(|at| Located::free(AGENCIES[at].to_owned()))
        .collect();
    let stamp = (random.below(6) == 0).then(|| Stamp {
        title: Located::free("某自治县人民政府县长".to_owned()),
        name: Some(Located::free("某某某".to_owned())),
    });
    Signature {
        sealed: random.below(2) == 0,
        agencies,
        stamp,
    }
}

/// The paragraphs repeated, left out, cut short, drawn out.
fn redraw(text: &mut Text, random: &mut Random) {
    let paragraphs = std::mem::take(&mut text.paragraphs);
    for paragraph in paragraphs {
        for _ in 0..random.below(4) {
            let length = 1 + random.below(400) as usize;
            let words = paragraph.value.chars().cycle().take(length);
            let rare = random.one_of(&["", "㙍", "𬭎", "“12345”", "——", "https://a.example/b-c.d", " "]);
            let value = words.chain(rare.chars()).collect::<String>().trim().to_owned();
            text.paragraphs.push(Located::free(value));
        }
    }
}

fn docx_words(file: &[u8]) -> String {
    let parts = common::unzip(file);
    let text = std::str::from_utf8(&parts["word/document.xml"]).unwrap();
    let tree = roxmltree::Document::parse(text).unwrap();
    let runs = tree.descendants().filter(|node| node.tag_name().name() == "t");
    runs.filter_map(|run| run.text()).collect()
}

/// Leaves the files in the folder that `NIANBAO_GENERATED` names, for validators from outside.
fn keep(seed: u64, files: [(&str, &[u8]); 2]) {
    if let Some(folder) = std::env::var_os("NIANBAO_GENERATED") {
        for (extension, bytes) in files {
            let name = format!("generated-{seed:03}.{extension}");
            std::fs::write(std::path::Path::new(&folder).join(name), bytes).unwrap();
        }
    }
}

fn judge(seed: u64, document: &Document) {
    let fonts = FontSet::bundled().unwrap();
    let words = squeezed(&document.plain_text());
    let laid_out = pages(document);
    assert_eq!(squeezed(&laid_out.body_text()), words);

    let file = pdf::write(document, &laid_out, fonts, &pdf::Options::default()).unwrap();
    for profile in ["3a", "ua1"] {
        let profile: ValidationProfile = profile.parse().unwrap();
        let options = ValidationOptions::default().profile(profile);
        let found = validate_pdf_bytes(&file, &options).unwrap();
        let failures: Vec<_> = found
            .failures
            .iter()
            .map(|failure| (&failure.rule_id, &failure.message))
            .collect();
        assert!(failures.is_empty() && found.is_compliant, "{failures:?}");
    }
    let read = lopdf::Document::load_mem(&file).unwrap();
    assert_eq!(squeezed(&pdf_text::tagged(&read)), words);

    let word_file = docx::write(document, &Style::default(), fonts, &docx::Options::default()).unwrap();
    assert_eq!(squeezed(&docx_words(&word_file)), words);
    keep(seed, [("pdf", &file), ("docx", &word_file)]);
    let told: Vec<String> = doctor::examine(&word_file)
        .iter()
        .map(|finding| finding.message.clone())
        .collect();
    assert_eq!(told, Vec::<String>::new());
}

#[test]
fn a_hundred_reports_conform_and_say_the_same_in_both_files() {
    let samples: Vec<Report> = samples().iter().map(|path| report(path)).collect();
    for seed in 0..REPORTS {
        let report = drawn(&samples, &mut Random(seed));
        let sums = check::check_figures(&report.figures);
        assert!(!sums.has_errors(), "seed {seed}: figures that do not agree");
        let document = compose(&report);
        let judged = std::panic::catch_unwind(|| judge(seed, &document));
        assert!(judged.is_ok(), "seed {seed}: {}", document.properties().title);
    }
}
