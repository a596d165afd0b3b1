//! A folder of its own for a test, and the program run in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// A folder of its own for each test; removed at the end.
pub struct Folder(pub PathBuf);

impl Folder {
    /// With the town sample in it.
    pub fn new() -> Self {
        let folder = Folder::empty();
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/town/report.toml");
        fs::copy(sample, folder.0.join("report.toml")).unwrap();
        folder
    }

    pub fn empty() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("nianbao-test-{}-{number}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Folder(folder)
    }

    /// Writes a file, with the folders it stands in.
    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs what must succeed; what it printed.
    pub fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nianbao"));
        command.current_dir(&self.0).args(arguments).stdin(Stdio::null());
        command
    }

    pub fn break_a_sum(&self) {
        let path = self.0.join("report.toml");
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains("received = [0, 0, 0, 0, 0, 0"));
        fs::write(
            path,
            text.replace("received = [0, 0, 0, 0, 0, 0", "received = [7, 0, 0, 0, 0, 0"),
        )
        .unwrap();
    }

    /// Names of everything in the folder but the input, in order.
    pub fn made(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(&self.0)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name != "report.toml")
            .collect();
        names.sort();
        names
    }

    pub fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.0.join(name)).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Exit status of a run, and what it said on both ways.
pub fn told(output: Output) -> (Option<i32>, String, String) {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// What a run said.
pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}
