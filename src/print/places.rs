//! The pages in reading order with the blanks that whole sheets need, and a 版记 on the last of them.

use super::sheet::Imposition;
use crate::doc::{Block, Document, Imprint};
use crate::layout::{Furniture, Item, Owner, Page, Pages};
use std::borrow::Cow;

/// A page, or a blank.
pub(super) type Place<'a> = Option<Cow<'a, Page>>;

/// Every place of the sheets in reading order. Blanks come last, but before a 版记: it stands on the last page
/// (GB/T 9704-2012, 7.4), and behind a blank that page has no number (7.5).
pub(super) fn places<'a>(document: &Document, pages: &'a Pages, imposition: Imposition) -> Vec<Place<'a>> {
    let mut places: Vec<Place> = pages.pages.iter().map(|page| Some(Cow::Borrowed(page))).collect();
    let count = imposition.places(places.len());
    if count > places.len() {
        let imprint = document.blocks().iter().find_map(|block| match block {
            Block::Imprint(imprint) => Some(imprint),
            _ => None,
        });
        let parted = imprint
            .zip(pages.pages.last())
            .map(|(imprint, last)| parted(imprint, last));
        if let Some((before, imprint)) = parted {
            places.pop();
            places.push(before.map(Cow::Owned));
            places.resize(count - 1, None);
            places.push(Some(Cow::Owned(Page {
                number: count as u32,
                ..imprint
            })));
        }
        places.resize(count, None);
    }
    places
}

/// The last page without its 版记, nothing when nothing else is on it, and the 版记 by itself, without a page number.
fn parted(imprint: &Imprint, last: &Page) -> (Option<Page>, Page) {
    let belongs = |item: &Item| match item.owner {
        Owner::Node(node) => imprint.lines().any(|line| line.id == node),
        Owner::Furniture(Furniture::Rule(node)) => node == imprint.issuer.id,
        Owner::Furniture(_) => false,
    };
    let of = |keeps: &dyn Fn(&Item) -> bool| Page {
        number: last.number,
        items: last.items.iter().filter(|item| keeps(item)).cloned().collect(),
    };
    let watermark = Owner::Furniture(Furniture::Watermark);
    let before = of(&|item| !belongs(item));
    let is_said = before
        .items
        .iter()
        .any(|item| matches!(item.owner, Owner::Node(_)));
    (
        is_said.then_some(before),
        of(&|item| belongs(item) || item.owner == watermark),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::{NodeId, Origin, Properties};
    use crate::layout::Shape;
    use crate::units::Length;

    /// A paper of one paragraph with a 版记, on so many pages; on the last the paragraph goes on or does not.
    fn paper(count: u32, goes_on: bool) -> (Document, Pages) {
        let blocks = vec![
            Block::paragraph("文", Origin::default()),
            Block::Imprint(Imprint::default()),
        ];
        let document = Document::new(Properties::default(), blocks);
        let (Block::Paragraph(paragraph), Block::Imprint(imprint)) =
            (&document.blocks()[0], &document.blocks()[1])
        else {
            panic!("the blocks are as given")
        };
        let (text, number) = (Owner::Node(paragraph.id), Owner::Furniture(Furniture::PageNumber));
        let imprint: Vec<Owner> = [
            Owner::Furniture(Furniture::Watermark),
            Owner::Furniture(Furniture::Rule(imprint.issuer.id)),
            Owner::Node(imprint.issuer.id),
        ]
        .into();
        let page = |of: u32| {
            let mut owners = vec![number];
            owners.extend((of < count || goes_on).then_some(text));
            owners.extend((of == count).then_some(&imprint).into_iter().flatten());
            let item = |owner| Item {
                owner,
                shape: Shape::Empty,
            };
            Page {
                number: of,
                items: owners.into_iter().map(item).collect(),
            }
        };
        let pages = Pages {
            width: Length::mm(210),
            height: Length::mm(297),
            pages: (1..=count).map(page).collect(),
            bold: std::collections::BTreeSet::<NodeId>::new(),
        };
        (document, pages)
    }

    /// How many things stand on each place of a booklet.
    fn things(count: u32, goes_on: bool) -> Vec<usize> {
        let (document, pages) = paper(count, goes_on);
        let places = places(&document, &pages, Imposition::Booklet);
        let on = |place: &Place| place.as_ref().map_or(0, |page| page.items.len());
        places.iter().map(on).collect()
    }

    #[test]
    fn blanks_stand_before_an_imprint_and_take_its_number() {
        // Number and text; text, number and the word of a draft; the word and the two things of the 版记.
        assert_eq!(things(2, true), [2, 3, 0, 3]);
        assert_eq!(things(3, true), [2, 2, 3, 3]);
        // A page with nothing but the 版记 leaves a blank where it stood.
        assert_eq!(things(2, false), [2, 0, 0, 3]);
        // Where whole sheets are full, nothing moves and every page has its number.
        assert_eq!(things(4, true), [2, 2, 2, 5]);
        assert_eq!(things(4, false), [2, 2, 2, 4]);
        let (document, pages) = paper(3, true);
        assert_eq!(places(&document, &pages, Imposition::TwoUp).len(), 3);
    }
}
