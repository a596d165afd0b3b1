//! The root of the file: year, organ, level, date, and the parts below.

use super::text::{is_blank_value, quote};
use super::{Fields, Known, Read, Reader, codes, nearest};
use crate::finding::{Finding, Findings, Span};
use crate::form::{FORMS, Form, LATEST_CONFIRMED_YEAR};
use crate::input::node::{Node, Value};
use crate::input::paragraphs::is_blank;
use crate::model::{Date, Level, Located, MAX_UNITS, Report, Unread};

/// The keys of the root; those without a name are not offered.
pub(super) const KNOWN: [Known; 21] = [
    ("year", "报告年度"),
    ("agency", "机关全称"),
    ("level", "机关级别"),
    ("date", "成文日期"),
    ("contact", "联系方式"),
    ("prose", "文字部分"),
    ("table2", "表二"),
    ("table3", "表三"),
    ("table4", "表四"),
    ("fee_notice", "信息处理费"),
    ("signature", "署名"),
    ("head", "版头"),
    ("to", "主送机关"),
    ("annotation", "附注"),
    ("attachments", "附件"),
    ("imprint", "版记"),
    ("archive", "归档"),
    ("style", "版式"),
    ("check", "检查"),
    MERGED_FROM,
    ("made", ""),
];

/// The key of the units that a report was merged from.
pub(in crate::input) const MERGED_FROM: Known = ("merged_from", "汇总自的单位");

/// The longest name of an organ.
const MAX_AGENCY: usize = 60;

/// The last year taken for a report year rather than for a slip.
const LAST_YEAR: u16 = 2099;

/// The report, as far as it was usable.
pub(in crate::input) fn report(source: &str, root: &Node, findings: &mut Findings) -> Read {
    let mut reader = Reader::new(source, findings);
    let Some(fields) = reader.fields(root, None, "文件", &KNOWN) else {
        return Read::default();
    };
    let year = reader.year(&fields);
    let agency = reader.required_line(&fields, "agency", "机关全称", MAX_AGENCY);
    let level = reader.level(&fields);
    let date = reader.date(&fields, "date", "成文日期");
    let (contact, contact_unread) = reader.noticing(|reader| reader.contact(&fields), |_| true);
    // Texts with characters that cannot be printed are read without these.
    let is_lost = |finding: &Finding| finding.code != codes::TEXT;
    let (prose, prose_unread) = reader.noticing(|reader| reader.prose(&fields), is_lost);
    let (fee_notice, fee_notice_unread) = reader.noticing(|reader| reader.fee_notice(&fields), |_| true);
    let signature = reader.signature(&fields);
    let style = reader.style(&fields);
    let dispatch = reader.dispatch(&fields);
    let allowed = reader.allowed(&fields);
    let archive = reader.archive(&fields);
    let merged_from = reader.merged_from(&fields);
    let made = reader.made(&fields);
    let Some((year, form)) = year else {
        reader.tables_without_form(&fields);
        return Read {
            style,
            ..Read::default()
        };
    };
    let figures = reader.figures(&fields, form);
    let table_notes = reader.table_notes(&fields, form);
    let (Some(agency), Some(date)) = (agency, date) else {
        return Read {
            report: None,
            loose_figures: Some(figures),
            style,
            allowed,
            made,
        };
    };
    let report = Report {
        form,
        year,
        agency,
        level,
        date,
        contact,
        prose,
        figures,
        table_notes,
        fee_notice,
        signature,
        dispatch,
        archive,
        merged_from,
        unread: Unread {
            contact: contact_unread,
            prose: prose_unread,
            fee_notice: fee_notice_unread,
        },
    };
    Read {
        report: Some(report),
        loose_figures: None,
        style,
        allowed,
        made,
    }
}

impl Reader<'_> {
    /// The units whose numbers stand in the report's own.
    fn merged_from(&mut self, fields: &Fields<'_>) -> Vec<Located<String>> {
        let (key, name) = MERGED_FROM;
        let given = fields.get(key).filter(|node| !is_blank_value(node));
        given.map_or_else(Vec::new, |node| {
            self.names(node, &format!("{name}（{key}）"), MAX_UNITS)
        })
    }

    /// The report year and its form.
    fn year(&mut self, fields: &Fields<'_>) -> Option<(Located<u16>, &'static Form)> {
        let Some(node) = fields.get("year").filter(|node| !is_blank_value(node)) else {
            let place = fields.get("year").map(|node| node.span);
            let finding = Finding::error(codes::MISSING, place, "报告年度（year）没有填写")
                .note("年度决定用哪一年的表格，表格内容要填写年度后才能检查")
                .remedy("写明报告的年度，如 year = 2025（不是公布的年份）");
            self.missing(fields, "year", finding);
            return None;
        };
        let text = match &node.value {
            Value::Integer(text) | Value::String(text) => text.trim_matches(is_blank),
            _ => {
                self.wrong_kind(node, "报告年度（year）", "四位年份");
                return None;
            }
        };
        let year = text
            .parse::<u16>()
            .ok()
            .filter(|year| (1000..=LAST_YEAR).contains(year) && text.len() == 4);
        let Some(year) = year else {
            self.findings.push(
                Finding::error(
                    codes::YEAR,
                    node.span,
                    format!("报告年度{}不是合理的年份", quote(text)),
                )
                .remedy("写四位阿拉伯数字，如 2025"),
            );
            return None;
        };
        let Ok(form) = Form::for_year(year) else {
            self.findings.push(
                Finding::error(
                    codes::YEAR,
                    node.span,
                    format!("{year}年度的报告没有适用的全国统一格式"),
                )
                .note("全国统一格式自2019年度起施行")
                .remedy(format!("本程序支持{}年度及以后的报告", FORMS[0].first_year)),
            );
            return None;
        };
        if year > LATEST_CONFIRMED_YEAR {
            self.findings.push(
                Finding::hint(
                    codes::YEAR,
                    node.span,
                    format!("按{}年的格式编制，{year}年度是否仍用这一格式尚未确认", form.id),
                )
                .remedy("请留意国务院办公厅有无新的格式通知"),
            );
        }
        Some((Located::at(year, node.span), form))
    }

    /// What kind of organ it is; a township when that is missing or refused.
    fn level(&mut self, fields: &Fields<'_>) -> Located<Level> {
        let keys = Level::ALL.map(|(_, key)| key).join("、");
        let Some(word) = self.required_line(fields, "level", "机关级别", 40) else {
            return Located::default();
        };
        if let Some((level, _)) = Level::ALL.iter().find(|(_, key)| *key == word.value) {
            return Located {
                value: *level,
                span: word.span,
            };
        }
        let known: Vec<Known> = Level::ALL
            .iter()
            .map(|(level, key)| (*key, level.name()))
            .collect();
        let remedy = match nearest::nearest(&word.value, &known) {
            Some((key, name)) => format!("是否应为 {key}（{name}）？可填：{keys}"),
            None => format!("可填：{keys}"),
        };
        self.findings.push(
            Finding::error(
                codes::TYPE,
                word.span,
                format!("没有{}这个机关级别", quote(&word.value)),
            )
            .remedy(remedy),
        );
        Located::default()
    }

    /// A date that must be there.
    pub(super) fn date(&mut self, fields: &Fields<'_>, key: &str, name: &str) -> Option<Located<Date>> {
        let (text, span): (String, Span) = match fields.get(key) {
            Some(node) => match &node.value {
                Value::Date(text) => (text.clone(), node.span),
                _ => {
                    let line = self.required_line(fields, key, name, 40)?;
                    (line.value, line.span.unwrap_or(node.span))
                }
            },
            None => {
                self.required_line(fields, key, name, 40)?;
                return None;
            }
        };
        if let Some(date) = Date::parse(&text) {
            return Some(Located::at(date, span));
        }
        let numbers: Vec<&str> = text
            .split(|c: char| !c.is_ascii_digit())
            .filter(|part| !part.is_empty())
            .collect();
        let iso = numbers.get(..3).map(|day| day.join("-"));
        let (problem, remedy) = match (&iso, iso.as_deref().and_then(Date::parse)) {
            (_, Some(date)) => ("的写法不对".to_owned(), format!("改为 {date}")),
            (Some(iso), None) if *iso == text => ("这一天不存在".to_owned(), "请核对年月日".to_owned()),
            _ => ("不是日期".to_owned(), "写成 2026-01-10 的样子".to_owned()),
        };
        self.findings.push(
            Finding::error(codes::DATE, span, format!("{name}{}{problem}", quote(&text))).remedy(remedy),
        );
        None
    }
}
