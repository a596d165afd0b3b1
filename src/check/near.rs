//! Texts that differ by one character.

/// Whether one text becomes the other by changing, adding or leaving out exactly one character.
pub(super) fn within_one(a: &str, b: &str) -> bool {
    let common = a
        .chars()
        .zip(b.chars())
        .take_while(|(x, y)| x == y)
        .map(|(x, _)| x.len_utf8())
        .sum::<usize>();
    let (a, b) = (&a[common..], &b[common..]);
    let mut a_rest = a.chars();
    let mut b_rest = b.chars();
    let (a_first, b_first) = (a_rest.next(), b_rest.next());
    if a_first.is_none() && b_first.is_none() {
        return false;
    }
    let changed = a_first.is_some() && b_first.is_some() && a_rest.as_str() == b_rest.as_str();
    changed || a_rest.as_str() == b && a_first.is_some() || b_rest.as_str() == a && b_first.is_some()
}

/// [`within_one`] of texts long enough for it to be a slip.
pub(super) fn is_near(text: &str, known: &str) -> bool {
    text.chars().count() >= 5 && within_one(text, known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_character_apart() {
        for near in [
            "府信息公开平台",
            "政府信息公开平台建",
            "政府信息公开平吕",
            "政府信息公开开平台",
        ] {
            assert!(within_one(near, "政府信息公开平台"), "{near}");
        }
        for not in ["政府信息公开平台", "信息公开平台", "政府公开信息平台", ""] {
            assert!(!within_one(not, "政府信息公开平台"), "{not}");
        }
    }
}
