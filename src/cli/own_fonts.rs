//! The faces of an office, named on the command line as a folder.

use super::{FAILED, FOUND_ERRORS};
use nianbao::Error;
use nianbao::docx::EmbedFonts;
use nianbao::finding::{Findings, Source, render};
use nianbao::font::FontSet;
use nianbao::pipeline::{self, FileKind, Options, OwnFonts};
use std::path::PathBuf;
use std::process::ExitCode;

/// The folder as an argument.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "选项")]
pub(super) struct FontArgs {
    /// 本单位的字体文件夹：方正小标宋简体、仿宋_GB2312 等，按字体名称使用；没有的字和用途仍用内置字体
    #[arg(long, value_name = "字体文件夹")]
    pub(super) fonts: Option<PathBuf>,
}

/// The faces that a command works with.
pub(super) struct Fonts {
    own: Option<(PathBuf, OwnFonts)>,
}

impl FontArgs {
    /// Reads the faces of the folder, if one is named.
    ///
    /// # Errors
    /// [`Error::Io`] when the folder cannot be read; when there is none, that is said and the status given back.
    pub(super) fn read(&self) -> Result<Result<Fonts, ExitCode>, Error> {
        let Some(path) = self.fonts.as_deref() else {
            return Ok(Ok(Fonts { own: None }));
        };
        if !path.is_dir() {
            let what = if path.exists() {
                "不是文件夹"
            } else {
                "找不到这个文件夹"
            };
            eprintln!(
                "错误：{}：{what}；--fonts 后面写放字体文件的文件夹",
                path.display()
            );
            return Ok(Err(ExitCode::from(FAILED)));
        }
        let own = pipeline::own_fonts(path)?;
        Ok(Ok(Fonts {
            own: Some((path.to_owned(), own)),
        }))
    }
}

impl Fonts {
    /// The faces to set reports in.
    ///
    /// # Errors
    /// [`Error::Font`] when a bundled face is damaged.
    pub(super) fn set(&self) -> Result<&FontSet, Error> {
        match &self.own {
            Some((_, own)) => Ok(&own.fonts),
            None => FontSet::bundled(),
        }
    }

    /// The faces of the office with ours, if it has any.
    pub(super) fn into_own(self) -> Option<FontSet> {
        self.own.map(|(_, own)| own.fonts)
    }

    /// Takes in what the terms of the faces mean for files of these kinds.
    pub(super) fn meant_for(&mut self, kinds: &[FileKind], options: &Options) {
        let Some((path, own)) = &mut self.own else {
            return;
        };
        if kinds.contains(&FileKind::Pdf) {
            own.refuse_in_pdf(path);
        }
        if kinds.contains(&FileKind::Docx) && options.docx.carried() != EmbedFonts::None {
            own.tell_of_docx(path);
        }
    }

    /// What is to be said of the folder and its files.
    pub(super) fn files(&self) -> &[(Source, Findings)] {
        self.own.as_ref().map_or(&[], |(_, own)| &own.told)
    }

    /// What is to be said of the faces, and which are used.
    pub(super) fn told(&self) -> String {
        let Some((path, own)) = &self.own else {
            return String::new();
        };
        let mut out: String = own
            .told
            .iter()
            .map(|(source, findings)| render(source, findings))
            .collect();
        if own.fonts.own().next().is_some() {
            out.push_str(&format!("字体（{}）：{}\n", path.display(), own.used()));
        }
        out
    }

    /// Adds everything found to what was found in a report, and the folder to the names of what was read, if it has errors.
    pub(super) fn add_to(&self, findings: &mut Findings, read: &mut String) {
        for (_, told) in self.files() {
            findings.extend(told.clone());
        }
        if let Some((path, _)) = self.own.as_ref().filter(|(_, own)| own.have_errors()) {
            read.push_str(&format!("、{}", path.display()));
        }
    }

    /// The status of a command that goes no further for errors in these faces.
    pub(super) fn refused(&self) -> Option<ExitCode> {
        let own = self.own.as_ref().filter(|(_, own)| own.have_errors());
        own.map(|_| ExitCode::from(FOUND_ERRORS))
    }
}
