//! `nianbao style`: the values of a style, as a file that can be edited and given back.

use super::{FOUND_ERRORS, HELP_TEMPLATE, new, print};
use nianbao::Error;
use nianbao::finding::render;
use nianbao::input::{load_style, style_text};
use nianbao::style::Style;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// 列出版式各项的值，注明是否符合 GB/T 9704-2012；可改作本单位的版式文件
#[derive(clap::Args)]
#[command(
    help_template = HELP_TEMPLATE,
    next_help_heading = "选项",
    override_usage = "nianbao style [--style 版式文件] [-o 文件]",
    after_help = "\
例：
  nianbao style                                     列出标准版式
  nianbao style -o office.toml                      存为版式文件，再修改其中的值
  nianbao style --style office.toml                 列出按版式文件修改后的各项
  nianbao build report.toml --style office.toml     按版式文件生成公文"
)]
pub(super) struct Args {
    /// 版式文件（.toml、.yaml、.json）
    #[arg(long, value_name = "版式文件")]
    style: Option<PathBuf>,
    /// 存为文件；已有同名文件时不覆盖
    #[arg(short, long, value_name = "文件")]
    output: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Error> {
    let mut style = Style::default();
    if let Some(path) = &args.style {
        let house = load_style(path)?;
        eprint!("{}", render(&house.source, &house.findings));
        if house.findings.has_errors() {
            return Ok(ExitCode::from(FOUND_ERRORS));
        }
        style = house.settings.over(&style);
    }
    let text = style_text(&style);
    match &args.output {
        Some(path) if path != Path::new("-") => new::save(path, &text)?,
        _ => print(&text)?,
    }
    Ok(ExitCode::SUCCESS)
}
