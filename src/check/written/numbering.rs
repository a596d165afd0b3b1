//! FMT-NUM: heading numbers follow one another and are written as official papers write them.

use super::twice;
use super::{Basis, Case, Change, Finding, Findings, Part, Passage, Rule, Severity};
use crate::model::prose::{self, NumberedLevel};

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "FMT-NUM",
    level: Severity::Error,
    title: "层次序数连续、写法规范",
    what: "（一）、1.、（1）各级从一起编，不跳号、不重号；“1、”应写成“1.”，“（一）”后面不加顿号（后两项只作警告）。",
    why: "GB/T 9704-2012第7.3.3条：结构层次序数依次用“一、”“（一）”“1.”“（1）”标注。序数错乱多是粘贴时自动编号丢失。",
    wrong: "（一）……（三）……；1、提高认识",
    right: "（一）……（二）……；1.提高认识",
    basis: Basis::Confirmed,
};

const LEVELS: [NumberedLevel; 4] = [
    NumberedLevel::Part,
    NumberedLevel::Section,
    NumberedLevel::Item,
    NumberedLevel::SubItem,
];

/// How the number `3、` is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meant {
    /// `3.`, in its order.
    Item,
    /// A Chinese number of the level, lost when the text was pasted: it goes on with the count there.
    Lost(usize),
    /// Neither is sure.
    Unknown,
}

/// A number `3、`, and where it ends.
struct Comma<'p, 'a> {
    passage: &'p Passage<'a>,
    end: usize,
    number: u32,
    meant: Meant,
}

pub(super) fn check(case: &Case<'_>, findings: &mut Findings) {
    after_brackets(case, findings);
    let mut commas = Vec::new();
    let pasted = twice::paragraphs(case);
    for part in [Part::Lead, Part::One, Part::Five, Part::Six] {
        // A number that FMT-TWICE has deleted is in no order.
        let kept = case
            .part(part)
            .filter(|passage| !pasted.contains(&std::ptr::from_ref(*passage)));
        order(kept, &mut commas, findings);
    }
    let (lost, items): (Vec<_>, Vec<_>) = commas
        .into_iter()
        .partition(|comma| matches!(comma.meant, Meant::Lost(_)));
    for comma in lost {
        tell_lost(&comma, findings);
    }
    marks(&items, findings);
}

/// `（一）、` for `（一）`: one finding, the first place shown.
fn after_brackets(case: &Case<'_>, findings: &mut Findings) {
    let ends_in_bracket = |passage: &Passage<'_>| {
        let (_, end) = prose::numbering(passage.text)?;
        let number = &passage.text[..end];
        (number.ends_with(['）', ')']) && passage.text[end..].starts_with('、')).then_some(end)
    };
    let wrong: Vec<(&Passage<'_>, usize)> = case
        .passages
        .iter()
        .filter_map(|passage| Some((passage, ends_in_bracket(passage)?)))
        .collect();
    let Some((passage, end)) = wrong.first() else {
        return;
    };
    let mark = '、'.len_utf8();
    let repairs = wrong
        .iter()
        .filter_map(|(passage, end)| passage.repair(vec![Change::new(*end, end + mark, "")]));
    let shown = &passage.text[..end + mark];
    let mut finding = Finding::warning(
        RULE.code,
        passage.at(0, end + mark),
        format!("序数“{shown}”的括号后面不加顿号"),
    )
    .remedy(format!("改为“{}”", &passage.text[..*end]))
    .mended_by(repairs);
    if wrong.len() > 1 {
        finding = finding.note(format!("另有{}处", wrong.len() - 1));
    }
    findings.push(finding);
}

/// Each level counts from one; it may start anew after a paragraph without a number or under a new outer heading.
fn order<'p, 'a: 'p>(
    passages: impl Iterator<Item = &'p Passage<'a>>,
    commas: &mut Vec<Comma<'p, 'a>>,
    findings: &mut Findings,
) {
    let mut last: [Option<u32>; 4] = [None; 4];
    let mut may_restart = [true; 4];
    for passage in passages {
        let Some((level, number, end)) = number_of(passage) else {
            may_restart = [true; 4];
            continue;
        };
        let Some(mut depth) = LEVELS.iter().position(|known| *known == level) else {
            continue;
        };
        let follows = |depth: usize| number == last[depth].map_or(1, |last| last + 1);
        let mut in_order = follows(depth) || (number == 1 && may_restart[depth]);
        if level == NumberedLevel::Item && passage.text[..end].ends_with('、') {
            let lost = (0..depth)
                .rev()
                .find(|outer| last[*outer].is_some() && follows(*outer))
                .filter(|_| !in_order && last[depth].is_none());
            let meant = match lost {
                Some(outer) => Meant::Lost(outer),
                None if in_order => Meant::Item,
                None => Meant::Unknown,
            };
            commas.push(Comma {
                passage,
                end,
                number,
                meant,
            });
            if let Some(outer) = lost {
                depth = outer;
                in_order = true;
            }
        }
        if !in_order {
            tell(passage, end, last[depth], number, findings);
        }
        last[depth] = Some(number);
        may_restart[depth] = false;
        for inner in depth + 1..LEVELS.len() {
            last[inner] = None;
            may_restart[inner] = true;
        }
    }
}

/// A Chinese number that became `3、`.
fn tell_lost(comma: &Comma<'_, '_>, findings: &mut Findings) {
    let (passage, end) = (comma.passage, comma.end);
    let Some(right) = numeral(comma.number).map(|numeral| match comma.meant {
        Meant::Lost(0) => format!("{numeral}、"),
        _ => format!("（{numeral}）"),
    }) else {
        return;
    };
    let shown = passage.text[..end].trim();
    findings.push(
        Finding::error(
            RULE.code,
            passage.at(0, end),
            format!("序数“{shown}”接在同级的汉字序数之后，应写成“{right}”"),
        )
        .remedy(format!("多是粘贴时自动编号丢失，改为“{right}”"))
        .mended_by(passage.repair(vec![Change::new(0, end, right)])),
    );
}

fn tell(passage: &Passage<'_>, end: usize, last: Option<u32>, number: u32, findings: &mut Findings) {
    let shown = passage.text[..end].trim();
    let message = match last {
        None => format!("序数从“{shown}”开始，前面没有第一项"),
        Some(last) if number == last => format!("序数“{shown}”重复"),
        Some(last) if number == last + 2 => format!("序数“{shown}”之前缺一项"),
        Some(last) if number > last => format!("序数“{shown}”之前缺{}项", number - last - 1),
        Some(_) => format!("序数“{shown}”次序颠倒"),
    };
    findings.push(
        Finding::error(RULE.code, passage.at(0, end), message)
            .remedy("按一、二、三的次序编号；核对是否漏了一段或粘贴时丢了编号"),
    );
}

/// `1、` for `1.`: one finding, the first place shown. Numbers in order are mended.
fn marks(wrong: &[Comma<'_, '_>], findings: &mut Findings) {
    let Some(first) = wrong.first() else {
        return;
    };
    let number = first.passage.text[..first.end].trim_end_matches('、');
    let repairs = wrong
        .iter()
        .filter(|comma| comma.meant == Meant::Item)
        .filter_map(|comma| {
            let mark = Change::new(comma.end - '、'.len_utf8(), comma.end, ".");
            comma.passage.repair(vec![mark])
        });
    let mut finding = Finding::warning(
        RULE.code,
        first.passage.at(0, first.end),
        format!("序数“{number}、”应写成“{number}.”"),
    )
    .remedy("阿拉伯数字后用下脚点“.”；若原是“一、二、三、”，则是自动编号丢失，改回汉字")
    .mended_by(repairs);
    if wrong.len() > 1 {
        let rest: String = wrong[1..]
            .iter()
            .map(|comma| format!("“{}”", &comma.passage.text[..comma.end]))
            .collect();
        finding = finding.note(format!("另有{}处：{rest}", wrong.len() - 1));
    }
    findings.push(finding);
}

/// Level and value of the number a paragraph opens with, and where it ends. Circled numbers stand outside the levels.
fn number_of(passage: &Passage<'_>) -> Option<(NumberedLevel, u32, usize)> {
    let (level, end) = prose::numbering(passage.text)?;
    let digits = passage.text[..end].trim_matches(|c: char| "（）()、.． ".contains(c));
    Some((level, value(digits)?, end))
}

/// 1 to 99, Arabic or Chinese.
fn value(text: &str) -> Option<u32> {
    let digit = |c: char| {
        "一二三四五六七八九"
            .chars()
            .position(|known| known == c)
            .map(|at| at as u32 + 1)
    };
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return text.parse().ok();
    }
    if text.starts_with(|c: char| ('０'..='９').contains(&c)) {
        let ascii: String = text
            .chars()
            .filter_map(|c| char::from_u32(c as u32 - 0xfee0))
            .collect();
        return ascii.parse().ok();
    }
    match text.split_once('十') {
        None => {
            let mut chars = text.chars();
            digit(chars.next()?).filter(|_| chars.next().is_none())
        }
        Some((tens, ones)) => {
            let one = |text: &str, empty| match text.chars().next() {
                None => Some(empty),
                Some(c) => digit(c),
            };
            Some(one(tens, 1)? * 10 + one(ones, 0)?)
        }
    }
}

/// 1 to 99 in Chinese.
fn numeral(number: u32) -> Option<String> {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |number: u32| DIGITS.get(number as usize).copied();
    let (tens, ones) = (number / 10, number % 10);
    match tens {
        0 => digit(ones).filter(|digit| !digit.is_empty()).map(str::to_owned),
        1 => Some(format!("十{}", digit(ones)?)),
        _ => Some(format!("{}十{}", digit(tens)?, digit(ones)?)),
    }
}

#[cfg(test)]
mod tests {
    use super::{numeral, value};

    #[test]
    fn numbers_are_written_as_they_are_read() {
        for number in 1..=99 {
            assert_eq!(value(&numeral(number).unwrap()), Some(number));
        }
        assert_eq!((numeral(0), numeral(100)), (None, None));
    }

    #[test]
    fn numbers_are_read() {
        for (text, number) in [
            ("一", 1),
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("三十一", 31),
            ("7", 7),
            ("１２", 12),
        ] {
            assert_eq!(value(text), Some(number), "{text}");
        }
        assert_eq!(value("①"), None);
        assert_eq!(value("一一"), None);
        assert_eq!(value(""), None);
    }
}
