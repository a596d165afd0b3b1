//! Which face shows each character, asked before anything is drawn. A character that no face has is a finding with its
//! code point and place, never a box on paper. And faces of an office that cannot be used.

mod own;

use crate::doc::{Block, Document, Origin};
use crate::finding::{Basis, Finding, Findings, Rule, Severity, Span, characters};
use crate::font::{FontSet, RolePair, Uses};
use crate::style::Style;
pub use own::{FONT_RULE, OwnFonts, not_in_pdf, own_fonts};

/// Code of the finding.
const CODE: &str = "GLYPH";

/// The page of the rule.
pub const RULE: Rule = Rule {
    code: CODE,
    level: Severity::Error,
    title: "字库中没有的字",
    what: "全文每一个字在所用的字体中都要有字形。",
    why: "没有字形的字印出来是空白或方框。",
    wrong: "人名中的自造字",
    right: "改用规范字（GB 18030）",
    basis: Basis::Derived,
};

/// One finding for each character of the document that no face of its style shows, at each place it comes from.
///
/// `source` is the input text, if there is one: it narrows a finding from the whole value to the character.
pub fn check(document: &Document, style: &Style, fonts: &FontSet, source: Option<&str>) -> Findings {
    let mut findings: Vec<Finding> = Vec::new();
    for_each_text(document, style, |text, roles, origin| {
        for ch in fonts.missing(roles, text) {
            let finding = finding(ch, place(ch, origin, source));
            if !findings.contains(&finding) {
                findings.push(finding);
            }
        }
    });
    findings.into_iter().collect()
}

/// Which characters the copies of a document show in which face: those of its texts and of its page numbers, whatever
/// these come to.
pub fn uses(document: &Document, style: &Style, fonts: &FontSet) -> Uses {
    let mut uses = Uses::new();
    let mut note = |text: &str, roles| {
        for (face, piece) in fonts.pieces(roles, text) {
            uses.entry(face).or_default().extend(piece.chars());
        }
    };
    for_each_text(document, style, |text, roles, _| note(text, roles));
    let number = &style.page_number;
    let (before, after) = number.form.around();
    for text in [before, "0123456789", after] {
        note(text, number.text.roles);
    }
    uses
}

fn finding(ch: char, span: Option<Span>) -> Finding {
    let shown = characters(&ch.to_string());
    Finding::error(CODE, span, format!("字符{shown}在所有字体中都没有字形，无法印出"))
        .remedy("请改用规范字或删去该字符；确为人名、地名用字的，请向软件提供方反映")
}

/// The first place of the character within its origin.
fn place(ch: char, origin: Origin, source: Option<&str>) -> Option<Span> {
    let span = origin.0?;
    let within = source
        .and_then(|source| source.get(span.start..span.end))
        .and_then(|text| text.find(ch));
    Some(within.map_or(span, |at| {
        Span::new(span.start + at, span.start + at + ch.len_utf8())
    }))
}

/// Visits every text of a document with the faces it is set in.
fn for_each_text(document: &Document, style: &Style, mut visit: impl FnMut(&str, RolePair, Origin)) {
    let heading = |level: crate::doc::HeadingLevel| style.headings[usize::from(level.number()) - 1].roles;
    let dispatch = &style.dispatch;
    if let Some(word) = &document.properties().watermark {
        visit(word, style.watermark.roles, Origin::default());
    }
    for block in document.blocks() {
        match block {
            Block::Title(title) => visit(&title.text, style.title.roles, title.origin),
            Block::Heading(text) => visit(&text.text, heading(text.level), text.origin),
            Block::Paragraph(paragraph) => {
                if let Some(run_in) = &paragraph.run_in {
                    visit(&run_in.text, heading(run_in.level), paragraph.origin);
                }
                for run in &paragraph.runs {
                    let roles = if run.strong {
                        style.strong
                    } else {
                        style.body.roles
                    };
                    visit(&run.text, roles, paragraph.origin);
                }
            }
            Block::Table(table) => {
                for cell in table.grid().cells() {
                    visit(&cell.text, style.table.text.roles, cell.origin);
                }
                for note in &table.notes {
                    visit(&note.text, style.table.note.roles, note.origin);
                }
            }
            Block::Head(head) => {
                for line in head.small_lines() {
                    visit(&line.text, dispatch.head.small.roles, line.origin);
                }
                visit(&head.mark.text, dispatch.head.mark.roles, head.mark.origin);
                visit(&head.number.text, style.body.roles, head.number.origin);
                if let Some(signers) = &head.signers {
                    visit(&signers.label.text, style.body.roles, signers.label.origin);
                    for name in &signers.names {
                        visit(&name.text, dispatch.head.signer.roles, name.origin);
                    }
                }
            }
            Block::Recipients(line) | Block::Annotation(line) => {
                visit(&line.text, style.body.roles, line.origin);
            }
            Block::AttachmentList(list) => {
                for line in list.lines() {
                    visit(&line.text, style.body.roles, line.origin);
                }
            }
            Block::Attachment(attachment) => {
                let (label, title) = (&attachment.label, &attachment.title);
                visit(&label.text, dispatch.attachment.label.roles, label.origin);
                visit(&title.text, style.title.roles, title.origin);
            }
            Block::Imprint(imprint) => {
                for line in imprint.lines() {
                    visit(&line.text, dispatch.imprint.text.roles, line.origin);
                }
            }
            Block::Signature(signature) => {
                for (_, text, origin) in signature.parts() {
                    visit(text, style.body.roles, origin);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::Properties;

    #[test]
    fn a_character_without_a_face_is_found_where_it_stands() {
        let source = "part1 = \"好\u{e000}\"";
        let origin = Origin(Some(Span::new(9, source.len() - 1)));
        let document = Document::new(
            Properties::default(),
            vec![
                Block::paragraph("好\u{e000}\u{e000}", origin),
                Block::title("好㙍"),
            ],
        );
        let fonts = FontSet::bundled().unwrap();
        let findings = check(&document, &Style::default(), fonts, Some(source));
        assert_eq!(findings.len(), 1);
        let finding = findings.iter().next().unwrap();
        assert_eq!(finding.span, Some(Span::new(12, 15)));
        assert!(finding.message.contains("U+E000"));
    }
}
