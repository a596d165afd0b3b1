//! `[check]`: warnings let pass for a reason.

use super::text::is_blank_value;
use super::{Fields, Reader, codes};
use crate::finding::Finding;
use crate::input::Allowed;
use crate::input::node::Value;

/// The longest code and the longest reason, in characters.
const MAX_CODE: usize = 40;
const MAX_REASON: usize = 200;

impl Reader<'_> {
    /// The rules whose warnings the file lets pass; none without a reason.
    pub(super) fn allowed(&mut self, root: &Fields<'_>) -> Vec<Allowed> {
        let known = [("allow", "允许的规则"), ("reason", "理由")];
        let Some(entry) = root.entry("check") else {
            return Vec::new();
        };
        let Some(fields) = self.fields(&entry.node, Some(entry.key_span), "[check]", &known) else {
            return Vec::new();
        };
        let Some(node) = fields.get("allow").filter(|node| !is_blank_value(node)) else {
            return Vec::new();
        };
        let Value::Array(nodes) = &node.value else {
            self.wrong_kind(node, "允许的规则（allow）", "列表，如 [\"DATE-DUE\"]");
            return Vec::new();
        };
        let reason = match fields.get("reason").filter(|node| !is_blank_value(node)) {
            Some(node) => self.line(node, "理由（reason）", MAX_REASON),
            None => {
                let finding = Finding::error(codes::MISSING, node.span, "允许警告要写明理由（reason）")
                    .remedy("在 [check] 中补上 reason = \"…\"，例如依据哪个通知");
                self.missing(&fields, "reason", finding);
                None
            }
        };
        let Some(reason) = reason else {
            return Vec::new();
        };
        let mut allowed = Vec::new();
        for node in nodes {
            allowed.extend(self.line(node, "规则代码", MAX_CODE).map(|code| Allowed {
                code,
                reason: reason.value.clone(),
            }));
        }
        allowed
    }
}
