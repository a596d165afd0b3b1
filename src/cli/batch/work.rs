//! What one report of a batch becomes, on whatever thread.

use super::Shard;
use super::entry::{Entry, counts, sha256};
use super::inputs::Item;
use super::ledger::Known;
use super::names::NameForm;
use super::sink::{Files, Folder};
use crate::cli::keep::OverwriteArgs;
use crate::cli::{codes, summary, usage};
use nianbao::Error;
use nianbao::finding::Severity;
use nianbao::input;
use nianbao::pipeline::{Exporter, FileKind};
use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// What a batch is made with.
pub(super) struct Work {
    pub exporter: Exporter,
    pub kinds: Vec<FileKind>,
    pub names: NameForm,
    pub shard: Shard,
    pub known: Known,
    /// What becomes of files that are already there.
    pub over: OverwriteArgs,
    /// The folder to write to; none when the files are held for a ZIP file.
    pub folder: Option<Folder>,
}

/// What came of a report, with files that do not have their names yet.
pub(super) struct Done {
    pub entry: Entry,
    /// What its files are to be called, when it could be read.
    pub stem: Option<String>,
    pub files: Files,
    pub told: String,
    /// Whether its files stand already, from an earlier run.
    pub stands: bool,
    /// Whether it is of this part of the batch; of others only the name is looked at.
    pub is_ours: bool,
    /// What keeps every other report from being written too.
    pub fatal: Option<Error>,
    pub took: Duration,
}

impl Work {
    /// Reads and makes the report that stands at this place of the batch; whatever goes wrong with it stays with it.
    pub(super) fn done(&self, at: usize, item: &Item) -> Done {
        let started = Instant::now();
        let mut done = Done {
            entry: Entry::failed(item.name.clone()),
            stem: None,
            files: Files::None,
            told: String::new(),
            stands: false,
            is_ours: self.shard.holds(at),
            fatal: None,
            took: Duration::ZERO,
        };
        match catch_unwind(AssertUnwindSafe(|| self.try_do(item, &mut done))) {
            Ok(Ok(())) => {}
            Ok(Err(error)) => done.fail(error),
            // What was panicked with has been told by then.
            Err(_) => {
                done.entry.without_files("failed");
                done.told = format!("错误：{}：程序内部出错，这份报告没有生成\n", item.name);
            }
        }
        done.took = started.elapsed();
        done
    }

    fn try_do(&self, item: &Item, done: &mut Done) -> Result<(), Error> {
        let bytes = item.bytes()?;
        if done.is_ours {
            self.make(item, &bytes, done)
        } else {
            // A name that a report of another part has is taken here too.
            let reading = input::read(&item.name, &bytes, item.format);
            done.stem = reading.report.map(|report| self.names.stem(&report, &item.stem));
            Ok(())
        }
    }

    fn make(&self, item: &Item, bytes: &[u8], done: &mut Done) -> Result<(), Error> {
        let sha = sha256(bytes);
        if let Some(entry) = self.known.done(&item.name, &sha) {
            done.stem = stem_of(&entry);
            done.entry = entry;
            done.stands = true;
            return Ok(());
        }
        done.entry.sha256 = sha;
        let outcome = self.exporter.make(&item.name, bytes, item.format, &self.kinds)?;
        done.entry.findings = counts(&outcome.findings);
        let report = outcome.reading.report.as_ref();
        done.stem = report.map(|report| self.names.stem(report, &item.stem));
        match (&done.stem, outcome.export) {
            (Some(stem), Some(export)) => {
                done.entry.outcome = "made";
                done.entry.pages = export.pages;
                let named = export.files.iter().map(|(kind, bytes)| {
                    let file = format!("{stem}.{}", kind.extension());
                    (file, sha256(bytes))
                });
                done.entry.outputs = named.collect();
                done.files = match &self.folder {
                    Some(folder) => {
                        folder.refuse_losses(&done.entry, &export.files, self.over)?;
                        Files::Standing(folder.stand(&done.entry, export.files)?)
                    }
                    None => Files::Held(export.files),
                };
            }
            _ => {
                done.entry.outcome = "refused";
                let first = outcome
                    .findings
                    .iter()
                    .find(|finding| finding.severity == Severity::Error)
                    .map_or("", |finding| &finding.message);
                done.told = format!(
                    "{}：{}（{}），未生成。{first}\n",
                    item.name,
                    summary(&outcome.findings),
                    codes(&outcome.findings)
                );
            }
        }
        Ok(())
    }
}

impl Done {
    /// Takes back what was made of it, for this error.
    pub(super) fn fail(&mut self, error: Error) {
        self.entry.without_files("failed");
        self.files = Files::None;
        self.told = format!("错误：{}\n", usage::in_chinese(&error));
        if stops_all(&error) {
            self.fatal = Some(error);
        }
    }

    /// Takes back what was made of it: `owner` has the name.
    pub(super) fn collide(&mut self, owner: &str) {
        if owner == self.entry.input {
            self.told =
                format!("{owner}：这个文件给出了两次，只生成一次；写了文件夹的，不必再写其中的文件\n");
            self.entry.without_files("collided");
            self.files = Files::None;
            return;
        }
        self.told = format!(
            "{}：文件名“{}”与 {owner} 相同，没有生成；同一单位报了两份的只留一份，不是的用 --name 加上能区分的内容\n",
            self.entry.input,
            self.stem.as_deref().unwrap_or(""),
        );
        self.entry.without_files("collided");
        self.files = Files::None;
    }
}

/// Whether an error meets every other report as well, so that going on is of no use.
fn stops_all(error: &Error) -> bool {
    let Error::Io { source, .. } = error else {
        return false;
    };
    matches!(
        source.kind(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::ReadOnlyFilesystem
    )
}

/// The stem of the files of an entry.
fn stem_of(entry: &Entry) -> Option<String> {
    let (file, _) = entry.outputs.first()?;
    Some(
        file.rsplit_once('.')
            .map_or(file.as_str(), |(stem, _)| stem)
            .to_owned(),
    )
}
