//! What came of one report, and how a line of JSON says it.

use base16ct::lower;
use nianbao::finding::{Findings, Severity};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What came of a report.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    /// Its name.
    pub input: String,
    /// SHA-256 of its bytes, in hex; empty when it could not be read.
    pub sha256: String,
    /// One of [`OUTCOMES`].
    pub outcome: &'static str,
    /// Files with the SHA-256 of each.
    pub outputs: Vec<(String, String)>,
    /// Pages of the PDF.
    pub pages: Option<usize>,
    /// How many findings there are of each level and code.
    pub findings: Value,
}

/// The outcomes with what clerks read: refused for errors in the report, collided when its name is taken, failed when it
/// was not read or not written.
pub(super) const OUTCOMES: [(&str, &str); 4] = [
    ("made", "生成"),
    ("refused", "有错误"),
    ("collided", "重名"),
    ("failed", "读写失败"),
];

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
    lower::encode_string(&Sha256::digest(bytes))
}

impl Entry {
    /// A report of which nothing came yet.
    pub(super) fn failed(input: String) -> Self {
        Entry {
            input,
            sha256: String::new(),
            outcome: "failed",
            outputs: Vec::new(),
            pages: None,
            findings: Value::Null,
        }
    }

    /// Without files, for this reason.
    pub(super) fn without_files(&mut self, outcome: &'static str) {
        self.outcome = outcome;
        self.outputs.clear();
        self.pages = None;
    }

    pub(super) fn is_made(&self) -> bool {
        self.outcome == "made"
    }

    /// On one line.
    pub(super) fn line(&self) -> String {
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
        .to_string()
    }

    /// What a line says; nothing when it is damaged.
    pub(super) fn of_line(line: &[u8]) -> Option<Self> {
        let value: Value = serde_json::from_slice(line).ok()?;
        let text = |value: &Value, key: &str| Some(value.get(key)?.as_str()?.to_owned());
        let outcome = text(&value, "outcome")?;
        let outputs = value.get("outputs")?.as_array()?;
        Some(Entry {
            input: text(&value, "input")?,
            sha256: text(&value, "sha256")?,
            outcome: OUTCOMES
                .into_iter()
                .map(|(known, _)| known)
                .find(|known| *known == outcome)?,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_it_all_or_nothing() {
        let entry = Entry {
            input: "towns/a\nb.toml".to_owned(),
            sha256: sha256(b""),
            outcome: "made",
            outputs: vec![("甲.pdf".to_owned(), sha256(b"x"))],
            pages: Some(5),
            findings: counts(&Findings::new()),
        };
        let line = entry.line();
        assert!(!line.contains('\n'));
        assert_eq!(Entry::of_line(line.as_bytes()), Some(entry));
        assert_eq!(Entry::of_line(&line.as_bytes()[..line.len() - 1]), None);
        assert_eq!(Entry::of_line(line.replace("made", "done").as_bytes()), None);
    }
}
