//! 版头, 主送机关, 附件说明, 附注 and the heads of 附件 as slabs; 版记 as a block at the foot of a page.

use super::flow::{Content, Flow, Hanging};
use super::pages::{Furniture, Item, Owner, Shape};
use super::paginate::Slab;
use super::paragraph::{Fill, baseline};
use crate::doc::{Attachment, AttachmentList, Head, Imprint, Line};
use crate::error::Error;
use crate::measure::{self, Hang};
use crate::style::TextStyle;
use crate::units::Length;

/// Lines set below each other, such as a 版记: items from the left edge of the text area and from its own upper edge.
#[derive(Default)]
pub(super) struct Foot {
    pub items: Vec<Item>,
    pub height: Length,
}

impl Flow<'_> {
    /// 版头 as one slab that ends with the rule: its heights count from the upper edge of the text area.
    pub(super) fn head(&mut self, head: &Head) -> Result<(), Error> {
        let (style, look) = (self.style, &self.style.dispatch.head);
        let measures = measure::head(head, style, self.fonts);
        let room = style.page.text_width;
        let mut items = Vec::new();
        let mut y = Length::ZERO;
        for line in head.small_lines() {
            let set = self.set(line, &look.small, (Length::ZERO, y), room, Fill::Start)?;
            items.extend(set.items);
            y += set.height;
        }
        y += measures.above_mark;
        let shaped = self.shape([(Owner::Node(head.mark.id), &measures.mark, head.mark.text.as_str())])?;
        for line in &measures.mark_lines {
            let before = |byte: usize| head.mark.text[..byte].chars().count();
            let at = (Length::ZERO, y + baseline(&measures.mark));
            let mark = shaped.place(before(line.start)..before(line.end), at, room, Fill::Center);
            items.extend(mark.into_iter().map(|item| coloured(item, look.rgb)));
            y += measures.mark.pitch;
        }
        y += measures.above_number;
        let fill = match head.signers {
            Some(_) => Fill::Start,
            None => Fill::Center,
        };
        for row in measure::head_rows(head, style, self.fonts) {
            let mut height = style.body.pitch;
            for piece in row {
                let set = self.set(piece.line, piece.style, (piece.x, y), piece.room, fill)?;
                items.extend(set.items);
                height = height.max(set.height);
            }
            y += height;
        }
        y += measures.above_rule;
        let owner = Owner::Furniture(Furniture::Rule(head.number.id));
        let mut rule = rule(owner, room, y, look.rule);
        if let Shape::Line { rgb, .. } = &mut rule.shape {
            *rgb = Some(look.rgb);
        }
        items.push(rule);
        let slab = Slab {
            height: y + look.rule / 2,
            keep_with_next: true,
            ..Slab::default()
        };
        self.push(slab, Content::Items(items));
        self.gap = style.body.pitch * look.lines_below;
        Ok(())
    }

    /// 主送机关: flush left, turned lines as well; kept with the text.
    pub(super) fn recipients(&mut self, line: &Line) -> Result<(), Error> {
        let style = self.style;
        let shaped = self.shape([(Owner::Node(line.id), &style.body, line.text.as_str())])?;
        let flush = Hanging::flush(style.page.text_width);
        self.text_lines(&shaped, &style.body, flush, |_, _| true);
        Ok(())
    }

    /// 附件说明: a blank line below the text, kept together and with it.
    pub(super) fn attachment_list(&mut self, list: &AttachmentList) -> Result<(), Error> {
        let style = self.style;
        self.keep_last();
        self.gap = style.body.pitch * style.dispatch.attachment.lines_above_list;
        for (line, Hang { first, rest }) in measure::attachment_list(list, style, self.fonts) {
            let shaped = self.shape([(Owner::Node(line.id), &style.body, line.text.as_str())])?;
            let hanging = Hanging {
                first,
                rest,
                room: style.page.text_width,
            };
            self.text_lines(&shaped, &style.body, hanging, |line, count| line + 1 < count);
        }
        Ok(())
    }

    /// 附注: as running text, kept with the date.
    pub(super) fn annotation(&mut self, line: &Line) -> Result<(), Error> {
        let style = self.style;
        self.keep_last();
        let shaped = self.shape([(Owner::Node(line.id), &style.body, line.text.as_str())])?;
        let body = Hanging::body(style);
        self.text_lines(&shaped, &style.body, body, |line, count| line + 1 < count);
        Ok(())
    }

    /// The head of an attachment: a new page, its label, its title.
    pub(super) fn attachment(&mut self, attachment: &Attachment) -> Result<(), Error> {
        let (style, look) = (self.style, &self.style.dispatch.attachment);
        self.page_starts.push(self.slabs.len());
        let place = (Length::ZERO, Length::ZERO);
        let room = style.page.text_width;
        let items = self
            .set(&attachment.label, &look.label, place, room, Fill::Start)?
            .items;
        let slab = Slab {
            height: look.label.pitch,
            keep_with_next: true,
            ..Slab::default()
        };
        self.push(slab, Content::Items(items));
        self.gap = style.body.pitch * look.lines_above_title;
        self.title(&attachment.title)
    }

    /// 版记: its rows between rules as long as the text area is wide.
    pub(super) fn imprint(&mut self, imprint: &Imprint) -> Result<(), Error> {
        let (style, look) = (self.style, &self.style.dispatch.imprint);
        let room = style.page.text_width;
        let padding = (look.row_height - look.text.pitch) / 2;
        let mut foot = std::mem::take(&mut self.foot);
        let owner = Owner::Furniture(Furniture::Rule(imprint.issuer.id));
        foot.items.push(rule(owner, room, foot.height, look.outer_rule));
        if let Some(copies) = &imprint.copies_to {
            let Hang { first, rest } = measure::copies_hang(imprint, style, self.fonts);
            let hanging = Hanging {
                first,
                rest,
                room: room - look.indent,
            };
            let segment = (Owner::Node(copies.line.id), &look.text, copies.line.text.as_str());
            let shaped = self.shape([segment])?;
            foot.height += padding;
            for line in hanging.lines(&shaped, &look.text) {
                foot.items.extend(line.items((Length::ZERO, foot.height)));
                foot.height += look.text.pitch;
            }
            foot.height += padding;
            foot.items.push(rule(owner, room, foot.height, look.inner_rule));
        }
        let (left, right) = (look.indent, room - look.indent);
        let issued = measure::width(&imprint.issued.text, &look.text, self.fonts);
        let issuer = measure::width(&imprint.issuer.text, &look.text, self.fonts);
        foot.height += padding;
        let beside = left + issuer + look.indent <= right - issued;
        let set = self.set(
            &imprint.issuer,
            &look.text,
            (left, foot.height),
            right - left,
            Fill::Start,
        )?;
        foot.items.extend(set.items);
        if !beside {
            foot.height += set.height;
        }
        let at = ((right - issued).max(left), foot.height);
        let set = self.set(&imprint.issued, &look.text, at, right - at.0, Fill::Start)?;
        foot.items.extend(set.items);
        foot.height += set.height + padding;
        foot.items.push(rule(owner, room, foot.height, look.outer_rule));
        self.foot = foot;
        Ok(())
    }

    /// A short text, its upper left corner at a place: one line, unless the room is too narrow for that.
    fn set(
        &mut self,
        line: &Line,
        style: &TextStyle,
        (x, y): (Length, Length),
        room: Length,
        fill: Fill,
    ) -> Result<Foot, Error> {
        let shaped = self.shape([(Owner::Node(line.id), style, line.text.as_str())])?;
        let mut set = Foot::default();
        for line in shaped.lines(room, Length::ZERO) {
            let at = (x, y + set.height + baseline(style));
            set.items.extend(shaped.place(line, at, room, fill));
            set.height += style.pitch;
        }
        // An empty line has its height too.
        set.height = set.height.max(style.pitch);
        Ok(set)
    }

    /// Keeps what was laid out last with what comes next.
    fn keep_last(&mut self) {
        if let Some((last, _)) = self.slabs.last_mut() {
            last.keep_with_next = true;
        }
    }
}

/// A rule over the whole width.
fn rule(owner: Owner, room: Length, y: Length, width: Length) -> Item {
    Item {
        owner,
        shape: Shape::Line {
            from: (Length::ZERO, y),
            to: (room, y),
            width,
            rgb: None,
        },
    }
}

/// A text item in a colour.
fn coloured(item: Item, rgb: [u8; 3]) -> Item {
    match item.shape {
        Shape::Text(run) => Item {
            shape: Shape::Text(super::TextRun {
                rgb: Some(rgb),
                ..run
            }),
            ..item
        },
        _ => item,
    }
}

#[cfg(test)]
mod tests;
