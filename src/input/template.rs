//! The commented empty report of a form, in TOML.

use crate::form::{Form, LabelRole, NoForm, SlotKind, SlotRow, TableForm};
use crate::input::reader::{CONTACT, NOTES};
use crate::input::style_text::style_comments;
use crate::model::Level;
use std::fmt::Write as _;

/// An empty report for a year: every key with a comment, every number with its official label.
///
/// What is to be filled in is the empty string, which the reader tells about; with `nil` every number is 0 and only the
/// words are left to fill in.
///
/// # Errors
/// [`NoForm`] for years before the first form.
pub fn template(year: u16, nil: bool) -> Result<String, NoForm> {
    let form = Form::for_year(year)?;
    let mut out = String::new();
    head(&mut out, form, year);
    for table in &form.tables {
        write_table(&mut out, form, table, nil);
    }
    foot(&mut out, nil);
    Ok(out)
}

fn head(out: &mut String, form: &Form, year: u16) {
    let levels: Vec<String> = Level::ALL
        .iter()
        .map(|(level, key)| format!("{key}（{}）", level.name()))
        .collect();
    // Writing to a String cannot fail.
    let _ = write!(
        out,
        "\
# {year}年政府信息公开工作年度报告
# 表格按{}所附的格式。# 后面是说明，不会印出来。
# 引号里空着的都要填写，没有发生的填0；逗号、引号、等号一律用英文半角。
# 填好后运行：nianbao check 本文件

year = {year}  # 报告年度（不是公布的年份）
agency = \"\"  # 机关全称，与印章一致
level = \"\"  # 机关级别：{}
date = \"\"  # 成文日期，如 {}-01-10
# to = \"\"  # 主送机关，以全角冒号结尾；作为公文发出时才填
# annotation = \"\"  # 附注，加圆括号

[contact]  # 联系方式；没有的一行删去
",
        form.notice,
        levels.join("、"),
        year + 1
    );
    for (key, name) in CONTACT {
        let optional = matches!(key, "office" | "fax" | "email");
        let (mark, remark) = match key {
            "office" => ("# ", "，与机关名称不同时填写"),
            "phone" => ("", "，带区号"),
            "website" => ("", "，公布本报告电子版的网站名称或网址"),
            _ if optional => ("# ", ""),
            _ => ("", ""),
        };
        let _ = writeln!(out, "{mark}{key} = \"\"  # {name}{remark}");
    }
    let _ = write!(
        out,
        "
[prose]  # 文字部分：写在三个引号之间，每行一段，标题用（一）、1.、（1）编号
# lead = ''  # 引言；不写则由程序按数据生成
# {}
part1 = '''
'''
# {}
part5 = '''
'''
# {}
part6 = '''
'''
",
        form.parts[0], form.parts[4], form.parts[5]
    );
}

fn write_table(out: &mut String, form: &Form, table: &TableForm, nil: bool) {
    let _ = write!(
        out,
        "\n[{}]  # {}：{}\n",
        table.key, table.name, form.parts[table.part]
    );
    if table
        .rows
        .iter()
        .any(|row| row.slots.iter().any(|slot| slot.kind == SlotKind::Total))
    {
        out.push_str("# 总计由程序计算；也可以作为最后一个数字填上，程序会核对\n");
    }
    let mut columns_before = String::new();
    let mut band_before = "";
    for row in table.rows {
        let band = table
            .labels
            .iter()
            .filter(|label| label.role == LabelRole::Band && label.row < row.row)
            .map(|label| label.text)
            .next_back()
            .unwrap_or("");
        if band != band_before {
            let _ = writeln!(out, "# {band}");
            band_before = band;
            columns_before.clear();
        }
        let columns = columns(row);
        if columns != columns_before {
            let order = if row.slots.len() > 1 { "依次为" } else { "填" };
            let _ = writeln!(out, "# {order}：{columns}");
            columns_before = columns;
        }
        let _ = writeln!(out, "{} = {}  # {}", row.key, blank_row(row, nil), row.label);
    }
    let _ = writeln!(
        out,
        "# {} = \"注：\"  # {}，印在表下；没有的不写",
        NOTES.0, NOTES.1
    );
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

fn blank_row(row: &SlotRow, nil: bool) -> String {
    let cells: Vec<&str> = row
        .slots
        .iter()
        .filter(|slot| slot.kind != SlotKind::Total)
        .map(|slot| match (nil, slot.kind) {
            (false, _) => "\"\"",
            (true, SlotKind::Amount) => "\"0\"",
            (true, _) => "0",
        })
        .collect();
    match row.slots {
        [_] => cells.concat(),
        _ => format!("[{}]", cells.join(", ")),
    }
}

fn foot(out: &mut String, nil: bool) {
    let (count, amount) = if nil { ("0", "\"0\"") } else { ("\"\"", "\"\"") };
    let _ = write!(
        out,
        "
[fee_notice]  # 信息处理费，第六部分要说明；没有收取的都填 0
issued = {count}  # 发出收费通知的件数
amount = {amount}  # 通知收费总金额（元）
collected = {amount}  # 实际收取的总金额（元）

[signature]
sealed = true  # 是否盖章：true 盖章，false 不盖章
# agencies = [\"\", \"\"]  # 几个机关联合署名时，依次写各机关名称，主办机关在前
# stamp = {{ title = \"\", name = \"\" }}  # 由签发人加盖签名章时：职务（写全称）、姓名

# 作为带文号的公文发出时，去掉下面各行开头的“# ”并填写；一般不用
# [head]  # 版头
# mark = \"\"  # 发文机关标志，如：某某县人民政府文件
# number = \"\"  # 发文字号，如：某政发〔2022〕3号
# copy_number = \"\"  # 份号，6位数字；密级（secrecy）、紧急程度（urgency）写法相同
# [[attachments]]  # 附件，有几个写几组
# title = \"\"  # 附件标题
# text = ''  # 附件正文
# [imprint]  # 版记
# copies_to = \"\"  # 抄送机关
# issuer = \"\"  # 印发机关
# issue_date = \"\"  # 印发日期

{}",
        style_comments()
    );
}

#[cfg(test)]
mod tests {
    use super::*;
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
