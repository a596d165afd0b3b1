//! Marks that come in pairs, and marks and blanks that Chinese text has not, for PUNC.

use super::punctuation::{Kind, Spot};
use super::{Case, Change, Part, Passage};
use crate::check::case::{first_chars, is_han};

/// The longest text between two quotes that stand the wrong way round.
const LONGEST_QUOTED: usize = 30;

/// A mark without its other half: where, and whether it opens.
type Single = (usize, bool);

/// Every such slip, paragraph by paragraph.
pub(super) fn spots<'p, 'a>(case: &'p Case<'a>) -> Vec<(&'p Passage<'a>, Spot)> {
    let mut found = Vec::new();
    for part in [Part::Lead, Part::One, Part::Five, Part::Six] {
        let passages: Vec<&Passage<'a>> = case.part(part).collect();
        unpaired(&passages, &mut found);
        for passage in passages {
            let mut spots = Vec::new();
            straight_quotes(passage.text, &mut spots);
            dots_and_dashes(passage.text, &mut spots);
            blanks(passage, &mut spots);
            found.extend(spots.into_iter().map(|spot| (passage, spot)));
        }
    }
    found
}

fn spot(kind: Kind, start: usize, end: usize, changes: Vec<Change>) -> Spot {
    Spot {
        kind,
        start,
        end,
        changes,
    }
}

/// 《 （ “ whose other half is missing. Brackets and quotes may close in a later paragraph, titles may not.
fn unpaired<'p, 'a>(passages: &[&'p Passage<'a>], found: &mut Vec<(&'p Passage<'a>, Spot)>) {
    for marks in [&['《', '》'][..], &['（', '）', '(', ')'], &['“', '”']] {
        let singles: Vec<Vec<Single>> = passages
            .iter()
            .map(|passage| singles(passage.text, marks))
            .collect();
        let spans_paragraphs =
            marks[0] != '《' && singles.iter().filter(|singles| !singles.is_empty()).count() > 1;
        if spans_paragraphs {
            continue;
        }
        for (index, (passage, singles)) in passages.iter().zip(singles).enumerate() {
            // Each paragraph of a long quotation opens it anew, only the last closes it.
            let next_quotes = passages
                .get(index + 1)
                .is_some_and(|next| next.text.starts_with('“'));
            if marks[0] == '“' && next_quotes {
                continue;
            }
            let told = if marks[0] == '“' {
                reversed(passage.text, &singles)
            } else {
                Vec::new()
            };
            if !told.is_empty() {
                found.extend(told.into_iter().map(|spot| (*passage, spot)));
                continue;
            }
            for (at, _) in singles
                .into_iter()
                .filter(|single| !is_of_its_own(passage.text, *single))
            {
                let length = passage.text[at..].chars().next().map_or(0, char::len_utf8);
                found.push((*passage, spot(Kind::Single, at, at + length, Vec::new())));
            }
        }
    }
}

/// The marks of a kind without their other half; opening and closing ones alternate in `marks`.
fn singles(text: &str, marks: &[char]) -> Vec<Single> {
    let mut open = Vec::new();
    let mut found = Vec::new();
    for (at, c) in text.char_indices() {
        match marks.iter().position(|mark| *mark == c) {
            Some(index) if index % 2 == 0 => open.push((at, true)),
            Some(_) if open.pop().is_none() => found.push((at, false)),
            _ => {}
        }
    }
    found.extend(open);
    found.sort_unstable();
    found
}

/// Whether a bracket alone is right as it is: that of a number, 1） or a）, or a half-width one beside no Chinese.
fn is_of_its_own(text: &str, (at, opens): Single) -> bool {
    let mark = text[at..].chars().next();
    let next = text[at..].chars().nth(1);
    match mark {
        Some('(') => opens && !next.is_some_and(is_han),
        Some(')') => true,
        Some('）') => {
            let before = &text[..at];
            let number = |c: char| c.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(c);
            let label: Vec<char> = before.chars().rev().take(4).take_while(|c| number(*c)).collect();
            let length: usize = label.iter().map(|c| c.len_utf8()).sum();
            let lead = before[..before.len() - length].chars().next_back();
            (1..=3).contains(&label.len()) && lead.is_none_or(|c| !is_han(c))
        }
        _ => false,
    }
}

/// Quotes the wrong way round, ”三审三校“: all single quotes of a paragraph in such pairs, or none.
fn reversed(text: &str, singles: &[Single]) -> Vec<Spot> {
    let quote = '“'.len_utf8();
    let pairs = singles.chunks(2).map(|pair| match pair {
        [(start, false), (end, true)] => {
            let inside = &text[start + quote..*end];
            let is_short = first_chars(inside, LONGEST_QUOTED + 1).len() == inside.len();
            (is_short && !inside.is_empty() && !inside.contains(['。', '，'])).then(|| {
                let changes = vec![
                    Change::new(*start, start + quote, "“"),
                    Change::new(*end, end + quote, "”"),
                ];
                spot(Kind::Reversed, *start, end + quote, changes)
            })
        }
        _ => None,
    });
    pairs.collect::<Option<Vec<Spot>>>().unwrap_or_default()
}

/// "三审三校" with the marks of a keyboard. Inches and English are left alone.
fn straight_quotes(text: &str, found: &mut Vec<Spot>) {
    let quotes: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
    if !quotes.len().is_multiple_of(2) {
        return;
    }
    let is_chinese = |c: char| is_han(c) || "，。；：、！？《》（）".contains(c);
    for pair in quotes.chunks(2) {
        let [start, end] = *pair else { continue };
        let inside = &text[start + 1..end];
        let before = text[..start].chars().next_back();
        let after = text[end + 1..].chars().next();
        let surrounded = before.is_none_or(is_chinese) && after.is_none_or(is_chinese);
        let is_slip = !before.is_some_and(|c| c.is_ascii_digit())
            && !inside.is_empty()
            && (inside.chars().any(is_han) || (surrounded && text.contains(is_han)));
        if is_slip {
            let changes = if inside.contains(['“', '”']) {
                Vec::new()
            } else {
                vec![Change::new(start, start + 1, "“"), Change::new(end, end + 1, "”")]
            };
            found.push(spot(Kind::Straight, start, end + 1, changes));
        }
    }
}

/// `...`, `。。。` and `--` beside Chinese.
fn dots_and_dashes(text: &str, found: &mut Vec<Spot>) {
    let mut rest_at = 0;
    while let Some(at) = text[rest_at..].find(['.', '。', '-']).map(|at| rest_at + at) {
        let mark = text[at..].chars().next().unwrap_or('.');
        let length = text[at..].len() - text[at..].trim_start_matches(mark).len();
        let end = at + length;
        rest_at = end;
        let count = length / mark.len_utf8();
        let before = text[..at].chars().next_back();
        let after = text[end..].chars().next();
        let chinese = |c: char| is_han(c) || "，。；：、！？“”《》（）".contains(c);
        let amid = before.is_some_and(chinese) && after.is_none_or(chinese);
        let (kind, right, usual) = match mark {
            '。' if count >= 2 => (Kind::Dots, "……", 3),
            '.' if count >= 2 && amid => (Kind::Dots, "……", 3),
            '-' if count >= 2 && amid && after.is_some() => (Kind::Dash, "——", 2),
            _ => continue,
        };
        let changes = if count == usual && mark != '。' {
            vec![Change::new(at, end, right)]
        } else {
            Vec::new()
        };
        found.push(spot(kind, at, end, changes));
    }
}

/// Blanks between Chinese characters of a sentence. In quotes, titles and brackets they may be part of a name.
fn blanks(passage: &Passage<'_>, found: &mut Vec<Spot>) {
    let text = passage.text;
    if passage.heading || !text.contains(['，', '。', '；']) {
        return;
    }
    let is_mark = |c: char| "，。；：、".contains(c);
    let mut depth = 0_usize;
    let mut before = None;
    let mut run: Option<usize> = None;
    for (at, c) in text.char_indices() {
        match c {
            ' ' | '\u{3000}' => {
                run = run.or(Some(at));
                continue;
            }
            '“' | '《' | '（' | '(' => depth += 1,
            '”' | '》' | '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if let (Some(start), Some(last)) = (run.take(), before)
            && depth == 0
        {
            let by_mark = (is_han(last) && is_mark(c)) || (is_mark(last) && is_han(c));
            let changes = if by_mark {
                vec![Change::new(start, at, "")]
            } else {
                Vec::new()
            };
            if by_mark || (is_han(last) && is_han(c)) {
                found.push(spot(Kind::Blank, start, at, changes));
            }
        }
        before = Some(c);
    }
}
