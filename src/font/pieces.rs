//! The outlines of a face, deflated each by itself, once a process.

use super::paged::{PAGE, Paged};
use crate::deflate::Piece;
use std::sync::{Arc, OnceLock};

/// Pages of all numbers that a glyph may have.
const PAGES: usize = (u16::MAX as usize + 1) / PAGE;

/// Outlines deflated so far, by the numbers of their glyphs. A piece depends on its outline alone, so it matters to no
/// result who asked what before.
#[derive(Clone, Default)]
pub(super) struct Pieces(Paged<OnceLock<Arc<Piece>>, PAGES>);

impl Pieces {
    /// The outline of a glyph, deflated.
    pub(super) fn get(&self, glyph: u32, outline: &[u8]) -> Arc<Piece> {
        let make = || Arc::new(Piece::of(outline));
        match self.0.get(glyph as usize) {
            Some(piece) => Arc::clone(piece.get_or_init(make)),
            None => make(),
        }
    }
}
