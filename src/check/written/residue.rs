//! RESIDUE: no words of a template and no debris of a conversion are left in the text.

use super::{Basis, Case, Finding, Findings, Rule, Severity};
use crate::check::case::is_han;

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "RESIDUE",
    level: Severity::Error,
    title: "没有残留的模板文字和转换碎屑",
    what: "正文、机关全称和联系方式中没有模板的提示语（或本部门、该部分以表格形式报告、××）、空的填写处（公开信息__条、X月）、下面没有内容的小标题（只作警告）和转换软件留下的标记（_GoBack、&nbsp;）。",
    why: "已公布的报告中常见，读者一看便知没有核对。",
    wrong: "2021年本行政区域（或本部门）共发布政府信息43条",
    right: "2021年全镇共发布政府信息43条",
    basis: Basis::Derived,
};

/// Words never meant for print.
const WORDS: [&str; 50] = [
    "本行政区域（或本部门）",
    "本行政区域(或本部门)",
    "（或本部门）",
    "(或本部门)",
    "（或本行政区域）",
    "该部分以表格形式报告",
    "（此处填写",
    "（请填写",
    "(请填写",
    "（填写",
    "【】",
    "【请",
    "【填",
    "【单位名称】",
    "【机关名称】",
    "（单位名称）",
    "（机关名称）",
    "（待补充）",
    "（待填）",
    "请在此输入",
    "请在此处输入",
    "单击此处输入",
    "点击此处输入",
    "单击或点击此处",
    "（ ）",
    "（　）",
    "（  ）",
    "( )",
    "_GoBack",
    "HYPERLINK",
    "PAGEREF",
    "MERGEFIELD",
    "未找到引用源",
    "书签未定义",
    "Reference source not found",
    "Bookmark not defined",
    "[图片]",
    "&nbsp;",
    "&amp;",
    "&lt;",
    "&gt;",
    "&quot;",
    "&#",
    "<br",
    "</p>",
    "{{",
    "${",
    "#REF!",
    "#VALUE!",
    "锟斤拷",
];

/// What those words begin with, so that a text is gone through once, not once a word.
const BEGINNINGS: [char; 23] = [
    '本', '（', '(', '该', '【', '请', '单', '点', '_', 'H', 'P', 'M', '未', '书', 'R', 'B', '[', '&', '<',
    '{', '$', '#', '锟',
];

/// Letters and marks that stand for something to be filled in, when doubled, or alone before a unit.
const BLANKS: [char; 8] = ['X', 'x', 'Ｘ', '×', '╳', '_', '＿', '*'];

/// Units before which one of the letters is enough: X月, ×件.
const UNITS: [char; 9] = ['年', '月', '日', '件', '条', '次', '份', '项', '万'];

pub(super) fn check(case: &Case<'_>, findings: &mut Findings) {
    let agency = &case.report.agency;
    for (start, end) in pieces(&agency.value) {
        let piece = &agency.value[start..end];
        findings.push(finding(agency.span, piece));
    }
    for line in case.report.contact.lines() {
        for (start, end) in pieces(&line.value) {
            findings.push(finding(line.span, &line.value[start..end]));
        }
    }
    for passage in &case.passages {
        for (start, end) in pieces(passage.text) {
            findings.push(finding(passage.at(start, end), &passage.text[start..end]));
        }
    }
}

fn finding(place: Option<crate::finding::Span>, piece: &str) -> Finding {
    Finding::error(RULE.code, place, format!("残留的模板文字或转换碎屑“{piece}”"))
        .remedy("删去，或换成实际内容")
}

/// Where the debris stands; pieces that overlap are one.
fn pieces(text: &str) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, _) in text.match_indices(BEGINNINGS) {
        let words = WORDS.iter().filter(|word| text[at..].starts_with(**word));
        found.extend(words.map(|word| (at, at + word.len())));
    }
    found.extend(bookmarks(text));
    found.extend(blanks(text));
    found.sort();
    let mut merged: Vec<(usize, usize)> = Vec::new();
    for (start, end) in found {
        match merged.last_mut() {
            Some(last) if start < last.1 => last.1 = last.1.max(end),
            _ => merged.push((start, end)),
        }
    }
    merged
}

/// `[bookmark: …]`
fn bookmarks(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    text.match_indices("[bookmark").map(|(at, _)| {
        let end = text[at..].find(']').map_or(text.len(), |close| at + close + 1);
        (at, end)
    })
}

/// Runs of two and more X that are no part of a word or an address, and single ones before a unit.
fn blanks(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut run: Option<(usize, usize, char)> = None;
    let mut before = ' ';
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match run {
            Some((start, count, x)) if x == c => run = Some((start, count + 1, x)),
            _ => {
                if let Some((start, count, x)) = run
                    && !c.is_ascii_alphanumeric()
                    && (count >= 2 && (x != 'x' || is_han(c)) || "X×".contains(x) && UNITS.contains(&c))
                {
                    found.push((start, at));
                }
                let is_word =
                    before.is_ascii_alphanumeric() || ("/.@_-".contains(before) && "x_*".contains(c));
                run = (BLANKS.contains(&c) && !is_word).then_some((at, 1, c));
            }
        }
        before = c;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{BEGINNINGS, WORDS, pieces};

    #[test]
    fn no_word_is_passed_over() {
        assert!(WORDS.iter().all(|word| word.starts_with(BEGINNINGS)));
    }

    #[test]
    fn debris_is_found_and_words_are_not() {
        let found = |text: &'static str| -> Vec<&str> {
            pieces(text).into_iter().map(|(a, b)| &text[a..b]).collect()
        };
        assert_eq!(found("[bookmark: _GoBack]镇里"), ["[bookmark: _GoBack]"]);
        assert_eq!(found("本行政区域（或本部门）共发布"), ["本行政区域（或本部门）"]);
        assert_eq!(found("××县XX局"), ["××", "XX"]);
        assert_eq!(
            found("公开信息__条，X月公开×件，xx县（ ）次，电话0319-XXXXXXX"),
            ["__", "X", "×", "xx", "（ ）", "XXXXXXX"]
        );
        assert!(found("XXGK专栏，3×4米，5×8小时，某X光机，/xxgk/，EXX，a_b@c.cn，http://a/__b").is_empty());
    }
}
