//! Official numbering in running text: 一、 （一） 1. （1）.
//!
//! A paragraph that opens with an official number is a heading of its own when it is short and no sentence follows, a
//! run-in heading when its first sentence is short and more follows, and else running text. Text is kept as written:
//! half-width and mixed brackets are understood, not mended.

use super::{Located, Text};
use crate::finding::Span;

/// The longest heading, in characters, its number included.
const MAX_HEADING: usize = 36;

/// A heading level of official papers (GB/T 9704-2012, 7.3.3): 一、 is 1, （一） is 2, 1. is 3, （1） is 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NumberedLevel {
    /// 一、
    Part,
    /// （一）
    Section,
    /// 1.
    Item,
    /// （1）
    SubItem,
}

/// A paragraph with its numbering understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProseBlock {
    /// A heading on a line of its own.
    Heading {
        /// Its level.
        level: NumberedLevel,
        /// Number and wording.
        text: Located<String>,
    },
    /// A paragraph whose first sentence is its heading: `（一）主动公开。2021年…`.
    RunIn {
        /// The heading's level.
        level: NumberedLevel,
        /// Number, wording and the full stop.
        heading: Located<String>,
        /// What follows.
        rest: Located<String>,
    },
    /// Running text.
    Paragraph(Located<String>),
}

/// Whether a paragraph is a heading on a line of its own.
pub fn is_heading(text: &str) -> bool {
    matches!(kind(text), Kind::Heading(_))
}

/// The blocks of a text, in order.
pub fn blocks(text: &Text) -> Vec<ProseBlock> {
    text.paragraphs.iter().map(block).collect()
}

fn block(paragraph: &Located<String>) -> ProseBlock {
    match kind(&paragraph.value) {
        Kind::Heading(level) => ProseBlock::Heading {
            level,
            text: paragraph.clone(),
        },
        Kind::RunIn(level, end) => ProseBlock::RunIn {
            level,
            heading: piece(paragraph, 0, end),
            rest: piece(paragraph, end, paragraph.value.len()),
        },
        Kind::Running => ProseBlock::Paragraph(paragraph.clone()),
    }
}

/// What a paragraph is.
enum Kind {
    Heading(NumberedLevel),
    /// With where its heading ends.
    RunIn(NumberedLevel, usize),
    Running,
}

fn kind(text: &str) -> Kind {
    let Some((level, wording_at)) = numbering(text) else {
        return Kind::Running;
    };
    let wording = &text[wording_at..];
    if wording.trim().is_empty() {
        return Kind::Running;
    }
    match wording.find('。') {
        Some(stop) => {
            let end = wording_at + stop + '。'.len_utf8();
            let (heading, rest) = text.split_at(end);
            let is_heading = is_wording(&wording[..stop], level) && heading.chars().count() <= MAX_HEADING;
            match (is_heading, rest.trim().is_empty()) {
                (false, _) => Kind::Running,
                // A short numbered sentence that fills its paragraph: at the outer levels a heading with a stop, at the
                // inner ones as likely an item of a list.
                (true, true) if level <= NumberedLevel::Section => Kind::Heading(level),
                (true, true) => Kind::Running,
                (true, false) => Kind::RunIn(level, end),
            }
        }
        None if is_wording(wording, level)
            && text.chars().count() <= MAX_HEADING
            && !ends_as_sentence(wording) =>
        {
            Kind::Heading(level)
        }
        None => Kind::Running,
    }
}

/// Whether the words after a number can be a heading: not a question, and when in clauses (加强领导，落实责任), then in few
/// and without figures.
fn is_wording(wording: &str, level: NumberedLevel) -> bool {
    let commas = wording.matches(['，', ',']).count();
    let most = if level <= NumberedLevel::Section { 2 } else { 1 };
    let figures = wording.contains(|c: char| c.is_ascii_digit());
    !wording.contains(['；', '！', '？', ';']) && (commas == 0 || (commas <= most && !figures))
}

/// Whether a line ends as running text ends.
fn ends_as_sentence(wording: &str) -> bool {
    wording.ends_with(['；', '：', '，', '、', ';', ':', '！', '？', '…'])
}

/// The place of a piece of a paragraph; of all of it where the input does not show it as it is.
pub fn place(paragraph: &Located<String>, start: usize, end: usize) -> Option<Span> {
    let whole = paragraph.span?;
    if whole.end - whole.start == paragraph.value.len() {
        Some(Span::new(whole.start + start, whole.start + end))
    } else {
        Some(whole)
    }
}

/// A piece of a paragraph with its own place.
fn piece(paragraph: &Located<String>, start: usize, end: usize) -> Located<String> {
    Located {
        value: paragraph.value[start..end].to_owned(),
        span: place(paragraph, start, end),
    }
}

/// The level of the number that opens a text, and where the wording after it starts.
pub fn numbering(text: &str) -> Option<(NumberedLevel, usize)> {
    bracketed(text).or_else(|| plain(text))
}

/// （一） and （1）, brackets of either width, ① as well.
fn bracketed(text: &str) -> Option<(NumberedLevel, usize)> {
    let first = text.chars().next()?;
    if ('①'..='⑳').contains(&first) {
        return Some((NumberedLevel::SubItem, first.len_utf8()));
    }
    let inner = text.strip_prefix(['（', '('])?;
    let close = inner.find(['）', ')'])?;
    let level = match number_kind(inner[..close].trim())? {
        Numeral::Chinese => NumberedLevel::Section,
        Numeral::Arabic => NumberedLevel::SubItem,
    };
    let after = inner[close..].chars().next()?.len_utf8();
    Some((level, text.len() - inner.len() + close + after))
}

/// 一、 and 1. 1． 1、
fn plain(text: &str) -> Option<(NumberedLevel, usize)> {
    let end = text.find(|c: char| number_kind(c.encode_utf8(&mut [0; 4])).is_none())?;
    let mark = text[end..].chars().next()?;
    let wording_at = end + mark.len_utf8();
    let level = match (number_kind(&text[..end])?, mark) {
        (Numeral::Chinese, '、') => NumberedLevel::Part,
        (Numeral::Arabic, '.' | '．' | '、') => NumberedLevel::Item,
        _ => return None,
    };
    // 1.5万件 is an amount, 2021.1 a date; 1.2021年 opens with a year.
    let wording = &text[wording_at..];
    let digits = wording.len() - wording.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let opens_with_year = digits == 4 && wording[digits..].trim_start_matches(' ').starts_with('年');
    if level == NumberedLevel::Item && wording.starts_with(char::is_numeric) && !opens_with_year {
        return None;
    }
    Some((level, wording_at))
}

enum Numeral {
    Chinese,
    Arabic,
}

/// What kind of numeral a short string is, if it is one of at most two digits, or 二十一 in Chinese.
fn number_kind(text: &str) -> Option<Numeral> {
    let length = text.chars().count();
    if (1..=3).contains(&length) && text.chars().all(|c| "一二三四五六七八九十".contains(c)) {
        Some(Numeral::Chinese)
    } else if (1..=2).contains(&length)
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
    {
        Some(Numeral::Arabic)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use NumberedLevel::{Item, Part, Section, SubItem};

    fn one(text: &str) -> ProseBlock {
        block(&Located::at(text.to_owned(), Span::new(100, 100 + text.len())))
    }

    #[test]
    fn lines_of_their_own_are_headings() {
        for (text, level) in [
            ("一、总体情况", Part),
            ("十二、附则", Part),
            ("（一）主动公开", Section),
            ("(一)主动公开", Section),
            ("（三)信息管理", Section),
            ("(四）平台建设", Section),
            ("（ 五 ）监督保障", Section),
            ("（十一） 其他", Section),
            ("（一）主动公开情况。", Section),
            ("（二）加强领导，落实责任", Section),
            ("1.公开制度", Item),
            ("1．公开制度", Item),
            ("2、公开制度", Item),
            ("12. 公开制度", Item),
            ("１．公开制度", Item),
            ("（1）目录更新", SubItem),
            ("(2)目录更新", SubItem),
            ("①目录更新", SubItem),
        ] {
            assert_eq!(
                one(text),
                ProseBlock::Heading {
                    level,
                    text: Located::at(text.to_owned(), Span::new(100, 100 + text.len()))
                }
            );
        }
    }

    #[test]
    fn a_short_first_sentence_runs_in() {
        for (heading, rest, level) in [
            ("（一）主动公开。", "2021年公开信息38条，其中网站23条。", Section),
            ("(三)政府信息管理。", "专人负责。", Section),
            ("（二）加强领导，落实责任。", "年内开会两次。", Section),
            ("1.健全制度。", "修订了办法，明确了责任。", Item),
            ("（2）更新目录。", "目录每季更新一次。", SubItem),
        ] {
            let text = format!("{heading}{rest}");
            let middle = 100 + heading.len();
            assert_eq!(
                one(&text),
                ProseBlock::RunIn {
                    level,
                    heading: Located::at(heading.to_owned(), Span::new(100, middle)),
                    rest: Located::at(rest.to_owned(), Span::new(middle, 100 + text.len())),
                }
            );
        }
    }

    #[test]
    fn running_text_is_left_alone() {
        for text in [
            "2021年，本机关公开信息38条。",
            "1.5万件申请已办结",
            "1.2021年，全年收到申请12件。",
            "2021.12.31前完成",
            "一是公开不及时。二是解读较少。",
            "一是公开不及时",
            "一方面，更新不够及时",
            "三年来公开信息百余条",
            "十分重视公开工作",
            "第一、总体情况",
            "本机关坚持一、二、三产业信息公开",
            "1.本机关全年共收到申请12件，比上年增加3件，已全部按期办结。",
            "1.对群众关心的事项逐条梳理并及时在网站专栏予以公开，方便群众查询办理，同时接受监督和评议",
            "1.收到申请12件，办结12件。均按期答复。",
            "1.及时更新目录。",
            "（以下简称《条例》）规定",
            "（一）",
            "一、",
            "（一",
            "1",
            "123.编号",
            "（100）编号",
            "（一）包括：",
            "",
        ] {
            assert_eq!(
                one(text),
                ProseBlock::Paragraph(Located::at(text.to_owned(), Span::new(100, 100 + text.len()))),
                "{text}"
            );
        }
    }

    #[test]
    fn a_long_first_sentence_does_not_run_in() {
        let text = format!("1.{}。其余照旧。", "字".repeat(MAX_HEADING));
        assert!(matches!(one(&text), ProseBlock::Paragraph(_)));
    }

    #[test]
    fn pieces_of_an_escaped_paragraph_have_its_place() {
        let escaped = Located::at("（一）甲。乙。".to_owned(), Span::new(5, 99));
        let ProseBlock::RunIn { heading, rest, .. } = block(&escaped) else {
            panic!("a run-in heading was expected");
        };
        assert_eq!(heading.span, Some(Span::new(5, 99)));
        assert_eq!(rest.span, Some(Span::new(5, 99)));
    }
}
