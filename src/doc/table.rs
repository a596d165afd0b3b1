//! Tables whose spans are resolved once into a grid that refuses overlap and gaps.

use super::NodeId;
use super::block::Origin;
use super::line::Line;
use crate::units::Length;
use std::fmt;
use std::ops::Range;

/// A table: a closed grid with column widths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its node.
    pub id: NodeId,
    /// Where it comes from.
    pub origin: Origin,
    /// A short name of the table for lists and for readers who cannot see it; not printed.
    pub caption: String,
    /// A sentence on what it shows; not printed.
    pub description: String,
    /// The notes under it (注), one a line; printed as they are.
    pub notes: Vec<Line>,
    widths: Vec<Length>,
    least_widths: Vec<Length>,
    header_rows: usize,
    grid: Grid,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its node.
    pub id: NodeId,
    /// Where it comes from.
    pub origin: Origin,
    /// First grid row covered, from 0.
    pub row: usize,
    /// First grid column covered, from 0.
    pub column: usize,
    /// Rows covered, at least 1.
    pub row_span: usize,
    /// Columns covered, at least 1.
    pub column_span: usize,
    /// What it is to its neighbours.
    pub kind: CellKind,
    /// How its lines stand.
    pub align: Align,
    /// Its text; one paragraph.
    pub text: String,
}

/// What a cell is to its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CellKind {
    /// Heads other cells.
    Header(Scope),
    /// Heads a block of rows across the whole table.
    Band,
    /// Holds a value.
    Data,
    /// Holds a remark that is neither a value nor a head.
    Note,
}

/// Which cells a header cell heads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The cells to its right.
    Row,
    /// The cells below.
    Column,
}

/// How the lines of a cell stand; vertically cells are always centred.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Align {
    /// Centred.
    #[default]
    Center,
    /// From the left edge.
    Start,
}

impl Cell {
    /// A cell at a place of the grid, one row and one column, holding a value.
    pub fn at(row: usize, column: usize, text: impl Into<String>) -> Self {
        Cell {
            id: NodeId::default(),
            origin: Origin::default(),
            row,
            column,
            row_span: 1,
            column_span: 1,
            kind: CellKind::Data,
            align: Align::Center,
            text: text.into(),
        }
    }

    /// The same cell over more rows and columns.
    #[must_use]
    pub fn spanning(mut self, rows: usize, columns: usize) -> Self {
        (self.row_span, self.column_span) = (rows, columns);
        self
    }

    /// The same cell of another kind.
    #[must_use]
    pub fn kind(mut self, kind: CellKind) -> Self {
        self.kind = kind;
        self
    }

    /// The same cell, aligned.
    #[must_use]
    pub fn align(mut self, align: Align) -> Self {
        self.align = align;
        self
    }

    /// The grid rows it covers.
    pub fn rows(&self) -> Range<usize> {
        self.row..self.row.saturating_add(self.row_span)
    }

    /// The grid columns it covers.
    pub fn columns(&self) -> Range<usize> {
        self.column..self.column.saturating_add(self.column_span)
    }
}

/// Places of a grid at most, which no table of a paper comes near.
const MOST_PLACES: usize = 1 << 22;

/// The cells of a table, in reading order, covering every place exactly once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    rows: usize,
    columns: usize,
    cells: Vec<Cell>,
    /// For each place, row by row, the index of the cell that covers it.
    cover: Vec<usize>,
}

/// Why cells do not make a grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GridError {
    /// There is no row or no column.
    Empty,
    /// A cell covers no place.
    ZeroSpan {
        /// The cell's row.
        row: usize,
        /// The cell's column.
        column: usize,
    },
    /// A cell reaches beyond the last column.
    TooWide {
        /// The cell's row.
        row: usize,
        /// The cell's column.
        column: usize,
        /// The columns it covers.
        span: usize,
        /// The columns there are.
        columns: usize,
    },
    /// There are more places than a table can have.
    TooLarge {
        /// The rows the cells reach.
        rows: usize,
        /// The columns there are.
        columns: usize,
    },
    /// Two cells cover one place.
    Overlap {
        /// The place's row.
        row: usize,
        /// The place's column.
        column: usize,
    },
    /// No cell covers a place.
    Gap {
        /// The place's row.
        row: usize,
        /// The place's column.
        column: usize,
    },
    /// There are more header rows than rows, or a cell reaches from the header into the body.
    Header {
        /// The header rows asked for.
        rows: usize,
    },
}

impl fmt::Display for GridError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            GridError::Empty => write!(out, "the table has no cells"),
            GridError::ZeroSpan { row, column } => {
                write!(
                    out,
                    "the cell at row {row}, column {column} spans no row or no column"
                )
            }
            GridError::TooWide {
                row,
                column,
                span,
                columns,
            } => write!(
                out,
                "the cell at row {row}, column {column} spans {span} columns, but the table has {columns}"
            ),
            GridError::TooLarge { rows, columns } => {
                write!(out, "a table of {rows} rows and {columns} columns is too large")
            }
            GridError::Overlap { row, column } => {
                write!(out, "two cells cover row {row}, column {column}")
            }
            GridError::Gap { row, column } => write!(out, "no cell covers row {row}, column {column}"),
            GridError::Header { rows } => {
                write!(out, "{rows} header rows do not end between two rows of the table")
            }
        }
    }
}

impl std::error::Error for GridError {}

impl Grid {
    /// The grid these cells make in a table of so many columns; cells may come in any order.
    ///
    /// # Errors
    /// [`GridError`], naming the place, when cells overlap, leave a gap or reach out of the table.
    pub fn new(columns: usize, mut cells: Vec<Cell>) -> Result<Self, GridError> {
        cells.sort_by_key(|cell| (cell.row, cell.column));
        let mut rows = 0;
        for cell in &cells {
            if cell.row > rows {
                return Err(GridError::Gap { row: rows, column: 0 });
            }
            rows = rows.max(cell.rows().end);
        }
        if rows == 0 || columns == 0 {
            return Err(GridError::Empty);
        }
        let places = rows.checked_mul(columns).filter(|places| *places <= MOST_PLACES);
        let mut cover = vec![usize::MAX; places.ok_or(GridError::TooLarge { rows, columns })?];
        for (index, cell) in cells.iter().enumerate() {
            let (row, column) = (cell.row, cell.column);
            if cell.row_span == 0 || cell.column_span == 0 {
                return Err(GridError::ZeroSpan { row, column });
            }
            if cell.columns().end > columns {
                return Err(GridError::TooWide {
                    row,
                    column,
                    span: cell.column_span,
                    columns,
                });
            }
            for row in cell.rows() {
                for column in cell.columns() {
                    let place = &mut cover[row * columns + column];
                    if *place != usize::MAX {
                        return Err(GridError::Overlap { row, column });
                    }
                    *place = index;
                }
            }
        }
        if let Some(place) = cover.iter().position(|&index| index == usize::MAX) {
            return Err(GridError::Gap {
                row: place / columns,
                column: place % columns,
            });
        }
        Ok(Grid {
            rows,
            columns,
            cells,
            cover,
        })
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Number of columns.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// The cells in reading order: by first row, then first column.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The cell that covers a place.
    ///
    /// # Panics
    /// When the place is outside the grid.
    pub fn cell_at(&self, row: usize, column: usize) -> &Cell {
        assert!(row < self.rows && column < self.columns, "place outside the grid");
        &self.cells[self.cover[row * self.columns + column]]
    }

    /// The cells that head a value: going up, the column heads of its block and the band over it; going left, the labels
    /// of its row.
    pub fn headers_of(&self, cell: &Cell) -> Vec<&Cell> {
        let mut above: Vec<&Cell> = Vec::new();
        let is_known = |above: &[&Cell], header: &Cell| {
            let place = (header.row, header.column);
            above.iter().any(|known| (known.row, known.column) == place)
        };
        for row in (0..cell.row).rev() {
            let header = self.cell_at(row, cell.column);
            match header.kind {
                CellKind::Band => {
                    above.push(header);
                    break;
                }
                CellKind::Header(Scope::Column) if !is_known(&above, header) => above.push(header),
                CellKind::Header(Scope::Column) => {}
                // Past the heads of this block begins another.
                _ if !above.is_empty() => break,
                _ => {}
            }
        }
        above.reverse();
        let is_label = |label: &&Cell| {
            label.kind == CellKind::Header(Scope::Row)
                && label.rows().contains(&cell.row)
                && label.column < cell.column
        };
        above.extend(self.cells.iter().filter(is_label));
        above
    }
}

impl Table {
    /// A table of these cells. `widths` gives one width a grid column; the first `header_rows` rows are repeated on
    /// each page.
    ///
    /// # Errors
    /// [`GridError`] when the cells do not close to a grid, or a cell reaches out of the header rows.
    pub fn new(widths: Vec<Length>, header_rows: usize, cells: Vec<Cell>) -> Result<Self, GridError> {
        let grid = Grid::new(widths.len(), cells)?;
        let crosses = |cell: &Cell| cell.row < header_rows && cell.rows().end > header_rows;
        if header_rows > grid.rows() || grid.cells().iter().any(crosses) {
            return Err(GridError::Header { rows: header_rows });
        }
        Ok(Table {
            id: NodeId::default(),
            origin: Origin::default(),
            caption: String::new(),
            description: String::new(),
            notes: Vec::new(),
            least_widths: widths.clone(),
            widths,
            header_rows,
            grid,
        })
    }

    /// The same table, named for readers who cannot see it.
    #[must_use]
    pub fn described(mut self, caption: impl Into<String>, description: impl Into<String>) -> Self {
        (self.caption, self.description) = (caption.into(), description.into());
        self
    }

    /// The same table, whose columns may be narrowed to these widths where others hold figures too long for theirs. A
    /// column beyond the list, or one already narrower, keeps its width.
    #[must_use]
    pub fn narrowable(mut self, least: &[Length]) -> Self {
        for (own, least) in self.least_widths.iter_mut().zip(least) {
            *own = (*least).min(*own);
        }
        self
    }

    /// The same table with notes under it.
    #[must_use]
    pub fn noted(mut self, notes: Vec<Line>) -> Self {
        self.notes = notes;
        self
    }

    /// Width of each grid column, as the form has it.
    pub fn widths(&self) -> &[Length] {
        &self.widths
    }

    /// The width to which each grid column may be narrowed.
    pub fn least_widths(&self) -> &[Length] {
        &self.least_widths
    }

    /// Number of leading rows repeated on each page.
    pub fn header_rows(&self) -> usize {
        self.header_rows
    }

    /// The cells.
    pub fn grid(&self) -> &Grid {
        &self.grid
    }

    /// Whether a row must not be parted from the one below it: header rows, bands, column heads within the body, and the
    /// first row of the body and the last but one, so that neither the first nor the last stands alone on a page.
    pub fn keeps_with_next(&self, row: usize) -> bool {
        let heads_below = |kind| matches!(kind, CellKind::Band | CellKind::Header(Scope::Column));
        row + 1 < self.grid.rows()
            && (row <= self.header_rows
                || row + 2 == self.grid.rows()
                || (0..self.grid.columns()).any(|column| heads_below(self.grid.cell_at(row, column).kind)))
    }

    /// Visits the id of the table and of every cell in reading order.
    pub(super) fn for_each_node(&mut self, visit: &mut impl FnMut(&mut NodeId, Origin)) {
        visit(&mut self.id, self.origin);
        for cell in &mut self.grid.cells {
            visit(&mut cell.id, cell.origin);
        }
        for note in &mut self.notes {
            visit(&mut note.id, note.origin);
        }
    }
}
