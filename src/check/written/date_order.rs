//! DATE-ORDER: the report is dated after the year it covers.

use super::{Basis, Case, Finding, Findings, Rule, Severity};

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "DATE-ORDER",
    level: Severity::Error,
    title: "成文日期在统计期限之后",
    what: "成文日期应晚于报告年度的12月31日。",
    why: "报告写的是上一年度的情况（《政府信息公开条例》第四十九条），年度没有结束，全年的数字还不存在。",
    wrong: "2021年度报告，成文日期2021年12月10日",
    right: "2021年度报告，成文日期2022年1月10日",
    basis: Basis::Derived,
};

pub(super) fn check(case: &Case<'_>, findings: &mut Findings) {
    let (year, date) = (case.report.year.value, &case.report.date);
    if date.value.year() > year {
        return;
    }
    findings.push(
        Finding::error(
            RULE.code,
            date.span,
            format!(
                "成文日期{}不晚于统计期限的末日{year}年12月31日",
                date.value.chinese()
            ),
        )
        .remedy(format!(
            "改为{}年的实际成文日期；或核对报告年度{year}是否填对",
            year + 1
        )),
    );
}
