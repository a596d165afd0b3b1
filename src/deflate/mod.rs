//! Deflated streams (RFC 1951), bare for ZIP and in zlib's form (RFC 1950) for PDF; the encoders' memory is kept from call
//! to call.
//!
//! An encoder begins with a third of a megabyte to clear; a report has forty small streams. Outlines are the bulk of its
//! files, and the same ones go into the Word file and the PDF: each thread remembers those it deflated last, and what they
//! came to. Those of running text differ from report to report; they come in pieces, an outline each, deflated once a
//! process. Deflating knows nothing but its input, so remembering changes no byte.

mod codes;
mod pieces;

pub use pieces::Piece;

use flate2::{Compress, Compression, Crc, Decompress, FlushCompress, FlushDecompress, Status};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::ops::Range;
use std::sync::Arc;

/// How hard outlines are worked on: level 6 takes twice the time for 0.4 % less (the faces of the town sample: 9.0 ms
/// for 168 215 bytes, 4.5 ms for 168 864).
const OUTLINES: u8 = 4;
/// How hard texts are worked on: level 4 makes them a tenth larger for a third less time.
const TEXTS: u8 = 6;
/// What a short stream may grow by.
const HEADROOM: usize = 64;
/// First bytes of a zlib stream: a window of 32 KB, a usual effort, no dictionary.
const ZLIB_HEADER: [u8; 2] = [0x78, 0x9C];
/// Outlines remembered by a thread, in bytes before deflating: those of a few reports. Whole faces are far larger.
const REMEMBERED: usize = 1 << 20;

thread_local! {
    static FOR_TEXTS: RefCell<Compress> = RefCell::new(encoder(TEXTS));
    static FOR_OUTLINES: RefCell<Compress> = RefCell::new(encoder(OUTLINES));
    static MEMORY: RefCell<Memory> = RefCell::default();
}

fn encoder(level: u8) -> Compress {
    Compress::new(Compression::new(level.into()), false)
}

/// A text as a bare stream. The same text gives the same bytes.
pub fn text(data: &[u8]) -> Vec<u8> {
    FOR_TEXTS.with_borrow_mut(|encoder| {
        let mut out = Vec::with_capacity(data.len() / 2 + HEADROOM);
        deflate(encoder, data, FlushCompress::Finish, &mut out);
        out
    })
}

/// A face as a bare stream. The part at `outlines` is put together of its pieces, if it comes in pieces, or is looked for
/// among those deflated before. The same face gives the same bytes.
pub fn face(data: &[u8], outlines: &Range<usize>, pieces: &[Arc<Piece>]) -> Vec<u8> {
    let (before, rest) = data.split_at(outlines.start);
    let (shared, after) = rest.split_at(outlines.len());
    FOR_OUTLINES.with_borrow_mut(|encoder| {
        let mut out = Vec::with_capacity(data.len() + HEADROOM);
        deflate(encoder, before, FlushCompress::Sync, &mut out);
        if pieces.is_empty() {
            MEMORY.with_borrow_mut(|memory| {
                out.extend_from_slice(memory.recall(shared, || {
                    let mut packed = Vec::with_capacity(shared.len() + HEADROOM);
                    deflate(encoder, shared, FlushCompress::Sync, &mut packed);
                    packed
                }));
            });
        } else {
            pieces::stream(pieces.iter().map(Arc::as_ref), &mut out);
        }
        deflate(encoder, after, FlushCompress::Finish, &mut out);
        out
    })
}

/// The bare stream of some data as a zlib stream.
pub fn zlib(stream: &[u8], data: &[u8]) -> Vec<u8> {
    let sum = simd_adler32::adler32(&data).to_be_bytes();
    [&ZLIB_HEADER, stream, &sum].concat()
}

/// The sum by which ZIP checks some data.
pub fn crc(data: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(data);
    crc.sum()
}

/// Deflates some data by itself: what went before is forgotten. Synchronised, it ends with a byte, so that more may follow;
/// finished, it ends the stream.
fn deflate(encoder: &mut Compress, data: &[u8], flush: FlushCompress, out: &mut Vec<u8>) {
    encoder.reset();
    loop {
        let read = encoder.total_in() as usize;
        // Compressing knows no errors; what it lacks is room.
        let status = encoder.compress_vec(&data[read..], out, flush);
        let whole = match flush {
            FlushCompress::Finish => matches!(status, Ok(Status::StreamEnd)),
            _ => encoder.total_in() as usize == data.len() && out.len() < out.capacity(),
        };
        if whole {
            return;
        }
        out.reserve(out.capacity().max(HEADROOM));
    }
}

/// What was deflated last, the newest first, and what it came to.
#[derive(Default)]
struct Memory {
    known: VecDeque<(Vec<u8>, Vec<u8>)>,
    size: usize,
}

impl Memory {
    /// What some data came to, or comes to now.
    fn recall(&mut self, data: &[u8], make: impl FnOnce() -> Vec<u8>) -> &[u8] {
        let at = self.known.iter().position(|(known, _)| known == data);
        let (known, packed) = match at.and_then(|at| self.known.remove(at)) {
            Some(found) => found,
            None => {
                self.size += data.len();
                (data.to_vec(), make())
            }
        };
        self.known.push_front((known, packed));
        while self.size > REMEMBERED && self.known.len() > 1 {
            let oldest = self.known.pop_back();
            self.size -= oldest.map_or(0, |(data, _)| data.len());
        }
        &self.known[0].1
    }
}

/// What a zlib stream holds, if that is whole and at most `limit` bytes.
pub fn inflated(stream: &[u8], limit: usize) -> Option<Vec<u8>> {
    let mut decoder = Decompress::new(true);
    let mut out = Vec::with_capacity((stream.len() * 4).clamp(HEADROOM, limit.max(HEADROOM)));
    loop {
        let read = decoder.total_in() as usize;
        let before = out.len();
        match decoder.decompress_vec(&stream[read..], &mut out, FlushDecompress::Finish) {
            Ok(Status::StreamEnd) => return (out.len() <= limit).then_some(out),
            Ok(_) if out.len() == out.capacity() && out.len() <= limit => out.reserve(out.capacity()),
            Ok(_) if out.len() > before => {}
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noise(length: usize) -> Vec<u8> {
        let mut state = 1_u32;
        let next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        std::iter::repeat_with(next).take(length).collect()
    }

    fn samples() -> [Vec<u8>; 5] {
        let large = noise(REMEMBERED + 1);
        [
            Vec::new(),
            b"a".repeat(100_000),
            noise(70_000),
            b"abc".to_vec(),
            large,
        ]
    }

    #[test]
    fn what_goes_in_comes_out_and_the_encoder_forgets() {
        let samples = samples();
        let first: Vec<_> = samples.iter().map(|sample| text(sample)).collect();
        for (sample, packed) in samples.iter().zip(&first).rev() {
            assert_eq!(&text(sample), packed);
            assert_eq!(
                inflated(&zlib(packed, sample), sample.len()).as_ref(),
                Some(sample)
            );
        }
    }

    #[test]
    fn a_face_comes_out_whatever_is_remembered_of_it() {
        for outlines in samples() {
            for (before, after) in [(0, 0), (1, 0), (0, 1), (50_000, 50_000)] {
                let file = [noise(before), outlines.clone(), noise(after)].concat();
                let range = before..before + outlines.len();
                let first = face(&file, &range, &[]);
                // Once remembered, once forgotten.
                assert_eq!(face(&file, &range, &[]), first);
                MEMORY.with_borrow_mut(|memory| *memory = Memory::default());
                assert_eq!(face(&file, &range, &[]), first);
                assert_eq!(inflated(&zlib(&first, &file), file.len()).as_ref(), Some(&file));
            }
        }
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        for number in 0..100_u8 {
            let data = vec![number; 50_000];
            face(&data, &(0..data.len()), &[]);
        }
        MEMORY.with_borrow(|memory| {
            let size: usize = memory.known.iter().map(|(data, _)| data.len()).sum();
            assert_eq!(size, memory.size);
            assert!(size <= REMEMBERED && memory.known.len() == REMEMBERED / 50_000);
            assert_eq!(memory.known[0].0[0], 99);
        });
    }

    #[test]
    fn what_is_cut_damaged_or_too_long_is_refused() {
        let data = b"abc".repeat(1000);
        let packed = zlib(&text(&data), &data);
        assert!(inflated(&packed, 2999).is_none());
        assert!(inflated(&packed[..packed.len() - 5], 3000).is_none());
        assert!(inflated(b"stream", 100).is_none());
        assert!(inflated(b"", 100).is_none());
        assert!(inflated(&zlib(&text(&data), b"abc"), 3000).is_none());
    }

    #[test]
    fn the_sum_is_that_of_zip() {
        assert_eq!(crc(b"123456789"), 0xCBF4_3926);
    }
}
