//! FMT-TWICE: title, headings of the six parts and signature, which the program writes, are not pasted into the text too.

use super::{Basis, Case, Change, Finding, Findings, Part, Passage, Rule, Severity};
use crate::check::dates;
use crate::model::prose::{self, NumberedLevel};
use std::collections::BTreeSet;

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "FMT-TWICE",
    level: Severity::Error,
    title: "标题、各部分标题和落款不重写",
    what: "导语和第一、五、六部分里没有报告标题、“一、总体情况”等六个部分的标题和落款（导语列出六个部分的不算）；措辞不同而像是部分标题、报告标题的，只作警告。",
    why: "报告标题、六个部分的标题和落款由程序书写；从旧稿粘贴时连带粘进来的，会印两遍。",
    wrong: "part5 = \"\"\"\n五、存在的主要问题及改进情况\n一是部分信息更新不及时……\n\"\"\"",
    right: "part5 = \"\"\"\n一是部分信息更新不及时……\n\"\"\"",
    basis: Basis::Derived,
};

/// The parts that are written in the input, with their places among the form's six.
const WRITTEN: [(Part, usize); 3] = [(Part::One, 0), (Part::Five, 4), (Part::Six, 5)];

/// Words one of which the heading of a part has, however it is worded.
const WORDED: [(Part, &[&str]); 3] = [
    (Part::One, &["总体", "基本情况", "概述", "概况"]),
    (Part::Five, &["问题", "改进", "不足"]),
    (Part::Six, &["其他", "其它", "需要报告"]),
];

/// How the title of a report of any organ and year ends.
const TITLES: [&str; 5] = [
    "年政府信息公开工作年度报告",
    "年度政府信息公开工作年度报告",
    "年政府信息公开年度报告",
    "年度政府信息公开工作报告",
    "年政府信息公开工作报告",
];

/// What the program writes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Title,
    /// The heading of the part it stands in.
    Heading,
    /// The heading of another part.
    Foreign,
    Signature,
}

/// A paragraph, or the beginning of one, that the program writes as well.
struct Pasted<'p, 'a> {
    passage: &'p Passage<'a>,
    what: What,
    /// Where it ends in the paragraph.
    end: usize,
    /// Whether it is worded as the program words it.
    is_exact: bool,
}

pub(super) fn check(case: &Case<'_>, findings: &mut Findings) {
    for pasted in all(case) {
        findings.push(finding(&pasted));
    }
}

/// The paragraphs that begin with what the program writes, by their addresses.
pub(super) fn paragraphs<'a>(case: &Case<'a>) -> BTreeSet<*const Passage<'a>> {
    all(case)
        .into_iter()
        .map(|pasted| std::ptr::from_ref(pasted.passage))
        .collect()
}

fn finding(pasted: &Pasted<'_, '_>) -> Finding {
    let (passage, end) = (pasted.passage, pasted.end);
    let shown = passage.text[..end].trim_end_matches('。');
    let (name, remedy) = match pasted.what {
        What::Title => ("报告标题", "删去，标题由程序写"),
        What::Heading => ("部分标题", "删去，各部分的标题由程序写"),
        What::Foreign => (
            "另一部分的标题",
            "删去；后面的内容移到那一部分，各部分的标题和表格由程序写",
        ),
        What::Signature => ("落款", "删去，落款由程序写"),
    };
    let message = format!("{name}“{shown}”会印两遍");
    if !pasted.is_exact {
        return Finding::warning(RULE.code, passage.at(0, end), format!("{message}：像是{name}"))
            .remedy(remedy);
    }
    let repair = (pasted.what != What::Foreign)
        .then(|| passage.repair(vec![Change::new(0, end, "")]))
        .flatten();
    Finding::error(RULE.code, passage.at(0, end), message)
        .remedy(remedy)
        .mended_by(repair)
}

/// Everything of that kind, in the order of the report.
fn all<'p, 'a>(case: &'p Case<'a>) -> Vec<Pasted<'p, 'a>> {
    let lead: Vec<&Passage<'a>> = case.part(Part::Lead).collect();
    let mut found = titles(case, &lead);
    found.extend(heading_after_lead(case, &lead));
    for (part, index) in WRITTEN {
        let passages: Vec<&Passage<'a>> = case.part(part).collect();
        let mut opening = match part {
            Part::One => titles(case, &passages),
            _ => Vec::new(),
        };
        let own = passages
            .get(opening.len())
            .and_then(|passage| own_heading(case, passage, part, index, &passages));
        opening.extend(own);
        let rest = &passages[opening.len()..];
        found.extend(opening);
        found.extend(
            rest.iter()
                .filter_map(|passage| any_heading(case, passage, index)),
        );
        if part == Part::Six {
            found.extend(signature(case, &passages));
        }
    }
    found
}

/// The title at the beginning of a text, on one line or two.
fn titles<'p, 'a>(case: &Case<'_>, passages: &[&'p Passage<'a>]) -> Vec<Pasted<'p, 'a>> {
    let agency = bare(&case.report.agency.value);
    let title = bare(&case.report.title());
    let second = title.strip_prefix(agency.as_str()).unwrap_or("").to_owned();
    let whole = |passage: &&'p Passage<'a>, is_exact| Pasted {
        passage,
        what: What::Title,
        end: passage.text.len(),
        is_exact,
    };
    let [first, rest @ ..] = passages else {
        return Vec::new();
    };
    let text = bare(first.text);
    if let Some(next) = rest.first()
        && text == agency
        && bare(next.text) == second
    {
        return vec![whole(first, true), whole(next, true)];
    }
    let is_exact = text == title || text == second;
    let is_title = text.chars().count() <= 60
        && !text.contains(['，', '、', '：', '；', '。', ',', ':', '《', '“'])
        && TITLES.iter().any(|end| text.ends_with(end));
    if is_exact || is_title {
        vec![whole(first, is_exact)]
    } else {
        Vec::new()
    }
}

/// The first part's heading as the end of the lead, unless that lists the other parts as well.
fn heading_after_lead<'p, 'a>(case: &Case<'_>, lead: &[&'p Passage<'a>]) -> Option<Pasted<'p, 'a>> {
    let (last, before) = lead.split_last()?;
    let (index, end) = official(case, last)?;
    let lists = before.iter().any(|passage| official(case, passage).is_some());
    (index == 0 && !lists).then_some(Pasted {
        passage: last,
        what: What::Heading,
        end,
        is_exact: true,
    })
}

/// The heading of a part as its first paragraph: with another number or none, and in other words when its number tells.
fn own_heading<'p, 'a>(
    case: &Case<'_>,
    passage: &'p Passage<'a>,
    part: Part,
    index: usize,
    passages: &[&Passage<'_>],
) -> Option<Pasted<'p, 'a>> {
    let number = prose::numbering(passage.text);
    let wording_at = number.map_or(0, |(_, at)| at);
    let (wording, end) = first_words(passage.text, wording_at);
    let (_, name) = case.report.form.parts[index].split_once('、')?;
    let opens_as_part = match number {
        None => end == passage.text.len(),
        Some((NumberedLevel::Part, _)) => true,
        // 5、 for 五、; 1. may be a heading of the text.
        Some((NumberedLevel::Item, _)) => index > 0 && passage.text.starts_with(&format!("{}", index + 1)),
        Some(_) => false,
    };
    let pasted = |end, is_exact| Pasted {
        passage,
        what: What::Heading,
        end,
        is_exact,
    };
    if opens_as_part && bare(wording) == name {
        return Some(pasted(end, true));
    }
    let (_, words) = WORDED.iter().find(|(worded, _)| *worded == part)?;
    let numeral = case.report.form.parts[index].split('、').next()?;
    let is_own_number = number.is_some_and(|(level, _)| level == NumberedLevel::Part)
        && passage.text.starts_with(&format!("{numeral}、"));
    let counts_on = passages
        .iter()
        .any(|passage| index == 0 && passage.text.starts_with("二、"));
    let is_worded = passage.heading && words.iter().any(|word| wording.contains(word));
    (is_own_number && is_worded && !counts_on).then(|| pasted(passage.text.len(), false))
}

/// An official heading, number and all, anywhere in a part.
fn any_heading<'p, 'a>(case: &Case<'_>, passage: &'p Passage<'a>, own: usize) -> Option<Pasted<'p, 'a>> {
    let (index, end) = official(case, passage)?;
    Some(Pasted {
        passage,
        what: if index == own {
            What::Heading
        } else {
            What::Foreign
        },
        end,
        is_exact: true,
    })
}

/// Which of the six headings a paragraph is or begins with as a sentence, and where it ends.
fn official(case: &Case<'_>, passage: &Passage<'_>) -> Option<(usize, usize)> {
    let (level, _) = prose::numbering(passage.text)?;
    let (words, end) = first_words(passage.text, 0);
    let words = bare(words);
    let index = case.report.form.parts.iter().position(|part| *part == words)?;
    (level == NumberedLevel::Part).then_some((index, end))
}

/// Name and date as the last lines of part six.
fn signature<'p, 'a>(case: &Case<'_>, passages: &[&'p Passage<'a>]) -> Vec<Pasted<'p, 'a>> {
    let agency = bare(&case.report.agency.value);
    let is_signature = |text: &str| bare(text) == agency || is_date(&bare(text));
    let count = passages
        .iter()
        .rev()
        .take_while(|passage| is_signature(passage.text))
        .count();
    passages[passages.len() - count..]
        .iter()
        .map(|passage| Pasted {
            passage,
            what: What::Signature,
            end: passage.text.len(),
            is_exact: true,
        })
        .collect()
}

/// Whether a text is a date and nothing else.
fn is_date(text: &str) -> bool {
    matches!(&dates::days(text)[..], [day] if day.start == 0 && day.end == text.len())
}

/// A text's first sentence after `from`, or all of it, and where it ends with its stop.
fn first_words(text: &str, from: usize) -> (&str, usize) {
    match text[from..].find('。') {
        Some(stop) => (&text[from..from + stop], from + stop + '。'.len_utf8()),
        None => (&text[from..], text.len()),
    }
}

/// A text without blanks and without a mark at its end.
fn bare(text: &str) -> String {
    let solid: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    solid.trim_end_matches(['：', ':', '。', '.']).to_owned()
}
