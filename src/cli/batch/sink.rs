//! Where the files of a batch go: a folder, or one ZIP file.

use super::Done;
use crate::cli::output::write_whole;
use crate::cli::usage;
use nianbao::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Where files go.
pub(super) enum Sink {
    /// Each into a folder, under a passing name first.
    Folder { folder: PathBuf, passing: String },
    /// All into one file, in the order of the reports.
    Zip(Box<Zip>),
}

/// A ZIP file being written beside its place.
pub(super) struct Zip {
    path: PathBuf,
    passing: PathBuf,
    /// None once the file is whole.
    writer: Option<ZipWriter<BufWriter<File>>>,
}

/// Whether an output names a ZIP file.
pub(super) fn is_zip(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("zip"))
}

impl Sink {
    /// A sink; what a run that was broken off left under passing names is removed.
    ///
    /// # Errors
    /// [`Error::Io`] when nothing can be written there.
    pub(super) fn open(output: &Path, label: &str) -> Result<Self, Error> {
        let io = |error| Error::io(output, error);
        if is_zip(output) {
            let name = output.file_name().unwrap_or_default().to_string_lossy();
            let passing = output.with_file_name(format!(".nianbao-{}-{name}.tmp", std::process::id()));
            let file = File::create(&passing).map_err(io)?;
            return Ok(Sink::Zip(Box::new(Zip {
                path: output.to_owned(),
                passing,
                writer: Some(ZipWriter::new(BufWriter::new(file))),
            })));
        }
        fs::create_dir_all(output).map_err(io)?;
        let passing = format!(".nianbao-batch{label}-");
        for entry in fs::read_dir(output).map_err(io)? {
            let entry = entry.map_err(io)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with(&passing) && name.ends_with(".tmp") {
                fs::remove_file(entry.path()).map_err(io)?;
            }
        }
        Ok(Sink::Folder {
            folder: output.to_owned(),
            passing,
        })
    }

    /// Writes the files of a report into the folder; a report whose files cannot be written has failed.
    pub(super) fn write(&self, done: &mut Done) {
        let Sink::Folder { folder, passing } = self else {
            return;
        };
        let named = done.entry.outputs.iter().zip(std::mem::take(&mut done.files));
        let files: Vec<(PathBuf, Vec<u8>)> = named
            .map(|((name, _), (_, bytes))| (folder.join(name), bytes))
            .collect();
        if let Err(error) = write_whole(&files, passing, false) {
            done.entry.outcome = "failed";
            done.entry.outputs.clear();
            done.entry.pages = None;
            done.told = format!("错误：{}\n", usage::in_chinese(&error));
        }
    }

    /// Adds the files of reports to the ZIP file, in their order.
    pub(super) fn append(&mut self, done: &[Done]) -> Result<(), Error> {
        let Sink::Zip(zip) = self else {
            return Ok(());
        };
        for one in done {
            for ((name, _), (_, bytes)) in one.entry.outputs.iter().zip(&one.files) {
                zip.add(name, bytes)?;
            }
        }
        Ok(())
    }

    /// Ends with the manifest; gives where that stands.
    pub(super) fn finish(&mut self, manifest: PathBuf, bytes: Vec<u8>) -> Result<PathBuf, Error> {
        match self {
            Sink::Folder { passing, .. } => {
                write_whole(&[(manifest.clone(), bytes)], passing, true)?;
                Ok(manifest)
            }
            Sink::Zip(zip) => {
                zip.add("manifest.json", &bytes)?;
                zip.end()?;
                Ok(zip.path.join(manifest))
            }
        }
    }
}

impl Zip {
    /// Files are packed already, so they are stored as they are.
    fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(DateTime::DEFAULT);
        let Some(writer) = &mut self.writer else {
            return Ok(());
        };
        let io = |error: std::io::Error| Error::io(&self.path, error);
        writer
            .start_file(name, options)
            .map_err(|error| io(error.into()))?;
        writer.write_all(bytes).map_err(io)
    }

    fn end(&mut self) -> Result<(), Error> {
        let io = |error: std::io::Error| Error::io(&self.path, error);
        let Some(writer) = self.writer.take() else {
            return Ok(());
        };
        let file = writer.finish().map_err(|error| io(error.into()))?;
        let file = file.into_inner().map_err(|error| io(error.into_error()))?;
        file.sync_all().map_err(io)?;
        fs::rename(&self.passing, &self.path).map_err(io)
    }
}

impl Drop for Zip {
    fn drop(&mut self) {
        if self.passing.exists() {
            // Nothing better can be done about a file that cannot be removed either.
            let _ = fs::remove_file(&self.passing);
        }
    }
}
