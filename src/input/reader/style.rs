//! House styles: the table of keys walked over a style file, or over the part `[style]` of a report.

use super::text::quote;
use super::{Fields, Known, Reader, codes};
use crate::finding::{Finding, Findings, Span};
use crate::input::node::{Node, Value};
use crate::input::paragraphs::is_blank;
use crate::input::style_text::{described, shown};
use crate::style::{Domain, KEYS, Key, Refused, SECTIONS, Setting, Settings, Style, plain_points};

/// The settings of a style file whose root is this node.
pub(in crate::input) fn style_file(source: &str, root: &Node, findings: &mut Findings) -> Settings {
    Reader::new(source, findings).settings(root, None, "")
}

impl Reader<'_> {
    /// The settings of `[style]`.
    pub(super) fn style(&mut self, root: &Fields<'_>) -> Settings {
        match root.entry("style") {
            Some(entry) => self.settings(&entry.node, Some(entry.key_span), "style"),
            None => Settings::default(),
        }
    }

    /// The settings of all sections; `table` is what the root of the table is called, empty for the file.
    fn settings(&mut self, node: &Node, place: Option<Span>, table: &str) -> Settings {
        let mut settings = Settings::default();
        let name = match table {
            "" => "版式文件".to_owned(),
            table => format!("[{table}]"),
        };
        let sections = SECTIONS.iter().filter(|(section, _)| !section.is_empty());
        let known: Vec<Known> = keys_of("").map(entry_of).chain(sections.copied()).collect();
        let Some(root) = self.fields(node, place, &name, &known) else {
            return settings;
        };
        for (section, _) in SECTIONS {
            if section.is_empty() {
                self.section(&root, section, &mut settings);
                continue;
            }
            let Some(entry) = root.entry(section) else {
                continue;
            };
            let name = match table {
                "" => format!("[{section}]"),
                table => format!("[{table}.{section}]"),
            };
            let known: Vec<Known> = keys_of(section).map(entry_of).collect();
            if let Some(fields) = self.fields(&entry.node, Some(entry.key_span), &name, &known) {
                self.section(&fields, section, &mut settings);
            }
        }
        settings
    }

    fn section(&mut self, fields: &Fields<'_>, section: &str, settings: &mut Settings) {
        for key in keys_of(section) {
            let Some(node) = fields.get(key.key) else { continue };
            if let Some(setting) = self.setting(key, node) {
                self.hint(key, setting, node.span);
                settings.push(key, setting);
            }
        }
    }

    fn setting(&mut self, key: &Key, node: &Node) -> Option<Setting> {
        let name = named(key);
        match (key.domain, &node.value) {
            (Domain::Levels, Value::Array(nodes)) => self.levels(key, nodes),
            (Domain::Words(_) | Domain::Tint, Value::String(text))
            | (Domain::Points { .. }, Value::String(text) | Value::Integer(text) | Value::Float(text)) => {
                let text = text.trim_matches(is_blank);
                match key.domain.parse(text) {
                    Ok(setting) => Some(setting),
                    Err(refused) => {
                        self.refused(key, text, node.span, refused);
                        None
                    }
                }
            }
            (Domain::Levels, _) => {
                self.wrong_kind(node, &name, "列表");
                None
            }
            (Domain::Points { .. }, _) => {
                self.wrong_kind(node, &name, "磅数或名称");
                None
            }
            _ => {
                self.wrong_kind(node, &name, "加引号的文字");
                None
            }
        }
    }

    fn levels(&mut self, key: &Key, nodes: &[Node]) -> Option<Setting> {
        let mut levels = [false; 4];
        let mut usable = true;
        for node in nodes {
            let (Value::Integer(text) | Value::Float(text) | Value::String(text)) = &node.value else {
                self.wrong_kind(node, &named(key), "1至4的整数");
                usable = false;
                continue;
            };
            let level = text.parse::<usize>().ok().and_then(|level| level.checked_sub(1));
            match level.and_then(|at| levels.get_mut(at)) {
                Some(chosen) if matches!(node.value, Value::Integer(_)) => *chosen = true,
                _ => {
                    self.refused(key, text, node.span, Refused::Unknown);
                    usable = false;
                }
            }
        }
        usable.then_some(Setting::Levels(levels))
    }

    fn refused(&mut self, key: &Key, text: &str, span: Span, refused: Refused) {
        let (name, text) = (named(key), quote(text));
        let message = match (refused, key.domain) {
            (Refused::OutOfRange, Domain::Points { least, most, .. }) => format!(
                "{name}的值{text}不在{}磅至{}磅之间",
                plain_points(least),
                plain_points(most)
            ),
            (Refused::TooFine, Domain::Points { step, .. }) => {
                format!("{name}的值{text}过细，Word只能精确到{}磅", plain_points(step))
            }
            _ => format!("{name}的值{text}不对"),
        };
        let finding = Finding::error(codes::STYLE, span, message);
        self.findings
            .push(finding.remedy(format!("可填：{}", described(key.domain))));
    }

    /// Tells that a value leaves the standard.
    fn hint(&mut self, key: &Key, setting: Setting, span: Span) {
        let mut style = Style::default();
        let standard = key.get(&style);
        let Some(clause) = key.clause.filter(|_| setting != standard) else {
            return;
        };
        key.set(&mut style, setting);
        let message = format!(
            "{}为{}，不是GB/T 9704-2012第{}条的规定",
            named(key),
            shown(key, setting),
            clause.number
        );
        let mut finding =
            Finding::hint(codes::STANDARD, span, message).note(format!("标准：{}", clause.asks));
        if let Some(effect) = key.effect {
            finding = finding.note(format!("按此值，{}", effect(&style)));
        }
        self.findings
            .push(finding.remedy(format!("按标准应为{}；确需如此的不必改", shown(key, standard))));
    }
}

fn keys_of(section: &str) -> impl Iterator<Item = &'static Key> {
    KEYS.iter().filter(move |key| key.section == section)
}

fn entry_of(key: &'static Key) -> Known {
    (key.key, key.label)
}

fn named(key: &Key) -> String {
    format!("{}（{}）", key.label, key.path())
}
