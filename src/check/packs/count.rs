//! PACK-COUNT: counts that the notice of the region wants stated are stated.

use super::{Basis, Case, Findings, Pack, Rule, Severity, finding, opening, passages};
use crate::pack::{Count, Place};

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "PACK-COUNT",
    level: Severity::Error,
    title: "规则包：应写明的数都写明",
    what: "规则包的 [[count]]：某一部分要写明某个事项的数。同一句（逗号、分号、句号之间）里既有事项的词语，又有带单位的数，或者写明“没有”“未发生”，就算写明；词语后一句以“共”“计”等开头写数的也算。同一方面缺的合为一条。",
    why: "当地的通知；结果中写明依据的通知。程序只看有没有写数，不看数对不对。",
    wrong: "及时发布政策解读材料，积极回应社会关切",
    right: "发布政策解读材料36篇，回应社会关切12次",
    basis: Basis::Derived,
};

pub(super) fn check(case: &Case<'_>, pack: &Pack, findings: &mut Findings) {
    let mut told: Vec<(Place, &str)> = Vec::new();
    for demand in &pack.counts {
        let key = (demand.asks.place, demand.asks.topic.as_str());
        if told.contains(&key) {
            continue;
        }
        told.push(key);
        let lacking: Vec<&Count> = pack
            .counts
            .iter()
            .filter(|other| (other.asks.place, other.asks.topic.as_str()) == key)
            .filter(|other| !is_stated(case, other))
            .collect();
        let Some(heaviest) = lacking.iter().min_by_key(|demand| demand.severity) else {
            continue;
        };
        let matters: Vec<&str> = lacking.iter().map(|demand| demand.asks.matter.as_str()).collect();
        let topic = match key.1 {
            "" => String::new(),
            topic => format!("“{topic}”"),
        };
        let message = format!("{}{topic}没有写明这些数：{}", key.0.name(), matters.join("、"));
        findings.push(
            finding(&RULE, pack, heaviest, opening(case, key.0), message)
                .remedy("逐项写明件数；没有发生的，写明没有"),
        );
    }
}

/// Whether a part states the number of a matter.
fn is_stated(case: &Case<'_>, demand: &Count) -> bool {
    let names = |clause: &str| {
        demand
            .asks
            .words
            .iter()
            .any(|word| clause.contains(word.as_str()))
    };
    passages(case, demand.asks.place).any(|passage| {
        let clauses: Vec<&str> = passage
            .text
            .split(['，', '；', '。', '！', '？', ',', ';'])
            .collect();
        clauses.iter().enumerate().any(|(at, clause)| {
            let next = clauses.get(at + 1).map_or("", |next| next.trim());
            let goes_on = GOING_ON.iter().any(|word| next.starts_with(word));
            names(clause) && (states_number(clause) || goes_on && states_number(next) || denies(clause))
        })
    })
}

/// Words by which a clause gives the number of what was named before it.
const GOING_ON: [&str; 8] = ["共", "计", "合计", "总计", "累计", "分别", "达", "数量"];

/// Words that state that there is none.
const NONE: [&str; 6] = ["没有", "未制", "未发", "未收", "未出", "无"];

fn denies(clause: &str) -> bool {
    NONE.iter().any(|word| clause.contains(word))
}

/// Words before or after which a number is no count: dates, articles, shares.
const NO_UNITS: &str = "年月日号时％%";

/// Numerals with which a Chinese count is written.
const CHINESE: &str = "零〇一二两三四五六七八九十百千万亿";

/// Units that Chinese numerals are followed by when they count.
const UNITS: &str = "件条次个项期篇场份部家处册则批";

/// Whether a clause holds a number with a unit: `36篇`, `1.2万余条`, `十二件`.
fn states_number(clause: &str) -> bool {
    let chars: Vec<char> = clause.chars().collect();
    (0..chars.len()).any(|at| {
        let rest = &chars[at..];
        let after = |is_numeral: fn(char) -> bool| {
            let length = rest.iter().take_while(|c| is_numeral(**c)).count();
            let unit = rest[length..].iter().find(|c| !"余多万亿 ".contains(**c));
            (length > 0).then_some(unit).flatten().copied()
        };
        let starts = at == 0 || !(chars[at - 1].is_ascii_digit() || CHINESE.contains(chars[at - 1]));
        let ordinal = at > 0 && chars[at - 1] == '第';
        let arabic = after(|c| c.is_ascii_digit() || c == '.' || c == ',')
            .is_some_and(|unit| !NO_UNITS.contains(unit) && crate::check::case::is_han(unit));
        let chinese = after(|c| CHINESE.contains(c)).is_some_and(|unit| UNITS.contains(unit));
        starts && !ordinal && (arabic || chinese)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_units_are_counts() {
        for stated in [
            "解读材料36篇",
            "发布1.2万余条",
            "回应十二次",
            "公报 6 期",
            "共1,362件",
            "3000多条",
        ] {
            assert!(states_number(stated), "{stated}");
        }
        for not in [
            "2025年",
            "12月31日",
            "第三次会议",
            "占42.86%",
            "按30号通知",
            "统一发布",
            "十分重视",
            "",
            "36",
        ] {
            assert!(!states_number(not), "{not}");
        }
    }
}
