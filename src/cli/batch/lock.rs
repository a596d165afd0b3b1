//! One run at a time: a file that a run has while it works.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;

/// Opens the file, makes it when it is not there, and locks it for as long as it is open. What it holds stays.
///
/// # Errors
/// [`io::ErrorKind::ResourceBusy`] when another run has it; else what the system says.
pub(super) fn open(path: &Path) -> io::Result<File> {
    loop {
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .read(true)
            .open(path)?;
        match file.try_lock() {
            Ok(()) if still_there(path)? => return Ok(file),
            // The run that had it has taken it away in the meantime.
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(io::Error::new(
                    io::ErrorKind::ResourceBusy,
                    "另一个 nianbao batch 正在写这里，请等它结束",
                ));
            }
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
}

/// Whether the file of this name is the one just locked: a second lock on it is refused.
fn still_there(path: &Path) -> io::Result<bool> {
    match File::open(path) {
        Ok(again) => Ok(matches!(again.try_lock(), Err(TryLockError::WouldBlock))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_has_it_at_a_time() {
        let path = std::env::temp_dir().join(format!("nianbao-lock-{}", std::process::id()));
        let first = open(&path).unwrap();
        assert_eq!(open(&path).unwrap_err().kind(), io::ErrorKind::ResourceBusy);
        // A lock on a file that has lost its name holds nobody up.
        std::fs::remove_file(&path).unwrap();
        let second = open(&path).unwrap();
        drop(first);
        assert!(open(&path).is_err());
        drop(second);
        open(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
    }
}
