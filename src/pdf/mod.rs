//! Pages as an archival, tagged PDF, through krilla.
//!
//! The tag tree comes from the [`Document`], the glyphs from its [`Pages`]; what the pages repeat or add is an artifact.
//! krilla draws with faces without outlines; `programs` puts these in, and `objects` packs the file.

mod draw;
mod meta;
mod objects;
mod programs;
mod refusal;
mod tags;

use crate::doc::Document;
use crate::error::Error;
use crate::font::FontSet;
use crate::layout::Pages;
use krilla::SerializeSettings;
use krilla::configure::{Accessibility, Archival, Configuration, ConfigurationBuilder};

pub use refusal::RULE;

/// How a PDF is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// What it conforms to.
    pub standard: Standard,
    /// The data it was made from, attached as [`DATA_FILE`] where the standard lets it be.
    pub data: Option<Vec<u8>>,
}

/// Name of the attached data.
pub const DATA_FILE: &str = "report.json";

/// What a PDF conforms to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Standard {
    /// PDF/A-3a (ISO 19005-3, GB/T 23286.3-2021) and PDF/UA-1 (ISO 14289-1) in one file.
    #[default]
    ArchivalAccessible,
    /// PDF/A-2a (ISO 19005-2) and PDF/UA-1 in one file, without data.
    A2a,
    /// PDF/A-1a (ISO 19005-1, GB/T 23286.1-2009), PDF 1.4, without data. It cannot say which way the headers of a table
    /// point, so it is not PDF/UA.
    A1a,
    /// PDF/A-2b: only the look is archived; tagged all the same, without data.
    A2b,
    /// PDF 1.7 that claims no conformance: for drafts. Tagged all the same.
    Plain,
}

impl Standard {
    /// Every standard with the word for it.
    pub const ALL: [(Standard, &'static str); 5] = [
        (Standard::ArchivalAccessible, "a-3a"),
        (Standard::A2a, "a-2a"),
        (Standard::A1a, "a-1a"),
        (Standard::A2b, "a-2b"),
        (Standard::Plain, "none"),
    ];

    /// Its name, as people read it.
    const fn name(self) -> &'static str {
        match self {
            Standard::ArchivalAccessible => "PDF/A-3a、PDF/UA-1 ",
            Standard::A2a => "PDF/A-2a、PDF/UA-1 ",
            Standard::A1a => "PDF/A-1a ",
            Standard::A2b => "PDF/A-2b ",
            Standard::Plain => "PDF ",
        }
    }

    /// Whether a file may carry the data it was made from.
    pub const fn carries_data(self) -> bool {
        matches!(self, Standard::ArchivalAccessible | Standard::Plain)
    }
}

/// The pages of a document as a PDF file.
///
/// # Errors
/// [`Error::Refused`] with what the standard asked for does not allow, when the document cannot conform to it: one
/// without title, date or language cannot. [`Error::Pdf`] for a bug of ours or of the back end.
pub fn write(
    document: &Document,
    pages: &Pages,
    fonts: &FontSet,
    options: &Options,
) -> Result<Vec<u8>, Error> {
    let settings = SerializeSettings {
        enable_tagging: true,
        // Left to `objects`, whose encoder lasts.
        compress_content_streams: false,
        configuration: configuration(options.standard)?,
        ..SerializeSettings::default()
    };
    let mut pdf = krilla::Document::new_with(settings);
    let drawn = draw::pages(&mut pdf, pages, fonts)?;
    pdf.set_outline(meta::outline(document, &drawn.positions));
    pdf.set_metadata(meta::metadata(document));
    pdf.set_tag_tree(tags::tree(document, drawn.identifiers));
    if let Some(data) = options.data.as_ref().filter(|_| options.standard.carries_data()) {
        pdf.embed_file(meta::attachment(document, data))
            .ok_or_else(|| Error::Pdf("the data is attached twice".to_owned()))?;
    }
    let file = pdf
        .finish()
        .map_err(|refused| refusal::error(refused, options.standard, document))?;
    let mut objects = objects::Objects::of(&file)?;
    objects.deflate();
    programs::put_in(&mut objects, fonts)?;
    Ok(match options.standard {
        Standard::A1a => objects.plain(),
        _ => objects.packed(),
    })
}

fn configuration(standard: Standard) -> Result<Configuration, Error> {
    let builder = ConfigurationBuilder::new();
    match standard {
        Standard::ArchivalAccessible => builder
            .with_archival_validator(Archival::A3_A)
            .with_accessibility_validator(Accessibility::UA1),
        Standard::A2a => builder
            .with_archival_validator(Archival::A2_A)
            .with_accessibility_validator(Accessibility::UA1),
        Standard::A1a => builder.with_archival_validator(Archival::A1_A),
        Standard::A2b => builder.with_archival_validator(Archival::A2_B),
        Standard::Plain => builder,
    }
    .finish()
    .map_err(|refused| Error::Pdf(format!("{refused:?}")))
}
