//! The faces of an office as files in a folder.

use super::own::{FontFile, Matter};
use crate::error::Error;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

/// Extensions of files that hold faces.
const EXTENSIONS: [&str; 4] = ["ttf", "ttc", "otf", "otc"];
/// How many such files a folder may hold: it is to hold the office's faces, not all of a computer's.
const MOST_FILES: usize = 100;
/// How long a file may be; the largest Chinese collections have some 40 MB.
const LONGEST: u64 = 128 << 20;

/// What a folder holds.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    /// The files that hold faces, by name.
    paths: Vec<PathBuf>,
    /// The names of other files in it.
    pub others: Vec<String>,
}

/// Looks into a folder, but not into folders in it. Hidden files are passed over.
///
/// # Errors
/// [`Error::Io`] when the folder cannot be read.
pub fn folder(path: &Path) -> Result<Folder, Error> {
    let io = |error| Error::io(path, error);
    let mut folder = Folder::default();
    for entry in fs::read_dir(path).map_err(io)? {
        let path = entry.map_err(io)?.path();
        let name = name_of(&path);
        if name.starts_with('.') || path.is_dir() {
            continue;
        }
        let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default();
        if EXTENSIONS
            .iter()
            .any(|known| known.eq_ignore_ascii_case(extension))
        {
            folder.paths.push(path);
        } else {
            folder.others.push(name);
        }
    }
    folder.paths.sort();
    folder.others.sort();
    Ok(folder)
}

impl Folder {
    /// How many files hold faces.
    pub fn len(&self) -> usize {
        self.paths.len()
    }

    /// Whether no file holds faces.
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }

    /// How many files that hold faces are too many; none are read then.
    pub fn too_many(&self) -> Option<usize> {
        (self.paths.len() > MOST_FILES).then_some(MOST_FILES)
    }

    /// Its files, each read when its turn comes.
    pub fn files(&self) -> impl Iterator<Item = FontFile> {
        let paths = if self.too_many().is_some() {
            &[]
        } else {
            self.paths.as_slice()
        };
        paths.iter().map(|path| FontFile {
            name: name_of(path),
            data: read(path),
        })
    }
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// A file, if it is one and not too long.
fn read(path: &Path) -> Result<Vec<u8>, Matter> {
    let unreadable = |error: std::io::Error| Matter::Unreadable(error.to_string());
    // What is no file, such as a pipe, may keep its reader waiting.
    let about = fs::metadata(path).map_err(unreadable)?;
    if !about.is_file() {
        return Err(Matter::NoFont);
    }
    if about.len() > LONGEST {
        return Err(Matter::TooLong(LONGEST));
    }
    let file = File::open(path).map_err(unreadable)?;
    // It may grow meanwhile.
    let mut data = Vec::new();
    file.take(LONGEST + 1)
        .read_to_end(&mut data)
        .map_err(unreadable)?;
    if data.len() as u64 > LONGEST {
        return Err(Matter::TooLong(LONGEST));
    }
    Ok(data)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_tells_faces_from_other_files() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let core = folder(&root.join("fonts/core")).unwrap();
        assert!(core.len() >= 6 && core.others.is_empty() && core.too_many().is_none());
        let files: Vec<FontFile> = core.files().collect();
        assert!(files.is_sorted_by_key(|file| file.name.clone()));
        assert!(files.iter().all(|file| file.data.is_ok()));
        let licences = folder(&root.join("fonts/licenses")).unwrap();
        assert!(licences.is_empty() && licences.others.is_sorted() && !licences.others.is_empty());
        assert!(folder(&root.join("no such folder")).is_err());
        assert!(folder(&root.join("Cargo.toml")).is_err());
    }

    #[test]
    fn what_is_no_file_is_not_read() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert_eq!(read(root), Err(Matter::NoFont));
        assert!(matches!(read(&root.join("no.ttf")), Err(Matter::Unreadable(_))));
    }
}
