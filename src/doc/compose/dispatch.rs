//! 版头, 主送机关, 附件说明, 附注, 附件 and 版记 of a report.

use super::prose_blocks;
use crate::doc::{
    Attachment, AttachmentEntry, AttachmentList, Block, CopiesTo, Head, Imprint, Line, Origin, Signers,
};
use crate::model::{self, Located, Report};

/// The word before the names of attachments.
const LIST_LABEL: &str = "附件：";
/// The word before the names of those who sign a paper sent upwards.
const SIGNERS_LABEL: &str = "签发人：";
/// The word before the names of those who receive copies.
const COPIES_LABEL: &str = "抄送：";

/// What stands above the title.
pub(super) fn head(report: &Report) -> Option<Block> {
    let head = report.dispatch.head.as_ref()?;
    let maybe = |given: &Option<Located<String>>| given.as_ref().map(line);
    Some(Block::Head(Head {
        copy_number: maybe(&head.copy_number),
        secrecy: maybe(&head.secrecy),
        urgency: maybe(&head.urgency),
        mark: line(&head.mark),
        number: line(&head.number),
        signers: (!head.signers.is_empty()).then(|| Signers {
            label: Line::new(SIGNERS_LABEL, Origin::default()),
            names: head.signers.iter().map(line).collect(),
        }),
    }))
}

/// Whom the paper is sent to.
pub(super) fn recipients(report: &Report) -> Option<Block> {
    report
        .dispatch
        .recipients
        .as_ref()
        .map(|to| Block::Recipients(line(to)))
}

/// The names of the attachments, numbered when there are several.
pub(super) fn attachment_list(report: &Report) -> Option<Block> {
    let attachments = &report.dispatch.attachments;
    let entries: Vec<AttachmentEntry> = attachments
        .iter()
        .enumerate()
        .map(|(at, attachment)| {
            let label = if at == 0 { LIST_LABEL } else { "" };
            let before = format!("{label}{}", number(at, attachments.len(), "."));
            AttachmentEntry {
                name_at: before.len(),
                line: Line::new(before + &attachment.title.value, Origin(attachment.title.span)),
            }
        })
        .collect();
    (!entries.is_empty()).then_some(Block::AttachmentList(AttachmentList {
        label: LIST_LABEL.len(),
        entries,
    }))
}

/// The remark below the date.
pub(super) fn annotation(report: &Report) -> Option<Block> {
    report
        .dispatch
        .annotation
        .as_ref()
        .map(|text| Block::Annotation(line(text)))
}

/// Each attachment: its label and title, then what it says.
pub(super) fn attachments(report: &Report) -> Vec<Block> {
    let attachments = &report.dispatch.attachments;
    let mut blocks = Vec::new();
    for (at, attachment) in attachments.iter().enumerate() {
        let label = format!("附件{}", number(at, attachments.len(), ""));
        let (title, origin) = (attachment.title.value.clone(), Origin(attachment.title.span));
        blocks.push(Block::Attachment(Attachment::new(label, title, origin)));
        blocks.extend(prose_blocks(&attachment.text));
    }
    blocks
}

/// An attachment's number from its index; a single one has none.
fn number(at: usize, count: usize, mark: &str) -> String {
    if count > 1 {
        format!("{}{mark}", at + 1)
    } else {
        String::new()
    }
}

/// What stands at the foot of the last page.
pub(super) fn imprint(report: &Report) -> Option<Block> {
    let imprint: &model::Imprint = report.dispatch.imprint.as_ref()?;
    Some(Block::Imprint(Imprint {
        copies_to: imprint.copies_to.as_ref().map(|names| {
            let stop = if names.value.ends_with('。') { "" } else { "。" };
            CopiesTo {
                line: Line::new(format!("{COPIES_LABEL}{}{stop}", names.value), Origin(names.span)),
                names_at: COPIES_LABEL.len(),
            }
        }),
        issuer: line(&imprint.issuer),
        issued: Line::new(
            format!("{}印发", imprint.date.value.chinese()),
            Origin(imprint.date.span),
        ),
    }))
}

fn line(text: &Located<String>) -> Line {
    Line::new(text.value.clone(), Origin(text.span))
}
