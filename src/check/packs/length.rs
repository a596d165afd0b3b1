//! PACK-LENGTH: a part is as long as the notice of the region asks.

use super::{Basis, Case, Findings, Pack, Rule, Severity, finding, opening, passages};

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "PACK-LENGTH",
    level: Severity::Error,
    title: "规则包：部分的字数",
    what: "规则包的 [[length]]：某一部分不超过或不少于多少字。小标题和标点计入，空格不计。",
    why: "当地的通知；结果中写明依据的通知。轻重由规则包定，一般是警告。",
    wrong: "第一部分1240字，武威市的通知原则上不超过1000字",
    right: "精简到1000字以内",
    basis: Basis::Derived,
};

pub(super) fn check(case: &Case<'_>, pack: &Pack, findings: &mut Findings) {
    for demand in &pack.lengths {
        let limit = demand.asks;
        let length = passages(case, limit.place)
            .flat_map(|passage| passage.text.chars())
            .filter(|c| !c.is_whitespace())
            .count();
        let (most, least) = (
            limit.most.map(|most| most as usize),
            limit.least.map(|least| least as usize),
        );
        let name = limit.place.name();
        let (beyond, message, remedy) = match (most, least) {
            (Some(most), _) if length > most => (
                length - most,
                format!("{name}有{length}字，超过{most}字，多{}字", length - most),
                "精简文字",
            ),
            (_, Some(least)) if length < least => (
                least - length,
                format!("{name}有{length}字，不到{least}字，少{}字", least - length),
                "补充内容",
            ),
            _ => continue,
        };
        let told = finding(&RULE, pack, demand, opening(case, limit.place), message);
        findings.push(told.differing(beyond as u64).remedy(remedy));
    }
}
