//! From a report to its document.

use super::{Document, Properties};
use crate::model::Report;

/// The official document of a report: title, lead, six parts, signature.
pub fn compose(report: &Report) -> Document {
    Document::new(
        Properties {
            title: report.title(),
            ..Properties::default()
        },
        Vec::new(),
    )
}
