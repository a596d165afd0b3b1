//! nianbao (年报) turns the data of China's statutory 政府信息公开工作年度报告 into its official Word and PDF copies.
//!
//! The path is straight:
//!
//! 1. [`input::load`] reads TOML, YAML or JSON into a [`model::Report`]; every value keeps its place in the file.
//! 2. [`pipeline::inspect`] finds what is wrong, all at once, each [`Finding`] with place, sentence and remedy.
//! 3. [`doc::compose`] makes a [`doc::Document`]: headings, paragraphs, tables with resolved spans, a signature.
//! 4. [`docx::write`] writes it for Word and WPS, which lay it out themselves;
//!    [`layout::lay_out`] places every glyph on [`layout::Pages`], and [`pdf::write`] writes those as an archival, tagged
//!    PDF. [`pipeline::export`] does both.
//!
//! The statutory tables are data in [`form`], the numbers of GB/T 9704-2012 in [`style`], the faces in [`font`].
//!
//! ```
//! use nianbao::font::FontSet;
//! use nianbao::pipeline::{FileKind, Options, export, inspect};
//! use nianbao::{doc, input};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let path = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/town/report.toml");
//! let reading = input::load(path.as_ref())?;
//! let findings = inspect(&reading, &reading.style)?;
//! if let Some(report) = reading.report.filter(|_| !findings.has_errors()) {
//!     let document = doc::compose(&report);
//!     let (fonts, options) = (FontSet::bundled()?, Options::default());
//!     let made = export(&document, &FileKind::ALL, &reading.style, fonts, &options)?;
//!     for (kind, bytes) in &made.files {
//!         println!("{}: {} bytes", kind.extension(), bytes.len());
//!     }
//! }
//! # Ok(())
//! # }
//! ```
//!
//! A [`doc::Document`] serves any other formal paper as well:
//!
//! ```
//! use nianbao::doc::{Block, Cell, CellKind, Document, HeadingLevel, Origin, Properties, Scope, Signature, Table};
//! use nianbao::font::FontSet;
//! use nianbao::model::Date;
//! use nianbao::pipeline::{FileKind, Options, export};
//! use nianbao::style::Style;
//! use nianbao::units::Length;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let table = Table::new(
//!     vec![Length::mm(60), Length::mm(48), Length::mm(48)],
//!     1,
//!     vec![
//!         Cell::at(0, 0, "项目").kind(CellKind::Header(Scope::Column)),
//!         Cell::at(0, 1, "件数").spanning(1, 2).kind(CellKind::Header(Scope::Column)),
//!         Cell::at(1, 0, "来信").kind(CellKind::Header(Scope::Row)),
//!         Cell::at(1, 1, "12"),
//!         Cell::at(1, 2, "7"),
//!     ],
//! )?
//! .described("信访情况", "来信件数，分本年和上年。");
//! let date = Date::new(2026, 1, 15).ok_or("no such day")?;
//! let document = Document::new(
//!     Properties {
//!         title: "某县信访工作情况报告".into(),
//!         author: "某县人民政府".into(),
//!         language: "zh-CN".into(),
//!         date: Some(date),
//!         ..Properties::default()
//!     },
//!     vec![
//!         Block::title("某县信访工作情况报告"),
//!         Block::heading(HeadingLevel::One, "一、基本情况", Origin::default()),
//!         Block::paragraph("现将有关情况报告如下。", Origin::default()),
//!         Block::Table(table),
//!         Block::Signature(Signature {
//!             agency: "某县人民政府".into(),
//!             date: date.chinese(),
//!             sealed: true,
//!             ..Signature::default()
//!         }),
//!     ],
//! );
//! let (fonts, options) = (FontSet::bundled()?, Options::default());
//! let made = export(&document, &[FileKind::Pdf], &Style::default(), fonts, &options)?;
//! assert_eq!(made.pages, Some(1));
//! # Ok(())
//! # }
//! ```
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod check;
pub mod conform;
pub mod coverage;
mod deflate;
pub mod doc;
pub mod doctor;
pub mod docx;
pub mod error;
pub mod extract;
pub mod finding;
pub mod font;
pub mod form;
pub mod input;
pub mod layout;
pub mod measure;
pub mod merge;
pub mod model;
pub mod pack;
mod package;
pub mod pdf;
pub mod pipeline;
pub mod preview;
pub mod print;
pub mod repair;
pub mod rules;
pub mod sheet;
pub mod style;
pub mod units;

pub use error::Error;
pub use finding::{Finding, Findings, Severity, Source, Span};
