//! Sentences that say there was none.

use super::{Case, Findings, Sentence, sum, warning};

/// Words that deny.
const NONE: [&str; 10] = [
    "未收到",
    "没有收到",
    "未接到",
    "未发生",
    "没有发生",
    "未产生",
    "未引发",
    "未出现",
    "没有",
    "无",
];

/// What those words begin with. Few clauses have any of it, and only those are gone through word by word.
const DENYING: [char; 3] = ['未', '没', '无'];

/// Words that narrow what is denied.
const NARROWED: [&str; 28] = [
    "败诉",
    "纠正",
    "撤销",
    "违法",
    "错误",
    "责令",
    "不当",
    "网上",
    "当面",
    "信函",
    "法人",
    "企业",
    "逾期",
    "结转",
    "投诉",
    "追究",
    "不服",
    "上半年",
    "下半年",
    "季度",
    "月份",
    "自然人",
    "邮寄",
    "传真",
    "维持",
    "复议后",
    "经复议",
    "直接起诉",
];

/// Words between the denial and what is denied that name everybody: they narrow nothing.
const ANYBODY: [&str; 6] = ["公民、法人", "任何", "群众", "社会", "公众", "个人"];

/// What may follow what is denied: all else turns it to something of it, as 决定 does with 行政复议.
const FOLLOWING: [&str; 22] = [
    "、",
    "和",
    "及",
    "或",
    "与",
    "以及",
    "的情况",
    "情况",
    "的情形",
    "情形",
    "的案件",
    "案件",
    "的事项",
    "事项",
    "申请",
    "等",
    "件",
    "行政诉讼",
    "政府信息申请",
    "信息申请",
    "（",
    "(",
];

/// What is denied: words, figures, name.
const DENIED: [(&[&str], &[&str], &str); 3] = [
    (
        &["信息公开申请", "依申请公开", "公开申请"],
        &["table3.received.total"],
        "表三“本年新收”总计",
    ),
    (&["行政复议"], &["table4.review.total"], "表四“行政复议”总计"),
    (
        &["行政诉讼"],
        &[
            "table4.litigation_direct.total",
            "table4.litigation_after_review.total",
        ],
        "表四“行政诉讼”两组总计之和",
    ),
];

pub(super) fn check(case: &Case<'_>, sentence: &Sentence<'_>, findings: &mut Findings) {
    if !sentence.text.contains(DENYING) || !sentence.passage.text.contains("公开") {
        return;
    }
    for clause in sentence.text.split(['，', '；', ',', ';']) {
        let at = clause.as_ptr() as usize - sentence.text.as_ptr() as usize;
        if !clause.contains(DENYING) || sentence.of_another_year(case.report.year.value, at + clause.len()) {
            continue;
        }
        let dated = clause.len() - without_date(clause).len();
        let bare = clause[dated..].trim_start_matches(['也', '均', '全', '年', '本', '度', '我', '局', '镇']);
        let Some(denial) = NONE.iter().find_map(|word| match *word {
            "无" => bare.starts_with("无").then_some(clause.len() - bare.len()),
            word => clause.find(word),
        }) else {
            continue;
        };
        let names_anybody = ANYBODY.iter().any(|word| clause[denial..].contains(word));
        if clause[dated..].contains(|c: char| c.is_ascii_digit())
            || NARROWED
                .iter()
                .any(|word| clause.contains(word) && !(*word == "法人" && names_anybody))
        {
            continue;
        }
        for (words, paths, name) in DENIED {
            let Some(word) = words.iter().find(|word| clause[denial..].contains(**word)) else {
                continue;
            };
            // “没有申请人提起行政复议” and the like are the same; an application denied needs a verb of receiving.
            if paths[0].starts_with("table3") && !clause.contains('收') && !clause.contains("接到") {
                continue;
            }
            let Some(figure) = sum(case, paths).filter(|figure| *figure != 0) else {
                continue;
            };
            let word_at = denial + clause[denial..].find(word).unwrap_or(0);
            let end = word_at + word.len();
            let after = &clause[end..];
            if !after.is_empty() && !FOLLOWING.iter().any(|next| after.starts_with(next)) {
                continue;
            }
            // 未收到要求更正的申请 is about some of them only.
            if paths[0].starts_with("table3") && clause[denial..word_at].contains('的') && !names_anybody {
                continue;
            }
            let place = sentence.at(at + denial, at + end);
            findings.push(warning(
                place,
                format!("文中“{}”，{name}是{figure}", &clause[denial..end]),
                "核对文字和表格，改正其中一处",
            ));
        }
    }
}

/// A clause without the year or the period of a year at its beginning: 2025年, 2025年度, 2025年1月1日至12月31日.
fn without_date(clause: &str) -> &str {
    let start = clause.trim_start().trim_start_matches("截至");
    let Some(year) = super::dates::years(start)
        .into_iter()
        .find(|year| year.start == 0)
    else {
        return clause;
    };
    let rest = start[year.end..].trim_start_matches('度');
    let whole = ["1月1日至12月31日", "12月31日", "1-12月"];
    whole
        .iter()
        .find_map(|period| rest.strip_prefix(period))
        .unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_that_denies_is_passed_over() {
        assert!(NONE.iter().all(|word| word.starts_with(DENYING)));
    }
}
