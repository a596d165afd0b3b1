use super::*;
use crate::units::Length;
use skrifa::raw::TableProvider;
use skrifa::raw::types::Tag;

const BODY: RolePair = RolePair {
    chinese: Role::Fangsong,
    latin: Role::Latin,
};

/// The roles of Chinese text.
const CHINESE: [Role; 5] = [
    Role::Biaosong,
    Role::Fangsong,
    Role::Heiti,
    Role::Kaiti,
    Role::Songti,
];

fn family(roles: RolePair, ch: char) -> &'static str {
    let set = FontSet::bundled().unwrap();
    set.face(set.glyph_in(roles, ch).unwrap().face).family()
}

#[test]
fn western_text_takes_the_latin_face_and_marks_stay_chinese() {
    assert_eq!(family(BODY, '2'), "Liberation Serif");
    let fangsong = family(BODY, '年');
    assert!(fangsong.starts_with("GW Fangsong"), "{fangsong}");
    for mark in "“”‘’—…（）《》，。、：；〔〕·".chars() {
        assert_eq!(family(BODY, mark), fangsong, "{mark}");
    }
    let own = RolePair {
        chinese: Role::Heiti,
        latin: Role::Heiti,
    };
    assert_eq!(family(own, '2'), "GW Heiti");
}

#[test]
fn han_are_one_em_wide_in_every_chinese_role() {
    let set = FontSet::bundled().unwrap();
    for role in CHINESE {
        // The quotes of the OFL face are those of Western text.
        let marks = if cfg!(feature = "font-fandol") {
            "，。（）“”—"
        } else {
            "，。（）—"
        };
        for ch in "政府信息公开㙍".chars().chain(marks.chars()) {
            let glyph = set.glyph(role, ch).unwrap();
            assert_eq!(
                set.advance(glyph, Length::pt(16)),
                Length::pt(16),
                "{role:?} {ch}"
            );
        }
    }
}

/// Every character of 通用规范汉字表, of the unified ideographs of Unicode 1.1 and of Extension A; with the rare faces
/// also all of those.
fn every_character() -> Vec<char> {
    let set = FontSet::bundled().unwrap();
    let standard = include_str!("../../fonts/tgh8105.txt")
        .chars()
        .filter(|ch| !ch.is_whitespace());
    let rare = set
        .faces()
        .filter(|(_, face)| face.family() == "GW Rare")
        .flat_map(|(_, face)| face.characters());
    let mut all: Vec<char> = standard
        .chain('\u{4e00}'..='\u{9fa5}')
        .chain('\u{3400}'..='\u{4db5}')
        .chain(rare)
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

#[test]
fn every_character_has_a_face_in_every_role() {
    let set = FontSet::bundled().unwrap();
    let all = every_character();
    assert!(
        all.len()
            > if cfg!(feature = "font-rare") {
                63_000
            } else {
                27_000
            },
        "{}",
        all.len()
    );
    for role in CHINESE {
        let missing: Vec<char> = all
            .iter()
            .copied()
            .filter(|ch| set.glyph(role, *ch).is_none())
            .collect();
        let standard = !cfg!(feature = "font-rare") && missing.iter().all(|ch| u32::from(*ch) > 0x2_0000);
        assert!(missing.is_empty() || standard, "{role:?}: {missing:?}");
    }
}

#[test]
fn no_face_is_said_to_have_what_it_leaves_blank() {
    let set = FontSet::bundled().unwrap();
    // GW Kaiti maps these to a glyph without outline.
    for role in CHINESE {
        for ch in "ⅰⅹń︵﹄".chars() {
            if let Some(glyph) = set.glyph(role, ch) {
                assert!(set.face(glyph.face).middle(glyph.id, Length::pt(1000)) != Length::ZERO);
            }
        }
    }
    let kaiti = set.glyph(Role::Kaiti, 'ⅰ').unwrap();
    assert_ne!(set.face(kaiti.face).family(), "GW Kaiti");
    assert!(
        set.glyph(Role::Kaiti, '\u{3000}').is_some(),
        "a space is blank by right"
    );
}

/// The outline of a character: its face and the bytes of its glyph.
fn outline(role: Role, ch: char) -> (FaceId, Vec<u8>) {
    let set = FontSet::bundled().unwrap();
    let glyph = set.glyph(role, ch).unwrap();
    let font = set.face(glyph.face).font().unwrap();
    let loca = font.loca(None).unwrap();
    let place = |at: u32| loca.get_raw(at as usize).unwrap() as usize;
    let glyf = font.data_for_tag(Tag::new(b"glyf")).unwrap();
    let bytes = &glyf.as_bytes()[place(glyph.id)..place(glyph.id + 1)];
    (glyph.face, bytes.to_vec())
}

#[test]
fn signs_of_money_are_not_drawn_alike() {
    // FandolFang draws ￥ as a dollar sign.
    for role in CHINESE {
        let signs: Vec<_> = "￥＄￡".chars().map(|ch| outline(role, ch)).collect();
        assert!(
            signs[0] != signs[1] && signs[0] != signs[2] && signs[1] != signs[2],
            "{role:?}"
        );
    }
}

#[cfg(feature = "font-rare")]
#[test]
fn rare_characters_have_a_face_in_every_role() {
    let set = FontSet::bundled().unwrap();
    for role in CHINESE {
        for ch in "㙍𬭎䶮𬳿".chars() {
            assert!(set.glyph(role, ch).is_some(), "{role:?} {ch}");
        }
    }
}

#[test]
fn pieces_join_to_the_text_and_change_face_where_coverage_does() {
    let set = FontSet::bundled().unwrap();
    let text = "第2021号\u{10ffff}喆。";
    let pieces = set.pieces(BODY, text);
    assert_eq!(pieces.iter().map(|piece| piece.1).collect::<String>(), text);
    let texts: Vec<_> = pieces.iter().map(|piece| piece.1).collect();
    assert_eq!(&texts[..2], ["第", "2021"]);
    assert_eq!(set.missing(BODY, text), ['\u{10ffff}']);
    assert!(set.pieces(BODY, "").is_empty());
    assert_eq!(set.pieces(BODY, "\u{10ffff}").len(), 1);
}

#[test]
fn roles_index_their_own_chain() {
    let set = FontSet::bundled().unwrap();
    for (index, role) in Role::ALL.into_iter().enumerate() {
        assert_eq!(role as usize, index);
        assert!(!set.chain(role).is_empty());
    }
}
