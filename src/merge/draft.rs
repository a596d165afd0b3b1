//! The merged report as a draft: sums with their remarks, the words left to be written.

use super::sum::FEES;
use super::{Attendance, Merge, Sum, Unit, shown};
use crate::form::{NoForm, SlotId, SlotKind};
use crate::input::Draft;
use crate::model::{Amount, CellValue, Date, FeeNotice, Level, Located};

/// What the merging office says of itself; what it does not say is left to be filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Its full name.
    pub agency: Option<String>,
    /// What kind of organ it is.
    pub level: Option<Level>,
    /// 成文日期.
    pub date: Option<Date>,
}

/// So many units are named in one remark.
const NAMED: usize = 12;

impl Merge {
    /// The merged report. Its figures are the sums; its text is nobody's to invent and stays empty.
    ///
    /// # Errors
    /// [`NoForm`] for years before the first form.
    pub fn draft(&self, head: &Head, attendance: Option<&Attendance>) -> Result<Draft, NoForm> {
        let mut draft = Draft::empty(self.year())?;
        draft.agency.clone_from(&head.agency);
        draft.level = head.level;
        draft.date = head.date;
        draft.figures = self.figures();
        draft.merged_from = self.units().iter().map(|unit| unit.agency.clone()).collect();
        draft.fee_notice = self.fee_notice();
        self.open(&mut draft, attendance);
        for id in self.form().slots() {
            self.remark(&mut draft, id);
        }
        self.remark_fees(&mut draft);
        for key in ["part1", "part5", "part6"] {
            draft.remark(format!("prose.{key}"), "由本机关编写；各单位的文字不合并");
        }
        Ok(draft)
    }

    fn open(&self, draft: &mut Draft, attendance: Option<&Attendance>) {
        let units = self.units();
        let faulty: Vec<&str> = units
            .iter()
            .filter(|unit| unit.faulty)
            .map(|unit| unit.agency.as_str())
            .collect();
        draft.opening.push(format!(
            "表二至表四和信息处理费由{}个单位的报告相加，单位见 merged_from",
            units.len()
        ));
        let names = |holds: &dyn Fn(&Unit) -> bool| -> Vec<&str> {
            let held = units.iter().filter(|unit| holds(unit));
            held.map(|unit| unit.agency.as_str()).collect()
        };
        for (said, names) in [
            ("其中本级机关自己的", names(&|unit| unit.own)),
            ("其中各项为零的", names(&Unit::is_nil)),
        ] {
            if !names.is_empty() {
                draft.opening.push(format!("{said}：{}", names.join("、")));
            }
        }
        if !faulty.is_empty() {
            draft.opening.push(format!(
                "注意：其中{}个单位的报告有错误，汇总数未必可靠：{}",
                faulty.len(),
                faulty.join("、")
            ));
        }
        let Some(attendance) = attendance else {
            return;
        };
        draft.opening.push(format!("对照名册：{}", attendance.summary()));
        let listed = |holds: &dyn Fn(&super::Place) -> bool| -> Vec<&str> {
            let places = attendance.places.iter().filter(|place| holds(place));
            places.map(|place| place.name.as_str()).collect()
        };
        for (said, names) in [
            ("注意：未报，没有计入", listed(&super::Place::is_missing)),
            (
                "空数据说明，没有数可计",
                listed(&|place| place.file.is_none() && place.nil.is_some()),
            ),
            ("注意：不在名册，已计入", listed(&|place| !place.expected)),
        ] {
            if !names.is_empty() {
                draft.opening.push(format!("{said}：{}", names.join("、")));
            }
        }
    }

    /// What the reader of a sum must know: cells not counted, remarks, adjustments.
    fn remark(&self, draft: &mut Draft, id: SlotId) {
        let (form, sum) = (self.form(), self.sum(id));
        let (row, slot) = (form.row(id), form.slot(id));
        let path = format!("{}.{}", form.tables[id.table].key, row.key);
        let label = if row.slots.len() > 1 {
            slot.label
        } else {
            row.short_label()
        };
        self.uncounted(draft, &path, label, &sum);
        for part in &sum.parts {
            if let CellValue::Annotated { number, text } = &part.written {
                let agency = &self.units()[part.unit].agency;
                draft.remark(&path, format!("“{label}”：{agency}写作“{text}”，按{number}计入"));
            }
        }
        for adjustment in sum.adjustments.iter().filter(|adjustment| adjustment.slot == id) {
            let sign = if adjustment.amount > 0 { "加" } else { "减" };
            let amount = shown(slot.kind, adjustment.amount.abs());
            draft.remark(&path, format!("“{label}”已{sign}{amount}：{}", adjustment.reason));
        }
    }

    fn uncounted(&self, draft: &mut Draft, path: &str, label: &str, sum: &Sum) {
        let names: Vec<String> = sum
            .parts
            .iter()
            .filter(|part| part.counted.is_none())
            .map(|part| {
                let written = match part.written.to_string() {
                    text if text.is_empty() => "空".to_owned(),
                    text => text,
                };
                format!("{}（{written}）", self.units()[part.unit].agency)
            })
            .collect();
        if !names.is_empty() {
            let more = match names.len() {
                0..=NAMED => String::new(),
                all => format!("等{all}个单位"),
            };
            let named = names[..names.len().min(NAMED)].join("、");
            draft.remark(path, format!("“{label}”没有计入：{named}{more}"));
        }
    }

    fn remark_fees(&self, draft: &mut Draft) {
        let sum = self.fee(0);
        let silent = sum.parts.iter().filter(|part| part.counted.is_none()).count();
        if silent > 0 && silent < sum.parts.len() {
            self.uncounted(draft, "fee_notice", FEES[0].1, &sum);
        }
    }

    /// The fee facts; nothing when no unit states any, or when a sum is out of bounds.
    fn fee_notice(&self) -> Option<FeeNotice> {
        let amount = |fact| {
            let total = shown(SlotKind::Amount, self.fee(fact).total?);
            Amount::parse(&total).map(Located::free)
        };
        Some(FeeNotice {
            issued: Located::free(u64::try_from(self.fee(0).total?).ok()?),
            amount: amount(1)?,
            collected: amount(2)?,
        })
    }
}
