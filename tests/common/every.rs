//! Every character that official papers may hold: 通用规范汉字表, the unified ideographs of Unicode 1.1, Extension A and what
//! the face of rare characters has, in each kind of text.

use nianbao::doc::{Block, Cell, Document, HeadingLevel, Origin, Properties, Table};
use nianbao::font::FontSet;
use nianbao::units::Length;

/// The characters, in order of their numbers. Without the face of rare characters, those that need it are left out.
pub fn characters() -> Vec<char> {
    let fonts = FontSet::bundled().unwrap();
    let standard = include_str!("../../fonts/tgh8105.txt").chars();
    let rare = fonts
        .faces()
        .filter(|(_, face)| face.family() == "GW Rare")
        .flat_map(|(_, face)| face.characters());
    let has_face = |ch: char| cfg!(feature = "font-rare") || u32::from(ch) < 0x2_0000;
    let mut all: Vec<char> = standard
        .filter(|ch| !ch.is_whitespace() && has_face(*ch))
        .chain('\u{4e00}'..='\u{9fa5}')
        .chain('\u{3400}'..='\u{4db5}')
        .chain(rare)
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// All of them as titles, headings of two levels, running text and cells of a table, which are five faces.
pub fn document() -> Document {
    let pieces: Vec<String> = characters()
        .chunks(280)
        .map(|piece| piece.iter().collect())
        .collect();
    let heading = |level| move |text: &String| Block::heading(level, text.as_str(), Origin::default());
    let mut blocks: Vec<Block> = pieces.iter().map(Block::title).collect();
    blocks.extend(pieces.iter().map(heading(HeadingLevel::One)));
    blocks.extend(pieces.iter().map(heading(HeadingLevel::Two)));
    blocks.extend(
        pieces
            .iter()
            .map(|text| Block::paragraph(text.as_str(), Origin::default())),
    );
    let cells = pieces
        .iter()
        .enumerate()
        .map(|(row, text)| Cell::at(row, 0, text.as_str()));
    blocks.push(Block::Table(
        Table::new(vec![Length::mm(156)], 0, cells.collect()).unwrap(),
    ));
    Document::new(Properties::default(), blocks)
}
