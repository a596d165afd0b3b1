//! AGG-STATE: cells that say no number are listed, never silently 0; remarks beside numbers are shown.

use super::{Merge, Unit};
use crate::finding::{Basis, Finding, Findings, Rule, Severity};
use crate::form::SlotId;
use crate::model::CellValue;

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "AGG-STATE",
    level: Severity::Warning,
    title: "没有数的格逐一列出，不当作0",
    what: "各单位报告中空着的、填“/”的格，不计入汇总，逐格列出；带说明的数（如“22（其中修订16件）”）按数计入并列出说明；全部为0而正文没有说明的单位也列出。",
    why: "空格看不出是零还是漏填，不声不响当作0，汇总数就可能少。",
    wrong: "甲镇“行政处罚”空着，汇总时按0相加，不作说明",
    right: "列出甲镇“行政处罚”空着，问明后再汇总",
    basis: Basis::Derived,
};

/// So many cells of a unit are named.
const NAMED: usize = 6;

/// One finding a unit.
pub(super) fn check(merge: &Merge) -> Findings {
    merge
        .units()
        .iter()
        .flat_map(|unit| [blank(merge, unit), annotated(merge, unit), unsaid(unit)])
        .flatten()
        .collect()
}

/// What clerks call a cell.
fn label(merge: &Merge, id: SlotId) -> String {
    let form = merge.form();
    let row = form.row(id);
    let table = form.tables[id.table].name;
    match row.slots {
        [_] => format!("{table}“{}”", row.short_label()),
        _ => format!("{table}“{}”的“{}”", row.short_label(), form.slot(id).label),
    }
}

fn blank(merge: &Merge, unit: &Unit) -> Option<Finding> {
    let cells: Vec<String> = merge
        .form()
        .slots()
        .filter(|id| super::sum::counted(&unit.figures, *id).is_none())
        .map(|id| match &unit.figures.cell(id).value {
            CellValue::NotApplicable(text) => format!("{}（{text}）", label(merge, id)),
            _ => format!("{}（空）", label(merge, id)),
        })
        .collect();
    told(
        &cells,
        Finding::warning,
        format!("{}有{}格没有数，未计入汇总", unit.agency, cells.len()),
        &format!("问明是0还是漏填；由该单位改正后重新汇总（{}）", unit.file),
    )
}

fn annotated(merge: &Merge, unit: &Unit) -> Option<Finding> {
    let cells: Vec<String> = merge
        .form()
        .slots()
        .filter_map(|id| match &unit.figures.cell(id).value {
            CellValue::Annotated { text, .. } => Some(format!("{}：{text}", label(merge, id))),
            _ => None,
        })
        .collect();
    told(
        &cells,
        Finding::hint,
        format!("{}有{}格带说明，按其中的数计入", unit.agency, cells.len()),
        "核对说明；汇总报告需要同样说明的，自行写上",
    )
}

fn told(
    cells: &[String],
    finding: impl Fn(&'static str, Option<crate::finding::Span>, String) -> Finding,
    said: String,
    remedy: &str,
) -> Option<Finding> {
    if cells.is_empty() {
        return None;
    }
    let more = if cells.len() > NAMED { "等" } else { "" };
    let named = cells[..cells.len().min(NAMED)].join("、");
    Some(
        finding(RULE.code, None, said)
            .note(format!("{named}{more}"))
            .remedy(remedy),
    )
}

fn unsaid(unit: &Unit) -> Option<Finding> {
    (unit.is_nil() && !unit.says_nil).then(|| {
        Finding::warning(
            RULE.code,
            None,
            format!("{}各项数字全部为0，正文没有说明", unit.agency),
        )
        .remedy(format!(
            "请该单位在正文中说明没有发生，如“未收到政府信息公开申请”（{}）",
            unit.file
        ))
    })
}
