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

#[cfg(test)]
mod tests {
    use super::{characters, is_invisible};

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
