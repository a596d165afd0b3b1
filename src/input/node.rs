//! One tree for all three formats: values as written, each with its place.

use super::{MAX_NODES, codes};
use crate::finding::{Finding, Span};

/// A value and its place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What is written there.
    pub value: Value,
    /// Where it is written.
    pub span: Span,
}

/// A value of the input. Numbers and dates are kept as text, so that nothing is rounded on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text, escapes resolved.
    String(String),
    /// A whole number as written.
    Integer(String),
    /// A number with a point or an exponent, as written.
    Float(String),
    /// True or false.
    Bool(bool),
    /// `null`, or an empty value of YAML.
    Null,
    /// A date or time of TOML, as written.
    Date(String),
    /// A list.
    Array(Vec<Node>),
    /// A table: entries in the order of the file, a key given twice kept twice.
    Table(Vec<Entry>),
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key, escapes resolved.
    pub key: String,
    /// Where the key is written.
    pub key_span: Span,
    /// The value.
    pub node: Node,
}

impl Value {
    /// What a clerk calls such a value.
    pub const fn kind(&self) -> &'static str {
        match self {
            Value::String(_) => "文字",
            Value::Integer(_) => "整数",
            Value::Float(_) => "小数",
            Value::Bool(_) => "true或false",
            Value::Null => "空值",
            Value::Date(_) => "日期",
            Value::Array(_) => "列表",
            Value::Table(_) => "一组键值",
        }
    }
}

/// The finding on a key given a second time.
pub(super) fn duplicate_key(key: &str, span: Option<Span>) -> Finding {
    Finding::error(codes::DUPLICATE, span, format!("“{key}”重复出现，以第一处为准")).remedy("删去多余的一处")
}

/// The finding on a file with more values than any report has.
pub(super) fn too_many() -> Finding {
    Finding::error(codes::FILE, None, format!("文件中的值超过{MAX_NODES}个"))
        .remedy("年报数据只有几百个值，请检查是否选错了文件")
}
