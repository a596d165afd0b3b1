//! `nianbao new`: a commented empty report.

use super::merge::toml_file;
use super::{FAILED, FOUND_ERRORS, print, read_input, summary};
use nianbao::Error;
use nianbao::finding::render;
use nianbao::form::FORMS;
use nianbao::input::Draft;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// 生成带说明的空白模板（TOML）
#[derive(clap::Args)]
#[command(
    help_template = super::HELP_TEMPLATE,
    next_help_heading = "选项",
    override_usage = "nianbao new <年度> [--nil] [--from 上年文件] [-o 文件]",
    after_help = "\
例：
  nianbao new 2025 -o report.toml          全部留空，逐项填写
  nianbao new 2025 --nil -o report.toml    数字都填0，只写文字
  nianbao new 2025 --from 2024.toml -o report.toml
                                           根据上年的报告：机关、联系方式、上年结转已填，上年的数写在说明中
  nianbao new 2025                         只显示，不存文件

在 Windows PowerShell 里请用 -o 存文件，不要用 >，以免编码出错"
)]
pub(super) struct Args {
    /// 报告年度，如 2025
    #[arg(value_name = "年度", help_heading = "参数", value_parser = year)]
    year: u16,
    /// 数字全部填0（适用于没有发生申请的单位）；文字部分仍要填写
    #[arg(long)]
    nil: bool,
    /// 上一年度的数据文件：带出机关、联系方式、署名、版式和上年结转
    #[arg(long, value_name = "上年文件", conflicts_with = "nil")]
    from: Option<PathBuf>,
    /// 存为文件；已有同名文件时不覆盖
    #[arg(short, long, value_name = "文件", value_parser = output)]
    output: Option<PathBuf>,
}

/// A file of the format that is written, or standard output.
fn output(text: &str) -> Result<PathBuf, String> {
    match text {
        "-" => Ok(PathBuf::from(text)),
        _ => toml_file(text),
    }
}

fn year(text: &str) -> Result<u16, String> {
    let number = text.parse().ok().filter(|year| (1000..=2099).contains(year));
    number.ok_or_else(|| "写成四位数字，如 2025".to_owned())
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Error> {
    let made = match &args.from {
        Some(last) => match following(last, args.year)? {
            Ok(draft) => Ok(draft.to_toml()),
            Err(status) => return Ok(status),
        },
        None => nianbao::input::template(args.year, args.nil),
    };
    match made {
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

/// The draft that follows last year's report; the exit status when there is none to follow.
fn following(last: &Path, year: u16) -> Result<Result<Draft, ExitCode>, Error> {
    let reading = read_input(last)?;
    let name = &reading.source.name;
    let Some(report) = &reading.report else {
        eprint!("{}", render(&reading.source, &reading.findings));
        eprintln!("{name}：读不出一份报告，没有生成");
        return Ok(Err(ExitCode::from(FOUND_ERRORS)));
    };
    if report.year.value + 1 != year {
        eprintln!(
            "错误：{name}是{}年度的报告，不是上一年度（{}年）的，没有可以结转的数",
            report.year.value,
            year - 1
        );
        return Ok(Err(ExitCode::from(FAILED)));
    }
    if reading.findings.has_errors() {
        eprintln!("{name}：{}，只带出其中能读的", summary(&reading.findings));
    }
    Ok(Draft::following(report, &reading.style).map_err(|_| ExitCode::from(FAILED)))
}

/// Writes a new file; one that is there already may be somebody's work and is left alone.
pub(super) fn save(path: &Path, text: &str) -> Result<(), Error> {
    std::fs::File::create_new(path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|error| Error::io(path, error))
}
