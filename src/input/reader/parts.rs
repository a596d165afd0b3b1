//! Contact, prose and fee notice.

use super::text::is_blank_value;
use super::{Fields, Known, Reader, codes, number};
use crate::finding::Finding;
use crate::input::node::{Node, Value};
use crate::model::{Amount, Contact, FeeNotice, Located, Prose, Text};

/// The keys of `[contact]`.
pub(in crate::input) const CONTACT: [Known; 7] = [
    ("office", "联系机构"),
    ("address", "地址"),
    ("postcode", "邮编"),
    ("phone", "电话"),
    ("fax", "传真"),
    ("email", "电子邮箱"),
    ("website", "网站"),
];

/// The keys of `[prose]`.
pub(super) const PROSE: [Known; 4] = [
    ("lead", "引言"),
    ("part1", "第一部分"),
    ("part5", "第五部分"),
    ("part6", "第六部分"),
];

/// The keys of `[fee_notice]`.
pub(in crate::input) const FEE_NOTICE: [Known; 3] = [
    ("issued", "发出收费通知的件数"),
    ("amount", "通知收费总金额"),
    ("collected", "实际收取的总金额"),
];

/// The longest entry of `[contact]`.
const MAX_CONTACT: usize = 100;

impl Reader<'_> {
    /// Address and numbers; all may be left out, but none may be left empty.
    pub(super) fn contact(&mut self, root: &Fields<'_>) -> Contact {
        let mut contact = Contact::default();
        let Some(entry) = root.entry("contact") else {
            return contact;
        };
        let Some(fields) = self.fields(&entry.node, Some(entry.key_span), "[contact]", &CONTACT) else {
            return contact;
        };
        for (key, name) in CONTACT {
            let value = self.given(&fields, key, name, MAX_CONTACT);
            match key {
                "office" => contact.office = value,
                "address" => contact.address = value,
                "postcode" => contact.postcode = value,
                "phone" => contact.phone = value,
                "fax" => contact.fax = value,
                "email" => contact.email = value,
                _ => contact.website = value,
            }
        }
        contact
    }

    /// The written parts.
    pub(super) fn prose(&mut self, root: &Fields<'_>) -> Prose {
        let mut prose = Prose::default();
        let Some(entry) = root.entry("prose") else {
            self.missing(
                root,
                "prose",
                Finding::error(codes::MISSING, None, "缺少文字部分（[prose]）")
                    .remedy("补上 [prose] 及其中的 part1、part5、part6"),
            );
            return prose;
        };
        let Some(fields) = self.fields(&entry.node, Some(entry.key_span), "[prose]", &PROSE) else {
            return prose;
        };
        if let Some(node) = fields.get("lead")
            && !is_blank_value(node)
        {
            prose.lead = self
                .paragraphs(node, "引言")
                .filter(|text| !text.paragraphs.is_empty());
        }
        let mut part = |key, name| self.part(&fields, key, name, "[prose]");
        prose.part1 = part("part1", "第一部分（总体情况）");
        prose.part5 = part("part5", "第五部分（存在的主要问题及改进情况）");
        prose.part6 = part("part6", "第六部分（其他需要报告的事项）");
        prose
    }

    /// A text that must be there, in the table called `home`.
    pub(super) fn part(&mut self, fields: &Fields<'_>, key: &'static str, name: &str, home: &str) -> Text {
        let Some(node) = fields.get(key) else {
            self.missing(
                fields,
                key,
                Finding::error(codes::MISSING, fields.place, format!("缺少{name}的文字（{key}）"))
                    .remedy(format!("在 {home} 中补上 {key}")),
            );
            return Text::default();
        };
        let told = self.findings.len();
        let text = self.paragraphs(node, name).unwrap_or_default();
        if text.paragraphs.is_empty() && self.findings.len() == told {
            self.findings.push(
                Finding::error(codes::MISSING, node.span, format!("{name}没有填写（{key}）"))
                    .remedy("写明内容；每行一段，标题用（一）、1.、（1）编号"),
            );
        }
        text
    }

    /// The 信息处理费 facts; all three when there are any.
    pub(super) fn fee_notice(&mut self, root: &Fields<'_>) -> Option<FeeNotice> {
        let entry = root.entry("fee_notice")?;
        let fields = self.fields(&entry.node, Some(entry.key_span), "[fee_notice]", &FEE_NOTICE)?;
        let issued = self.fee_count(&fields);
        let amount = self.fee_amount(&fields, FEE_NOTICE[1]);
        let collected = self.fee_amount(&fields, FEE_NOTICE[2]);
        Some(FeeNotice {
            issued: issued?,
            amount: amount?,
            collected: collected?,
        })
    }

    fn fee_count(&mut self, fields: &Fields<'_>) -> Option<Located<u64>> {
        let (text, node) = self.fee_text(fields, FEE_NOTICE[0])?;
        match number::whole(&text, false) {
            Ok(count) => Some(Located::at(u64::try_from(count).ok()?, node.span)),
            Err(wrong) => {
                self.wrong_number(node, FEE_NOTICE[0].1, &wrong);
                None
            }
        }
    }

    fn fee_amount(&mut self, fields: &Fields<'_>, known: Known) -> Option<Located<Amount>> {
        let (text, node) = self.fee_text(fields, known)?;
        match number::amount(&text, "元") {
            Ok(amount) => Some(Located::at(amount, node.span)),
            Err(wrong) => {
                self.wrong_number(node, known.1, &wrong);
                None
            }
        }
    }

    /// A fact of the fee notice as written; missing, empty and wrong kinds are told.
    fn fee_text<'n>(&mut self, fields: &Fields<'n>, (key, name): Known) -> Option<(String, &'n Node)> {
        let Some(node) = fields.get(key) else {
            self.missing(
                fields,
                key,
                Finding::error(
                    codes::MISSING,
                    fields.place,
                    format!("[fee_notice]缺少{name}（{key}）"),
                )
                .remedy("三项都要填，没有的填 0"),
            );
            return None;
        };
        match &node.value {
            _ if is_blank_value(node) => {
                self.findings.push(
                    Finding::error(codes::MISSING, node.span, format!("{name}（{key}）没有填写"))
                        .remedy("没有的填 0"),
                );
                None
            }
            Value::String(text) | Value::Integer(text) | Value::Float(text) => Some((
                text.trim_matches(crate::input::paragraphs::is_blank).to_owned(),
                node,
            )),
            _ => {
                self.wrong_kind(node, name, "数字");
                None
            }
        }
    }

    /// Tells what is wrong with a number.
    pub(super) fn wrong_number(&mut self, node: &Node, name: &str, wrong: &number::Wrong) {
        self.findings.push(
            Finding::error(codes::NUMBER, node.span, format!("{name}：{}", wrong.problem))
                .remedy(&*wrong.remedy),
        );
    }
}
