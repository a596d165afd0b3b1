//! PACK-WORD: wording that the notice of the region asks for stands, wording that it rules out does not.

use super::{Basis, Case, Findings, Pack, Rule, Severity, finding, opening, passages};

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "PACK-WORD",
    level: Severity::Error,
    title: "规则包：应有和不应有的文字",
    what: "规则包的 [[must]]：某一部分要写到某个事项，words 中有一个词就算；[[must_not]]：某一部分不得出现 words 中的词，每处都指出。",
    why: "当地的通知；结果中写明依据的通知。",
    wrong: "通知要求写到“公开审查”，第一部分没有写",
    right: "第一部分写明公开审查的情况",
    basis: Basis::Derived,
};

pub(super) fn check(case: &Case<'_>, pack: &Pack, findings: &mut Findings) {
    for demand in &pack.must {
        let asks = &demand.asks;
        let says = |text: &str| asks.words.iter().any(|word| text.contains(word.as_str()));
        if passages(case, asks.place).any(|passage| says(passage.text)) {
            continue;
        }
        let message = format!("{}没有写到“{}”", asks.place.name(), asks.matter);
        findings.push(
            finding(&RULE, pack, demand, opening(case, asks.place), message)
                .remedy(format!("写明{}", asks.matter)),
        );
    }
    for demand in &pack.must_not {
        let asks = &demand.asks;
        for passage in passages(case, asks.place) {
            for word in &asks.words {
                for (at, found) in passage.text.match_indices(word.as_str()) {
                    let message = format!("{}不应出现“{found}”（{}）", asks.place.name(), asks.matter);
                    let place = passage.at(at, at + found.len());
                    findings.push(finding(&RULE, pack, demand, place, message).remedy("删去或改写"));
                }
            }
        }
    }
}
