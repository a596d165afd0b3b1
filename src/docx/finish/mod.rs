//! From the parts that docx-rs writes to a package: our own styles, settings, fonts and properties, zipped.

mod container;
mod custom;
mod dispatch_styles;
mod editing;
mod embedded;
mod fonts;
mod package;
mod properties;
mod settings;
mod styles;

use super::Options;
use super::build::Parts;
use super::xml::{Element, put_in_order};
use crate::doc::{Block, Document};
use crate::error::Error;
use crate::font::{FontSet, Uses};
use crate::style::Style;
pub(super) use editing::widened;
pub(super) use embedded::Embedded;
use package::Package;

/// The whole file.
pub(super) fn package(
    parts: Parts,
    document: &Document,
    style: &Style,
    fonts: &FontSet,
    uses: Uses,
    options: &Options,
) -> Result<Vec<u8>, Error> {
    let ordered = |mut root: Element| {
        put_in_order(&mut root)?;
        Ok::<_, Error>(root.to_part())
    };
    let properties = document.properties();
    let embed = options.carried();
    let uses = embed.characters(uses, style, fonts);
    let shared = options.shared.as_deref();
    let (font_table, font_parts) = fonts::font_table(fonts, &uses, embed, options.typeface, shared)?;
    let package = Package {
        document: parts.document,
        styles: ordered(styles::styles(style, fonts, options.typeface, document))?,
        settings: ordered(settings::settings(style, embed))?,
        font_table: ordered(font_table)?,
        fonts: font_parts,
        footers: parts.footers,
        headers: parts.headers,
        core: properties::core(properties).to_part(),
        app: properties::app().to_part(),
        data: options.data.as_deref().map(custom::parts),
    };
    package.zip()
}

/// Refuses a document with a character that XML cannot carry.
pub(super) fn refuse_unwritable(document: &Document) -> Result<(), Error> {
    let properties = document.properties();
    let named = [
        &properties.title,
        &properties.author,
        &properties.subject,
        &properties.language,
    ];
    let tables = document.blocks().iter().filter_map(|block| match block {
        Block::Table(table) => Some([&table.caption, &table.description]),
        _ => None,
    });
    let texts = named
        .into_iter()
        .chain(&properties.keywords)
        .chain(&properties.watermark)
        .chain(tables.flatten())
        .map(String::as_str)
        .chain(document.texts());
    for text in texts {
        if let Some(ch) = text.chars().find(|ch| !is_xml_char(*ch)) {
            return Err(Error::Docx(format!(
                "U+{:04X} cannot stand in a DOCX: {text:?}",
                u32::from(ch)
            )));
        }
    }
    Ok(())
}

/// `Char` of XML 1.0, less the white space that Word would not show as such.
fn is_xml_char(ch: char) -> bool {
    !matches!(ch, '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}
