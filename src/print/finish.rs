//! From the back end's objects to the file: what it says of itself, how it wants to be printed, its identifier.

use super::faces::{EM, Embedded};
use super::sheet::Imposition;
use crate::deflate;
use crate::doc::{CREATOR, Document};
use crate::error::Error;
use base16ct::lower;
use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat, dictionary, text_string};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// The version the header claims: that which defines the wishes for the printer (ISO 32000-1, table 150).
const VERSION: &str = "1.7";
/// What a stream says when it is deflated.
const FILTER: &str = "/Filter/FlateDecode";
/// Bytes of the identifier: as long as readers expect (ISO 32000-1, 14.4).
const ID: usize = 16;

/// The file. What the back end puts down on its own account is replaced: its identifiers count the documents of the
/// process, its dates and standards are made up.
pub(super) fn bytes(
    mut pdf: lopdf::Document,
    document: &Document,
    imposition: Imposition,
    faces: Vec<Embedded>,
) -> Result<Vec<u8>, Error> {
    let failed = |error: lopdf::Error| Error::Pdf(error.to_string());
    VERSION.clone_into(&mut pdf.version);
    let information = pdf.add_object(information(document));
    pdf.trailer.set("Info", information);
    let unidentified = Object::String(vec![0; ID], StringFormat::Hexadecimal);
    pdf.trailer.set("ID", vec![unidentified; 2]);
    let fonts = share_fonts(&mut pdf).map_err(failed)?;
    for face in faces {
        embed(&mut pdf, fonts, face).map_err(failed)?;
    }
    let catalog = pdf.catalog_mut().map_err(failed)?;
    let language = document.properties().language.as_str();
    if !language.is_empty() {
        catalog.set("Lang", text_string(language));
    }
    catalog.set("ViewerPreferences", preferences(imposition));
    pdf.prune_objects();
    pdf.renumber_objects();
    pdf.objects.values_mut().for_each(deflate_stream);
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes)
        .map_err(|error| Error::Pdf(error.to_string()))?;
    identify(&mut bytes);
    Ok(bytes)
}

/// Deflates a stream that is not and becomes shorter.
fn deflate_stream(object: &mut Object) {
    let Object::Stream(stream) = object else { return };
    if stream.dict.has(b"Filter") {
        return;
    }
    let packed = deflate::zlib(&deflate::text(&stream.content), &stream.content);
    if packed.len() + FILTER.len() < stream.content.len() {
        stream.dict.set("Filter", "FlateDecode");
        stream.set_content(packed);
    }
}

/// Puts the identifier where the file says none yet: a digest of all of it.
fn identify(file: &mut [u8]) {
    let unknown = lower::encode_string(&[0; ID]);
    let known = lower::encode_string(&Sha256::digest(&*file)[..ID]);
    // The trailer comes last.
    for _ in 0..2 {
        let place = file
            .windows(unknown.len())
            .rposition(|window| window == unknown.as_bytes());
        if let Some(place) = place {
            file[place..place + known.len()].copy_from_slice(known.as_bytes());
        }
    }
}

/// What the file says about itself. The date is the document's, at midnight in China; never the clock's.
fn information(document: &Document) -> Dictionary {
    let properties = document.properties();
    let texts = [
        ("Title", properties.marked_title()),
        ("Author", properties.author.clone()),
        ("Subject", properties.subject.clone()),
        ("Keywords", properties.keywords.join(", ")),
        ("Creator", CREATOR.to_owned()),
        ("Producer", CREATOR.to_owned()),
    ];
    let mut information = Dictionary::new();
    for (key, text) in texts.iter().filter(|(_, text)| !text.is_empty()) {
        information.set(*key, text_string(text));
    }
    if let Some(date) = properties.date {
        let (year, month, day) = (date.year(), date.month(), date.day());
        let midnight = format!("D:{year:04}{month:02}{day:02}000000+08'00'");
        information.set("CreationDate", text_string(&midnight));
    }
    information
}

/// Pages in their own size, on both sides of the paper: official papers are printed on both (GB/T 9704-2012, 6.2).
fn preferences(imposition: Imposition) -> Dictionary {
    let duplex: &[u8] = match imposition {
        Imposition::Single => b"DuplexFlipLongEdge",
        Imposition::Booklet | Imposition::TwoUp => b"DuplexFlipShortEdge",
    };
    dictionary! {
        "DisplayDocTitle" => true,
        "PrintScaling" => Object::Name(b"None".to_vec()),
        "Duplex" => Object::Name(duplex.to_vec()),
        "PickTrayByPDFSize" => true,
    }
}

/// One table of faces for all pages, in place of a set of empty tables for each; no empty lists of links. Gives the
/// table, nothing when there is no page.
fn share_fonts(pdf: &mut lopdf::Document) -> Result<Option<ObjectId>, lopdf::Error> {
    let pages: Vec<ObjectId> = pdf.page_iter().collect();
    let Some(first) = pages.first() else {
        return Ok(None);
    };
    let resources = pdf.get_dictionary(*first)?.get(b"Resources")?.as_reference()?;
    let fonts = pdf.get_dictionary(resources)?.get(b"Font")?.as_reference()?;
    let shared = pdf.add_object(dictionary! { "Font" => fonts });
    for page in pages {
        let page = pdf.get_dictionary_mut(page)?;
        page.set("Resources", shared);
        page.remove(b"Annots");
    }
    Ok(Some(fonts))
}

/// Puts in the program of a face, the widths of its codes, and which glyph each of them stands for.
fn embed(pdf: &mut lopdf::Document, fonts: Option<ObjectId>, face: Embedded) -> Result<(), lopdf::Error> {
    let Some(fonts) = fonts else { return Ok(()) };
    // The back end leaves a face out of which no glyph is shown.
    let Ok(font) = pdf.get_dictionary(fonts)?.get(face.name.as_bytes()) else {
        return Ok(());
    };
    let font = font.as_reference()?;
    let map = face
        .map
        .map(|map| pdf.add_object(Stream::new(Dictionary::new(), map)));
    let descendants = pdf.get_dictionary_mut(font)?.get_mut(b"DescendantFonts")?;
    let descendant = descendants.as_array_mut()?.first_mut();
    let descendant = descendant
        .ok_or(lopdf::Error::DictKey("DescendantFonts".to_owned()))?
        .as_dict_mut()?;
    if let Some(map) = map {
        descendant.set("CIDToGIDMap", map);
    }
    descendant.set("DW", EM);
    let widths: Vec<Object> = face.widths.into_iter().map(Object::from).collect();
    descendant.set("W", widths);
    let descriptor = descendant.get(b"FontDescriptor")?.as_reference()?;
    let program = pdf
        .get_dictionary(descriptor)?
        .get(b"FontFile2")?
        .as_reference()?;
    let dictionary = dictionary! {
        "Length1" => face.program.size as i64,
        "Filter" => "FlateDecode",
    };
    let stream = match Arc::try_unwrap(face.program) {
        Ok(own) => own.stream,
        Err(shared) => shared.stream.clone(),
    };
    pdf.objects
        .insert(program, Stream::new(dictionary, stream).into());
    Ok(())
}
