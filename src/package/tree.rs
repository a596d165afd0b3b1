//! A part of a package as a tree, within limits on what the parser spends on it.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use roxmltree::{Document, ParsingOptions};

/// The most nodes of a part that is a text.
pub(crate) const MAX_NODES: u32 = 4_000_000;
/// The most attributes of an element: the parser holds each against all others.
const MAX_ATTRIBUTES: usize = 1000;
/// The most namespaces that hold at one place: the parser goes through them for every name.
const MAX_NAMESPACES: usize = 500;
/// The most namespaces over all elements that declare any: the parser gives each of them those of its parent, too.
const MAX_COPIES: usize = 20_000_000;

/// The tree of a part.
///
/// # Errors
/// Why it is none: what is wrong with the XML, or what it has too much of.
pub(crate) fn parse(text: &str, nodes: u32) -> Result<Document<'_>, String> {
    let text = text.trim_start_matches('\u{feff}');
    bounded(text)?;
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: nodes,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|error| format!("不是完好的 XML（{error}）"))
}

/// Whether the parser's work grows with the length of the text alone.
fn bounded(text: &str) -> Result<(), String> {
    let mut reader = Reader::from_str(text);
    // What does not close is for the parser to tell.
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut open: Vec<usize> = Vec::new();
    let mut copies = 0;
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                let held = held(&element, open.last().copied(), &mut copies)?;
                open.push(held);
            }
            Ok(Event::Empty(element)) => {
                held(&element, open.last().copied(), &mut copies)?;
            }
            Ok(Event::End(_)) => {
                open.pop();
            }
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => return Err(format!("不是完好的 XML（{error}）")),
        }
    }
}

/// How many namespaces hold in an element.
fn held(element: &BytesStart<'_>, outside: Option<usize>, copies: &mut usize) -> Result<usize, String> {
    let (mut all, mut declared) = (0, 0);
    for attribute in element.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| format!("不是完好的 XML（{error}）"))?;
        all += 1;
        declared += usize::from(attribute.key.as_namespace_binding().is_some());
        if all > MAX_ATTRIBUTES {
            return Err(format!("有一个元素的属性超过{MAX_ATTRIBUTES}个"));
        }
    }
    let held = outside.unwrap_or(0) + declared;
    if declared > 0 {
        *copies += held;
    }
    if held > MAX_NAMESPACES || *copies > MAX_COPIES {
        return Err("命名空间的声明过多".to_owned());
    }
    Ok(held)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(text: &str) -> String {
        parse(text, MAX_NODES).map(|_| ()).unwrap_err()
    }

    #[test]
    fn what_people_have_is_read() {
        let deep = format!(
            "<a xmlns:b=\"u\">{}{}</a>",
            "<b:c>".repeat(9000),
            "</b:c>".repeat(9000)
        );
        for text in [
            "\u{feff}<a/>",
            "<?xml version=\"1.0\"?><a b='1' c=\"2\"><!-- > --></a>",
            &deep,
        ] {
            assert!(parse(text, MAX_NODES).is_ok(), "{}", &text[..10]);
        }
        let declaring = format!("<a xmlns:b=\"u\">{}</a>", "<c xmlns:d=\"v\"/>".repeat(20_000));
        assert!(parse(&declaring, MAX_NODES).is_ok());
    }

    #[test]
    fn what_would_take_the_square_of_its_length_is_refused() {
        let attributes: String = (0..200_000).map(|at| format!(" a{at}=\"\"")).collect();
        assert!(why(&format!("<a{attributes}/>")).contains("属性超过"));
        let nested: String = (0..60_000)
            .map(|at| format!("<a xmlns:n{at}=\"u{at}\">"))
            .collect();
        assert!(why(&(nested + &"</a>".repeat(60_000))).contains("命名空间"));
        let many: String = (0..400).map(|at| format!(" xmlns:n{at}=\"u{at}\"")).collect();
        let copied = format!("<a{many}>{}</a>", "<b xmlns:c=\"v\"/>".repeat(200_000));
        assert!(why(&copied).contains("命名空间"));
    }

    #[test]
    fn what_is_broken_is_told() {
        for text in ["", "<a>", "<a></b>", "<a b=1/>", "<a", "</a>", "<!DOCTYPE a><a/>"] {
            assert!(why(text).contains("XML"), "{text}");
        }
        assert!(parse("<a><b/><b/></a>", 2).is_err());
    }
}
