//! P5-EMPTY: part five names problems and improvements.

use super::{Basis, Case, Finding, Findings, Part, Rule, Severity};

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "P5-EMPTY",
    level: Severity::Error,
    title: "第五部分写出问题和改进情况",
    what: "第五部分不能只写“无”“暂无问题”，不能少于10个字，要有问题，也要有改进。",
    why: "《政府信息公开条例》第五十条第（四）项：存在的主要问题及改进情况。",
    wrong: "无。",
    right: "主要问题：部分信息更新不及时。改进情况：建立更新台账，逐月检查。",
    basis: Basis::Confirmed,
};

/// The least that can name a problem and an improvement.
const LEAST: usize = 10;

const PROBLEM: [&str; 22] = [
    "问题",
    "不足",
    "差距",
    "短板",
    "薄弱",
    "不够",
    "有待",
    "欠缺",
    "不及时",
    "不高",
    "不强",
    "不到位",
    "不平衡",
    "偏慢",
    "偏少",
    "单一",
    "滞后",
    "较少",
    "缺乏",
    "困难",
    "弱项",
    "距离",
];
const REMEDY: [&str; 16] = [
    "改进",
    "措施",
    "下一步",
    "今后",
    "加强",
    "强化",
    "整改",
    "完善",
    "提升",
    "提高",
    "进一步",
    "加大",
    "健全",
    "优化",
    "明确",
    "建立",
];

/// Words that deny any problem; what they hold of [`PROBLEM`] names none.
const NO_PROBLEM: [&str; 10] = [
    "暂无问题",
    "没有问题",
    "无问题",
    "不存在问题",
    "不存在明显问题",
    "没有明显问题",
    "不存在突出问题",
    "没有突出问题",
    "存在问题：无",
    "主要问题：无",
];

pub(super) fn check(case: &Case<'_>, findings: &mut Findings) {
    let Some(first) = case.part(Part::Five).next() else {
        // An empty part of a file has been told by the reader.
        if case.report.year.span.is_none() {
            findings
                .push(Finding::error(RULE.code, None, "第五部分没有内容").remedy("写明主要问题和改进情况"));
        }
        return;
    };
    let length: usize = case
        .part(Part::Five)
        .map(|passage| passage.text.chars().count())
        .sum();
    let names_problem = |text: &str| {
        let named = NO_PROBLEM
            .iter()
            .fold(text.to_owned(), |text, denied| text.replace(denied, ""));
        PROBLEM.iter().any(|word| named.contains(word))
    };
    let problem = case.part(Part::Five).any(|passage| names_problem(passage.text));
    let remedy = case.says(Part::Five, &REMEDY);
    let message = match (length < LEAST, problem, remedy) {
        (true, ..) => "第五部分过于简单",
        (false, false, false) => "第五部分既没有写问题，也没有写改进情况",
        (false, false, true) => "第五部分没有写存在的问题",
        (false, true, false) => "第五部分没有写改进情况",
        (false, true, true) => return,
    };
    findings.push(
        Finding::error(RULE.code, first.whole(), message).remedy("写明存在的主要问题，并逐条写明改进情况"),
    );
}
