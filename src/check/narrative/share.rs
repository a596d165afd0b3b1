//! Percentages recomputed, where both parts are stated.

use super::number::shares;
use super::patterns::OTHER_MATTERS;
use super::{Case, Findings, Sentence, sum, warning};

/// Figures a percentage may be of, though the sentence does not say so.
const BASES: [&[&str]; 3] = [
    &["table3.received.total"],
    &["table3.total.total"],
    &["table3.received.total", "table3.carried_over.total"],
];

/// Words by which a percentage with a single number before it names what it is of, with the index of the base.
const NAMED: [(&str, usize); 6] = [
    ("新收", 0),
    ("收到", 0),
    ("申请", 0),
    ("受理", 0),
    ("办结", 1),
    ("答复", 1),
];

pub(super) fn check(case: &Case<'_>, sentence: &Sentence<'_>, findings: &mut Findings) {
    let all = shares(sentence.text);
    let Some(first) = all.first() else {
        return;
    };
    let stated = sentence
        .counts
        .iter()
        .filter(|count| count.after() <= first.start);
    let parts_from = stated.count().saturating_sub(1);
    for (at, share) in all.iter().enumerate() {
        // A number before an earlier percentage belongs to that.
        let from = at.checked_sub(1).map_or(0, |earlier| all[earlier].end);
        let before: Vec<_> = sentence
            .counts
            .iter()
            .filter(|count| count.after() <= share.start)
            .collect();
        let Some((part, earlier)) = before.split_last().filter(|(part, _)| part.start >= from) else {
            continue;
        };
        let between = &sentence.text[part.after()..share.start];
        if !between.contains('占') || between.contains(['增', '减', '降', '升']) {
            continue;
        }
        let bases = BASES.map(|paths| sum(case, paths));
        // The whole stands before the first part; when the sentence begins with a part, it stands in another sentence.
        let wholes: Vec<i64> = earlier
            .iter()
            .take(parts_from)
            .filter(|count| count.unit == part.unit)
            .map(|count| count.value)
            .collect();
        let whole = match wholes.iter().max() {
            Some(whole) => Some(*whole),
            None if sentence.is_about_requests()
                && !OTHER_MATTERS.iter().any(|word| between.contains(word)) =>
            {
                NAMED
                    .iter()
                    .find(|(word, _)| between.contains(word))
                    .and_then(|(_, base)| bases[*base])
            }
            None => None,
        };
        let Some(whole) = whole.filter(|whole| *whole > 0 && part.value <= *whole) else {
            continue;
        };
        // True when rounded or cut off at the last decimal shown.
        let agrees = |base: i64| {
            base > 0
                && (part.value * 100 * share.scale - share.scaled * base).unsigned_abs() < base.unsigned_abs()
        };
        if wholes.into_iter().chain(bases.into_iter().flatten()).any(agrees) {
            continue;
        }
        let scaled = (part.value * 100 * share.scale * 2 + whole) / (whole * 2);
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
                whole
            ),
            "重新计算百分比，或核对两个数",
        ));
    }
}
