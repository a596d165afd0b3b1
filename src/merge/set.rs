//! AGG-SET: every expected unit exactly once.

use super::roster::Roster;
use super::{Merge, Unit};
use crate::finding::{Basis, Finding, Findings, Rule, Severity};
use crate::model::{Date, plain_name};
use std::collections::BTreeMap;

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "AGG-SET",
    level: Severity::Error,
    title: "名册上的单位一个不少、一个不重",
    what: "与名册（--roster）对照：没有报告的、报了两份的、名册上没有的、过了期限（--due，看名册的收到日期）才到的，逐一列出；已包含其他单位的数的（汇总报告混在各单位的报告里，或者像是这样的）不相加；数字完全相同、名称相近的单位提醒核对；附空数据说明的单位单列，不算未报；名册 nil 一列写说明的原文或名称，写“否”“无”“0”的就是没有说明。",
    why: "漏一个单位，或者同一单位的数加了两次，汇总数就错；两份不同的报告用哪一份，由汇总单位决定，程序不代为选择。",
    wrong: "文件夹里有柳溪镇的报告和柳溪镇的报告（修改版），一并相加",
    right: "删去作废的一份再汇总",
    basis: Basis::Derived,
};

/// So many units are named in one sentence.
const NAMED: usize = 20;

/// One unit in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its name: that of the roster, or of the report when the roster has none.
    pub name: String,
    /// When its report was received.
    pub received: Option<Date>,
    /// The file of its report.
    pub file: Option<String>,
    /// Its statement that it has no data.
    pub nil: Option<String>,
    /// Whether its report says 0 everywhere.
    pub zero: bool,
    /// Whether the roster expects it.
    pub expected: bool,
    /// Whether it came after the due day.
    pub late: bool,
    /// Whether its report has errors of its own.
    pub faulty: bool,
}

impl Place {
    /// What clerks read.
    pub fn situation(&self) -> String {
        let mut said = match (&self.file, &self.nil) {
            (Some(_), _) if self.zero => "已报，各项为零".to_owned(),
            (Some(_), _) => "已报".to_owned(),
            (None, Some(statement)) => format!("空数据说明：{statement}"),
            (None, None) => "未报".to_owned(),
        };
        if self.late {
            said.push_str("，逾期");
        }
        if self.faulty {
            said.push_str("，报告有错误");
        }
        if !self.expected {
            said.push_str("，不在名册");
        }
        said
    }

    /// Whether neither report nor statement came.
    pub fn is_missing(&self) -> bool {
        self.file.is_none() && self.nil.is_none()
    }
}

/// Units expected and units that came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendance {
    /// The units of the roster in its order, then those it does not know.
    pub places: Vec<Place>,
    /// The last day.
    pub due: Option<Date>,
}

impl Attendance {
    /// How many places `holds` is true of.
    pub fn count(&self, holds: impl Fn(&Place) -> bool) -> usize {
        self.places.iter().filter(|place| holds(place)).count()
    }

    /// One sentence with all counts.
    pub fn summary(&self) -> String {
        format!(
            "应报{}个单位，已报{}个（其中各项为零{}个），空数据说明{}个，未报{}个，逾期{}个，不在名册{}个",
            self.count(|place| place.expected),
            self.count(|place| place.expected && place.file.is_some()),
            self.count(|place| place.zero),
            self.count(|place| place.file.is_none() && place.nil.is_some()),
            self.count(Place::is_missing),
            self.count(|place| place.late),
            self.count(|place| !place.expected),
        )
    }
}

/// The units of a merge against the roster. The office's own report is no unit of the roster unless it stands in it.
pub fn attendance(merge: &Merge, roster: &Roster, due: Option<Date>) -> (Attendance, Findings) {
    let mut places: Vec<Place> = roster
        .entries
        .iter()
        .map(|entry| Place {
            name: entry.name.clone(),
            received: entry.received,
            file: None,
            nil: entry.nil.clone(),
            zero: false,
            expected: true,
            late: matches!((entry.received, due), (Some(day), Some(due)) if day > due),
            faulty: false,
        })
        .collect();
    for unit in merge.units() {
        match roster.find(&unit.agency) {
            Some(place) => {
                places[place].file = Some(unit.file.clone());
                places[place].zero = unit.is_nil();
                places[place].faulty = unit.faulty;
            }
            None if unit.own => {}
            None => places.push(Place {
                name: unit.agency.clone(),
                received: None,
                file: Some(unit.file.clone()),
                nil: None,
                zero: unit.is_nil(),
                expected: false,
                late: false,
                faulty: unit.faulty,
            }),
        }
    }
    let attendance = Attendance { places, due };
    let findings = findings(&attendance);
    (attendance, findings)
}

fn findings(attendance: &Attendance) -> Findings {
    let mut findings = Findings::new();
    let mut tell = |holds: &dyn Fn(&Place) -> bool, error: bool, said: &str, remedy: &str| {
        let names: Vec<&str> = attendance
            .places
            .iter()
            .filter(|place| holds(place))
            .map(|place| place.name.as_str())
            .collect();
        if names.is_empty() {
            return;
        }
        let more = if names.len() > NAMED { "等" } else { "" };
        let message = format!(
            "{}个单位{said}：{}{more}",
            names.len(),
            names[..names.len().min(NAMED)].join("、")
        );
        let finding = if error {
            Finding::error(RULE.code, None, message)
        } else {
            Finding::warning(RULE.code, None, message)
        };
        findings.push(finding.remedy(remedy));
    };
    tell(
        &Place::is_missing,
        true,
        "在名册上，没有报告",
        "催报；没有数据的，在名册 nil 一列写明空数据说明",
    );
    tell(
        &|place| !place.expected,
        true,
        "不在名册上",
        "核对单位名称；应当汇总的补入名册，改了名的在 aliases 一列写明",
    );
    tell(
        &|place| place.file.is_some() && place.nil.is_some() && !place.zero,
        true,
        "名册写有空数据说明，报告中却有数",
        "核对后删去名册中的说明，或退回报告",
    );
    tell(
        &|place| place.late,
        false,
        "逾期",
        "逾期与否按名册的收到日期；日期有误的改正名册",
    );
    if attendance.due.is_some() {
        tell(
            &|place| place.expected && !place.is_missing() && place.received.is_none(),
            false,
            "名册上没有写收到日期，是否逾期不明",
            "在名册 received 一列写明日期",
        );
    }
    findings
}

/// Units that report twice.
pub fn conflicts<'u>(units: impl IntoIterator<Item = &'u Unit>, roster: Option<&Roster>) -> Findings {
    let mut versions: BTreeMap<String, Vec<&Unit>> = BTreeMap::new();
    for unit in units {
        let place = roster.and_then(|roster| Some(&roster.entries[roster.find(&unit.agency)?].name));
        versions
            .entry(plain_name(place.unwrap_or(&unit.agency)))
            .or_default()
            .push(unit);
    }
    versions
        .into_values()
        .filter(|units| units.len() > 1)
        .map(|units| {
            let files: Vec<&str> = units.iter().map(|unit| unit.file.as_str()).collect();
            if files.iter().all(|file| *file == files[0]) {
                let message = format!(
                    "{}（{}）这个文件给出了{}次",
                    units[0].agency,
                    files[0],
                    files.len()
                );
                return Finding::error(RULE.code, None, message)
                    .remedy("每个文件只写一次；写了文件夹的，不必再写其中的文件");
            }
            let values = |unit: &Unit| -> Vec<String> {
                let slots = unit.figures.form().slots();
                slots.map(|id| unit.figures.cell(id).value.to_string()).collect()
            };
            let differ = units.iter().any(|unit| values(unit) != values(units[0]));
            let note = if differ {
                "各份的数字不同"
            } else {
                "各份的数字相同"
            };
            Finding::error(
                RULE.code,
                None,
                format!("{}有{}份报告：{}", units[0].agency, units.len(), files.join("、")),
            )
            .note(note)
            .remedy("决定用哪一份，把其余的移出；程序不代为选择")
        })
        .collect()
}
