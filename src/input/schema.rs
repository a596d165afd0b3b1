//! The JSON Schema of the input, made from the forms and the model.

use super::made::{FACTS, SCHEMA};
use super::reader::{
    ATTACHMENT, CONTACT, FEE_NOTICE, HEAD, IMPRINT, MAX_AGENCIES, MAX_ATTACHMENTS, MAX_FACT, MAX_LINE,
    MAX_NAMES, MAX_SIGNERS, MERGED_FROM, NOTES, SIGNERS, STAMP, longest_fact,
};
use crate::form::{FORMS, Form, Slot, SlotKind, SlotRow, TableForm};
use crate::model::{ARCHIVE_FACTS, Level, MAX_COUNT, MAX_UNITS};
use crate::style::{Domain, KEYS, NO_TINT, SECTIONS, Setting, Style};
use serde_json::{Map, Value, json};

/// The schema (draft 2020-12) of a report in JSON, which serves YAML and TOML in editors as well.
///
/// It says what the reader takes without a finding, except for what a schema cannot say: that sums hold, that days exist.
pub fn schema() -> Value {
    let mut definitions = shared_definitions();
    let mut by_year = Vec::new();
    for (index, form) in FORMS.iter().enumerate() {
        let last = FORMS.get(index + 1).map(|next| next.first_year - 1);
        let mut tables = Map::new();
        for table in &form.tables {
            let name = format!("form{}_{}", form.id, table.key);
            tables.insert(table.key.to_owned(), reference(&name));
            definitions.insert(name, table_schema(form, table));
        }
        let mut year = json!({ "minimum": form.first_year });
        if let Some(last) = last {
            year["maximum"] = json!(last);
        }
        by_year.push(json!({
            "if": { "properties": { "year": year }, "required": ["year"] },
            "then": { "properties": tables }
        }));
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "政府信息公开工作年度报告",
        "type": "object",
        "required": ["year", "agency", "level", "date", "prose", "table2", "table3", "table4"],
        "additionalProperties": false,
        "properties": {
            "year": {
                "description": "报告年度",
                "type": "integer",
                "minimum": FORMS[0].first_year,
                "maximum": 2099
            },
            "agency": { "description": "机关全称", "type": "string", "minLength": 1, "maxLength": 60 },
            "level": {
                "description": "机关级别",
                "oneOf": Level::ALL.map(|(level, key)| json!({ "const": key, "description": level.name() }))
            },
            "date": day("成文日期"),
            "contact": object("联系方式", &CONTACT.map(|(key, name)| (key, line(name))), &[]),
            "prose": object(
                "文字部分",
                &[
                    ("lead", described("text", "引言；不写则按数据生成")),
                    ("part1", described("text", FORMS[0].parts[0])),
                    ("part5", described("text", FORMS[0].parts[4])),
                    ("part6", described("text", FORMS[0].parts[5])),
                ],
                &["part1", "part5", "part6"],
            ),
            "table2": { "type": "object" },
            "table3": { "type": "object" },
            "table4": { "type": "object" },
            "fee_notice": object(
                "信息处理费（金额以元为单位）",
                &[
                    (FEE_NOTICE[0].0, described("number", FEE_NOTICE[0].1)),
                    (FEE_NOTICE[1].0, described("money", FEE_NOTICE[1].1)),
                    (FEE_NOTICE[2].0, described("money", FEE_NOTICE[2].1)),
                ],
                &FEE_NOTICE.map(|(key, _)| key),
            ),
            "check": object(
                "允许的警告和理由",
                &[
                    ("allow", json!({
                        "description": "规则代码，如 DATE-DUE",
                        "type": "array",
                        "items": { "type": "string", "maxLength": 40 }
                    })),
                    ("reason", json!({ "description": "理由", "type": "string", "maxLength": 200 })),
                ],
                &[],
            ),
            "signature": object(
                "署名",
                &[
                    ("sealed", json!({ "type": "boolean", "description": "是否盖章", "default": true })),
                    ("agencies", names("联合署名的各机关", MAX_AGENCIES)),
                    ("stamp", object("签名章", &STAMP.map(|(key, name)| (key, line(name))), &["title"])),
                ],
                &[],
            ),
            "style": style_schema(),
            "archive": object("归档", &ARCHIVE_FACTS.map(|(key, name)| (key, short(name, MAX_FACT))), &[]),
            "made": object("由程序写入，说明文件如何生成", &made(), &[SCHEMA.0]),
            "head": head(),
            "to": short("主送机关", MAX_NAMES),
            "annotation": short("附注", MAX_NAMES),
            "attachments": attachments(),
            "imprint": imprint(),
            MERGED_FROM.0: names("汇总自的单位，由程序写入", MAX_UNITS)
        },
        "allOf": by_year,
        "$defs": definitions
    })
}

/// How the files were made.
fn made() -> Vec<(&'static str, Value)> {
    let facts = FACTS.map(|(key, label)| (key, short(label, longest_fact(key))));
    let version = json!({ "type": "integer", "minimum": 1, "maximum": SCHEMA.1 });
    std::iter::once((SCHEMA.0, version)).chain(facts).collect()
}

/// What stands in cells and texts.
fn shared_definitions() -> Map<String, Value> {
    const NOT_APPLICABLE: &str = "/|／|-|－|—|——|不适用";
    const REMARK: &str = "[（(].*[）)]";
    let whole = |least: i64, sign: &str| {
        json!({
            "anyOf": [
                { "type": "integer", "minimum": least, "maximum": MAX_COUNT },
                { "type": "string", "pattern": format!("^({sign}[0-9]{{1,12}}({REMARK})?|{NOT_APPLICABLE})$") }
            ]
        })
    };
    let decimal = "[0-9]{1,12}(\\.[0-9]{1,6})?";
    let money = |pattern: String| {
        json!({
            "anyOf": [
                { "type": "number", "minimum": 0 },
                { "type": "string", "pattern": pattern }
            ]
        })
    };
    let definitions = json!({
        "count": whole(0, ""),
        "change": whole(-MAX_COUNT, "[-+]?"),
        "number": {
            "anyOf": [
                { "type": "integer", "minimum": 0, "maximum": MAX_COUNT },
                { "type": "string", "pattern": "^[0-9]{1,12}$" }
            ]
        },
        "amount": money(format!("^({decimal}|{NOT_APPLICABLE})$")),
        "money": money(format!("^{decimal}$")),
        "text": {
            "anyOf": [
                { "type": "string" },
                { "type": "array", "items": { "type": "string" } }
            ]
        }
    });
    match definitions {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

fn table_schema(form: &Form, table: &TableForm) -> Value {
    let rows = table.rows.iter().map(|row| (row.key, row_schema(row)));
    let notes = (NOTES.0, described("text", "表注，每行一条"));
    let rows: Vec<(&str, Value)> = rows.chain([notes]).collect();
    let keys: Vec<&str> = table.rows.iter().map(|row| row.key).collect();
    let description = format!("{}：{}（{}）", table.name, form.parts[table.part], form.notice);
    object(&description, &rows, &keys)
}

fn row_schema(row: &SlotRow) -> Value {
    let list = json!({
        "type": "array",
        "prefixItems": row.slots.iter().map(slot_schema).collect::<Vec<_>>(),
        "items": false,
        "minItems": row.required(),
        "maxItems": row.slots.len()
    });
    let mut schema = match row.slots {
        [slot] => json!({ "anyOf": [slot_schema(slot), list] }),
        _ => list,
    };
    schema["description"] = json!(row.label);
    schema
}

fn slot_schema(slot: &Slot) -> Value {
    let definition = match slot.kind {
        SlotKind::Count | SlotKind::Total => "count",
        SlotKind::Change => "change",
        SlotKind::Amount => "amount",
    };
    described(definition, slot.label)
}

/// The house style: every key of the style table.
fn style_schema() -> Value {
    let default = Style::default();
    let section = |name: &str| -> Vec<(&str, Value)> {
        let keys = KEYS.iter().filter(|key| key.section == name);
        keys.map(|key| {
            let mut value = domain_schema(key.domain);
            value["description"] = json!(key.label);
            value["default"] = json_of(key.domain, key.get(&default));
            (key.key, value)
        })
        .collect()
    };
    let mut properties = section("");
    for (name, label) in SECTIONS.iter().filter(|(name, _)| !name.is_empty()) {
        properties.push((name, object(label, &section(name), &[])));
    }
    object("版式；不写的项目按GB/T 9704-2012", &properties, &[])
}

fn domain_schema(domain: Domain) -> Value {
    match domain {
        Domain::Words(words) => json!({ "enum": words.iter().map(|(word, _)| word).collect::<Vec<_>>() }),
        Domain::Points {
            named, least, most, ..
        } => json!({
            "anyOf": [
                { "enum": named.iter().map(|(name, _)| name).collect::<Vec<_>>() },
                { "type": "number", "minimum": least.as_pt(), "maximum": most.as_pt() }
            ]
        }),
        Domain::Tint => json!({ "type": "string", "pattern": format!("^({NO_TINT}|#[0-9A-Fa-f]{{6}})$") }),
        Domain::Levels => json!({
            "type": "array",
            "items": { "type": "integer", "minimum": 1, "maximum": 4 }
        }),
    }
}

/// A setting in JSON, which writes these values as TOML does.
fn json_of(domain: Domain, setting: Setting) -> Value {
    serde_json::from_str(&domain.write(setting)).unwrap_or_default()
}

fn object(description: &str, properties: &[(&str, Value)], required: &[&str]) -> Value {
    let properties: Map<String, Value> = properties
        .iter()
        .map(|(key, value)| ((*key).to_owned(), value.clone()))
        .collect();
    json!({
        "description": description,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false
    })
}

fn names(description: &str, most: usize) -> Value {
    json!({
        "description": description,
        "type": "array",
        "items": { "type": "string", "minLength": 1, "maxLength": 60 },
        "maxItems": most
    })
}

fn head() -> Value {
    let properties = HEAD.map(|known| {
        let (key, name) = known;
        let value = match known == SIGNERS {
            true => names(name, MAX_SIGNERS),
            false => short(name, MAX_LINE),
        };
        (key, value)
    });
    object("版头", &properties, &["mark", "number"])
}

fn attachments() -> Value {
    let [(title, title_name), (text, text_name)] = ATTACHMENT;
    let properties = [
        (title, short(title_name, MAX_LINE)),
        (text, described("text", text_name)),
    ];
    json!({
        "description": "附件",
        "type": "array",
        "items": object("附件", &properties, &[title, text]),
        "maxItems": MAX_ATTACHMENTS
    })
}

fn imprint() -> Value {
    let [(copies, copies_name), (issuer, issuer_name), (date, date_name)] = IMPRINT;
    let properties = [
        (copies, short(copies_name, MAX_NAMES)),
        (issuer, short(issuer_name, MAX_LINE)),
        (date, day(date_name)),
    ];
    object("版记", &properties, &[issuer, date])
}

/// A date as text.
fn day(description: &str) -> Value {
    json!({
        "description": description,
        "type": "string",
        "pattern": "^[0-9]{1,4}-[0-9]{1,2}-[0-9]{1,2}$"
    })
}

fn line(description: &str) -> Value {
    short(description, 100)
}

/// A text of one line.
fn short(description: &str, longest: usize) -> Value {
    json!({ "description": description, "type": ["string", "integer"], "maxLength": longest })
}

fn described(definition: &str, description: &str) -> Value {
    let mut schema = reference(definition);
    schema["description"] = json!(description);
    schema
}

fn reference(definition: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{definition}") })
}

#[cfg(test)]
mod tests;
