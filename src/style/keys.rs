//! Every value that a house style can set: one table, which the reader, the printer, the schema and the hints walk.

use super::key::{Clause, Key};
use super::setting::{Domain, Setting, plain_points};
use super::{BreakLevel, Compression, PageNumberForm, PageNumberPlace, own_latin, with_latin};
use crate::font::{Role, RolePair};
use crate::units::Length;

/// The sections with what clerks call them, in the order of the file; the root first.
pub const SECTIONS: [(&str, &str); 4] = [
    ("", "版式"),
    ("page_number", "页码"),
    ("faces", "字体"),
    ("table", "表格"),
];

/// The faces that a style may name, in the order of [`Role::ALL`].
pub(super) const FACES: Domain = Domain::Words(&[
    ("小标宋", ""),
    ("仿宋", ""),
    ("黑体", ""),
    ("楷体", ""),
    ("宋体", ""),
]);

/// The entry of a face: `$pair` makes the roles of Chinese and of Western text from the one named.
macro_rules! face {
    ($key:literal, $label:literal, $clause:expr, $pair:path, $($field:tt)+) => {
        Key {
            section: "faces",
            key: $key,
            label: $label,
            clause: $clause,
            domain: FACES,
            effect: None,
        get: |style| Setting::Word(style.$($field)+.roles.chinese as usize),
            set: |style, setting| {
                if let Some(role) = role(setting) {
                    style.$($field)+.roles = $pair(role);
                }
            },
        }
    };
}

/// Every value that a house style can set, in the order of the file.
pub static KEYS: [Key; 16] = [
    Key {
        section: "",
        key: "line_pitch",
        label: "行距",
        clause: clause(
            "5.2.3",
            "一般每面排22行，每行排28个字，并撑满版心；特定情况可以作适当调整",
        ),
        domain: Domain::Points {
            named: &[("gb22", Length::centi_pt(2895)), ("office28", Length::pt(28))],
            least: Length::pt(24),
            most: Length::pt(36),
            step: Length::twips(1),
        },
        effect: Some(|style| {
            let (lines, characters) = (style.lines_per_page(), style.characters_per_line());
            let left = style.page.text_height - style.body.pitch * lines;
            let left = Length::centi_pt(left.as_twips() / 2 * 10);
            format!(
                "每页{lines}行，每行{characters}字，版心下边余{}磅",
                plain_points(left)
            )
        }),
        get: |style| Setting::Length(style.body.pitch),
        set: |style, setting| {
            if let Setting::Length(pitch) = setting {
                style.set_line_pitch(pitch);
            }
        },
    },
    Key {
        section: "",
        key: "bold",
        label: "加粗的标题层次",
        clause: clause("7.3.3", "只规定各层标题的字体，没有要求加粗"),
        domain: Domain::Levels,
        effect: None,
        get: |style| Setting::Levels(style.bold_headings),
        set: |style, setting| {
            if let Setting::Levels(levels) = setting {
                style.bold_headings = levels;
            }
        },
    },
    Key {
        section: "",
        key: "compression",
        label: "标点压缩",
        clause: None,
        domain: Domain::Words(&[
            ("none", "不压缩，每字占一格"),
            ("squeeze", "行末放不下时压缩标点"),
        ]),
        effect: None,
        get: |style| Setting::Word(style.compression as usize),
        set: |style, setting| choose(&mut style.compression, &Compression::ALL, setting),
    },
    Key {
        section: "",
        key: "line_breaks",
        label: "行首行尾禁则",
        clause: None,
        domain: Domain::Words(&[
            (
                "basic",
                "点号、后引号、后括号等不在行首，前引号、前括号等不在行尾",
            ),
            ("gb", "另外分隔号不在行尾"),
            ("strict", "另外破折号、省略号不在行首"),
        ]),
        effect: None,
        get: |style| Setting::Word(style.line_breaks as usize),
        set: |style, setting| choose(&mut style.line_breaks, &BreakLevel::ALL, setting),
    },
    Key {
        section: "page_number",
        key: "form",
        label: "页码样式",
        clause: clause("7.5", "数字左右各放一条一字线，如“— 1 —”"),
        domain: Domain::Words(&[("— 1 —", ""), ("- 1 -", ""), ("1", ""), ("第1页", "")]),
        effect: None,
        get: |style| Setting::Word(style.page_number.form as usize),
        set: |style, setting| choose(&mut style.page_number.form, &PageNumberForm::ALL, setting),
    },
    Key {
        section: "page_number",
        key: "place",
        label: "页码位置",
        clause: clause("7.5", "单页码居右空一字，双页码居左空一字"),
        domain: Domain::Words(&[("outside", "单页居右，双页居左"), ("center", "居中")]),
        effect: None,
        get: |style| Setting::Word(style.page_number.place as usize),
        set: |style, setting| choose(&mut style.page_number.place, &PageNumberPlace::ALL, setting),
    },
    face!(
        "title",
        "标题字体",
        clause("7.3.1", "标题用2号小标宋体字"),
        own_or_latin,
        title
    ),
    face!(
        "body",
        "正文字体",
        clause("5.2.2", "各要素一般用3号仿宋体字"),
        own_or_latin,
        body
    ),
    face!(
        "heading1",
        "第一层标题（一、）字体",
        clause("7.3.3", "第一层用黑体字"),
        own_or_latin,
        headings[0]
    ),
    face!(
        "heading2",
        "第二层标题（（一））字体",
        clause("7.3.3", "第二层用楷体字"),
        own_or_latin,
        headings[1]
    ),
    face!(
        "heading3",
        "第三层标题（1.）字体",
        clause("7.3.3", "第三层用仿宋体字"),
        own_or_latin,
        headings[2]
    ),
    face!(
        "heading4",
        "第四层标题（（1））字体",
        clause("7.3.3", "第四层用仿宋体字"),
        own_or_latin,
        headings[3]
    ),
    face!("table", "表格字体", None, own_or_latin, table.text),
    // 半角: the digits are the face's own.
    face!(
        "page_number",
        "页码字体",
        clause("7.5", "用4号半角宋体阿拉伯数字"),
        own_latin,
        page_number.text
    ),
    Key {
        section: "table",
        key: "size",
        label: "表格字号",
        clause: None,
        domain: Domain::Points {
            named: &[
                ("小四", Length::pt(12)),
                ("五号", Length::centi_pt(1050)),
                ("小五", Length::pt(9)),
                ("六号", Length::centi_pt(750)),
            ],
            least: Length::centi_pt(750),
            most: Length::pt(12),
            step: Length::centi_pt(50),
        },
        effect: None,
        get: |style| Setting::Length(style.table.text.size),
        set: |style, setting| {
            if let Setting::Length(size) = setting {
                style.table.set_size(size);
            }
        },
    },
    Key {
        section: "table",
        key: "band_tint",
        label: "表格分组行的底色",
        clause: None,
        domain: Domain::Tint,
        effect: None,
        get: |style| Setting::Tint(style.table.band_tint),
        set: |style, setting| {
            if let Setting::Tint(tint) = setting {
                style.table.band_tint = tint;
            }
        },
    },
];

const fn clause(number: &'static str, asks: &'static str) -> Option<Clause> {
    Some(Clause { number, asks })
}

/// 小标宋 and 黑体 bring their own Western letters; beside the others the Latin face stands.
const fn own_or_latin(role: Role) -> RolePair {
    match role {
        Role::Biaosong | Role::Heiti => own_latin(role),
        _ => with_latin(role),
    }
}

fn role(setting: Setting) -> Option<Role> {
    match setting {
        Setting::Word(index) => Role::ALL.get(index).copied(),
        _ => None,
    }
}

fn choose<T: Copy>(value: &mut T, all: &[T], setting: Setting) {
    if let Setting::Word(index) = setting
        && let Some(choice) = all.get(index)
    {
        *value = *choice;
    }
}
