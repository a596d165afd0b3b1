//! The crate's error: the disk, the fonts, and our own bugs. Problems of the input are [`Finding`](crate::Finding)s.

use crate::finding::Findings;
use std::fmt;
use std::path::PathBuf;

/// What kept a document from being made, other than its content.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// A file or stream could not be read or written.
    Io {
        /// The file; `-` for a standard stream.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A bundled or user face is damaged or not what it says.
    Font {
        /// The face's name.
        face: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The DOCX back end failed: a bug of ours or of docx-rs.
    Docx(String),
    /// The PDF back end refused the document: a bug of ours, since the input was checked before.
    Pdf(String),
    /// What the input holds cannot stand in a file of the standard asked for: each a finding, at its place in the input.
    Refused(Findings),
    /// A picture of a page could not be made: a page that is not there, or a bug of ours.
    Picture(String),
    /// The layout met something it cannot place, such as a table wider than the page.
    Layout(String),
}

impl Error {
    /// An I/O error at a path.
    pub fn io(path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        Error::Io {
            path: path.into(),
            source,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Io { path, source } => write!(out, "{}: {source}", path.display()),
            Error::Font { face, reason } => write!(out, "font {face}: {reason}"),
            Error::Docx(reason) => write!(out, "DOCX: {reason}"),
            Error::Pdf(reason) => write!(out, "PDF: {reason}"),
            Error::Refused(findings) => {
                write!(out, "refused:")?;
                findings
                    .iter()
                    .try_for_each(|finding| write!(out, " {} {};", finding.code, finding.message))
            }
            Error::Picture(reason) => write!(out, "picture: {reason}"),
            Error::Layout(reason) => write!(out, "layout: {reason}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
