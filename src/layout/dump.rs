//! Pages as text, for golden tests: one line an item, lengths in points.

use super::pages::{Furniture, Owner, Pages, Shape};
use crate::font::FontSet;
use crate::units::Length;
use std::fmt::Write as _;

/// The pages as lines: place, owner, type size, words; rules and tints as counts.
pub fn dump(pages: &Pages, fonts: &FontSet) -> String {
    let mut out = String::new();
    let pt = |length: Length| format!("{:.2}", length.as_pt());
    for page in &pages.pages {
        let (mut rules, mut tints) = (0, 0);
        // Writing to a String cannot fail.
        let _ = writeln!(out, "page {}", page.number);
        for item in &page.items {
            match &item.shape {
                Shape::Text(run) => {
                    let owner = owner(item.owner);
                    let _ = writeln!(
                        out,
                        "  {:>7} {:>7} {:>6} {:<16} +{:<7} {owner:<10} {}",
                        pt(run.x),
                        pt(run.y),
                        pt(run.size),
                        fonts.face(run.face).family(),
                        pt(run.width()),
                        run.text()
                    );
                }
                Shape::Line { .. } => rules += 1,
                Shape::Fill { .. } => tints += 1,
                Shape::Empty => {}
            }
        }
        let _ = writeln!(out, "  rules {rules} tints {tints}");
    }
    out
}

fn owner(owner: Owner) -> String {
    match owner {
        Owner::Node(id) => format!("#{}", id.get()),
        Owner::Furniture(Furniture::PageNumber) => "number".to_owned(),
        Owner::Furniture(Furniture::Watermark) => "mark".to_owned(),
        Owner::Furniture(Furniture::RepeatedHeader(id)) => format!("header#{}", id.get()),
        Owner::Furniture(Furniture::RepeatedLabel(id)) => format!("label#{}", id.get()),
        Owner::Furniture(Furniture::Rule(id) | Furniture::Tint(id)) => format!("furniture#{}", id.get()),
    }
}
