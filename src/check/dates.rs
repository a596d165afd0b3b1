//! Years and days in running text.

/// A year in a text, `年` included.
pub(super) struct FoundYear {
    pub(super) year: u16,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// A day of no calendar in particular.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Day {
    pub(super) year: u16,
    pub(super) month: u8,
    pub(super) day: u8,
}

impl Day {
    pub(super) const fn new(year: u16, month: u8, day: u8) -> Self {
        Day { year, month, day }
    }
}

/// A day in a text.
pub(super) struct FoundDay {
    pub(super) day: Day,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Every four-digit year followed by 年, with blanks between or none.
pub(super) fn years(text: &str) -> Vec<FoundYear> {
    text.match_indices('年')
        .filter_map(|(at, mark)| {
            let digits = text[..at].trim_end_matches(' ');
            let start = digits.trim_end_matches(|c: char| c.is_ascii_digit()).len();
            let year = digits[start..]
                .parse()
                .ok()
                .filter(|_| digits.len() - start == 4)?;
            Some(FoundYear {
                year,
                start,
                end: at + mark.len(),
            })
        })
        .collect()
}

/// Every day written `2021年1月1日`, with blanks around its numbers or none; the year may be left out after a day that
/// has one.
pub(super) fn days(text: &str) -> Vec<FoundDay> {
    let mut found: Vec<FoundDay> = Vec::new();
    for (at, mark) in text.match_indices('日') {
        let before = &text[..at];
        let Some((day, day_at)) = number_at_end(before) else {
            continue;
        };
        let ending_in = |end: usize, mark: char| before[..end].trim_end_matches(' ').strip_suffix(mark);
        let Some((month, month_at)) = ending_in(day_at, '月').and_then(number_at_end) else {
            continue;
        };
        let year = ending_in(month_at, '年').and_then(number_at_end);
        let (year, start) = match (year, found.last()) {
            (Some(year), _) => year,
            (None, Some(last)) => (last.day.year, month_at),
            (None, None) => continue,
        };
        if let (Ok(month), Ok(day)) = (u8::try_from(month), u8::try_from(day)) {
            found.push(FoundDay {
                day: Day::new(year, month, day),
                start,
                end: at + mark.len(),
            });
        }
    }
    found
}

/// The digits a text ends with, spaces after them left out, and where they start.
fn number_at_end(text: &str) -> Option<(u16, usize)> {
    let text = text.trim_end_matches(' ');
    let start = text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    Some((text[start..].parse().ok()?, start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_years_are_found() {
        let text = "2021年1月1日至12月31日，又2022年 2 月 3 日，第5日，2021 年度。";
        let all: Vec<(u16, u8, u8)> = days(text)
            .into_iter()
            .map(|found| (found.day.year, found.day.month, found.day.day))
            .collect();
        assert_eq!(all, [(2021, 1, 1), (2021, 12, 31), (2022, 2, 3)]);
        let all: Vec<u16> = years(text).into_iter().map(|found| found.year).collect();
        assert_eq!(all, [2021, 2022, 2021]);
    }
}
