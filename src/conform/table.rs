//! A table of a file against the table of the form: rows paired by their wording, cells by their order in the row.

use super::Reading;
use super::align::align;
use super::grid::{Expected, FormRow, rows};
use super::rules::{CELL, LABEL};
use super::text::{is_wording, plain};
use crate::finding::Finding;
use crate::form::{Form, LabelRole, TableForm};
use crate::package::body::{Cell, squeezed};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::BTreeMap;
use std::ops::Range;

/// The most rows of a file's table that are looked at.
const MAX_ROWS: usize = 300;
/// The most cells of a row of heads that are named one by one; the form has ten.
const MAX_HEADS: usize = 60;
/// How many things of one kind are named.
const SHOWN: usize = 4;
const FILL: &str = "照统一格式补上，没有发生的填0";

/// What departs, collected so that one kind is told once.
struct Comparison<'a> {
    form: &'static Form,
    table: &'static TableForm,
    reading: &'a mut Reading,
    /// Columns of the form whose heads the file lacks, and the rows of the form they are missing in.
    lost: Vec<(Range<u16>, Range<u16>)>,
    /// Names of rows by how many cells they have and should have.
    counts: BTreeMap<(usize, usize), Vec<&'static str>>,
    /// Labels over several rows that come apart.
    split: Vec<&'static str>,
    blank: Vec<String>,
}

/// Compares a table of a file, all its pieces together.
pub(super) fn compare(form: &'static Form, index: usize, seen: &[&[Cell]], reading: &mut Reading) {
    let seen = &seen[..seen.len().min(MAX_ROWS)];
    let known = rows(form, index);
    let texts: Vec<String> = seen.iter().map(|row| wording(row)).collect();
    let [known_texts, seen_texts]: [Vec<&str>; 2] = [
        known.iter().map(|row| row.text.as_str()).collect(),
        texts.iter().map(String::as_str).collect(),
    ];
    let pairs = align(&known_texts, &seen_texts);
    let mut comparison = Comparison {
        form,
        table: &form.tables[index],
        reading,
        lost: Vec::new(),
        counts: BTreeMap::new(),
        split: Vec::new(),
        blank: Vec::new(),
    };
    comparison.rows_alone(&pairs, &known, &texts);
    for (known_at, seen_at) in &pairs {
        if let (Some(known_at), Some(seen_at)) = (known_at, seen_at) {
            comparison.row(&known[*known_at], seen[*seen_at], *seen_at);
        }
    }
    comparison.tell(index);
}

/// The wording that begins in a row.
fn wording(row: &[Cell]) -> String {
    let cells = row.iter().filter(|cell| !cell.continues);
    cells
        .map(|cell| plain(&cell.text()))
        .filter(|text| is_wording(text))
        .collect()
}

impl Comparison<'_> {
    fn find(&mut self, finding: Finding, remedy: &str) {
        self.reading.findings.push(finding.remedy(remedy));
    }

    /// Rows of the form that are not there, and rows that the form does not have.
    fn rows_alone(&mut self, pairs: &[(Option<usize>, Option<usize>)], known: &[FormRow], texts: &[String]) {
        let name = self.table.name;
        let missing: Vec<String> = pairs
            .iter()
            .filter(|pair| pair.1.is_none())
            .filter_map(|pair| Some(format!("“{}”", known[pair.0?].name)))
            .collect();
        if !missing.is_empty() {
            let message = format!("{name}缺少{}", counted(&missing, "行"));
            self.find(Finding::error(CELL, None, message), FILL);
        }
        let heads = &known[..usize::from(self.table.header_rows).min(known.len())];
        for seen in pairs
            .iter()
            .filter(|pair| pair.0.is_none())
            .filter_map(|pair| pair.1)
        {
            let (row, text) = (seen + 1, &texts[seen]);
            if text.is_empty() {
                let message = format!("{name}第{row}行是统一格式没有的空行");
                self.find(Finding::warning(CELL, None, message), "删去这一行");
            } else if heads.iter().any(|head| head.text == *text) {
                let message = format!("{name}第{row}行又写了一遍表头");
                let remedy = "删去这一行；要在续页重复表头的，选中表头各行，用“表格—重复标题行”";
                self.find(Finding::warning(CELL, None, message), remedy);
            } else {
                let message = format!("{name}第{row}行“{}”是统一格式没有的", cut(text));
                self.find(
                    Finding::error(CELL, None, message),
                    "删去这一行，数字并入所属的行",
                );
            }
        }
    }

    fn row(&mut self, known: &FormRow, seen: &[Cell], seen_at: usize) {
        let there = |columns: &Range<u16>, lost: &[(Range<u16>, Range<u16>)]| {
            let is_lost = |(gone, rows): &(Range<u16>, Range<u16>)| {
                rows.contains(&known.row) && gone.start <= columns.start && columns.end <= gone.end
            };
            !lost.iter().any(is_lost)
        };
        let is_head = known
            .cells
            .iter()
            .all(|cell| matches!(cell.1, Expected::Label(_)));
        let expected: Vec<&(Range<u16>, Expected)> = known
            .cells
            .iter()
            .filter(|cell| there(&cell.0, &self.lost))
            .collect();
        if expected.len() != seen.len() {
            if is_head && seen.len() <= MAX_HEADS {
                self.head(known, &expected, seen);
            } else {
                let count = (seen.len(), expected.len());
                self.counts.entry(count).or_default().push(known.name);
            }
            return;
        }
        for ((_, expected), cell) in expected.into_iter().zip(seen) {
            match expected {
                Expected::Figure(slot) => {
                    let text = cell.text();
                    if text.is_empty() {
                        let slot = self.form.slot(*slot).label;
                        self.blank.push(format!("“{}”的“{slot}”", known.name));
                    }
                    self.reading.cells.insert(*slot, text);
                }
                Expected::Label(label) if label.row == known.row => {
                    self.label(label.text, &cell.text(), seen_at);
                }
                Expected::Label(label) => {
                    if !cell.continues && !self.split.contains(&label.text) {
                        self.split.push(label.text);
                    }
                }
            }
        }
    }

    fn label(&mut self, label: &str, text: &str, row: usize) {
        if text == squeezed(label) {
            return;
        }
        let place = format!("{}第{}行", self.table.name, row + 1);
        if plain(text) == plain(label) {
            let message = format!(
                "{place}的标签“{label}”写成了“{}”，标点或数字的全角半角不同",
                cut(text)
            );
            self.find(Finding::warning(LABEL, None, message), "照统一格式写");
            return;
        }
        let text = match text {
            "" => "空白".to_owned(),
            text => format!("“{}”", cut(text)),
        };
        let message = format!("{place}的标签应为“{label}”，文件里是{text}");
        self.find(Finding::error(LABEL, None, message), "照统一格式写");
    }

    /// A row of heads that has too few cells or too many: which?
    fn head(&mut self, known: &FormRow, expected: &[&(Range<u16>, Expected)], seen: &[Cell]) {
        let want: Vec<String> = expected
            .iter()
            .map(|(_, cell)| match cell {
                Expected::Label(label) if label.row == known.row => plain(label.text),
                _ => String::new(),
            })
            .collect();
        let have: Vec<String> = seen.iter().map(|cell| plain(&cell.text())).collect();
        for change in capture_diff_slices(Algorithm::Myers, &want, &have) {
            if matches!(change, DiffOp::Equal { .. }) {
                continue;
            }
            for at in change.old_range() {
                let (columns, Expected::Label(label)) = expected[at] else {
                    continue;
                };
                if label.row != known.row || label.role != LabelRole::ColumnHeader {
                    continue;
                }
                let message = format!("{}缺少“{}”一列", self.table.name, label.text);
                self.find(Finding::error(CELL, None, message), FILL);
                self.lost
                    .push((columns.clone(), known.row..self.end_of_block(known.row)));
            }
            for at in change.new_range() {
                let message = match have[at].as_str() {
                    "" => format!("{}的表头多出一个空格", self.table.name),
                    text => format!("{}的表头多出“{}”一格", self.table.name, cut(text)),
                };
                self.find(Finding::error(CELL, None, message), "照统一格式，删去多出的栏目");
            }
        }
    }

    /// The row of the next band: there other heads begin.
    fn end_of_block(&self, row: u16) -> u16 {
        let bands = self
            .table
            .labels
            .iter()
            .filter(|label| label.role == LabelRole::Band);
        bands
            .map(|band| band.row)
            .find(|band| *band > row)
            .unwrap_or(u16::MAX)
    }

    /// Tells what was collected.
    fn tell(&mut self, index: usize) {
        let name = self.table.name;
        for ((have, want), rows) in std::mem::take(&mut self.counts) {
            let rows: Vec<String> = rows.iter().map(|row| format!("“{row}”")).collect();
            let message = format!("{name}{}有{have}格，应为{want}格", counted(&rows, "行"));
            self.find(
                Finding::error(CELL, None, message),
                "照统一格式拆分或合并单元格，每格一个数",
            );
        }
        if !self.split.is_empty() {
            let labels: Vec<String> = self.split.iter().map(|label| format!("“{label}”")).collect();
            let message = format!("{name}跨行的标签{}被拆成了几格", counted(&labels, "格"));
            self.find(Finding::warning(CELL, None, message), "选中这几格，合并单元格");
        }
        if self.blank.is_empty() {
            return;
        }
        let slots = self.form.slots().filter(|slot| slot.table == index).count();
        let message = if self.blank.len() == slots {
            format!("{name}全部{slots}格都没有填写")
        } else {
            format!("{name}有空格：{}", counted(&self.blank, "格"))
        };
        let finding = Finding::error(CELL, None, message).remedy("逐格填写，没有发生的填0");
        self.reading.blanks.push(finding);
    }
}

/// `“甲”、“乙”等7行`, `“甲”一行`.
fn counted(names: &[String], unit: &str) -> String {
    let shown = names[..names.len().min(SHOWN)].join("、");
    match names.len() {
        1 => format!("{shown}一{unit}"),
        count if count > SHOWN => format!("{shown}等{count}{unit}"),
        count => format!("{shown}{count}{unit}"),
    }
}

/// The beginning of a text.
fn cut(text: &str) -> String {
    const LENGTH: usize = 24;
    let mut out: String = text.chars().take(LENGTH).collect();
    if text.chars().count() > LENGTH {
        out.push('…');
    }
    out
}
