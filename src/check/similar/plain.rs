//! The characters of a part that can be repeated: what must be the same everywhere, or must differ, left out.

use crate::check::case::is_han;
use crate::model::Text;
use crate::model::prose::{self, ProseBlock};

/// The characters of a part that count, in a row, each with its place.
#[derive(Clone, Debug, Default)]
pub(super) struct Plain {
    pub(super) chars: Vec<char>,
    pub(super) places: Vec<Place>,
}

/// Where a character stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The paragraph of the part, from 0.
    pub(super) paragraph: usize,
    /// The byte in the paragraph.
    pub(super) offset: usize,
}

/// Numerals: figures must differ from year to year.
const NUMERALS: &str = "零〇一二两三四五六七八九十百千万亿";

/// Official wording that every report has to share.
const FIXED: [&str; 12] = [
    "公开为常态、不公开为例外",
    "公开是常态、不公开是例外",
    "没有其他需要报告的事项",
    "无其他需要报告的事项",
    "其他需要报告的事项",
    "未收取政府信息公开信息处理费",
    "没有收取信息处理费",
    "未收取信息处理费",
    "发出信息处理费收费通知",
    "工作考核、社会评议和责任追究结果情况",
    "提起行政诉讼",
    "政府信息公开申请",
];

/// How a report calls its own organ or area: 本镇, 我局, 全县.
const OWN: [&str; 3] = ["我", "本", "全"];
const ORGANS: [&str; 19] = [
    "镇", "乡", "街道", "县", "市", "区", "旗", "州", "省", "局", "委", "办", "厅", "院", "队", "中心",
    "单位", "机关", "部门",
];

/// Ends of organs' names that name none by themselves.
const GENERIC: [&str; 4] = ["人民政府", "办事处", "办公室", "管理委员会"];

/// Words that do not count in a report of an agency, sorted.
pub(super) struct LeftOut(Vec<Vec<char>>);

impl LeftOut {
    pub(super) fn of(agency: &str) -> Self {
        let own = OWN
            .iter()
            .flat_map(|own| ORGANS.iter().map(move |organ| format!("{own}{organ}")));
        let words = names(agency)
            .into_iter()
            .chain(own)
            .chain(FIXED.map(str::to_owned));
        let mut words: Vec<Vec<char>> = words
            .map(|word| word.chars().filter_map(counted).collect::<Vec<char>>())
            .filter(|word| word.len() >= 2)
            .collect();
        words.sort_unstable();
        LeftOut(words)
    }

    /// For each character whether a word covers it.
    fn covers(&self, chars: &[char]) -> Vec<bool> {
        let mut covered = vec![false; chars.len()];
        for at in 0..chars.len() {
            let first = self.0.partition_point(|word| word[0] < chars[at]);
            let words = self.0[first..].iter().take_while(|word| word[0] == chars[at]);
            for word in words.filter(|word| chars[at..].starts_with(word)) {
                covered[at..at + word.len()].fill(true);
            }
        }
        covered
    }
}

/// The names an organ goes by: every run of the pieces of its name, `清河县`, `柳溪镇`, `柳溪镇人民政府`.
fn names(agency: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for c in agency.chars() {
        let Some(piece) = pieces.last_mut() else { break };
        piece.push(c);
        let ends = "省市州盟县区旗乡镇".contains(c) || piece.ends_with("街道");
        if ends && piece.chars().count() >= 2 {
            pieces.push(String::new());
        }
    }
    (0..pieces.len())
        .flat_map(|start| (start + 1..=pieces.len()).map(move |end| (start, end)))
        .map(|(start, end)| pieces[start..end].concat())
        .filter(|name| !GENERIC.contains(&name.as_str()))
        .collect()
}

/// The character as it counts: nothing for marks, spaces and figures.
fn counted(c: char) -> Option<char> {
    match c {
        c if c.is_ascii_alphabetic() => Some(c.to_ascii_lowercase()),
        c if is_han(c) && !NUMERALS.contains(c) => Some(c),
        _ => None,
    }
}

/// What counts of a part.
pub(super) fn plain(text: &Text, left_out: &LeftOut) -> Plain {
    let mut all = Plain::default();
    for (paragraph, block) in prose::blocks(text).iter().enumerate() {
        let written = text.paragraphs[paragraph].value.as_str();
        let start = match block {
            ProseBlock::Heading { .. } => written.len(),
            ProseBlock::RunIn { heading, .. } => heading.value.len(),
            ProseBlock::Paragraph(_) => 0,
        };
        let mut after = start;
        for (at, c) in written[start..].char_indices().map(|(at, c)| (start + at, c)) {
            if at < after {
                continue;
            }
            if let Some(end) = end_of_title(&written[at..]) {
                after = at + end;
                continue;
            }
            if let Some(c) = counted(c) {
                all.chars.push(c);
                all.places.push(Place {
                    paragraph,
                    offset: at,
                });
            }
        }
    }
    let covered = left_out.covers(&all.chars);
    let keep = |at: &usize| !covered[*at];
    Plain {
        chars: (0..all.chars.len())
            .filter(keep)
            .map(|at| all.chars[at])
            .collect(),
        places: (0..all.chars.len())
            .filter(keep)
            .map(|at| all.places[at])
            .collect(),
    }
}

/// The longest name in 《》, in bytes.
const LONGEST_TITLE: usize = 180;

/// One past the mark that closes the title or number which begins a text.
fn end_of_title(text: &str) -> Option<usize> {
    let close = match text.chars().next()? {
        '《' => '》',
        '〔' => '〕',
        _ => return None,
    };
    let near = &text[..text.floor_char_boundary(LONGEST_TITLE)];
    near.find(close).map(|at| at + close.len_utf8())
}
