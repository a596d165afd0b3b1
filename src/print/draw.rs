//! The items of the pages as the operations of each side, one handler for each shape.

use super::faces::Faces;
use super::places::Place;
use super::sheet::Imposition;
use crate::error::Error;
use crate::font::FaceId;
use crate::layout::{Item, Owner, Page, Pages, Shape, TextRun};
use crate::style::Style;
use crate::units::Length;
use printpdf::{
    Codepoint, Color, Line, LineCapStyle, LinePoint, Op, PaintMode, PdfFontHandle, PdfPage, Point, Pt, Rect,
    Rgb, TextItem, TextMatrix, TextRenderingMode,
};

/// A colour; none is black.
type Colour = Option<[u8; 3]>;

/// The least step between glyphs that is worth a number, in thousandths of the em.
const LEAST_STEP: f64 = 0.01;

/// The sides of the sheets, drawn; `places` are the pages and blanks in reading order.
pub(super) fn sides(
    pages: &Pages,
    places: &[Place],
    imposition: Imposition,
    faces: &Faces,
) -> Result<Vec<PdfPage>, Error> {
    let paper = Rect::from_wh(pt(pages.width * imposition.across()), pt(pages.height));
    let side = |places: Vec<&Place>| {
        let mut pen = Pen::new(pages, faces);
        for (place, page) in (0..).zip(places) {
            pen.left = pages.width * place;
            if let Some(page) = page {
                pen.page(page)?;
            }
        }
        Ok(PdfPage {
            media_box: paper.clone(),
            trim_box: paper.clone(),
            crop_box: paper.clone(),
            ops: pen.finish(),
        })
    };
    imposition.sides(places).into_iter().map(side).collect()
}

/// Draws on one side and knows what is set there already.
struct Pen<'a> {
    pages: &'a Pages,
    faces: &'a Faces,
    /// Where the page that is drawn begins.
    left: Length,
    ops: Vec<Op>,
    in_text: bool,
    font: Option<(FaceId, Length)>,
    fill: Colour,
    stroke: Colour,
    width: Option<Length>,
    is_bold: bool,
}

impl<'a> Pen<'a> {
    fn new(pages: &'a Pages, faces: &'a Faces) -> Self {
        // Square ends close the corners of the tables.
        let cap = LineCapStyle::ProjectingSquare;
        Pen {
            pages,
            faces,
            left: Length::ZERO,
            ops: vec![Op::SetLineCapStyle { cap }],
            in_text: false,
            font: None,
            fill: None,
            stroke: None,
            width: None,
            is_bold: false,
        }
    }

    fn finish(mut self) -> Vec<Op> {
        self.end_text();
        self.ops
    }

    /// Items of one owner that follow each other, its rules last.
    fn page(&mut self, page: &Page) -> Result<(), Error> {
        for items in page.items.chunk_by(|one, next| one.owner == next.owner) {
            let owner = items[0].owner;
            let is_bold = matches!(owner, Owner::Node(node) if self.pages.bold.contains(&node));
            for item in items {
                match &item.shape {
                    Shape::Text(run) => self.text(run, is_bold)?,
                    Shape::Fill { at, size, rgb } => self.rectangle(*at, *size, *rgb),
                    Shape::Line { .. } | Shape::Empty => {}
                }
            }
            items.iter().for_each(|item| self.rule(item));
        }
        Ok(())
    }

    fn text(&mut self, run: &TextRun, is_bold: bool) -> Result<(), Error> {
        if !self.in_text {
            self.ops.push(Op::StartTextSection);
            self.in_text = true;
        }
        self.fill(run.rgb);
        self.weight(run, is_bold);
        let cut = self.faces.get(run.face)?;
        if self.font != Some((run.face, run.size)) {
            self.font = Some((run.face, run.size));
            self.ops.push(Op::SetFont {
                font: PdfFontHandle::External(cut.id().clone()),
                size: pt(run.size),
            });
        }
        let at = self.point(run.x, run.y);
        self.ops.push(Op::SetTextMatrix {
            matrix: TextMatrix::Translate(at.x, at.y),
        });
        // The reader moves on by the widths the file tells, in thousandths of the em; each step makes up for the
        // difference between where that leads and where the layout wants the next glyph.
        let size = run.size.as_emu() as f64;
        let (mut wanted, mut reached) = (Length::ZERO, 0.0);
        let mut glyphs = Vec::with_capacity(run.glyphs.len());
        for placed in &run.glyphs {
            let code = cut.code(placed);
            wanted += placed.advance;
            reached += f64::from(cut.width(code));
            let step = reached - wanted.as_emu() as f64 * 1000.0 / size;
            let step = if step.abs() < LEAST_STEP {
                0.0
            } else {
                (step / LEAST_STEP).round() * LEAST_STEP
            };
            reached -= step;
            glyphs.push(Codepoint::with_cid(code, step as f32, placed.ch.to_string()));
        }
        if let Some(last) = glyphs.last_mut() {
            last.offset = 0.0;
        }
        self.ops.push(Op::ShowText {
            items: vec![TextItem::GlyphIds(glyphs)],
        });
        Ok(())
    }

    /// Thickens the outlines by a stroke, or no longer does.
    fn weight(&mut self, run: &TextRun, is_bold: bool) {
        if is_bold {
            self.stroke(run.rgb, Style::bold_stroke(run.size));
        }
        if self.is_bold != is_bold {
            self.is_bold = is_bold;
            let mode = if is_bold {
                TextRenderingMode::FillStroke
            } else {
                TextRenderingMode::Fill
            };
            self.ops.push(Op::SetTextRenderingMode { mode });
        }
    }

    fn rectangle(&mut self, at: (Length, Length), size: (Length, Length), rgb: [u8; 3]) {
        self.end_text();
        self.fill(Some(rgb));
        let corner = self.point(at.0, at.1 + size.1);
        self.ops.push(Op::DrawRectangle {
            rectangle: Rect {
                x: corner.x,
                y: corner.y,
                width: pt(size.0),
                height: pt(size.1),
                mode: Some(PaintMode::Fill),
                winding_order: None,
            },
        });
    }

    fn rule(&mut self, item: &Item) {
        let Shape::Line { from, to, width, rgb } = item.shape else {
            return;
        };
        self.end_text();
        self.stroke(rgb, width);
        let points = [from, to].map(|(x, y)| LinePoint {
            p: self.point(x, y),
            bezier: false,
        });
        self.ops.push(Op::DrawLine {
            line: Line {
                points: points.to_vec(),
                is_closed: false,
            },
        });
    }

    fn end_text(&mut self) {
        if self.in_text {
            self.ops.push(Op::EndTextSection);
            self.in_text = false;
        }
    }

    fn fill(&mut self, rgb: Colour) {
        if self.fill != rgb {
            self.fill = rgb;
            self.ops.push(Op::SetFillColor { col: colour(rgb) });
        }
    }

    fn stroke(&mut self, rgb: Colour, width: Length) {
        if self.stroke != rgb {
            self.stroke = rgb;
            self.ops.push(Op::SetOutlineColor { col: colour(rgb) });
        }
        if self.width != Some(width) {
            self.width = Some(width);
            self.ops.push(Op::SetOutlineThickness { pt: pt(width) });
        }
    }

    /// A place on the page that is drawn, from the lower left corner of the sheet.
    fn point(&self, x: Length, y: Length) -> Point {
        Point {
            x: pt(self.left + x),
            y: pt(self.pages.height - y),
        }
    }
}

/// A colour, or black as a shade of grey.
fn colour(rgb: Colour) -> Color {
    match rgb {
        Some(rgb) => {
            let [red, green, blue] = rgb.map(|part| f32::from(part) / 255.0);
            Color::Rgb(Rgb::new(red, green, blue, None))
        }
        None => Color::Greyscale(printpdf::Greyscale::new(0.0, None)),
    }
}

fn pt(length: Length) -> Pt {
    Pt(length.as_pt() as f32)
}
