//! Where 署名 and 成文日期 stand (GB/T 9704-2012, 7.3.5): asked by the DOCX writer and by the layout.
//!
//! One agency stands as 7.3.5.1 (sealed) and 7.3.5.2 (not sealed) say, a stamp as 7.3.5.3. For several agencies only the
//! outline of the rule was at hand (sealed: in even rows, at most three seals a row, none beyond the text area; not
//! sealed: one below the other), so three things are our reading of it: the columns share the text area evenly, a name
//! left over for a row of its own stands over the date, and names below each other begin on one line.

use super::width;
use crate::doc::{NodeId, Signature, Stamp};
use crate::font::FontSet;
use crate::style::{SignatureStyle, Style};
use crate::units::Length;

/// A line of the signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureLine<'a> {
    /// Space above it.
    pub gap: Length,
    /// What stands on it, from left to right.
    pub pieces: Vec<Piece<'a>>,
}

/// A text on a line of the signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The node it shows.
    pub id: NodeId,
    /// The text.
    pub text: &'a str,
    /// Left edge, from the left edge of the text area.
    pub x: Length,
    /// Its width.
    pub width: Length,
}

/// The lines of a signature, from above.
pub fn signature<'a>(block: &'a Signature, style: &Style, fonts: &FontSet) -> Vec<SignatureLine<'a>> {
    let piece = |(id, text): (NodeId, &'a str)| Piece {
        id,
        text,
        x: Length::ZERO,
        width: width(text, &style.body, fonts),
    };
    let date = piece((block.date_id, block.date.as_str()));
    let room = style.page.text_width;
    let names: Vec<Piece<'a>> = block
        .agencies()
        .flat_map(|(id, text, _)| rows_of(text, room, |text| piece((id, text))))
        .collect();
    match &block.stamp {
        Some(stamp) => {
            let [title, name] = [
                (stamp.title_id, stamp.title.as_str()),
                (stamp.name_id, stamp.name.as_str()),
            ]
            .map(piece);
            stamped(stamp, title, name, date, style)
        }
        None if block.sealed => sealed(names, date, style),
        None => unsealed(names, date, style),
    }
}

/// A name as the pieces of its rows: one, unless it is wider than the text area; then as many of even length as it takes.
fn rows_of<'a>(text: &'a str, room: Length, piece: impl Fn(&'a str) -> Piece<'a>) -> Vec<Piece<'a>> {
    let count = text.chars().count();
    let mut rows = 1;
    loop {
        let length = count.div_ceil(rows).max(1);
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).step_by(length).collect();
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        let pieces: Vec<Piece<'a>> = starts
            .iter()
            .zip(ends)
            .map(|(&start, end)| piece(&text[start..end]))
            .collect();
        if rows >= count || pieces.iter().all(|piece| piece.width <= room) {
            return pieces;
        }
        rows += 1;
    }
}

/// 7.3.5.3: the stamp four characters from the right, the signer's title two characters left of it, the date a blank
/// line below, four characters from the right.
fn stamped<'a>(
    stamp: &Stamp,
    mut title: Piece<'a>,
    mut name: Piece<'a>,
    mut date: Piece<'a>,
    style: &Style,
) -> Vec<SignatureLine<'a>> {
    let (look, room, line) = (&style.signature, style.page.text_width, style.body.pitch);
    let stamp_x = room - look.stamp_indent - name.width.max(look.stamp_room);
    name.x = stamp_x.max(Length::ZERO);
    title.x = (stamp_x - look.stamp_title_gap - title.width).max(Length::ZERO);
    date.x = (room - look.stamp_indent - date.width).max(Length::ZERO);
    let mut pieces = vec![title];
    if !stamp.name.is_empty() {
        pieces.push(name);
    }
    vec![
        SignatureLine {
            gap: line * look.stamp_lines_before,
            pieces,
        },
        SignatureLine {
            gap: line * look.stamp_date_lines,
            pieces: vec![date],
        },
    ]
}

/// 7.3.5.1: the date four characters from the right, a name alone in its row centred on the date; a name too long for
/// that ends at the edge and moves the date to the left, so that both keep one axis. Several names share the rows evenly, with room for a seal over each.
fn sealed<'a>(names: Vec<Piece<'a>>, mut date: Piece<'a>, style: &Style) -> Vec<SignatureLine<'a>> {
    let (look, room, line) = (&style.signature, style.page.text_width, style.body.pitch);
    let date_x = room - look.sealed_indent - date.width;
    let columns = columns(&names, look, room);
    let ids: Vec<NodeId> = names.iter().map(|name| name.id).collect();
    let mut lines: Vec<SignatureLine<'a>> = names
        .chunks(columns)
        .enumerate()
        .map(|(row, names)| {
            let count = names.len() as i64;
            let placed = names.iter().zip(0..).map(|(name, column)| Piece {
                x: if count == 1 {
                    (date_x + (date.width - name.width) / 2).min(room - name.width)
                } else {
                    room.scaled(2 * column + 1, 2 * count) - name.width / 2
                }
                .max(Length::ZERO),
                ..name.clone()
            });
            let continues = row > 0 && columns == 1 && ids[row] == ids[row - 1];
            let lines_above = match row {
                0 => look.sealed_lines_before,
                _ if continues => 0,
                _ => look.joint_lines_between,
            };
            SignatureLine {
                gap: line * lines_above,
                pieces: placed.collect(),
            }
        })
        .collect();
    date.x = date_x.max(Length::ZERO);
    if let Some([name]) = lines.last().map(|line| line.pieces.as_slice())
        && name.x + name.width == room
    {
        date.x = (name.x + (name.width - date.width) / 2).min(date.x);
    }
    lines.push(SignatureLine {
        gap: Length::ZERO,
        pieces: vec![date],
    });
    lines
}

/// How many names stand in a row: as many as the style allows, fewer when a name is wider than its column.
fn columns(names: &[Piece<'_>], look: &SignatureStyle, room: Length) -> usize {
    let fits = |columns: &usize| {
        names
            .iter()
            .all(|name| name.width + look.joint_gap <= room / *columns as i64)
    };
    (1..=look.joint_columns.min(names.len()))
        .rev()
        .find(fits)
        .unwrap_or(1)
}

/// 7.3.5.2: the name two characters from the right, the date two characters right of its first character; when that
/// leaves the date less than two characters from the right, the date stands there and the name moves left. Several names
/// begin below each other, the widest of them placed so.
fn unsealed<'a>(names: Vec<Piece<'a>>, mut date: Piece<'a>, style: &Style) -> Vec<SignatureLine<'a>> {
    let (look, room) = (&style.signature, style.page.text_width);
    let widest = names.iter().map(|name| name.width).max().unwrap_or_default();
    let limit = room - look.unsealed_indent;
    let name_x = (limit - widest).min(limit - date.width - look.date_shift);
    date.x = (name_x + look.date_shift).max(Length::ZERO);
    let mut lines: Vec<SignatureLine<'a>> = names
        .into_iter()
        .map(|name| SignatureLine {
            gap: Length::ZERO,
            pieces: vec![Piece {
                x: name_x.max(Length::ZERO),
                ..name
            }],
        })
        .collect();
    lines.push(SignatureLine {
        gap: Length::ZERO,
        pieces: vec![date],
    });
    lines[0].gap = style.body.pitch * look.unsealed_lines_before;
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::Cosigner;

    const EM: i64 = 16;

    fn signed(agencies: &[&str], sealed: bool) -> Signature {
        Signature {
            agency: agencies[0].to_owned(),
            joint: agencies[1..]
                .iter()
                .map(|agency| Cosigner {
                    agency: (*agency).to_owned(),
                    ..Cosigner::default()
                })
                .collect(),
            date: "2022年1月10日".to_owned(),
            sealed,
            ..Signature::default()
        }
    }

    /// Left edge and width of each piece, line by line.
    fn places(block: &Signature) -> Vec<Vec<(Length, Length)>> {
        let lines = signature(block, &Style::default(), FontSet::bundled().unwrap());
        let place =
            |line: SignatureLine<'_>| line.pieces.iter().map(|piece| (piece.x, piece.width)).collect();
        lines.into_iter().map(place).collect()
    }

    fn room() -> Length {
        Style::default().page.text_width
    }

    #[test]
    fn a_sealed_name_is_centred_on_the_date() {
        let places = places(&signed(&["柳溪镇人民政府"], true));
        let [(name_x, name), (date_x, date)] = [places[0][0], places[1][0]];
        assert_eq!(date_x + date, room() - Length::pt(4 * EM));
        let off_axis = (name_x + name / 2) - (date_x + date / 2);
        assert!(off_axis.as_emu().abs() <= 1);
    }

    #[test]
    fn a_long_sealed_name_ends_at_the_edge_and_takes_the_date_along() {
        let places = places(&signed(&[&"长".repeat(26)], true));
        let [(name_x, name), (date_x, date)] = [places[0][0], places[1][0]];
        assert_eq!(name_x + name, room());
        let off_axis = (name_x + name / 2) - (date_x + date / 2);
        assert!(off_axis.as_emu().abs() <= 1);
    }

    #[test]
    fn a_name_wider_than_the_page_takes_several_rows() {
        for sealed in [true, false] {
            let agency = "长".repeat(60);
            let block = signed(&[&agency], sealed);
            let style = Style::default();
            let lines = signature(&block, &style, FontSet::bundled().unwrap());
            let said: String = lines
                .iter()
                .flat_map(|line| &line.pieces)
                .map(|piece| piece.text)
                .collect();
            assert_eq!(said, format!("{agency}{}", block.date));
            assert_eq!(lines.len(), 4);
            assert!(lines[1..].iter().all(|line| line.gap == Length::ZERO));
            assert!(
                lines
                    .iter()
                    .flat_map(|line| &line.pieces)
                    .all(|piece| piece.x + piece.width <= room())
            );
        }
    }

    #[test]
    fn an_unsealed_date_begins_two_characters_right_of_the_name() {
        for name in ["县政府", "清河县柳溪镇人民政府", "清河县人民政府政务公开办公室"]
        {
            let places = places(&signed(&[name], false));
            let [(name_x, name), (date_x, date)] = [places[0][0], places[1][0]];
            assert_eq!(date_x - name_x, Length::pt(2 * EM));
            let right = (name_x + name).max(date_x + date);
            assert_eq!(right, room() - Length::pt(2 * EM));
        }
    }

    #[test]
    fn three_sealed_names_share_a_row_and_a_fourth_stands_over_the_date() {
        let block = signed(&["甲局", "乙局", "丙委员会", "丁局"], true);
        let places = places(&block);
        assert_eq!(places.iter().map(Vec::len).collect::<Vec<_>>(), [3, 1, 1]);
        for ((x, width), part) in places[0].iter().zip([1, 3, 5]) {
            assert_eq!(*x + *width / 2, room().scaled(part, 6));
        }
        let [(name_x, name), (date_x, date)] = [places[1][0], places[2][0]];
        assert!(((name_x + name / 2) - (date_x + date / 2)).as_emu().abs() <= 1);
        let lines = signature(&block, &Style::default(), FontSet::bundled().unwrap());
        // Seals of 45 mm do not touch from row to row.
        assert!(lines[1].gap + Style::default().body.pitch > Length::mm(45));
    }

    #[test]
    fn long_sealed_names_take_fewer_columns() {
        let long = "清河县人力资源和社会保障局";
        let lengths = |names: &[&str]| {
            places(&signed(names, true))
                .iter()
                .map(Vec::len)
                .collect::<Vec<_>>()
        };
        assert_eq!(lengths(&[long, "甲局", "乙局"]), [2, 1, 1]);
        assert_eq!(lengths(&[&"长".repeat(20), "甲局"]), [1, 1, 1]);
    }

    #[test]
    fn unsealed_names_begin_on_one_line() {
        let places = places(&signed(&["甲局", "清河县发展和改革委员会", "丙局"], false));
        assert!(places[..3].iter().all(|line| line[0].0 == places[0][0].0));
        assert_eq!(places[1][0].0 + places[1][0].1, room() - Length::pt(2 * EM));
        assert_eq!(places[3][0].0 - places[0][0].0, Length::pt(2 * EM));
    }

    #[test]
    fn a_stamp_stands_four_characters_in_and_its_title_two_left_of_it() {
        for name in ["王某", ""] {
            let block = Signature {
                stamp: Some(Stamp {
                    title: "县长".to_owned(),
                    name: name.to_owned(),
                    ..Stamp::default()
                }),
                ..signed(&["某县人民政府"], true)
            };
            let style = Style::default();
            let lines = signature(&block, &style, FontSet::bundled().unwrap());
            assert_eq!(lines.len(), 2);
            assert_eq!(lines[0].gap, style.body.pitch * 2);
            assert_eq!(lines[1].gap, style.body.pitch);
            let title = &lines[0].pieces[0];
            assert_eq!(
                title.x + title.width + Length::pt(2 * EM),
                room() - Length::pt(8 * EM)
            );
            let date = &lines[1].pieces[0];
            assert_eq!(date.x + date.width, room() - Length::pt(4 * EM));
            assert_eq!(lines[0].pieces.len(), if name.is_empty() { 1 } else { 2 });
        }
    }
}
