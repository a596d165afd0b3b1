//! PACK-DUE: the report is not later than the notice of the region allows.

use super::{Basis, Case, Findings, Pack, Rule, Severity, finding};
use crate::model::Date;

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "PACK-DUE",
    level: Severity::Error,
    title: "规则包：当地的期限",
    what: "规则包的 [[due]]：某一级机关的报告，成文日期不晚于次年的某一天。",
    why: "当地的通知；结果中写明依据的通知。没有规则包时按《政府信息公开条例》第四十九条（DATE-DUE）。",
    wrong: "当地要求部门1月20日前公布，成文日期为1月24日",
    right: "成文日期为1月17日",
    basis: Basis::Derived,
};

pub(super) fn check(case: &Case<'_>, pack: &Pack, findings: &mut Findings) {
    let (date, level) = (&case.report.date, case.report.level.value);
    for demand in pack.due.iter().filter(|demand| demand.asks.level == level) {
        let year = case.report.year.value + 1;
        // The 29th of February is the 28th in most years.
        let (month, day) = (demand.asks.month, demand.asks.day);
        let Some(due) = Date::new(year, month, day).or_else(|| Date::new(year, month, day - 1)) else {
            continue;
        };
        if date.value > due {
            let message = format!("成文日期{}晚于期限{}", date.value.chinese(), due.chinese());
            findings.push(
                finding(&RULE, pack, demand, date.span, message)
                    .remedy("核对日期；确已逾期的，请向主管部门说明"),
            );
        }
    }
}
