//! The straight path in three calls: [`inspect`] what was read, [`compose`](crate::doc::compose) the document,
//! [`export`] it.

mod exporter;
mod options;
mod shared;

use crate::check::{self, Others, Repetition};
use crate::coverage;
pub use crate::coverage::{OwnFonts, own_fonts};
use crate::doc::{self, Document};
use crate::docx;
use crate::error::Error;
use crate::finding::{Finding, Findings};
use crate::font::{FaceId, FontSet};
use crate::input::{Reading, codes};
use crate::layout::{Layout, Page, Pages};
use crate::merge::{self, Merge};
use crate::model::Report;
use crate::pack::Pack;
use crate::pdf;
use crate::print;
use crate::rules;
use crate::style::Style;
pub use exporter::{Exporter, Outcome};
pub use options::{Choices, Contradiction, Options, PdfCopy, data};
use options::{made_by_another_version, made_with_other_fonts};
pub use shared::{Characters, SharedFaces};
use std::collections::BTreeSet;

/// A kind of file that a document becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// Word (ISO/IEC 29500 Transitional).
    Docx,
    /// PDF.
    Pdf,
}

impl FileKind {
    /// Every kind, in the order files are written.
    pub const ALL: [FileKind; 2] = [FileKind::Docx, FileKind::Pdf];

    /// The file name extension, without its dot.
    pub const fn extension(self) -> &'static str {
        match self {
            FileKind::Docx => "docx",
            FileKind::Pdf => "pdf",
        }
    }
}

/// A document as files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// The bytes of each kind asked for, in that order.
    pub files: Vec<(FileKind, Vec<u8>)>,
    /// Pages of the PDF, when one was asked for.
    pub pages: Option<usize>,
}

/// Everything wrong with an input, in the order of the file: what reading found, what the rules find in the report,
/// and characters that no face has in this style: that of the reading, or one made of it with a house style
/// ([`Settings::over`](crate::style::Settings::over)), whose own findings stay with its own file.
///
/// # Errors
/// [`Error::Font`] when the bundled faces are damaged.
pub fn inspect(reading: &Reading, style: &Style) -> Result<Findings, Error> {
    Ok(inspected(reading, style, FontSet::bundled()?))
}

/// [`inspect`] for these faces.
fn inspected(reading: &Reading, style: &Style, fonts: &FontSet) -> Findings {
    let mut findings = reading.findings.clone();
    if let Some(report) = &reading.report {
        findings.extend(check::check(report));
        let document = doc::compose(report);
        let text = Some(reading.source.text.as_str());
        let mut without_face = coverage::check(&document, style, fonts, text);
        check::mend_characters(report, &reading.source.text, &mut without_face);
        findings.extend(without_face);
        findings.extend(coverage::lacking(&document, style, fonts, text));
    } else if let Some(figures) = &reading.loose_figures {
        findings.extend(check::check_figures(figures));
    }
    if let Some(made) = &reading.made {
        findings.extend(Options::of(made).1);
        let told = [made_by_another_version(made), made_with_other_fonts(made, fonts)];
        told.into_iter()
            .flatten()
            .for_each(|finding| findings.push(finding));
    }
    allow(&mut findings, reading);
    findings.sort();
    findings
}

/// What a report is held against, beyond the rules, and the faces it is to be set in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Against<'a> {
    /// Last year's report.
    pub last: Option<&'a Reading>,
    /// Reports of sibling units, whose text must not be repeated.
    pub siblings: Option<&'a Others>,
    /// Rule packs of its region; they also say how much may be repeated.
    pub packs: &'a [Pack],
    /// The faces; the bundled ones when `None`.
    pub fonts: Option<&'a FontSet>,
}

/// [`inspect`], and what comparing with last year's report finds. Of the other report only what it says is used; its own
/// findings are told when it is inspected itself.
///
/// # Errors
/// As [`inspect`].
pub fn inspect_with_last(reading: &Reading, last: &Reading, style: &Style) -> Result<Findings, Error> {
    let against = Against {
        last: Some(last),
        ..Against::default()
    };
    inspect_against(reading, style, &against)
}

/// [`inspect`], and what holding the report against others finds. Of these only what they say is used; their own findings
/// are told when they are inspected themselves.
///
/// # Errors
/// As [`inspect`].
pub fn inspect_against(reading: &Reading, style: &Style, against: &Against<'_>) -> Result<Findings, Error> {
    let fonts = match against.fonts {
        Some(fonts) => fonts,
        None => FontSet::bundled()?,
    };
    let mut findings = inspected(reading, style, fonts);
    let Some(report) = &reading.report else {
        return Ok(findings);
    };
    let mut compared = check::packs(report, against.packs);
    let limit = check::repetition_limit(report, against.packs);
    let repeated = |others: &Others| match &limit {
        Some((limit, basis)) => check::repeated(report, others, *limit, Some(basis)),
        None => check::repeated(report, others, check::USUAL_LIMIT, None),
    };
    if let Some(last) = against.last {
        compared.extend(compare_with_last(report, last));
    }
    if let Some(others) = last_of(report, against) {
        compared.extend(repeated(&others));
    }
    if let Some(siblings) = against.siblings {
        compared.extend(repeated(siblings));
    }
    for allowed in &reading.allowed {
        compared.allow(&allowed.code.value, &allowed.reason);
    }
    findings.extend(compared);
    findings.sort();
    Ok(findings)
}

fn compare_with_last(report: &Report, last: &Reading) -> Findings {
    let name = &last.source.name;
    if let Some(other) = &last.report {
        return check::compare(report, other, name);
    }
    let message = format!("{name}读不出一份报告，没有与上年比较");
    let finding = Finding::error(check::NO_LAST, None, message).remedy("先用 nianbao check 检查这个文件");
    [finding].into_iter().collect()
}

/// Last year's report as one whose text must not be repeated.
fn last_of(report: &Report, against: &Against<'_>) -> Option<Others> {
    let last = against.last?;
    let other = last
        .report
        .as_ref()
        .filter(|other| check::follows(report, other))?;
    Some(Others::new([(last.source.name.clone(), other)]))
}

/// How much of each part of a report the others that it is held against have as well, above the limit or not.
pub fn repetitions(reading: &Reading, against: &Against<'_>) -> Vec<Repetition> {
    let Some(report) = &reading.report else {
        return Vec::new();
    };
    let limit = check::repetition_limit(report, against.packs).map_or(check::USUAL_LIMIT, |(limit, _)| limit);
    last_of(report, against)
        .iter()
        .chain(against.siblings)
        .flat_map(|others| others.repetitions(report, limit))
        .collect()
}

/// What comparing a parent's report with the sums of its units finds. Years must be the same.
pub fn compare_with_units(reading: &Reading, units: &Merge) -> Findings {
    let (figures, year) = match (&reading.report, &reading.loose_figures) {
        (Some(report), _) => (&report.figures, Some(&report.year)),
        (None, Some(figures)) => (figures, None),
        (None, None) => return Findings::new(),
    };
    let other_year = year.filter(|year| year.value != units.year());
    let mut findings = if other_year.is_some() || figures.form() != units.form() {
        merge::other_year(year, units)
    } else {
        merge::compare(figures, units)
    };
    for allowed in &reading.allowed {
        findings.allow(&allowed.code.value, &allowed.reason);
    }
    findings
}

/// [`compare_with_units`], beside what a parent's own checks have found. Sums of the form hold in what its units add up to;
/// where they fail only for cells that differ from that, the cells are told and the sums are not told again.
pub fn hold_against_units(reading: &Reading, units: &Merge, findings: &mut Findings) {
    let compared = compare_with_units(reading, units);
    let report = reading.report.as_ref().map(|report| &report.figures);
    if let Some(figures) = report.or(reading.loose_figures.as_ref())
        && compared.iter().any(|finding| finding.code == merge::WRONG_SUM)
    {
        let sums: BTreeSet<&str> = figures
            .form()
            .identities()
            .into_iter()
            .map(|identity| identity.code.as_str())
            .collect();
        let mended = check::check_figures(&merge::mended(figures, units));
        if !mended.iter().any(|finding| sums.contains(finding.code)) {
            findings.retain(|finding| !sums.contains(finding.code));
        }
    }
    findings.extend(compared);
}

/// Lets pass what the input allows, and tells of codes that no rule has.
fn allow(findings: &mut Findings, reading: &Reading) {
    for allowed in &reading.allowed {
        let code = &allowed.code.value;
        if rules::find(code).is_some_and(|rule| rule.code == code) {
            findings.allow(code, &allowed.reason);
        } else {
            findings.push(
                Finding::error(codes::KEY, allowed.code.span, format!("没有“{code}”这条规则"))
                    .remedy("用 nianbao rule 列出全部规则；代码用大写"),
            );
        }
    }
}

/// A document as pages, as [`export`] lays them out for its PDF.
///
/// # Errors
/// [`Error::Font`] when no face has a character, which [`inspect`] finds first in a report, and [`coverage::check`] in any
/// document.
pub fn pages(document: &Document, style: &Style, fonts: &FontSet) -> Result<Pages, Error> {
    Layout::new(document, style, fonts)?.pages()
}

/// A document as files of these kinds. A document with a watermark is a draft: its PDF claims no conformance,
/// nor does that of a document without a date, which the archive standards ask for.
///
/// # Errors
/// [`Error::Refused`] with findings, when the document cannot conform to the standard asked for; other [`Error`]s of the
/// writers are bugs of ours for a document that [`inspect`] finds no error in. [`Error::Font`] when no face has a character
/// of a document of one's own: [`coverage::check`] tells which, beforehand.
pub fn export(
    document: &Document,
    kinds: &[FileKind],
    style: &Style,
    fonts: &FontSet,
    options: &Options,
) -> Result<Export, Error> {
    let mut export = Export {
        files: Vec::new(),
        pages: None,
    };
    let layout = Layout::new(document, style, fonts)?;
    let shared = options.shared.as_deref();
    for &kind in kinds {
        let bytes = match kind {
            FileKind::Docx => {
                let options = docx::Options {
                    data: options.data.clone(),
                    shared: shared.and_then(|shared| shared.docx(options.docx.carried())),
                    ..options.docx.clone()
                };
                docx::write(document, layout.style(), fonts, &options)?
            }
            FileKind::Pdf => {
                let pages = layout.pages()?;
                refuse_faces(&pages, fonts)?;
                export.pages = Some(pages.pages.len());
                match options.copy {
                    PdfCopy::Archive => pdf::write(document, &pages, fonts, &archived(document, options))?,
                    PdfCopy::Print(imposition) => {
                        let shared = shared.map(SharedFaces::print);
                        print::write_sharing(document, &pages, fonts, imposition, shared)?
                    }
                }
            }
        };
        export.files.push((kind, bytes));
    }
    Ok(export)
}

/// Refuses pages in faces that may not stand in a PDF.
fn refuse_faces(pages: &Pages, fonts: &FontSet) -> Result<(), Error> {
    if fonts.own().next().is_none() {
        return Ok(());
    }
    let used: BTreeSet<FaceId> = pages
        .pages
        .iter()
        .flat_map(Page::texts)
        .map(|(_, run)| run.face)
        .collect();
    let refused: Findings = used
        .into_iter()
        .filter_map(|face| coverage::not_in_pdf(fonts.face(face)))
        .collect();
    if refused.is_empty() {
        Ok(())
    } else {
        Err(Error::Refused(refused))
    }
}

/// How a PDF to archive is written: a draft, and what has no date, claims no conformance.
fn archived(document: &Document, options: &Options) -> pdf::Options {
    let properties = document.properties();
    let standard = if properties.watermark.is_some() || properties.date.is_none() {
        pdf::Standard::Plain
    } else {
        options.standard
    };
    let data = options.data.as_ref().map(|data| data.clone().into_bytes());
    pdf::Options { standard, data }
}
