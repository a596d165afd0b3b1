//! How the files of a report were made: carried with its data, so that the same files can be made again.

use crate::model::Located;

/// Key and present version of the data's schema: raised when an older program would misread newer data.
pub const SCHEMA: (&str, u32) = ("schema", 1);

/// Key of the faces of an office: the family name and checksum of each.
pub const OWN_FONTS: &str = "user_fonts";

/// What is told of the making: keys with Chinese labels.
pub const FACTS: [(&str, &str); 8] = [
    ("program", "程序版本"),
    ("font_set", "字体版本"),
    (OWN_FONTS, "自备字体的校验值"),
    ("form", "表格格式"),
    ("pdf_copy", "PDF 的用途"),
    ("pdf_standard", "PDF 标准"),
    ("typeface", "Word 文件的字体"),
    ("docx_fonts", "Word 文件所带字体"),
];

/// Facts on the making, by the keys of [`FACTS`], in that order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// Key and value; none twice.
    pub facts: Vec<(&'static str, Located<String>)>,
}

impl Made {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Located<String>> {
        self.facts
            .iter()
            .find(|(known, _)| *known == key)
            .map(|(_, value)| value)
    }
}
