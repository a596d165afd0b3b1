//! Percentages recomputed, where both parts are stated.

use super::number::shares;
use super::{Case, Findings, Sentence, sum, warning};

/// Figures a percentage may be of, though the sentence does not say so.
const BASES: [&[&str]; 3] = [
    &["table3.received.total"],
    &["table3.total.total"],
    &["table3.received.total", "table3.carried_over.total"],
];

pub(super) fn check(case: &Case<'_>, sentence: &Sentence<'_>, findings: &mut Findings) {
    for share in shares(sentence.text) {
        let before: Vec<_> = sentence
            .counts
            .iter()
            .filter(|count| count.after() <= share.start)
            .collect();
        let [whole, part] = before[..] else {
            continue;
        };
        let between = &sentence.text[part.after()..share.start];
        let plain = between.contains('占')
            && !between.contains(['增', '减', '降', '升'])
            && whole.unit == part.unit
            && part.value <= whole.value
            && whole.value > 0;
        if !plain {
            continue;
        }
        // True when rounded or cut off at the last decimal shown.
        let agrees = |base: i64| {
            base > 0
                && (part.value * 100 * share.scale - share.scaled * base).unsigned_abs() < base.unsigned_abs()
        };
        let bases = BASES.iter().filter_map(|paths| sum(case, paths));
        if agrees(whole.value) || bases.into_iter().any(agrees) {
            continue;
        }
        let scaled = (part.value * 100 * share.scale * 2 + whole.value) / (whole.value * 2);
        let decimals = share.scale.to_string().len() - 1;
        let right = match decimals {
            0 => scaled.to_string(),
            _ => format!("{}.{:0decimals$}", scaled / share.scale, scaled % share.scale),
        };
        findings.push(warning(
            sentence.at(share.start, share.end),
            format!(
                "文中的百分比{}%，按{}÷{}是{right}%",
                &sentence.text[share.start..share.end],
                part.value,
                whole.value
            ),
            "重新计算百分比，或核对两个数",
        ));
    }
}
