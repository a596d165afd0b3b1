//! What a PDF draws, read back from its bytes: every glyph with its outline and place, every rule and tint.
//!
//! Reads what both of our writers use: text in embedded TrueType faces with two-byte codes, straight paths, moved and
//! mirrored coordinates. Panics on anything else, so that nothing drawn is passed over.

use lopdf::content::Operation;
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use std::collections::BTreeMap;

/// Something drawn. Lengths are points from the lower left corner of the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    Glyph {
        text: String,
        /// The steps of its outline, in units of the em.
        outline: Vec<(char, [f32; 6])>,
        at: [f64; 2],
        size: f64,
        /// Width of the stroke around the outline.
        stroke: Option<f64>,
        colour: [f64; 3],
    },
    Rule {
        ends: [[f64; 2]; 2],
        width: f64,
        cap: i64,
        colour: [f64; 3],
    },
    Fill {
        corners: [[f64; 2]; 2],
        colour: [f64; 3],
    },
}

/// The marks of each page: glyphs in drawing order, then tints, then rules, both from below.
pub fn pages(pdf: &Document) -> Vec<Vec<Mark>> {
    pdf.get_pages().values().map(|&page| marks(pdf, page)).collect()
}

/// The marks of a page moved to the right.
pub fn moved(marks: &[Mark], right: f64) -> Vec<Mark> {
    let right_of = |[x, y]: [f64; 2]| [x + right, y];
    let mut moved = marks.to_vec();
    for mark in &mut moved {
        match mark {
            Mark::Glyph { at, .. } => *at = right_of(*at),
            Mark::Rule { ends, .. } => *ends = ends.map(right_of),
            Mark::Fill { corners, .. } => *corners = corners.map(right_of),
        }
    }
    moved
}

/// The first difference of two pages, places to a hundredth of a point.
pub fn difference(one: &[Mark], other: &[Mark]) -> Option<String> {
    let differing = one.iter().zip(other).find(|(one, other)| !same(one, other));
    match differing {
        Some((one, other)) => Some(format!("{one:?}\n{other:?}")),
        None if one.len() != other.len() => Some(format!("{} marks, {} marks", one.len(), other.len())),
        None => None,
    }
}

fn same(one: &Mark, other: &Mark) -> bool {
    const TOLERANCE: f64 = 0.01;
    let near = |a: &[f64], b: &[f64]| a.iter().zip(b).all(|(a, b)| (a - b).abs() <= TOLERANCE);
    match (one, other) {
        (
            Mark::Glyph {
                text,
                outline,
                at,
                size,
                stroke,
                colour,
            },
            Mark::Glyph {
                text: text2,
                outline: outline2,
                at: at2,
                size: size2,
                stroke: stroke2,
                colour: colour2,
            },
        ) => {
            text == text2
                && outline == outline2
                && stroke.is_some() == stroke2.is_some()
                && near(at, at2)
                && near(&[*size, stroke.unwrap_or(0.0)], &[*size2, stroke2.unwrap_or(0.0)])
                && near(colour, colour2)
        }
        (
            Mark::Rule {
                ends,
                width,
                cap,
                colour,
            },
            Mark::Rule {
                ends: ends2,
                width: width2,
                cap: cap2,
                colour: colour2,
            },
        ) => {
            cap == cap2
                && near(ends.as_flattened(), ends2.as_flattened())
                && near(&[*width], &[*width2])
                && near(colour, colour2)
        }
        (
            Mark::Fill { corners, colour },
            Mark::Fill {
                corners: corners2,
                colour: colour2,
            },
        ) => near(corners.as_flattened(), corners2.as_flattened()) && near(colour, colour2),
        _ => false,
    }
}

type Matrix = [f64; 6];

/// The point a matrix takes a point to.
fn taken(m: Matrix, [x, y]: [f64; 2]) -> [f64; 2] {
    [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]]
}

/// First the one, then the other.
fn after(first: Matrix, then: Matrix) -> Matrix {
    let linear = [then[0], then[1], then[2], then[3], 0.0, 0.0];
    let ([a, b], [c, d]) = (
        taken(linear, [first[0], first[1]]),
        taken(linear, [first[2], first[3]]),
    );
    let [e, f] = taken(then, [first[4], first[5]]);
    [a, b, c, d, e, f]
}

#[derive(Clone)]
struct State {
    matrix: Matrix,
    fill: [f64; 3],
    stroke: [f64; 3],
    width: f64,
    cap: i64,
    mode: i64,
    font: Vec<u8>,
    size: f64,
}

struct Face<'a> {
    data: Vec<u8>,
    widths: BTreeMap<u16, f64>,
    default: f64,
    /// The glyph of each code, unless they are the same.
    glyphs: Option<Vec<u8>>,
    texts: Encoding<'a>,
}

fn marks(pdf: &Document, page: ObjectId) -> Vec<Mark> {
    let fonts = pdf.get_page_fonts(page).unwrap();
    let faces: BTreeMap<Vec<u8>, Face> = fonts
        .iter()
        .map(|(name, font)| (name.clone(), face(pdf, font)))
        .collect();
    let mut reader = Reader {
        faces,
        state: State {
            matrix: [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
            fill: [0.0; 3],
            stroke: [0.0; 3],
            width: 1.0,
            cap: 0,
            mode: 0,
            font: Vec::new(),
            size: 0.0,
        },
        kept: Vec::new(),
        text: [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
        path: Vec::new(),
        glyphs: Vec::new(),
        fills: Vec::new(),
        rules: Vec::new(),
    };
    for operation in pdf.get_and_decode_page_content(page).unwrap().operations {
        reader.apply(&operation);
    }
    let key = |mark: &Mark| match mark {
        Mark::Rule { ends, .. } => format!("{:?}", ends.map(|end| end.map(|at| (at * 10.0).round()))),
        Mark::Fill { corners, .. } => format!("{:?}", corners.map(|end| end.map(|at| (at * 10.0).round()))),
        Mark::Glyph { .. } => String::new(),
    };
    reader.fills.sort_by_key(key);
    reader.rules.sort_by_key(key);
    [reader.glyphs, reader.fills, reader.rules].concat()
}

struct Reader<'a> {
    faces: BTreeMap<Vec<u8>, Face<'a>>,
    state: State,
    kept: Vec<State>,
    text: Matrix,
    /// The lines begun and drawn on, each with its points.
    path: Vec<Vec<[f64; 2]>>,
    glyphs: Vec<Mark>,
    fills: Vec<Mark>,
    rules: Vec<Mark>,
}

impl Reader<'_> {
    fn apply(&mut self, operation: &Operation) {
        let operands = &operation.operands;
        let numbers = || operands.iter().map(number).collect::<Vec<f64>>();
        let matrix = || <Matrix>::try_from(numbers()).unwrap();
        match operation.operator.as_str() {
            "q" => self.kept.push(self.state.clone()),
            "Q" => self.state = self.kept.pop().unwrap(),
            "cm" => self.state.matrix = after(matrix(), self.state.matrix),
            "cs" | "CS" | "BDC" | "BMC" | "EMC" | "ET" => {}
            "BT" => self.text = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
            "g" | "rg" | "scn" => self.state.fill = colour(&numbers()),
            "G" | "RG" | "SCN" => self.state.stroke = colour(&numbers()),
            "w" => self.state.width = numbers()[0],
            "J" => self.state.cap = operands[0].as_i64().unwrap(),
            "Tr" => self.state.mode = operands[0].as_i64().unwrap(),
            "Tf" => {
                self.state.font = operands[0].as_name().unwrap().to_vec();
                self.state.size = number(&operands[1]);
            }
            "Tm" => self.text = matrix(),
            "Tj" => self.show(&operands[0]),
            "TJ" => operands[0]
                .as_array()
                .unwrap()
                .iter()
                .for_each(|item| self.show(item)),
            "m" => self.path.push(vec![self.place(&numbers())]),
            "l" => {
                let place = self.place(&numbers());
                self.path.last_mut().unwrap().push(place);
            }
            "h" => {}
            "re" => {
                let [x, y, width, height] = numbers()[..] else {
                    panic!("re")
                };
                let corners = [[x, y], [x + width, y + height]];
                self.path
                    .push(corners.map(|corner| taken(self.state.matrix, corner)).to_vec());
            }
            "S" => self.stroke(),
            "f" => self.fill(),
            other => panic!("{other} is not read"),
        }
    }

    fn place(&self, numbers: &[f64]) -> [f64; 2] {
        taken(self.state.matrix, [numbers[0], numbers[1]])
    }

    /// Shows a text, or moves by a number of a TJ.
    fn show(&mut self, item: &Object) {
        let face = &self.faces[&self.state.font];
        let Object::String(bytes, _) = item else {
            self.text = after(
                [1.0, 0.0, 0.0, 1.0, -number(item) / 1000.0 * self.state.size, 0.0],
                self.text,
            );
            return;
        };
        for code in bytes.chunks(2).map(|code| u16::from_be_bytes([code[0], code[1]])) {
            self.glyphs.push(Mark::Glyph {
                text: Document::decode_text(&face.texts, &code.to_be_bytes()).unwrap(),
                outline: face.outline(code),
                at: taken(after(self.text, self.state.matrix), [0.0, 0.0]),
                size: self.state.size,
                stroke: (self.state.mode == 2).then_some(self.state.width),
                colour: self.state.fill,
            });
            let width = face.widths.get(&code).copied().unwrap_or(face.default);
            self.text = after(
                [1.0, 0.0, 0.0, 1.0, width / 1000.0 * self.state.size, 0.0],
                self.text,
            );
        }
    }

    fn stroke(&mut self) {
        for line in std::mem::take(&mut self.path) {
            for ends in line.windows(2) {
                self.rules.push(Mark::Rule {
                    ends: ordered([ends[0], ends[1]]),
                    width: self.state.width,
                    cap: self.state.cap,
                    colour: self.state.stroke,
                });
            }
        }
    }

    /// Rectangles only.
    fn fill(&mut self) {
        for corners in std::mem::take(&mut self.path) {
            let along = |axis: usize| corners.iter().map(move |corner| corner[axis]);
            let least = |axis| along(axis).fold(f64::MAX, f64::min);
            let most = |axis| along(axis).fold(f64::MIN, f64::max);
            self.fills.push(Mark::Fill {
                corners: [[least(0), least(1)], [most(0), most(1)]],
                colour: self.state.fill,
            });
        }
    }
}

fn ordered(mut ends: [[f64; 2]; 2]) -> [[f64; 2]; 2] {
    if (ends[0][1], ends[0][0]) > (ends[1][1], ends[1][0]) {
        ends.swap(0, 1);
    }
    ends
}

fn number(object: &Object) -> f64 {
    f64::from(object.as_float().unwrap())
}

fn colour(parts: &[f64]) -> [f64; 3] {
    match parts {
        [grey] => [*grey; 3],
        [red, green, blue] => [*red, *green, *blue],
        _ => panic!("a colour of {} parts", parts.len()),
    }
}

fn face<'a>(pdf: &'a Document, font: &'a Dictionary) -> Face<'a> {
    let descendant = font
        .get_deref(b"DescendantFonts", pdf)
        .unwrap()
        .as_array()
        .unwrap();
    let (_, descendant) = pdf.dereference(&descendant[0]).unwrap();
    let descendant = descendant.as_dict().unwrap();
    let descriptor = descendant
        .get_deref(b"FontDescriptor", pdf)
        .unwrap()
        .as_dict()
        .unwrap();
    let stream = |object: &Object| object.as_stream().unwrap().get_plain_content().unwrap();
    Face {
        data: stream(descriptor.get_deref(b"FontFile2", pdf).unwrap()),
        widths: widths(pdf, descendant),
        default: descendant.get(b"DW").map_or(1000.0, number),
        glyphs: match descendant.get_deref(b"CIDToGIDMap", pdf).unwrap() {
            Object::Name(_) => None,
            map => Some(stream(map)),
        },
        texts: font.get_font_encoding(pdf).unwrap(),
    }
}

/// `/W`: a first code and an array of widths, or two codes and the width of all between.
fn widths(pdf: &Document, font: &Dictionary) -> BTreeMap<u16, f64> {
    let mut items = font.get_deref(b"W", pdf).unwrap().as_array().unwrap().iter();
    let mut widths = BTreeMap::new();
    while let Some(first) = items.next() {
        let first = u16::try_from(first.as_i64().unwrap()).unwrap();
        match items.next().unwrap() {
            Object::Array(each) => widths.extend((first..).zip(each.iter().map(number))),
            last => {
                let last = u16::try_from(last.as_i64().unwrap()).unwrap();
                let width = number(items.next().unwrap());
                widths.extend((first..=last).map(|code| (code, width)));
            }
        }
    }
    widths
}

impl Face<'_> {
    fn outline(&self, code: u16) -> Vec<(char, [f32; 6])> {
        let glyph = match &self.glyphs {
            Some(map) => {
                let at = usize::from(code) * 2;
                u16::from_be_bytes([map[at], map[at + 1]])
            }
            None => code,
        };
        assert_ne!(glyph, 0, "a glyph is missing");
        let font = FontRef::new(&self.data).unwrap();
        let mut steps = Steps::default();
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        let outlines = font.outline_glyphs();
        outlines
            .get(GlyphId::from(glyph))
            .unwrap()
            .draw(settings, &mut steps)
            .unwrap();
        steps.0
    }
}

/// An outline as a list of drawing steps.
#[derive(Default)]
struct Steps(Vec<(char, [f32; 6])>);

impl OutlinePen for Steps {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.push(('m', [x, y, 0.0, 0.0, 0.0, 0.0]));
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0.push(('l', [x, y, 0.0, 0.0, 0.0, 0.0]));
    }
    fn quad_to(&mut self, a: f32, b: f32, x: f32, y: f32) {
        self.0.push(('q', [a, b, x, y, 0.0, 0.0]));
    }
    fn curve_to(&mut self, a: f32, b: f32, c: f32, d: f32, x: f32, y: f32) {
        self.0.push(('c', [a, b, c, d, x, y]));
    }
    fn close(&mut self) {
        self.0.push(('z', [0.0; 6]));
    }
}
