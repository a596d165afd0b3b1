//! JSON into nodes, as RFC 8259 has it: no comments, no loose commas, no single quotes.

use super::node::{Entry, Node, Value, too_many};
use super::{MAX_NODES, codes, nesting, slips};
use crate::finding::{Finding, Findings, Span};
use jsonc_parser::ast;
use jsonc_parser::common::{Range, Ranged};
use jsonc_parser::errors::{ParseError, ParseErrorKind};
use jsonc_parser::{CollectOptions, ParseOptions, ParseStringErrorKind, parse_to_ast};

const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// The root value, or nothing when the text is not JSON: then the first error is told.
pub(super) fn parse(text: &str, findings: &mut Findings) -> Option<Node> {
    if let Some(finding) = nesting::too_deep(text, nesting::Syntax::Json) {
        findings.push(finding);
        return None;
    }
    match parse_to_ast(text, &CollectOptions::default(), &STRICT) {
        Ok(result) => {
            let mut left = MAX_NODES;
            let root = result
                .value
                .and_then(|root| node(text, &root, &mut left, findings));
            if left == 0 {
                findings.push(too_many());
                return None;
            }
            root
        }
        Err(error) => {
            findings.push(syntax_finding(text, &error));
            None
        }
    }
}

fn node(text: &str, value: &ast::Value<'_>, left: &mut usize, findings: &mut Findings) -> Option<Node> {
    *left = left.checked_sub(1)?;
    let span = span(text, value.range());
    let value = match value {
        ast::Value::StringLit(string) => {
            if let Some(at) = text[span.start..span.end].find(|c: char| c < ' ') {
                let at = span.start + at;
                findings.push(
                    Finding::error(
                        codes::SYNTAX,
                        Span::new(at, at + 1),
                        "JSON语法错误：文字中间不能直接换行或用制表符",
                    )
                    .remedy("换行写成 \\n，制表符写成 \\t"),
                );
            }
            Value::String(string.value.to_string())
        }
        ast::Value::NumberLit(number) if number.value.contains(['.', 'e', 'E']) => {
            Value::Float(number.value.to_owned())
        }
        ast::Value::NumberLit(number) => Value::Integer(number.value.to_owned()),
        ast::Value::BooleanLit(truth) => Value::Bool(truth.value),
        ast::Value::NullKeyword(_) => Value::Null,
        ast::Value::Array(array) => Value::Array(
            array
                .elements
                .iter()
                .map_while(|element| node(text, element, left, findings))
                .collect(),
        ),
        ast::Value::Object(object) => Value::Table(
            object
                .properties
                .iter()
                .map_while(|property| {
                    Some(Entry {
                        key: property.name.as_str().to_owned(),
                        key_span: self::span(text, property.name.range()),
                        node: node(text, &property.value, left, findings)?,
                    })
                })
                .collect(),
        ),
    };
    Some(Node { value, span })
}

fn span(text: &str, range: Range) -> Span {
    let start = text.floor_char_boundary(range.start);
    Span::new(start, text.floor_char_boundary(range.end).max(start))
}

/// What is likely wrong with the value at a place.
fn slip(text: &str, at: usize) -> Option<slips::Slip> {
    // The parser stops behind a leading zero: the number begins before the place.
    let start = text[..at].trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let value = text[start..].split([',', ']', '}', '\n']).next().unwrap_or("");
    let found = text[at..].chars().next()?;
    slips::mark(found.encode_utf8(&mut [0; 4]))
        .map(|(_, _, slip)| slip)
        .or_else(|| slips::value(value))
        .or_else(|| slips::unquoted(value))
}

fn syntax_finding(text: &str, error: &ParseError) -> Finding {
    use ParseErrorKind as Kind;
    let (sentence, remedy) = match error.kind() {
        Kind::CommentsNotAllowed | Kind::UnterminatedCommentBlock => {
            ("JSON不能写注释", "删去注释；需要注释请改用TOML格式")
        }
        Kind::ExpectedColonAfterObjectKey => ("键后面缺少英文冒号", "写成 \"键\": 值"),
        Kind::ExpectedObjectValue => ("冒号后面没有值", "在冒号后面填上值；暂缺的填 \"\""),
        Kind::ExpectedComma => ("缺少英文逗号", "各项之间用英文逗号隔开"),
        Kind::TrailingCommasNotAllowed => ("最后一项后面多了逗号", "删去最后一个逗号"),
        Kind::SingleQuotedStringsNotAllowed => ("不能用单引号", "改用英文双引号"),
        Kind::UnterminatedArray => ("方括号没有闭合，文件可能不完整", "补上 ]"),
        Kind::UnterminatedObject => ("花括号没有闭合，文件可能不完整", "补上 }"),
        Kind::MultipleRootJsonValues => (
            "最外层的花括号之后还有内容",
            "只保留一组最外层的花括号；每行一份报告的，用 nianbao batch",
        ),
        Kind::ExpectedStringObjectProperty | Kind::UnexpectedTokenInObject => {
            ("键要加英文双引号", "写成 \"键\": 值")
        }
        Kind::String(ParseStringErrorKind::UnterminatedStringLiteral) => {
            ("引号没有配对，文件可能不完整", "文字两端都要有英文双引号")
        }
        Kind::String(_) => ("反斜杠后面的写法不对", "文字中的反斜杠要写成两个 \\\\"),
        Kind::BareDecimalPointNumbersNotAllowed
        | Kind::ExpectedDigit
        | Kind::ExpectedDigitFollowingNegativeSign
        | Kind::ExpectedPlusMinusOrDigitInNumberLiteral
        | Kind::HexadecimalNumbersNotAllowed
        | Kind::NonFiniteNumbersNotAllowed
        | Kind::UnaryPlusNumbersNotAllowed => ("数字的写法不对", "只写数字，如 12 或 0.5"),
        _ => ("此处的写法不认识", "文字要加英文双引号；标点要用英文半角"),
    };
    let span = span(text, error.range());
    let (sentence, remedy) = slip(text, span.start).unwrap_or((sentence.to_owned(), remedy.to_owned()));
    Finding::error(codes::SYNTAX, span, format!("JSON语法错误：{sentence}")).remedy(remedy)
}
