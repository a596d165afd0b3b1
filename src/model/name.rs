//! When are two names of organs the same name?

/// A name without what typing may change: white space, invisible characters, the width of brackets.
pub fn plain_name(name: &str) -> String {
    name.chars()
        .filter(|ch| !ch.is_whitespace() && *ch != '\u{feff}' && *ch != '\u{200b}')
        .map(|ch| match ch {
            '(' => '（',
            ')' => '）',
            ch => ch,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_typing_changes_is_not_looked_at() {
        for name in ["柳溪镇（本级）", "柳溪镇 (本级)", "\u{feff}柳溪\u{3000}镇（本级)"] {
            assert_eq!(plain_name(name), "柳溪镇（本级）");
        }
        assert_ne!(plain_name("柳溪乡"), plain_name("柳溪镇"));
    }
}
