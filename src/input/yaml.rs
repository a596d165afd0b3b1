//! YAML into nodes, by the core schema of YAML 1.2: one document, no aliases, no tags but the plain ones.

use super::node::{Entry, Node, Value, too_many};
use super::{MAX_DEPTH, MAX_NODES, codes};
use crate::finding::{Finding, Findings, Span};
use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, ScanError, Tag};

/// The root value; after a syntax error as much of it as stands before the error.
pub(super) fn parse(text: &str, findings: &mut Findings) -> Option<Node> {
    let mut options = Options::default();
    options.set_emit_comments(false);
    options.emit_unresolved_aliases = true;
    options.flow_nesting_limit = MAX_DEPTH;
    options.block_nesting_limit = MAX_DEPTH;
    let mut builder = Builder::default();
    let mut documents = 0;
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, place) = match event {
            Ok(event) => event,
            Err(error) => {
                findings.push(syntax_finding(text, &error));
                break;
            }
        };
        let span = span(text, place.byte_range().unwrap_or_default());
        if matches!(event, Event::DocumentStart(..)) {
            documents += 1;
            if documents > 1 {
                findings.push(refused(
                    span,
                    "文件里有第二份内容（---）",
                    "一个文件只放一份年报，其余内容移到别的文件",
                ));
                break;
            }
        }
        builder.event(event, span, findings);
        if builder.nodes > MAX_NODES {
            findings.push(too_many());
            return None;
        }
    }
    builder.finish()
}

/// A table or list still open.
enum Open {
    List(Vec<Node>),
    Table(Vec<Entry>, Option<(String, Span)>),
}

/// Puts events together to a tree.
#[derive(Default)]
struct Builder {
    open: Vec<(Open, Span)>,
    root: Option<Node>,
    nodes: usize,
}

impl Builder {
    fn event(&mut self, event: Event<'_>, span: Span, findings: &mut Findings) {
        match event {
            Event::Scalar(text, style, _, tag) => {
                let value = scalar(&text, style, tag.as_deref(), span, findings);
                self.add(Node { value, span }, findings);
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                findings.push(refused(span, "不支持引用（*）", "把引用的内容直接写在这里"));
                self.add(
                    Node {
                        value: Value::Null,
                        span,
                    },
                    findings,
                );
            }
            Event::SequenceStart(..) => self.open.push((Open::List(Vec::new()), span)),
            Event::MappingStart(..) => self.open.push((Open::Table(Vec::new(), None), span)),
            Event::SequenceEnd | Event::MappingEnd => self.close(span.end, findings),
            _ => {}
        }
    }

    /// Puts a finished value where it belongs: as the root, an element, a key, or the value of the last key.
    fn add(&mut self, node: Node, findings: &mut Findings) {
        self.nodes += 1;
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some((Open::List(nodes), _)) => nodes.push(node),
            Some((Open::Table(entries, key), _)) => match key.take() {
                Some((key, key_span)) => entries.push(Entry { key, key_span, node }),
                None => {
                    let text = match node.value {
                        Value::String(text) | Value::Integer(text) | Value::Float(text) => text,
                        Value::Bool(truth) => truth.to_string(),
                        _ => {
                            findings.push(refused(node.span, "键必须是一个词", "写成 键: 值"));
                            String::new()
                        }
                    };
                    *key = Some((text, node.span));
                }
            },
        }
    }

    fn close(&mut self, end: usize, findings: &mut Findings) {
        let Some((open, span)) = self.open.pop() else {
            return;
        };
        let value = match open {
            Open::List(nodes) => Value::Array(nodes),
            Open::Table(entries, _) => Value::Table(entries),
        };
        let span = Span::new(span.start, end.max(span.start));
        self.add(Node { value, span }, findings);
    }

    /// The tree, whatever is still open closed.
    fn finish(mut self) -> Option<Node> {
        let mut ignored = Findings::new();
        while let Some((_, span)) = self.open.last() {
            let end = span.end;
            self.close(end, &mut ignored);
        }
        self.root
    }
}

/// A scalar by the core schema: quoted and block ones are text, plain ones may be more.
fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>, span: Span, findings: &mut Findings) -> Value {
    match tag.map(|tag| tag.core_suffix()) {
        Some(Some("str")) => return Value::String(text.to_owned()),
        Some(Some("int" | "float" | "bool" | "null")) | None => {}
        Some(_) => findings.push(refused(span, "不支持标签（!）", "删去标签，只写值")),
    }
    if style != ScalarStyle::Plain {
        return Value::String(text.to_owned());
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        _ => {}
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if digits(unsigned) || ((unsigned.starts_with("0x") || unsigned.starts_with("0o")) && unsigned.len() > 2)
    {
        return Value::Integer(text.to_owned());
    }
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_float = (digits(whole) || digits(fraction))
        && (whole.is_empty() || digits(whole))
        && (fraction.is_empty() || digits(fraction))
        && digits(exponent.strip_prefix(['-', '+']).unwrap_or(exponent));
    if is_float {
        Value::Float(text.to_owned())
    } else {
        Value::String(text.to_owned())
    }
}

/// A place of the parser as one of ours: inside the text, on whole characters, without the blank lines at its end.
fn span(text: &str, range: std::ops::Range<usize>) -> Span {
    let start = text.floor_char_boundary(range.start);
    let end = text.floor_char_boundary(range.end).max(start);
    Span::new(start, start + text[start..end].trim_end().len())
}

fn refused(span: Span, what: &str, remedy: &str) -> Finding {
    Finding::error(codes::SYNTAX, span, format!("YAML：{what}")).remedy(remedy)
}

fn syntax_finding(text: &str, error: &ScanError) -> Finding {
    use ErrorKind as Kind;
    let (sentence, remedy) = match error.kind() {
        Kind::RecursionLimitExceeded => ("嵌套过深", "年报数据最多只有三层，请检查缩进和括号"),
        Kind::TabNotAllowed
        | Kind::TabInBlockIndentation
        | Kind::TabInIndentation
        | Kind::TabAtBlockScalarStart => ("缩进不能用制表符（Tab）", "改用空格缩进"),
        Kind::InvalidIndentation | Kind::InvalidBlockScalarIndent | Kind::InvalidQuotedScalarIndent => {
            ("缩进不对", "同一层的各行要对齐，下一层多缩进两个空格")
        }
        Kind::UnclosedQuotedScalar => ("引号没有配对，文件可能不完整", "文字两端都要有引号"),
        Kind::UnclosedFlowCollection { .. }
        | Kind::UnexpectedEofFlowSequence
        | Kind::UnexpectedEofFlowMapping
        | Kind::UnexpectedEofImplicitFlowMapping
        | Kind::ExpectedFlowSequenceSeparator
        | Kind::ExpectedFlowMappingSeparator
        | Kind::MisplacedFlowCollectionEnd
        | Kind::MismatchedFlowCollectionEnd { .. } => {
            ("括号没有配对，或缺少逗号", "数字写成 [0, 0, 0]，用英文逗号隔开")
        }
        Kind::SimpleKeyExpected | Kind::InvalidSimpleKey | Kind::ExpectedBlockMappingKey => {
            ("键后面缺少英文冒号", "写成 键: 值，冒号后面有一个空格")
        }
        Kind::UnknownQuotedScalarEscape | Kind::InvalidQuotedScalarHexEscape => {
            ("反斜杠后面的写法不对", "双引号文字中的反斜杠要写成两个 \\\\")
        }
        _ => ("此处的写法不认识", "请对照模板检查缩进、冒号和引号"),
    };
    let start = text.floor_char_boundary(error.marker().byte_offset().unwrap_or(text.len()));
    let length = text[start..].chars().next().map_or(0, char::len_utf8);
    let span = Span::new(start, start + length);
    Finding::error(codes::SYNTAX, span, format!("YAML语法错误：{sentence}")).remedy(remedy)
}
