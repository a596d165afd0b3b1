//! Findings for programs: JSON of our own, documented in `docs/findings.md`, and SARIF 2.1.0 for editors and CI.

use super::{Finding, Findings, Patch, Places, Rule, Severity, Source, Span};
use serde_json::{Value, json};
use std::rc::Rc;

/// Version of the JSON; raised when a field changes its meaning or goes.
pub const JSON_VERSION: u32 = 1;

/// The findings of some files as one JSON object.
pub fn json(files: &[(Source, Findings)]) -> Value {
    let files: Vec<Value> = files
        .iter()
        .map(|(source, findings)| {
            let places = Places::of(&source.text);
            let list: Vec<Value> = findings
                .iter()
                .map(|finding| one((source, &places), finding))
                .collect();
            json!({
                "file": source.name,
                "errors": findings.count(Severity::Error),
                "warnings": findings.count(Severity::Warning),
                "hints": findings.count(Severity::Hint),
                "findings": list,
            })
        })
        .collect();
    json!({ "version": JSON_VERSION, "files": files })
}

fn one((source, places): (&Source, &Places<'_>), finding: &Finding) -> Value {
    json!({
        "code": finding.code,
        "level": finding.severity.key(),
        "message": finding.message,
        "notes": finding.notes,
        "remedy": finding.remedy,
        "difference": finding.difference,
        "allowed": finding.allowed,
        "place": finding.span.map(|span| place(places, span)),
        "fixes": patches(source, finding)
            .iter()
            .map(|patch| json!({ "place": place(places, patch.span), "text": patch.text }))
            .collect::<Vec<_>>(),
    })
}

/// What mends a finding; nothing when some of it cannot be found in the file.
fn patches(source: &Source, finding: &Finding) -> Vec<Patch> {
    let all: Option<Vec<Vec<Patch>>> = finding
        .repairs
        .iter()
        .map(|repair| repair.patches(&source.text))
        .collect();
    all.map_or_else(Vec::new, |patches| patches.concat())
}

/// A range as SARIF counts it.
fn region(places: &Places<'_>, span: Span) -> Value {
    let (start, end) = (places.position(span.start), places.position(span.end));
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

/// What mends a finding, for editors that offer it.
fn fixes((source, places): (&Source, &Places<'_>), finding: &Finding) -> Vec<Value> {
    let replacements: Vec<Value> = patches(source, finding)
        .into_iter()
        .map(|patch| {
            json!({
                "deletedRegion": region(places, patch.span),
                "insertedContent": { "text": patch.text },
            })
        })
        .collect();
    if replacements.is_empty() {
        return Vec::new();
    }
    vec![json!({
        "description": { "text": finding.remedy },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(&source.name) },
            "replacements": replacements,
        }],
    })]
}

fn place(places: &Places<'_>, span: Span) -> Value {
    let (start, end) = (places.position(span.start), places.position(span.end));
    json!({
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "start_byte": span.start,
        "end_byte": span.end,
    })
}

/// The findings of some files as a SARIF log, with the rules they refer to.
pub fn sarif(files: &[(Source, Findings)], rules: &[&Rule]) -> Value {
    let level = |severity: Severity| match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    };
    let described: Vec<Value> = rules
        .iter()
        .map(|rule| {
            json!({
                "id": rule.code,
                "shortDescription": { "text": rule.title },
                "fullDescription": { "text": rule.what },
                "help": { "text": format!("依据：{}\n错例：{}\n正例：{}", rule.why, rule.wrong, rule.right) },
                "defaultConfiguration": { "level": level(rule.level) },
            })
        })
        .collect();
    let results: Vec<Value> = files
        .iter()
        .flat_map(|(source, findings)| {
            let places = Rc::new(Places::of(&source.text));
            findings
                .iter()
                .map(move |finding| (source, Rc::clone(&places), finding))
        })
        .map(|(source, places, finding)| {
            let mut text = finding.message.clone();
            for line in finding.notes.iter().chain(std::iter::once(&finding.remedy)) {
                if !line.is_empty() {
                    text.push('\n');
                    text.push_str(line);
                }
            }
            let mut location = json!({ "artifactLocation": { "uri": uri(&source.name) } });
            if let Some(span) = finding.span {
                location["region"] = region(&places, span);
            }
            let suppressions: Vec<Value> = finding
                .allowed
                .iter()
                .map(|reason| json!({ "kind": "inSource", "justification": reason }))
                .collect();
            json!({
                "ruleId": finding.code,
                "level": level(finding.severity),
                "message": { "text": text },
                "locations": [{ "physicalLocation": location }],
                "suppressions": suppressions,
                "fixes": fixes((source, &places), finding),
            })
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "nianbao",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": described,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

/// A path as a relative reference: what a URI cannot hold is percent-encoded.
fn uri(name: &str) -> String {
    let mut out = String::new();
    for byte in name.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
