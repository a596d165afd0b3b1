//! What a character map said before: a report asks for each of its characters some twenty times, and searching the map
//! of a large face takes twenty times as long as remembering.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

/// Characters of a page, pages of the planes that hold characters in use.
const PAGE: usize = 256;
const PAGES: usize = 0x4_0000 / PAGE;
/// Entries: not asked yet, no glyph, else the glyph's number after these.
const UNASKED: u32 = 0;
const NONE: u32 = 1;

type Page = OnceLock<Box<[AtomicU32; PAGE]>>;

/// Glyphs of the characters asked for so far, filled by whichever thread asks first. What is remembered is what the map
/// says, so it matters to no result who asked what before.
#[derive(Clone)]
pub(super) struct Lookup(Arc<[Page; PAGES]>);

impl Default for Lookup {
    fn default() -> Self {
        Lookup(Arc::new([const { OnceLock::new() }; PAGES]))
    }
}

impl Lookup {
    /// The glyph of a character: remembered, or found and remembered.
    pub(super) fn get_or(&self, ch: char, find: impl FnOnce() -> Option<u32>) -> Option<u32> {
        let code = u32::from(ch) as usize;
        let Some(page) = self.0.get(code / PAGE) else {
            return find();
        };
        let page = page.get_or_init(|| Box::new([const { AtomicU32::new(UNASKED) }; PAGE]));
        let entry = &page[code % PAGE];
        match entry.load(Ordering::Relaxed) {
            UNASKED => {
                let glyph = find();
                entry.store(glyph.map_or(NONE, |glyph| glyph + NONE + 1), Ordering::Relaxed);
                glyph
            }
            NONE => None,
            known => Some(known - NONE - 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_is_looked_up_once() {
        let lookup = Lookup::default();
        for (ch, glyph) in [
            ('a', Some(0)),
            ('政', Some(65_535)),
            ('𬭎', None),
            ('\u{10FFFF}', Some(7)),
        ] {
            assert_eq!(lookup.get_or(ch, || glyph), glyph);
        }
        let other = lookup.clone();
        for (ch, glyph) in [('a', Some(0)), ('政', Some(65_535)), ('𬭎', None)] {
            assert_eq!(other.get_or(ch, || panic!("asked again")), glyph);
        }
        assert_eq!(other.get_or('\u{10FFFF}', || Some(8)), Some(8));
    }
}
