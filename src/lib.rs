//! nianbao.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod doc;
pub mod docx;
pub mod error;
pub mod finding;
pub mod font;
pub mod form;
pub mod model;
pub mod style;
pub mod units;

pub use error::Error;
pub use finding::{Finding, Findings, Severity, Source, Span};
