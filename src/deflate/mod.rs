//! Deflated streams (RFC 1951), bare for ZIP and in zlib's form (RFC 1950) for PDF; the encoders' memory is kept from call
//! to call.
//!
//! An encoder begins with a third of a megabyte to clear; a report has forty small streams. Much of them is the same in
//! the Word file and the PDF, or in report after report: outlines, by far the most, names of faces, styles. Each thread
//! remembers what it deflated last, and what that came to. The outlines of running text differ from report to report; they
//! come in pieces, an outline each, deflated once a process. Deflating knows nothing but its input, so remembering changes
//! no byte.

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
/// How hard texts are worked on (those of the town sample: level 4 2.2 ms for 52 710 bytes, level 5 2.5 ms for 50 631,
/// level 6 2.8 ms for 50 396).
const TEXTS: u8 = 5;
/// Outlines and texts remembered by a thread, in bytes before deflating: those of a few reports.
const OUTLINES_REMEMBERED: usize = 1 << 20;
const TEXTS_REMEMBERED: usize = 1 << 18;
/// The longest single ones: longer outlines are whole faces, longer texts are what a report says itself.
const LONGEST_OUTLINES: usize = 1 << 18;
const LONGEST_TEXT: usize = 1 << 14;
/// What a short stream may grow by.
const HEADROOM: usize = 64;
/// First bytes of a zlib stream: a window of 32 KB, a usual effort, no dictionary.
const ZLIB_HEADER: [u8; 2] = [0x78, 0x9C];

thread_local! {
    static FOR_TEXTS: RefCell<Deflater> = RefCell::new(Deflater::new(TEXTS, TEXTS_REMEMBERED, LONGEST_TEXT));
    static FOR_OUTLINES: RefCell<Deflater> = RefCell::new(Deflater::new(OUTLINES, OUTLINES_REMEMBERED, LONGEST_OUTLINES));
}

/// A text as a bare stream. The same text gives the same bytes.
pub fn text(data: &[u8]) -> Vec<u8> {
    FOR_TEXTS.with_borrow_mut(|deflater| {
        let mut out = Vec::with_capacity(data.len() / 2 + HEADROOM);
        deflater.recall(data, End::Stream, &mut out);
        out
    })
}

/// A face as a bare stream; the part at `outlines` is put together of its pieces, if it comes in pieces. The same face
/// gives the same bytes.
pub fn face(data: &[u8], outlines: &Range<usize>, pieces: &[Arc<Piece>]) -> Vec<u8> {
    let (before, rest) = data.split_at(outlines.start);
    let (outlines, after) = rest.split_at(outlines.len());
    FOR_OUTLINES.with_borrow_mut(|deflater| {
        let mut out = Vec::with_capacity(data.len() + HEADROOM);
        deflater.recall(before, End::Byte, &mut out);
        if pieces.is_empty() {
            deflater.recall(outlines, End::Byte, &mut out);
        } else {
            pieces::stream(pieces.iter().map(Arc::as_ref), &mut out);
        }
        deflater.recall(after, End::Stream, &mut out);
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

/// How a piece of a stream ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// With a whole byte, so that more may follow.
    Byte,
    /// As the stream does.
    Stream,
}

/// Deflates some data by itself: what went before is forgotten.
fn deflate(encoder: &mut Compress, data: &[u8], end: End, out: &mut Vec<u8>) {
    let flush = match end {
        End::Byte => FlushCompress::Sync,
        End::Stream => FlushCompress::Finish,
    };
    encoder.reset();
    loop {
        let read = encoder.total_in() as usize;
        // Compressing knows no errors; what it lacks is room.
        let status = encoder.compress_vec(&data[read..], out, flush);
        let whole = match end {
            End::Byte => encoder.total_in() as usize == data.len() && out.len() < out.capacity(),
            End::Stream => matches!(status, Ok(Status::StreamEnd)),
        };
        if whole {
            return;
        }
        out.reserve(out.capacity().max(HEADROOM));
    }
}

/// An encoder, and what it deflated last.
struct Deflater {
    encoder: Compress,
    /// The newest first: what it was, and what it came to.
    known: VecDeque<Known>,
    /// Bytes of what is known before deflating, how many these may be, and how many of one.
    size: usize,
    limit: usize,
    longest: usize,
}

struct Known {
    data: Vec<u8>,
    end: End,
    packed: Vec<u8>,
}

impl Deflater {
    fn new(level: u8, limit: usize, longest: usize) -> Self {
        Deflater {
            encoder: Compress::new(Compression::new(level.into()), false),
            known: VecDeque::new(),
            size: 0,
            limit,
            longest,
        }
    }

    /// Adds what some data came to, or comes to now.
    fn recall(&mut self, data: &[u8], end: End, out: &mut Vec<u8>) {
        if data.len() > self.longest {
            deflate(&mut self.encoder, data, end, out);
            return;
        }
        let same = |known: &Known| known.end == end && known.data == data;
        let at = self.known.iter().position(same);
        let known = at.and_then(|at| self.known.remove(at)).unwrap_or_else(|| {
            let mut packed = Vec::with_capacity(data.len() / 2 + HEADROOM);
            deflate(&mut self.encoder, data, end, &mut packed);
            self.size += data.len();
            Known {
                data: data.to_vec(),
                end,
                packed,
            }
        });
        out.extend_from_slice(&known.packed);
        self.known.push_front(known);
        while self.size > self.limit {
            let oldest = self.known.pop_back();
            self.size -= oldest.map_or(self.size, |known| known.data.len());
        }
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
        let large = noise(LONGEST_OUTLINES + 1);
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
                FOR_OUTLINES.with_borrow_mut(|deflater| deflater.known.clear());
                FOR_OUTLINES.with_borrow_mut(|deflater| deflater.size = 0);
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
        FOR_OUTLINES.with_borrow(|deflater| {
            let size: usize = deflater.known.iter().map(|known| known.data.len()).sum();
            assert_eq!(size, deflater.size);
            assert!(size <= OUTLINES_REMEMBERED && size > OUTLINES_REMEMBERED - 50_000);
            // The newest ends with nothing after its outlines.
            assert_eq!(deflater.known[1].data, [99; 50_000]);
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
