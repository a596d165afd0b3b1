//! Title, author, date, keywords, and the outline.

use super::DATA_FILE;
use crate::doc::{Block, CREATOR, Document, NodeId};
use krilla::destination::XyzDestination;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::geom::Point;
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use std::collections::BTreeMap;

/// What the file says about itself. The date is the document's, at midnight in China; never the clock's.
pub(super) fn metadata(document: &Document) -> Metadata {
    let properties = document.properties();
    let mut metadata = Metadata::new()
        .authors(vec![properties.author.clone()])
        .keywords(properties.keywords.clone())
        .creator(CREATOR.to_owned())
        .producer(CREATOR.to_owned());
    // What is not said is left out: the back end then refuses to call the file what it is not.
    if !properties.title.is_empty() {
        metadata = metadata.title(properties.marked_title());
    }
    if !properties.language.is_empty() {
        metadata = metadata.language(properties.language.clone());
    }
    if !properties.subject.is_empty() {
        metadata = metadata.description(properties.subject.clone());
    }
    if let Some(date) = midnight(document) {
        metadata = metadata.creation_date(date);
    }
    metadata
}

/// The first moment in China of the document's day.
fn midnight(document: &Document) -> Option<DateTime> {
    let date = document.properties().date?;
    let midnight = DateTime::new(date.year())
        .month(date.month())
        .day(date.day())
        .hour(0)
        .minute(0)
        .second(0)
        .utc_offset_hour(8)
        .utc_offset_minute(0);
    Some(midnight)
}

/// The data a document was made from as an attached file: the source of the whole (ISO 19005-3, annex E).
pub(super) fn attachment(document: &Document, data: &[u8]) -> EmbeddedFile {
    EmbeddedFile {
        path: DATA_FILE.to_owned(),
        mime_type: MimeType::new("application/json"),
        description: Some(format!("{}的数据", document.properties().title)),
        association_kind: AssociationKind::Source,
        data: data.to_vec().into(),
        modification_date: midnight(document),
        compress: Some(true),
        location: None,
    }
}

/// The headings, nested by level; run-in headings too.
pub(super) fn outline(document: &Document, positions: &BTreeMap<NodeId, (usize, Point)>) -> Outline {
    let mut open: Vec<(u8, OutlineNode)> = Vec::new();
    let mut outline = Outline::new();
    let mut close_to = |open: &mut Vec<(u8, OutlineNode)>, level: u8| {
        while open.last().is_some_and(|(above, _)| *above >= level) {
            if let Some((_, node)) = open.pop() {
                match open.last_mut() {
                    Some((_, parent)) => parent.push_child(node),
                    None => outline.push_child(node),
                }
            }
        }
    };
    for (level, text, id) in document.blocks().iter().filter_map(heading) {
        let Some((page, at)) = positions.get(&id) else {
            continue;
        };
        close_to(&mut open, level);
        let node = OutlineNode::new(text.to_owned(), XyzDestination::new(*page, *at));
        open.push((level, node));
    }
    close_to(&mut open, 0);
    outline
}

fn heading(block: &Block) -> Option<(u8, &str, NodeId)> {
    match block {
        Block::Heading(heading) => Some((heading.level.number(), &heading.text, heading.id)),
        Block::Attachment(attachment) => {
            let title = &attachment.title;
            Some((title.level.number(), &title.text, title.id))
        }
        Block::Paragraph(paragraph) => {
            let run_in = paragraph.run_in.as_ref()?;
            Some((
                run_in.level.number(),
                run_in.text.trim_end_matches('。'),
                run_in.id,
            ))
        }
        _ => None,
    }
}
