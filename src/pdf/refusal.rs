//! What the back end refuses by the standard asked for, as findings at the place in the user's file.

use super::Standard;
use crate::doc::Document;
use crate::error::Error;
use crate::finding::{Basis, Finding, Findings, Rule, Severity, Span, characters};
use krilla::configure::ValidationError;
use krilla::error::KrillaError;
use krilla::surface::Location;

/// Code of the findings.
const CODE: &str = "PDF-STANDARD";

/// The page of the rule.
pub const RULE: Rule = Rule {
    code: CODE,
    level: Severity::Error,
    title: "PDF 标准不容许的内容",
    what: "所选的 PDF 标准（--pdf-standard）容得下报告中的每一个字和每一项属性。",
    why: "PDF/A（GB/T 23286）要求每个字都有字形、都能读出是什么字，属性中的文字有长度上限，标题、语言、日期齐全；\
          达不到的，不能称为 PDF/A。",
    wrong: "机关名称有两万字，写不进 PDF 的属性",
    right: "写机关全称；或用 --pdf-standard none 生成不符合标准的 PDF",
    basis: Basis::Confirmed,
};

/// What the back end says, as findings where the user can do something about all of it.
pub(super) fn error(refused: KrillaError, standard: Standard, document: &Document) -> Error {
    let faults: Option<Vec<Fault>> = match &refused {
        KrillaError::Validation(errors) => errors.iter().map(|(error, _)| fault(error)).collect(),
        KrillaError::Limit(_) => Some(vec![TOO_MUCH.into()]),
        _ => None,
    };
    let Some(faults) = faults.filter(|faults| !faults.is_empty()) else {
        return Error::Pdf(format!("{refused:?}"));
    };
    let mut findings = Findings::new();
    for fault in faults {
        let finding = Finding::error(
            CODE,
            fault.at.and_then(|at| span(at, document)),
            format!("{}不容许{}", standard.name(), fault.what),
        );
        findings.push(finding.remedy(fault.remedy));
    }
    Error::Refused(findings)
}

/// What is wrong, where it is drawn, and what to do.
struct Fault {
    what: String,
    remedy: &'static str,
    at: Option<Location>,
}

impl From<(&str, &'static str)> for Fault {
    fn from((what, remedy): (&str, &'static str)) -> Self {
        Fault {
            what: what.to_owned(),
            remedy,
            at: None,
        }
    }
}

const OTHER_WORD: &str = "请改用规范字或删去该字符";
const TOO_MUCH: (&str, &str) = ("这样长的报告", "请把报告分成几份，或用 --pdf-standard none");

/// What a clerk can do something about; the other refusals are bugs of ours.
fn fault(error: &ValidationError) -> Option<Fault> {
    let at = |what: String, at: &Option<Location>| Fault {
        what,
        remedy: OTHER_WORD,
        at: *at,
    };
    Some(match error {
        ValidationError::ContainsNotDefGlyph(_, place, text) => {
            at(format!("没有字形的字符{}", characters(text)), place)
        }
        ValidationError::InvalidCodepointMapping(_, _, ch, place) => {
            at(format!("读不出的字符{}", characters(&ch.to_string())), place)
        }
        ValidationError::UnicodePrivateArea(_, _, ch, place) => at(
            format!(
                "私用区的字符{}，别的电脑认不出是什么字",
                characters(&ch.to_string())
            ),
            place,
        ),
        ValidationError::TooLongString => (
            "属性中这样长的文字（标题、机关名称、小标题、归档信息等）",
            "请改短；或用 --pdf-standard none",
        )
            .into(),
        ValidationError::TooManyIndirectObjects
        | ValidationError::TooLongArray
        | ValidationError::TooLongDictionary => TOO_MUCH.into(),
        ValidationError::MissingHeadingTitle => ("没有文字的小标题", "请写明小标题，或删去它").into(),
        ValidationError::NoDocumentTitle => ("没有标题的文件", "请写明标题").into(),
        ValidationError::NoDocumentLanguage => ("没有语言的文件", "请写明语言，如 zh-CN").into(),
        ValidationError::MissingDocumentDate => ("没有成文日期的文件", "请写明 date").into(),
        _ => return None,
    })
}

fn span(at: Location, document: &Document) -> Option<Span> {
    document.origin_of(u32::try_from(at.get()).ok()?).0
}

#[cfg(test)]
mod tests {
    use super::*;
    use krilla::error::LimitError;

    #[test]
    fn what_a_clerk_cannot_mend_stays_a_bug_of_ours() {
        let document = Document::new(crate::doc::Properties::default(), Vec::new());
        let told = |refused| error(refused, Standard::A1a, &document);
        assert!(matches!(told(KrillaError::Validation(Vec::new())), Error::Pdf(_)));
        let Error::Refused(findings) = told(KrillaError::Limit(LimitError::TooLongArray)) else {
            panic!("a limit is told");
        };
        assert!(
            findings
                .iter()
                .all(|finding| finding.message.starts_with("PDF/A-1a 不容许"))
        );
    }
}
