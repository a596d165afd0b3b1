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

pub(super) fn check(case: &Case<'_>, findings: &mut Findings) {
    for passage in case.part(Part::Lead) {
        for (at, word) in passage.text.match_indices("部分") {
            tell(passage, at, at + word.len(), findings);
        }
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
