//! House styles: files of them read back, their faults are told in their own file, and both copies obey.

mod common;

use common::{report, samples, squeezed};
use lopdf::Document as Pdf;
use nianbao::doc::{Document, compose};
use nianbao::finding::render;
use nianbao::font::FontSet;
use nianbao::input::{self, Format, StyleReading};
use nianbao::layout::{Furniture, Owner, Pages, lay_out};
use nianbao::style::{Compression, Domain, KEYS, PageNumberForm, Setting, Style};
use nianbao::units::Length;
use nianbao::{Severity, docx, pdf};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use std::path::{Path, PathBuf};

fn house(name: &str) -> StyleReading {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("samples/styles")
        .join(name);
    let bytes = std::fs::read(&path).unwrap();
    input::read_style(name, &bytes, Format::from_path(&path))
}

fn style_of(text: &str) -> Style {
    let reading = input::read_style("t.toml", text.as_bytes(), Some(Format::Toml));
    assert!(
        !reading.findings.has_errors(),
        "{}",
        render(&reading.source, &reading.findings)
    );
    reading.settings.over(&Style::default())
}

fn town() -> Document {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/town/report.toml");
    compose(&report(&path))
}

fn pages_in(style: &Style, document: &Document) -> Pages {
    lay_out(document, style, FontSet::bundled().unwrap()).unwrap()
}

#[test]
fn the_printed_style_reads_back_as_the_standard_without_a_word() {
    let text = input::style_text(&Style::default());
    let reading = input::read_style("t", text.as_bytes(), None);
    assert!(
        reading.findings.is_empty(),
        "{}",
        render(&reading.source, &reading.findings)
    );
    assert_eq!(reading.settings.over(&Style::default()), Style::default());
    for key in &KEYS {
        let line = format!("\n{} = ", key.key);
        assert!(text.contains(&line), "{}", key.path());
        assert!(key.clause.is_none_or(|clause| text.contains(clause.asks)));
    }
}

#[test]
fn every_value_is_printed_as_it_is_read_and_hinted_where_it_leaves_the_standard() {
    for key in &KEYS {
        let settings: Vec<Setting> = match key.domain {
            Domain::Words(words) => (0..words.len()).map(Setting::Word).collect(),
            Domain::Points {
                named, least, most, ..
            } => named
                .iter()
                .map(|(_, length)| *length)
                .chain([least, most])
                .map(Setting::Length)
                .collect(),
            Domain::Tint => vec![Setting::Tint(None), Setting::Tint(Some([0xF2, 0xF2, 0xF2]))],
            Domain::Levels => vec![Setting::Levels([true, false, true, true])],
        };
        for setting in settings {
            let mut style = Style::default();
            key.set(&mut style, setting);
            let text = input::style_text(&style);
            let reading = input::read_style("t", text.as_bytes(), Some(Format::Toml));
            assert_eq!(reading.settings.over(&Style::default()), style, "{}", key.path());
            let hints: Vec<_> = reading.findings.iter().collect();
            let leaves = key.conforms(&style) == Some(false);
            assert_eq!(hints.len(), usize::from(leaves), "{}: {hints:?}", key.path());
            for hint in hints {
                assert_eq!(hint.severity, Severity::Hint);
                let clause = key.clause.unwrap().number;
                assert!(
                    hint.message.contains(&format!("GB/T 9704-2012第{clause}条")),
                    "{}",
                    hint.message
                );
            }
        }
    }
}

#[test]
fn a_house_style_is_told_in_its_own_file() {
    for name in ["office.toml", "wrong.yaml"] {
        let reading = house(name);
        let told = render(&reading.source, &reading.findings);
        let sidecar = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("samples/styles")
            .join(format!("{name}.expected"));
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            std::fs::write(&sidecar, &told).unwrap();
        }
        assert_eq!(told, std::fs::read_to_string(&sidecar).unwrap_or_default());
    }
}

#[test]
fn a_style_in_json_and_yaml_is_the_same_as_in_toml() {
    let toml = style_of("line_pitch = 30\nbold = [1]\n[faces]\nbody = \"宋体\"");
    for (text, format) in [
        (
            r#"{"line_pitch": 30.0, "bold": [1], "faces": {"body": "宋体"}}"#,
            Format::Json,
        ),
        (
            "line_pitch: '30'\nbold: [1]\nfaces:\n  body: 宋体\n",
            Format::Yaml,
        ),
    ] {
        let reading = input::read_style("t", text.as_bytes(), Some(format));
        assert_eq!(reading.settings.over(&Style::default()), toml, "{text}");
    }
}

#[test]
fn the_style_of_the_report_goes_first_and_that_of_the_command_line_wins() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/town/report.toml");
    let text =
        std::fs::read_to_string(path).unwrap() + "\n[style]\nline_pitch = 30\ncompression = \"squeeze\"\n";
    let reading = input::read("t", text.as_bytes(), Some(Format::Toml));
    assert_eq!(reading.style.body.pitch, Length::pt(30));
    assert_eq!(reading.style.lines_per_page(), 21);
    let style = house("office.toml").settings.over(&reading.style);
    assert_eq!(style.body.pitch, Length::pt(28));
    assert_eq!(style.compression, Compression::Squeeze);
    // The same values in a file of their own.
    let plain = input::read(
        "t",
        include_bytes!("../samples/town/report.toml"),
        Some(Format::Toml),
    );
    assert_eq!(plain.style, Style::default());
}

#[test]
fn a_page_holds_the_lines_the_style_says() {
    let document = town();
    for (pitch, lines) in [
        ("\"gb22\"", 22),
        ("\"office28\"", 22),
        ("30", 21),
        ("24", 26),
        ("36", 17),
    ] {
        let style = style_of(&format!("line_pitch = {pitch}"));
        assert_eq!(style.lines_per_page(), lines);
        let pages = pages_in(&style, &document);
        let page = &pages.pages[0];
        let mut heights: Vec<Length> = page
            .texts()
            .filter(|(owner, run)| matches!(owner, Owner::Node(_)) && run.size == style.body.size)
            .map(|(_, run)| run.y)
            .collect();
        heights.dedup();
        assert!(heights.len() > 5);
        assert!(
            heights
                .windows(2)
                .all(|pair| pair[1] - pair[0] == style.body.pitch)
        );
        let bottom = style.page.top + style.page.text_height;
        assert!(heights.iter().all(|y| *y <= bottom));
    }
}

#[test]
fn page_numbers_stand_where_the_style_says_in_its_form() {
    let document = town();
    for form in PageNumberForm::ALL {
        let (before, after) = form.around();
        let style = style_of(&format!(
            "[page_number]\nform = \"{before}1{after}\"\nplace = \"center\""
        ));
        let pages = pages_in(&style, &document);
        let standard = pages_in(&Style::default(), &document);
        for (page, usual) in pages.pages.iter().zip(&standard.pages) {
            let numbers = |page: &nianbao::layout::Page| -> Vec<_> {
                page.texts()
                    .filter(|(owner, _)| *owner == Owner::Furniture(Furniture::PageNumber))
                    .map(|(_, run)| run.clone())
                    .collect()
            };
            let runs = numbers(page);
            let text: String = runs.iter().map(nianbao::layout::TextRun::text).collect();
            assert_eq!(text, format!("{before}{}{after}", page.number));
            assert_eq!(runs[0].y, numbers(usual)[0].y);
            let last = &runs[runs.len() - 1];
            let (left, right) = (
                runs[0].x - Length::mm(28),
                Length::mm(184) - last.x - last.width(),
            );
            assert!((left - right).as_emu().abs() <= 1, "{left:?} {right:?}");
        }
    }
}

#[test]
fn faces_and_the_tint_are_those_of_the_style_on_the_pages() {
    let fonts = FontSet::bundled().unwrap();
    let document = town();
    let style =
        style_of("[faces]\nbody = \"宋体\"\nheading1 = \"楷体\"\n[table]\nband_tint = \"none\"\nsize = 9");
    let pages = pages_in(&style, &document);
    let face_of = |wanted: &str| {
        let mut runs = pages.pages.iter().flat_map(|page| page.texts());
        let found = runs.find(|(_, run)| run.text().starts_with(wanted));
        let (_, run) = found.unwrap_or_else(|| panic!("no {wanted}"));
        (fonts.face(run.face).family().to_owned(), run.size)
    };
    let family = |role| fonts.face(fonts.chain(role)[0]).family().to_owned();
    use nianbao::font::Role;
    assert_eq!(face_of("本报告依据"), (family(Role::Songti), Length::pt(16)));
    assert_eq!(face_of("一、总体情况"), (family(Role::Kaiti), Length::pt(16)));
    assert_eq!(face_of("信息内容"), (family(Role::Songti), Length::pt(9)));
    let tinted = pages.pages.iter().flat_map(|page| &page.items);
    assert!(
        !tinted
            .into_iter()
            .any(|item| matches!(item.owner, Owner::Furniture(Furniture::Tint(_))))
    );
}

#[test]
fn every_sample_can_be_made_at_the_bounds_of_every_value() {
    let (fonts, options) = (FontSet::bundled().unwrap(), docx::Options::default());
    for text in [
        "line_pitch = 24\n[table]\nsize = 7.5",
        "line_pitch = 36\n[table]\nsize = 12",
    ] {
        let style = style_of(text);
        for path in samples() {
            let document = compose(&report(&path));
            let pages = pages_in(&style, &document);
            assert_eq!(squeezed(&pages.body_text()), squeezed(&document.plain_text()));
            assert!(docx::write(&document, &style, fonts, &options).is_ok());
        }
    }
}

#[test]
fn bold_headings_are_thickened_in_a_conforming_pdf() {
    let fonts = FontSet::bundled().unwrap();
    let document = town();
    let thickened = |style: &Style| {
        let pages = pages_in(style, &document);
        let bytes = pdf::write(&document, &pages, fonts, &pdf::Options::default()).unwrap();
        for profile in ["3a", "ua1"] {
            let profile: ValidationProfile = profile.parse().unwrap();
            let found = validate_pdf_bytes(&bytes, &ValidationOptions::default().profile(profile)).unwrap();
            assert!(found.is_compliant);
        }
        let pdf = Pdf::load_mem(&bytes).unwrap();
        let operations = pdf
            .get_pages()
            .into_values()
            .flat_map(|page| pdf.get_and_decode_page_content(page).unwrap().operations);
        let modes = operations.filter(|operation| operation.operator == "Tr");
        modes
            .filter(|mode| matches!(mode.operands[0].as_i64(), Ok(2)))
            .count()
    };
    assert_eq!(thickened(&Style::default()), 0);
    let style = style_of("bold = [2]");
    let bold = pages_in(&style, &document).bold;
    assert!(bold.len() >= 4);
    assert!(thickened(&style) >= bold.len());
    // Thicker, but where they would stand otherwise.
    let mut usual = pages_in(&Style::default(), &document);
    usual.bold.clone_from(&bold);
    assert_eq!(pages_in(&style, &document), usual);
}
