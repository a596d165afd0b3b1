//! The reports of a batch, one after the other, without holding them all: files, folders, and streams of a report a line.

use crate::cli::folder::data_files;
use nianbao::Error;
use nianbao::input::{Format, MAX_BYTES};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// A report to be made.
pub(super) struct Item {
    /// What findings and the manifest call it: the file, or the stream and the line.
    pub name: String,
    /// Stem of its file; the number of its line in a stream.
    pub stem: String,
    /// Where its bytes come from.
    pub origin: Origin,
    /// Its format, when that is known.
    pub format: Option<Format>,
}

/// Where the bytes of a report come from.
pub(super) enum Origin {
    /// A file of its own, read when its turn comes.
    File(PathBuf),
    /// A line of a stream.
    Line(Vec<u8>),
}

impl Item {
    /// Its bytes, one more than is allowed at most: too long a file is then seen as such.
    pub(super) fn bytes(&self) -> Result<Vec<u8>, Error> {
        match &self.origin {
            Origin::Line(bytes) => Ok(bytes.clone()),
            Origin::File(path) => {
                let mut bytes = Vec::new();
                let file = File::open(path).map_err(|error| Error::io(path, error))?;
                file.take(MAX_BYTES as u64 + 1)
                    .read_to_end(&mut bytes)
                    .map_err(|error| Error::io(path, error))?;
                Ok(bytes)
            }
        }
    }
}

/// Reports one after the other; an error ends a batch.
pub(super) type Items = Box<dyn Iterator<Item = Result<Item, Error>> + Send>;

/// Whether a path stands for standard input.
pub(super) fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// Whether a path names a stream of a report a line.
pub(super) fn is_stream(path: &Path) -> bool {
    let extension = path
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or("");
    is_stdin(path) || ["jsonl", "ndjson"].contains(&extension.to_ascii_lowercase().as_str())
}

/// Where the reports of a batch are: files, those of folders by their names, and streams.
pub(super) struct Inputs(Vec<PathBuf>);

impl Inputs {
    /// What stands at these paths, in order.
    pub(super) fn of(paths: &[PathBuf]) -> Result<Self, Error> {
        let mut files: Vec<PathBuf> = Vec::new();
        for path in paths {
            if !is_stream(path) && path.is_dir() {
                files.extend(data_files(path)?);
            } else {
                files.push(path.clone());
            }
        }
        Ok(Inputs(files))
    }

    /// The reports; and how many, when no stream is among them.
    pub(super) fn items(&self) -> Result<(Items, Option<usize>), Error> {
        let mut chained: Items = Box::new(std::iter::empty());
        for files in self.0.chunk_by(|one, next| !is_stream(one) && !is_stream(next)) {
            chained = match files {
                [stream] if is_stream(stream) => Box::new(chained.chain(Lines::open(stream)?)),
                files => {
                    let files = files.to_vec();
                    Box::new(chained.chain(files.into_iter().map(of_file)))
                }
            };
        }
        let counted = !self.0.iter().any(|path| is_stream(path));
        Ok((chained, counted.then_some(self.0.len())))
    }
}

fn of_file(path: PathBuf) -> Result<Item, Error> {
    let stem = path
        .file_stem()
        .and_then(|stem| stem.to_str())
        .unwrap_or("")
        .to_owned();
    Ok(Item {
        name: path.display().to_string(),
        stem,
        format: Format::from_path(&path),
        origin: Origin::File(path),
    })
}

/// The lines of a stream that hold something.
struct Lines {
    name: String,
    reader: Box<dyn BufRead + Send>,
    number: usize,
}

impl Lines {
    fn open(path: &Path) -> Result<Self, Error> {
        let reader: Box<dyn BufRead + Send> = if is_stdin(path) {
            Box::new(BufReader::new(std::io::stdin()))
        } else {
            Box::new(BufReader::new(
                File::open(path).map_err(|error| Error::io(path, error))?,
            ))
        };
        Ok(Lines {
            name: path.display().to_string(),
            reader,
            number: 0,
        })
    }

    /// The next line without its end, cut to one byte more than is allowed; nothing at the end of the stream.
    fn line(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let mut read = false;
        loop {
            let room = self.reader.fill_buf()?;
            if room.is_empty() {
                return Ok(read.then_some(line));
            }
            read = true;
            let end = room.iter().position(|byte| *byte == b'\n');
            let piece = &room[..end.unwrap_or(room.len())];
            let left = (MAX_BYTES + 1).saturating_sub(line.len());
            line.extend_from_slice(&piece[..piece.len().min(left)]);
            let used = piece.len() + usize::from(end.is_some());
            self.reader.consume(used);
            if end.is_some() {
                return Ok(Some(line));
            }
        }
    }
}

impl Iterator for Lines {
    type Item = Result<Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            self.number += 1;
            let line = match self.line() {
                Ok(line) => line?,
                Err(error) => return Some(Err(Error::io(&self.name, error))),
            };
            if !line.trim_ascii().is_empty() {
                return Some(Ok(Item {
                    name: format!("{}:{}", self.name, self.number),
                    stem: self.number.to_string(),
                    origin: Origin::Line(line),
                    format: Some(Format::Json),
                }));
            }
        }
    }
}
