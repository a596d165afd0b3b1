//! ORG-NAME: the organ is called by its name, not by one a character off.

use super::{Basis, Case, Finding, Findings, Rule, Severity};

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "ORG-NAME",
    level: Severity::Warning,
    title: "机关名称前后一致",
    what: "正文和联系方式中出现与机关全称只差一个字的名称时提出来。",
    why: "名称多一字、少一字或错一字，多半是打错，或照抄了别的单位的报告。",
    wrong: "机关全称“清河县柳溪镇人民政府”，正文“清河县柳西镇人民政府”",
    right: "前后都写“清河县柳溪镇人民政府”",
    basis: Basis::Derived,
};

/// The shortest name for which one character off is a slip.
const SHORTEST: usize = 6;

pub(super) fn check(case: &Case<'_>, findings: &mut Findings) {
    let name = case.report.agency.value.as_str();
    let count = name.chars().count();
    if count < SHORTEST {
        return;
    }
    let middle = name.char_indices().nth(count / 2).map_or(0, |(at, _)| at);
    for passage in &case.passages {
        if let Some((start, end)) = slip(passage.text, name, middle) {
            findings.push(finding(passage.at(start, end), &passage.text[start..end], name));
            return;
        }
    }
    if let Some(office) = &case.report.contact.office
        && let Some((start, end)) = slip(&office.value, name, middle)
    {
        findings.push(finding(office.span, &office.value[start..end], name));
    }
}

fn finding(place: Option<crate::finding::Span>, shown: &str, name: &str) -> Finding {
    Finding::warning(RULE.code, place, format!("“{shown}”与机关全称“{name}”只差一个字"))
        .remedy("核对机关名称，前后写成一样")
}

/// Where a name stands that has one character of the right one changed. One half of such a name is right.
fn slip(text: &str, name: &str, middle: usize) -> Option<(usize, usize)> {
    let (head, tail) = name.split_at(middle);
    let differs_once =
        |found: &str, wanted: &str| found.chars().zip(wanted.chars()).filter(|(a, b)| a != b).count() == 1;
    for (at, _) in text.match_indices(head) {
        let rest = &text[at + head.len()..];
        let length: usize = rest.chars().take(tail.chars().count()).map(char::len_utf8).sum();
        let found = &rest[..length];
        if found.chars().count() == tail.chars().count()
            && differs_once(found, tail)
            && same_ends(found, tail)
        {
            return Some((at, at + head.len() + length));
        }
    }
    for (at, _) in text.match_indices(tail) {
        let before = &text[..at];
        let length: usize = before
            .chars()
            .rev()
            .take(head.chars().count())
            .map(char::len_utf8)
            .sum();
        let found = &before[at - length..];
        if found.chars().count() == head.chars().count() && differs_once(found, head) {
            return Some((at - length, at + tail.len()));
        }
    }
    None
}

/// Whether the last characters are the same: a name ends with its kind.
fn same_ends(a: &str, b: &str) -> bool {
    a.chars().next_back() == b.chars().next_back()
}
