//! `nianbao fix`: the safe repairs of data files, shown as a difference first.

use super::folder::data_files;
use super::{FAILED, FOUND_ERRORS, codes, output, print, read_bytes, tell};
use nianbao::finding::{Finding, Findings};
use nianbao::input::{self, Format, Reading};
use nianbao::repair::{Mended, mend};
use nianbao::{Error, pipeline};
use similar::TextDiff;
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What Windows editors put before the text.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// 自动改正不会改变意思的小毛病，先列出改动
#[derive(clap::Args)]
#[command(
    help_template = super::HELP_TEMPLATE,
    next_help_heading = "选项",
    override_usage = "nianbao fix <文件>... [--write]",
    after_help = "\
只改这些：漏填的总计；误贴的标题和落款；半角的括号和标点、全角的数字、颠倒的引号、标点旁的空格；“1、”“（一）、”和丢了自动
编号的“3、”；日期里多余的0；截止目前；发文字号的括号；看不见的字符和标点的变体；机关全称里的空格和引号；联系方式末尾的
标点；收费情况前面的“无”。
其余各处一字不动，注释和版面也照旧；不能自动改的逐条列出。

例：
  nianbao fix report.toml            列出改动，不写文件
  nianbao fix report.toml --write    改写文件
  nianbao fix towns --write          改写文件夹中的全部数据文件
  nianbao fix - --write < a.json     改后的内容写到标准输出

退出码：0 没有遗留错误；1 还有错误要人工改正；2 用法不对或读写文件失败"
)]
pub(super) struct Args {
    /// 数据文件（.toml、.yaml、.json）或文件夹，- 表示标准输入
    #[arg(value_name = "文件", help_heading = "参数", required = true)]
    files: Vec<PathBuf>,
    /// 改写文件；不写此项只列出改动
    #[arg(long)]
    write: bool,
}

/// What is left in a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Left {
    Nothing,
    Errors,
    Failure,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Error> {
    let mut worst = Left::Nothing;
    for path in &args.files {
        let files = match path.is_dir() {
            true => data_files(path).unwrap_or_else(|error| {
                tell(&error);
                worst = Left::Failure;
                Vec::new()
            }),
            false => vec![path.clone()],
        };
        for file in files {
            // One file that cannot be read or written does not keep the others from being mended.
            let left = fix(&file, args.write).unwrap_or_else(|error| {
                tell(&error);
                Left::Failure
            });
            worst = worst.max(left);
        }
    }
    Ok(match worst {
        Left::Nothing => ExitCode::SUCCESS,
        Left::Errors => ExitCode::from(FOUND_ERRORS),
        Left::Failure => ExitCode::from(FAILED),
    })
}

fn fix(file: &Path, write: bool) -> Result<Left, Error> {
    let bytes = read_bytes(file)?;
    let format = Format::from_path(file);
    let reading = input::read(file.display().to_string(), &bytes, format);
    let findings = pipeline::inspect(&reading, &reading.style)?;
    let text = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&bytes);
    let mended = if text == reading.source.text.as_bytes() {
        mend(&reading, &findings, format)
    } else {
        // The text was decoded from something else than UTF-8: its places are not those of the file.
        mend(
            &Reading {
                report: None,
                ..reading.clone()
            },
            &findings,
            format,
        )
    };
    let is_stream = file == Path::new("-");
    let done = match (mended.changes(&reading), write) {
        (true, false) => "可以改正（加 --write 写入）",
        _ => "已改正",
    };
    if write && is_stream {
        print(&String::from_utf8_lossy(&whole(&bytes, &mended)))?;
    } else {
        print(&difference(&reading, &mended))?;
    }
    if write && !is_stream && mended.changes(&reading) {
        replace(file, &bytes, whole(&bytes, &mended))?;
    }
    let left: Findings = findings
        .iter()
        .zip(&mended.findings)
        .filter(|(_, mended)| !**mended)
        .map(|(finding, _)| finding.clone())
        .collect();
    eprint!("{}", told(&reading, &findings, &mended, &left, done));
    Ok(if left.has_errors() {
        Left::Errors
    } else {
        Left::Nothing
    })
}

/// The bytes of the mended file: with a byte order mark where there was one.
fn whole(bytes: &[u8], mended: &Mended) -> Vec<u8> {
    let mark = if bytes.starts_with(BYTE_ORDER_MARK) {
        BYTE_ORDER_MARK
    } else {
        &[]
    };
    [mark, mended.text.as_bytes()].concat()
}

/// The unified difference, empty when nothing changes.
fn difference(reading: &Reading, mended: &Mended) -> String {
    let name = &reading.source.name;
    TextDiff::from_lines(reading.source.text.as_str(), mended.text.as_str())
        .unified_diff()
        .header(name, name)
        .to_string()
}

/// Puts the mended file in the place of the old one, with its permissions; nobody may have written there meanwhile.
fn replace(file: &Path, before: &[u8], after: Vec<u8>) -> Result<(), Error> {
    let io_error = |error| Error::io(file, error);
    // A link stays a link: its target is written.
    let target = file.canonicalize().map_err(io_error)?;
    let permissions = std::fs::metadata(&target).map_err(io_error)?.permissions();
    if permissions.readonly() {
        return Err(io_error(io::ErrorKind::PermissionDenied.into()));
    }
    if read_bytes(&target)? != before {
        return Err(io_error(io::Error::other("读取之后文件又被改动，没有写入")));
    }
    output::write_all(&[(target.clone(), after)])?;
    std::fs::set_permissions(&target, permissions).map_err(io_error)
}

/// What was mended, and what is left to people.
fn told(reading: &Reading, findings: &Findings, mended: &Mended, left: &Findings, done: &str) -> String {
    let name = &reading.source.name;
    let of_rules: Findings = findings
        .iter()
        .zip(&mended.findings)
        .filter(|(_, mended)| **mended)
        .map(|(finding, _)| finding.clone())
        .collect();
    let mut what: Vec<String> = Vec::new();
    if !of_rules.is_empty() {
        what.push(codes(&of_rules));
    }
    if mended.totals > 0 {
        what.push(format!("补上总计{}处", mended.totals));
    }
    // Writing to a String cannot fail.
    let mut out = String::new();
    let _ = match (what.is_empty(), mended.changes(reading)) {
        (false, _) => writeln!(out, "{name}：{done}：{}", what.join("，")),
        (true, true) => writeln!(out, "{name}：{done}其中一部分"),
        (true, false) => writeln!(out, "{name}：没有可以自动改正的"),
    };
    for table in &mended.unsafe_tables {
        let _ = writeln!(out, "  {table}的总计没有补：表中的数不平，先改正再补");
    }
    if !left.is_empty() {
        let _ = writeln!(out, "  不自动改动，请人工处理（{}处）：", left.len());
    }
    for finding in left {
        let _ = writeln!(out, "    {}", line(reading, finding));
    }
    out
}

/// A finding on one line: place, level, rule, sentence.
fn line(reading: &Reading, finding: &Finding) -> String {
    let level = match finding.allowed {
        Some(_) => "已允许",
        None => finding.severity.word(),
    };
    let place = finding.span.map_or_else(String::new, |span| {
        let place = reading.source.position(span.start);
        format!("{}:{} ", place.line, place.column)
    });
    format!("{place}{level}[{}] {}", finding.code, finding.message)
}
