//! PERIOD: a lead given by hand states the period the figures cover.

use super::{Basis, Case, Finding, Findings, Part, Rule, Severity};
use crate::check::dates::{Day, days};

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "PERIOD",
    level: Severity::Error,
    title: "写明统计期限",
    what: "自己写的导语（或总体情况）要写明统计期限，并且是报告年度的1月1日至12月31日。",
    why: "年度报告的数据以自然年为统计期限；只写截止日期，起算日期不明。",
    wrong: "数据截止日期是2021年12月31日",
    right: "统计期限为2021年1月1日至2021年12月31日",
    basis: Basis::Derived,
};

pub(super) fn check(case: &Case<'_>, findings: &mut Findings) {
    let year = case.report.year.value;
    let Some(first) = case.part(Part::Lead).next() else {
        return;
    };
    let wanted = (Day::new(year, 1, 1), Day::new(year, 12, 31));
    let mut wrong = None;
    for passage in case.part(Part::Lead).chain(case.part(Part::One)) {
        let all = days(passage.text);
        for pair in all.windows(2) {
            let between = &passage.text[pair[0].end..pair[1].start];
            let is_range = matches!(
                between.trim(),
                "至" | "到" | "起至" | "起到" | "—" | "——" | "－" | "-" | "–" | "～" | "~"
            );
            if !is_range {
                continue;
            }
            if (pair[0].day, pair[1].day) == wanted {
                return;
            }
            let whole_year = (pair[0].day.month, pair[0].day.day) == (1, 1)
                && (pair[1].day.month, pair[1].day.day) == (12, 31);
            if passage.part == Part::Lead || whole_year {
                wrong.get_or_insert((passage.at(pair[0].start, pair[1].end), {
                    passage.text[pair[0].start..pair[1].end].to_owned()
                }));
            }
        }
    }
    let right = format!("{year}年1月1日至{year}年12月31日");
    let finding = match wrong {
        Some((place, text)) => {
            Finding::error(RULE.code, place, format!("统计期限写的是“{text}”，应为{right}"))
                .remedy(format!("改为{right}"))
        }
        None => {
            let (place, note) = end_only(case, year).map_or((first.whole(), None), |(place, text)| {
                (place, Some(format!("只写了末日“{text}”，没有写起算的日期")))
            });
            let mut finding = Finding::error(RULE.code, place, "导语没有写明统计期限");
            finding.notes.extend(note);
            finding.remedy(format!("写明“统计期限为{right}”；或删去导语，由程序按数据生成"))
        }
    };
    findings.push(finding);
}

/// The last day of the period where the lead states it alone.
fn end_only(case: &Case<'_>, year: u16) -> Option<(Option<crate::finding::Span>, String)> {
    case.part(Part::Lead).find_map(|passage| {
        let found = days(passage.text)
            .into_iter()
            .find(|found| found.day == Day::new(year, 12, 31))?;
        Some((
            passage.at(found.start, found.end),
            passage.text[found.start..found.end].to_owned(),
        ))
    })
}
