//! `nianbao check`: everything wrong with reports, for people and for programs.

use super::merge::adjustments;
use super::units::{data_files, read_units};
use super::{FAILED, FOUND_ERRORS, codes, print, read_input, style_of, summary, tell};
use nianbao::finding::{Findings, Source, json, render, render_coloured, sarif};
use nianbao::input::{Reading, StyleReading, load_style};
use nianbao::merge::Merge;
use nianbao::{Error, Severity, pipeline, rules};
use std::fmt::Write as _;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// 检查数据文件，一次列出全部问题
#[derive(clap::Args)]
#[command(
    help_template = super::HELP_TEMPLATE,
    next_help_heading = "选项",
    override_usage = "nianbao check <文件>... [--style 版式文件] [--last 上年文件] [--units 文件夹] [--format 格式] [--deny warning]",
    after_help = "\
例：
  nianbao check report.toml                    检查一个文件
  nianbao check a.toml b.yaml                  检查多个文件
  nianbao check towns                          检查文件夹中的全部数据文件，列表，问题多的在前
  nianbao check report.toml --last 2024.toml   并与上年报告比较
  nianbao check county.toml --units towns      汇总报告各格与所属单位的报告核对
  nianbao check report.toml --style office.toml  连同本单位的版式一起检查
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
    /// 上一年度的数据文件，用来核对结转和现行有效件数
    #[arg(long, value_name = "上年文件")]
    last: Option<PathBuf>,
    /// 所属单位的数据文件或文件夹，用来核对汇总报告的每一格；可多次使用
    #[arg(long, value_name = "文件夹或文件")]
    units: Vec<PathBuf>,
    /// 汇总时的调整文件（格式见 nianbao merge），与 --units 同用
    #[arg(long, value_name = "调整文件", requires = "units")]
    adjust: Option<PathBuf>,
    /// 输出格式：human（供人读）、json、sarif
    #[arg(long, value_name = "格式", value_parser = ["human", "json", "sarif"], default_value = "human", hide_possible_values = true, hide_default_value = true)]
    format: String,
    /// 有警告也算不通过：--deny warning
    #[arg(long, value_name = "级别", value_parser = ["warning"], hide_possible_values = true)]
    deny: Option<String>,
}

/// What reports are checked with.
struct Against {
    last: Option<Reading>,
    house: Option<StyleReading>,
    children: Option<Result<Merge, Findings>>,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Error> {
    let against = Against {
        last: args.last.as_deref().map(read_input).transpose()?,
        house: args.style.as_deref().map(load_style).transpose()?,
        children: match children(args)? {
            Ok(children) => children,
            Err(status) => return Ok(status),
        },
    };
    let human = args.format == "human";
    let mut failed = false;
    let mut checked: Vec<(Source, Findings)> = Vec::new();
    if let Some(house) = &against.house {
        if human && !house.findings.is_empty() {
            print(&told(&house.source, &house.findings))?;
        }
        checked.push((house.source.clone(), house.findings.clone()));
    }
    for file in &args.files {
        if file.is_dir() {
            let folder = folder(file, &against, &mut failed)?;
            if human {
                print(&table(&folder))?;
            }
            checked.extend(folder);
            continue;
        }
        match check(file, &against) {
            Ok((source, findings)) => {
                if human {
                    print(&told(&source, &findings))?;
                }
                checked.push((source, findings));
            }
            // One file that cannot be read does not keep the others from being checked.
            Err(error) => {
                tell(&error);
                failed = true;
            }
        }
    }
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

fn check(file: &Path, against: &Against) -> Result<(Source, Findings), Error> {
    let reading = read_input(file)?;
    let style = style_of(&reading, against.house.as_ref());
    let mut findings = match &against.last {
        Some(last) => pipeline::inspect_with_last(&reading, last, &style)?,
        None => pipeline::inspect(&reading, &style)?,
    };
    match &against.children {
        Some(Ok(children)) => findings.extend(pipeline::compare_with_units(&reading, children)),
        Some(Err(refused)) => findings.extend(refused.clone()),
        None => {}
    }
    findings.sort();
    Ok((reading.source, findings))
}

/// The units that a parent's report is checked with; the exit status when their files or adjustments cannot be used.
fn children(args: &Args) -> Result<Result<Option<Result<Merge, Findings>>, ExitCode>, Error> {
    if args.units.is_empty() {
        return Ok(Ok(None));
    }
    let parents: Vec<&Path> = args
        .files
        .iter()
        .chain(&args.adjust)
        .map(PathBuf::as_path)
        .collect();
    let read = read_units(&args.units, &parents)?;
    eprint!("{}", read.told);
    if read.failed {
        return Ok(Err(ExitCode::from(FAILED)));
    }
    let merge = match (Merge::new(read.units, None), read.refused.is_empty()) {
        (Ok(merge), true) => merge,
        (merged, _) => {
            let mut refused = read.refused;
            refused.extend(merged.err().unwrap_or_default());
            return Ok(Ok(Some(Err(refused))));
        }
    };
    let Some(path) = &args.adjust else {
        return Ok(Ok(Some(Ok(merge))));
    };
    Ok(match adjustments(path, &merge)? {
        Ok(lines) => Ok(Some(Ok(merge.adjusted(lines)))),
        Err(told) => {
            eprint!("{told}");
            Err(ExitCode::from(FOUND_ERRORS))
        }
    })
}

/// The findings and a last line that sums them up.
fn told(source: &Source, findings: &Findings) -> String {
    let colours =
        std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let mut out = if colours {
        render_coloured(source, findings)
    } else {
        render(source, findings)
    };
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{}：{}", source.name, summary(findings));
    out
}

/// Every data file of a folder, worst first.
fn folder(path: &Path, against: &Against, failed: &mut bool) -> Result<Vec<(Source, Findings)>, Error> {
    let mut checked = Vec::new();
    for file in data_files(path)? {
        match check(&file, against) {
            Ok(done) => checked.push(done),
            Err(error) => {
                tell(&error);
                *failed = true;
            }
        }
    }
    checked.sort_by_key(|(_, findings)| {
        let count = |severity| std::cmp::Reverse(findings.count(severity));
        (
            count(Severity::Error),
            count(Severity::Warning),
            count(Severity::Hint),
        )
    });
    Ok(checked)
}

/// Units by findings: one line a file.
fn table(checked: &[(Source, Findings)]) -> String {
    let mut out = String::from("错误  警告  提示  文件（规则）\n");
    for (source, findings) in checked {
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
    let with_errors = checked
        .iter()
        .filter(|(_, findings)| findings.has_errors())
        .count();
    let _ = writeln!(out, "共{}个文件，{with_errors}个有错误", checked.len());
    out
}
