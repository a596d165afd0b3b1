//! What a sum is made of, unit by unit.

use super::sum::FEES;
use super::{Merge, Sum, shown};
use crate::form::SlotKind;
use crate::model::CellValue;
use std::fmt::Write as _;

/// The units and their amounts for every sum whose path is `path` or begins with it (`table3.granted` for the whole row);
/// `None` when the form has no such path.
pub fn explain(merge: &Merge, path: &str) -> Option<String> {
    let wanted = |known: &str| {
        known
            .strip_prefix(path)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let form = merge.form();
    let mut out = String::new();
    for id in form.slots() {
        let known = form.path(id);
        if wanted(&known) {
            let row = form.row(id);
            let title = format!(
                "{}“{}”·{}",
                form.tables[id.table].name,
                row.short_label(),
                form.slot(id).label
            );
            write_sum(
                &mut out,
                merge,
                &merge.sum(id),
                form.slot(id).kind,
                &format!("{known}  {title}"),
            );
        }
    }
    for (fact, (known, name)) in FEES.into_iter().enumerate() {
        if wanted(known) {
            write_sum(
                &mut out,
                merge,
                &merge.fee(fact),
                Merge::fee_kind(fact),
                &format!("{known}  {name}"),
            );
        }
    }
    (!out.is_empty()).then_some(out)
}

// Writing to a String cannot fail, so the results of writeln! are let go.
fn write_sum(out: &mut String, merge: &Merge, sum: &Sum, kind: SlotKind, title: &str) {
    if !out.is_empty() {
        out.push('\n');
    }
    let _ = writeln!(out, "{title}");
    for part in &sum.parts {
        let unit = &merge.units()[part.unit];
        let own = if unit.own { "（本级）" } else { "" };
        let value = match (part.counted, &part.written) {
            (Some(_), CellValue::Annotated { number, text }) => format!("{number}\t{text}"),
            (Some(number), _) => shown(kind, number),
            (None, CellValue::NotApplicable(text)) => format!("{text}\t未计入"),
            (None, _) => "空\t未计入".to_owned(),
        };
        let _ = writeln!(out, "  {}{own}\t{value}", unit.agency);
    }
    for adjustment in &sum.adjustments {
        let sign = if adjustment.amount > 0 { "+" } else { "" };
        let amount = shown(kind, adjustment.amount);
        let _ = writeln!(out, "  调整\t{sign}{amount}\t{}", adjustment.reason);
    }
    let total = sum.total.map_or("没有数".to_owned(), |total| shown(kind, total));
    let _ = writeln!(out, "  合计\t{total}");
}
