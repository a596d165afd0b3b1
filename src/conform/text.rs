//! Wording compared: what is the same but for the width of its marks, and how much two texts share.

use crate::package::body::squeezed;
use crate::package::xml::is_han;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// The most characters of a text that are compared.
const COMPARED: usize = 120;

/// A text without white space, its marks and digits in one of their widths.
pub(super) fn plain(text: &str) -> String {
    squeezed(text)
        .chars()
        .map(|ch| match ch {
            '“' | '”' | '‘' | '’' | '「' | '」' | '＂' | '＇' | '\'' => '"',
            '〔' | '【' | '［' | '[' => '(',
            '〕' | '】' | '］' | ']' => ')',
            '—' | '–' | '－' | '―' => '-',
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(ch) - 0xfee0).unwrap_or(ch),
            _ => ch,
        })
        .collect()
}

/// Whether a text is words, not a figure.
pub(super) fn is_wording(text: &str) -> bool {
    text.contains(is_han)
}

/// How much of two texts is the same, in hundredths.
pub(super) fn likeness(one: &str, other: &str) -> u32 {
    if one == other {
        return 100;
    }
    let [one, other]: [Vec<char>; 2] = [one, other].map(|text| text.chars().take(COMPARED).collect());
    let changes = capture_diff_slices(Algorithm::Myers, &one, &other);
    let same: usize = changes
        .iter()
        .map(|change| match change {
            DiffOp::Equal { len, .. } => *len,
            _ => 0,
        })
        .sum();
    u32::try_from(200 * same / (one.len() + other.len())).unwrap_or(0)
}
