//! What every command that makes files lets its user choose.

use super::FAILED;
use clap::builder::PossibleValuesParser;
use nianbao::docx::{EmbedFonts, Typeface};
use nianbao::pdf::Standard;
use nianbao::pipeline::{Choices, Contradiction, PdfCopy};
use std::process::ExitCode;

/// The choices as arguments.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "选项")]
pub(super) struct ChoiceArgs {
    /// PDF 的用途：archive（存档、公开，默认）、print（打印件，每面一页）、booklet（A3 对折、骑马钉的小册子）、2up（A3 每面并排两页）
    #[arg(long, value_name = "用途", value_parser = words(&PdfCopy::ALL), hide_possible_values = true)]
    pub(super) pdf: Option<String>,
    /// 存档 PDF 符合的标准：a-3a（带数据，同时符合 PDF/UA-1，默认）、a-2a、a-1a、a-2b、none
    #[arg(long, value_name = "标准", value_parser = words(&Standard::ALL), hide_possible_values = true)]
    pub(super) pdf_standard: Option<String>,
    /// Word 文件带多少字体：subset（文中用到的字，默认）、editing（另加常用字，便于修改）、full（整套）、none（不带）
    #[arg(long, value_name = "多少", value_parser = words(&EmbedFonts::ALL), hide_possible_values = true)]
    pub(super) docx_fonts: Option<String>,
    /// Word 文件用的字体：ours（内置字体和 --fonts 给的字体，默认）、official（方正小标宋简体、仿宋_GB2312 等公文字体，只写名称，不带字体）
    #[arg(long, value_name = "字体", value_parser = words(&Typeface::ALL), hide_possible_values = true)]
    pub(super) typeface: Option<String>,
}

impl ChoiceArgs {
    /// What was chosen.
    pub(super) fn choices(&self) -> Choices {
        Choices {
            copy: chosen(&PdfCopy::ALL, self.pdf.as_deref()),
            standard: chosen(&Standard::ALL, self.pdf_standard.as_deref()),
            typeface: chosen(&Typeface::ALL, self.typeface.as_deref()),
            docx_fonts: chosen(&EmbedFonts::ALL, self.docx_fonts.as_deref()),
        }
    }
}

/// Says that what was chosen contradicts itself.
pub(super) fn contradicting(contradiction: Contradiction) -> ExitCode {
    let message = match contradiction {
        Contradiction::FontsOfNames => {
            "--typeface official 只写字体名称，文件里不带字体，不能与 --docx-fonts 同用"
        }
        Contradiction::StandardOfPrint => {
            "--pdf print、booklet、2up 是打印件，不符合归档标准，不能与 --pdf-standard 同用；\
             存档 PDF 和打印件分两次生成"
        }
    };
    eprintln!("错误：{message}");
    ExitCode::from(FAILED)
}

/// The words of a choice.
fn words<T: Copy>(all: &[(T, &'static str)]) -> PossibleValuesParser {
    PossibleValuesParser::new(all.iter().map(|(_, word)| *word).collect::<Vec<_>>())
}

/// The choice of a word, if one is given.
fn chosen<T: Copy>(all: &[(T, &'static str)], given: Option<&str>) -> Option<T> {
    let given = given?;
    all.iter()
        .find(|(_, word)| *word == given)
        .map(|(choice, _)| *choice)
}
