//! What was made of which report: the manifest of a finished batch, and the journal by which a broken one is taken up.

use nianbao::Error;
use nianbao::finding::{Findings, Severity};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

/// Version of the manifest; raised when a field changes its meaning or goes.
const VERSION: u32 = 1;
/// The most bytes of a journal line or manifest that is read.
const MAX_MANIFEST: u64 = 256 << 20;

/// What came of a report.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    /// Its name.
    pub input: String,
    /// SHA-256 of its bytes, in hex; empty when it could not be read.
    pub sha256: String,
    /// `made`, `refused` (errors in the report), `collided` (its name is taken), `failed` (not read or not written).
    pub outcome: &'static str,
    /// Files with the SHA-256 of each.
    pub outputs: Vec<(String, String)>,
    /// Pages of the PDF.
    pub pages: Option<usize>,
    /// How many findings there are of each level and code.
    pub findings: Value,
}

/// The outcomes an entry may have, so that one read back is one of these.
const OUTCOMES: [&str; 4] = ["made", "refused", "collided", "failed"];

/// Findings by level and code.
pub(super) fn counts(findings: &Findings) -> Value {
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.allowed.is_none()) {
        *codes.entry(finding.code).or_default() += 1;
    }
    json!({
        "errors": findings.count(Severity::Error),
        "warnings": findings.count(Severity::Warning),
        "hints": findings.count(Severity::Hint),
        "codes": codes,
    })
}

/// SHA-256 in hex.
pub(super) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

impl Entry {
    fn json(&self) -> Value {
        let outputs: Vec<Value> = self
            .outputs
            .iter()
            .map(|(file, sha256)| json!({ "file": file, "sha256": sha256 }))
            .collect();
        json!({
            "input": self.input,
            "sha256": self.sha256,
            "outcome": self.outcome,
            "outputs": outputs,
            "pages": self.pages,
            "findings": self.findings,
        })
    }

    fn of(value: &Value) -> Option<Self> {
        let text = |value: &Value, key: &str| Some(value.get(key)?.as_str()?.to_owned());
        let outcome = text(value, "outcome")?;
        let outputs = value.get("outputs")?.as_array()?;
        Some(Entry {
            input: text(value, "input")?,
            sha256: text(value, "sha256")?,
            outcome: OUTCOMES.into_iter().find(|known| *known == outcome)?,
            outputs: outputs
                .iter()
                .map(|output| Some((text(output, "file")?, text(output, "sha256")?)))
                .collect::<Option<_>>()?,
            pages: value
                .get("pages")?
                .as_u64()
                .and_then(|pages| usize::try_from(pages).ok()),
            findings: value.get("findings")?.clone(),
        })
    }
}

/// What earlier runs with the same choices left in a folder, and the journal of this one.
pub(super) struct Ledger {
    folder: PathBuf,
    manifest: PathBuf,
    journal: PathBuf,
    /// What decides, beside a report, what its files look like.
    choices: Value,
    file: File,
    known: BTreeMap<String, Entry>,
}

impl Ledger {
    /// The ledger of a folder; `label` tells the shards of a batch apart. The journal is locked while this one lives.
    ///
    /// # Errors
    /// [`Error::Io`] when the folder cannot be written, or another run has it.
    pub(super) fn open(folder: &Path, label: &str, choices: Value, resume: bool) -> Result<Self, Error> {
        fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
        let (manifest, journal) = (
            folder.join(format!("manifest{label}.json")),
            folder.join(format!(".nianbao{label}.journal")),
        );
        let io = |error| Error::io(&journal, error);
        let file = File::options()
            .create(true)
            .append(true)
            .read(true)
            .open(&journal)
            .map_err(io)?;
        if file.try_lock().is_err() {
            let busy = std::io::Error::new(
                std::io::ErrorKind::ResourceBusy,
                "另一个 nianbao batch 正在写这个文件夹，请等它结束",
            );
            return Err(io(busy));
        }
        let mut known = BTreeMap::new();
        if resume {
            known.extend(of_manifest(&manifest, &choices));
            known.extend(of_journal(&journal, &choices));
        } else {
            file.set_len(0).map_err(io)?;
        }
        let mut ledger = Ledger {
            folder: folder.to_owned(),
            manifest,
            journal,
            choices,
            file,
            known,
        };
        let head = ledger.choices.clone();
        ledger.append(&head)?;
        Ok(ledger)
    }

    /// The entry of a report that is done, unchanged and whole.
    pub(super) fn done(&self, input: &str, sha: &str) -> Option<&Entry> {
        let entry = self
            .known
            .get(input)
            .filter(|entry| entry.sha256 == sha && entry.outcome == "made")?;
        let whole = |(file, known): &(String, String)| {
            fs::read(self.folder.join(file)).is_ok_and(|bytes| sha256(&bytes) == *known)
        };
        entry.outputs.iter().all(whole).then_some(entry)
    }

    /// Notes reports that are done.
    pub(super) fn note<'a>(&mut self, entries: impl IntoIterator<Item = &'a Entry>) -> Result<(), Error> {
        let lines: String = entries
            .into_iter()
            .map(|entry| format!("{}\n", entry.json()))
            .collect();
        self.file
            .write_all(lines.as_bytes())
            .map_err(|error| Error::io(&self.journal, error))
    }

    fn append(&mut self, line: &Value) -> Result<(), Error> {
        let line = format!("{line}\n");
        self.file
            .write_all(line.as_bytes())
            .map_err(|error| Error::io(&self.journal, error))
    }

    /// Where the manifest stands, and what it says of these entries.
    pub(super) fn manifest(&self, entries: &[Entry]) -> (PathBuf, Vec<u8>) {
        (self.manifest.clone(), manifest(&self.choices, entries))
    }

    /// Ends the batch: its journal has served.
    pub(super) fn close(self) {
        // A journal that cannot be removed does no harm: it says what the manifest says.
        let _ = fs::remove_file(&self.journal);
    }
}

/// The manifest as JSON.
pub(super) fn manifest(choices: &Value, entries: &[Entry]) -> Vec<u8> {
    let reports: Vec<Value> = entries.iter().map(Entry::json).collect();
    let mut all = Map::new();
    all.insert("version".to_owned(), VERSION.into());
    all.insert("made_by".to_owned(), choices.clone());
    all.insert("reports".to_owned(), reports.into());
    format!("{:#}\n", Value::from(all)).into_bytes()
}

/// The entries of a manifest that was made with the same choices; none of one that is damaged.
fn of_manifest(path: &Path, choices: &Value) -> BTreeMap<String, Entry> {
    let text = match fs::metadata(path) {
        Ok(about) if about.len() <= MAX_MANIFEST => fs::read(path).unwrap_or_default(),
        _ => return BTreeMap::new(),
    };
    let value: Value = serde_json::from_slice(&text).unwrap_or_default();
    if value.get("made_by") != Some(choices) {
        return BTreeMap::new();
    }
    let reports = value.get("reports").and_then(Value::as_array);
    let entries = reports.into_iter().flatten().filter_map(Entry::of);
    entries.map(|entry| (entry.input.clone(), entry)).collect()
}

/// The entries of a journal, run after run; only those made with the same choices count. Its last line may be torn.
fn of_journal(path: &Path, choices: &Value) -> BTreeMap<String, Entry> {
    let mut entries = BTreeMap::new();
    let Ok(file) = File::open(path) else {
        return entries;
    };
    let mut same = false;
    for line in BufReader::new(file).lines().map_while(Result::ok) {
        let Ok(value) = serde_json::from_str::<Value>(&line) else {
            continue;
        };
        match Entry::of(&value) {
            Some(entry) if same => {
                entries.insert(entry.input.clone(), entry);
            }
            Some(_) => {}
            None => same = value == *choices,
        }
    }
    entries
}
