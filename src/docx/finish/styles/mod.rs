//! `styles.xml`: everything about the look that is not local to one paragraph.
//!
//! Base values stand in the document defaults and in `Normal`, because WPS reads only the latter; faces are named
//! in all four slots and never by theme.

pub(super) mod piece;

use super::dispatch_styles;
use crate::doc::{Block, Document, HeadingLevel};
use crate::docx::markup::root;
use crate::docx::names::{self, StyleName};
use crate::docx::typeface::Typeface;
use crate::docx::xml::Element;
use crate::font::{FontSet, Role, RolePair};
use crate::measure;
use crate::style::{PageNumberPlace, Style, TextStyle};
use crate::units::Length;
use piece::{
    cell_margins, character_style, exact, head, hidden, indent, kept_whole, no_indent, no_margins,
    paragraph_style, spacing, zero_indent,
};

const DEFAULT_LANGUAGE: &str = "zh-CN";
/// Built-in styles stand in Word's list in the order of this number; below 99 they are shown.
const PRIORITY_TITLE: u8 = 10;
const PRIORITY_HEADING: u8 = 9;

/// Writes styles of one look and one set of faces.
pub(super) struct Sheet<'a> {
    pub(super) style: &'a Style,
    fonts: &'a FontSet,
    typeface: Typeface,
    /// The room above the signature.
    above_signature: Length,
}

/// The room above the document's signature; that of a sealed one when it has none.
fn above_signature(document: &Document, style: &Style, fonts: &FontSet) -> Length {
    let signature = document.blocks().iter().find_map(|block| match block {
        Block::Signature(signature) => Some(measure::signature(signature, style, fonts)[0].gap),
        _ => None,
    });
    signature.unwrap_or(style.body.pitch * style.signature.sealed_lines_before)
}

/// All styles.
pub(super) fn styles(style: &Style, fonts: &FontSet, typeface: Typeface, document: &Document) -> Element {
    let sheet = Sheet {
        style,
        fonts,
        typeface,
        above_signature: above_signature(document, style, fonts),
    };
    let language = match document.properties().language.as_str() {
        "" => DEFAULT_LANGUAGE,
        language => language,
    };
    let lang = Element::new("w:lang")
        .with("w:val", "en-US")
        .with("w:eastAsia", language)
        .with("w:bidi", "ar-SA");
    let defaults = Element::new("w:docDefaults")
        .child(Element::new("w:rPrDefault").child(sheet.type_of(&style.body).child(lang.clone())))
        .child(Element::new("w:pPrDefault").child(sheet.base_paragraph()));
    root("w:styles")
        .child(defaults)
        .child(
            paragraph_style(names::NORMAL, None)
                .child(sheet.base_paragraph())
                .child(sheet.type_of(&style.body).child(lang)),
        )
        .child(hidden(head("character", names::DEFAULT_FONT)))
        .child(hidden(head("table", names::NORMAL_TABLE)).child(no_margins()))
        .child(hidden(head("numbering", names::NO_LIST)))
        .child(sheet.title())
        .children(HeadingLevel::ALL.map(|level| sheet.heading(level)))
        .children(HeadingLevel::ALL.map(|level| sheet.run_in(level)))
        .child(sheet.body())
        .child(sheet.strong())
        .child(sheet.table())
        .children(sheet.cells())
        .child(sheet.table_gap())
        .child(sheet.table_note())
        .children(sheet.signature())
        .children(dispatch_styles::styles(&sheet, document))
        .children(sheet.margins())
}

impl Sheet<'_> {
    fn base_paragraph(&self) -> Element {
        let off = |name| Element::val(name, 0);
        Element::new("w:pPr")
            .child(Element::new("w:widowControl"))
            .child(Element::new("w:kinsoku"))
            .child(Element::new("w:wordWrap"))
            .child(off("w:overflowPunct"))
            .child(off("w:topLinePunct"))
            .child(off("w:autoSpaceDE"))
            .child(off("w:autoSpaceDN"))
            .child(off("w:adjustRightInd"))
            .child(off("w:snapToGrid"))
            .child(exact(self.style.body.pitch, Length::ZERO, Length::ZERO))
            .child(no_indent())
            .child(Element::val("w:jc", "both"))
    }

    fn title(&self) -> Element {
        let after = self.style.body.pitch * self.style.lines_after_title;
        paragraph_style(names::TITLE, Some(names::BODY))
            .child(Element::val("w:uiPriority", PRIORITY_TITLE))
            .child(
                kept_whole()
                    .child(Element::new("w:keepNext"))
                    .child(exact(self.style.title.pitch, Length::ZERO, after))
                    .child(no_indent())
                    .child(Element::val("w:jc", "center")),
            )
            .child(self.type_of(&self.style.title))
    }

    fn heading(&self, level: HeadingLevel) -> Element {
        let text = &self.style.headings[level as usize];
        paragraph_style(names::heading(level), Some(names::BODY))
            .child(Element::val("w:link", names::run_in(level).id))
            .child(Element::val("w:uiPriority", PRIORITY_HEADING))
            .child(
                kept_whole()
                    .child(Element::new("w:keepNext"))
                    .child(exact(text.pitch, Length::ZERO, Length::ZERO))
                    .child(self.first_line_indent(text))
                    .child(Element::val("w:outlineLvl", level as usize)),
            )
            .child(self.type_of_heading(level))
    }

    fn run_in(&self, level: HeadingLevel) -> Element {
        character_style(names::run_in(level))
            .child(Element::val("w:link", names::heading(level).id))
            .child(Element::val("w:uiPriority", PRIORITY_HEADING))
            .child(self.type_of_heading(level))
    }

    fn body(&self) -> Element {
        paragraph_style(names::BODY, None)
            .child(Element::new("w:pPr").child(self.first_line_indent(&self.style.body)))
    }

    fn strong(&self) -> Element {
        let rpr = Element::new("w:rPr").child(self.faces(self.style.strong));
        character_style(names::STRONG).child(rpr)
    }

    fn table(&self) -> Element {
        let table = &self.style.table;
        let rule = |side| {
            Element::val(side, "single")
                .with("w:sz", table.rule.as_eighth_pt())
                .with("w:space", 0)
                .with("w:color", names::INK)
        };
        let sides = ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"];
        let properties = Element::new("w:tblPr")
            .child(zero_indent())
            .child(Element::new("w:tblBorders").children(sides.map(rule)))
            .child(cell_margins(table.padding_x, table.padding_y));
        head("table", names::TABLE)
            .child(Element::val("w:basedOn", names::NORMAL_TABLE.id))
            .child(Element::new("w:qFormat"))
            .child(properties)
    }

    fn cells(&self) -> [Element; 2] {
        let text = &self.style.table.text;
        let spacing = spacing(text.pitch, "atLeast", Length::ZERO, Length::ZERO);
        let centred = paragraph_style(names::CELL, None)
            .child(
                Element::new("w:pPr")
                    .child(Element::val("w:widowControl", 0))
                    .child(Element::val("w:snapToGrid", 0))
                    .child(spacing)
                    .child(no_indent())
                    .child(Element::val("w:jc", "center")),
            )
            .child(self.type_of(text));
        let start = head("paragraph", names::CELL_START)
            .child(Element::val("w:basedOn", names::CELL.id))
            .child(Element::new("w:qFormat"))
            .child(Element::new("w:pPr").child(Element::val("w:jc", "left")));
        [centred, start]
    }

    fn table_gap(&self) -> Element {
        let properties =
            Element::new("w:pPr").child(exact(self.style.table.space_after, Length::ZERO, Length::ZERO));
        paragraph_style(names::TABLE_GAP, Some(names::BODY))
            .child(properties)
            .child(self.type_of(&self.style.table.text))
    }

    fn table_note(&self) -> Element {
        let note = &self.style.table.note;
        paragraph_style(names::TABLE_NOTE, None)
            .child(
                kept_whole()
                    .child(exact(note.pitch, Length::ZERO, Length::ZERO))
                    .child(no_indent()),
            )
            .child(self.type_of(note))
    }

    fn signature(&self) -> [Element; 2] {
        let body = &self.style.body;
        let right = || Element::val("w:jc", "right");
        let agency = paragraph_style(names::AGENCY, Some(names::DATE)).child(
            kept_whole()
                .child(Element::new("w:keepNext"))
                .child(exact(body.pitch, self.above_signature, Length::ZERO))
                .child(no_indent())
                .child(right()),
        );
        let date = paragraph_style(names::DATE, None).child(kept_whole().child(no_indent()).child(right()));
        [agency, date]
    }

    fn margins(&self) -> [Element; 3] {
        let number = &self.style.page_number;
        let line = |text: &TextStyle, indent: Element, align: &str| {
            Element::new("w:pPr")
                .child(exact(text.pitch, Length::ZERO, Length::ZERO))
                .child(indent)
                .child(Element::val("w:jc", align))
        };
        let watermark = &self.style.watermark;
        let footer = |name: StyleName, left: Length, right: Length, align: &str| {
            let line = match number.place {
                PageNumberPlace::Outside => line(&number.text, indent(left, right, None), align),
                PageNumberPlace::Center => line(&number.text, no_indent(), "center"),
            };
            paragraph_style(name, None)
                .child(line)
                .child(self.type_of(&number.text))
        };
        [
            paragraph_style(names::HEADER, None)
                .child(line(watermark, no_indent(), "center"))
                .child(self.type_of(watermark)),
            footer(names::FOOTER, Length::ZERO, number.indent, "right"),
            footer(names::FOOTER_EVEN, number.indent, Length::ZERO, "left"),
        ]
    }

    /// The indent of a paragraph's first line, in characters for those who edit and in twips for those who only read.
    pub(super) fn first_line_indent(&self, text: &TextStyle) -> Element {
        let first_line = self.style.first_line_indent;
        let hundredths = first_line.as_emu() * 100 / text.size.as_emu().max(1);
        indent(Length::ZERO, Length::ZERO, Some((hundredths, first_line)))
    }

    fn type_of_heading(&self, level: HeadingLevel) -> Element {
        let at = level as usize;
        self.type_or_bold(&self.style.headings[at], self.style.bold_headings[at])
    }

    /// Faces, size and tracking.
    pub(super) fn type_of(&self, text: &TextStyle) -> Element {
        self.type_or_bold(text, false)
    }

    fn type_or_bold(&self, text: &TextStyle, bold: bool) -> Element {
        Element::new("w:rPr")
            .child(self.faces(text.roles))
            .child(Element::val("w:b", u8::from(bold)))
            .child(Element::val("w:i", 0))
            .child(Element::val("w:color", names::INK))
            .child(Element::val("w:spacing", text.tracking.as_twips()))
            .child(Element::val("w:kern", 0))
            .child(Element::val("w:sz", text.size.as_half_pt()))
            .child(Element::val("w:szCs", text.size.as_half_pt()))
    }

    pub(super) fn faces(&self, roles: RolePair) -> Element {
        let family = |role: Role| {
            let face = self.fonts.chain(role).first();
            face.map_or("", |&face| self.typeface.name(self.fonts.face(face)))
        };
        let (chinese, latin) = (family(roles.chinese), family(roles.latin));
        Element::new("w:rFonts")
            .with("w:ascii", latin)
            .with("w:hAnsi", latin)
            .with("w:eastAsia", chinese)
            .with("w:cs", latin)
    }
}
