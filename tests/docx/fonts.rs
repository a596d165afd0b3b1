//! Faces: what each run names, what the font table says of it, and what is embedded.

use crate::every;
use crate::support::{Node, Parts, draft, sample, style, write};
use nianbao::docx::{self, EmbedFonts, Options, Typeface};
use nianbao::font::FontSet;
use nianbao::style::Style;
use skrifa::{FontRef, MetadataProvider};
use std::collections::{BTreeMap, BTreeSet};

/// The embedded files by family, their heads uncovered.
fn embedded(parts: &Parts) -> BTreeMap<String, Vec<u8>> {
    let table = parts.xml("word/fontTable.xml");
    let relations = parts.xml("word/_rels/fontTable.xml.rels");
    let files = table.children.iter().filter_map(|font| {
        let embedded = font.child("w:embedRegular")?;
        let id = embedded.attribute("r:id");
        let relation = relations
            .children
            .iter()
            .find(|node| node.attribute("Id") == id)
            .unwrap();
        let mut data = parts
            .bytes(&format!("word/{}", relation.attribute("Target").unwrap()))
            .to_vec();
        let digits: Vec<u8> = embedded
            .attribute("w:fontKey")
            .unwrap()
            .bytes()
            .filter(u8::is_ascii_hexdigit)
            .collect();
        let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
        let key: Vec<u8> = digits.chunks(2).rev().map(byte).collect();
        assert_eq!(key.len(), 16);
        for (at, byte) in data.iter_mut().take(32).enumerate() {
            *byte ^= key[at % 16];
        }
        Some((font.attribute("w:name").unwrap().to_owned(), data))
    });
    files.collect()
}

/// The four slots of a run: from the document defaults through the styles to the run itself.
fn slots(styles: &Node, paragraph: &Node, run: &Node) -> BTreeMap<String, String> {
    let mut layers: Vec<&Node> = vec![
        styles
            .child("w:docDefaults")
            .unwrap()
            .child("w:rPrDefault")
            .unwrap(),
    ];
    for id in [
        paragraph.val(&["w:pPr", "w:pStyle"]),
        run.val(&["w:rPr", "w:rStyle"]),
    ]
    .into_iter()
    .flatten()
    {
        let mut chain = vec![style(styles, id)];
        while let Some(base) = chain[0].val(&["w:basedOn"]) {
            chain.insert(0, style(styles, base));
        }
        layers.extend(chain);
    }
    layers.push(run);
    let faces = layers.iter().filter_map(|layer| layer.at(&["w:rPr", "w:rFonts"]));
    faces.flat_map(|faces| faces.attributes.clone()).collect()
}

/// The slot that Word takes a character from.
fn slot_of(ch: char, hint: Option<&str>) -> &'static str {
    let hinted = hint == Some("eastAsia");
    match u32::from(ch) {
        0..=0x7f => "w:ascii",
        0x2e80.. => "w:eastAsia",
        0x2000..=0x2bff if hinted => "w:eastAsia",
        0xb7 | 0xd7 | 0xf7 if hinted => "w:eastAsia",
        _ => "w:hAnsi",
    }
}

/// How many characters the package shows; panics when one is not in the embedded face that its run names.
fn shown(parts: &Parts) -> usize {
    let styles = parts.styles();
    let characters: BTreeMap<String, BTreeSet<u32>> = embedded(parts)
        .into_iter()
        .map(|(family, face)| {
            let font = FontRef::new(&face).unwrap();
            (family, font.charmap().mappings().map(|(ch, _)| ch).collect())
        })
        .collect();
    let mut seen = 0;
    for part in parts.with_text() {
        for paragraph in part.find("w:p") {
            for run in paragraph.children_named("w:r") {
                let slots = slots(&styles, paragraph, run);
                for ch in run.words().chars() {
                    let family = &slots[slot_of(ch, slots.get("w:hint").map(String::as_str))];
                    let face = characters
                        .get(family)
                        .unwrap_or_else(|| panic!("{family} is not embedded"));
                    assert!(face.contains(&u32::from(ch)), "{ch} is not in {family}");
                    seen += 1;
                }
            }
        }
    }
    seen
}

#[test]
fn every_character_is_in_the_embedded_face_its_run_names() {
    for document in [sample(), draft()] {
        let parts = Parts::read(&write(&document));
        assert!(shown(&parts) > 200);
        // Page numbers beyond the first.
        let faces = embedded(&parts);
        let numbers = FontRef::new(&faces["GW Songti"]).unwrap();
        assert!(('0'..='9').all(|digit| numbers.charmap().map(digit).is_some()));
    }
}

#[test]
fn no_character_of_an_official_paper_is_without_a_face_in_any_kind_of_text() {
    let parts = Parts::read(&write(&every::document()));
    assert!(shown(&parts) >= 5 * every::characters().len());
}

#[cfg(feature = "font-rare")]
#[test]
fn rare_characters_name_a_face_that_has_them() {
    let document = Parts::sample().document();
    for rare in ["㙍", "𬭎", "䶮"] {
        let run = document
            .find("w:r")
            .into_iter()
            .find(|run| run.words().contains(rare))
            .unwrap();
        let faces = run.at(&["w:rPr", "w:rFonts"]).unwrap();
        let families: Vec<_> = ["w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"]
            .iter()
            .map(|slot| faces.attribute(slot).unwrap())
            .collect();
        assert!(
            families.iter().all(|family| family == &families[0]),
            "{families:?}"
        );
        assert!(!families[0].contains("Fangsong"), "{rare}: {families:?}");
    }
}

#[test]
fn the_font_table_lets_a_program_without_the_face_choose_another() {
    let table = Parts::sample().xml("word/fontTable.xml");
    let font = |name: &str| {
        let found = table
            .children
            .iter()
            .find(|font| font.attribute("w:name") == Some(name));
        found.unwrap_or_else(|| panic!("no {name}"))
    };
    for (ours, theirs) in [
        ("GW Biaosong", "方正小标宋简体"),
        ("GW Heiti", "黑体"),
        ("GW Songti", "宋体"),
        ("Liberation Serif", "Times New Roman"),
    ] {
        assert_eq!(font(ours).val(&["w:altName"]), Some(theirs));
    }
    assert_eq!(font("GW Songti").val(&["w:charset"]), Some("86"));
    assert_eq!(font("Liberation Serif").val(&["w:charset"]), Some("00"));
    for font in &table.children {
        assert_eq!(font.val(&["w:panose1"]).unwrap().len(), 20);
        let sig = font.child("w:sig").unwrap();
        assert_eq!(sig.attributes.len(), 6);
        assert!(sig.attributes.iter().all(|(_, bits)| bits.len() == 8));
        assert!(!font.attribute("w:name").unwrap().is_empty());
    }
}

#[test]
fn a_face_is_embedded_once_and_its_key_follows_its_bytes() {
    let parts = Parts::sample();
    let table = parts.xml("word/fontTable.xml");
    let mut names: Vec<&str> = table
        .children
        .iter()
        .filter_map(|font| font.attribute("w:name"))
        .collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
    let mut keys: Vec<&str> = table
        .find("w:embedRegular")
        .iter()
        .filter_map(|face| face.attribute("w:fontKey"))
        .collect();
    let count = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), count);
}

#[test]
fn without_embedding_nothing_speaks_of_it() {
    says_nothing_of_embedding(&written(EmbedFonts::None, Typeface::Ours));
}

fn written(fonts: EmbedFonts, typeface: Typeface) -> Parts {
    let options = Options {
        fonts,
        typeface,
        data: None,
        ..Options::default()
    };
    let set = FontSet::bundled().unwrap();
    Parts::read(&docx::write(&sample(), &Style::default(), set, &options).unwrap())
}

fn says_nothing_of_embedding(parts: &Parts) {
    assert!(parts.xml("word/fontTable.xml").find("w:embedRegular").is_empty());
    assert!(
        parts
            .xml("word/settings.xml")
            .find("w:embedTrueTypeFonts")
            .is_empty()
    );
    assert!(
        parts
            .0
            .iter()
            .all(|(name, _)| !name.contains("fonts/") && !name.contains("fontTable.xml.rels"))
    );
    assert!(
        !parts
            .xml("[Content_Types].xml")
            .children
            .iter()
            .any(|node| node.attribute("Extension") == Some("odttf"))
    );
}

#[test]
fn the_faces_of_an_office_are_named_and_never_embedded() {
    for fonts in [EmbedFonts::Subset, EmbedFonts::Editing, EmbedFonts::Full] {
        let parts = written(fonts, Typeface::Official);
        says_nothing_of_embedding(&parts);
        let table = parts.xml("word/fontTable.xml");
        let names: Vec<&str> = table
            .children
            .iter()
            .filter_map(|font| font.attribute("w:name"))
            .collect();
        for name in [
            "方正小标宋简体",
            "仿宋_GB2312",
            "黑体",
            "楷体_GB2312",
            "宋体",
            "Times New Roman",
        ] {
            assert_eq!(names.iter().filter(|own| **own == name).count(), 1, "{name}");
        }
        for (name, data) in &parts.0 {
            let text = String::from_utf8_lossy(data);
            assert!(!text.contains("GW ") && !text.contains("Liberation"), "{name}");
        }
    }
}

#[test]
fn for_editing_the_face_of_running_text_has_what_people_are_likely_to_write() {
    let (subset, editing) = (
        embedded(&written(EmbedFonts::Subset, Typeface::Ours)),
        embedded(&written(EmbedFonts::Editing, Typeface::Ours)),
    );
    let grown: Vec<&String> = subset
        .keys()
        .filter(|face| subset[*face] != editing[*face])
        .collect();
    assert!(grown.iter().any(|face| face.contains("Fangsong")), "{grown:?}");
    assert!(!grown.iter().any(|face| face.contains("Biaosong")), "{grown:?}");
    let (_, data) = editing
        .iter()
        .find(|(face, _)| face.contains("Fangsong"))
        .unwrap();
    let charmap = FontRef::new(data).unwrap().charmap();
    for ch in "阿啊做座，。《》".chars() {
        assert!(charmap.map(ch).is_some_and(|glyph| glyph.to_u32() != 0), "{ch}");
    }
}

#[test]
fn whole_faces_are_the_files_themselves() {
    let parts = written(EmbedFonts::Full, Typeface::Ours);
    let set = FontSet::bundled().unwrap();
    let files = embedded(&parts);
    assert!(!files.is_empty());
    for (family, data) in files {
        let (_, face) = set.faces().find(|(_, face)| face.family() == family).unwrap();
        assert!(face.data() == data, "{family}");
    }
    assert!(
        parts
            .xml("word/settings.xml")
            .find("w:saveSubsetFonts")
            .is_empty()
    );
    assert!(
        parts
            .xml("word/fontTable.xml")
            .find("w:embedRegular")
            .iter()
            .all(|face| face.attribute("w:subsetted").is_none())
    );
}
