//! From a report to its document: title, lead, six parts, signature.

mod dispatch;
mod lead;
mod signature;
mod table;

use super::{Block, Document, Heading, HeadingLevel, NodeId, Origin, Paragraph, Properties, Run, RunIn};
use crate::model::prose::{self, NumberedLevel, ProseBlock};
use crate::model::{FeeNotice, Report, Text};

/// The official document of a report.
///
/// Every text and table stands in the order of the form's six parts; the tables come from the form and show the
/// report's figures as written.
pub fn compose(report: &Report) -> Document {
    let mut blocks: Vec<Block> = dispatch::head(report).into_iter().collect();
    blocks.push(title(report));
    blocks.extend(dispatch::recipients(report));
    match &report.prose.lead {
        Some(lead) => blocks.extend(prose_blocks(lead)),
        None => blocks.push(Block::Paragraph(lead::compose(report))),
    }
    for (part, heading) in report.form.parts.iter().enumerate() {
        blocks.push(Block::heading(HeadingLevel::One, *heading, Origin::default()));
        let text = match part {
            0 => Some(&report.prose.part1),
            4 => Some(&report.prose.part5),
            5 => Some(&report.prose.part6),
            _ => None,
        };
        blocks.extend(text.into_iter().flat_map(prose_blocks));
        let tables = report
            .form
            .tables
            .iter()
            .enumerate()
            .filter(|(_, table)| table.part == part);
        blocks.extend(tables.map(|(index, _)| Block::Table(table::compose(report, index))));
        if part == 5 {
            blocks.extend(fee_paragraph(report));
        }
    }
    blocks.extend(dispatch::attachment_list(report));
    blocks.push(Block::Signature(signature::compose(report)));
    blocks.extend(dispatch::annotation(report));
    blocks.extend(dispatch::attachments(report));
    blocks.extend(dispatch::imprint(report));
    Document::new(properties(report), blocks)
}

fn properties(report: &Report) -> Properties {
    Properties {
        title: report.title(),
        author: report.agency.value.clone(),
        subject: format!("{}年政府信息公开工作年度报告", report.year.value),
        keywords: keywords(report),
        language: "zh-CN".to_owned(),
        date: Some(report.date.value),
        watermark: None,
    }
}

/// What the paper is found by; the facts for the archive too.
fn keywords(report: &Report) -> Vec<String> {
    let facts = report
        .archive
        .iter()
        .map(|fact| format!("{}：{}", fact.label, fact.value.value));
    [
        "政府信息公开工作年度报告".to_owned(),
        report.year.value.to_string(),
        report.form.notice.to_owned(),
    ]
    .into_iter()
    .chain(facts)
    .collect()
}

fn title(report: &Report) -> Block {
    let agency = report.agency.value.len();
    Block::Title(Heading {
        id: NodeId::default(),
        origin: Origin(report.agency.span),
        level: HeadingLevel::One,
        text: report.title(),
        keep_whole: std::iter::once(0..agency).collect(),
    })
}

/// The blocks of a text, its official numbering understood.
fn prose_blocks(text: &Text) -> Vec<Block> {
    prose::blocks(text)
        .into_iter()
        .map(|block| match block {
            ProseBlock::Heading { level, text } => {
                Block::heading(heading_level(level), text.value, Origin(text.span))
            }
            ProseBlock::RunIn { level, heading, rest } => Block::Paragraph(Paragraph {
                origin: Origin(heading.span),
                run_in: Some(RunIn {
                    id: NodeId::default(),
                    level: heading_level(level),
                    text: heading.value,
                }),
                runs: vec![Run {
                    text: rest.value,
                    strong: false,
                }],
                ..Paragraph::default()
            }),
            ProseBlock::Paragraph(text) => Block::paragraph(text.value, Origin(text.span)),
        })
        .collect()
}

fn heading_level(level: NumberedLevel) -> HeadingLevel {
    match level {
        NumberedLevel::Part => HeadingLevel::One,
        NumberedLevel::Section => HeadingLevel::Two,
        NumberedLevel::Item => HeadingLevel::Three,
        NumberedLevel::SubItem => HeadingLevel::Four,
    }
}

/// The sentence on 信息处理费 that part six owes, unless the part states it itself.
fn fee_paragraph(report: &Report) -> Option<Block> {
    let fee = report.fee_notice.as_ref()?;
    let stated = report
        .prose
        .part6
        .paragraphs
        .iter()
        .any(|paragraph| paragraph.value.contains("信息处理费"));
    (!stated).then(|| Block::paragraph(fee_sentence(report.year.value, fee), Origin(fee.issued.span)))
}

fn fee_sentence(year: u16, fee: &FeeNotice) -> String {
    if fee.issued.value == 0 && fee.amount.value.millionths() == 0 && fee.collected.value.millionths() == 0 {
        return format!("{year}年，本机关未收取信息处理费。");
    }
    format!(
        "{year}年，本机关发出信息处理费收费通知{}件，总金额{}元，实际收取{}元。",
        fee.issued.value, fee.amount.value, fee.collected.value
    )
}
