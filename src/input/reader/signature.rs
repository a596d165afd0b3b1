//! How the report is signed.

use super::text::is_blank_value;
use super::{Fields, Known, Reader, codes};
use crate::finding::Finding;
use crate::input::node::{Node, Value};
use crate::model::{Located, Signature, Stamp};

/// The keys of `[signature]`.
pub(in crate::input) const SIGNATURE: [Known; 3] = [
    ("sealed", "是否盖章"),
    ("agencies", "联合署名的各机关"),
    ("stamp", "签名章"),
];

/// The keys of `stamp`.
pub(in crate::input) const STAMP: [Known; 2] = [("title", "签发人职务"), ("name", "签发人姓名")];

/// The longest name of an organ or title of a person.
const MAX_NAME: usize = 60;

/// The most agencies that sign together.
pub(in crate::input) const MAX_AGENCIES: usize = 12;

impl Reader<'_> {
    /// How the report is signed: with a seal unless it says otherwise.
    pub(super) fn signature(&mut self, root: &Fields<'_>) -> Signature {
        let mut signature = Signature::default();
        let Some(entry) = root.entry("signature") else {
            return signature;
        };
        let Some(fields) = self.fields(&entry.node, Some(entry.key_span), "[signature]", &SIGNATURE) else {
            return signature;
        };
        match fields.get("sealed") {
            Some(Node {
                value: Value::Bool(sealed),
                ..
            }) => signature.sealed = *sealed,
            Some(node) => self.wrong_kind(node, "是否盖章（sealed）", "true或false"),
            None => {}
        }
        if let Some(node) = fields.get("agencies").filter(|node| !is_blank_value(node)) {
            signature.agencies = self.names(node, "联合署名的各机关（agencies）", MAX_AGENCIES);
        }
        if let Some(entry) = fields.entry("stamp").filter(|entry| !is_blank_value(&entry.node)) {
            signature.stamp = self.stamp(&entry.node);
            if signature.agencies.len() > 1 {
                self.findings.push(
                    Finding::error(codes::TYPE, entry.key_span, "联合署名时暂不支持签名章（stamp）")
                        .remedy("删去 stamp，或删去 agencies"),
                );
            }
        }
        signature
    }

    /// A list of names, none of them empty.
    pub(super) fn names(&mut self, node: &Node, name: &str, max: usize) -> Vec<Located<String>> {
        let Value::Array(nodes) = &node.value else {
            self.wrong_kind(node, name, "列表");
            return Vec::new();
        };
        if nodes.len() > max {
            self.findings.push(
                Finding::error(codes::TEXT, node.span, format!("{name}有{}个，过多", nodes.len()))
                    .remedy(format!("最多{max}个")),
            );
            return Vec::new();
        }
        let mut names = Vec::new();
        for node in nodes {
            if is_blank_value(node) {
                self.findings.push(
                    Finding::error(codes::MISSING, node.span, format!("{name}中有一个空着"))
                        .remedy("填写名称或删去"),
                );
            }
            names.extend(self.line(node, name, MAX_NAME));
        }
        names
    }

    fn stamp(&mut self, node: &Node) -> Option<Stamp> {
        let fields = self.fields(node, Some(node.span), "签名章（stamp）", &STAMP)?;
        let title = self.required_line(&fields, "title", "签发人职务", MAX_NAME);
        let name = fields
            .get("name")
            .and_then(|node| self.line(node, "签发人姓名", MAX_NAME));
        Some(Stamp { title: title?, name })
    }
}
