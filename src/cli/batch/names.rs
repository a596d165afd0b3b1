//! What the files of a batch are called, and who has which name.

use crate::cli::output::safe_stem;
use nianbao::model::Report;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use unicode_normalization::UnicodeNormalization;

/// The words that a name may be made of, and what stands for each.
const WORDS: [(&str, &str); 5] = [
    ("{title}", "标题"),
    ("{agency}", "机关全称"),
    ("{year}", "年度"),
    ("{date}", "成文日期"),
    ("{file}", "数据文件名，或行号"),
];

/// How names are made: text and words in braces.
#[derive(Clone, Debug)]
pub(super) struct NameForm(String);

impl NameForm {
    /// A form, or what is wrong with it.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let mut rest = text.to_owned();
        for (word, _) in WORDS {
            rest = rest.replace(word, "");
        }
        let known: Vec<String> = WORDS
            .iter()
            .map(|(word, meaning)| format!("{word}（{meaning}）"))
            .collect();
        if rest.contains(['{', '}']) {
            return Err(format!("花括号里只能用：{}", known.join("、")));
        }
        if rest == text {
            return Err(format!("每份报告的文件名会一样；加上：{}", known.join("、")));
        }
        Ok(NameForm(text.to_owned()))
    }

    /// The stem of a report's files, safe on every system, without a folder.
    pub(super) fn stem(&self, report: &Report, file: &str) -> String {
        let values = [
            report.title(),
            report.agency.value.clone(),
            report.year.value.to_string(),
            report.date.value.to_string(),
            file.to_owned(),
        ];
        let mut out = String::new();
        let mut rest = self.0.as_str();
        while !rest.is_empty() {
            match WORDS
                .iter()
                .zip(&values)
                .find(|((word, _), _)| rest.starts_with(word))
            {
                Some(((word, _), value)) => {
                    out.push_str(value);
                    rest = &rest[word.len()..];
                }
                None => {
                    let next = rest.chars().next().map_or(1, char::len_utf8);
                    out.push_str(&rest[..next]);
                    rest = &rest[next..];
                }
            }
        }
        safe_stem(&out, ".docx".len())
    }
}

impl Default for NameForm {
    fn default() -> Self {
        NameForm(WORDS[0].0.to_owned())
    }
}

/// Names given away. Some systems tell no case apart, and some no ways of composing a character, so neither do we.
#[derive(Debug, Default)]
pub(super) struct Claims(BTreeMap<[u8; 16], Box<str>>);

impl Claims {
    /// Gives a name to a report, or tells whose it is already.
    pub(super) fn claim(&mut self, stem: &str, item: &str) -> Result<(), String> {
        match self.0.entry(key(stem)) {
            Entry::Occupied(owner) => Err(owner.get().to_string()),
            Entry::Vacant(free) => {
                free.insert(item.into());
                Ok(())
            }
        }
    }
}

/// What equal names share, in little room: a batch may have a great many.
fn key(stem: &str) -> [u8; 16] {
    let folded: String = stem.nfd().flat_map(char::to_lowercase).nfc().collect();
    let mut key = [0; 16];
    key.copy_from_slice(&Sha256::digest(folded)[..16]);
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_checked() {
        assert!(NameForm::parse("{year}-{agency}").is_ok());
        for bad in ["", "报告", "{name}", "{year", "year}"] {
            assert!(NameForm::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_name_has_one_owner() {
        let mut claims = Claims::default();
        assert_eq!(claims.claim("Abc", "a"), Ok(()));
        assert_eq!(claims.claim("aBC", "b"), Err("a".to_owned()));
        assert_eq!(claims.claim("abd", "b"), Ok(()));
        // One letter or two that compose it; a compatibility ideograph and the one it stands for.
        for (one, other) in [("caf\u{e9}", "CAFE\u{301}"), ("\u{f9fe}局", "\u{8336}局")] {
            assert_eq!(claims.claim(one, "c"), Ok(()));
            assert_eq!(claims.claim(other, "d"), Err("c".to_owned()), "{one}");
        }
    }
}
