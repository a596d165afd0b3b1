//! The sheet on which an office returns reports to their units (退回单): what was found, where, by how much, and what to
//! do, as a formal paper.

mod place;

use crate::doc::{
    Align, Block, Cell, CellKind, Document, GridError, HeadingLevel, Line, Origin, Properties, Scope,
    Signature, Table,
};
use crate::finding::{Finding, Findings, Severity, Source};
use crate::model::{Date, Report};
use crate::units::Length;
use std::collections::{BTreeMap, BTreeSet};

/// A report examined.
#[derive(Clone, Copy, Debug)]
pub struct Examined<'a> {
    /// The text of its file under its name.
    pub source: &'a Source,
    /// The report, when one could be read.
    pub report: Option<&'a Report>,
    /// What was found.
    pub findings: &'a Findings,
}

/// Who returns the reports, and when.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// The office; a line to fill in by hand without.
    pub office: Option<String>,
    /// The day; never taken from the clock, a line to fill in by hand without.
    pub date: Option<Date>,
}

/// The heads of the table of findings.
const HEADS: [&str; 5] = ["序号", "位置", "问题", "差额", "改法"];
/// Their widths in mm, the text area in all.
const WIDTHS: [i64; 5] = [11, 31, 62, 14, 38];

/// The heads of the table of units, and their widths.
const UNIT_HEADS: [&str; 5] = ["序号", "单位", "错误", "警告", "结论"];
const UNIT_WIDTHS: [i64; 5] = [12, 76, 16, 16, 36];

/// The kinds of findings in the order of the table, with what is said over each.
const BANDS: [(Option<Severity>, &str); 4] = [
    (Some(Severity::Error), "必须改正"),
    (Some(Severity::Warning), "请核对，确属实际情况的书面说明"),
    (Some(Severity::Hint), "供参考"),
    (None, "已说明理由"),
];

/// What stands where no day was given.
const NO_DATE: &str = "年  月  日";
/// What stands where no office was named.
const NO_OFFICE: &str = "（审核机关）";

impl Examined<'_> {
    /// The unit's name, or that of its file when it has none.
    pub fn unit(&self) -> String {
        match self.report {
            Some(report) => report.agency.value.clone(),
            None => file_name(&self.source.name).to_owned(),
        }
    }

    fn count(&self, severity: Severity) -> usize {
        self.findings.count(severity)
    }

    /// Whether there is nothing to mend or to explain.
    pub fn is_sound(&self) -> bool {
        self.count(Severity::Error) + self.count(Severity::Warning) == 0
    }

    /// What the office decides.
    fn verdict(&self) -> &'static str {
        match (self.count(Severity::Error), self.count(Severity::Warning)) {
            (0, 0) => "没有发现问题",
            (0, _) => "退回核对",
            _ => "退回改正",
        }
    }
}

/// The name of a file without its folders.
fn file_name(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}

/// The sheet of one report, or of several: then a list of the units first, and the findings of each under its name.
/// `shown` makes printable what quotes the input: it must replace characters that no face has.
///
/// # Errors
/// [`GridError`] never for a sheet made here; it is the table's word that its cells close.
pub fn document(
    examined: &[Examined<'_>],
    head: &Head,
    shown: &dyn Fn(&str) -> String,
) -> Result<Document, GridError> {
    let years: Vec<u16> = examined
        .iter()
        .filter_map(|one| one.report.map(|report| report.year.value))
        .collect();
    let year = match years.first() {
        Some(first) if years.iter().all(|year| year == first) => format!("{first}年"),
        _ => String::new(),
    };
    let sound = examined.iter().all(Examined::is_sound);
    let kind = if sound { "审核单" } else { "审核退回单" };
    let title = format!("{year}政府信息公开工作年度报告{kind}");
    let mut blocks = vec![Block::title(title.clone())];
    if let [one] = examined {
        blocks.push(Block::Recipients(Line::new(
            format!("{}：", shown(&one.unit())),
            Origin::default(),
        )));
        blocks.push(Block::paragraph(opening(one, &year), Origin::default()));
        blocks.extend(findings_table(one, shown)?.map(Block::Table));
    } else {
        blocks.push(Block::paragraph(
            opening_of_all(examined, &year),
            Origin::default(),
        ));
        let names = names(examined);
        if !examined.is_empty() {
            blocks.push(Block::Table(units_table(examined, &names, shown)?));
        }
        let faulty = examined.iter().zip(&names).filter(|(one, _)| !one.is_sound());
        for ((one, name), numeral) in faulty.zip(1..) {
            let heading = format!("{}、{}", chinese(numeral), shown(name));
            blocks.push(Block::heading(HeadingLevel::One, heading, Origin::default()));
            blocks.extend(findings_table(one, shown)?.map(Block::Table));
        }
    }
    blocks.push(Block::Signature(Signature {
        agency: head.office.as_deref().map_or(NO_OFFICE.to_owned(), shown),
        date: head.date.map_or(NO_DATE.to_owned(), Date::chinese),
        sealed: true,
        ..Signature::default()
    }));
    let properties = Properties {
        title: title.clone(),
        author: head.office.as_deref().map_or(String::new(), shown),
        subject: title,
        language: "zh-CN".to_owned(),
        date: head.date,
        ..Properties::default()
    };
    Ok(Document::new(properties, blocks))
}

fn opening(one: &Examined<'_>, year: &str) -> String {
    let report = format!("你单位报送的{year}政府信息公开工作年度报告");
    match (one.count(Severity::Error), one.count(Severity::Warning)) {
        (0, 0) => format!("{report}，经审核没有发现问题。"),
        (0, warnings) => {
            format!(
                "{report}，经审核有{warnings}处需要核对，现予退回。请按下表逐项核对，有误的改正后重新报送，无误的书面说明。"
            )
        }
        (errors, 0) => {
            format!("{report}，经审核有{errors}处错误，现予退回。请按下表逐项改正后重新报送。")
        }
        (errors, warnings) => format!(
            "{report}，经审核有{errors}处错误、{warnings}处需要核对，现予退回。请按下表逐项改正、核对后重新报送。"
        ),
    }
}

fn opening_of_all(examined: &[Examined<'_>], year: &str) -> String {
    let count = |wanted: &str| examined.iter().filter(|one| one.verdict() == wanted).count();
    let (mended, looked_at) = (count("退回改正"), count("退回核对"));
    let rest = examined.len() - mended - looked_at;
    let units: BTreeSet<String> = examined.iter().map(Examined::unit).collect();
    let (counted, several) = match units.len() == examined.len() {
        true => ("个单位的", String::new()),
        false => ("份", format!("{}份", examined.len())),
    };
    let mut parts = Vec::new();
    for (number, said) in [
        (mended, "有错误，退回改正"),
        (looked_at, "有需要核对之处，退回核对"),
        (rest, "没有发现问题"),
    ] {
        if number > 0 {
            parts.push(format!("{number}{counted}{said}"));
        }
    }
    let parts = match parts.is_empty() {
        true => String::new(),
        false => format!("：{}", parts.join("，")),
    };
    let end = if mended + looked_at > 0 {
        "请有关单位按所列各项逐项改正、核对后重新报送。"
    } else {
        ""
    };
    format!(
        "审核了{}个单位报送的{several}{year}政府信息公开工作年度报告{parts}。{end}",
        units.len()
    )
}

/// The names of the units; where one has several reports, with that of the file, or its path where that does not tell.
fn names(examined: &[Examined<'_>]) -> Vec<String> {
    let mut counts: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for one in examined {
        for file in ["", file_name(&one.source.name)] {
            *counts.entry((one.unit(), file)).or_default() += 1;
        }
    }
    let name = |one: &Examined<'_>| {
        let (unit, path) = (one.unit(), one.source.name.as_str());
        let several = |file| counts.get(&(unit.clone(), file)).is_some_and(|count| *count > 1);
        match (several(""), several(file_name(path))) {
            (false, _) => unit,
            (true, false) => format!("{unit}（{}）", file_name(path)),
            (true, true) => format!("{unit}（{path}）"),
        }
    };
    examined.iter().map(name).collect()
}

/// The units and what comes of each.
fn units_table(
    examined: &[Examined<'_>],
    names: &[String],
    shown: &dyn Fn(&str) -> String,
) -> Result<Table, GridError> {
    let mut cells = heads(UNIT_HEADS);
    for (row, (one, name)) in (1..).zip(examined.iter().zip(names)) {
        let texts = [
            row.to_string(),
            shown(name),
            one.count(Severity::Error).to_string(),
            one.count(Severity::Warning).to_string(),
            one.verdict().to_owned(),
        ];
        for (column, text) in texts.into_iter().enumerate() {
            let cell = Cell::at(row, column, text);
            cells.push(match column {
                1 => cell.kind(CellKind::Header(Scope::Row)).align(Align::Start),
                4 => cell.align(Align::Start),
                _ => cell,
            });
        }
    }
    let table = Table::new(UNIT_WIDTHS.map(Length::mm).to_vec(), 1, cells)?;
    Ok(table.described(
        "审核结果",
        "各单位的年度报告有几处错误、几处需要核对，结论是什么。",
    ))
}

fn heads(texts: [&str; 5]) -> Vec<Cell> {
    texts
        .into_iter()
        .enumerate()
        .map(|(column, text)| Cell::at(0, column, text).kind(CellKind::Header(Scope::Column)))
        .collect()
}

/// What was found, the heaviest first; nothing when there is nothing.
fn findings_table(one: &Examined<'_>, shown: &dyn Fn(&str) -> String) -> Result<Option<Table>, GridError> {
    if one.findings.is_empty() {
        return Ok(None);
    }
    let mut cells = heads(HEADS);
    let (mut row, mut number) = (1, 0);
    let lines = one.source.places();
    for (kind, band) in BANDS {
        let of_kind = |finding: &&Finding| match kind {
            Some(severity) => finding.severity == severity && finding.allowed.is_none(),
            None => finding.allowed.is_some(),
        };
        let found: Vec<&Finding> = one.findings.iter().filter(of_kind).collect();
        if found.is_empty() {
            continue;
        }
        let count = found.len();
        let band = Cell::at(row, 0, format!("{band}（{count}处）")).spanning(1, HEADS.len());
        cells.push(band.kind(CellKind::Band));
        row += 1;
        for finding in found {
            number += 1;
            let place = place::of(one.report, &lines, finding);
            cells.extend(finding_row(&place, finding, row, number, shown));
            row += 1;
        }
    }
    let table = Table::new(WIDTHS.map(Length::mm).to_vec(), 1, cells)?.described(
        "发现的问题",
        "每个问题在报告的什么位置，两边各是多少，相差多少，怎样改。",
    );
    Ok(Some(table))
}

fn finding_row(
    place: &str,
    finding: &Finding,
    row: usize,
    number: usize,
    shown: &dyn Fn(&str) -> String,
) -> [Cell; 5] {
    let mut problem = vec![finding.message.clone()];
    problem.extend(finding.notes.iter().cloned());
    let remedy = match &finding.allowed {
        Some(reason) => format!("理由：{reason}"),
        None => finding.remedy.clone(),
    };
    let difference = finding
        .difference
        .map_or("—".to_owned(), |difference| difference.to_string());
    [
        Cell::at(row, 0, number.to_string()),
        Cell::at(row, 1, shown(place))
            .kind(CellKind::Header(Scope::Row))
            .align(Align::Start),
        Cell::at(row, 2, shown(&sentences(&problem))).align(Align::Start),
        Cell::at(row, 3, difference),
        Cell::at(row, 4, shown(&remedy)).align(Align::Start),
    ]
}

/// Sentences in a row, each with its full stop.
fn sentences(texts: &[String]) -> String {
    texts
        .iter()
        .map(|text| match text.ends_with(['。', '？', '！']) {
            true => text.clone(),
            false => format!("{text}。"),
        })
        .collect()
}

/// A number as it stands before 、, up to 9 999.
fn chinese(number: usize) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let mut out = String::new();
    let mut skipped = false;
    for (value, unit) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = number / value % 10;
        match digit {
            0 => skipped = !out.is_empty(),
            _ => {
                if skipped {
                    out.push_str(DIGITS[0]);
                    skipped = false;
                }
                // 十二, not 一十二.
                if !(digit == 1 && value == 10 && out.is_empty()) {
                    out.push_str(DIGITS[digit]);
                }
                out.push_str(unit);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_out() {
        for (number, written) in [
            (1, "一"),
            (10, "十"),
            (12, "十二"),
            (20, "二十"),
            (105, "一百零五"),
            (110, "一百一十"),
            (1004, "一千零四"),
        ] {
            assert_eq!(chinese(number), written);
        }
    }
}
