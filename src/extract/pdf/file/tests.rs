use super::*;

/// Rows of entries after each of the five predictors are those before it.
#[test]
fn predictors_are_taken_back() {
    let rows: [[u8; 4]; 5] = [
        [1, 0, 15, 0],
        [1, 1, 200, 3],
        [2, 0, 7, 250],
        [255, 9, 8, 7],
        [1, 2, 3, 250],
    ];
    let mut packed = Vec::new();
    let mut above = [0_u8; 4];
    for (kind, row) in (0..).zip(rows) {
        packed.push(kind);
        for at in 0..4 {
            let left = if at > 0 { row[at - 1] } else { 0 };
            let corner = if at > 0 { above[at - 1] } else { 0 };
            let up = above[at];
            let half = u8::try_from((u16::from(left) + u16::from(up)) / 2).unwrap();
            let guess = [0, left, up, half, paeth(left, up, corner)][usize::from(kind)];
            packed.push(row[at].wrapping_sub(guess));
        }
        above = row;
    }
    let parameters = |predictor: u8| {
        let text = format!("<</Predictor {predictor}/Columns 4>>");
        match Parser::new(text.as_bytes()).value() {
            Some(Value::Dictionary(parameters)) => parameters,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(unpredicted(packed.clone(), &parameters(12)), Some(rows.concat()));
    assert_eq!(unpredicted(packed.clone(), &parameters(1)), Some(packed.clone()));
    assert_eq!(unpredicted(packed, &parameters(2)), None);
}

#[test]
fn the_nearest_neighbour_is_guessed() {
    for (neighbours, guess) in [
        ((9, 0, 0), 9),
        ((0, 9, 0), 9),
        ((5, 6, 5), 6),
        ((3, 3, 9), 3),
        ((0, 9, 4), 4),
    ] {
        assert_eq!(
            paeth(neighbours.0, neighbours.1, neighbours.2),
            guess,
            "{neighbours:?}"
        );
    }
}

/// A file of these objects, with a table and this trailer.
fn with_table(objects: &[&str], trailer: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in (1..).zip(objects) {
        table += &format!("{:010} 00000 n \n", out.len());
        out.extend_from_slice(format!("{number} 0 obj\n{object}\nendobj\n").as_bytes());
    }
    let start = out.len();
    out.extend_from_slice(format!("{table}trailer\n{trailer}\nstartxref\n{start}\n%%EOF\n").as_bytes());
    out
}

#[test]
fn a_wrong_length_is_made_good_by_the_end() {
    for length in ["4", "3", "900", "2 0 R", "(x)", "1 0 R"] {
        let stream = format!("<</Length {length}>>\nstream\nabcd\nendstream");
        let bytes = with_table(&[&stream, "4"], "<</Size 3/Root 2 0 R>>");
        let file = File::open(&bytes).unwrap();
        let content = file.content(&file.object(1).unwrap(), 100).unwrap();
        assert_eq!(content.trim_ascii_end(), b"abcd", "{length}");
        assert_eq!(file.content(&file.object(1).unwrap(), 3), None, "{length}");
    }
}

#[test]
fn what_leads_in_circles_ends() {
    let trailer = "<</Size 2/Root 1 0 R/Prev 9>>";
    let mut bytes = with_table(&["<</Type/Catalog/Self 1 0 R>>"], trailer);
    assert_eq!(File::open(&bytes).err(), Some(Unreadable::Damaged));
    // The section before is the last one itself.
    let at = bytes.windows(4).rposition(|window| window == b"xref").unwrap();
    let at = bytes[..at]
        .windows(4)
        .rposition(|window| window == b"xref")
        .unwrap();
    let text = String::from_utf8(std::mem::take(&mut bytes)).unwrap();
    let looped = text.replace("/Prev 9>>", &format!("/Prev {at}>>"));
    assert_eq!(File::open(looped.as_bytes()).err(), Some(Unreadable::Damaged));
    let streams = with_table(
        &["<</Length 1 0 R/Filter 1 0 R>>\nstream\n\nendstream"],
        "<</Size 2/Root 1 0 R>>",
    );
    let file = File::open(&streams).unwrap();
    assert!(file.content(&file.object(1).unwrap(), 9).is_none());
}

#[test]
fn cross_references_without_width_are_none() {
    for widths in ["0 0 0", "1 99999999999 1", "1 -1 1", "1 2", ""] {
        let text = format!(
            "%PDF-1.7\n1 0 obj\n<</Type/XRef/W[{widths}]/Size 4000000000/Root 1 0 R/Length 0>>\nstream\n\nendstream\n\
            endobj\nstartxref\n9\n%%EOF"
        );
        assert_eq!(
            File::open(text.as_bytes()).err(),
            Some(Unreadable::Damaged),
            "{widths}"
        );
    }
}
