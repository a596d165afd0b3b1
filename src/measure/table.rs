//! How wide a table's columns are and how large its figures, so that no number is wider than its cell.

use super::width;
use crate::doc::{Align, Cell, CellKind, Table};
use crate::font::FontSet;
use crate::style::{TableStyle, TextStyle};
use crate::units::Length;

/// What both copies have to know to set a table alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableMeasure {
    /// Width of each grid column. They add up to those of the table.
    pub widths: Vec<Length>,
    /// The style of all its figures, which share one size, so that they look even.
    pub figures: TextStyle,
}

/// The widths of a table's columns and the style of its figures. A column whose longest number does not fit is widened
/// by what others can spare; where that is not enough, the figures step down in size together.
pub fn table(table: &Table, style: &TableStyle, fonts: &FontSet) -> TableMeasure {
    let widths = widths(table, style, fonts);
    let figures = figures(table, &widths, style, fonts);
    TableMeasure { widths, figures }
}

/// Whether a label of three characters, of which two fit a line, is set a character a line, as offices set 自然人.
pub fn stacks(label: &str, room: Length, style: &TextStyle, fonts: &FontSet) -> bool {
    let up_to = |count: usize| {
        let text: String = label.chars().take(count).collect();
        width(&text, style, fonts)
    };
    label.chars().count() == 3 && up_to(3) > room && up_to(2) <= room
}

/// The characters of the number of a centred label that is broken after it, as offices set （三）不予公开: one that needs
/// two lines, of which each part fits one.
pub fn number_line(cell: &Cell, room: Length, style: &TextStyle, fonts: &FontSet) -> Option<usize> {
    let text = cell.text.as_str();
    let number = text.find('）')? + '）'.len_utf8();
    let (number, rest) = text.split_at(number);
    let fits = |part: &str| width(part, style, fonts) <= room;
    let is_broken = cell.align == Align::Center
        && number.starts_with('（')
        && !rest.is_empty()
        && !fits(text)
        && fits(number)
        && fits(rest);
    is_broken.then(|| number.chars().count())
}

fn widths(table: &Table, style: &TableStyle, fonts: &FontSet) -> Vec<Length> {
    let mut needed = vec![Length::ZERO; table.widths().len()];
    for cell in table.grid().cells() {
        if cell.kind == CellKind::Data && cell.column_span == 1 {
            for number in numbers(&cell.text) {
                let room = width(number, &style.text, fonts) + beside(style);
                needed[cell.column] = needed[cell.column].max(room);
            }
        }
    }
    let columns = || table.widths().iter().zip(table.least_widths()).zip(&needed);
    let over = |one: Length, other: Length| (one - other).max(Length::ZERO);
    let lacking: Vec<_> = columns().map(|((&own, _), &needed)| over(needed, own)).collect();
    let spare: Vec<_> = columns()
        .map(|((&own, &least), &needed)| over(own, least.max(needed)))
        .collect();
    let moved = lacking
        .iter()
        .copied()
        .sum::<Length>()
        .min(spare.iter().copied().sum());
    let (given, taken) = (portions(moved, &lacking), portions(moved, &spare));
    table
        .widths()
        .iter()
        .zip(given.into_iter().zip(taken))
        .map(|(&own, (given, taken))| own + given - taken)
        .collect()
}

/// A length shared out as some others weigh. The shares add up to it exactly, for each stretch of them is rounded, not
/// each share.
fn portions(whole: Length, weights: &[Length]) -> Vec<Length> {
    let total: Length = weights.iter().copied().sum();
    let mut weight = Length::ZERO;
    let mut shared = Length::ZERO;
    weights
        .iter()
        .map(|&own| {
            weight += own;
            let up_to_here = if total == Length::ZERO {
                Length::ZERO
            } else {
                whole.scaled(weight.as_emu(), total.as_emu())
            };
            let share = up_to_here - shared;
            shared = up_to_here;
            share
        })
        .collect()
}

fn figures(table: &Table, widths: &[Length], style: &TableStyle, fonts: &FontSet) -> TextStyle {
    let mut text = style.text.clone();
    let figures: Vec<(&str, Length)> = table
        .grid()
        .cells()
        .iter()
        .filter(|cell| cell.kind == CellKind::Data)
        .flat_map(|cell| {
            let room = widths[cell.columns()].iter().copied().sum::<Length>() - beside(style);
            numbers(&cell.text).map(move |number| (number, room))
        })
        .collect();
    while text.size > style.smallest_size
        && figures
            .iter()
            .any(|(number, room)| width(number, &text, fonts) > *room)
    {
        text.size = (text.size - style.size_step).max(style.smallest_size);
    }
    text
}

/// What of a cell's width is not for its number: margins, and its rules, which some programs take from the inside.
fn beside(style: &TableStyle) -> Length {
    (style.padding_x + style.rule) * 2
}

/// The numbers in a text: runs of digits with the points and signs that belong to them.
fn numbers(text: &str) -> impl Iterator<Item = &str> {
    text.split(|ch: char| !ch.is_ascii_digit() && !matches!(ch, '.' | ',' | '-' | '+' | '%'))
        .filter(|number| number.contains(|ch: char| ch.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::Style;

    const COLUMN: Length = Length::deci_mm(113);

    fn table_of(text: &str) -> Table {
        let cells = vec![Cell::at(0, 0, text), Cell::at(0, 1, "0")];
        Table::new(vec![COLUMN; 2], 0, cells).unwrap()
    }

    fn measured(table_: &Table) -> TableMeasure {
        table(table_, &Style::default().table, FontSet::bundled().unwrap())
    }

    #[test]
    fn figures_step_down_together_until_the_longest_fits() {
        let (style, fonts) = (Style::default(), FontSet::bundled().unwrap());
        let size = |text| measured(&table_of(text)).figures.size;
        assert_eq!(size("14069"), style.table.text.size);
        assert!(size("123456789") < style.table.text.size);
        let text = measured(&table_of("123456789")).figures;
        assert!(width("123456789", &text, fonts) <= COLUMN - beside(&style.table));
        assert_eq!(size("本机关不掌握相关政府信息"), style.table.text.size);
        assert_eq!(size(&"9".repeat(60)), style.table.smallest_size);
    }

    #[test]
    fn a_column_takes_what_it_lacks_from_those_that_can_spare_it() {
        let style = Style::default().table;
        let fonts = FontSet::bundled().unwrap();
        let fits = |text: &str, least: Length| {
            let table = table_of(text).narrowable(&[COLUMN, least]);
            let measure = measured(&table);
            assert_eq!(measure.widths.iter().copied().sum::<Length>(), COLUMN * 2);
            measure
        };
        assert_eq!(
            fits("1234", Length::ZERO).widths,
            [COLUMN; 2],
            "nothing is moved without need"
        );
        let long = fits("123456789", Length::ZERO);
        assert_eq!(long.figures.size, style.text.size);
        assert_eq!(
            long.widths[0],
            width("123456789", &style.text, fonts) + beside(&style)
        );
        let least = Length::mm(5);
        let too_long = fits(&"9".repeat(20), least);
        assert_eq!(too_long.widths[1], least, "never below the least width");
        assert!(too_long.figures.size < style.text.size);
    }

    #[test]
    fn shares_add_up() {
        let third = [Length::emu(1), Length::emu(1), Length::emu(1)];
        let shares = portions(Length::emu(100), &third);
        assert_eq!(shares, [33, 33, 34].map(Length::emu));
        assert_eq!(portions(Length::emu(100), &[Length::ZERO; 2]), [Length::ZERO; 2]);
    }

    #[test]
    fn three_characters_stack_where_two_fit() {
        let (style, fonts) = (Style::default(), FontSet::bundled().unwrap());
        let room = Length::pt(25);
        let stacks = |label| stacks(label, room, &style.table.text, fonts);
        assert!(stacks("自然人"));
        assert!(!stacks("总计") && !stacks("商业企业") && !stacks(""));
    }

    #[test]
    fn a_centred_label_of_two_lines_is_broken_after_its_number() {
        let (style, fonts) = (Style::default(), FontSet::bundled().unwrap());
        let after = |text: &str, align: Align, room: i64| {
            let cell = Cell::at(0, 0, text).align(align);
            number_line(&cell, Length::pt(room), &style.table.text, fonts)
        };
        assert_eq!(after("（三）不予公开", Align::Center, 45), Some(3));
        assert_eq!(after("（三）不予公开", Align::Center, 90), None, "it fits a line");
        assert_eq!(after("（三）不予公开", Align::Center, 40), None, "it needs three");
        // A long label that runs on is broken where its line is full.
        assert_eq!(after("（二）部分公开（区分处理的）", Align::Start, 130), None);
        assert_eq!(after("（三）", Align::Center, 20), None);
        assert_eq!(after("不予公开（三）", Align::Center, 45), None);
    }
}
