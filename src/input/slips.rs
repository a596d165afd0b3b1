//! Slips that break the syntax of every format: Chinese punctuation, words without quotes, numbers as people write them.

use super::reader::{is_not_applicable, meant};
use crate::model::Date;

/// What is wrong, and what to do about it.
pub(super) type Slip = (String, String);

/// Chinese punctuation in a text: where the first mark is, and that it is none of the format.
pub(super) fn mark(text: &str) -> Option<(usize, char, Slip)> {
    let (at, mark, ascii) = text
        .char_indices()
        .find_map(|(at, c)| Some((at, c, ascii_mark(c)?)))?;
    let slip = (
        format!("用了中文标点 {mark} "),
        format!("此处的标点改用英文半角 {ascii}"),
    );
    Some((at, mark, slip))
}

/// What is likely wrong with a value that no format reads and what to do; nothing for those it has no word for.
pub(super) fn value(text: &str) -> Option<Slip> {
    let text = text.trim();
    let slip = |what: &str, remedy: String| Some((what.to_owned(), remedy));
    match text {
        "" => return None,
        "是" | "真" | "True" | "TRUE" | "yes" | "Yes" | "YES" => {
            return slip("是或否写成 true 或 false", "改为 true".to_owned());
        }
        "否" | "假" | "False" | "FALSE" | "no" | "No" | "NO" => {
            return slip("是或否写成 true 或 false", "改为 false".to_owned());
        }
        _ => {}
    }
    if let Some(date) = date(text) {
        return slip("日期的写法不对", format!("改为 {date}"));
    }
    if let Some((problem, number)) = meant(text) {
        return Some((problem, format!("改为 {number}")));
    }
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_digits(text) && text.len() > 1 && text.starts_with('0') {
        let number = text.trim_start_matches('0');
        let number = if number.is_empty() { "0" } else { number };
        return slip("数字前面有多余的0", format!("改为 {number}"));
    }
    let digits = text.replace(['O', 'o'], "0").replace(['l', 'I'], "1");
    if is_digits(&digits) && digits != text {
        return Some((format!("“{text}”中有像数字的字母"), format!("改为 {digits}")));
    }
    if is_not_applicable(text) && text != "不适用" {
        return Some((
            format!("“{text}”没有加引号"),
            "没有发生的填 0；确需写成不适用的，两端加英文双引号 \"".to_owned(),
        ));
    }
    None
}

/// Words that stand without quotes.
pub(super) fn unquoted(text: &str) -> Option<Slip> {
    let first = text.trim_start().chars().next()?;
    (first >= '\u{2e80}' && ascii_mark(first).is_none())
        .then(|| ("文字没有加引号".to_owned(), "文字两端加英文双引号 \"".to_owned()))
}

/// Numbers of a list with blanks alone between them.
pub(super) fn without_commas(text: &str) -> Option<Slip> {
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    (text.split_whitespace().count() > 1 && text.split_whitespace().all(is_number)).then(|| {
        (
            "数字之间缺少逗号".to_owned(),
            "数字之间用英文逗号隔开，如 [0, 0, 0]".to_owned(),
        )
    })
}

/// A date as it is written in Chinese: `2026年1月12日`.
fn date(text: &str) -> Option<Date> {
    let day = text.strip_suffix(['日', '号'])?;
    let (year, rest) = day.split_once('年')?;
    let (month, day) = rest.split_once('月')?;
    let parts = [year, month, day].map(str::trim);
    Date::parse(&parts.join("-"))
}

/// The mark of the formats that a Chinese one stands for.
fn ascii_mark(c: char) -> Option<char> {
    Some(match c {
        '“' | '”' | '‘' | '’' | '＂' => '"',
        '，' | '、' => ',',
        '：' => ':',
        '＝' => '=',
        '［' | '【' | '〔' => '[',
        '］' | '】' | '〕' => ']',
        '｛' => '{',
        '｝' => '}',
        '＃' => '#',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_as_people_write_them_are_told_as_the_format_wants_them() {
        for (text, problem, remedy) in [
            ("４８", "全角", "改为 48"),
            ("３件", "单位“件”", "改为 3"),
            ("2025年", "单位“年”", "改为 2025"),
            ("1,362", "千位分隔符", "改为 1362"),
            ("1，362", "千位分隔符", "改为 1362"),
            ("1 362", "中间有空格", "改为 1362"),
            ("3.5万元", "单位“万元”", "改为 3.5"),
            ("05", "多余的0", "改为 5"),
            ("O", "字母", "改为 0"),
            ("/", "引号", "填 0"),
            ("是", "true", "改为 true"),
            ("否", "true", "改为 false"),
            ("2026年1月12日", "日期", "改为 2026-01-12"),
        ] {
            let (what, how) = value(text).unwrap_or_default();
            assert!(what.contains(problem), "{text}: {what}");
            assert!(how.contains(remedy), "{text}: {how}");
        }
        for other in [
            "",
            "0",
            "12",
            "1,2",
            "0，0，0",
            "abc",
            "柳溪镇",
            "-3",
            "2026-01-12",
        ] {
            assert_eq!(value(other), None, "{other}");
        }
    }

    #[test]
    fn marks_and_words_are_named() {
        assert_eq!(mark("0，0").map(|(at, c, _)| (at, c)), Some((1, '，')));
        assert!(mark("“柳溪镇”").is_some_and(|(_, _, (what, _))| what.contains('“')));
        assert!(unquoted("柳溪镇").is_some() && unquoted("“柳溪镇”").is_none());
        assert!(without_commas("0 0").is_some() && without_commas("0").is_none());
        assert_eq!((mark("abc"), unquoted("abc"), unquoted("")), (None, None, None));
    }
}
