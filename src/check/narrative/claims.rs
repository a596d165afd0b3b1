//! Counts in the text against the tables.

use super::patterns::{About, COMPARING, OTHER_MATTERS, OTHER_SENTENCES, PATTERNS, Pattern};
use super::{Case, Findings, Sentence, sum, warning};

/// The longest clause taken for a claim, in characters.
const LONGEST: usize = 30;

pub(super) fn check(case: &Case<'_>, sentence: &Sentence<'_>, findings: &mut Findings) {
    for (index, count) in sentence.counts.iter().enumerate() {
        let clause = sentence.clause(index);
        if clause.is_empty() || clause.chars().count() > LONGEST {
            continue;
        }
        let full = with_subject(sentence, index, clause);
        let Some(pattern) = PATTERNS
            .iter()
            .find(|pattern| fits(pattern, sentence, index, &full))
        else {
            continue;
        };
        if COMPARING.iter().any(|word| clause.contains(word))
            || sentence.of_another_year(case.report.year.value, count.start)
        {
            continue;
        }
        let Some(figure) = sum(case, pattern.sum) else {
            continue;
        };
        let mut right = vec![figure];
        right.extend(sum(case, pattern.or).filter(|_| !pattern.or.is_empty()));
        if pattern.sum == ["table3.received.total"] && includes_carried_over(sentence, index) {
            right = sum(case, &["table3.received.total", "table3.carried_over.total"])
                .into_iter()
                .collect();
        }
        if right.contains(&count.value) || right.is_empty() {
            continue;
        }
        let (value, unit) = (count.value, count.unit);
        let clause = clause.trim_start_matches('、');
        if let Some(sum) = findings.find_mut(|finding| is_sum_of(finding.code, pattern.sum[0])) {
            // The table contradicts itself: what the text says helps to see which cell is wrong.
            sum.notes.push(format!(
                "文中写的是“{clause}{value}{unit}”，{}是{}",
                pattern.name, right[0]
            ));
            continue;
        }
        let told = warning(
            sentence.at(count.start, count.end),
            format!("文中“{clause}{value}{unit}”，{}是{}", pattern.name, right[0]),
            "核对文字和表格，改正其中一处",
        );
        findings.push(told.differing(value.abs_diff(right[0])));
    }
}

/// Whether a finding says that the table of a figure does not add up.
fn is_sum_of(code: &str, path: &str) -> bool {
    code.starts_with("T3-") && code != "T3-FEE" && path.starts_with("table3")
        || code.starts_with("T4-") && path.starts_with("table4")
}

fn fits(pattern: &Pattern, sentence: &Sentence<'_>, index: usize, clause: &str) -> bool {
    let is_worded = pattern.ends.iter().any(|end| clause.ends_with(end))
        && (pattern.with.is_empty() || pattern.with.iter().any(|word| clause.contains(word)))
        && !pattern.without.iter().any(|word| clause.contains(word));
    is_worded && is_about(pattern.about, sentence, index, clause)
}

/// Whether the surroundings of a claim are about what they must be about.
fn is_about(about: About, sentence: &Sentence<'_>, index: usize, clause: &str) -> bool {
    match about {
        About::Requests => {
            let before = &sentence.text[..sentence.counts[index].start];
            sentence.is_about_requests()
                && !OTHER_SENTENCES.iter().any(|word| before.contains(word))
                && !OTHER_MATTERS.iter().any(|word| clause.contains(word))
        }
        About::Openness => sentence.text.contains("信息公开"),
        About::Anything => true,
    }
}

/// `废止` after `制发规范性文件8件，` speaks of documents as well.
fn with_subject(sentence: &Sentence<'_>, index: usize, clause: &str) -> String {
    let verb = clause.trim_start_matches(['新', '共', '已']);
    if !["制发", "制定", "废止", "现行有效"].contains(&verb) {
        return clause.to_owned();
    }
    let before = &sentence.text[..sentence.counts[index].start];
    let documents = before.rfind("规范性文件");
    let rules = before.rfind("规章");
    match (documents, rules) {
        (Some(documents), Some(rules)) if rules > documents => format!("{verb}规章"),
        (Some(_), _) => format!("{verb}规范性文件"),
        (None, Some(_)) => format!("{verb}规章"),
        (None, None) => clause.to_owned(),
    }
}

/// Whether the remark after a number says that last year's cases are in it.
fn includes_carried_over(sentence: &Sentence<'_>, index: usize) -> bool {
    let after = &sentence.text[sentence.counts[index].after()..];
    let remark = after.trim_start_matches(['（', '(', '，', ',']);
    ["含上年", "含上一年", "包括上年", "其中上年", "含去年", "含结转"]
        .iter()
        .any(|start| remark.starts_with(start))
}
