//! nianbao.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod check;
pub mod coverage;
pub mod doc;
pub mod docx;
pub mod error;
pub mod finding;
pub mod font;
pub mod form;
pub mod input;
pub mod layout;
pub mod measure;
pub mod model;
pub mod pdf;
pub mod pipeline;
pub mod style;
pub mod units;

pub use error::Error;
pub use finding::{Finding, Findings, Severity, Source, Span};
