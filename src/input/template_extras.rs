//! The parts of a report's TOML that few have: 版头, 附件 and 版记, facts for the archive, what is let pass, how it was made.

use super::made::SCHEMA;
use super::template::File;
use super::toml_text::{lines, quoted};
use crate::model::{ARCHIVE_FACTS, Dispatch};
use std::fmt::Write as _;

/// What stands in place of the parts that make a numbered document.
const NO_DISPATCH: &str = "
# 作为带文号的公文发出时，去掉下面各行开头的“# ”并填写；一般不用
# [head]  # 版头
# mark = \"\"  # 发文机关标志，如：某某县人民政府文件
# number = \"\"  # 发文字号，如：某政发〔2022〕3号
# copy_number = \"\"  # 份号，6位数字；密级（secrecy）、紧急程度（urgency）写法相同
# signers = [\"\"]  # 签发人，只有上行文才写
# [[attachments]]  # 附件，有几个写几组
# title = \"\"  # 附件标题
# text = ''  # 附件正文
# [imprint]  # 版记
# copies_to = \"\"  # 抄送机关
# issuer = \"\"  # 印发机关
# issue_date = \"\"  # 印发日期

";

// Writing to a String cannot fail, so the results of write! are let go.
impl File<'_> {
    pub(super) fn dispatch(&mut self) {
        let Dispatch {
            head,
            attachments,
            imprint,
            ..
        } = &self.draft.dispatch;
        if head.is_none() && attachments.is_empty() && imprint.is_none() {
            self.out.push_str(NO_DISPATCH);
            return;
        }
        if let Some(head) = head {
            self.out.push_str("\n[head]  # 版头\n");
            self.entry("head", "mark", &quoted(&head.mark.value), "发文机关标志");
            self.entry("head", "number", &quoted(&head.number.value), "发文字号");
            for (key, line, about) in [
                ("copy_number", &head.copy_number, "份号"),
                ("secrecy", &head.secrecy, "密级和保密期限"),
                ("urgency", &head.urgency, "紧急程度"),
            ] {
                if let Some(line) = line {
                    self.entry("head", key, &quoted(&line.value), about);
                }
            }
            if !head.signers.is_empty() {
                let names: Vec<String> = head.signers.iter().map(|name| quoted(&name.value)).collect();
                self.entry("head", "signers", &format!("[{}]", names.join(", ")), "签发人");
            }
        }
        for attachment in attachments {
            self.out.push_str("\n[[attachments]]  # 附件\n");
            self.entry(
                "attachments",
                "title",
                &quoted(&attachment.title.value),
                "附件标题",
            );
            let _ = writeln!(self.out, "text = {}", lines(&attachment.text));
        }
        if let Some(imprint) = imprint {
            self.out.push_str("\n[imprint]  # 版记\n");
            if let Some(copies) = &imprint.copies_to {
                self.entry("imprint", "copies_to", &quoted(&copies.value), "抄送机关");
            }
            self.entry("imprint", "issuer", &quoted(&imprint.issuer.value), "印发机关");
            let date = imprint.date.value.to_string();
            self.entry("imprint", "issue_date", &quoted(&date), "印发日期");
        }
        self.out.push('\n');
    }

    pub(super) fn archive(&mut self) {
        let mark = if self.draft.archive.is_empty() { "# " } else { "" };
        let _ = writeln!(
            self.out,
            "{mark}[archive]  # 归档用，写进文件的属性，不印出来；一般不用"
        );
        for (key, label) in ARCHIVE_FACTS {
            match self.draft.archive.iter().find(|fact| fact.key == key) {
                Some(fact) => self.entry("archive", key, &quoted(&fact.value.value), label),
                None => {
                    let _ = writeln!(self.out, "# {key} = \"\"  # {label}");
                }
            }
        }
        self.out.push('\n');
    }

    /// The rules let pass, each for the reason they were first let pass for.
    pub(super) fn check(&mut self) {
        let Some(first) = self.draft.allowed.first() else {
            return;
        };
        let codes: Vec<String> = self
            .draft
            .allowed
            .iter()
            .map(|allowed| quoted(&allowed.code.value))
            .collect();
        let _ = writeln!(
            self.out,
            "[check]\nallow = [{}]\nreason = {}\n",
            codes.join(", "),
            quoted(&first.reason)
        );
    }

    /// How its files are made.
    pub(super) fn made(&mut self) {
        let Some(made) = &self.draft.made else {
            return;
        };
        let (key, version) = SCHEMA;
        let _ = writeln!(self.out, "\n[made]  # 由程序写入\n{key} = {version}");
        for (key, value) in &made.facts {
            let _ = writeln!(self.out, "{key} = {}", quoted(&value.value));
        }
    }
}
