//! The page of a rule: what `nianbao rule CODE` shows, kept as data beside the code that applies it.

use super::Severity;

/// What a rule rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// A text in force says so.
    Confirmed,
    /// It follows from such a text, from arithmetic, or from what this program needs.
    Derived,
    /// Usage or a single weak source: no more than a warning.
    Unconfirmed,
}

impl Basis {
    /// What clerks read.
    pub const fn word(self) -> &'static str {
        match self {
            Basis::Confirmed => "有明文依据",
            Basis::Derived => "由明文规定或算术推出",
            Basis::Unconfirmed => "依惯例或间接来源，尚未见到明文，仅作提醒",
        }
    }

    /// What programs read.
    pub const fn key(self) -> &'static str {
        match self {
            Basis::Confirmed => "confirmed",
            Basis::Derived => "derived",
            Basis::Unconfirmed => "unconfirmed",
        }
    }
}

/// One rule, for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Stable code, such as `T3-ROW`.
    pub code: &'static str,
    /// How much its findings weigh at most.
    pub level: Severity,
    /// One line.
    pub title: &'static str,
    /// What is looked at.
    pub what: &'static str,
    /// Why, with clause or source.
    pub why: &'static str,
    /// An example that breaks it.
    pub wrong: &'static str,
    /// The example mended.
    pub right: &'static str,
    /// What it rests on.
    pub basis: Basis,
}
