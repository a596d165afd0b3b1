//! The numbers of the three tables, row by row.

use super::{Fields, Known, Reader, codes, number};
use crate::finding::{Finding, Span};
use crate::form::{FORMS, Form, SlotId, SlotKind, SlotRow, TableForm};
use crate::input::node::{Node, Value};
use crate::model::{Cell, CellValue, Figures, Text};

/// The notes under a table, beside its rows.
pub(in crate::input) const NOTES: Known = ("notes", "表注");

impl Reader<'_> {
    /// The notes under each table of the form; none where none are written.
    pub(super) fn table_notes(&mut self, root: &Fields<'_>, form: &'static Form) -> Vec<Text> {
        let (key, name) = NOTES;
        form.tables
            .iter()
            .map(|table| {
                let entries = match root.entry(table.key).map(|entry| &entry.node.value) {
                    Some(Value::Table(entries)) => entries.as_slice(),
                    _ => &[],
                };
                let notes = entries.iter().find(|entry| entry.key == key);
                notes
                    .and_then(|notes| self.paragraphs(&notes.node, &format!("{}的{name}", table.name)))
                    .unwrap_or_default()
            })
            .collect()
    }

    /// Every number of the form; what is missing or refused is told, and its cell keeps the place where it was told.
    pub(super) fn figures(&mut self, root: &Fields<'_>, form: &'static Form) -> Figures {
        let mut figures = Figures::missing(form);
        for (table, table_form) in form.tables.iter().enumerate() {
            self.table(root, form, table, table_form, &mut figures);
        }
        figures.compute_totals();
        figures
    }

    fn table(
        &mut self,
        root: &Fields<'_>,
        form: &'static Form,
        table: usize,
        table_form: &'static TableForm,
        figures: &mut Figures,
    ) {
        let (key, name) = (table_form.key, table_form.name);
        let Some(entry) = root.entry(key) else {
            let message = format!("缺少{name}（[{key}]），共{}行", table_form.rows.len());
            let remedy = "补上该表，没有发生的也要逐行填0；可对照 nianbao new 生成的模板";
            self.missing(
                root,
                key,
                Finding::error(codes::ROW, None, message).remedy(remedy),
            );
            told(figures, table, 0..table_form.rows.len(), Span::default());
            return;
        };
        let known: Vec<Known> = table_form
            .rows
            .iter()
            .map(|row| (row.key, row.short_label()))
            .chain([NOTES])
            .collect();
        let Some(fields) = self.table_fields(entry, form, table, &known) else {
            told(figures, table, 0..table_form.rows.len(), entry.key_span);
            return;
        };
        let mut absent = Vec::new();
        for (row, slots) in table_form.rows.iter().enumerate() {
            match fields.get(slots.key) {
                Some(node) => {
                    let title = format!("{name}“{}”", slots.short_label());
                    let cells = self.row(node, slots, &title);
                    for (slot, cell) in cells.into_iter().enumerate() {
                        figures.set(SlotId { table, row, slot }, cell);
                    }
                }
                None => {
                    told(figures, table, row..row + 1, entry.key_span);
                    if !fields.guessed.contains(&slots.key) {
                        absent.push(slots);
                    }
                }
            }
        }
        self.absent_rows(&fields, &absent, table_form, entry.key_span);
    }

    /// One finding on all rows a table lacks.
    fn absent_rows(&mut self, fields: &Fields<'_>, absent: &[&SlotRow], table: &TableForm, place: Span) {
        const LISTED: usize = 4;
        if absent.is_empty() {
            return;
        }
        let labels: Vec<String> = absent
            .iter()
            .take(LISTED)
            .map(|row| format!("“{}”（{}）", row.short_label(), row.key))
            .collect();
        let more = match absent.len() {
            0..=LISTED => String::new(),
            all => format!("等{all}行"),
        };
        self.missing(
            fields,
            absent[0].key,
            Finding::error(
                codes::ROW,
                place,
                format!("{}缺少{}{more}", table.name, labels.join("、")),
            )
            .remedy(format!(
                "补上该行，如 {}；没有发生的填0，不能省略",
                example(absent[0])
            )),
        );
    }

    /// The rows of a table; a row of another year's form is told as such.
    fn table_fields<'n>(
        &mut self,
        entry: &'n crate::input::node::Entry,
        form: &'static Form,
        table: usize,
        known: &[Known],
    ) -> Option<Fields<'n>> {
        let before = self.findings.len();
        let name = format!("[{}]", entry.key);
        let fields = self.fields(&entry.node, Some(entry.key_span), &name, known)?;
        let foreign: Vec<(Span, &'static Form)> = fields
            .entries
            .iter()
            .filter(|row| !known.iter().any(|(key, _)| *key == row.key))
            .filter_map(|row| {
                let other = FORMS
                    .into_iter()
                    .filter(|other| other.id != form.id)
                    .find(|other| other.tables[table].rows.iter().any(|slots| slots.key == row.key))?;
                Some((row.key_span, other))
            })
            .collect();
        self.findings.annotate(before, |finding| {
            let (_, other) = foreign.iter().find(|(span, _)| finding.span == Some(*span))?;
            Some(format!(
                "这一行属于{}年的格式（{}），本报告用{}年的格式",
                other.id, other.notice, form.id
            ))
        });
        Some(fields)
    }

    /// The cells of a row; a row of the wrong length gives no numbers.
    fn row(&mut self, node: &Node, row: &SlotRow, title: &str) -> Vec<Cell> {
        let list = || {
            let zeros = vec!["0"; row.required()].join(", ");
            format!("{}个数字的列表，如 [{zeros}]", row.required())
        };
        let refused = || {
            let cell = Cell {
                value: CellValue::Missing,
                span: Some(node.span),
            };
            vec![cell; row.slots.len()]
        };
        let single = std::slice::from_ref(node);
        let nodes = match &node.value {
            Value::Array(nodes) => nodes.as_slice(),
            Value::Table(_) => {
                self.wrong_kind(node, title, &list());
                return refused();
            }
            _ if row.slots.len() == 1 => single,
            _ => {
                self.wrong_kind(node, title, &list());
                return refused();
            }
        };
        if nodes.len() != row.slots.len() && nodes.len() != row.required() {
            if !self.chinese_comma(nodes, title) {
                self.wrong_length(node, nodes.len(), row, title);
            }
            return refused();
        }
        let mut cells: Vec<Cell> = row
            .slots
            .iter()
            .zip(nodes)
            .map(|(slot, node)| {
                let name = format!("{title}的“{}”", slot.label);
                Cell {
                    value: self.cell(node, slot.kind, &name),
                    span: Some(node.span),
                }
            })
            .collect();
        cells.resize(row.slots.len(), Cell::default());
        cells
    }

    /// Tells that numbers have Chinese commas between them, which YAML takes for one text.
    fn chinese_comma(&mut self, nodes: &[Node], title: &str) -> bool {
        let is_joined = |text: &str| {
            let mut parts = text.split(['，', '、']);
            text.contains(['，', '、'])
                && parts.all(|part| part.trim().trim_start_matches('-').parse::<u64>().is_ok())
        };
        let joined = nodes
            .iter()
            .find(|node| matches!(&node.value, Value::String(text) if is_joined(text)));
        let Some(node) = joined else {
            return false;
        };
        let shown = &self.source[node.span.start..node.span.end];
        let comma = shown
            .char_indices()
            .find(|(_, c)| matches!(c, '，' | '、'))
            .map(|(at, c)| (node.span.start + at, c));
        let (at, mark) = comma.unwrap_or((node.span.start, '，'));
        self.findings.push(
            Finding::error(
                codes::ROW,
                Span::new(at, at + mark.len_utf8()),
                format!("{title}的数字之间用了中文标点 {mark} "),
            )
            .remedy("数字之间用英文逗号隔开，如 [0, 0, 0]"),
        );
        true
    }

    fn wrong_length(&mut self, node: &Node, found: usize, row: &SlotRow, title: &str) {
        let wanted = if row.required() == row.slots.len() {
            format!("{}个", row.slots.len())
        } else {
            format!(
                "{}个（不含总计）或{}个（含总计）",
                row.required(),
                row.slots.len()
            )
        };
        let labels: Vec<&str> = row.slots.iter().map(|slot| slot.label).collect();
        let remedy = if found < row.required() {
            "补足缺少的数字，没有的填0"
        } else {
            "删去多余的数字，检查是否把一个数拆成了两个"
        };
        self.findings.push(
            Finding::error(
                codes::ROW,
                node.span,
                format!("{title}应有{wanted}数字，填了{found}个"),
            )
            .note(format!("依次为：{}", labels.join("、")))
            .remedy(remedy),
        );
    }

    fn cell(&mut self, node: &Node, kind: SlotKind, name: &str) -> CellValue {
        let signed = kind == SlotKind::Change;
        let read = match (&node.value, kind) {
            (Value::Null, _) => return CellValue::Empty,
            (Value::String(text), SlotKind::Amount) => amount_cell(text),
            (Value::Integer(text) | Value::Float(text), SlotKind::Amount) => {
                number::amount(text, "万元").map(CellValue::Amount)
            }
            (Value::String(text), _) => number::cell(text, signed),
            (Value::Integer(text) | Value::Float(text), _) => {
                number::whole(text, signed).map(CellValue::Number)
            }
            _ => {
                self.wrong_kind(node, name, "数字");
                return CellValue::Missing;
            }
        };
        read.unwrap_or_else(|wrong| {
            self.wrong_number(node, name, &wrong);
            CellValue::Missing
        })
    }

    /// Without a form only the kind of the tables can be checked.
    pub(super) fn tables_without_form(&mut self, root: &Fields<'_>) {
        for table in &FORMS[FORMS.len() - 1].tables {
            if let Some(entry) = root.entry(table.key)
                && !matches!(entry.node.value, Value::Table(_) | Value::Null)
            {
                self.wrong_kind(&entry.node, &format!("[{}]", table.key), "一组键值");
            }
        }
    }
}

/// Marks the cells of some rows as missing and told.
fn told(figures: &mut Figures, table: usize, rows: std::ops::Range<usize>, span: Span) {
    for row in rows {
        for slot in 0..figures.form().tables[table].rows[row].slots.len() {
            let cell = Cell {
                value: CellValue::Missing,
                span: Some(span),
            };
            figures.set(SlotId { table, row, slot }, cell);
        }
    }
}

fn amount_cell(text: &str) -> Result<CellValue, number::Wrong> {
    let text = text.trim_matches(crate::input::paragraphs::is_blank);
    if text.is_empty() {
        Ok(CellValue::Empty)
    } else if number::is_not_applicable(text) {
        Ok(CellValue::NotApplicable(text.to_owned()))
    } else {
        number::amount(text, "万元").map(CellValue::Amount)
    }
}

/// A row of zeros as it is written in the input.
fn example(row: &SlotRow) -> String {
    match row.slots {
        [slot] if slot.kind == SlotKind::Amount => format!("{} = \"0\"", row.key),
        [_] => format!("{} = 0", row.key),
        _ => format!("{} = [{}]", row.key, vec!["0"; row.required()].join(", ")),
    }
}
