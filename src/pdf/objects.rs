//! The back end's file taken apart into its objects, and put together again in less room.
//!
//! Objects that are no streams go into object streams (ISO 32000-1, 7.5.7), where the format has them: of a report's file
//! the tag tree is a quarter, and it deflates to a tenth. The catalogue, the description of the file and what leads to the
//! attached data stay outside, and the cross-reference stream is not deflated: so a reader that unpacks nothing while it
//! opens a file finds the data.
//!
//! Every stream ends in a carriage return and a line feed of its own before `endstream`: data that happens to end in a
//! carriage return then looks no shorter to validators that count bytes up to the end of the line (ISO 19005-3, 6.1.7.1).

use crate::deflate;
use crate::error::Error;
use std::borrow::Cow;

/// Objects in an object stream: few enough that a reader who wants one unpacks little.
const TOGETHER: usize = 200;
/// What marks the objects that stay outside of object streams.
const OUTSIDE: [&[u8]; 2] = [b"<</Type/Catalog/", b"<</Type/Filespec/"];
/// Bytes of an entry of the cross-reference table, and of the offset it begins with.
const ENTRY: usize = 20;
const OFFSET: usize = 10;
const LENGTH: &[u8] = b"<</Length ";

/// A file as objects.
pub(super) struct Objects<'a> {
    /// What stands before the first object.
    head: &'a [u8],
    /// The object of each number, from 1 on.
    objects: Vec<Object<'a>>,
    /// The entries of the trailer but for `Size`.
    trailer: &'a [u8],
}

/// An object: for a stream, its dictionary without `Length`, and its data.
#[derive(Clone)]
pub(super) struct Object<'a> {
    pub value: Cow<'a, [u8]>,
    pub data: Option<Cow<'a, [u8]>>,
}

impl<'a> Objects<'a> {
    /// The objects of a file that the back end wrote.
    ///
    /// # Errors
    /// [`Error::Pdf`] for a file of another make.
    pub(super) fn of(pdf: &'a [u8]) -> Result<Self, Error> {
        Self::read(pdf).ok_or_else(|| Error::Pdf("the back end wrote a file of another make".to_owned()))
    }

    fn read(pdf: &'a [u8]) -> Option<Self> {
        const POINTER: &[u8] = b"startxref\n";
        const TRAILER: &[u8] = b"trailer\n<</Size ";
        let at = pdf.windows(POINTER.len()).rposition(|window| window == POINTER)?;
        let start = number(&pdf[at + POINTER.len()..])?;
        let table = pdf.get(start..at)?.strip_prefix(b"xref\n0 ")?;
        let count = number(table)?;
        let entries = &table[digits(table) + 1..];
        let (entries, trailer) = entries.split_at_checked(count.checked_mul(ENTRY)?)?;
        let trailer = trailer.strip_prefix(TRAILER)?;
        let trailer = trailer[digits(trailer)..].strip_suffix(b">>\n")?;
        let entries = entries.chunks(ENTRY).skip(1);
        let starts: Vec<usize> = entries
            .map(|entry| (entry[OFFSET + 7] == b'n').then(|| number(entry))?)
            .collect::<Option<_>>()?;
        let mut ends = starts.clone();
        ends.sort_unstable();
        ends.push(start);
        let end_of = |start: usize| ends.get(ends.partition_point(|end| *end <= start)).copied();
        let objects = starts
            .iter()
            .zip(1..)
            .map(|(&start, id)| Object::read(pdf.get(start..end_of(start)?)?, id));
        Some(Objects {
            head: &pdf[..*ends.first()?],
            objects: objects.collect::<Option<_>>()?,
            trailer,
        })
    }

    /// The objects, each with its number.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &Object<'a>)> {
        (1..).zip(&self.objects)
    }

    /// An object by its number.
    pub(super) fn get_mut(&mut self, id: usize) -> Option<&mut Object<'a>> {
        self.objects.get_mut(id.checked_sub(1)?)
    }

    /// Adds an object, and gives its number.
    pub(super) fn push(&mut self, object: Object<'a>) -> usize {
        self.objects.push(object);
        self.objects.len()
    }

    /// Deflates the contents of the pages and the maps to Unicode, which the back end was told to leave alone.
    pub(super) fn deflate(&mut self) {
        for object in &mut self.objects {
            let Some(data) = &object.data else { continue };
            let is_plain = *object.value == *b">>" || object.value.starts_with(b"/Type/CMap/");
            if let Some(entries) = object.value.strip_suffix(b">>").filter(|_| is_plain) {
                *object = Object::text(entries, data);
            }
        }
    }

    /// The file, for readers that know no object streams (PDF 1.4).
    pub(super) fn plain(&self) -> Vec<u8> {
        let mut out = self.head.to_vec();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f\r\n", self.objects.len() + 1);
        for (id, object) in self.iter() {
            table += &format!("{:010} 00000 n\r\n", out.len());
            object.write(id, &mut out);
        }
        let start = out.len();
        out.extend_from_slice(table.as_bytes());
        out.extend_from_slice(format!("trailer\n<</Size {}", self.objects.len() + 1).as_bytes());
        out.extend_from_slice(self.trailer);
        out.extend_from_slice(format!(">>\nstartxref\n{start}\n%%EOF").as_bytes());
        out
    }

    /// The file with object streams (PDF 1.5 and later).
    pub(super) fn packed(&self) -> Vec<u8> {
        let mut out = self.head.to_vec();
        let info = reference(self.trailer, b"/Info ");
        let stays = |(id, object): &(usize, &Object)| {
            let named = OUTSIDE.iter().any(|start| object.value.starts_with(start));
            object.data.is_some() || Some(*id) == info || named
        };
        let (outside, inside): (Vec<_>, Vec<_>) = self.iter().partition(stays);
        let mut places = vec![Place::Free; self.objects.len() + 1];
        for (id, object) in outside {
            places[id] = Place::At(out.len());
            object.write(id, &mut out);
        }
        for group in inside.chunks(TOGETHER) {
            let id = places.len();
            places.push(Place::At(out.len()));
            for ((inner, _), index) in group.iter().zip(0..) {
                places[*inner] = Place::In(id, index);
            }
            object_stream(group).write(id, &mut out);
        }
        let start = out.len();
        places.push(Place::At(start));
        self.cross_references(&places).write(places.len() - 1, &mut out);
        out.extend_from_slice(format!("startxref\n{start}\n%%EOF").as_bytes());
        out
    }

    /// The cross-reference stream (ISO 32000-1, 7.5.8).
    fn cross_references(&self, places: &[Place]) -> Object<'static> {
        let mut value = format!("/Type/XRef/Size {}/W[1 4 1]", places.len()).into_bytes();
        value.extend_from_slice(self.trailer);
        value.extend_from_slice(b">>");
        let data: Vec<u8> = places.iter().flat_map(|place| place.entry()).collect();
        Object {
            value: value.into(),
            data: Some(data.into()),
        }
    }
}

/// Where an object of a packed file is found.
#[derive(Clone, Copy)]
enum Place {
    Free,
    /// At an offset.
    At(usize),
    /// In the object stream of a number, at an index.
    In(usize, u8),
}

impl Place {
    fn entry(self) -> [u8; 6] {
        let (kind, place, index) = match self {
            Place::Free => (0, 0, 0),
            Place::At(offset) => (1, offset, 0),
            Place::In(id, index) => (2, id, index),
        };
        let [.., a, b, c, d] = place.to_be_bytes();
        [kind, a, b, c, d, index]
    }
}

/// Objects as one object stream.
fn object_stream(group: &[(usize, &Object)]) -> Object<'static> {
    let (mut numbers, mut values) = (String::new(), Vec::new());
    for (id, object) in group {
        numbers += &format!("{id} {} ", values.len());
        values.extend_from_slice(&object.value);
        values.push(b'\n');
    }
    let (count, first) = (group.len(), numbers.len());
    let mut data = numbers.into_bytes();
    data.append(&mut values);
    Object::text(format!("/Type/ObjStm/N {count}/First {first}").as_bytes(), &data)
}

impl<'a> Object<'a> {
    /// A stream of some text, with these entries in its dictionary.
    pub(super) fn text(entries: &[u8], data: &[u8]) -> Self {
        Object::deflated(entries, deflate::zlib(&deflate::text(data), data))
    }

    /// A stream that is deflated already.
    pub(super) fn deflated(entries: &[u8], stream: Vec<u8>) -> Self {
        Object {
            value: [entries, b"/Filter/FlateDecode>>"].concat().into(),
            data: Some(stream.into()),
        }
    }

    /// The object of a number that these bytes are.
    fn read(bytes: &'a [u8], id: usize) -> Option<Self> {
        let head = format!("{id} 0 obj\n");
        let body = bytes.trim_ascii_end().strip_prefix(head.as_bytes())?;
        let body = body.strip_suffix(b"\nendobj")?;
        let Some(stream) = body.strip_suffix(b"\nendstream") else {
            return Some(Object {
                value: body.into(),
                data: None,
            });
        };
        let dictionary = stream.strip_prefix(LENGTH)?;
        let length = number(dictionary)?;
        let (value, data) = dictionary.split_at_checked(dictionary.len().checked_sub(length)?)?;
        let value = value.strip_suffix(b"\nstream\n")?;
        Some(Object {
            value: value[digits(value)..].into(),
            data: Some(data.into()),
        })
    }

    fn write(&self, id: usize, out: &mut Vec<u8>) {
        out.extend_from_slice(format!("{id} 0 obj\n").as_bytes());
        if let Some(data) = &self.data {
            out.extend_from_slice(LENGTH);
            out.extend_from_slice(data.len().to_string().as_bytes());
            out.extend_from_slice(&self.value);
            out.extend_from_slice(b"\nstream\n");
            out.extend_from_slice(data);
            out.extend_from_slice(b"\r\nendstream");
        } else {
            out.extend_from_slice(&self.value);
        }
        out.extend_from_slice(b"\nendobj\n");
    }

    /// The number of the object that a key of the dictionary refers to.
    pub(super) fn reference(&self, key: &[u8]) -> Option<usize> {
        reference(&self.value, key)
    }
}

fn reference(dictionary: &[u8], key: &[u8]) -> Option<usize> {
    let at = dictionary.windows(key.len()).position(|window| window == key)?;
    number(&dictionary[at + key.len()..])
}

fn digits(text: &[u8]) -> usize {
    text.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// The number a text begins with.
fn number(text: &[u8]) -> Option<usize> {
    std::str::from_utf8(&text[..digits(text)]).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of these objects, in the back end's manner.
    fn file(objects: &[&[u8]]) -> Vec<u8> {
        let mut pdf = b"%PDF-1.7\n\n".to_vec();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f\r\n", objects.len() + 1);
        for (object, id) in objects.iter().zip(1..) {
            table += &format!("{:010} 00000 n\r\n", pdf.len());
            pdf.extend_from_slice(format!("{id} 0 obj\n").as_bytes());
            pdf.extend_from_slice(object);
            pdf.extend_from_slice(b"\nendobj\n\n");
        }
        let (start, size) = (pdf.len(), objects.len() + 1);
        pdf.extend_from_slice(table.as_bytes());
        pdf.extend_from_slice(
            format!("trailer\n<</Size {size}/Root 1 0 R/Info 2 0 R>>\nstartxref\n{start}\n%%EOF").as_bytes(),
        );
        pdf
    }

    const CATALOGUE: &[u8] = b"<</Type/Catalog/Pages 3 0 R>>";
    const INFORMATION: &[u8] = b"<</Producer(one)>>";
    const PAGES: &[u8] = b"<</Type/Pages/Count 0/Kids[]/X 4 0 R>>";
    const STREAM: &[u8] = b"<</Length 4/Type/One>>\nstream\none\r\nendstream";

    #[test]
    fn both_forms_hold_what_the_file_held() {
        let source = file(&[CATALOGUE, INFORMATION, PAGES, STREAM]);
        let objects = Objects::of(&source).unwrap();
        let (plain, packed) = (objects.plain(), objects.packed());
        for (form, pages_stand_outside) in [(&plain, true), (&packed, false)] {
            let pdf = lopdf::Document::load_mem(form).unwrap();
            let pages = pdf.catalog().unwrap().get(b"Pages").unwrap();
            let pages = pdf.dereference(pages).unwrap().1.as_dict().unwrap();
            let stream = pages.get_deref(b"X", &pdf).unwrap().as_stream().unwrap();
            assert_eq!(stream.content, b"one\r");
            let info = pdf.trailer.get_deref(b"Info", &pdf).unwrap().as_dict().unwrap();
            assert_eq!(info.get(b"Producer").unwrap().as_str().unwrap(), b"one");
            let outside = |what: &[u8]| form.windows(what.len()).any(|window| window == what);
            assert_eq!(outside(PAGES), pages_stand_outside);
            assert!(outside(CATALOGUE) && outside(INFORMATION));
            assert!(outside(b"one\r\r\nendstream"));
        }
        // What was put together plainly is taken apart again, but for the ends of streams.
        assert!(plain.len() > packed.len() || source.len() < 1000);
    }

    #[test]
    fn many_objects_go_into_several_streams() {
        let filler = b"<</A 1>>".as_slice();
        let many: Vec<&[u8]> = [CATALOGUE, INFORMATION, PAGES, STREAM]
            .into_iter()
            .chain(std::iter::repeat_n(filler, 2 * TOGETHER))
            .collect();
        let source = file(&many);
        let packed = Objects::of(&source).unwrap().packed();
        assert!(packed.len() < source.len() / 2);
        let pdf = lopdf::Document::load_mem(&packed).unwrap();
        let fillers = pdf.objects.values().filter_map(|object| object.as_dict().ok());
        assert_eq!(fillers.filter(|filler| filler.has(b"A")).count(), 2 * TOGETHER);
    }

    #[test]
    fn a_file_of_another_make_is_refused() {
        let whole = file(&[CATALOGUE, INFORMATION]);
        for cut in 0..whole.len() - 6 {
            assert!(Objects::of(&whole[..cut]).is_err(), "{cut}");
        }
        for other in [
            &b"startxref\n99\n%%EOF"[..],
            b"xref\n0 9\nstartxref\n0\n",
            b"xref\n0 99999999999999999999\nstartxref\n0\n",
        ] {
            assert!(Objects::of(other).is_err());
        }
    }
}
