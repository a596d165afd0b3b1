//! The title: broken at word boundaries into lines of a balanced shape (GB/T 9704-2012, 7.3.1).

use super::breaks::Breaks;
use super::paragraph::Shaped;
use crate::style::BreakLevel;
use crate::units::Length;
use std::ops::Range;

/// Words of official titles that are not split.
const WORDS: [&str; 12] = [
    "政府信息公开",
    "年度报告",
    "人民政府",
    "办公室",
    "工作",
    "关于",
    "通知",
    "情况",
    "委员会",
    "办事处",
    "街道",
    "自治",
];

/// Longer texts are no titles and are set like running text.
const LONGEST: usize = 300;

/// The lines of a title: as few as fit, at word boundaries where that is possible, as even as those allow.
///
/// `keep_whole` holds ranges of characters kept on one line where they fit.
pub(super) fn lines(title: &Shaped, keep_whole: &[Range<usize>], room: Length) -> Vec<Range<usize>> {
    if title.chars().len() > LONGEST {
        return title.lines(room, Length::ZERO);
    }
    let words = boundaries(title.chars(), keep_whole);
    let loose = boundaries(title.chars(), &[]);
    let runs_on = |line: Range<usize>| {
        keep_whole
            .iter()
            .any(|piece| line.start < piece.end && piece.end < line.end)
    };
    best(title, &words, room, &runs_on)
        .or_else(|| best(title, &loose, room, &runs_on))
        .unwrap_or_else(|| title.lines(room, Length::ZERO))
}

/// Places where a line may begin, the end of the text included.
fn boundaries(text: &[char], keep_whole: &[Range<usize>]) -> Vec<usize> {
    let mut inside = vec![false; text.len() + 1];
    let mut keep = |piece: Range<usize>| {
        inside[piece].iter_mut().skip(1).for_each(|at| *at = true);
    };
    keep_whole.iter().cloned().for_each(&mut keep);
    for start in 0..text.len() {
        for word in WORDS {
            let length = word.chars().count();
            if text[start..].iter().take(length).copied().eq(word.chars()) {
                keep(start..start + length);
            }
        }
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
/// boundary k fills the lines so far. A line that runs on past the end of a piece kept whole counts as uneven: the
/// organ's name is to stand by itself.
fn best(
    title: &Shaped,
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
                let slack = room - title.width(starts[start]..starts[end]);
                if slack < Length::ZERO {
                    break;
                }
                let Some(before) = cost[start] else { continue };
                let uneven = if runs_on(starts[start]..starts[end]) {
                    room
                } else {
                    slack
                };
                let total = before + i128::from(uneven.as_emu()).pow(2);
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
