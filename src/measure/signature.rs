//! Where 署名 and 成文日期 stand (GB/T 9704-2012, 7.3.5): asked by the DOCX writer and by the layout.
//!
//! One agency stands as 7.3.5.1 (sealed) and 7.3.5.2 (not sealed) say, a stamp as 7.3.5.3. For several agencies only the
//! outline of the rule was at hand (sealed: in even rows, at most three seals a row, none beyond the text area; not
//! sealed: one below the other), so three things are our reading of it: the columns share the text area evenly, a name
//! left over for a row of its own stands over the date, and names below each other begin on one line.

use super::title::balanced;
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
        // A name wider than the text area takes as many rows as it must, broken between words as a title is.
        .flat_map(|(id, text, _)| {
            match width(text, &style.body, fonts) > room {
                true => balanced(text, &[], &style.body, room, fonts),
                false => std::iter::once(0..text.len()).collect(),
            }
            .into_iter()
            .map(move |row| piece((id, &text[row])))
        })
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
/// that ends at the edge and moves the date to the left, so that both keep one axis, as do the lines of a name that takes
/// several. Several names share the rows evenly, with room for a seal over each.
fn sealed<'a>(names: Vec<Piece<'a>>, mut date: Piece<'a>, style: &Style) -> Vec<SignatureLine<'a>> {
    let (look, room, line) = (&style.signature, style.page.text_width, style.body.pitch);
    let date_x = room - look.sealed_indent - date.width;
    let columns = columns(&names, look, room);
    // Left edge and width of all lines of the name that a piece belongs to.
    let block = |piece: &Piece<'_>| {
        let lines = names.iter().filter(|other| other.id == piece.id);
        let width = lines.map(|other| other.width).fold(piece.width, Length::max);
        ((date_x + (date.width - width) / 2).min(room - width), width)
    };
    let mut lines: Vec<SignatureLine<'a>> = names
        .chunks(columns)
        .enumerate()
        .map(|(row, pieces)| {
            let count = pieces.len() as i64;
            let placed = pieces.iter().zip(0..).map(|(name, column)| {
                let x = if count == 1 {
                    let (x, width) = block(name);
                    x + (width - name.width) / 2
                } else {
                    room.scaled(2 * column + 1, 2 * count) - name.width / 2
                };
                Piece {
                    x: x.max(Length::ZERO),
                    ..name.clone()
                }
            });
            let continues = row > 0 && columns == 1 && names[row].id == names[row - 1].id;
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
    let mut date_from_left = date_x.max(Length::ZERO);
    if let Some([name]) = lines.last().map(|line| line.pieces.as_slice())
        && let (x, width) = block(name)
        && x + width == room
    {
        date_from_left = (x + (width - date.width) / 2).min(date_from_left);
    }
    date.x = date_from_left.max(Length::ZERO);
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
mod tests;
