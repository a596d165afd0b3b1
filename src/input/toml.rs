//! TOML into nodes; every syntax error is told, and what could be read is read on.

use super::node::{Entry, Node, Value};
use super::{MAX_NODES, codes, nesting, slips, toml_line};
use crate::finding::{Finding, Findings, Span};
use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};
use std::collections::BTreeSet;

/// The root table, or nothing when the file nests too deep or holds too much.
pub(super) fn parse(text: &str, findings: &mut Findings) -> Option<Node> {
    if let Some(finding) = nesting::too_deep(text, nesting::Syntax::Toml) {
        findings.push(finding);
        return None;
    }
    let (document, errors) = DeTable::parse_recoverable(text);
    tell_errors(text, &errors, findings);
    let mut left = MAX_NODES;
    let root = table(text, document.get_ref(), &mut left);
    if left == 0 {
        findings.push(super::node::too_many());
        return None;
    }
    Some(Node {
        value: root,
        span: Span::new(0, text.len()),
    })
}

/// One finding a line; an array left open makes all that follows it look wrong, so it is the last one told.
fn tell_errors(text: &str, errors: &[::toml::de::Error], findings: &mut Findings) {
    let line_ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
    let mut told_lines = BTreeSet::new();
    let mut repeated = 0..0;
    // A text left open is told once: what it goes on with on the next lines only looks wrong for that.
    let mut is_open = false;
    // The parser tells of keys before it tells of what stands between quotes.
    let mut errors: Vec<&::toml::de::Error> = errors.iter().collect();
    errors.sort_by_key(|error| error.span().map(|range| range.start));
    for error in errors {
        let place = error.span().map(|range| span(text, range));
        // A date that does not exist is kept as it is written, and the reader tells about it.
        if error.message().starts_with("invalid date") {
            continue;
        }
        if error.message().starts_with("duplicate key")
            && let Some(place) = place
        {
            // A table that is there twice has all its keys twice, which needs no telling.
            if repeated.contains(&place.start) {
                continue;
            }
            repeated = table_opened(text, place);
        }
        let line = place.map(|place| line_ends.partition_point(|end| *end < place.start));
        if told_lines.len() > super::MAX_FINDINGS {
            return;
        }
        if !told_lines.insert(line) {
            continue;
        }
        let line = line.map_or("", |line| line_of(text, &line_ends, line));
        if is_open && is_prose(line) {
            continue;
        }
        is_open = is_of_text(error.message());
        if let Some(slip) = place.and_then(|place| line_slip(text, place, error.message())) {
            findings.push(slip);
            continue;
        }
        if let Some(finding) = place.and_then(|place| unclosed_before(text, place, error.message())) {
            findings.push(finding);
            return;
        }
        findings.push(syntax_finding(text, error));
    }
}

/// What follows the head of a table up to the next head; nothing when a place is in no head.
fn table_opened(text: &str, place: Span) -> std::ops::Range<usize> {
    let line_start = text[..place.start].rfind('\n').map_or(0, |at| at + 1);
    if !text[line_start..].trim_start().starts_with('[') {
        return 0..0;
    }
    let length = text[place.end..].find("\n[").unwrap_or(text.len() - place.end);
    place.end..place.end + length
}

/// A line by its number from 0.
fn line_of<'t>(text: &'t str, line_ends: &[usize], line: usize) -> &'t str {
    let start = line
        .checked_sub(1)
        .and_then(|before| line_ends.get(before))
        .map_or(0, |end| end + 1);
    &text[start..line_ends.get(line).copied().unwrap_or(text.len())]
}

/// A slip in the line of an error, unless the error is one of what stands between quotes or of a key written twice.
fn line_slip(text: &str, place: Span, message: &str) -> Option<Finding> {
    if is_of_text(message) || message.starts_with("duplicate key") {
        return None;
    }
    toml_line::slip(codes::SYNTAX, text, place.start)
}

/// Whether an error is one of a text's quotes or of what stands between them.
fn is_of_text(message: &str) -> bool {
    let what = message.split(", expected").next().unwrap_or(message);
    let words = [
        "opening quote",
        "basic string",
        "literal string",
        "escape",
        "unicode value",
    ];
    words.iter().any(|word| what.contains(word))
}

/// Whether a line is one of running text: what a text with one quote a side goes on with.
fn is_prose(line: &str) -> bool {
    let first = line.trim_start().chars().next();
    first.is_some_and(|c| c >= '\u{2e80}' && !matches!(c, '［' | '【' | '〔')) && !line.contains(['=', '＝'])
}

/// A complaint about array elements at a line that opens with a key or a header means an array left open above.
fn unclosed_before(text: &str, place: Span, message: &str) -> Option<Finding> {
    let in_array = message.contains("array element") || message.contains("in array");
    let line_start = text[..place.start].rfind('\n').map_or(0, |at| at + 1);
    let line = text[line_start..].lines().next().unwrap_or("").trim_start();
    let opens_anew =
        line.starts_with('[') || line.split('=').next().is_some_and(is_bare_key) && line.contains('=');
    let above = text[..line_start].trim_end();
    if !in_array || !opens_anew || above.is_empty() {
        return None;
    }
    Some(
        Finding::error(
            codes::SYNTAX,
            Span::new(above.len(), above.len()),
            "TOML语法错误：方括号没有闭合",
        )
        .remedy("在这一行最后一个数字后面补上 ]"),
    )
}

fn is_bare_key(word: &str) -> bool {
    let word = word.trim();
    !word.is_empty()
        && word
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
}

fn table(text: &str, table: &DeTable<'_>, left: &mut usize) -> Value {
    let mut entries: Vec<Entry> = table
        .iter()
        .map_while(|(key, node)| {
            Some(Entry {
                key: key.get_ref().to_string(),
                key_span: span(text, key.span()),
                node: value(text, node, left)?,
            })
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_span);
    Value::Table(entries)
}

fn value(text: &str, spanned: &Spanned<DeValue<'_>>, left: &mut usize) -> Option<Node> {
    *left = left.checked_sub(1)?;
    let span = span(text, spanned.span());
    let raw = || text[span.start..span.end].trim().to_owned();
    let value = match spanned.get_ref() {
        DeValue::String(string) => Value::String(string.to_string()),
        DeValue::Integer(_) => Value::Integer(raw().replace('_', "")),
        DeValue::Float(_) => Value::Float(raw().replace('_', "")),
        DeValue::Boolean(truth) => Value::Bool(*truth),
        DeValue::Datetime(_) => Value::Date(raw()),
        DeValue::Array(array) => {
            Value::Array(array.iter().map_while(|node| value(text, node, left)).collect())
        }
        DeValue::Table(entries) => table(text, entries, left),
    };
    Some(Node { value, span })
}

/// A place of the parser as one of ours, inside the text and on whole characters.
fn span(text: &str, range: std::ops::Range<usize>) -> Span {
    let start = text.floor_char_boundary(range.start);
    Span::new(start, text.floor_char_boundary(range.end).max(start))
}

fn syntax_finding(text: &str, error: &::toml::de::Error) -> Finding {
    let span = error.span().map(|range| span(text, range));
    let message = error.message();
    let what = message.split(", expected").next().unwrap_or(message);
    if what == "duplicate key" {
        let key = span.map_or("", |span| &text[span.start..span.end]);
        return super::node::duplicate_key(key, span);
    }
    let place = span.unwrap_or_default();
    let shown = &text[place.start..place.end];
    let slip = slips::mark(shown)
        .map(|(_, _, slip)| slip)
        .or_else(|| slips::unquoted(shown));
    let (sentence, remedy) = match slip {
        Some(slip) => slip,
        None if shown.is_empty() && what.starts_with("string values") => in_chinese("missing value"),
        None => in_chinese(what),
    };
    Finding::error(codes::SYNTAX, span, format!("TOML语法错误：{sentence}")).remedy(remedy)
}

/// The parser's sentence in Chinese, with what to do; sentences not listed are quoted.
fn in_chinese(message: &str) -> (String, String) {
    let (sentence, remedy) = match message {
        "string values must be quoted"
        | "invalid value"
        | "unexpected key or value"
        | "unexpected content" => (
            "此处的写法不认识",
            "文字要加英文双引号，如 \"柳溪镇\"，数字和日期不用加；标点要用英文半角",
        ),
        "carriage return must be followed by newline" => (
            "行中间有回车符（CR）",
            "删去回车符，需要换行就另起一行；或用编辑软件把换行统一为 LF",
        ),
        "missing value" | "missing value for key" => ("等号后面没有值", "在等号后面填上值；暂缺的填 \"\""),
        "key with no value" | "missing assignment between key-value pairs" => {
            ("键后面没有等号", "写成 键 = 值；不用的行在行首加 #")
        }
        "invalid unquoted key" | "unquoted keys cannot be empty" | "invalid key-value pair" => {
            ("键的写法不对", "键只用英文字母、数字和下划线；注释以 # 开头")
        }
        "missing comma between array elements" => {
            ("数字之间缺少逗号", "数字之间用英文逗号隔开，如 [0, 0, 0]")
        }
        "extra comma in array" | "extra comma in inline table" => ("多了一个逗号", "删去多余的逗号"),
        "unclosed array" => ("方括号没有闭合", "在最后一个数字后面补上 ]"),
        "unclosed table" | "unclosed array table" => ("表名的方括号没有闭合", "写成 [table3] 的样子"),
        "unclosed inline table" => ("花括号没有闭合", "补上 }"),
        "missing opening quote" | "invalid basic string" | "invalid multi-line basic string" => (
            "引号没有配对",
            "文字两端都要有英文双引号；多行文字两端用三个双引号 \"\"\"",
        ),
        "unexpected leading zero" => ("数字前面有多余的0", "去掉前面的0"),
        "extra `=`" | "extra assignment between key-value pairs" | "unexpected `=` in array" => {
            ("多了一个等号", "删去多余的等号")
        }
        "missing escaped value" | "too few unicode value digits" => {
            ("反斜杠后面的写法不对", "文字中的反斜杠要写成两个 \\\\")
        }
        "cannot recurse further; max recursion depth met" | "recursion limit" => {
            ("嵌套过深", "请检查括号是否配对")
        }
        other => {
            return (
                format!("此处的写法不对（{other}）"),
                "请对照模板改正此处".to_owned(),
            );
        }
    };
    (sentence.to_owned(), remedy.to_owned())
}
