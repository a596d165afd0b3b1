//! Faces of an office in the library: which serve what, what is refused, and what becomes of them in the files.

mod common;

use common::faces::{Made, collection, named};
use common::{report, samples, unzip};
use nianbao::Error;
use nianbao::doc::{Document, compose};
use nianbao::docx::{EmbedFonts, Typeface};
use nianbao::font::office::OFFICE;
use nianbao::font::{Face, FontFile, FontSet, Matter, Remark, Role};
use nianbao::layout::{Pages, lay_out};
use nianbao::pipeline::{Characters, Exporter, FileKind, Options, PdfCopy, SharedFaces, export};
use nianbao::print::Imposition;
use nianbao::style::Style;
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use skrifa::{FontRef, MetadataProvider};
use std::sync::Arc;

/// The set with these files before ours, about which nothing is to be said.
fn set(files: Vec<FontFile>) -> FontSet {
    let (set, remarks) = FontSet::with_own(files).unwrap();
    assert_eq!(remarks, []);
    set
}

fn remarks(files: Vec<FontFile>) -> Vec<Matter> {
    let (set, remarks) = FontSet::with_own(files).unwrap();
    assert!(set.faces().count() >= FontSet::bundled().unwrap().faces().count());
    remarks.into_iter().map(|remark: Remark| remark.matter).collect()
}

fn first(set: &FontSet, role: Role) -> &Face {
    set.face(set.chain(role)[0])
}

fn town() -> Document {
    compose(&report(&samples()[samples().len() - 2]))
}

/// Every text of the pages: where it stands and what it says.
fn places(pages: &Pages) -> Vec<String> {
    let texts = pages.pages.iter().flat_map(|page| page.texts());
    texts
        .map(|(_, run)| format!("{:?} {:?} {:?} {}", run.x, run.y, run.size, run.text()))
        .collect()
}

#[test]
fn faces_serve_by_their_names_and_ours_have_what_they_lack() {
    let fangsong = Made {
        characters: Some("政府信息公开，。"),
        ..Made::fangsong()
    };
    let rare = Made {
        characters: Some("㙍"),
        ..Made::of(Role::Songti, "", "SimSun-ExtB")
    };
    let songti = Made::of(Role::Songti, "新宋体", "NSimSun");
    let set = set(vec![
        named("a.ttf", fangsong.file()),
        named("b.ttf", Made::biaosong().file()),
        named("c.ttc", collection(&[songti.file(), rare.file()])),
    ]);
    assert_eq!(first(&set, Role::Fangsong).family(), "仿宋_GB2312");
    assert_eq!(first(&set, Role::Biaosong).family(), "方正小标宋简体");
    assert_eq!(first(&set, Role::Songti).family(), "新宋体");
    assert!(first(&set, Role::Heiti).own().is_none());
    let shows = |role, ch| set.face(set.glyph(role, ch).unwrap().face).family();
    assert_eq!(shows(Role::Fangsong, '政'), "仿宋_GB2312");
    let bundled = FontSet::bundled().unwrap();
    assert_eq!(
        shows(Role::Fangsong, '喆'),
        bundled
            .face(bundled.glyph(Role::Fangsong, '喆').unwrap().face)
            .family()
    );
    // The rare face comes before ours of that kind, behind all others.
    let place = |family: &str| {
        let chain = set.chain(Role::Heiti).iter();
        chain
            .map(|face| set.face(*face).family())
            .position(|name| name == family)
    };
    assert_eq!(place("SimSun-ExtB"), place("GW Songti").map(|at| at + 1));
    assert_eq!(
        place("SimSun-ExtB"),
        place("GW Rare").map_or(place("SimSun-ExtB"), |at| Some(at - 1))
    );
    // Faces of ours keep their places in the set.
    for ((id, face), (own_id, own)) in bundled.faces().zip(set.faces()) {
        assert_eq!((id, face.family()), (own_id, own.family()));
    }
}

#[test]
fn the_customary_family_comes_first_whatever_its_file_is_called() {
    let windows = Made::of(Role::Songti, "仿宋", "FangSong");
    let files = || {
        vec![
            named("1.ttf", windows.file()),
            named("2.ttf", Made::fangsong().file()),
            named("3.ttf", Made::fangsong().file()),
        ]
    };
    let (set, told) = FontSet::with_own(files()).unwrap();
    let chain: Vec<&str> = set.chain(Role::Fangsong)[..2]
        .iter()
        .map(|face| set.face(*face).family())
        .collect();
    assert_eq!(chain, ["仿宋_GB2312", "仿宋"]);
    let matters: Vec<(&str, &Matter)> = told
        .iter()
        .map(|remark| (remark.file.as_str(), &remark.matter))
        .collect();
    assert!(matches!(matters[0], ("1.ttf", Matter::Second { first, .. }) if first == "仿宋_GB2312"));
    assert!(matches!(matters[1], ("3.ttf", Matter::Double { taken, .. }) if taken == "2.ttf"));
    assert_eq!(matters.len(), 2);
    let (again, _) = FontSet::with_own(files().into_iter().rev()).unwrap();
    assert_eq!(again.own_sums().unwrap().split('，').count(), 2);
}

#[test]
fn what_cannot_serve_is_told_and_ours_are_used() {
    let file = Made::fangsong().file();
    let half = file[..file.len() / 2].to_vec();
    let of = |made: Made| vec![named("x.ttf", made.file())];
    for data in [
        Vec::new(),
        b"a text".to_vec(),
        vec![0; 100],
        b"ttcf\0\x01\0\0\xff\xff\xff\xff".to_vec(),
    ] {
        let told = remarks(vec![named("x.ttf", data)]);
        assert!(
            !told.is_empty()
                && told
                    .iter()
                    .all(|matter| matches!(matter, Matter::NoFont | Matter::Damaged(_))),
            "{told:?}"
        );
    }
    assert!(matches!(
        &remarks(vec![named("x.ttf", half)])[..],
        [Matter::Damaged(_)]
    ));
    let bold = Made {
        is_bold: true,
        ..Made::fangsong()
    };
    assert_eq!(remarks(of(bold)), [Matter::Cut("仿宋_GB2312".to_owned())]);
    let other = Made::of(Role::Heiti, "微软雅黑", "Microsoft YaHei");
    assert_eq!(remarks(of(other)), [Matter::Unknown("微软雅黑".to_owned())]);
    let postscript = Made {
        without: &[b"glyf", b"loca"],
        ..Made::fangsong()
    };
    assert_eq!(
        remarks(of(postscript)),
        [Matter::NotTrueType("仿宋_GB2312".to_owned())]
    );
    for table in [b"OS/2", b"cmap", b"post", b"hmtx", b"head"] {
        let lacking: &'static [&'static [u8; 4]] = Box::leak(Box::new([table]));
        let told = remarks(of(Made {
            without: lacking,
            ..Made::fangsong()
        }));
        assert!(
            matches!(&told[..], [Matter::Damaged(reason)] if reason.contains(&*String::from_utf8_lossy(table))),
            "{told:?}"
        );
    }
}

/// Bytes that are not what they should be never make the program panic, and what is read can be drawn or is refused.
#[test]
fn a_damaged_face_is_told_or_refused() {
    let made = Made {
        characters: Some("政府信息公开2021年，。"),
        ..Made::fangsong()
    };
    let file = made.file();
    let document = town();
    let (mut read, mut refused) = (0, 0);
    for step in 0..400usize {
        let mut data = file.clone();
        let at = step * 7919 % data.len();
        let end = (at + 1 + step % 7).min(data.len());
        for byte in &mut data[at..end] {
            *byte = byte.wrapping_add(1 + (step % 250) as u8);
        }
        let (set, _) = FontSet::with_own([named("x.ttf", data)]).unwrap();
        if set.own().next().is_none() {
            refused += 1;
            continue;
        }
        read += 1;
        if step % 16 == 0 {
            // An error is as good as a file.
            let _ = export(
                &document,
                &FileKind::ALL,
                &Style::default(),
                &set,
                &Options::default(),
            );
            let pages = lay_out(&document, &Style::default(), &set).unwrap();
            let _ = nianbao::preview::page(&pages, 0, &set, nianbao::preview::Dpi::default());
        }
    }
    assert!(read > 50 && refused > 5, "{read} read, {refused} refused");
}

#[test]
fn both_files_are_set_in_the_faces_of_the_office() {
    let songti = Made::of(Role::Songti, "新宋体", "NSimSun").file();
    let set = set(vec![
        named("fs.ttf", Made::fangsong().fs_type(8).file()),
        named("simsun.ttc", collection(&[Made::biaosong().file(), songti])),
    ]);
    let made = export(
        &town(),
        &FileKind::ALL,
        &Style::default(),
        &set,
        &Options::default(),
    )
    .unwrap();
    let [(_, docx), (_, pdf)] = &made.files[..] else {
        panic!()
    };
    for profile in ["3a", "ua1"] {
        let profile: ValidationProfile = profile.parse().unwrap();
        let found = validate_pdf_bytes(pdf, &ValidationOptions::default().profile(profile)).unwrap();
        assert!(found.is_compliant, "{found:?}");
    }
    let names = font_names(pdf);
    for name in ["FangSongGB2312", "FZXiaoBiaoSongB05S", "NSimSun"] {
        assert!(names.iter().any(|font| font.ends_with(name)), "{name}: {names:?}");
    }
    let parts = unzip(docx);
    let text = |name: &str| String::from_utf8(parts[name].clone()).unwrap();
    let table = text("word/fontTable.xml");
    for name in ["仿宋_GB2312", "方正小标宋简体", "新宋体"] {
        let entry = entry(&table, name);
        assert!(
            entry.contains("w:embedRegular") && entry.contains("w:subsetted"),
            "{entry}"
        );
        assert!(text("word/styles.xml").contains(&format!("w:eastAsia=\"{name}\"")));
    }
    assert!(entry(&table, "仿宋_GB2312").contains("<w:altName w:val=\"仿宋\"/>"));
    assert!(!text("word/styles.xml").contains("GW Fangsong"));
    // The same faces, the same bytes, whatever their files are called.
    let called = |name: &str, face: &str| {
        let own = set.own().find(|own| own.family() == face).unwrap();
        named(name, own.data().to_vec())
    };
    let (again, _) = FontSet::with_own([called("1.ttc", "新宋体"), called("2.ttf", "仿宋_GB2312")]).unwrap();
    assert_eq!(again.own_sums(), set.own_sums());
    let again = export(
        &town(),
        &FileKind::ALL,
        &Style::default(),
        &again,
        &Options::default(),
    )
    .unwrap();
    assert!(made == again);
}

/// What the faces of a PDF are called.
fn font_names(pdf: &[u8]) -> Vec<String> {
    let pdf = lopdf::Document::load_mem(pdf).unwrap();
    let fonts = pdf.objects.values().filter_map(|object| object.as_dict().ok());
    fonts
        .filter_map(|font| font.get(b"BaseFont").ok()?.as_name().ok())
        .map(|name| String::from_utf8_lossy(name).into_owned())
        .collect()
}

/// What the font table says of a face.
fn entry<'a>(table: &'a str, name: &str) -> &'a str {
    let start = table
        .find(&format!("<w:font w:name=\"{name}\""))
        .unwrap_or_else(|| panic!("no {name}: {table}"));
    &table[start..start + table[start..].find("</w:font>").unwrap()]
}

#[test]
fn terms_are_kept_in_each_file() {
    // fsType, whether a PDF may be made, whether the DOCX carries the face, whether whole
    for (fs_type, pdf, docx, whole) in [
        (0, true, true, false),
        (2, false, false, false),
        (4, true, false, false),
        (8, true, true, false),
        (0x108, true, true, true),
        (0x104, true, false, true),
        (0x200, false, false, false),
    ] {
        let characters = "政府信息公开工作年度报告。，2021年一二三四五六七八九十（）";
        let file = Made {
            characters: Some(characters),
            ..Made::fangsong()
        }
        .fs_type(fs_type)
        .file();
        let size = file.len();
        let set = set(vec![named("x.ttc", collection(&[file]))]);
        let make = |kind, copy| {
            let options = Options {
                copy,
                ..Options::default()
            };
            export(&town(), &[kind], &Style::default(), &set, &options)
        };
        for copy in [PdfCopy::Archive, PdfCopy::Print(Imposition::Single)] {
            match make(FileKind::Pdf, copy) {
                Ok(_) => assert!(pdf, "fsType {fs_type}"),
                Err(Error::Refused(findings)) => {
                    let told = &findings.iter().next().unwrap().message;
                    assert!(!pdf && told.contains("仿宋_GB2312"), "fsType {fs_type}: {told}");
                }
                Err(error) => panic!("{error}"),
            }
        }
        let made = make(FileKind::Docx, PdfCopy::Archive).unwrap();
        // Cut for many files, a face keeps its terms all the same.
        let shared = Characters::of(
            &town(),
            &FileKind::ALL,
            &Style::default(),
            &set,
            &Options::default(),
        );
        let options = Options {
            shared: Some(Arc::new(SharedFaces::of(&shared, &set))),
            ..Options::default()
        };
        let sharing = export(&town(), &[FileKind::Docx], &Style::default(), &set, &options);
        assert!(sharing.unwrap().files == made.files, "fsType {fs_type}");
        let parts = unzip(&made.files[0].1);
        let table = String::from_utf8(parts["word/fontTable.xml"].clone()).unwrap();
        let entry = entry(&table, "仿宋_GB2312");
        assert_eq!(entry.contains("w:embedRegular"), docx, "fsType {fs_type}");
        assert_eq!(entry.contains("w:subsetted"), docx && !whole, "fsType {fs_type}");
        if docx && whole {
            let is_whole = |part: &Vec<u8>| part.len().abs_diff(size) < 64;
            assert!(
                parts
                    .iter()
                    .any(|(name, part)| name.ends_with(".odttf") && is_whole(part))
            );
        }
    }
}

#[test]
fn a_face_with_other_line_metrics_moves_no_line() {
    let like = |lines| {
        set(vec![named(
            "x.ttf",
            Made {
                lines,
                ..Made::fangsong()
            }
            .file(),
        )])
    };
    let document = town();
    let place = |set: &FontSet| places(&lay_out(&document, &Style::default(), set).unwrap());
    let (usual, tall, flat) = (like(None), like(Some((3000, 1500))), like(Some((300, 10))));
    let lines = place(&usual);
    assert!(lines.len() > 100);
    assert_eq!(lines, place(&tall));
    assert_eq!(lines, place(&flat));
    let glyph = usual.glyph(Role::Fangsong, '政').unwrap();
    assert!(usual.face(glyph.face).own().is_some());
}

#[test]
fn named_official_a_face_of_the_office_keeps_its_name_and_nothing_is_carried() {
    let set = set(vec![named(
        "x.ttf",
        Made::of(Role::Heiti, "方正仿宋_GBK", "FZFangSong-Z02").file(),
    )]);
    let mut options = Options::default();
    options.docx.typeface = Typeface::Official;
    options.docx.fonts = EmbedFonts::Subset;
    let made = export(&town(), &[FileKind::Docx], &Style::default(), &set, &options).unwrap();
    let parts = unzip(&made.files[0].1);
    let table = String::from_utf8(parts["word/fontTable.xml"].clone()).unwrap();
    assert!(!table.contains("embedRegular"));
    for name in ["方正仿宋_GBK", "方正小标宋简体", "宋体"] {
        entry(&table, name);
    }
    assert!(!table.contains("\"仿宋_GB2312\"") || entry(&table, "方正仿宋_GBK").contains("altName"));
}

#[test]
fn an_exporter_holds_the_faces_and_its_data_tells_of_them() {
    let own = set(vec![named("x.ttf", Made::fangsong().file())]);
    let exporter = Exporter::new().unwrap().set_in(own.clone());
    fn shared<T: Send + Sync + 'static>(_: &T) {}
    shared(&exporter);
    let path = &samples()[samples().len() - 2];
    let bytes = std::fs::read(path).unwrap();
    let made = exporter
        .make("report.toml", &bytes, None, &FileKind::ALL)
        .unwrap();
    let files = made.export.unwrap().files;
    let data = nianbao::extract::data(&files[1].1).unwrap();
    let sum = own.own_sums().unwrap();
    assert!(sum.starts_with("仿宋_GB2312=") && data.contains(&sum), "{data}");
    let told = |exporter: &Exporter| {
        let made = exporter
            .make("report.json", data.as_bytes(), None, &FileKind::ALL)
            .unwrap();
        let told: Vec<String> = made
            .findings
            .iter()
            .filter(|finding| finding.message.contains("自备字体"))
            .map(|finding| finding.message.clone())
            .collect();
        (told, made.export.unwrap().files)
    };
    // With the same faces the same files, and nothing to be said.
    let (nothing, same) = told(&exporter);
    assert!(nothing.is_empty(), "{nothing:?}");
    assert!(same == files);
    let (missing, others) = told(&Exporter::new().unwrap());
    assert!(missing[0].contains("这次没有仿宋_GB2312"), "{missing:?}");
    assert!(others != files);
    let other = Exporter::new()
        .unwrap()
        .set_in(set(vec![named("x.ttf", Made::fangsong().fs_type(8).file())]));
    assert!(told(&other).0[0].contains("这次仿宋_GB2312的版本不同"));
}

#[test]
fn what_a_face_of_the_office_lacks_is_told_where_it_stands() {
    let path = &samples()[samples().len() - 2];
    let text = std::fs::read_to_string(path).unwrap();
    let common: String = text
        .chars()
        .chain("张李王年度报告，。、（）《》“”—…一二三四五六七八九十".chars())
        .collect();
    let common: &'static str = String::leak(common);
    let with = |rare: &str| text.replace("part1 = '''\n", &format!("part1 = '''\n{rare}\n"));
    assert_ne!(with("珺"), text);
    let told = |made: Vec<Made>, rare: &str| {
        let files = made
            .iter()
            .enumerate()
            .map(|(at, made)| named(&format!("{at}.ttf"), made.file()));
        let (own, _) = FontSet::with_own(files).unwrap();
        let exporter = Exporter::new().unwrap().set_in(own);
        let made = exporter
            .make("r.toml", with(rare).as_bytes(), None, &[FileKind::Docx])
            .unwrap();
        let found: Vec<_> = made
            .findings
            .iter()
            .filter(|finding| finding.code == "FONT")
            .cloned()
            .collect();
        (found, made.reading.source)
    };
    let fangsong = Made {
        characters: Some(common),
        ..Made::fangsong()
    };
    let (found, source) = told(vec![fangsong.clone()], "张珺、李喆、王珺。");
    let [finding] = &found[..] else {
        panic!("{found:?}")
    };
    assert!(
        finding.message.contains("“仿宋_GB2312”没有“珺喆”"),
        "{}",
        finding.message
    );
    assert!(
        finding.remedy.contains("仿宋或方正仿宋_GBK"),
        "{}",
        finding.remedy
    );
    let at = finding.span.unwrap();
    assert_eq!(&source.text[at.start..at.end], "珺");
    // Another face of the office has them: nothing to be said.
    let other = Made::of(Role::Songti, "仿宋", "FangSong");
    assert_eq!(told(vec![fangsong.clone(), other], "张珺、李喆、王珺。").0, []);
    // Ours has it not either: the rule on that tells.
    assert_eq!(told(vec![fangsong], "\u{e000}").0, []);
}

#[test]
fn a_whole_face_of_a_collection_is_a_file_of_its_own() {
    let set = set(vec![named(
        "x.ttc",
        collection(&[Made::fangsong().file(), Made::biaosong().file()]),
    )]);
    let face = first(&set, Role::Biaosong);
    let whole = nianbao::font::subset::Cut::whole(face).unwrap().data;
    let font = FontRef::new(&whole).unwrap();
    assert_eq!(
        font.charmap().map('政').map(|glyph| glyph.to_u32()),
        face.glyph('政')
    );
    assert!(whole.len() < face.data().len());
}

#[test]
fn the_page_on_own_faces_lists_every_family() {
    let page = include_str!("../docs/own-fonts.md");
    for family in OFFICE {
        let names: Vec<&str> = family.families().collect();
        let row = format!("| {} |", names.join(", "));
        assert!(page.contains(&row), "{row}");
    }
}
