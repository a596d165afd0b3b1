//! `settings.xml`: even and odd footers, embedded faces, and the present layout rules of Word instead of old ones.

use crate::docx::EmbedFonts;
use crate::docx::markup::root;
use crate::docx::xml::Element;
use crate::style::{Compression, Style};

/// Layout rules of Word 2013 and later; without them a file opens in 兼容模式.
const COMPATIBILITY: [(&str, &str); 5] = [
    ("compatibilityMode", "15"),
    ("overrideTableStyleFontSizeAndJustification", "1"),
    ("enableOpenTypeFeatures", "1"),
    ("doNotFlipMirrorIndents", "1"),
    ("differentiateMultirowTableHeaders", "1"),
];
/// What Word's Chinese edition sets in a new document, as far as it does not move text off its line.
const EAST_ASIAN: [&str; 5] = [
    "w:spaceForUL",
    "w:doNotLeaveBackslashAlone",
    "w:ulTrailSpace",
    "w:doNotExpandShiftReturn",
    "w:useFELayout",
];

/// The settings.
pub(super) fn settings(style: &Style, fonts: EmbedFonts) -> Element {
    let mut root = root("w:settings").child(Element::new("w:zoom").with("w:percent", 100));
    if fonts != EmbedFonts::None {
        // Without these, Word drops the faces when it saves the file.
        root.push(Element::new("w:embedTrueTypeFonts"));
        if fonts != EmbedFonts::Full {
            root.push(Element::new("w:saveSubsetFonts"));
        }
    }
    let compat = Element::new("w:compat")
        .children(EAST_ASIAN.map(Element::new))
        .children(COMPATIBILITY.map(|(name, value)| {
            Element::new("w:compatSetting")
                .with("w:name", name)
                .with("w:uri", "http://schemas.microsoft.com/office/word")
                .with("w:val", value)
        }));
    let compression = match style.compression {
        Compression::None => "doNotCompress",
        Compression::Squeeze => "compressPunctuation",
    };
    root.child(Element::val(
        "w:defaultTabStop",
        style.first_line_indent.as_twips(),
    ))
    .child(Element::new("w:evenAndOddHeaders"))
    .child(Element::val("w:characterSpacingControl", compression))
    .child(compat)
    .child(Element::val("w:decimalSymbol", "."))
    .child(Element::val("w:listSeparator", ","))
}
