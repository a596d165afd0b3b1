//! A report as the rules see it: its texts in a row, each piece with its place.

use crate::finding::{Change, Repair, Span};
use crate::form::SlotId;
use crate::model::{Level, Located, Report, Text, prose};

/// A report with what several rules need.
pub(super) struct Case<'a> {
    pub(super) report: &'a Report,
    /// Every paragraph in order.
    pub(super) passages: Vec<Passage<'a>>,
}

/// Where a paragraph stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Lead,
    One,
    Five,
    Six,
}

/// A paragraph of the report.
pub(super) struct Passage<'a> {
    pub(super) part: Part,
    pub(super) text: &'a str,
    /// Whether it is a heading of its own.
    pub(super) heading: bool,
    span: Option<Span>,
}

impl<'a> Case<'a> {
    pub(super) fn new(report: &'a Report) -> Self {
        let prose = &report.prose;
        let parts = [
            (Part::Lead, prose.lead.as_ref()),
            (Part::One, Some(&prose.part1)),
            (Part::Five, Some(&prose.part5)),
            (Part::Six, Some(&prose.part6)),
        ];
        let passages = parts
            .into_iter()
            .flat_map(|(part, text): (Part, Option<&'a Text>)| {
                text.into_iter()
                    .flat_map(|text| &text.paragraphs)
                    .map(move |paragraph| Passage::new(part, paragraph))
            })
            .collect();
        Case { report, passages }
    }

    /// The paragraphs of a part.
    pub(super) fn part(&self, part: Part) -> impl Iterator<Item = &Passage<'a>> {
        self.passages.iter().filter(move |passage| passage.part == part)
    }

    /// Whether a part says any of these words.
    pub(super) fn says(&self, part: Part, words: &[&str]) -> bool {
        self.part(part)
            .any(|passage| words.iter().any(|word| passage.text.contains(word)))
    }

    /// Whether a government reports, not an office of one.
    pub(super) fn is_government(&self) -> bool {
        match self.report.level.value {
            Level::Department => false,
            Level::Township => self.report.agency.value.ends_with("人民政府"),
            Level::County | Level::City | Level::Province => true,
        }
    }

    /// The number of a slot, by its path.
    pub(super) fn number(&self, path: &str) -> Option<i64> {
        self.slot(path).and_then(|slot| self.report.figures.number(slot))
    }

    /// The slot of a path, if the form has it.
    pub(super) fn slot(&self, path: &str) -> Option<SlotId> {
        self.report.form.find(path)
    }

    /// Where a slot is written; for a computed total the first cell of its row.
    pub(super) fn place(&self, path: &str) -> Option<Span> {
        let slot = self.slot(path)?;
        let cell = |index| self.report.figures.cell(SlotId { slot: index, ..slot }).span;
        cell(slot.slot).or_else(|| cell(0))
    }
}

impl<'a> Passage<'a> {
    pub(super) fn new(part: Part, paragraph: &'a Located<String>) -> Self {
        Passage {
            part,
            text: &paragraph.value,
            heading: prose::is_heading(&paragraph.value),
            span: paragraph.span,
        }
    }

    /// The place of the whole paragraph.
    pub(super) fn whole(&self) -> Option<Span> {
        self.span
    }

    /// The place of a piece of the paragraph; of all of it where the file does not show it as it is.
    pub(super) fn at(&self, start: usize, end: usize) -> Option<Span> {
        let whole = self.span?;
        if whole.end - whole.start == self.text.len() {
            Some(Span::new(whole.start + start, whole.start + end))
        } else {
            Some(whole)
        }
    }

    /// A repair of the paragraph, if it stands in a file and there is anything to change.
    pub(super) fn repair(&self, changes: Vec<Change>) -> Option<Repair> {
        let place = self.span.filter(|_| !changes.is_empty())?;
        Some(Repair {
            place,
            text: self.text.to_owned(),
            changes,
        })
    }
}

/// Whether a character is Chinese: ideographs, not marks.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{3ffff}' | '〇')
}

/// The last characters of a text, as many as asked for.
pub(super) fn last_chars(text: &str, count: usize) -> &str {
    text.char_indices()
        .rev()
        .nth(count.saturating_sub(1))
        .map_or(text, |(at, _)| &text[at..])
}

/// The first characters of a text, as many as asked for.
pub(super) fn first_chars(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(at, _)| &text[..at])
}
