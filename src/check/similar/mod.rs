//! SIMILAR: how much of the text repeats last year's report or another unit's.

mod grams;
mod others;
mod plain;

pub use others::Others;

use super::case::Part;
use crate::finding::{Basis, Finding, Findings, Rule, Severity, Span};
use crate::model::{Report, Text};

/// The share of a part, in per cent, above which repetition is told, when no rule pack says otherwise.
pub const USUAL_LIMIT: u8 = 50;

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "SIMILAR",
    level: Severity::Warning,
    title: "文字不大段重复上年报告或其他单位的报告",
    what: "第一、五、六部分分别与上年报告（--last）、其他单位的报告（--siblings）的同一部分比对。连续13字以上相同的算重复，重复的字占该部分的比例超过50%（规则包可以另定）时提出，并列出重复的段落。数字、日期、标点、机关名称、标题、书名号内的名称和固定用语不计入，只换数字的照抄仍算重复；开头一段是规定的格式，不比对；不足30字的部分不比对。与多个单位重复的，取比例最高的一个。",
    why: "国办公开办函〔2021〕30号：内容雷同、敷衍塞责的，要督促整改、通报批评。50%见于宿迁市的考核规则，全国没有统一的数，算法也没有规定，只作提醒。",
    wrong: "第五部分与上年报告一字不差",
    right: "写本年的问题和改进，上年的问题写明改得怎样",
    basis: Basis::Unconfirmed,
};

/// The parts whose text is compared. The lead is a formula everywhere.
const PARTS: [(Part, &str); 3] = [
    (Part::One, "第一部分"),
    (Part::Five, "第五部分"),
    (Part::Six, "第六部分"),
];

/// A part with fewer characters says too little to be called a copy.
const LEAST: usize = 30;

/// The most passages shown of a part.
const MOST_PASSAGES: usize = 5;

/// The longest quotation, in characters.
const MOST_QUOTED: usize = 40;

/// How much of a part stands in another report as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repetition {
    /// The part, as `第五部分`.
    pub part: &'static str,
    /// The other report, as people call it.
    pub with: String,
    /// Characters looked at: without figures, names of the organ, marks, headings and fixed phrases.
    pub counted: usize,
    /// Those of them that stand in runs of 13 and more which the other report has as well.
    pub repeated: usize,
    /// The repeated passages in the order of the text.
    pub passages: Vec<Repeated>,
    /// Other reports above the limit.
    pub also: Vec<String>,
}

/// A passage that another report has as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeated {
    /// The words, within one paragraph.
    pub text: String,
    /// Their place in the input.
    pub span: Option<Span>,
    /// The paragraph of the part, from 1.
    pub paragraph: usize,
    /// Where the other report has it: the paragraph of the same part, from 1.
    pub other_paragraph: usize,
    /// Characters that count.
    pub length: usize,
}

impl Repetition {
    /// The share in per cent, rounded down.
    pub fn percent(&self) -> usize {
        self.repeated * 100 / self.counted.max(1)
    }

    /// Whether the share is above a limit in per cent.
    fn exceeds(&self, limit: u8) -> bool {
        is_above(self.repeated, self.counted, limit)
    }
}

fn is_above(repeated: usize, counted: usize, limit: u8) -> bool {
    repeated * 100 > counted * usize::from(limit)
}

/// What is told of a report whose parts repeat others by more than a limit in per cent.
/// `basis` says on what the limit rests, when that is not [`USUAL_LIMIT`].
pub fn repeated(report: &Report, others: &Others, limit: u8, basis: Option<&str>) -> Findings {
    others
        .repetitions(report, limit)
        .iter()
        .filter(|repetition| repetition.exceeds(limit))
        .map(|repetition| finding(repetition, limit))
        .map(|finding| match basis {
            Some(basis) => finding.note(basis),
            None => finding,
        })
        .collect()
}

fn finding(repetition: &Repetition, limit: u8) -> Finding {
    let Repetition { part, with, .. } = repetition;
    let mut longest: Vec<&Repeated> = repetition.passages.iter().collect();
    longest.sort_by_key(|passage| std::cmp::Reverse(passage.length));
    let place = longest.first().and_then(|passage| passage.span);
    let shown = &longest[..longest.len().min(MOST_PASSAGES)];
    let message = format!(
        "{part}的文字有{}%与{with}相同，超过{limit}%",
        repetition.percent()
    );
    let mut finding = Finding::warning(RULE.code, place, message);
    for passage in repetition
        .passages
        .iter()
        .filter(|passage| shown.contains(passage))
    {
        let more = match passage.text.chars().nth(MOST_QUOTED) {
            Some(_) => "……",
            None => "",
        };
        let text: String = passage.text.chars().take(MOST_QUOTED).collect();
        finding = finding.note(format!(
            "{part}第{}段“{text}{more}”，相同{}字，见对方第{}段",
            passage.paragraph, passage.length, passage.other_paragraph
        ));
    }
    if longest.len() > shown.len() {
        finding = finding.note(format!("另有{}处较短的重复", longest.len() - shown.len()));
    }
    if !repetition.also.is_empty() {
        finding = finding.note(format!("超过{limit}%的还有：{}", repetition.also.join("、")));
    }
    finding.remedy("按本单位本年的实际情况改写；只换数字的照抄也算重复")
}

/// The text of a part of a report.
fn text_of(report: &Report, part: Part) -> Option<&Text> {
    let prose = &report.prose;
    match part {
        Part::Lead => prose.lead.as_ref(),
        Part::One => Some(&prose.part1),
        Part::Five => Some(&prose.part5),
        Part::Six => Some(&prose.part6),
    }
}

#[cfg(test)]
mod tests;
