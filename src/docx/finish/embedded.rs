//! A face as the file carries it.
//!
//! An embedded face is a TrueType file whose first 32 bytes are XORed with a key (ISO/IEC 29500-4, 17.8.1). The key
//! is made from the file itself, so that the same face gives the same part.

use crate::deflate;
use crate::error::Error;
use crate::font::Face;
use crate::font::subset::{Cut, subset};
use std::collections::BTreeSet;
use std::sync::Arc;

/// How many bytes the key hides.
const OBFUSCATED: usize = 32;

/// A face, hidden and deflated.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::docx) struct Embedded {
    key: String,
    /// Bytes of the hidden file, and their sum.
    pub size: usize,
    pub crc: u32,
    /// The hidden file as a bare stream.
    pub stream: Vec<u8>,
}

impl Embedded {
    /// A face cut down to these characters, or whole where its terms forbid to cut it; nothing where they forbid it to
    /// stand in a DOCX.
    pub(in crate::docx) fn cut(face: &Face, characters: &BTreeSet<char>) -> Result<Option<Arc<Self>>, Error> {
        let may = face.embedding();
        if may.in_docx() && may.may_be_cut() {
            Ok(Some(Arc::new(Self::of(subset(face, characters)?))))
        } else {
            Self::whole(face)
        }
    }

    /// A face whole; nothing where its terms forbid it to stand in a DOCX.
    pub(super) fn whole(face: &Face) -> Result<Option<Arc<Self>>, Error> {
        let may = face.embedding().in_docx();
        may.then(|| Ok(Arc::new(Self::of(Cut::whole(face)?)))).transpose()
    }

    /// The face in a TrueType file.
    fn of(mut face: Cut) -> Self {
        let key = Key::of(&face.data);
        key.obfuscate(&mut face.data);
        Embedded {
            key: key.guid(),
            size: face.data.len(),
            crc: deflate::crc(&face.data),
            stream: face.deflated(),
        }
    }

    /// The key as `w:fontKey` gives it.
    pub(super) fn key(&self) -> &str {
        &self.key
    }
}

/// The 16 bytes that hide the head of an embedded face.
struct Key([u8; 16]);

impl Key {
    /// A key from the face's own bytes, eight at a time: two sums with different starts, in the manner of FNV-1a.
    fn of(data: &[u8]) -> Self {
        const STARTS: [u64; 2] = [0xcbf2_9ce4_8422_2325, 0x6c62_272e_07bb_0142];
        const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;
        let mut sums = STARTS;
        for bytes in data.chunks(8) {
            let mut word = [0; 8];
            word[..bytes.len()].copy_from_slice(bytes);
            let word = u64::from_le_bytes(word);
            // A product spreads upwards alone, so the upper half is turned down.
            sums = sums.map(|sum| (sum ^ word).wrapping_mul(PRIME).rotate_left(32));
        }
        let mut key = [0; 16];
        for (half, sum) in key.chunks_mut(8).zip(sums) {
            half.copy_from_slice(&(sum ^ data.len() as u64).to_be_bytes());
        }
        Key(key)
    }

    /// The key as `w:fontKey` gives it.
    fn guid(&self) -> String {
        let hex: String = self.0.iter().map(|byte| format!("{byte:02X}")).collect();
        format!(
            "{{{}-{}-{}-{}-{}}}",
            &hex[..8],
            &hex[8..12],
            &hex[12..16],
            &hex[16..20],
            &hex[20..]
        )
    }

    /// XORs the head of the file with the key, last byte first.
    fn obfuscate(&self, data: &mut [u8]) {
        let key = self.0.iter().rev().cycle();
        for (byte, key) in data.iter_mut().take(OBFUSCATED).zip(key) {
            *byte ^= key;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_follows_the_bytes_and_hides_the_head_only() {
        let plain: Vec<u8> = (0..100).collect();
        let key = Key::of(&plain);
        assert_eq!(key.guid().len(), 38);
        assert_ne!(key.guid(), Key::of(&plain[1..]).guid());
        let mut hidden = plain.clone();
        key.obfuscate(&mut hidden);
        assert_ne!(hidden[..32], plain[..32]);
        assert_eq!(hidden[32..], plain[32..]);
        key.obfuscate(&mut hidden);
        assert_eq!(hidden, plain);
    }
}
