use super::*;
use crate::units::Length;

fn widths(columns: usize) -> Vec<Length> {
    vec![Length::mm(20); columns]
}

#[test]
fn a_grid_closes_whatever_the_order_of_its_cells() {
    let cells = vec![
        Cell::at(1, 1, "d"),
        Cell::at(0, 0, "a").spanning(2, 1),
        Cell::at(0, 1, "b").spanning(1, 2),
        Cell::at(1, 2, "e"),
    ];
    let grid = Grid::new(3, cells).unwrap();
    assert_eq!((grid.rows(), grid.columns()), (2, 3));
    let texts: Vec<_> = grid.cells().iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(texts, ["a", "b", "d", "e"]);
    assert_eq!(grid.cell_at(1, 0).text, "a");
    assert_eq!(grid.cell_at(0, 2).text, "b");
}

#[test]
fn a_grid_refuses_what_does_not_close() {
    let at = Cell::at;
    assert_eq!(Grid::new(2, vec![]), Err(GridError::Empty));
    assert_eq!(
        Grid::new(2, vec![at(0, 0, ""), at(1, 0, ""), at(1, 1, "")]),
        Err(GridError::Gap { row: 0, column: 1 })
    );
    assert_eq!(
        Grid::new(2, vec![at(0, 0, "").spanning(1, 2), at(0, 1, "")]),
        Err(GridError::Overlap { row: 0, column: 1 })
    );
    assert_eq!(
        Grid::new(2, vec![at(0, 1, "").spanning(1, 2), at(0, 0, "")]),
        Err(GridError::TooWide {
            row: 0,
            column: 1,
            span: 2,
            columns: 2
        })
    );
    assert_eq!(
        Grid::new(1, vec![at(0, 0, ""), at(usize::MAX, 0, "")]),
        Err(GridError::Gap { row: 1, column: 0 })
    );
    assert_eq!(
        Grid::new(2, vec![at(0, 0, "").spanning(usize::MAX, 2)]),
        Err(GridError::TooLarge {
            rows: usize::MAX,
            columns: 2
        })
    );
    assert!(matches!(
        Grid::new(2, vec![at(0, usize::MAX, "")]),
        Err(GridError::TooWide { .. })
    ));
    assert_eq!(
        Grid::new(1, vec![at(0, 0, "").spanning(0, 1), at(0, 0, "")]),
        Err(GridError::ZeroSpan { row: 0, column: 0 })
    );
}

#[test]
fn a_header_ends_between_two_rows() {
    let tall = vec![
        Cell::at(0, 0, "a").spanning(2, 1),
        Cell::at(0, 1, "b"),
        Cell::at(1, 1, "c"),
    ];
    assert_eq!(
        Table::new(widths(2), 1, tall.clone()).unwrap_err(),
        GridError::Header { rows: 1 }
    );
    assert!(Table::new(widths(2), 2, tall).is_ok());
}

#[test]
fn nodes_are_numbered_in_reading_order_and_sections_start_at_level_one() {
    let table = Table::new(widths(1), 0, vec![Cell::at(0, 0, "格"), Cell::at(1, 0, "")]).unwrap();
    let document = Document::new(
        Properties::default(),
        vec![
            Block::title("题"),
            Block::heading(HeadingLevel::One, "一、甲", Origin::default()),
            Block::paragraph("文", Origin::default()),
            Block::heading(HeadingLevel::Two, "（一）乙", Origin::default()),
            Block::heading(HeadingLevel::One, "二、丙", Origin::default()),
            Block::Table(table),
        ],
    );
    let Block::Table(table) = &document.blocks()[5] else {
        panic!("the last block is the table")
    };
    assert_eq!(table.id.get(), 6);
    assert_eq!(table.grid().cells()[1].id.get(), 8);
    let lengths: Vec<_> = document.sections().map(<[Block]>::len).collect();
    assert_eq!(lengths, [1, 3, 2]);
    assert_eq!(document.plain_text(), "题\n一、甲\n文\n（一）乙\n二、丙\n格\n");
    assert_eq!(document.texts().len(), 6);
}

#[test]
fn no_row_of_a_table_is_to_stand_alone() {
    let kept = |header: usize, rows: usize| -> Vec<bool> {
        let cells = (0..rows).map(|row| Cell::at(row, 0, "格")).collect();
        let table = Table::new(widths(1), header, cells).unwrap();
        (0..rows).map(|row| table.keeps_with_next(row)).collect()
    };
    assert_eq!(kept(1, 6), [true, true, false, false, true, false]);
    assert_eq!(kept(0, 5), [true, false, false, true, false]);
    assert_eq!(kept(1, 2), [true, false]);
    assert_eq!(kept(1, 1), [false]);
}
