//! The number of pieces of information disclosed, stated more than once.

use super::number::Count;
use super::patterns::COMPARING;
use super::{Case, Findings, Sentence, warning};
use crate::finding::Span;

/// Words that narrow a number to a way of publishing.
const WAYS: [&str; 22] = [
    "网站",
    "微信",
    "公众号",
    "微博",
    "新媒体",
    "公示栏",
    "公开栏",
    "公告栏",
    "公报",
    "电子屏",
    "专栏",
    "平台",
    "抖音",
    "大厅",
    "栏目",
    "网页",
    "门户",
    "通过",
    "其他方式",
    "其他渠道",
    "其他途径",
    "其它",
];

/// Words that complete a list of ways.
const REST: [&str; 5] = ["其他方式", "其他渠道", "其他途径", "其它方式", "其它渠道"];

/// Words that make a number that of the whole year and organ.
const WHOLE: [&str; 10] = [
    "共", "全年", "总计", "合计", "年内", "本年", "全镇", "全县", "全市", "全局",
];

/// Words that open a clause with a total.
const TOTALS: [&str; 7] = ["共计", "总计", "合计", "总共", "一共", "以上共", "共"];

/// What a total after a list of ways is called, when it is one of pieces disclosed.
const PIECES: [&str; 12] = [
    "",
    "公开",
    "主动公开",
    "发布",
    "公开信息",
    "公开政府信息",
    "主动公开信息",
    "主动公开政府信息",
    "发布信息",
    "发布政府信息",
    "公开各类信息",
    "公开各类政府信息",
];

/// A number of pieces disclosed.
struct Stated {
    value: i64,
    unit: char,
    place: Option<Span>,
    /// How it comes about: `38+15`, or nothing when stated as it is.
    terms: String,
}

pub(super) fn check(case: &Case<'_>, sentences: &[Sentence<'_>], findings: &mut Findings) {
    let mut stated: Vec<Stated> = Vec::new();
    for sentence in sentences {
        parts_of_a_kind(sentence, findings);
        for found in of_sentence(sentence, case.report.year.value) {
            let conflict = stated
                .iter()
                .find(|before| before.unit == found.unit && before.value != found.value);
            if let Some(before) = conflict {
                findings.push(tell(before, &found));
                return;
            }
            stated.push(found);
        }
    }
}

fn tell(before: &Stated, found: &Stated) -> crate::finding::Finding {
    let shown = |stated: &Stated| match stated.terms.as_str() {
        "" => format!("{}{}", stated.value, stated.unit),
        terms => format!("{terms}={}{}", stated.value, stated.unit),
    };
    warning(
        found.place,
        format!(
            "公开政府信息的数前后不一：前文{}，此处{}",
            shown(before),
            shown(found)
        ),
        "核对实际数字，改成一致；口径不同的，写明口径",
    )
    .differing(before.value.abs_diff(found.value))
}

/// The numbers of the whole in a sentence: stated, or the sum of a complete list of ways.
fn of_sentence(sentence: &Sentence<'_>, year: u16) -> Vec<Stated> {
    let mut found = Vec::new();
    let mut ways: Vec<&Count> = Vec::new();
    let mut complete = false;
    let mut totals = Vec::new();
    for (index, count) in sentence.counts.iter().enumerate() {
        let clause = sentence.clause(index);
        // What stands directly before the number, its counting words not trimmed, may hold 共.
        let from = index
            .checked_sub(1)
            .map_or(0, |before| sentence.counts[before].after());
        let lead = &sentence.text[from..count.start];
        if complete && ways.len() >= 2 && is_total(lead) && ways.iter().all(|way| way.unit == count.unit) {
            totals.push(Stated {
                value: count.value,
                unit: count.unit,
                place: sentence.at(count.start, count.end),
                terms: String::new(),
            });
            continue;
        }
        let disclosed = clause.contains("公开") || clause.contains("发布");
        if !disclosed
            || !matches!(count.unit, '条' | '件')
            || COMPARING.iter().any(|word| clause.contains(word))
            || ["申请", "规范性", "政策", "建议", "提案", "解读", "决定"]
                .iter()
                .any(|word| lead.contains(word))
            || sentence.of_another_year(year, count.start)
        {
            continue;
        }
        if WAYS.iter().any(|word| clause.contains(word)) {
            ways.push(count);
            complete |= REST.iter().any(|word| clause.contains(word));
        } else if clause.ends_with("政府信息") && WHOLE.iter().any(|word| clause.contains(word)) {
            found.push(Stated {
                value: count.value,
                unit: count.unit,
                place: sentence.at(count.start, count.end),
                terms: String::new(),
            });
        }
    }
    let same_unit = ways.windows(2).all(|pair| pair[0].unit == pair[1].unit);
    if let (true, true, [first, .., last]) = (complete, same_unit, &ways[..]) {
        let terms: Vec<String> = ways.iter().map(|count| count.value.to_string()).collect();
        found.push(Stated {
            value: ways.iter().map(|count| count.value).sum(),
            unit: first.unit,
            place: sentence.at(first.start, last.end),
            terms: terms.join("+"),
        });
    }
    found.extend(totals);
    found
}

/// Whether the words before a number make it the total of a list that ends there: `，共公开信息`.
fn is_total(lead: &str) -> bool {
    let words = lead.trim_matches(|c: char| super::MARKS.contains(&c) || c.is_whitespace());
    let counted = TOTALS.iter().find_map(|word| words.strip_prefix(word));
    counted.is_some_and(|counted| PIECES.contains(&counted))
}

/// Three and more kinds under a total that together exceed it. Ways of publishing may overlap, kinds not.
fn parts_of_a_kind(sentence: &Sentence<'_>, findings: &mut Findings) {
    let Some(split) = sentence.text.find("其中") else {
        return;
    };
    let (whole, parts): (Vec<&Count>, Vec<&Count>) =
        sentence.counts.iter().partition(|count| count.start < split);
    let (Some(whole), [_, _, .., last]) = (whole.last(), &parts[..]) else {
        return;
    };
    let listed = &sentence.text[split..last.after()];
    let kinds = parts.iter().all(|count| count.unit == whole.unit)
        && listed.matches('类').count() == parts.len()
        && !WAYS.iter().any(|word| listed.contains(word));
    let total: i64 = parts.iter().map(|count| count.value).sum();
    if parts.len() < 3 || !kinds || total <= whole.value {
        return;
    }
    let terms: Vec<String> = parts.iter().map(|count| count.value.to_string()).collect();
    findings.push(warning(
        sentence.at(whole.start, whole.end),
        format!(
            "文中合计{}{}，所列各类之和{}={total}，多出{}",
            whole.value,
            whole.unit,
            terms.join("+"),
            total - whole.value
        ),
        "核对合计和分项",
    ));
}
