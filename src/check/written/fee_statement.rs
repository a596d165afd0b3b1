//! P6-FEE and T2-FEE: part six states whether fees for handling information were charged.

use super::{Basis, Case, Change, Finding, Findings, Part, Rule, Severity};
use crate::check::case::first_chars;
use crate::finding::Span;
use crate::model::{Amount, CellValue};

/// The page of P6-FEE.
pub(super) const RULE: Rule = Rule {
    code: "P6-FEE",
    level: Severity::Warning,
    title: "第六部分写明信息处理费情况",
    what: "第六部分（或 [fee_notice]）写明收取信息处理费的情况，没有收取的也要写明；写了收取情况（或填了 [fee_notice]）的，不再写“无”。",
    why: "国办函〔2020〕109号规定了信息处理费；各地通知要求在年度报告中报告收费情况，全国性的明文尚未见到。",
    wrong: "第六部分只写“无”",
    right: "2025年，本机关未收取信息处理费。",
    basis: Basis::Unconfirmed,
};

/// The page of T2-FEE.
pub(super) const TABLE2: Rule = Rule {
    code: "T2-FEE",
    level: Severity::Warning,
    title: "表二有收费而第六部分只写“无”",
    what: "表二行政事业性收费大于0，第六部分却只写“无”，又没有填 [fee_notice]。",
    why: "行政事业性收费的范围比信息处理费宽，两者不必相等，但应说明信息处理费收了没有。",
    wrong: "表二收费1.25万元，第六部分：“无。”",
    right: "2025年，本机关未收取信息处理费。",
    basis: Basis::Unconfirmed,
};

/// The year from which the fee exists.
const SINCE: u16 = 2021;

pub(super) fn check(case: &Case<'_>, findings: &mut Findings) {
    if case.report.year.value < SINCE {
        return;
    }
    none_before_fee(case, findings);
    if super::fee_paid::may_state_fee(case) {
        return;
    }
    let Some(first) = case.part(Part::Six).next() else {
        return;
    };
    if case
        .number("table3.other_unpaid.total")
        .is_some_and(|unpaid| unpaid > 0)
    {
        // T3-FEE tells more of it.
        return;
    }
    let remedy = "写明收取情况；没有收取的，写“本机关未收取信息处理费”，或填写 [fee_notice]，由程序写入";
    let finding = match charged(case).filter(|_| says_none(case)) {
        Some((amount, place)) => Finding::warning(
            TABLE2.code,
            first.whole().or(place),
            format!("表二行政事业性收费为{amount}万元，第六部分只写了“{}”", first.text),
        ),
        None => Finding::warning(RULE.code, first.whole(), "第六部分没有写信息处理费的收取情况"),
    };
    findings.push(finding.remedy(remedy));
}

/// A bare 无 after which something is printed: the sentence on the fee, or what the clerk writes on.
fn none_before_fee(case: &Case<'_>, findings: &mut Findings) {
    let passages: Vec<_> = case.part(Part::Six).collect();
    let Some(first) = passages.first() else {
        return;
    };
    let length = first
        .text
        .find('。')
        .map_or(first.text.len(), |at| at + '。'.len_utf8());
    let none = &first.text[..length];
    if !NONE.contains(&none.trim_end_matches(['。', '.', '；'])) {
        return;
    }
    let next = if length < first.text.len() {
        Some(first.text[length..].trim_start())
    } else {
        passages.get(1).map(|passage| passage.text)
    };
    let message = match next {
        Some(next) => format!("第六部分先写“{none}”，后面又写了“{}”", first_chars(next, 12)),
        None if case.report.fee_notice.is_some() => {
            format!("第六部分写“{none}”，后面却要印出 [fee_notice] 的信息处理费情况")
        }
        None => return,
    };
    const RIGHT: &str = "没有其他需要报告的事项。";
    findings.push(
        Finding::warning(RULE.code, first.at(0, length), message)
            .remedy(format!("改为“{RIGHT}”"))
            .mended_by(first.repair(vec![Change::new(0, length, RIGHT)])),
    );
}

/// Words and marks that by themselves say there is nothing.
const NONE: [&str; 9] = ["无", "没有", "暂无", "不涉及", "不适用", "/", "／", "—", "-"];

/// The fees of table two, if any were charged.
fn charged<'r>(case: &Case<'r>) -> Option<(&'r Amount, Option<Span>)> {
    let cell = case.report.figures.cell(case.slot("table2.fees.amount")?);
    match &cell.value {
        CellValue::Amount(amount) if amount.millionths() > 0 => Some((amount, cell.span)),
        _ => None,
    }
}

/// Whether part six only says that there is nothing to say.
fn says_none(case: &Case<'_>) -> bool {
    let text: String = case.part(Part::Six).map(|passage| passage.text).collect();
    let bare = text.trim_end_matches(['。', '.', '；']);
    NONE.contains(&bare) || (bare.chars().count() <= 16 && bare.contains("其他需要报告的事项"))
}
