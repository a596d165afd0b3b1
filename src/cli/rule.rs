//! `nianbao rule`: what a rule looks at, why, wrong and right.

use super::{FAILED, print};
use nianbao::pack::built_in;
use nianbao::{Error, rules};
use std::process::ExitCode;

/// 解释检查规则：查什么，依据什么，错例和正例
#[derive(clap::Args)]
#[command(
    help_template = super::HELP_TEMPLATE,
    next_help_heading = "选项",
    override_usage = "nianbao rule [代码] [--all] [--format 格式]",
    after_help = "\
例：
  nianbao rule                            列出全部规则
  nianbao rule DATE-ORDER                 解释一条规则
  nianbao rule wuwei                      显示内置规则包的全文，可存为文件再修改
  nianbao rule --all --format json        全部规则，供程序读取
  nianbao rule --all --format markdown    全部规则，成一篇文档"
)]
pub(super) struct Args {
    /// 规则代码，如 T3-ROW，或内置规则包的名称；不写则全部列出
    #[arg(value_name = "代码", help_heading = "参数")]
    code: Option<String>,
    /// 解释全部规则
    #[arg(long, conflicts_with = "code")]
    all: bool,
    /// 输出格式：text、json、markdown
    #[arg(long, value_name = "格式", value_parser = ["text", "json", "markdown"], default_value = "text", hide_possible_values = true, hide_default_value = true)]
    format: String,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Error> {
    let pretty = |value: &serde_json::Value| format!("{value:#}\n");
    let out = match (&args.code, args.format.as_str()) {
        (Some(name), _) if built_in(name).is_some() => built_in(name).unwrap_or_default().to_owned(),
        (Some(code), format) => {
            let Some(rule) = rules::find(code) else {
                eprintln!("错误：没有“{code}”这条规则；用 nianbao rule 列出全部规则");
                return Ok(ExitCode::from(FAILED));
            };
            match format {
                "json" => pretty(&rules::one(rule)),
                _ => rules::page(rule),
            }
        }
        (None, "json") => pretty(&rules::json()),
        (None, "markdown") => rules::markdown(),
        (None, _) if args.all => {
            let pages: Vec<String> = rules::all().into_iter().map(rules::page).collect();
            pages.join("\n")
        }
        (None, _) => rules::list(),
    };
    print(&out)?;
    Ok(ExitCode::SUCCESS)
}
