//! `nianbao fonts`: which face serves each role, what it covers, on what terms, and which file may carry it.

use super::own_fonts::FontArgs;
use super::{HELP_TEMPLATE, print};
use nianbao::Error;
use nianbao::font::{BUNDLED, FONT_SET_VERSION, Face, FontSet, LICENCES, Role};
use std::fmt::Write as _;
use std::process::ExitCode;

/// 列出字体：各用途所用字体、收字情况、许可；自备字体能否嵌入
#[derive(clap::Args)]
#[command(
    help_template = HELP_TEMPLATE,
    next_help_heading = "选项",
    after_help = "\
例：
  nianbao fonts               各用途依次使用哪些字体，收字多少
  nianbao fonts --licences    各字体的许可及全文
  nianbao fonts --fonts 字体  本单位“字体”文件夹中的字体用在哪里，能否嵌入 PDF 和 Word 文件

退出码：0 完成；1 有的字体文件不能用；2 用法不对或读取文件失败"
)]
pub(super) struct Args {
    /// 列出许可及全文
    #[arg(long, conflicts_with = "fonts")]
    licences: bool,
    #[command(flatten)]
    fonts: FontArgs,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Error> {
    if args.licences {
        print(&licences())?;
        return Ok(ExitCode::SUCCESS);
    }
    let fonts = match args.fonts.read()? {
        Ok(fonts) => fonts,
        Err(status) => return Ok(status),
    };
    eprint!("{}", fonts.told());
    print(&coverage(fonts.set()?))?;
    Ok(fonts.refused().unwrap_or(ExitCode::SUCCESS))
}

// Writing to a String cannot fail, so the results of writeln! are let go below.

fn coverage(fonts: &FontSet) -> String {
    let mut out =
        format!("字体版本 {FONT_SET_VERSION}\n\n用途及依次使用的字体（前面的字体没有的字，由后面的补）：\n");
    let standard: Vec<char> = STANDARD_CHARACTERS
        .chars()
        .filter(|ch| !ch.is_whitespace())
        .collect();
    for role in Role::ALL {
        let chain: Vec<&str> = fonts
            .chain(role)
            .iter()
            .map(|&face| fonts.face(face).family())
            .collect();
        let covered = standard
            .iter()
            .filter(|ch| fonts.glyph(role, **ch).is_some())
            .count();
        let note = match role {
            Role::Latin => "字母、数字".to_owned(),
            _ => format!("通用规范汉字 {covered}/{}", standard.len()),
        };
        let _ = writeln!(out, "  {}：{}（{note}）", role.name(), chain.join(" → "));
    }
    out.push_str("\n字体：\n");
    for (id, face) in fonts.faces() {
        let han = face.characters().filter(|ch| is_han(*ch)).count();
        let all = face.characters().count();
        let terms = match BUNDLED.get(id.index()) {
            Some(bundled) => format!("取自 {}；{}", bundled.made_from, bundled.licence),
            None => terms(face),
        };
        let _ = writeln!(out, "  {}：收字{all}，其中汉字{han}；{terms}", face.family());
    }
    out
}

/// Where a face of an office comes from, and which file may carry it.
fn terms(face: &Face) -> String {
    let may = face.embedding();
    let carried = if may.may_be_cut() {
        "嵌入用到的字"
    } else {
        "嵌入整套"
    };
    let said = |may: bool, not: &'static str| if may { carried } else { not };
    format!(
        "自备（{}）；fsType {}：PDF {}，Word 文件{}",
        face.own().map_or("", |own| own.file.as_str()),
        may.fs_type,
        said(may.in_pdf(), "不能用"),
        said(may.in_docx(), "只写名称")
    )
}

fn licences() -> String {
    let mut out = String::from("内置字体及许可：\n");
    for face in BUNDLED {
        let _ = writeln!(out, "  {}：取自 {}；{}", face.file, face.made_from, face.licence);
    }
    if cfg!(feature = "font-fandol") {
        out.push_str(
            "\nGW-Fangsong 由 FandolFang 转换而来，许可为 GPL-3.0 附字体例外；其原始授权在社区有争议。\n\
             不愿使用的，可用 --no-default-features --features cli,font-rare 编译，改用 OFL 许可的字体。\n",
        );
    }
    for (name, text) in LICENCES {
        let _ = writeln!(out, "\n======== {name}\n{text}");
    }
    out
}

/// 通用规范汉字表: 8,105 characters.
const STANDARD_CHARACTERS: &str = include_str!("../../fonts/tgh8105.txt");

/// Chinese characters proper: the unified ideographs and their extensions.
fn is_han(ch: char) -> bool {
    matches!(ch, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}
