//! PACK-…: what rule packs ask, each kind of demand a file; every finding names the pack and its notice.

mod count;
mod due;
mod length;
mod scope;
mod wording;

use super::case::{Case, Part, Passage};
use crate::finding::{Basis, Finding, Findings, Rule, Severity, Span};
use crate::model::Report;
use crate::pack::{Demand, Pack, Place};

/// The pages.
pub(super) const RULES: [&Rule; 5] = [
    &length::RULE,
    &count::RULE,
    &wording::RULE,
    &due::RULE,
    &scope::RULE,
];

/// What rule packs find in a report, pack by pack.
pub fn packs(report: &Report, packs: &[Pack]) -> Findings {
    let case = Case::new(report);
    let mut findings = Findings::new();
    for pack in packs {
        if !pack.applies_to(report.year.value, report.level.value) {
            scope::tell(&case, pack, &mut findings);
            continue;
        }
        length::check(&case, pack, &mut findings);
        count::check(&case, pack, &mut findings);
        wording::check(&case, pack, &mut findings);
        due::check(&case, pack, &mut findings);
    }
    findings
}

/// The limit of repetition in per cent that packs set for a report, with what is to be said of it: the strictest.
pub fn repetition_limit(report: &Report, packs: &[Pack]) -> Option<(u8, String)> {
    packs
        .iter()
        .filter(|pack| pack.applies_to(report.year.value, report.level.value))
        .filter_map(|pack| pack.repetition.as_ref().map(|demand| (demand.asks, pack, demand)))
        .min_by_key(|(limit, ..)| *limit)
        .map(|(limit, pack, demand)| {
            let note = match demand.note.as_str() {
                "" => String::new(),
                note => format!("；{note}"),
            };
            (limit, format!("{}{note}", basis(pack)))
        })
}

/// What a finding says of the notice it rests on.
fn basis(pack: &Pack) -> String {
    format!("依据：{}（规则包“{}”）", pack.notice, pack.name)
}

/// A finding of a demand.
fn finding<T>(
    rule: &Rule,
    pack: &Pack,
    demand: &Demand<T>,
    place: impl Into<Option<Span>>,
    message: String,
) -> Finding {
    let finding = match demand.severity {
        Severity::Error => Finding::error(rule.code, place, message),
        Severity::Warning => Finding::warning(rule.code, place, message),
        Severity::Hint => Finding::hint(rule.code, place, message),
    };
    let finding = finding.note(basis(pack));
    match demand.note.as_str() {
        "" => finding,
        note => finding.note(note),
    }
}

/// The paragraphs of a place.
fn passages<'c, 'a>(case: &'c Case<'a>, place: Place) -> impl Iterator<Item = &'c Passage<'a>> {
    case.passages.iter().filter(move |passage| match place {
        Place::Part1 => passage.part == Part::One,
        Place::Part5 => passage.part == Part::Five,
        Place::Part6 => passage.part == Part::Six,
        Place::Any => true,
    })
}

/// Where something missing of a place is told: its first paragraph.
fn opening(case: &Case<'_>, place: Place) -> Option<Span> {
    passages(case, place).next().and_then(Passage::whole)
}
