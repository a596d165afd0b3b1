//! `nianbao new`: a commented empty report.

use super::{FAILED, print};
use nianbao::Error;
use nianbao::form::FORMS;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// 生成带说明的空白模板（TOML）
#[derive(clap::Args)]
#[command(
    help_template = super::HELP_TEMPLATE,
    next_help_heading = "选项",
    override_usage = "nianbao new <年度> [--nil] [-o 文件]",
    after_help = "\
例：
  nianbao new 2025 -o report.toml          全部留空，逐项填写
  nianbao new 2025 --nil -o report.toml    数字都填0，只写文字
  nianbao new 2025                         只显示，不存文件

在 Windows PowerShell 里请用 -o 存文件，不要用 >，以免编码出错"
)]
pub(super) struct Args {
    /// 报告年度，如 2025
    #[arg(value_name = "年度", help_heading = "参数", value_parser = clap::value_parser!(u16).range(1000..=2099))]
    year: u16,
    /// 数字全部填0（适用于没有发生申请的单位）；文字部分仍要填写
    #[arg(long)]
    nil: bool,
    /// 存为文件；已有同名文件时不覆盖
    #[arg(short, long, value_name = "文件")]
    output: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Error> {
    match nianbao::input::template(args.year, args.nil) {
        Ok(template) => match &args.output {
            Some(path) if path != Path::new("-") => save(path, &template),
            _ => print(&template),
        }
        .map(|()| ExitCode::SUCCESS),
        Err(missing) => {
            eprintln!(
                "错误：{}年度没有全国统一格式，本程序支持{}年度及以后的报告",
                missing.year, FORMS[0].first_year
            );
            Ok(ExitCode::from(FAILED))
        }
    }
}

/// Writes a new file; one that is there already may be somebody's work and is left alone.
pub(super) fn save(path: &Path, text: &str) -> Result<(), Error> {
    std::fs::File::create_new(path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|error| Error::io(path, error))
}
