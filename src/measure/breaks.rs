//! Where a line may end.

use super::punct::{breaks_long_word, in_word, is_connector, not_at_line_end, not_at_line_start, one_mark};
use crate::style::BreakLevel;
use std::ops::Range;

/// How far a piece that should stay whole may be pushed to the next line, in characters.
pub(crate) const FARTHEST_PUSH: usize = 4;

/// What is known about the places between the characters of a text.
#[derive(Clone, Debug)]
pub(crate) struct Breaks {
    /// For each character, whether a line may begin with it.
    before: Vec<Break>,
    /// Pieces better kept whole: larger ones before the smaller ones in them.
    whole: Vec<Range<usize>>,
}

/// Whether a line may begin with a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Break {
    Never,
    /// Inside a number such as 0000-80000001, if it is longer than a line.
    InNumber,
    /// Inside a word, if nothing else fits.
    InLongWord,
    Allowed,
}

impl Breaks {
    /// The breaks of a text.
    pub(crate) fn of(text: &[char], level: BreakLevel) -> Self {
        let before = (0..text.len())
            .map(|at| {
                if at == 0 {
                    Break::Never
                } else {
                    break_before(text, at, level)
                }
            })
            .collect();
        Breaks {
            before,
            whole: whole_pieces(text),
        }
    }

    /// Whether a line may begin with a character without need.
    pub(crate) fn allows(&self, at: usize) -> bool {
        self.before.get(at) == Some(&Break::Allowed)
    }

    /// The last joint of a long word, such as an address on the web, after `start` and up to `full`.
    pub(crate) fn last_joint(&self, start: usize, full: usize) -> Option<usize> {
        (start + 1..=full)
            .rev()
            .find(|&at| self.before.get(at) == Some(&Break::InLongWord))
    }

    /// The next place after one where a line may begin without parting what should stay whole.
    pub(crate) fn next_clean(&self, after: usize, farthest: usize) -> Option<usize> {
        let parts = |at: usize| self.whole.iter().any(|piece| piece.start < at && at < piece.end);
        (after..=farthest).find(|&at| at == self.before.len() || self.allows(at) && !parts(at))
    }

    /// Whether letter-spacing may widen the gap before a character.
    pub(crate) fn stretches_before(&self, text: &[char], at: usize) -> bool {
        let (left, right) = (text[at - 1], text[at]);
        !(one_mark(left, right) || in_word(left) && in_word(right))
    }

    /// Where to end a line that began at `start` and holds at most the characters before `full`.
    ///
    /// The result lies after `start`, so that every line holds something.
    pub(crate) fn line_end(&self, start: usize, full: usize) -> usize {
        let last = |kind| {
            (start + 1..=full)
                .rev()
                .find(|&at| self.before.get(at) == Some(&kind))
        };
        let Some(end) = last(Break::Allowed) else {
            return last(Break::InLongWord)
                .or_else(|| last(Break::InNumber))
                .unwrap_or_else(|| full.max(start + 1));
        };
        let pushes = |piece: &&Range<usize>| {
            piece.start > start
                && piece.len() <= full - start
                && full - piece.start <= FARTHEST_PUSH
                && self.allows(piece.start)
        };
        let parted = self
            .whole
            .iter()
            .filter(|piece| piece.start < end && end < piece.end);
        // A date too long to be pushed is parted between its year, month and day.
        parted.into_iter().find(pushes).map_or(end, |piece| piece.start)
    }
}

fn break_before(text: &[char], at: usize, level: BreakLevel) -> Break {
    let (left, right) = (text[at - 1], text[at]);
    if in_word(left) && in_word(right) {
        let joint = breaks_long_word(left) && !breaks_long_word(right) && !not_at_line_end(left, level);
        return match joint {
            true if joins_digits(text, at - 1) => Break::InNumber,
            true => Break::InLongWord,
            false => Break::Never,
        };
    }
    let forbidden = not_at_line_start(right, level)
        || not_at_line_end(left, level)
        || one_mark(left, right)
        || is_connector(text, at)
        || right == ' ';
    if forbidden { Break::Never } else { Break::Allowed }
}

/// Whether a mark stands between digits and makes one number of them: 0000-80000001, 12.5. A stroke parts two numbers.
fn joins_digits(text: &[char], mark: usize) -> bool {
    let is_digit = |at: Option<&char>| at.is_some_and(char::is_ascii_digit);
    matches!(text[mark], '-' | '.' | ':')
        && mark > 0
        && is_digit(text.get(mark - 1))
        && is_digit(text.get(mark + 1))
}

/// Units that a number keeps, a longer one before its beginning.
const UNITS: &[&str] = &[
    "个工作日",
    "个自然日",
    "个百分点",
    "个小时",
    "个月",
    "工作日",
    "百分点",
    "平方公里",
    "平方米",
    "立方米",
    "公里",
    "公顷",
    "公斤",
    "小时",
    "分钟",
    "万人次",
    "人次",
    "件次",
    "万元",
    "亿元",
    "万件",
    "亿件",
    "万条",
    "万人",
    "万次",
    "亿次",
    "年度",
    "年",
    "月",
    "日",
    "时",
    "分",
    "秒",
    "号",
    "条",
    "件",
    "次",
    "人",
    "个",
    "项",
    "元",
    "万",
    "亿",
    "页",
    "份",
    "名",
    "户",
    "篇",
    "场",
    "家",
    "起",
    "期",
    "批",
    "宗",
    "册",
    "点",
    "字",
    "处",
    "所",
    "座",
    "间",
    "套",
    "台",
    "辆",
    "只",
    "张",
    "幅",
    "块",
    "类",
    "种",
    "轮",
    "届",
    "季",
    "周",
    "天",
    "岁",
    "倍",
    "成",
    "例",
    "组",
    "队",
    "支",
    "班",
    "部",
    "本",
    "卷",
    "级",
    "亩",
    "吨",
    "米",
    "度",
    "股",
    "门",
    "段",
    "步",
    "遍",
    "趟",
    "村",
    "镇",
    "县",
    "区",
    "市",
];

/// Numbers with their units, dates, 〔2021〕30号, 第二十条第（一）项; in what has several numbers each of them too.
fn whole_pieces(text: &[char]) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let end = piece_end(text, at);
        if end > at + 1 {
            pieces.push(at..end);
            pieces.extend(numbers_in(text, at..end));
        }
        at = end.max(at + 1);
    }
    pieces
}

/// The numbers with units that a piece consists of, if it is more than one.
fn numbers_in(text: &[char], piece: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut at = piece.start;
    std::iter::from_fn(move || {
        let start = at;
        at = quantity_end(text, start);
        (at > start).then_some(start..at)
    })
    .filter(move |part| part.len() > 1 && *part != piece)
}

/// The end of the piece that begins at a character, or the character itself when none does.
fn piece_end(text: &[char], start: usize) -> usize {
    match text[start] {
        '第' => clause_end(text, start),
        '〔' | '0'..='9' => number_end(text, start),
        _ => start,
    }
}

/// 第二十条第（一）项: 第, a numeral, a unit, as often as they follow each other.
fn clause_end(text: &[char], start: usize) -> usize {
    let mut end = start;
    while text.get(end) == Some(&'第') {
        let numeral = run(text, end + 1, |ch| {
            matches!(ch, '（' | '）' | '〇' | '零' | '百' | '千' | '0'..='9')
                || "一二三四五六七八九十".contains(ch)
        });
        if numeral == end + 1
            || !text
                .get(numeral)
                .is_some_and(|unit| "条款项章节编号次届".contains(*unit))
        {
            break;
        }
        end = numeral + 1;
    }
    end
}

/// A number, the unit after it, and further numbers with units: 2021年12月31日, 38条, 〔2021〕30号, 12.5%.
fn number_end(text: &[char], start: usize) -> usize {
    let mut end = start;
    loop {
        let next = quantity_end(text, end);
        if next == end {
            return end;
        }
        end = next;
    }
}

/// A number and the unit after it; the character itself when none begins there. 余 and 多 may stand between.
fn quantity_end(text: &[char], start: usize) -> usize {
    let opened = start + usize::from(text.get(start) == Some(&'〔'));
    let digits = run(text, opened, |ch| ch.is_ascii_digit() || ch == '.');
    if !text[start..digits].iter().any(char::is_ascii_digit) {
        return start;
    }
    let number = digits + usize::from(text.get(digits) == Some(&'〕'));
    let end = run(text, number, |ch| "%％‰℃".contains(ch));
    let about = run(text, end, |ch| matches!(ch, '余' | '多')).min(end + 1);
    let unit = |at: usize| {
        let is_next = |unit: &&&str| {
            unit.chars()
                .eq(text[at..].iter().copied().take(unit.chars().count()))
        };
        UNITS.iter().find(is_next).map(|unit| at + unit.chars().count())
    };
    unit(about).unwrap_or(end)
}

fn run(text: &[char], start: usize, belongs: impl Fn(char) -> bool) -> usize {
    text[start.min(text.len())..]
        .iter()
        .position(|&ch| !belongs(ch))
        .map_or(text.len(), |length| start + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text broken into lines of so many characters.
    fn broken(text: &str, room: usize) -> Vec<String> {
        broken_at(text, room, BreakLevel::Basic)
    }

    fn broken_at(text: &str, room: usize, level: BreakLevel) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        let breaks = Breaks::of(&chars, level);
        let mut lines = Vec::new();
        let mut start = 0;
        while start < chars.len() {
            let full = start + room;
            let end = if full >= chars.len() {
                chars.len()
            } else {
                breaks.line_end(start, full)
            };
            lines.push(chars[start..end].iter().collect());
            start = end;
        }
        lines
    }

    #[test]
    fn no_line_begins_with_a_stop_or_ends_with_an_opening_bracket() {
        assert_eq!(broken("一二三四，五", 4), ["一二三", "四，五"]);
        assert_eq!(broken("一二三（四）五", 4), ["一二三", "（四）五"]);
        assert_eq!(broken("一二三四”。五", 4), ["一二三", "四”。五"]);
        assert_eq!(broken("一二三——五", 4), ["一二三", "——五"]);
    }

    #[test]
    fn levels_add_what_may_not_stand_at_an_edge() {
        assert_eq!(broken_at("一二三——五", 3, BreakLevel::Basic), ["一二三", "——五"]);
        assert_eq!(
            broken_at("一二三——五", 3, BreakLevel::Strict),
            ["一二", "三——", "五"]
        );
        assert_eq!(broken_at("一二三／四", 4, BreakLevel::Basic), ["一二三／", "四"]);
        assert_eq!(broken_at("一二三／四", 4, BreakLevel::Gb), ["一二", "三／四"]);
        assert_eq!(broken("甲年至—乙年", 3), ["甲年", "至—乙", "年"]);
    }

    #[test]
    fn a_date_too_long_to_be_pushed_is_parted_between_its_numbers() {
        assert_eq!(broken("自2025年12月31日起", 11), ["自2025年12月", "31日起"]);
        assert_eq!(broken("自2025年12月31日起", 7), ["自2025年", "12月31日起"]);
        assert_eq!(broken("国发〔2025〕12号文", 10), ["国发〔2025〕", "12号文"]);
        assert_eq!(broken("第二十条第（一）项", 8), ["第二十条第（一）", "项"]);
    }

    #[test]
    fn numbers_keep_their_units() {
        for unit in [
            "篇",
            "场",
            "家",
            "起",
            "期",
            "平方米",
            "个工作日",
            "余件",
            "多万元",
            "年度",
        ] {
            let kept = format!("36{unit}");
            let text = format!("一二三四五六七{kept}");
            for room in 7..7 + kept.chars().count() {
                assert_eq!(broken(&text, room.min(10))[0], "一二三四五六七", "{text} {room}");
            }
        }
        // What follows a number is not always its unit.
        assert_eq!(broken("一二三36与四", 5), ["一二三36", "与四"]);
    }

    #[test]
    fn numbers_and_words_stay_whole() {
        assert_eq!(broken("一二三2021年", 5), ["一二三", "2021年"]);
        assert_eq!(broken("一二三四38条", 6), ["一二三四", "38条"]);
        assert_eq!(broken("据〔2021〕30号文", 8), ["据〔2021〕", "30号文"]);
        assert_eq!(broken("第二十条第（一）项", 9), ["第二十条第（一）项"]);
        assert_eq!(broken("按照第二十条规定", 5), ["按照", "第二十条规", "定"]);
        assert_eq!(
            broken("按照规定第二十条第（一）项公开", 8),
            ["按照规定第二十条", "第（一）项公开"]
        );
    }

    #[test]
    fn a_word_longer_than_a_line_breaks_at_a_joint_and_at_last_anywhere() {
        assert_eq!(
            broken("www.example.gov.cn/zwgk", 16),
            ["www.example.gov.", "cn/zwgk"]
        );
        assert_eq!(broken("12345678901", 4), ["1234", "5678", "901"]);
        assert_eq!(broken("0000-80000001", 10), ["0000-", "80000001"]);
        assert_eq!(broken("，，，，，", 2), ["，，", "，，", "，"]);
    }
}
