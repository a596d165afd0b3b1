//! DATE-DUE: the report is not late.

use super::{Basis, Case, Finding, Findings, Rule, Severity};
use crate::model::{Date, Level};

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "DATE-DUE",
    level: Severity::Warning,
    title: "成文日期未过公布期限",
    what: "部门和乡镇、街道的报告，成文日期不晚于次年1月31日；县级以上人民政府的不晚于次年3月31日。",
    why: "《政府信息公开条例》第四十九条。乡镇、街道该条没有写明，按各地通知，一般也在1月31日以前。",
    wrong: "某局2024年度报告，成文日期2025年2月20日",
    right: "某局2024年度报告，成文日期2025年1月17日",
    basis: Basis::Confirmed,
};

pub(super) fn check(case: &Case<'_>, findings: &mut Findings) {
    let (year, level) = (case.report.year.value, case.report.level.value);
    let (month, who) = match level {
        Level::Department => (1, "政府部门"),
        Level::Township => (1, "乡镇、街道（按多数地方的通知）"),
        Level::County | Level::City | Level::Province => (3, "县级以上人民政府"),
    };
    let date = &case.report.date;
    let late = Date::new(year + 1, month, 31).filter(|due| date.value > *due);
    if let Some(due) = late {
        findings.push(
            Finding::warning(
                RULE.code,
                date.span,
                format!("成文日期{}晚于公布期限{}", date.value.chinese(), due.chinese()),
            )
            .note(format!("{who}的年度报告应在{}前公布", due.chinese()))
            .remedy(if date.value.year() > year + 1 {
                format!("核对日期和报告年度{year}，多半有一处年份填错")
            } else {
                "核对日期；确已逾期的，请向主管部门说明".to_owned()
            }),
        );
    }
}
