//! Makes both copies of a report: `cargo run --example both -- samples/town/report.toml town`.

use nianbao::font::FontSet;
use nianbao::pipeline::{FileKind, Options, export, inspect};
use nianbao::{doc, finding, input};
use std::error::Error;
use std::fs;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, stem] = arguments.as_slice() else {
        return Err("usage: both REPORT STEM".into());
    };

    let reading = input::load(file.as_ref())?;
    let findings = inspect(&reading, &reading.style)?;
    eprint!("{}", finding::render(&reading.source, &findings));
    let Some(report) = reading.report.filter(|_| !findings.has_errors()) else {
        return Err("the report has errors".into());
    };

    let document = doc::compose(&report);
    let made = export(
        &document,
        &FileKind::ALL,
        &reading.style,
        FontSet::bundled()?,
        &Options::default(),
    )?;
    for (kind, bytes) in made.files {
        fs::write(format!("{stem}.{}", kind.extension()), bytes)?;
    }
    Ok(())
}
