//! What earlier runs made in a folder and this one does not stand for: a report that was made then and has errors now, one
//! that is no more, one that has another name.

use super::entry::Entry;
use super::ledger::each_entry;
use nianbao::pipeline::FileKind;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The most files that are told by name.
const NAMED: usize = 6;

/// The files of earlier runs that this run has not come upon yet.
pub(super) struct Before {
    folder: PathBuf,
    kinds: Vec<FileKind>,
    files: BTreeSet<String>,
}

impl Before {
    /// What the manifest and the journal of a folder name, of the kinds that this run makes.
    pub(super) fn of(folder: &Path, ledgers: [&Path; 2], kinds: &[FileKind]) -> Self {
        let mut files = BTreeSet::new();
        for ledger in ledgers {
            // One that cannot be read names nothing.
            let _ = each_entry(ledger, |entry| {
                files.extend(entry.outputs.into_iter().map(|(file, _)| file));
            });
        }
        let is_made_here = |file: &String| {
            let of_kind = |kind: &FileKind| file.ends_with(&format!(".{}", kind.extension()));
            kinds.iter().any(of_kind)
        };
        files.retain(is_made_here);
        Before {
            folder: folder.to_owned(),
            kinds: kinds.to_vec(),
            files,
        }
    }

    /// A report is done that has the name `stem` to itself; says which files of that name are not made of it.
    pub(super) fn done(&mut self, entry: &Entry, stem: &str) -> String {
        let names = self
            .kinds
            .iter()
            .map(|kind| format!("{stem}.{}", kind.extension()))
            .collect::<Vec<_>>();
        for name in &names {
            self.files.remove(name);
        }
        match entry.outcome {
            "refused" => match self.standing(names.iter()) {
                standing if standing.is_empty() => String::new(),
                standing => format!(
                    "  {}中还有以前生成的{}，不是这份数据的，请不要使用\n",
                    self.folder.display(),
                    standing.join("、")
                ),
            },
            _ => String::new(),
        }
    }

    /// What is left when all reports are done.
    pub(super) fn told(&self) -> String {
        let standing = self.standing(self.files.iter());
        if standing.is_empty() {
            return String::new();
        }
        let more = if standing.len() > NAMED { "等" } else { "" };
        format!(
            "{}中有{}个以前生成的文件，这次的清单里没有：{}{more}；作废了的请移走\n",
            self.folder.display(),
            standing.len(),
            standing[..standing.len().min(NAMED)].join("、"),
        )
    }

    fn standing<'n>(&self, names: impl Iterator<Item = &'n String>) -> Vec<&'n str> {
        let stands = |name: &&String| self.folder.join(name.as_str()).is_file();
        names.filter(stands).map(String::as_str).collect()
    }
}
