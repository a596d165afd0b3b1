//! What earlier runs left in a folder, by which a broken batch is taken up, and the journal of this run.

use super::entry::{Entry, sha256};
use super::lock;
use nianbao::Error;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// How the line begins that says what decides, beside a report, what its files look like.
pub(super) const MADE_BY: &str = "\"made_by\": ";
/// The longest line that is read; an entry is some hundred bytes long.
const LONGEST_LINE: u64 = 1 << 20;

/// The journal of a run: a line for each report that is done. While it is open no other run has the folder.
pub(super) struct Journal {
    path: PathBuf,
    file: File,
}

impl Journal {
    /// Locks the journal of a folder.
    ///
    /// # Errors
    /// [`Error::Io`] when the folder cannot be written, or another run has it.
    pub(super) fn open(folder: &Path, label: &str) -> Result<Self, Error> {
        fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
        let path = folder.join(format!(".nianbao{label}.journal"));
        let file = lock::open(&path).map_err(|error| Error::io(folder, error))?;
        Ok(Journal { path, file })
    }

    /// Where it stands.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Begins this run; what earlier runs noted goes, unless it is to be taken up.
    pub(super) fn begin(&mut self, choices: &Value, resume: bool) -> Result<(), Error> {
        let io = |error| Error::io(&self.path, error);
        if !resume {
            self.file.set_len(0).map_err(io)?;
        }
        self.file.seek(SeekFrom::End(0)).map_err(io)?;
        // The last line of a run that was killed may be torn.
        self.append(&format!("\n{MADE_BY}{choices}\n"))
    }

    /// Notes a report that is done.
    pub(super) fn note(&mut self, entry: &Entry) -> Result<(), Error> {
        self.append(&format!("{}\n", entry.line()))
    }

    fn append(&mut self, lines: &str) -> Result<(), Error> {
        self.file
            .write_all(lines.as_bytes())
            .map_err(|error| Error::io(&self.path, error))
    }

    /// Ends the run: its manifest says what the journal said.
    pub(super) fn close(self) {
        // A journal that cannot be removed does no harm.
        let _ = fs::remove_file(&self.path);
    }
}

/// The entries of a manifest or a journal, whatever the choices they were made with.
pub(super) fn each_entry(path: &Path, mut each: impl FnMut(Entry)) -> std::io::Result<()> {
    let mut reader = BufReader::new(File::open(path)?);
    let mut line = Vec::new();
    loop {
        line.clear();
        if reader.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        if let Some(entry) = Entry::of_line(plain(&line)) {
            each(entry);
        }
    }
}

/// The reports that earlier runs with the same choices have done. Only where each is told of is held, not what is told.
#[derive(Default)]
pub(super) struct Known {
    folder: PathBuf,
    files: Vec<Mutex<File>>,
    places: BTreeMap<String, Place>,
}

/// Where a report is told of.
struct Place {
    file: usize,
    at: u64,
    length: usize,
}

impl Known {
    /// What the manifest of a folder and the journal say, the later over the earlier.
    pub(super) fn of(folder: &Path, manifest: &Path, journal: &Journal, choices: &Value) -> Self {
        let mut known = Known {
            folder: folder.to_owned(),
            ..Known::default()
        };
        for path in [manifest, &journal.path] {
            // What cannot be read tells nothing: its reports are made again.
            let _ = known.read(path, choices);
        }
        known
    }

    fn read(&mut self, path: &Path, choices: &Value) -> std::io::Result<()> {
        let file = File::open(path)?;
        let mut reader = BufReader::new(file.try_clone()?);
        let mut same = false;
        let mut at = 0;
        let mut line = Vec::new();
        loop {
            line.clear();
            let length = reader.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)?;
            if length == 0 {
                break;
            }
            let text = plain(&line);
            if let Some(head) = text.strip_prefix(MADE_BY.as_bytes()) {
                same = serde_json::from_slice::<Value>(head).is_ok_and(|head| head == *choices);
            } else if let Some(entry) = Entry::of_line(text).filter(|_| same) {
                let place = Place {
                    file: self.files.len(),
                    at,
                    length,
                };
                self.places.insert(entry.input, place);
            }
            at += length as u64;
        }
        self.files.push(Mutex::new(file));
        Ok(())
    }

    /// The entry of a report that is done, unchanged and whole.
    pub(super) fn done(&self, input: &str, sha: &str) -> Option<Entry> {
        let line = self.line(self.places.get(input)?).ok()?;
        let entry = Entry::of_line(plain(&line)).filter(|entry| entry.sha256 == sha && entry.is_made())?;
        let whole = |(file, known): &(String, String)| {
            fs::read(self.folder.join(file)).is_ok_and(|bytes| sha256(&bytes) == *known)
        };
        entry.outputs.iter().all(whole).then_some(entry)
    }

    fn line(&self, place: &Place) -> std::io::Result<Vec<u8>> {
        let mut file = self.files[place.file]
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(place.at))?;
        let mut line = vec![0; place.length];
        file.read_exact(&mut line)?;
        Ok(line)
    }
}

/// A line without what sets it off in a manifest.
fn plain(line: &[u8]) -> &[u8] {
    let line = line.trim_ascii();
    line.strip_suffix(b",").unwrap_or(line)
}
