//! P1-TOPICS: part one reviews the five topics; governments also report assessment, review and accountability.

use super::{Basis, Case, Finding, Findings, Part, Rule, Severity};

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "P1-TOPICS",
    level: Severity::Warning,
    title: "总体情况写到五个方面",
    what: "2021年度起，第一部分写到主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障；各级人民政府还要写到工作考核、社会评议和责任追究结果。按意思找，不要求小标题一字不差。",
    why: "国办公开办函〔2021〕30号；《政府信息公开条例》第五十条第（四）项。",
    wrong: "只写学习宣传和网站建设",
    right: "（一）主动公开……（二）依申请公开……（三）政府信息管理……（四）政府信息公开平台建设……（五）监督保障……",
    basis: Basis::Confirmed,
};

/// A topic with the words any of which speaks of it.
type Topic = (&'static str, &'static [&'static str]);

const TOPICS: [Topic; 5] = [
    ("主动公开", &["主动公开"]),
    ("依申请公开", &["申请公开", "公开申请", "依申请"]),
    (
        "政府信息管理",
        &[
            "信息管理",
            "保密审查",
            "发布审查",
            "审核",
            "审查",
            "规范性文件",
            "清理",
            "动态调整",
        ],
    ),
    (
        "政府信息公开平台建设",
        &[
            "平台",
            "网站",
            "专栏",
            "新媒体",
            "公众号",
            "公开栏",
            "公示栏",
            "查阅点",
        ],
    ),
    (
        "监督保障",
        &[
            "监督", "考核", "评议", "追究", "问责", "追责", "督查", "督促", "检查",
        ],
    ),
];

const OF_GOVERNMENTS: [Topic; 3] = [
    ("工作考核", &["考核", "考评", "绩效"]),
    ("社会评议", &["评议", "满意度", "评价", "测评"]),
    ("责任追究", &["追究", "问责", "追责"]),
];

/// The year from which the five topics are asked for.
const SINCE: u16 = 2021;

pub(super) fn check(case: &Case<'_>, findings: &mut Findings) {
    let Some(first) = case.part(Part::One).next() else {
        return;
    };
    let lacking = |topics: &[Topic]| -> Vec<&'static str> {
        topics
            .iter()
            .filter(|(_, words)| !case.says(Part::One, words))
            .map(|(name, _)| *name)
            .collect()
    };
    let mut missing = if case.report.year.value >= SINCE {
        lacking(&TOPICS)
    } else {
        Vec::new()
    };
    let of_five = !missing.is_empty();
    let supervision = missing.contains(&"监督保障");
    if case.is_government() {
        let more = lacking(&OF_GOVERNMENTS);
        if supervision && !more.is_empty() {
            missing.retain(|topic| *topic != "监督保障");
            missing.push("监督保障（含工作考核、社会评议、责任追究结果）");
        } else {
            missing.extend(more);
        }
    }
    if missing.is_empty() {
        return;
    }
    let mut finding = Finding::warning(
        RULE.code,
        first.whole(),
        format!("第一部分没有写到：{}", missing.join("、")),
    )
    .remedy("补写这些方面；没有发生的，写明没有发生");
    if of_five {
        finding =
            finding.note("第一部分应写五个方面：主动公开、依申请公开、政府信息管理、平台建设、监督保障");
    }
    findings.push(finding);
}
