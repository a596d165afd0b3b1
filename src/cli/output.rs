//! Output files: named as offices publish them, safe on Windows, whole or not at all.

use nianbao::Error;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// The longest file name that every system takes, in bytes.
const LONGEST_NAME: usize = 255;

/// Names that Windows keeps for devices.
const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

/// What follows `COM` and `LPT` in the names of its ports.
const PORTS: [char; 13] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '¹', '²', '³'];

/// A text as the stem of a file name that every system takes: characters that Windows refuses become `_`, dots and
/// spaces at the end go, device names are set apart, and the whole is cut so that the name with what may follow, this many
/// bytes, is no longer than every system takes.
pub(super) fn safe_stem(text: &str, after: usize) -> String {
    let refused = |ch: char| ch.is_control() || "<>:\"/\\|?*".contains(ch);
    let mut stem: String = text
        .chars()
        .map(|ch| if refused(ch) { '_' } else { ch })
        .collect();
    // One byte for what is put before names of devices.
    let room = LONGEST_NAME.saturating_sub(after + 1);
    stem.truncate(stem.floor_char_boundary(room));
    let mut stem = stem
        .trim_end_matches(|ch: char| ch == '.' || ch.is_whitespace())
        .trim_start_matches(|ch: char| ch == '-' || ch.is_whitespace())
        .to_owned();
    let device = stem
        .split('.')
        .next()
        .unwrap_or("")
        .trim_end()
        .to_ascii_uppercase();
    let is_port = |name: &str| {
        device
            .strip_prefix(name)
            .is_some_and(|port| port.chars().count() == 1 && port.contains(PORTS))
    };
    if stem.is_empty() || DEVICES.contains(&device.as_str()) || is_port("COM") || is_port("LPT") {
        stem.insert(0, '_');
    }
    stem
}

/// A path with something put before its extension.
pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(suffix);
    if let Some(extension) = path.extension() {
        name.push(".");
        name.push(extension);
    }
    path.with_file_name(name)
}

/// Writes all files, or none: each goes beside its place under a passing name first; only when all stand whole are
/// they renamed. A file open in WPS or Word is not touched.
pub(super) fn write_all(files: &[(PathBuf, Vec<u8>)]) -> Result<(), Error> {
    write_whole(files, PASSING, true)
}

/// How passing names begin.
pub(super) const PASSING: &str = ".nianbao-";

/// [`write_all`] under passing names that begin as given; `settled` when the files are to outlast a power failure, which
/// takes the disk its time.
pub(super) fn write_whole<B: AsRef<[u8]>>(
    files: &[(PathBuf, B)],
    passing: &str,
    settled: bool,
) -> Result<(), Error> {
    for (path, _) in files {
        refuse_open(path)?;
    }
    Standing::write(files, passing, settled)?.place()
}

/// Files that stand whole under passing names beside their places; removed unless they are placed.
#[derive(Debug, Default)]
pub(super) struct Standing(Vec<(PathBuf, PathBuf)>);

impl Standing {
    /// Writes files under passing names.
    pub(super) fn write<B: AsRef<[u8]>>(
        files: &[(PathBuf, B)],
        passing: &str,
        settled: bool,
    ) -> Result<Self, Error> {
        let mut standing = Standing::default();
        for (path, bytes) in files {
            let passing = passing_name(path, passing);
            standing.0.push((passing.clone(), path.clone()));
            write_new(&passing, bytes.as_ref(), settled)
                .map_err(|error| Error::io(path, told_no_folder(error)))?;
        }
        Ok(standing)
    }

    /// Gives them their names.
    pub(super) fn place(mut self) -> Result<(), Error> {
        for (_, path) in &self.0 {
            refuse_open(path)?;
        }
        for (passing, path) in &self.0 {
            place(passing, path)?;
        }
        self.0.clear();
        Ok(())
    }
}

impl Drop for Standing {
    fn drop(&mut self) {
        for (passing, _) in &self.0 {
            // Nothing better can be done about a file that cannot be removed either.
            let _ = fs::remove_file(passing);
        }
    }
}

/// Gives a file that stands whole its name.
pub(super) fn place(passing: &Path, path: &Path) -> Result<(), Error> {
    fs::rename(passing, path).map_err(|error| Error::io(path, told_in_use(error)))
}

fn write_new(path: &Path, bytes: &[u8], settled: bool) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    if settled { file.sync_all() } else { Ok(()) }
}

/// A name beside the file that no other process uses, nor another file of this one.
fn passing_name(path: &Path, start: &str) -> PathBuf {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    // The stem may be as long as the system takes, so the passing name does not contain it.
    path.with_file_name(format!("{start}{}-{number}.tmp", std::process::id()))
}

/// Refuses to write over a file that Word or WPS has open: their owner file stands beside it, named `~$` and the name
/// without its first two characters (short names keep all).
pub(super) fn refuse_open(path: &Path) -> Result<(), Error> {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
        return Ok(());
    };
    let shortened: String = name.chars().skip(2).collect();
    let opened = [shortened.as_str(), name]
        .into_iter()
        .map(|rest| path.with_file_name(format!("~${rest}")));
    match opened.into_iter().find(|owner| owner.exists()) {
        Some(owner) => Err(Error::io(
            path,
            in_use(&format!("若已关闭仍有此提示，请删除 {}", owner.display())),
        )),
        None => Ok(()),
    }
}

/// A file that is to be made is not found when its folder is not.
fn told_no_folder(error: io::Error) -> io::Error {
    if error.kind() == io::ErrorKind::NotFound {
        io::ErrorKind::NotADirectory.into()
    } else {
        error
    }
}

/// What Windows says of a file that another program has open, in a clerk's words.
fn told_in_use(error: io::Error) -> io::Error {
    const SHARING_VIOLATION: i32 = 32;
    const LOCK_VIOLATION: i32 = 33;
    let locked = matches!(error.raw_os_error(), Some(SHARING_VIOLATION | LOCK_VIOLATION))
        || error.kind() == io::ErrorKind::PermissionDenied;
    if cfg!(windows) && locked {
        in_use("文件正被其他程序使用")
    } else {
        error
    }
}

fn in_use(detail: &str) -> io::Error {
    io::Error::new(
        io::ErrorKind::ResourceBusy,
        format!("请先在 WPS 中关闭该文件（{detail}）"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_everywhere() {
        assert_eq!(
            safe_stem("集安市青石镇人民政府2021年报", 5),
            "集安市青石镇人民政府2021年报"
        );
        assert_eq!(safe_stem("../a\\b:c*?\"<>|\u{7}", 5), ".._a_b_c_______");
        assert_eq!(safe_stem("报告. . ", 5), "报告");
        assert_eq!(safe_stem("con", 5), "_con");
        assert_eq!(safe_stem("LPT1.x", 5), "_LPT1.x");
        assert_eq!(safe_stem("COM10", 5), "COM10");
        assert_eq!(safe_stem("com²", 5), "_com²");
        assert_eq!(safe_stem("conout$", 5), "_conout$");
        assert_eq!(safe_stem("- a .\u{3000}", 5), "a");
        assert_eq!(safe_stem("...", 5), "_");
        assert_eq!(safe_stem("-rf", 5), "rf");
        let path = with_suffix(Path::new("a/年报.v2.png"), "-01");
        assert_eq!(path, Path::new("a/年报.v2-01.png"));
        let long = "长".repeat(500);
        for after in [5, 6, 7, 60] {
            let stem = safe_stem(&long, after);
            assert!(
                (LONGEST_NAME - 4..=LONGEST_NAME).contains(&(stem.len() + after)),
                "{after}"
            );
            assert!(stem.chars().all(|ch| ch == '长'));
        }
        // 60 characters of an agency and the rest of the title.
        let title = format!("{}2025年政府信息公开工作年度报告", "某".repeat(60));
        assert_eq!(safe_stem(&title, ".docx".len()), title);
    }
}
