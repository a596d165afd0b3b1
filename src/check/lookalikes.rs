//! Characters that few faces have, put right where there is no doubt which usual ones are meant.

use super::case::{Case, Passage};
use crate::finding::{Change, Findings, Repair, Span, usual};
use crate::model::{Located, Report};

/// Adds to findings on single characters of `source` what mends them: the usual character wherever the text has the other.
pub fn mend_characters(report: &Report, source: &str, findings: &mut Findings) {
    if findings.is_empty() {
        return;
    }
    let case = Case::new(report);
    let mut passages: Vec<(Span, &Passage<'_>)> = case
        .passages
        .iter()
        .filter_map(|passage| Some((passage.whole()?, passage)))
        .collect();
    passages.sort_by_key(|(place, _)| *place);
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
        let covers = |place: Span| place.start <= span.start && span.end <= place.end;
        let line = |line: &Located<String>| {
            let place = line.span.filter(|place| covers(*place))?;
            Some(Repair {
                place,
                text: line.value.clone(),
                changes: changes(&line.value),
            })
        };
        let lines = report.contact.lines().chain([&report.agency]).filter_map(line);
        let begun = passages.partition_point(|(place, _)| place.start <= span.start);
        // Paragraphs of one folded text have its place, all of them.
        let around = passages[..begun]
            .iter()
            .rev()
            .take_while(|(place, _)| covers(*place))
            .filter_map(|(_, passage)| passage.repair(changes(passage.text)));
        finding.repairs.extend(lines.chain(around));
    }
}
