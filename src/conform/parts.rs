//! The headings of the six parts in a file: there, in order, worded and numbered as the form does.

use super::Reading;
use super::rules::PARTS;
use super::text::{likeness, plain};
use crate::finding::Finding;
use crate::form::Form;
use crate::package::body::{Block, Body, squeezed};
use crate::package::xml::is_han;

/// No heading is longer, in characters.
const LONGEST: usize = 40;
/// So alike is a heading that was worded otherwise, in hundredths; and one that has the part's number.
const ALIKE: (u32, u32) = (70, 30);
/// Before the wording of a heading.
const NUMBERS: &str = "0123456789一二三四五六七八九十()、.．";
const REMEDY: &str = "六个部分的标题照统一格式写";

/// How many headings stand in a file word for word.
pub(super) fn exact(body: &Body, form: &Form) -> usize {
    let texts: Vec<String> = paragraphs(body).map(|(_, text, _)| text).collect();
    form.parts
        .iter()
        .filter(|part| texts.contains(&plain(part)))
        .count()
}

/// The paragraphs short enough to be headings: place, plain text, whether Word numbers them.
fn paragraphs(body: &Body) -> impl Iterator<Item = (usize, String, bool)> {
    body.blocks
        .iter()
        .enumerate()
        .filter_map(|(at, block)| match block {
            Block::Paragraph(paragraph) => {
                let text = plain(&paragraph.text);
                (text.chars().count() <= LONGEST).then_some((at, text, paragraph.numbered))
            }
            Block::Table(_) => None,
        })
}

/// Tells what is wrong with the headings; gives the block of each.
pub(super) fn check(body: &Body, form: &Form, reading: &mut Reading) -> [Option<usize>; 6] {
    let candidates: Vec<(usize, String, bool)> = paragraphs(body).collect();
    let mut found = form.parts.map(|part| {
        let exact = candidates.iter().find(|(_, text, _)| *text == plain(part));
        exact.map(|(at, ..)| *at)
    });
    for (part, heading) in form.parts.into_iter().enumerate() {
        if found[part].is_some() {
            continue;
        }
        let free = candidates.iter().filter(|(at, ..)| !found.contains(&Some(*at)));
        let near = free
            .filter_map(|candidate| Some((closeness(candidate, heading)?, candidate)))
            .max_by_key(|(closeness, (at, ..))| (*closeness, std::cmp::Reverse(*at)));
        let Some((_, (at, text, numbered))) = near else {
            let finding = Finding::error(PARTS, None, format!("缺少部分标题“{heading}”"));
            reading.findings.push(finding.remedy(REMEDY));
            continue;
        };
        found[part] = Some(*at);
        let name = plain(name(heading));
        if *text == name && *numbered {
            continue;
        }
        let shown = shown(body, *at);
        let finding = Finding::error(PARTS, None, format!("部分标题应为“{heading}”，文件里是“{shown}”"));
        reading.findings.push(finding.remedy(REMEDY));
    }
    reading.claimed.extend(found.iter().flatten());
    out_of_order(form, &found, reading);
    lists(body, form, reading);
    found
}

fn name(heading: &str) -> &str {
    heading.split_once('、').map_or(heading, |(_, name)| name)
}

/// How near a paragraph is to a heading it does not equal; none when it is another thing.
fn closeness((_, text, _): &(usize, String, bool), heading: &str) -> Option<u32> {
    let heading = plain(heading);
    let own = plain(name(&heading));
    if text.trim_start_matches(|ch| NUMBERS.contains(ch)) == own {
        return Some(1000);
    }
    let number = heading.strip_suffix(own.as_str()).unwrap_or("");
    let alike = likeness(text, &heading);
    let least = if text.starts_with(number) {
        ALIKE.1
    } else {
        ALIKE.0
    };
    (alike >= least).then_some(alike)
}

fn shown(body: &Body, at: usize) -> String {
    match &body.blocks[at] {
        Block::Paragraph(paragraph) => squeezed(&paragraph.text),
        Block::Table(_) => String::new(),
    }
}

fn out_of_order(form: &Form, found: &[Option<usize>; 6], reading: &mut Reading) {
    let there: Vec<(usize, usize)> = (0..)
        .zip(found)
        .filter_map(|(part, at)| Some((part, (*at)?)))
        .collect();
    if let Some(pair) = there.windows(2).find(|pair| pair[0].1 > pair[1].1) {
        let [before, after] = [pair[0].0, pair[1].0].map(|part| form.parts[part]);
        let finding = Finding::error(PARTS, None, format!("“{before}”排在了“{after}”之后"));
        reading
            .findings
            .push(finding.remedy("六个部分按一至六的次序排列"));
    }
}

/// A sentence that counts six parts must name six.
fn lists(body: &Body, form: &Form, reading: &mut Reading) {
    // However the names are joined.
    let words = |text: &str| -> String {
        text.chars()
            .filter(|ch| is_han(*ch) && !"和与及以".contains(*ch))
            .collect()
    };
    for block in &body.blocks {
        let Block::Paragraph(paragraph) = block else {
            continue;
        };
        if !["六个部分", "六部分"]
            .iter()
            .any(|count| paragraph.text.contains(count))
        {
            continue;
        }
        let text = words(&paragraph.text);
        let (named, missing): (Vec<&str>, Vec<&str>) = form
            .parts
            .into_iter()
            .map(name)
            .partition(|name| text.contains(&words(name)));
        if named.len() >= 3 && !missing.is_empty() {
            let message = format!("正文说报告有六个部分，列出的缺少“{}”", missing.join("”“"));
            let finding = Finding::warning(PARTS, None, message);
            reading
                .findings
                .push(finding.remedy("六个部分的名称照统一格式列全"));
        }
    }
}
