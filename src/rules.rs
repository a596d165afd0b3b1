//! Every rule in one list, and the list as a page, as Markdown and as JSON.

use crate::finding::Rule;
use crate::{check, conform, coverage, doctor, extract, input, merge, pack, pdf};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// All rules, by kind: figures, text, comparison, reading, merging, printing, Word files of others.
pub fn all() -> Vec<&'static Rule> {
    check::rules()
        .chain(&input::codes::RULES)
        .chain(&merge::RULES)
        .chain([&coverage::RULE, &coverage::FONT_RULE, &pdf::RULE])
        .chain(doctor::rules())
        .chain(&conform::RULES)
        .chain(&extract::RULES)
        .collect()
}

/// The rule of a code, in whatever case it is written.
pub fn find(code: &str) -> Option<&'static Rule> {
    all()
        .into_iter()
        .find(|rule| rule.code.eq_ignore_ascii_case(code))
}

/// The page of one rule, for a terminal.
pub fn page(rule: &Rule) -> String {
    format!(
        "{}（{}）{}\n\n检查：{}\n依据：{}\n性质：{}\n错例：{}\n正例：{}\n",
        rule.code,
        rule.level.word(),
        rule.title,
        rule.what,
        rule.why,
        rule.basis.word(),
        rule.wrong,
        rule.right
    )
}

/// One line a rule, and one a built-in rule pack.
pub fn list() -> String {
    let mut out = String::new();
    for rule in all() {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{:<12} {}  {}", rule.code, rule.level.word(), rule.title);
    }
    out.push_str("\n内置的规则包（check --rules 名称；nianbao rule 名称 显示全文）：\n");
    for (name, text) in pack::BUILT_IN {
        let pack = input::read_pack(name, text.as_bytes(), Some(input::Format::Toml)).pack;
        let _ = writeln!(out, "{name:<12} {}：{}", pack.name, pack.notice);
    }
    out
}

/// All pages in Markdown: `docs/rules.md`.
pub fn markdown() -> String {
    let mut out = String::from(
        "# 检查规则\n\n由 `nianbao rule --all --format markdown` 生成，请勿手改。\n\n| 代码 | 级别 | 规则 |\n|---|---|---|\n",
    );
    for rule in all() {
        let anchor = rule.code.to_ascii_lowercase();
        let _ = writeln!(
            out,
            "| [{}](#{anchor}) | {} | {} |",
            rule.code,
            rule.level.word(),
            rule.title
        );
    }
    for rule in all() {
        let _ = write!(
            out,
            "\n## {}\n\n**{}**（{}）\n\n- 检查：{}\n- 依据：{}（{}）\n- 错例：{}\n- 正例：{}\n",
            rule.code,
            rule.title,
            rule.level.word(),
            rule.what,
            rule.why,
            rule.basis.word(),
            rule.wrong,
            rule.right
        );
    }
    out
}

/// All pages as JSON: `{"rules": [{code, level, title, what, why, basis, wrong, right}]}`.
pub fn json() -> Value {
    let rules: Vec<Value> = all().into_iter().map(one).collect();
    json!({ "rules": rules })
}

/// One page as JSON.
pub fn one(rule: &Rule) -> Value {
    json!({
        "code": rule.code,
        "level": rule.level.key(),
        "title": rule.title,
        "what": rule.what,
        "why": rule.why,
        "basis": rule.basis.key(),
        "wrong": rule.wrong,
        "right": rule.right,
    })
}
