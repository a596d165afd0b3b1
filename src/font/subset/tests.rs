use super::*;
use crate::deflate;
use crate::font::FontSet;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};

/// An outline as a list of drawing steps.
#[derive(Default, Debug, PartialEq)]
struct Steps(Vec<(char, [f32; 6])>);

impl OutlinePen for Steps {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.push(('m', [x, y, 0.0, 0.0, 0.0, 0.0]));
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0.push(('l', [x, y, 0.0, 0.0, 0.0, 0.0]));
    }
    fn quad_to(&mut self, a: f32, b: f32, x: f32, y: f32) {
        self.0.push(('q', [a, b, x, y, 0.0, 0.0]));
    }
    fn curve_to(&mut self, a: f32, b: f32, c: f32, d: f32, x: f32, y: f32) {
        self.0.push(('c', [a, b, c, d, x, y]));
    }
    fn close(&mut self) {
        self.0.push(('z', [0.0; 6]));
    }
}

fn outline(font: &FontRef, glyph: GlyphId) -> Steps {
    let mut steps = Steps::default();
    let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
    font.outline_glyphs()
        .get(glyph)
        .unwrap()
        .draw(settings, &mut steps)
        .unwrap();
    steps
}

fn sample() -> BTreeSet<char> {
    "㙍𬭎䶮，。（）“”—·二〇二一年政府信息公开工作报告AZaé0123456789 集安市青石镇"
        .chars()
        .collect()
}

#[test]
fn every_face_keeps_its_characters_outlines_and_advances_and_nothing_else() {
    let set = FontSet::bundled().unwrap();
    for (_, face) in set.faces() {
        // Every hundredth character of the face beside the sample, so that composites come up.
        let characters: BTreeSet<char> = face.characters().step_by(100).chain(sample()).collect();
        let bytes = subset(face, &characters).unwrap().data;
        let (old, new) = (FontRef::new(face.data()).unwrap(), FontRef::new(&bytes).unwrap());
        let advances = |font: &FontRef, glyph| {
            font.glyph_metrics(Size::unscaled(), LocationRef::default())
                .advance_width(glyph)
        };
        let mut kept = BTreeSet::new();
        for (code, glyph) in new.charmap().mappings() {
            let ch = char::from_u32(code).unwrap();
            let source = old.charmap().map(ch).unwrap();
            assert_eq!(outline(&new, glyph), outline(&old, source), "{face:?} {ch}");
            assert_eq!(advances(&new, glyph), advances(&old, source), "{face:?} {ch}");
            kept.insert(ch);
        }
        let covered: BTreeSet<char> = characters
            .into_iter()
            .filter(|ch| face.glyph(*ch).is_some())
            .collect();
        assert_eq!(kept, covered, "{face:?}");
        assert!(bytes.len() < face.data().len() / 10, "{face:?}: {}", bytes.len());
    }
}

#[test]
fn a_subset_has_the_tables_an_embedded_face_needs_and_a_whole_checksum() {
    let set = FontSet::bundled().unwrap();
    for (_, face) in set.faces() {
        let bytes = subset(face, &sample()).unwrap().data;
        assert_eq!(bytes, subset(face, &sample()).unwrap().data);
        let font = FontRef::new(&bytes).unwrap();
        for tag in [
            b"cmap", b"name", b"OS/2", b"head", b"hhea", b"hmtx", b"maxp", b"post", b"glyf", b"loca",
        ] {
            assert!(font.data_for_tag(Tag::new(tag)).is_some(), "{face:?}");
        }
        for tag in [b"GSUB", b"vhea", b"vmtx", b"kern"] {
            assert!(font.data_for_tag(Tag::new(tag)).is_none(), "{face:?}");
        }
        let hinted = FontRef::new(face.data())
            .unwrap()
            .data_for_tag(Tag::new(b"fpgm"))
            .is_some();
        assert_eq!(font.data_for_tag(Tag::new(b"fpgm")).is_some(), hinted);
        let sum = bytes.chunks(4).fold(0u32, |sum, word| {
            let mut whole = [0; 4];
            whole[..word.len()].copy_from_slice(word);
            sum.wrapping_add(u32::from_be_bytes(whole))
        });
        assert_eq!(sum, 0xB1B0_AFBA, "{face:?}");
        assert_eq!(
            usize::from(font.maxp().unwrap().num_glyphs()) + 1,
            font.loca(None).unwrap().len() + 1,
        );
    }
}

#[test]
fn composites_bring_their_components() {
    let set = FontSet::bundled().unwrap();
    let (_, face) = set
        .faces()
        .find(|(_, face)| face.family() == "Liberation Serif")
        .unwrap();
    let bytes = subset(face, &BTreeSet::from(['é'])).unwrap().data;
    let font = FontRef::new(&bytes).unwrap();
    assert!(font.maxp().unwrap().num_glyphs() > 2);
    assert_eq!(font.charmap().mappings().count(), 1);
}

#[test]
fn a_face_whose_terms_forbid_it_is_refused() {
    let set = FontSet::bundled().unwrap();
    let (_, face) = set.faces().next().unwrap();
    let mut data = subset(face, &sample()).unwrap().data;
    let font = FontRef::new(&data).unwrap();
    let record = font.table_directory().table_records().iter();
    let os2 = record
        .into_iter()
        .find(|record| record.tag() == Tag::new(b"OS/2"))
        .unwrap()
        .offset() as usize;
    data[os2 + 9] = 2;
    let face = Face::new("restricted", data.leak()).unwrap();
    let error = program(&face, &[1]).unwrap_err();
    assert!(error.to_string().contains("fsType 2"), "{error}");
    let error = bare_program(&face, &[0]).unwrap_err();
    assert!(error.to_string().contains("fsType 2"), "{error}");
    assert!(!face.embedding().in_docx());
}

/// What the PDF back end makes of a hollow face tells which face and glyphs are meant; their program draws the same.
#[test]
fn a_hollow_face_tells_whose_it_is_and_a_program_holds_its_glyphs() {
    let set = FontSet::bundled().unwrap();
    for (id, face) in set.faces() {
        let hollow = set.hollow(id).unwrap();
        assert!(hollow.len() < 7 * 65_536, "{face:?}");
        let (index, all) = marks(&hollow).unwrap();
        assert_eq!(index, id.index());
        assert!(all.iter().copied().eq(0..all.len() as u16), "{face:?}");

        let old = FontRef::new(face.data()).unwrap();
        let wanted = sample().into_iter().rev().filter_map(|ch| face.glyph(ch));
        let mut glyphs = vec![0];
        for glyph in wanted.map(|glyph| u16::try_from(glyph).unwrap()) {
            if !glyphs.contains(&glyph) {
                glyphs.push(glyph);
            }
        }
        let made = program(face, &glyphs).unwrap();
        let file = made.cut.data.clone();
        let new = FontRef::new(&file).unwrap();
        assert_eq!(made.numbers.len(), glyphs.len());
        for (number, glyph) in made.numbers.iter().zip(&glyphs) {
            let (place, glyph) = (GlyphId::from(*number), GlyphId::from(*glyph));
            assert_eq!(outline(&new, place), outline(&old, glyph), "{face:?}");
            assert_eq!(
                new.hmtx().unwrap().advance(place),
                old.hmtx().unwrap().advance(glyph)
            );
        }
        assert!(program(face, &[0, u16::MAX]).is_err());

        // The same glyphs, whatever order they are asked for in, are the same outlines.
        let embedded = subset(face, &sample()).unwrap();
        let cut = made.cut;
        assert_eq!(
            embedded.data[embedded.outlines],
            cut.data[cut.outlines.clone()],
            "{face:?}"
        );

        // A bare program is the same without the names.
        let bare = bare_program(face, &glyphs).unwrap();
        assert_eq!((&bare.numbers, bare.count), (&made.numbers, made.count));
        let named = new
            .table_directory()
            .table_records()
            .iter()
            .map(|record| record.tag());
        let named: Vec<Tag> = named.filter(|tag| *tag != Tag::new(b"name")).collect();
        let bare = FontRef::new(&bare.cut.data).unwrap();
        let kept = bare
            .table_directory()
            .table_records()
            .iter()
            .map(|record| record.tag());
        assert!(kept.eq(named.iter().copied()));
        for tag in named.into_iter().filter(|tag| *tag != Tag::new(b"head")) {
            let table = |font: &FontRef| font.data_for_tag(tag).unwrap().as_bytes().to_vec();
            assert!(table(&bare) == table(&new), "{face:?} {tag}");
        }

        // Deflated in pieces or not, what comes out is the file.
        let piecewise = Face::clone(face).in_pieces();
        let in_pieces = program(&piecewise, &glyphs).unwrap().cut;
        assert!(in_pieces.pieces.len() >= glyphs.len());
        for form in [&cut, &in_pieces] {
            assert_eq!(form.data, cut.data);
            let stream = form.deflated();
            let read = deflate::inflated(&deflate::zlib(&stream, &form.data), form.data.len());
            assert_eq!(read.as_ref(), Some(&form.data), "{face:?}");
        }
    }
    assert!(marks(b"no face").is_none());
}
