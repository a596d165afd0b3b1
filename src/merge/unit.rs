//! AGG-UNIT: what is kept of a unit's report once it is read.

use crate::finding::{Basis, Finding, Rule, Severity};
use crate::model::{CellValue, FeeNotice, Figures, Level, Report};

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "AGG-UNIT",
    level: Severity::Error,
    title: "各单位的报告自身没有错误",
    what: "汇总前先检查每个单位的报告；读不出或有错误的，不汇总，并列出单位。",
    why: "汇总数是各单位数字之和，一个单位错，汇总数就错；应当退回改正。",
    wrong: "某镇的报告表三总计与各项之和不符，直接汇总",
    right: "退回该镇改正后再汇总；确需先看汇总数的，用 --with-errors，文件开头会写明",
    basis: Basis::Derived,
};

/// Words by which a report says that it has nothing to count.
const NIL_WORDS: [&str; 9] = [
    "空数据",
    "零报告",
    "没有发生",
    "未发生",
    "未产生",
    "没有产生",
    "未收到",
    "没有收到",
    "均为零",
];

/// One unit: its numbers, and where they come from. The text of its report is not kept, so that a thousand units weigh
/// little.
#[derive(Clone, Debug)]
pub struct Unit {
    /// The file, as named by the user.
    pub file: String,
    /// Its full name.
    pub agency: String,
    /// What kind of organ it is.
    pub level: Level,
    /// Report year.
    pub year: u16,
    /// Its numbers.
    pub figures: Figures,
    /// Its fee facts.
    pub fee_notice: Option<FeeNotice>,
    /// The units whose numbers stand in its own already.
    pub merged_from: Vec<String>,
    /// Whether its text says that nothing occurred.
    pub says_nil: bool,
    /// Whether it is the merging office's own report.
    pub own: bool,
    /// Whether its report has errors of its own.
    pub faulty: bool,
}

impl Unit {
    /// What is kept of a report.
    pub fn of(file: impl Into<String>, report: &Report) -> Self {
        let prose = &report.prose;
        let texts = [&prose.part1, &prose.part5, &prose.part6]
            .into_iter()
            .chain(&prose.lead);
        let says_nil = texts
            .flat_map(|text| &text.paragraphs)
            .any(|paragraph| NIL_WORDS.iter().any(|word| paragraph.value.contains(word)));
        Unit {
            file: file.into(),
            agency: report.agency.value.clone(),
            level: report.level.value,
            year: report.year.value,
            figures: report.figures.clone(),
            fee_notice: report.fee_notice.clone(),
            merged_from: report.merged_from.iter().map(|name| name.value.clone()).collect(),
            says_nil,
            own: false,
            faulty: false,
        }
    }

    /// Whether every number of it is 0.
    pub fn is_nil(&self) -> bool {
        let figures = &self.figures;
        figures.form().slots().all(|id| match &figures.cell(id).value {
            CellValue::Number(number) => *number == 0,
            CellValue::Amount(amount) => amount.millionths() == 0,
            _ => false,
        })
    }

    /// The finding on a file that no report can be read from, or one with errors.
    pub fn refused(file: &str, said: &str) -> Finding {
        Finding::error(RULE.code, None, format!("{file}：{said}"))
            .remedy("退回该单位改正后再汇总；用 nianbao check 检查该文件")
    }
}
