//! Is a file as this program wrote it, or is somebody's work in it?

use super::{ZIP, compare, data, pdf, pdf_of};
use crate::finding::Finding;
use crate::input::{Format, read};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The program, by the name that stands in its files.
const PROGRAM: &str = "nianbao";
/// How a picture begins, and within how many bytes it says what drew it.
const PICTURE: &[u8] = b"\x89PNG";
const PICTURE_WITHIN: usize = 200;
/// The longest part with properties that is looked at: ours have some hundred bytes.
const MAX_PROPERTIES: u64 = 64 << 10;

/// What a file is that stands where another is to be written.
#[derive(Debug)]
pub enum Made {
    /// As it was written: it can be made again.
    AsWritten,
    /// Of our making and changed since, or it may have been: what of it is different, where that is known.
    Changed(Option<Box<Finding>>),
    /// Not of our making.
    Elsewhere,
}

/// What a file is: a Word file by whether it still says what its data say, one without data and a spreadsheet by who
/// saved it last, a PDF by whether it was updated or signed, a picture by its mark.
pub fn made(file: &[u8]) -> Made {
    if let Some(pdf) = pdf_of(file) {
        return pdf::made(pdf);
    }
    if file.starts_with(PICTURE) {
        let mark = [b"Software\0", PROGRAM.as_bytes()].concat();
        let head = &file[..file.len().min(PICTURE_WITHIN)];
        return match head.windows(mark.len()).any(|window| window == mark) {
            true => Made::AsWritten,
            false => Made::Elsewhere,
        };
    }
    if !file.starts_with(ZIP) {
        return Made::Elsewhere;
    }
    match data(file) {
        Ok(data) => {
            let reading = read("", data.as_bytes(), Some(Format::Json));
            match reading
                .report
                .map(|report| compare(file, &report, &reading.style))
            {
                Some(Ok(findings)) => match findings.iter().next() {
                    None => Made::AsWritten,
                    Some(difference) => Made::Changed(Some(Box::new(difference.clone()))),
                },
                Some(Err(_)) | None => Made::Changed(None),
            }
        }
        Err(_) if saved_by_us(file) => Made::AsWritten,
        Err(_) => Made::Elsewhere,
    }
}

/// Whether the properties of a package say so: those of a Word file which program wrote it, those of a spreadsheet who
/// saved it last. Word, WPS and LibreOffice write their own names there.
fn saved_by_us(file: &[u8]) -> bool {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(file)) else {
        return false;
    };
    let mut says = |part: &str, element: &str| {
        let mut text = String::new();
        let Ok(part) = archive.by_name(part) else {
            return false;
        };
        let read = part.take(MAX_PROPERTIES).read_to_string(&mut text);
        read.is_ok() && text.contains(&format!("<{element}>{PROGRAM}</{element}>"))
    };
    says("docProps/app.xml", "Application") || says("docProps/core.xml", "cp:lastModifiedBy")
}
