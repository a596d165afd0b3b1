//! Numbers in the text against the tables: what is told, and what is left alone.
//!
//! The report has 13 applications received, 1 carried over, 13 completed (10 granted, 3 unavailable), 1 carried
//! forward, 5 reviews, no litigation, 2 / 1 / 9 normative documents, 36 licences and 4 penalties.

use nianbao::input::{Format, read};
use nianbao::pipeline::inspect;
use std::path::Path;

/// The words underlined by NARR-NUM when a sentence stands in part one.
fn underlined(sentence: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/liuxi.toml");
    let text = std::fs::read_to_string(path).unwrap();
    let old = "（二）依申请公开。新收申请13件，上年结转1件，办结13件，结转下年1件。";
    assert!(text.contains(old));
    let text = text.replace(old, &format!("（二）依申请公开。{sentence}"));
    let reading = read("r", text.as_bytes(), Some(Format::Toml));
    let findings = inspect(&reading, &nianbao::style::Style::default()).unwrap();
    findings
        .iter()
        .filter(|finding| finding.code == "NARR-NUM")
        .map(|finding| {
            let span = finding.span.unwrap();
            reading.source.text[span.start..span.end].to_owned()
        })
        .collect()
}

#[test]
fn what_agrees_or_cannot_be_known_is_left_alone() {
    for sentence in [
        "全年新收政府信息公开申请13件，上年结转1件，办结13件，结转下年度继续办理1件。",
        "共收到政府信息公开申请十三件，均已办结。",
        "共收到政府信息公开申请14件（含上年结转1件）。",
        "共受理政府信息公开申请14件。",
        "收到申请约12件。",
        "收到网上申请7件，当面申请6件。",
        "收到人大建议5件，政协提案3件，全部办结8件。",
        "2024年收到申请20件，2025年收到申请13件，比上年减少7件。",
        "收到行政许可申请120件，办结120件。",
        "新收申请13件，其中自然人12件，科研机构1件，按时答复率100%。",
        "办结的申请中，予以公开10件，无法提供3件，不予公开0件。",
        "因政府信息公开引发行政复议5件，没有行政诉讼。",
        "全镇办理行政复议案件77件。",
        "没有因政府信息公开被提起行政诉讼，没有行政复议被纠正的案件。",
        "制发行政规范性文件2件，废止1件，现行有效9件。",
        "对拟制定的规范性文件审查12件。",
        "作出行政许可决定36件，公开行政处罚决定3件。",
        "收到申请13件，其中予以公开10件，占76.92%。",
        "收到申请13件，予以公开10件，占76.9%，同比上升5%。",
        "未收到法人提出的政府信息公开申请。",
        "开展培训三次，接听电话咨询20次。",
        "全镇公开政府信息53条，其中通过网站主动公开38条，通过其他方式公开15条。",
        "公开政府信息63条，其中网站50条，公众号40条，公示栏20条。",
        "共发布信息32条，其中机构类20条，政策类10条，民政类2条。",
    ] {
        assert_eq!(underlined(sentence), Vec::<String>::new(), "{sentence}");
    }
}

#[test]
fn what_contradicts_the_tables_is_underlined() {
    for (sentence, wrong) in [
        ("全年新收政府信息公开申请12件。", &["12"][..]),
        ("共收到政府信息公开申请十二件，办结13件。", &["十二"]),
        ("收到公民、法人和其他组织政府信息公开申请15件。", &["15"]),
        (
            "新收申请13件，上年结转2件，办结12件，结转下年3件。",
            &["2", "12", "3"],
        ),
        (
            "予以公开9件，部分公开1件，不予公开2件，无法提供4件。",
            &["9", "1", "2", "4"],
        ),
        ("因政府信息公开引发的行政复议4件，行政诉讼2件。", &["4", "2"]),
        ("全年未收到政府信息公开申请。", &["未收到政府信息公开申请"]),
        (
            "没有因政府信息公开引发的行政复议和行政诉讼。",
            &["没有因政府信息公开引发的行政复议"],
        ),
        ("制发行政规范性文件3件，废止2件，现行有效8件。", &["3", "2", "8"]),
        ("作出行政许可决定63件，作出行政处罚决定5件。", &["63", "5"]),
        ("收到申请13件，其中予以公开10件，占67.92%。", &["67.92"]),
        (
            "通过网站公开政府信息38条，以其他方式公开15条。全镇共发布政府信息43条。",
            &["43"],
        ),
        ("共发布信息30条，其中机构类20条，政策类10条，民政类2条。", &["30"]),
    ] {
        assert_eq!(underlined(sentence), wrong, "{sentence}");
    }
}
