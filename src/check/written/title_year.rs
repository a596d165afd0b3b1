//! TITLE-YEAR: the text speaks of the year that the title names.

use super::{Basis, Case, Finding, Findings, Part, Rule, Severity};
use crate::check::case::{first_chars, last_chars};
use crate::check::dates::years;

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "TITLE-YEAR",
    level: Severity::Error,
    title: "文中所称的报告年度与标题一致",
    what: "导语中“××××年政府信息公开工作年度报告”、开头的“现将××××年……报告如下”所写的年份等于报告年度；机关全称中不含年份和“年度报告”；引用的编制年度报告的通知，年份不同的只作警告。",
    why: "标题、正文、统计期限的年度必须一致；不一致多半是照抄了上一年的报告。",
    wrong: "2021年度报告写“本报告为某镇2020年政府信息公开工作年度报告”",
    right: "本报告为某镇2021年政府信息公开工作年度报告",
    basis: Basis::Derived,
};

pub(super) fn check(case: &Case<'_>, findings: &mut Findings) {
    let year = case.report.year.value;
    let agency = &case.report.agency;
    if agency.value.contains("年度报告") || agency.value.contains("年政府信息公开") {
        findings.push(
            Finding::error(
                RULE.code,
                agency.span,
                "机关全称中写了报告的名称或年份，标题会重复",
            )
            .remedy("只写机关全称，与印章一致"),
        );
    }
    for passage in &case.passages {
        if !matches!(passage.part, Part::Lead | Part::One) {
            continue;
        }
        let text = passage.text;
        for found in years(text) {
            if found.year == year {
                continue;
            }
            let after = text[found.end..].trim_start_matches('度');
            let before = &text[..found.start];
            let of_report = passage.part == Part::Lead && names_report(after) && !is_of_last_year(before);
            let presented = before.rfind("现将").is_some_and(|at| {
                let between = &before[at..];
                between.chars().count() <= 27 && !between.contains(['，', '。', '；', '、', ',', '》'])
            }) && first_chars(after, 60).contains("报告如下");
            let opens = before.is_empty()
                && after.starts_with(['，', ','])
                && text.contains("报告如下")
                && years(text).iter().all(|other| other.year != year);
            if of_report || presented || opens {
                let shown = &text[found.start..found.end];
                if of_report && is_of_notice(after) {
                    findings.push(
                        Finding::warning(
                            RULE.code,
                            passage.at(found.start, found.end),
                            format!("引用的是编制“{shown}”年度报告的通知，本报告是{year}年度"),
                        )
                        .remedy(format!("核对是否应为编制{year}年年度报告的通知")),
                    );
                    continue;
                }
                findings.push(
                    Finding::error(
                        RULE.code,
                        passage.at(found.start, found.end),
                        format!("文中称报告年度为“{shown}”，本报告是{year}年度"),
                    )
                    .remedy(format!("改为{year}年；并核对其他内容是否也照抄了别的年度")),
                );
                break;
            }
        }
    }
}

/// Whether the words after a year are the name of an annual report, this one or another: 某镇政府信息公开工作年度报告.
fn names_report(after: &str) -> bool {
    const LONGEST: usize = 30;
    const NAMES: [&str; 8] = [
        "政府信息公开工作年度报告",
        "政府信息公开年度报告",
        "政府信息公开年度工作报告",
        "政府信息公开工作报告",
        "政府信息公开工作年报",
        "政府信息公开年报",
        "信息公开工作年度报告",
        "信息公开年度报告",
    ];
    let near = first_chars(after, LONGEST);
    NAMES.iter().any(|name| {
        near.find(name)
            .is_some_and(|at| !near[..at].contains(['，', '。', '；', '、', '《', '》', '年', '（', '：']))
    })
}

/// Whether the words after a year make a title of a notice on the report: …年度报告编制工作的通知》.
fn is_of_notice(after: &str) -> bool {
    let title = first_chars(after, 80)
        .split(['》', '。', '，'])
        .next()
        .unwrap_or("");
    title.ends_with("通知") || title.ends_with("方案")
}

/// Whether a year is named as one before: 对照上年的2020年….
fn is_of_last_year(before: &str) -> bool {
    ["上年", "去年", "上一年", "往年"]
        .iter()
        .any(|word| last_chars(before, 8).contains(word))
}
