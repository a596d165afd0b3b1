//! The package: which parts there are, how they hang together, and the ZIP file they are put in.
//!
//! ```text
//! [Content_Types].xml
//! _rels/.rels ──────────────── word/document.xml ── word/_rels/document.xml.rels
//!    ├─ docProps/core.xml         ├─ word/styles.xml, word/settings.xml, word/theme/theme1.xml
//!    └─ docProps/app.xml          ├─ word/footer1.xml (odd), footer2.xml (even), header1.xml, header2.xml
//!                                 ├─ customXml/item1.xml ── customXml/itemProps1.xml
//!                                 └─ word/fontTable.xml ── word/_rels/fontTable.xml.rels ── word/fonts/*.odttf
//! ```

use super::container::Container;
use super::custom::DataParts;
use super::fonts::FontPart;
use crate::deflate;
use crate::docx::build::{EVEN_FOOTER, EVEN_HEADER, ODD_FOOTER, ODD_HEADER};
use crate::docx::xml::Element;
use crate::error::Error;

/// The parts of the file.
pub(super) struct Package {
    pub document: Vec<u8>,
    pub styles: Vec<u8>,
    pub settings: Vec<u8>,
    pub font_table: Vec<u8>,
    pub fonts: Vec<FontPart>,
    /// Odd pages, even pages.
    pub footers: Vec<Vec<u8>>,
    /// Odd pages, even pages; none when there is nothing to say.
    pub headers: Vec<Vec<u8>>,
    pub core: Vec<u8>,
    pub app: Vec<u8>,
    /// The data the document was made from.
    pub data: Option<DataParts>,
}

const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
const OFFICE_RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
/// Some programs want a theme; none of its faces or colours is used.
const THEME: &[u8] = include_bytes!("theme.xml");
const CORE_RELATION: &str =
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";

/// A part of a kind that there may be several of: odd pages, even pages.
struct MarginPart<'a> {
    id: &'static str,
    kind: &'static str,
    file: String,
    data: &'a [u8],
}

impl Package {
    /// The file.
    pub(super) fn zip(&self) -> Result<Vec<u8>, Error> {
        let mut container = Container::default();
        for (name, data) in self.parts() {
            container.add(&name, &data, &deflate::text(&data))?;
        }
        for font in &self.fonts {
            let name = format!("word/fonts/{}", font.file);
            let face = &font.face;
            container.add_known(&name, (face.size, face.crc), &face.stream)?;
        }
        container.finish()
    }

    /// Name and bytes of every part but the faces, the list of types first.
    fn parts(&self) -> Vec<(String, std::borrow::Cow<'_, [u8]>)> {
        let mut entries = vec![
            (
                "[Content_Types].xml".to_owned(),
                self.content_types().to_part().into(),
            ),
            ("_rels/.rels".to_owned(), package_relations().to_part().into()),
            ("word/document.xml".to_owned(), (&self.document).into()),
            (
                "word/_rels/document.xml.rels".to_owned(),
                self.document_relations().to_part().into(),
            ),
            ("word/styles.xml".to_owned(), (&self.styles).into()),
            ("word/settings.xml".to_owned(), (&self.settings).into()),
            ("word/fontTable.xml".to_owned(), (&self.font_table).into()),
            ("word/theme/theme1.xml".to_owned(), THEME.into()),
        ];
        for part in self.margin_parts() {
            entries.push((format!("word/{}", part.file), part.data.into()));
        }
        if !self.fonts.is_empty() {
            entries.push((
                "word/_rels/fontTable.xml.rels".to_owned(),
                self.font_relations().to_part().into(),
            ));
        }
        if let Some(data) = &self.data {
            let relation = office_relation("rId1", "customXmlProps", "itemProps1.xml");
            entries.push(("customXml/item1.xml".to_owned(), (&data.item).into()));
            entries.push(("customXml/itemProps1.xml".to_owned(), (&data.properties).into()));
            entries.push((
                "customXml/_rels/item1.xml.rels".to_owned(),
                relations(&[]).child(relation).to_part().into(),
            ));
        }
        entries.push(("docProps/core.xml".to_owned(), (&self.core).into()));
        entries.push(("docProps/app.xml".to_owned(), (&self.app).into()));
        entries
    }

    fn margin_parts(&self) -> Vec<MarginPart<'_>> {
        let parts = |kind: &'static str, ids: [&'static str; 2], parts| {
            let parts: &[Vec<u8>] = parts;
            let numbered = parts.iter().zip(ids).zip(1..);
            let part = move |((data, id), number): ((_, _), i32)| MarginPart {
                id,
                kind,
                file: format!("{kind}{number}.xml"),
                data: Vec::as_slice(data),
            };
            numbered.map(part).collect::<Vec<_>>()
        };
        let mut all = parts("footer", [ODD_FOOTER, EVEN_FOOTER], &self.footers);
        all.extend(parts("header", [ODD_HEADER, EVEN_HEADER], &self.headers));
        all
    }

    fn content_types(&self) -> Element {
        let by_extension = |extension: &str, kind: &str| {
            Element::new("Default")
                .with("Extension", extension)
                .with("ContentType", kind)
        };
        let by_name = |name: &str, kind: &str| {
            Element::new("Override")
                .with("PartName", name)
                .with("ContentType", kind)
        };
        let word =
            |file: &str, kind: &str| by_name(&format!("/word/{file}"), &format!("{WORD_TYPE}{kind}+xml"));
        let mut types = Element::new("Types")
            .with(
                "xmlns",
                "http://schemas.openxmlformats.org/package/2006/content-types",
            )
            .child(by_extension(
                "rels",
                "application/vnd.openxmlformats-package.relationships+xml",
            ))
            .child(by_extension("xml", "application/xml"));
        if !self.fonts.is_empty() {
            types.push(by_extension(
                "odttf",
                "application/vnd.openxmlformats-officedocument.obfuscatedFont",
            ));
        }
        types
            .child(word("document.xml", "document.main"))
            .child(word("styles.xml", "styles"))
            .child(word("settings.xml", "settings"))
            .child(word("fontTable.xml", "fontTable"))
            .children(self.margin_parts().iter().map(|part| word(&part.file, part.kind)))
            .child(by_name(
                "/word/theme/theme1.xml",
                "application/vnd.openxmlformats-officedocument.theme+xml",
            ))
            .children(self.data.iter().map(|_| {
                by_name(
                    "/customXml/itemProps1.xml",
                    "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
                )
            }))
            .child(by_name(
                "/docProps/core.xml",
                "application/vnd.openxmlformats-package.core-properties+xml",
            ))
            .child(by_name(
                "/docProps/app.xml",
                "application/vnd.openxmlformats-officedocument.extended-properties+xml",
            ))
    }

    fn document_relations(&self) -> Element {
        relations(&[
            ("rId1", "styles", "styles.xml"),
            ("rId2", "settings", "settings.xml"),
            ("rId3", "fontTable", "fontTable.xml"),
            ("rId4", "theme", "theme/theme1.xml"),
        ])
        .children(
            self.margin_parts()
                .iter()
                .map(|part| office_relation(part.id, part.kind, &part.file)),
        )
        .children(
            self.data
                .iter()
                .map(|_| office_relation("rId5", "customXml", "../customXml/item1.xml")),
        )
    }

    fn font_relations(&self) -> Element {
        relations(&[]).children(
            self.fonts
                .iter()
                .map(|font| office_relation(&font.id, "font", &format!("fonts/{}", font.file))),
        )
    }
}

fn package_relations() -> Element {
    relations(&[
        ("rId1", "officeDocument", "word/document.xml"),
        ("rId3", "extended-properties", "docProps/app.xml"),
    ])
    // A wrong type here loses the title in WPS.
    .child(relation("rId2", CORE_RELATION, "docProps/core.xml"))
}

fn relations(list: &[(&str, &str, &str)]) -> Element {
    Element::new("Relationships")
        .with(
            "xmlns",
            "http://schemas.openxmlformats.org/package/2006/relationships",
        )
        .children(
            list.iter()
                .map(|(id, kind, target)| office_relation(id, kind, target)),
        )
}

fn office_relation(id: &str, kind: &str, target: &str) -> Element {
    relation(id, &format!("{OFFICE_RELATION}{kind}"), target)
}

fn relation(id: &str, kind: &str, target: &str) -> Element {
    Element::new("Relationship")
        .with("Id", id)
        .with("Type", kind)
        .with("Target", target)
}
