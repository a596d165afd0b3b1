//! PERIOD: a lead given by hand states the period the figures cover.

use super::{Basis, Case, Finding, Findings, Part, Rule, Severity};
use crate::check::dates::{Day, days};

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "PERIOD",
    level: Severity::Error,
    title: "写明统计期限",
    what: "自己写的导语（或总体情况）要写明统计期限，并且是报告年度的1月1日至12月31日；只写到年或月的（2021年1月至12月），只作警告。",
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
            if !joins(between) {
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
    let finding = match (wrong, rough(case, year)) {
        (None, Some((place, text))) => {
            Finding::warning(RULE.code, place, format!("统计期限没有写到日：“{text}”"))
                .remedy(format!("写成“统计期限为{right}”"))
        }
        (Some((place, text)), _) => {
            Finding::error(RULE.code, place, format!("统计期限写的是“{text}”，应为{right}"))
                .remedy(format!("改为{right}"))
        }
        (None, None) => {
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

/// Words and marks between the two days of a period that change nothing: 2021年1月1日（含）起，至2021年12月31日.
const AROUND: [&str; 18] = [
    "（含）",
    "(含)",
    "00:00",
    "0：00",
    "0:00",
    "零时",
    "0时",
    "零点",
    "0点",
    "开始",
    "起始",
    "起",
    "始",
    "自",
    "，",
    ",",
    "、",
    " ",
];

/// Whether the words between two days make a period of them.
fn joins(between: &str) -> bool {
    let mut bare = between.to_owned();
    for word in AROUND {
        bare = bare.replace(word, "");
    }
    matches!(
        bare.as_str(),
        "至" | "到" | "直至" | "截至" | "—" | "——" | "－" | "-" | "–" | "～" | "~" | "─" | "──"
    )
}

/// Where the lead states the year as the period, though not its days: 统计期限为2021年1月至12月.
fn rough(case: &Case<'_>, year: u16) -> Option<(Option<crate::finding::Span>, String)> {
    const LONGEST: usize = 40;
    let digits = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let chinese: String = year
        .to_string()
        .bytes()
        .map(|digit| digits[usize::from(digit - b'0')])
        .collect();
    case.part(Part::Lead).find_map(|passage| {
        let text = passage.text;
        [
            "统计期限",
            "统计时限",
            "统计时间",
            "统计期间",
            "统计区间",
            "统计周期",
            "统计范围",
        ]
        .iter()
        .find_map(|word| {
            let start = text.find(word)?;
            let clause = text[start..].split(['。', '，', '；']).next().unwrap_or("");
            let clause = crate::check::case::first_chars(clause, LONGEST);
            let named =
                clause.contains(&year.to_string()) || clause.replace(['○', '零'], "〇").contains(&chinese);
            // A date alone is where the period ends, or begins.
            let alone = days(clause).len() == 1;
            (named && !alone).then(|| (passage.at(start, start + clause.len()), clause.to_owned()))
        })
    })
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
