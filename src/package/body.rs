//! What a reader sees of a Word file: paragraphs and tables in order, tracked changes taken as accepted.
//!
//! Text boxes are left out. Nothing here recurses, however deep a file is nested.

use super::xml::{at, attribute, is, is_on, val};
use roxmltree::Node;

/// Elements that hold what was there before a tracked change, or stands there for other programs.
const NOT_SHOWN: [&str; 3] = ["del", "moveFrom", "txbxContent"];
/// Elements around paragraphs, rows and cells that show nothing themselves.
const WRAPPERS: [&str; 6] = ["sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"];
/// Elements by which Word keeps track of changes, and the marks of comments.
const REVISIONS: [&str; 12] = [
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "cellIns",
    "cellDel",
    "rPrChange",
    "pPrChange",
    "tblPrChange",
    "trPrChange",
    "tcPrChange",
    "commentReference",
];

/// Paragraphs and tables in order.
pub(crate) struct Body {
    pub blocks: Vec<Block>,
}

pub(crate) enum Block {
    Paragraph(Paragraph),
    Table(Table),
}

/// A paragraph outside tables.
pub(crate) struct Paragraph {
    /// Tab stops as `\t`, line breaks as `\n`.
    pub text: String,
    /// Whether Word puts a number before it.
    pub numbered: bool,
}

pub(crate) struct Table {
    pub rows: Vec<Vec<Cell>>,
}

pub(crate) struct Cell {
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
    /// Whether it goes on from the cell above.
    pub continues: bool,
}

impl Cell {
    /// Its text without white space.
    pub fn text(&self) -> String {
        self.paragraphs.iter().map(|text| squeezed(text)).collect()
    }
}

impl Body {
    /// The content of `word/document.xml`, by its root.
    pub fn of(root: Node<'_, '_>) -> Self {
        let Some(body) = root.children().find(|node| is(*node, "body")) else {
            return Body { blocks: Vec::new() };
        };
        let blocks = parts_of(body, &["p", "tbl"]).into_iter().map(|node| {
            if is(node, "p") {
                Block::Paragraph(Paragraph {
                    text: paragraph_text(node),
                    numbered: at(node, &["pPr", "numPr"]).is_some(),
                })
            } else {
                Block::Table(table(node))
            }
        });
        Body {
            blocks: blocks.collect(),
        }
    }
}

/// The elements by which a part keeps track of changes and comments.
pub(crate) fn revisions<'a, 'i>(root: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    root.descendants()
        .filter(|node| REVISIONS.iter().any(|name| is(*node, name)))
}

/// A text without white space.
pub(crate) fn squeezed(text: &str) -> String {
    text.chars()
        .filter(|ch| !ch.is_whitespace() && !matches!(ch, '\u{200b}' | '\u{feff}'))
        .collect()
}

fn table(node: Node<'_, '_>) -> Table {
    let rows = parts_of(node, &["tr"])
        .into_iter()
        .filter(|row| at(*row, &["trPr", "del"]).is_none())
        .map(|row| parts_of(row, &["tc"]).into_iter().filter_map(cell).collect());
    Table { rows: rows.collect() }
}

/// A cell; none where it is one with the cell before it.
fn cell(node: Node<'_, '_>) -> Option<Cell> {
    let merged = at(node, &["tcPr", "hMerge"]).is_some_and(|merge| val(merge) != Some("restart"));
    let merge = at(node, &["tcPr", "vMerge"]);
    (!merged).then(|| Cell {
        paragraphs: elements(node, &["p"], &NOT_SHOWN)
            .into_iter()
            .map(paragraph_text)
            .collect(),
        continues: merge.is_some_and(|merge| val(merge) != Some("restart")),
    })
}

fn paragraph_text(node: Node<'_, '_>) -> String {
    let mut out = String::new();
    for part in elements(node, &["t", "tab", "br", "cr", "noBreakHyphen"], &NOT_SHOWN) {
        // Tab stops of the paragraph's properties have a position.
        match part.tag_name().name() {
            "t" => out.push_str(part.text().unwrap_or("")),
            "tab" if attribute(part, "pos").is_none() => out.push('\t'),
            "br" | "cr" => out.push('\n'),
            "noBreakHyphen" => out.push('-'),
            _ => {}
        }
    }
    out
}

/// The elements of these names that stand right below a node, or below it in wrappers.
fn parts_of<'a, 'i>(node: Node<'a, 'i>, names: &[&str]) -> Vec<Node<'a, 'i>> {
    collect(node, names, |child| WRAPPERS.iter().any(|name| is(child, name)))
}

/// The elements of these names anywhere below a node but in those shut.
pub(crate) fn elements<'a, 'i>(node: Node<'a, 'i>, names: &[&str], shut: &[&str]) -> Vec<Node<'a, 'i>> {
    collect(node, names, |child| {
        let fallback = child.tag_name().name() == "Fallback";
        !fallback && !is_hidden(child) && !shut.iter().any(|name| is(child, name))
    })
}

/// Whether a run is hidden text, which is not printed.
fn is_hidden(node: Node<'_, '_>) -> bool {
    is(node, "r") && at(node, &["rPr", "vanish"]).is_some_and(is_on)
}

fn collect<'a, 'i>(
    node: Node<'a, 'i>,
    names: &[&str],
    goes_into: impl Fn(Node<'_, '_>) -> bool,
) -> Vec<Node<'a, 'i>> {
    let mut found = Vec::new();
    let mut next: Vec<Node<'a, 'i>> = node.children().rev().collect();
    while let Some(child) = next.pop() {
        if names.iter().any(|name| is(child, name)) {
            found.push(child);
        } else if child.is_element() && goes_into(child) {
            next.extend(child.children().rev());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPACE: &str =
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:mc=\"urn:mc\"";

    fn of(inner: &str) -> Vec<String> {
        let text = format!("<w:document {SPACE}><w:body>{inner}</w:body></w:document>");
        let tree = roxmltree::Document::parse(&text).unwrap();
        let shown = |block: &Block| match block {
            Block::Paragraph(paragraph) => paragraph.text.clone(),
            Block::Table(table) => {
                let row = |row: &Vec<Cell>| row.iter().map(Cell::text).collect::<Vec<_>>().join("|");
                table.rows.iter().map(row).collect::<Vec<_>>().join("/")
            }
        };
        Body::of(tree.root_element()).blocks.iter().map(shown).collect()
    }

    #[test]
    fn tracked_changes_are_taken_as_accepted() {
        let found = of(
            "<w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>\
            <w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom><w:r><w:tab/><w:t>文</w:t><w:br/></w:r></w:p>\
            <w:tbl><w:tr><w:tc><w:p><w:r><w:t>一 </w:t></w:r></w:p><w:p><w:r><w:t>行</w:t></w:r></w:p></w:tc></w:tr>\
            <w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>二</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        );
        assert_eq!(found, ["新\t文\n", "一行"]);
    }

    #[test]
    fn hidden_text_is_not_seen() {
        let run = |vanish: &str| format!("<w:r><w:rPr>{vanish}</w:rPr><w:t>字</w:t></w:r>");
        let runs = [
            "",
            "<w:vanish/>",
            "<w:vanish w:val=\"1\"/>",
            "<w:vanish w:val=\"0\"/>",
        ]
        .map(run);
        assert_eq!(of(&format!("<w:p>{}</w:p>", runs.concat())), ["字字"]);
    }

    #[test]
    fn controls_are_looked_into_and_text_boxes_are_not() {
        let found = of(
            "<w:sdt><w:sdtContent><w:p><w:pPr><w:tabs><w:tab w:pos=\"9\"/></w:tabs></w:pPr>\
            <w:sdt><w:sdtContent><w:r><w:t>甲</w:t></w:r></w:sdtContent></w:sdt>\
            <mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Choice>\
            <mc:Fallback><w:r><w:t>框</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p></w:sdtContent></w:sdt>\
            <w:tbl><w:sdt><w:sdtContent><w:tr><w:tc><w:p/></w:tc><w:tc><w:tcPr><w:hMerge/></w:tcPr><w:p/></w:tc>\
            <w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>",
        );
        assert_eq!(found, ["甲", "|乙"]);
    }
}
