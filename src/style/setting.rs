//! Values that a house style can name: what they may be, how they are written, what is wrong with them.

use crate::units::Length;

/// A value as a style file gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Index of a word in its [`Domain::Words`].
    Word(usize),
    /// A length.
    Length(Length),
    /// A colour as RGB, or none.
    Tint(Option<[u8; 3]>),
    /// For each heading level, 1 to 4, whether it is chosen.
    Levels([bool; 4]),
}

/// What a value may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Domain {
    /// One of these words, each with what it means in Chinese (empty when the word says it).
    Words(&'static [(&'static str, &'static str)]),
    /// A length by name, or a number of points within bounds.
    Points {
        /// Lengths with names.
        named: &'static [(&'static str, Length)],
        /// The smallest.
        least: Length,
        /// The largest.
        most: Length,
        /// What Word can tell apart: every length is a multiple of it.
        step: Length,
    },
    /// `#RRGGBB`, or [`NO_TINT`].
    Tint,
    /// A list of heading levels, 1 to 4.
    Levels,
}

/// The word for no colour.
pub const NO_TINT: &str = "none";

/// Why a text is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Not one of the words, not a number, not a colour.
    Unknown,
    /// A number of points out of bounds.
    OutOfRange,
    /// A number of points finer than Word's.
    TooFine,
}

impl Domain {
    /// The value that a text stands for.
    ///
    /// # Errors
    /// [`Refused`] with the reason. Levels are no text: [`Refused::Unknown`].
    pub fn parse(&self, text: &str) -> Result<Setting, Refused> {
        match *self {
            Domain::Words(words) => words
                .iter()
                .position(|(word, _)| *word == text)
                .map(Setting::Word)
                .ok_or(Refused::Unknown),
            Domain::Points {
                named,
                least,
                most,
                step,
            } => {
                if let Some((_, length)) = named.iter().find(|(name, _)| *name == text) {
                    return Ok(Setting::Length(*length));
                }
                let (length, exact) = points(text).ok_or(Refused::Unknown)?;
                if !(least..=most).contains(&length) {
                    return Err(Refused::OutOfRange);
                }
                if !exact || length.as_emu() % step.as_emu() != 0 {
                    return Err(Refused::TooFine);
                }
                Ok(Setting::Length(length))
            }
            Domain::Tint if text == NO_TINT => Ok(Setting::Tint(None)),
            Domain::Tint => colour(text)
                .map(|rgb| Setting::Tint(Some(rgb)))
                .ok_or(Refused::Unknown),
            Domain::Levels => Err(Refused::Unknown),
        }
    }

    /// The value as TOML has it: a quoted text, a number or a list.
    pub fn write(&self, setting: Setting) -> String {
        match (setting, *self) {
            (Setting::Word(index), Domain::Words(words)) => {
                format!("\"{}\"", words.get(index).map_or("", |(word, _)| word))
            }
            (Setting::Length(length), Domain::Points { named, .. }) => {
                match named.iter().find(|(_, known)| *known == length) {
                    Some((name, _)) => format!("\"{name}\""),
                    None => plain_points(length),
                }
            }
            (Setting::Tint(Some([red, green, blue])), _) => format!("\"#{red:02X}{green:02X}{blue:02X}\""),
            (Setting::Tint(None), _) => format!("\"{NO_TINT}\""),
            (Setting::Levels(chosen), _) => {
                let levels: Vec<String> = (1..)
                    .zip(chosen)
                    .filter(|(_, chosen)| *chosen)
                    .map(|(level, _): (u8, bool)| level.to_string())
                    .collect();
                format!("[{}]", levels.join(", "))
            }
            (Setting::Length(length), _) => plain_points(length),
            (Setting::Word(_), _) => "\"\"".to_owned(),
        }
    }
}

/// A length as a number of points, no digit more than it needs.
pub fn plain_points(length: Length) -> String {
    let hundredths = Length::pt(1).as_emu() / 100;
    let rounded = (length.as_emu() + hundredths / 2).div_euclid(hundredths);
    let (whole, rest) = (rounded.div_euclid(100), rounded.rem_euclid(100));
    match rest {
        0 => whole.to_string(),
        _ => format!("{whole}.{rest:02}").trim_end_matches('0').to_owned(),
    }
}

/// A decimal number of points, and whether hundredths say all of it.
fn points(text: &str) -> Option<(Length, bool)> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) || whole.len() > 6 {
        return None;
    }
    let cents: String = fraction.chars().chain("00".chars()).take(2).collect();
    let rest = fraction.get(2..).unwrap_or("");
    let hundredths = whole.parse::<i64>().ok()? * 100 + cents.parse::<i64>().ok()?;
    Some((
        Length::centi_pt(hundredths),
        rest.bytes().all(|byte| byte == b'0'),
    ))
}

/// `#RRGGBB`.
fn colour(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#')?;
    if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    const POINTS: Domain = Domain::Points {
        named: &[("gb22", Length::centi_pt(2895))],
        least: Length::pt(24),
        most: Length::pt(36),
        step: Length::twips(1),
    };

    #[test]
    fn points_are_read_exactly_and_within_bounds() {
        let length = |text| POINTS.parse(text);
        assert_eq!(length("gb22"), Ok(Setting::Length(Length::twips(579))));
        assert_eq!(length("30"), Ok(Setting::Length(Length::pt(30))));
        assert_eq!(length("28.950"), length("gb22"));
        assert_eq!(length("23.95"), Err(Refused::OutOfRange));
        assert_eq!(length("36.05"), Err(Refused::OutOfRange));
        assert_eq!(length("28.97"), Err(Refused::TooFine));
        assert_eq!(length("28.951"), Err(Refused::TooFine));
        for text in ["", "-30", "3e1", "30磅", "30.", ".5", "99999999999999999999"] {
            assert_eq!(length(text), Err(Refused::Unknown), "{text}");
        }
    }

    #[test]
    fn colours_are_six_hex_digits() {
        assert_eq!(
            Domain::Tint.parse("#e7Eef7"),
            Ok(Setting::Tint(Some([0xE7, 0xEE, 0xF7])))
        );
        assert_eq!(Domain::Tint.parse("none"), Ok(Setting::Tint(None)));
        for text in ["#fff", "e7eef7", "#e7eef", "#+1+1+1", "#中国"] {
            assert_eq!(Domain::Tint.parse(text), Err(Refused::Unknown), "{text}");
        }
    }

    #[test]
    fn values_are_written_as_they_are_read() {
        assert_eq!(POINTS.write(Setting::Length(Length::centi_pt(2895))), "\"gb22\"");
        assert_eq!(POINTS.write(Setting::Length(Length::centi_pt(2850))), "28.5");
        assert_eq!(
            Domain::Levels.write(Setting::Levels([false, true, true, false])),
            "[2, 3]"
        );
    }
}
