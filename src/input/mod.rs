//! From a file to a [`Report`]: TOML, YAML or JSON, all problems told at once.
//!
//! Each format is parsed into one tree of [`Node`](node::Node)s that keep their place in the file; one walker over the
//! form and the model turns the tree into a report and collects every finding on the way.

mod canonical;
mod carry;
pub mod codes;
mod draft;
mod encoding;
mod format;
mod json;
pub mod made;
mod nesting;
pub mod node;
mod paragraphs;
mod reader;
mod schema;
mod slips;
mod style_text;
mod template;
mod template_extras;
mod toml;
mod toml_line;
mod toml_text;
mod yaml;

pub use draft::Draft;
pub use format::Format;
pub use made::Made;
pub use reader::is_unprintable;
pub use schema::schema;
pub use style_text::style_text;
pub use template::template;

use crate::error::Error;
use crate::finding::{Finding, Findings, Source};
use crate::model::{Figures, Located, Report};
use crate::pack::Pack;
use crate::style::{Settings, Style};
use std::io::Read;
use std::path::Path;

/// The largest input read, in bytes.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;

/// The most lines read.
pub const MAX_LINES: usize = 50_000;

/// The deepest nesting of tables and arrays read.
pub const MAX_DEPTH: usize = 32;

/// The most values read from one file.
pub const MAX_NODES: usize = 50_000;

/// The most findings told about one file.
pub const MAX_FINDINGS: usize = 200;

/// What came of reading a file.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The text under its name, for rendering findings.
    pub source: Source,
    /// The report, whenever year, agency and date were usable; the findings say what it lacks.
    pub report: Option<Report>,
    /// Every problem of the file, in the order of the file.
    pub findings: Findings,
    /// The numbers of a report that lacks agency or date: they can be checked all the same.
    pub loose_figures: Option<Figures>,
    /// The rules whose warnings the file lets pass.
    pub allowed: Vec<Allowed>,
    /// The style that `[style]` makes of that of the standard.
    pub style: Style,
    /// How the files that this data was taken from were made; none for data that people wrote.
    pub made: Option<Made>,
}

/// What came of reading a style file.
#[derive(Clone, Debug)]
pub struct StyleReading {
    /// The text under its name, for rendering findings.
    pub source: Source,
    /// The values it sets, those with errors left out.
    pub settings: Settings,
    /// Every problem of the file, and every value that leaves the standard, in the order of the file.
    pub findings: Findings,
}

/// A rule whose warnings the file lets pass: `[check] allow`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// The code of the rule.
    pub code: Located<String>,
    /// Why.
    pub reason: String,
}

/// Reads a report from bytes; `name` is printed before each finding. Without a format it is guessed from the content.
pub fn read(name: impl Into<String>, bytes: &[u8], format: Option<Format>) -> Reading {
    let mut findings = Findings::new();
    let (source, root) = tree(name.into(), bytes, format, &mut findings);
    let read = root.map_or_else(reader::Read::default, |root| {
        reader::report(&source.text, &root, &mut findings)
    });
    Reading {
        source,
        report: read.report,
        findings: in_order(findings),
        loose_figures: read.loose_figures,
        allowed: read.allowed,
        made: read.made,
        style: read.style.over(&Style::default()),
    }
}

/// Reads a house style from bytes, as [`read`] reads a report.
pub fn read_style(name: impl Into<String>, bytes: &[u8], format: Option<Format>) -> StyleReading {
    let mut findings = Findings::new();
    let (source, root) = tree(name.into(), bytes, format, &mut findings);
    let settings = root.map_or_else(Settings::default, |root| {
        reader::style_file(&source.text, &root, &mut findings)
    });
    StyleReading {
        source,
        settings,
        findings: in_order(findings),
    }
}

/// What came of reading a rule pack.
#[derive(Clone, Debug)]
pub struct PackReading {
    /// The text under its name, for rendering findings.
    pub source: Source,
    /// What it asks, values with errors left out.
    pub pack: Pack,
    /// Every problem of the file, in the order of the file.
    pub findings: Findings,
}

/// Reads a rule pack from bytes, as [`read`] reads a report.
pub fn read_pack(name: impl Into<String>, bytes: &[u8], format: Option<Format>) -> PackReading {
    let mut findings = Findings::new();
    let (source, root) = tree(name.into(), bytes, format, &mut findings);
    let pack = root.map_or_else(Pack::default, |root| {
        reader::pack_file(&source.text, &root, &mut findings)
    });
    PackReading {
        source,
        pack,
        findings: in_order(findings),
    }
}

/// The text under its name, and its tree when it has one.
pub(crate) fn tree(
    name: String,
    bytes: &[u8],
    format: Option<Format>,
    findings: &mut Findings,
) -> (Source, Option<node::Node>) {
    let (text, readable) = encoding::decode(bytes, findings);
    let source = Source::new(name, text);
    if !readable {
        return (source, None);
    }
    let tree = match format.unwrap_or_else(|| Format::sniff(&source.text)) {
        Format::Toml => toml::parse(&source.text, findings),
        Format::Yaml => yaml::parse(&source.text, findings),
        Format::Json => json::parse(&source.text, findings),
    };
    if tree.is_none() && findings.is_empty() {
        findings.push(
            Finding::error(codes::FILE, None, "文件里只有注释，没有内容")
                .remedy("可用 nianbao new 年份 -o report.toml 生成空白模板"),
        );
    }
    (source, tree)
}

/// Findings in the order of the file, not more than [`MAX_FINDINGS`] and a word on the rest.
fn in_order(mut findings: Findings) -> Findings {
    findings.sort();
    let left_out = findings.len().saturating_sub(MAX_FINDINGS);
    if left_out > 0 {
        findings.truncate(MAX_FINDINGS);
        findings.push(
            Finding::error(codes::FILE, None, format!("问题太多，另有{left_out}处没有列出"))
                .remedy("先改正以上各处，再检查一次"),
        );
    }
    findings
}

/// Reads a report from a file, its format known by the extension, else by the content.
///
/// # Errors
/// [`Error::Io`] when the file cannot be read or is a directory. Whatever is wrong inside the file is a finding.
pub fn load(path: &Path) -> Result<Reading, Error> {
    let bytes = bytes_of(path)?;
    Ok(read(path.display().to_string(), &bytes, Format::from_path(path)))
}

/// Reads a house style from a file, as [`load`] reads a report.
///
/// # Errors
/// [`Error::Io`] when the file cannot be read or is a directory.
pub fn load_style(path: &Path) -> Result<StyleReading, Error> {
    let bytes = bytes_of(path)?;
    Ok(read_style(
        path.display().to_string(),
        &bytes,
        Format::from_path(path),
    ))
}

/// Reads a rule pack from a file, as [`load`] reads a report.
///
/// # Errors
/// [`Error::Io`] when the file cannot be read or is a directory.
pub fn load_pack(path: &Path) -> Result<PackReading, Error> {
    let bytes = bytes_of(path)?;
    let format = Format::from_path(path);
    Ok(read_pack(path.display().to_string(), &bytes, format))
}

fn bytes_of(path: &Path) -> Result<Vec<u8>, Error> {
    let io = |source| Error::io(path, source);
    if path.is_dir() {
        return Err(io(std::io::ErrorKind::IsADirectory.into()));
    }
    let file = std::fs::File::open(path).map_err(io)?;
    read_limited(file).map_err(io)
}

/// Reads a report from a stream such as the standard input; its name is `-`.
///
/// # Errors
/// [`Error::Io`] when the stream cannot be read.
pub fn load_stream(stream: impl Read) -> Result<Reading, Error> {
    let bytes = read_limited(stream).map_err(|source| Error::io("-", source))?;
    Ok(read("-", &bytes, None))
}

/// One byte more than is allowed, so that too long an input is seen as such without being read to its end.
fn read_limited(stream: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
