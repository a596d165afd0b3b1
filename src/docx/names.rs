//! The styles of the document: each one's id, its name, and whether Word knows it by that name.
//!
//! Word and WPS know a built-in style by its name, lower case where Word writes it so; ids are ours.

use crate::doc::HeadingLevel;

/// Black, as RGB: the colour of text and rules.
pub(super) const INK: &str = "000000";

/// A style's id and name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct StyleName {
    /// What paragraphs, runs and tables refer to.
    pub id: &'static str,
    /// What the user sees; for built-in styles, what Word knows it by.
    pub name: &'static str,
    /// Whether Word has a style of this name itself.
    pub built_in: bool,
}

const fn built_in(id: &'static str, name: &'static str) -> StyleName {
    StyleName {
        id,
        name,
        built_in: true,
    }
}

const fn own(id: &'static str, name: &'static str) -> StyleName {
    StyleName {
        id,
        name,
        built_in: false,
    }
}

pub(super) const NORMAL: StyleName = built_in("Normal", "Normal");
pub(super) const DEFAULT_FONT: StyleName = built_in("DefaultParagraphFont", "Default Paragraph Font");
pub(super) const NORMAL_TABLE: StyleName = built_in("TableNormal", "Normal Table");
pub(super) const NO_LIST: StyleName = built_in("NoList", "No List");
/// Those that hold where none is named, one of each kind.
pub(super) const DEFAULTS: [StyleName; 4] = [NORMAL, DEFAULT_FONT, NORMAL_TABLE, NO_LIST];
pub(super) const TITLE: StyleName = built_in("Title", "Title");
pub(super) const BODY: StyleName = own("OfficialText", "公文正文");
pub(super) const STRONG: StyleName = built_in("Strong", "Strong");
pub(super) const TABLE: StyleName = own("OfficialTable", "公文表格");
pub(super) const CELL: StyleName = own("TableText", "表格文字");
pub(super) const CELL_START: StyleName = own("TableTextLeft", "表格文字（左对齐）");
pub(super) const TABLE_GAP: StyleName = own("TableGap", "表后间隔");
pub(super) const TABLE_NOTE: StyleName = own("TableNote", "表注");
pub(super) const AGENCY: StyleName = own("Signature", "署名");
pub(super) const DATE: StyleName = own("IssueDate", "成文日期");
pub(super) const HEAD_LINE: StyleName = own("HeadLine", "版头文字");
pub(super) const MARK: StyleName = own("IssuingMark", "发文机关标志");
pub(super) const NUMBER: StyleName = own("DocumentNumber", "发文字号");
pub(super) const SIGNER: StyleName = own("SignerName", "签发人姓名");
pub(super) const RECIPIENTS: StyleName = own("Recipients", "主送机关");
pub(super) const ATTACHMENT_LIST: StyleName = own("AttachmentList", "附件说明");
pub(super) const ANNOTATION: StyleName = own("OfficialAnnotation", "附注");
pub(super) const ATTACHMENT_LABEL: StyleName = own("AttachmentLabel", "附件");
pub(super) const ATTACHMENT_TITLE: StyleName = own("AttachmentTitle", "附件标题");
pub(super) const IMPRINT: StyleName = own("Imprint", "版记");
pub(super) const IMPRINT_TABLE: StyleName = own("ImprintTable", "版记表格");
pub(super) const HEADER: StyleName = built_in("Header", "header");
pub(super) const FOOTER: StyleName = built_in("Footer", "footer");
pub(super) const FOOTER_EVEN: StyleName = own("FooterEven", "页码（双页）");

const HEADINGS: [StyleName; 4] = [
    built_in("Heading1", "heading 1"),
    built_in("Heading2", "heading 2"),
    built_in("Heading3", "heading 3"),
    built_in("Heading4", "heading 4"),
];
const RUN_INS: [StyleName; 4] = [
    own("Heading1Char", "标题 1 字符"),
    own("Heading2Char", "标题 2 字符"),
    own("Heading3Char", "标题 3 字符"),
    own("Heading4Char", "标题 4 字符"),
];

/// The paragraph style of a heading on its own line.
pub(super) const fn heading(level: HeadingLevel) -> StyleName {
    HEADINGS[level as usize]
}

/// The character style of a heading that opens a paragraph, linked to the paragraph style of its level.
pub(super) const fn run_in(level: HeadingLevel) -> StyleName {
    RUN_INS[level as usize]
}
