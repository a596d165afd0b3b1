//! Where the files of a batch go: a folder, or one ZIP file.

use super::entry::Entry;
use super::lock;
use super::manifest::Manifest;
use crate::cli::keep::{OverwriteArgs, refusal, refuse_loss};
use crate::cli::output::{Standing, place};
use nianbao::Error;
use nianbao::pipeline::FileKind;
use serde_json::Value;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// Files of a report until it is known who has their name: already in the folder under passing names, or held.
#[derive(Default)]
pub(super) enum Files {
    #[default]
    None,
    Standing(Standing),
    Held(Vec<(FileKind, Vec<u8>)>),
}

impl Files {
    /// The bytes they take here.
    pub(super) fn weight(&self) -> usize {
        match self {
            Files::Held(files) => files.iter().map(|(_, bytes)| bytes.len()).sum(),
            _ => 0,
        }
    }
}

/// A folder that files are written to, by all threads.
#[derive(Clone)]
pub(super) struct Folder {
    path: PathBuf,
    passing: String,
}

impl Folder {
    /// A folder that this run has; what a run that was broken off left under passing names is removed.
    pub(super) fn open(path: &Path, label: &str) -> Result<Self, Error> {
        let io = |error| Error::io(path, error);
        // The stop keeps the whole from taking the files of its parts for its own.
        let passing = format!(".nianbao-batch{label}.");
        for entry in fs::read_dir(path).map_err(io)? {
            let entry = entry.map_err(io)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with(&passing) && name.ends_with(".tmp") {
                fs::remove_file(entry.path()).map_err(io)?;
            }
        }
        Ok(Folder {
            path: path.to_owned(),
            passing,
        })
    }

    /// Refuses to write over files that people have worked on, or that are not ours.
    pub(super) fn refuse_losses(
        &self,
        entry: &Entry,
        files: &[(FileKind, Vec<u8>)],
        over: OverwriteArgs,
    ) -> Result<(), Error> {
        let mut named = entry.outputs.iter().zip(files);
        named.try_for_each(|((name, _), (_, bytes))| refuse_loss(&self.path.join(name), bytes, over))
    }

    /// Writes the files that an entry names, under passing names.
    pub(super) fn stand(&self, entry: &Entry, files: Vec<(FileKind, Vec<u8>)>) -> Result<Standing, Error> {
        let named = entry.outputs.iter().zip(files);
        let files: Vec<(PathBuf, Vec<u8>)> = named
            .map(|((name, _), (_, bytes))| (self.path.join(name), bytes))
            .collect();
        Standing::write(&files, &self.passing, false)
    }
}

/// Where files go.
pub(super) enum Sink {
    /// Each into a folder.
    Folder(Folder),
    /// All into one file, in the order of the reports.
    Zip(Box<Zip>),
}

/// A ZIP file being written beside its place, under a name that the next run knows again.
pub(super) struct Zip {
    path: PathBuf,
    passing: PathBuf,
    /// None once the file is whole.
    writer: Option<ZipWriter<BufWriter<File>>>,
}

/// Refuses to write over a file that no batch has written.
///
/// # Errors
/// [`Error::Io`] when there is one.
pub(super) fn refuse_foreign(path: &Path, over: OverwriteArgs) -> Result<(), Error> {
    if over.overwrite || !path.is_file() {
        return Ok(());
    }
    let file = File::open(path).map_err(|error| Error::io(path, error))?;
    let is_manifest = |name: &str| name.starts_with("manifest") && name.ends_with(".json");
    match ZipArchive::new(BufReader::new(file)) {
        Ok(archive) if archive.file_names().any(is_manifest) => Ok(()),
        _ => Err(refusal(path, "已有这个文件，不是 nianbao batch 生成的压缩包")),
    }
}

/// Whether an output names a ZIP file.
pub(super) fn is_zip(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("zip"))
}

impl Sink {
    /// A ZIP file.
    ///
    /// # Errors
    /// [`Error::Io`] when nothing can be written there, or another run writes it.
    pub(super) fn zip(path: &Path) -> Result<Self, Error> {
        let io = |error| Error::io(path, error);
        let passing = beside(path, "tmp");
        let file = lock::open(&passing).map_err(io)?;
        file.set_len(0).map_err(io)?;
        Ok(Sink::Zip(Box::new(Zip {
            path: path.to_owned(),
            passing,
            writer: Some(ZipWriter::new(BufWriter::new(file))),
        })))
    }

    /// The manifest of what goes here.
    pub(super) fn manifest(&self, choices: &Value) -> Result<Manifest, Error> {
        let passing = match self {
            Sink::Folder(folder) => folder.path.join(format!("{}manifest.tmp", folder.passing)),
            Sink::Zip(zip) => beside(&zip.path, "manifest.tmp"),
        };
        Manifest::begin(passing, choices)
    }

    /// Puts the files of a report in their place.
    pub(super) fn put(&mut self, entry: &Entry, files: Files) -> Result<(), Error> {
        match (self, files) {
            (_, Files::None) => Ok(()),
            (_, Files::Standing(standing)) => standing.place(),
            (Sink::Zip(zip), Files::Held(files)) => {
                entry
                    .outputs
                    .iter()
                    .zip(&files)
                    .try_for_each(|((name, _), (_, bytes))| {
                        zip.add(name, bytes.len() as u64, &mut bytes.as_slice())
                    })
            }
            (Sink::Folder(folder), Files::Held(files)) => folder.stand(entry, files)?.place(),
        }
    }

    /// Ends with the manifest, under this name; gives where it stands.
    pub(super) fn finish(&mut self, mut manifest: Manifest, name: &str) -> Result<PathBuf, Error> {
        let passing = manifest.end()?;
        match self {
            Sink::Folder(folder) => {
                let path = folder.path.join(name);
                place(passing, &path)?;
                Ok(path)
            }
            Sink::Zip(zip) => {
                let io = |error| Error::io(passing, error);
                let file = File::open(passing).map_err(io)?;
                let length = file.metadata().map_err(io)?.len();
                zip.add(name, length, &mut BufReader::new(file))?;
                zip.end()?;
                Ok(zip.path.join(name))
            }
        }
    }
}

/// A passing name beside a file.
fn beside(path: &Path, end: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".nianbao-{name}.{end}"))
}

impl Zip {
    /// Files are packed already, so they are stored as they are. That there are more than 65 535 of them, or more than 4 GB,
    /// is noted at the end by itself; of a single file of that length it has to be said before.
    fn add(&mut self, name: &str, length: u64, bytes: &mut impl io::Read) -> Result<(), Error> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(DateTime::DEFAULT)
            .large_file(length >= u64::from(u32::MAX));
        let Some(writer) = &mut self.writer else {
            return Ok(());
        };
        let io = |error: io::Error| Error::io(&self.path, error);
        writer
            .start_file(name, options)
            .map_err(|error| io(error.into()))?;
        io::copy(bytes, writer).map(|_| ()).map_err(io)
    }

    fn end(&mut self) -> Result<(), Error> {
        let io = |error: io::Error| Error::io(&self.path, error);
        let Some(writer) = self.writer.take() else {
            return Ok(());
        };
        let mut file = writer.finish().map_err(|error| io(error.into()))?;
        file.flush().map_err(io)?;
        // The lock goes with the file, so it stays open until its name is the right one.
        file.get_ref().sync_all().map_err(io)?;
        place(&self.passing, &self.path)
    }
}

impl Drop for Zip {
    fn drop(&mut self) {
        // Still there: the file did not become whole. Let go of the writer, which would try to end it and complain. Nothing
        // better can be done about a file that cannot be removed either.
        if let Some(writer) = self.writer.take() {
            std::mem::forget(writer);
            let _ = fs::remove_file(&self.passing);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::io::Read;

    /// Reports of two files of so many bytes each, a multiple of four, go into a ZIP file and are read back.
    fn there_and_back(label: &str, reports: u32, size: usize) {
        let folder = std::env::temp_dir().join(format!("nianbao-sink-{label}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("out.zip");
        let content = |number: u32| number.to_le_bytes().repeat(size / 4);
        let mut sink = Sink::zip(&path).unwrap();
        for number in 0..reports {
            let mut entry = Entry::failed(String::new());
            let named = FileKind::ALL.map(|kind| (format!("{number}.{}", kind.extension()), String::new()));
            entry.outputs = named.to_vec();
            let files = FileKind::ALL.map(|kind| (kind, content(number)));
            sink.put(&entry, Files::Held(files.to_vec())).unwrap();
        }
        let manifest = sink.manifest(&json!({})).unwrap();
        sink.finish(manifest, "manifest.json").unwrap();

        let mut archive = ZipArchive::new(BufReader::new(File::open(&path).unwrap())).unwrap();
        assert_eq!(archive.len(), reports as usize * 2 + 1);
        for number in [0, reports / 2, reports - 1] {
            for kind in FileKind::ALL {
                let name = format!("{number}.{}", kind.extension());
                let mut bytes = Vec::new();
                archive.by_name(&name).unwrap().read_to_end(&mut bytes).unwrap();
                assert!(bytes == content(number), "{name}");
            }
        }
        let mut manifest = String::new();
        archive
            .by_name("manifest.json")
            .unwrap()
            .read_to_string(&mut manifest)
            .unwrap();
        assert!(serde_json::from_str::<Value>(&manifest).is_ok());
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_zip_file_may_hold_more_than_65535_files() {
        there_and_back("many", 32_800, 4);
    }

    #[test]
    #[ignore = "writes 4.5 GB"]
    fn a_zip_file_may_be_longer_than_4_gigabytes() {
        there_and_back("long", 2_250, 1_000_000);
    }
}
