//! 署名 and 成文日期: two lines set from the right (GB/T 9704-2012, 7.3.5).

use super::{Builder, signed};
use crate::doc::Signature;
use crate::docx::names;
use crate::measure;
use crate::style::SignatureStyle;
use crate::units::Length;
use docx_rs::Paragraph;

impl Builder<'_> {
    /// The paragraphs of name and date.
    pub(super) fn signature(&mut self, signature: &Signature) -> [Paragraph; 2] {
        let body = &self.style.body;
        let name = measure::width(&signature.agency, body, self.fonts);
        let date = measure::width(&signature.date, body, self.fonts);
        let (name_end, date_end) = if signature.sealed {
            sealed(&self.style.signature, name, date)
        } else {
            unsealed(&self.style.signature, name, date)
        };
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

/// Right indents of name and date when a seal is put over them: the date four characters in, the name on the date's
/// axis, or as near to it as the edge allows.
fn sealed(style: &SignatureStyle, name: Length, date: Length) -> (Length, Length) {
    let name_end = (style.sealed_indent + (date - name) / 2).max(Length::ZERO);
    (name_end, style.sealed_indent)
}

/// Right indents of name and date without a seal: the date begins two characters right of the name; the one that
/// reaches further right ends two characters before the edge.
fn unsealed(style: &SignatureStyle, name: Length, date: Length) -> (Length, Length) {
    let beyond = style.date_shift + date - name;
    if beyond > Length::ZERO {
        (style.unsealed_indent + beyond, style.unsealed_indent)
    } else {
        (style.unsealed_indent, style.unsealed_indent - beyond)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::Style;

    #[test]
    fn a_sealed_name_stands_on_the_axis_of_the_date() {
        let style = Style::default().signature;
        let (name, date) = (Length::pt(120), Length::pt(100));
        let (name_end, date_end) = sealed(&style, name, date);
        assert_eq!(date_end, Length::pt(64));
        assert_eq!(name_end + name / 2, date_end + date / 2);
    }

    #[test]
    fn a_long_sealed_name_ends_at_the_edge() {
        let style = Style::default().signature;
        let ends = sealed(&style, Length::pt(400), Length::pt(100));
        assert_eq!(ends, (Length::ZERO, Length::pt(64)));
    }

    #[test]
    fn an_unsealed_date_begins_two_characters_right_of_the_name() {
        let style = Style::default().signature;
        for (name, date) in [(160, 100), (96, 100), (132, 100)] {
            let (name, date) = (Length::pt(name), Length::pt(date));
            let (name_end, date_end) = unsealed(&style, name, date);
            assert_eq!((name_end + name) - (date_end + date), Length::pt(32));
            assert_eq!(name_end.min(date_end), Length::pt(32));
        }
    }
}
