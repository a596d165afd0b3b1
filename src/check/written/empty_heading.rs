//! RESIDUE: a heading left with nothing below it. The rule's page is in `residue`.

use super::{Case, Finding, Findings, Part, Passage, residue};
use crate::model::prose::{self, NumberedLevel};

/// The longest wording that is taken for a heading though it ends with a full stop, in characters.
const LONGEST: usize = 14;

/// Headings （一） that have nothing below them, where others of their part have.
pub(super) fn check(case: &Case<'_>, findings: &mut Findings) {
    for part in [Part::One, Part::Five, Part::Six] {
        let passages: Vec<&Passage<'_>> = case.part(part).collect();
        let level = |passage: &Passage<'_>| {
            prose::numbering(passage.text)
                .map(|(level, _)| level)
                .filter(|level| *level <= NumberedLevel::Section)
        };
        let (empty, filled): (Vec<_>, Vec<_>) = passages
            .iter()
            .enumerate()
            .filter(|(_, passage)| level(passage).is_some())
            .partition(|(index, passage)| {
                let next = passages.get(index + 1).and_then(|next| level(next));
                let ends =
                    index + 1 == passages.len() || next.is_some_and(|next| Some(next) <= level(passage));
                passage.heading && ends && !is_sentence(passage.text)
            });
        // A list without any text below its items is none of headings.
        if filled.is_empty() {
            continue;
        }
        for (_, passage) in empty {
            findings.push(
                Finding::warning(
                    residue::RULE.code,
                    passage.whole(),
                    format!("小标题“{}”下面没有内容", passage.text),
                )
                .remedy("补写内容；没有可写的，删去这个小标题"),
            );
        }
    }
}

/// Whether a numbered line is all that is said, as （三）加强发布审核，确保信息准确安全。
fn is_sentence(text: &str) -> bool {
    text.ends_with('。') && (text.chars().count() > LONGEST || text.contains('，'))
}
