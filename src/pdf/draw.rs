//! The items of each page, one handler for each shape.

use crate::doc::NodeId;
use crate::error::Error;
use crate::font::{FaceId, FontSet};
use crate::layout::{Furniture, Item, Owner, Page, Pages, Shape, TextRun};
use crate::style::Style;
use crate::units::Length;
use krilla::color::{luma, rgb};
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::num::NormalizedF32;
use krilla::page::{NumberingStyle, PageLabel, PageSettings};
use krilla::paint::{Fill, Stroke};
use krilla::surface::{Location, Surface};
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};
use krilla::text::{Font, KrillaGlyph};
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;

/// What the tag tree and the outline need to know of the drawn pages.
#[derive(Default)]
pub(super) struct Drawn {
    /// For each node its marked contents, in drawing order.
    pub identifiers: BTreeMap<NodeId, Vec<Identifier>>,
    /// For each node where it is first drawn: page index, left edge and top.
    pub positions: BTreeMap<NodeId, (usize, Point)>,
}

/// Faces already handed to krilla.
struct Faces<'a> {
    fonts: &'a FontSet,
    ready: BTreeMap<FaceId, Font>,
}

/// Draws every page.
pub(super) fn pages(pdf: &mut krilla::Document, pages: &Pages, fonts: &FontSet) -> Result<Drawn, Error> {
    let mut drawn = Drawn::default();
    let mut faces = Faces {
        fonts,
        ready: BTreeMap::new(),
    };
    for (index, page) in pages.pages.iter().enumerate() {
        let settings = PageSettings::from_wh(pt(pages.width), pt(pages.height))
            .ok_or_else(|| Error::Pdf("the paper has no size".to_owned()))?
            .with_page_label(PageLabel::new(
                Some(NumberingStyle::Arabic),
                None,
                NonZeroU32::new(page.number),
            ));
        let mut target = pdf.start_page_with(settings);
        let mut surface = target.surface();
        draw_page(&mut surface, (page, index), &pages.bold, &mut faces, &mut drawn)?;
        surface.finish();
        target.finish();
    }
    Ok(drawn)
}

/// Items of one owner that follow each other make one marked content.
fn draw_page(
    surface: &mut Surface<'_>,
    (page, index): (&Page, usize),
    bold: &BTreeSet<NodeId>,
    faces: &mut Faces<'_>,
    drawn: &mut Drawn,
) -> Result<(), Error> {
    for items in page.items.chunk_by(|one, next| one.owner == next.owner) {
        let owner = items[0].owner;
        let identifier = surface.start_tagged(content_tag(owner));
        if let Owner::Node(node) = owner {
            drawn.identifiers.entry(node).or_default().push(identifier);
            if let Some(at) = items.iter().find_map(upper_left) {
                drawn.positions.entry(node).or_insert((index, at));
            }
        }
        let is_bold = matches!(owner, Owner::Node(node) if bold.contains(&node));
        for item in items {
            match &item.shape {
                Shape::Text(run) => draw_text(surface, run, (owner, is_bold), faces)?,
                Shape::Fill { at, size, rgb } => draw_fill(surface, *at, *size, *rgb),
                Shape::Line { .. } | Shape::Empty => {}
            }
        }
        draw_lines(surface, items);
        surface.end_tagged();
    }
    Ok(())
}

fn content_tag(owner: Owner) -> ContentTag<'static> {
    let artifact = |kind| ContentTag::Artifact(Artifact::with_kind(kind));
    match owner {
        Owner::Node(_) => ContentTag::Span(SpanTag::empty()),
        Owner::Furniture(Furniture::PageNumber) => artifact(ArtifactType::Footer),
        Owner::Furniture(Furniture::Watermark) => artifact(ArtifactType::Header),
        Owner::Furniture(Furniture::RepeatedHeader(_) | Furniture::RepeatedLabel(_)) => {
            artifact(ArtifactType::PaginationOther)
        }
        Owner::Furniture(Furniture::Rule(_) | Furniture::Tint(_)) => artifact(ArtifactType::Layout),
    }
}

/// The upper left corner of a text, for links to it.
fn upper_left(item: &Item) -> Option<Point> {
    match &item.shape {
        Shape::Text(run) => Some(Point::from_xy(pt(run.x), pt(run.y - run.size))),
        _ => None,
    }
}

fn draw_text(
    surface: &mut Surface<'_>,
    run: &TextRun,
    (owner, is_bold): (Owner, bool),
    faces: &mut Faces<'_>,
) -> Result<(), Error> {
    let text = run.text();
    // What the back end refuses then finds its way home.
    let location = match owner {
        Owner::Node(node) => Location::new(node.get().into()),
        Owner::Furniture(_) => None,
    };
    let mut start = 0;
    let glyphs: Vec<KrillaGlyph> = run
        .glyphs
        .iter()
        .map(|glyph| {
            let range = start..start + glyph.ch.len_utf8();
            start = range.end;
            // krilla wants advances in ems.
            let advance = glyph.advance.as_emu() as f32 / run.size.as_emu() as f32;
            KrillaGlyph::new(
                krilla::text::GlyphId::new(glyph.id),
                advance,
                0.0,
                0.0,
                0.0,
                range,
                location,
            )
        })
        .collect();
    surface.set_stroke(is_bold.then(|| Stroke {
        paint: paint(run.rgb),
        width: pt(Style::bold_stroke(run.size)),
        ..Stroke::default()
    }));
    surface.set_fill(Some(fill(paint(run.rgb))));
    let font = faces.get(run.face)?;
    surface.draw_glyphs(
        Point::from_xy(pt(run.x), pt(run.y)),
        &glyphs,
        font,
        &text,
        pt(run.size),
        false,
    );
    Ok(())
}

fn draw_fill(surface: &mut Surface<'_>, at: (Length, Length), size: (Length, Length), colour: [u8; 3]) {
    let Some(rect) = Rect::from_xywh(pt(at.0), pt(at.1), pt(size.0), pt(size.1)) else {
        return;
    };
    let mut path = PathBuilder::new();
    path.push_rect(rect);
    if let Some(path) = path.finish() {
        surface.set_stroke(None);
        surface.set_fill(Some(fill(paint(Some(colour)))));
        surface.draw_path(&path);
    }
}

/// All rules of one width and colour as one path.
fn draw_lines(surface: &mut Surface<'_>, items: &[Item]) {
    let mut paths: BTreeMap<(Length, Option<[u8; 3]>), PathBuilder> = BTreeMap::new();
    for item in items {
        if let Shape::Line { from, to, width, rgb } = item.shape {
            let path = paths.entry((width, rgb)).or_default();
            path.move_to(pt(from.0), pt(from.1));
            path.line_to(pt(to.0), pt(to.1));
        }
    }
    for ((width, rgb), path) in paths {
        let Some(path) = path.finish() else { continue };
        surface.set_fill(None);
        // Square ends close the corners of the table.
        surface.set_stroke(Some(Stroke {
            paint: paint(rgb),
            width: pt(width),
            line_cap: krilla::paint::LineCap::Square,
            ..Stroke::default()
        }));
        surface.draw_path(&path);
    }
}

/// A colour, or black as a shade of grey.
fn paint(colour: Option<[u8; 3]>) -> krilla::paint::Paint {
    match colour {
        Some([red, green, blue]) => rgb::Color::new(red, green, blue).into(),
        None => luma::Color::black().into(),
    }
}

fn fill(colour: impl Into<krilla::paint::Paint>) -> Fill {
    Fill {
        paint: colour.into(),
        opacity: NormalizedF32::ONE,
        rule: krilla::paint::FillRule::default(),
    }
}

fn pt(length: Length) -> f32 {
    length.as_pt() as f32
}

impl Faces<'_> {
    fn get(&mut self, id: FaceId) -> Result<Font, Error> {
        if let Some(font) = self.ready.get(&id) {
            return Ok(font.clone());
        }
        let face = self.fonts.face(id);
        let font = Font::new(self.fonts.hollow(id)?.into(), 0).ok_or_else(|| Error::Font {
            face: face.family().to_owned(),
            reason: "the PDF back end cannot read it".to_owned(),
        })?;
        self.ready.insert(id, font.clone());
        Ok(font)
    }
}
