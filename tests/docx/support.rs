//! Documents made by hand, and a file taken apart: its parts, and their XML as a plain tree.

use nianbao::doc::{
    Align, Block, Cell, CellKind, Document, Heading, HeadingLevel, Origin, Paragraph, Properties, Run, RunIn,
    Scope, Signature, Table,
};
use nianbao::docx::{self, Options};
use nianbao::font::FontSet;
use nianbao::model::Date;
use nianbao::style::Style;
use nianbao::units::Length;
use quick_xml::events::{BytesStart, Event};
use std::io::{Cursor, Read};

pub const AGENCY: &str = "集安市青石镇人民政府";

/// Everything a document can hold: all heading levels, run-ins, merged cells, rare characters, marks to be escaped.
pub fn sample() -> Document {
    sample_with(Properties {
        title: format!("{AGENCY}2021年政府信息公开工作年度报告"),
        author: AGENCY.to_owned(),
        subject: "年度报告 <&>".to_owned(),
        keywords: vec!["政府信息公开".to_owned(), "2021".to_owned()],
        language: "zh-CN".to_owned(),
        date: Date::new(2022, 1, 10),
        watermark: None,
    })
}

pub fn draft() -> Document {
    sample_with(Properties {
        title: "报告".to_owned(),
        watermark: Some("草稿".to_owned()),
        ..Properties::default()
    })
}

fn sample_with(properties: Properties) -> Document {
    let heading = |level, text: &str| Block::heading(level, text, Origin::default());
    let paragraph = |text: &str| Block::paragraph(text, Origin::default());
    let blocks = vec![
        Block::Title(Heading {
            id: Default::default(),
            origin: Origin::default(),
            level: HeadingLevel::One,
            text: format!("{AGENCY}2021年政府信息公开工作年度报告"),
            keep_whole: std::iter::once(0..AGENCY.len()).collect(),
        }),
        paragraph("根据《条例》（国务院令第711号），回应“12345”热线——转办286件……"),
        heading(HeadingLevel::One, "一、总体情况"),
        run_in(
            HeadingLevel::Two,
            "（一）主动公开。",
            "2021年公开1234条 <a href=\"x\">&amp;'q'</a>。",
        ),
        heading(HeadingLevel::Three, "1.受理"),
        run_in(
            HeadingLevel::Four,
            "（1）办理。",
            "地名㙍、𬭎、䶮、喆；Café，×÷·№①。",
        ),
        heading(HeadingLevel::One, "二、两张表"),
        Block::Table(small_table()),
        Block::Table(nested_table()),
        heading(HeadingLevel::One, "三、一张宽表"),
        Block::Table(wide_table()),
        Block::Paragraph(Paragraph {
            runs: vec![
                Run {
                    text: "收费：".to_owned(),
                    strong: true,
                },
                Run {
                    text: "没有。".to_owned(),
                    strong: false,
                },
            ],
            ..Paragraph::default()
        }),
        Block::Signature(Signature {
            agency: AGENCY.to_owned(),
            date: "2022年1月10日".to_owned(),
            sealed: true,
            ..Signature::default()
        }),
    ];
    Document::new(properties, blocks)
}

fn run_in(level: HeadingLevel, head: &str, text: &str) -> Block {
    let mut paragraph = Paragraph::plain(text, Origin::default());
    paragraph.run_in = Some(RunIn {
        id: Default::default(),
        level,
        text: head.to_owned(),
    });
    Block::Paragraph(paragraph)
}

fn head(row: usize, column: usize, text: &str) -> Cell {
    Cell::at(row, column, text).kind(CellKind::Header(Scope::Column))
}

fn small_table() -> Table {
    let cells = vec![
        Cell::at(0, 0, "第二十条第（一）项")
            .spanning(1, 4)
            .kind(CellKind::Band),
        head(1, 0, "信息内容"),
        head(1, 1, "制发"),
        head(1, 2, "废止"),
        head(1, 3, "现行有效"),
        Cell::at(2, 0, "规章").kind(CellKind::Header(Scope::Row)),
        Cell::at(2, 1, "0"),
        Cell::at(2, 2, ""),
        Cell::at(2, 3, "22（其中修订16件）"),
        Cell::at(3, 0, "收费 & \"其他\""),
        Cell::at(3, 1, "96171.6").spanning(1, 3),
    ];
    Table::new(vec![Length::mm(156) / 4; 4], 0, cells).unwrap()
}

/// Spans within spans: a label over rows that themselves hold merged blocks.
fn nested_table() -> Table {
    let cells = vec![
        head(0, 0, "（勾稽关系）").spanning(2, 3).align(Align::Start),
        head(0, 3, "申请人").spanning(1, 2),
        head(1, 3, "自然人"),
        head(1, 4, "其他"),
        Cell::at(2, 0, "三、结果")
            .spanning(4, 1)
            .kind(CellKind::Header(Scope::Row)),
        Cell::at(2, 1, "（一）不予公开").spanning(2, 1),
        Cell::at(2, 2, "1.国家秘密"),
        Cell::at(3, 2, "2.其他"),
        Cell::at(4, 1, "块").spanning(2, 2),
        Cell::at(2, 3, "1"),
        Cell::at(2, 4, "").spanning(2, 1),
        Cell::at(3, 3, "2"),
        Cell::at(4, 3, "").spanning(2, 2),
    ];
    let widths = [20, 25, 41, 35, 35].map(Length::mm).to_vec();
    Table::new(widths, 2, cells)
        .unwrap()
        .described("申请 \"情况\" <表>", "按申请人分列 & 汇总")
}

fn wide_table() -> Table {
    let mut cells = vec![
        head(0, 0, "行政复议").spanning(1, 5),
        head(0, 5, "行政诉讼").spanning(1, 10),
    ];
    cells.extend((0..15).map(|column| head(1, column, "结果维持")));
    cells.extend((0..15).map(|column| Cell::at(2, column, "0")));
    Table::new(vec![Length::mm(156) / 15; 15], 2, cells).unwrap()
}

/// The tables of the sample, in order.
pub fn tables(document: &Document) -> Vec<&Table> {
    let tables = document.blocks().iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables.collect()
}

pub fn write(document: &Document) -> Vec<u8> {
    write_in(&Style::default(), document)
}

/// A document written in a style of its own.
pub fn write_in(style: &Style, document: &Document) -> Vec<u8> {
    docx::write(document, style, FontSet::bundled().unwrap(), &Options::default()).unwrap()
}

/// A document of these blocks, written and taken apart.
pub fn parts_of(blocks: Vec<Block>) -> Parts {
    Parts::read(&write(&Document::new(Properties::default(), blocks)))
}

/// The parts of a file, in the order of the ZIP.
pub struct Parts(pub Vec<(String, Vec<u8>)>);

impl Parts {
    pub fn read(file: &[u8]) -> Self {
        let mut zip = zip::ZipArchive::new(Cursor::new(file)).unwrap();
        let read = |index| {
            let mut entry = zip.by_index(index).unwrap();
            let mut data = Vec::new();
            entry.read_to_end(&mut data).unwrap();
            (entry.name().to_owned(), data)
        };
        Parts(
            (0..)
                .map_while({
                    let count = zip::ZipArchive::new(Cursor::new(file)).unwrap().len();
                    let mut read = read;
                    move |index| (index < count).then(|| read(index))
                })
                .collect(),
        )
    }

    pub fn sample() -> Self {
        Parts::read(&write(&sample()))
    }

    pub fn bytes(&self, name: &str) -> &[u8] {
        let part = self.0.iter().find(|part| part.0 == name);
        &part.unwrap_or_else(|| panic!("no part {name}")).1
    }

    pub fn xml(&self, name: &str) -> Node {
        Node::parse(self.bytes(name))
    }

    pub fn document(&self) -> Node {
        self.xml("word/document.xml")
    }

    pub fn styles(&self) -> Node {
        self.xml("word/styles.xml")
    }

    /// Every part that holds XML, by name.
    pub fn all_xml(&self) -> Vec<(&str, Node)> {
        let xml = self
            .0
            .iter()
            .filter(|part| part.0.ends_with(".xml") || part.0.ends_with(".rels"));
        xml.map(|part| (part.0.as_str(), Node::parse(&part.1))).collect()
    }

    /// The parts that hold paragraphs.
    pub fn with_text(&self) -> Vec<Node> {
        let parts = self.all_xml().into_iter();
        let texts = parts.filter(|(name, _)| {
            ["word/document", "word/footer", "word/header"]
                .iter()
                .any(|start| name.starts_with(start))
        });
        texts.map(|(_, node)| node).collect()
    }
}

/// An XML element; `text` is the text directly in it.
#[derive(Debug, Default, Clone)]
pub struct Node {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
    pub text: String,
}

impl Node {
    pub fn parse(part: &[u8]) -> Node {
        let part = std::str::from_utf8(part).unwrap();
        let mut reader = quick_xml::Reader::from_str(part);
        let mut open = vec![Node::default()];
        loop {
            match reader.read_event().unwrap() {
                Event::Start(tag) => open.push(Node::start(&tag)),
                Event::Empty(tag) => open.last_mut().unwrap().children.push(Node::start(&tag)),
                Event::End(_) => {
                    let node = open.pop().unwrap();
                    open.last_mut().unwrap().children.push(node);
                }
                Event::Text(text) => open.last_mut().unwrap().text.push_str(&text.decode().unwrap()),
                Event::GeneralRef(name) => {
                    let entity = format!("&{};", name.decode().unwrap());
                    let text = quick_xml::escape::unescape(&entity).unwrap().into_owned();
                    open.last_mut().unwrap().text.push_str(&text);
                }
                Event::Eof => return open.pop().unwrap().children.pop().unwrap(),
                _ => {}
            }
        }
    }

    fn start(tag: &BytesStart) -> Node {
        let attributes = tag.attributes().map(|attribute| {
            let attribute = attribute.unwrap();
            let value = std::str::from_utf8(&attribute.value).unwrap();
            let value = quick_xml::escape::unescape(value).unwrap().into_owned();
            (String::from_utf8(attribute.key.as_ref().to_vec()).unwrap(), value)
        });
        Node {
            name: String::from_utf8(tag.name().as_ref().to_vec()).unwrap(),
            attributes: attributes.collect(),
            ..Node::default()
        }
    }

    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|attribute| attribute.0 == name);
        found.map(|attribute| attribute.1.as_str())
    }

    pub fn child(&self, name: &str) -> Option<&Node> {
        self.children.iter().find(|child| child.name == name)
    }

    pub fn children_named(&self, name: &str) -> Vec<&Node> {
        self.children.iter().filter(|child| child.name == name).collect()
    }

    /// `w:val` of a descendant reached by a path of names.
    pub fn val(&self, path: &[&str]) -> Option<&str> {
        self.at(path)?.attribute("w:val")
    }

    pub fn at(&self, path: &[&str]) -> Option<&Node> {
        path.iter().try_fold(self, |node, name| node.child(name))
    }

    /// The element and all below it, in document order.
    pub fn all(&self) -> Vec<&Node> {
        let below = self.children.iter().flat_map(Node::all);
        std::iter::once(self).chain(below).collect()
    }

    /// Every descendant of a name.
    pub fn find(&self, name: &str) -> Vec<&Node> {
        self.all().into_iter().filter(|node| node.name == name).collect()
    }

    /// The text of all `w:t` below.
    pub fn words(&self) -> String {
        self.find("w:t").iter().map(|node| node.text.as_str()).collect()
    }
}

/// The style of an id.
pub fn style<'a>(styles: &'a Node, id: &str) -> &'a Node {
    let found = styles
        .children
        .iter()
        .find(|style| style.attribute("w:styleId") == Some(id));
    found.unwrap_or_else(|| panic!("no style {id}"))
}

/// The style of a name.
pub fn style_named<'a>(styles: &'a Node, name: &str) -> &'a Node {
    let found = styles
        .children
        .iter()
        .find(|style| style.val(&["w:name"]) == Some(name));
    found.unwrap_or_else(|| panic!("no style {name}"))
}
