//! nianbao.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod check;
pub mod doc;
pub mod error;
pub mod finding;
pub mod form;
pub mod input;
pub mod model;
pub mod units;

pub use error::Error;
pub use finding::{Finding, Findings, Severity, Source, Span};
