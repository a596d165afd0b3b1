//! The roster of the units that must report: a CSV file as spreadsheets save it.

use super::set;
use super::statement::Said;
use crate::finding::{Finding, Findings, Source, Span};
use crate::input::is_unprintable;
use crate::model::{Date, MAX_UNITS, plain_name};
use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};
use std::collections::BTreeMap;

/// The longest name, in characters, as in a report.
const MAX_NAME: usize = 60;
/// The longest statement.
const MAX_STATEMENT: usize = 200;

/// The head stands among so many lines: a table may have its title and its year above it.
const HEAD_WITHIN: usize = 10;
/// With what lines begin that name no unit: sums, and who made the table.
const NO_UNITS: [&str; 12] = [
    "合计",
    "总计",
    "小计",
    "填表人",
    "制表人",
    "填报人",
    "审核人",
    "负责人",
    "联系人",
    "注",
    "备注",
    "说明",
];

/// Heads of the columns: the key and what clerks write.
const COLUMNS: [(&str, &[&str]); 4] = [
    ("name", &["单位", "单位名称", "名称", "机关", "机关全称"]),
    ("aliases", &["别名", "曾用名", "简称"]),
    ("received", &["收到日期", "报送日期", "收件日期", "日期"]),
    ("nil", &["空数据说明"]),
];

/// One unit that must report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its full name.
    pub name: String,
    /// Other names that its report may bear.
    pub aliases: Vec<String>,
    /// When its report was received; taken from the roster, never from file times.
    pub received: Option<Date>,
    /// Its written statement that it has no data (空数据说明), which stands in place of a report.
    pub nil: Option<String>,
    /// Its line in the file.
    pub span: Span,
}

/// The units that must report, in the order of the file.
#[derive(Clone, Debug)]
pub struct Roster {
    /// The text under its name.
    pub source: Source,
    /// The units.
    pub entries: Vec<Entry>,
    /// Everything wrong with it.
    pub findings: Findings,
    by_name: BTreeMap<String, usize>,
}

impl Roster {
    /// The index of the unit with this name or alias; white space and the width of brackets are not looked at.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.by_name.get(&plain_name(name)).copied()
    }
}

fn error(span: impl Into<Option<Span>>, message: impl Into<String>) -> Finding {
    Finding::error(set::RULE.code, span, message)
}

/// Reads a roster: UTF-8 with or without byte order mark, UTF-16 or GBK, commas, quotes and line ends as spreadsheets
/// write them. Columns `name`, and when there are any `aliases` (several divided by ； or 、), `received` and `nil`.
pub fn read_roster(name: impl Into<String>, bytes: &[u8]) -> Roster {
    let mut roster = Roster {
        source: Source::new(name, ""),
        entries: Vec::new(),
        findings: Findings::new(),
        by_name: BTreeMap::new(),
    };
    match decode(bytes) {
        Some(text) => roster.source.text = text,
        None => {
            roster.findings.push(
                error(None, "名册不是文本文件、已损坏，或超过4MB").remedy("在电子表格中另存为“CSV UTF-8”"),
            );
            return roster;
        }
    }
    let text = roster.source.text.clone();
    roster.read(&text);
    if roster.entries.is_empty() && roster.findings.is_empty() {
        roster
            .findings
            .push(error(None, "名册中没有单位").remedy("第一行写列名 name,received，以下每行一个单位"));
    }
    roster
}

/// The text of a CSV file; GBK is what spreadsheets save by default, so it is no fault here.
fn decode(bytes: &[u8]) -> Option<String> {
    let utf_16: Option<&'static Encoding> = match bytes {
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        _ => None,
    };
    if bytes.len() > crate::input::MAX_BYTES {
        return None;
    }
    let text = if let Some(encoding) = utf_16 {
        encoding.decode_with_bom_removal(bytes).0.into_owned()
    } else {
        let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        match std::str::from_utf8(body) {
            Ok(text) => text.to_owned(),
            Err(_) => GB18030
                .decode_without_bom_handling_and_without_replacement(body)?
                .into_owned(),
        }
    };
    (!text.contains('\0')).then_some(text)
}

impl Roster {
    fn read(&mut self, text: &str) {
        let parted = text.lines().find(|line| line.contains([',', '\t'])).unwrap_or("");
        let delimiter = if parted.contains(',') { b',' } else { b'\t' };
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let mut columns: Option<Columns> = None;
        let mut no_head: Option<Finding> = None;
        let mut lines = 0;
        for record in reader.records() {
            let Ok(record) = record else {
                self.findings
                    .push(error(None, "名册不是CSV格式").remedy("在电子表格中另存为“CSV UTF-8”"));
                return;
            };
            let start = record.position().map_or(0, |place| place.byte() as usize);
            let span = line_of(text, start);
            if record.iter().all(str::is_empty) {
                continue;
            }
            lines += 1;
            match &mut columns {
                None => match Columns::of(&record) {
                    Ok(found) => columns = Some(found),
                    Err(message) => {
                        no_head.get_or_insert_with(|| {
                            error(span, message)
                                .remedy("第一行写列名：name,aliases,received,nil（后三列可以没有）")
                        });
                        if lines == HEAD_WITHIN {
                            break;
                        }
                    }
                },
                Some(columns) => {
                    let is_head = self.entries.is_empty() && columns.go_on_in(&record);
                    if !is_head && !names_no_unit(&record) {
                        self.entry(&columns.of_record(&record), span);
                    }
                }
            }
            if self.entries.len() > MAX_UNITS {
                self.findings
                    .push(error(None, format!("名册超过{MAX_UNITS}个单位")).remedy("请检查是否选错了文件"));
                return;
            }
        }
        if columns.is_none() {
            self.findings.extend(no_head.into_iter().collect());
        }
    }

    fn entry(&mut self, [name, aliases, received, nil]: &[String; 4], span: Span) {
        if name.is_empty() {
            self.findings
                .push(error(span, "这一行没有单位名称").remedy("补上单位全称或删去这一行"));
            return;
        }
        for (what, text, most) in [("单位名称", name, MAX_NAME), ("空数据说明", nil, MAX_STATEMENT)]
        {
            let length = text.chars().count();
            if length > most {
                self.findings.push(
                    error(span, format!("{what}有{length}个字，过长"))
                        .remedy(format!("最多{most}个字；请检查引号是否成对")),
                );
                return;
            }
        }
        // Spreadsheets may have written the time behind the day.
        let day = match received.split_once([' ', 'T']) {
            Some((day, time)) if time.contains(':') => day,
            _ => received.as_str(),
        };
        let date = Date::parse(&day.replace(['/', '.', '年', '月'], "-").replace('日', ""));
        if date.is_none() && !received.is_empty() {
            self.findings.push(
                error(span, format!("{name}的收到日期“{received}”不是日期"))
                    .remedy("写成 2026-01-18 的样子；没有收到的空着"),
            );
        }
        let nil = self.statement(name, nil, span);
        let aliases: Vec<String> = aliases
            .split(['；', ';', '、', '|'])
            .map(str::trim)
            .filter(|alias| !alias.is_empty())
            .map(str::to_owned)
            .collect();
        for known in std::iter::once(name).chain(&aliases) {
            let index = self.entries.len();
            let before = *self.by_name.entry(plain_name(known)).or_insert(index);
            if before != index {
                let other = &self.entries[before].name;
                self.findings.push(
                    error(span, format!("名册中“{known}”出现两次，另一处是{other}"))
                        .remedy("每个单位、每个别名只写一次"),
                );
            }
        }
        self.entries.push(Entry {
            name: name.clone(),
            aliases,
            received: date,
            nil,
            span,
        });
    }

    /// The statement of a unit. One that is only said to be there is told: what stands in place of a report is a written
    /// paper, and who reads the list must be able to ask for it.
    fn statement(&mut self, name: &str, cell: &str, span: Span) -> Option<String> {
        match Said::of(cell) {
            Said::None => None,
            Said::Statement => Some(cell.to_owned()),
            Said::Unclear => {
                self.findings.push(
                    error(span, format!("{name}的空数据说明只写了“{cell}”，看不出是哪一份说明"))
                        .remedy("写说明的原文或名称，如“全年没有制作和保存政府信息，没有收到申请”；没有书面说明的空着"),
                );
                None
            }
        }
    }
}

/// Where each column of [`COLUMNS`] stands.
struct Columns([Option<usize>; 4]);

impl Columns {
    fn of(head: &csv::StringRecord) -> Result<Self, String> {
        let places = heads(head)?;
        if places[0].is_none() {
            return Err("名册第一行没有“name”（单位）这一列".to_owned());
        }
        Ok(Columns(places))
    }

    /// Whether a line goes on with the head, under heads that span several columns: it names no unit, but columns.
    fn go_on_in(&mut self, line: &csv::StringRecord) -> bool {
        let is_named = self.0[0]
            .and_then(|at| line.get(at))
            .is_some_and(|name| !name.is_empty());
        let Ok(below) = heads(line) else {
            return false;
        };
        if is_named || below.iter().all(Option::is_none) {
            return false;
        }
        for (place, below) in self.0.iter_mut().zip(below) {
            *place = place.or(below);
        }
        true
    }

    /// The cells of a unit, without line ends and other characters that cannot stand in print.
    fn of_record(&self, record: &csv::StringRecord) -> [String; 4] {
        self.0.map(|at| {
            let text = at.and_then(|at| record.get(at)).unwrap_or("");
            text.chars().filter(|ch| !is_unprintable(*ch)).collect()
        })
    }
}

/// Which columns a line heads.
fn heads(line: &csv::StringRecord) -> Result<[Option<usize>; 4], String> {
    let mut places = [None; 4];
    for (at, title) in line.iter().enumerate() {
        let title = title.trim();
        let known = COLUMNS
            .iter()
            .position(|(key, names)| title.eq_ignore_ascii_case(key) || names.contains(&title));
        if let Some(column) = known
            && places[column].replace(at).is_some()
        {
            return Err(format!("名册有两列“{title}”"));
        }
    }
    Ok(places)
}

/// Whether a line sums up or says who made the table.
fn names_no_unit(line: &csv::StringRecord) -> bool {
    let first = line.iter().find(|cell| !cell.is_empty()).map(plain_name);
    first.is_some_and(|first| {
        let mut rests = NO_UNITS.iter().filter_map(|word| first.strip_prefix(word));
        rests.any(|rest| rest.is_empty() || rest.starts_with(['：', ':']))
    })
}

fn line_of(text: &str, start: usize) -> Span {
    let start = text.floor_char_boundary(start);
    let skipped = text[start..].len() - text[start..].trim_start_matches(['\r', '\n']).len();
    let start = start + skipped;
    let end = text[start..]
        .find(['\r', '\n'])
        .map_or(text.len(), |at| start + at);
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(bytes: &[u8]) -> Vec<(String, Option<String>)> {
        let roster = read_roster("r.csv", bytes);
        assert!(roster.findings.is_empty(), "{:?}", roster.findings);
        roster
            .entries
            .into_iter()
            .map(|entry| (entry.name, entry.received.map(|date| date.to_string())))
            .collect()
    }

    #[test]
    fn what_spreadsheets_save_is_read() {
        let text = "单位,收到日期,备注\r\n\"甲镇, 人民政府\",2026/1/8,\"他说\"\"好\"\"\r\n两行\"\r\n,,\r\n乙镇 , 2026年1月9日\r\n";
        let expected = [
            ("甲镇, 人民政府".to_owned(), Some("2026-01-08".to_owned())),
            ("乙镇".to_owned(), Some("2026-01-09".to_owned())),
        ];
        assert_eq!(names(text.as_bytes()), expected);
        assert_eq!(names(format!("\u{feff}{text}").as_bytes()), expected);
        assert_eq!(names(&GB18030.encode(text).0), expected);
        let utf_16: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        assert_eq!(names(&utf_16), expected);
        assert_eq!(
            names(text.replace("2026/1/8", "2026/1/8 9:30").as_bytes()),
            expected
        );
        assert_eq!(
            names(text.replace(',', "\t").replace("甲镇\t ", "甲镇, ").as_bytes()),
            expected
        );
    }

    #[test]
    fn titles_above_and_sums_below_are_no_units() {
        let expected = [
            ("甲镇".to_owned(), Some("2026-01-08".to_owned())),
            ("乙镇".to_owned(), None),
        ];
        for text in [
            "清河县2025年度年报报送名册,,\n,,\n单位,收到日期,备注\n甲镇,2026-01-08,\n乙镇,,\n合计,2,\n填表人：张三,,审核人：李四\n",
            "名册\n序号,单位,报送情况,\n,,收到日期,空数据说明\n1,甲镇,2026-01-08,\n2,乙镇,,\n备注:,,,\n",
            "名册\t\n单位\t收到日期\n甲镇\t2026-01-08\n乙镇\t\n",
        ] {
            assert_eq!(names(text.as_bytes()), expected, "{text}");
        }
        // Names that only begin with such a word are names.
        assert_eq!(names("单位\n注水站\n".as_bytes()), [("注水站".to_owned(), None)]);
    }

    #[test]
    fn faults_are_told_by_line() {
        for (text, said, line) in [
            ("", "没有单位", 1),
            ("name\n", "没有单位", 1),
            ("unit,date\n甲,1\n", "没有“name”", 1),
            ("name,单位\n甲,乙\n", "两列", 1),
            ("name,received\n甲,去年\n", "不是日期", 2),
            ("name,received\n甲,2026-02-30\n", "不是日期", 2),
            ("name,aliases\n甲,乙\n乙,\n", "出现两次", 3),
            ("name,received\n,2026-01-01\n", "没有单位名称", 2),
            (&format!("name\n\"{}\n", "甲\n".repeat(61)), "过长", 2),
            ("name,nil\n甲,否\n乙,√\n", "乙的空数据说明只写了“√”", 3),
        ] {
            let roster = read_roster("r.csv", text.as_bytes());
            let finding = roster.findings.iter().next().expect(text);
            assert!(finding.message.contains(said), "{text}: {}", finding.message);
            let at = finding
                .span
                .map_or(1, |span| roster.source.position(span.start).line);
            assert_eq!(at, line, "{text}");
        }
        assert!(read_roster("r", b"PK\x03\x04\0\0").findings.has_errors());
    }

    #[test]
    fn a_unit_without_a_written_statement_has_none() {
        for no in ["否", "无", "0", "false", "-", ""] {
            let roster = read_roster("r", format!("name,nil\n甲,{no}\n").as_bytes());
            assert_eq!(roster.entries[0].nil, None, "{no}");
            assert!(roster.findings.is_empty(), "{no}");
        }
    }

    #[test]
    fn names_are_found_by_alias_and_whatever_the_spaces() {
        let roster = read_roster(
            "r",
            "name,aliases\n柳溪镇人民政府,柳溪镇；清河县柳溪镇（本级）\n".as_bytes(),
        );
        for name in [
            "柳溪镇人民政府",
            "柳溪镇 人民政府",
            "柳溪镇",
            "清河县柳溪镇(本级)",
        ] {
            assert_eq!(roster.find(name), Some(0), "{name}");
        }
        assert_eq!(roster.find("柳溪"), None);
        let roster = read_roster("r", "name\n\"柳溪镇\n人民\u{202e}政府\"\n".as_bytes());
        assert_eq!(roster.entries[0].name, "柳溪镇人民政府");
    }
}
