//! Every part against the child sequences of ECMA-376 (5th edition, Part 4, Annex A), typed from the standard and
//! sharing nothing with the writer's own table.

use crate::support::{Node, Parts, draft, sample, write};

/// Element: its children in order. A trailing `…` allows anything after the ones named.
const SEQUENCES: &[(&str, &str)] = &[
    ("w:document", "background body"),
    ("w:p", "pPr …"),
    ("w:r", "rPr …"),
    ("w:tbl", "bookmarkStart bookmarkEnd tblPr tblGrid …"),
    ("w:tr", "tblPrEx trPr …"),
    ("w:tc", "tcPr …"),
    ("w:tblGrid", "gridCol tblGridChange"),
    (
        "w:pPr",
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs \
         suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi \
         adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection \
         textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    ),
    (
        "w:rPr",
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid \
         vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl \
         cs em lang eastAsianLayout specVanish oMath",
    ),
    (
        "w:tblPr",
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing \
         tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    ),
    (
        "w:tcPr",
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    ),
    (
        "w:sectPr",
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType \
         pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    ),
    ("w:tblBorders", "top left start bottom right end insideH insideV"),
    ("w:tblCellMar", "top left start bottom right end"),
    ("w:styles", "docDefaults latentStyles style"),
    ("w:docDefaults", "rPrDefault pPrDefault"),
    (
        "w:style",
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked \
         personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    ),
    (
        "w:settings",
        "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries \
         displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData \
         embedTrueTypeFonts embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges \
         stylePaneFormatFilter documentProtection defaultTabStop autoHyphenation defaultTableStyle \
         evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting characterSpacingControl printTwoOnOne \
         strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore savePreviewPicture updateFields \
         hdrShapeDefaults footnotePr endnotePr compat docVars rsids mathPr attachedSchema themeFontLang \
         clrSchemeMapping shapeDefaults decimalSymbol listSeparator",
    ),
    (
        "w:compat",
        "useSingleBorderforContiguousCells wpJustification noTabHangInd noLeading spaceForUL noColumnBalance \
         balanceSingleByteDoubleByteWidth noExtraLineSpacing doNotLeaveBackslashAlone ulTrailSpace \
         doNotExpandShiftReturn spacingInWholePoints adjustLineHeightInTable useFELayout compatSetting",
    ),
    ("w:fonts", "font"),
    (
        "w:font",
        "altName panose1 charset family notTrueType pitch sig embedRegular embedBold embedItalic embedBoldItalic",
    ),
];

/// Elements whose children may stand in any order.
const UNORDERED: &[(&str, &str)] = &[
    (
        "w:trPr",
        "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing jc hidden",
    ),
    ("w:body", "p tbl sectPr"),
    ("w:hdr", "p"),
    ("w:ftr", "p"),
];

/// Attributes of elements that docx-rs is known to get wrong.
const ATTRIBUTES: &[(&str, &str)] = &[
    ("w:gridCol", "w:w"),
    ("w:tblW", "w:w w:type"),
    ("w:trHeight", "w:val w:hRule"),
    ("w:p", ""),
    ("w:tr", ""),
    ("w:cols", "w:space w:num"),
];

/// Where the part breaks the schema.
pub fn faults(node: &Node) -> Vec<String> {
    let mut faults = Vec::new();
    for element in node.all() {
        let names: Vec<&str> = element.children.iter().map(|child| child.name.as_str()).collect();
        if let Some((_, order)) = SEQUENCES.iter().find(|(name, _)| *name == element.name) {
            let order: Vec<String> = order.split_whitespace().map(|name| format!("w:{name}")).collect();
            let open_ended = order.last().is_some_and(|name| name == "w:…");
            let rank = |name: &str| {
                let place = order.iter().position(|each| each == name);
                place.or(open_ended.then_some(order.len()))
            };
            let ranks: Vec<Option<usize>> = names.iter().map(|name| rank(name)).collect();
            if ranks.contains(&None) || !ranks.is_sorted() {
                faults.push(format!("{}: {names:?}", element.name));
            }
        }
        if let Some((_, allowed)) = UNORDERED.iter().find(|(name, _)| *name == element.name) {
            let allowed: Vec<String> = allowed
                .split_whitespace()
                .map(|name| format!("w:{name}"))
                .collect();
            if !names.iter().all(|name| allowed.iter().any(|each| each == name)) {
                faults.push(format!("{}: {names:?}", element.name));
            }
        }
        if let Some((_, allowed)) = ATTRIBUTES.iter().find(|(name, _)| *name == element.name) {
            let strange = element
                .attributes
                .iter()
                .find(|(name, _)| !allowed.split(' ').any(|each| each == name));
            faults.extend(strange.map(|(name, _)| format!("{}/@{name}", element.name)));
        }
    }
    faults
}

#[test]
fn all_parts_follow_the_order_of_the_schema() {
    for document in [sample(), draft()] {
        for (name, part) in Parts::read(&write(&document)).all_xml() {
            assert_eq!(faults(&part), Vec::<String>::new(), "{name}");
        }
    }
}

#[test]
fn properties_stand_once() {
    for part in Parts::sample()
        .with_text()
        .into_iter()
        .chain([Parts::sample().styles()])
    {
        for element in part.all().into_iter().filter(|node| node.name.ends_with("Pr")) {
            let mut names: Vec<&str> = element.children.iter().map(|child| child.name.as_str()).collect();
            names.retain(|name| *name != "w:footerReference" && *name != "w:headerReference");
            let count = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), count, "{element:?}");
        }
    }
}

#[test]
fn the_section_ends_the_body_and_every_cell_ends_in_a_paragraph() {
    let document = Parts::sample().document();
    assert_eq!(document.find("w:sectPr").len(), 1);
    let body = document.child("w:body").unwrap();
    assert_eq!(body.children.last().unwrap().name, "w:sectPr");
    for cell in document.find("w:tc") {
        assert_eq!(cell.children.last().unwrap().name, "w:p");
    }
}

#[test]
fn every_prefix_is_declared_and_none_is_left_to_be_ignored() {
    for (name, part) in Parts::sample().all_xml() {
        let declared: Vec<&str> = part
            .attributes
            .iter()
            .filter_map(|(name, _)| name.strip_prefix("xmlns:"))
            .chain(["xml", "xmlns"])
            .collect();
        for element in part.all() {
            let attributes = element.attributes.iter().map(|attribute| attribute.0.as_str());
            for full in attributes.chain([element.name.as_str()]) {
                if let Some((prefix, _)) = full.split_once(':') {
                    assert!(declared.contains(&prefix), "{name}: {full}");
                }
                assert_ne!(full, "mc:Ignorable");
            }
        }
    }
}
