//! What is likely wrong with a line of TOML that the parser stumbled over, and where in it.

use super::reader::key_called;
use super::slips::{self, Slip};
use crate::finding::{Finding, Span};

/// A slip in the line that holds a place of the text, as a finding with this code.
pub(super) fn slip(code: &'static str, text: &str, at: usize) -> Option<Finding> {
    let start = text[..text.floor_char_boundary(at)]
        .rfind('\n')
        .map_or(0, |at| at + 1);
    let line = text[start..].lines().next().unwrap_or("");
    let line = Line {
        text: line,
        bare: bare(line),
    };
    let (range, (what, remedy)) = line.slip()?;
    let span = Span::new(start + range.start, start + range.end);
    Some(Finding::error(code, span, format!("TOML语法错误：{what}")).remedy(remedy))
}

/// A place in the line with what is wrong there.
type Found = (std::ops::Range<usize>, Slip);

/// A line, and the same without what its texts and its remark say.
struct Line<'t> {
    text: &'t str,
    /// Of the same length up to the remark: each text is a row of quotes.
    bare: String,
}

impl Line<'_> {
    fn slip(&self) -> Option<Found> {
        let bare = self.bare.as_str();
        let start = bare.len() - bare.trim_start().len();
        let opens = bare[start..].chars().next()?;
        let Some(equals) = bare.find(['=', '＝']) else {
            return match opens {
                '[' | '［' | '【' | '〔' => self.header(),
                'a'..='z' | 'A'..='Z' => self.without_equals(start),
                '0'..='9' | '-' | ',' | '０'..='９' | '，' | '、' | '＃' => {
                    self.blank(0).or_else(|| self.elements(0, bare.len()))
                }
                _ => None,
            };
        };
        let value = equals + bare[equals..].chars().next().map_or(0, char::len_utf8);
        self.mark(0, value)
            .or_else(|| self.blank(0))
            .or_else(|| self.key(start, equals))
            .or_else(|| self.value(value))
    }

    /// A table's name in Chinese brackets.
    fn header(&self) -> Option<Found> {
        let (range, _) = self.mark(0, self.bare.len())?;
        let mark = &self.bare[range.clone()];
        let what = format!("表名用了中文方括号 {mark} ");
        Some((
            range,
            (what, "表名两端改用英文半角方括号，如 [table3]".to_owned()),
        ))
    }

    /// A key and a value with a colon between them.
    fn without_equals(&self, start: usize) -> Option<Found> {
        let at = self.bare.find([':', '：'])?;
        let colon = self.bare[at..].chars().next()?;
        let key = self.bare[start..at].trim();
        let is_key = key
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
        let value = self.text[at + colon.len_utf8()..self.bare.len()].trim();
        is_key.then(|| {
            (
                at..at + colon.len_utf8(),
                (
                    format!("键和值之间用了冒号 {colon} "),
                    format!("改用英文等号：{key} = {}", shown(value)),
                ),
            )
        })
    }

    /// A key in Chinese.
    fn key(&self, start: usize, equals: usize) -> Option<Found> {
        let key = self.bare[start..equals].trim_end();
        if key.is_ascii() {
            return None;
        }
        let remedy = match key_called(key) {
            Some((known, name)) => format!("是否应为 {known}（{name}）？"),
            None => "键用模板中的英文名称；不用的行在行首加 #".to_owned(),
        };
        Some((
            start..start + key.len(),
            (format!("键“{}”不是英文", shown(key)), remedy),
        ))
    }

    /// What stands after the equals sign.
    fn value(&self, from: usize) -> Option<Found> {
        let bare = &self.bare[from..];
        let start = from + bare.len() - bare.trim_start().len();
        let end = from + bare.trim_end().len();
        let written = self.bare.get(start..end)?;
        if written.starts_with(['[', '［', '【', '〔']) {
            let open = written.chars().next().map_or(0, char::len_utf8);
            let inside = written.strip_suffix(']').unwrap_or(written).len();
            return self
                .mark(start, end)
                .or_else(|| self.elements(start + open.min(inside), start + inside));
        }
        let text = written.len() - written.trim_start_matches('"').len();
        let rest = start + text;
        if text > 0 {
            return self.behind(rest, end);
        }
        self.behind_number(start, end)
            .or_else(|| slips::value(written).map(|slip| (start..end, slip)))
            .or_else(|| self.mark(start, end))
            .or_else(|| slips::unquoted(written).map(|slip| (start..end, slip)))
            .or_else(|| {
                let is_word = !matches!(written, "true" | "false" | "inf" | "nan")
                    && written.starts_with(|c: char| c.is_ascii_alphabetic())
                    && written.bytes().all(|byte| byte.is_ascii_alphanumeric());
                let (what, remedy) = ("此处的写法不认识", "文字两端加英文双引号 \"；数字只写阿拉伯数字");
                is_word.then(|| (start..end, (what.to_owned(), remedy.to_owned())))
            })
    }

    /// A comma or words behind a text.
    fn behind(&self, from: usize, end: usize) -> Option<Found> {
        let rest = self.bare.get(from..end)?;
        let start = from + rest.len() - rest.trim_start().len();
        let rest = rest.trim_start();
        let mut chars = rest.chars();
        match (chars.next()?, chars.as_str()) {
            (mark, "") if is_end_mark(mark) => Some(end_mark(start, mark)),
            (first, words) if first >= '\u{2e80}' && words.contains('"') => Some((
                start - 1..start,
                (
                    "文字中间有英文双引号".to_owned(),
                    "文字里面的引号改用中文引号“”".to_owned(),
                ),
            )),
            (first, _) if first >= '\u{2e80}' => Some((
                start..end,
                (
                    "值的后面多了文字".to_owned(),
                    "删去；作说明的，前面加 #".to_owned(),
                ),
            )),
            _ => None,
        }
    }

    /// A comma behind a number or a truth value.
    fn behind_number(&self, start: usize, end: usize) -> Option<Found> {
        let written = &self.bare[start..end];
        let mark = written.chars().next_back().filter(|mark| is_end_mark(*mark))?;
        let value = &written[..written.len() - mark.len_utf8()];
        let is_whole = matches!(value.trim_end(), "true" | "false")
            || (value.starts_with(|c: char| c.is_ascii_digit() || c == '-')
                && value
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || b"-.".contains(&byte)));
        is_whole.then(|| end_mark(start + value.len(), mark))
    }

    /// The first Chinese mark in a part of the line.
    fn mark(&self, from: usize, to: usize) -> Option<Found> {
        let (at, mark, slip) = slips::mark(self.bare.get(from..to)?)?;
        Some((from + at..from + at + mark.len_utf8(), slip))
    }

    /// A blank that TOML takes for none.
    fn blank(&self, from: usize) -> Option<Found> {
        let is_wide = |c: char| !c.is_ascii() && (c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}'));
        let at = from + self.bare[from..].find(is_wide)?;
        let blank = self.bare[at..].chars().next()?;
        let name = match blank {
            '\u{3000}' => "全角空格".to_owned(),
            _ => format!("看不见的字符U+{:04X}", u32::from(blank)),
        };
        Some((
            at..at + blank.len_utf8(),
            (format!("引号外面有{name}"), "删去，或改为半角空格".to_owned()),
        ))
    }

    /// The numbers of a list.
    fn elements(&self, from: usize, to: usize) -> Option<Found> {
        let inside = self.bare.get(from..to)?;
        if let Some(found) = self.mark(from, to) {
            return Some(found);
        }
        let mut at = from;
        let mut elements = inside.split(',').peekable();
        while let Some(element) = elements.next() {
            let trimmed = element.trim();
            let start = at + element.len() - element.trim_start().len();
            let is_last = elements.peek().is_none();
            if trimmed.is_empty() && !is_last {
                let comma = at + element.len();
                return Some((
                    comma..comma + 1,
                    (
                        "逗号前面没有数字".to_owned(),
                        "补上漏填的数字，没有的填 0；多打了逗号的，删去一个".to_owned(),
                    ),
                ));
            }
            let found = slips::without_commas(trimmed)
                .or_else(|| slips::value(trimmed))
                .or_else(|| slips::unquoted(trimmed));
            if let Some(slip) = found {
                return Some((start..start + trimmed.len(), slip));
            }
            at += element.len() + 1;
        }
        None
    }
}

fn is_end_mark(c: char) -> bool {
    matches!(c, ',' | ';' | '，' | '；')
}

fn end_mark(at: usize, mark: char) -> Found {
    let name = if matches!(mark, ',' | '，') {
        "逗号"
    } else {
        "分号"
    };
    (
        at..at + mark.len_utf8(),
        (format!("行末多了{name}"), format!("删去行末的{name}")),
    )
}

/// So much of a text as fits into a sentence.
fn shown(text: &str) -> String {
    const SHOWN: usize = 24;
    let mut shown: String = text.chars().take(SHOWN).collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

/// The line up to its remark, what stands in quotes replaced by quotes.
fn bare(line: &str) -> String {
    let mut bare = String::with_capacity(line.len());
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match c {
            '#' => break,
            '"' | '\'' => {
                bare.push('"');
                let mut escaped = false;
                for inner in chars.by_ref() {
                    (0..inner.len_utf8()).for_each(|_| bare.push('"'));
                    if inner == c && !escaped {
                        break;
                    }
                    escaped = inner == '\\' && !escaped && c == '"';
                }
            }
            c => bare.push(c),
        }
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found in a line, and the part of it that is shown.
    fn found(line: &str) -> Option<(String, String, String)> {
        let text = format!("year = 2025\n{line}\n[contact]\n");
        let finding = slip("X", &text, 12)?;
        let span = finding.span?;
        Some((
            finding.message,
            finding.remedy,
            text[span.start..span.end].to_owned(),
        ))
    }

    #[test]
    fn each_slip_is_shown_where_it_stands() {
        for (line, what, remedy, place) in [
            ("granted = [0, , 0]", "逗号前面没有数字", "漏填", ","),
            ("granted = [, 0]", "逗号前面没有数字", "漏填", ","),
            ("granted = [0, ３件, 0]", "单位“件”", "改为 3", "３件"),
            ("granted = [0 0, 0]", "缺少逗号", "逗号", "0 0"),
            ("granted = 【0, 0】", "中文标点 【", "[", "【"),
            ("granted = [0，0]", "中文标点 ，", ",", "，"),
            ("  0, , 0,", "逗号前面没有数字", "漏填", ","),
            ("［table3］", "中文方括号", "[table3]", "［"),
            ("[table3】 # 表三", "中文方括号", "[table3]", "】"),
            ("licences：5", "冒号", "licences = 5", "："),
            ("phone: \"0435\"", "冒号", "phone = \"0435\"", ":"),
            ("机关 = \"清河县\"", "键“机关”", "agency", "机关"),
            ("licences = ４８", "全角", "改为 48", "４８"),
            ("licences =\u{3000}5", "全角空格", "删去", "\u{3000}"),
            ("licences = 1,362", "千位", "改为 1362", "1,362"),
            ("licences = 5,", "行末多了逗号", "逗号", ","),
            ("agency = \"清河县\",", "行末多了逗号", "逗号", ","),
            ("agency = \"清河县\"; # 机关", "行末多了分号", "分号", ";"),
            ("agency = \"清河县\" 机关", "多了文字", "#", "机关"),
            ("agency = \"清河县\"柳溪镇\"\"", "中间有英文双引号", "“”", "\""),
            ("＃ 机关", "中文标点 ＃", "#", "＃"),
            ("sealed = 是", "true", "改为 true", "是"),
            ("agency = 清河县", "没有加引号", "双引号", "清河县"),
            ("agency = “清河县”", "中文标点 “", "\"", "“"),
            ("year ＝ 2025", "中文标点 ＝", "=", "＝"),
            ("licences = abc", "不认识", "双引号", "abc"),
        ] {
            let (message, how, shown) = found(line).unwrap_or_default();
            assert!(message.contains(what), "{line}: {message}");
            assert!(how.contains(remedy), "{line}: {how}");
            assert_eq!(shown, place, "{line}");
        }
    }

    #[test]
    fn a_line_without_slips_is_left_to_the_parser() {
        for line in [
            "",
            "# ［说明］，＝",
            "granted = [0, 0, 0,]",
            "granted = [",
            "agency = \"清河县，“柳溪镇”\" # 说明：＝",
            "agency = 'C:\\' # ，",
            "date = 2026-01-12",
            "fees = -1.5",
            "[table3]",
            "sealed = true",
            "（一）主动公开。审核、发布：各一次。",
            "清河县，柳溪镇",
        ] {
            assert_eq!(found(line), None, "{line}");
        }
    }
}
