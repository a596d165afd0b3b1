//! Pages as a plain PDF for the printer, through printpdf: a page a sheet, or two pages on a side of A3.
//!
//! It is small and says nothing but the pages: no tags, no data, no claim of conformance. What is archived, published
//! and read aloud is the copy that [`crate::pdf`] writes of the same [`Pages`].

mod draw;
mod faces;
mod finish;
mod places;
mod programs;
mod sheet;

use crate::doc::Document;
use crate::error::Error;
use crate::font::FontSet;
use crate::layout::Pages;
use faces::Faces;
use printpdf::{PdfDocument, PdfSaveOptions};
pub use programs::SharedFaces;
pub use sheet::Imposition;

/// The pages of a document as a PDF file to print.
///
/// # Errors
/// [`Error::Font`] when a face may not be embedded or is damaged; [`Error::Pdf`] with what the back end complained of.
pub fn write(
    document: &Document,
    pages: &Pages,
    fonts: &FontSet,
    imposition: Imposition,
) -> Result<Vec<u8>, Error> {
    write_sharing(document, pages, fonts, imposition, None)
}

/// [`write()`] with faces cut for many files, of which this one carries those that hold all its glyphs. They are to be of the
/// same font set.
///
/// # Errors
/// As [`write()`].
pub fn write_sharing(
    document: &Document,
    pages: &Pages,
    fonts: &FontSet,
    imposition: Imposition,
    shared: Option<&SharedFaces>,
) -> Result<Vec<u8>, Error> {
    let faces = Faces::of(pages, fonts, shared)?;
    let mut pdf = PdfDocument::new("");
    let places = places::places(document, pages, imposition);
    pdf.pages = draw::sides(pages, &places, imposition, &faces)?;
    let (resources, embedded) = faces.into_parts();
    pdf.resources.fonts.map = resources;
    let options = PdfSaveOptions {
        subset_fonts: false,
        image_optimization: None,
        ..PdfSaveOptions::default()
    };
    let mut warnings = Vec::new();
    let written = pdf.to_lopdf_document(&options, &mut warnings);
    if let Some(warning) = warnings.first() {
        return Err(Error::Pdf(warning.msg.clone()));
    }
    finish::bytes(written, document, imposition, embedded)
}
