//! Which face shows each character, asked before anything is drawn. A character that no face has is a finding with its
//! code point and place, never a box on paper. And faces of an office that cannot be used.

mod own;

use crate::doc::{Block, Document, Origin, Quote};
use crate::finding::{
    Basis, Finding, Findings, Rule, Severity, Span, characters, is_invisible, is_special_blank, usual,
};
use crate::font::{FaceId, FontSet, RolePair, Uses};
use crate::style::Style;
pub use own::{FONT_RULE, OwnFonts, not_in_pdf, own_fonts};
use std::collections::BTreeSet;

/// Code of the finding.
const CODE: &str = "GLYPH";

/// The page of the rule.
pub const RULE: Rule = Rule {
    code: CODE,
    level: Severity::Error,
    title: "字库中没有的字",
    what: "全文每一个字在所用的字体中都要有字形。《通用规范汉字表》的8105个字都有；GB 18030 收字更多，不都有。",
    why: "没有字形的字印出来是空白或方框。",
    wrong: "人名中的自造字",
    right: "改用《通用规范汉字表》中的字；或用 --fonts 指定收有这个字的字体",
    basis: Basis::Derived,
};

/// One finding for each character of the document that no face of its style shows, at each place it comes from.
///
/// `source` is the input text, if there is one: it narrows a finding from the whole value to the character.
pub fn check(document: &Document, style: &Style, fonts: &FontSet, source: Option<&str>) -> Findings {
    let mut findings = Findings::new();
    // What the input gives once is told once, in however many places it is printed.
    let mut told = BTreeSet::new();
    for_each_text(document, style, |text, roles, sources| {
        for ch in fonts.missing(roles, text) {
            for (at, _) in text.match_indices(ch) {
                let place = place(ch, sources.at(at), source);
                if told.insert((place, ch)) {
                    findings.push(finding(ch, place));
                }
            }
        }
    });
    findings
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

/// One hint for each face of an office that lacks characters of the document, which ours show in its stead, at the first
/// place of the first of them. `source` is as in [`check`].
pub fn lacking(document: &Document, style: &Style, fonts: &FontSet, source: Option<&str>) -> Findings {
    let mut lacking: Vec<(FaceId, String, Option<Span>)> = Vec::new();
    if fonts.own().next().is_none() {
        return Findings::new();
    }
    for_each_text(document, style, |text, roles, sources| {
        for (at, ch) in text.char_indices() {
            let Some(&first) = fonts.chain(roles.role_of(ch)).first() else {
                continue;
            };
            let shown = fonts.glyph_in(roles, ch).map(|glyph| glyph.face);
            let is_ours = |face: FaceId| fonts.face(face).own().is_none();
            if is_ours(first) || !shown.is_some_and(is_ours) {
                continue;
            }
            match lacking.iter_mut().find(|(face, ..)| *face == first) {
                Some((_, characters, _)) if characters.contains(ch) => {}
                Some((_, characters, _)) => characters.push(ch),
                None => lacking.push((first, ch.to_string(), place(ch, sources.at(at), source))),
            }
        }
    });
    lacking
        .into_iter()
        .filter_map(|(face, characters, span)| own::lacks(fonts.face(face), &characters, span))
        .collect()
}

fn finding(ch: char, span: Option<Span>) -> Finding {
    let shown = characters(&ch.to_string());
    let code = format!("（U+{:04X}）", u32::from(ch));
    let nowhere = "在所有字体中都没有字形，无法印出";
    let (message, remedy) = match (ch, usual(ch)) {
        _ if is_invisible(ch) => (format!("看不见的字符{shown}{nowhere}"), "删去该字符".to_owned()),
        ('\u{fffc}', _) => (
            format!("图片或对象的占位符{code}{nowhere}"),
            "删去；多是从 Word 或网页粘贴时留下的".to_owned(),
        ),
        _ if is_special_blank(ch) => (
            format!("特殊的空格{code}{nowhere}"),
            "改用普通空格，或删去".to_owned(),
        ),
        (_, Some(usual)) => (
            format!("标点的变体{shown}{nowhere}"),
            format!("改用通常的“{usual}”"),
        ),
        ('\u{e000}'..='\u{f8ff}' | '\u{f0000}'.., None) => (
            format!("专用区的字符{code}{nowhere}"),
            "多是从 Word 粘贴的项目符号或自造字：删去，或改用序数、《通用规范汉字表》中的字".to_owned(),
        ),
        ('\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}', None) => (
            format!("符号{shown}{nowhere}"),
            "删去，或改用文字、序数；公文不用装饰符号和表情".to_owned(),
        ),
        _ => (
            format!("字符{shown}{nowhere}"),
            "请改用《通用规范汉字表》中的字或删去该字符；确为人名、地名用字，而单位的字体收有的，用 --fonts 指定字体文件夹"
                .to_owned(),
        ),
    };
    Finding::error(CODE, span, message).remedy(remedy)
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

/// Where the parts of a text come from.
#[derive(Clone, Copy)]
struct Sources<'d> {
    /// The whole, save for the quotes.
    whole: Origin,
    /// What the text quotes, by its bytes in the paragraph.
    quotes: &'d [Quote],
    /// Where in the paragraph the text begins.
    start: usize,
}

impl From<Origin> for Sources<'_> {
    fn from(whole: Origin) -> Self {
        Sources {
            whole,
            quotes: &[],
            start: 0,
        }
    }
}

impl Sources<'_> {
    /// Where a byte of the text comes from.
    fn at(&self, byte: usize) -> Origin {
        let mut quotes = self.quotes.iter();
        let quote = quotes.find(|quote| quote.range.contains(&(self.start + byte)));
        quote.map_or(self.whole, |quote| quote.origin)
    }
}

/// Visits every text of a document with the faces it is set in.
fn for_each_text(document: &Document, style: &Style, mut visit: impl FnMut(&str, RolePair, Sources<'_>)) {
    let heading = |level: crate::doc::HeadingLevel| style.headings[usize::from(level.number()) - 1].roles;
    let dispatch = &style.dispatch;
    if let Some(word) = &document.properties().watermark {
        visit(word, style.watermark.roles, Origin::default().into());
    }
    for block in document.blocks() {
        match block {
            Block::Title(title) => visit(&title.text, style.title.roles, title.origin.into()),
            Block::Heading(text) => visit(&text.text, heading(text.level), text.origin.into()),
            Block::Paragraph(paragraph) => {
                if let Some(run_in) = &paragraph.run_in {
                    visit(&run_in.text, heading(run_in.level), paragraph.origin.into());
                }
                let mut start = 0;
                for run in &paragraph.runs {
                    let roles = if run.strong {
                        style.strong
                    } else {
                        style.body.roles
                    };
                    let (whole, quotes) = (paragraph.origin, paragraph.quotes.as_slice());
                    visit(&run.text, roles, Sources { whole, quotes, start });
                    start += run.text.len();
                }
            }
            Block::Table(table) => {
                for cell in table.grid().cells() {
                    visit(&cell.text, style.table.text.roles, cell.origin.into());
                }
                for note in &table.notes {
                    visit(&note.text, style.table.note.roles, note.origin.into());
                }
            }
            Block::Head(head) => {
                for line in head.small_lines() {
                    visit(&line.text, dispatch.head.small.roles, line.origin.into());
                }
                visit(&head.mark.text, dispatch.head.mark.roles, head.mark.origin.into());
                visit(&head.number.text, style.body.roles, head.number.origin.into());
                if let Some(signers) = &head.signers {
                    visit(&signers.label.text, style.body.roles, signers.label.origin.into());
                    for name in &signers.names {
                        visit(&name.text, dispatch.head.signer.roles, name.origin.into());
                    }
                }
            }
            Block::Recipients(line) | Block::Annotation(line) => {
                visit(&line.text, style.body.roles, line.origin.into());
            }
            Block::AttachmentList(list) => {
                for line in list.lines() {
                    visit(&line.text, style.body.roles, line.origin.into());
                }
            }
            Block::Attachment(attachment) => {
                let (label, title) = (&attachment.label, &attachment.title);
                visit(&label.text, dispatch.attachment.label.roles, label.origin.into());
                visit(&title.text, style.title.roles, title.origin.into());
            }
            Block::Imprint(imprint) => {
                for line in imprint.lines() {
                    visit(&line.text, dispatch.imprint.text.roles, line.origin.into());
                }
            }
            Block::Signature(signature) => {
                for (_, text, origin) in signature.parts() {
                    visit(text, style.body.roles, origin.into());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::{Paragraph, Properties, Signature};

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

    #[test]
    fn a_composed_paragraph_is_told_where_its_pieces_come_from() {
        let source = "address = \"甲\u{e000}\"\nagency = \"乙\u{e000}\"";
        let part = |words: &str| source.find(words).map(|at| Span::new(at, at + words.len()));
        let text = "请与乙\u{e000}联系（甲\u{e000}）。";
        let quote = |words: &str| Quote {
            range: text.find(words).map(|at| at..at + words.len()).unwrap(),
            origin: Origin(part(words)),
        };
        let paragraph = Paragraph {
            quotes: vec![quote("乙\u{e000}"), quote("甲\u{e000}")],
            ..Paragraph::plain(text, Origin::default())
        };
        let signature = Signature {
            agency: "乙\u{e000}".to_owned(),
            agency_origin: Origin(part("乙\u{e000}")),
            ..Signature::default()
        };
        let blocks = vec![Block::Paragraph(paragraph), Block::Signature(signature)];
        let document = Document::new(Properties::default(), blocks);
        let findings = check(
            &document,
            &Style::default(),
            FontSet::bundled().unwrap(),
            Some(source),
        );
        let places: Vec<Option<Span>> = findings.iter().map(|finding| finding.span).collect();
        let at = |words: &str| part(words).map(|span| Span::new(span.start + "甲".len(), span.end));
        assert_eq!(places, [at("乙\u{e000}"), at("甲\u{e000}")]);
    }
}
