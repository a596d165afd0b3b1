//! House styles as text: the table of keys printed as a TOML file that reads back.

use crate::style::{Domain, KEYS, Key, NO_TINT, SECTIONS, Setting, Style, plain_points};
use std::fmt::Write as _;

/// A style as a TOML file with Chinese comments: each value with what it may be and what GB/T 9704-2012 asks. Read back, it
/// gives the same style.
pub fn style_text(style: &Style) -> String {
    let mut out = String::from(
        "\
# 版式。改好后存为文件，生成公文时用 --style 指定，如：nianbao build report.toml --style office.toml
# 也可以写进数据文件：各项写在 [style] 之下，[faces] 等改为 [style.faces] 等。两处都写的，以 --style 为准。
# 不写的项目按 GB/T 9704-2012；标准没有规定的，按本程序的默认值。
",
    );
    for (section, label) in SECTIONS {
        if !section.is_empty() {
            let _ = write!(out, "\n[{section}]  # {label}\n");
        }
        for key in KEYS.iter().filter(|key| key.section == section) {
            out.push('\n');
            write_key(&mut out, key, style);
        }
    }
    out
}

/// The part `[style]` of a report: what differs from the style of the standard.
pub(super) fn style_part(style: &Style) -> String {
    let standard = Style::default();
    let mut out = String::new();
    for (section, label) in SECTIONS {
        let keys: Vec<&Key> = KEYS
            .iter()
            .filter(|key| key.section == section && key.get(style) != key.get(&standard))
            .collect();
        if keys.is_empty() {
            continue;
        }
        let _ = match section {
            "" => writeln!(out, "[style]  # 版式"),
            section => writeln!(out, "[style.{section}]  # {label}"),
        };
        for key in keys {
            let value = key.domain.write(key.get(style));
            let _ = writeln!(out, "{} = {value}  # {}", key.key, key.label);
        }
    }
    out
}

/// The values of the first section as comments, for the template of a report.
pub(super) fn style_comments() -> String {
    let style = Style::default();
    let mut out = String::from("# [style]  # 版式，一般不用写；字体、页码、表格等其他各项见 nianbao style\n");
    for key in KEYS.iter().filter(|key| key.section.is_empty()) {
        let value = key.domain.write(key.get(&style));
        let _ = writeln!(
            out,
            "# {} = {value}  # {}：{}",
            key.key,
            key.label,
            described(key.domain)
        );
    }
    out
}

// Writing to a String cannot fail, so the results of write! are let go.

fn write_key(out: &mut String, key: &Key, style: &Style) {
    let _ = writeln!(out, "# {}：{}", key.label, described(key.domain));
    let _ = match (key.clause, key.conforms(style)) {
        (Some(clause), Some(true)) => {
            writeln!(
                out,
                "# 符合 GB/T 9704-2012 第{}条：{}",
                clause.number, clause.asks
            )
        }
        (Some(clause), _) => writeln!(
            out,
            "# 不是 GB/T 9704-2012 第{}条的规定（标准为{}）：{}",
            clause.number,
            shown(key, key.get(&Style::default())),
            clause.asks
        ),
        (None, _) => writeln!(out, "# GB/T 9704-2012 没有规定"),
    };
    if let Some(effect) = key.effect {
        let _ = writeln!(out, "# 按此值，{}", effect(style));
    }
    let _ = writeln!(out, "{} = {}", key.key, key.domain.write(key.get(style)));
}

/// What a value may be, for people.
pub(super) fn described(domain: Domain) -> String {
    match domain {
        Domain::Words(words) => {
            let words: Vec<String> = words
                .iter()
                .map(|(word, meaning)| match *meaning {
                    "" => format!("\"{word}\""),
                    meaning => format!("\"{word}\"（{meaning}）"),
                })
                .collect();
            words.join("、")
        }
        Domain::Points {
            named, least, most, ..
        } => {
            let names: Vec<String> = named
                .iter()
                .map(|(name, length)| format!("\"{name}\"（{}磅）", plain_points(*length)))
                .collect();
            format!(
                "{}，或{}至{}的磅数",
                names.join("、"),
                plain_points(least),
                plain_points(most)
            )
        }
        Domain::Tint => format!("\"{NO_TINT}\"（没有底色），或“#”加六位十六进制的红绿蓝，如 \"#E7EEF7\""),
        Domain::Levels => "方括号中写层次，1 一、  2（一）  3 1.  4（1），如 [2, 3]；[] 都不加粗".to_owned(),
    }
}

/// A value within a Chinese sentence.
pub(super) fn shown(key: &Key, setting: Setting) -> String {
    let written = key.domain.write(setting);
    match (
        setting,
        written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')),
    ) {
        (_, Some(word)) => format!("“{word}”"),
        (Setting::Length(_), None) => format!("{written}磅"),
        (Setting::Levels(levels), None) if !levels.contains(&true) => format!("{written}（都不加粗）"),
        _ => written,
    }
}
