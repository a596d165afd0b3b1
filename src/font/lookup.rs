//! What a character map said before: a report asks for each of its characters some twenty times, and searching the map
//! of a large face takes twenty times as long as remembering.

use super::paged::{PAGE, Paged};
use std::sync::atomic::{AtomicU32, Ordering};

/// Pages of the planes that hold characters in use.
const PAGES: usize = 0x4_0000 / PAGE;
/// Entries: not asked yet (the default), no glyph, else the glyph's number after these.
const UNASKED: u32 = 0;
const NONE: u32 = 1;

/// Glyphs of the characters asked for so far. What is remembered is what the map says, so it matters to no result who
/// asked what before.
#[derive(Clone, Default)]
pub(super) struct Lookup(Paged<AtomicU32, PAGES>);

impl Lookup {
    /// The glyph of a character: remembered, or found and remembered.
    pub(super) fn get_or(&self, ch: char, find: impl FnOnce() -> Option<u32>) -> Option<u32> {
        let Some(entry) = self.0.get(u32::from(ch) as usize) else {
            return find();
        };
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
