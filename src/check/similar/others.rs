//! The reports that a report is compared with, read once and indexed.

use super::grams::{LENGTH, grams, runs};
use super::plain::{LeftOut, Plain, plain};
use super::{LEAST, PARTS, Repeated, Repetition, is_above, text_of};
use crate::model::{Located, Report, plain_name, prose};

/// Reports whose text a report is held against: last year's, or those of sibling units.
#[derive(Clone, Debug, Default)]
pub struct Others {
    units: Vec<Unit>,
    /// For each part every piece of fixed length with the unit that has it, sorted.
    index: [Vec<(u64, u32)>; PARTS.len()],
}

/// What is kept of a report.
#[derive(Clone, Debug)]
struct Unit {
    /// What people call it.
    name: String,
    /// As [`plain_name`] gives it.
    agency: String,
    year: u16,
    parts: [Plain; PARTS.len()],
}

impl Others {
    /// Keeps what can be repeated of each report; the text is what findings call it.
    pub fn new<'a>(reports: impl IntoIterator<Item = (String, &'a Report)>) -> Self {
        let units: Vec<Unit> = reports
            .into_iter()
            .map(|(name, report)| Unit {
                name,
                agency: plain_name(&report.agency.value),
                year: report.year.value,
                parts: parts(report),
            })
            .collect();
        let index = std::array::from_fn(|part| {
            let mut index: Vec<(u64, u32)> = (0_u32..)
                .zip(&units)
                .flat_map(|(number, unit)| {
                    grams(&unit.parts[part].chars)
                        .into_iter()
                        .map(move |hash| (hash, number))
                })
                .collect();
            index.sort_unstable();
            index.dedup();
            index
        });
        Others { units, index }
    }

    /// For each part of a report that is long enough, how much of it the other report that shares most of it has as well,
    /// and which others share more than a limit in per cent. The report itself, by organ and year, is left aside.
    pub fn repetitions(&self, report: &Report, limit: u8) -> Vec<Repetition> {
        let (own, agency) = (parts(report), plain_name(&report.agency.value));
        let mut found = Vec::new();
        for (at, (part, name)) in PARTS.into_iter().enumerate() {
            let counted = own[at].chars.len();
            let Some(text) = text_of(report, part).filter(|_| counted >= LEAST) else {
                continue;
            };
            let mut shared: Vec<(usize, &Unit)> = self
                .covered(&own[at].chars, at)
                .into_iter()
                .zip(&self.units)
                .filter(|(_, unit)| unit.agency != agency || unit.year != report.year.value)
                .collect();
            // The sort is stable: of equals the first in the order given comes first.
            shared.sort_by_key(|(covered, _)| std::cmp::Reverse(*covered));
            let Some((_, most)) = shared.first() else {
                continue;
            };
            let (repeated, passages) = passages(&own[at], &most.parts[at], &text.paragraphs);
            found.push(Repetition {
                part: name,
                with: most.name.clone(),
                counted,
                repeated,
                passages,
                also: shared[1..]
                    .iter()
                    .filter(|(covered, _)| is_above(*covered, counted, limit))
                    .map(|(_, unit)| unit.name.clone())
                    .collect(),
            });
        }
        found
    }

    /// For each unit the number of characters that its part has as well.
    fn covered(&self, chars: &[char], part: usize) -> Vec<usize> {
        let mut covered = vec![0; self.units.len()];
        let mut ends = vec![0; self.units.len()];
        for (at, hash) in grams(chars).into_iter().enumerate() {
            let first = self.index[part].partition_point(|(known, _)| *known < hash);
            let same = self.index[part][first..]
                .iter()
                .take_while(|(known, _)| *known == hash);
            for (_, unit) in same {
                let unit = *unit as usize;
                let end = at + LENGTH;
                covered[unit] += end - at.max(ends[unit]);
                ends[unit] = end;
            }
        }
        covered
    }
}

fn parts(report: &Report) -> [Plain; PARTS.len()] {
    let left_out = LeftOut::of(&report.agency.value);
    PARTS.map(|(part, _)| text_of(report, part).map_or_else(Plain::default, |text| plain(text, &left_out)))
}

/// How many characters of a part another has as well, and where, paragraph by paragraph.
fn passages(own: &Plain, other: &Plain, paragraphs: &[Located<String>]) -> (usize, Vec<Repeated>) {
    let mut repeated = 0;
    let mut found = Vec::new();
    let mut after = 0;
    for run in runs(&own.chars, &other.chars) {
        let (first, end) = (run.start.max(after), run.start + run.length);
        repeated += end - first;
        after = end;
        let mut at = first;
        while at < end {
            let paragraph = own.places[at].paragraph;
            let length = own.places[at..end]
                .iter()
                .take_while(|place| place.paragraph == paragraph)
                .count();
            let last = own.places[at + length - 1].offset;
            let written = &paragraphs[paragraph];
            let start = own.places[at].offset;
            let stop = last + written.value[last..].chars().next().map_or(0, char::len_utf8);
            found.push(Repeated {
                text: written.value[start..stop].to_owned(),
                span: prose::place(written, start, stop),
                paragraph: paragraph + 1,
                other_paragraph: other.places[run.other + (at - run.start)].paragraph + 1,
                length,
            });
            at += length;
        }
    }
    // What is left of a run after another that overlaps it says nothing by itself.
    let long = |passage: &Repeated| passage.length >= LENGTH;
    if found.iter().any(long) {
        found.retain(long);
    }
    (repeated, found)
}
