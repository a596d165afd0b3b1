//! Rule packs named on the command line: files, or the names of built-in ones.

use nianbao::Error;
use nianbao::finding::{Findings, Source, render};
use nianbao::input::{Format, load_pack, read_pack};
use nianbao::pack::{BUILT_IN, Pack, built_in};
use std::path::PathBuf;

/// The packs, and their texts with what is wrong with them.
#[derive(Default)]
pub(super) struct Packs {
    pub(super) packs: Vec<Pack>,
    pub(super) files: Vec<(Source, Findings)>,
}

impl Packs {
    /// What is wrong with the packs themselves, for people.
    pub(super) fn told(&self) -> String {
        self.files
            .iter()
            .map(|(source, findings)| render(source, findings))
            .collect()
    }

    /// Whether a pack has errors.
    pub(super) fn have_errors(&self) -> bool {
        self.files.iter().any(|(_, findings)| findings.has_errors())
    }
}

/// Reads the packs of these names.
///
/// # Errors
/// [`Error::Io`] when a file cannot be read; when there is none of a name, the built-in names are said.
pub(super) fn read_packs(named: &[PathBuf]) -> Result<Packs, Error> {
    let mut read_in = Packs::default();
    for path in named {
        let text = path.to_str().and_then(built_in);
        let read = match text {
            Some(text) => {
                let name = format!("内置规则包{}", path.display());
                read_pack(name, text.as_bytes(), Some(Format::Toml))
            }
            None => load_pack(path).inspect_err(|_| {
                let names: Vec<&str> = BUILT_IN.iter().map(|(name, _)| *name).collect();
                eprintln!("内置的规则包有：{}", names.join("、"));
            })?,
        };
        read_in.packs.push(read.pack);
        read_in.files.push((read.source, read.findings));
    }
    Ok(read_in)
}
