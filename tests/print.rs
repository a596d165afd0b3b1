//! The copies to print, checked with nothing installed: they show what the archive copy shows, glyph by glyph and rule by
//! rule, on the right side of the right sheet.

mod common;

use common::pdf_picture::{self, Mark, difference, moved};
use common::{documents, pages, pdf_text, report, samples, squeezed};
use lopdf::Document as Pdf;
use nianbao::doc::{Block, Document, HeadingLevel, Origin, compose};
use nianbao::font::FontSet;
use nianbao::layout::{Pages, lay_out};
use nianbao::pipeline::{self, Choices, Contradiction, FileKind, PdfCopy};
use nianbao::print::{Imposition, write};
use nianbao::style::Style;
use nianbao::{extract, pdf};
use std::collections::BTreeSet;

fn fonts() -> &'static FontSet {
    FontSet::bundled().unwrap()
}

fn printed(document: &Document, pages: &Pages, imposition: Imposition) -> Vec<u8> {
    write(document, pages, fonts(), imposition).unwrap()
}

fn picture(bytes: &[u8]) -> Vec<Vec<Mark>> {
    pdf_picture::pages(&Pdf::load_mem(bytes).unwrap())
}

/// The archive copy of some pages, of no standard, so that any document can be compared.
fn archived(document: &Document, pages: &Pages) -> Vec<u8> {
    let options = pdf::Options {
        standard: pdf::Standard::Plain,
        ..pdf::Options::default()
    };
    pdf::write(document, pages, fonts(), &options).unwrap()
}

/// A report with bold headings, marked as a draft.
fn bold_draft() -> (Document, Pages) {
    let document = documents().remove(0).marked("草稿");
    let style = Style {
        bold_headings: [true; 4],
        ..Style::default()
    };
    let pages = lay_out(&document, &style, fonts()).unwrap();
    (document, pages)
}

#[test]
fn both_writers_draw_the_same() {
    let mut all: Vec<(Document, Pages)> = documents()
        .into_iter()
        .map(|document| {
            let pages = pages(&document);
            (document, pages)
        })
        .collect();
    all.push(bold_draft());
    for (document, pages) in all {
        let archive = picture(&archived(&document, &pages));
        let print = picture(&printed(&document, &pages, Imposition::Single));
        assert_eq!(archive.len(), print.len());
        for (page, (archive, print)) in archive.iter().zip(&print).enumerate() {
            assert!(!print.is_empty());
            if let Some(difference) = difference(archive, print) {
                panic!("{} page {}:\n{difference}", document.properties().title, page + 1);
            }
        }
    }
}

/// The comparison sees what it is for: each thing that may go wrong, by itself, is a difference.
#[test]
fn a_picture_that_is_a_little_off_is_seen() {
    let (document, right) = bold_draft();
    let archive = picture(&archived(&document, &right));
    let spoil: [fn(&mut Pages); 7] = [
        |pages| pages.bold.clear(),
        |pages| text_of(pages, |run| run.x += nianbao::units::Length::centi_pt(2)),
        |pages| text_of(pages, |run| run.y += nianbao::units::Length::centi_pt(2)),
        |pages| text_of(pages, |run| run.size += nianbao::units::Length::centi_pt(2)),
        |pages| text_of(pages, |run| run.rgb = Some([255, 0, 0])),
        |pages| {
            text_of(pages, |run| {
                run.glyphs[1].advance += nianbao::units::Length::centi_pt(2)
            })
        },
        |pages| text_of(pages, |run| run.glyphs[0].ch = '改'),
    ];
    for (which, spoil) in spoil.into_iter().enumerate() {
        let mut wrong = right.clone();
        spoil(&mut wrong);
        let print = picture(&printed(&document, &wrong, Imposition::Single));
        let seen = archive
            .iter()
            .zip(&print)
            .any(|(one, other)| difference(one, other).is_some());
        assert!(seen, "spoilt in way {which}");
    }
    for shape in ["Line", "Fill"] {
        let mut wrong = right.clone();
        for page in &mut wrong.pages {
            let is_one = |item: &nianbao::layout::Item| format!("{:?}", item.shape).starts_with(shape);
            if let Some(at) = page.items.iter().position(is_one) {
                page.items.remove(at);
            }
        }
        let print = picture(&printed(&document, &wrong, Imposition::Single));
        let seen = archive
            .iter()
            .zip(&print)
            .any(|(one, other)| difference(one, other).is_some());
        assert!(seen, "{shape} left out");
    }
}

/// Changes the first text of more than one glyph on the first page.
fn text_of(pages: &mut Pages, change: fn(&mut nianbao::layout::TextRun)) {
    let runs = pages.pages[0]
        .items
        .iter_mut()
        .filter_map(|item| match &mut item.shape {
            nianbao::layout::Shape::Text(run) if run.glyphs.len() > 2 => Some(run),
            _ => None,
        });
    runs.take(1).for_each(change);
}

#[test]
fn the_words_of_each_page_are_read_back() {
    for document in documents() {
        let laid_out = pages(&document);
        let pdf = Pdf::load_mem(&printed(&document, &laid_out, Imposition::Single)).unwrap();
        pdf_text::assert_says(&pdf, &laid_out);
    }
}

/// Characters that share a glyph in a face are still read back as themselves, and rare ones too.
#[test]
fn every_character_is_read_back_as_itself() {
    let text = "甲·乙・丙•丁-戊\u{2011}己–庚…辛□壬☐癸㙍𬭎䶮。A/B／C";
    let template = documents().remove(0);
    let blocks = vec![
        Block::heading(HeadingLevel::One, text, Origin::default()),
        Block::heading(HeadingLevel::Two, text, Origin::default()),
        Block::paragraph(text, Origin::default()),
    ];
    let document = Document::new(template.properties().clone(), blocks);
    let laid_out = pages(&document);
    let bytes = printed(&document, &laid_out, Imposition::Single);
    pdf_text::assert_says(&Pdf::load_mem(&bytes).unwrap(), &laid_out);
    // The glyphs are the right ones as well.
    for (archive, print) in picture(&archived(&document, &laid_out))
        .iter()
        .zip(picture(&bytes))
    {
        for (one, other) in archive.iter().zip(&print) {
            if let (Mark::Glyph { outline, .. }, Mark::Glyph { outline: printed, .. }) = (one, other) {
                assert_eq!(outline, printed);
            }
        }
    }
}

/// Two pages a side: each is where it belongs, as it is in the copy of a page a side.
#[test]
fn sheets_hold_the_pages() {
    for document in documents() {
        let laid_out = pages(&document);
        let single = picture(&printed(&document, &laid_out, Imposition::Single));
        let width = laid_out.width.as_pt();
        let imprinted = document
            .blocks()
            .iter()
            .any(|block| matches!(block, Block::Imprint(_)));
        let count = single.len();
        let page = |number: usize| number.checked_sub(1).and_then(|index| single.get(index));
        let compare = |side: &[Mark], left: usize, right: usize| {
            let (left, right) = (page(left), page(right));
            let right = right.map_or_else(Vec::new, |marks| moved(marks, width));
            let mut both = left.cloned().unwrap_or_default();
            both.extend(right);
            assert_eq!(difference(&sorted(side), &sorted(&both)), None);
        };
        let two_up = picture(&printed(&document, &laid_out, Imposition::TwoUp));
        assert_eq!(two_up.len(), count.div_ceil(2));
        for (side, marks) in two_up.iter().enumerate() {
            compare(marks, side * 2 + 1, side * 2 + 2);
        }
        let booklet = picture(&printed(&document, &laid_out, Imposition::Booklet));
        let places = count.next_multiple_of(4);
        assert_eq!(booklet.len(), places / 2);
        for (side, marks) in booklet.iter().enumerate().filter(|_| !imprinted) {
            let (early, late) = (side + 1, places - side);
            if side.is_multiple_of(2) {
                compare(marks, late, early);
            } else {
                compare(marks, early, late);
            }
        }
    }
}

/// Glyphs, tints and rules of two pages as one list.
fn sorted(marks: &[Mark]) -> Vec<Mark> {
    let mut marks = marks.to_vec();
    marks.sort_by_key(|mark| match mark {
        Mark::Glyph { .. } => (0, String::new()),
        Mark::Fill { corners, .. } => (
            1,
            format!("{:?}", corners.map(|at| at.map(|at| (at * 10.0).round()))),
        ),
        Mark::Rule { ends, .. } => (
            2,
            format!("{:?}", ends.map(|at| at.map(|at| (at * 10.0).round()))),
        ),
    });
    marks
}

/// GB/T 9704-2012, 7.4 and 7.5: the 版记 stands on the last page; behind a blank that page has no number.
#[test]
fn a_booklet_has_its_imprint_on_the_back() {
    let path = samples()
        .into_iter()
        .find(|path| path.ends_with("document/report.toml"))
        .unwrap();
    let document = compose(&report(&path));
    let laid_out = pages(&document);
    assert_eq!(laid_out.pages.len(), 7, "the sample needs a blank");
    let pdf = Pdf::load_mem(&printed(&document, &laid_out, Imposition::Booklet)).unwrap();
    let sides = pdf_text::words(&pdf);
    assert!(sides[0].starts_with("抄送："), "{}", sides[0]);
    assert!(sides[0].contains("—1—") && !sides[0].contains("—8—"));
    assert!(sides[1].contains("—7—") && !sides[1].contains("抄送："));
    let said: usize = sides.iter().map(|side| side.chars().count()).sum();
    let whole: usize = (0..7)
        .map(|page| squeezed(&laid_out.text(page)).chars().count())
        .sum();
    assert_eq!(said, whole);
}

#[test]
fn a_second_document_of_the_process_has_the_same_bytes() {
    for document in documents() {
        let pages = pages(&document);
        for imposition in [Imposition::Single, Imposition::Booklet, Imposition::TwoUp] {
            let first = printed(&document, &pages, imposition);
            assert!(first == printed(&document, &pages, imposition));
        }
    }
    let ids: BTreeSet<Vec<u8>> = documents()
        .iter()
        .map(|document| {
            let pdf = Pdf::load_mem(&printed(document, &pages(document), Imposition::Single)).unwrap();
            let ids = pdf.trailer.get(b"ID").unwrap().as_array().unwrap().clone();
            assert_eq!(ids[0], ids[1]);
            ids[0].as_str().unwrap().to_vec()
        })
        .collect();
    assert_eq!(ids.len(), documents().len(), "documents are told apart");
}

#[test]
fn the_file_says_only_what_is_true() {
    for document in documents() {
        let bytes = printed(&document, &pages(&document), Imposition::Booklet);
        let pdf = Pdf::load_mem(&bytes).unwrap();
        let information = pdf.trailer.get_deref(b"Info", &pdf).unwrap().as_dict().unwrap();
        let keys: Vec<_> = information
            .iter()
            .map(|(key, _)| String::from_utf8_lossy(key))
            .collect();
        assert_eq!(
            keys,
            [
                "Title",
                "Author",
                "Subject",
                "Keywords",
                "Creator",
                "Producer",
                "CreationDate"
            ]
        );
        let said = |key: &[u8]| lopdf::decode_text_string(information.get(key).unwrap()).unwrap();
        let properties = document.properties();
        assert_eq!(said(b"Title"), properties.title);
        assert_eq!(said(b"Author"), properties.author);
        let date = properties.date.unwrap();
        let midnight = format!(
            "D:{:04}{:02}{:02}000000+08'00'",
            date.year(),
            date.month(),
            date.day()
        );
        assert_eq!(said(b"CreationDate"), midnight);
        let catalog = pdf.catalog().unwrap();
        for claim in [
            &b"StructTreeRoot"[..],
            b"MarkInfo",
            b"Metadata",
            b"OutputIntents",
            b"AF",
        ] {
            assert!(!catalog.has(claim));
        }
        let paper = pdf.page_iter().map(|page| {
            let page = pdf.get_dictionary(page).unwrap();
            let sides = page.get(b"MediaBox").unwrap().as_array().unwrap();
            sides
                .iter()
                .map(|side| side.as_float().unwrap())
                .collect::<Vec<_>>()
        });
        for paper in paper {
            // A3 landscape: 420 mm by 297 mm.
            assert!((paper[2] - 1190.551).abs() < 0.01 && (paper[3] - 841.89).abs() < 0.01);
        }
        for stream in pdf.objects.values().filter_map(|object| object.as_stream().ok()) {
            assert!(
                stream.content.len() < 100 || stream.dict.has(b"Filter"),
                "not deflated"
            );
        }
        for fonts in pdf.page_iter().map(|page| pdf.get_page_fonts(page).unwrap()) {
            for font in fonts.values() {
                let name = font.get(b"BaseFont").unwrap().as_name().unwrap();
                assert!(name[..6].iter().all(u8::is_ascii_uppercase) && name[6] == b'+');
            }
        }
    }
}

#[test]
fn a_document_without_title_date_and_words_is_still_a_file() {
    let document = Document::new(nianbao::doc::Properties::default(), Vec::new());
    for imposition in [Imposition::Single, Imposition::Booklet, Imposition::TwoUp] {
        let bytes = printed(&document, &pages(&document), imposition);
        assert!(Pdf::load_mem(&bytes).is_ok());
    }
}

#[test]
fn files_stay_small() {
    for path in samples() {
        let document = compose(&report(&path));
        let size = printed(&document, &pages(&document), Imposition::Single).len();
        // The OFL face has more points to a glyph.
        let limit = if cfg!(feature = "font-fandol") {
            200_000
        } else {
            330_000
        };
        assert!(size <= limit, "{}: {size} bytes", path.display());
    }
}

#[test]
fn a_copy_to_print_gives_no_data_and_says_why() {
    let report = report(&samples()[0]);
    let style = Style::default();
    let mut options = pipeline::Options {
        copy: PdfCopy::Print(Imposition::Single),
        ..pipeline::Options::default()
    };
    options.data = Some(pipeline::data(&report, &[], &style, fonts(), &options));
    let document = compose(&report);
    let made = pipeline::export(&document, &FileKind::ALL, &style, fonts(), &options).unwrap();
    let [(_, word), (_, pdf)] = &made.files[..] else {
        panic!()
    };
    let refused = extract::data(pdf).unwrap_err();
    assert!(refused.message.contains("打印件"), "{}", refused.message);
    // The Word file made with it says how both were made, so both can be made again.
    let reading = nianbao::input::read("back", extract::data(word).unwrap().as_bytes(), None);
    let again = Choices::default().over(reading.made.as_ref()).unwrap();
    assert_eq!(again.copy, options.copy);
}

#[test]
fn choices_that_contradict_each_other_are_refused() {
    let choices = |copy, standard| Choices {
        copy,
        standard,
        ..Choices::default()
    };
    for (_, word) in PdfCopy::ALL {
        let copy = PdfCopy::ALL
            .iter()
            .find(|(_, known)| *known == word)
            .map(|(copy, _)| *copy);
        for (standard, _) in pdf::Standard::ALL {
            let over = choices(copy, Some(standard))
                .over(None)
                .map(|options| options.copy);
            if copy == Some(PdfCopy::Archive) || standard == pdf::Standard::Plain {
                assert_eq!(over, Ok(copy.unwrap()));
            } else {
                assert_eq!(over, Err(Contradiction::StandardOfPrint));
            }
        }
    }
    let only_standard = choices(None, Some(pdf::Standard::A2a)).over(None).unwrap();
    assert_eq!(only_standard.copy, PdfCopy::Archive);
}
