//! NARR-NUM: the numbers in the text agree with the tables and with one another.

mod claims;
mod decisions;
mod number;
mod patterns;
mod share;
mod twice;
mod zero;

use super::case::{Case, Part, Passage};
use super::dates;
use crate::finding::{Basis, Finding, Findings, Rule, Severity};
use crate::form::SlotId;
use number::Count;

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "NARR-NUM",
    level: Severity::Warning,
    title: "文中的数与表格一致，前后一致",
    what: "总体情况和第六部分里，新收、结转、办结、各种办理结果、复议、诉讼、规范性文件、许可、处罚、强制的件数与表格比对；“未收到申请”“没有行政复议”等与表格比对；公开信息的总数前后比对，分项与合计比对；写明分子分母的、写明占新收或办结申请的百分比重新计算。汉字数字和阿拉伯数字都认；约数不比对。",
    why: "文字与表格是同一件事的两种说法。句意由程序按固定句式判断，可能有别的口径，所以只作警告。",
    wrong: "表三本年新收13件，文中“新收申请12件”；前文“网站公开38条，以其他方式公开15条”，后文“共发布政府信息43条”",
    right: "文中“新收申请13件”；“共发布政府信息53条”",
    basis: Basis::Derived,
};

/// All kinds of it.
pub(super) fn check(case: &Case<'_>, findings: &mut Findings) {
    let sentences = sentences(case);
    for sentence in &sentences {
        claims::check(case, sentence, findings);
        decisions::check(case, sentence, findings);
        zero::check(case, sentence, findings);
        share::check(case, sentence, findings);
    }
    twice::check(case, &sentences, findings);
}

/// The sentences that speak of the year's work, in order.
fn sentences<'p>(case: &'p Case<'_>) -> Vec<Sentence<'p>> {
    let mut found = Vec::new();
    let mut heading = "";
    for passage in &case.passages {
        if !matches!(passage.part, Part::One | Part::Six) {
            continue;
        }
        if passage.heading {
            heading = passage.text;
            continue;
        }
        if passage.text.starts_with(['（', '(']) {
            heading = "";
        }
        found.extend(sentences_of(passage, heading));
    }
    found
}

/// A sentence of a paragraph.
struct Sentence<'p> {
    passage: &'p Passage<'p>,
    /// The heading it stands under, if that has a line of its own.
    heading: &'p str,
    /// Where it begins in the paragraph.
    start: usize,
    text: &'p str,
    counts: Vec<Count>,
}

impl Sentence<'_> {
    /// The clause that leads to a number: from the last mark or the last number on, counting words trimmed off its end.
    fn clause(&self, index: usize) -> &str {
        let count = &self.counts[index];
        let from = index
            .checked_sub(1)
            .map_or(0, |before| self.counts[before].after());
        let before = &self.text[from..count.start];
        let mut clause = before.rsplit(MARKS).next().unwrap_or(before).trim();
        loop {
            let trimmed = TAILS
                .iter()
                .find_map(|tail| clause.strip_suffix(tail))
                .unwrap_or(clause);
            if trimmed == clause {
                return clause;
            }
            clause = trimmed.trim_end();
        }
    }

    /// Whether sentence, paragraph or heading is about applications for information.
    fn is_about_requests(&self) -> bool {
        ["依申请", "信息公开申请", "公开申请", "申请公开"]
            .iter()
            .any(|word| self.passage.text.contains(word) || self.heading.contains(word))
    }

    /// Whether another year than the report's is named last before an offset.
    fn of_another_year(&self, year: u16, before: usize) -> bool {
        dates::years(&self.text[..before])
            .last()
            .is_some_and(|found| found.year != year)
    }

    fn at(&self, start: usize, end: usize) -> Option<crate::finding::Span> {
        self.passage.at(self.start + start, self.start + end)
    }
}

/// Marks that divide clauses.
const MARKS: [char; 10] = ['，', '；', '：', '（', '(', ',', ':', ';', '”', '“'];

/// Words between a matter and its number.
const TAILS: [&str; 14] = [
    "共计", "合计", "总计", "共", "总数", "总量", "数量", "件数", "为", "达", "了", "计", "的有", "分别",
];

fn sentences_of<'p>(passage: &'p Passage<'p>, heading: &'p str) -> impl Iterator<Item = Sentence<'p>> {
    // Marks of one length, so that each sentence begins so far after the last.
    let mut next = 0;
    passage.text.split(['。', '！', '？']).filter_map(move |text| {
        let start = next;
        next += text.len() + '。'.len_utf8();
        (!text.is_empty()).then(|| Sentence {
            passage,
            heading,
            start,
            text,
            counts: number::counts(text),
        })
    })
}

/// The sum of the figures of some paths, `*` standing for the rest of a row's key; nothing when one is not a number.
fn sum(case: &Case<'_>, paths: &[&str]) -> Option<i64> {
    let mut total = 0;
    for path in paths {
        if !path.contains('*') {
            total += case.number(path)?;
            continue;
        }
        let (head, tail) = path.split_once("*.")?;
        let (table, key) = head.split_once('.')?;
        for (index, form) in case.report.form.tables.iter().enumerate() {
            if form.key != table {
                continue;
            }
            for (row, slots) in form.rows.iter().enumerate() {
                if !slots.key.starts_with(key) {
                    continue;
                }
                let slot = slots.slots.iter().position(|slot| slot.key == tail)?;
                total += case.report.figures.number(SlotId {
                    table: index,
                    row,
                    slot,
                })?;
            }
        }
    }
    Some(total)
}

fn warning(place: Option<crate::finding::Span>, message: String, remedy: &str) -> Finding {
    Finding::warning(RULE.code, place, message).remedy(remedy)
}
