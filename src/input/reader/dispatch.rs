//! What a report has as a numbered document that is sent out: 版头, 主送机关, 附注, 附件, 版记.

use super::text::{is_blank_value, quote};
use super::{Fields, Known, Reader, codes};
use crate::finding::{Finding, Span};
use crate::input::node::{Node, Value};
use crate::model::{Attachment, Dispatch, Head, Imprint, Located};

/// The keys of `[head]`.
pub(in crate::input) const HEAD: [Known; 6] = [
    ("mark", "发文机关标志"),
    ("number", "发文字号"),
    ("copy_number", "份号"),
    ("secrecy", "密级和保密期限"),
    ("urgency", "紧急程度"),
    SIGNERS,
];

/// The key of a list in `[head]`.
pub(in crate::input) const SIGNERS: Known = ("signers", "签发人");

/// The keys of each of `[[attachments]]`.
pub(in crate::input) const ATTACHMENT: [Known; 2] = [("title", "附件标题"), ("text", "附件正文")];

/// The keys of `[imprint]`.
pub(in crate::input) const IMPRINT: [Known; 3] = [
    ("copies_to", "抄送机关"),
    ("issuer", "印发机关"),
    ("issue_date", "印发日期"),
];

/// The longest line of 版头, 版记 and attachment titles.
pub(in crate::input) const MAX_LINE: usize = 60;
/// The longest list of organs, and the longest remark.
pub(in crate::input) const MAX_NAMES: usize = 300;
/// The most persons who sign a paper for sending upwards.
pub(in crate::input) const MAX_SIGNERS: usize = 12;
/// The most attachments.
pub(in crate::input) const MAX_ATTACHMENTS: usize = 20;

impl Reader<'_> {
    /// Everything but title, text and signature; nothing of it unless it is given.
    pub(super) fn dispatch(&mut self, root: &Fields<'_>) -> Dispatch {
        let recipients = self.given(root, "to", "主送机关", MAX_NAMES);
        if let Some(to) = recipients.as_ref().filter(|to| !to.value.ends_with('：')) {
            self.doubt(to.span, "主送机关后面没有全角冒号", "在最后加上“：”");
        }
        let annotation = self.given(root, "annotation", "附注", MAX_NAMES);
        let bracketed = |text: &str| text.starts_with('（') && text.ends_with('）');
        if let Some(text) = annotation.as_ref().filter(|text| !bracketed(&text.value)) {
            self.doubt(text.span, "附注没有加圆括号", "写成“（……）”");
        }
        Dispatch {
            head: self.head(root),
            recipients,
            annotation,
            attachments: self.attachments(root),
            imprint: self.imprint(root),
        }
    }

    fn head(&mut self, root: &Fields<'_>) -> Option<Head> {
        let entry = root.entry("head")?;
        let fields = self.fields(&entry.node, Some(entry.key_span), "[head]", &HEAD)?;
        let mark = self.required_line(&fields, "mark", "发文机关标志", MAX_LINE);
        let number = self.required_line(&fields, "number", "发文字号", MAX_LINE);
        if let Some(number) = &number
            && let Some((problem, remedy)) = number_fault(&number.value)
        {
            self.doubt(
                number.span,
                &format!("发文字号{}{problem}", quote(&number.value)),
                remedy,
            );
        }
        let copy_number = self.given(&fields, "copy_number", "份号", MAX_LINE);
        let is_number = |text: &str| text.len() == 6 && text.chars().all(|ch| ch.is_ascii_digit());
        if let Some(copy) = copy_number.as_ref().filter(|copy| !is_number(&copy.value)) {
            self.doubt(copy.span, "份号不是6位阿拉伯数字", "写成 000001 的样子");
        }
        let signers = fields
            .get(SIGNERS.0)
            .filter(|node| !is_blank_value(node))
            .map(|node| self.names(node, "签发人（signers）", MAX_SIGNERS));
        Some(Head {
            copy_number,
            secrecy: self.given(&fields, "secrecy", "密级和保密期限", MAX_LINE),
            urgency: self.given(&fields, "urgency", "紧急程度", MAX_LINE),
            mark: mark?,
            number: number?,
            signers: signers.unwrap_or_default(),
        })
    }

    fn attachments(&mut self, root: &Fields<'_>) -> Vec<Attachment> {
        let Some(entry) = root
            .entry("attachments")
            .filter(|entry| !is_blank_value(&entry.node))
        else {
            return Vec::new();
        };
        let Value::Array(nodes) = &entry.node.value else {
            self.wrong_kind(&entry.node, "附件（attachments）", "列表");
            return Vec::new();
        };
        if nodes.len() > MAX_ATTACHMENTS {
            let message = format!("附件有{}个，过多", nodes.len());
            self.findings.push(
                Finding::error(codes::TEXT, entry.node.span, message)
                    .remedy(format!("最多{MAX_ATTACHMENTS}个")),
            );
            return Vec::new();
        }
        nodes
            .iter()
            .filter_map(|node| self.attachment(node, entry.key_span))
            .collect()
    }

    fn attachment(&mut self, node: &Node, place: Span) -> Option<Attachment> {
        let fields = self.fields(node, Some(place), "[[attachments]]", &ATTACHMENT)?;
        let title = self.required_line(&fields, "title", "附件标题", MAX_LINE);
        let text = self.part(&fields, "text", "附件正文", "[[attachments]]");
        let title = title?;
        if title.value.ends_with(['。', '；', '，', '、', ';', ',', '.']) {
            self.doubt(title.span, "附件名称后面不加标点符号", "删去末尾的标点");
        }
        Some(Attachment { title, text })
    }

    fn imprint(&mut self, root: &Fields<'_>) -> Option<Imprint> {
        let entry = root.entry("imprint")?;
        let fields = self.fields(&entry.node, Some(entry.key_span), "[imprint]", &IMPRINT)?;
        let copies_to = self.given(&fields, "copies_to", "抄送机关", MAX_NAMES);
        let issuer = self.required_line(&fields, "issuer", "印发机关", MAX_LINE);
        let date = self.date(&fields, "issue_date", "印发日期");
        Some(Imprint {
            copies_to,
            issuer: issuer?,
            date: date?,
        })
    }

    /// A line that may be left out, but not left empty.
    pub(super) fn given(
        &mut self,
        fields: &Fields<'_>,
        key: &str,
        name: &str,
        max: usize,
    ) -> Option<Located<String>> {
        let node = fields.get(key)?;
        if is_blank_value(node) {
            self.findings.push(
                Finding::warning(codes::MISSING, node.span, format!("{name}（{key}）没有填写"))
                    .remedy(format!("填写{name}；确实没有的，删去这一行")),
            );
            return None;
        }
        self.line(node, name, max)
    }

    /// Tells that something is not written as official papers write it.
    pub(super) fn doubt(&mut self, span: Option<Span>, message: &str, remedy: &str) {
        self.findings
            .push(Finding::warning(codes::ELEMENT, span, message).remedy(remedy));
    }
}

/// What is wrong with a 发文字号 (GB/T 9704-2012, 7.2.5), and what to do: 某政发〔2022〕3号 has its full year in 〔〕, a number
/// without 第 and leading zeros, and 号.
fn number_fault(text: &str) -> Option<(&'static str, &'static str)> {
    const BRACKETS: (&str, &str) = ("的年份没有用六角括号", "写成“〔2022〕”，括号为〔〕");
    let Some((_, rest)) = text.split_once('〔') else {
        return Some(BRACKETS);
    };
    let Some((year, number)) = rest.split_once('〕') else {
        return Some(BRACKETS);
    };
    let digits = |text: &str| !text.is_empty() && text.chars().all(|ch| ch.is_ascii_digit());
    if !digits(year) || year.len() != 4 {
        return Some(("的年份不是四位阿拉伯数字", "年份写全称，如“〔2022〕”"));
    }
    if number.starts_with('第') {
        return Some(("的序号前有“第”", "删去“第”"));
    }
    if number.starts_with('0') {
        return Some(("的序号前补了0", "序号不编虚位，1不写成001"));
    }
    if !number.strip_suffix('号').is_some_and(digits) {
        return Some(("的序号写法不对", "〔〕后写阿拉伯数字和“号”，如“3号”"));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn document_numbers_are_checked() {
        for good in ["某政发〔2022〕3号", "清柳政〔2022〕10号"] {
            assert_eq!(number_fault(good), None, "{good}");
        }
        for (bad, word) in [
            ("某政发[2022]3号", "六角括号"),
            ("某政发（2022）3号", "六角括号"),
            ("某政发〔2022 3号", "六角括号"),
            ("某政发〔22〕3号", "四位"),
            ("某政发〔2022〕第3号", "第"),
            ("某政发〔2022〕003号", "补了0"),
            ("某政发〔2022〕3", "序号写法"),
            ("某政发〔2022〕三号", "序号写法"),
        ] {
            assert!(number_fault(bad).unwrap().0.contains(word), "{bad}");
        }
    }
}
