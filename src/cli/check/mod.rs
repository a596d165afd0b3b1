//! `nianbao check`: everything wrong with reports, for people and for programs.

mod against;
mod sheet;

use super::folder::data_files;
use super::keep::OverwriteArgs;
use super::merge::day;
use super::own_fonts::FontArgs;
use super::{FAILED, FOUND_ERRORS, codes, print, summary, tell};
use against::{Against, Checked};
use nianbao::finding::{Findings, Source, json, render, render_coloured, sarif};
use nianbao::model::Date;
use nianbao::{Error, Severity, rules};
pub(super) use sheet::printable;
use std::fmt::Write as _;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// 检查数据文件，一次列出全部问题
#[derive(clap::Args)]
#[command(
    help_template = super::HELP_TEMPLATE,
    next_help_heading = "选项",
    override_usage = "nianbao check <文件>... [--style 版式文件] [--fonts 字体文件夹] [--last 上年文件] [--siblings 文件夹] [--rules 规则包] [--units 文件夹] [--format 格式] [--deny warning]",
    after_help = "\
例：
  nianbao check report.toml                    检查一个文件
  nianbao check a.toml b.yaml                  检查多个文件
  nianbao check towns                          检查文件夹中的全部数据文件，列表，问题多的在前
  nianbao check report.toml --last 2024.toml   并与上年报告比较
  nianbao check towns --siblings towns         并比对各单位的文字有没有大段重复
  nianbao check report.toml --rules wuwei      并按当地的要求检查（字数、应写明的数、期限等）
  nianbao check county.toml --units towns      汇总报告各格与所属单位的报告核对
  nianbao check report.toml --style office.toml  连同本单位的版式一起检查
  nianbao check towns --sheet 退回单.docx --sheet-office 清河县政务公开办公室 --sheet-date 2026-01-22
                                               把问题列成退回各单位的表
  nianbao check - < report.json                从标准输入读取

退出码：0 没有错误；1 有错误；2 用法不对或读取文件失败"
)]
pub(super) struct Args {
    /// 数据文件（.toml、.yaml、.json）或文件夹，- 表示标准输入
    #[arg(value_name = "文件", help_heading = "参数", required = true)]
    files: Vec<PathBuf>,
    /// 版式文件（格式见 nianbao style），其中的值优先于数据文件的 [style]
    #[arg(long, value_name = "版式文件")]
    style: Option<PathBuf>,
    #[command(flatten)]
    fonts: FontArgs,
    /// 上一年度的数据文件，用来核对结转和现行有效件数，比对文字是否重复；也可以是文件夹，从中找同一机关的
    #[arg(long, value_name = "上年文件")]
    last: Option<PathBuf>,
    /// 其他单位的数据文件或文件夹，用来比对文字是否重复（本单位的自动略过）；可多次使用
    #[arg(long, value_name = "文件夹或文件")]
    siblings: Vec<PathBuf>,
    /// 规则包：文件（格式见 docs/rule-packs.md），或内置的名称（用 nianbao rule 列出）；可多次使用
    #[arg(long, value_name = "规则包")]
    rules: Vec<PathBuf>,
    /// 所属单位的数据文件或文件夹，用来核对汇总报告的每一格；可多次使用
    #[arg(long, value_name = "文件夹或文件")]
    units: Vec<PathBuf>,
    /// 汇总时的调整文件（格式见 nianbao merge），与 --units 同用
    #[arg(long, value_name = "调整文件", requires = "units")]
    adjust: Option<PathBuf>,
    /// 退回单，扩展名 .docx 或 .pdf 决定格式；也可以是已有的文件夹，每个单位一份 .docx
    #[arg(long, value_name = "文件或文件夹", value_parser = sheet::output)]
    sheet: Option<PathBuf>,
    /// 退回单上审核机关的名称
    #[arg(long, value_name = "机关", requires = "sheet")]
    sheet_office: Option<String>,
    /// 退回单的日期，如 2026-01-22
    #[arg(long, value_name = "日期", value_parser = day, requires = "sheet")]
    sheet_date: Option<Date>,
    /// 输出格式：human（供人读）、json、sarif
    #[arg(long, value_name = "格式", value_parser = ["human", "json", "sarif"], default_value = "human", hide_possible_values = true, hide_default_value = true)]
    format: String,
    /// 有警告也算不通过：--deny warning
    #[arg(long, value_name = "级别", value_parser = ["warning"], hide_possible_values = true)]
    deny: Option<String>,
    #[command(flatten)]
    over: OverwriteArgs,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Error> {
    let against = match Against::read(args)? {
        Ok(against) => against,
        Err(status) => return Ok(status),
    };
    let human = args.format == "human";
    let mut failed = false;
    let mut checked: Vec<Checked> = Vec::new();
    if let Some(house) = &against.house {
        let style = Checked::other(&house.source, &house.findings);
        if human && !style.findings.is_empty() {
            print(&told(&style))?;
        }
        checked.push(style);
    }
    for (source, findings) in &against.packs.files {
        let pack = Checked::other(source, findings);
        if human && !pack.findings.is_empty() {
            print(&told(&pack))?;
        }
        checked.push(pack);
    }
    for (source, findings) in against.fonts.files() {
        let face = Checked::other(source, findings);
        if human {
            print(&told(&face))?;
        }
        checked.push(face);
    }
    let others = checked.len();
    for file in &args.files {
        if file.is_dir() {
            match folder(file, &against) {
                Ok((folder, unread)) => {
                    if human {
                        print(&table(&folder, unread))?;
                    }
                    failed |= unread > 0;
                    checked.extend(folder);
                }
                Err(error) => {
                    tell(&error);
                    failed = true;
                }
            }
            continue;
        }
        match against.check(file) {
            Ok(done) => {
                if human {
                    print(&told(&done))?;
                }
                checked.push(done);
            }
            // One file that cannot be read does not keep the others from being checked.
            Err(error) => {
                tell(&error);
                failed = true;
            }
        }
    }
    if let Some(sheet) = &args.sheet {
        if let Some(status) = against.fonts.refused() {
            eprintln!("自备字体有问题，没有写退回单");
            return Ok(status);
        }
        let reports: Vec<&Checked> = checked.iter().skip(others).collect();
        if let Some(status) = sheet::write(args, sheet, &reports, against.fonts.set()?)? {
            return Ok(status);
        }
    }
    let checked: Vec<(Source, Findings)> = checked
        .into_iter()
        .map(|done| (done.source, done.findings))
        .collect();
    match args.format.as_str() {
        "json" => print(&format!("{:#}\n", json(&checked)))?,
        "sarif" => print(&format!("{:#}\n", sarif(&checked, &rules::all())))?,
        _ => {}
    }
    let denied = |findings: &Findings| {
        findings.has_errors() || (args.deny.is_some() && findings.count(Severity::Warning) > 0)
    };
    Ok(if failed {
        ExitCode::from(FAILED)
    } else if checked.iter().any(|(_, findings)| denied(findings)) {
        ExitCode::from(FOUND_ERRORS)
    } else {
        ExitCode::SUCCESS
    })
}

/// The findings and a last line that sums them up.
fn told(checked: &Checked) -> String {
    let Checked {
        source,
        findings,
        repetition,
        ..
    } = checked;
    let colours =
        std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let mut out = if colours {
        render_coloured(source, findings)
    } else {
        render(source, findings)
    };
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{}：{}", source.name, summary(findings));
    if !repetition.is_empty() {
        let _ = writeln!(out, "重复：{repetition}");
    }
    out
}

/// Every data file of a folder, worst first, and how many could not be opened.
fn folder(path: &Path, against: &Against) -> Result<(Vec<Checked>, usize), Error> {
    let mut checked = Vec::new();
    let mut unread = 0;
    for file in data_files(path)? {
        match against.check(&file) {
            Ok(done) => checked.push(done),
            Err(error) => {
                tell(&error);
                unread += 1;
            }
        }
    }
    checked.sort_by_key(|done: &Checked| {
        let count = |severity| std::cmp::Reverse(done.findings.count(severity));
        (
            count(Severity::Error),
            count(Severity::Warning),
            count(Severity::Hint),
        )
    });
    Ok((checked, unread))
}

/// Units by findings: one line a file.
fn table(checked: &[Checked], unread: usize) -> String {
    let mut out = String::from("错误  警告  提示  文件（规则）\n");
    for Checked { source, findings, .. } in checked {
        let told = match codes(findings) {
            codes if codes.is_empty() => codes,
            codes => format!("（{codes}）"),
        };
        let count = |severity| findings.count(severity);
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "{:>4}  {:>4}  {:>4}  {}{told}",
            count(Severity::Error),
            count(Severity::Warning),
            count(Severity::Hint),
            source.name
        );
    }
    let with_errors = checked.iter().filter(|done| done.findings.has_errors()).count();
    let unread_too = match unread {
        0 => String::new(),
        count => format!("，{count}个读不了"),
    };
    let all = checked.len() + unread;
    let _ = writeln!(out, "共{all}个文件，{with_errors}个有错误{unread_too}");
    out
}
