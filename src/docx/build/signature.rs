//! 署名 and 成文日期: two lines set from the right (GB/T 9704-2012, 7.3.5).

use super::{Builder, signed};
use crate::doc::Signature;
use crate::docx::names;
use crate::measure;
use crate::units::Length;
use docx_rs::Paragraph;

impl Builder<'_> {
    /// The paragraphs of name and date.
    pub(super) fn signature(&mut self, signature: &Signature) -> [Paragraph; 2] {
        let body = &self.style.body;
        let name = measure::width(&signature.agency, body, self.fonts);
        let date = measure::width(&signature.date, body, self.fonts);
        let look = &self.style.signature;
        let (name_end, date_end) = look.right_indents(signature.sealed, name, date);
        let line = |style: names::StyleName, end: Length| {
            let paragraph = Paragraph::new().style(style.id);
            paragraph.indent(None, None, Some(signed(end)), None)
        };
        let agency = line(names::AGENCY, name_end);
        let date = line(names::DATE, date_end);
        [
            self.add_text(agency, self.style.body.roles, None, &signature.agency),
            self.add_text(date, self.style.body.roles, None, &signature.date),
        ]
    }
}
