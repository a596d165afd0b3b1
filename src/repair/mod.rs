//! The safe repairs of a file, made in its bytes: whatever they do not touch stays as it is.
//!
//! The rules offer repairs with their findings; totals that were forgotten are offered here. A patched file is read
//! again, and only what makes it read as the same report, save for the repaired texts, is kept.

mod totals;

use crate::finding::{Change, Finding, Findings, Patch, Repair, Span, patched};
use crate::form::SlotId;
use crate::input::{self, Format, Reading};
use crate::model::{Located, Report};

/// The rule on cells without a number: its findings are mended where the cells are totals.
const BLANK: &str = "FMT-CELL";

/// What came of mending a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// The whole text after the repairs, without a byte order mark.
    pub text: String,
    /// For each finding, in their order, whether it is mended entirely.
    pub findings: Vec<bool>,
    /// How many totals that were left out or left empty are filled in.
    pub totals: usize,
    /// The tables whose totals stay left out or empty, since their numbers do not add up.
    pub unsafe_tables: Vec<&'static str>,
}

impl Mended {
    /// Whether the file is to be written anew.
    pub fn changes(&self, reading: &Reading) -> bool {
        self.text != reading.source.text
    }
}

/// Patches made together or not at all.
#[derive(Clone)]
struct Group<'a> {
    patches: Vec<Patch>,
    /// The finding they mend, by its index, and how; none for totals.
    mends: Option<(usize, &'a Repair)>,
    /// The totals they fill in.
    fills: Vec<(SlotId, i64)>,
}

/// Makes every safe repair of what was read; `findings` are all those of the reading, `format` is that it was read in.
/// Findings that the file allows are left alone.
pub fn mend(reading: &Reading, findings: &Findings, format: Option<Format>) -> Mended {
    let mut mended = Mended {
        text: reading.source.text.clone(),
        findings: vec![false; findings.len()],
        totals: 0,
        unsafe_tables: Vec::new(),
    };
    let Some(report) = &reading.report else {
        return mended;
    };
    let left_out = totals::left_out(report, &reading.source.text, findings);
    let offered = offered(findings, &reading.source.text);
    let totals = left_out.rows.into_iter().map(|row| Group {
        patches: row.patches,
        fills: row.fills,
        mends: None,
    });
    let apart = apart(offered.into_iter().chain(totals));
    let mender = Mender {
        reading,
        report,
        format,
    };
    let mut kept = Vec::new();
    mender.settle(&mut kept, &apart);
    mended.text = mender.text(&kept);
    mended.unsafe_tables = left_out.unsafe_tables;
    let filled: Vec<SlotId> = kept
        .iter()
        .flat_map(|group| &group.fills)
        .map(|(id, _)| *id)
        .collect();
    mended.totals = filled.len();
    let places: Vec<Option<Span>> = filled.iter().map(|id| report.figures.cell(*id).span).collect();
    for (index, finding) in findings.iter().enumerate() {
        if finding.code == BLANK && finding.span.is_some() && places.contains(&finding.span) {
            mended.findings[index] = finding.allowed.is_none();
            continue;
        }
        let made = kept
            .iter()
            .filter(|group| group.mends.is_some_and(|(mended, _)| mended == index))
            .count();
        mended.findings[index] = finding.is_mendable() && made == finding.repairs.len();
    }
    mended
}

/// The repairs of all findings as patches; those whose place in the file is in doubt are left out.
fn offered<'a>(findings: &'a Findings, source: &str) -> Vec<Group<'a>> {
    findings
        .iter()
        .enumerate()
        .filter(|(_, finding)| finding.is_mendable())
        .flat_map(|(index, finding)| finding.repairs.iter().map(move |repair| (index, repair)))
        .filter_map(|(index, repair)| {
            Some(Group {
                patches: repair.patches(source)?,
                mends: Some((index, repair)),
                fills: Vec::new(),
            })
        })
        .collect()
}

/// The groups in order, without those that touch the place of an earlier one.
fn apart<'a>(groups: impl Iterator<Item = Group<'a>>) -> Vec<Group<'a>> {
    let mut taken: Vec<Span> = Vec::new();
    groups
        .filter(|group| {
            let place = |span: Span| taken.partition_point(|other| other.start < span.start);
            let is_free = group.patches.iter().all(|patch| {
                let (span, at) = (patch.span, place(patch.span));
                let before = at.checked_sub(1).is_none_or(|at| taken[at].end <= span.start);
                let after = taken
                    .get(at)
                    .is_none_or(|next| next.start > span.start && next.start >= span.end);
                before && after
            });
            if is_free {
                taken.extend(group.patches.iter().map(|patch| patch.span));
                taken.sort();
            }
            is_free
        })
        .collect()
}

/// What patches are tried on.
struct Mender<'r> {
    reading: &'r Reading,
    report: &'r Report,
    format: Option<Format>,
}

impl Mender<'_> {
    /// Adds to `kept` all groups that may be made with it: all at once when they may, else halves of them.
    fn settle<'a>(&self, kept: &mut Vec<Group<'a>>, groups: &[Group<'a>]) {
        if groups.is_empty() {
            return;
        }
        let before = kept.len();
        kept.extend_from_slice(groups);
        if self.is_safe(kept) {
            return;
        }
        kept.truncate(before);
        if groups.len() > 1 {
            let (first, second) = groups.split_at(groups.len() / 2);
            self.settle(kept, first);
            self.settle(kept, second);
        }
    }

    /// The text with the patches of some groups.
    fn text(&self, groups: &[Group<'_>]) -> String {
        let mut patches: Vec<Patch> = groups.iter().flat_map(|group| group.patches.clone()).collect();
        patches.sort();
        patched(&self.reading.source.text, &patches)
    }

    /// Whether the patched file reads as the report with just these texts mended and totals filled in, and everything
    /// else in it as before.
    fn is_safe(&self, groups: &[Group<'_>]) -> bool {
        let text = self.text(groups);
        let before = self.reading;
        let after = input::read(before.source.name.clone(), text.as_bytes(), self.format);
        after.source.text == text
            && after.style == before.style
            && after.made == before.made
            && told(&after, &[]) == told(before, groups)
            && after
                .report
                .is_some_and(|report| report.without_places() == self.mended(groups))
    }

    /// The report with the texts of some groups mended and their totals filled in.
    fn mended(&self, groups: &[Group<'_>]) -> Report {
        let mut report = self.report.clone();
        for (id, sum) in groups.iter().flat_map(|group| &group.fills) {
            totals::fill(&mut report.figures, *id, *sum);
        }
        report.figures.compute_totals();
        for line in report.contact.lines_mut().chain([&mut report.agency]) {
            mend_paragraph(line, groups);
        }
        let prose = &mut report.prose;
        let texts = [&mut prose.part1, &mut prose.part5, &mut prose.part6];
        for text in texts.into_iter().chain(prose.lead.as_mut()) {
            for paragraph in &mut text.paragraphs {
                mend_paragraph(paragraph, groups);
            }
            // A paragraph of which nothing is left is no paragraph.
            text.paragraphs.retain(|paragraph| !paragraph.value.is_empty());
        }
        report.without_places()
    }
}

/// Makes all changes of a paragraph or a line, whichever findings they come from.
fn mend_paragraph(paragraph: &mut Located<String>, groups: &[Group<'_>]) {
    let mut changes: Vec<Change> = groups
        .iter()
        .filter_map(|group| group.mends)
        .filter(|(_, repair)| Some(repair.place) == paragraph.span && repair.text == paragraph.value)
        .flat_map(|(_, repair)| repair.changes.clone())
        .collect();
    if let (false, Some(place)) = (changes.is_empty(), paragraph.span) {
        changes.sort_by_key(|change| change.start);
        let text = paragraph.value.clone();
        paragraph.value = Repair { place, text, changes }.mended();
    }
}

/// What reading said, save for the places: findings that are not mended by some groups, and what the file lets pass.
fn told<'r>(reading: &'r Reading, groups: &[Group<'_>]) -> Vec<(&'r str, &'r str)> {
    let is_mended = |finding: &Finding| {
        let made = |repair: &Repair| {
            groups
                .iter()
                .any(|group| group.mends.is_some_and(|(_, mends)| mends == repair))
        };
        !finding.repairs.is_empty() && finding.repairs.iter().all(made)
    };
    let findings = reading
        .findings
        .iter()
        .filter(|finding| !is_mended(finding))
        .map(|finding| (finding.code, finding.message.as_str()));
    let allowed = reading
        .allowed
        .iter()
        .map(|allowed| (allowed.code.value.as_str(), allowed.reason.as_str()));
    findings.chain(allowed).collect()
}
