//! The known key that a mistyped one most likely means.

use super::Known;

/// The known key closest to `written`, by spelling or by its Chinese label; nothing when none is close.
pub(super) fn nearest(written: &str, known: &[Known]) -> Option<Known> {
    if written.chars().count() > 40 {
        return None;
    }
    let written = written.to_lowercase().replace(['-', ' '], "_");
    if let Some(found) = known
        .iter()
        .find(|(key, label)| *key == written || *label == written)
    {
        return Some(*found);
    }
    let close = |key: &str| distance(&written, key);
    let best = known
        .iter()
        .map(|entry| (close(entry.0), entry))
        .min_by_key(|(distance, _)| *distance)?;
    let longest = written.chars().count().max(best.1.0.len());
    if best.0 * 3 <= longest.max(3) {
        return Some(*best.1);
    }
    let by_label = |(_, label): &&Known| written.chars().count() >= 2 && label.contains(written.as_str());
    let mut labelled = known.iter().filter(by_label);
    match (labelled.next(), labelled.next()) {
        (Some(only), None) => Some(*only),
        _ => None,
    }
}

/// Insertions, deletions, replacements and swaps of neighbours between two words.
fn distance(left: &str, right: &str) -> usize {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (row, a) in left.iter().enumerate() {
        let mut next = vec![row + 1];
        for (column, b) in right.iter().enumerate() {
            let mut best = (last[column] + usize::from(a != b))
                .min(last[column + 1] + 1)
                .min(next[column] + 1);
            let swapped = row > 0 && column > 0 && *a == right[column - 1] && left[row - 1] == *b;
            if swapped {
                best = best.min(before[column - 1] + 1);
            }
            next.push(best);
        }
        before = std::mem::replace(&mut last, next);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_find_their_key() {
        let known = [
            ("received", "一、本年新收"),
            ("granted", "予以公开"),
            ("rules", "规章"),
        ];
        let found = |word: &str| nearest(word, &known).map(|(key, _)| key);
        assert_eq!(found("recieved"), Some("received"));
        assert_eq!(found("Granted"), Some("granted"));
        assert_eq!(found("rule"), Some("rules"));
        assert_eq!(found("规章"), Some("rules"));
        assert_eq!(found("本年新收"), Some("received"));
        assert_eq!(found("公"), None);
        assert_eq!(found("telephone"), None);
        assert_eq!(found(&"x".repeat(100_000)), None);
    }

    #[test]
    fn distances_count_swaps_once() {
        assert_eq!(distance("recieved", "received"), 1);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("abc", "abc"), 0);
    }
}
