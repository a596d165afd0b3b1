//! `doctor`: what in anybody's DOCX Word and WPS show differently, or one of them not at all.
//!
//! The facts are those this program's own files are written by (`docs/word-wps.md`); here they are asked of any file.

mod inside;
mod lists;
mod parts;
mod tables;
mod text;
mod view;

use crate::conform;
use crate::finding::{Basis, Finding, Findings, Rule, Severity};
pub use crate::package::MAX_FILE;
use crate::package::body::Body;
use crate::package::{self, UNREADABLE};
use view::View;

/// How many places of one fact are named.
const SHOWN: usize = 5;

/// Something Word and WPS differ on.
struct Fact {
    /// Its page.
    rule: Rule,
    /// Where in a file it is: `第1个表格`, `word/settings.xml`.
    places: fn(&View<'_>) -> Vec<String>,
}

/// The page on files that cannot be read.
const READ: Rule = Rule {
    code: UNREADABLE,
    level: Severity::Error,
    title: "文件是完整的 .docx",
    what: "文件能作为 .docx 打开，其中各部件是完好的 XML，大小在限度之内。",
    why: "扩展名是 .docx 的文件，里面可能是旧版 .doc、网页，或者只有一半。",
    wrong: "把 .doc 改名为 .docx",
    right: "在 Word 或 WPS 中打开 .doc，另存为 .docx",
    basis: Basis::Confirmed,
};

/// The pages of everything looked for.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    std::iter::once(&READ).chain(facts().map(|fact| &fact.rule))
}

fn facts() -> impl Iterator<Item = &'static Fact> {
    tables::FACTS.iter().chain(&text::FACTS).chain(&parts::FACTS)
}

/// What Word and WPS will show differently of a DOCX: one finding a fact, with the places it stands at; and where it
/// departs from the form, when it is an annual report. Findings have no
/// span, because the file is not a text. Nothing of the file is changed.
pub fn examine(docx: &[u8]) -> Findings {
    let mut findings = Findings::new();
    let package = match package::open(docx) {
        Ok(package) => package,
        Err(finding) => {
            findings.push(*finding);
            return findings;
        }
    };
    let (texts, damaged) = view::texts(&package);
    for finding in damaged {
        findings.push(finding);
    }
    let (view, damaged) = View::of(&package, &texts);
    for finding in damaged {
        findings.push(finding);
    }
    for Fact { rule, places } in facts() {
        let found = places(&view);
        if !found.is_empty() {
            findings.push(finding(rule, &found));
        }
    }
    if let Some(root) = view.root("word/document.xml") {
        for finding in conform::examine(&Body::of(root)) {
            findings.push(finding);
        }
    }
    findings
}

fn finding(rule: &'static Rule, places: &[String]) -> Finding {
    let shown = places[..places.len().min(SHOWN)].join("、");
    let count = match places.len() {
        1 => String::new(),
        count if count > SHOWN => format!("等{count}处"),
        count => format!("，共{count}处"),
    };
    let message = format!("{shown}{count}：不符合“{}”", rule.title);
    let finding = match rule.level {
        Severity::Error => Finding::error(rule.code, None, message),
        Severity::Warning => Finding::warning(rule.code, None, message),
        Severity::Hint => Finding::hint(rule.code, None, message),
    };
    finding.note(rule.why).remedy(rule.right)
}
