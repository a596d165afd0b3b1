//! Pages as an archival, tagged PDF, through krilla.
//!
//! The tag tree comes from the [`Document`], the glyphs from its [`Pages`]; what the pages repeat or add is an artifact.

mod draw;
mod meta;
mod stream_ends;
mod tags;

use crate::doc::Document;
use crate::error::Error;
use crate::font::FontSet;
use crate::layout::Pages;
use krilla::SerializeSettings;
use krilla::configure::{Accessibility, Archival, Configuration, ConfigurationBuilder};

/// How a PDF is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// What it conforms to.
    pub standard: Standard,
}

/// What a PDF conforms to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Standard {
    /// PDF/A-3a (ISO 19005-3, GB/T 23286.3-2021) and PDF/UA-1 (ISO 14289-1) in one file.
    #[default]
    ArchivalAccessible,
    /// PDF 1.7 that claims no conformance: for drafts. Tagged all the same.
    Plain,
}

/// The pages of a document as a PDF file.
///
/// # Errors
/// [`Error::Pdf`] with what the back end refused, when the document cannot conform to the standard asked for; a
/// document without title, date or language cannot.
pub fn write(
    document: &Document,
    pages: &Pages,
    fonts: &FontSet,
    options: &Options,
) -> Result<Vec<u8>, Error> {
    let settings = SerializeSettings {
        enable_tagging: true,
        configuration: configuration(options.standard)?,
        ..SerializeSettings::default()
    };
    let mut pdf = krilla::Document::new_with(settings);
    let drawn = draw::pages(&mut pdf, pages, fonts)?;
    pdf.set_outline(meta::outline(document, &drawn.positions));
    pdf.set_metadata(meta::metadata(document));
    pdf.set_tag_tree(tags::tree(document, drawn.identifiers));
    pdf.finish()
        .map(stream_ends::settled)
        .map_err(|refused| Error::Pdf(format!("{refused:?}")))
}

fn configuration(standard: Standard) -> Result<Configuration, Error> {
    let builder = ConfigurationBuilder::new();
    match standard {
        Standard::ArchivalAccessible => builder
            .with_archival_validator(Archival::A3_A)
            .with_accessibility_validator(Accessibility::UA1),
        Standard::Plain => builder,
    }
    .finish()
    .map_err(|refused| Error::Pdf(format!("{refused:?}")))
}
