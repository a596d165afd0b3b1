//! `nianbao doctor`: what Word and WPS will show differently in anybody's DOCX.

use super::{FAILED, FOUND_ERRORS, HELP_TEMPLATE, print, read_bytes, summary, tell};
use nianbao::doctor;
use nianbao::finding::{Source, json, render, sarif};
use nianbao::{Error, Severity};
use std::path::PathBuf;
use std::process::ExitCode;

/// 检查任意 .docx 文件在 Word 与 WPS 中会不会显示得不一样
#[derive(clap::Args)]
#[command(
    help_template = HELP_TEMPLATE,
    next_help_heading = "选项",
    override_usage = "nianbao doctor <文件>... [--format 格式]",
    after_help = "\
例：
  nianbao doctor 年报.docx              检查一个 Word 文件
  nianbao doctor *.docx --format json   供程序读取

只看文件，不改文件。每条的说明用 nianbao rule 查看，如 nianbao rule DOC-WIDTH
退出码：0 没有错误；1 有错误；2 用法不对或读取文件失败"
)]
pub(super) struct Args {
    /// Word 文件（.docx），- 表示标准输入
    #[arg(value_name = "文件", help_heading = "参数", required = true)]
    files: Vec<PathBuf>,
    /// 输出格式：human（供人读）、json、sarif
    #[arg(long, value_name = "格式", value_parser = ["human", "json", "sarif"], default_value = "human", hide_possible_values = true, hide_default_value = true)]
    format: String,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Error> {
    let (mut unread, mut faulty) = (false, false);
    let mut examined = Vec::new();
    for file in &args.files {
        let bytes = match read_bytes(file) {
            Ok(bytes) => bytes,
            // One file that cannot be read does not keep the others from being examined.
            Err(error) => {
                tell(&error);
                unread = true;
                continue;
            }
        };
        let findings = doctor::examine(&bytes);
        faulty |= findings.has_errors();
        let source = Source::new(file.display().to_string(), "");
        if args.format == "human" {
            let verdict = match findings.count(Severity::Warning) + findings.count(Severity::Error) {
                0 => "没有发现 Word 与 WPS 会显示不同的地方".to_owned(),
                _ => summary(&findings),
            };
            print(&format!(
                "{}{}：{verdict}\n",
                render(&source, &findings),
                source.name
            ))?;
        }
        examined.push((source, findings));
    }
    match args.format.as_str() {
        "json" => print(&format!("{:#}\n", json(&examined)))?,
        "sarif" => print(&format!(
            "{:#}\n",
            sarif(&examined, &doctor::rules().collect::<Vec<_>>())
        ))?,
        _ => {}
    }
    Ok(ExitCode::from(match (unread, faulty) {
        (true, _) => FAILED,
        (false, true) => FOUND_ERRORS,
        (false, false) => 0,
    }))
}
