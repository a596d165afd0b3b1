//! Characters that few faces have, put right where there is no doubt which usual ones are meant.

use super::case::Case;
use crate::finding::{Change, Findings, Repair, usual};
use crate::model::{Located, Report};

/// Adds to findings on single characters of `source` what mends them: the usual character wherever the text has the other.
pub fn mend_characters(report: &Report, source: &str, findings: &mut Findings) {
    let case = Case::new(report);
    for finding in findings.iter_mut() {
        let Some(span) = finding.span else { continue };
        let mut chars = source.get(span.start..span.end).unwrap_or("").chars();
        let (Some(ch), None) = (chars.next(), chars.next()) else {
            continue;
        };
        let Some(usual) = usual(ch) else { continue };
        let changes = |text: &str| -> Vec<Change> {
            text.match_indices(ch)
                .map(|(at, found)| Change::new(at, at + found.len(), usual))
                .collect()
        };
        let covers = |place: crate::finding::Span| place.start <= span.start && span.end <= place.end;
        let line = |line: &Located<String>| {
            let place = line.span.filter(|place| covers(*place))?;
            Some(Repair {
                place,
                text: line.value.clone(),
                changes: changes(&line.value),
            })
        };
        let contact = &report.contact;
        let lines = [
            &contact.office,
            &contact.address,
            &contact.phone,
            &contact.fax,
            &contact.email,
            &contact.website,
        ];
        let lines = lines
            .into_iter()
            .flatten()
            .chain([&report.agency])
            .filter_map(line);
        let passages = case
            .passages
            .iter()
            .filter(|passage| passage.whole().is_some_and(covers))
            .filter_map(|passage| passage.repair(changes(passage.text)));
        finding.repairs.extend(lines.chain(passages));
    }
}
