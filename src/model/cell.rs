//! What stands in a slot: five states kept apart, blank never guessed to be zero.

use crate::finding::Span;
use std::fmt;

/// The largest count or change believed: twelve digits.
pub const MAX_COUNT: i64 = 999_999_999_999;

/// A slot's content and its place in the input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What stands there.
    pub value: CellValue,
    /// Its bytes in the input; `None` for a total computed by the program and for a cell that nobody gave. A missing
    /// cell with a place is one that the reader has already told about there.
    pub span: Option<Span>,
}

/// The states of a slot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum CellValue {
    /// Not given, or given in a way that a finding already refuses.
    #[default]
    Missing,
    /// Given as the empty string.
    Empty,
    /// Given as not applicable: `/`, `-`, `—` or `不适用`, as written.
    NotApplicable(String),
    /// A whole number; negative only where the form has a change.
    Number(i64),
    /// An amount in 万元.
    Amount(Amount),
    /// A number with a remark, as in `22（其中修订16件）`: printed as written, checked by its number.
    Annotated {
        /// The number in front.
        number: i64,
        /// The whole cell as written.
        text: String,
    },
}

impl CellValue {
    /// The number that the checks add, if the cell has one.
    pub fn number(&self) -> Option<i64> {
        match self {
            CellValue::Number(number) | CellValue::Annotated { number, .. } => Some(*number),
            _ => None,
        }
    }
}

/// The cell as printed.
impl fmt::Display for CellValue {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CellValue::Missing | CellValue::Empty => Ok(()),
            CellValue::Number(number) => write!(out, "{number}"),
            CellValue::Amount(amount) => write!(out, "{amount}"),
            CellValue::NotApplicable(text) | CellValue::Annotated { text, .. } => out.write_str(text),
        }
    }
}

/// An exact decimal, not negative, with at most six places, kept as written save for zeros that say nothing: those
/// before the first digit, and those of nothing (`0.00` is `0`, which is what official copies are filled with).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    text: String,
    millionths: i64,
}

impl Amount {
    /// Nothing.
    pub fn zero() -> Self {
        Amount {
            text: "0".to_owned(),
            millionths: 0,
        }
    }

    /// Reads a decimal such as `96171.6`: digits, optionally a point and one to six digits; at most twelve digits before the point.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str, max: usize| {
            (1..=max).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !digits(whole, 12) || !digits(fraction, 6) {
            return None;
        }
        let scale = 10_i64.pow(6 - u32::try_from(fraction.len()).ok()?);
        let millionths = whole.parse::<i64>().ok()? * 1_000_000 + fraction.parse::<i64>().ok()? * scale;
        let significant = text.trim_start_matches('0');
        let text = match significant.chars().next() {
            _ if millionths == 0 => "0".to_owned(),
            Some('1'..='9') => significant.to_owned(),
            _ => format!("0{significant}"),
        };
        Some(Amount { text, millionths })
    }

    /// The value in millionths of the unit.
    pub fn millionths(&self) -> i64 {
        self.millionths
    }
}

/// As printed.
impl fmt::Display for Amount {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact() {
        assert_eq!(Amount::parse("96171.6").unwrap().millionths(), 96_171_600_000);
        assert_eq!(Amount::parse("0.000001").unwrap().millionths(), 1);
        for (written, printed) in [
            ("0.00", "0"),
            ("000", "0"),
            ("05.5", "5.5"),
            ("00.50", "0.50"),
            ("0.05", "0.05"),
            ("10.0", "10.0"),
        ] {
            assert_eq!(Amount::parse(written).unwrap().to_string(), printed);
        }
        for wrong in [
            "",
            ".5",
            "5.",
            "-1",
            "1,000",
            "1.0000001",
            "1e3",
            "１",
            "1234567890123",
        ] {
            assert_eq!(Amount::parse(wrong), None, "{wrong}");
        }
    }
}
