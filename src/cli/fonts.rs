//! `nianbao fonts`: which face serves each role, what it covers, and on what terms.

use super::{HELP_TEMPLATE, print};
use nianbao::Error;
use nianbao::font::{BUNDLED, FONT_SET_VERSION, FontSet, LICENCES, Role};
use std::fmt::Write as _;
use std::process::ExitCode;

/// 列出内置字体：各用途所用字体、收字情况、许可
#[derive(clap::Args)]
#[command(
    help_template = HELP_TEMPLATE,
    next_help_heading = "选项",
    after_help = "\
例：
  nianbao fonts               各用途依次使用哪些字体，收字多少
  nianbao fonts --licences    各字体的许可及全文"
)]
pub(super) struct Args {
    /// 列出许可及全文
    #[arg(long)]
    licences: bool,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Error> {
    print(&if args.licences {
        licences()
    } else {
        coverage(FontSet::bundled()?)
    })?;
    Ok(ExitCode::SUCCESS)
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
        let _ = writeln!(
            out,
            "  {}：收字{all}，其中汉字{han}；取自 {}；{}",
            face.family(),
            BUNDLED[id.index()].made_from,
            BUNDLED[id.index()].licence
        );
    }
    out
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
