//! What Word and WPS are known to do with a file, one rule a test.

use crate::support::{Node, Parts, draft, sample, style, style_named, write};

/// The paragraph styles that text stands in.
const TEXT_STYLES: [&str; 14] = [
    "Title",
    "Heading1",
    "Heading2",
    "Heading3",
    "Heading4",
    "OfficialText",
    "TableText",
    "TableTextLeft",
    "TableGap",
    "Signature",
    "IssueDate",
    "Header",
    "Footer",
    "FooterEven",
];

/// A property of a style, from itself or the styles it is based on.
fn inherited<'a>(styles: &'a Node, id: &str, path: &[&str]) -> Option<&'a Node> {
    let style = style(styles, id);
    style
        .at(path)
        .or_else(|| inherited(styles, style.val(&["w:basedOn"])?, path))
}

fn indent<'a>(styles: &'a Node, id: &str, attribute: &str) -> Option<&'a str> {
    inherited(styles, id, &["w:pPr", "w:ind"])?.attribute(attribute)
}

#[test]
fn widths_are_twips_and_never_percent() {
    let parts = Parts::sample();
    for part in [parts.document(), parts.styles()] {
        for node in part.all() {
            assert!(
                node.attributes
                    .iter()
                    .all(|(_, value)| !value.contains('%') && value != "pct")
            );
        }
    }
    for table in parts.document().find("w:tbl") {
        assert_eq!(
            table.at(&["w:tblPr", "w:tblLayout"]).unwrap().attribute("w:type"),
            Some("fixed")
        );
    }
}

#[test]
fn no_field_asks_to_be_updated() {
    let parts = Parts::sample();
    assert!(parts.xml("word/settings.xml").find("w:updateFields").is_empty());
    assert!(
        parts
            .with_text()
            .iter()
            .all(|part| part.find("w:fldSimple").is_empty())
    );
}

#[test]
fn the_page_number_type_is_left_out_or_says_where_it_starts() {
    for number in Parts::sample().document().find("w:pgNumType") {
        assert!(number.attribute("w:start").is_some());
    }
}

#[test]
fn even_footers_are_switched_on_and_first_pages_are_not_special() {
    let parts = Parts::sample();
    assert_eq!(
        parts.xml("word/settings.xml").find("w:evenAndOddHeaders").len(),
        1
    );
    assert!(parts.document().find("w:titlePg").is_empty());
}

#[test]
fn the_defaults_indent_nothing_and_every_other_style_writes_its_zeros() {
    let parts = Parts::sample();
    let styles = parts.styles();
    for indent in styles.child("w:docDefaults").unwrap().find("w:ind") {
        assert!(indent.attributes.iter().all(|(_, value)| value == "0"));
    }
    let indented = ["OfficialText", "Heading1", "Heading2", "Heading3", "Heading4"];
    for id in TEXT_STYLES {
        let first_line = if indented.contains(&id) {
            ("200", "640")
        } else {
            ("0", "0")
        };
        assert_eq!(
            indent(&styles, id, "w:firstLineChars"),
            Some(first_line.0),
            "{id}"
        );
        assert_eq!(indent(&styles, id, "w:firstLine"), Some(first_line.1), "{id}");
    }
}

#[test]
fn base_values_stand_in_the_defaults_and_in_normal() {
    let parts = Parts::sample();
    let styles = parts.styles();
    let normal = style_named(&styles, "Normal");
    let defaults = styles.child("w:docDefaults").unwrap();
    let in_defaults = |wrapper: &str, kind: &str| format!("{:?}", defaults.at(&[wrapper, kind]).unwrap());
    for (wrapper, kind) in [("w:rPrDefault", "w:rPr"), ("w:pPrDefault", "w:pPr")] {
        assert_eq!(
            in_defaults(wrapper, kind),
            format!("{:?}", normal.child(kind).unwrap())
        );
    }
    assert_eq!(normal.val(&["w:rPr", "w:sz"]), Some("32"));
    assert_eq!(normal.val(&["w:rPr", "w:spacing"]), Some("-5"));
    let spacing = normal.at(&["w:pPr", "w:spacing"]).unwrap();
    assert_eq!(spacing.attribute("w:line"), Some("579"));
    assert_eq!(spacing.attribute("w:lineRule"), Some("exact"));
    assert_eq!(normal.val(&["w:pPr", "w:jc"]), Some("both"));
}

#[test]
fn there_is_one_default_style_of_each_kind() {
    let parts = Parts::sample();
    let styles = parts.styles();
    let defaults: Vec<(&str, &str)> = styles
        .children_named("w:style")
        .iter()
        .filter(|style| style.attribute("w:default") == Some("1"))
        .map(|style| {
            (
                style.attribute("w:type").unwrap(),
                style.val(&["w:name"]).unwrap(),
            )
        })
        .collect();
    let expected = [
        ("paragraph", "Normal"),
        ("character", "Default Paragraph Font"),
        ("table", "Normal Table"),
        ("numbering", "No List"),
    ];
    assert_eq!(defaults, expected);
}

#[test]
fn style_ids_are_unique_and_all_that_is_referred_to_exists() {
    let parts = Parts::sample();
    let styles = parts.styles();
    let ids: Vec<&str> = styles
        .children
        .iter()
        .filter_map(|style| style.attribute("w:styleId"))
        .collect();
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), ids.len());
    for name in ["w:basedOn", "w:next", "w:link"] {
        assert!(
            styles
                .find(name)
                .iter()
                .all(|node| ids.contains(&node.attribute("w:val").unwrap()))
        );
    }
    for part in parts.with_text() {
        for name in ["w:pStyle", "w:rStyle", "w:tblStyle"] {
            assert!(
                part.find(name)
                    .iter()
                    .all(|node| ids.contains(&node.attribute("w:val").unwrap()))
            );
        }
        for paragraph in part.find("w:p") {
            assert!(paragraph.at(&["w:pPr", "w:pStyle"]).is_some());
        }
    }
}

#[test]
fn built_in_styles_bear_the_names_word_knows_them_by() {
    let parts = Parts::sample();
    let styles = parts.styles();
    for name in [
        "heading 1",
        "heading 2",
        "heading 3",
        "heading 4",
        "Title",
        "header",
        "footer",
        "Strong",
    ] {
        assert!(style_named(&styles, name).attribute("w:customStyle").is_none());
    }
}

#[test]
fn cells_have_their_own_spacing_and_leave_the_grid() {
    let parts = Parts::sample();
    let styles = parts.styles();
    let cell = style(&styles, "TableText").child("w:pPr").unwrap();
    assert_eq!(cell.val(&["w:snapToGrid"]), Some("0"));
    assert_ne!(
        cell.child("w:spacing").unwrap().attribute("w:lineRule"),
        Some("exact")
    );
    for paragraph in parts
        .document()
        .find("w:tc")
        .iter()
        .flat_map(|cell| cell.find("w:p"))
    {
        assert!(
            paragraph
                .val(&["w:pPr", "w:pStyle"])
                .unwrap()
                .starts_with("TableText")
        );
    }
}

#[test]
fn no_face_comes_from_the_theme() {
    let parts = Parts::sample();
    for part in parts.with_text().into_iter().chain([parts.styles()]) {
        for node in part.all() {
            assert!(
                node.attributes
                    .iter()
                    .all(|(name, _)| !name.ends_with("Theme") && !name.contains("theme"))
            );
        }
    }
}

#[test]
fn faces_are_named_in_all_four_slots() {
    let parts = Parts::sample();
    for part in parts.with_text().into_iter().chain([parts.styles()]) {
        for faces in part.find("w:rFonts") {
            let slots = ["w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"];
            let named = slots
                .iter()
                .filter(|slot| faces.attribute(slot).is_some_and(|name| !name.is_empty()));
            let is_only_a_hint = faces.attributes.len() == 1 && faces.attribute("w:hint").is_some();
            assert!(is_only_a_hint || named.count() == 4, "{faces:?}");
        }
    }
}

#[test]
fn runs_with_chinese_have_the_hint() {
    for part in Parts::sample().with_text() {
        for run in part.find("w:r") {
            if run.words().chars().any(|ch| u32::from(ch) >= 0x2000) {
                let hint = run
                    .at(&["w:rPr", "w:rFonts"])
                    .and_then(|faces| faces.attribute("w:hint"));
                assert_eq!(hint, Some("eastAsia"), "{}", run.words());
            }
        }
    }
}

#[test]
fn headings_have_their_type_from_the_style_alone() {
    let document = Parts::sample().document();
    for paragraph in document.find("w:p") {
        if paragraph
            .val(&["w:pPr", "w:pStyle"])
            .unwrap()
            .starts_with("Heading")
        {
            for run in paragraph.children_named("w:r") {
                let properties: Vec<&str> = run
                    .child("w:rPr")
                    .iter()
                    .flat_map(|rpr| &rpr.children)
                    .map(|node| node.name.as_str())
                    .collect();
                assert!(
                    properties.iter().all(|name| *name == "w:rFonts"),
                    "{properties:?}"
                );
            }
        }
    }
}

#[test]
fn runs_bear_nothing_but_their_face_and_character_style() {
    for document in [sample(), draft()] {
        let parts = Parts::read(&write(&document));
        for (name, part) in parts.all_xml() {
            for run in part.find("w:r") {
                let properties = run.child("w:rPr").map_or(&[][..], |own| &own.children[..]);
                let strange = properties
                    .iter()
                    .find(|own| !["w:rStyle", "w:rFonts"].contains(&own.name.as_str()));
                assert!(strange.is_none(), "{name}: {strange:?}");
                // A face is named in a run where the style's own would not show the character, and then in every slot.
                let faces = properties.iter().find(|own| own.name == "w:rFonts");
                let slots = ["w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"];
                let named = faces.map_or(0, |faces| {
                    slots
                        .iter()
                        .filter(|slot| faces.attribute(slot).is_some())
                        .count()
                });
                assert!([0, 4].contains(&named), "{name}: {faces:?}");
            }
        }
    }
}

#[test]
fn shading_is_clear_and_heights_are_least_heights() {
    let document = Parts::sample().document();
    assert!(
        document
            .find("w:shd")
            .iter()
            .all(|node| node.attribute("w:val") == Some("clear"))
    );
    assert!(
        document
            .find("w:trHeight")
            .iter()
            .all(|node| node.attribute("w:hRule") == Some("atLeast"))
    );
}

#[test]
fn there_are_no_tabs_controls_bookmarks_or_lists() {
    for part in Parts::sample().with_text() {
        for name in ["w:tab", "w:sdt", "w:bookmarkStart", "w:numPr", "w:sym", "w:ptab"] {
            assert!(part.find(name).is_empty(), "{name}");
        }
    }
}

#[test]
fn core_properties_hang_on_the_package_by_their_own_type() {
    let relations = Parts::sample().xml("_rels/.rels");
    let core = relations
        .children
        .iter()
        .find(|node| node.attribute("Target") == Some("docProps/core.xml"))
        .unwrap();
    assert_eq!(
        core.attribute("Type"),
        Some("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties")
    );
}

#[test]
fn the_file_does_not_open_in_compatibility_mode() {
    let settings = Parts::sample().xml("word/settings.xml");
    let mode = settings
        .find("w:compatSetting")
        .into_iter()
        .find(|node| node.attribute("w:name") == Some("compatibilityMode"))
        .unwrap()
        .clone();
    assert_eq!(mode.attribute("w:val"), Some("15"));
}

#[test]
fn embedding_is_switched_on_so_that_saving_keeps_the_faces() {
    let settings = Parts::sample().xml("word/settings.xml");
    assert_eq!(settings.find("w:embedTrueTypeFonts").len(), 1);
    assert_eq!(settings.find("w:saveSubsetFonts").len(), 1);
}

#[test]
fn line_breaking_follows_chinese_rules_without_hanging_or_gaps() {
    let parts = Parts::sample();
    let styles = parts.styles();
    let normal = style_named(&styles, "Normal").child("w:pPr").unwrap();
    assert!(normal.child("w:kinsoku").is_some());
    for off in [
        "w:overflowPunct",
        "w:autoSpaceDE",
        "w:autoSpaceDN",
        "w:adjustRightInd",
        "w:snapToGrid",
    ] {
        assert_eq!(normal.val(&[off]), Some("0"), "{off}");
    }
    let lang = style_named(&styles, "Normal")
        .at(&["w:rPr", "w:lang"])
        .unwrap()
        .clone();
    assert_eq!(lang.attribute("w:eastAsia"), Some("zh-CN"));
    let settings = parts.xml("word/settings.xml");
    assert_eq!(
        settings.val(&["w:characterSpacingControl"]),
        Some("doNotCompress")
    );
}
