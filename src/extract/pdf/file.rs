//! The objects of a PDF, each read when it is asked for: tables and streams of cross-references, updates, object streams
//! (ISO 32000-1, 7.5).
//!
//! A file may have been made to do harm, so nothing is read that is not asked for, and all that is unpacked of one file,
//! all objects that are read of it and all its updates have a limit.

use super::value::{Dictionary, Parser, Value};
use flate2::read::ZlibDecoder;
use std::cell::Cell;
use std::io::Read;

/// The most bytes that all streams of a file unpack to.
const MAX_UNPACKED: usize = 64 << 20;
/// The most objects that are read of a file.
const MAX_READ: usize = 500;
/// The most objects of which one is asked for while another is read: the length of a stream may be one of its own.
const MAX_DEPTH: usize = 8;
/// The most runs of numbers in a table.
const MAX_RUNS: usize = 100_000;
/// Within how many bytes a stream ends that says a wrong length.
const MAX_SEARCHED: usize = 8 << 20;
/// The most cross-reference sections: each update adds one.
const MAX_SECTIONS: usize = 500;
/// Within how many bytes of the end a file says where its cross-references are.
const TAIL: usize = 2048;
/// Bytes of an entry of a cross-reference table.
const ENTRY: usize = 20;

/// Why there is nothing to be read.
#[derive(Debug, PartialEq)]
pub(super) enum Unreadable {
    Damaged,
    Encrypted,
}

/// A file whose cross-references have been found.
pub(super) struct File<'a> {
    bytes: &'a [u8],
    /// From the newest on.
    sections: Vec<Section<'a>>,
    unpacked: Cell<usize>,
    read: Cell<usize>,
    depth: Cell<usize>,
}

/// An object: its value, and for a stream its bytes as they are written.
pub(super) struct Object<'a> {
    pub(super) value: Value,
    data: Option<&'a [u8]>,
}

/// Cross-references of one state of the file.
struct Section<'a> {
    entries: Entries<'a>,
    trailer: Dictionary,
}

enum Entries<'a> {
    /// First number and entries of each run.
    Table(Vec<(usize, &'a [u8])>),
    /// First number and count of each run, the widths of the fields, and the entries.
    Stream(Vec<(usize, usize)>, [usize; 3], Vec<u8>),
}

/// Where an object is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    Free,
    /// At an offset of the file.
    At(usize),
    /// In an object stream.
    In(usize),
}

impl<'a> File<'a> {
    /// Finds the cross-references.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        let mut file = File {
            bytes,
            sections: Vec::new(),
            unpacked: Cell::new(0),
            read: Cell::new(0),
            depth: Cell::new(0),
        };
        let mut next = start(bytes);
        let mut seen = Vec::new();
        while let Some(at) = next.take() {
            if seen.contains(&at) || seen.len() == MAX_SECTIONS {
                return Err(Unreadable::Damaged);
            }
            seen.push(at);
            let section = file.section(at).ok_or(Unreadable::Damaged)?;
            let offset = |key| section.trailer.get(key).and_then(Value::integer);
            next = offset("Prev");
            // Objects that readers of tables are not to see.
            let hidden = offset("XRefStm");
            file.sections.push(section);
            if let Some(hidden) = hidden {
                file.sections
                    .push(file.section(hidden).ok_or(Unreadable::Damaged)?);
            }
        }
        if file.trailer("Encrypt").is_some() {
            return Err(Unreadable::Encrypted);
        }
        match file.trailer("Root") {
            Some(_) => Ok(file),
            None => Err(Unreadable::Damaged),
        }
    }

    /// How often the file was written to: once, and once more for each update.
    pub(super) fn states(&self) -> usize {
        self.sections.len()
    }

    /// An entry of the newest trailer that has it.
    pub(super) fn trailer(&self, key: &str) -> Option<&Value> {
        self.sections.iter().find_map(|section| section.trailer.get(key))
    }

    /// The value itself, or that of the object it refers to.
    pub(super) fn value(&self, value: &Value) -> Option<Value> {
        match value {
            Value::Reference(number) => Some(self.object(*number)?.value),
            value => Some(value.clone()),
        }
    }

    /// [`File::value`] of an entry.
    pub(super) fn entry(&self, dictionary: &Dictionary, key: &str) -> Option<Value> {
        self.value(dictionary.get(key)?)
    }

    /// [`File::entry`] that is a dictionary.
    pub(super) fn dictionary(&self, dictionary: &Dictionary, key: &str) -> Option<Dictionary> {
        match self.entry(dictionary, key)? {
            Value::Dictionary(dictionary) => Some(dictionary),
            _ => None,
        }
    }

    /// An object by its number.
    pub(super) fn object(&self, number: u32) -> Option<Object<'a>> {
        let depth = self.depth.get();
        if depth == MAX_DEPTH {
            return None;
        }
        self.depth.set(depth + 1);
        let object = self.find(usize::try_from(number).ok()?);
        self.depth.set(depth);
        object
    }

    fn find(&self, number: usize) -> Option<Object<'a>> {
        let place = self.sections.iter().find_map(|section| section.place(number))?;
        match place {
            Place::Free => None,
            Place::At(offset) => {
                let (found, object) = self.at(offset)?;
                (found == number).then_some(object)
            }
            Place::In(container) => self.packed(container, number),
        }
    }

    /// What a stream unpacks to; none when it is none, more than so many bytes, or packed in another way than deflated.
    pub(super) fn content(&self, object: &Object<'_>, most: usize) -> Option<Vec<u8>> {
        let (Value::Dictionary(dictionary), Some(data)) = (&object.value, object.data) else {
            return None;
        };
        let left = MAX_UNPACKED.saturating_sub(self.unpacked.get()).min(most);
        let filters = match self.entry(dictionary, "Filter") {
            None => Vec::new(),
            Some(Value::Array(filters)) => filters,
            Some(filter) => vec![filter],
        };
        let plain = match filters.as_slice() {
            [] => (data.len() <= left).then(|| data.to_vec()),
            [filter] if filter.is_name("FlateDecode") => inflated(data, left),
            _ => None,
        };
        // What is too much has been unpacked up to the limit.
        let taken = plain.as_ref().map_or(left, Vec::len);
        self.unpacked.set(self.unpacked.get() + taken);
        let plain = plain?;
        let parameters = match self.entry(dictionary, "DecodeParms") {
            Some(Value::Dictionary(parameters)) => Some(parameters),
            Some(Value::Array(all)) => all.first().and_then(|first| match self.value(first) {
                Some(Value::Dictionary(parameters)) => Some(parameters),
                _ => None,
            }),
            _ => None,
        };
        match parameters {
            Some(parameters) => unpredicted(plain, &parameters),
            None => Some(plain),
        }
    }

    /// The object that stands at an offset, with its number.
    fn at(&self, offset: usize) -> Option<(usize, Object<'a>)> {
        self.count_read()?;
        let mut parser = Parser::new(self.bytes.get(offset..)?);
        let number = parser.number()?;
        parser.number()?;
        if !parser.word("obj") {
            return None;
        }
        let value = parser.value()?;
        let data = match &value {
            Value::Dictionary(dictionary) if parser.word("stream") => {
                Some(self.data(dictionary, parser.rest())?)
            }
            _ => None,
        };
        Some((number, Object { value, data }))
    }

    /// The bytes of a stream from behind its keyword: as many as it says, or up to its end where it says something wrong.
    fn data(&self, dictionary: &Dictionary, rest: &'a [u8]) -> Option<&'a [u8]> {
        const END: &[u8] = b"endstream";
        let rest = rest
            .strip_prefix(b"\r\n")
            .or_else(|| rest.strip_prefix(b"\n"))
            .unwrap_or(rest);
        let said = self.entry(dictionary, "Length").as_ref().and_then(Value::integer);
        if let Some((data, after)) = said.and_then(|length| rest.split_at_checked(length))
            && Parser::new(after).word("endstream")
        {
            return Some(data);
        }
        let rest = &rest[..rest.len().min(MAX_SEARCHED)];
        let end = rest.windows(END.len()).position(|window| window == END)?;
        Some(&rest[..end])
    }

    /// An object out of an object stream.
    fn packed(&self, container: usize, number: usize) -> Option<Object<'a>> {
        let place = self
            .sections
            .iter()
            .find_map(|section| section.place(container))?;
        // A stream of objects does not stand in another.
        let Place::At(offset) = place else { return None };
        let (found, stream) = self.at(offset)?;
        let Value::Dictionary(dictionary) = &stream.value else {
            return None;
        };
        if found != container || !dictionary.get("Type")?.is_name("ObjStm") {
            return None;
        }
        let integer = |key| self.entry(dictionary, key).as_ref().and_then(Value::integer);
        let (first, count) = (integer("First")?, integer("N")?);
        let content = self.content(&stream, MAX_UNPACKED)?;
        let mut index = Parser::new(content.get(..first)?);
        for _ in 0..count {
            let (known, offset) = (index.number()?, index.number()?);
            if known == number {
                self.count_read()?;
                let value = Parser::new(content.get(first.checked_add(offset)?..)?).value()?;
                return Some(Object { value, data: None });
            }
        }
        None
    }

    fn count_read(&self) -> Option<()> {
        self.read.set(self.read.get() + 1);
        (self.read.get() <= MAX_READ).then_some(())
    }

    /// The cross-references at an offset: a table, or a stream.
    fn section(&self, offset: usize) -> Option<Section<'a>> {
        let mut parser = Parser::new(self.bytes.get(offset..)?);
        if parser.word("xref") {
            return table(parser);
        }
        let (_, stream) = self.at(offset)?;
        let Value::Dictionary(trailer) = &stream.value else {
            return None;
        };
        if !trailer.get("Type")?.is_name("XRef") {
            return None;
        }
        let integers = |key| match trailer.get(key) {
            Some(Value::Array(values)) => values.iter().map(Value::integer).collect::<Option<Vec<_>>>(),
            _ => None,
        };
        let widths: [usize; 3] = integers("W")?.try_into().ok()?;
        if widths.iter().any(|width| *width > 8) || widths == [0; 3] {
            return None;
        }
        let runs = match integers("Index") {
            Some(runs) => runs.chunks_exact(2).map(|run| (run[0], run[1])).collect(),
            None => vec![(0, trailer.get("Size")?.integer()?)],
        };
        let content = self.content(&stream, MAX_UNPACKED)?;
        Some(Section {
            entries: Entries::Stream(runs, widths, content),
            trailer: trailer.clone(),
        })
    }
}

impl Section<'_> {
    /// Where an object is, if this state of the file says so.
    fn place(&self, number: usize) -> Option<Place> {
        match &self.entries {
            Entries::Table(runs) => runs.iter().find_map(|(first, entries)| {
                let at = number.checked_sub(*first)?.checked_mul(ENTRY)?;
                let entry = entries.get(at..at + ENTRY)?;
                let offset = Parser::new(entry).number()?;
                Some(if entry[17] == b'n' {
                    Place::At(offset)
                } else {
                    Place::Free
                })
            }),
            Entries::Stream(runs, widths, content) => {
                let width: usize = widths.iter().sum();
                let mut before = 0_usize;
                for (first, count) in runs {
                    if let Some(at) = number.checked_sub(*first).filter(|at| at < count) {
                        let start = before.checked_add(at)?.checked_mul(width)?;
                        let entry = content.get(start..start.checked_add(width)?)?;
                        return Some(place(entry, *widths));
                    }
                    before = before.checked_add(*count)?;
                }
                None
            }
        }
    }
}

/// An entry of a cross-reference stream.
fn place(entry: &[u8], widths: [usize; 3]) -> Place {
    let (kind, rest) = entry.split_at(widths[0]);
    let number = |bytes: &[u8]| {
        bytes
            .iter()
            .fold(0_u64, |number, byte| number << 8 | u64::from(*byte))
    };
    let field = usize::try_from(number(&rest[..widths[1]])).unwrap_or(usize::MAX);
    // Without a field of its own the kind is 1.
    match if kind.is_empty() { 1 } else { number(kind) } {
        1 => Place::At(field),
        2 => Place::In(field),
        _ => Place::Free,
    }
}

/// The offset that stands behind the last `startxref`.
fn start(bytes: &[u8]) -> Option<usize> {
    const WORD: &[u8] = b"startxref";
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    let at = tail.windows(WORD.len()).rposition(|window| window == WORD)?;
    Parser::new(&tail[at + WORD.len()..]).number()
}

/// A table with its trailer, from behind its first word.
fn table(mut parser: Parser<'_>) -> Option<Section<'_>> {
    let mut runs = Vec::new();
    while !parser.word("trailer") {
        let (first, count) = (parser.number()?, parser.number()?);
        // Passes over the line end.
        parser.word("");
        let (entries, rest) = parser.rest().split_at_checked(count.checked_mul(ENTRY)?)?;
        if runs.len() == MAX_RUNS {
            return None;
        }
        runs.push((first, entries));
        parser = Parser::new(rest);
    }
    match parser.value()? {
        Value::Dictionary(trailer) => Some(Section {
            entries: Entries::Table(runs),
            trailer,
        }),
        _ => None,
    }
}

/// What deflated bytes unpack to; none when it is more than so many bytes, or they are damaged.
fn inflated(data: &[u8], most: usize) -> Option<Vec<u8>> {
    let mut plain = Vec::new();
    let mut limited = ZlibDecoder::new(data).take(most as u64 + 1);
    limited.read_to_end(&mut plain).ok()?;
    (plain.len() <= most).then_some(plain)
}

/// Rows as they were before a predictor of PNG made them better to deflate (ISO 32000-1, 7.4.4.4).
fn unpredicted(data: Vec<u8>, parameters: &Dictionary) -> Option<Vec<u8>> {
    let number = |key, default| parameters.get(key).map_or(Some(default), Value::integer);
    let predictor = number("Predictor", 1)?;
    if predictor == 1 {
        return Some(data);
    }
    let bits = number("Colors", 1)?.checked_mul(number("BitsPerComponent", 8)?)?;
    let columns = number("Columns", 1)?;
    // Only entries of whole bytes are ever written so.
    if predictor < 10 || bits != 8 || columns == 0 {
        return None;
    }
    let mut out = Vec::with_capacity(data.len());
    let mut above = vec![0; columns.min(data.len())];
    for row in data.chunks_exact(columns.checked_add(1)?) {
        let (kind, row) = row.split_first()?;
        let (mut left, mut corner) = (0_u8, 0_u8);
        for (byte, up) in row.iter().zip(&mut above) {
            let guess = match kind {
                0 => 0,
                1 => left,
                2 => *up,
                3 => left.midpoint(*up),
                4 => paeth(left, *up, corner),
                _ => return None,
            };
            corner = *up;
            left = byte.wrapping_add(guess);
            *up = left;
            out.push(left);
        }
    }
    Some(out)
}

/// The neighbour that is nearest to left + up - corner.
fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let guess = i16::from(left) + i16::from(up) - i16::from(corner);
    let far = |byte: u8| (guess - i16::from(byte)).abs();
    if far(left) <= far(up) && far(left) <= far(corner) {
        left
    } else if far(up) <= far(corner) {
        up
    } else {
        corner
    }
}

#[cfg(test)]
mod tests;
