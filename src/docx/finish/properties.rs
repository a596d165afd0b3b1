//! The properties of the file: `docProps/core.xml` and `docProps/app.xml`. No date is taken from the clock.

use crate::doc::Properties;
use crate::docx::xml::Element;

const APPLICATION: &str = "nianbao";

/// Title, author, subject, keywords, language and dates (ISO/IEC 29500-2, 11).
pub(super) fn core(properties: &Properties) -> Element {
    let mut root = Element::new("cp:coreProperties")
        .with(
            "xmlns:cp",
            "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        )
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .with("xmlns:dcterms", "http://purl.org/dc/terms/")
        .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
    let texts = [
        ("dc:title", properties.marked_title()),
        ("dc:subject", properties.subject.clone()),
        ("dc:creator", properties.author.clone()),
        ("cp:keywords", properties.keywords.join(", ")),
        ("dc:language", properties.language.clone()),
        ("cp:lastModifiedBy", properties.author.clone()),
    ];
    for (name, text) in texts.iter().filter(|(_, text)| !text.is_empty()) {
        root.push(Element::new(name).text(text));
    }
    if let Some(date) = properties.date {
        for name in ["dcterms:created", "dcterms:modified"] {
            let element = Element::new(name).with("xsi:type", "dcterms:W3CDTF");
            root.push(element.text(&format!("{date}T00:00:00Z")));
        }
    }
    root
}

/// The program that wrote the file.
pub(super) fn app() -> Element {
    Element::new("Properties")
        .with(
            "xmlns",
            "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
        )
        .child(Element::new("Application").text(APPLICATION))
}
