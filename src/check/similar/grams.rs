//! Common runs of two texts by the hashes of their pieces of a fixed length: in the time of reading both.

/// The least run of equal characters that is a repetition. Thirteen is what examiners of theses in China go by; shorter
/// runs are the set phrases of the office.
pub(super) const LENGTH: usize = 13;

const MODULUS: u64 = (1 << 61) - 1;
const BASE: u64 = 1_000_003;

fn times(a: u64, b: u64) -> u64 {
    // Both are less than 2^61, so the rest fits again.
    (u128::from(a) * u128::from(b) % u128::from(MODULUS)) as u64
}

/// The hash of every piece of [`LENGTH`] characters, by where it begins.
pub(super) fn grams(chars: &[char]) -> Vec<u64> {
    if chars.len() < LENGTH {
        return Vec::new();
    }
    let highest = (1..LENGTH).fold(1, |power, _| times(power, BASE));
    let mut hash = 0;
    let mut found = Vec::with_capacity(chars.len() + 1 - LENGTH);
    for (at, c) in chars.iter().enumerate() {
        if at >= LENGTH {
            let gone = times(u64::from(chars[at - LENGTH]), highest);
            hash = (hash + MODULUS - gone) % MODULUS;
        }
        hash = (times(hash, BASE) + u64::from(*c)) % MODULUS;
        if at + 1 >= LENGTH {
            found.push(hash);
        }
    }
    found
}

/// A run that both texts have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Where it begins in the one.
    pub(super) start: usize,
    /// Where it begins in the other.
    pub(super) other: usize,
    /// How long it is.
    pub(super) length: usize,
}

/// The runs of at least [`LENGTH`] characters that another text has as well. They cover every such character, may overlap,
/// and are in order.
pub(super) fn runs(chars: &[char], other: &[char]) -> Vec<Run> {
    let mut index: Vec<(u64, usize)> = grams(other)
        .into_iter()
        .enumerate()
        .map(|(at, hash)| (hash, at))
        .collect();
    index.sort_unstable();
    index.dedup_by_key(|(hash, _)| *hash);
    let hashes = grams(chars);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(hash) = hashes.get(at) {
        let place = index
            .binary_search_by_key(hash, |(hash, _)| *hash)
            .map(|found| index[found].1);
        let run = place.map(|other_at| Run {
            start: at,
            other: other_at,
            length: common(&chars[at..], &other[other_at..]),
        });
        match run {
            Ok(run) if run.length >= LENGTH => {
                found.push(run);
                // The piece after the last that fits may stand elsewhere in the other text.
                at += run.length + 1 - LENGTH;
            }
            // Nothing, or two pieces with one hash.
            _ => at += 1,
        }
    }
    found
}

fn common(a: &[char], b: &[char]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}
