//! The command line: one verb a file, help in Chinese.
//!
//! Exit status: 0 done, 1 findings with errors, 2 wrong usage or disk.

mod batch;
mod build;
mod check;
mod choices;
mod completions;
mod doctor;
mod extract;
mod fix;
mod folder;
mod fonts;
mod keep;
mod merge;
mod new;
mod output;
mod own_fonts;
mod packs;
mod preview;
mod rule;
mod schema;
mod style;
mod units;
mod usage;

use clap::{ArgAction, Parser, Subcommand};
use nianbao::finding::{Finding, Findings, Severity, render};
use nianbao::font::FONT_SET_VERSION;
use nianbao::input::{self, Reading, StyleReading};
use nianbao::style::Style;
use nianbao::{Error, coverage};
use std::io::{Read, Write};
use std::path::Path;
use std::process::ExitCode;

/// Exit status of a command that found errors in the user's file.
const FOUND_ERRORS: u8 = 1;
/// Exit status of wrong usage and of disk errors.
const FAILED: u8 = 2;

/// How help pages are laid out.
const HELP_TEMPLATE: &str = "\
{about-with-newline}
用法：{usage}

{all-args}{after-help}";

/// 把政府信息公开工作年度报告的数据编成公文：检查、填表、排版
#[derive(Parser)]
#[command(
    name = "nianbao",
    version = version(),
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    subcommand_help_heading = "命令",
    subcommand_value_name = "命令",
    next_help_heading = "选项",
    help_template = HELP_TEMPLATE,
    after_help = "\
例：
  nianbao new 2025 -o report.toml    生成空白模板，用记事本填写
  nianbao check report.toml          检查填好的数据
  nianbao fix report.toml            自动改正标点、序数等小毛病
  nianbao build report.toml          生成 Word 文件和 PDF 文件
  nianbao preview report.toml        看版面：每页一张图片，或全部页在一张图上
  nianbao batch towns -o out         一次生成许多份报告的文件
  nianbao merge towns -o county.toml 汇总各单位的报告

退出码：0 完成；1 数据有错误；2 用法不对或读写文件失败"
)]
struct Cli {
    /// 显示帮助
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    /// 显示程序、表格格式和字体的版本
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    New(new::Args),
    Check(check::Args),
    Fix(fix::Args),
    Build(build::Args),
    Preview(preview::Args),
    Batch(Box<batch::Args>),
    Merge(merge::Args),
    Extract(extract::Args),
    Doctor(doctor::Args),
    Rule(rule::Args),
    Schema(schema::Args),
    Style(style::Args),
    Fonts(fonts::Args),
    Completions(completions::Args),
}

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage::explain(&error),
    };
    let done = match cli.verb {
        Verb::New(args) => new::run(&args),
        Verb::Check(args) => check::run(&args),
        Verb::Fix(args) => fix::run(&args),
        Verb::Build(args) => build::run(&args),
        Verb::Preview(args) => preview::run(&args),
        Verb::Batch(args) => batch::run(&args),
        Verb::Merge(args) => merge::run(&args),
        Verb::Extract(args) => extract::run(&args),
        Verb::Doctor(args) => doctor::run(&args),
        Verb::Rule(args) => rule::run(&args),
        Verb::Schema(args) => schema::run(&args),
        Verb::Style(args) => style::run(&args),
        Verb::Fonts(args) => fonts::run(&args),
        Verb::Completions(args) => completions::run(&args),
    };
    done.unwrap_or_else(|error| {
        tell(&error);
        ExitCode::from(FAILED)
    })
}

/// Says on the standard error what kept a command from its work.
fn tell(error: &Error) {
    eprintln!("错误：{}", usage::in_chinese(error));
}

/// Writes to the standard output; a reader that has gone away (`| head`) is no error.
fn print(text: &str) -> Result<(), Error> {
    print_bytes(text.as_bytes())
}

/// [`print`] for a file.
fn print_bytes(bytes: &[u8]) -> Result<(), Error> {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Error::io("-", error)),
        _ => Ok(()),
    }
}

fn version() -> String {
    let forms: Vec<&str> = nianbao::form::FORMS.iter().map(|form| form.id).collect();
    format!(
        "{}（表格格式 {}；字体 {FONT_SET_VERSION}）",
        env!("CARGO_PKG_VERSION"),
        forms.join("、")
    )
}

/// Reads a report from a file, or from the standard input for `-`.
fn read_input(file: &Path) -> Result<Reading, Error> {
    if file == Path::new("-") {
        input::load_stream(std::io::stdin().lock())
    } else {
        input::load(file)
    }
}

/// The bytes of a Word or PDF file, or of the standard input for `-`; no more than would be refused anyway.
fn read_bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let limit = nianbao::doctor::MAX_FILE as u64 + 1;
    let read = if path == Path::new("-") {
        std::io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes))
    };
    read.map(|_| bytes).map_err(|error| Error::io(path, error))
}

/// The findings of a style file under its own name; none without a file.
fn render_style(house: Option<&StyleReading>) -> String {
    house.map_or_else(String::new, |house| render(&house.source, &house.findings))
}

/// The style of a report: its own `[style]`, over which the style file goes.
fn style_of(reading: &Reading, house: Option<&StyleReading>) -> Style {
    house.map_or_else(
        || reading.style.clone(),
        |house| house.settings.over(&reading.style),
    )
}

/// The codes of findings with their numbers: `T3-ROW×2、DATE-DUE`.
fn codes(findings: &Findings) -> String {
    let mut codes: Vec<(&str, usize)> = Vec::new();
    for finding in findings {
        match codes.iter_mut().find(|(code, _)| *code == finding.code) {
            Some((_, count)) => *count += 1,
            None => codes.push((finding.code, 1)),
        }
    }
    let codes: Vec<String> = codes
        .into_iter()
        .map(|(code, count)| {
            if count > 1 {
                format!("{code}×{count}")
            } else {
                code.to_owned()
            }
        })
        .collect();
    codes.join("、")
}

/// Whether findings leave something to be made: errors leave a draft at most, and characters that no face has not even
/// that.
fn leave_something(findings: &Findings, draft: bool) -> bool {
    let unprintable =
        |finding: &Finding| finding.code == coverage::RULE.code && finding.severity == Severity::Error;
    !findings.has_errors() || draft && !findings.iter().any(unprintable)
}

/// What is said after `未生成文件`, where a draft was asked for.
fn why_no_draft(draft: bool) -> &'static str {
    if draft {
        "：没有字形的字，草稿也印不出"
    } else {
        ""
    }
}

/// `2处错误，1处警告`.
fn summary(findings: &Findings) -> String {
    let mut counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Hint]
        .into_iter()
        .map(|severity| (severity, findings.count(severity)))
        .filter(|(_, count)| *count > 0)
        .map(|(severity, count)| format!("{count}处{severity}"))
        .collect();
    let allowed = findings.count_allowed();
    if allowed > 0 {
        counts.push(format!("{allowed}处已允许"));
    }
    if counts.is_empty() {
        "没有发现问题".to_owned()
    } else {
        counts.join("，")
    }
}
