//! `nianbao build`: the Word file and the PDF of a report.

use super::choices::{ChoiceArgs, contradicting};
use super::keep::{OverwriteArgs, write_unless_lost};
use super::output::{safe_stem, with_suffix};
use super::own_fonts::FontArgs;
use super::packs::read_packs;
use super::{
    FAILED, FOUND_ERRORS, HELP_TEMPLATE, leave_something, print, read_input, render_style, style_of, summary,
    why_no_draft,
};
use nianbao::doc::{self, Document};
use nianbao::finding::render;
use nianbao::font::FontSet;
use nianbao::input::load_style;
use nianbao::pipeline::{self, Against, Export, FileKind, PdfCopy};
use nianbao::print::Imposition;
use nianbao::style::Style;
use nianbao::{Error, Severity};
use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

/// What marks a draft.
pub(super) const DRAFT: &str = "草稿";

/// 生成公文：Word 文件和 PDF 文件
#[derive(clap::Args)]
#[command(
    help_template = HELP_TEMPLATE,
    next_help_heading = "选项",
    override_usage = "nianbao build [选项] <文件>",
    after_help = "\
例：
  nianbao build report.toml                     在数据文件旁生成 机关全称+年份+年政府信息公开工作年度报告 的 .docx 和 .pdf
  nianbao build report.toml -o 年报.pdf          只生成 PDF
  nianbao build report.toml -o a.docx -o a.pdf  指定两个文件名
  nianbao build report.toml --draft             有错误也生成，文件名和页眉标明“草稿”
  nianbao build report.toml --style office.toml 按本单位的版式（行距、字体、页码等）排版
  nianbao build report.toml -o 小册子.pdf --pdf booklet
                                                打印件：A3 双面打印，对折后骑马钉装订；--pdf print 为 A4，--pdf 2up 为 A3 并排
  nianbao build report.toml --docx-fonts none   Word 文件不带字体，供已装有这些字体的电脑使用
  nianbao build report.toml --typeface official Word 文件用方正小标宋简体、仿宋_GB2312 等，供已装有的单位使用
  nianbao build report.toml --fonts 字体         两种文件都用本单位“字体”文件夹中的方正小标宋简体、仿宋_GB2312 等

数据有错误时不生成文件（--draft 除外）。PDF 符合 PDF/A-3a 和 PDF/UA-1；草稿、打印件不作此声明。
两种文件都带有数据，可用 nianbao extract 取回；草稿、打印件和 a-2a、a-1a、a-2b 的 PDF 不带。
打印用的 PDF 文件名末尾有“（打印件）”等字，不覆盖存档 PDF。
改了数据再生成，覆盖上次生成的文件；Word 文件改过、PDF 签过名的，不覆盖（--overwrite 除外）。
退出码：0 完成；1 数据有错误；2 用法不对或读写文件失败"
)]
pub(super) struct Args {
    /// 数据文件（.toml、.yaml、.json），- 表示标准输入
    #[arg(value_name = "文件", help_heading = "参数")]
    file: PathBuf,
    /// 输出文件，扩展名 .docx 或 .pdf 决定格式，可多次使用
    #[arg(short, long = "output", value_name = "输出文件", value_parser = output)]
    output: Vec<Output>,
    /// 有错误也生成，标明“草稿”
    #[arg(long)]
    draft: bool,
    /// 版式文件（格式见 nianbao style），其中的值优先于数据文件的 [style]
    #[arg(long, value_name = "版式文件")]
    style: Option<PathBuf>,
    /// 上一年度的数据文件，用来核对结转和现行有效件数，比对文字是否重复
    #[arg(long, value_name = "上年文件")]
    last: Option<PathBuf>,
    /// 规则包：文件（格式见 docs/rule-packs.md），或内置的名称（用 nianbao rule 列出）；可多次使用
    #[arg(long, value_name = "规则包")]
    rules: Vec<PathBuf>,
    #[command(flatten)]
    fonts: FontArgs,
    #[command(flatten)]
    choices: ChoiceArgs,
    #[command(flatten)]
    over: OverwriteArgs,
}

/// An output file asked for.
#[derive(Clone, Debug)]
struct Output {
    path: PathBuf,
    kind: FileKind,
}

fn output(text: &str) -> Result<Output, String> {
    let path = PathBuf::from(text);
    let extension = path
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or("")
        .to_ascii_lowercase();
    FileKind::ALL
        .into_iter()
        .find(|kind| kind.extension() == extension)
        .map(|kind| Output { path, kind })
        .ok_or_else(|| "输出文件的扩展名应为 .docx 或 .pdf".to_owned())
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Error> {
    if let Some(path) = written_twice(&args.output) {
        eprintln!("错误：-o 的“{}”写了两次", path.display());
        return Ok(ExitCode::from(FAILED));
    }
    if args.choices.pdf.is_some() && !args.output.is_empty() && !asks_for_pdf(&args.output) {
        eprintln!("提示：--pdf 只用于 PDF，-o 写的只有 Word 文件");
    }
    let house = args.style.as_deref().map(load_style).transpose()?;
    let reading = read_input(&args.file)?;
    let style = style_of(&reading, house.as_ref());
    let last = args.last.as_deref().map(read_input).transpose()?;
    let packs = read_packs(&args.rules)?;
    let options = args.choices.choices().over(reading.made.as_ref());
    let mut fonts = match args.fonts.read()? {
        Ok(fonts) => fonts,
        Err(status) => return Ok(status),
    };
    if let Ok(options) = &options {
        fonts.meant_for(&kinds(&args.output), options);
    }
    let against = Against {
        last: last.as_ref(),
        packs: &packs.packs,
        fonts: Some(fonts.set()?),
        ..Against::default()
    };
    let mut findings = pipeline::inspect_against(&reading, &style, &against)?;
    eprint!("{}", render_style(house.as_ref()));
    eprint!("{}{}", packs.told(), fonts.told());
    eprint!("{}", render(&reading.source, &findings));
    let mut read = reading.source.name.clone();
    if let Some(house) = house {
        read = format!("{read}、{}", house.source.name);
        findings.extend(house.findings);
    }
    for (source, wrong) in packs.files {
        if !wrong.is_empty() {
            read = format!("{read}、{}", source.name);
            findings.extend(wrong);
        }
    }
    fonts.add_to(&mut findings, &mut read);
    let report = reading.report.as_ref();
    let usable = report.filter(|_| leave_something(&findings, args.draft));
    let Some(report) = usable else {
        let why = why_no_draft(args.draft && report.is_some());
        eprintln!("{read}：{}，未生成文件{why}", summary(&findings));
        return Ok(ExitCode::from(FOUND_ERRORS));
    };
    let mut options = match options {
        Ok(options) => options,
        Err(contradiction) => return Ok(contradicting(contradiction)),
    };
    let mut document = doc::compose(report);
    if args.draft {
        document = document.marked(DRAFT);
    } else {
        options.data = Some(pipeline::data(
            report,
            &reading.allowed,
            &style,
            fonts.set()?,
            &options,
        ));
    }
    let outputs = outputs(args, &document, options.copy);
    let export = match export(&document, &outputs, &style, fonts.set()?, &options) {
        Err(Error::Refused(refused)) => {
            eprint!("{}", render(&reading.source, &refused));
            eprintln!("{read}：{}，未生成文件", summary(&refused));
            return Ok(ExitCode::from(FOUND_ERRORS));
        }
        made => made?,
    };
    let files: Vec<(PathBuf, Vec<u8>)> = outputs
        .iter()
        .map(|output| (output.path.clone(), bytes_of(&export, output.kind)))
        .collect();
    write_unless_lost(&files, args.over)?;
    let left = match findings.count(Severity::Warning) + findings.count(Severity::Error) {
        0 => String::new(),
        _ => format!("，尚有{}", summary(&findings)),
    };
    let pages = export.pages.map_or(String::new(), |pages| {
        format!("（共{pages}页{}）", paper(options.copy, pages))
    });
    let names: Vec<String> = outputs
        .iter()
        .map(|output| output.path.display().to_string())
        .collect();
    print(&format!("已生成 {}{pages}{left}\n", names.join("、")))?;
    Ok(ExitCode::SUCCESS)
}

/// An output that is named twice, in whatever spelling.
fn written_twice(outputs: &[Output]) -> Option<&Path> {
    let plain = |output: &Output| {
        let steps = output.path.components();
        steps
            .filter(|step| *step != Component::CurDir)
            .collect::<PathBuf>()
    };
    let mut seen = BTreeSet::new();
    let twice = outputs.iter().find(|output| !seen.insert(plain(output)));
    twice.map(|output| output.path.as_path())
}

fn asks_for_pdf(outputs: &[Output]) -> bool {
    outputs.iter().any(|output| output.kind == FileKind::Pdf)
}

/// The paper that a copy with two pages a side takes, and how a printer is to be told.
fn paper(copy: PdfCopy, pages: usize) -> String {
    match copy {
        PdfCopy::Print(imposition @ (Imposition::Booklet | Imposition::TwoUp)) => format!(
            "，A3 纸{}张；打印时选实际大小、双面、沿短边翻转",
            imposition.sheets(pages)
        ),
        PdfCopy::Print(Imposition::Single) | PdfCopy::Archive => String::new(),
    }
}

/// Each kind asked for, made once.
fn export(
    document: &Document,
    outputs: &[Output],
    style: &Style,
    fonts: &FontSet,
    options: &pipeline::Options,
) -> Result<Export, Error> {
    pipeline::export(document, &kinds(outputs), style, fonts, options)
}

/// The kinds of these files, each once; both when none is named.
fn kinds(outputs: &[Output]) -> Vec<FileKind> {
    let wanted = |kind: &FileKind| outputs.is_empty() || outputs.iter().any(|output| output.kind == *kind);
    FileKind::ALL.into_iter().filter(wanted).collect()
}

fn bytes_of(export: &Export, kind: FileKind) -> Vec<u8> {
    export
        .files
        .iter()
        .find(|(made, _)| *made == kind)
        .map_or_else(Vec::new, |(_, bytes)| bytes.clone())
}

/// The files to write: those asked for, or both under the official name beside the input. The name of a PDF to print
/// says so, and those of a draft.
fn outputs(args: &Args, document: &Document, copy: PdfCopy) -> Vec<Output> {
    let mut outputs = args.output.clone();
    if outputs.is_empty() {
        let folder = args
            .file
            .parent()
            .filter(|_| args.file != Path::new("-"))
            .unwrap_or(Path::new(""));
        let draft = if args.draft { draft_mark().len() } else { 0 };
        let after = copy.mark().len() + draft + ".docx".len();
        let stem = safe_stem(&document.properties().title, after);
        outputs.extend(FileKind::ALL.map(|kind| {
            let mark = if kind == FileKind::Pdf { copy.mark() } else { "" };
            Output {
                path: folder.join(format!("{stem}{mark}.{}", kind.extension())),
                kind,
            }
        }));
    }
    if args.draft {
        for output in &mut outputs {
            output.path = draft_name(&output.path);
        }
    }
    outputs
}

/// The name of a draft's file, which says so.
pub(super) fn draft_name(path: &Path) -> PathBuf {
    let says_so = path
        .file_stem()
        .is_some_and(|stem| stem.to_string_lossy().contains(DRAFT));
    if says_so {
        path.to_owned()
    } else {
        with_suffix(path, &draft_mark())
    }
}

/// What the name of a draft's file ends with.
pub(super) fn draft_mark() -> String {
    format!("（{DRAFT}）")
}
