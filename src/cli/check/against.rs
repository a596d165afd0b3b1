//! What reports are held against: a style, last year's report, sibling units, units that they sum up.

use super::{Args, sheet};
use crate::cli::folder::data_files;
use crate::cli::merge::adjustments;
use crate::cli::own_fonts::Fonts;
use crate::cli::packs::{Packs, read_packs};
use crate::cli::units::read_units;
use crate::cli::{FAILED, FOUND_ERRORS, read_input, style_of, tell};
use nianbao::check::{Others, last_among};
use nianbao::finding::{Findings, Source};
use nianbao::input::{Reading, StyleReading, load_style};
use nianbao::merge::Merge;
use nianbao::model::Report;
use nianbao::pipeline::{FileKind, Options};
use nianbao::{Error, pipeline};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What reports are checked with.
pub(super) struct Against {
    last: Option<Last>,
    siblings: Option<Others>,
    pub(super) house: Option<StyleReading>,
    pub(super) packs: Packs,
    pub(super) fonts: Fonts,
    children: Option<Result<Merge, Findings>>,
}

/// Reports of last year.
enum Last {
    /// The one that was named.
    One(Box<Reading>),
    /// Those of a folder, of which each report is held against that of its own organ.
    Folder(Vec<Reading>),
}

impl Last {
    fn read(path: &Path) -> Result<Self, Error> {
        if !path.is_dir() {
            return Ok(Last::One(Box::new(read_input(path)?)));
        }
        let files = data_files(path)?;
        let readings: Result<Vec<Reading>, Error> = files.iter().map(|file| read_input(file)).collect();
        let readings = readings?;
        for unreadable in readings.iter().filter(|reading| reading.report.is_none()) {
            eprintln!("{}：读不出一份报告，没有用来比较", unreadable.source.name);
        }
        Ok(Last::Folder(readings))
    }

    /// Last year's report of an organ, and what is wrong when a folder has none that can be used.
    fn of(&self, reading: &Reading) -> (Option<&Reading>, Findings) {
        let readings = match self {
            Last::One(last) => return (Some(last), Findings::new()),
            Last::Folder(readings) => readings,
        };
        let Some(report) = &reading.report else {
            return (None, Findings::new());
        };
        let readable: Vec<(&Reading, &Report)> = readings
            .iter()
            .filter_map(|last| Some((last, last.report.as_ref()?)))
            .collect();
        let named = readable
            .iter()
            .map(|(last, report)| (last.source.name.as_str(), *report));
        match last_among(report, named) {
            Ok(Some(found)) => (Some(readable[found].0), Findings::new()),
            Ok(None) => {
                let (file, agency) = (&reading.source.name, &report.agency.value);
                eprintln!("{file}：上年文件夹中没有{agency}的报告，没有与上年比较");
                (None, Findings::new())
            }
            Err(finding) => {
                let mut findings: Findings = std::iter::once(*finding).collect();
                for allowed in &reading.allowed {
                    findings.allow(&allowed.code.value, &allowed.reason);
                }
                (None, findings)
            }
        }
    }
}

/// A report checked.
pub(super) struct Checked {
    pub(super) source: Source,
    pub(super) findings: Findings,
    /// The report, when one could be read.
    pub(super) report: Option<Report>,
    /// How much of its parts others have as well, for people; empty when it was held against none.
    pub(super) repetition: String,
}

impl Checked {
    /// A file that is no report: a style, a rule pack, a face.
    pub(super) fn other(source: &Source, findings: &Findings) -> Self {
        Checked {
            source: source.clone(),
            findings: findings.clone(),
            report: None,
            repetition: String::new(),
        }
    }
}

impl Against {
    /// Reads what the arguments name; the exit status when units, adjustments or faces cannot be used.
    pub(super) fn read(args: &Args) -> Result<Result<Self, ExitCode>, Error> {
        let children = match children(args)? {
            Ok(children) => children,
            Err(status) => return Ok(Err(status)),
        };
        let mut fonts = match args.fonts.read()? {
            Ok(fonts) => fonts,
            Err(status) => return Ok(Err(status)),
        };
        if let Some(sheet) = &args.sheet {
            let kind = sheet::kind(sheet).unwrap_or(FileKind::Docx);
            fonts.meant_for(&[kind], &Options::default());
        }
        Ok(Ok(Against {
            fonts,
            packs: read_packs(&args.rules)?,
            last: args.last.as_deref().map(Last::read).transpose()?,
            siblings: siblings(&args.siblings)?,
            house: args.style.as_deref().map(load_style).transpose()?,
            children,
        }))
    }

    /// Everything found in a file.
    pub(super) fn check(&self, file: &Path) -> Result<Checked, Error> {
        let reading = read_input(file)?;
        let style = style_of(&reading, self.house.as_ref());
        let (last, unusable) = match &self.last {
            Some(last) => last.of(&reading),
            None => (None, Findings::new()),
        };
        let others = pipeline::Against {
            last,
            siblings: self.siblings.as_ref(),
            packs: &self.packs.packs,
            fonts: Some(self.fonts.set()?),
        };
        let mut findings = pipeline::inspect_against(&reading, &style, &others)?;
        findings.extend(unusable);
        match &self.children {
            Some(Ok(children)) => pipeline::hold_against_units(&reading, children, &mut findings),
            Some(Err(refused)) => findings.extend(refused.clone()),
            None => {}
        }
        findings.sort();
        Ok(Checked {
            repetition: repetition(&reading, &others),
            source: reading.source,
            report: reading.report,
            findings,
        })
    }
}

/// The shares of the parts in per cent, whether or not they are above the limit.
fn repetition(reading: &Reading, others: &pipeline::Against<'_>) -> String {
    let shares: Vec<String> = pipeline::repetitions(reading, others)
        .into_iter()
        .map(|repetition| match repetition.percent() {
            0 => format!("{}0%", repetition.part),
            percent => format!("{}{percent}%（{}）", repetition.part, repetition.with),
        })
        .collect();
    shares.join("，")
}

/// The reports of sibling units. One that cannot be read is told and left out.
fn siblings(paths: &[PathBuf]) -> Result<Option<Others>, Error> {
    if paths.is_empty() {
        return Ok(None);
    }
    let mut readings = Vec::new();
    for path in paths {
        if !path.is_dir() {
            readings.push(read_input(path)?);
            continue;
        }
        for file in data_files(path)? {
            match read_input(&file) {
                Ok(reading) => readings.push(reading),
                Err(error) => tell(&error),
            }
        }
    }
    let unreadable = readings.iter().filter(|reading| reading.report.is_none());
    for reading in unreadable {
        eprintln!("{}：读不出一份报告，没有与它比对", reading.source.name);
    }
    let reports = readings.iter().filter_map(|reading| {
        let report = reading.report.as_ref()?;
        let file = reading.source.name.rsplit(['/', '\\']).next().unwrap_or_default();
        let name = format!("{}（{file}）", report.agency.value);
        Some((name, report))
    });
    Ok(Some(Others::new(reports)))
}

/// The units that a parent's report is checked with; the exit status when their files or adjustments cannot be used.
fn children(args: &Args) -> Result<Result<Option<Result<Merge, Findings>>, ExitCode>, Error> {
    if args.units.is_empty() {
        return Ok(Ok(None));
    }
    let parents: Vec<&Path> = args
        .files
        .iter()
        .chain(&args.adjust)
        .map(PathBuf::as_path)
        .collect();
    let read = read_units(&args.units, &parents)?;
    eprint!("{}", read.told());
    if read.failed() {
        return Ok(Err(ExitCode::from(FAILED)));
    }
    let mut refused = read.refused();
    let merge = match (Merge::new(read.units, None), refused.is_empty()) {
        (Ok(merge), true) => match merge.counted_twice(None) {
            twice if twice.has_errors() => return Ok(Ok(Some(Err(twice)))),
            _ => merge,
        },
        (merged, _) => {
            refused.extend(merged.err().unwrap_or_default());
            return Ok(Ok(Some(Err(refused))));
        }
    };
    let Some(path) = &args.adjust else {
        return Ok(Ok(Some(Ok(merge))));
    };
    Ok(match adjustments(path, &merge)? {
        Ok(lines) => Ok(Some(Ok(merge.adjusted(lines)))),
        Err(told) => {
            eprint!("{told}");
            Err(ExitCode::from(FOUND_ERRORS))
        }
    })
}
