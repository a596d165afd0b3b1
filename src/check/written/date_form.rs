//! DATE-FORM: dates in the text are written in full, without leading zeros, and are in the calendar.

use super::{Basis, Case, Change, Finding, Findings, Passage, Rule, Severity};

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "DATE-FORM",
    level: Severity::Warning,
    title: "日期写法规范",
    what: "正文中的日期年份写全，月、日不编虚位（1不写成01），并且确有其日。",
    why: "GB/T 9704-2012第7.3.5.4条：年份应标全称，月、日不编虚位。该条说的是成文日期，正文比照办理。",
    wrong: "截至2022年01月05日；2021年2月29日",
    right: "截至2022年1月5日；2021年2月28日",
    basis: Basis::Derived,
};

/// The most places quoted in one finding.
const SHOWN: usize = 6;

/// A month with what stands around it: `2021年01月05日`, `01月05日`, `2021年01月`.
struct Written<'t> {
    start: usize,
    end: usize,
    year: &'t str,
    month: &'t str,
    month_at: usize,
    day: Option<(&'t str, usize)>,
}

pub(super) fn check(case: &Case<'_>, findings: &mut Findings) {
    let mut padded: Vec<(&Passage<'_>, Written<'_>)> = Vec::new();
    for passage in &case.passages {
        for written in written(passage.text) {
            let shown = &passage.text[written.start..written.end];
            let place = passage.at(written.start, written.end);
            if !exists(&written) {
                findings.push(
                    Finding::warning(RULE.code, place, format!("没有“{shown}”这一天")).remedy("核对日期"),
                );
            } else if written.year.len() == 2 && written.day.is_some() {
                findings.push(
                    Finding::warning(RULE.code, place, format!("日期“{shown}”的年份没有写全"))
                        .remedy(format!("年份写四位，如“20{shown}”")),
                );
            }
            if is_padded(written.month) || written.day.is_some_and(|(day, _)| is_padded(day)) {
                padded.push((passage, written));
            }
        }
    }
    tell_padded(case, &padded, findings);
}

/// One finding on all leading zeros.
fn tell_padded(case: &Case<'_>, padded: &[(&Passage<'_>, Written<'_>)], findings: &mut Findings) {
    let shown = |(passage, written): &(&Passage<'_>, Written<'_>)| {
        format!("“{}”", &passage.text[written.start..written.end])
    };
    let Some((first, rest)) = padded.split_first() else {
        return;
    };
    let (passage, written) = first;
    let repairs = case.passages.iter().filter_map(|passage| {
        let of_passage = padded.iter().filter(|(other, _)| std::ptr::eq(*other, passage));
        passage.repair(
            of_passage
                .flat_map(|(_, written)| without_zeros(written))
                .collect(),
        )
    });
    let mut finding = Finding::warning(
        RULE.code,
        passage.at(written.start, written.end),
        format!("日期{}的月、日编了虚位", shown(first)),
    )
    .remedy("月、日前不加0")
    .mended_by(repairs);
    if !rest.is_empty() {
        let more = if rest.len() > SHOWN { "等" } else { "" };
        let quoted: String = rest.iter().take(SHOWN).map(shown).collect();
        finding = finding.note(format!("另有{}处：{quoted}{more}", rest.len()));
    }
    findings.push(finding);
}

fn without_zeros(written: &Written<'_>) -> Vec<Change> {
    std::iter::once((written.month, written.month_at))
        .chain(written.day)
        .filter(|(number, _)| is_padded(number))
        .map(|(_, at)| Change::new(at, at + 1, ""))
        .collect()
}

/// Whether a number of two digits begins with a zero that can go: `01`, not `00`.
fn is_padded(number: &str) -> bool {
    number.len() == 2 && number.starts_with('0') && number != "00"
}

/// Whether the calendar has the day; of a year not written in full, or not written, the longest is taken.
fn exists(written: &Written<'_>) -> bool {
    const LEAP: u32 = 2024;
    let year = match written.year {
        year if year.len() == 4 => year.parse().unwrap_or(LEAP),
        _ => LEAP,
    };
    let month: u32 = written.month.parse().unwrap_or(0);
    let day: u32 = written.day.map_or(1, |(day, _)| day.parse().unwrap_or(0));
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    };
    (1..=12).contains(&month) && (1..=days).contains(&day)
}

/// Every month with a year before it or a day after it.
fn written(text: &str) -> Vec<Written<'_>> {
    text.match_indices('月')
        .filter_map(|(at, mark)| {
            let month_at = text[..at].trim_end_matches(|c: char| c.is_ascii_digit()).len();
            let month = &text[month_at..at];
            let (year, start) = match text[..month_at].strip_suffix('年') {
                Some(before) => {
                    let start = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
                    (&before[start..], start)
                }
                None => ("", month_at),
            };
            let after = at + mark.len();
            let digits = text[after..].bytes().take_while(u8::is_ascii_digit).count();
            let day_end = after + digits;
            let day = (1..=2).contains(&digits) && text[day_end..].starts_with('日');
            let day = day.then(|| (&text[after..day_end], after));
            let is_date = (1..=2).contains(&month.len()) && (day.is_some() || year.len() == 4);
            is_date.then_some(Written {
                start,
                end: day.map_or(after, |_| day_end + '日'.len_utf8()),
                year,
                month,
                month_at,
                day,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Span;
    use crate::model::Located;

    #[test]
    fn leading_zeros_go_and_nothing_else() {
        for (text, mended) in [
            ("截至2022年01月05日。", "截至2022年1月5日。"),
            ("03月至2022年10月08日", "03月至2022年10月8日"),
            ("2021年01月至06月30日", "2021年1月至6月30日"),
        ] {
            let located = Located::at(text.to_owned(), Span::new(0, text.len()));
            let passage = Passage::new(super::super::Part::One, &located);
            let changes = written(text).iter().flat_map(without_zeros).collect();
            assert_eq!(passage.repair(changes).unwrap().mended(), mended);
        }
        for text in ["2021年10月20日", "近3个月", "200月", "00月00日", "历时10年3个月"] {
            assert!(
                written(text).iter().flat_map(without_zeros).next().is_none(),
                "{text}"
            );
        }
    }

    #[test]
    fn the_calendar_is_known() {
        let found = |text: &str| written(text).iter().all(exists);
        for text in [
            "2024年2月29日",
            "2月29日",
            "2021年12月31日",
            "2021年6月",
            "2000年2月29日",
        ] {
            assert!(found(text), "{text}");
        }
        for text in [
            "2021年2月29日",
            "6月31日",
            "2021年13月",
            "2100年2月29日",
            "0月5日",
            "1月0日",
        ] {
            assert!(!found(text), "{text}");
        }
    }
}
