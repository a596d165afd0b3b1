//! Pieces deflated each by itself with one table of codes: a piece comes to the same bits wherever it stands, so that those
//! met before are only put together.
//!
//! An outline is a few hundred bytes in which little repeats. In the face of running text deflating them beside each other
//! would save 3 % (town sample: 87 979 bytes for 90 370), for as much work in each report as all the rest of its face;
//! in other faces it saves more, up to 16 %.

use super::codes::{self, Bits};
use std::ops::Range;

/// The shortest match, the longest, and how far back one may lie.
const SHORTEST: usize = 3;
const LONGEST: usize = 258;
const FARTHEST: usize = 1 << 15;
/// Places with the same next bytes that are looked at.
const TRIES: usize = 32;
/// A block that is stored, empty, and not the last: it ends with a byte.
const EMPTY: Bits = Bits { value: 0, count: 3 };
const EMPTY_LENGTHS: [u8; 4] = [0, 0, 0xFF, 0xFF];

/// A piece as bits, the first of them lowest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    words: Box<[u32]>,
    /// Bits of the last word; none when there is no word.
    last: u8,
}

impl Piece {
    /// Deflates a piece.
    pub fn of(data: &[u8]) -> Self {
        let mut bits = Writer::default();
        let mut places = Places::of(data);
        let mut at = 0;
        while at < data.len() {
            let next = match places.best(at) {
                Some((length, distance)) => {
                    bits.put(codes::length(length));
                    bits.put(codes::distance(distance));
                    at + usize::from(length)
                }
                None => {
                    bits.put(codes::literal(data[at]));
                    at + 1
                }
            };
            places.pass(at..next);
            at = next;
        }
        bits.piece()
    }
}

/// The stream of these pieces, which ends with a byte, so that another may follow.
pub(super) fn stream<'a>(pieces: impl IntoIterator<Item = &'a Piece>, out: &mut Vec<u8>) {
    let mut bits = Writer::default();
    for code in codes::head() {
        bits.put(code);
    }
    for piece in pieces {
        bits.put_piece(piece);
    }
    bits.put(codes::end());
    bits.put(EMPTY);
    let open = usize::from(bits.count).div_ceil(8);
    out.extend(bits.words.iter().flat_map(|word| word.to_le_bytes()));
    out.extend_from_slice(&bits.open.to_le_bytes()[..open]);
    out.extend_from_slice(&EMPTY_LENGTHS);
}

/// Bits in the making: whole words, and what is open.
#[derive(Default)]
struct Writer {
    words: Vec<u32>,
    open: u64,
    count: u8,
}

impl Writer {
    fn put(&mut self, bits: Bits) {
        self.open |= u64::from(bits.value) << self.count;
        self.count += bits.count;
        if self.count >= 32 {
            self.words.push(self.open as u32);
            self.open >>= 32;
            self.count -= 32;
        }
    }

    fn put_piece(&mut self, piece: &Piece) {
        let Some((last, whole)) = piece.words.split_last() else {
            return;
        };
        for &value in whole {
            self.put(Bits { value, count: 32 });
        }
        self.put(Bits {
            value: *last,
            count: piece.last,
        });
    }

    fn piece(mut self) -> Piece {
        let last = match (self.count, self.words.is_empty()) {
            (0, true) => 0,
            (0, false) => 32,
            (count, _) => {
                self.words.push(self.open as u32);
                count
            }
        };
        Piece {
            words: self.words.into(),
            last,
        }
    }
}

/// Where in a piece the same bytes stood before.
struct Places<'a> {
    data: &'a [u8],
    /// The last place of each hash, counted from 1; 0 for none.
    newest: Vec<u32>,
    /// For each place the one before it with its hash.
    older: Vec<u32>,
    /// Bits of the literals before each place.
    prices: Vec<u32>,
}

impl<'a> Places<'a> {
    const HASHES: usize = 1 << 10;

    fn of(data: &'a [u8]) -> Self {
        let mut price = 0;
        let literals = data.iter().map(|byte| {
            price += u32::from(codes::literal(*byte).count);
            price
        });
        Places {
            data,
            newest: vec![0; Self::HASHES],
            older: vec![0; data.len()],
            prices: std::iter::once(0).chain(literals).collect(),
        }
    }

    fn hash(&self, at: usize) -> Option<usize> {
        let bytes = self.data.get(at..at + SHORTEST)?;
        let word = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], 0]);
        Some((word.wrapping_mul(0x9E37_79B1) >> 22) as usize)
    }

    /// Takes places in that have been passed.
    fn pass(&mut self, passed: Range<usize>) {
        for at in passed {
            if let Some(hash) = self.hash(at) {
                self.older[at] = self.newest[hash];
                self.newest[hash] = at as u32 + 1;
            }
        }
    }

    /// Length and distance of the match that saves most bits, if one does.
    fn best(&self, at: usize) -> Option<(u16, u16)> {
        let mut place = self.newest[self.hash(at)?];
        let (mut best, mut most) = (None, 0);
        for _ in 0..TRIES {
            let Some(before) = (place as usize)
                .checked_sub(1)
                .filter(|before| at - before < FARTHEST)
            else {
                break;
            };
            let same = self.data[before..].iter().zip(&self.data[at..]);
            let length = same.take(LONGEST).take_while(|(one, other)| one == other).count();
            if length >= SHORTEST {
                let (told, distance) = (length as u16, (at - before) as u16);
                let price = u32::from(codes::length(told).count + codes::distance(distance).count);
                let saved = (self.prices[at + length] - self.prices[at]).saturating_sub(price);
                if saved > most {
                    (best, most) = (Some((told, distance)), saved);
                }
            }
            place = self.older[before];
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Decompress, FlushDecompress};

    /// What a library reads from the stream of these pieces and the end of a stream.
    fn read(pieces: &[Piece], size: usize) -> Vec<u8> {
        let mut packed = Vec::new();
        stream(pieces, &mut packed);
        packed.extend([3, 0]);
        let mut out = Vec::with_capacity(size + 1);
        let mut decoder = Decompress::new(false);
        let status = decoder.decompress_vec(&packed, &mut out, FlushDecompress::Finish);
        assert_eq!(status.unwrap(), flate2::Status::StreamEnd);
        assert_eq!(decoder.total_in() as usize, packed.len());
        out
    }

    #[test]
    fn pieces_of_every_kind_come_out_one_after_the_other() {
        let mut state = 1_u32;
        let mut random = |limit: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % limit
        };
        let mut whole = Vec::new();
        let mut pieces = Vec::new();
        let mut add = |piece: Vec<u8>| {
            pieces.push(Piece::of(&piece));
            whole.extend(piece);
        };
        add(Vec::new());
        add(vec![0]);
        add((0..=255).collect());
        // Matches of every length, and from as far away as they may lie.
        for length in 1..600 {
            add(vec![7; length]);
        }
        let far: Vec<u8> = (0..40_000).map(|_| random(256) as u8).collect();
        add([&far[..], &far[..300], &far[7_000..8_000], &far[39_000..]].concat());
        for size in 1..400 {
            let few = random(6) + 1;
            add((0..size).map(|_| random(few) as u8).collect());
        }
        assert_eq!(read(&pieces, whole.len()), whole);
    }

    #[test]
    fn what_repeats_is_short() {
        let piece = Piece::of(&b"outlines ".repeat(1000));
        assert!(piece.words.len() < 120, "{}", piece.words.len());
        assert!(read(&[], 0).is_empty());
    }
}
