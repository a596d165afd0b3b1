//! Tables: what each row and column of the file says against the grid it came from.

use crate::support::{Node, Parts, parts_of, sample, tables};
use nianbao::doc::{Align, Block, Cell, HeadingLevel, Origin, Table};
use nianbao::style::Style;
use nianbao::units::Length;

fn number(node: &Node, path: &[&str], attribute: &str) -> Option<usize> {
    node.at(path)?.attribute(attribute)?.parse().ok()
}

fn grid(table: &Node) -> Vec<usize> {
    let columns = table.child("w:tblGrid").unwrap().children_named("w:gridCol");
    columns
        .iter()
        .map(|column| column.attribute("w:w").unwrap().parse().unwrap())
        .collect()
}

/// Every row of every table fills the grid, and widths add up to those of the grid.
pub fn assert_grids_close(document: &Node) {
    let total = usize::try_from(Style::default().page.text_width.as_twips()).unwrap();
    for table in document.find("w:tbl") {
        let grid = grid(table);
        assert_eq!(grid.iter().sum::<usize>(), total);
        assert_eq!(number(table, &["w:tblPr", "w:tblW"], "w:w"), Some(total));
        assert_eq!(
            table.at(&["w:tblPr", "w:tblW"]).unwrap().attribute("w:type"),
            Some("dxa")
        );
        // The span of the cell that a continued merge must continue, by its first column.
        let mut above: Vec<(usize, usize)> = Vec::new();
        for row in table.children_named("w:tr") {
            let mut column = 0;
            let mut merged = Vec::new();
            for cell in row.children_named("w:tc") {
                let span = number(cell, &["w:tcPr", "w:gridSpan"], "w:val").unwrap_or(1);
                let width: usize = grid[column..column + span].iter().sum();
                assert_eq!(number(cell, &["w:tcPr", "w:tcW"], "w:w"), Some(width));
                assert_eq!(
                    cell.at(&["w:tcPr", "w:tcW"]).unwrap().attribute("w:type"),
                    Some("dxa")
                );
                let merge = cell.val(&["w:tcPr", "w:vMerge"]);
                assert!(merge != Some("continue") || above.contains(&(column, span)));
                merged.extend(merge.map(|_| (column, span)));
                column += span;
            }
            assert_eq!(column, grid.len());
            above = merged;
        }
    }
}

#[test]
fn every_row_fills_the_grid_and_widths_add_up() {
    let document = Parts::sample().document();
    assert_eq!(document.find("w:tbl").len(), 3);
    assert_grids_close(&document);
}

#[test]
fn merged_cells_are_written_in_full_in_every_row() {
    let source = sample();
    let document = Parts::sample().document();
    for (table, element) in tables(&source).into_iter().zip(document.find("w:tbl")) {
        for (row, element) in element.children_named("w:tr").into_iter().enumerate() {
            let mut column = 0;
            for element in element.children_named("w:tc") {
                let cell = table.grid().cell_at(row, column);
                let expected = match (cell.row_span, cell.row == row) {
                    (1, _) => None,
                    (_, true) => Some("restart"),
                    (_, false) => Some("continue"),
                };
                assert_eq!(element.val(&["w:tcPr", "w:vMerge"]), expected);
                let span = (cell.column_span > 1).then(|| cell.column_span.to_string());
                assert_eq!(element.val(&["w:tcPr", "w:gridSpan"]), span.as_deref());
                let words = if cell.row == row { cell.text.as_str() } else { "" };
                assert_eq!(element.words(), words);
                column = cell.columns().end;
            }
        }
        assert!(element.find("w:hMerge").is_empty());
    }
}

#[test]
fn header_rows_repeat_and_no_row_splits_or_parts_from_what_it_heads() {
    let source = sample();
    let document = Parts::sample().document();
    for (table, element) in tables(&source).into_iter().zip(document.find("w:tbl")) {
        for (row, element) in element.children_named("w:tr").into_iter().enumerate() {
            let properties = element.child("w:trPr").unwrap();
            assert_eq!(
                properties.child("w:tblHeader").is_some(),
                row < table.header_rows()
            );
            assert!(properties.child("w:cantSplit").is_some());
            assert_eq!(
                properties.child("w:trHeight").unwrap().attribute("w:hRule"),
                Some("atLeast")
            );
            for paragraph in element.find("w:p") {
                let keeps = paragraph.at(&["w:pPr", "w:keepNext"]).is_some();
                assert!(keeps || !table.keeps_with_next(row), "row {row}");
            }
        }
    }
}

#[test]
fn a_table_is_named_for_readers_who_cannot_see_it() {
    let document = Parts::sample().document();
    let tables = document.find("w:tbl");
    assert_eq!(
        tables[1].val(&["w:tblPr", "w:tblCaption"]),
        Some("申请 \"情况\" <表>")
    );
    assert_eq!(
        tables[1].val(&["w:tblPr", "w:tblDescription"]),
        Some("按申请人分列 & 汇总")
    );
    assert!(tables[0].at(&["w:tblPr", "w:tblCaption"]).is_none());
}

#[test]
fn rules_are_of_one_weight_and_only_bands_are_tinted() {
    let parts = Parts::sample();
    let (styles, document) = (parts.styles(), parts.document());
    // In the table style, and again in every table for programs that read no table styles.
    let style = crate::support::style(&styles, "OfficialTable")
        .child("w:tblPr")
        .unwrap();
    let tables = document.find("w:tbl");
    let direct = tables.iter().map(|table| table.child("w:tblPr").unwrap());
    for properties in direct.chain([style]) {
        let rules = properties.child("w:tblBorders").unwrap();
        assert_eq!(rules.children.len(), 6);
        for rule in &rules.children {
            assert_eq!(rule.attribute("w:val"), Some("single"));
            assert_eq!(rule.attribute("w:sz"), Some("4"));
        }
        let margins = properties.child("w:tblCellMar").unwrap();
        assert_eq!(margins.children.len(), 4);
        assert!(
            margins
                .children
                .iter()
                .all(|margin| margin.attribute("w:w") != Some("0"))
        );
    }
    assert!(document.find("w:tcBorders").is_empty());
    let tinted: Vec<_> = document
        .find("w:tc")
        .into_iter()
        .filter(|cell| !cell.find("w:shd").is_empty())
        .collect();
    assert_eq!(tinted.len(), 1);
    assert_eq!(tinted[0].words(), "第二十条第（一）项");
    for cell in document.find("w:tc") {
        assert_eq!(cell.val(&["w:tcPr", "w:vAlign"]), Some("center"));
    }
}

#[test]
fn tables_do_not_touch_and_leave_their_space_below() {
    let table = || Block::Table(Table::new(vec![Length::mm(156)], 0, vec![Cell::at(0, 0, "格")]).unwrap());
    let space = Style::default().table.space_after.as_twips().to_string();
    let paragraph = Block::heading(HeadingLevel::One, "一、文", Origin::default());
    let parts = parts_of(vec![table(), table(), paragraph, table()]);
    let document = parts.document();
    let body = document.child("w:body").unwrap();
    let names: Vec<&str> = body.children.iter().map(|child| child.name.as_str()).collect();
    assert_eq!(
        names,
        ["w:tbl", "w:p", "w:tbl", "w:p", "w:tbl", "w:p", "w:sectPr"]
    );
    for gap in [&body.children[1], &body.children[5]] {
        assert_eq!(gap.val(&["w:pPr", "w:pStyle"]), Some("TableGap"));
    }
    let gap = parts.styles();
    let gap = crate::support::style(&gap, "TableGap")
        .at(&["w:pPr", "w:spacing"])
        .unwrap()
        .clone();
    assert_eq!(gap.attribute("w:line"), Some(space.as_str()));
    let after = body.children[3].at(&["w:pPr", "w:spacing"]).unwrap();
    assert_eq!(after.attribute("w:before"), Some(space.as_str()));
}

#[test]
fn a_label_over_rows_keeps_as_many_together_as_its_text_needs() {
    // Four lines of a label stand in rows of 7 mm: four rows, the last of which need not hold on to the next.
    let mut cells = vec![Cell::at(0, 0, "三本年度办理结").spanning(9, 1)];
    cells.extend((0..9).map(|row| Cell::at(row, 1, "0")));
    let widths = vec![Length::mm(10), Length::mm(146)];
    let table = Block::Table(Table::new(widths, 0, cells).unwrap());
    let document = parts_of(vec![table]).document();
    let kept: Vec<bool> = document
        .find("w:tr")
        .iter()
        .map(|row| !row.find("w:keepNext").is_empty())
        .collect();
    // The last two rows stay together as well.
    assert_eq!(kept, [true, true, true, false, false, false, false, true, false]);
}

#[test]
fn the_first_line_of_a_numbered_label_holds_its_number_alone() {
    let label = |text: &str| Cell::at(0, 0, text);
    let indent = |cell: Cell| {
        let cells = vec![cell, Cell::at(0, 1, "0")];
        let table = Table::new(vec![Length::mm(17), Length::mm(139)], 0, cells).unwrap();
        let document = parts_of(vec![Block::Table(table)]).document();
        let cell = document.find("w:tc")[0].clone();
        let words = cell.words();
        let first = number(&cell, &["w:p", "w:pPr", "w:ind"], "w:firstLine");
        (words, first)
    };
    let style = Style::default().table;
    let room = Length::mm(17) - style.padding_x * 2;
    let (words, first) = indent(label("（三）不予公开"));
    assert_eq!(words, "（三）不予公开", "no line break parts the label");
    let left = room - Length::twips(i64::try_from(first.unwrap()).unwrap());
    let em = style.text.size;
    assert!(em * 3 < left && left < em * 4, "{left:?}");
    assert_eq!(indent(label("不予公开").align(Align::Start)).1, None);
    assert_eq!(indent(label("不予公开其他事项")).1, None);
}
