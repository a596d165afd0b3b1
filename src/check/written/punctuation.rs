//! PUNC: Chinese text has Chinese punctuation.

use super::cite_doc::ends_in_number;
use super::pairs;
use super::{Basis, Case, Change, Finding, Findings, Passage, Rule, Severity};
use crate::check::case::{first_chars, is_han};
use crate::finding::Repair;
use crate::model::prose;
use std::collections::BTreeSet;

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "PUNC",
    level: Severity::Warning,
    title: "标点规范",
    what: "中文里不用半角的括号、逗号、冒号、分号和直引号，数字不用全角；括号、书名号、引号成对，括号同宽，引号不左右颠倒；省略号、破折号不用点和连字符凑成；汉字之间不空格；一段话以句号等收尾；表示到某时为止用“截至”，不用“截止”。",
    why: "GB/T 15834-2011《标点符号用法》；“截止”是停止，“截至”才是到某时为止。",
    wrong: "（三)规范推动平台建设,截止目前公开信息38条",
    right: "（三）规范推动平台建设，截至目前公开信息38条。",
    basis: Basis::Confirmed,
};

/// A kind of slip.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Bracket,
    Mixed,
    Single,
    Straight,
    Reversed,
    Mark,
    Digit,
    Dots,
    Dash,
    Blank,
    Stop,
    Until,
}

/// The kinds in the order told, each with message and remedy.
const KINDS: [(Kind, &str, &str); 12] = [
    (Kind::Mixed, "括号一边全角一边半角", "两边都用全角括号（ ）"),
    (Kind::Bracket, "中文里用了半角括号", "改用全角括号（ ）"),
    (
        Kind::Single,
        "括号、书名号或引号没有配对",
        "补上另一半，或删去多余的一半",
    ),
    (Kind::Straight, "中文里用了直引号", "改用弯引号“ ”"),
    (Kind::Reversed, "引号左右颠倒", "左引号用“，右引号用”"),
    (Kind::Mark, "中文里用了半角标点", "改用全角标点"),
    (Kind::Digit, "数字用了全角字符", "改用半角数字"),
    (Kind::Dots, "点号连用", "省略号写成“……”；句末只用一个句号"),
    (Kind::Dash, "破折号用了半角连字符", "破折号写成“——”"),
    (Kind::Blank, "中文里有多余的空格", "删去空格"),
    (
        Kind::Until,
        "“截止”应为“截至”",
        "改为“截至”；“截止”后面不能接时间",
    ),
    (Kind::Stop, "段末缺少句号", "补上句号"),
];

/// The most places quoted in one finding.
const SHOWN: usize = 6;

/// A slip: where in the paragraph, and what mends it.
pub(super) struct Spot {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) changes: Vec<Change>,
}

/// Half-width marks and the full-width ones that stand for them in Chinese.
const WIDENED: [(char, &str); 7] = [
    ('(', "（"),
    (')', "）"),
    (',', "，"),
    (';', "；"),
    (':', "："),
    ('?', "？"),
    ('!', "！"),
];

/// Half-width marks that divide sentences.
const MARKS: [char; 5] = [',', ';', ':', '?', '!'];

/// One finding a kind: the first place is shown, the others are quoted.
pub(super) fn check(case: &Case<'_>, findings: &mut Findings) {
    let spots: Vec<(&Passage<'_>, Spot)> = case
        .passages
        .iter()
        .flat_map(|passage| spots(passage).into_iter().map(move |spot| (passage, spot)))
        .chain(pairs::spots(case))
        .collect();
    for (kind, message, remedy) in KINDS {
        let mut of_kind = spots.iter().filter(|(_, spot)| spot.kind == kind);
        let Some((passage, first)) = of_kind.next() else {
            continue;
        };
        let rest: Vec<String> = of_kind
            .map(|(passage, spot)| format!("“{}”", around(passage.text, spot)))
            .collect();
        let shown = format!("“{}”", around(passage.text, first));
        let mut finding = Finding::warning(
            RULE.code,
            passage.at(first.start, first.end),
            format!("{message}：{shown}"),
        )
        .remedy(remedy)
        .mended_by(repairs(&spots, kind));
        if !rest.is_empty() {
            let more = if rest.len() > SHOWN { "等" } else { "" };
            let quoted: String = rest.iter().take(SHOWN).cloned().collect();
            finding = finding.note(format!("另有{}处：{quoted}{more}", rest.len()));
        }
        findings.push(finding);
    }
}

/// What mends the slips of a kind, paragraph by paragraph. The spots of a kind stand in the order of the paragraphs.
fn repairs(spots: &[(&Passage<'_>, Spot)], kind: Kind) -> Vec<Repair> {
    let of_kind: Vec<_> = spots.iter().filter(|(_, spot)| spot.kind == kind).collect();
    of_kind
        .chunk_by(|(one, _), (other, _)| std::ptr::eq(*one, *other))
        .filter_map(|of_passage| {
            let mut changes: Vec<Change> = of_passage
                .iter()
                .flat_map(|(_, spot)| spot.changes.clone())
                .collect();
            changes.sort_by_key(|change| change.start);
            of_passage[0].0.repair(changes)
        })
        .collect()
}

/// The full-width mark in place of the half-width one at `at`.
fn widened(at: usize, mark: char) -> Option<Change> {
    let (_, wide) = WIDENED.iter().find(|(narrow, _)| *narrow == mark)?;
    Some(Change::new(at, at + mark.len_utf8(), *wide))
}

/// A few characters around a slip.
fn around<'t>(text: &'t str, spot: &Spot) -> &'t str {
    const BEFORE: usize = 4;
    const AFTER: usize = 3;
    let start = text[..spot.start]
        .char_indices()
        .rev()
        .take(BEFORE)
        .last()
        .map_or(spot.start, |(at, _)| at);
    let end = text[spot.end..]
        .char_indices()
        .nth(AFTER)
        .map_or(text.len(), |(at, _)| spot.end + at);
    &text[start..end]
}

fn spots(passage: &Passage<'_>) -> Vec<Spot> {
    let text = passage.text;
    let mut found = Vec::new();
    brackets(text, &mut found);
    marks(text, &mut found);
    digits(passage, &mut found);
    for (at, word) in text.match_indices("截止") {
        let after = &text[at + word.len()..];
        if after.starts_with(|c: char| c.is_ascii_digit())
            || ["目前", "到", "至", "今年", "本年", "年底", "年末"]
                .iter()
                .any(|next| after.starts_with(next))
        {
            // 截止到 and 截止至 are 截至 as well.
            let doubled = after.chars().next().filter(|c| "到至".contains(*c));
            let end = at + word.len();
            let until = Change::new(at, end + doubled.map_or(0, char::len_utf8), "截至");
            found.push(Spot {
                kind: Kind::Until,
                start: at,
                end,
                changes: vec![until],
            });
        }
    }
    found.extend(lacks_stop(passage));
    found
}

/// Half-width and mixed pairs of brackets with Chinese text in or before them.
fn brackets(text: &str, found: &mut Vec<Spot>) {
    // Where a bracket opens, and how many Chinese characters stand before it: nested ones are not gone through again.
    let mut open: Vec<(usize, char, usize)> = Vec::new();
    let mut han = 0;
    for (at, c) in text.char_indices() {
        han += usize::from(is_han(c));
        match c {
            '(' | '（' => open.push((at, c, han)),
            ')' | '）' => {
                let Some((start, opening, han_before)) = open.pop() else {
                    continue;
                };
                let end = at + c.len_utf8();
                let inside = &text[start + opening.len_utf8()..at];
                let before = text[..start].chars().next_back();
                let chinese = han > han_before || before.is_some_and(is_han);
                let kind = match (opening, c) {
                    // The year of a document's number has brackets of its own kind, told by CITE-DOC.
                    ('(', ')') if is_year_of_document(text, at) => continue,
                    ('(', ')') if chinese => Kind::Bracket,
                    ('（', ')') | ('(', '）') => Kind::Mixed,
                    _ => continue,
                };
                // A long remark is shown by its opening bracket.
                let end = if first_chars(inside, 12).len() < inside.len() {
                    start + opening.len_utf8()
                } else {
                    end
                };
                found.push(Spot {
                    kind,
                    start,
                    end,
                    changes: widened(start, opening)
                        .into_iter()
                        .chain(widened(at, c))
                        .collect(),
                });
            }
            _ => {}
        }
    }
}

/// Whether the bracket closed at `at` holds the year of a document's number.
fn is_year_of_document(text: &str, at: usize) -> bool {
    let serial = text[at + 1..].trim_start_matches('第');
    let rest = serial.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.starts_with('号') && ends_in_number(&text[..text.len() - rest.len()], at)
}

/// Half-width commas and their like between Chinese characters, or brackets that will be Chinese.
fn marks(text: &str, found: &mut Vec<Spot>) {
    let widened_brackets: BTreeSet<usize> = found
        .iter()
        .flat_map(|spot| &spot.changes)
        .map(|change| change.start)
        .collect();
    for (at, c) in text.char_indices().filter(|(_, c)| MARKS.contains(c)) {
        let before = text[..at].chars().next_back();
        let rest = text[at + 1..].trim_start_matches(' ');
        let is_bracket = |at: usize| widened_brackets.contains(&at);
        let chinese_before = before.is_some_and(|c| is_han(c) || "”》）".contains(c))
            || at.checked_sub(1).is_some_and(is_bracket);
        let chinese_after = rest
            .chars()
            .next()
            .is_none_or(|c| is_han(c) || "“《（".contains(c))
            || is_bracket(text.len() - rest.len());
        if chinese_before && chinese_after {
            let blanks = text[at + 1..].bytes().take_while(|byte| *byte == b' ').count();
            let change = widened(at, c).map(|change| Change {
                end: change.end + blanks,
                ..change
            });
            found.push(Spot {
                kind: Kind::Mark,
                start: at,
                end: at + c.len_utf8(),
                changes: change.into_iter().collect(),
            });
        }
    }
}

/// Digits in full width, １２; one that numbers a heading is left to its rule.
fn digits(passage: &Passage<'_>, found: &mut Vec<Spot>) {
    let text = passage.text;
    let number = prose::numbering(text).map_or(0, |(_, end)| end);
    let mut run: Option<(usize, Vec<Change>)> = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let digit = u32::from(c)
            .checked_sub(u32::from('０'))
            .and_then(|digit| char::from_digit(digit, 10));
        match (digit, &mut run) {
            (Some(digit), _) if at >= number => {
                let change = Change::new(at, at + c.len_utf8(), digit);
                run.get_or_insert_with(|| (at, Vec::new())).1.push(change);
            }
            _ => {
                if let Some((start, changes)) = run.take() {
                    found.push(Spot {
                        kind: Kind::Digit,
                        start,
                        end: at,
                        changes,
                    });
                }
            }
        }
    }
}

/// The last character of a sentence that does not end.
fn lacks_stop(passage: &Passage<'_>) -> Option<Spot> {
    let text = passage.text;
    let last = text.chars().next_back()?;
    let is_sentence =
        !passage.heading && text.contains(['，', '。', '；', '：']) && text.chars().count() >= 12;
    let open = is_han(last) || matches!(last, '，' | '、' | ',' | '.');
    (is_sentence && open).then(|| Spot {
        kind: Kind::Stop,
        start: text.len() - last.len_utf8(),
        end: text.len(),
        changes: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Located;

    fn kinds(text: &str) -> usize {
        let located = Located::free(text.to_owned());
        spots(&Passage::new(super::super::Part::One, &located)).len()
    }

    #[test]
    fn good_text_is_left_alone() {
        for text in [
            "本年公开信息38条，其中网站23条（含图解5条）。",
            "网址：http://www.abc.gov.cn/a,b(1).html",
            "申请截止日期以前，共收到3件；其余如下：",
            "截至2021年12月31日，按F(x)计算。",
            "（一）主动公开",
            "按国办公开办函(2021)30号执行。",
            "时间为8:30，比例为3:1。",
        ] {
            assert_eq!(kinds(text), 0, "{text}");
        }
    }

    #[test]
    fn slips_are_mended() {
        for (text, mended) in [
            ("(一)主动公开,按时, 如实公开", "（一）主动公开，按时，如实公开"),
            ("（三)明确责任(含纪律)", "（三）明确责任（含纪律）"),
            ("全年(12个月),(含闰月),按时", "全年（12个月），（含闰月），按时"),
            ("截止2021年12月31日;截止到目前", "截至2021年12月31日；截至目前"),
            ("全年公开１２条，办结率９９％。", "全年公开12条，办结率99％。"),
        ] {
            let located = Located::at(text.to_owned(), crate::finding::Span::new(0, text.len()));
            let passage = Passage::new(super::super::Part::One, &located);
            let mut changes: Vec<Change> = spots(&passage)
                .into_iter()
                .flat_map(|spot| spot.changes)
                .collect();
            changes.sort_by_key(|change| change.start);
            assert_eq!(passage.repair(changes).unwrap().mended(), mended);
        }
    }

    #[test]
    fn slips_are_found() {
        for text in [
            "(一)主动公开",
            "（三)明确责任",
            "网站规范发展,把目录分类。",
            "截止目前，已公开38条。",
            "现将有关工作情况报告如下，请审阅",
        ] {
            assert_eq!(kinds(text), 1, "{text}");
        }
    }
}
