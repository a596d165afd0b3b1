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
