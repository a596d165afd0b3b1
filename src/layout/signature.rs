//! 署名 and 成文日期 as slabs, placed where [`measure`] says.

use super::flow::Content;
use super::pages::Owner;
use super::paginate::Slab;
use super::paragraph::{Breaking, Fill, Segment, Shaped, baseline};
use crate::doc::Signature;
use crate::error::Error;
use crate::font::FontSet;
use crate::measure;
use crate::style::Style;

/// The lines of a signature, kept together; each with its gap.
pub(super) fn slabs(
    block: &Signature,
    style: &Style,
    fonts: &FontSet,
) -> Result<Vec<(Slab, Content)>, Error> {
    let lines = measure::signature(block, style, fonts);
    let last = lines.len().saturating_sub(1);
    let mut slabs = Vec::new();
    for (line, number) in lines.into_iter().zip(0..) {
        let mut items = Vec::new();
        for piece in line.pieces {
            let shaped = Shaped::new(
                [Segment {
                    owner: Owner::Node(piece.id),
                    style: &style.body,
                    text: piece.text,
                }],
                fonts,
                Breaking::default(),
            )?;
            let whole = 0..shaped.chars().len();
            items.extend(shaped.place(whole, (piece.x, baseline(&style.body)), piece.width, Fill::Start));
        }
        let slab = Slab {
            height: style.body.pitch,
            gap: line.gap,
            keep_with_next: number < last,
            ..Slab::default()
        };
        slabs.push((slab, Content::Items(items)));
    }
    Ok(slabs)
}
