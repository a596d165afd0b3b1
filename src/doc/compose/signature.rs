//! 署名 and 成文日期 of a report.

use crate::doc::{Cosigner, NodeId, Origin, Signature, Stamp};
use crate::model::{Located, Report};

/// The signature: the reporting organ's unless the input names the agencies that sign, or a signer's stamp.
pub(super) fn compose(report: &Report) -> Signature {
    let signed = &report.signature;
    let first = signed.agencies.first().unwrap_or(&report.agency);
    let text =
        |text: &Option<Located<String>>| text.as_ref().map_or(String::new(), |text| text.value.clone());
    Signature {
        agency: first.value.clone(),
        agency_origin: Origin(first.span),
        date: report.date.value.chinese(),
        sealed: signed.sealed,
        origin: Origin(report.date.span),
        joint: signed
            .agencies
            .iter()
            .skip(1)
            .map(|agency| Cosigner {
                id: NodeId::default(),
                origin: Origin(agency.span),
                agency: agency.value.clone(),
            })
            .collect(),
        stamp: signed.stamp.as_ref().map(|stamp| Stamp {
            origin: Origin(stamp.title.span),
            title: stamp.title.value.clone(),
            name_origin: Origin(stamp.name.as_ref().and_then(|name| name.span)),
            name: text(&stamp.name),
            ..Stamp::default()
        }),
        ..Signature::default()
    }
}
