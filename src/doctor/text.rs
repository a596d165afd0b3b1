//! Facts on paragraphs, runs and fields.

use super::Fact;
use super::lists::Lists;
use crate::finding::{Basis, Rule, Severity};
use crate::package::REVISED;
use crate::package::xml::{at, attribute, child, children, is, is_han, number, run_text, val_at};
use roxmltree::Node;

/// Marks that Western faces have too, half as wide.
const SHARED_MARKS: [char; 6] = ['“', '”', '‘', '’', '—', '…'];
/// No first-line indent is wider, in twips; programs that miscount write such values.
const WIDEST_INDENT: i64 = 20_000;

pub(super) const FACTS: [Fact; 11] = [
    Fact {
        rule: Rule {
            code: REVISED,
            level: Severity::Warning,
            title: "定稿中没有修订痕迹和批注",
            what: "文件里没有 w:ins、w:del 等修订标记，没有批注。",
            why: "收到文件的人能看到改动前的文字和批注；打印时也可能印出来。",
            wrong: "<w:del><w:r><w:delText>12</w:delText></w:r></w:del>",
            right: "审阅—接受（或拒绝）所有修订，删除所有批注，保存",
            basis: Basis::Derived,
        },
        places: |view| view.revisions(),
    },
    Fact {
        rule: Rule {
            code: "DOC-FIELD",
            level: Severity::Warning,
            title: "域（如页码）分成几个文字块，带有结果",
            what: "一个 w:r 里不同时有域的开始和结束；页码不用 w:fldSimple。",
            why: "开始、代码、结束挤在一个文字块里的页码，Word 能显示，WPS 空白；fldSimple 在 WPS 中可能显示成 PAGE 字样。",
            wrong: "<w:r><w:fldChar begin/><w:instrText>PAGE</w:instrText><w:fldChar end/></w:r>",
            right: "删去页码，用“插入—页码”重新插入；程序生成的，写成开始、代码、分隔、结果、结束五个文字块",
            basis: Basis::Derived,
        },
        places: |view| {
            let mut places = view.places("r", |run| children(run, "fldChar").count() > 1);
            places.extend(view.places("fldSimple", |_| true));
            places
        },
    },
    Fact {
        rule: Rule {
            code: "DOC-THEME",
            level: Severity::Hint,
            title: "字体写明名称，不用主题字体",
            what: "w:rFonts 没有 asciiTheme、eastAsiaTheme 等。",
            why: "主题字体优先于写明的字体；换一台电脑，主题里的字体不同，字就变了，WPS 还会提示缺失字体。",
            wrong: "<w:rFonts w:eastAsiaTheme=\"minorEastAsia\"/>",
            right: "全选文字，在字体对话框里选定中文字体和西文字体，不选“+正文”“+标题”",
            basis: Basis::Derived,
        },
        places: |view| {
            let themed = |fonts: Node<'_, '_>| fonts.attributes().any(|own| own.name().ends_with("Theme"));
            let mut places = view.places("rFonts", themed);
            places.extend(view.part_where("word/styles.xml", |root| {
                root.descendants().any(|node| is(node, "rFonts") && themed(node))
            }));
            places
        },
    },
    Fact {
        rule: Rule {
            code: "DOC-HINT",
            level: Severity::Warning,
            title: "引号、破折号、省略号标明是中文",
            what: "含“”‘’—…的文字块，w:rFonts 有 w:hint=\"eastAsia\"。",
            why: "这几个符号中西文共用一个编码；不标明的，Word 用西文字体排成半宽，行也跟着变。",
            wrong: "<w:r><w:t>“三公”经费</w:t></w:r>",
            right: "选中该符号，设为中文字体；程序生成的，在 rFonts 写 hint=\"eastAsia\"",
            basis: Basis::Derived,
        },
        places: |view| {
            view.places_in("r", |run, paragraph| {
                let hint = at(run, &["rPr", "rFonts"]).and_then(|fonts| attribute(fonts, "hint"));
                hint != Some("eastAsia")
                    && paragraph.is_some_and(|paragraph| paragraph.chinese)
                    && run_text(run).contains(SHARED_MARKS)
            })
        },
    },
    Fact {
        rule: Rule {
            code: "DOC-FACE",
            level: Severity::Hint,
            title: "中文文字块的字体写明中文字体",
            what: "写了 w:rFonts 西文字体的中文文字块，也写 w:eastAsia。",
            why: "只写西文字体的，中文仍用默认字体：改了字体看不出变化，换电脑又变。",
            wrong: "<w:rFonts w:ascii=\"仿宋\" w:hAnsi=\"仿宋\"/>",
            right: "在字体对话框里同时选定中文字体",
            basis: Basis::Derived,
        },
        places: |view| {
            view.places("r", |run| {
                let Some(fonts) = at(run, &["rPr", "rFonts"]) else {
                    return false;
                };
                let names = |slot| attribute(fonts, slot).is_some();
                let chinese = names("eastAsia") || names("eastAsiaTheme");
                names("ascii") && !chinese && run_text(run).contains(is_han)
            })
        },
    },
    Fact {
        rule: Rule {
            code: "DOC-INDENT",
            level: Severity::Warning,
            title: "首行缩进同时写字符数和长度，长度合理",
            what: "有 w:firstLineChars 的也有 w:firstLine，且不超过约35厘米。",
            why: "有的程序只认其中一个；有的文件在正确的字符数旁边留着荒唐的长度。",
            wrong: "<w:ind w:firstLineChars=\"200\"/>",
            right: "段落—特殊格式—首行缩进—2字符，确定后保存；程序生成的，两个都写（三号字2字符为640）",
            basis: Basis::Derived,
        },
        places: |view| {
            view.places("ind", |indent| {
                let first = number(indent, "firstLine");
                let characters = number(indent, "firstLineChars").unwrap_or(0);
                first.is_some_and(|first| first > WIDEST_INDENT)
                    || characters > 0 && first.is_none() && attribute(indent, "hanging").is_none()
            })
        },
    },
    Fact {
        rule: Rule {
            code: "DOC-PICTURE",
            level: Severity::Warning,
            title: "放图片的段落不用固定行距",
            what: "含图片的段落，行距规则不是 exact。",
            why: "固定值行距的段落里，Word 与 WPS 都只露出图片的一条。",
            wrong: "行距固定值28磅的段落里插入图片",
            right: "把图片所在段落的行距改为单倍",
            basis: Basis::Derived,
        },
        places: |view| {
            let inline = |node: Node<'_, '_>| node.is_element() && node.tag_name().name() == "inline";
            view.paragraphs_with(inline, |paragraph| {
                let spacing = at(paragraph, &["pPr", "spacing"]);
                spacing.and_then(|spacing| attribute(spacing, "lineRule")) == Some("exact")
            })
        },
    },
    Fact {
        rule: Rule {
            code: "DOC-TAB",
            level: Severity::Error,
            title: "制表符在文字块之内",
            what: "w:tab 不直接放在 w:p 之下。",
            why: "不合标准；Word 容忍，WPS 把整段的格式丢掉。",
            wrong: "<w:p><w:tab/><w:r>…</w:r></w:p>",
            right: "删去后重新按 Tab 键；程序生成的，放进 w:r",
            basis: Basis::Derived,
        },
        places: |view| view.places("p", |paragraph| child(paragraph, "tab").is_some()),
    },
    Fact {
        rule: Rule {
            code: "DOC-CONTROL",
            level: Severity::Hint,
            title: "不用内容控件",
            what: "正文没有 w:sdt。",
            why: "各程序对内容控件的显示、编辑和转换不同，WPS 中的表现未经证实。",
            wrong: "<w:sdt>…</w:sdt>",
            right: "选中控件，右键“删除内容控件”，文字保留",
            basis: Basis::Unconfirmed,
        },
        places: |view| view.places("sdt", |_| true),
    },
    Fact {
        rule: Rule {
            code: "DOC-BOOKMARK",
            level: Severity::Warning,
            title: "书签编号不重复",
            what: "各 w:bookmarkStart 的 w:id 不同。",
            why: "重复的编号，Word 打开时可能提示修复。",
            wrong: "两个 bookmarkStart 的 id 都是0",
            right: "插入—书签，删去不用的书签；程序生成的，逐个编号",
            basis: Basis::Derived,
        },
        places: |view| {
            let mut seen = std::collections::BTreeSet::new();
            let again = view
                .all("bookmarkStart")
                .filter(|(part, mark)| attribute(*mark, "id").is_some_and(|id| !seen.insert((*part, id))));
            again
                .map(|(_, mark)| format!("书签“{}”", attribute(mark, "name").unwrap_or("")))
                .collect()
        },
    },
    Fact {
        rule: Rule {
            code: "DOC-BULLET",
            level: Severity::Hint,
            title: "项目符号不用符号字体",
            what: "段落用到的项目符号，编号定义中的字体不是 Symbol、Wingdings；没有段落用到的不算。",
            why: "没有这些字体的电脑上，WPS 显示成方框。",
            wrong: "<w:rFonts w:ascii=\"Wingdings\"/><w:lvlText w:val=\"\u{f06c}\"/>",
            right: "项目符号改用“·”等普通字符",
            basis: Basis::Unconfirmed,
        },
        places: |view| {
            let Some(lists) = Lists::of(view) else {
                return Vec::new();
            };
            view.places("p", |paragraph| {
                lists.level(paragraph).is_some_and(|level| {
                    let fonts = at(level, &["rPr", "rFonts"]).and_then(|fonts| attribute(fonts, "ascii"));
                    let is_symbol =
                        fonts.is_some_and(|name| name == "Symbol" || name.starts_with("Wingdings"));
                    is_symbol && val_at(level, &["lvlText"]).is_some_and(|text| !text.is_empty())
                })
            })
        },
    },
];
