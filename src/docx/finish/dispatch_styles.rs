//! The styles of 版头, 主送机关, 附件 and 版记.

use super::styles::Sheet;
use super::styles::piece::{
    character_style, exact, head, kept_whole, no_indent, paragraph_rule, paragraph_style,
};
use crate::doc::{Block, Document};
use crate::docx::names;
use crate::docx::xml::Element;
use crate::measure;
use crate::units::Length;

/// The styles of what the document has of these; none for a document that is not sent out.
pub(super) fn styles(sheet: &Sheet<'_>, document: &Document) -> Vec<Element> {
    let has = |wanted: fn(&Block) -> bool| document.blocks().iter().any(wanted);
    let mut styles = Vec::new();
    if has(|block| matches!(block, Block::Head(_))) {
        styles.extend(sheet.head());
    }
    if has(|block| matches!(block, Block::Head(head) if head.signers.is_some())) {
        styles.push(sheet.signer());
    }
    if has(|block| matches!(block, Block::Recipients(_))) {
        styles.push(sheet.recipients());
    }
    if has(|block| matches!(block, Block::AttachmentList(_))) {
        styles.push(sheet.attachment_list());
    }
    if has(|block| matches!(block, Block::Annotation(_))) {
        styles.push(sheet.annotation());
    }
    if has(|block| matches!(block, Block::Attachment(_))) {
        styles.extend(sheet.attachment());
    }
    if has(|block| matches!(block, Block::Imprint(_))) {
        styles.extend(sheet.imprint());
    }
    styles
}

impl Sheet<'_> {
    fn head(&self) -> [Element; 3] {
        let (look, body) = (&self.style.dispatch.head, &self.style.body);
        let [red, green, blue] = look.rgb;
        let colour = format!("{red:02X}{green:02X}{blue:02X}");
        let small = paragraph_style(names::HEAD_LINE, None)
            .child(
                kept_whole()
                    .child(Element::new("w:keepNext"))
                    .child(exact(look.small.pitch, Length::ZERO, Length::ZERO))
                    .child(no_indent()),
            )
            .child(self.type_of(&look.small));
        let mut mark_type = self.type_of(&look.mark);
        mark_type.retain_elements(|child| child.name != "w:color");
        mark_type.push(Element::val("w:color", &colour));
        let mark = paragraph_style(names::MARK, Some(names::NUMBER))
            .child(
                kept_whole()
                    .child(Element::new("w:keepNext"))
                    .child(exact(look.mark.pitch, Length::ZERO, Length::ZERO))
                    .child(no_indent())
                    .child(Element::val("w:jc", "center")),
            )
            .child(mark_type);
        let gap = measure::rule_below_line(self.style);
        let rule = paragraph_rule("w:bottom", look.rule, &colour, gap);
        let above = body.pitch * look.lines_above_number;
        let number = paragraph_style(names::NUMBER, Some(names::TITLE)).child(
            kept_whole()
                .child(Element::new("w:keepNext"))
                .child(Element::new("w:pBdr").child(rule))
                .child(exact(body.pitch, above, Length::ZERO))
                .child(no_indent())
                .child(Element::val("w:jc", "center")),
        );
        [small, mark, number]
    }

    fn signer(&self) -> Element {
        let faces = self.faces(self.style.dispatch.head.signer.roles);
        character_style(names::SIGNER).child(Element::new("w:rPr").child(faces))
    }

    fn recipients(&self) -> Element {
        paragraph_style(names::RECIPIENTS, Some(names::BODY))
            .child(kept_whole().child(Element::new("w:keepNext")).child(no_indent()))
    }

    fn attachment_list(&self) -> Element {
        // Not justified: turned lines would miss the name above them.
        paragraph_style(names::ATTACHMENT_LIST, None).child(
            kept_whole()
                .child(no_indent())
                .child(Element::val("w:jc", "left")),
        )
    }

    fn annotation(&self) -> Element {
        let indent = self.first_line_indent(&self.style.body);
        paragraph_style(names::ANNOTATION, None).child(kept_whole().child(indent))
    }

    fn attachment(&self) -> [Element; 2] {
        let (look, title) = (&self.style.dispatch.attachment, &self.style.title);
        let pitch = self.style.body.pitch;
        let label = paragraph_style(names::ATTACHMENT_LABEL, Some(names::ATTACHMENT_TITLE))
            .child(
                kept_whole()
                    .child(Element::new("w:keepNext"))
                    .child(Element::new("w:pageBreakBefore"))
                    .child(exact(look.label.pitch, Length::ZERO, Length::ZERO))
                    .child(no_indent()),
            )
            .child(self.type_of(&look.label));
        let above = pitch * look.lines_above_title;
        let below = pitch * self.style.lines_after_title;
        let title = paragraph_style(names::ATTACHMENT_TITLE, Some(names::BODY))
            .child(
                kept_whole()
                    .child(Element::new("w:keepNext"))
                    .child(exact(title.pitch, above, below))
                    .child(no_indent())
                    .child(Element::val("w:jc", "center"))
                    .child(Element::val("w:outlineLvl", 0)),
            )
            .child(self.type_of(title));
        [label, title]
    }

    fn imprint(&self) -> [Element; 2] {
        let text = &self.style.dispatch.imprint.text;
        let line = paragraph_style(names::IMPRINT, None)
            .child(
                kept_whole()
                    .child(exact(text.pitch, Length::ZERO, Length::ZERO))
                    .child(no_indent())
                    .child(Element::val("w:jc", "left")),
            )
            .child(self.type_of(text));
        let table =
            head("table", names::IMPRINT_TABLE).child(Element::val("w:basedOn", names::NORMAL_TABLE.id));
        [line, table]
    }
}
