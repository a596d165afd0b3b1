//! Calendar dates, checked on the way in.

use std::fmt;

/// A real day of the Gregorian calendar, years 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The day, or `None` when there is no such day.
    pub const fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        if year == 0 || year > 9999 || month == 0 || month > 12 || day == 0 || day > days_in(year, month) {
            return None;
        }
        Some(Date { year, month, day })
    }

    /// A day written `2022-01-10`; month and day may lack their leading zero.
    pub fn parse(text: &str) -> Option<Self> {
        let mut fields = text.split('-');
        let mut next = |max_digits: usize| {
            fields
                .next()
                .filter(|field| {
                    (1..=max_digits).contains(&field.len()) && field.bytes().all(|b| b.is_ascii_digit())
                })
                .and_then(|field| field.parse::<u16>().ok())
        };
        let (year, month, day) = (next(4)?, next(2)?, next(2)?);
        if fields.next().is_some() {
            return None;
        }
        Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }

    /// Year.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// Month, from 1.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// Day of the month, from 1.
    pub const fn day(self) -> u8 {
        self.day
    }

    /// As official papers write it (GB/T 9704-2012, 7.3.5.4): Arabic digits, no leading zeros.
    pub fn chinese(self) -> String {
        format!("{}年{}月{}日", self.year, self.month, self.day)
    }
}

const fn days_in(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

/// ISO 8601: `2022-01-10`.
impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_days_parse() {
        assert_eq!(Date::parse("2022-01-10"), Date::new(2022, 1, 10));
        assert_eq!(Date::parse("2022-1-9").unwrap().to_string(), "2022-01-09");
        assert_eq!(Date::parse("2024-02-29").unwrap().chinese(), "2024年2月29日");
        for wrong in [
            "2023-02-29",
            "1900-02-29",
            "2022-13-01",
            "2022-00-01",
            "2022-01-32",
            "2022-01",
            "",
            "2022-01-10-1",
            "20220110",
            "2022-01-+1",
            "０-1-1",
            "12022-01-01",
        ] {
            assert_eq!(Date::parse(wrong), None, "{wrong}");
        }
    }
}
