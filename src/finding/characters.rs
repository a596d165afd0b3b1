//! How characters that nobody can read or print are told to a clerk.

/// A text in quotes with the code points of its characters: `“䶮”（U+4DAE）`. Where one is a control character, which would
/// not show between quotes, only the code points.
pub(crate) fn characters(text: &str) -> String {
    let codes: Vec<String> = text
        .chars()
        .map(|ch| format!("U+{:04X}", u32::from(ch)))
        .collect();
    let quoted = if text.chars().any(char::is_control) {
        String::new()
    } else {
        format!("“{text}”")
    };
    format!("{quoted}（{}）", codes.join(" "))
}

#[cfg(test)]
mod tests {
    use super::characters;

    #[test]
    fn what_does_not_show_is_told_by_its_number() {
        assert_eq!(characters("䶮"), "“䶮”（U+4DAE）");
        assert_eq!(characters("𬭎e\u{301}"), "“𬭎e\u{301}”（U+2CB4E U+0065 U+0301）");
        assert_eq!(characters("\u{7}"), "（U+0007）");
    }
}
