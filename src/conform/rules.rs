//! The pages on the form of an annual report in Word.

use crate::finding::{Basis, Rule, Severity};

/// A row, a column, a cell, a table is not as in the form, or blank. Its page is that of the check of data.
pub(super) const CELL: &str = "FMT-CELL";
/// A label is worded otherwise.
pub(super) const LABEL: &str = "FMT-LABEL";
/// The headings of the parts.
pub(super) const PARTS: &str = "FMT-PARTS";
/// The edition of the form.
pub(super) const YEAR: &str = "FMT-YEAR";

/// Every code of its own with its page.
pub const RULES: [Rule; 3] = [
    Rule {
        code: LABEL,
        level: Severity::Error,
        title: "Word 文件表格的行、列标签与统一格式一致",
        what: "年度报告三张表的标签与该年度的统一格式相同（空白不计）；只差标点、数字全角半角的作警告。",
        why: "统一格式的栏目名称不得改动；标签变了，上级汇总时也无法按标签读出数字。",
        wrong: "行政许可写成“行政审批”",
        right: "照统一格式写“行政许可”",
        basis: Basis::Confirmed,
    },
    Rule {
        code: PARTS,
        level: Severity::Error,
        title: "六个部分的标题齐全、次序正确",
        what: "Word 文件里六个部分的标题与该年度的统一格式相同，次序为一至六，各表在所属的部分；正文说“六个部分”的，列出六个。数据文件里看导语：说有几个部分的，应是六个，列出的也应是六个（只作警告）。",
        why: "统一格式规定了六个部分及其标题。",
        wrong: "少了“六、其他需要报告的事项”；“三、”写成“3、”",
        right: "六个部分照统一格式写全",
        basis: Basis::Confirmed,
    },
    Rule {
        code: YEAR,
        level: Severity::Error,
        title: "表格是报告年度所用的统一格式",
        what: "标题的年度在2021年及以后的，表格为国办公开办函〔2021〕30号的格式；2019、2020年的，为国办公开办函〔2019〕60号的格式。",
        why: "两个格式的第二部分栏目不同：用了旧表，数字就填不到该填的格里，也无法汇总。",
        wrong: "2021年的报告，表二仍有“本年新制作数量”",
        right: "换用“本年制发件数、本年废止件数、现行有效件数”的新表",
        basis: Basis::Confirmed,
    },
];
