//! PHRASE: official names and fixed phrases missed by a character.

use super::{Basis, Case, Finding, Findings, Part, Passage, Rule, Severity};
use crate::check::case::first_chars;
use crate::check::near::{is_near, within_one};
use crate::model::prose;

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "PHRASE",
    level: Severity::Warning,
    title: "固定用语和规定名称不差一字",
    what: "“公开为常态、不公开为例外”、《中华人民共和国政府信息公开条例》和规定的小标题，差一个字的提出来。",
    why: "已公布的报告中有“公开是常态，公开是例外”“府信息公开平台”，丢一个字，意思全反或不通。",
    wrong: "坚持公开是常态，公开是例外",
    right: "坚持公开是常态，不公开是例外",
    basis: Basis::Derived,
};

/// The most characters up to the mark that closes a title or a name worth comparing: all known ones are shorter.
const LONGEST_NAME: usize = 40;

/// Titles of regulations, in 《》.
const TITLES: [&str; 2] = ["中华人民共和国政府信息公开条例", "政府信息公开条例"];

/// What 公开为常态、不公开为例外 is without its marks, with either verb.
const EXCEPTIONS: [&str; 4] = [
    "公开为常态不公开为例外",
    "公开是常态不公开是例外",
    "公开为常态不公开是例外",
    "公开是常态不公开为例外",
];

/// Headings of part one as the notice words them, and usual forms of them.
const HEADINGS: [&str; 10] = [
    "主动公开情况",
    "依申请公开",
    "依申请公开情况",
    "政府信息管理",
    "政府信息管理情况",
    "政府信息公开平台",
    "政府信息公开平台建设",
    "政府信息公开平台建设情况",
    "公开平台建设",
    "监督保障情况",
];

pub(super) fn check(case: &Case<'_>, findings: &mut Findings) {
    for passage in &case.passages {
        exceptions(passage, findings);
        near_exceptions(passage, findings);
        titles(passage, findings);
        if passage.part == Part::One {
            heading(passage, findings);
        }
        if passage.part == Part::Lead {
            part_names(case, passage, findings);
        }
    }
}

/// 公开为常态、不公开为例外
fn exceptions(passage: &Passage<'_>, findings: &mut Findings) {
    for (at, word) in passage.text.match_indices("常态") {
        let rest_at = at + word.len();
        let Some(end) = first_chars(&passage.text[rest_at..], 12).find("例外") else {
            continue;
        };
        let between = &passage.text[rest_at..rest_at + end];
        if between.chars().count() > 8 || !between.contains("公开") || between.contains("不公开") {
            continue;
        }
        let place = passage.at(rest_at, rest_at + end + "例外".len());
        findings.push(
            Finding::warning(RULE.code, place, "“公开为常态、不公开为例外”丢了“不”字，意思相反")
                .remedy("改为“公开为常态、不公开为例外”"),
        );
    }
}

/// The phrase with another character changed, added or left out: 公开为常态、不公开为列外.
fn near_exceptions(passage: &Passage<'_>, findings: &mut Findings) {
    // It does not begin after the last “不”.
    let Some(last) = passage.text.rfind('不') else {
        return;
    };
    for (at, _) in passage.text[..last].match_indices("公开") {
        let words: Vec<(usize, char)> = passage.text[at..]
            .char_indices()
            .filter(|(_, c)| !['、', '，', ',', ' '].contains(c))
            .take(12)
            .collect();
        let plain: String = words.iter().map(|(_, c)| *c).collect();
        if !plain.contains("不公开") || EXCEPTIONS.iter().any(|known| plain.starts_with(known)) {
            continue;
        }
        let near = [11, 10, 12].into_iter().find_map(|length| {
            let (last, c) = words.get(length - 1)?;
            let window: String = words[..length].iter().map(|(_, c)| *c).collect();
            let is_near = EXCEPTIONS.iter().any(|known| within_one(&window, known));
            is_near.then_some(at + last + c.len_utf8())
        });
        if let Some(end) = near {
            let found = &passage.text[at..end];
            findings.push(
                Finding::warning(
                    RULE.code,
                    passage.at(at, end),
                    format!("“{found}”与“公开为常态、不公开为例外”只差一个字"),
                )
                .remedy("改为“公开为常态、不公开为例外”"),
            );
            return;
        }
    }
}

fn titles(passage: &Passage<'_>, findings: &mut Findings) {
    for (at, mark) in passage.text.match_indices('《') {
        let start = at + mark.len();
        let Some(length) = first_chars(&passage.text[start..], LONGEST_NAME).find('》') else {
            continue;
        };
        let title = &passage.text[start..start + length];
        if TITLES.contains(&title) {
            continue;
        }
        let meant = TITLES.iter().find(|known| is_near(title, known));
        if let Some(meant) = meant {
            findings.push(
                Finding::warning(
                    RULE.code,
                    passage.at(start, start + length),
                    format!("《{title}》与《{meant}》只差一个字"),
                )
                .remedy(format!("核对是否应为《{meant}》")),
            );
        }
    }
}

/// A heading of part one that is an official one but for a character.
fn heading(passage: &Passage<'_>, findings: &mut Findings) {
    let Some((_, start)) = prose::numbering(passage.text) else {
        return;
    };
    let wording = passage.text[start..].split('。').next().unwrap_or("").trim();
    if wording.chars().count() > 14 || HEADINGS.contains(&wording) {
        return;
    }
    if let Some(meant) = HEADINGS
        .iter()
        .find(|known| known.chars().count() >= 6 && is_near(wording, known))
    {
        findings.push(
            Finding::warning(
                RULE.code,
                passage.at(
                    start,
                    start + passage.text[start..].find(wording).unwrap_or(0) + wording.len(),
                ),
                format!("小标题“{wording}”与规定的“{meant}”只差一个字"),
            )
            .remedy(format!("核对是否应为“{meant}”")),
        );
    }
}

/// The names of the six parts, quoted in the lead.
fn part_names(case: &Case<'_>, passage: &Passage<'_>, findings: &mut Findings) {
    for (at, mark) in passage.text.match_indices('“') {
        let start = at + mark.len();
        let Some(length) = first_chars(&passage.text[start..], LONGEST_NAME).find('”') else {
            continue;
        };
        let quoted = &passage.text[start..start + length];
        let names = case
            .report
            .form
            .parts
            .map(|part| part.split_once('、').map_or(part, |(_, name)| name));
        if names.contains(&quoted) {
            continue;
        }
        if let Some(meant) = names
            .iter()
            .find(|name| name.chars().count() >= 4 && within_one(quoted, name))
        {
            findings.push(
                Finding::warning(
                    RULE.code,
                    passage.at(start, start + length),
                    format!("“{quoted}”与规定的标题“{meant}”只差一个字"),
                )
                .remedy(format!("改为“{meant}”")),
            );
        }
    }
}
