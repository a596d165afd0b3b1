//! Which paragraph and which table each node of a part stands in, found in one walk: a file may be nested as deep as it is
//! long, and a paragraph may hold all of it.

use crate::package::xml::{is, is_han};
use roxmltree::{Document, Node, NodeId};

/// How many characters of a paragraph name it.
const NAME: usize = 12;

/// A paragraph; what stands in a text box in it is another's.
pub(super) struct Paragraph {
    /// Its element.
    pub node: NodeId,
    /// Its first words, one character more than name it.
    begins: String,
    /// Whether it has Chinese characters.
    pub chinese: bool,
}

impl Paragraph {
    /// What people know it by; nothing where it has no words.
    pub fn name(&self) -> Option<String> {
        let mut name: String = self.begins.chars().take(NAME).collect();
        if self.begins.chars().count() > NAME {
            name.push('…');
        }
        (!name.is_empty()).then(|| format!("“{name}”"))
    }
}

/// The paragraphs of a part, and where its nodes stand.
#[derive(Default)]
pub(super) struct Inside {
    paragraphs: Vec<Paragraph>,
    /// For each node its innermost paragraph and table, itself among them, counted from 1; 0 for none.
    nodes: Vec<(u32, u32)>,
}

impl Inside {
    pub fn of(tree: &Document<'_>) -> Self {
        let mut inside = Inside::default();
        let mut tables = 0;
        // In the order of the file, so a node's parent has its place before it.
        for node in tree.descendants() {
            let parent = node.parent().map(|parent| parent.id().get_usize());
            let (mut paragraph, mut table) = parent
                .and_then(|parent| inside.nodes.get(parent))
                .copied()
                .unwrap_or((0, 0));
            if is(node, "p") {
                inside.paragraphs.push(Paragraph {
                    node: node.id(),
                    begins: String::new(),
                    chinese: false,
                });
                // No more than there are nodes, which are fewer than 2^32.
                paragraph = inside.paragraphs.len() as u32;
            } else if is(node, "tbl") {
                tables += 1;
                table = tables;
            } else if is(node, "t") {
                inside.read(paragraph, node.text().unwrap_or(""));
            }
            inside.nodes.push((paragraph, table));
        }
        inside
    }

    fn read(&mut self, paragraph: u32, text: &str) {
        let Some(paragraph) = (paragraph as usize)
            .checked_sub(1)
            .and_then(|at| self.paragraphs.get_mut(at))
        else {
            return;
        };
        let known = paragraph.begins.chars().count();
        paragraph
            .begins
            .extend(text.chars().take((NAME + 1).saturating_sub(known)));
        paragraph.chinese = paragraph.chinese || text.contains(is_han);
    }

    /// The innermost paragraph that a node stands in, or is.
    pub fn paragraph(&self, node: Node<'_, '_>) -> Option<&Paragraph> {
        let (paragraph, _) = self.nodes.get(node.id().get_usize())?;
        self.paragraphs.get((*paragraph as usize).checked_sub(1)?)
    }

    /// The number of the innermost table that a node stands in, or is; counted from 1, in the order in which they begin.
    pub fn table(&self, node: Node<'_, '_>) -> Option<usize> {
        let (_, table) = self.nodes.get(node.id().get_usize())?;
        (*table > 0).then_some(*table as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_node_has_its_innermost_paragraph_and_table() {
        let text = "<w:d xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
            <w:p><w:r><w:t>a</w:t><w:box><w:p><w:r><w:t>甲乙丙丁戊己庚辛壬癸子丑</w:t><w:t>寅</w:t></w:r></w:p></w:box></w:r>\
            <w:r n=\"1\"><w:t>b</w:t></w:r></w:p>\
            <w:tbl><w:tr><w:tc><w:tbl n=\"2\"/><w:p n=\"3\"/></w:tc></w:tr></w:tbl><w:x n=\"4\"/></w:d>";
        let tree = Document::parse(text).unwrap();
        let inside = Inside::of(&tree);
        let node = |number: &str| {
            tree.descendants()
                .find(|node| node.attribute("n") == Some(number))
                .unwrap()
        };
        let outer = inside.paragraph(node("1")).unwrap();
        assert_eq!((outer.name().as_deref(), outer.chinese), (Some("“ab”"), false));
        assert!(tree.get_node(outer.node).is_some_and(|node| is(node, "p")));
        let boxed = tree.descendants().find(|node| node.text() == Some("寅")).unwrap();
        let boxed = inside.paragraph(boxed).unwrap();
        assert_eq!(
            (boxed.name().as_deref(), boxed.chinese),
            (Some("“甲乙丙丁戊己庚辛壬癸子丑…”"), true)
        );
        assert_eq!(inside.paragraph(node("3")).unwrap().name(), None);
        assert_eq!(
            ["1", "2", "3", "4"].map(|number| inside.table(node(number))),
            [None, Some(2), Some(1), None]
        );
        assert!(inside.paragraph(node("4")).is_none());
    }
}
