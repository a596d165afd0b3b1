//! 署名 and 成文日期: lines set from the right, or in columns, where [`measure`] says.

use super::{Builder, signed, unsigned};
use crate::doc::Signature;
use crate::docx::names;
use crate::measure::{self, SignatureLine};
use docx_rs::{AlignmentType, LineSpacing, Paragraph, Run, Tab, TabValueType};

impl Builder<'_> {
    /// The paragraphs of names and date.
    pub(super) fn signature(&mut self, signature: &Signature) -> Vec<Paragraph> {
        let lines = measure::signature(signature, self.style, self.fonts);
        let last = lines.len().saturating_sub(1);
        lines
            .iter()
            .enumerate()
            .map(|(at, line)| {
                let style = if at == last { names::DATE } else { names::AGENCY };
                let mut paragraph = Paragraph::new().style(style.id);
                // The style gives the first line its room above, and none to the date.
                let from_style = if at == 0 {
                    line.gap
                } else if at == last {
                    Default::default()
                } else {
                    lines[0].gap
                };
                if line.gap != from_style {
                    paragraph = paragraph.line_spacing(LineSpacing::new().before(unsigned(line.gap)));
                }
                self.signature_line(paragraph, line)
            })
            .collect()
    }

    /// One text stands from the right edge, several stand at tab stops.
    fn signature_line(&mut self, mut paragraph: Paragraph, line: &SignatureLine<'_>) -> Paragraph {
        let roles = self.style.body.roles;
        if let [piece] = line.pieces.as_slice() {
            let end = self.style.page.text_width - piece.x - piece.width;
            let paragraph = paragraph.indent(None, None, Some(signed(end)), None);
            return self.add_text(paragraph, roles, None, piece.text);
        }
        for (piece, at) in line.pieces.iter().zip(0..) {
            if at == 0 {
                paragraph =
                    paragraph
                        .align(AlignmentType::Left)
                        .indent(Some(signed(piece.x)), None, None, None);
            } else {
                let stop = usize::try_from(piece.x.as_twips()).unwrap_or(0);
                paragraph = paragraph
                    .add_tab(Tab::new().val(TabValueType::Left).pos(stop))
                    .add_run(Run::new().add_tab());
            }
            paragraph = self.add_text(paragraph, roles, None, piece.text);
        }
        paragraph
    }
}
