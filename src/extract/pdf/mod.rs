//! The data attached to a PDF, also to one that others have saved, updated or signed.

mod file;
mod value;

use super::{MAX_DATA, Made, refuse};
use crate::finding::Finding;
use crate::pdf::DATA_FILE;
use file::{File, Object, Unreadable};
use value::{Dictionary, Value};

/// What our files say of their making begins so.
const PRODUCER: &[u8] = b"nianbao";
/// How deep a tree of names is looked into.
const MAX_DEPTH: usize = 8;

/// The attached file that is the source of the document.
pub(super) fn data(bytes: &[u8]) -> Result<Vec<u8>, Box<Finding>> {
    let damaged = || refuse("PDF 不完整或已损坏，读不出数据", "请用未经改动的原文件");
    let file = File::open(bytes).map_err(|unreadable| match unreadable {
        Unreadable::Damaged => damaged(),
        Unreadable::Encrypted => refuse(
            "PDF 加了密码，或者限制了编辑、打印",
            "去掉密码和限制，或者用未经改动的原文件",
        ),
    })?;
    let catalog = catalog(&file).ok_or_else(damaged)?;
    if let Some(stream) = source(&file, &catalog) {
        let data = file.content(&stream, MAX_DATA).ok_or_else(damaged)?;
        return if data.is_empty() { Err(damaged()) } else { Ok(data) };
    }
    Err(if !is_ours(&file) {
        refuse(
            "这个 PDF 里没有本程序的数据：不是本程序生成的，或者被别的软件另存时去掉了",
            "请用 nianbao build 生成的原文件",
        )
    } else if catalog.get("StructTreeRoot").is_none() {
        // Every PDF of ours is tagged but the copies to print.
        refuse(
            "这个 PDF 是打印件，打印件不带数据",
            "请用同一份报告的存档 PDF（nianbao build 不加 --pdf）或 Word 文件",
        )
    } else {
        refuse(
            "这个 PDF 没有带数据",
            "草稿和 PDF/A-1、PDF/A-2 文件不带数据；请用 PDF/A-3a 的文件或 Word 文件",
        )
    })
}

/// Whether a PDF is as this program wrote it, neither updated nor signed since.
pub(super) fn made(bytes: &[u8]) -> Made {
    let Ok(file) = File::open(bytes) else {
        return Made::Elsewhere;
    };
    let signed = catalog(&file).is_none_or(|catalog| catalog.get("AcroForm").is_some());
    match is_ours(&file) {
        true if signed || file.states() > 1 => Made::Changed(None),
        true => Made::AsWritten,
        false => Made::Elsewhere,
    }
}

fn catalog(file: &File<'_>) -> Option<Dictionary> {
    match file.value(file.trailer("Root")?)? {
        Value::Dictionary(catalog) => Some(catalog),
        _ => None,
    }
}

fn is_ours(file: &File<'_>) -> bool {
    let information = file
        .trailer("Info")
        .and_then(|information| file.value(information));
    let Some(Value::Dictionary(information)) = information else {
        return false;
    };
    matches!(file.entry(&information, "Producer"), Some(Value::Text(text)) if text.starts_with(PRODUCER))
}

/// The stream of the file attached to the whole document under our name: as its source, or in the tree of attached files,
/// which is what some programs leave of it.
fn source<'a>(file: &File<'a>, catalog: &Dictionary) -> Option<Object<'a>> {
    let attached = match file.entry(catalog, "AF") {
        Some(Value::Array(attached)) => attached,
        _ => Vec::new(),
    };
    let sources = attached.iter().filter_map(|attached| match file.value(attached) {
        Some(Value::Dictionary(attached)) => Some(attached),
        _ => None,
    });
    let is_source = |attached: &Dictionary| {
        let relation = file.entry(attached, "AFRelationship");
        relation.is_some_and(|relation| relation.is_name("Source"))
    };
    let mut sources = sources.filter(|attached| is_data(file, attached) && is_source(attached));
    let found = sources.next().or_else(|| {
        let names = file.dictionary(catalog, "Names")?;
        named(file, &file.dictionary(&names, "EmbeddedFiles")?, MAX_DEPTH)
    })?;
    match file.dictionary(&found, "EF")?.get("F")? {
        Value::Reference(number) => file.object(*number),
        _ => None,
    }
}

/// The file of our name in a tree of names (ISO 32000-1, 7.9.6).
fn named(file: &File<'_>, tree: &Dictionary, depth: usize) -> Option<Dictionary> {
    let depth = depth.checked_sub(1)?;
    if let Some(Value::Array(names)) = file.entry(tree, "Names") {
        let files = names
            .chunks_exact(2)
            .filter_map(|pair| match file.value(&pair[1]) {
                Some(Value::Dictionary(attached)) => Some(attached),
                _ => None,
            });
        return files.into_iter().find(|attached| is_data(file, attached));
    }
    let Some(Value::Array(kids)) = file.entry(tree, "Kids") else {
        return None;
    };
    kids.iter().find_map(|kid| match file.value(kid) {
        Some(Value::Dictionary(kid)) => named(file, &kid, depth),
        _ => None,
    })
}

fn is_data(file: &File<'_>, attached: &Dictionary) -> bool {
    let is_name = |key| match file.entry(attached, key) {
        Some(Value::Text(text)) => text == DATA_FILE.as_bytes() || text == wide(DATA_FILE),
        _ => false,
    };
    is_name("F") || is_name("UF")
}

/// A text as UTF-16 with its mark.
fn wide(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(u16::to_be_bytes).collect()
}
