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
    let place = |line: SignatureLine<'_>| line.pieces.iter().map(|piece| (piece.x, piece.width)).collect();
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
        let twice_axis = |line: &SignatureLine<'_>| (line.pieces[0].x * 2 + line.pieces[0].width).as_emu();
        let off_axis = |line| (twice_axis(line) - twice_axis(&lines[0])).abs();
        assert!(!sealed || lines.iter().all(|line| off_axis(line) <= 4));
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
