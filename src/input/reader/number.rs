//! Numbers as people write them, and what is wrong with them.

use super::text::quote;
use crate::input::paragraphs::is_blank;
use crate::model::{Amount, CellValue, MAX_COUNT};

/// What is wrong with a number, and what to do: both as ends of sentences.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    pub problem: String,
    pub remedy: String,
}

fn wrong(problem: impl Into<String>, remedy: impl Into<String>) -> Wrong {
    Wrong {
        problem: problem.into(),
        remedy: remedy.into(),
    }
}

/// A whole number, negative only where the form has a change.
pub(super) fn whole(text: &str, signed: bool) -> Result<i64, Wrong> {
    let (minus, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').filter(|_| signed).unwrap_or(text)),
    };
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(diagnose(text, signed));
    }
    let significant = digits.trim_start_matches('0');
    let number = match significant {
        "" => 0,
        _ if significant.len() > MAX_COUNT.to_string().len() => {
            return Err(wrong(
                format!("{}有{}位，过长", quote(text), significant.len()),
                "数字最多12位，请检查是否多打了，或把几个数连在了一起",
            ));
        }
        _ => significant.parse::<i64>().unwrap_or(MAX_COUNT),
    };
    match (minus && number != 0, signed) {
        (false, _) => Ok(number),
        (true, true) => Ok(-number),
        (true, false) => Err(wrong(format!("{}是负数", quote(text)), "件数不能小于0，请核对")),
    }
}

/// An amount in `unit` (元 or 万元): a decimal, not negative, with at most six places.
pub(super) fn amount(text: &str, unit: &str) -> Result<Amount, Wrong> {
    if let Some(amount) = Amount::parse(text) {
        return Ok(amount);
    }
    let written = if text.ends_with("万元") { "万元" } else { "元" };
    if text.ends_with('元') && written != unit {
        return Err(wrong(
            format!("{}以{written}为单位", quote(text)),
            format!("应以{unit}为单位，请换算后只写数字"),
        ));
    }
    let (clean, problems) = cleaned(text);
    if !problems.is_empty() && Amount::parse(&clean).is_some() {
        return Err(wrong(
            format!("{}{}", quote(text), problems.join("、")),
            format!("改为 \"{clean}\""),
        ));
    }
    let (whole, fraction) = clean.split_once('.').unwrap_or((&clean, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    Err(if clean.starts_with('-') {
        wrong(format!("{}是负数", quote(text)), "金额不能小于0，请核对")
    } else if !digits(whole) || !digits(fraction) || whole.is_empty() || clean.ends_with('.') {
        wrong(
            format!("{}不是金额", quote(text)),
            "只写数字，如 \"96171.6\"，没有的填 \"0\"",
        )
    } else if fraction.len() > 6 {
        wrong(format!("{}的小数超过6位", quote(text)), "最多写到小数点后6位")
    } else {
        wrong(
            format!("{}过长", quote(text)),
            "整数部分最多12位，请检查单位是否有误",
        )
    })
}

/// The content of a cell for a whole number given as text.
pub(super) fn cell(text: &str, signed: bool) -> Result<CellValue, Wrong> {
    let text = text.trim_matches(is_blank);
    if text.is_empty() {
        return Ok(CellValue::Empty);
    }
    if is_not_applicable(text) {
        return Ok(CellValue::NotApplicable(text.to_owned()));
    }
    if let Some(digits) = annotated_number(text) {
        return whole(digits, signed).map(|number| CellValue::Annotated {
            number,
            text: text.to_owned(),
        });
    }
    whole(text, signed).map(CellValue::Number)
}

/// Whether a text stands for “not applicable”.
pub(in crate::input) fn is_not_applicable(text: &str) -> bool {
    matches!(text, "/" | "／" | "-" | "－" | "—" | "——" | "不适用")
}

/// The number in front of a remark in brackets, as in `22（其中修订16件）`.
fn annotated_number(text: &str) -> Option<&str> {
    let at = text.find(['（', '('])?;
    let (number, remark) = text.split_at(at);
    let number = number.trim_end_matches(is_blank);
    let digits = number.strip_prefix('-').unwrap_or(number);
    let closed = remark.ends_with(['）', ')']) && remark.chars().count() <= 40;
    (closed && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(number)
}

/// Says why a text is no whole number, and which one is likely meant.
fn diagnose(text: &str, signed: bool) -> Wrong {
    let (clean, problems) = cleaned(text);
    if !problems.is_empty() && whole_digits(&clean, signed) {
        return wrong(
            format!("{}{}", quote(text), problems.join("、")),
            format!("改为 {clean}"),
        );
    }
    if let Some((number, fraction)) = clean.split_once('.')
        && whole_digits(number, signed)
        && fraction.bytes().all(|byte| byte.is_ascii_digit())
    {
        let remedy = if fraction.bytes().all(|byte| byte == b'0') {
            format!("改为 {number}")
        } else {
            "件数只能是整数，请核对".to_owned()
        };
        return wrong(format!("{}有小数", quote(text)), remedy);
    }
    wrong(
        format!("{}不是整数", quote(text)),
        "只写阿拉伯数字，如 12，没有的填 0",
    )
}

fn whole_digits(text: &str, signed: bool) -> bool {
    let digits = text.strip_prefix('-').filter(|_| signed).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The number that a text most likely means which is none as it stands, after what is wrong with it.
pub(in crate::input) fn meant(text: &str) -> Option<(String, String)> {
    let (clean, problems) = cleaned(text);
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = clean.split_once('.').unwrap_or((&clean, "0"));
    let in_thousands = text
        .trim_matches(is_blank)
        .split(is_separator)
        .skip(1)
        .all(|group| {
            let digits = group
                .chars()
                .map(narrowed)
                .take_while(char::is_ascii_digit)
                .count();
            digits == 3
        });
    (!problems.is_empty() && is_number(whole) && is_number(fraction) && in_thousands)
        .then(|| (format!("{}{}", quote(text), problems.join("、")), clean))
}

/// What people put between thousands.
fn is_separator(c: char) -> bool {
    matches!(c, ',' | '，' | '\'' | '_')
}

/// The text in half-width characters without separators, blanks and units, and what had to be changed for that.
fn cleaned(text: &str) -> (String, Vec<String>) {
    let mut problems = Vec::new();
    let narrow: String = text.chars().map(narrowed).collect();
    if narrow != text {
        problems.push("用了全角字符".to_owned());
    }
    let is_unit = |c: char| c >= '\u{2e80}';
    let body = narrow.trim_end_matches(is_unit);
    let unit = &narrow[body.len()..];
    let body = body.trim_matches(is_blank);
    let (body, unit) = if body.is_empty() {
        (narrow.as_str(), "")
    } else {
        (body, unit)
    };
    if body.contains(is_blank) {
        problems.push("中间有空格".to_owned());
    }
    if body.contains(is_separator) {
        problems.push("带有千位分隔符".to_owned());
    }
    if !unit.is_empty() {
        problems.push(format!("带有单位{}", quote(unit)));
    }
    let clean = body
        .chars()
        .filter(|c| !is_blank(*c) && !is_separator(*c))
        .collect();
    (clean, problems)
}

/// The half-width form of a full-width digit or mark.
fn narrowed(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '−' | '—' | '–' => '-',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_whole_and_not_negative() {
        assert_eq!(whole("12", false), Ok(12));
        assert_eq!(whole("007", false), Ok(7));
        assert_eq!(whole("-0", false), Ok(0));
        assert_eq!(whole("-3", true), Ok(-3));
        assert_eq!(whole("+3", true), Ok(3));
        assert_eq!(whole("999999999999", false), Ok(MAX_COUNT));
        for (text, problem, remedy) in [
            ("-3", "负数", "核对"),
            ("12345678901234567890", "20位", "12位"),
            ("１２", "全角", "改为 12"),
            ("1,234", "分隔符", "改为 1234"),
            ("1，234", "全角", "改为 1234"),
            ("1 2", "空格", "改为 12"),
            ("12件", "单位“件”", "改为 12"),
            ("3.0", "小数", "改为 3"),
            ("3.5", "小数", "核对"),
            ("十二", "不是整数", "阿拉伯"),
            ("0x1F", "不是整数", "阿拉伯"),
            ("1e3", "不是整数", "阿拉伯"),
            ("", "不是整数", "阿拉伯"),
        ] {
            let wrong = whole(text, false).unwrap_err();
            assert!(wrong.problem.contains(problem), "{text}: {wrong:?}");
            assert!(wrong.remedy.contains(remedy), "{text}: {wrong:?}");
        }
    }

    #[test]
    fn amounts_are_decimals() {
        assert_eq!(amount("96171.6", "万元").unwrap().to_string(), "96171.6");
        for (text, problem, remedy) in [
            ("96,171.6", "分隔符", "改为 \"96171.6\""),
            ("９６．５", "全角", "改为 \"96.5\""),
            ("12万元", "单位“万元”", "改为 \"12\""),
            ("-1", "负数", "核对"),
            ("1.2345678", "6位", "6位"),
            ("1234567890123", "过长", "单位"),
            ("1e3", "不是金额", "数字"),
            (".5", "不是金额", "数字"),
            ("五", "不是金额", "数字"),
        ] {
            let wrong = amount(text, "万元").unwrap_err();
            assert!(wrong.problem.contains(problem), "{text}: {wrong:?}");
            assert!(wrong.remedy.contains(remedy), "{text}: {wrong:?}");
        }
        let wrong = amount("12500元", "万元").unwrap_err();
        assert!(wrong.remedy.contains("换算"), "{wrong:?}");
        assert!(amount("12元", "元").unwrap_err().remedy.contains("改为 \"12\""));
    }

    #[test]
    fn cells_have_their_states() {
        assert_eq!(cell("\u{3000} ", false), Ok(CellValue::Empty));
        for text in ["/", "-", "—", "－", "不适用"] {
            assert_eq!(cell(text, false), Ok(CellValue::NotApplicable(text.to_owned())));
        }
        assert_eq!(
            cell("22（其中修订16件）", false),
            Ok(CellValue::Annotated {
                number: 22,
                text: "22（其中修订16件）".to_owned()
            })
        );
        assert_eq!(cell(" 5 ", false), Ok(CellValue::Number(5)));
        assert!(cell("22（其中", false).is_err());
        assert!(cell("（无）", false).is_err());
    }
}
