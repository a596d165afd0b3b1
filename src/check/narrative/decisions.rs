//! Counts of licences, penalties and compulsory measures without the word 决定, against table two.
//!
//! `办理行政许可387件` mostly is the number of decisions, but not where a hall, a website or a trade is spoken of. So a clause
//! is compared only when every word of it is known, and cases (案件), which need not have come to a decision, are a hint.

use super::number::Count;
use super::{Case, Finding, Findings, RULE, Sentence, sum};

/// What is counted: its word, its figure, the figure's name.
const COUNTED: [(&str, &str, &str); 3] = [
    ("行政许可", "table2.licences.decisions", "表二“行政许可”"),
    ("行政处罚", "table2.penalties.decisions", "表二“行政处罚”"),
    (
        "行政强制",
        "table2.compulsory_measures.decisions",
        "表二“行政强制”",
    ),
];

/// Words before what is counted that narrow nothing.
const BEFORE: [&str; 30] = [
    "全年",
    "本年度",
    "本年",
    "年内",
    "一年来",
    "我局",
    "我委",
    "我办",
    "我镇",
    "我乡",
    "我县",
    "我市",
    "我区",
    "本机关",
    "本局",
    "全局",
    "全镇",
    "全县",
    "全市",
    "全区",
    "依法",
    "已",
    "共计",
    "总计",
    "共",
    "了",
    "各类",
    "各项",
    "其中",
    "、",
];

/// Words by which it is dealt with.
const DONE: [&str; 6] = ["办理", "办结", "作出", "做出", "实施", "完成"];

/// Words between what is counted and its number. 措施 is not among them: one decision may order several.
const AFTER: [&str; 4] = ["", "事项", "业务", "案件"];

/// Words that make the counts of a sentence those of something else: pieces published, or a part of the work.
const ELSEWHERE: [&str; 20] = [
    "公开", "公示", "公布", "发布", "归集", "上传", "录入", "推送", "报送", "受理", "网", "平台", "系统",
    "窗口", "大厅", "中心", "线上", "不予", "撤销", "申请",
];

pub(super) fn check(case: &Case<'_>, sentence: &Sentence<'_>, findings: &mut Findings) {
    for (index, count) in sentence.counts.iter().enumerate() {
        let Some((counted, path, name)) = claimed(sentence, index, count) else {
            continue;
        };
        let Some(figure) = sum(case, &[path]).filter(|figure| *figure != count.value) else {
            continue;
        };
        if sentence.of_another_year(case.report.year.value, count.start) {
            continue;
        }
        let message = format!("文中“{counted}{}{}”，{name}是{figure}", count.value, count.unit);
        let place = sentence.at(count.start, count.end);
        let finding = if counted.ends_with("案件") {
            Finding::hint(RULE.code, place, message)
        } else {
            Finding::warning(RULE.code, place, message)
        };
        findings.push(
            finding
                .remedy("核对文字和表格，改正其中一处；表二只计本年作出的处理决定，口径不同的，在文中写明")
                .differing(count.value.abs_diff(figure)),
        );
    }
}

/// What a number counts, if the clause before it says just that: the words shown, the figure and its name.
fn claimed<'s>(
    sentence: &'s Sentence<'_>,
    index: usize,
    count: &Count,
) -> Option<(&'s str, &'static str, &'static str)> {
    let clause = sentence.clause(index);
    let (word, path, name) = COUNTED.iter().find(|(word, ..)| clause.contains(word))?;
    let at = clause.find(word)?;
    let (before, rest) = clause.split_at(at);
    let (context, after) = (&sentence.text[..count.start], &sentence.text[count.after()..]);
    let is_plain = AFTER.contains(&&rest[word.len()..])
        && matches!(count.unit, '件' | '起' | '宗')
        && is_known(before)
        && !ELSEWHERE.iter().any(|word| context.contains(word))
        // A remark on what is counted.
        && !after.starts_with(['（', '(']);
    is_plain.then_some((clause.trim_start_matches('、'), *path, *name))
}

/// Whether words before what is counted are all known, with a verb at most once.
fn is_known(before: &str) -> bool {
    let mut rest = before;
    let mut verbs = 0;
    while !rest.is_empty() {
        let year = super::dates::years(rest)
            .first()
            .filter(|year| year.start == 0)
            .map(|year| year.end);
        let known = BEFORE
            .iter()
            .find(|word| rest.starts_with(**word))
            .map(|word| word.len());
        let verb = DONE.iter().find(|word| rest.starts_with(**word));
        verbs += usize::from(verb.is_some());
        match year.or(known).or(verb.map(|word| word.len())) {
            Some(length) => rest = &rest[length..],
            None => return false,
        }
    }
    verbs <= 1
}
