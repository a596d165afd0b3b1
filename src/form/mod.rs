//! The statutory tables as data.
//!
//! A [`Form`] says once what the notice prescribes: the six part headings, the merged-cell grid of each table, the
//! label of each cell, and which slot holds which number. The reader takes its keys from it, the checks their
//! identities, the composer its tables, and the tests walk it. A form of a later year is a new constant.

mod y2019;
mod y2021;

use std::fmt;

pub use y2019::FORM_2019;
pub use y2021::FORM_2021;

/// Every form known, oldest first.
pub const FORMS: [&Form; 2] = [&FORM_2019, &FORM_2021];

/// The last report year for which the newest form was seen in use.
pub const LATEST_CONFIRMED_YEAR: u16 = 2025;

/// One edition of the national format.
#[derive(Debug, PartialEq, Eq)]
pub struct Form {
    /// Stable name: `2019` or `2021`.
    pub id: &'static str,
    /// The notice that publishes it.
    pub notice: &'static str,
    /// First report year it serves; it serves until the next form's first year.
    pub first_year: u16,
    /// Headings of the six parts, in order, with their numbers (一、 … 六、).
    pub parts: [&'static str; 6],
    /// The tables of parts two, three and four, in order.
    pub tables: [TableForm; 3],
}

/// One table: a closed grid of label cells and slots.
#[derive(Debug, PartialEq, Eq)]
pub struct TableForm {
    /// Key in the input file: `table2`, `table3`, `table4`.
    pub key: &'static str,
    /// What clerks call it: 表二, 表三, 表四.
    pub name: &'static str,
    /// Index into [`Form::parts`] of the part it stands in.
    pub part: usize,
    /// A sentence for readers who cannot see the table.
    pub description: &'static str,
    /// Width of each grid column in tenths of a millimetre; they add up to the 156 mm of the text area.
    pub widths: &'static [i64],
    /// To how many tenths of a millimetre each column may be narrowed for long figures in others; empty where none may.
    pub least_widths: &'static [i64],
    /// Number of leading rows repeated on each page the table reaches.
    pub header_rows: u16,
    /// Cells that carry official wording.
    pub labels: &'static [Label],
    /// Rows of the input: one key each.
    pub rows: &'static [SlotRow],
}

/// A cell that carries official wording.
#[derive(Debug, PartialEq, Eq)]
pub struct Label {
    /// Grid row, from 0.
    pub row: u16,
    /// Grid column, from 0.
    pub column: u16,
    /// Rows covered.
    pub row_span: u16,
    /// Columns covered.
    pub column_span: u16,
    /// The wording, exact to the character.
    pub text: &'static str,
    /// What the cell does in the table.
    pub role: LabelRole,
}

/// What a label cell does in its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LabelRole {
    /// Heads the columns below it.
    ColumnHeader,
    /// Heads the row or rows to its right.
    RowHeader,
    /// Heads a block of rows across the whole table (第二十条第（一）项).
    Band,
    /// A remark of the form, heading nothing.
    Note,
}

/// One row of figures: one key of the input.
#[derive(Debug, PartialEq, Eq)]
pub struct SlotRow {
    /// Key in the input file.
    pub key: &'static str,
    /// The official label of the row, with the labels it stands under.
    pub label: &'static str,
    /// Grid row, from 0.
    pub row: u16,
    /// Grid column of the first slot.
    pub column: u16,
    /// The slots, from left to right.
    pub slots: &'static [Slot],
    /// What the row means to the identities of the table.
    pub role: RowRole,
}

/// One number of the form.
#[derive(Debug, PartialEq, Eq)]
pub struct Slot {
    /// Key within the row, used in paths such as `table3.received.natural`.
    pub key: &'static str,
    /// Official label of the column.
    pub label: &'static str,
    /// Grid columns covered.
    pub column_span: u16,
    /// What may stand there.
    pub kind: SlotKind,
}

/// What may stand in a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SlotKind {
    /// A count: a whole number, not negative.
    Count,
    /// A change against the year before: a whole number of either sign (减用负值).
    Change,
    /// An amount in 万元: a decimal with at most six places (1 分), not negative.
    Amount,
    /// The sum of the other slots of its row; computed when left out.
    Total,
}

/// What a row means to the identities of its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RowRole {
    /// Bound by no column identity.
    Plain,
    /// 一、本年新收: left side of the balance.
    Received,
    /// 二、上年结转: left side of the balance.
    CarriedOver,
    /// A result row, summed into （七）总计.
    Result,
    /// （七）总计: the sum of the result rows, right side of the balance.
    ResultTotal,
    /// 四、结转下年度: right side of the balance.
    CarriedForward,
}

/// The address of a slot in a form: indices of table, row and slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SlotId {
    /// Index into [`Form::tables`].
    pub table: usize,
    /// Index into [`TableForm::rows`].
    pub row: usize,
    /// Index into [`SlotRow::slots`].
    pub slot: usize,
}

/// Which identity of the rule book (domain rules T3-ROW, T3-SUM, T3-BAL, T4-SUM) a sum belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IdentityCode {
    /// Every row of 表三: 总计 is the sum of the six kinds of applicant.
    T3Row,
    /// Every column of 表三: （七）总计 is the sum of the result rows.
    T3Sum,
    /// Every column of 表三: 一 + 二 = （七） + 四.
    T3Bal,
    /// Each group of 表四: 总计 is the sum of the four outcomes.
    T4Sum,
}

impl IdentityCode {
    /// The code as printed in findings.
    pub const fn as_str(self) -> &'static str {
        match self {
            IdentityCode::T3Row => "T3-ROW",
            IdentityCode::T3Sum => "T3-SUM",
            IdentityCode::T3Bal => "T3-BAL",
            IdentityCode::T4Sum => "T4-SUM",
        }
    }
}

/// A sum the form binds: the slots on the left add up to the slots on the right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Which rule it is.
    pub code: IdentityCode,
    /// Slots added on the left.
    pub left: Vec<SlotId>,
    /// Slots added on the right.
    pub right: Vec<SlotId>,
}

/// Why a report year has no form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoForm {
    /// The year asked for.
    pub year: u16,
}

impl fmt::Display for NoForm {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "no statutory form for report year {}; the first is {}",
            self.year, FORMS[0].first_year
        )
    }
}

impl std::error::Error for NoForm {}

impl Form {
    /// The form that a report of `year` uses.
    ///
    /// # Errors
    /// [`NoForm`] for years before the first form.
    pub fn for_year(year: u16) -> Result<&'static Form, NoForm> {
        FORMS
            .into_iter()
            .rev()
            .find(|form| form.first_year <= year)
            .ok_or(NoForm { year })
    }

    /// All slots, table by table, row by row.
    pub fn slots(&'static self) -> impl Iterator<Item = SlotId> {
        self.tables.iter().enumerate().flat_map(|(table, form)| {
            form.rows.iter().enumerate().flat_map(move |(row, slots)| {
                (0..slots.slots.len()).map(move |slot| SlotId { table, row, slot })
            })
        })
    }

    /// The row a slot stands in.
    pub fn row(&self, id: SlotId) -> &'static SlotRow {
        &self.tables[id.table].rows[id.row]
    }

    /// The slot itself.
    pub fn slot(&self, id: SlotId) -> &'static Slot {
        &self.row(id).slots[id.slot]
    }

    /// Whether a slot adds up others: a 总计, or one of a row that adds up rows.
    pub fn is_sum(&self, id: SlotId) -> bool {
        self.slot(id).kind == SlotKind::Total || self.row(id).role == RowRole::ResultTotal
    }

    /// Whether a slot is one of those that move with another, itself or a sum that it stands in.
    pub fn moves_with(&self, id: SlotId, leaf: SlotId) -> bool {
        let sums_rows = self.row(id).role == RowRole::ResultTotal && self.row(leaf).role == RowRole::Result;
        let sums_columns = self.slot(id).kind == SlotKind::Total;
        leaf.table == id.table && (leaf.row == id.row || sums_rows) && (leaf.slot == id.slot || sums_columns)
    }

    /// The slot's path in the input: `table3.received.natural`.
    pub fn path(&self, id: SlotId) -> String {
        let row = self.row(id);
        format!("{}.{}.{}", self.tables[id.table].key, row.key, self.slot(id).key)
    }

    /// The slot named by a path, if the form has it.
    pub fn find(&'static self, path: &str) -> Option<SlotId> {
        let mut keys = path.split('.');
        let mut next = || keys.next();
        let (table_key, row_key, slot_key) = (next()?, next()?, next()?);
        if next().is_some() {
            return None;
        }
        let table = self.tables.iter().position(|table| table.key == table_key)?;
        let rows = self.tables[table].rows;
        let row = rows.iter().position(|row| row.key == row_key)?;
        let slot = rows[row].slots.iter().position(|slot| slot.key == slot_key)?;
        Some(SlotId { table, row, slot })
    }

    /// Every sum the form binds, in the order of the rule book.
    pub fn identities(&'static self) -> Vec<Identity> {
        let mut found = Vec::new();
        for (index, table) in self.tables.iter().enumerate() {
            found.extend(row_sums(index, table));
            found.extend(column_sums(index, table));
        }
        found
    }
}

/// 总计 of each row that has one.
fn row_sums(table: usize, form: &TableForm) -> Vec<Identity> {
    let bound_by_columns = form.rows.iter().any(|row| row.role != RowRole::Plain);
    let code = if bound_by_columns {
        IdentityCode::T3Row
    } else {
        IdentityCode::T4Sum
    };
    let ends_in_total = |slots: &[Slot]| matches!(slots.last(), Some(last) if last.kind == SlotKind::Total);
    form.rows
        .iter()
        .enumerate()
        .filter(|(_, row)| ends_in_total(row.slots))
        .map(|(row, slots)| {
            let id = |slot| SlotId { table, row, slot };
            let total = slots.slots.len() - 1;
            Identity {
                code,
                left: (0..total).map(id).collect(),
                right: vec![id(total)],
            }
        })
        .collect()
}

/// The sum of the results and the balance, in each column of a table that has them.
fn column_sums(table: usize, form: &TableForm) -> Vec<Identity> {
    let rows_of = |role: RowRole| {
        form.rows
            .iter()
            .enumerate()
            .filter(move |(_, row)| row.role == role)
            .map(|(index, _)| index)
            .collect::<Vec<_>>()
    };
    let total = rows_of(RowRole::ResultTotal);
    let Some(columns) = total.first().map(|&row| form.rows[row].slots.len()) else {
        return Vec::new();
    };
    let results = rows_of(RowRole::Result);
    let incoming = [rows_of(RowRole::Received), rows_of(RowRole::CarriedOver)].concat();
    let outgoing = [total.clone(), rows_of(RowRole::CarriedForward)].concat();
    let sum = |code, left: &[usize], right: &[usize], slot| Identity {
        code,
        left: left.iter().map(|&row| SlotId { table, row, slot }).collect(),
        right: right.iter().map(|&row| SlotId { table, row, slot }).collect(),
    };
    let sums = (0..columns).map(|slot| sum(IdentityCode::T3Sum, &results, &total, slot));
    let balances = (0..columns).map(|slot| sum(IdentityCode::T3Bal, &incoming, &outgoing, slot));
    sums.chain(balances).collect()
}

impl TableForm {
    /// Number of grid columns.
    pub fn columns(&self) -> u16 {
        self.widths.len() as u16
    }
}

impl SlotRow {
    /// The label as clerks quote it: without the 三 of 三、本年度办理结果.
    pub fn short_label(&self) -> &'static str {
        match self.label.strip_prefix('三') {
            Some(rest) if rest.starts_with('（') => rest,
            _ => self.label,
        }
    }

    /// How many numbers the input must give: all but the computed total.
    pub fn required(&self) -> usize {
        self.slots
            .iter()
            .filter(|slot| slot.kind != SlotKind::Total)
            .count()
    }
}

/// A label cell; shorthand for the tables.
const fn label(
    (row, column): (u16, u16),
    (row_span, column_span): (u16, u16),
    text: &'static str,
    role: LabelRole,
) -> Label {
    Label {
        row,
        column,
        row_span,
        column_span,
        text,
        role,
    }
}

/// A slot; shorthand for the tables.
const fn slot(key: &'static str, label: &'static str, column_span: u16, kind: SlotKind) -> Slot {
    Slot {
        key,
        label,
        column_span,
        kind,
    }
}

/// The seven columns of 表三, the same in both forms.
const APPLICANTS: [Slot; 7] = [
    slot("natural", "自然人", 1, SlotKind::Count),
    slot("business", "商业企业", 1, SlotKind::Count),
    slot("research", "科研机构", 1, SlotKind::Count),
    slot("welfare", "社会公益组织", 1, SlotKind::Count),
    slot("legal", "法律服务机构", 1, SlotKind::Count),
    slot("other", "其他", 1, SlotKind::Count),
    slot("total", "总计", 1, SlotKind::Total),
];

/// The five columns of each group of 表四, the same in both forms.
const OUTCOMES: [Slot; 5] = [
    slot("upheld", "结果维持", 1, SlotKind::Count),
    slot("corrected", "结果纠正", 1, SlotKind::Count),
    slot("other", "其他结果", 1, SlotKind::Count),
    slot("pending", "尚未审结", 1, SlotKind::Count),
    slot("total", "总计", 1, SlotKind::Total),
];

/// 表四, the same in both forms.
const TABLE_4: TableForm = TableForm {
    key: "table4",
    name: "表四",
    part: 3,
    description: "行政复议和行政诉讼的件数，按结果维持、结果纠正、其他结果、尚未审结和总计分列，行政诉讼分未经复议直接起诉和复议后起诉两组。",
    widths: &[104; 15],
    // Two characters of a stacked head.
    least_widths: &[95; 15],
    header_rows: 3,
    labels: &[
        label((0, 0), (1, 5), "行政复议", LabelRole::ColumnHeader),
        label((0, 5), (1, 10), "行政诉讼", LabelRole::ColumnHeader),
        label((1, 0), (2, 1), "结果维持", LabelRole::ColumnHeader),
        label((1, 1), (2, 1), "结果纠正", LabelRole::ColumnHeader),
        label((1, 2), (2, 1), "其他结果", LabelRole::ColumnHeader),
        label((1, 3), (2, 1), "尚未审结", LabelRole::ColumnHeader),
        label((1, 4), (2, 1), "总计", LabelRole::ColumnHeader),
        label((1, 5), (1, 5), "未经复议直接起诉", LabelRole::ColumnHeader),
        label((1, 10), (1, 5), "复议后起诉", LabelRole::ColumnHeader),
        label((2, 5), (1, 1), "结果维持", LabelRole::ColumnHeader),
        label((2, 6), (1, 1), "结果纠正", LabelRole::ColumnHeader),
        label((2, 7), (1, 1), "其他结果", LabelRole::ColumnHeader),
        label((2, 8), (1, 1), "尚未审结", LabelRole::ColumnHeader),
        label((2, 9), (1, 1), "总计", LabelRole::ColumnHeader),
        label((2, 10), (1, 1), "结果维持", LabelRole::ColumnHeader),
        label((2, 11), (1, 1), "结果纠正", LabelRole::ColumnHeader),
        label((2, 12), (1, 1), "其他结果", LabelRole::ColumnHeader),
        label((2, 13), (1, 1), "尚未审结", LabelRole::ColumnHeader),
        label((2, 14), (1, 1), "总计", LabelRole::ColumnHeader),
    ],
    rows: &[
        SlotRow {
            key: "review",
            label: "行政复议",
            row: 3,
            column: 0,
            slots: &OUTCOMES,
            role: RowRole::Plain,
        },
        SlotRow {
            key: "litigation_direct",
            label: "行政诉讼·未经复议直接起诉",
            row: 3,
            column: 5,
            slots: &OUTCOMES,
            role: RowRole::Plain,
        },
        SlotRow {
            key: "litigation_after_review",
            label: "行政诉讼·复议后起诉",
            row: 3,
            column: 10,
            slots: &OUTCOMES,
            role: RowRole::Plain,
        },
    ],
};

#[cfg(test)]
mod tests;
