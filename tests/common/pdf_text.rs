//! The words of a PDF, read back from its bytes: by page in drawing order, and by its tag tree.

use lopdf::{Dictionary, Document, Object, ObjectId};
use nianbao::layout::Pages;
use std::collections::BTreeMap;

/// A piece of text as drawn, with the number of its marked content.
pub struct Piece {
    pub mcid: Option<i64>,
    pub text: String,
    /// Glyph numbers as shown, two bytes each.
    pub codes: Vec<u16>,
}

/// The pieces of each page, in drawing order.
pub fn pages(pdf: &Document) -> Vec<Vec<Piece>> {
    pdf.get_pages().values().map(|&page| pieces(pdf, page)).collect()
}

/// The words of each page in drawing order, without white space.
pub fn words(pdf: &Document) -> Vec<String> {
    let said = |pieces: Vec<Piece>| pieces.iter().map(|piece| piece.text.as_str()).collect::<String>();
    pages(pdf)
        .into_iter()
        .map(|pieces| super::squeezed(&said(pieces)))
        .collect()
}

/// Asserts that each page of a PDF says what its page of the layout says, and nothing else.
pub fn assert_says(pdf: &Document, laid_out: &Pages) {
    let drawn = words(pdf);
    assert_eq!(drawn.len(), laid_out.pages.len());
    for (index, drawn) in drawn.iter().enumerate() {
        assert_eq!(
            *drawn,
            super::squeezed(&laid_out.text(index)),
            "page {}",
            index + 1
        );
    }
}

fn pieces(pdf: &Document, page: ObjectId) -> Vec<Piece> {
    let fonts = pdf.get_page_fonts(page).unwrap();
    let encodings: BTreeMap<_, _> = fonts
        .iter()
        .map(|(name, font)| (name.clone(), font.get_font_encoding(pdf).unwrap()))
        .collect();
    let mut marked: Vec<Option<i64>> = Vec::new();
    let mut font = Vec::new();
    let mut found = Vec::new();
    for operation in pdf.get_and_decode_page_content(page).unwrap().operations {
        let operands = &operation.operands;
        match operation.operator.as_str() {
            "BDC" => marked.push(
                operands[1]
                    .as_dict()
                    .ok()
                    .and_then(|properties| properties.get(b"MCID").ok()?.as_i64().ok()),
            ),
            "BMC" => marked.push(None),
            "EMC" => {
                marked.pop();
            }
            "Tf" => font = operands[0].as_name().unwrap().to_vec(),
            "Tj" | "TJ" => {
                let mut bytes = Vec::new();
                strings(operands, &mut bytes);
                found.push(Piece {
                    mcid: marked.iter().rev().find_map(|mcid| *mcid),
                    text: Document::decode_text(&encodings[&font], &bytes).unwrap(),
                    codes: bytes
                        .chunks(2)
                        .map(|code| u16::from_be_bytes([code[0], code[1]]))
                        .collect(),
                });
            }
            _ => {}
        }
    }
    found
}

fn strings(operands: &[Object], bytes: &mut Vec<u8>) {
    for operand in operands {
        match operand {
            Object::String(text, _) => bytes.extend(text),
            Object::Array(items) => strings(items, bytes),
            _ => {}
        }
    }
}

/// The text of the tag tree: marked contents in the order of the structure, artifacts left out.
pub fn tagged(pdf: &Document) -> String {
    let mut by_mark: BTreeMap<(ObjectId, i64), String> = BTreeMap::new();
    for (&page, pieces) in pdf.get_pages().values().zip(pages(pdf)) {
        for piece in pieces {
            if let Some(mcid) = piece.mcid {
                by_mark.entry((page, mcid)).or_default().push_str(&piece.text);
            }
        }
    }
    let root = pdf.catalog().unwrap().get(b"StructTreeRoot").unwrap();
    let mut out = String::new();
    walk(pdf, root, None, &by_mark, &mut out);
    out
}

fn walk(
    pdf: &Document,
    node: &Object,
    page: Option<ObjectId>,
    by_mark: &BTreeMap<(ObjectId, i64), String>,
    out: &mut String,
) {
    match pdf.dereference(node).unwrap().1 {
        Object::Integer(mcid) => {
            if let Some(text) = page.and_then(|page| by_mark.get(&(page, *mcid))) {
                out.push_str(text);
            }
        }
        Object::Array(items) => items.iter().for_each(|item| walk(pdf, item, page, by_mark, out)),
        Object::Dictionary(element) => {
            let page = page_of(element).or(page);
            let kid = element.get(b"MCID").or_else(|_| element.get(b"K"));
            if let Ok(kid) = kid {
                walk(pdf, kid, page, by_mark, out);
            }
        }
        _ => {}
    }
}

fn page_of(element: &Dictionary) -> Option<ObjectId> {
    element.get(b"Pg").ok()?.as_reference().ok()
}
