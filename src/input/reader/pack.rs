//! Rule packs: a file of demands walked into a [`Pack`].

use super::text::{is_blank_value, quote};
use super::{Fields, Known, Reader, codes};
use crate::finding::{Finding, Findings, Severity, Span};
use crate::input::node::{Node, Value};
use crate::model::Level;
use crate::pack::{CountOf, Deadline, Demand, LengthLimit, Pack, Place, Words};

const ROOT: [Known; 10] = [
    ("name", "名称"),
    ("notice", "依据的通知"),
    ("since", "起始年度"),
    ("levels", "适用的机关级别"),
    ("length", "字数"),
    ("count", "应写明的数"),
    ("must", "应有的文字"),
    ("must_not", "不应有的文字"),
    ("due", "期限"),
    ("repetition", "重复率"),
];
/// What every demand may have.
const COMMON: [Known; 2] = [("severity", "轻重"), ("note", "说明")];
const PART: Known = ("part", "部分");
const LENGTH: [Known; 3] = [PART, ("least", "至少字数"), ("most", "至多字数")];
const COUNT: [Known; 4] = [PART, ("topic", "方面"), ("matter", "事项"), ("words", "词语")];
const WORDS: [Known; 3] = [PART, ("matter", "事项"), ("words", "词语")];
const DUE: [Known; 2] = [("level", "机关级别"), ("date", "期限")];
const REPETITION: [Known; 1] = [("most", "至多百分之几")];

const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Hint];

/// The longest name, notice or remark, and the longest word looked for.
const MAX_TEXT: usize = 200;
const MAX_WORD: usize = 40;
/// The most demands of a kind and the most words of a demand.
const MAX_DEMANDS: usize = 200;
const MAX_WORDS: usize = 50;
/// The longest part asked for or allowed, in characters.
const MAX_LENGTH: i64 = 1_000_000;

/// The pack of a file whose root is this node.
pub(in crate::input) fn pack_file(source: &str, root: &Node, findings: &mut Findings) -> Pack {
    let mut reader = Reader::new(source, findings);
    let Some(root) = reader.fields(root, None, "规则包", &ROOT) else {
        return Pack::default();
    };
    let name = reader.required_line(&root, "name", "名称", MAX_TEXT);
    let notice = reader.required_line(&root, "notice", "依据的通知", MAX_TEXT);
    let pack = Pack {
        name: name.map_or_else(String::new, |name| name.value),
        notice: notice.map_or_else(String::new, |notice| notice.value),
        since: reader
            .bounded(&root, "since", 2019, 2099)
            .and_then(|year| u16::try_from(year).ok()),
        levels: reader.levels_of_pack(&root),
        lengths: reader.demands(&root, "length", &LENGTH, Reader::length),
        counts: reader.demands(&root, "count", &COUNT, Reader::count),
        must: reader.demands(&root, "must", &WORDS, Reader::words_of),
        must_not: reader.demands(&root, "must_not", &WORDS, Reader::words_of),
        due: reader.demands(&root, "due", &DUE, Reader::due),
        repetition: reader.repetition(&root),
    };
    let kinds = ["length", "count", "must", "must_not", "due", "repetition"];
    if kinds.iter().all(|key| root.entry(key).is_none()) {
        let finding = Finding::error(codes::PACK, None, "规则包里没有一条要求");
        reader.missing(
            &root,
            "length",
            finding
                .remedy("至少写一组 [[length]]、[[count]]、[[must]]、[[must_not]]、[[due]] 或 [repetition]"),
        );
    }
    pack
}

impl Reader<'_> {
    /// The demands of a kind: a list of tables, or one table.
    fn demands<T>(
        &mut self,
        root: &Fields<'_>,
        kind: &'static str,
        known: &[Known],
        read: fn(&mut Self, &Fields<'_>) -> Option<T>,
    ) -> Vec<Demand<T>> {
        let Some(entry) = root.entry(kind) else {
            return Vec::new();
        };
        let nodes = match &entry.node.value {
            Value::Array(nodes) => nodes.as_slice(),
            _ => std::slice::from_ref(&entry.node),
        };
        if nodes.len() > MAX_DEMANDS {
            let message = format!("[[{kind}]]超过{MAX_DEMANDS}组");
            self.findings
                .push(Finding::error(codes::PACK, entry.key_span, message).remedy("删去重复的"));
        }
        let known: Vec<Known> = known.iter().chain(&COMMON).copied().collect();
        let mut found = Vec::new();
        for node in nodes.iter().take(MAX_DEMANDS) {
            let place = match nodes {
                [_] => entry.key_span,
                _ => node.span,
            };
            let Some(fields) = self.fields(node, Some(place), &format!("[[{kind}]]"), &known) else {
                continue;
            };
            let (severity, note) = (self.severity(&fields), self.note(&fields));
            found.extend(read(self, &fields).map(|asks| Demand { asks, severity, note }));
        }
        found
    }

    fn repetition(&mut self, root: &Fields<'_>) -> Option<Demand<u8>> {
        let read = |reader: &mut Self, fields: &Fields<'_>| {
            let most = reader.bounded(fields, "most", 1, 99);
            if fields.get("most").is_none() {
                reader.lacks(fields, "most = 50");
            }
            most.and_then(|most| u8::try_from(most).ok())
        };
        self.demands(root, "repetition", &REPETITION, read)
            .into_iter()
            .next()
    }

    fn length(&mut self, fields: &Fields<'_>) -> Option<LengthLimit> {
        let place = self.place_asked(fields);
        let mut limit = |key| {
            self.bounded(fields, key, 1, MAX_LENGTH)
                .and_then(|limit| u32::try_from(limit).ok())
        };
        let (least, most) = (limit("least"), limit("most"));
        if fields.get("least").is_none() && fields.get("most").is_none() {
            self.lacks(fields, "most = 1000");
        }
        if least > most && most.is_some() {
            self.refused_value(fields, "least", "比 most 大", "least 不大于 most");
            return None;
        }
        (least.is_some() || most.is_some()).then_some(LengthLimit {
            place: place?,
            least,
            most,
        })
    }

    fn count(&mut self, fields: &Fields<'_>) -> Option<CountOf> {
        let Words { place, matter, words } = self.words_of(fields)?;
        let topic = fields
            .get("topic")
            .and_then(|node| self.line(node, "方面（topic）", MAX_WORD));
        Some(CountOf {
            place,
            topic: topic.map_or_else(String::new, |topic| topic.value),
            matter,
            words,
        })
    }

    fn words_of(&mut self, fields: &Fields<'_>) -> Option<Words> {
        let place = self.place_asked(fields);
        let matter = self.required_line(fields, "matter", "事项", MAX_WORD);
        let words = self.words(fields);
        Some(Words {
            place: place?,
            matter: matter?.value,
            words: Some(words).filter(|words| !words.is_empty())?,
        })
    }

    fn words(&mut self, fields: &Fields<'_>) -> Vec<String> {
        let Some(node) = fields.get("words").filter(|node| !is_blank_value(node)) else {
            self.lacks(fields, "words = [\"…\"]");
            return Vec::new();
        };
        let nodes = match &node.value {
            Value::Array(nodes) => nodes.as_slice(),
            _ => std::slice::from_ref(node),
        };
        if nodes.len() > MAX_WORDS {
            self.refused_value(fields, "words", &format!("超过{MAX_WORDS}个"), "只留必要的");
        }
        let mut words = Vec::new();
        for node in nodes.iter().take(MAX_WORDS) {
            if is_blank_value(node) {
                self.wrong_kind(node, "词语（words）", "不空的文字");
            } else if let Some(word) = self.line(node, "词语（words）", MAX_WORD) {
                words.push(word.value);
            }
        }
        words
    }

    fn due(&mut self, fields: &Fields<'_>) -> Option<Deadline> {
        let level = match fields.get("level") {
            Some(node) => self.level_of_pack(node),
            None => {
                self.lacks(fields, "level = \"department\"");
                None
            }
        };
        let Some(node) = fields.get("date") else {
            self.lacks(fields, "date = \"01-31\"");
            return None;
        };
        let date = self.line(node, "期限（date）", MAX_WORD)?;
        // A year with a 29th of February, so that every day there can be is one.
        let day = crate::model::Date::parse(&format!("2024-{}", date.value));
        if day.is_none() {
            self.refused_value(fields, "date", "不是次年的一天", "写成 \"01-31\" 的样子（月-日）");
        }
        let day = day?;
        Some(Deadline {
            level: level?,
            month: day.month(),
            day: day.day(),
        })
    }

    fn place_asked(&mut self, fields: &Fields<'_>) -> Option<Place> {
        let Some(node) = fields.get("part") else {
            self.lacks(fields, "part = \"part1\"");
            return None;
        };
        let text = self.line(node, "部分（part）", MAX_WORD)?;
        let found = Place::ALL.iter().find(|(_, key, _)| *key == text.value);
        if found.is_none() {
            let known: Vec<&str> = Place::ALL.iter().map(|(_, key, _)| *key).collect();
            let message = format!("没有{}这个部分", quote(&text.value));
            self.tell_pack(node.span, message, format!("可填：{}", known.join("、")));
        }
        found.map(|(place, ..)| *place)
    }

    fn severity(&mut self, fields: &Fields<'_>) -> Severity {
        let Some(node) = fields.get("severity") else {
            return Severity::Warning;
        };
        let Some(text) = self.line(node, "轻重（severity）", MAX_WORD) else {
            return Severity::Warning;
        };
        let found = SEVERITIES.into_iter().find(|known| known.key() == text.value);
        if found.is_none() {
            let known: Vec<&str> = SEVERITIES.iter().map(|known| known.key()).collect();
            let message = format!("没有{}这种轻重", quote(&text.value));
            self.tell_pack(node.span, message, format!("可填：{}", known.join("、")));
        }
        found.unwrap_or(Severity::Warning)
    }

    fn note(&mut self, fields: &Fields<'_>) -> String {
        fields
            .get("note")
            .and_then(|node| self.line(node, "说明（note）", MAX_TEXT))
            .map_or_else(String::new, |note| note.value)
    }

    fn levels_of_pack(&mut self, root: &Fields<'_>) -> Vec<Level> {
        let Some(node) = root.get("levels").filter(|node| !is_blank_value(node)) else {
            return Vec::new();
        };
        let nodes = match &node.value {
            Value::Array(nodes) => nodes.as_slice(),
            _ => std::slice::from_ref(node),
        };
        nodes.iter().filter_map(|node| self.level_of_pack(node)).collect()
    }

    fn level_of_pack(&mut self, node: &Node) -> Option<Level> {
        let text = self.line(node, "机关级别", MAX_WORD)?;
        let found = Level::ALL.iter().find(|(_, key)| *key == text.value);
        if found.is_none() {
            let known: Vec<&str> = Level::ALL.iter().map(|(_, key)| *key).collect();
            let message = format!("没有{}这个机关级别", quote(&text.value));
            self.tell_pack(node.span, message, format!("可填：{}", known.join("、")));
        }
        found.map(|(level, _)| *level)
    }

    /// A whole number within bounds.
    fn bounded(&mut self, fields: &Fields<'_>, key: &str, least: i64, most: i64) -> Option<i64> {
        let node = fields.get(key)?;
        let Value::Integer(text) = &node.value else {
            self.wrong_kind(node, key, "整数");
            return None;
        };
        let number = text.parse().ok().filter(|number| (least..=most).contains(number));
        if number.is_none() {
            let message = format!("{key}的值{}不在{least}至{most}之间", quote(text));
            self.tell_pack(node.span, message, format!("填{least}至{most}的整数"));
        }
        number
    }

    fn refused_value(&mut self, fields: &Fields<'_>, key: &str, problem: &str, remedy: &str) {
        let span = fields.get(key).map(|node| node.span);
        self.findings
            .push(Finding::error(codes::PACK, span, format!("{key}{problem}")).remedy(remedy));
    }

    fn tell_pack(&mut self, span: Span, message: String, remedy: String) {
        self.findings
            .push(Finding::error(codes::PACK, span, message).remedy(remedy));
    }

    /// Tells that a demand lacks a value, shown by an example.
    fn lacks(&mut self, fields: &Fields<'_>, example: &str) {
        let key = example.split(' ').next().unwrap_or(example);
        let finding = Finding::error(codes::MISSING, fields.place, format!("缺少 {key}"));
        self.missing(fields, key, finding.remedy(format!("补上，如 {example}")));
    }
}
