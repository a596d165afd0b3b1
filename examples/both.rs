//! Makes both copies of a report: `cargo run --example both -- samples/town/report.toml town`.

use nianbao::font::FontSet;
use nianbao::style::Style;
use nianbao::{check, coverage, doc, docx, finding, input, layout, pdf};
use std::error::Error;
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [report, stem] = arguments.as_slice() else {
        return Err("usage: both REPORT STEM".into());
    };
    let (style, fonts) = (Style::default(), FontSet::bundled()?);

    let input::Reading {
        source,
        report,
        mut findings,
    } = input::load(Path::new(report))?;
    let document = report.map(|report| {
        findings.extend(check::check(&report));
        doc::compose(&report)
    });
    if let Some(document) = &document {
        findings.extend(coverage::check(document, &style, fonts, Some(&source.text)));
    }
    eprint!("{}", finding::render(&source, &findings));
    let Some(document) = document.filter(|_| !findings.has_errors()) else {
        return Err("the report has errors".into());
    };

    let word = docx::write(&document, &style, fonts, &docx::Options::default())?;
    fs::write(format!("{stem}.docx"), word)?;
    let pages = layout::lay_out(&document, &style, fonts)?;
    let print = pdf::write(&document, &pages, fonts, &pdf::Options::default())?;
    fs::write(format!("{stem}.pdf"), print)?;
    Ok(())
}
