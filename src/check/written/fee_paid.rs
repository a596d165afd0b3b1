//! T3-FEE: the fee facts agree with one another and with the applications dropped for unpaid fees.

use super::fee_words;
use super::{Basis, Case, Finding, Findings, Part, Rule, Severity};

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "T3-FEE",
    level: Severity::Warning,
    title: "信息处理费各数相符",
    what: "表三有因逾期未缴费不再处理的申请，就要写明收费情况且发出过通知；实际收取不大于通知总金额；没有发出通知就没有金额；第六部分写的收取情况（未收取，或件数、金额）与 [fee_notice] 相符。",
    why: "国办函〔2020〕109号：逾期未缴费的视为放弃申请，先有收费通知才有逾期。",
    wrong: "表三（六）2为3件，[fee_notice] issued = 0",
    right: "issued = 3，amount = \"300\"，collected = \"0\"",
    basis: Basis::Derived,
};

/// Whether fees for handling information are spoken of, in words or in facts.
pub(super) fn states_fee(case: &Case<'_>) -> bool {
    case.report.fee_notice.is_some()
        || case.says(Part::Six, &["处理费", "收费", "收取", "费用"])
        || case.says(Part::One, &["信息处理费"])
}

/// The same, or it may be so: what is written of it could not be read.
pub(super) fn may_state_fee(case: &Case<'_>) -> bool {
    let unread = case.report.unread;
    unread.fee_notice || unread.prose || states_fee(case)
}

pub(super) fn check(case: &Case<'_>, findings: &mut Findings) {
    let unpaid = case.number("table3.other_unpaid.total").unwrap_or(0);
    let unpaid_place = case.place("table3.other_unpaid.total");
    if unpaid > 0 && !may_state_fee(case) {
        findings.push(
            Finding::warning(
                RULE.code,
                unpaid_place,
                format!("表三（六）有{unpaid}件因逾期未缴费不再处理，第六部分没有写收费情况"),
            )
            .remedy("填写 [fee_notice] 或在第六部分写明收费通知件数、总金额和实际收取金额"),
        );
    }
    let Some(fee) = &case.report.fee_notice else {
        return;
    };
    let (issued, amount, collected) = (fee.issued.value, &fee.amount, &fee.collected);
    if unpaid > 0 && issued == 0 {
        findings.push(
            Finding::warning(
                RULE.code,
                fee.issued.span,
                format!("发出收费通知0件，表三（六）却有{unpaid}件因逾期未缴费不再处理"),
            )
            .remedy("核对收费通知件数和表三（六）2"),
        );
    }
    if collected.value.millionths() > amount.value.millionths() {
        findings.push(
            Finding::warning(
                RULE.code,
                collected.span,
                format!(
                    "实际收取{}元，大于通知收费总金额{}元",
                    collected.value, amount.value
                ),
            )
            .remedy("核对两个金额，单位都是元"),
        );
    } else if issued == 0 && amount.value.millionths() > 0 && unpaid == 0 {
        findings.push(
            Finding::warning(
                RULE.code,
                fee.issued.span,
                format!("发出收费通知0件，通知收费总金额却是{}元", amount.value),
            )
            .remedy("核对件数和金额"),
        );
    }
    fee_words::check(case, fee, findings);
}
