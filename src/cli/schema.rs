//! `nianbao schema`: the JSON Schema of the input.

use super::print;
use nianbao::Error;
use std::process::ExitCode;

/// 输出数据文件的 JSON Schema，供编辑器提示和其他程序校验
#[derive(clap::Args)]
#[command(
    help_template = super::HELP_TEMPLATE,
    next_help_heading = "选项",
    after_help = "\
例：
  nianbao schema > nianbao.schema.json"
)]
pub(super) struct Args {}

pub(super) fn run(_: &Args) -> Result<ExitCode, Error> {
    print(&format!("{:#}\n", nianbao::input::schema())).map(|()| ExitCode::SUCCESS)
}
