//! The look: that of GB/T 9704-2012 by default, that of a house style where one is given.

use crate::support::{Node, Parts, sample, style, write_in};
use nianbao::font::{FontSet, Role};
use nianbao::input::{Format, read_style};
use nianbao::style::Style;

fn parts_in(toml: &str) -> Parts {
    let reading = read_style("t", toml.as_bytes(), Some(Format::Toml));
    assert!(!reading.findings.has_errors(), "{:?}", reading.findings);
    Parts::read(&write_in(&reading.settings.over(&Style::default()), &sample()))
}

fn family(role: Role) -> &'static str {
    let fonts = FontSet::bundled().unwrap();
    fonts.face(fonts.chain(role)[0]).family()
}

/// Chinese face, Western face and half points of a style.
fn look<'a>(styles: &'a Node, id: &str) -> (&'a str, &'a str, &'a str) {
    let type_of = style(styles, id).child("w:rPr").unwrap();
    let faces = type_of.child("w:rFonts").unwrap();
    (
        faces.attribute("w:eastAsia").unwrap(),
        faces.attribute("w:ascii").unwrap(),
        type_of.val(&["w:sz"]).unwrap(),
    )
}

fn pitch<'a>(styles: &'a Node, id: &str) -> &'a str {
    let spacing = style(styles, id).at(&["w:pPr", "w:spacing"]).unwrap();
    spacing.attribute("w:line").unwrap()
}

#[test]
fn each_level_has_the_face_and_size_of_the_standard() {
    let parts = Parts::sample();
    let styles = parts.styles();
    let [title, body, first, second] = [Role::Biaosong, Role::Fangsong, Role::Heiti, Role::Kaiti].map(family);
    let (latin, number) = (family(Role::Latin), family(Role::Songti));
    for (id, chinese, western, half_points) in [
        ("Title", title, title, "44"),
        ("Normal", body, latin, "32"),
        ("Heading1", first, first, "32"),
        ("Heading2", second, latin, "32"),
        ("Heading3", body, latin, "32"),
        ("Heading4", body, latin, "32"),
        ("Footer", number, number, "28"),
        ("FooterEven", number, number, "28"),
    ] {
        assert_eq!(look(&styles, id), (chinese, western, half_points), "{id}");
    }
    assert_eq!(style(&styles, "Title").val(&["w:pPr", "w:jc"]), Some("center"));
    for id in ["Normal", "Heading1", "Heading2", "Heading3", "Heading4"] {
        let type_of = style(&styles, id).child("w:rPr").unwrap();
        assert_eq!(type_of.val(&["w:b"]), Some("0"), "{id}");
        assert_eq!(type_of.val(&["w:color"]), Some("000000"), "{id}");
        assert_eq!(type_of.val(&["w:spacing"]), Some("-5"), "{id}");
        assert_eq!(pitch(&styles, id), "579", "{id}");
    }
    for id in ["OfficialText", "Heading1", "Heading4"] {
        let indent = style(&styles, id).at(&["w:pPr", "w:ind"]).unwrap();
        assert_eq!(indent.attribute("w:firstLine"), Some("640"), "{id}");
        assert_eq!(indent.attribute("w:firstLineChars"), Some("200"), "{id}");
    }
}

#[test]
fn a_house_style_reaches_every_part() {
    let parts = parts_in(
        "line_pitch = 30\nbold = [2]\ncompression = \"squeeze\"\n\
         [page_number]\nform = \"第1页\"\nplace = \"center\"\n\
         [faces]\nbody = \"宋体\"\npage_number = \"黑体\"\n\
         [table]\nsize = 9\nband_tint = \"#F2F2F2\"\n",
    );
    let styles = parts.styles();
    for id in ["Normal", "Heading1", "Heading4", "Signature"] {
        assert_eq!(pitch(&styles, id), "600", "{id}");
    }
    assert_eq!(pitch(&styles, "TableGap"), "300");
    assert_eq!(look(&styles, "Normal").0, family(Role::Songti));
    assert_eq!(
        look(&styles, "TableText"),
        (family(Role::Songti), family(Role::Latin), "18")
    );
    for (id, bold) in [
        ("Heading1", "0"),
        ("Heading2", "1"),
        ("Heading2Char", "1"),
        ("Heading3", "0"),
    ] {
        assert_eq!(style(&styles, id).val(&["w:rPr", "w:b"]), Some(bold), "{id}");
    }
    for (footer, id) in [("word/footer1.xml", "Footer"), ("word/footer2.xml", "FooterEven")] {
        assert_eq!(parts.xml(footer).words(), "第1页");
        let look_of = style(&styles, id);
        assert_eq!(look_of.val(&["w:pPr", "w:jc"]), Some("center"));
        let indent = look_of.at(&["w:pPr", "w:ind"]).unwrap();
        let ends = ["w:left", "w:right"].map(|end| indent.attribute(end));
        assert_eq!(ends, [Some("0"); 2]);
        assert_eq!(look(&styles, id).0, family(Role::Heiti));
    }
    let settings = parts.xml("word/settings.xml");
    assert_eq!(
        settings.val(&["w:characterSpacingControl"]),
        Some("compressPunctuation")
    );
    let document = parts.document();
    let shades = document.find("w:shd");
    assert!(
        !shades.is_empty()
            && shades
                .iter()
                .all(|shade| shade.attribute("w:fill") == Some("F2F2F2"))
    );
    assert!(
        parts_in("[table]\nband_tint = \"none\"")
            .document()
            .find("w:shd")
            .is_empty()
    );
}

#[test]
fn the_page_number_keeps_its_base_line_in_every_form() {
    let distance = |parts: &Parts| {
        let document = parts.document();
        let margins = document.find("w:pgMar")[0];
        margins.attribute("w:footer").unwrap().to_owned()
    };
    let standard = distance(&Parts::sample());
    for form in ["- 1 -", "1", "第1页"] {
        let parts = parts_in(&format!("[page_number]\nform = \"{form}\""));
        assert_eq!(distance(&parts), standard);
        assert_eq!(parts.xml("word/footer1.xml").words(), form);
    }
}
