//! Page, margins, page numbers, and the word at the head of a draft.

use super::{Builder, signed, unsigned};
use crate::doc::Properties;
use crate::docx::names::{self, StyleName};
use crate::font::FontSet;
use crate::style::PageNumberStyle;
use crate::units::Length;
use docx_rs::{
    Document as Body, FieldCharType, Footer, Header, InstrPAGE, InstrText, PageMargin, PageSize, Paragraph,
    Run,
};

/// Relationship of the footer of odd pages.
pub(in crate::docx) const ODD_FOOTER: &str = "rIdFooter1";
/// Relationship of the footer of even pages.
pub(in crate::docx) const EVEN_FOOTER: &str = "rIdFooter2";
/// Relationship of the header of odd pages.
pub(in crate::docx) const ODD_HEADER: &str = "rIdHeader1";
/// Relationship of the header of even pages.
pub(in crate::docx) const EVEN_HEADER: &str = "rIdHeader2";

/// Page number that a program shows before it has counted.
const FIRST_PAGE: &str = "1";
/// Word and LibreOffice set the base line of an exact line pitch at four fifths of its height.
const BELOW_BASE_LINE: (i64, i64) = (1, 5);

impl Builder<'_> {
    /// The body with its one section: paper, margins, footers, and headers if there is a word for them.
    pub(super) fn section(&mut self, body: Body, properties: &Properties) -> Body {
        let page = &self.style.page;
        let margin = PageMargin {
            top: signed(page.top),
            left: signed(page.left),
            bottom: signed(page.bottom()),
            right: signed(page.right()),
            header: signed(self.header_distance()),
            footer: signed(self.footer_distance()),
            gutter: 0,
        };
        let size = PageSize::new().size(unsigned(page.width), unsigned(page.height));
        let mut body = body
            .page_size(size)
            .page_margin(margin)
            .footer(self.footer(names::FOOTER), ODD_FOOTER)
            .even_footer(self.footer(names::FOOTER_EVEN), EVEN_FOOTER);
        if let Some(word) = &properties.watermark {
            body = body
                .header(self.header(word), ODD_HEADER)
                .even_header(self.header(word), EVEN_HEADER);
        }
        body
    }

    /// Paper edge to the header's upper edge, such that its base line halves the space above the text.
    fn header_distance(&self) -> Length {
        let pitch = self.style.watermark.pitch;
        let (part, whole) = BELOW_BASE_LINE;
        (self.style.page.top / 2 - (pitch - pitch.scaled(part, whole))).max(Length::ZERO)
    }

    /// Paper edge to the footer's lower edge, such that the dashes stand where the style says.
    fn footer_distance(&self) -> Length {
        let number = &self.style.page_number;
        let (part, whole) = BELOW_BASE_LINE;
        let dashes = self.style.page.bottom() - number.below_text;
        let base_line = dashes - dash_height(self.fonts, number);
        (base_line - number.text.pitch.scaled(part, whole)).max(Length::ZERO)
    }

    /// The page number as a field in five runs: WPS shows nothing for a field in one run.
    fn footer(&mut self, style: StyleName) -> Footer {
        let number = self.style.page_number.clone();
        let roles = number.text.roles;
        self.note(&self.fonts.pieces(roles, "0123456789"));
        let (before, after) = number.form.around();
        let mut paragraph = self.add_text(Paragraph::new().style(style.id), roles, None, before);
        paragraph = paragraph
            .add_run(Run::new().add_field_char(FieldCharType::Begin, false))
            .add_run(Run::new().add_instr_text(InstrText::PAGE(InstrPAGE::new())))
            .add_run(Run::new().add_field_char(FieldCharType::Separate, false));
        paragraph = self
            .add_text(paragraph, roles, None, FIRST_PAGE)
            .add_run(Run::new().add_field_char(FieldCharType::End, false));
        Footer::new().add_paragraph(self.add_text(paragraph, roles, None, after))
    }

    fn header(&mut self, word: &str) -> Header {
        let paragraph = Paragraph::new().style(names::HEADER.id);
        Header::new().add_paragraph(self.add_text(paragraph, self.style.watermark.roles, None, word))
    }
}

/// Height of the middle of the page number's dash above the base line.
fn dash_height(fonts: &FontSet, number: &PageNumberStyle) -> Length {
    fonts
        .glyph_in(number.text.roles, PageNumberStyle::DASH)
        .map_or(Length::ZERO, |dash| {
            fonts.face(dash.face).middle(dash.id, number.text.size)
        })
}
