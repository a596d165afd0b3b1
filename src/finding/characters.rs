//! How characters that nobody can read or print are told to a clerk.

/// A text in quotes with the code points of its characters: `“䶮”（U+4DAE）`. Where one would not
/// show between quotes, only the code points.
pub(crate) fn characters(text: &str) -> String {
    let codes: Vec<String> = text
        .chars()
        .map(|ch| format!("U+{:04X}", u32::from(ch)))
        .collect();
    let quoted = if text.chars().any(is_invisible) {
        String::new()
    } else {
        format!("“{text}”")
    };
    format!("{quoted}（{}）", codes.join(" "))
}

/// Whether a character shows nothing and takes no place: controls, marks that join, part, direct or vary others.
pub(crate) fn is_invisible(ch: char) -> bool {
    ch.is_control()
        || matches!(
            ch,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// Whether a character can go without changing what a text says: it shows nothing, and it is neither a control, which
/// may stand for a blank or a line end, nor one that chooses the form of the character before it.
pub(crate) fn is_needless(ch: char) -> bool {
    is_invisible(ch)
        && !ch.is_control()
        && !matches!(ch, '\u{2028}' | '\u{2029}' | '\u{180b}'..='\u{180f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Marks in the small forms of East Asian character sets, which pages of the web and input methods leave behind and few
/// faces have, with the usual ones.
const SMALL_FORMS: [(char, &str); 16] = [
    ('﹐', "，"),
    ('﹑', "、"),
    ('﹒', "."),
    ('﹔', "；"),
    ('﹕', "："),
    ('﹖', "？"),
    ('﹗', "！"),
    ('﹙', "（"),
    ('﹚', "）"),
    ('﹝', "〔"),
    ('﹞', "〕"),
    ('﹟', "#"),
    ('﹡', "*"),
    ('﹢', "+"),
    ('﹣', "-"),
    ('﹪', "%"),
];

/// Whether a character is a blank of typography, such as the en space, for which the usual blank does.
pub(crate) fn is_special_blank(ch: char) -> bool {
    matches!(ch, '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}')
}

/// What stands for a character that few faces have, when there is no doubt: nothing for the place of a lost picture.
pub(crate) fn usual(ch: char) -> Option<&'static str> {
    match ch {
        '\u{fffc}' => Some(""),
        _ if is_special_blank(ch) => Some(" "),
        _ => SMALL_FORMS
            .iter()
            .find(|(small, _)| *small == ch)
            .map(|(_, usual)| *usual),
    }
}

#[cfg(test)]
mod tests {
    use super::{characters, is_invisible, is_needless, usual};

    #[test]
    fn what_goes_without_doubt_and_what_stands_for_others() {
        assert!(
            "\u{ad}\u{200b}\u{200e}\u{2060}\u{202e}\u{feff}"
                .chars()
                .all(is_needless)
        );
        assert!(!"\t\n\u{b}\u{2028}\u{e0100} 字".chars().any(is_needless));
        assert_eq!(usual('﹝'), Some("〔"));
        assert_eq!(usual('\u{2003}'), Some(" "));
        assert_eq!(usual('〔'), None);
    }

    #[test]
    fn what_does_not_show_is_told_by_its_number() {
        assert_eq!(characters("䶮"), "“䶮”（U+4DAE）");
        assert_eq!(characters("𬭎e\u{301}"), "“𬭎e\u{301}”（U+2CB4E U+0065 U+0301）");
        assert_eq!(characters("\u{7}"), "（U+0007）");
        assert_eq!(characters("甲\u{200b}"), "（U+7532 U+200B）");
    }

    #[test]
    fn blanks_and_marks_that_show_are_not_invisible() {
        assert!(
            "\u{ad}\u{200b}\u{200d}\u{feff}\u{fe0f}\u{e0100}\t"
                .chars()
                .all(is_invisible)
        );
        assert!(
            !" \u{3000}\u{a0}—·〇䶮\u{301}\u{fffd}\u{e000}"
                .chars()
                .any(is_invisible)
        );
    }
}
