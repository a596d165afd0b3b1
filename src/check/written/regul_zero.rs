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
    let may = match case.report.level.value {
        Level::City | Level::Province => true,
        Level::Department => is_central(&case.report.agency.value),
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

/// Whether a department is one of the State Council, by its name: 交通运输部, 国家市场监督管理总局, but not the office of one
/// in a place, 国家税务总局某县税务局.
fn is_central(agency: &str) -> bool {
    let is_local = agency
        .replace("市场", "")
        .contains(['省', '市', '县', '区', '州', '盟', '旗']);
    let named = ["国家", "中华人民共和国", "中国", "国务院"]
        .iter()
        .any(|start| agency.starts_with(start));
    !is_local && (named || agency.ends_with('部'))
}

fn first_of_rules(case: &Case<'_>) -> Option<SlotId> {
    let form = case.report.form;
    form.slots().find(|slot| form.row(*slot).key == "rules")
}

#[cfg(test)]
mod tests {
    use super::is_central;

    #[test]
    fn departments_of_the_state_council_are_known_by_name() {
        for central in [
            "交通运输部",
            "中华人民共和国教育部",
            "国家市场监督管理总局",
            "中国人民银行",
        ] {
            assert!(is_central(central), "{central}");
        }
        for local in [
            "某省交通运输厅",
            "国家税务总局清河县税务局",
            "安和市市场监督管理局",
            "中共清河县委宣传部",
        ] {
            assert!(!is_central(local), "{local}");
        }
    }
}
