//! `nianbao completions`: completion scripts for shells.

use super::{Cli, print};
use clap::CommandFactory;
use clap_complete::Shell;
use nianbao::Error;
use std::process::ExitCode;

/// 输出命令行补全脚本
#[derive(clap::Args)]
#[command(
    help_template = super::HELP_TEMPLATE,
    next_help_heading = "选项",
    after_help = "\
例：
  nianbao completions bash > ~/.local/share/bash-completion/completions/nianbao
  nianbao completions powershell >> $PROFILE"
)]
pub(super) struct Args {
    /// 命令行程序：bash、zsh、fish、powershell、elvish
    #[arg(value_name = "SHELL", help_heading = "参数", hide_possible_values = true)]
    shell: Shell,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Error> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "nianbao", &mut script);
    print(&String::from_utf8_lossy(&script)).map(|()| ExitCode::SUCCESS)
}
