//! The codes of the findings that reading a file can give.

/// The file as a whole: empty, too long, too many values.
pub const FILE: &str = "READ-FILE";
/// The encoding: GBK, UTF-16, damaged UTF-8, binary.
pub const ENCODING: &str = "READ-ENC";
/// The file breaks the rules of TOML, YAML or JSON, or uses a part of them that reports have no use for.
pub const SYNTAX: &str = "READ-SYNTAX";
/// A key that the input does not know.
pub const KEY: &str = "READ-KEY";
/// A key given twice.
pub const DUPLICATE: &str = "READ-DUP";
/// A value of the wrong kind: a text for a table, a list for a name.
pub const TYPE: &str = "READ-TYPE";
/// A value that must be given and is not, or is left empty.
pub const MISSING: &str = "READ-MISS";
/// A row of a statutory table that is missing or has too few or too many numbers.
pub const ROW: &str = "READ-ROW";
/// A number that cannot be one: negative, fractional, too long, full-width, with separators or units.
pub const NUMBER: &str = "READ-NUM";
/// A date that does not exist or is not written as one.
pub const DATE: &str = "READ-DATE";
/// A report year without a form, or one for which the form is not confirmed.
pub const YEAR: &str = "READ-YEAR";
/// A text that cannot be printed: control characters, over-long names.
pub const TEXT: &str = "READ-TEXT";
/// 版头, 主送机关, 附件 or 附注 not written as official papers write them.
pub const ELEMENT: &str = "READ-ELEM";
/// A part of the input kept for later versions; ignored.
pub const RESERVED: &str = "READ-LATER";
/// A value of a house style that is none: an unknown word, a length out of bounds.
pub const STYLE: &str = "READ-STYLE";
/// A value of a house style that leaves GB/T 9704-2012.
pub const STANDARD: &str = "READ-GB9704";

/// Every code with a sentence on it, for people.
pub const ALL: [(&str, &str); 16] = [
    (FILE, "文件为空、过长或内容过多"),
    (ENCODING, "文件编码不是UTF-8，或文件已损坏"),
    (SYNTAX, "不符合TOML、YAML或JSON的语法"),
    (KEY, "不认识的键"),
    (DUPLICATE, "同一个键出现两次"),
    (TYPE, "值的种类不对，例如应为文字却填了列表"),
    (MISSING, "必填的内容没有填写"),
    (ROW, "表格缺少一行，或一行的数字个数不对"),
    (NUMBER, "数字写法不对：负数、小数、过长、全角、带分隔符或单位"),
    (DATE, "日期不存在或写法不对"),
    (YEAR, "报告年度没有对应的格式"),
    (TEXT, "文字含有不能印刷的字符，或过长"),
    (ELEMENT, "发文字号、主送机关、附件名称等的写法不合规范"),
    (RESERVED, "留待以后版本的内容，目前忽略"),
    (STYLE, "版式的值不对，或超出范围"),
    (STANDARD, "版式的值与GB/T 9704-2012不一致"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_of_one_family() {
        let codes: std::collections::BTreeSet<_> = ALL.iter().map(|(code, _)| *code).collect();
        assert_eq!(codes.len(), ALL.len());
        assert!(codes.iter().all(|code| code.starts_with("READ-")));
    }
}
