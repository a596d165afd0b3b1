//! Rules on texts and facts in the words of real reports: what is told of them, what is not, and what `fix` makes of it.

mod common;

use common::texts::*;
use nianbao::finding::Finding;

/// The part that opens the report, in the words of the clerk.
fn with_lead(lead: &str) -> String {
    with(&[("[prose]\n", &format!("[prose]\nlead = \"\"\"\n{lead}\n\"\"\"\n"))])
}

#[test]
fn a_period_is_known_in_the_words_of_offices() {
    for period in [
        "自2025年1月1日起，至2025年12月31日止",
        "为2025年1月1日0时至2025年12月31日24时",
        "为2025年1月1日（含）至12月31日（含）",
        "为2025年1月1日起—2025年12月31日止",
        "从2025年1月1日开始，到2025年12月31日截止",
        "自2025年1月1日始至2025年12月31日止",
        "为 2025 年 1 月 1 日至 2025 年 12 月 31 日",
    ] {
        let text = with_lead(&format!("依据条例编制本报告。所列数据的统计期限{period}。"));
        assert_eq!(told("PERIOD", &text), Vec::<String>::new(), "{period}");
    }
    for rough in [
        "2025年1月至12月",
        "2025年度",
        "2025.1.1-2025.12.31",
        "二〇二五年一月一日至十二月三十一日",
    ] {
        let text = with_lead(&format!("依据条例编制本报告，统计期限为{rough}，数据真实。"));
        assert_eq!(told("PERIOD", &text), [format!("警告 统计期限为{rough}")]);
    }
    let text = with_lead("依据条例编制本报告，统计期限为2025年1月1日起，至2025年11月30日止。");
    assert_eq!(told("PERIOD", &text), ["错误 2025年1月1日起，至2025年11月30日"]);
}

#[test]
fn a_number_before_a_year_is_a_number() {
    let text = with(&[(ONE, &format!("{ONE}1.2025年公开信息63条。\n2.2025 年培训2次。\n"))]);
    assert_eq!(told("FMT-NUM", &text), Vec::<String>::new());
}

#[test]
fn characters_that_stand_for_others_are_mended_without_doubt() {
    for (wrong, right) in [
        (
            "按照国办公开办函﹝2021﹞30号﹐如实公开。",
            "按照国办公开办函〔2021〕30号，如实公开。",
        ),
        (
            "公开\u{200b}信\u{ad}息，\u{202e}按时\u{feff}。",
            "公开信息，按时。",
        ),
        ("公开\u{200b}信息,按时。", "公开信息，按时。"),
        ("如\u{fffc}实公开，按时。", "如实公开，按时。"),
    ] {
        let text = with(&[(ONE, &format!("{ONE}{wrong}\n"))]);
        assert_eq!(
            fixed(&text),
            with(&[(ONE, &format!("{ONE}{right}\n"))]),
            "{wrong:?}"
        );
        let escaped: String = wrong
            .chars()
            .map(|c| match c {
                '\u{200b}' | '\u{ad}' | '\u{202e}' | '\u{feff}' => format!("\\u{:04x}", u32::from(c)),
                _ => c.to_string(),
            })
            .collect();
        let text = with(&[(ONE, &format!("{ONE}{escaped}\n"))]);
        assert_eq!(
            fixed(&text),
            with(&[(ONE, &format!("{ONE}{right}\n"))]),
            "{escaped}"
        );
    }
    let name = "agency = \"清河县柳溪镇人民政府\"";
    let text = with(&[(name, "agency = \"清河县\u{200b}柳溪镇人民政府\"")]);
    assert_eq!(fixed(&text), with(&[]));
    for kept in ["甲\u{b}乙，按时。", "甲\u{2028}乙，按时。"] {
        let text = with(&[(ONE, &format!("{ONE}{kept}\n"))]);
        assert_eq!(fixed(&text), text);
    }
}

#[test]
fn what_a_character_without_a_face_is_decides_the_remedy() {
    for (ch, remedy) in [
        ('﹝', "改用通常的“〔”"),
        ('\u{2003}', "改用普通空格，或删去"),
        ('\u{f0b7}', "多是从 Word 粘贴的项目符号"),
        ('😀', "公文不用装饰符号和表情"),
        ('\u{2a6de}', "用 --fonts 指定字体文件夹"),
    ] {
        let (_, findings) = reading(&with(&[(ONE, &format!("{ONE}公开{ch}信息，按时。\n"))]));
        let of_glyph: Vec<&Finding> = findings
            .iter()
            .filter(|finding| finding.code == "GLYPH")
            .collect();
        assert!(
            of_glyph.len() == 1 && of_glyph[0].remedy.contains(remedy),
            "{ch}: {of_glyph:?}"
        );
    }
}

const ADDRESS: &str = "address = \"清河县柳溪镇新街8号\"";
const PHONE: &str = "phone = \"0300-1234567\"";

#[test]
fn lines_of_contact_are_as_they_are_printed() {
    for (line, wrong, mended) in [
        (ADDRESS, "address = \"清河县柳溪镇新街8号。\"", true),
        (ADDRESS, "address = \"地址：清河县柳溪镇新街8号\"", true),
        (PHONE, "phone = \"联系电话：0300-1234567，\"", true),
        (PHONE, "phone = \"无\"", false),
        (PHONE, "phone = \"0300-123456\"", false),
        (PHONE, "phone = \"0300-1234567 13800000000\"", false),
        (PHONE, "phone = \"0300-1234567\"\nfax = \"1234568\"", false),
    ] {
        let text = with(&[(line, wrong)]);
        assert_eq!(told("CONTACT", &text).len(), 1, "{wrong}");
        assert_eq!(fixed(&text), if mended { with(&[]) } else { text }, "{wrong}");
    }
    let text = with(&[(PHONE, "phone = \"0300-XXXXXXX\"")]);
    assert_eq!(told("RESIDUE", &text), ["错误 \"0300-XXXXXXX\""]);
}

#[test]
fn nothing_to_report_and_a_report_on_fees_do_not_go_together() {
    for (six, mended) in [
        (
            "无。2025年未收取信息处理费。",
            "没有其他需要报告的事项。2025年未收取信息处理费。",
        ),
        (
            "无\n2025年未收取信息处理费。",
            "没有其他需要报告的事项。\n2025年未收取信息处理费。",
        ),
    ] {
        let part = |words: &str| with(&[(SIX, &format!("part6 = \"\"\"\n{words}\n\"\"\""))]);
        assert_eq!(told("P6-FEE", &part(six)).len(), 1, "{six}");
        assert_eq!(fixed(&part(six)), part(mended));
    }
    let fee = "[fee_notice]\nissued = 0\namount = \"0\"\ncollected = \"0\"\n\n[table2]";
    for none in ["无", "无。", "暂无。", "/", "不涉及"] {
        let text = |words: &str| with(&[(SIX, &format!("part6 = \"{words}\"")), ("[table2]", fee)]);
        assert_eq!(told("P6-FEE", &text(none)).len(), 1, "{none}");
        assert_eq!(fixed(&text(none)), text("没有其他需要报告的事项。"));
    }
    let fee = "[fee_notice]\nissued = 3\namount = \"300\"\ncollected = \"200\"\n\n[table2]";
    for (six, wrong) in [
        (
            "全年发出收费通知2件，总金额300元，实际收取200元。",
            &["警告 收费通知2"][..],
        ),
        ("全年收费通知件数为3件，实际收取200元。", &[]),
        ("2024年发出收费通知2件。2025年发出收费通知3件。", &[]),
    ] {
        let text = with(&[(SIX, &format!("part6 = \"{six}\"")), ("[table2]", fee)]);
        assert_eq!(told("T3-FEE", &text), wrong, "{six}");
    }
}

#[test]
fn no_problem_is_no_problem_named_and_a_heading_has_a_text() {
    let five = |words: &str| {
        let sound = with(&[]);
        let start = sound.find(FIVE).unwrap() + FIVE.len();
        let end = start + sound[start..].find("\"\"\"").unwrap();
        format!("{}{words}\n{}", &sound[..start], &sound[end..])
    };
    for none in [
        "暂无问题。下一步将继续加强学习。",
        "工作中不存在问题，今后继续完善制度。",
    ] {
        assert_eq!(told("P5-EMPTY", &five(none)), [format!("错误 {none}")]);
    }
    let text = five("（一）存在的主要问题\n更新不及时，下一步改进。\n（二）改进情况");
    assert_eq!(told("RESIDUE", &text), ["警告 （二）改进情况"]);
    for whole in [
        "（一）存在的问题\n更新不及时。\n（二）加强学习，改进工作。",
        "问题和改进如下。\n（一）更新不及时\n（二）学习不够，今后加强",
        "（一）存在的问题\n1.更新不及时\n2.学习不够\n（二）改进情况\n1.加强更新\n2.加强学习",
    ] {
        assert_eq!(told("RESIDUE", &five(whole)), Vec::<String>::new(), "{whole}");
    }
}

#[test]
fn another_year_and_another_number_of_parts_in_the_lead() {
    let period = "统计期限为2025年1月1日至2025年12月31日。";
    for (lead, wrong) in [
        ("现公布柳溪镇2024年政府信息公开年度工作报告。", "错误 2024年"),
        ("特向社会公布2024年度本机关信息公开年度报告。", "错误 2024年"),
        ("现公布2024年柳溪镇政府信息公开工作年度报告。", "错误 2024年"),
        (
            "根据《关于做好2024年政府信息公开工作年度报告编制工作的通知》，编制本报告。",
            "警告 2024年",
        ),
    ] {
        assert_eq!(
            told("TITLE-YEAR", &with_lead(&format!("{lead}{period}"))),
            [wrong],
            "{lead}"
        );
    }
    for lead in [
        "根据《关于做好2025年政府信息公开工作年度报告编制工作的通知》，编制本报告。",
        "2024年以来，我镇认真落实要求，现公布本机关政府信息公开工作年度报告。",
    ] {
        assert_eq!(
            told("TITLE-YEAR", &with_lead(&format!("{lead}{period}"))),
            Vec::<String>::new()
        );
    }
    let parts = "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、";
    let reviews = "政府信息公开行政复议、行政诉讼情况、";
    let last = "存在的主要问题及改进情况、其他需要报告的事项六个部分组成。";
    let whole = with_lead(&format!("{parts}{reviews}{last}{period}"));
    assert_eq!(told("FMT-PARTS", &whole), Vec::<String>::new());
    let (_, findings) = reading(&with_lead(&format!("{parts}{last}{period}")));
    let finding = findings
        .iter()
        .find(|finding| finding.code == "FMT-PARTS")
        .unwrap();
    assert_eq!(
        finding.message,
        "导语说有“六个部分”，列出的没有“政府信息公开行政复议、行政诉讼情况”"
    );
}

#[test]
fn what_does_not_belong_to_a_name_goes() {
    let name = "agency = \"清河县柳溪镇人民政府\"";
    for wrong in [
        "清河县 柳溪镇人民政府。",
        "“清河县柳溪镇人民政府”",
        "清河县　柳溪镇 人民政府",
    ] {
        let text = with(&[(name, &format!("agency = \"{wrong}\""))]);
        assert_eq!(told("ORG-NAME", &text), [format!("警告 \"{wrong}\"")]);
        assert_eq!(fixed(&text), with(&[]), "{wrong}");
    }
    let western = "agency = \"清河县 ABC DEF 园区管理委员会\"";
    let right = "agency = \"清河县ABC DEF园区管理委员会\"";
    assert_eq!(fixed(&with(&[(name, western)])), with(&[(name, right)]));
}

#[test]
fn the_level_is_that_of_the_name() {
    let name = "agency = \"清河县柳溪镇人民政府\"\nlevel = \"township\"";
    for (agency, level, fits) in [
        ("清河县教育局", "county", false),
        ("清河县教育局", "department", true),
        ("清河县柳溪镇人民政府", "department", false),
        ("清河县人民政府", "township", false),
        ("清河县人民政府办公室", "department", true),
        ("清河县人民政府办公室", "county", true),
        ("安和省人民政府办公厅", "province", true),
        ("柳溪街道办事处", "township", true),
        ("清河经济开发区管理委员会", "county", true),
        ("安和市人民政府", "county", true),
        ("安和市人民政府", "city", true),
    ] {
        let text = with(&[(name, &format!("agency = \"{agency}\"\nlevel = \"{level}\""))]);
        let wanted = if fits {
            vec![]
        } else {
            vec![format!("警告 \"{level}\"")]
        };
        assert_eq!(told("ORG-NAME", &text), wanted, "{agency}: {level}");
    }
}

#[test]
fn no_mark_after_a_number_in_brackets() {
    let text = with(&[
        ("（一）主动公开", "（一）、主动公开"),
        ("（二）依申请", "（二）、依申请"),
    ]);
    assert_eq!(told("FMT-NUM", &text), ["警告 （一）、"]);
    assert_eq!(fixed(&text), with(&[]));
}

#[test]
fn a_wrong_year_and_a_second_number_are_told_as_they_are() {
    let one = |code: &str, text: &str| {
        let (_, findings) = reading(text);
        let found: Vec<Finding> = findings
            .into_iter()
            .filter(|finding| finding.code == code)
            .collect();
        assert_eq!(found.len(), 1, "{found:?}");
        found.into_iter().next().unwrap()
    };
    let text = with(&[("date = \"2026-01-12\"", "date = \"2027-01-12\"")]);
    assert!(one("DATE-DUE", &text).remedy.contains("年份填错"));
    let text = with(&[(ONE, &format!("{ONE}作出行政许可决定36件、行政处罚决定5件。\n"))]);
    assert_eq!(
        one("NARR-NUM", &text).message,
        "文中“行政处罚决定5件”，表二“行政处罚”是4"
    );
}
