//! FMT-PARTS in the data: the lead speaks of six parts. The rule's page is that of Word files, `conform`.

use super::{Case, Finding, Findings, Part, Passage};
use crate::check::case::last_chars;

const CODE: &str = "FMT-PARTS";

/// Numerals that say another number than six.
const WRONG: [&str; 16] = [
    "三", "四", "五", "七", "八", "九", "十", "3", "4", "5", "7", "8", "9", "两", "２", "５",
];

/// Words before or after the number that make it that of the report's parts.
const BEFORE: [&str; 6] = ["由", "分为", "分", "共", "包括", "包含"];
const AFTER: [&str; 4] = ["组成", "构成", "内容", "："];

/// What names each part in a list of them, as offices word it; the official names are longer.
const NAMED: [(&str, &[&str]); 6] = [
    ("总体情况", &["总体", "概述", "概况", "基本情况"]),
    ("主动公开政府信息情况", &["主动公开"]),
    (
        "收到和处理政府信息公开申请情况",
        &["收到和处理", "申请情况", "依申请", "申请公开", "申请的情况"],
    ),
    ("政府信息公开行政复议、行政诉讼情况", &["复议", "诉讼"]),
    ("存在的主要问题及改进情况", &["问题"]),
    ("其他需要报告的事项", &["其他"]),
];

/// The fewest parts named that make a sentence a list of them.
const LISTED: usize = 4;

pub(super) fn check(case: &Case<'_>, findings: &mut Findings) {
    for passage in case.part(Part::Lead) {
        incomplete(passage, findings);
    }
    for passage in case.part(Part::Lead) {
        for (at, word) in passage.text.match_indices("部分") {
            tell(passage, at, at + word.len(), findings);
        }
    }
}

/// A list said to be of six parts that lacks one.
fn incomplete(passage: &Passage<'_>, findings: &mut Findings) {
    for sentence in passage.text.split('。') {
        let of_six = ["六部分", "六个部分", "六大部分", "6部分", "6个部分"]
            .iter()
            .find_map(|word| sentence.find(word).map(|at| (at, word.len())));
        let Some((at, length)) = of_six else { continue };
        let missing: Vec<&str> = NAMED
            .iter()
            .filter(|(_, words)| !words.iter().any(|word| sentence.contains(word)))
            .map(|(name, _)| *name)
            .collect();
        if missing.is_empty() || NAMED.len() - missing.len() < LISTED {
            continue;
        }
        let start = sentence.as_ptr() as usize - passage.text.as_ptr() as usize + at;
        findings.push(
            Finding::warning(
                CODE,
                passage.at(start, start + length),
                format!(
                    "导语说有“{}”，列出的没有{}",
                    &sentence[at..at + length],
                    missing.iter().map(|name| format!("“{name}”")).collect::<String>()
                ),
            )
            .remedy("列出全部六个部分的标题"),
        );
    }
}

fn tell(passage: &Passage<'_>, at: usize, end: usize, findings: &mut Findings) {
    let before = passage.text[..at].trim_end_matches(['个', '大']);
    let Some(number) = WRONG.iter().find(|number| before.ends_with(**number)) else {
        return;
    };
    let lead = &before[..before.len() - number.len()];
    // 第五部分 and 十五 are no numbers of parts.
    let near = last_chars(lead, 4);
    let counts = BEFORE.iter().any(|word| near.ends_with(word))
        || AFTER.iter().any(|word| passage.text[end..].starts_with(word));
    let is_longer = lead.ends_with(|c: char| c.is_ascii_digit() || "第十".contains(c));
    if !counts || is_longer {
        return;
    }
    let start = lead.len();
    findings.push(
        Finding::warning(
            CODE,
            passage.at(start, end),
            format!(
                "导语说报告有“{}”，规定的格式是六个部分",
                &passage.text[start..end]
            ),
        )
        .remedy("改为“六个部分”，并列出全部六个部分的标题"),
    );
}
