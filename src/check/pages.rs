//! The pages of the rules on figures.

use crate::finding::{Basis, Rule, Severity};

/// The rules of [`super::sums`] and [`super::cells`].
pub(super) const FIGURES: [Rule; 5] = [
    Rule {
        code: "T3-ROW",
        level: Severity::Error,
        title: "表三每一行：总计等于六类申请人之和",
        what: "自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他六个数相加等于总计。",
        why: "国家统一格式的表头；总计列就是各类申请人的合计。",
        wrong: "granted = [12, 0, 1, 0, 0, 0, 31]",
        right: "granted = [12, 0, 1, 0, 0, 0, 13]",
        basis: Basis::Confirmed,
    },
    Rule {
        code: "T3-SUM",
        level: Severity::Error,
        title: "表三每一列：（七）总计等于各项办理结果之和",
        what: "每一列（一）至（六）各小项相加等于（七）总计。",
        why: "国家统一格式：（七）总计是本年度办理结果的合计，一件申请只计入一种结果。",
        wrong: "各项办理结果合计12，（七）总计填13",
        right: "（七）总计填12",
        basis: Basis::Confirmed,
    },
    Rule {
        code: "T3-BAL",
        level: Severity::Error,
        title: "表三每一列：本年新收加上年结转，等于办理总计加结转下年度",
        what: "每一列：一 + 二 = 三（七） + 四。",
        why: "国家统一格式表三左上角的勾稽关系：第一项加第二项之和，等于第三项加第四项之和。",
        wrong: "新收13、结转来1，办理13、结转去0",
        right: "新收13、结转来1，办理13、结转去1",
        basis: Basis::Confirmed,
    },
    Rule {
        code: "T4-SUM",
        level: Severity::Error,
        title: "表四每一组：总计等于四种结果之和",
        what: "行政复议、未经复议直接起诉、复议后起诉三组，各组四种结果相加等于总计。",
        why: "国家统一格式表四的栏目。",
        wrong: "review = [4, 0, 0, 1, 4]",
        right: "review = [4, 0, 0, 1, 5]",
        basis: Basis::Confirmed,
    },
    Rule {
        code: "FMT-CELL",
        level: Severity::Error,
        title: "表格不留空格；没有发生的填0",
        what: "每一格都要有数；“/”“不适用”只作警告。Word 文件（nianbao doctor、extract --check）还要求三张表不缺行、列，不多行、列。",
        why: "空格看不出是零还是漏填，上级汇总时无从相加；是否必须填0，全国的明文尚未见到。",
        wrong: "received = [\"\", 0, 0, 0, 0, 0]",
        right: "received = [0, 0, 0, 0, 0, 0]",
        basis: Basis::Derived,
    },
];
