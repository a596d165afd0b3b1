//! The Word copy of a [`Document`].
//!
//! `build` says the document in docx-rs's elements; `markup` puts what these write into the order of the schema; `finish`
//! writes styles, settings, fonts and properties. Word does the layout.

mod build;
mod finish;
mod markup;
mod names;
mod shared;
mod typeface;
mod xml;

use crate::doc::Document;
use crate::error::Error;
use crate::font::{FontSet, Uses};
use crate::style::Style;
pub use shared::SharedFaces;
use std::sync::Arc;
pub use typeface::Typeface;

/// What of its faces a DOCX carries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum EmbedFonts {
    /// The characters the document uses: it looks the same on a computer without these faces.
    #[default]
    Subset,
    /// The characters the document uses; and for the running text's face every character that people writing on are
    /// likely to need: the 3 755 of level one of GB/T 2312-1980 and the signs of its first rows.
    Editing,
    /// The faces in use, whole.
    Full,
    /// Nothing: the reader's computer needs the faces, or takes the ones named as their substitutes.
    None,
}

/// How a DOCX is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// What of its faces the file carries. Nothing when it names faces other than ours; of a face of an office no more than
    /// its terms allow ([`Face::embedding`](crate::font::Face::embedding)).
    pub fonts: EmbedFonts,
    /// Which faces it names.
    pub typeface: Typeface,
    /// The data it was made from, carried as a part of [`DATA_NAMESPACE`] that programs keep on saving.
    pub data: Option<String>,
    /// Faces cut for many files, of which this one carries those that hold all its characters. They are to be of the same
    /// font set, and of what files with these `fonts` carry.
    pub shared: Option<Arc<SharedFaces>>,
}

impl Options {
    /// What of its faces the file really carries.
    pub fn carried(&self) -> EmbedFonts {
        match self.typeface {
            Typeface::Ours => self.fonts,
            Typeface::Official => EmbedFonts::None,
        }
    }
}

/// Namespace of the part that holds the data: its root's text is the data.
pub const DATA_NAMESPACE: &str = "urn:nianbao:report:1";

impl EmbedFonts {
    /// Every choice with the word for it.
    pub const ALL: [(EmbedFonts, &'static str); 4] = [
        (EmbedFonts::Subset, "subset"),
        (EmbedFonts::Editing, "editing"),
        (EmbedFonts::Full, "full"),
        (EmbedFonts::None, "none"),
    ];

    /// The characters to cut faces down to, where a file shows these.
    pub fn characters(self, shown: Uses, style: &Style, fonts: &FontSet) -> Uses {
        match self {
            EmbedFonts::Editing => finish::widened(shown, style, fonts),
            EmbedFonts::Subset | EmbedFonts::Full | EmbedFonts::None => shown,
        }
    }
}

/// The document as a DOCX file (ISO/IEC 29500 Transitional). The same document gives the same bytes.
///
/// # Errors
/// [`Error::Docx`] when a text holds a character that XML cannot carry; [`Error::Font`] when a face that is to be
/// embedded is damaged or its terms forbid it.
pub fn write(
    document: &Document,
    style: &Style,
    fonts: &FontSet,
    options: &Options,
) -> Result<Vec<u8>, Error> {
    finish::refuse_unwritable(document)?;
    let (parts, uses) = build::parts(document, style, fonts, options.typeface)?;
    finish::package(parts, document, style, fonts, uses, options)
}
