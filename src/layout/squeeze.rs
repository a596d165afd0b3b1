//! Squeezing: marks give up their blank halves so that a line holds what would else be pushed to the next (先挤进，后推出).

use crate::measure::punct::{BlankHalf, blank_half};
use crate::units::Length;

/// The mark at the line end gives first.
const AT_LINE_END: u8 = 0;

/// A mark of a line that can give up room.
struct Mark {
    at: usize,
    order: u8,
    half: BlankHalf,
    room: Length,
}

/// The most a line can give up. `blanks` are the blank halves of its characters, as far as they are marks.
pub(super) fn most(chars: &[char], blanks: &[Length]) -> Length {
    marks(chars, blanks).iter().map(|mark| mark.room).sum()
}

/// What each character's advance loses so that the line becomes narrower by `wanted`, and how far its first character
/// moves left: the blank half of an opening mark lies before it, so the advance before it loses.
pub(super) fn shares(chars: &[char], blanks: &[Length], wanted: Length) -> (Length, Vec<Length>) {
    let mut losses = vec![Length::ZERO; chars.len()];
    let mut first = Length::ZERO;
    let mut wanted = wanted;
    let marks = marks(chars, blanks);
    for order in 0..=marks.iter().map(|mark| mark.order).max().unwrap_or(0) {
        let mut group: Vec<&Mark> = marks.iter().filter(|mark| mark.order == order).collect();
        group.sort_by_key(|mark| mark.room);
        let mut left = group.len() as i64;
        for mark in group {
            // Even shares; what one cannot give falls to those after it, which can give at least as much.
            let loss = Length::emu((wanted.as_emu() + left - 1) / left.max(1)).min(mark.room);
            left -= 1;
            wanted -= loss;
            match mark.half {
                BlankHalf::Right => losses[mark.at] += loss,
                BlankHalf::Left if mark.at == 0 => first += loss,
                BlankHalf::Left => losses[mark.at - 1] += loss,
            }
        }
    }
    (first, losses)
}

fn marks(chars: &[char], blanks: &[Length]) -> Vec<Mark> {
    let mark = |(at, (ch, blank)): (usize, (&char, &Length))| {
        let (order, half) = blank_half(*ch)?;
        let ends_line = at + 1 == chars.len() && half == BlankHalf::Right;
        let order = if ends_line { AT_LINE_END } else { order + 1 };
        Some(Mark {
            at,
            order,
            half,
            room: *blank,
        })
    };
    chars.iter().zip(blanks).enumerate().filter_map(mark).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shares_of(text: &str, wanted: i64) -> (Length, Vec<Length>) {
        let chars: Vec<char> = text.chars().collect();
        shares(&chars, &vec![Length::pt(8); chars.len()], Length::pt(wanted))
    }

    #[test]
    fn the_mark_at_the_line_end_gives_first_then_brackets_then_commas() {
        let pt = Length::pt;
        assert_eq!(
            shares_of("一，（二。", 8),
            (pt(0), vec![pt(0), pt(0), pt(0), pt(0), pt(8)])
        );
        assert_eq!(
            shares_of("一，（二。", 12),
            (pt(0), vec![pt(0), pt(4), pt(0), pt(0), pt(8)])
        );
        assert_eq!(
            shares_of("一，（二。", 20),
            (pt(0), vec![pt(0), pt(8 + 4), pt(0), pt(0), pt(8)])
        );
        assert_eq!(
            shares_of("《一》二", 10),
            (pt(5), vec![pt(0), pt(0), pt(5), pt(0)])
        );
    }

    #[test]
    fn a_line_gives_half_an_em_a_mark() {
        let chars: Vec<char> = "一，（二）。".chars().collect();
        assert_eq!(most(&chars, &[Length::pt(5); 6]), Length::pt(20));
        assert_eq!(most(&['一'], &[Length::pt(5)]), Length::ZERO);
    }
}
