//! Ends of streams that no reader can mistake.
//!
//! The back end writes a line feed between a stream's data and `endstream`. Data that happens to end in a carriage
//! return then looks, to validators that count bytes up to the end of the line, one byte shorter than its `/Length`
//! (ISO 19005-3, 6.1.7.1). A carriage return before that line feed settles it: whoever goes by the length finds the end
//! of a line behind the data, whoever counts takes both bytes for it.

use std::ops::Range;

const START: &[u8] = b"stream\n";
const END: &[u8] = b"\nendstream";
/// Bytes of an entry of the cross-reference table, and of the offset it begins with.
const ENTRY: usize = 20;
const OFFSET: usize = 10;

/// The file with such ends made plain. A file of another make is given back as it is.
pub(super) fn settled(pdf: Vec<u8>) -> Vec<u8> {
    match Table::of(&pdf).map(|table| (table.doubtful_ends(&pdf), table)) {
        Some((ends, table)) if !ends.is_empty() => table.rewritten(&pdf, &ends).unwrap_or(pdf),
        _ => pdf,
    }
}

/// The cross-reference table of a file written in one go.
struct Table {
    /// Where the table begins.
    start: usize,
    /// Where its entries stand.
    entries: Range<usize>,
    /// Where the digits of `startxref` stand.
    pointer: Range<usize>,
    /// Offset of each object.
    objects: Vec<usize>,
}

impl Table {
    fn of(pdf: &[u8]) -> Option<Self> {
        const POINTER: &[u8] = b"startxref\n";
        let at = pdf.windows(POINTER.len()).rposition(|window| window == POINTER)? + POINTER.len();
        let pointer = at..at + digits(&pdf[at..]);
        let start = number(&pdf[pointer.clone()])?;
        let head = pdf.get(start..)?.strip_prefix(b"xref\n0 ")?;
        let count = number(&head[..digits(head)])?;
        let first = start + b"xref\n0 ".len() + digits(head) + 1;
        let entries = first..first.checked_add(count.checked_mul(ENTRY)?)?;
        let objects = pdf
            .get(entries.clone())?
            .chunks(ENTRY)
            .filter(|entry| entry[OFFSET + 7] == b'n')
            .map(|entry| number(&entry[..OFFSET]))
            .collect::<Option<_>>()?;
        Some(Table {
            start,
            entries,
            pointer,
            objects,
        })
    }

    /// Where the line feed stands behind data that ends in a carriage return.
    fn doubtful_ends(&self, pdf: &[u8]) -> Vec<usize> {
        let mut starts = self.objects.clone();
        starts.sort_unstable();
        starts.push(self.start);
        starts
            .windows(2)
            .filter_map(|pair| Some(pair[0] + end_of_data(pdf.get(pair[0]..pair[1])?)?))
            .filter(|end| pdf[end - 1] == b'\r')
            .collect()
    }

    /// The file with a carriage return at each place, and its offsets moved.
    fn rewritten(&self, pdf: &[u8], places: &[usize]) -> Option<Vec<u8>> {
        let moved = |offset: usize| offset + places.partition_point(|place| *place < offset);
        let mut out = Vec::with_capacity(pdf.len() + places.len());
        let mut from = 0;
        for &place in places {
            out.extend_from_slice(&pdf[from..place]);
            out.push(b'\r');
            from = place;
        }
        out.extend_from_slice(&pdf[from..self.entries.start]);
        for entry in pdf[self.entries.clone()].chunks(ENTRY) {
            if entry[OFFSET + 7] == b'n' {
                out.extend_from_slice(format!("{:010}", moved(number(&entry[..OFFSET])?)).as_bytes());
            } else {
                out.extend_from_slice(&entry[..OFFSET]);
            }
            out.extend_from_slice(&entry[OFFSET..]);
        }
        out.extend_from_slice(&pdf[self.entries.end..self.pointer.start]);
        out.extend_from_slice(moved(self.start).to_string().as_bytes());
        out.extend_from_slice(&pdf[self.pointer.end..]);
        Some(out)
    }
}

/// Where the data of an object's stream ends; nothing for an object that is none.
fn end_of_data(object: &[u8]) -> Option<usize> {
    const LENGTH: &[u8] = b"/Length ";
    let find = |text: &[u8]| object.windows(text.len()).position(|window| window == text);
    let start = find(START)? + START.len();
    let length = &object[find(LENGTH)? + LENGTH.len()..];
    let end = start.checked_add(number(&length[..digits(length)])?)?;
    object.get(end..)?.starts_with(END).then_some(end)
}

fn digits(text: &[u8]) -> usize {
    text.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

fn number(text: &[u8]) -> Option<usize> {
    std::str::from_utf8(text).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of streams with these data, in the back end's manner.
    fn file(streams: &[&[u8]]) -> Vec<u8> {
        let mut pdf = b"%PDF-1.7\n\n".to_vec();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f\r\n", streams.len() + 1);
        for (data, id) in streams.iter().zip(1..) {
            table += &format!("{:010} 00000 n\r\n", pdf.len());
            pdf.extend_from_slice(format!("{id} 0 obj\n<</Length {}>>\nstream\n", data.len()).as_bytes());
            pdf.extend_from_slice(data);
            pdf.extend_from_slice(b"\nendstream\nendobj\n\n");
        }
        let start = pdf.len();
        pdf.extend_from_slice(table.as_bytes());
        pdf.extend_from_slice(format!("trailer\n<</Size 1>>\nstartxref\n{start}\n%%EOF").as_bytes());
        pdf
    }

    #[test]
    fn a_carriage_return_at_the_end_gets_a_line_end_of_its_own() {
        let plain = file(&[b"one", b"two"]);
        assert_eq!(settled(plain.clone()), plain);
        let mended = settled(file(&[b"one\r", b"\r", b"three"]));
        let text = String::from_utf8(mended.clone()).unwrap();
        assert!(text.contains("one\r\r\nendstream") && text.contains("\n\r\r\nendstream"));
        let table = Table::of(&mended).unwrap();
        for (offset, id) in table.objects.iter().zip(1..) {
            assert!(text[*offset..].starts_with(&format!("{id} 0 obj")), "{id}");
        }
        assert!(text[table.start..].starts_with("xref"));
        assert!(text.contains("/Length 4>>") && text.contains("/Length 5>>"));
    }

    #[test]
    fn a_file_of_another_make_stays_as_it_is() {
        for other in [
            &b""[..],
            b"startxref\n",
            b"startxref\n99\n%%EOF",
            b"xref\n0 9\nstartxref\n0\n",
            b"xref\n0 99999999999999999999\nstartxref\n0\n",
        ] {
            assert_eq!(settled(other.to_vec()), other);
        }
        let mut cut = file(&[b"one\r"]);
        cut.truncate(40);
        assert_eq!(settled(cut.clone()), cut);
    }
}
