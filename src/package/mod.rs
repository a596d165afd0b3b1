//! A DOCX as parts: unpacked within limits, whatever the file claims of itself.

pub(crate) mod body;
pub(crate) mod tree;
pub(crate) mod xml;

use crate::finding::Finding;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The largest file, packed, in bytes.
pub const MAX_FILE: usize = 64 << 20;
/// The most bytes that are unpacked.
const MAX_UNPACKED: u64 = 256 << 20;
/// The most parts.
const MAX_PARTS: usize = 4096;
/// A file cannot be read as a DOCX.
pub(crate) const UNREADABLE: &str = "DOC-READ";
/// Tracked changes or comments are left in a file.
pub(crate) const REVISED: &str = "DOC-TRACK";

/// The first bytes of files that are taken for a DOCX, and what to do with them.
const STRANGERS: [(&[u8], &str, &str); 5] = [
    (
        b"\xD0\xCF\x11\xE0",
        "是旧版 Word（.doc、.wps）文件，或者加了密码",
        "在 Word 或 WPS 中打开，去掉密码，另存为 .docx",
    ),
    (b"%PDF", "是 PDF 文件", "检查生成它的 Word 文件"),
    (
        b"<",
        "是网页文件，只是扩展名为 .doc 或 .docx",
        "在 Word 或 WPS 中打开，另存为 .docx",
    ),
    (
        b"MIME-Version",
        "是网页归档文件，只是扩展名为 .doc 或 .docx",
        "在 Word 或 WPS 中打开，另存为 .docx",
    ),
    (b"{\\rtf", "是 RTF 文件", "在 Word 或 WPS 中打开，另存为 .docx"),
];

/// How a package begins.
const ZIP: &[u8] = b"PK";

/// The parts of a package by name.
pub(crate) struct Package {
    pub parts: BTreeMap<String, Vec<u8>>,
    /// Bytes behind the end of the archive.
    pub trailing: usize,
}

/// Unpacks a file.
///
/// # Errors
/// A finding that says why the file is no DOCX, or none that may be opened.
pub(crate) fn open(bytes: &[u8]) -> Result<Package, Box<Finding>> {
    let refuse =
        |message: &str, remedy: &str| Box::new(Finding::error(UNREADABLE, None, message).remedy(remedy));
    if bytes.len() > MAX_FILE {
        return Err(refuse("文件超过64 MB", "压缩其中的图片，或者拆成几个文件"));
    }
    let start = bytes
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(bytes)
        .trim_ascii_start();
    if let Some((_, what, remedy)) = STRANGERS.iter().find(|(first, ..)| start.starts_with(first)) {
        return Err(refuse(&format!("这不是 .docx：{what}"), remedy));
    }
    if !start.starts_with(ZIP) && !ZIP.starts_with(start) {
        return Err(refuse(
            "这不是 Word 文件（.docx），也不是 PDF",
            "请选 Word、WPS 或 nianbao build 生成的文件；数据文件用 nianbao check 检查",
        ));
    }
    let damaged = || {
        refuse(
            "文件不完整，打不开",
            "重新复制或下载；在 Word 或 WPS 中打开后另存为 .docx",
        )
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    if archive.len() > MAX_PARTS {
        return Err(refuse(
            "文件包含的部件过多",
            "在 Word 或 WPS 中打开后另存为 .docx",
        ));
    }
    let mut parts = BTreeMap::new();
    let mut left = MAX_UNPACKED;
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).map_err(|_| damaged())?;
        let name = file.name().trim_start_matches('/').to_owned();
        let mut data = Vec::new();
        let read = (&mut file)
            .take(left + 1)
            .read_to_end(&mut data)
            .map_err(|_| damaged())?;
        left = left
            .checked_sub(read as u64)
            .ok_or_else(|| refuse("文件解开后超过256 MB", "在 Word 或 WPS 中打开后另存为 .docx"))?;
        parts.insert(name, data);
    }
    if !parts.contains_key("[Content_Types].xml") || !parts.contains_key("word/document.xml") {
        return Err(refuse(
            "压缩包里没有 Word 正文",
            "请选 Word 或 WPS 保存的 .docx 文件",
        ));
    }
    Ok(Package {
        parts,
        trailing: behind_end(bytes),
    })
}

/// How many bytes follow the archive's last record.
fn behind_end(bytes: &[u8]) -> usize {
    const MARK: &[u8] = b"PK\x05\x06";
    /// Length of the record without its comment, and where the comment's length stands in it.
    const RECORD: usize = 22;
    let Some(at) = bytes.windows(MARK.len()).rposition(|window| window == MARK) else {
        return 0;
    };
    let Some(&[low, high]) = bytes.get(at + RECORD - 2..at + RECORD) else {
        return 0;
    };
    bytes
        .len()
        .saturating_sub(at + RECORD + usize::from(u16::from_le_bytes([low, high])))
}
