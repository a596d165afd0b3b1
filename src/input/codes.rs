//! The codes of the findings that reading a file can give, with their pages.

use crate::finding::{Basis, Rule, Severity};

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
/// Data written by a later version of the program.
pub const NEWER: &str = "READ-LATER";
/// A value of a house style that is none: an unknown word, a length out of bounds.
pub const STYLE: &str = "READ-STYLE";
/// A value of a house style that leaves GB/T 9704-2012.
pub const STANDARD: &str = "READ-GB9704";
/// A value of a rule pack that is none: an unknown part, a limit out of bounds.
pub const PACK: &str = "READ-PACK";

/// Every code with its page.
pub const RULES: [Rule; 17] = [
    Rule {
        code: FILE,
        level: Severity::Error,
        title: "文件为空、过长或内容过多",
        what: "文件整体：没有内容、超过4 MiB或5万行、值太多，或问题太多列不完。",
        why: "读不完整的文件无从检查。",
        wrong: "一个空文件",
        right: "用 nianbao new 2025 -o report.toml 生成模板后填写",
        basis: Basis::Derived,
    },
    Rule {
        code: ENCODING,
        level: Severity::Error,
        title: "文件编码不是UTF-8，或文件已损坏",
        what: "识别UTF-8之外的编码（GBK、UTF-16、Big5）和损坏的字节；认不出的不检查内容。",
        why: "编码认错，汉字就成乱码；猜测不如请人另存一次。",
        wrong: "用记事本另存为ANSI的文件",
        right: "记事本“另存为”，编码选UTF-8",
        basis: Basis::Derived,
    },
    Rule {
        code: SYNTAX,
        level: Severity::Error,
        title: "不符合TOML、YAML或JSON的语法",
        what: "文件按其格式解析，逐处列出语法错误。",
        why: "语法错误的地方无法知道填的是什么。",
        wrong: "agency = “某镇”（用了中文引号）",
        right: "agency = \"某镇\"",
        basis: Basis::Derived,
    },
    Rule {
        code: KEY,
        level: Severity::Error,
        title: "不认识的键",
        what: "每个键都应是模板中的键。",
        why: "写错的键等于没有填。",
        wrong: "recieved = [0, 0, 0, 0, 0, 0]",
        right: "received = [0, 0, 0, 0, 0, 0]",
        basis: Basis::Derived,
    },
    Rule {
        code: DUPLICATE,
        level: Severity::Error,
        title: "同一个键出现两次",
        what: "每个键只能出现一次。",
        why: "两处不一致时，不能替人决定用哪一个。",
        wrong: "granted 写了两行",
        right: "只留一行",
        basis: Basis::Derived,
    },
    Rule {
        code: TYPE,
        level: Severity::Error,
        title: "值的种类不对",
        what: "文字、数字、列表、是否各在其位。",
        why: "例如机关级别只能从五种中选一种。",
        wrong: "level = \"乡镇\"",
        right: "level = \"township\"",
        basis: Basis::Derived,
    },
    Rule {
        code: MISSING,
        level: Severity::Error,
        title: "必填的内容没有填写",
        what: "年度、机关全称、级别、日期、三段文字和各表都要填写。",
        why: "条例第五十条规定了报告应当包括的内容。",
        wrong: "date = \"\"",
        right: "date = \"2026-01-10\"",
        basis: Basis::Derived,
    },
    Rule {
        code: ROW,
        level: Severity::Error,
        title: "表格缺少一行，或一行的数字个数不对",
        what: "每一行的数字个数与格式规定的格数相符；总计可以不填。",
        why: "少一格，后面的数字就错位。",
        wrong: "received = [0, 0, 0, 0, 0]",
        right: "received = [0, 0, 0, 0, 0, 0]",
        basis: Basis::Derived,
    },
    Rule {
        code: NUMBER,
        level: Severity::Error,
        title: "数字写法不对",
        what: "件数是非负整数；金额是最多六位小数的非负数；不带单位、千位分隔符和空格，不用全角数字。",
        why: "公文数字用半角阿拉伯数字；写法不一，机器和人都会读错。",
        wrong: "licences = \"1,362\"",
        right: "licences = 1362",
        basis: Basis::Derived,
    },
    Rule {
        code: DATE,
        level: Severity::Error,
        title: "日期不存在或写法不对",
        what: "成文日期写成年-月-日，并且确有这一天。",
        why: "日期不由程序猜测。",
        wrong: "date = \"2026-02-30\"",
        right: "date = \"2026-02-28\"",
        basis: Basis::Derived,
    },
    Rule {
        code: YEAR,
        level: Severity::Error,
        title: "报告年度没有对应的格式",
        what: "2019、2020年度用国办公开办函〔2019〕60号格式，2021年度起用〔2021〕30号格式。",
        why: "更早的年度没有全国统一格式；更晚的年度可能已有新格式。",
        wrong: "year = 2018",
        right: "year = 2021",
        basis: Basis::Derived,
    },
    Rule {
        code: TEXT,
        level: Severity::Error,
        title: "文字含有不能印刷的字符，或过长",
        what: "控制字符、看不见的字符（零宽空格、软连字符等）、改变书写方向的字符、乱码字符不能出现在公文里。",
        why: "这类字符看不见，却会毁坏版面和检索。",
        wrong: "网站（不可见字符）公开",
        right: "网站公开",
        basis: Basis::Derived,
    },
    Rule {
        code: NEWER,
        level: Severity::Error,
        title: "数据由更新版本的程序写成",
        what: "从 PDF 或 Word 文件取回的数据，[made] 中的 schema 不大于本程序认得的版本。",
        why: "新版本的数据里可能有本程序不认识的内容，读了会丢失。",
        wrong: "schema = 2（本程序只认得1）",
        right: "用更新版本的 nianbao 打开",
        basis: Basis::Derived,
    },
    Rule {
        code: ELEMENT,
        level: Severity::Warning,
        title: "发文字号、主送机关、附件名称等的写法不合规范",
        what: "版头的发文字号用六角括号、全年份、不加“第”、不编虚位；主送机关以全角冒号结尾；附件名称后不加标点；保管期限为永久、30年、10年。",
        why: "GB/T 9704-2012 和档案保管期限的规定对这些要素的写法有要求。",
        wrong: "number = \"某政发[2022]第03号\"",
        right: "number = \"某政发〔2022〕3号\"",
        basis: Basis::Derived,
    },
    Rule {
        code: STYLE,
        level: Severity::Error,
        title: "版式的值不对，或超出范围",
        what: "版式（[style] 或 --style 文件）里的值应是 nianbao style 列出的一种，长度在给出的范围内。",
        why: "不认识的版式无法排版。",
        wrong: "line_pitch = \"gb99\"",
        right: "line_pitch = \"gb22\"",
        basis: Basis::Derived,
    },
    Rule {
        code: STANDARD,
        level: Severity::Hint,
        title: "版式的值与GB/T 9704-2012不一致",
        what: "逐项比较版式与GB/T 9704-2012，指出离开标准的地方。",
        why: "各地有自己的习惯，但应当知道哪里与标准不同。",
        wrong: "line_pitch = \"office28\"",
        right: "line_pitch = \"gb22\"",
        basis: Basis::Derived,
    },
    Rule {
        code: PACK,
        level: Severity::Error,
        title: "规则包的值不对，或超出范围",
        what: "规则包（--rules 文件）里的值应是 docs/rule-packs.md 列出的一种：部分、级别、日期、字数、百分比。",
        why: "看错了的规则会冤枉人。",
        wrong: "most = \"一千字\"",
        right: "most = 1000",
        basis: Basis::Derived,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_of_one_family() {
        let codes: std::collections::BTreeSet<_> = RULES.iter().map(|rule| rule.code).collect();
        assert_eq!(codes.len(), RULES.len());
        assert!(codes.iter().all(|code| code.starts_with("READ-")));
    }
}
