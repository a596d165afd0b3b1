//! CITE-DOC: numbers of official documents are written rightly and belong to the title cited.

use super::{Basis, Case, Change, Finding, Findings, Passage, Rule, Severity};
use crate::check::case::last_chars;
use crate::finding::Repair;

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "CITE-DOC",
    level: Severity::Warning,
    title: "引用的文号正确",
    what: "发文字号的年份用六角括号〔〕括入，不加“第”字，不编虚位；国办公开办函〔2019〕60号、〔2021〕30号与所引文件名称相符。",
    why: "GB/T 9704-2012第7.2.5条；〔2019〕60号是关于政府信息公开工作年度报告有关事项的通知，〔2021〕30号是关于印发年度报告格式的通知。",
    wrong: "国办公开办函[2021]30号",
    right: "国办公开办函〔2021〕30号",
    basis: Basis::Confirmed,
};

/// Letters on this report: year, number, words of the title, words of the other title.
const LETTERS: [(&str, &str, &str, &str); 2] = [
    ("2021", "30", "年度报告格式", "年度报告有关事项"),
    ("2019", "60", "年度报告有关事项", "年度报告格式"),
];

pub(super) fn check(case: &Case<'_>, findings: &mut Findings) {
    for passage in &case.passages {
        for (at, _) in passage.text.match_indices('号') {
            if let Some(number) = number_before(&passage.text[..at]) {
                tell(passage, &number, at + '号'.len_utf8(), findings);
            }
        }
    }
}

/// A document number taken apart: `国办公开办函` `〔` `2021` `〕` `第` `30`.
struct Number<'t> {
    start: usize,
    letters: &'t str,
    brackets: (char, char),
    year: &'t str,
    prefix: bool,
    serial: &'t str,
}

fn number_before(text: &str) -> Option<Number<'_>> {
    let rest = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let serial = &text[rest.len()..];
    let unprefixed = rest.trim_end_matches('第');
    let close = unprefixed
        .chars()
        .next_back()
        .filter(|c| ")）]］】〕".contains(*c))?;
    let inner = &unprefixed[..unprefixed.len() - close.len_utf8()];
    let before_year = inner.trim_end_matches(|c: char| c.is_ascii_digit());
    let year = &inner[before_year.len()..];
    let open = before_year
        .chars()
        .next_back()
        .filter(|c| "(（[［【〔".contains(*c))?;
    let start = before_year.len() - open.len_utf8();
    let letters = last_chars(&before_year[..start], 12);
    let is_number = !serial.is_empty()
        && year.len() == 4
        && year.starts_with(['1', '2'])
        && letters.ends_with(|c: char| "函发字办令通规电文".contains(c));
    is_number.then_some(Number {
        start,
        letters,
        brackets: (open, close),
        year,
        prefix: unprefixed.len() < rest.len(),
        serial,
    })
}

/// Whether a text ends in a document number whose year's bracket closes at `close`.
pub(super) fn ends_in_number(text: &str, close: usize) -> bool {
    number_before(text)
        .is_some_and(|number| number.start + number.brackets.0.len_utf8() + number.year.len() == close)
}

fn tell(passage: &Passage<'_>, number: &Number<'_>, end: usize, findings: &mut Findings) {
    let right = format!("〔{}〕{}号", number.year, number.serial.trim_start_matches('0'));
    let place = passage.at(number.start, end);
    let shown = &passage.text[number.start..end];
    if number.brackets != ('〔', '〕') || number.prefix || number.serial.starts_with('0') {
        findings.push(
            Finding::warning(
                RULE.code,
                place,
                format!("发文字号“{shown}”写法不规范，年份用六角括号，序号不加“第”、不编虚位"),
            )
            .remedy(format!("改为“{right}”"))
            .mended_by(brackets_mended(passage, number)),
        );
    }
    if !number.letters.ends_with("国办公开办函") {
        return;
    }
    let before = &passage.text[..number.start];
    let sentence = before.rfind('。').map_or(before, |at| &before[at..]);
    let title = last_chars(sentence, 60);
    for (year, serial, own, other) in LETTERS {
        let other_letter = LETTERS.iter().find(|letter| letter.0 != year);
        if (number.year, number.serial) == (year, serial) {
            if title.contains(other) && !title.contains(own) {
                let right = other_letter.map_or(String::new(), |letter| {
                    format!("；该名称是〔{}〕{}号文的", letter.0, letter.1)
                });
                findings.push(
                    Finding::warning(RULE.code, place, format!("文号“{shown}”与所引的文件名称不符"))
                        .remedy(format!("核对文号和名称{right}")),
                );
            }
        } else if number.serial == serial && other_letter.is_some_and(|letter| letter.0 == number.year) {
            findings.push(
                Finding::warning(
                    RULE.code,
                    place,
                    format!("没有国办公开办函“{shown}”这份关于年度报告的文件"),
                )
                .remedy(format!("{serial}号文是〔{year}〕{serial}号，请核对")),
            );
        }
    }
}

/// 〔〕 in place of other brackets. The rest of a number is left to people: 第 and zeros may belong to another number.
fn brackets_mended(passage: &Passage<'_>, number: &Number<'_>) -> Option<Repair> {
    if number.brackets == ('〔', '〕') || number.prefix || number.serial.starts_with('0') {
        return None;
    }
    let (open, close) = number.brackets;
    let close_at = number.start + open.len_utf8() + number.year.len();
    passage.repair(vec![
        Change::new(number.start, number.start + open.len_utf8(), "〔"),
        Change::new(close_at, close_at + close.len_utf8(), "〕"),
    ])
}
