//! The title: broken at word boundaries into even lines, as a trapezium or a rhombus (GB/T 9704-2012, 7.3.1).

use super::advance;
use super::breaks::Breaks;
use super::punct::{in_word, is_mark};
use super::words::{beside_words, ends_region, words_in};
use crate::doc::Heading;
use crate::font::FontSet;
use crate::style::{BreakLevel, Style, TextStyle};
use crate::units::Length;
use std::collections::BTreeMap;
use std::ops::Range;

/// Longer texts are no titles; they are broken wherever a line is full.
const LONGEST: usize = 300;

/// Fewer lines than this are any shape, more have none.
const LEAST_SHAPED: usize = 3;
const MOST_SHAPED: usize = 6;

/// The lines of a title as bytes of its text: as few as fit, at word boundaries where that is possible, never narrower in
/// the middle than above and below where that can be helped, as even as that allows, pieces that are to be kept whole on
/// one line where they fit. None for an empty title.
pub fn title(title: &Heading, style: &Style, fonts: &FontSet) -> Vec<Range<usize>> {
    balanced(
        &title.text,
        &title.keep_whole,
        &style.title,
        style.page.text_width,
        fonts,
    )
}

/// The lines of a short text as those of a title: of a name too long for one line, say.
pub(super) fn balanced(
    text: &str,
    keep_whole: &[Range<usize>],
    style: &TextStyle,
    room: Length,
    fonts: &FontSet,
) -> Vec<Range<usize>> {
    let bytes: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let chars: Vec<char> = text.chars().collect();
    let advances = chars.iter().map(|ch| advance(*ch, style, fonts));
    let text = Text::new(&chars, advances);
    let char_at = |byte: &usize| bytes.binary_search(byte).ok();
    let keep_whole: Vec<Range<usize>> = keep_whole
        .iter()
        .filter_map(|piece| Some(char_at(&piece.start)?..char_at(&piece.end)?))
        .filter(|piece| piece.start < piece.end)
        .collect();
    let lines = lines(&text, &keep_whole, room);
    lines
        .into_iter()
        .map(|line| bytes[line.start]..bytes[line.end])
        .collect()
}

/// Characters and how wide the text is before each of them, and as a whole.
struct Text<'a> {
    chars: &'a [char],
    before: Vec<Length>,
}

impl<'a> Text<'a> {
    fn new(chars: &'a [char], advances: impl Iterator<Item = Length>) -> Self {
        let mut before = vec![Length::ZERO];
        let mut width = Length::ZERO;
        before.extend(advances.map(|advance| {
            width += advance;
            width
        }));
        Text { chars, before }
    }

    /// Width of a range of characters, spaces at its end left out.
    fn width(&self, range: Range<usize>) -> Length {
        let spaces = self.chars[range.clone()]
            .iter()
            .rev()
            .take_while(|ch| **ch == ' ')
            .count();
        self.before[range.end - spaces] - self.before[range.start]
    }
}

fn lines(title: &Text, keep_whole: &[Range<usize>], room: Length) -> Vec<Range<usize>> {
    if title.chars.is_empty() {
        return Vec::new();
    }
    if title.chars.len() > LONGEST {
        return full_lines(title, room);
    }
    let words = boundaries(title.chars, keep_whole);
    let loose = boundaries(title.chars, &[]);
    let runs_on = |line: Range<usize>| {
        keep_whole
            .iter()
            .any(|piece| line.start < piece.end && piece.end < line.end)
    };
    let even = best(title, &words, room, &runs_on)
        .map(|lines| (lines, &words))
        .or_else(|| Some((best(title, &loose, room, &runs_on)?, &loose)));
    let Some((lines, ends)) = even else {
        return full_lines(title, room);
    };
    let known = known_ends(title.chars, ends);
    let at_known = best(title, &known, room, &runs_on).filter(|known| known.len() == lines.len());
    at_known
        .and_then(|even| {
            if even.len() < LEAST_SHAPED {
                Some(even)
            } else {
                shaped(title, &known, room, &runs_on, even.len())
            }
        })
        .or_else(|| shaped(title, ends, room, &runs_on, lines.len()))
        .unwrap_or(lines)
}

/// Those boundaries that are known to part no word: beside one of the list, behind the name of a region, beside a mark or
/// a figure. Between other characters may be the middle of a name, such as 察布查尔.
fn known_ends(text: &[char], ends: &[usize]) -> Vec<usize> {
    let beside = beside_words(text);
    let is_han = |at: usize| !in_word(text[at]) && !is_mark(text[at]);
    let is_known = |&at: &usize| {
        at == text.len() || beside[at] || ends_region(text[at - 1]) || !is_han(at - 1) || !is_han(at)
    };
    ends.iter().copied().filter(is_known).collect()
}

/// How uneven a line is; `None` when it does not fit. A line that runs on past the end of a piece kept whole counts as
/// uneven: the organ's name is to stand by itself.
fn unevenness(
    title: &Text,
    line: Range<usize>,
    room: Length,
    runs_on: &impl Fn(Range<usize>) -> bool,
) -> Option<i128> {
    let slack = room - title.width(line.clone());
    let uneven = if runs_on(line) { room } else { slack };
    (slack >= Length::ZERO).then(|| i128::from(uneven.as_emu()).pow(2))
}

/// A line from one boundary to another, by their places in the list, and whether the lines have begun to get narrower.
type Step = (usize, usize, bool);

/// The most even way to set the text in so many lines of which none is narrower than both one above and one below it:
/// a trapezium or a rhombus. `None` when there is no such way.
fn shaped(
    title: &Text,
    ends: &[usize],
    room: Length,
    runs_on: &impl Fn(Range<usize>) -> bool,
    count: usize,
) -> Option<Vec<Range<usize>>> {
    if !(LEAST_SHAPED..=MOST_SHAPED).contains(&count) {
        return None;
    }
    let starts: Vec<usize> = std::iter::once(0).chain(ends.iter().copied()).collect();
    let last = starts.len() - 1;
    let line = |from: usize, to: usize| starts[from]..starts[to];
    let left_over = |from: usize| title.width(starts[from]..starts[last]);
    // For each number of lines, every last line with the least unevenness so far and the line above it.
    let mut known: Vec<BTreeMap<Step, (i128, Step)>> =
        vec![BTreeMap::from([((0, 0, false), (0, (0, 0, false)))])];
    for number in 1..=count {
        let mut next: BTreeMap<Step, (i128, Step)> = BTreeMap::new();
        for (&above, &(before, _)) in &known[number - 1] {
            let (from, to, falls) = above;
            let width_above = title.width(line(from, to));
            for end in to + 1..=last {
                let Some(uneven) = unevenness(title, line(to, end), room, runs_on) else {
                    break;
                };
                let width = title.width(line(to, end));
                let rest_fits = left_over(end) <= room * (count - number) as i64;
                if falls && width > width_above || !rest_fits {
                    continue;
                }
                let step = (to, end, falls || width < width_above);
                let total = before + uneven;
                if next.get(&step).is_none_or(|(known, _)| total < *known) {
                    next.insert(step, (total, above));
                }
            }
        }
        known.push(next);
    }
    let ending = known[count].iter().filter(|((_, to, _), _)| *to == last);
    let (mut step, _) = ending.min_by_key(|(_, (total, _))| *total)?;
    let mut lines = Vec::new();
    for level in known.iter().skip(1).rev() {
        lines.push(line(step.0, step.1));
        step = &level.get(step)?.1;
    }
    lines.reverse();
    Some(lines)
}

/// Lines as full as they get.
fn full_lines(title: &Text, room: Length) -> Vec<Range<usize>> {
    let breaks = Breaks::of(title.chars, BreakLevel::Strict);
    let mut lines = Vec::new();
    let mut start = 0;
    while start < title.chars.len() {
        let fits = title.before[start + 1..]
            .iter()
            .take_while(|before| **before - title.before[start] <= room);
        let full = start + fits.count().max(1);
        let end = if full == title.chars.len() {
            full
        } else {
            breaks.line_end(start, full)
        };
        lines.push(start..end);
        start = end;
    }
    lines
}

/// Places where a line may begin, the end of the text included.
fn boundaries(text: &[char], keep_whole: &[Range<usize>]) -> Vec<usize> {
    let mut inside = vec![false; text.len() + 1];
    let mut keep = |piece: Range<usize>| {
        inside[piece].iter_mut().skip(1).for_each(|at| *at = true);
    };
    keep_whole.iter().cloned().for_each(&mut keep);
    words_in(text).into_iter().for_each(&mut keep);
    for start in 0..text.len() {
        if text[start].is_ascii_digit()
            && text
                .get(start + 1)
                .is_some_and(|next| next.is_ascii_digit() || *next == '年')
        {
            keep(start..start + 2);
        }
    }
    let breaks = Breaks::of(text, BreakLevel::Strict);
    (1..text.len())
        .filter(|&at| !inside[at] && breaks.allows(at))
        .chain([text.len()])
        .collect()
}

/// The most even way to set the text in the fewest lines, breaking only at `ends`; `None` when a piece is too wide.
///
/// Works through the boundaries once a line: `cost[k]` is the best sum of squared slacks with which the text up to
/// boundary k fills the lines so far.
fn best(
    title: &Text,
    ends: &[usize],
    room: Length,
    runs_on: &impl Fn(Range<usize>) -> bool,
) -> Option<Vec<Range<usize>>> {
    let starts: Vec<usize> = std::iter::once(0).chain(ends.iter().copied()).collect();
    let last = starts.len() - 1;
    let mut cost: Vec<Option<i128>> = vec![None; starts.len()];
    cost[0] = Some(0);
    let mut came_from: Vec<Vec<usize>> = Vec::new();
    while cost[last].is_none() {
        let mut next = vec![None; starts.len()];
        let mut from = vec![0; starts.len()];
        for end in 1..starts.len() {
            for start in (0..end).rev() {
                let Some(uneven) = unevenness(title, starts[start]..starts[end], room, runs_on) else {
                    break;
                };
                let Some(before) = cost[start] else { continue };
                let total = before + uneven;
                if next[end].is_none_or(|known| total < known) {
                    next[end] = Some(total);
                    from[end] = start;
                }
            }
        }
        if next.iter().all(Option::is_none) || came_from.len() > starts.len() {
            return None;
        }
        // A boundary reached with fewer lines is not reached again with more: only this line's ends count.
        cost = next;
        came_from.push(from);
    }
    let mut lines = Vec::new();
    let mut end = last;
    for from in came_from.iter().rev() {
        lines.push(starts[from[end]]..starts[end]);
        end = from[end];
    }
    lines.reverse();
    Some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::{HeadingLevel, Origin};

    fn lines_of(text: &str, agency: &str) -> Vec<String> {
        let heading = Heading {
            id: Default::default(),
            origin: Origin::default(),
            level: HeadingLevel::One,
            text: text.to_owned(),
            keep_whole: vec![0..agency.len(), 0..1, 0..9999, 3..3],
        };
        let (style, fonts) = (Style::default(), FontSet::bundled().unwrap());
        let lines = title(&heading, &style, fonts);
        let widest = |line: &Range<usize>| super::super::width(&text[line.clone()], &style.title, fonts);
        assert!(lines.iter().all(|line| widest(line) <= style.page.text_width));
        lines.into_iter().map(|line| text[line].to_owned()).collect()
    }

    #[test]
    fn a_long_title_breaks_after_the_organ() {
        let agency = "集安市青石镇人民政府";
        let title = format!("{agency}2021年政府信息公开工作年度报告");
        assert_eq!(
            lines_of(&title, agency),
            [agency, "2021年政府信息公开工作年度报告"]
        );
        assert_eq!(lines_of("2021年年度报告", ""), ["2021年年度报告"]);
        assert_eq!(lines_of("", ""), Vec::<String>::new());
    }

    #[test]
    fn no_word_of_a_title_of_many_lines_is_cut() {
        let agency =
            "某自治州某自治县国家级经济技术开发区管理委员会社会事务与政务服务数据管理局综合行政执法大队";
        let title = format!("{agency}2025年政府信息公开工作年度报告");
        let lines = lines_of(&title, agency);
        assert_eq!(lines.concat(), title);
        assert!(lines.len() > 2);
        assert!(
            lines.iter().any(|line| line.contains("政府信息公开")),
            "{lines:?}"
        );
        assert!(lines.iter().any(|line| line.ends_with("年度报告")), "{lines:?}");
    }

    /// Whether no line is narrower than both one above and one below it.
    fn has_shape(widths: &[Length]) -> bool {
        let widest = (0..widths.len()).max_by_key(|at| widths[*at]).unwrap_or(0);
        widths[..=widest].is_sorted() && widths[widest..].iter().rev().is_sorted()
    }

    #[test]
    fn lines_of_a_title_are_a_trapezium_or_a_rhombus() {
        let em = Length::pt(22);
        let text = Text::new(&['长'; 44], std::iter::repeat_n(em, 44));
        let ends = [14, 19, 27, 33, 44];
        let widths = |lines: Option<Vec<Range<usize>>>| -> Vec<Length> {
            lines.unwrap().into_iter().map(|line| text.width(line)).collect()
        };
        let even = widths(best(&text, &ends, em * 20, &|_| false));
        assert!(
            !has_shape(&even),
            "the most even lines are an hourglass: {even:?}"
        );
        let shapely = widths(shaped(&text, &ends, em * 20, &|_| false, 3));
        assert!(has_shape(&shapely) && shapely.len() == 3);
        assert_eq!(shaped(&text, &[18, 26, 44], em * 20, &|_| false, 3), None);

        let (style, fonts) = (Style::default(), FontSet::bundled().unwrap());
        for agency in [
            "某自治州人力资源和社会保障局劳动保障监察综合行政执法支队",
            "某省某市某区国家级经济技术开发区管理委员会社会事务与政务服务数据管理局",
            "中国（某某）自由贸易试验区某某片区管理委员会综合监督管理和综合行政执法局",
        ] {
            let title = format!("{agency}2025年政府信息公开工作年度报告");
            let lines = lines_of(&title, agency);
            let widths: Vec<Length> = lines
                .iter()
                .map(|line| super::super::width(line, &style.title, fonts))
                .collect();
            assert!(lines.len() > 2 && has_shape(&widths), "{lines:?}");
            assert_eq!(lines.concat(), title);
        }
    }

    #[test]
    fn a_line_ends_behind_a_region_rather_than_in_a_name_that_no_list_has() {
        let agency = "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县纳达齐牛录乡人民政府";
        let title = format!("{agency}2021年政府信息公开工作年度报告");
        assert_eq!(
            lines_of(&title, agency),
            [
                "新疆维吾尔自治区伊犁哈萨克自治州",
                "察布查尔锡伯自治县纳达齐牛录乡人民政府",
                "2021年政府信息公开工作年度报告",
            ]
        );
        // Not at the price of one more line.
        assert_eq!(lines_of(&"长".repeat(40), "").len(), 2);
    }

    #[test]
    fn what_is_no_title_is_still_set_in_lines() {
        let text = "长".repeat(900);
        assert_eq!(lines_of(&text, "").concat(), text);
        assert_eq!(lines_of("㙍𬭎 a b ", "").concat(), "㙍𬭎 a b ");
    }
}
