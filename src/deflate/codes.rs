//! One table of codes for all outlines of running text (RFC 1951, 3.2.7), so that an outline comes to the same bits in
//! every file. Made by `fonts/outline_codes.py` from the face itself; a table made for the outlines of one report would
//! save 0.3 % of them.

use std::sync::LazyLock;

/// Length of the code of each literal and length.
#[rustfmt::skip]
const LITERALS: [u8; 286] = [
    5, 5, 5, 5, 6, 6, 5, 4, 6, 6, 6, 6, 6, 6, 6, 6, 6, 7, 7, 6, 6, 6, 5, 5, 7, 7, 7, 7, 7, 7, 7, 7, 8, 8, 7, 7,
    8, 7, 6, 5, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 7, 8, 7, 7, 6, 5, 8, 8, 9, 8, 9, 9, 8, 8, 9, 9, 9, 9, 9, 9, 9, 9,
    9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 10, 9, 9, 10, 10, 10,
    10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10,
    10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 11, 11, 10, 11, 11, 11, 11, 11,
    11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11,
    11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12,
    12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12,
    12, 12, 12, 12, 12, 12, 12, 13, 12, 12, 11, 10, 8, 8, 13, 6, 7, 9, 10, 12, 13, 13, 13, 13, 13, 13, 13, 13,
    13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13,
];
/// Length of the code of each distance.
#[rustfmt::skip]
const DISTANCES: [u8; 30] = [
    12, 5, 6, 7, 5, 4, 3, 4, 3, 3, 3, 3, 3, 5, 8, 11, 13, 13, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12,
];
/// Length of the codes by which the lengths above are told, 0 to 15; runs are not used.
const TOLD: [u8; 16] = [0, 0, 0, 6, 6, 5, 4, 4, 4, 3, 3, 3, 2, 3, 0, 0];
/// The order in which these are told in turn.
const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
/// The first length of each length symbol, and of each distance symbol, with the bits that follow (3.2.5).
const LENGTH_SYMBOLS: [(u16, u8); 29] = [
    (3, 0),
    (4, 0),
    (5, 0),
    (6, 0),
    (7, 0),
    (8, 0),
    (9, 0),
    (10, 0),
    (11, 1),
    (13, 1),
    (15, 1),
    (17, 1),
    (19, 2),
    (23, 2),
    (27, 2),
    (31, 2),
    (35, 3),
    (43, 3),
    (51, 3),
    (59, 3),
    (67, 4),
    (83, 4),
    (99, 4),
    (115, 4),
    (131, 5),
    (163, 5),
    (195, 5),
    (227, 5),
    (258, 0),
];
const DISTANCE_SYMBOLS: [(u16, u8); 30] = [
    (1, 0),
    (2, 0),
    (3, 0),
    (4, 0),
    (5, 1),
    (7, 1),
    (9, 2),
    (13, 2),
    (17, 3),
    (25, 3),
    (33, 4),
    (49, 4),
    (65, 5),
    (97, 5),
    (129, 6),
    (193, 6),
    (257, 7),
    (385, 7),
    (513, 8),
    (769, 8),
    (1025, 9),
    (1537, 9),
    (2049, 10),
    (3073, 10),
    (4097, 11),
    (6145, 11),
    (8193, 12),
    (12289, 12),
    (16385, 13),
    (24577, 13),
];
/// The literal that ends a block.
const END: usize = 256;
/// A block that others follow, its codes told at its head.
const TABLE_FOLLOWS: Bits = Bits {
    value: 0b100,
    count: 3,
};

/// Some bits, the first of them lowest.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bits {
    pub value: u32,
    pub count: u8,
}

impl Bits {
    /// These bits, and a number after them.
    fn then(self, number: u32, count: u8) -> Self {
        Bits {
            value: self.value | number << self.count,
            count: self.count + count,
        }
    }
}

/// The codes of [`LITERALS`] and [`DISTANCES`].
static CODES: LazyLock<(Vec<Bits>, Vec<Bits>)> = LazyLock::new(|| (codes(&LITERALS), codes(&DISTANCES)));

/// The code of a byte.
pub(super) fn literal(byte: u8) -> Bits {
    CODES.0[usize::from(byte)]
}

/// The code of the end of a block.
pub(super) fn end() -> Bits {
    CODES.0[END]
}

/// The code of a length, from 3 to 258.
pub(super) fn length(length: u16) -> Bits {
    let symbol = LENGTH_SYMBOLS.partition_point(|(first, _)| *first <= length) - 1;
    let (first, bits) = LENGTH_SYMBOLS[symbol];
    CODES.0[END + 1 + symbol].then(u32::from(length - first), bits)
}

/// The code of a distance, from 1 to 32 768.
pub(super) fn distance(distance: u16) -> Bits {
    let symbol = DISTANCE_SYMBOLS.partition_point(|(first, _)| *first <= distance) - 1;
    let (first, bits) = DISTANCE_SYMBOLS[symbol];
    CODES.1[symbol].then(u32::from(distance - first), bits)
}

/// What a block of these codes begins with.
pub(super) fn head() -> Vec<Bits> {
    let number = |value: usize, count| Bits {
        value: value as u32,
        count,
    };
    let lengths = ORDER.map(|symbol| number(usize::from(TOLD.get(symbol).copied().unwrap_or(0)), 3));
    let told = codes(&TOLD);
    let counts = [
        number(LITERALS.len() - 257, 5),
        number(DISTANCES.len() - 1, 5),
        number(ORDER.len() - 4, 4),
    ];
    let all = LITERALS.iter().chain(&DISTANCES);
    std::iter::once(TABLE_FOLLOWS)
        .chain(counts)
        .chain(lengths)
        .chain(all.map(|length| told[usize::from(*length)]))
        .collect()
}

/// The codes of these lengths (3.2.2), turned round: the first bit of a code is its highest.
fn codes(lengths: &[u8]) -> Vec<Bits> {
    let mut codes = vec![Bits { value: 0, count: 0 }; lengths.len()];
    let mut next = 0_u32;
    for count in 1..=15 {
        next <<= 1;
        for (code, _) in codes
            .iter_mut()
            .zip(lengths)
            .filter(|(_, length)| **length == count)
        {
            *code = Bits {
                value: next.reverse_bits() >> (32 - u32::from(count)),
                count,
            };
            next += 1;
        }
    }
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No code is missing and none is left over.
    #[test]
    fn the_codes_are_whole() {
        for lengths in [&LITERALS[..], &DISTANCES, &TOLD] {
            let used = lengths.iter().filter(|length| **length > 0);
            assert_eq!(used.map(|length| 1 << (15 - length)).sum::<u32>(), 1 << 15);
        }
        assert!(TOLD.iter().all(|length| *length < 8));
        let told = LITERALS.iter().chain(&DISTANCES);
        assert!(
            told.copied()
                .all(|length| length > 0 && TOLD[usize::from(length)] > 0)
        );
    }
}
