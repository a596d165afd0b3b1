//! What a roster's cell says of a unit's 空数据说明: that there is none, which it is, or neither.

use unicode_normalization::UnicodeNormalization as _;

/// The fewest letters that can name a statement: “有” and “是” name none.
const FEWEST_LETTERS: usize = 2;

/// What clerks and spreadsheets write for no.
const NONE: [&str; 43] = [
    "",
    "-",
    "--",
    "—",
    "——",
    "―",
    "–",
    "－",
    "/",
    "\\",
    "x",
    "×",
    "✕",
    "✗",
    "✘",
    "0",
    "〇",
    "○",
    "零",
    "否",
    "不",
    "无",
    "没",
    "没有",
    "未",
    "未报",
    "未交",
    "未提交",
    "未报送",
    "未收到",
    "没报",
    "没交",
    "没收到",
    "无说明",
    "没有说明",
    "待交",
    "false",
    "no",
    "n",
    "none",
    "n/a",
    "na",
    "null",
];

/// What they write for yes, without saying which statement.
const BARE: [&str; 15] = [
    "yes",
    "true",
    "ok",
    "nil",
    "已有",
    "已交",
    "已报",
    "已提交",
    "已报送",
    "已收到",
    "已附",
    "有说明",
    "空数据",
    "见附件",
    "收到",
];

/// What a cell of the column `nil` says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// There is no statement.
    None,
    /// The statement: its text, or its name.
    Statement,
    /// Something that neither denies a statement nor is one.
    Unclear,
}

impl Said {
    /// What a cell says, its white space, the width of its letters and a full stop aside.
    pub(super) fn of(cell: &str) -> Self {
        let plain: String = cell.nfkc().filter(|ch| !ch.is_whitespace()).collect();
        let plain = plain.trim_end_matches(['。', '.']).to_lowercase();
        let letters = plain.chars().filter(|ch| ch.is_alphabetic()).count();
        if NONE.contains(&plain.as_str()) {
            Said::None
        } else if letters < FEWEST_LETTERS || BARE.contains(&plain.as_str()) {
            Said::Unclear
        } else {
            Said::Statement
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_is_no_statement_and_a_bare_yes_names_none() {
        for cell in [
            "",
            " ",
            "否",
            "无",
            "没有",
            "没有。",
            "0",
            "０",
            "-",
            "－",
            "——",
            "/",
            "／",
            "×",
            "FALSE",
            "No",
            "N/A",
            "未 报",
        ] {
            assert_eq!(Said::of(cell), Said::None, "{cell}");
        }
        for cell in [
            "是",
            "有",
            "√",
            "✓",
            "1",
            "１",
            "TRUE",
            "已交",
            "Y",
            "?",
            "？",
            "2",
            "2026-01-12",
            "附",
        ] {
            assert_eq!(Said::of(cell), Said::Unclear, "{cell}");
        }
        for cell in [
            "全年没有收到申请",
            "无数据",
            "没有数据",
            "空数据说明",
            "关于2025年没有政府信息公开数据的说明",
            "清河档〔2026〕2号",
        ] {
            assert_eq!(Said::of(cell), Said::Statement, "{cell}");
        }
    }
}
