//! Findings as lines for people.

use super::{Finding, Findings, Places, Severity, Source, is_invisible};
use std::fmt::Write as _;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Longest piece of a source line shown, in terminal columns.
const SHOWN_COLUMNS: usize = 100;

/// All findings as plain text: place, level, code, sentence, the source line with a caret, notes and remedy.
///
/// Columns count characters; the caret counts display width, so that it stands under the right Chinese character.
pub fn render(source: &Source, findings: &Findings) -> String {
    rendered(source, findings, |_| ("", ""))
}

/// [`render`] with colours for a terminal: the level of each finding stands out.
pub fn render_coloured(source: &Source, findings: &Findings) -> String {
    rendered(source, findings, |severity| match severity {
        Severity::Error => ("\u{1b}[1;31m", "\u{1b}[0m"),
        Severity::Warning => ("\u{1b}[1;33m", "\u{1b}[0m"),
        Severity::Hint => ("\u{1b}[1;36m", "\u{1b}[0m"),
    })
}

/// What is written before and after a level.
type Paint = fn(Severity) -> (&'static str, &'static str);

fn rendered(source: &Source, findings: &Findings, paint: Paint) -> String {
    let places = Places::of(&source.text);
    let mut out = String::new();
    for finding in findings {
        render_one(&mut out, (source, &places), finding, paint);
    }
    out
}

fn render_one(out: &mut String, (source, places): (&Source, &Places<'_>), finding: &Finding, paint: Paint) {
    let level = match finding.allowed {
        Some(_) => "已允许",
        None => finding.severity.word(),
    };
    let (code, message) = (finding.code, &finding.message);
    let (on, off) = paint(finding.severity);
    // Writing to a String cannot fail.
    let _ = match finding.span {
        Some(span) => {
            let place = places.position(span.start);
            let (line, column) = (place.line, place.column);
            let _ = writeln!(
                out,
                "{}:{line}:{column} {on}{level}[{code}]{off} {message}",
                source.name
            );
            let length = source.text[..source.text.floor_char_boundary(span.end)]
                .len()
                .saturating_sub(span.start);
            excerpt(out, places.around(span.start), line, length)
        }
        None => writeln!(out, "{} {on}{level}[{code}]{off} {message}", source.name),
    };
    for note in &finding.notes {
        let _ = writeln!(out, "   说明：{note}");
    }
    if let Some(reason) = &finding.allowed {
        let _ = writeln!(out, "   理由：{reason}");
    } else if !finding.remedy.is_empty() {
        let _ = writeln!(out, "   改法：{}", finding.remedy);
    }
}

/// The source line in the parts before and after a place, cut to a window around it when it is long, and the carets under
/// it.
fn excerpt(out: &mut String, (before, after): (&str, &str), number: usize, bytes: usize) -> std::fmt::Result {
    let width = |c: char| visible(c).width().unwrap_or(0);
    // The characters that fit into so many columns.
    let fitting = |room: usize| {
        let mut columns = 0;
        move |c: &char| {
            columns += width(*c);
            columns <= room
        }
    };
    let led: usize = before
        .chars()
        .rev()
        .take_while(fitting(SHOWN_COLUMNS / 2))
        .map(char::len_utf8)
        .sum();
    let before = &before[before.len() - led..];
    let shown: String = before
        .chars()
        .chain(after.chars())
        .take_while(fitting(SHOWN_COLUMNS))
        .map(visible)
        .collect();
    let before: String = before.chars().map(visible).collect();
    let mut left = bytes;
    let marked: String = after
        .chars()
        .map(visible)
        .take_while(|c| {
            let inside = left > 0;
            left = left.saturating_sub(c.len_utf8());
            inside
        })
        .collect();
    let room = shown.width().saturating_sub(before.width()).max(1);
    let carets = marked.width().clamp(1, room);
    let gutter = format!("{number:>5} | ");
    writeln!(out, "{gutter}{shown}")?;
    writeln!(
        out,
        "{:>5} | {}{}",
        "",
        " ".repeat(before.width()),
        "^".repeat(carets)
    )
}

/// What stands for a character in an excerpt: a picture for one that shows nothing, or would move what follows it.
fn visible(c: char) -> char {
    match c {
        '\t' => ' ',
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(' '),
        c if is_invisible(c) => '□',
        c => c,
    }
}

impl std::fmt::Display for Severity {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Span;

    #[test]
    fn the_caret_stands_under_a_chinese_word() {
        let text = "year = 2021\nagency = \"青石镇\" # 机关\n";
        let start = text.find("石镇").unwrap();
        let source = Source::new("a.toml", text);
        let finding = Finding::error("X", Span::new(start, start + 6), "不对")
            .note("看看")
            .remedy("改掉");
        let shown = render(&source, &[finding].into_iter().collect());
        assert_eq!(
            shown,
            "a.toml:2:12 错误[X] 不对\n    2 | agency = \"青石镇\" # 机关\n      |             ^^^^\n   说明：看看\n   改法：改掉\n"
        );
    }

    #[test]
    fn what_shows_nothing_has_a_picture() {
        let source = Source::new("a", "甲\r乙\u{200b}\u{202e}丙");
        let finding = Finding::error("X", Span::new(3, 4), "不对");
        let shown = render(&source, &[finding].into_iter().collect());
        assert!(shown.contains("1 | 甲␍乙□□丙\n"), "{shown}");
    }

    #[test]
    fn a_long_line_shows_a_window() {
        let text = "字".repeat(20_000);
        let source = Source::new("a", text);
        let finding = Finding::error("X", Span::new(3 * 10_000, 3 * 10_001), "长");
        let shown = render(&source, &[finding].into_iter().collect());
        assert!(shown.starts_with("a:1:10001 "));
        assert!(shown.lines().all(|line| line.width() <= SHOWN_COLUMNS + 10));
    }

    #[test]
    fn an_offset_past_the_end_is_the_end() {
        let source = Source::new("a", "ab\n");
        let finding = Finding::error("X", Span::new(90, 99), "末尾");
        assert!(render(&source, &[finding].into_iter().collect()).starts_with("a:2:1 "));
    }

    #[test]
    fn many_findings_of_a_long_text_are_each_at_its_place() {
        const COUNT: usize = 100_000;
        let line = "（一）甲\n";
        for text in [line.repeat(COUNT), line.replace('\n', "乙").repeat(COUNT)] {
            let step = text.len() / COUNT;
            let all = (0..COUNT).map(|at| Finding::hint("X", Span::new(at * step, at * step + 3), "序数"));
            let shown = render(&Source::new("a", text), &all.collect());
            assert_eq!(
                shown.lines().filter(|line| line.contains("提示[X]")).count(),
                COUNT
            );
        }
    }
}
