//! AGG-ADJ: adjustment lines, each of one cell and with a reason.

use crate::finding::{Basis, Finding, Findings, Rule, Severity, Source, Span};
use crate::form::{Form, RowRole, SlotId, SlotKind};
use crate::input::node::{Entry, Node, Value};
use crate::input::{Format, tree};
use crate::model::Amount;

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "AGG-ADJ",
    level: Severity::Error,
    title: "汇总的调整数写明位置、数和理由",
    what: "调整文件由若干 [[adjust]] 组成，每组有 slot（哪一格）、amount（加多少，减用负值）、reason（理由）。合计格随之变动，不单独调整。",
    why: "联合发文只应计一次、转办的申请两家都计了，汇总时要扣除；不写理由，事后说不清。",
    wrong: "[[adjust]]\u{3000}slot = \"table3.received.total\"\u{3000}amount = -1",
    right: "[[adjust]]\u{3000}slot = \"table3.received.natural\"\u{3000}amount = -1\u{3000}reason = \"甲镇转乙镇办理，两镇都计了新收\"",
    basis: Basis::Derived,
};

/// The longest reason.
const MAX_REASON: usize = 200;

/// One adjustment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjustment {
    /// The cell.
    pub slot: SlotId,
    /// What is added: whole numbers, or millionths for amounts.
    pub amount: i128,
    /// Why.
    pub reason: String,
}

impl Adjustment {
    /// Whether it moves a cell: its own, and the sums that the form makes of it.
    pub(super) fn moves(&self, form: &'static Form, id: SlotId) -> bool {
        form.moves_with(id, self.slot)
    }
}

/// What came of reading a file of adjustments.
#[derive(Clone, Debug)]
pub struct Adjustments {
    /// The text under its name.
    pub source: Source,
    /// The usable lines.
    pub lines: Vec<Adjustment>,
    /// Everything wrong with it.
    pub findings: Findings,
}

/// Reads a file of adjustments for a form: TOML, YAML or JSON with a list `adjust`.
pub fn read_adjustments(
    name: impl Into<String>,
    bytes: &[u8],
    format: Option<Format>,
    form: &'static Form,
) -> Adjustments {
    let mut findings = Findings::new();
    let (source, root) = tree(name.into(), bytes, format, &mut findings);
    let mut lines = Vec::new();
    for entry in root.iter().flat_map(entries) {
        match &entry.node.value {
            Value::Array(nodes) if entry.key == "adjust" => {
                for node in nodes {
                    match line(node, form) {
                        Ok(adjustment) if lines.contains(&adjustment) => findings.push(
                            error(node.span, "这一条调整与前面一条完全相同，会重复扣除或加上")
                                .remedy("删去重复的一条；确是两件事的，理由分别写明"),
                        ),
                        Ok(adjustment) => lines.push(adjustment),
                        Err(finding) => findings.push(*finding),
                    }
                }
            }
            _ => findings.push(
                error(entry.key_span, format!("调整文件中没有“{}”", entry.key))
                    .remedy("只写 [[adjust]]，每条调整一组"),
            ),
        }
    }
    if lines.is_empty() && findings.is_empty() {
        findings.push(error(None, "没有一条调整（[[adjust]]）").remedy("没有要调整的，不必用 --adjust"));
    }
    Adjustments {
        source,
        lines,
        findings,
    }
}

fn entries(node: &Node) -> &[Entry] {
    match &node.value {
        Value::Table(entries) => entries,
        _ => &[],
    }
}

fn error(span: impl Into<Option<Span>>, message: impl Into<String>) -> Finding {
    Finding::error(RULE.code, span, message)
}

fn refused(span: Span, message: String, remedy: impl Into<String>) -> Box<Finding> {
    Box::new(error(span, message).remedy(remedy))
}

fn line(node: &Node, form: &'static Form) -> Result<Adjustment, Box<Finding>> {
    let fields = entries(node);
    if let Some(unknown) = fields
        .iter()
        .find(|entry| !["slot", "amount", "reason"].contains(&entry.key.as_str()))
    {
        return Err(refused(
            unknown.key_span,
            format!("调整中没有“{}”这个键", unknown.key),
            "可用的键：slot、amount、reason",
        ));
    }
    let get = |key: &str, name: &str| {
        fields
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| &entry.node)
            .ok_or_else(|| {
                refused(
                    node.span,
                    format!("调整缺少{name}（{key}）"),
                    format!("补上 {key}"),
                )
            })
    };
    let text = |node: &Node| match &node.value {
        Value::String(text) | Value::Integer(text) | Value::Float(text) => text.trim().to_owned(),
        _ => String::new(),
    };
    let place = get("slot", "位置")?;
    let path = text(place);
    let slot = cell(form, &path).ok_or_else(|| {
        refused(
            place.span,
            format!("{}年格式中没有“{path}”这一格", form.id),
            keys(form, &path),
        )
    })?;
    if form.is_sum(slot) {
        return Err(refused(
            place.span,
            format!("“{path}”是合计，不单独调整"),
            "调整它所包含的格，合计由程序随之变动",
        ));
    }
    let given = get("amount", "调整数")?;
    let amount = signed(&text(given), form.slot(slot).kind)
        .filter(|amount| *amount != 0)
        .ok_or_else(|| {
            refused(
                given.span,
                format!("调整数“{}”不对", text(given)),
                match form.slot(slot).kind {
                    SlotKind::Amount => "写加减的万元数，如 \"-1.25\"",
                    _ => "写加减的件数，如 -1",
                },
            )
        })?;
    let why = get("reason", "理由")?;
    let reason = text(why);
    if reason.is_empty() || reason.chars().count() > MAX_REASON {
        return Err(refused(
            why.span,
            "调整要写明理由".to_owned(),
            format!("写一句话，不超过{MAX_REASON}字"),
        ));
    }
    Ok(Adjustment { slot, amount, reason })
}

/// The cell of a path; that of a row with one cell may leave the cell out.
fn cell(form: &'static Form, path: &str) -> Option<SlotId> {
    form.find(path).or_else(|| {
        let wanted = |known: &str| known.strip_prefix(path).is_some_and(|rest| rest.starts_with('.'));
        let mut cells = form.slots().filter(|id| wanted(&form.path(*id)));
        cells
            .next()
            .filter(|id| path.contains('.') && form.row(*id).slots.len() == 1)
    })
}

/// How a path goes on where it is right no longer: the keys of its row's columns, of its table's rows, or of the tables.
fn keys(form: &'static Form, path: &str) -> String {
    let mut keys = path.split('.');
    let (table, row) = (keys.next().unwrap_or(""), keys.next().unwrap_or(""));
    let Some(table) = form.tables.iter().find(|known| known.key == table) else {
        return "写法如 table3.received.natural：表、行、列的键，以点相连".to_owned();
    };
    let named = |(key, label): (&str, &str)| format!("{key}（{label}）");
    let (what, known): (String, Vec<String>) = match table.rows.iter().find(|known| known.key == row) {
        Some(row) => (
            format!("{}.{} 的列", table.key, row.key),
            row.slots
                .iter()
                .filter(|slot| slot.kind != SlotKind::Total)
                .map(|slot| named((slot.key, slot.label)))
                .collect(),
        ),
        None => (
            format!("{} 的行", table.key),
            table
                .rows
                .iter()
                .filter(|row| row.role != RowRole::ResultTotal)
                .map(|row| named((row.key, row.short_label())))
                .collect(),
        ),
    };
    format!("{what}：{}", known.join("、"))
}

/// A number with its sign, in the scale of the slot.
fn signed(text: &str, kind: SlotKind) -> Option<i128> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let amount = i128::from(Amount::parse(digits)?.millionths()) * sign;
    match kind {
        SlotKind::Amount => Some(amount),
        _ if digits.contains('.') => None,
        _ => Some(amount / 1_000_000),
    }
}
