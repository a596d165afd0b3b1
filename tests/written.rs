//! Rules on texts and facts: what each tells and where, what it leaves alone, and what `fix` makes of it.

mod common;

use common::texts::*;

#[test]
fn what_the_program_writes_is_told_and_goes() {
    let title = "清河县柳溪镇人民政府2025年政府信息公开工作年度报告";
    for (place, pasted) in [
        (ONE, "一、总体情况"),
        (ONE, "　一、 总体情况 "),
        (ONE, "总体情况："),
        (ONE, title),
        (ONE, "2025年政府信息公开工作年度报告"),
        (FIVE, "五、存在的主要问题及改进情况"),
        (FIVE, "一、存在的主要问题及改进情况"),
        (FIVE, "5、存在的主要问题及改进情况"),
        (FIVE, "存在的主要问题及改进情况"),
    ] {
        let text = with(&[(place, &format!("{place}{pasted}\n"))]);
        assert_eq!(told("FMT-TWICE", &text), [format!("错误 {}", pasted.trim())]);
        assert_eq!(told("FMT-NUM", &text), Vec::<String>::new(), "{pasted}");
        assert_eq!(fixed(&text), with(&[]), "{pasted}");
    }
    let several = with(&[
        (
            ONE,
            &format!("{ONE}清河县柳溪镇人民政府\n2025年政府信息公开工作年度报告\n一、总体情况。"),
        ),
        (
            SIX,
            &SIX_LINES.replace("项。\n", "项。\n\n清河县柳溪镇人民政府\n2026年1月12日\n"),
        ),
    ]);
    assert_eq!(
        told("FMT-TWICE", &several).len(),
        5,
        "{:?}",
        told("FMT-TWICE", &several)
    );
    assert_eq!(
        fixed(&several),
        with(&[(SIX, &SIX_LINES.replace("项。\n", "项。\n\n"))])
    );
}

#[test]
fn what_only_looks_like_it_is_a_warning_and_stays() {
    for (place, pasted) in [
        (ONE, "一、基本情况"),
        (ONE, "清河县柳溪镇2025年政府信息公开工作报告"),
        (FIVE, "五、存在问题及改进措施"),
    ] {
        let text = with(&[(place, &format!("{place}{pasted}\n"))]);
        assert_eq!(told("FMT-TWICE", &text), [format!("警告 {pasted}")]);
        assert_eq!(fixed(&text), text);
    }
    let foreign = with(&[(
        "（二）依申请公开。",
        "二、主动公开政府信息情况\n（二）依申请公开。",
    )]);
    assert_eq!(told("FMT-TWICE", &foreign), ["错误 二、主动公开政府信息情况"]);
    assert_eq!(fixed(&foreign), foreign);
}

#[test]
fn headings_of_the_text_itself_are_left_alone() {
    let lead = "[prose]\nlead = \"\"\"\n本报告的统计期限为2025年1月1日至2025年12月31日，由六个部分组成：\n一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n六、其他需要报告的事项\n\"\"\"";
    for (old, new) in [
        ("[prose]", lead),
        (ONE, "part1 = \"\"\"\n（一）总体情况。全镇公开工作平稳。\n"),
        (
            ONE,
            "part1 = \"\"\"\n一、主动公开情况\n全年公开63条。\n二、基本情况\n",
        ),
        (ONE, "part1 = \"\"\"\n1.总体情况\n"),
        (ONE, "part1 = \"\"\"\n总体情况是好的，现报告如下。\n"),
        (
            ONE,
            "part1 = \"\"\"\n按时公布《2024年政府信息公开工作年度报告》。\n",
        ),
        (FIVE, "part5 = \"\"\"\n一、存在的问题\n"),
        (FIVE, "part5 = \"\"\"\n（五）存在的主要问题及改进情况\n"),
        (
            SIX,
            "part6 = \"信息处理费没有收取，其他由清河县柳溪镇人民政府另行报告。\"",
        ),
    ] {
        let text = with(&[(old, new)]);
        assert_eq!(told("FMT-TWICE", &text), Vec::<String>::new(), "{new}");
    }
}

/// What T3-FEE underlines in part six when the facts are these.
fn fee_told(part6: &str, issued: u32, amount: &str, collected: &str) -> Vec<String> {
    let facts = format!("issued = {issued}\namount = \"{amount}\"\ncollected = \"{collected}\"");
    let text = with(&[
        (SIX, &format!("part6 = \"{part6}\"")),
        ("issued = 0\namount = \"0\"\ncollected = \"0\"", &facts),
    ]);
    told("T3-FEE", &text)
}

#[test]
fn part_six_agrees_with_the_facts_on_fees() {
    for part6 in [
        "收取信息处理费400元。",
        "2025年，共收取信息处理费400元。",
        "信息处理费总金额600元，实收400元。",
    ] {
        assert_eq!(
            fee_told(part6, 0, "0", "0").len(),
            1 + part6.matches("600").count(),
            "{part6}"
        );
    }
    assert_eq!(
        fee_told(
            "发出信息处理费收费通知2件，总金额500元，实际收取300元。",
            2,
            "400",
            "400"
        ),
        ["警告 总金额500元", "警告 实际收取300元"]
    );
    assert_eq!(
        fee_told("全年未收取任何信息处理费。", 2, "400", "400"),
        ["警告 未收取任何信息处理费"]
    );
    for (part6, collected) in [
        ("收取信息处理费400元。", "400"),
        ("收取信息处理费0.04万元。", "400"),
        ("收取行政事业性收费35000元，未收取信息处理费。", "0"),
        ("信息处理费每件收取10元，当年没有发生。", "0"),
        ("2024年收取信息处理费300元。", "0"),
        ("信息处理费比上年少收取300元。", "0"),
        ("没有收取信息处理费，罚没收入300元。", "0"),
        ("按规定收取信息处理费。", "0"),
    ] {
        assert_eq!(
            fee_told(part6, 0, collected, collected)
                .iter()
                .filter(|told| told.contains('元') || told.contains("收取"))
                .count(),
            0,
            "{part6}"
        );
    }
}

#[test]
fn a_bare_none_does_not_stand_before_the_fee() {
    for none in ["无", "无。", "暂无。"] {
        let text = with(&[(SIX, &format!("part6 = \"{none}\""))]);
        assert_eq!(told("P6-FEE", &text), [format!("警告 {none}")]);
    }
    for other in [
        "没有其他需要报告的事项。",
        "无其他需要报告的事项。",
        "没有其他需要报告的事项。\\n未收取信息处理费。",
    ] {
        let text = with(&[(SIX, &format!("part6 = \"{other}\""))]);
        assert_eq!(told("P6-FEE", &text), Vec::<String>::new(), "{other}");
    }
}

const THREE: &str = "（三）政府信息管理。";

/// What PUNC says of a text in part one, and the file after `fix`.
fn punctuated(text: &str) -> (Vec<String>, String) {
    let file = with(&[(THREE, &format!("{THREE}{text}\n"))]);
    (told("PUNC", &file), fixed(&file))
}

#[test]
fn punctuation_that_is_none_is_told_and_mended_where_sure() {
    for (text, shown, mended) in [
        ("实行\"三审三校\"制度。", "\"三审三校\"", "实行“三审三校”制度。"),
        ("用好\"12345\"热线。", "\"12345\"", "用好“12345”热线。"),
        ("实行”三审三校“制度。", "”三审三校“", "实行“三审三校”制度。"),
        ("加强学习...，抓好落实。", "...", "加强学习……，抓好落实。"),
        ("公开目录--指南，逐条核对。", "--", "公开目录——指南，逐条核对。"),
        ("健全制度 ，加强审核。", " ", "健全制度，加强审核。"),
        ("健全 制度，加强审核。", " ", "健全 制度，加强审核。"),
        ("学习图解、视频等。。。", "。。。", "学习图解、视频等。。。"),
        ("落实《条例要求，健全制度。", "《", "落实《条例要求，健全制度。"),
        ("落实条例》要求，健全制度。", "》", "落实条例》要求，健全制度。"),
        ("健全制度（含初审、复审。", "（", "健全制度（含初审、复审。"),
        ("健全“三审制度，加强审核。", "“", "健全“三审制度，加强审核。"),
    ] {
        let (told, file) = punctuated(text);
        // What is shown is in the words of the file.
        assert_eq!(told, [format!("警告 {shown}")], "{text}");
        assert_eq!(file, with(&[(THREE, &format!("{THREE}{mended}\n"))]), "{text}");
    }
}

#[test]
fn punctuation_that_is_right_is_left_alone() {
    for text in [
        "分三步：1）初审，2）复审，（3）终审；a）登记，b）归档。",
        "网址为http://www.abc.gov.cn/a--b/..//c?d=(1，时间9:00--17:30。",
        "The \"open data\" portal... (beta) is in English。",
        "电子屏65\"的2块，75\"的1块。",
        "他说：“按《关于〈条例〉的解释》（一）办理。”",
        "“一是抓学习。\n“二是抓落实。”",
        "（具体做法如下。\n一是抓学习。二是抓落实。）",
        "网站名称为“中国 清河”，栏目有《清河 公开》。",
        "加强 2025 年 APP 管理，公开 38 条。",
        "……等等——都已公开。",
        "编号为A-1，区号为0435-6000000。",
    ] {
        let (told, file) = punctuated(text);
        assert_eq!(told, Vec::<String>::new(), "{text}");
        assert_eq!(file, with(&[(THREE, &format!("{THREE}{text}\n"))]), "{text}");
    }
}

#[test]
fn the_lead_speaks_of_six_parts() {
    let lead = |text: &str| {
        let lead = format!("[prose]\nlead = \"{text}统计期限为2025年1月1日至2025年12月31日。\"");
        told("FMT-PARTS", &with(&[("[prose]", &lead)]))
    };
    for (text, shown) in [
        ("本报告由五个部分组成。", "五个部分"),
        ("本报告由总体情况等5个部分组成。", "5个部分"),
        ("全文共七部分：", "七部分"),
    ] {
        assert_eq!(lead(text), [format!("警告 {shown}")], "{text}");
    }
    for text in [
        "本报告由六个部分组成。",
        "本报告包括六部分内容，见第五部分。",
        "第五部分内容为存在的问题。",
        "五个部门参加编制。",
        "本报告分6个部分。",
    ] {
        assert_eq!(lead(text), Vec::<String>::new(), "{text}");
    }
}

/// So many marks or lines that going through the text anew at each would take hours: a test of the order of the work.
#[test]
fn many_slips_are_told_in_one_go() {
    let paragraph = |text: &str| with(&[(THREE, &format!("{THREE}{text}\n"))]);
    for text in ["《", "“", "（", "(", "常态", "...", "元"] {
        let (reading, findings) = reading(&paragraph(&text.repeat(300_000)));
        assert!(reading.report.is_some(), "{text}: {findings:?}");
    }
    let nested = format!("{}甲{}", "(".repeat(200_000), ")".repeat(200_000));
    reading(&paragraph(&nested));
    for line in ["（一）\n", "一、总体情况\n", "(一)主动公开\n"] {
        assert!(reading(&paragraph(&line.repeat(40_000))).1.len() > 3, "{line}");
    }
}
