//! The markup of table cells: what a cell looks like and says decides it, so that it is made once for all that are alike.
//! Of a report's cells most say 0, and the labels are those of every other report.

use super::text::RunShape;
use crate::docx::markup;
use crate::error::Error;
use docx_rs::{Paragraph, Shading, ShdType, SpecialIndentType, TableCell, VAlignType, VMergeType, WidthType};
use std::cell::RefCell;
use std::collections::HashMap;

/// Characters of a cell that is remembered: longer ones are seldom said twice.
const LONGEST: usize = 64;
/// Bytes of markup that a thread remembers: some four thousand cells. It begins anew when these are full.
const REMEMBERED: usize = 1 << 21;

/// All that the markup of a cell follows from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct CellShape {
    /// In twips.
    pub width: usize,
    pub column_span: usize,
    /// For a cell over several rows, whether this row is its first.
    pub starts_merge: Option<bool>,
    pub tint: Option<[u8; 3]>,
    /// Id of the paragraph's style.
    pub style: &'static str,
    pub keep_next: bool,
    /// What the text keeps clear of the cell's sides, in twips.
    pub indent: Option<i32>,
    /// What its first line keeps clear before it besides, in twips.
    pub first_indent: Option<i32>,
    /// Size of the text in half points, if not that of the style.
    pub size: Option<usize>,
    pub runs: Vec<RunShape>,
}

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::default();
}

/// The cells made so far.
#[derive(Default)]
struct Known {
    markup: HashMap<CellShape, String>,
    size: usize,
}

/// Adds the markup of a cell to that of its row.
///
/// # Errors
/// As [`markup::piece`].
pub(super) fn add(shape: CellShape, row: &mut String) -> Result<(), Error> {
    KNOWN.with_borrow_mut(|known| known.add(shape, row))
}

impl Known {
    fn add(&mut self, shape: CellShape, row: &mut String) -> Result<(), Error> {
        if let Some(markup) = self.markup.get(&shape) {
            row.push_str(markup);
            return Ok(());
        }
        let markup = markup::piece(&shape.cell())?;
        row.push_str(&markup);
        if shape.runs.iter().map(|run| run.text.len()).sum::<usize>() <= LONGEST {
            if self.size + markup.len() > REMEMBERED {
                *self = Known::default();
            }
            self.size += markup.len();
            self.markup.insert(shape, markup);
        }
        Ok(())
    }
}

impl CellShape {
    fn cell(&self) -> TableCell {
        let mut cell = TableCell::new()
            .width(self.width, WidthType::Dxa)
            .vertical_align(VAlignType::Center)
            .add_paragraph(self.paragraph());
        if self.column_span > 1 {
            cell = cell.grid_span(self.column_span);
        }
        if let Some(starts) = self.starts_merge {
            cell = cell.vertical_merge(if starts {
                VMergeType::Restart
            } else {
                VMergeType::Continue
            });
        }
        if let Some([red, green, blue]) = self.tint {
            let fill = format!("{red:02X}{green:02X}{blue:02X}");
            cell = cell.shading(Shading::new().shd_type(ShdType::Clear).color("auto").fill(fill));
        }
        cell
    }

    fn paragraph(&self) -> Paragraph {
        let mut paragraph = Paragraph::new().style(self.style);
        if self.keep_next {
            paragraph = paragraph.keep_next(true);
        }
        if self.indent.is_some() || self.first_indent.is_some() {
            let first = self.first_indent.map(SpecialIndentType::FirstLine);
            paragraph = paragraph.indent(self.indent, first, self.indent, None);
        }
        for run in &self.runs {
            let run = run.run();
            paragraph = paragraph.add_run(match self.size {
                Some(size) => run.size(size),
                None => run,
            });
        }
        paragraph
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::docx::names;

    fn shape(text: &str) -> CellShape {
        CellShape {
            width: 600,
            column_span: 1,
            starts_merge: None,
            tint: None,
            style: names::CELL.id,
            keep_next: false,
            indent: None,
            first_indent: None,
            size: None,
            runs: vec![RunShape::plain(text)],
        }
    }

    fn added(known: &mut Known, shape: CellShape) -> String {
        let mut row = String::new();
        known.add(shape, &mut row).unwrap();
        row
    }

    #[test]
    fn what_is_remembered_is_what_would_be_made() {
        let plain = || shape("12");
        let others = [
            CellShape {
                width: 601,
                ..plain()
            },
            CellShape {
                column_span: 2,
                ..plain()
            },
            CellShape {
                starts_merge: Some(true),
                ..plain()
            },
            CellShape {
                starts_merge: Some(false),
                ..plain()
            },
            CellShape {
                tint: Some([0xEE; 3]),
                ..plain()
            },
            CellShape {
                style: names::CELL_START.id,
                ..plain()
            },
            CellShape {
                keep_next: true,
                ..plain()
            },
            CellShape {
                indent: Some(100),
                ..plain()
            },
            CellShape {
                first_indent: Some(100),
                ..plain()
            },
            CellShape {
                size: Some(18),
                ..plain()
            },
            CellShape {
                runs: vec![RunShape::plain("1"), RunShape::plain("2")],
                ..plain()
            },
            shape("13"),
            plain(),
        ];
        let mut known = Known::default();
        let first: Vec<String> = others
            .iter()
            .map(|shape| added(&mut known, shape.clone()))
            .collect();
        for (at, shape) in others.iter().enumerate() {
            assert_eq!(added(&mut known, shape.clone()), first[at]);
            assert_eq!(added(&mut Known::default(), shape.clone()), first[at]);
            assert!(first[..at].iter().all(|other| *other != first[at]), "{shape:?}");
        }
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let mut known = Known::default();
        let one = added(&mut known, shape("0")).len();
        for number in 0..2 * REMEMBERED / one {
            added(&mut known, shape(&number.to_string()));
            assert!(known.size <= REMEMBERED);
        }
        let size: usize = known.markup.values().map(String::len).sum();
        assert_eq!(size, known.size);
        let count = known.markup.len();
        added(&mut known, shape(&"甲".repeat(LONGEST)));
        assert_eq!(known.markup.len(), count);
    }
}
