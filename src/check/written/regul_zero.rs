//! REGUL-ZERO: bodies that cannot make 规章 report none.

use super::{Basis, Case, Finding, Findings, Rule, Severity};
use crate::form::SlotId;
use crate::model::Level;

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "REGUL-ZERO",
    level: Severity::Error,
    title: "不能制定规章的机关，规章填0",
    what: "乡镇、街道，县级人民政府和地方政府部门，表二“规章”各格为0（2019年格式只看本年新制作数量）。",
    why: "规章由国务院部门、省级人民政府、设区的市和自治州人民政府制定（《立法法》第九十一条、第九十三条）。",
    wrong: "某镇人民政府：rules = [2, 0, 2]",
    right: "rules = [0, 0, 0]，规范性文件另填一行",
    basis: Basis::Confirmed,
};

pub(super) fn check(case: &Case<'_>, findings: &mut Findings) {
    let agency = case.report.agency.value.as_str();
    let central = ["国家", "中华人民共和国", "中国", "国务院"]
        .iter()
        .any(|start| agency.starts_with(start));
    let may = match case.report.level.value {
        Level::City | Level::Province => true,
        Level::Department => central,
        Level::Township | Level::County => false,
    };
    let Some(made) = case
        .slot("table2.rules.made")
        .or_else(|| first_of_rules(case))
        .filter(|_| !may)
    else {
        return;
    };
    let slots = case.report.form.row(made).slots;
    let counted = if case.report.form.first_year >= 2021 {
        slots.len()
    } else {
        1
    };
    let filled: Vec<SlotId> = (0..counted)
        .map(|slot| SlotId { slot, ..made })
        .filter(|slot| case.report.figures.number(*slot).is_some_and(|number| number > 0))
        .collect();
    let Some(first) = filled.first() else {
        return;
    };
    let told: Vec<String> = filled
        .iter()
        .map(|slot| {
            format!(
                "{}{}件",
                slots[slot.slot].label,
                case.report.figures.number(*slot).unwrap_or_default()
            )
        })
        .collect();
    let who = case.report.level.value.name();
    findings.push(
        Finding::error(
            RULE.code,
            case.report.figures.cell(*first).span,
            format!("表二“规章”填了{}，{who}不能制定规章", told.join("、")),
        )
        .remedy("规章填0；行政规范性文件填在下一行。设区的市人民政府请核对 level"),
    );
}

fn first_of_rules(case: &Case<'_>) -> Option<SlotId> {
    let form = case.report.form;
    form.slots().find(|slot| form.row(*slot).key == "rules")
}
