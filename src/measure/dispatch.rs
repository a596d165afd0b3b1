//! Where the parts of 版头, 附件说明 and 版记 stand: asked by the DOCX writer and by the layout.

use super::width;
use crate::doc::{AttachmentList, Head, Imprint, Line};
use crate::font::FontSet;
use crate::style::{Style, TextStyle};
use crate::units::Length;

/// The measures of a 版头.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadMeasure {
    /// The mark's style, its size stepped down to fit one line.
    pub mark: TextStyle,
    /// From the lines above it, or the upper edge of the text area, to the top of the mark's line.
    pub above_mark: Length,
    /// From the mark's line to the line of the number.
    pub above_number: Length,
    /// From the line of the number to the middle of the rule.
    pub above_rule: Length,
}

/// The measures of a 版头.
pub fn head(head: &Head, style: &Style, fonts: &FontSet) -> HeadMeasure {
    let look = &style.dispatch.head;
    let mut mark = look.mark.clone();
    while mark.size > look.mark_smallest && width(&head.mark.text, &mark, fonts) > style.page.text_width {
        mark.size = (mark.size - look.mark_step).max(look.mark_smallest);
    }
    mark.pitch = mark.size + (look.mark.pitch - look.mark.size);
    let small = look.small.pitch * head.small_lines().count() as i64;
    let body = &style.body;
    HeadMeasure {
        above_mark: (look.mark_top - small - (mark.pitch - mark.size) / 2).max(Length::ZERO),
        above_number: body.pitch * look.lines_above_number,
        above_rule: rule_below_line(style) + look.rule / 2,
        mark,
    }
}

/// From the line of 发文字号 to the upper edge of the rule, which the standard measures from the characters: what the line
/// has below them counts too.
pub fn rule_below_line(style: &Style) -> Length {
    let body = &style.body;
    let leading = body.pitch - body.size;
    style.dispatch.head.rule_gap - (leading - leading / 2)
}

/// Where the lines of a text begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hang {
    /// The first line.
    pub first: Length,
    /// The lines after it.
    pub rest: Length,
}

/// Where the lines of each entry of 附件说明 begin: numbers below numbers, turned lines below the name.
pub fn attachment_list<'a>(
    list: &'a AttachmentList,
    style: &'a Style,
    fonts: &'a FontSet,
) -> impl Iterator<Item = (&'a Line, Hang)> {
    let text_width = |text: Option<&str>| width(text.unwrap_or_default(), &style.body, fonts);
    let label = list.entries.first().map_or(Length::ZERO, |entry| {
        text_width(entry.line.text.get(..list.label))
    });
    list.entries.iter().enumerate().map(move |(at, entry)| {
        let first = style.first_line_indent + if at == 0 { Length::ZERO } else { label };
        let before_name = text_width(entry.line.text.get(..entry.name_at));
        let hang = Hang {
            first,
            rest: first + before_name,
        };
        (&entry.line, hang)
    })
}

/// Where the lines of 抄送机关 begin: turned lines below the first name.
pub fn copies_hang(imprint: &Imprint, style: &Style, fonts: &FontSet) -> Hang {
    let look = &style.dispatch.imprint;
    let label = imprint.copies_to.as_ref().map_or(Length::ZERO, |copies| {
        let label = copies.line.text.get(..copies.names_at).unwrap_or_default();
        width(label, &look.text, fonts)
    });
    Hang {
        first: look.indent,
        rest: look.indent + label,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::{AttachmentEntry, Origin};

    #[test]
    fn a_long_mark_steps_down_until_it_fits() {
        let (style, fonts) = (Style::default(), FontSet::bundled().unwrap());
        let of = |mark: &str| {
            let block = Head {
                mark: Line::new(mark, Origin::default()),
                ..Head::default()
            };
            head(&block, &style, fonts).mark
        };
        assert_eq!(of("某县文件").size, style.dispatch.head.mark.size);
        let long = of("清河县柳溪镇人民政府文件");
        assert!(long.size < style.dispatch.head.mark.size);
        assert!(width("清河县柳溪镇人民政府文件", &long, fonts) <= style.page.text_width);
        assert_eq!(of(&"长".repeat(90)).size, style.dispatch.head.mark_smallest);
    }

    #[test]
    fn turned_lines_stand_below_the_name() {
        let entry = |text: &str, name_at| AttachmentEntry {
            line: Line::new(text, Origin::default()),
            name_at,
        };
        let list = AttachmentList {
            label: "附件：".len(),
            entries: vec![entry("附件：1.甲", "附件：1.".len()), entry("2.乙", 2)],
        };
        let (style, fonts) = (Style::default(), FontSet::bundled().unwrap());
        let hangs: Vec<Hang> = attachment_list(&list, &style, fonts)
            .map(|(_, hang)| hang)
            .collect();
        let label = width("附件：", &style.body, fonts);
        assert_eq!(hangs[0].first, style.first_line_indent);
        assert_eq!(hangs[1].first, hangs[0].first + label);
        assert_eq!(hangs[0].rest, hangs[1].rest);
        assert_eq!(hangs[1].rest, hangs[1].first + width("2.", &style.body, fonts));
    }
}
