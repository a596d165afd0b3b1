//! The manifest of a batch, written as its reports are done: a report a line.

use super::entry::Entry;
use super::ledger::MADE_BY;
use nianbao::Error;
use serde_json::Value;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Version of the manifest; raised when a field changes its meaning or goes.
const VERSION: u32 = 1;

/// A manifest under a passing name; gone with it unless it ends.
pub(super) struct Manifest {
    passing: PathBuf,
    writer: BufWriter<File>,
    is_first: bool,
}

impl Manifest {
    /// Begins a manifest under this passing name.
    pub(super) fn begin(passing: PathBuf, choices: &Value) -> Result<Self, Error> {
        let file = File::create(&passing).map_err(|error| Error::io(&passing, error))?;
        let mut manifest = Manifest {
            passing,
            writer: BufWriter::new(file),
            is_first: true,
        };
        let head = format!("{{\n  \"version\": {VERSION},\n  {MADE_BY}{choices},\n  \"reports\": [");
        manifest.write(&head)?;
        Ok(manifest)
    }

    pub(super) fn add(&mut self, entry: &Entry) -> Result<(), Error> {
        let comma = if std::mem::take(&mut self.is_first) {
            ""
        } else {
            ","
        };
        self.write(&format!("{comma}\n    {}", entry.line()))
    }

    /// Ends it; it stands whole at the passing name.
    pub(super) fn end(&mut self) -> Result<&Path, Error> {
        self.write("\n  ]\n}\n")?;
        let io = |error| Error::io(&self.passing, error);
        self.writer.flush().map_err(io)?;
        self.writer.get_ref().sync_all().map_err(io)?;
        Ok(&self.passing)
    }

    fn write(&mut self, text: &str) -> Result<(), Error> {
        self.writer
            .write_all(text.as_bytes())
            .map_err(|error| Error::io(&self.passing, error))
    }
}

impl Drop for Manifest {
    fn drop(&mut self) {
        // It has been renamed, or nothing better can be done about it.
        let _ = fs::remove_file(&self.passing);
    }
}
