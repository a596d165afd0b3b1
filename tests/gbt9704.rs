//! GB/T 9704-2012 in numbers on finished pages. `docs/gbt9704.md` names the test that keeps each clause.

mod common;

use common::{pages, report, samples};
use lopdf::{Document as Pdf, Object};
use nianbao::doc::{Block, Document, HeadingLevel, Origin, Properties, Signature, compose};
use nianbao::font::{FontSet, Role};
use nianbao::layout::{Furniture, Owner, Page, Pages, Shape, TextRun};
use nianbao::model::Date;
use nianbao::pdf;
use nianbao::units::Length;

/// What the standard's own tolerances are far above, and rounding far below.
const NEAR: Length = Length::deci_mm(1);
/// 版心: left, top, right, bottom edge from the paper's upper left corner (5.2.1).
const TEXT_AREA: [Length; 4] = [Length::mm(28), Length::mm(37), Length::mm(184), Length::mm(262)];
/// 三号.
const SIZE_3: Length = Length::pt(16);
/// Line pitch on which 22 lines fill 225 mm.
const PITCH: Length = Length::centi_pt(2895);

fn paragraph(text: &str) -> Block {
    Block::paragraph(text, Origin::default())
}

fn pages_of(blocks: Vec<Block>) -> Pages {
    pages(&Document::new(Properties::default(), blocks))
}

/// The runs of the document's own words on a page.
fn words(page: &Page) -> Vec<&TextRun> {
    page.texts()
        .filter(|(owner, _)| matches!(owner, Owner::Node(_)))
        .map(|(_, run)| run)
        .collect()
}

fn family(role: Role) -> &'static str {
    let fonts = FontSet::bundled().unwrap();
    fonts.face(fonts.chain(role)[0]).family()
}

fn near(one: Length, other: Length) -> bool {
    (one - other).max(other - one) <= NEAR
}

#[test]
fn the_paper_of_the_pdf_is_a4() {
    let document = compose(&report(&samples()[0]));
    let bytes = pdf::write(
        &document,
        &pages(&document),
        FontSet::bundled().unwrap(),
        &pdf::Options {
            standard: pdf::Standard::Plain,
            ..pdf::Options::default()
        },
    )
    .unwrap();
    let pdf = Pdf::load_mem(&bytes).unwrap();
    for page in pdf.get_pages().into_values() {
        let page = pdf.get_dictionary(page).unwrap();
        let sides = page.get(b"MediaBox").unwrap().as_array().unwrap();
        let sides: Vec<f32> = sides.iter().map(|side| side.as_float().unwrap()).collect();
        let a4 = [
            0.0,
            0.0,
            Length::mm(210).as_pt() as f32,
            Length::mm(297).as_pt() as f32,
        ];
        assert!(
            sides
                .iter()
                .zip(a4)
                .all(|(side, wanted)| (side - wanted).abs() < 0.01),
            "{sides:?}"
        );
    }
}

#[test]
fn everything_but_page_numbers_stands_in_the_text_area() {
    let [left, top, right, bottom] = TEXT_AREA;
    for path in samples() {
        for page in &pages(&compose(&report(&path))).pages {
            for item in &page.items {
                if item.owner == Owner::Furniture(Furniture::PageNumber) {
                    continue;
                }
                let (from, to) = match &item.shape {
                    Shape::Text(run) => (
                        (run.x, run.y - run.size.scaled(88, 100)),
                        (run.x + run.width(), run.y + run.size.scaled(12, 100)),
                    ),
                    Shape::Line { from, to, .. } => (*from, *to),
                    Shape::Fill { at, size, .. } => (*at, (at.0 + size.0, at.1 + size.1)),
                    Shape::Empty => continue,
                };
                let inside = from.0 >= left - NEAR
                    && from.1 >= top - NEAR
                    && to.0 <= right + NEAR
                    && to.1 <= bottom + NEAR;
                assert!(inside, "{}: page {}: {item:?}", path.display(), page.number);
            }
        }
    }
}

#[test]
fn a_full_page_fills_the_text_area() {
    let [left, top, right, bottom] = TEXT_AREA;
    let pages = pages_of(vec![paragraph(&"字".repeat(28 * 60))]);
    // Neither the first page, whose first line is indented, nor the last.
    let runs = words(&pages.pages[1]);
    assert_eq!(runs.len(), 22);
    for run in &runs {
        assert_eq!(run.glyphs.len(), 28);
        assert!(near(run.x, left) && near(run.x + run.width(), right));
    }
    assert!(runs.windows(2).all(|pair| pair[1].y - pair[0].y == PITCH));
    // Type stands in the middle of its pitch; the pitches fill the height but for less than a point.
    let first_line = runs[0].y - SIZE_3.scaled(88, 100) - (PITCH - SIZE_3) / 2;
    assert!(near(first_line, top));
    let left_over = bottom - (first_line + PITCH * 22);
    assert!(left_over >= Length::ZERO && left_over < Length::pt(1));
}

#[test]
fn every_element_has_its_face_and_size_on_the_pages() {
    let fonts = FontSet::bundled().unwrap();
    let heading = |level, text: &str| Block::heading(level, text, Origin::default());
    let pages = pages_of(vec![
        Block::title("某县政府信息公开工作情况报告"),
        heading(HeadingLevel::One, "一、基本情况"),
        heading(HeadingLevel::Two, "（一）主动公开"),
        heading(HeadingLevel::Three, "主要做法"),
        heading(HeadingLevel::Four, "（四）其他"),
        paragraph("现将有关情况报告如下。"),
    ]);
    let page = &pages.pages[0];
    for (text, role, size, indent) in [
        ("一、基本情况", Role::Heiti, 16, 32),
        ("（一）主动公开", Role::Kaiti, 16, 32),
        ("主要做法", Role::Fangsong, 16, 32),
        ("（四）其他", Role::Fangsong, 16, 32),
        ("现将有关情况报告如下。", Role::Fangsong, 16, 32),
    ] {
        let runs = words(page);
        let run = runs.iter().find(|run| run.text() == text).unwrap();
        assert_eq!(fonts.face(run.face).family(), family(role), "{text}");
        assert_eq!(run.size, Length::pt(size), "{text}");
        assert_eq!(run.x - TEXT_AREA[0], Length::pt(indent), "{text}");
    }
    let title = words(page)[0];
    assert_eq!(fonts.face(title.face).family(), family(Role::Biaosong));
    assert_eq!(title.size, Length::pt(22));
    assert!(near(
        title.x - TEXT_AREA[0],
        TEXT_AREA[2] - title.x - title.width()
    ));
    let number = page
        .texts()
        .find(|(owner, _)| *owner == Owner::Furniture(Furniture::PageNumber));
    let (_, number) = number.unwrap();
    assert_eq!(fonts.face(number.face).family(), family(Role::Songti));
    assert_eq!(number.size, Length::pt(14));
}

#[test]
fn all_text_of_the_pdf_is_black() {
    let document = compose(&report(&samples()[0]));
    let options = pdf::Options::default();
    let bytes = pdf::write(
        &document,
        &pages(&document),
        FontSet::bundled().unwrap(),
        &options,
    )
    .unwrap();
    let pdf = Pdf::load_mem(&bytes).unwrap();
    let mut shown = 0;
    for page in pdf.get_pages().into_values() {
        let mut colours: Vec<Vec<f32>> = vec![vec![0.0]];
        for operation in pdf.get_and_decode_page_content(page).unwrap().operations {
            let last = colours.len() - 1;
            match operation.operator.as_str() {
                "q" => colours.push(colours[last].clone()),
                "Q" => drop(colours.pop()),
                "g" | "rg" | "sc" | "scn" => {
                    let values = operation.operands.iter().filter_map(|value| match value {
                        Object::Name(_) => None,
                        value => value.as_float().ok(),
                    });
                    colours[last] = values.collect();
                }
                "Tj" | "TJ" => {
                    shown += 1;
                    assert!(
                        colours[last].iter().all(|part| *part == 0.0),
                        "{:?}",
                        colours[last]
                    );
                }
                _ => {}
            }
        }
    }
    assert!(shown > 100);
}

#[test]
fn every_page_has_its_number_outside() {
    for path in samples() {
        let pages = pages(&compose(&report(&path)));
        for (page, number) in pages.pages.iter().zip(1..) {
            let runs: Vec<&TextRun> = page
                .texts()
                .filter(|(owner, _)| *owner == Owner::Furniture(Furniture::PageNumber))
                .map(|(_, run)| run)
                .collect();
            let text: String = runs.iter().map(|run| run.text()).collect();
            assert_eq!(text, format!("— {number} —"));
            let (first, last) = (runs[0], runs[runs.len() - 1]);
            let one_character = Length::pt(14);
            if number % 2 == 1 {
                assert!(near(last.x + last.width(), TEXT_AREA[2] - one_character));
            } else {
                assert!(near(first.x, TEXT_AREA[0] + one_character));
            }
            assert!(first.y > TEXT_AREA[3] + Length::mm(7) - NEAR);
        }
    }
}

/// The runs of the last words of the text, of the name and of the date.
fn signed(agency: &str, sealed: bool) -> [TextRun; 3] {
    let pages = pages_of(vec![
        paragraph("特此报告。"),
        Block::Signature(Signature {
            agency: agency.to_owned(),
            date: "二〇二二年一月十日".to_owned(),
            sealed,
            ..Signature::default()
        }),
    ]);
    let runs: Vec<TextRun> = words(&pages.pages[0]).into_iter().cloned().collect();
    runs.try_into().unwrap()
}

#[test]
fn a_sealed_signature_leaves_four_characters_and_room_for_the_seal() {
    let [text, name, date] = signed("集安市青石镇人民政府", true);
    assert_eq!(date.x + date.width(), TEXT_AREA[2] - SIZE_3 * 4);
    assert!(near(name.x + name.width() / 2, date.x + date.width() / 2));
    assert_eq!(date.y - name.y, PITCH);
    // Two lines are left, over which the seal's upper part comes: its edge within a line of the text.
    assert_eq!(name.y - text.y, PITCH * 3);
}

#[test]
fn an_unsealed_signature_leaves_two_characters_and_one_line() {
    for agency in ["集安市青石镇人民政府", "某局"] {
        let [text, name, date] = signed(agency, false);
        assert_eq!(date.x - name.x, SIZE_3 * 2);
        let end = (name.x + name.width()).max(date.x + date.width());
        assert!(near(end, TEXT_AREA[2] - SIZE_3 * 2), "{agency}");
        assert_eq!((name.y - text.y, date.y - name.y), (PITCH * 2, PITCH));
    }
}

#[test]
fn dates_have_arabic_digits_without_leading_zeros() {
    let date = Date::new(2022, 1, 9).unwrap();
    assert_eq!(date.chinese(), "2022年1月9日");
    for path in samples() {
        let report = report(&path);
        let text = compose(&report).plain_text();
        assert!(text.lines().any(|line| line == report.date.value.chinese()));
    }
}
