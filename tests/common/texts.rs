//! What the tests of the rules on texts share: the sound report with pieces replaced, what is told of it, what `fix` makes.

use nianbao::finding::Finding;
use nianbao::input::{Format, Reading, read};
use nianbao::pipeline::inspect;
use nianbao::repair::mend;
use std::path::Path;

/// The sound report, with pieces of it replaced.
pub fn with(changes: &[(&str, &str)]) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/liuxi.toml");
    let text = std::fs::read_to_string(path).unwrap().replace('\r', "");
    changes.iter().fold(text, |text, (old, new)| {
        assert_eq!(text.matches(old).count(), 1, "{old}");
        text.replace(old, new)
    })
}

pub fn reading(text: &str) -> (Reading, Vec<Finding>) {
    let reading = read("r", text.as_bytes(), Some(Format::Toml));
    let findings = inspect(&reading, &nianbao::style::Style::default()).unwrap();
    (reading, findings.into_iter().collect())
}

/// What findings of a code underline, with the first letter of their level.
pub fn told(code: &str, text: &str) -> Vec<String> {
    let (reading, findings) = reading(text);
    findings
        .iter()
        .filter(|finding| finding.code == code)
        .map(|finding| {
            let place = finding
                .span
                .map_or("", |span| &reading.source.text[span.start..span.end]);
            format!("{} {place}", finding.severity.word())
        })
        .collect()
}

/// The file after its safe repairs.
pub fn fixed(text: &str) -> String {
    let reading = read("r", text.as_bytes(), Some(Format::Toml));
    let findings = inspect(&reading, &reading.style).unwrap();
    mend(&reading, &findings, Some(Format::Toml)).text
}

pub const ONE: &str = "part1 = \"\"\"\n";
pub const FIVE: &str = "part5 = \"\"\"\n";
pub const SIX: &str = "part6 = \"本年度没有收取信息处理费。没有其他需要报告的事项。\"";
pub const SIX_LINES: &str = "part6 = \"\"\"\n本年度没有收取信息处理费。没有其他需要报告的事项。\n\"\"\"";
