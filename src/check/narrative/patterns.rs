//! What a sentence says of which figure: patterns as data.

/// What the surroundings of a claim must be about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    /// Applications for information.
    Requests,
    /// Disclosure of information.
    Openness,
    /// Anything.
    Anything,
}

/// A kind of claim.
pub(super) struct Pattern {
    /// What the clause before the number ends with; any.
    pub(super) ends: &'static [&'static str],
    /// What the clause contains; any, nothing when empty.
    pub(super) with: &'static [&'static str],
    /// What the clause must not contain.
    pub(super) without: &'static [&'static str],
    pub(super) about: About,
    /// The figures meant: paths whose sum is the number. A row may be given by the beginning of its key and `*`.
    pub(super) sum: &'static [&'static str],
    /// Another sum that is as good, when there is one.
    pub(super) or: &'static [&'static str],
    /// What the figures are called.
    pub(super) name: &'static str,
}

/// Words that show another matter is counted than applications for information.
pub(super) const OTHER_MATTERS: [&str; 24] = [
    "建议",
    "提案",
    "信访",
    "投诉",
    "举报",
    "咨询",
    "来信",
    "留言",
    "热线",
    "工单",
    "许可",
    "处罚",
    "复议",
    "诉讼",
    "网上",
    "网络",
    "当面",
    "信函",
    "邮寄",
    "传真",
    "邮件",
    "征求",
    "转办",
    "自然人",
];

/// Words that turn a whole sentence to another matter, or to an office that is only part of the organ.
pub(super) const OTHER_SENTENCES: [&str; 10] = [
    "建议",
    "提案",
    "热线",
    "工单",
    "留言",
    "来信",
    "许可申请",
    "信访件",
    "政府办",
    "办公室",
];

/// Words of comparison: the number is no figure of this year.
pub(super) const COMPARING: [&str; 14] = [
    "同比", "较", "比上", "比去", "增加", "减少", "增长", "下降", "上升", "同期", "历年", "累计", "平均",
    "每",
];

const REQUEST: [&str; 5] = ["申请", "依申请公开", "申请公开", "申请数量", "申请总数"];
const RECEIVED: [&str; 4] = ["新收", "收到", "接收", "接到"];

/// Every pattern, the more exact first.
pub(super) const PATTERNS: [Pattern; 22] = [
    Pattern {
        ends: &[
            "结转",
            "结转来",
            "结转申请",
            "结转政府信息公开申请",
            "结转办理",
            "结转的",
            "结转的申请",
        ],
        with: &["上年", "上一年", "去年"],
        without: &["下年", "下一年", "次年"],
        about: About::Requests,
        sum: &["table3.carried_over.total"],
        or: &[],
        name: "表三“上年结转”总计",
    },
    Pattern {
        ends: &[
            "结转下年",
            "结转下年度",
            "结转下一年",
            "结转下一年度",
            "结转至下年",
            "结转至下年度",
            "结转次年",
            "继续办理",
            "下年度办理",
            "结转至下一年度",
        ],
        with: &["结转"],
        without: &["上年结转", "上一年度结转"],
        about: About::Requests,
        sum: &["table3.carried_forward.total"],
        or: &[],
        name: "表三“结转下年度继续办理”总计",
    },
    Pattern {
        ends: &REQUEST,
        with: &RECEIVED,
        without: &["上年", "结转", "未收到", "没有收到"],
        about: About::Requests,
        sum: &["table3.received.total"],
        or: &[],
        name: "表三“本年新收”总计",
    },
    Pattern {
        ends: &REQUEST,
        with: &["受理", "办理"],
        without: &["上年", "结转", "未受理"],
        about: About::Requests,
        sum: &["table3.received.total"],
        or: &["table3.received.total", "table3.carried_over.total"],
        name: "表三“本年新收”总计",
    },
    Pattern {
        ends: &[
            "部分公开",
            "部分公开的",
            "部分公开决定",
            "部分公开答复",
            "区分处理",
        ],
        with: &[],
        without: &[],
        about: About::Requests,
        sum: &["table3.partly_granted.total"],
        or: &[],
        name: "表三“部分公开”总计",
    },
    Pattern {
        ends: &["不予公开", "不予公开的", "不予公开决定", "不予公开答复"],
        with: &[],
        without: &[],
        about: About::Requests,
        sum: &["table3.denied_*.total"],
        or: &[],
        name: "表三“不予公开”各项之和",
    },
    Pattern {
        ends: &["予以公开", "予以公开的", "同意公开", "予以公开答复"],
        with: &[],
        without: &["主动", "部分", "不予", "网站"],
        about: About::Requests,
        sum: &["table3.granted.total"],
        or: &[],
        name: "表三“予以公开”总计",
    },
    Pattern {
        ends: &["无法提供", "无法提供的"],
        with: &[],
        without: &[],
        about: About::Requests,
        sum: &["table3.unavailable_*.total"],
        or: &[],
        name: "表三“无法提供”各项之和",
    },
    Pattern {
        ends: &["不予处理", "不予处理的"],
        with: &[],
        without: &[],
        about: About::Requests,
        sum: &["table3.unprocessed_*.total"],
        or: &[],
        name: "表三“不予处理”各项之和",
    },
    Pattern {
        ends: &["其他处理", "其他处理的"],
        with: &[],
        without: &[],
        about: About::Requests,
        sum: &["table3.other_*.total"],
        or: &[],
        name: "表三“其他处理”各项之和",
    },
    Pattern {
        ends: &[
            "办结",
            "办理完毕",
            "办结申请",
            "办结政府信息公开申请",
            "办结依申请公开",
        ],
        with: &[],
        without: &["当年", "本年新收", "上年", "按期", "按时", "提前"],
        about: About::Requests,
        sum: &["table3.total.total"],
        or: &[],
        name: "表三“（七）总计”",
    },
    Pattern {
        ends: &["答复", "答复申请", "答复政府信息公开申请", "办理答复"],
        with: &[],
        without: &["当年", "本年新收", "上年", "按期", "按时", "口头", "书面", "提前"],
        about: About::Requests,
        sum: &["table3.total.total"],
        or: &[
            "table3.granted.total",
            "table3.partly_granted.total",
            "table3.denied_*.total",
            "table3.unavailable_*.total",
            "table3.unprocessed_*.total",
        ],
        name: "表三“（七）总计”",
    },
    Pattern {
        ends: &["行政复议", "行政复议案件", "行政复议申请", "复议案件"],
        with: &[],
        without: &["诉讼", "维持", "纠正", "审理", "办理"],
        about: About::Openness,
        sum: &["table4.review.total"],
        or: &[],
        name: "表四“行政复议”总计",
    },
    Pattern {
        ends: &["行政诉讼", "行政诉讼案件", "诉讼案件"],
        with: &[],
        without: &["复议", "维持", "纠正"],
        about: About::Openness,
        sum: &[
            "table4.litigation_direct.total",
            "table4.litigation_after_review.total",
        ],
        or: &[],
        name: "表四“行政诉讼”两组总计之和",
    },
    Pattern {
        ends: &["规章"],
        with: &["制发", "制定", "出台"],
        without: &["规范性文件", "废止", "有效", "修改", "审查", "起草", "草案"],
        about: About::Anything,
        sum: &["table2.rules.made"],
        or: &[],
        name: "表二“规章”本年制发",
    },
    Pattern {
        ends: &["现行有效规章", "现行有效政府规章"],
        with: &[],
        without: &["公布", "公开", "集中"],
        about: About::Anything,
        sum: &["table2.rules.in_force"],
        or: &[],
        name: "表二“规章”现行有效",
    },
    Pattern {
        ends: &["规范性文件"],
        with: &["制发", "制定", "出台", "印发"],
        without: &[
            "废止", "有效", "修改", "审查", "起草", "备案", "解读", "清理", "公开", "公布", "拟", "规章",
        ],
        about: About::Anything,
        sum: &["table2.normative_documents.made"],
        or: &[],
        name: "表二“行政规范性文件”本年制发",
    },
    Pattern {
        ends: &["废止规范性文件", "废止行政规范性文件"],
        with: &[],
        without: &["失效", "修改", "建议", "拟"],
        about: About::Anything,
        sum: &["table2.normative_documents.repealed"],
        or: &[],
        name: "表二“行政规范性文件”本年废止",
    },
    Pattern {
        ends: &[
            "现行有效规范性文件",
            "现行有效行政规范性文件",
            "现行有效的规范性文件",
            "现行有效的行政规范性文件",
        ],
        with: &[],
        without: &["公布", "公开", "集中", "清理"],
        about: About::Anything,
        sum: &["table2.normative_documents.in_force"],
        or: &[],
        name: "表二“行政规范性文件”现行有效",
    },
    Pattern {
        ends: &["行政许可决定", "行政许可处理决定"],
        with: &[],
        without: &["公开", "公示", "公布", "归集", "不予", "撤销"],
        about: About::Anything,
        sum: &["table2.licences.decisions"],
        or: &[],
        name: "表二“行政许可”",
    },
    Pattern {
        ends: &["行政处罚决定", "行政处罚处理决定"],
        with: &[],
        without: &["公开", "公示", "公布", "归集", "不予", "撤销"],
        about: About::Anything,
        sum: &["table2.penalties.decisions"],
        or: &[],
        name: "表二“行政处罚”",
    },
    Pattern {
        ends: &["行政强制决定", "行政强制处理决定"],
        with: &[],
        without: &["公开", "公示", "公布", "归集", "不予", "撤销"],
        about: About::Anything,
        sum: &["table2.compulsory_measures.decisions"],
        or: &[],
        name: "表二“行政强制”",
    },
];
