//! The outlines of a face, deflated each by itself, once a process.

use crate::deflate::Piece;
use std::sync::{Arc, OnceLock};

/// Glyphs of a page.
const PAGE: usize = 256;
const PAGES: usize = (u16::MAX as usize + 1) / PAGE;

type Page = OnceLock<Box<[OnceLock<Arc<Piece>>; PAGE]>>;

/// Outlines deflated so far, by the numbers of their glyphs. A piece depends on its outline alone, so it matters to no
/// result who asked what before.
#[derive(Clone)]
pub(super) struct Pieces(Arc<[Page; PAGES]>);

impl Default for Pieces {
    fn default() -> Self {
        Pieces(Arc::new([const { OnceLock::new() }; PAGES]))
    }
}

impl Pieces {
    /// The outline of a glyph, deflated.
    pub(super) fn get(&self, glyph: u16, outline: &[u8]) -> Arc<Piece> {
        let glyph = usize::from(glyph);
        let page = self.0[glyph / PAGE].get_or_init(|| Box::new([const { OnceLock::new() }; PAGE]));
        let piece = page[glyph % PAGE].get_or_init(|| Arc::new(Piece::of(outline)));
        Arc::clone(piece)
    }
}
