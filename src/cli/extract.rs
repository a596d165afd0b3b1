//! `nianbao extract`: the data of a PDF or Word file back, and what of a Word file differs from it.

use super::keep::{OverwriteArgs, write_unless_lost};
use super::{FOUND_ERRORS, HELP_TEMPLATE, print, read_bytes, summary};
use nianbao::Error;
use nianbao::extract;
use nianbao::finding::{Findings, Source, render};
use nianbao::input::{Format, read};
use std::path::PathBuf;
use std::process::ExitCode;

/// 从 PDF 或 Word 文件取回数据，核对 Word 文件有没有改动
#[derive(clap::Args)]
#[command(
    help_template = HELP_TEMPLATE,
    next_help_heading = "选项",
    override_usage = "nianbao extract <文件> [-o 数据文件] [--check]",
    after_help = "\
例：
  nianbao extract 年报.pdf -o report.json   取回数据；用它可以重新生成同样的文件
  nianbao extract 年报.docx --check         Word 文件里的数字、文字与所带数据不同的，逐处列出

退出码：0 完成；1 没有数据，或者有不同；2 用法不对或读写文件失败"
)]
pub(super) struct Args {
    /// 本程序生成的 PDF 或 Word 文件，- 表示标准输入
    #[arg(value_name = "文件", help_heading = "参数")]
    file: PathBuf,
    /// 数据写入的文件（.json），内容不同的同名文件不覆盖；不写则输出到屏幕
    #[arg(short, long, value_name = "数据文件", conflicts_with = "check")]
    output: Option<PathBuf>,
    /// 不取数据，只核对 Word 文件里看得见的内容与所带数据是否一致
    #[arg(long)]
    check: bool,
    #[command(flatten)]
    over: OverwriteArgs,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Error> {
    let name = args.file.display().to_string();
    let source = Source::new(name.clone(), "");
    let bytes = read_bytes(&args.file)?;
    let told = match extract::data(&bytes) {
        Err(refused) => Findings::from_iter([*refused]),
        Ok(data) if args.check => {
            let findings = differences(&bytes, &data, &name)?;
            if findings.is_empty() {
                print(&format!("{name}：与所带数据一致\n"))?;
                return Ok(ExitCode::SUCCESS);
            }
            findings
        }
        Ok(data) => {
            match &args.output {
                Some(path) => write_unless_lost(&[(path.clone(), data.into_bytes())], args.over)?,
                None => print(&data)?,
            }
            return Ok(ExitCode::SUCCESS);
        }
    };
    let text = format!("{}{name}：{}\n", render(&source, &told), summary(&told));
    if args.check {
        print(&text)?;
    } else {
        eprint!("{text}");
    }
    Ok(ExitCode::from(FOUND_ERRORS))
}

/// What of a Word file differs from its own data.
fn differences(file: &[u8], data: &str, name: &str) -> Result<Findings, Error> {
    if extract::pdf_of(file).is_some() {
        let message = "只能核对 Word 文件：PDF 不能直接修改，与所带数据同时生成";
        return Ok(Findings::from_iter([extract::none(
            message,
            "核对同时生成的 Word 文件",
        )]));
    }
    let reading = read(format!("{name} 所带数据"), data.as_bytes(), Some(Format::Json));
    let Some(report) = &reading.report else {
        eprint!("{}", render(&reading.source, &reading.findings));
        let message = "所带数据读不出一份报告";
        return Ok(Findings::from_iter([extract::none(
            message,
            "用生成它的版本的 nianbao 打开",
        )]));
    };
    Ok(match extract::compare(file, report, &reading.style) {
        Ok(findings) => findings,
        Err(refused) => Findings::from_iter([*refused]),
    })
}
