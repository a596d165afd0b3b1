//! Findings: what is wrong in the user's file, where, and what to do about it.
//!
//! A problem in the user's file is a [`Finding`], collected with all the others; [`Error`](crate::Error) is for the
//! disk, the fonts and our own bugs. Findings are read by clerks, so their sentences are Chinese.

mod characters;
mod export;
mod literal;
mod places;
mod repair;
mod report;
mod rule;

pub(crate) use characters::{characters, is_invisible, is_needless, is_special_blank, usual};
pub use export::{JSON_VERSION, json, sarif};
pub(crate) use places::Places;
pub use repair::{Change, Patch, Repair, patched};
pub use report::{render, render_coloured};
pub use rule::{Basis, Rule};

/// A range of bytes in the input text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range `start..end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is written, save as a draft.
    Error,
    /// Written, and told.
    Warning,
    /// A remark.
    Hint,
}

impl Severity {
    /// What programs read.
    pub const fn key(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        }
    }

    /// The word a clerk reads.
    pub const fn word(self) -> &'static str {
        match self {
            Severity::Error => "错误",
            Severity::Warning => "警告",
            Severity::Hint => "提示",
        }
    }
}

/// One problem of the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Stable code of the rule, such as `T3-ROW`.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// Where in the input; `None` when the whole file is meant.
    pub span: Option<Span>,
    /// What is wrong, as one sentence.
    pub message: String,
    /// What else speaks for it (说明).
    pub notes: Vec<String>,
    /// What to do (改法).
    pub remedy: String,
    /// By how much two numbers differ that should be the same, or how far a number is beyond its limit.
    pub difference: Option<u64>,
    /// Why it is let pass, when the input allows it: told, but no longer counted.
    pub allowed: Option<String>,
    /// What mends it without changing what the file says, where that is safe: `nianbao fix` does it.
    pub repairs: Vec<Repair>,
}

impl Finding {
    /// An error.
    pub fn error(code: &'static str, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Finding::new(Severity::Error, code, span, message)
    }

    /// A warning.
    pub fn warning(code: &'static str, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Finding::new(Severity::Warning, code, span, message)
    }

    /// A hint.
    pub fn hint(code: &'static str, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Finding::new(Severity::Hint, code, span, message)
    }

    fn new(
        severity: Severity,
        code: &'static str,
        span: impl Into<Option<Span>>,
        message: impl Into<String>,
    ) -> Self {
        Finding {
            code,
            severity,
            span: span.into(),
            message: message.into(),
            notes: Vec::new(),
            remedy: String::new(),
            difference: None,
            allowed: None,
            repairs: Vec::new(),
        }
    }

    /// The same finding with a remark.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// The same finding with the difference between its two sides.
    #[must_use]
    pub fn differing(mut self, difference: u64) -> Self {
        self.difference = Some(difference);
        self
    }

    /// The same finding with its remedy.
    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = remedy.into();
        self
    }

    /// Whether a rule offers to mend it and the input does not allow it.
    pub fn is_mendable(&self) -> bool {
        !self.repairs.is_empty() && self.allowed.is_none()
    }

    /// The same finding with what mends it.
    #[must_use]
    pub fn mended_by(mut self, repairs: impl IntoIterator<Item = Repair>) -> Self {
        self.repairs.extend(repairs);
        self
    }
}

/// All findings of one input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// None yet.
    pub fn new() -> Self {
        Findings::default()
    }

    /// Adds one.
    pub fn push(&mut self, finding: Finding) {
        self.0.push(finding);
    }

    /// Adds all of another collection.
    pub fn extend(&mut self, other: Findings) {
        self.0.extend(other.0);
    }

    /// Whether nothing may be written (save as a draft).
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many weigh so much, those that the input allows left out.
    pub fn count(&self, severity: Severity) -> usize {
        self.0
            .iter()
            .filter(|finding| finding.severity == severity && finding.allowed.is_none())
            .count()
    }

    /// How many the input allows.
    pub fn count_allowed(&self) -> usize {
        self.0.iter().filter(|finding| finding.allowed.is_some()).count()
    }

    /// Lets the findings of a rule pass for a reason; an error cannot be let pass and says so.
    pub fn allow(&mut self, code: &str, reason: &str) {
        for finding in self.0.iter_mut().filter(|finding| finding.code == code) {
            if finding.severity == Severity::Error {
                finding
                    .notes
                    .push("[check] allow 只能用于警告和提示，错误必须改正".to_owned());
            } else {
                finding.allowed = Some(reason.to_owned());
            }
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The findings in the order of [`Findings::sort`], or as they came.
    pub fn iter(&self) -> std::slice::Iter<'_, Finding> {
        self.0.iter()
    }

    /// Each in turn, to be added to.
    pub(crate) fn iter_mut(&mut self) -> std::slice::IterMut<'_, Finding> {
        self.0.iter_mut()
    }

    /// Keeps the first `length` findings.
    pub fn truncate(&mut self, length: usize) {
        self.0.truncate(length);
    }

    /// Keeps the findings that `keep` wants.
    pub fn retain(&mut self, keep: impl FnMut(&Finding) -> bool) {
        self.0.retain(keep);
    }

    /// The first finding that `wanted` holds for, to add to it.
    pub fn find_mut(&mut self, wanted: impl Fn(&Finding) -> bool) -> Option<&mut Finding> {
        self.0.iter_mut().find(|finding| wanted(finding))
    }

    /// Adds a remark to findings from index `first` on, where `note` has one.
    pub fn annotate(&mut self, first: usize, note: impl Fn(&Finding) -> Option<String>) {
        for finding in self.0.iter_mut().skip(first) {
            let remark = note(finding);
            finding.notes.extend(remark);
        }
    }

    /// Orders by place in the file, those of the whole file first; ties keep their order.
    pub fn sort(&mut self) {
        self.0.sort_by_key(|finding| finding.span);
    }
}

impl IntoIterator for Findings {
    type Item = Finding;
    type IntoIter = std::vec::IntoIter<Finding>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Findings {
    type Item = &'a Finding;
    type IntoIter = std::slice::Iter<'a, Finding>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl FromIterator<Finding> for Findings {
    fn from_iter<I: IntoIterator<Item = Finding>>(findings: I) -> Self {
        Findings(findings.into_iter().collect())
    }
}

/// An input text under its name, able to turn bytes into lines and columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The name printed before each finding: the path as the user gave it, or `-`.
    pub name: String,
    /// The whole text, decoded, without a byte order mark.
    pub text: String,
}

/// A place for people: both count from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl Source {
    /// A text under a name.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Source {
            name: name.into(),
            text: text.into(),
        }
    }

    /// Line and column of a byte offset; offsets past the end or inside a character are moved back.
    pub fn position(&self, offset: usize) -> Position {
        self.places().position(offset)
    }

    /// For many positions: none is looked for from the start.
    pub(crate) fn places(&self) -> Places<'_> {
        Places::of(&self.text)
    }

    /// The line (from 1), without its line end.
    pub fn line(&self, line: usize) -> &str {
        self.text
            .split('\n')
            .nth(line.saturating_sub(1))
            .unwrap_or("")
            .trim_end_matches('\r')
    }
}
