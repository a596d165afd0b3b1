//! The data part of a Word file.

use super::{MAX_DATA, refuse};
use crate::docx::DATA_NAMESPACE;
use crate::finding::Finding;
use crate::package::{self, tree::parse};

/// Where programs keep custom XML parts.
const FOLDER: &str = "customXml/";
/// The part holds one element: a few nodes.
const MAX_NODES: u32 = 100;

/// The text of the part that is ours, whatever it is called after others have saved the file.
pub(super) fn data(file: &[u8]) -> Result<Vec<u8>, Box<Finding>> {
    let package = package::open(file)?;
    let parts = package.parts.iter().filter(|(name, _)| name.starts_with(FOLDER));
    for (_, part) in parts.filter(|(name, part)| name.ends_with(".xml") && part.len() <= MAX_DATA * 2) {
        let Ok(text) = std::str::from_utf8(part) else {
            continue;
        };
        let Ok(tree) = parse(text, MAX_NODES) else {
            continue;
        };
        let root = tree.root_element();
        if root.tag_name().namespace() == Some(DATA_NAMESPACE) {
            let data: String = root
                .descendants()
                .filter_map(|node| node.is_text().then(|| node.text())?)
                .collect();
            return Ok(data.into_bytes());
        }
    }
    Err(refuse(
        "这个 Word 文件没有带数据",
        "草稿不带数据；本程序生成的文件才有，有的软件另存时会丢掉。请用 nianbao build 生成的原文件",
    ))
}
