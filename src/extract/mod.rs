//! Back from a file of ours to its data, and from the tables of a Word file that people edited to what differs.

mod beside;
mod made;
mod pdf;
mod rules;
mod visible;
mod word;

use crate::finding::Finding;
pub use crate::package::MAX_FILE;
pub use made::{Made, made};
use rules::NONE;
pub use rules::RULES;
pub use visible::compare;

/// The most bytes of data: more than any report is read from.
const MAX_DATA: usize = crate::input::MAX_BYTES;
/// How a PDF begins, and within how many bytes.
const PDF: &[u8] = b"%PDF-";
const PDF_WITHIN: usize = 1024;
/// How a Word file begins.
const ZIP: &[u8] = b"PK";

/// The data that a PDF or DOCX of ours carries: JSON that is read as any input and gives the same files again.
///
/// # Errors
/// A finding that says why there is none: not a file of ours, a draft, a standard that allows no data, damaged,
/// encrypted, too large.
pub fn data(file: &[u8]) -> Result<String, Box<Finding>> {
    if file.len() > MAX_FILE {
        return Err(refuse(
            "文件超过64 MB",
            "本程序生成的文件没有这么大，请检查是否选错了文件",
        ));
    }
    let bytes = match pdf_of(file) {
        Some(pdf) => pdf::data(pdf)?,
        None => word::data(file)?,
    };
    String::from_utf8(bytes).map_err(|_| refuse("文件里的数据已损坏", "请用未经改动的原文件"))
}

/// A PDF from its first byte on: as other readers do, what mail or the web put before it is passed over.
pub fn pdf_of(file: &[u8]) -> Option<&[u8]> {
    let head = &file[..file.len().min(PDF_WITHIN)];
    let at = head.windows(PDF.len()).position(|window| window == PDF)?;
    (at == 0 || !file.starts_with(ZIP)).then(|| &file[at..])
}

/// The finding that a file holds no data that serves.
pub fn none(message: &str, remedy: &str) -> Finding {
    Finding::error(NONE, None, message).remedy(remedy)
}

fn refuse(message: &str, remedy: &str) -> Box<Finding> {
    Box::new(none(message, remedy))
}
