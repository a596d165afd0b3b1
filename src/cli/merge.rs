//! `nianbao merge`: the sums of many reports, who is missing, and where every sum comes from.

use super::check::printable;
use super::keep::{OverwriteArgs, write_unless_lost};
use super::units::{Units, read_units};
use super::{FAILED, FOUND_ERRORS, HELP_TEMPLATE, print, summary};
use nianbao::finding::{Findings, Source, render};
use nianbao::font::FontSet;
use nianbao::input::Format;
use nianbao::merge::{self, Attendance, Head, Merge, Roster};
use nianbao::model::{Date, Level};
use nianbao::pipeline::{self, FileKind};
use nianbao::style::Style;
use nianbao::{Error, check, coverage};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// A file to be written.
type Output = (PathBuf, Vec<u8>);

/// 汇总各单位的报告：逐格相加，对照名册
#[derive(clap::Args)]
#[command(
    help_template = HELP_TEMPLATE,
    next_help_heading = "选项",
    override_usage = "nianbao merge [选项] <文件夹或文件>... [-o 汇总文件]",
    after_help = "\
例：
  nianbao merge towns -o county.toml                 汇总文件夹中的全部报告，文字部分留待填写
  nianbao merge towns --own own.toml -o county.toml --agency 清河县人民政府 --level county
                                                     连同本级机关自己的报告
  nianbao merge towns --roster units.csv --due 2026-01-20 --list 报送情况.docx
                                                     对照名册，列出未报、逾期的单位
  nianbao merge towns --explain table3.granted.natural   一格由哪些单位相加而成
  nianbao merge towns --adjust adjust.toml -o county.toml   扣除重复计算的，每条写明理由
  nianbao check county.toml --units towns            汇总报告改过以后再核对各格

名册是 CSV 文件，列名 name,aliases,received,nil（单位、别名、收到日期、空数据说明），后三列可以没有。
调整文件由若干 [[adjust]] 组成，各有 slot、amount、reason。
名册表头上面的标题、末尾的合计和填表人不算单位。
年度不同、一个单位有两份报告的，一律不汇总；单位的报告有错误、名册上有单位未报的，要加 --with-errors 才汇总。
没有汇总的，报送情况表（--list）照样写出。
退出码：0 完成；1 有错误，没有汇总；2 用法不对或读写文件失败"
)]
pub(super) struct Args {
    /// 各单位的数据文件，或它们所在的文件夹
    #[arg(value_name = "文件夹或文件", help_heading = "参数", required = true)]
    paths: Vec<PathBuf>,
    /// 汇总文件（TOML）；已有同名文件时不覆盖；不写则只显示
    #[arg(short, long, value_name = "汇总文件", value_parser = toml_file)]
    output: Option<PathBuf>,
    /// 本级机关自己的报告，也计入汇总
    #[arg(long, value_name = "文件")]
    own: Option<PathBuf>,
    /// 名册（CSV）：应当报送的单位
    #[arg(long, value_name = "名册")]
    roster: Option<PathBuf>,
    /// 报送期限，按名册的收到日期判断逾期
    #[arg(long, value_name = "日期", value_parser = day, requires = "roster")]
    due: Option<Date>,
    /// 报送情况表，扩展名 .docx、.pdf、.csv 或 .xlsx 决定格式
    #[arg(long, value_name = "文件", value_parser = list_file, requires = "roster")]
    list: Option<PathBuf>,
    /// 调整文件：联合发文等重复计算的，写明调整数和理由
    #[arg(long, value_name = "调整文件")]
    adjust: Option<PathBuf>,
    /// 列出一格或一行由哪些单位相加，如 table3.granted.natural；可多次使用
    #[arg(long, value_name = "位置")]
    explain: Vec<String>,
    /// 核对表（.xlsx）：单位为行、各格为列，合计为公式
    #[cfg(feature = "xlsx")]
    #[arg(long, value_name = "文件", value_parser = sheet_file)]
    sheet: Option<PathBuf>,
    /// 汇总报告的机关全称
    #[arg(long, value_name = "机关")]
    agency: Option<String>,
    /// 汇总报告的机关级别：county、city、province、department 等
    #[arg(long, value_name = "级别", value_parser = level)]
    level: Option<Level>,
    /// 汇总报告的成文日期，如 2026-03-20
    #[arg(long, value_name = "日期", value_parser = day)]
    date: Option<Date>,
    /// 有错误或有单位未报也汇总，文件开头写明
    #[arg(long)]
    with_errors: bool,
    #[command(flatten)]
    over: OverwriteArgs,
}

pub(super) fn day(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "写成 2026-01-20 的样子".to_owned())
}

fn level(text: &str) -> Result<Level, String> {
    let known = Level::ALL.iter().find(|(_, key)| *key == text);
    known.map(|(level, _)| *level).ok_or_else(|| {
        let keys: Vec<&str> = Level::ALL.iter().map(|(_, key)| *key).collect();
        format!("可填：{}", keys.join("、"))
    })
}

fn extension(path: &Path) -> String {
    path.extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or("")
        .to_ascii_lowercase()
}

fn list_file(text: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text);
    match extension(&path).as_str() {
        "docx" | "pdf" | "csv" => Ok(path),
        "xlsx" if cfg!(feature = "xlsx") => Ok(path),
        _ => Err("报送情况表的扩展名应为 .docx、.pdf、.csv 或 .xlsx".to_owned()),
    }
}

/// What is written is TOML with its comments, so no other name fits it.
pub(super) fn toml_file(text: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text);
    match extension(&path).as_str() {
        "toml" => Ok(path),
        _ => Err("这个文件是 TOML 格式，扩展名应为 .toml".to_owned()),
    }
}

#[cfg(feature = "xlsx")]
fn sheet_file(text: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text);
    match extension(&path).as_str() {
        "xlsx" => Ok(path),
        _ => Err("核对表的扩展名应为 .xlsx".to_owned()),
    }
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Error> {
    if let Some(output) = args
        .output
        .as_deref()
        .filter(|output| output.exists() && !args.over.overwrite)
    {
        // It may hold text that somebody has written.
        return Err(Error::io(output, std::io::ErrorKind::AlreadyExists.into()));
    }
    let roster = args.roster.as_deref().map(roster).transpose()?;
    let read = units(args)?;
    eprint!("{}", read.told());
    let mut findings = read.refused();
    if let Some(roster) = &roster {
        eprint!("{}", render(&roster.source, &roster.findings));
    }
    let failed = read.failed();
    if roster.as_ref().is_some_and(|roster| roster.findings.has_errors()) {
        eprintln!("汇总：名册不能用，没有汇总");
        return Ok(ExitCode::from(if failed { FAILED } else { FOUND_ERRORS }));
    }
    // Who reported is known before it is known whether the reports can be summed.
    let (attendance, absences) = roster
        .as_ref()
        .map(|roster| merge::attendance(&read.units, roster, args.due, &read.unread()))
        .unzip();
    let year = merge::commonest_year(&read.units);
    if failed {
        let wrong = Merge::new(read.units, roster.as_ref()).err();
        findings.extend(wrong.unwrap_or_default());
        findings.extend(absences.unwrap_or_default());
        only_listed(args, attendance.as_ref(), year, findings)?;
        return Ok(ExitCode::from(FAILED));
    }
    let merge = match Merge::new(read.units, roster.as_ref()) {
        Ok(merge) => merge,
        Err(wrong) => {
            findings.extend(wrong);
            findings.extend(absences.unwrap_or_default());
            return only_listed(args, attendance.as_ref(), year, findings);
        }
    };
    let adjustments = match args.adjust.as_deref() {
        Some(path) => match adjustments(path, &merge)? {
            Ok(lines) => lines,
            Err(told) => {
                eprint!("{told}");
                return Ok(ExitCode::from(FOUND_ERRORS));
            }
        },
        None => Vec::new(),
    };
    let merge = merge.adjusted(adjustments);
    findings.extend(absences.unwrap_or_default());
    findings.extend(merge.counted_twice(args.agency.as_deref()));
    findings.extend(merge.findings());
    let impossible = merge.out_of_bounds().has_errors();
    finish(args, &merge, attendance.as_ref(), findings, impossible)
}

/// Says what was found, then writes what may be written.
fn finish(
    args: &Args,
    merge: &Merge,
    attendance: Option<&Attendance>,
    mut findings: Findings,
    impossible: bool,
) -> Result<ExitCode, Error> {
    let mut explained = String::new();
    for path in &args.explain {
        match merge::explain(merge, path) {
            Some(text) => explained.push_str(&text),
            None => {
                eprintln!("错误：--explain：没有“{path}”这个位置，写法如 table3.granted.natural");
                return Ok(ExitCode::from(FAILED));
            }
        }
    }
    print(&explained)?;
    let head = Head {
        agency: args.agency.clone(),
        level: args.level,
        date: args.date,
    };
    let text = merge
        .draft(&head, attendance)
        .map(|draft| draft.to_toml())
        .unwrap_or_default();
    findings.extend(unbalanced(merge));
    let stopped = impossible || (findings.has_errors() && !args.with_errors);
    let mut files = Vec::new();
    match listed(args, attendance, Some(merge.year()))? {
        Ok(list) => files.extend(list),
        Err(unprintable) => return Ok(refused(&unprintable)),
    }
    if !stopped {
        #[cfg(feature = "xlsx")]
        if let Some(path) = &args.sheet {
            files.push((path.clone(), merge::sums_sheet(merge, args.date).map_err(xlsx)?));
        }
        if let Some(path) = &args.output {
            files.push((path.clone(), text.clone().into_bytes()));
        }
    }
    write_unless_lost(&files, args.over)?;
    eprint!("{}", render(&Source::new("汇总", ""), &findings));
    tell_made(&files);
    if stopped {
        return Ok(refused(&Findings::new()));
    }
    let only_shown = args.output.is_none() && args.explain.is_empty() && files.is_empty();
    if only_shown {
        print(&text)?;
    }
    eprintln!("汇总{}个单位：{}", merge.units().len(), summary(&findings));
    Ok(ExitCode::SUCCESS)
}

/// What can be done where nothing can be summed: the list is what the missing units are asked by.
fn only_listed(
    args: &Args,
    attendance: Option<&Attendance>,
    year: Option<u16>,
    mut findings: Findings,
) -> Result<ExitCode, Error> {
    match listed(args, attendance, year)? {
        Ok(list) => {
            let files: Vec<Output> = list.into_iter().collect();
            write_unless_lost(&files, args.over)?;
            tell_made(&files);
        }
        Err(unprintable) => findings.extend(unprintable),
    }
    Ok(refused(&findings))
}

fn tell_made(files: &[Output]) {
    let names: Vec<String> = files.iter().map(|(path, _)| path.display().to_string()).collect();
    if !names.is_empty() {
        eprintln!("已生成 {}", names.join("、"));
    }
}

fn refused(findings: &Findings) -> ExitCode {
    eprint!("{}", render(&Source::new("汇总", ""), findings));
    eprintln!("汇总：有错误，没有汇总");
    ExitCode::from(FOUND_ERRORS)
}

/// What the sums of the form say of the merged figures: nothing while no adjustment tears a balance, for sums that hold in
/// every unit hold in all. A unit in which they don't has been told by itself, so it is left aside.
fn unbalanced(merge: &Merge) -> Findings {
    let sound = merge.of_sound_units();
    let left_out = merge.units().len() - sound.units().len();
    check::check_figures(&sound.figures())
        .into_iter()
        .filter(|finding| finding.code != "FMT-CELL")
        .map(|finding| match left_out {
            0 => finding,
            count => finding.note(format!(
                "有错误的{count}个单位没有算在内：它们的问题在各自的报告里"
            )),
        })
        .collect()
}

fn units(args: &Args) -> Result<Units, Error> {
    let left_out: Vec<&Path> = [&args.own, &args.adjust, &args.output]
        .into_iter()
        .filter_map(|path| path.as_deref())
        .collect();
    let mut read = read_units(&args.paths, &left_out)?;
    if let Some(own) = &args.own {
        read.add(own, true);
    }
    Ok(read)
}

fn bytes_of(path: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(path).map_err(|error| Error::io(path, error))
}

fn roster(path: &Path) -> Result<Roster, Error> {
    Ok(merge::read_roster(path.display().to_string(), &bytes_of(path)?))
}

/// The usable lines of a file of adjustments, or what is wrong with it.
pub(super) fn adjustments(
    path: &Path,
    merge: &Merge,
) -> Result<Result<Vec<merge::Adjustment>, String>, Error> {
    let bytes = bytes_of(path)?;
    let name = path.display().to_string();
    let read = merge::read_adjustments(name, &bytes, Format::from_path(path), merge.form());
    Ok(if read.findings.has_errors() {
        Err(render(&read.source, &read.findings))
    } else {
        Ok(read.lines)
    })
}

/// The list, when it is wanted, whatever the sums are; or the characters of names and files that no face has.
fn listed(
    args: &Args,
    attendance: Option<&Attendance>,
    year: Option<u16>,
) -> Result<Result<Option<Output>, Findings>, Error> {
    let (Some(path), Some(attendance)) = (&args.list, attendance) else {
        return Ok(Ok(None));
    };
    Ok(list(args, path, attendance, year)?.map(|bytes| Some((path.clone(), bytes))))
}

/// The list in the format that its extension names.
fn list(
    args: &Args,
    path: &Path,
    attendance: &Attendance,
    year: Option<u16>,
) -> Result<Result<Vec<u8>, Findings>, Error> {
    let kind = match extension(path).as_str() {
        "csv" => return csv(path, attendance).map(Ok),
        #[cfg(feature = "xlsx")]
        "xlsx" => {
            return merge::list_sheet(attendance, year, args.date)
                .map(Ok)
                .map_err(xlsx);
        }
        "pdf" => FileKind::Pdf,
        _ => FileKind::Docx,
    };
    let (style, fonts) = (Style::default(), FontSet::bundled()?);
    // A unit's name is told when it cannot be printed; that of a file keeps no list from being written.
    let mut attendance = attendance.clone();
    for file in attendance
        .places
        .iter_mut()
        .flat_map(|place| place.file.iter_mut().chain(&mut place.more))
    {
        *file = printable(file, &style, fonts);
    }
    let document = merge::list_document(&attendance, year, args.agency.as_deref(), args.date)
        .map_err(|error| Error::Layout(error.to_string()))?;
    let unprintable = coverage::check(&document, &style, fonts, None);
    if unprintable.has_errors() {
        return Ok(Err(unprintable));
    }
    let made = pipeline::export(&document, &[kind], &style, fonts, &pipeline::Options::default())?;
    Ok(Ok(made.files.into_iter().flat_map(|(_, bytes)| bytes).collect()))
}

/// With a byte order mark, by which spreadsheets know UTF-8.
fn csv(path: &Path, attendance: &Attendance) -> Result<Vec<u8>, Error> {
    let io = |error: csv::Error| Error::io(path, std::io::Error::other(error));
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    for row in merge::list_table(attendance) {
        writer.write_record(row.map(plain)).map_err(io)?;
    }
    writer
        .into_inner()
        .map_err(|error| Error::io(path, std::io::Error::other(error.to_string())))
}

/// A text that no spreadsheet takes for a formula.
fn plain(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t']) {
        format!("'{text}")
    } else {
        text
    }
}

#[cfg(feature = "xlsx")]
fn xlsx(error: impl std::fmt::Display) -> Error {
    Error::Layout(format!("XLSX: {error}"))
}
