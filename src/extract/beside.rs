//! What of a Word file stands beside its text: headers, footers, pictures, notes. Of these the data knows the page number.

use super::rules::TEXT;
use super::visible::{REMEDY, quoted};
use crate::finding::{Finding, Findings};
use crate::package::Package;
use crate::package::body::{elements, squeezed};
use crate::package::tree::{MAX_NODES, parse};
use crate::package::xml::{attribute, child, is, is_on};
use crate::style::Style;
use roxmltree::Node;
use std::collections::{BTreeMap, BTreeSet};

/// Elements that show something other than text.
const PICTURES: [&str; 3] = ["drawing", "pict", "object"];
/// Marks of notes that stand below the text or behind it.
const NOTES: [&str; 2] = ["footnoteReference", "endnoteReference"];
/// What a margin's text is read from; fields stand for themselves, for what they last came to differs from page to page.
const WORDS: [&str; 5] = ["t", "fldChar", "instrText", "fldSimple", "pgNum"];
/// Elements that hold what was there before a tracked change.
const GONE: [&str; 2] = ["del", "moveFrom"];
/// How the number of the page is told.
const PAGE: &str = "〔页码〕";

/// A header or footer: its text, and how many pictures it has.
#[derive(Clone, Default)]
struct Margin {
    text: String,
    pictures: usize,
}

/// Holds headers, footers, pictures and notes against what the program writes: a page number, by the style.
pub(super) fn compare(package: &Package, root: Node<'_, '_>, style: &Style, findings: &mut Findings) {
    let (before, after) = style.page_number.form.around();
    let known = squeezed(&format!("{before}{PAGE}{after}"));
    let (mut told, mut pictures) = (BTreeSet::new(), elements(root, &PICTURES, &GONE).len());
    for (is_footer, margin) in margins(package, root) {
        pictures += margin.pictures;
        let text = squeezed(&margin.text);
        if is_footer && text != known {
            let (known, shown) = (quoted(&known), quoted(&text));
            told.insert(format!("页脚不同：数据里是{known}，文件里是{shown}"));
        } else if !is_footer && !text.is_empty() {
            told.insert(format!("文件里多了页眉{}", quoted(&text)));
        }
    }
    let notes = elements(root, &NOTES, &GONE).len();
    for (count, what) in [(pictures, "个图片、图形或文本框"), (notes, "个脚注、尾注")] {
        if count > 0 {
            told.insert(format!("文件里多了{count}{what}"));
        }
    }
    for message in told {
        findings.push(Finding::warning(TEXT, None, message).remedy(REMEDY));
    }
}

/// The headers and footers that pages show, those of each section; whether each is a footer.
fn margins(package: &Package, root: Node<'_, '_>) -> Vec<(bool, Margin)> {
    let targets = targets(package);
    let has_even = of_part(package, "word/settings.xml", |settings| {
        child(settings, "evenAndOddHeaders").is_some_and(is_on)
    })
    .unwrap_or(false);
    let mut found = Vec::new();
    // A section shows what the one before it does, save where it says otherwise.
    let mut current: BTreeMap<(bool, String), Margin> = BTreeMap::new();
    let sections = root
        .descendants()
        .filter(|node| is(*node, "sectPr") && node.parent().is_none_or(|parent| !is(parent, "sectPrChange")));
    for section in sections {
        for reference in section.children() {
            let is_footer = is(reference, "footerReference");
            if !is_footer && !is(reference, "headerReference") {
                continue;
            }
            let place = attribute(reference, "type").unwrap_or("default").to_owned();
            let mut attributes = reference.attributes();
            let margin = attributes
                .find(|attribute| attribute.name() == "id")
                .and_then(|id| targets.get(id.value()))
                .and_then(|part| of_part(package, part, margin));
            current.insert((is_footer, place), margin.unwrap_or_default());
        }
        let has_first = child(section, "titlePg").is_some_and(is_on);
        for (place, shown) in [("default", true), ("even", has_even), ("first", has_first)] {
            for is_footer in [false, true].into_iter().filter(|_| shown) {
                let margin = current.get(&(is_footer, place.to_owned()));
                found.push((is_footer, margin.cloned().unwrap_or_default()));
            }
        }
    }
    found
}

/// What is asked of a part's root; nothing when the part cannot be read.
fn of_part<T>(package: &Package, name: &str, ask: impl FnOnce(Node<'_, '_>) -> T) -> Option<T> {
    let text = std::str::from_utf8(package.parts.get(name)?).ok()?;
    let tree = parse(text, MAX_NODES).ok()?;
    Some(ask(tree.root_element()))
}

/// The parts that the document names, by what it calls them.
fn targets(package: &Package) -> BTreeMap<String, String> {
    let relations = of_part(package, "word/_rels/document.xml.rels", |root| {
        let named = root.children().filter_map(|relation| {
            let target = relation.attribute("Target")?;
            let part = match target.strip_prefix('/') {
                Some(part) => part.to_owned(),
                None => format!("word/{target}"),
            };
            Some((relation.attribute("Id")?.to_owned(), part))
        });
        named.collect()
    });
    relations.unwrap_or_default()
}

fn margin(root: Node<'_, '_>) -> Margin {
    let mut text = String::new();
    // The codes of the fields that are open, one in another.
    let mut open: Vec<String> = Vec::new();
    for part in elements(root, &WORDS, &GONE) {
        match (part.tag_name().name(), open.last_mut()) {
            ("fldChar", _) => match attribute(part, "fldCharType") {
                Some("begin") => open.push(String::new()),
                Some("end") => {
                    if let (Some(code), true) = (open.pop(), open.is_empty()) {
                        text.push_str(&field(&code));
                    }
                }
                _ => {}
            },
            ("instrText", Some(code)) => code.push_str(part.text().unwrap_or("")),
            ("t", None) => text.push_str(part.text().unwrap_or("")),
            ("fldSimple", None) => text.push_str(&field(attribute(part, "instr").unwrap_or(""))),
            ("pgNum", None) => text.push_str(PAGE),
            _ => {}
        }
    }
    Margin {
        text,
        pictures: elements(root, &PICTURES, &GONE).len(),
    }
}

/// A field by its name.
fn field(code: &str) -> String {
    match code.split_whitespace().next().unwrap_or("") {
        name if name.eq_ignore_ascii_case("PAGE") => PAGE.to_owned(),
        name => format!("〔{name}〕"),
    }
}
