//! 版头, 主送机关, 附件说明, 附注 and the heads of 附件 as paragraphs; 版记 as a table at the foot of the last page.

use super::{Builder, signed, unsigned};
use crate::doc::{Attachment, AttachmentList, Head, Imprint, Line};
use crate::docx::names::{self, INK, StyleName};
use crate::font::RolePair;
use crate::measure::{self, Hang, HeadPiece};
use crate::units::Length;
use docx_rs::{
    AlignmentType, BreakType, HeightRule, LineSpacing, Paragraph, Run, SpecialIndentType, Tab, TabValueType,
    Table, TableBorder, TableBorderPosition, TableBorders, TableCell, TableCellMargins, TableLayoutType,
    TablePositionProperty, TableRow, VAlignType, WidthType,
};

impl Builder<'_> {
    /// 版头; the rule below it is the border of the last paragraph's style.
    pub(super) fn head(&mut self, head: &Head) -> Vec<Paragraph> {
        let look = &self.style.dispatch.head;
        let (small, own_size) = (look.small.roles, look.mark.size);
        let measures = measure::head(head, self.style, self.fonts);
        let mut paragraphs = Vec::new();
        for line in head.small_lines() {
            paragraphs.push(self.set(names::HEAD_LINE, small, line));
        }
        let mut mark = Paragraph::new().style(names::MARK.id);
        let spacing = LineSpacing::new().before(unsigned(measures.above_mark));
        mark = mark.line_spacing(spacing.line(signed(measures.mark.pitch)));
        for (line, at) in measures.mark_lines.iter().zip(0..) {
            if at > 0 {
                mark = mark.add_run(Run::new().add_break(BreakType::TextWrapping));
            }
            for run in self.runs(measures.mark.roles, &head.mark.text[line.clone()]) {
                let size = usize::try_from(measures.mark.size.as_half_pt()).unwrap_or(0);
                mark = mark.add_run(if measures.mark.size == own_size {
                    run
                } else {
                    run.size(size)
                });
            }
        }
        paragraphs.push(mark);
        let rows = measure::head_rows(head, self.style, self.fonts);
        match head.signers {
            Some(_) => paragraphs.extend(rows.iter().zip(0..).map(|(row, at)| self.head_row(at, row))),
            None => paragraphs.push(self.set(names::NUMBER, self.style.body.roles, &head.number)),
        }
        paragraphs
    }

    /// A row of 发文字号 and 签发人, each at a tab stop: an indent would shorten the rule below, which is the border of the
    /// paragraphs' style. Word draws that border below the last of several rows only.
    fn head_row(&mut self, at: usize, row: &[HeadPiece<'_>]) -> Paragraph {
        let mut paragraph = Paragraph::new()
            .style(names::NUMBER.id)
            .align(AlignmentType::Left);
        if at > 0 {
            paragraph = paragraph.line_spacing(LineSpacing::new().before(0));
        }
        let mut end = None;
        for piece in row {
            let stop = usize::try_from(piece.x.as_twips()).unwrap_or(0);
            let style = piece.is_name.then_some(names::SIGNER);
            // What begins where the text before it ends needs no tab, and a program that sets that a hair wider would go
            // past the stop.
            if end != Some(piece.x) {
                paragraph = paragraph
                    .add_tab(Tab::new().val(TabValueType::Left).pos(stop))
                    .add_run(Run::new().add_tab());
            }
            end = Some(piece.x + piece.room);
            paragraph = self.add_text(paragraph, piece.style.roles, style, &piece.line.text);
        }
        paragraph
    }

    /// The title's paragraph below a 版头, with the room between.
    pub(super) fn below_head(&self, title: Paragraph) -> Paragraph {
        let room = self.style.body.pitch * self.style.dispatch.head.lines_below;
        title.line_spacing(LineSpacing::new().before(unsigned(room)))
    }

    /// 主送机关.
    pub(super) fn recipients(&mut self, line: &Line) -> Paragraph {
        self.set(names::RECIPIENTS, self.style.body.roles, line)
    }

    /// 附件说明: one paragraph a name, turned lines below the name.
    pub(super) fn attachment_list(&mut self, list: &AttachmentList) -> Vec<Paragraph> {
        let style = self.style;
        let above = style.body.pitch * style.dispatch.attachment.lines_above_list;
        let hangs: Vec<_> = measure::attachment_list(list, style, self.fonts).collect();
        let mut paragraphs = Vec::new();
        for ((line, Hang { first, rest }), at) in hangs.into_iter().zip(1..) {
            let hanging = SpecialIndentType::Hanging(signed(rest - first));
            let mut paragraph = self.set(names::ATTACHMENT_LIST, style.body.roles, line).indent(
                Some(signed(rest)),
                Some(hanging),
                None,
                None,
            );
            if at == 1 {
                paragraph = paragraph.line_spacing(LineSpacing::new().before(unsigned(above)));
            }
            paragraphs.push(paragraph.keep_next(true));
        }
        paragraphs
    }

    /// 附注.
    pub(super) fn annotation(&mut self, line: &Line) -> Paragraph {
        self.set(names::ANNOTATION, self.style.body.roles, line)
    }

    /// The head of an attachment: a new page, its label, its title.
    pub(super) fn attachment(&mut self, attachment: &Attachment) -> [Paragraph; 2] {
        let label = self.style.dispatch.attachment.label.roles;
        let label = self.set(names::ATTACHMENT_LABEL, label, &attachment.label);
        let title = Paragraph::new().style(names::ATTACHMENT_TITLE.id);
        [label, self.add_title(title, &attachment.title)]
    }

    /// 版记: a table that hangs at the foot of the text area, whatever stands above it. Its left edge is told from that of
    /// the paper: LibreOffice before 7.6 lets a table as wide as the text hang only so.
    pub(super) fn imprint(&mut self, imprint: &Imprint) -> Table {
        let look = &self.style.dispatch.imprint;
        let whole = usize::try_from(self.style.page.text_width.as_twips()).unwrap_or(0);
        // LibreOffice sets a space between digits and Chinese: two characters' room for that.
        let slack = look.text.size * 2;
        let issued = measure::width(&imprint.issued.text, &look.text, self.fonts) + look.indent * 2 + slack;
        let right = usize::try_from(issued.as_twips()).unwrap_or(0).min(whole);
        let height = unsigned(look.row_height);
        let (outer, inner) = (eighths(look.outer_rule), eighths(look.inner_rule));
        let margin = unsigned(look.indent) as usize;
        let roles = look.text.roles;
        let row = |cells: Vec<TableCell>| {
            TableRow::new(cells)
                .row_height(height as f32)
                .height_rule(HeightRule::AtLeast)
                .cant_split()
        };
        let cell = |width: usize, paragraph: Paragraph| {
            TableCell::new()
                .width(width, WidthType::Dxa)
                .vertical_align(VAlignType::Center)
                .add_paragraph(paragraph)
        };
        let mut rows = Vec::new();
        if let Some(copies) = &imprint.copies_to {
            let Hang { first, rest } = measure::copies_hang(imprint, self.style, self.fonts);
            let hang = rest - first;
            let hanging = SpecialIndentType::Hanging(signed(hang));
            let names = self.set(names::IMPRINT, roles, &copies.line).indent(
                Some(signed(hang)),
                Some(hanging),
                None,
                None,
            );
            rows.push(row(vec![cell(whole, names).grid_span(2)]));
        }
        let issuer = self.set(names::IMPRINT, roles, &imprint.issuer);
        let issued = self
            .set(names::IMPRINT, roles, &imprint.issued)
            .align(AlignmentType::Right);
        rows.push(row(vec![cell(whole - right, issuer), cell(right, issued)]));
        let rule = |position, size| TableBorder::new(position).size(size).color(INK);
        let rules = TableBorders::with_empty()
            .set(rule(TableBorderPosition::Top, outer))
            .set(rule(TableBorderPosition::InsideH, inner))
            .set(rule(TableBorderPosition::Bottom, outer));
        let foot = TablePositionProperty::new()
            .vertical_anchor("margin")
            .position_y_alignment("bottom")
            .horizontal_anchor("page")
            .position_x(signed(self.style.page.left));
        Table::new(rows)
            .style(names::IMPRINT_TABLE.id)
            .position(foot)
            .width(whole, WidthType::Dxa)
            .layout(TableLayoutType::Fixed)
            .set_borders(rules)
            .margins(TableCellMargins::new().margin(0, margin, 0, margin))
            .set_grid(vec![whole - right, right])
    }

    /// A line as a paragraph of a style.
    fn set(&mut self, style: StyleName, roles: RolePair, line: &Line) -> Paragraph {
        self.add_text(Paragraph::new().style(style.id), roles, None, &line.text)
    }
}

/// A length in eighths of a point, for the width of a rule.
fn eighths(length: Length) -> usize {
    usize::try_from(length.as_eighth_pt()).unwrap_or(0)
}
