//! AGG-SET: every expected unit exactly once.

use super::roster::Roster;
use super::{Unit, twice, year};
use crate::finding::{Basis, Finding, Findings, Rule, Severity};
use crate::model::{Date, plain_name};
use std::collections::BTreeMap;

/// The page.
pub(super) const RULE: Rule = Rule {
    code: "AGG-SET",
    level: Severity::Error,
    title: "名册上的单位一个不少、一个不重",
    what: "与名册（--roster）对照：没有报告的（名册登记了收到日期的分开说）、报了两份的、名册上没有的、过了期限（--due，看名册的收到日期）才到的，逐一列出；已包含其他单位的数的（汇总报告混在各单位的报告里，或者像是这样的）不相加；数字完全相同、名称相近的单位提醒核对；附空数据说明的单位单列，不算未报；名册 nil 一列写说明的原文或名称，写“否”“无”“0”的就是没有说明。",
    why: "漏一个单位，或者同一单位的数加了两次，汇总数就错；两份不同的报告用哪一份，由汇总单位决定，程序不代为选择。",
    wrong: "文件夹里有柳溪镇的报告和柳溪镇的报告（修改版），一并相加",
    right: "删去作废的一份再汇总",
    basis: Basis::Derived,
};

/// So many units are named in one sentence.
const NAMED: usize = 20;
/// The most characters in which a name of the roster may differ from that of a report and be taken for it: with two, half the
/// units of a county would be alike.
const MOST_APART: usize = 1;

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
    /// The files of more reports of it.
    pub more: Vec<String>,
    /// The year of its report, when most others are of another.
    pub other_year: Option<u16>,
}

impl Place {
    /// What clerks read.
    pub fn situation(&self) -> String {
        let mut said = match (&self.file, &self.nil) {
            (Some(_), _) if !self.more.is_empty() => format!("报了{}份", self.more.len() + 1),
            (Some(_), _) if self.zero => "已报，各项为零".to_owned(),
            (Some(_), _) => "已报".to_owned(),
            (None, Some(statement)) => format!("空数据说明：{statement}"),
            (None, None) if self.is_lost() => "已登记收到，没有数据文件".to_owned(),
            (None, None) => "未报".to_owned(),
        };
        if let Some(year) = self.other_year {
            said.push_str(&format!("，是{year}年度的"));
        }
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

    /// Whether the roster says that its report came, and it is not there.
    pub fn is_lost(&self) -> bool {
        self.is_missing() && self.received.is_some()
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
        let lost = match self.count(Place::is_lost) {
            0 => String::new(),
            count => format!("（其中登记收到而没有数据文件{count}个）"),
        };
        format!(
            "应报{}个单位，已报{}个（其中各项为零{}个），空数据说明{}个，未报{}个{lost}，逾期{}个，不在名册{}个",
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

/// Units against the roster, whether or not they can be summed. The office's own report is no unit of the roster unless it
/// stands in it, and one that sums up others is none. `unread` are the files that no report can be read from.
pub fn attendance(
    units: &[Unit],
    roster: &Roster,
    due: Option<Date>,
    unread: &[String],
) -> (Attendance, Findings) {
    let mut places: Vec<Place> = roster
        .entries
        .iter()
        .map(|entry| Place {
            received: entry.received,
            nil: entry.nil.clone(),
            expected: true,
            late: matches!((entry.received, due), (Some(day), Some(due)) if day > due),
            ..Place::named(&entry.name)
        })
        .collect();
    let known = places.len();
    let usual = year::commonest(units);
    let mut in_order: Vec<&Unit> = units.iter().collect();
    in_order.sort_by_key(|unit| (&unit.agency, &unit.file));
    for unit in in_order {
        if twice::sums_up(unit, units) {
            continue;
        }
        let at = match roster.find(&unit.agency) {
            Some(place) => place,
            None if unit.own => continue,
            None => {
                let name = plain_name(&unit.agency);
                let before = places[known..]
                    .iter()
                    .position(|place| plain_name(&place.name) == name);
                before.map_or_else(
                    || {
                        places.push(Place::named(&unit.agency));
                        places.len() - 1
                    },
                    |place| known + place,
                )
            }
        };
        places[at].came(unit, usual);
    }
    let attendance = Attendance { places, due };
    let findings = findings(&attendance, unread);
    (attendance, findings)
}

impl Place {
    fn named(name: &str) -> Self {
        Place {
            name: name.to_owned(),
            received: None,
            file: None,
            nil: None,
            zero: false,
            expected: false,
            late: false,
            faulty: false,
            more: Vec::new(),
            other_year: None,
        }
    }

    /// A report of it; `usual` is the year of most.
    fn came(&mut self, unit: &Unit, usual: Option<u16>) {
        match self.file {
            Some(_) => self.more.push(unit.file.clone()),
            None => self.file = Some(unit.file.clone()),
        }
        self.zero = unit.is_nil();
        self.faulty |= unit.faulty;
        if usual.is_some_and(|usual| usual != unit.year) {
            self.other_year = Some(unit.year);
        }
    }
}

fn findings(attendance: &Attendance, unread: &[String]) -> Findings {
    let mut findings = Findings::new();
    let mut tell =
        |holds: &dyn Fn(&Place) -> bool, error: bool, said: &str, notes: &[String], remedy: &str| {
            let names: Vec<&str> = attendance
                .places
                .iter()
                .filter(|place| holds(place))
                .map(|place| place.name.as_str())
                .collect();
            if names.is_empty() {
                return;
            }
            let message = format!("{}个单位{said}：{}", names.len(), first(&names));
            let mut finding = if error {
                Finding::error(RULE.code, None, message)
            } else {
                Finding::warning(RULE.code, None, message)
            };
            for note in notes {
                finding = finding.note(note.clone());
            }
            findings.push(finding.remedy(remedy));
        };
    let unknown: Vec<String> = match unread.len() {
        0 => Vec::new(),
        count => {
            let files: Vec<&str> = unread.iter().map(String::as_str).collect();
            let said = format!(
                "{count}个文件读不出是哪个单位的，可能就是其中的：{}",
                first(&files)
            );
            vec![said]
        }
    };
    tell(
        &|place| place.is_missing() && !place.is_lost(),
        true,
        "在名册上，没有报告",
        &unknown,
        "催报；没有数据的，在名册 nil 一列写明空数据说明",
    );
    tell(
        &Place::is_lost,
        true,
        "名册登记了收到日期，却没有报告的数据文件",
        &unknown,
        "找出收到的文件，放进文件夹；报的是 Word 文件或 PDF 的，本程序生成的用 nianbao extract 取回数据，不是的退回",
    );
    tell(
        &|place| !place.expected,
        true,
        "不在名册上",
        &near(attendance),
        "核对单位名称；应当汇总的补入名册，改了名的在 aliases 一列写明",
    );
    tell(
        &|place| place.file.is_some() && place.nil.is_some() && !place.zero,
        true,
        "名册写有空数据说明，报告中却有数",
        &[],
        "核对后删去名册中的说明，或退回报告",
    );
    tell(
        &|place| place.late,
        false,
        "逾期",
        &[],
        "逾期与否按名册的收到日期；日期有误的改正名册",
    );
    if attendance.due.is_some() {
        tell(
            &|place| place.expected && !place.is_missing() && place.received.is_none(),
            false,
            "名册上没有写收到日期，是否逾期不明",
            &[],
            "在名册 received 一列写明日期",
        );
    }
    findings
}

/// The first of some names, in one sentence.
fn first(names: &[&str]) -> String {
    let more = if names.len() > NAMED { "等" } else { "" };
    format!("{}{more}", names[..names.len().min(NAMED)].join("、"))
}

/// Which units that the roster does not know may be units that it misses: their names differ in a character.
fn near(attendance: &Attendance) -> Vec<String> {
    let missing: Vec<&str> = attendance
        .places
        .iter()
        .filter(|place| place.is_missing())
        .map(|place| place.name.as_str())
        .collect();
    let unknown = attendance.places.iter().filter(|place| !place.expected);
    unknown
        .filter_map(|place| {
            let nearest = missing
                .iter()
                .filter_map(|name| Some((apart(&place.name, name)?, *name)));
            let (_, name) = nearest.min_by_key(|(apart, _)| *apart)?;
            Some(format!("“{}”与名册上没有报告的“{name}”相近", place.name))
        })
        .take(NAMED)
        .collect()
}

/// In how many characters two names of one length differ, when these are few.
fn apart(one: &str, other: &str) -> Option<usize> {
    let (one, other) = (plain_name(one), plain_name(other));
    let length = one.chars().count();
    let apart = one
        .chars()
        .zip(other.chars())
        .filter(|(one, other)| one != other)
        .count();
    (other.chars().count() == length && apart <= MOST_APART).then_some(apart)
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
