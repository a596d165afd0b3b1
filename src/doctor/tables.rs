//! Facts on tables.

use super::Fact;
use crate::finding::{Basis, Rule, Severity};
use crate::package::xml::{at, attribute, child, children, is, number, val, val_at};
use roxmltree::Node;

/// How far sums of widths may differ, in twips: rounding.
const ROUNDING: i64 = 20;

pub(super) const FACTS: [Fact; 8] = [
    Fact {
        rule: Rule {
            code: "DOC-GRID",
            level: Severity::Warning,
            title: "表格逐列写明列宽（tblGrid）",
            what: "每个表格的 w:tblGrid 中，每一列都有一个 w:gridCol。",
            why: "WPS 按 gridCol 定列宽；只有表格总宽的，在 WPS 中会缩成一条。",
            wrong: "<w:tblGrid/>",
            right: "在 WPS 或 Word 中选中表格，拖动一次列线再保存；程序生成的，为每一列写 gridCol",
            basis: Basis::Derived,
        },
        places: |view| view.tables_where(|table| columns(table) < widest_row(table)),
    },
    Fact {
        rule: Rule {
            code: "DOC-WIDTH",
            level: Severity::Warning,
            title: "表格总宽、各列宽之和、各行单元格宽之和相等，都用绝对单位",
            what: "w:tblW 与各 w:tcW 的类型为 dxa；tblW 等于 gridCol 之和，每行 tcW 之和也与它相等。",
            why: "Word 与 WPS 各看其中一个：不一致时，WPS 会重新分配，甚至压扁表格。",
            wrong: "tblW 为 auto，gridCol 之和8845，一行的 tcW 之和为8300",
            right: "表格属性中按厘米指定表格宽度和每列宽度；程序生成的，三者写成同一个数",
            basis: Basis::Derived,
        },
        places: |view| view.tables_where(|table| columns(table) > 0 && !widths_agree(table)),
    },
    Fact {
        rule: Rule {
            code: "DOC-PERCENT",
            level: Severity::Error,
            title: "宽度不写成带百分号的文字",
            what: "w:tblW、w:tcW 的 w:w 是整数。",
            why: "写成 \"100%\" 的文件，Word 2007 拒绝打开；其他版本各自解释。",
            wrong: "<w:tblW w:w=\"100%\" w:type=\"pct\"/>",
            right: "写成整数：按 dxa（二十分之一磅），或按 pct（百分之一的五十分之一）",
            basis: Basis::Derived,
        },
        places: |view| {
            view.tables_with(|node| {
                let is_width = is(node, "tblW") || is(node, "tcW");
                is_width && attribute(node, "w").is_some_and(|width| width.contains('%'))
            })
        },
    },
    Fact {
        rule: Rule {
            code: "DOC-AUTOFIT",
            level: Severity::Hint,
            title: "表格用固定列宽（tblLayout fixed）",
            what: "w:tblPr 中有 <w:tblLayout w:type=\"fixed\"/>。",
            why: "不固定的，列宽随内容变，Word 与 WPS 算法不同，页数也会不同。",
            wrong: "没有 tblLayout，或者 autofit",
            right: "表格属性—选项，取消“自动重调尺寸以适应内容”",
            basis: Basis::Derived,
        },
        places: |view| {
            view.tables_where(|table| {
                let layout = at(table, &["tblPr", "tblLayout"]);
                layout.and_then(|layout| attribute(layout, "type")) != Some("fixed")
            })
        },
    },
    Fact {
        rule: Rule {
            code: "DOC-MERGE",
            level: Severity::Error,
            title: "合并单元格首尾相接，每行填满各列",
            what: "w:vMerge 的“续”上面有同列同宽的“起”；不用 w:hMerge；各行跨列数之和等于列数。",
            why: "接不上的合并，Word 与 WPS 画成不同的格子；用隐藏单元格假装的合并，一拖动或转 PDF 就散开。",
            wrong: "第二行第一格写 vMerge（续），第一行第一格没有 vMerge",
            right: "在 Word 中拆分该处单元格，重新合并后保存；程序生成的，首格 restart，其余 continue",
            basis: Basis::Derived,
        },
        places: |view| view.tables_where(|table| !merges_close(table)),
    },
    Fact {
        rule: Rule {
            code: "DOC-HEIGHT",
            level: Severity::Warning,
            title: "行高用最小值，不用固定值",
            what: "w:trHeight 的 w:hRule 不是 exact。",
            why: "固定行高加垂直居中，WPS 中文字贴顶或被裁掉；字多了两者都裁。",
            wrong: "<w:trHeight w:val=\"400\" w:hRule=\"exact\"/>",
            right: "表格属性—行，行高值设为“最小值”",
            basis: Basis::Derived,
        },
        places: |view| {
            view.tables_with(|node| is(node, "trHeight") && attribute(node, "hRule") == Some("exact"))
        },
    },
    Fact {
        rule: Rule {
            code: "DOC-SHADE",
            level: Severity::Warning,
            title: "底色用 clear，不用 solid",
            what: "w:shd 的 w:val 不是 solid。",
            why: "solid 的底色在 WPS 中是一块黑。",
            wrong: "<w:shd w:val=\"solid\" w:color=\"auto\" w:fill=\"E7EEF7\"/>",
            right: "底纹设为“填充”颜色，图案样式“清除”",
            basis: Basis::Unconfirmed,
        },
        places: |view| view.tables_with(is_solid),
    },
    Fact {
        rule: Rule {
            code: "DOC-SPLIT",
            level: Severity::Hint,
            title: "跨页的长表格有重复的标题行",
            what: "多于20行的表格，第一行带 w:tblHeader。",
            why: "翻到下一页看不出每列是什么；读屏软件也靠它认出表头。",
            wrong: "28行的表格，没有一行带 tblHeader",
            right: "选中表头各行，表格—重复标题行",
            basis: Basis::Derived,
        },
        places: |view| {
            view.tables_where(|table| {
                const LONG: usize = 20;
                let heads = children(table, "tr")
                    .next()
                    .is_some_and(|row| at(row, &["trPr", "tblHeader"]).is_some());
                children(table, "tr").count() > LONG && !heads
            })
        },
    },
];

fn is_solid(node: Node<'_, '_>) -> bool {
    is(node, "shd") && val(node) == Some("solid")
}

fn columns(table: Node<'_, '_>) -> usize {
    child(table, "tblGrid").map_or(0, |grid| children(grid, "gridCol").count())
}

fn widest_row(table: Node<'_, '_>) -> usize {
    children(table, "tr")
        .map(|row| places(row).map(|(_, end, _)| end).max().unwrap_or(0))
        .max()
        .unwrap_or(0)
}

/// The cells of a row: first column, end column, cell.
fn places<'a, 'i>(row: Node<'a, 'i>) -> impl Iterator<Item = (usize, usize, Node<'a, 'i>)> {
    let count = |node: Node<'_, '_>, path: &[&str]| {
        let value = val_at(node, path).and_then(|value| value.parse::<usize>().ok());
        value.unwrap_or(0).min(1000)
    };
    let mut column = count(row, &["trPr", "gridBefore"]);
    children(row, "tc").map(move |cell| {
        let start = column;
        column += count(cell, &["tcPr", "gridSpan"]).max(1);
        (start, column, cell)
    })
}

fn merges_close(table: Node<'_, '_>) -> bool {
    let columns = columns(table);
    let mut open: Vec<(usize, usize)> = Vec::new();
    for row in children(table, "tr") {
        let mut next = Vec::new();
        let mut filled = 0;
        for (start, end, cell) in places(row) {
            filled = end;
            if at(cell, &["tcPr", "hMerge"]).is_some() {
                return false;
            }
            let Some(merge) = at(cell, &["tcPr", "vMerge"]) else {
                continue;
            };
            // Cells go from the left, so those above are in order.
            if val(merge) != Some("restart") && open.binary_search(&(start, end)).is_err() {
                return false;
            }
            next.push((start, end));
        }
        let after = val_at(row, &["trPr", "gridAfter"]).and_then(|value| value.parse::<usize>().ok());
        if columns > 0 && filled + after.unwrap_or(0).min(1000) != columns {
            return false;
        }
        open = next;
    }
    true
}

fn widths_agree(table: Node<'_, '_>) -> bool {
    let absolute = |node: Node<'_, '_>| {
        (attribute(node, "type") == Some("dxa"))
            .then(|| number(node, "w"))
            .flatten()
    };
    let Some(whole) = at(table, &["tblPr", "tblW"]).and_then(absolute) else {
        return false;
    };
    let near = |sum: i64| (sum - whole).abs() <= ROUNDING;
    let grid: Vec<i64> = child(table, "tblGrid")
        .into_iter()
        .flat_map(|grid| children(grid, "gridCol"))
        .map(|column| number(column, "w").unwrap_or(0))
        .collect();
    let sum = |widths: &[i64]| widths.iter().fold(0_i64, |sum, width| sum.saturating_add(*width));
    near(sum(&grid))
        && children(table, "tr").all(|row| {
            let before = val_at(row, &["trPr", "gridBefore"]).or(val_at(row, &["trPr", "gridAfter"]));
            let cells: Option<Vec<i64>> = children(row, "tc")
                .map(|cell| at(cell, &["tcPr", "tcW"]).and_then(absolute))
                .collect();
            before.is_some() || cells.is_some_and(|widths| near(sum(&widths)))
        })
}
