//! The ZIP file that a package is (ISO/IEC 29500-2, 7.3; APPNOTE 4.3): entries deflated beforehand, one after the other,
//! then their directory.
//!
//! Written here, since the writers of libraries deflate what they are given, each entry with an encoder of its own.
//! Nothing in it depends on when or where it is made. Sizes stand before the data, for programs that read from start to
//! end.

use crate::deflate;
use crate::error::Error;

/// What an entry needs to be read: deflate (2.0).
const VERSION: u16 = 20;
/// Names are UTF-8.
const UTF8: u16 = 1 << 11;
const DEFLATED: u16 = 8;
/// 1980-01-01 00:00, the first date there is.
const TIME: u16 = 0;
const DATE: u16 = (1 << 5) | 1;

const ENTRY: u32 = 0x0403_4b50;
const DIRECTORY: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;

/// A file in the making.
#[derive(Default)]
pub(super) struct Container {
    file: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
}

impl Container {
    /// Adds an entry: its data, and the bare stream that it is deflated to.
    ///
    /// # Errors
    /// [`Error::Docx`] when there is more than the format holds: 4 GB, 65 534 entries.
    pub(super) fn add(&mut self, name: &str, data: &[u8], stream: &[u8]) -> Result<(), Error> {
        self.add_known(name, (data.len(), deflate::crc(data)), stream)
    }

    /// Adds an entry of which are known the length and the sum of its data, and the bare stream.
    ///
    /// # Errors
    /// As [`Container::add`].
    pub(super) fn add_known(
        &mut self,
        name: &str,
        (length, crc): (usize, u32),
        stream: &[u8],
    ) -> Result<(), Error> {
        let place = size(self.file.len())?;
        let about = Words::default()
            .short(VERSION)
            .short(UTF8)
            .short(DEFLATED)
            .short(TIME)
            .short(DATE)
            .long(crc)
            .long(size(stream.len())?)
            .long(size(length)?)
            .short(u16::try_from(name.len()).map_err(|_| full())?)
            // No further fields.
            .short(0);
        let entry = Words::default().long(ENTRY).words(&about);
        for part in [&entry.0, name.as_bytes(), stream] {
            self.file.extend_from_slice(part);
        }
        let listed = Words::default()
            .long(DIRECTORY)
            .short(VERSION)
            .words(&about)
            // No remark, the first disk, no attributes.
            .short(0)
            .short(0)
            .short(0)
            .long(0)
            .long(place);
        self.directory.extend_from_slice(&listed.0);
        self.directory.extend_from_slice(name.as_bytes());
        self.count = self
            .count
            .checked_add(1)
            .filter(|count| *count < u16::MAX)
            .ok_or_else(full)?;
        Ok(())
    }

    /// The file.
    ///
    /// # Errors
    /// As [`Container::add`].
    pub(super) fn finish(mut self) -> Result<Vec<u8>, Error> {
        let end = Words::default()
            .long(END)
            // One disk.
            .short(0)
            .short(0)
            .short(self.count)
            .short(self.count)
            .long(size(self.directory.len())?)
            .long(size(self.file.len())?)
            // No remark.
            .short(0);
        self.file.append(&mut self.directory);
        self.file.extend_from_slice(&end.0);
        Ok(self.file)
    }
}

/// Numbers as ZIP writes them, the low byte first.
#[derive(Default)]
struct Words(Vec<u8>);

impl Words {
    fn short(mut self, word: u16) -> Self {
        self.0.extend_from_slice(&word.to_le_bytes());
        self
    }

    fn long(mut self, word: u32) -> Self {
        self.0.extend_from_slice(&word.to_le_bytes());
        self
    }

    fn words(mut self, words: &Words) -> Self {
        self.0.extend_from_slice(&words.0);
        self
    }
}

/// A size in bytes, of which the largest number means that it stands elsewhere.
fn size(bytes: usize) -> Result<u32, Error> {
    u32::try_from(bytes)
        .ok()
        .filter(|size| *size < u32::MAX)
        .ok_or_else(full)
}

fn full() -> Error {
    Error::Docx("ZIP: more than the format holds".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Read};

    #[test]
    fn another_reader_finds_every_entry() {
        let long = "年报".repeat(50_000);
        let entries = [("a.xml", "<a/>"), ("空/无.xml", ""), ("b", long.as_str())];
        let mut container = Container::default();
        for (name, text) in entries {
            let stream = deflate::text(text.as_bytes());
            container.add(name, text.as_bytes(), &stream).unwrap();
        }
        let file = container.finish().unwrap();
        assert!(file.len() < 2_000);
        let mut archive = zip::ZipArchive::new(Cursor::new(&file)).unwrap();
        assert_eq!(archive.len(), entries.len());
        for (index, (name, text)) in entries.into_iter().enumerate() {
            let mut entry = archive.by_index(index).unwrap();
            assert_eq!(entry.name(), name);
            assert_eq!(entry.last_modified(), Some(zip::DateTime::DEFAULT));
            let mut read = String::new();
            // The reader compares the sum.
            entry.read_to_string(&mut read).unwrap();
            assert_eq!(read, text);
        }
    }

    #[test]
    fn from_start_to_end_it_reads_too() {
        let mut container = Container::default();
        container.add("a", b"abc", &deflate::text(b"abc")).unwrap();
        let file = container.finish().unwrap();
        let mut rest = file.as_slice();
        let mut entry = zip::read::read_zipfile_from_stream(&mut rest).unwrap().unwrap();
        let mut read = String::new();
        entry.read_to_string(&mut read).unwrap();
        assert_eq!(read, "abc");
    }

    #[test]
    fn more_entries_than_fit_are_refused() {
        let mut container = Container::default();
        let stream = deflate::text(b"");
        let added = (0..u16::MAX).map(|_| container.add("a", b"", &stream));
        assert_eq!(added.filter(Result::is_err).count(), 1);
    }
}
