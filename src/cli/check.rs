//! `nianbao check`: everything wrong with a report.

use super::{FAILED, FOUND_ERRORS, print, tell};
use nianbao::finding::render;
use nianbao::{Error, Findings, Severity, input};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// 检查数据文件，一次列出全部问题
#[derive(clap::Args)]
#[command(
    help_template = super::HELP_TEMPLATE,
    next_help_heading = "选项",
    after_help = "\
例：
  nianbao check report.toml           检查一个文件
  nianbao check a.toml b.yaml         检查多个文件
  nianbao check - < report.json       从标准输入读取

退出码：0 没有错误；1 有错误；2 用法不对或读取文件失败"
)]
pub(super) struct Args {
    /// 数据文件（.toml、.yaml、.json），- 表示标准输入
    #[arg(value_name = "文件", help_heading = "参数", required = true)]
    files: Vec<PathBuf>,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Error> {
    let (mut errors, mut failed) = (false, false);
    for file in &args.files {
        let loaded = if file == Path::new("-") {
            input::load_stream(std::io::stdin().lock())
        } else {
            input::load(file)
        };
        let reading = match loaded {
            Ok(reading) => reading,
            // One file that cannot be read does not keep the others from being checked.
            Err(error) => {
                tell(&error);
                failed = true;
                continue;
            }
        };
        let findings = reading.all_findings();
        errors |= findings.has_errors();
        let mut out = render(&reading.source, &findings);
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{}：{}", reading.source.name, summary(&findings));
        print(&out)?;
    }
    Ok(if failed {
        ExitCode::from(FAILED)
    } else if errors {
        ExitCode::from(FOUND_ERRORS)
    } else {
        ExitCode::SUCCESS
    })
}

/// `2处错误，1处警告`.
fn summary(findings: &Findings) -> String {
    let counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Hint]
        .into_iter()
        .map(|severity| (severity, findings.count(severity)))
        .filter(|(_, count)| *count > 0)
        .map(|(severity, count)| format!("{count}处{severity}"))
        .collect();
    if counts.is_empty() {
        "没有发现问题".to_owned()
    } else {
        counts.join("，")
    }
}
