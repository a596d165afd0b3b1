//! Where a finding stands, in the words of the report: the part and paragraph, the table, row and column, the fact.

use crate::finding::{Finding, Places, Span};
use crate::form::SlotId;
use crate::model::{Located, Report, Text};

/// The place as people call it, with the line of the file; `lines` are those of the file.
pub(super) fn of(report: Option<&Report>, lines: &Places<'_>, finding: &Finding) -> String {
    let Some(span) = finding.span else {
        return "全文".to_owned();
    };
    let line = format!("第{}行", lines.position(span.start).line);
    match report.and_then(|report| named(report, span)) {
        Some(name) => format!("{name}（{line}）"),
        None => line,
    }
}

fn named(report: &Report, span: Span) -> Option<String> {
    fact(report, span)
        .map(str::to_owned)
        .or_else(|| paragraph(report, span))
        .or_else(|| cell(report, span))
}

fn holds(outer: Option<Span>, inner: Span) -> bool {
    outer.is_some_and(|outer| outer.start <= inner.start && inner.end <= outer.end)
}

/// One of the facts at the head of the report.
fn fact(report: &Report, span: Span) -> Option<&'static str> {
    let contact = &report.contact;
    let line = |text: &Option<Located<String>>| text.as_ref().and_then(|text| text.span);
    let fee = report.fee_notice.as_ref();
    [
        (report.year.span, "报告年度"),
        (report.agency.span, "机关全称"),
        (report.level.span, "机关级别"),
        (report.date.span, "成文日期"),
        (line(&contact.office), "联系机构"),
        (line(&contact.address), "联系地址"),
        (line(&contact.postcode), "邮编"),
        (line(&contact.phone), "联系电话"),
        (line(&contact.fax), "传真"),
        (line(&contact.email), "电子邮箱"),
        (line(&contact.website), "电子版下载处"),
        (fee.and_then(|fee| fee.issued.span), "信息处理费：收费通知件数"),
        (fee.and_then(|fee| fee.amount.span), "信息处理费：通知总金额"),
        (fee.and_then(|fee| fee.collected.span), "信息处理费：实际收取金额"),
    ]
    .into_iter()
    .find(|(place, _)| holds(*place, span))
    .map(|(_, name)| name)
}

fn paragraph(report: &Report, span: Span) -> Option<String> {
    let prose = &report.prose;
    let parts: [(&str, Option<&Text>); 4] = [
        ("开头", prose.lead.as_ref()),
        ("第一部分", Some(&prose.part1)),
        ("第五部分", Some(&prose.part5)),
        ("第六部分", Some(&prose.part6)),
    ];
    for (name, text) in parts {
        let Some(text) = text else { continue };
        let within = text
            .paragraphs
            .iter()
            .position(|paragraph| holds(paragraph.span, span));
        match within {
            Some(at) if text.paragraphs.len() > 1 => return Some(format!("{name}第{}段", at + 1)),
            Some(_) => return Some(name.to_owned()),
            None if holds(text.span, span) => return Some(name.to_owned()),
            None => {}
        }
    }
    None
}

/// A cell of a statutory table, or its row when the place holds several cells.
fn cell(report: &Report, span: Span) -> Option<String> {
    let form = report.form;
    let place = |slot: SlotId| report.figures.cell(slot).span;
    let row_name = |slot: SlotId| {
        let table = form.tables[slot.table].name;
        format!("{table}“{}”", form.row(slot).short_label())
    };
    if let Some(slot) = form.slots().find(|slot| holds(place(*slot), span)) {
        return Some(format!("{}的“{}”", row_name(slot), form.slot(slot).label));
    }
    form.slots()
        .find(|slot| place(*slot).is_some_and(|cell| holds(Some(span), cell)))
        .map(row_name)
}
