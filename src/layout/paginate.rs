//! Slabs onto pages. Knows nothing of text: heights, gaps, and what must stay together.

use crate::units::Length;
use std::ops::Range;

/// Something that is not cut: a line, a row of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Slab {
    /// Its height.
    pub height: Length,
    /// Space above it, given up at the head of a page.
    pub gap: Length,
    /// Must stand on the same page as the slab after it.
    pub keep_with_next: bool,
    /// A page ending here would part a text set in one piece over this slab and the next: such a bond is the last to
    /// be given up when a chain is higher than a page. Implies `keep_with_next`.
    pub holds_one_text: bool,
    /// Height of what is drawn again above it when it is first on a page (a table's header rows).
    pub repeat: Length,
}

/// The slabs of each page, in order; every slab on exactly one page.
///
/// Slabs bound by `keep_with_next` stay together. A chain of them higher than a page is cut where the page is full, or
/// before a text that would be parted there and is whole on the next page; a single slab higher than a page stands on
/// a page of its own and sticks out.
pub(super) fn paginate(slabs: &[Slab], page: Length) -> Vec<Range<usize>> {
    let mut pages = Vec::new();
    let mut start = 0;
    while start < slabs.len() {
        let end = page_end(slabs, start, page);
        pages.push(start..end);
        start = end;
    }
    pages
}

/// One past the last slab of the page that begins with `start`.
fn page_end(slabs: &[Slab], start: usize, page: Length) -> usize {
    let mut used = slabs[start].repeat;
    let mut full = start;
    while full < slabs.len() {
        let gap = if full == start {
            Length::ZERO
        } else {
            slabs[full].gap
        };
        used += gap + slabs[full].height;
        if used > page {
            break;
        }
        full += 1;
    }
    if full == slabs.len() {
        return full;
    }
    let last = |may_end: fn(&Slab) -> bool| (start + 1..=full).rev().find(|&end| may_end(&slabs[end - 1]));
    last(|slab| !slab.keep_with_next)
        .or_else(|| last(|slab| !slab.holds_one_text).filter(|&end| text_height(slabs, end) <= page))
        .unwrap_or_else(|| full.max(start + 1))
}

/// Height on a new page of the slabs that hold one text, from the first of them.
fn text_height(slabs: &[Slab], first: usize) -> Length {
    let rest = &slabs[first..];
    let bound = rest.iter().take_while(|slab| slab.holds_one_text).count();
    let held = &rest[..rest.len().min(bound + 1)];
    held[0].repeat + held.iter().map(|slab| slab.height).sum() + held[1..].iter().map(|slab| slab.gap).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn slab(height: i64) -> Slab {
        Slab {
            height: Length::pt(height),
            ..Slab::default()
        }
    }

    fn bound(height: i64) -> Slab {
        Slab {
            keep_with_next: true,
            ..slab(height)
        }
    }

    fn ends(slabs: &[Slab], page: i64) -> Vec<usize> {
        paginate(slabs, Length::pt(page))
            .into_iter()
            .map(|range| range.end)
            .collect()
    }

    #[test]
    fn pages_fill_to_the_last_point() {
        assert_eq!(ends(&[slab(10); 5], 20), [2, 4, 5]);
        assert_eq!(ends(&[slab(10); 5], 29), [2, 4, 5]);
        assert!(ends(&[], 20).is_empty());
    }

    #[test]
    fn what_is_bound_moves_together() {
        assert_eq!(ends(&[slab(10), bound(10), slab(10)], 20), [1, 3]);
        assert_eq!(
            ends(&[slab(10), bound(10), bound(5), slab(10), slab(10)], 30),
            [1, 4, 5]
        );
    }

    #[test]
    fn a_chain_higher_than_a_page_is_cut_where_the_page_is_full() {
        assert_eq!(ends(&[bound(10); 5], 20), [2, 4, 5]);
        assert_eq!(ends(&[slab(50), slab(10)], 20), [1, 2]);
    }

    #[test]
    fn a_chain_higher_than_a_page_is_cut_before_a_text_that_is_whole_on_the_next() {
        let one_text = Slab {
            holds_one_text: true,
            ..bound(10)
        };
        assert_eq!(ends(&[bound(10), one_text, bound(10), slab(10)], 20), [1, 3, 4]);
        // Higher than any page, it is parted anyway: where the page is full.
        assert_eq!(ends(&[bound(10), one_text, one_text, slab(10)], 20), [2, 4]);
    }

    #[test]
    fn a_gap_is_given_up_at_the_head_of_a_page_and_a_repeat_takes_room_there() {
        let spaced = Slab {
            gap: Length::pt(5),
            ..slab(10)
        };
        assert_eq!(ends(&[spaced; 3], 25), [2, 3]);
        let row = Slab {
            repeat: Length::pt(8),
            ..slab(10)
        };
        assert_eq!(ends(&[slab(10), slab(10), row, row, row], 20), [2, 3, 4, 5]);
        assert_eq!(ends(&[slab(10), slab(10), row, row, row], 28), [2, 4, 5]);
    }

    proptest! {
        #[test]
        fn every_slab_stands_once_and_no_page_overflows_unless_it_must(
            slabs in prop::collection::vec((1i64..40, 0i64..5, 0u8..3, 0i64..10), 0..60)
        ) {
            let slabs: Vec<Slab> = slabs.into_iter().map(|(height, gap, bond, repeat)| Slab {
                height: Length::pt(height), gap: Length::pt(gap), repeat: Length::pt(repeat),
                keep_with_next: bond > 0, holds_one_text: bond > 1,
            }).collect();
            let page = Length::pt(60);
            let mut next = 0;
            for range in paginate(&slabs, page) {
                prop_assert_eq!(range.start, next);
                prop_assert!(range.end > range.start);
                next = range.end;
                let gaps: Length = slabs[range.start + 1..range.end].iter().map(|slab| slab.gap).sum();
                let heights: Length = slabs[range.clone()].iter().map(|slab| slab.height).sum();
                prop_assert!(slabs[range.start].repeat + gaps + heights <= page || range.len() == 1);
            }
            prop_assert_eq!(next, slabs.len());
        }
    }
}
