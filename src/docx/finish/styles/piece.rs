//! The pieces styles are made of: heads, spacing, indents, cell margins.

use crate::docx::names::{self, StyleName};
use crate::docx::xml::Element;
use crate::units::Length;

pub(in crate::docx::finish) fn head(kind: &str, style: StyleName) -> Element {
    let mut element = Element::new("w:style").with("w:type", kind);
    if names::DEFAULTS.contains(&style) {
        element = element.with("w:default", 1);
    }
    if !style.built_in {
        element = element.with("w:customStyle", 1);
    }
    element
        .with("w:styleId", style.id)
        .child(Element::val("w:name", style.name))
}

/// A style that a user may pick, based on `Normal` (unless it is that).
pub(in crate::docx::finish) fn paragraph_style(style: StyleName, next: Option<StyleName>) -> Element {
    let mut element = head("paragraph", style);
    if style != names::NORMAL {
        element.push(Element::val("w:basedOn", names::NORMAL.id));
    }
    element
        .children(next.map(|next| Element::val("w:next", next.id)))
        .child(Element::new("w:qFormat"))
}

pub(in crate::docx::finish) fn character_style(style: StyleName) -> Element {
    head("character", style)
        .child(Element::val("w:basedOn", names::DEFAULT_FONT.id))
        .child(Element::new("w:qFormat"))
}

pub(in crate::docx::finish) fn hidden(style: Element) -> Element {
    style
        .child(Element::val("w:uiPriority", 99))
        .child(Element::new("w:semiHidden"))
        .child(Element::new("w:unhideWhenUsed"))
}

pub(in crate::docx::finish) fn no_margins() -> Element {
    Element::new("w:tblPr")
        .child(zero_indent())
        .child(cell_margins(Length::ZERO, Length::ZERO))
}

pub(in crate::docx::finish) fn zero_indent() -> Element {
    width("w:tblInd", Length::ZERO)
}

pub(in crate::docx::finish) fn cell_margins(x: Length, y: Length) -> Element {
    Element::new("w:tblCellMar")
        .child(width("w:top", y))
        .child(width("w:left", x))
        .child(width("w:bottom", y))
        .child(width("w:right", x))
}

pub(in crate::docx::finish) fn width(name: &'static str, width: Length) -> Element {
    Element::new(name)
        .with("w:w", width.as_twips())
        .with("w:type", "dxa")
}

pub(in crate::docx::finish) fn kept_whole() -> Element {
    Element::new("w:pPr").child(Element::new("w:keepLines"))
}

pub(in crate::docx::finish) fn exact(pitch: Length, before: Length, after: Length) -> Element {
    spacing(pitch, "exact", before, after)
}

pub(in crate::docx::finish) fn spacing(pitch: Length, rule: &str, before: Length, after: Length) -> Element {
    Element::new("w:spacing")
        .with("w:before", before.as_twips())
        .with("w:after", after.as_twips())
        .with("w:line", pitch.as_twips())
        .with("w:lineRule", rule)
}

/// Zeros written out: an indent of a style it is based on must not come through.
pub(in crate::docx::finish) fn no_indent() -> Element {
    indent(Length::ZERO, Length::ZERO, Some((0, Length::ZERO)))
}

/// An indent; the first line's in hundredths of a character and as a length.
pub(in crate::docx::finish) fn indent(
    left: Length,
    right: Length,
    first_line: Option<(i64, Length)>,
) -> Element {
    let (hundredths, first_line) = first_line.unwrap_or((0, Length::ZERO));
    Element::new("w:ind")
        .with("w:left", left.as_twips())
        .with("w:right", right.as_twips())
        .with("w:firstLineChars", hundredths)
        .with("w:firstLine", first_line.as_twips())
}

/// A rule on one side of a paragraph, as far from its text as given.
pub(in crate::docx::finish) fn paragraph_rule(
    side: &'static str,
    width: Length,
    colour: &str,
    gap: Length,
) -> Element {
    Element::val(side, "single")
        .with("w:sz", width.as_eighth_pt())
        .with("w:space", gap.as_half_pt() / 2)
        .with("w:color", colour)
}
