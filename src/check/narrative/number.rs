//! Numbers in running text: Arabic and Chinese, with their units.

/// Chinese numerals a count may be written in.
const CHINESE: [char; 17] = [
    '零', '〇', '一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '亿',
];

/// Units that count matters and pieces of information.
const UNITS: [char; 5] = ['件', '条', '次', '宗', '起'];

/// Words before a number that make it a rough one.
const ABOUT: [&str; 7] = ["约", "近", "超", "超过", "逾", "大约", "第"];

/// A number with its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) value: i64,
    pub(super) unit: char,
    /// Where the number stands, without its unit.
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Count {
    /// One past the unit.
    pub(super) fn after(&self) -> usize {
        self.end + self.unit.len_utf8()
    }
}

/// A percentage, in units of its last decimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Share {
    pub(super) scaled: i64,
    pub(super) scale: i64,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Every exact count of a text. Rough numbers (约, 余) and ordinals are left out.
pub(super) fn counts(text: &str) -> Vec<Count> {
    let mut found = Vec::new();
    for (at, unit) in text.char_indices().filter(|(_, c)| UNITS.contains(c)) {
        let before = text[..at].trim_end_matches(' ');
        // 件次 and 人次 count something else.
        if text[at + unit.len_utf8()..].starts_with('次') {
            continue;
        }
        let Some((value, start)) = arabic(before).or_else(|| chinese(before)) else {
            continue;
        };
        if ABOUT.iter().any(|word| text[..start].trim_end().ends_with(word)) {
            continue;
        }
        found.push(Count {
            value,
            unit,
            start,
            end: at,
        });
    }
    found
}

/// Every percentage of a text.
pub(super) fn shares(text: &str) -> Vec<Share> {
    text.char_indices()
        .filter(|(_, c)| matches!(c, '%' | '％'))
        .filter_map(|(at, _)| {
            let start = number_start(&text[..at]);
            let (whole, fraction) = text[start..at].split_once('.').unwrap_or((&text[start..at], ""));
            let digits = format!("{whole}{fraction}");
            let scaled = digits.parse().ok().filter(|_| digits.len() <= 8)?;
            let scale = 10_i64.pow(u32::try_from(fraction.len()).ok()?);
            Some(Share {
                scaled,
                scale,
                start,
                end: at,
            })
        })
        .collect()
}

/// Where the digits and points that end a text begin.
fn number_start(text: &str) -> usize {
    text.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.')
        .len()
}

/// `3119`, `1,362`, `1.2万` at the end of a text.
fn arabic(text: &str) -> Option<(i64, usize)> {
    let (body, factor) = match text.strip_suffix('万') {
        Some(body) => (body, 10_000),
        None => (text, 1),
    };
    let start = body
        .trim_end_matches(|c: char| c.is_ascii_digit() || c == ',' || c == '.')
        .len();
    let start = start + (body[start..].len() - body[start..].trim_start_matches([',', '.']).len());
    let digits = body[start..].replace(',', "");
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    if whole.is_empty() || whole.len() > 11 || fraction.len() > 4 || (factor == 1 && digits.contains('.')) {
        return None;
    }
    let mut value = whole.parse::<i64>().ok()? * factor;
    let mut unit = factor;
    for digit in fraction.bytes() {
        unit /= 10;
        value += i64::from(digit.checked_sub(b'0').filter(|digit| *digit < 10)?) * unit;
    }
    Some((value, start))
}

/// `三十八`, `一百零二`, `十二` at the end of a text.
fn chinese(text: &str) -> Option<(i64, usize)> {
    let start = text.trim_end_matches(CHINESE).len();
    let numeral = &text[start..];
    if numeral.is_empty() || numeral.chars().count() > 12 {
        return None;
    }
    // 二〇二一 is a year, 一一 a way of speaking.
    let mut total = 0_i64;
    let mut section = 0_i64;
    let mut digit: Option<i64> = None;
    for c in numeral.chars() {
        let place = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            '万' => 10_000,
            '亿' => 100_000_000,
            '零' | '〇' => {
                digit = None;
                continue;
            }
            _ => {
                if digit.is_some() {
                    return None;
                }
                let c = if c == '两' { '二' } else { c };
                digit = "一二三四五六七八九"
                    .chars()
                    .position(|known| known == c)
                    .map(|at| at as i64 + 1);
                continue;
            }
        };
        if place >= 10_000 {
            total = (total + section + digit.take().unwrap_or(0)).checked_mul(place)?;
            section = 0;
        } else {
            section += digit.take().unwrap_or(1) * place;
        }
    }
    Some((total + section + digit.unwrap_or(0), start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read() {
        for (text, value) in [
            ("公开38条", 38),
            ("处罚1,362件", 1362),
            ("发布1.2万条", 12_000),
            ("收到十二件", 12),
            ("收到三十八件", 38),
            ("收到一百零二件", 102),
            ("宣传两次", 2),
            ("共三千五百条", 3500),
            ("收到 13 件", 13),
        ] {
            let found = counts(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].value, value, "{text}");
        }
        for none in [
            "约30件",
            "3000余件",
            "第三次",
            "1.5件",
            "5人次",
            "文件",
            "事件",
            "再次",
            "12件次",
            "99999999999999件",
        ] {
            assert!(counts(none).is_empty(), "{none}: {:?}", counts(none));
        }
        let text = "占42.86%";
        let share = shares(text)[0];
        assert_eq!(
            (share.scaled, share.scale, &text[share.start..share.end]),
            (4286, 100, "42.86")
        );
    }
}
