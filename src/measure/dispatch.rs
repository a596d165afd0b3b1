//! Where the parts of 版头, 附件说明 and 版记 stand: asked by the DOCX writer and by the layout.

use super::title::balanced;
use super::width;
use crate::doc::{AttachmentList, Head, Imprint, Line};
use crate::font::FontSet;
use crate::style::{Style, TextStyle};
use crate::units::Length;
use std::ops::Range;

/// The measures of a 版头.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadMeasure {
    /// The mark's style, its size stepped down to fit one line.
    pub mark: TextStyle,
    /// The lines of the mark as bytes of its text: one, unless it is too long at its smallest size.
    pub mark_lines: Vec<Range<usize>>,
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
        mark_lines: balanced(&head.mark.text, &[], &mark, style.page.text_width, fonts),
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

/// A text on a row of a 版头 below the mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadPiece<'a> {
    /// What it says.
    pub line: &'a Line,
    /// How.
    pub style: &'a TextStyle,
    /// Whether it is the name of one of 签发人.
    pub is_name: bool,
    /// Left edge, from the left edge of the text area.
    pub x: Length,
    /// The room it has.
    pub room: Length,
}

/// The rows of 发文字号 and 签发人 (7.2.6): the number one character in, the names below each other so that the widest ends
/// one character before the right edge. One row of one centred piece without 签发人; its place is that of the whole row.
pub fn head_rows<'a>(head: &'a Head, style: &'a Style, fonts: &FontSet) -> Vec<Vec<HeadPiece<'a>>> {
    let (look, body, room) = (&style.dispatch.head, &style.body, style.page.text_width);
    let rows = head.rows();
    let Some(signers) = &head.signers else {
        let whole = |line| HeadPiece {
            line,
            style: body,
            is_name: false,
            x: Length::ZERO,
            room,
        };
        return rows
            .into_iter()
            .map(|row| row.into_iter().map(whole).collect())
            .collect();
    };
    let label = width(&signers.label.text, body, fonts);
    let name_width = |line: &Line| width(&line.text, &look.signer, fonts);
    // However long the names are, the number keeps half a line.
    let number = width(&head.number.text, body, fonts).min(room / 2);
    let most = room - look.indent * 2 - number - look.signer_gap - label;
    let widest = signers
        .names
        .iter()
        .map(name_width)
        .max()
        .unwrap_or_default()
        .min(most);
    let is_name = |line: &Line| signers.names.iter().any(|name| std::ptr::eq(name, line));
    let names_in = |row: &Vec<&Line>| row.iter().filter(|line| is_name(line)).count() as i64;
    let columns = rows.iter().map(names_in).max().unwrap_or(0);
    let names = widest * columns + look.signer_gap * (columns - 1).max(0);
    let names_x = room - look.indent - names;
    let placed = |row: Vec<&'a Line>| {
        let mut column = 0;
        let mut pieces = Vec::new();
        for line in row {
            let (style, x, room) = if std::ptr::eq(line, &head.number) {
                (body, look.indent, names_x - label - look.indent - look.signer_gap)
            } else if is_name(line) {
                column += 1;
                (
                    &look.signer,
                    names_x + (widest + look.signer_gap) * (column - 1),
                    widest,
                )
            } else {
                (body, names_x - label, label)
            };
            let is_name = is_name(line);
            pieces.push(HeadPiece {
                line,
                style,
                is_name,
                x,
                room,
            });
        }
        pieces
    };
    rows.into_iter().map(placed).collect()
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
    use crate::doc::{AttachmentEntry, Origin, Signers};

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
    fn a_mark_too_long_at_its_smallest_takes_even_lines() {
        let (style, fonts) = (Style::default(), FontSet::bundled().unwrap());
        let block = Head {
            mark: Line::new("长".repeat(60), Origin::default()),
            ..Head::default()
        };
        let measure = head(&block, &style, fonts);
        let lines: Vec<usize> = measure
            .mark_lines
            .iter()
            .map(|line| block.mark.text[line.clone()].chars().count())
            .collect();
        assert_eq!(lines, [20, 20, 20]);
    }

    #[test]
    fn signers_stand_two_a_row_below_each_other_and_the_number_beside_the_last() {
        let (style, fonts) = (Style::default(), FontSet::bundled().unwrap());
        let em = Length::pt(16);
        let room = style.page.text_width;
        let rows_of = |names: &[&str]| -> Vec<Vec<(String, Length)>> {
            let block = Head {
                number: Line::new("某政发〔2022〕3号", Origin::default()),
                signers: Some(Signers {
                    label: Line::new("签发人：", Origin::default()),
                    names: names
                        .iter()
                        .map(|name| Line::new(*name, Origin::default()))
                        .collect(),
                }),
                ..Head::default()
            };
            let rows = head_rows(&block, &style, fonts);
            let row = |row: &Vec<HeadPiece>| {
                row.iter()
                    .map(|piece| (piece.line.text.clone(), piece.x))
                    .collect()
            };
            rows.iter().map(row).collect()
        };
        let name = width("李某某", &style.dispatch.head.signer, fonts);
        let label = width("签发人：", &style.body, fonts);

        let one = rows_of(&["李某某"]);
        let texts: Vec<&str> = one[0].iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(texts, ["某政发〔2022〕3号", "签发人：", "李某某"]);
        assert_eq!(one[0][0].1, em);
        assert_eq!(one[0][2].1 + name, room - em);
        assert_eq!(one[0][1].1 + label, one[0][2].1);

        let three = rows_of(&["李某某", "王某", "张某某"]);
        assert_eq!(three.len(), 2);
        assert_eq!(three[0][2].1, three[0][1].1 + name + em);
        assert_eq!((three[1][0].0.as_str(), three[1][0].1), ("某政发〔2022〕3号", em));
        assert_eq!(
            three[1][1].1, three[0][1].1,
            "turned names begin below the first name"
        );

        let long = rows_of(&["某某某某·某某", "李某某"]);
        assert_eq!(long.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2]);
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
