//! The data attached to a PDF.

use super::{MAX_DATA, refuse};
use crate::finding::Finding;
use crate::pdf::DATA_FILE;
use lopdf::{Dictionary, Document, LoadOptions, Object};

/// What our files say of their making begins so.
const PRODUCER: &[u8] = b"nianbao";

/// The attached file that is marked as the source of the document.
pub(super) fn data(file: &[u8]) -> Result<Vec<u8>, Box<Finding>> {
    let damaged = || refuse("PDF 不完整或已损坏，读不出数据", "请用未经改动的原文件");
    // Our files have no stream that is unpacked while the file is opened, so none may be: that bounds the memory.
    let options = LoadOptions::with_max_decompressed_size(0);
    let pdf = Document::load_mem_with_options(file, options).map_err(|_| damaged())?;
    if pdf.is_encrypted() {
        return Err(refuse("PDF 加了密码", "去掉密码，或者用未经改动的原文件"));
    }
    if !is_ours(&pdf) {
        return Err(refuse(
            "这个 PDF 不是本程序生成的，或者被别的软件另存过",
            "请用 nianbao build 生成的原文件",
        ));
    }
    if !is_tagged(&pdf) {
        return Err(refuse(
            "这个 PDF 是打印件，打印件不带数据",
            "请用同一份报告的存档 PDF（nianbao build 不加 --pdf）或 Word 文件",
        ));
    }
    let stream = source(&pdf).ok_or_else(|| {
        refuse(
            "这个 PDF 没有带数据",
            "草稿和 PDF/A-1、PDF/A-2 文件不带数据；请用 PDF/A-3a 的文件或 Word 文件",
        )
    })?;
    let stream = stream.as_stream().map_err(|_| damaged())?;
    let data = stream
        .get_plain_content_with_limit(MAX_DATA)
        .map_err(|_| damaged())?;
    if data.is_empty() { Err(damaged()) } else { Ok(data) }
}

fn is_ours(pdf: &Document) -> bool {
    let information = pdf.trailer.get_deref(b"Info", pdf).and_then(Object::as_dict);
    let producer = information.and_then(|information| information.get_deref(b"Producer", pdf));
    producer
        .and_then(Object::as_str)
        .is_ok_and(|producer| producer.starts_with(PRODUCER))
}

/// Every PDF of ours is tagged but the copies to print.
fn is_tagged(pdf: &Document) -> bool {
    pdf.catalog().is_ok_and(|catalog| catalog.has(b"StructTreeRoot"))
}

/// The stream of the file attached to the whole document under our name.
fn source(pdf: &Document) -> Option<&Object> {
    let attached = pdf.catalog().ok()?.get_deref(b"AF", pdf).ok()?.as_array().ok()?;
    attached
        .iter()
        .filter_map(|reference| pdf.dereference(reference).ok()?.1.as_dict().ok())
        .find(|file| is_data(file, pdf))?
        .get_deref(b"EF", pdf)
        .and_then(Object::as_dict)
        .and_then(|streams| streams.get_deref(b"F", pdf))
        .ok()
}

fn is_data(file: &Dictionary, pdf: &Document) -> bool {
    let name = file.get_deref(b"F", pdf).and_then(Object::as_str);
    let relation = file.get_deref(b"AFRelationship", pdf).and_then(Object::as_name);
    name.is_ok_and(|name| name == DATA_FILE.as_bytes())
        && relation.is_ok_and(|relation| relation == b"Source")
}
