//! Wrong usage and disk errors in Chinese.

use super::FAILED;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use nianbao::Error;
use std::io::ErrorKind as Io;
use std::process::ExitCode;

/// Prints help and version as they are, and says in Chinese what is wrong with a command line.
pub(super) fn explain(error: &clap::Error) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        // A reader that has gone away needs no word.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        eprint!("{}", error.render());
        return ExitCode::from(FAILED);
    }
    eprintln!("错误：{}", sentence(error));
    eprintln!("查看用法：nianbao --help，或 nianbao 命令 --help");
    ExitCode::from(FAILED)
}

fn sentence(error: &clap::Error) -> String {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" 或 "),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let mut said = match error.kind() {
        ErrorKind::InvalidSubcommand => format!("没有“{}”这个命令", context(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingSubcommand => "没有写要做什么".to_owned(),
        ErrorKind::UnknownArgument => format!("不认识参数“{argument}”"),
        ErrorKind::MissingRequiredArgument => format!("缺少参数 {argument}"),
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 后面要有值"),
        ErrorKind::InvalidValue => match values(error) {
            Some(values) => format!("{argument} 的值“{value}”不对，可填：{values}"),
            None => format!("{argument} 的值“{value}”不对"),
        },
        ErrorKind::ValueValidation => format!("{argument} 的值“{value}”不对"),
        ErrorKind::ArgumentConflict => match context(ContextKind::PriorArg) {
            other if other == argument || other.is_empty() => format!("{argument} 重复"),
            other => format!("{argument} 不能与 {other} 同用"),
        },
        ErrorKind::TooManyValues => format!("{argument} 的值太多"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => format!("{argument} 的值的个数不对"),
        ErrorKind::NoEquals => format!("{argument} 后面要用等号"),
        ErrorKind::InvalidUtf8 => "参数中有无法识别的文字".to_owned(),
        _ => "命令写法不对".to_owned(),
    };
    let suggested = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ];
    if let Some(reason) =
        std::error::Error::source(error).filter(|_| error.kind() == ErrorKind::ValueValidation)
    {
        said.push_str(&format!("：{reason}"));
    }
    if let Some(word) = suggested.into_iter().map(context).find(|word| !word.is_empty()) {
        said.push_str(&format!("，是否应为 {word}？"));
    }
    said
}

/// The values that an argument takes.
fn values(error: &clap::Error) -> Option<String> {
    match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(values)) if !values.is_empty() => Some(values.join("、")),
        _ => None,
    }
}

/// What kept a command from its work, for people.
pub(super) fn in_chinese(error: &Error) -> String {
    match error {
        Error::Io { path, source } => {
            let name = match path.as_os_str().to_str() {
                Some("-") => "标准输入或输出".to_owned(),
                _ => path.display().to_string(),
            };
            let what = match source.kind() {
                Io::NotFound => "找不到这个文件".to_owned(),
                Io::IsADirectory if source.get_ref().is_some() => source.to_string(),
                Io::IsADirectory => "这是一个文件夹，请写明其中的数据文件".to_owned(),
                Io::PermissionDenied => "没有权限读写，或文件正被别的程序占用".to_owned(),
                Io::AlreadyExists if source.get_ref().is_some() => source.to_string(),
                Io::AlreadyExists => "已有这个文件，没有覆盖；请换一个文件名，或先删去它".to_owned(),
                Io::NotADirectory => "所在的文件夹不存在".to_owned(),
                Io::ResourceBusy | Io::InvalidInput if source.get_ref().is_some() => source.to_string(),
                Io::StorageFull => "磁盘已满".to_owned(),
                Io::QuotaExceeded => "磁盘配额已用完".to_owned(),
                Io::ReadOnlyFilesystem => "所在的磁盘是只读的，不能写入；请用 -o 写到别处".to_owned(),
                Io::InvalidFilename => "文件名太长，或有不能用的字符".to_owned(),
                _ => format!("读写失败（{source}）"),
            };
            format!("{name}：{what}")
        }
        Error::Font { face, reason } => format!("字体 {face} 有问题：{reason}"),
        Error::Refused(findings) => {
            let told: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
            told.join("；")
        }
        other => format!("程序内部错误，请报告给开发者：{other}"),
    }
}
