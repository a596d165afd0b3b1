//! `[archive]`, the facts an archive keeps, and `[made]`, how the files of this data were made.

use super::{Fields, Known, Reader, codes};
use crate::finding::Finding;
use crate::input::made::{FACTS, Made, OWN_FONTS, SCHEMA};
use crate::input::node::Value;
use crate::model::{ARCHIVE_FACTS, ArchiveFact};

/// The longest fact, in characters.
pub(in crate::input) const MAX_FACT: usize = 100;
/// The longest list of an office's faces, each with its checksum: as many as a folder may hold.
const MAX_OWN_FONTS: usize = 10_000;
/// 保管期限 of documents (国家档案局令第8号).
const RETENTIONS: [&str; 5] = ["永久", "30年", "10年", "定期30年", "定期10年"];
/// 密级 of what is published.
const PUBLIC: &str = "公开";

/// The longest fact on the making of this key, in characters.
pub(in crate::input) fn longest_fact(key: &str) -> usize {
    if key == OWN_FONTS { MAX_OWN_FONTS } else { MAX_FACT }
}

impl Reader<'_> {
    /// The facts given, in the order archives keep them.
    pub(super) fn archive(&mut self, root: &Fields<'_>) -> Vec<ArchiveFact> {
        let Some(entry) = root.entry("archive") else {
            return Vec::new();
        };
        let Some(fields) = self.fields(&entry.node, Some(entry.key_span), "[archive]", &ARCHIVE_FACTS) else {
            return Vec::new();
        };
        let mut facts = Vec::new();
        for (key, label) in ARCHIVE_FACTS {
            if let Some(value) = self.given(&fields, key, label, MAX_FACT) {
                facts.push(ArchiveFact { key, label, value });
            }
        }
        for fact in &facts {
            let doubt = match fact.key {
                "retention" if !RETENTIONS.contains(&fact.value.value.as_str()) => {
                    Some(("保管期限不是永久、30年或10年", "写“永久”“30年”或“10年”"))
                }
                "secrecy" if fact.value.value != PUBLIC => {
                    Some(("年报是公布的，密级不是“公开”", "写“公开”，或者删去这一行"))
                }
                _ => None,
            };
            if let Some((message, remedy)) = doubt {
                self.doubt(fact.value.span, message, remedy);
            }
        }
        facts
    }

    /// How the files of this data were made; written by the program, not by people.
    pub(super) fn made(&mut self, root: &Fields<'_>) -> Option<Made> {
        let entry = root.entry("made")?;
        let known: Vec<Known> = std::iter::once((SCHEMA.0, "数据格式")).chain(FACTS).collect();
        let fields = self.fields(&entry.node, Some(entry.key_span), "[made]", &known)?;
        let schema = fields.get(SCHEMA.0);
        let version = schema.and_then(|node| match &node.value {
            Value::Integer(text) => text.parse::<u32>().ok(),
            _ => None,
        });
        if version.is_none_or(|version| version > SCHEMA.1) {
            let place = schema.map_or(entry.key_span, |node| node.span);
            self.findings.push(
                Finding::error(codes::NEWER, place, "这份数据由更新版本的程序写成，读不全")
                    .remedy("用更新版本的 nianbao 打开；确实是手工编写的，删去 [made] 这一部分"),
            );
            return None;
        }
        let mut made = Made::default();
        for (key, label) in FACTS {
            if let Some(value) = self.given(&fields, key, label, longest_fact(key)) {
                made.facts.push((key, value));
            }
        }
        Some(made)
    }
}
