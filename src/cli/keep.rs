//! Files that are already there: what can be made again is written over, what somebody has worked on is not.

use super::output::{refuse_open, write_all};
use super::tell;
use nianbao::Error;
use nianbao::extract::{Made, made};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// What every command that writes files lets its user choose.
#[derive(Clone, Copy, Debug, clap::Args)]
#[command(next_help_heading = "选项")]
pub(super) struct OverwriteArgs {
    /// 已有的文件一律覆盖；不写则不覆盖在 Word 里改过的、签过名的和不是本程序生成的文件
    #[arg(long)]
    pub(super) overwrite: bool,
}

/// [`write_all`], unless a file that is already there would be lost: all such are told, and nothing is written.
pub(super) fn write_unless_lost(files: &[(PathBuf, Vec<u8>)], over: OverwriteArgs) -> Result<(), Error> {
    let mut lost: Vec<Error> = files
        .iter()
        .filter_map(|(path, bytes)| refuse_loss(path, bytes, over).err())
        .collect();
    let Some(last) = lost.pop() else {
        return write_all(files);
    };
    for error in &lost {
        tell(error);
    }
    Err(last)
}

/// Refuses to write over a file that cannot be made again.
pub(super) fn refuse_loss(path: &Path, bytes: &[u8], over: OverwriteArgs) -> Result<(), Error> {
    if path.is_dir() {
        let told = "这是一个文件夹，不能当作要写的文件；请写明文件夹里的文件名";
        return Err(Error::io(path, io::Error::new(ErrorKind::IsADirectory, told)));
    }
    if over.overwrite || !path.is_file() {
        return Ok(());
    }
    // What is being worked on has not been saved yet.
    refuse_open(path)?;
    let present = fs::read(path).map_err(|error| Error::io(path, error))?;
    // The same file, or what a power failure left of it.
    if bytes.starts_with(&present) || present.iter().all(|byte| *byte == 0) {
        return Ok(());
    }
    let why = match extension(path).as_str() {
        "docx" | "pdf" | "png" | "xlsx" => match made(&present) {
            Made::AsWritten => return Ok(()),
            Made::Changed(Some(difference)) => {
                format!("已有这个文件，生成以后改过（{}）", difference.message)
            }
            Made::Changed(None) => "已有这个文件，生成以后改过，或者签过名、加过批注".to_owned(),
            Made::Elsewhere => "已有这个文件，不是本程序生成的，或者被别的程序另存过".to_owned(),
        },
        // The same heads: a list of the same kind.
        "csv" if present.split(|byte| *byte == b'\n').next() == bytes.split(|byte| *byte == b'\n').next() => {
            return Ok(());
        }
        _ => "已有这个文件，内容不同".to_owned(),
    };
    Err(refusal(path, &why))
}

/// Why a file is not written over, and what can be done.
pub(super) fn refusal(path: &Path, why: &str) -> Error {
    let told = format!("{why}，没有覆盖；先移走它，或另写一个文件名，确要覆盖的加 --overwrite");
    Error::io(path, io::Error::new(ErrorKind::AlreadyExists, told))
}

fn extension(path: &Path) -> String {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.unwrap_or("").to_ascii_lowercase()
}
