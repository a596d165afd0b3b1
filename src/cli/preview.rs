//! `nianbao preview`: pages of a report as PNG pictures, one by one or all on one sheet.

use super::build::{DRAFT, draft_mark, draft_name};
use super::keep::{OverwriteArgs, write_unless_lost};
use super::output::{safe_stem, with_suffix};
use super::own_fonts::{FontArgs, Fonts};
use super::{
    FAILED, FOUND_ERRORS, HELP_TEMPLATE, leave_something, print, print_bytes, read_input, render_style,
    style_of, summary, why_no_draft,
};
use nianbao::doc::{self, Document};
use nianbao::finding::render;
use nianbao::input::load_style;
use nianbao::pipeline::Against;
use nianbao::preview::{self, Dpi};
use nianbao::style::Style;
use nianbao::{Error, pipeline};
use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Pages that one call draws: all are held until every one is there, so that files appear together or not at all.
const MOST_PAGES: usize = 100;
/// Standard input or output.
const STREAM: &str = "-";
/// What the sheet's own name adds to that of the report.
const SHEET: &str = "-总览";

/// 看版面：把页面画成 PNG 图片
#[derive(clap::Args)]
#[command(
    help_template = HELP_TEMPLATE,
    next_help_heading = "选项",
    override_usage = "nianbao preview [选项] <文件>",
    after_help = "\
例：
  nianbao preview report.toml                       每页一张图片，写在数据文件旁
  nianbao preview report.toml --page 2 -o page.png  只画第2页
  nianbao preview report.toml --page 1,3-5 --dpi 96 画第1页和第3至5页，图片小一些
  nianbao preview report.toml --sheet -o all.png    全部页在一张图上，从左到右、从上到下

图片与 PDF 的页面相同。画几页时，文件名后加页码（page-2.png、page-3.png）。
数据有错误时不画（--draft 除外）。
退出码：0 完成；1 数据有错误；2 用法不对或读写文件失败"
)]
pub(super) struct Args {
    /// 数据文件（.toml、.yaml、.json），- 表示标准输入
    #[arg(value_name = "文件", help_heading = "参数")]
    file: PathBuf,
    /// 画哪几页，如 2、1,3、2-4，可多次使用；不写则画全部
    #[arg(long = "page", value_name = "页", value_parser = range, value_delimiter = ',')]
    pages: Vec<RangeInclusive<usize>>,
    /// 全部页缩小，排在一张图上
    #[arg(long, conflicts_with_all = ["pages", "dpi"])]
    sheet: bool,
    /// 图片文件（.png），- 表示标准输出
    #[arg(short, long, value_name = "图片文件", value_parser = picture)]
    output: Option<PathBuf>,
    /// 每英寸的点数，96 至 300，默认 144
    #[arg(long, value_name = "点数", value_parser = dpi)]
    dpi: Option<Dpi>,
    /// 有错误也画，页眉标明“草稿”
    #[arg(long)]
    draft: bool,
    /// 版式文件（格式见 nianbao style），其中的值优先于数据文件的 [style]
    #[arg(long, value_name = "版式文件")]
    style: Option<PathBuf>,
    #[command(flatten)]
    fonts: FontArgs,
    #[command(flatten)]
    over: OverwriteArgs,
}

/// `2` or `2-4`, as clerks write them.
fn range(text: &str) -> Result<RangeInclusive<usize>, String> {
    let number = |text: &str| text.trim().parse().ok().filter(|page: &usize| *page > 0);
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last => Ok(first..=last),
        _ => Err("页码应是从 1 起的数，如 2；几页写成 2-4".to_owned()),
    }
}

fn picture(text: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text);
    let is_png = path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("png"));
    if is_png || text == STREAM {
        Ok(path)
    } else {
        Err("图片文件的扩展名应为 .png".to_owned())
    }
}

fn dpi(text: &str) -> Result<Dpi, String> {
    let dots = text.parse().ok().and_then(Dpi::new);
    dots.ok_or_else(|| format!("点数应在 {} 至 {} 之间", Dpi::RANGE.start(), Dpi::RANGE.end()))
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Error> {
    let fonts = match args.fonts.read()? {
        Ok(fonts) => fonts,
        Err(status) => return Ok(status),
    };
    let Some((document, style)) = document(args, &fonts)? else {
        return Ok(ExitCode::from(FOUND_ERRORS));
    };
    let fonts = fonts.set()?;
    let pages = pipeline::pages(&document, &style, fonts)?;
    let plan = chosen(&args.pages, pages.pages.len())
        .map(|chosen| plan(args, &document, pages.pages.len(), &chosen))
        .and_then(drawable);
    let plan = match plan {
        Ok(plan) => plan,
        Err(refused) => {
            eprintln!("错误：{refused}");
            return Ok(ExitCode::from(FAILED));
        }
    };
    let mut files = Vec::new();
    for (path, page) in plan {
        let bytes = match page {
            Some(page) => preview::page(&pages, page - 1, fonts, args.dpi.unwrap_or_default())?,
            None => preview::sheet(&pages, fonts)?,
        };
        files.push((path, bytes));
    }
    if let [(path, bytes)] = files.as_slice()
        && path == Path::new(STREAM)
    {
        print_bytes(bytes)?;
        return Ok(ExitCode::SUCCESS);
    }
    write_unless_lost(&files, args.over)?;
    let names: Vec<String> = files.iter().map(|(path, _)| path.display().to_string()).collect();
    print(&format!(
        "已生成 {}（全文共{}页）\n",
        names.join("、"),
        pages.pages.len()
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// The document of the report and its style, after telling what was found; none when errors stand in the way.
fn document(args: &Args, fonts: &Fonts) -> Result<Option<(Document, Style)>, Error> {
    let house = args.style.as_deref().map(load_style).transpose()?;
    let reading = read_input(&args.file)?;
    let style = style_of(&reading, house.as_ref());
    let against = Against {
        fonts: Some(fonts.set()?),
        ..Against::default()
    };
    let mut findings = pipeline::inspect_against(&reading, &style, &against)?;
    eprint!("{}{}", render_style(house.as_ref()), fonts.told());
    eprint!("{}", render(&reading.source, &findings));
    let mut read = reading.source.name.clone();
    if let Some(house) = house {
        read = format!("{read}、{}", house.source.name);
        findings.extend(house.findings);
    }
    fonts.add_to(&mut findings, &mut read);
    let report = reading.report.as_ref();
    let usable = report.filter(|_| leave_something(&findings, args.draft));
    let Some(report) = usable else {
        let why = why_no_draft(args.draft && report.is_some());
        eprintln!("{read}：{}，未生成图片{why}", summary(&findings));
        return Ok(None);
    };
    let document = doc::compose(report);
    let document = if args.draft {
        document.marked(DRAFT)
    } else {
        document
    };
    Ok(Some((document, style)))
}

/// The pages asked for, in order, each once; all when none is.
fn chosen(asked: &[RangeInclusive<usize>], count: usize) -> Result<BTreeSet<usize>, String> {
    if let Some(beyond) = asked.iter().map(RangeInclusive::end).find(|last| **last > count) {
        return Err(format!("这份报告共{count}页，没有第{beyond}页"));
    }
    Ok(match asked {
        [] => (1..=count).collect(),
        some => some.iter().cloned().flatten().collect(),
    })
}

/// The files to write, each with its page; the sheet has none.
type Plan = Vec<(PathBuf, Option<usize>)>;

/// One page takes the name given, several take it with their numbers; without a name, that of the report beside the input.
fn plan(args: &Args, document: &Document, count: usize, chosen: &BTreeSet<usize>) -> Plan {
    let given = args.output.as_deref();
    let digits = count.to_string().len();
    let path = match given {
        Some(path) => path.to_owned(),
        None => {
            let after = draft_mark().len() + SHEET.len() + digits + ".png".len();
            beside(&args.file, &safe_stem(&document.properties().title, after))
        }
    };
    let is_stream = given == Some(Path::new(STREAM));
    let path = if args.draft && !is_stream {
        draft_name(&path)
    } else {
        path
    };
    if args.sheet {
        let path = given.map_or_else(|| with_suffix(&path, SHEET), |_| path.clone());
        return vec![(path, None)];
    }
    let is_numbered = !is_stream && (chosen.len() > 1 || given.is_none());
    let named = |page: &usize| {
        let path = if is_numbered {
            with_suffix(&path, &format!("-{page:0digits$}"))
        } else {
            path.clone()
        };
        (path, Some(*page))
    };
    chosen.iter().map(named).collect()
}

/// A picture of this name beside the input.
fn beside(file: &Path, stem: &str) -> PathBuf {
    let folder = file.parent().filter(|_| file != Path::new(STREAM));
    folder.unwrap_or(Path::new("")).join(format!("{stem}.png"))
}

/// Refuses more than one call can draw.
fn drawable(plan: Plan) -> Result<Plan, String> {
    if plan.len() > MOST_PAGES {
        return Err(format!(
            "要画{}页，一次最多{MOST_PAGES}页；请用 --page 1-{MOST_PAGES} 等分几次画，或用 --sheet 画成一张",
            plan.len()
        ));
    }
    if plan.len() > 1 && plan[0].0 == Path::new(STREAM) {
        return Err("标准输出只能写一张图片；请用 --page 选一页，或用 --sheet".to_owned());
    }
    Ok(plan)
}
