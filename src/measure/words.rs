//! The words that titles and names of organs are made of, as far as a list has them.

use std::ops::Range;

/// Words of official titles and of the names of organs that are not split.
const WORDS: [&str; 76] = [
    "政府信息公开",
    "年度报告",
    "人民政府",
    "办公室",
    "工作",
    "关于",
    "通知",
    "情况",
    "委员会",
    "办事处",
    "街道",
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "开发区",
    "经济技术开发区",
    "高新技术产业开发区",
    "管理委员会",
    "工作委员会",
    "示范区",
    "高新区",
    "管理区",
    "新区",
    "经济",
    "技术",
    "产业",
    "国家级",
    "管理",
    "监督",
    "服务",
    "保障",
    "行政",
    "审批",
    "综合",
    "执法",
    "政务",
    "数据",
    "事务",
    "发展",
    "改革",
    "教育",
    "科学",
    "工业",
    "信息化",
    "民族",
    "宗教",
    "公安",
    "民政",
    "司法",
    "财政",
    "社会",
    "人力资源",
    "自然资源",
    "生态",
    "环境",
    "住房",
    "城乡",
    "建设",
    "交通",
    "运输",
    "水利",
    "农业",
    "农村",
    "商务",
    "文化",
    "旅游",
    "卫生",
    "健康",
    "退役军人",
    "应急",
    "审计",
    "国有资产",
    "市场",
    "统计",
    "医疗",
];

/// With what names of regions end.
const REGIONS: &str = "省市州县区旗盟镇乡";

/// Whether the name of a region may end with a character.
pub(super) fn ends_region(ch: char) -> bool {
    REGIONS.contains(ch)
}

/// Where words of the list stand in a text; they may overlap.
pub(super) fn words_in(text: &[char]) -> Vec<Range<usize>> {
    let whole: String = text.iter().collect();
    let initials = WORDS.map(|word| word.chars().next());
    let mut found = Vec::new();
    for (start, (at, ch)) in whole.char_indices().enumerate() {
        let begun = WORDS
            .iter()
            .zip(initials)
            .filter(|(_, initial)| *initial == Some(ch));
        for (word, _) in begun {
            if whole[at..].starts_with(word) {
                found.push(start..start + word.chars().count());
            }
        }
    }
    found
}

/// For each place between characters, whether a word of the list begins or ends there.
pub(super) fn beside_words(text: &[char]) -> Vec<bool> {
    let mut beside = vec![false; text.len() + 1];
    for word in words_in(text) {
        (beside[word.start], beside[word.end]) = (true, true);
    }
    beside
}
