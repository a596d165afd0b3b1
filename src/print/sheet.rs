//! Which pages stand on which side of which sheet.

/// How the pages of a print copy are put on paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Imposition {
    /// A page a side.
    #[default]
    Single,
    /// Two pages a side of a sheet twice as wide, in the order of sheets laid into one another, folded once and stapled in
    /// the fold.
    Booklet,
    /// Two pages a side of a sheet twice as wide, in reading order.
    TwoUp,
}

impl Imposition {
    /// Pages beside one another on a side.
    pub(super) const fn across(self) -> i64 {
        match self {
            Imposition::Single => 1,
            Imposition::Booklet | Imposition::TwoUp => 2,
        }
    }

    /// Sheets of paper, printed on both sides, that so many pages take.
    pub const fn sheets(self, pages: usize) -> usize {
        match self {
            Imposition::Single => pages.div_ceil(2),
            Imposition::Booklet | Imposition::TwoUp => pages.div_ceil(4),
        }
    }

    /// Pages that whole sheets take: the number itself where a side takes one page or the rest of a side stays free.
    pub(super) fn places(self, pages: usize) -> usize {
        match self {
            Imposition::Single | Imposition::TwoUp => pages,
            Imposition::Booklet => pages.next_multiple_of(4),
        }
    }

    /// The sides in the order they are printed, front and back by turns, each with what stands on it from left to right.
    /// `places` are all in reading order.
    pub(super) fn sides<T>(self, places: &[T]) -> Vec<Vec<&T>> {
        match self {
            Imposition::Single => places.chunks(1).map(|side| side.iter().collect()).collect(),
            Imposition::TwoUp => places.chunks(2).map(|side| side.iter().collect()).collect(),
            Imposition::Booklet => (0..places.len() / 2).map(|side| folded(places, side)).collect(),
        }
    }
}

/// A side of a folded sheet. Bound at the left, so odd pages stand on the right: the outermost sheet has the last and
/// the first page on its front, the second and the last but one on its back.
fn folded<T>(places: &[T], side: usize) -> Vec<&T> {
    let (early, late) = (&places[side], &places[places.len() - 1 - side]);
    if side.is_multiple_of(2) {
        vec![late, early]
    } else {
        vec![early, late]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sides of so many pages, counted from 1; 0 stands for a blank.
    fn sides(imposition: Imposition, count: usize) -> Vec<Vec<usize>> {
        let mut places: Vec<usize> = (1..=count).collect();
        places.resize(imposition.places(count), 0);
        let sides = imposition.sides(&places).into_iter();
        sides.map(|side| side.into_iter().copied().collect()).collect()
    }

    #[test]
    fn a_booklet_folds_to_reading_order() {
        assert_eq!(sides(Imposition::Booklet, 8), [[8, 1], [2, 7], [6, 3], [4, 5]]);
        assert_eq!(sides(Imposition::Booklet, 1), [[0, 1], [0, 0]]);
        assert_eq!(sides(Imposition::Booklet, 5), [[0, 1], [2, 0], [0, 3], [4, 5]]);
        assert!(sides(Imposition::Booklet, 0).is_empty());
    }

    /// Sheets laid into one another and folded: leafed through, front right, back left, to the middle and out again.
    #[test]
    fn every_booklet_reads_from_first_to_last() {
        for count in 1..=401 {
            let sides = sides(Imposition::Booklet, count);
            let sheets: Vec<_> = sides.chunks(2).collect();
            let inwards = sheets.iter().flat_map(|sheet| [sheet[0][1], sheet[1][0]]);
            let outwards = sheets.iter().rev().flat_map(|sheet| [sheet[1][1], sheet[0][0]]);
            let read: Vec<usize> = inwards.chain(outwards).collect();
            let mut expected: Vec<usize> = (1..=count).collect();
            expected.resize(count.next_multiple_of(4), 0);
            assert_eq!(read, expected);
            assert_eq!(sheets.len(), Imposition::Booklet.sheets(count));
        }
    }

    #[test]
    fn two_up_is_in_reading_order() {
        assert_eq!(sides(Imposition::TwoUp, 5), [vec![1, 2], vec![3, 4], vec![5]]);
        assert_eq!(sides(Imposition::Single, 3), [[1], [2], [3]]);
        assert_eq!(
            (Imposition::TwoUp.sheets(5), Imposition::Single.sheets(3)),
            (2, 2)
        );
    }
}
