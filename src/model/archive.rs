//! What an archive asks to know of a report beyond what it says itself (GB/T 18894-2016, DA/T 46-2009).

use super::Located;

/// One fact for the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveFact {
    /// Its key in the input.
    pub key: &'static str,
    /// What archivists call it.
    pub label: &'static str,
    /// What is so.
    pub value: Located<String>,
}

/// The facts that can be given: keys with what archivists call them, in the order they are kept.
pub const ARCHIVE_FACTS: [(&str, &str); 8] = [
    ("file_number", "文件编号"),
    ("retention", "保管期限"),
    ("secrecy", "密级"),
    ("subject", "机构或问题"),
    ("fonds", "全宗名称"),
    ("fonds_number", "全宗号"),
    ("record_number", "档号"),
    ("index_number", "索引号"),
];

impl ArchiveFact {
    pub(super) fn without_place(self) -> Self {
        ArchiveFact {
            value: self.value.without_place(),
            ..self
        }
    }
}
