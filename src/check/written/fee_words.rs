//! What part six says of fees for handling information, against the facts given (T3-FEE).

use super::fee_paid::RULE;
use super::{Case, Finding, Findings, Part, Passage};
use crate::check::case::last_chars;
use crate::check::dates;
use crate::model::{Amount, FeeNotice};

/// Words that deny, and the fee denied within a few characters of them.
const DENIED: [&str; 6] = ["未收取", "没有收取", "未收缴", "没有收缴", "未产生", "没有产生"];
const FEE: &str = "信息处理费";

/// The most characters from a denial to its fee: 未收取任何单位和个人的政府信息公开信息处理费.
const BETWEEN: usize = 20;

/// How much of a sentence before an amount is looked at, in characters.
const NEAR: usize = 200;

/// Fees of other kinds, whose amounts are not those of the notices.
const OTHER_FEES: [&str; 6] = ["事业性收费", "行政性收费", "工本费", "证照费", "检索费", "邮寄费"];

/// Words that make an amount no amount of the year.
const NOT_OF_THE_YEAR: [&str; 9] = ["每", "标准", "不超过", "上年", "去年", "较", "比", "退还", "累计"];

/// Which fact an amount states.
#[derive(Clone, Copy)]
enum Fact {
    Amount,
    Collected,
}

pub(super) fn check(case: &Case<'_>, fee: &FeeNotice, findings: &mut Findings) {
    for passage in case.part(Part::Six) {
        denied(passage, fee, findings);
        issued(case, passage, fee, findings);
        for (at, _) in passage.text.match_indices('元') {
            amount(case, passage, at, fee, findings);
        }
    }
}

/// 未收取信息处理费, though some was collected.
fn denied(passage: &Passage<'_>, fee: &FeeNotice, findings: &mut Findings) {
    if fee.collected.value.millionths() == 0 {
        return;
    }
    let Some((start, end)) = denial(passage.text) else {
        return;
    };
    findings.push(
        Finding::warning(
            RULE.code,
            passage.at(start, end),
            format!(
                "第六部分写“{}”，[fee_notice] 填的是实际收取{}元",
                &passage.text[start..end],
                fee.collected.value
            ),
        )
        .remedy("核对后改正一处"),
    );
}

/// 发出收费通知2件, though the facts say another number.
fn issued(case: &Case<'_>, passage: &Passage<'_>, fee: &FeeNotice, findings: &mut Findings) {
    let text = passage.text;
    for (at, word) in text.match_indices("收费通知") {
        let after = &text[at + word.len()..];
        let words = after
            .strip_prefix("书")
            .unwrap_or(after)
            .trim_start_matches(['的', '件', '数', '共', '计', '为', '：', ' ']);
        let digits = words.len() - words.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let unit = words[digits..].trim_start_matches(' ');
        let near = last_chars(&text[..at], NEAR);
        let sentence = near.rsplit('。').next().unwrap_or("");
        let year = dates::years(sentence).last().map(|found| found.year);
        let of_the_year = year.is_none_or(|year| year == case.report.year.value)
            && !NOT_OF_THE_YEAR.iter().any(|word| sentence.contains(word));
        let Ok(stated) = words[..digits].parse::<u64>() else {
            continue;
        };
        if !unit.starts_with(['件', '份', '次']) || !of_the_year || stated == fee.issued.value {
            continue;
        }
        let end = words.as_ptr() as usize - text.as_ptr() as usize + digits;
        findings.push(
            Finding::warning(
                RULE.code,
                passage.at(at, end),
                format!(
                    "第六部分写“{}件”，[fee_notice] 填的是{}件",
                    &text[at..end],
                    fee.issued.value
                ),
            )
            .remedy("核对后改正一处；汇总和机器可读数据用的是 [fee_notice]")
            .differing(stated.abs_diff(fee.issued.value)),
        );
    }
}

/// Where a text says that no such fee was collected: no mark between the denial and the fee.
fn denial(text: &str) -> Option<(usize, usize)> {
    DENIED.iter().find_map(|word| {
        let start = text.find(word)?;
        let rest = &text[start + word.len()..];
        let clause = rest.split(['，', '。', '；', ',', ';']).next().unwrap_or("");
        let at = clause.find(FEE)?;
        (clause[..at].chars().count() <= BETWEEN).then(|| (start, start + word.len() + at + FEE.len()))
    })
}

/// An amount before `元` at an offset, if it is one of the facts and another than that.
fn amount(case: &Case<'_>, passage: &Passage<'_>, at: usize, fee: &FeeNotice, findings: &mut Findings) {
    let text = passage.text;
    let near = last_chars(&text[..at], NEAR);
    let sentence = near.rsplit('。').next().unwrap_or(near);
    let sentence_at = at - sentence.len();
    let Some((stated, words)) = stated(sentence) else {
        return;
    };
    let year = dates::years(sentence).last().map(|found| found.year);
    let named = sentence.rfind(FEE).or_else(|| sentence.rfind("收费通知"));
    let of_notices =
        named.is_some_and(|named| !OTHER_FEES.iter().any(|other| sentence[named..].contains(other)));
    let of_the_year = year.is_none_or(|year| year == case.report.year.value)
        && !NOT_OF_THE_YEAR.iter().any(|word| words.contains(word));
    let Some(fact) = fact(words).filter(|_| of_notices && of_the_year) else {
        return;
    };
    let (given, name) = match fact {
        Fact::Amount => (&fee.amount.value, "通知收费总金额"),
        Fact::Collected => (&fee.collected.value, "实际收取"),
    };
    if stated == given.millionths() {
        return;
    }
    let start = sentence_at + words.as_ptr() as usize - sentence.as_ptr() as usize;
    let end = at + '元'.len_utf8();
    findings.push(
        Finding::warning(
            RULE.code,
            passage.at(start, end),
            format!(
                "第六部分写“{}”，[fee_notice] 填的是{name}{given}元",
                &text[start..end]
            ),
        )
        .remedy("核对后改正一处；汇总和机器可读数据用的是 [fee_notice]"),
    );
}

/// The amount a sentence ends with, in millionths of a 元, and its clause with the number.
fn stated(sentence: &str) -> Option<(i64, &str)> {
    let (body, factor) = match sentence.strip_suffix('万') {
        Some(body) => (body, 10_000),
        None => (sentence, 1),
    };
    let start = body
        .trim_end_matches(|c: char| c.is_ascii_digit() || c == '.')
        .len();
    let amount = Amount::parse(&body[start..])?;
    let clause_at = sentence[..start]
        .rfind(['，', '；', '、', ',', ';', '（', '：'])
        .map_or(0, |mark| {
            mark + sentence[mark..].chars().next().map_or(0, char::len_utf8)
        });
    Some((amount.millionths().checked_mul(factor)?, &sentence[clause_at..]))
}

/// Which fact a clause with an amount states.
fn fact(words: &str) -> Option<Fact> {
    let has = |known: &[&str]| known.iter().any(|word| words.contains(word));
    if has(&[
        "应收",
        "应缴",
        "减免",
        "免收",
        "未收",
        "没有收",
        "逾期",
        "未缴",
        "尚未",
    ]) {
        None
    } else if has(&["收取", "实收", "收缴", "缴纳"]) {
        Some(Fact::Collected)
    } else if has(&["总金额", "通知金额", "通知收费"]) {
        Some(Fact::Amount)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{denial, stated};

    #[test]
    fn amounts_and_denials_are_read() {
        assert_eq!(stated("，实际收取1.5万"), Some((15_000_000_000, "实际收取1.5万")));
        assert_eq!(
            stated("收取信息处理费400"),
            Some((400_000_000, "收取信息处理费400"))
        );
        assert_eq!(stated("收取信息处理费"), None);
        assert_eq!(stated("收取若干万"), None);
        assert!(denial("全年未收取任何信息处理费。").is_some());
        assert!(denial("未收取工本费，信息处理费400元。").is_none());
    }
}
