//! The commented report of a form, in TOML: empty, or with what a draft knows filled in.

use crate::form::{LabelRole, NoForm, SlotId, SlotKind, SlotRow, TableForm};
use crate::input::Draft;
use crate::input::reader::{CONTACT, MERGED_FROM, NOTES};
use crate::input::style_text::{style_comments, style_part};
use crate::input::toml_text::{cell, comment, lines, quoted};
use crate::model::{CellValue, Contact, Level, Located, Signature};
use crate::style::Style;
use std::fmt::Write as _;

/// So many names stand in a line.
const NAMES_A_LINE: usize = 4;

/// An empty report for a year: every key with a comment, every number with its official label.
///
/// What is to be filled in is the empty string, which the reader tells about; with `nil` every number is 0 and only the
/// words are left to fill in.
///
/// # Errors
/// [`NoForm`] for years before the first form.
pub fn template(year: u16, nil: bool) -> Result<String, NoForm> {
    let mut draft = Draft::empty(year)?;
    if nil {
        draft.fill_with_zeros();
    }
    Ok(draft.to_toml())
}

impl Draft {
    /// The draft as a TOML file: every key with a Chinese comment, every number with its official label, the remarks above
    /// their entries. What is known reads back as it is.
    pub fn to_toml(&self) -> String {
        let mut file = File {
            draft: self,
            out: String::new(),
        };
        file.head();
        file.contact();
        file.prose();
        for (index, table) in self.figures.form().tables.iter().enumerate() {
            file.table(index, table);
        }
        file.fee_notice();
        file.signature();
        file.dispatch();
        file.archive();
        file.check();
        file.style();
        file.made();
        file.out
    }
}

/// The file as far as it is written.
pub(super) struct File<'a> {
    pub(super) draft: &'a Draft,
    pub(super) out: String,
}

/// A known text, or the empty one to fill in.
fn or_empty(text: Option<&str>) -> String {
    quoted(text.unwrap_or(""))
}

// Writing to a String cannot fail, so the results of write! are let go.
impl File<'_> {
    fn remarks(&mut self, path: &str) {
        for line in self.draft.remarks.get(path).into_iter().flatten() {
            comment(&mut self.out, line);
        }
    }

    /// `key = value  # comment`, its remarks above.
    pub(super) fn entry(&mut self, section: &str, key: &str, value: &str, about: &str) {
        let path = match section {
            "" => key.to_owned(),
            section => format!("{section}.{key}"),
        };
        self.remarks(&path);
        let _ = writeln!(self.out, "{key} = {value}  # {about}");
    }

    fn head(&mut self) {
        let (draft, form) = (self.draft, self.draft.figures.form());
        let levels: Vec<String> = Level::ALL
            .iter()
            .map(|(level, key)| format!("{key}（{}）", level.name()))
            .collect();
        let _ = write!(
            self.out,
            "\
# {year}年政府信息公开工作年度报告
# 表格按{}所附的格式。# 后面是说明，不会印出来。
# 引号里空着的都要填写，没有发生的填0；逗号、引号、等号一律用英文半角。
# 填好后运行：nianbao check 本文件
",
            form.notice,
            year = draft.year
        );
        for line in &draft.opening {
            comment(&mut self.out, line);
        }
        self.out.push('\n');
        self.entry("", "year", &draft.year.to_string(), "报告年度（不是公布的年份）");
        self.entry(
            "",
            "agency",
            &or_empty(draft.agency.as_deref()),
            "机关全称，与印章一致",
        );
        let level = draft
            .level
            .and_then(|level| Level::ALL.iter().find(|(known, _)| *known == level))
            .map(|(_, key)| *key);
        self.entry(
            "",
            "level",
            &or_empty(level),
            &format!("机关级别：{}", levels.join("、")),
        );
        let date = draft.date.map(|date| date.to_string());
        let example = format!("成文日期，如 {}-01-10", draft.year + 1);
        self.entry("", "date", &or_empty(date.as_deref()), &example);
        self.merged_from();
        let dispatch = &draft.dispatch;
        for (key, line, about) in [
            (
                "to",
                &dispatch.recipients,
                "主送机关，以全角冒号结尾；作为公文发出时才填",
            ),
            ("annotation", &dispatch.annotation, "附注，加圆括号"),
        ] {
            match line {
                Some(line) => self.entry("", key, &quoted(&line.value), about),
                None => {
                    let _ = writeln!(self.out, "# {key} = \"\"  # {about}");
                }
            }
        }
    }

    /// The units that a report was merged from; nothing of it in any other report.
    fn merged_from(&mut self) {
        let names: Vec<String> = self.draft.merged_from.iter().map(|name| quoted(name)).collect();
        if names.is_empty() {
            return;
        }
        let (key, about) = (
            MERGED_FROM.0,
            "由程序写入，请勿改动：据此不会把这些单位的数再加一次",
        );
        let _ = writeln!(self.out, "{key} = [  # 本报告汇总自以下单位；{about}");
        for line in names.chunks(NAMES_A_LINE) {
            let _ = writeln!(self.out, "  {},", line.join(", "));
        }
        self.out.push_str("]\n");
    }

    fn contact(&mut self) {
        self.out.push('\n');
        self.remarks("contact");
        self.out.push_str("[contact]  # 联系方式；没有的一行删去\n");
        for (key, name) in CONTACT {
            let remark = match key {
                "office" => "，与机关名称不同时填写",
                "phone" => "，带区号",
                "website" => "，公布本报告电子版的网站名称或网址",
                _ => "",
            };
            let optional = self.draft.finished || matches!(key, "office" | "fax" | "email");
            let about = format!("{name}{remark}");
            match contact_line(&self.draft.contact, key) {
                Some(line) => self.entry("contact", key, &quoted(&line.value), &about),
                None if optional => {
                    let _ = writeln!(self.out, "# {key} = \"\"  # {about}");
                }
                None => self.entry("contact", key, "\"\"", &about),
            }
        }
    }

    fn prose(&mut self) {
        let (draft, form) = (self.draft, self.draft.figures.form());
        self.out
            .push_str("\n[prose]  # 文字部分：写在三个引号之间，每行一段，标题用（一）、1.、（1）编号\n");
        self.remarks("prose.lead");
        let _ = match &draft.lead {
            Some(lead) => writeln!(self.out, "lead = {}", lines(lead)),
            None => writeln!(self.out, "# lead = ''  # 引言；不写则由程序按数据生成"),
        };
        for ((key, part), text) in [("part1", 0), ("part5", 4), ("part6", 5)]
            .into_iter()
            .zip(&draft.parts)
        {
            comment(&mut self.out, form.parts[part]);
            self.remarks(&format!("prose.{key}"));
            let _ = writeln!(self.out, "{key} = {}", lines(text));
        }
    }

    fn table(&mut self, index: usize, table: &TableForm) {
        let form = self.draft.figures.form();
        let _ = write!(
            self.out,
            "\n[{}]  # {}：{}\n",
            table.key, table.name, form.parts[table.part]
        );
        if table
            .rows
            .iter()
            .any(|row| row.slots.iter().any(|slot| slot.kind == SlotKind::Total))
        {
            self.out
                .push_str("# 总计由程序计算；也可以作为最后一个数字填上，程序会核对\n");
        }
        let mut columns_before = String::new();
        let mut band_before = "";
        for (number, row) in table.rows.iter().enumerate() {
            let band = table
                .labels
                .iter()
                .filter(|label| label.role == LabelRole::Band && label.row < row.row)
                .map(|label| label.text)
                .next_back()
                .unwrap_or("");
            if band != band_before {
                comment(&mut self.out, band);
                band_before = band;
                columns_before.clear();
            }
            let columns = columns(row);
            if columns != columns_before {
                let order = if row.slots.len() > 1 { "依次为" } else { "填" };
                let _ = writeln!(self.out, "# {order}：{columns}");
                columns_before = columns;
            }
            let cells = self.row(index, number, row);
            self.entry(table.key, row.key, &cells, row.label);
        }
        let (key, name) = NOTES;
        self.remarks(&format!("{}.{key}", table.key));
        let _ = match self
            .draft
            .table_notes
            .get(index)
            .filter(|notes| !notes.paragraphs.is_empty())
        {
            Some(notes) => writeln!(self.out, "{key} = {}", lines(notes)),
            None => writeln!(self.out, "# {key} = \"注：\"  # {name}，印在表下；没有的不写"),
        };
    }

    /// The cells of a row; a total that nobody gave is left to the program.
    fn row(&self, table: usize, number: usize, row: &SlotRow) -> String {
        let cells: Vec<String> = row
            .slots
            .iter()
            .enumerate()
            .map(|(slot, form)| {
                let id = SlotId {
                    table,
                    row: number,
                    slot,
                };
                (form.kind, &self.draft.figures.cell(id).value)
            })
            .filter(|(kind, value)| *kind != SlotKind::Total || **value != CellValue::Missing)
            .map(|(_, value)| cell(value))
            .collect();
        match row.slots {
            [_] => cells.concat(),
            _ => format!("[{}]", cells.join(", ")),
        }
    }

    fn fee_notice(&mut self) {
        self.out.push('\n');
        self.remarks("fee_notice");
        let given = self.draft.fee_notice.as_ref();
        let mark = if given.is_none() && self.draft.finished {
            "# "
        } else {
            ""
        };
        let _ = writeln!(
            self.out,
            "{mark}[fee_notice]  # 信息处理费，第六部分要说明；没有收取的都填 0"
        );
        let issued = given.map_or("\"\"".to_owned(), |fee| fee.issued.value.to_string());
        let amount = given.map(|fee| fee.amount.value.to_string());
        let collected = given.map(|fee| fee.collected.value.to_string());
        for (key, value, about) in [
            ("issued", issued, "发出收费通知的件数"),
            ("amount", or_empty(amount.as_deref()), "通知收费总金额（元）"),
            (
                "collected",
                or_empty(collected.as_deref()),
                "实际收取的总金额（元）",
            ),
        ] {
            self.remarks(&format!("fee_notice.{key}"));
            let _ = writeln!(self.out, "{mark}{key} = {value}  # {about}");
        }
    }

    fn signature(&mut self) {
        let Signature {
            sealed,
            agencies,
            stamp,
        } = &self.draft.signature;
        self.out.push_str("\n[signature]\n");
        self.entry(
            "signature",
            "sealed",
            &sealed.to_string(),
            "是否盖章：true 盖章，false 不盖章",
        );
        let about = "几个机关联合署名时，依次写各机关名称，主办机关在前";
        if agencies.is_empty() {
            let _ = writeln!(self.out, "# agencies = [\"\", \"\"]  # {about}");
        } else {
            let names: Vec<String> = agencies.iter().map(|name| quoted(&name.value)).collect();
            self.entry("signature", "agencies", &format!("[{}]", names.join(", ")), about);
        }
        let about = "由签发人加盖签名章时：职务（写全称）、姓名";
        match stamp {
            Some(stamp) => {
                let name = stamp
                    .name
                    .as_ref()
                    .map_or(String::new(), |name| format!(", name = {}", quoted(&name.value)));
                let value = format!("{{ title = {}{name} }}", quoted(&stamp.title.value));
                self.entry("signature", "stamp", &value, about);
            }
            None => {
                let _ = writeln!(self.out, "# stamp = {{ title = \"\", name = \"\" }}  # {about}");
            }
        }
    }

    fn style(&mut self) {
        if self.draft.style == Style::default() {
            self.out.push_str(&style_comments());
        } else {
            self.out.push_str(&style_part(&self.draft.style));
        }
    }
}

fn contact_line<'a>(contact: &'a Contact, key: &str) -> Option<&'a Located<String>> {
    let line = match key {
        "office" => &contact.office,
        "address" => &contact.address,
        "postcode" => &contact.postcode,
        "phone" => &contact.phone,
        "fax" => &contact.fax,
        "email" => &contact.email,
        _ => &contact.website,
    };
    line.as_ref()
}

/// The official labels of a row's numbers, the computed total left out.
fn columns(row: &SlotRow) -> String {
    let labels: Vec<&str> = row
        .slots
        .iter()
        .filter(|slot| slot.kind != SlotKind::Total)
        .map(|slot| slot.label)
        .collect();
    labels.join("、")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Form;
    use crate::input::{Format, codes, read};

    #[test]
    fn templates_read_back_and_ask_for_what_is_missing() {
        for year in [2019, 2020, 2021, 2025] {
            let text = template(year, false).unwrap();
            let reading = read("t", text.as_bytes(), Some(Format::Toml));
            let allowed = [codes::MISSING];
            assert!(
                reading
                    .findings
                    .iter()
                    .all(|finding| allowed.contains(&finding.code)),
                "{:?}",
                reading.findings
            );
            // agency, level, date; four of contact; three parts; three of the fee notice
            assert_eq!(reading.findings.len(), 13, "{:?}", reading.findings);
            assert!(reading.report.is_none());
        }
    }

    #[test]
    fn every_number_has_its_label() {
        let form = Form::for_year(2021).unwrap();
        let text = template(2021, true).unwrap();
        for table in &form.tables {
            for row in table.rows {
                assert!(text.contains(row.label), "{}", row.label);
                for slot in row.slots.iter().filter(|slot| slot.kind != SlotKind::Total) {
                    assert!(text.contains(slot.label), "{}", slot.label);
                }
            }
        }
    }

    #[test]
    fn there_is_none_before_the_first_form() {
        assert_eq!(template(2018, false), Err(NoForm { year: 2018 }));
    }
}
