//! Facts on the package, settings, styles, sections and faces.

use super::Fact;
use super::view::View;
use crate::finding::{Basis, Rule, Severity};
use crate::package::xml::{at, attribute, child, children, is, is_han, is_on, number, val, val_at};
use roxmltree::Node;

/// The mode below which Word opens a file in 兼容模式.
const PRESENT_MODE: i64 = 15;
/// Character sets of simplified and traditional Chinese, Japanese and Korean faces.
const EAST_ASIAN: [&str; 4] = ["86", "88", "80", "81"];
const COMPATIBILITY: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";
const CORE: &str = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";

pub(super) const FACTS: [Fact; 12] = [
    Fact {
        rule: Rule {
            code: "DOC-TRAIL",
            level: Severity::Error,
            title: "文件末尾没有多余的字节",
            what: "压缩包的结束标记之后没有内容。",
            why: "把新内容写进原来较长的文件，旧内容的尾巴留了下来：WPS 能打开，Word 报错。",
            wrong: "覆盖写入时没有截断原文件",
            right: "在 WPS 中打开，另存为新文件",
            basis: Basis::Derived,
        },
        places: |view| match view.package.trailing {
            0 => Vec::new(),
            extra => vec![format!("末尾{extra}字节")],
        },
    },
    Fact {
        rule: Rule {
            code: "DOC-IGNORABLE",
            level: Severity::Error,
            title: "mc:Ignorable 里的前缀都有声明",
            what: "每个部件的 mc:Ignorable 列出的前缀，在该部件有对应的 xmlns。",
            why: "少一个声明，新版 Word 打不开，而且不说原因。",
            wrong: "mc:Ignorable=\"w14 wp14\"，没有 xmlns:wp14",
            right: "在 WPS 中打开后另存为；程序生成的，补上 xmlns 或删去该前缀",
            basis: Basis::Derived,
        },
        places: undeclared,
    },
    Fact {
        rule: Rule {
            code: "DOC-UPDATE",
            level: Severity::Warning,
            title: "不要求打开时更新域",
            what: "settings.xml 没有 w:updateFields。",
            why: "WPS 不理会它；Word 每次打开都弹出询问。",
            wrong: "<w:updateFields w:val=\"true\"/>",
            right: "在 Word 中全选，按 F9 更新域，保存；程序生成的，写好域的结果，删去 updateFields",
            basis: Basis::Derived,
        },
        places: |view| {
            view.part_where("word/settings.xml", |root| {
                child(root, "updateFields").is_some_and(is_on)
            })
        },
    },
    Fact {
        rule: Rule {
            code: "DOC-MODE",
            level: Severity::Warning,
            title: "按新版排版规则打开（compatibilityMode 15）",
            what: "settings.xml 中 compatibilityMode 不低于15。",
            why: "没有或较低的，Word 以“兼容模式”打开，按旧规则排版，行和页会不同。",
            wrong: "没有 compatibilityMode，或者为12、14",
            right: "Word 中“文件—信息—转换”，保存",
            basis: Basis::Derived,
        },
        places: |view| {
            if mode(view).is_some_and(|mode| mode >= PRESENT_MODE) {
                Vec::new()
            } else {
                vec!["word/settings.xml".to_owned()]
            }
        },
    },
    Fact {
        rule: Rule {
            code: "DOC-EVEN",
            level: Severity::Warning,
            title: "有双页页脚的，打开“奇偶页不同”",
            what: "w:sectPr 引用了 even 页眉页脚的，settings.xml 有 w:evenAndOddHeaders。",
            why: "没有打开的，双页页码在 Word 和 WPS 中都不出现。",
            wrong: "有 <w:footerReference w:type=\"even\"/>，没有 evenAndOddHeaders",
            right: "页面布局—页面设置—版式，勾选“奇偶页不同”",
            basis: Basis::Derived,
        },
        places: |view| {
            let even = |node: Node<'_, '_>| attribute(node, "type") == Some("even");
            let mut places = view.places("footerReference", even);
            places.extend(view.places("headerReference", even));
            if view.has_setting("evenAndOddHeaders") {
                Vec::new()
            } else {
                places
            }
        },
    },
    Fact {
        rule: Rule {
            code: "DOC-FIRST",
            level: Severity::Hint,
            title: "不靠“首页不同”去掉首页页码",
            what: "w:sectPr 没有 w:titlePg。",
            why: "WPS 中不一定起作用；公文首页本来就有页码。",
            wrong: "<w:titlePg/>",
            right: "页面设置—版式，取消“首页不同”",
            basis: Basis::Unconfirmed,
        },
        places: |view| view.places("titlePg", is_on),
    },
    Fact {
        rule: Rule {
            code: "DOC-SECTION",
            level: Severity::Warning,
            title: "有页眉页脚的节写明纸张和页边距；页码设置不留空",
            what: "引用页眉页脚的 w:sectPr 有 w:pgSz、w:pgMar；w:pgNumType 有内容。",
            why: "缺纸张和页边距的节，WPS 可能不显示页码；空的 pgNumType 会打乱 WPS 的页码。",
            wrong: "<w:sectPr><w:footerReference …/><w:pgNumType/></w:sectPr>",
            right: "页面设置里重新选定 A4 和页边距，确定后保存",
            basis: Basis::Derived,
        },
        places: |view| {
            view.places("sectPr", |section| {
                let refers = ["footerReference", "headerReference"]
                    .iter()
                    .any(|name| child(section, name).is_some());
                let sized = ["pgSz", "pgMar"]
                    .iter()
                    .all(|name| child(section, name).is_some());
                let empty = child(section, "pgNumType").is_some_and(|kind| kind.attributes().len() == 0);
                refers && !sized || empty
            })
        },
    },
    Fact {
        rule: Rule {
            code: "DOC-DEFAULT",
            level: Severity::Warning,
            title: "有默认的正文样式，缩进不写在文档默认值里",
            what: "styles.xml 有 w:default=\"1\" 的段落样式；w:docDefaults 里没有不为0的 w:ind。",
            why: "WPS 不按文档默认值里的缩进排；没有默认样式的，也不用默认值里的行距。",
            wrong: "<w:pPrDefault><w:pPr><w:ind w:firstLine=\"640\"/></w:pPr></w:pPrDefault>",
            right: "在“正文”样式里设定缩进和行距",
            basis: Basis::Unconfirmed,
        },
        places: |view| {
            view.part_where("word/styles.xml", |root| {
                let defaults = at(root, &["docDefaults", "pPrDefault", "pPr", "ind"])
                    .is_some_and(|indent| indent.attributes().any(|length| length.value() != "0"));
                let kind = |style: Node<'_, '_>| attribute(style, "type") == Some("paragraph");
                let is_default =
                    |style: Node<'_, '_>| matches!(attribute(style, "default"), Some("1" | "true"));
                defaults || !children(root, "style").any(|style| kind(style) && is_default(style))
            })
        },
    },
    Fact {
        rule: Rule {
            code: "DOC-HEADING",
            level: Severity::Hint,
            title: "标题用内置样式，名称为 heading 1 等",
            what: "样式编号为 Heading1 的，名称是 heading 1；正文里有标题样式。",
            why: "Word 和 WPS 按名称认内置标题：认不出的，导航窗格和目录里没有它。",
            wrong: "<w:style w:styleId=\"Heading1\"><w:name w:val=\"一级标题样式\"/>",
            right: "选中标题，套用“标题 1”“标题 2”样式",
            basis: Basis::Unconfirmed,
        },
        places: |view| {
            view.part_where("word/styles.xml", |root| {
                children(root, "style").any(|style| {
                    let id = attribute(style, "styleId").unwrap_or("");
                    let level = id
                        .strip_prefix("Heading")
                        .filter(|level| level.parse::<u8>().is_ok());
                    let name = val_at(style, &["name"]).unwrap_or("").to_ascii_lowercase();
                    level.is_some_and(|level| name != format!("heading {level}"))
                })
            })
        },
    },
    Fact {
        rule: Rule {
            code: "DOC-ALTNAME",
            level: Severity::Hint,
            title: "字体表里的中文字体写明字符集",
            what: "fontTable.xml 中名称含汉字的字体有 w:charset 86（繁体为88，日文为80，韩文为81）。",
            why: "没有这个字体的电脑按字符集和别名找代替的字体；不写明的，可能换成西文字体或方框。",
            wrong: "<w:font w:name=\"方正小标宋简体\"/>",
            right: "在装有该字体的电脑上用 Word 打开并保存一次",
            basis: Basis::Derived,
        },
        places: |view| {
            let Some(root) = view.root("word/fontTable.xml") else {
                return Vec::new();
            };
            let fonts = children(root, "font").filter(|font| {
                let name = attribute(*font, "name").unwrap_or("");
                name.contains(is_han)
                    && !val_at(*font, &["charset"]).is_some_and(|set| EAST_ASIAN.contains(&set))
            });
            fonts
                .map(|font| format!("字体“{}”", attribute(font, "name").unwrap_or("")))
                .collect()
        },
    },
    Fact {
        rule: Rule {
            code: "DOC-EMBED",
            level: Severity::Warning,
            title: "嵌了字体的，打开“将字体嵌入文件”",
            what: "fontTable.xml 有嵌入字体的，settings.xml 有 w:embedTrueTypeFonts。",
            why: "没有打开的，在 Word 中保存一次，嵌入的字体就丢了。",
            wrong: "有 <w:embedRegular/>，没有 embedTrueTypeFonts",
            right: "文件—选项—保存，勾选“将字体嵌入文件”",
            basis: Basis::Derived,
        },
        places: |view| {
            let embeds = |root: Node<'_, '_>| root.descendants().any(|node| is(node, "embedRegular"));
            let places = view.part_where("word/fontTable.xml", embeds);
            if view.has_setting("embedTrueTypeFonts") {
                Vec::new()
            } else {
                places
            }
        },
    },
    Fact {
        rule: Rule {
            code: "DOC-CORE",
            level: Severity::Warning,
            title: "标题、作者等属性挂在正确的位置",
            what: "有 docProps/core.xml 的，_rels/.rels 以标准类型指向它。",
            why: "关系类型写错的，WPS 读不到标题和作者。",
            wrong: "类型写成 …/officeDocument/2006/relationships/metadata/core-properties",
            right: "在 Word 中打开，另存为；程序生成的，用 …/package/2006/relationships/metadata/core-properties",
            basis: Basis::Unconfirmed,
        },
        places: |view| {
            let linked = view
                .root("_rels/.rels")
                .is_some_and(|root| root.children().any(|node| node.attribute("Type") == Some(CORE)));
            if linked || !view.package.parts.contains_key("docProps/core.xml") {
                Vec::new()
            } else {
                vec!["_rels/.rels".to_owned()]
            }
        },
    },
];

fn mode(view: &View<'_>) -> Option<i64> {
    let compat = at(view.root("word/settings.xml")?, &["compat"])?;
    children(compat, "compatSetting")
        .find(|setting| attribute(*setting, "name") == Some("compatibilityMode"))
        .and_then(|setting| number(setting, "val").or_else(|| val(setting)?.parse().ok()))
}

fn undeclared(view: &View<'_>) -> Vec<String> {
    let mut places = Vec::new();
    for (part, tree) in &view.trees {
        for node in tree.descendants().filter(Node::is_element) {
            let listed = node.attribute((COMPATIBILITY, "Ignorable")).unwrap_or("");
            for prefix in listed.split_whitespace() {
                if node.lookup_namespace_uri(Some(prefix)).is_none() {
                    places.push(format!("{part}的{prefix}"));
                }
            }
        }
    }
    places
}
