//! `nianbao check`: everything wrong with a report.

use super::{FAILED, FOUND_ERRORS, print, read_input, render_style, style_of, summary, tell};
use nianbao::finding::render;
use nianbao::input::load_style;
use nianbao::{Error, pipeline};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

/// 检查数据文件，一次列出全部问题
#[derive(clap::Args)]
#[command(
    help_template = super::HELP_TEMPLATE,
    next_help_heading = "选项",
    override_usage = "nianbao check [--style 版式文件] <文件>...",
    after_help = "\
例：
  nianbao check report.toml           检查一个文件
  nianbao check a.toml b.yaml         检查多个文件
  nianbao check - < report.json       从标准输入读取
  nianbao check report.toml --style office.toml  连同本单位的版式一起检查

退出码：0 没有错误；1 有错误；2 用法不对或读取文件失败"
)]
pub(super) struct Args {
    /// 数据文件（.toml、.yaml、.json），- 表示标准输入
    #[arg(value_name = "文件", help_heading = "参数", required = true)]
    files: Vec<PathBuf>,
    /// 版式文件（格式见 nianbao style），其中的值优先于数据文件的 [style]
    #[arg(long, value_name = "版式文件")]
    style: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Error> {
    let house = args.style.as_deref().map(load_style).transpose()?;
    print(&render_style(house.as_ref()))?;
    let mut errors = house.as_ref().is_some_and(|house| house.findings.has_errors());
    let mut failed = false;
    for file in &args.files {
        let reading = match read_input(file) {
            Ok(reading) => reading,
            // One file that cannot be read does not keep the others from being checked.
            Err(error) => {
                tell(&error);
                failed = true;
                continue;
            }
        };
        let findings = pipeline::inspect(&reading, &style_of(&reading, house.as_ref()))?;
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
