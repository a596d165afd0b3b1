//! The data files of a folder: which of its files are reports, and what is to be said of the rest.

use nianbao::Error;
use nianbao::input::Format;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// How the manifests of our batches are called, and what stands near their beginning.
const MANIFEST: (&str, &str) = ("manifest", "\"made_by\":");
/// What a unit may send in place of its data.
const COPIES: [&str; 2] = ["docx", "pdf"];
/// Within how many bytes that is.
const HEAD: u64 = 256;
/// How deep folders are looked into for data files that are not read, and at how many entries in all.
const MAX_DEPTH: usize = 4;
const MAX_ENTRIES: usize = 2_000;
/// The most folders that are told by name.
const MAX_TOLD: usize = 3;

/// The data files of a folder, in the order of their names. Folders in it are not gone into: they may hold last year's
/// reports or older copies, and a report that is counted twice is worse than one that is missing. Those that hold data
/// files are told.
///
/// # Errors
/// [`Error::Io`] when the folder cannot be read, or has no data file.
pub(super) fn data_files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let entries = entries(folder).map_err(|source| Error::io(folder, source))?;
    let mut left = MAX_ENTRIES;
    let inner: Vec<&Path> = entries
        .iter()
        .map(PathBuf::as_path)
        .filter(|entry| entry.is_dir() && holds_data(entry, MAX_DEPTH, &mut left))
        .collect();
    let files: Vec<PathBuf> = entries
        .iter()
        .filter(|entry| is_data_file(entry))
        .cloned()
        .collect();
    let told = not_entered(&inner);
    if files.is_empty() {
        let message = format!(
            "文件夹里没有数据文件（.toml、.yaml、.json）{}{}",
            joined("；", &told),
            joined("；", &copies(&entries)),
        );
        return Err(Error::io(
            folder,
            io::Error::new(ErrorKind::InvalidInput, message),
        ));
    }
    if !told.is_empty() {
        eprintln!("{}：{told}", folder.display());
    }
    Ok(files)
}

/// What stands in a folder but for what is hidden, as the side files of macOS (`._`) and of editors, and the owner files
/// of Word (`~$`); by name.
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if !name.starts_with('.') && !name.starts_with("~$") {
            entries.push(entry.path());
        }
    }
    entries.sort();
    Ok(entries)
}

/// Whether a file may be a report: by its extension, and not a manifest of ours.
fn is_data_file(file: &Path) -> bool {
    // A link to nothing is one as well: that its report is not there is told when it is read.
    let may_be_read = file.metadata().map_or(true, |about| about.is_file());
    Format::from_path(file).is_some() && may_be_read && !is_manifest(file)
}

fn is_manifest(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let mut head = Vec::new();
    name.starts_with(MANIFEST.0)
        && File::open(file).is_ok_and(|file| file.take(HEAD).read_to_end(&mut head).is_ok())
        && String::from_utf8_lossy(&head).contains(MANIFEST.1)
}

/// Whether a folder or one in it holds a data file, as far as is looked.
fn holds_data(folder: &Path, depth: usize, left: &mut usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    // A folder that cannot be read holds nothing to speak of.
    let entries = entries(folder).unwrap_or_default();
    entries.iter().any(|entry| {
        *left = left.saturating_sub(1);
        *left > 0 && (is_data_file(entry) || entry.is_dir() && holds_data(entry, depth, left))
    })
}

/// What is said of folders with data files that are not read.
fn not_entered(folders: &[&Path]) -> String {
    if folders.is_empty() {
        return String::new();
    }
    let names: Vec<String> = folders
        .iter()
        .take(MAX_TOLD)
        .map(|folder| folder.display().to_string())
        .collect();
    let more = match folders.len() {
        count if count > MAX_TOLD => format!("等{count}个"),
        _ => String::new(),
    };
    format!(
        "里面的文件夹 {}{more} 有数据文件，没有进入；要一并处理的，请逐个写明这些文件夹",
        names.join("、")
    )
}

/// What is said of the copies in a folder, from which the data of our own can be had.
fn copies(entries: &[PathBuf]) -> String {
    let is_copy = |file: &&PathBuf| {
        let extension = file.extension().unwrap_or_default();
        COPIES.iter().any(|kind| extension.eq_ignore_ascii_case(kind)) && file.is_file()
    };
    match entries.iter().filter(is_copy).count() {
        0 => String::new(),
        count => format!("有{count}个 Word 文件和 PDF，本程序生成的用 nianbao extract 取回数据"),
    }
}

fn joined(mark: &str, text: &str) -> String {
    match text {
        "" => String::new(),
        text => format!("{mark}{text}"),
    }
}
