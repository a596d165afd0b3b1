//! Where a title of two lines breaks: beside the words that belong together (GB/T 9704-2012, 7.3.1).

use crate::doc::Heading;
use crate::font::FontSet;
use crate::measure;
use crate::style::Style;

/// The byte at which the second line begins; 0 when the title fits one line, or no place gives two that fit.
pub(super) fn break_at(fonts: &FontSet, style: &Style, title: &Heading) -> usize {
    let width = |text: &str| measure::width(text, &style.title, fonts);
    let room = style.page.text_width;
    if width(&title.text) <= room {
        return 0;
    }
    let edges = title.keep_whole.iter().flat_map(|range| [range.start, range.end]);
    edges
        .filter_map(|at| title.text.split_at_checked(at))
        .filter(|(first, second)| !first.is_empty() && !second.is_empty())
        .map(|(first, second)| (first.len(), width(first), width(second)))
        .filter(|(_, first, second)| *first <= room && *second <= room)
        .min_by_key(|(_, first, second)| first.max(second).as_emu())
        .map_or(0, |(at, ..)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::{HeadingLevel, Origin};

    fn break_of(text: &str, agency: &str) -> usize {
        let title = Heading {
            id: Default::default(),
            origin: Origin::default(),
            level: HeadingLevel::One,
            text: text.to_owned(),
            keep_whole: vec![0..agency.len(), 0..1, 0..999],
        };
        break_at(FontSet::bundled().unwrap(), &Style::default(), &title)
    }

    #[test]
    fn a_long_title_breaks_after_the_organ() {
        let agency = "集安市青石镇人民政府";
        let title = format!("{agency}2021年政府信息公开工作年度报告");
        assert_eq!(break_of(&title, agency), agency.len());
        assert_eq!(break_of("2021年年度报告", ""), 0);
        assert_eq!(break_of(&"长".repeat(90), "长"), 0);
    }
}
