//! Slips that break the syntax of every format: Chinese punctuation, words without quotes.

/// What is likely wrong at a syntax error and what to do, told from the text there.
pub(super) fn slip(text: &str) -> Option<(String, String)> {
    if let Some((mark, ascii)) = text.chars().find_map(|c| Some((c, ascii_mark(c)?))) {
        return Some((
            format!("用了中文标点 {mark} "),
            format!("此处的标点改用英文半角 {ascii}"),
        ));
    }
    if text.chars().next().is_some_and(|c| c >= '\u{2e80}') {
        return Some(("文字没有加引号".to_owned(), "文字两端加英文双引号 \"".to_owned()));
    }
    let mut words = text.split_whitespace();
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    if words.clone().count() > 1 && words.all(is_number) {
        return Some((
            "数字之间缺少逗号".to_owned(),
            "数字之间用英文逗号隔开，如 [0, 0, 0]".to_owned(),
        ));
    }
    None
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
    fn usual_slips_are_named() {
        let said = |text| slip(text).map(|(what, _)| what).unwrap_or_default();
        assert!(said("0，0，0").contains("，"));
        assert!(said("“柳溪镇”").contains("“"));
        assert!(said("柳溪镇").contains("引号"));
        assert!(said("0 0").contains("逗号"));
        assert_eq!(slip("abc"), None);
        assert_eq!(slip(""), None);
    }
}
