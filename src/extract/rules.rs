//! The pages on what is looked for in files that come back.

use crate::finding::{Basis, Rule, Severity};

/// A file holds no data.
pub(super) const NONE: &str = "DATA-NONE";
/// A figure differs.
pub(super) const CELL: &str = "DATA-CELL";
/// The title differs.
pub(super) const TITLE: &str = "DATA-TITLE";
/// A paragraph differs.
pub(super) const TEXT: &str = "DATA-TEXT";

/// Every code with its page.
pub const RULES: [Rule; 4] = [
    Rule {
        code: NONE,
        level: Severity::Error,
        title: "文件带有数据",
        what: "从 PDF 或 Word 文件取回数据时，文件是本程序生成的，完整，没有加密，带有数据。",
        why: "数据随 PDF/A-3a 和 Word 文件保存，凭它可以重新生成同样的文件，也可以核对文件有没有改动。",
        wrong: "用别的软件打印成的 PDF",
        right: "nianbao build 生成的 PDF 或 Word 文件",
        basis: Basis::Derived,
    },
    Rule {
        code: CELL,
        level: Severity::Error,
        title: "Word 文件表格中的数与所带数据一致",
        what: "按行、列的标签逐格比较 Word 文件里看得见的表格和文件所带的数据。",
        why: "在 Word 里改了数而没有改数据，同一份报告就有了两个数；汇总、上网用的是数据。",
        wrong: "数据中予以公开为12，表格中改成了13",
        right: "改数据文件，重新生成 Word 文件和 PDF",
        basis: Basis::Derived,
    },
    Rule {
        code: TITLE,
        level: Severity::Error,
        title: "Word 文件的标题与所带数据一致",
        what: "标题中的机关名称、年度与数据相同。",
        why: "拿上年的文件改成今年的，标题容易漏改。",
        wrong: "数据为2025年度，标题仍是2024年",
        right: "改数据文件，重新生成",
        basis: Basis::Derived,
    },
    Rule {
        code: TEXT,
        level: Severity::Warning,
        title: "Word 文件的文字与所带数据一致",
        what: "逐段比较 Word 文件的正文和数据中的文字；页眉、页脚、图片、脚注也看：本程序生成的只有页码。",
        why: "在 Word 里改过的文字不会自动回到数据里。",
        wrong: "会签时在 Word 里改了一句话，数据文件没有改",
        right: "把改动写进数据文件，重新生成",
        basis: Basis::Derived,
    },
];
