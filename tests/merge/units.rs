//! Units: versions, years, rosters, lists.

use super::*;

#[test]
fn two_versions_and_mixed_years_are_not_summed() {
    let mut units = samples();
    let mut again = units[0].clone();
    again.file = "改.toml".into();
    // Another name of the same unit, by the roster; white space is not looked at.
    again.agency = "北山街道".into();
    units.push(again);
    let refused = Merge::new(units.clone(), Some(&roster())).unwrap_err();
    let told = messages(&refused);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("AGG-SET") && told[0].contains("beishan.toml") && told[0].contains("改.toml"));
    assert!(Merge::new(units.clone(), None).is_ok());
    units.last_mut().unwrap().agency = "清河县 北山街道办事处".into();
    assert!(Merge::new(units.clone(), None).is_err());

    let mut units = samples();
    units[3].year = 2024;
    let told = messages(&Merge::new(units, None).unwrap_err());
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("AGG-YEAR") && told[0].contains("2024年度的是清河县南塘乡人民政府"));
    assert!(messages(&Merge::new(Vec::new(), None).unwrap_err())[0].contains("没有可以汇总的报告"));
}

#[test]
fn attendance_follows_the_roster() {
    let due = Date::new(2026, 1, 20);
    let merge = Merge::new(samples(), Some(&roster())).unwrap();
    let (attendance, told) = merge::attendance(merge.units(), &roster(), due, &[]);
    assert_eq!(
        attendance.summary(),
        "应报7个单位，已报6个（其中各项为零1个），空数据说明1个，未报0个，逾期1个，不在名册0个"
    );
    assert!(!told.has_errors());
    assert_eq!(told.count(Severity::Warning), 1);
    assert!(messages(&told)[0].contains("1个单位逾期：清河县石桥乡人民政府"));

    // One unit is missing, one is unknown, one said that it had no data and yet has, one has no day.
    let mut units = samples();
    units.retain(|unit| unit.file != "xihe.toml");
    units[0].agency = "清河县北岭街道办事处".into();
    let text = "单位,收到日期,空数据说明\n清河县西河镇人民政府,,\n清河县北山街道办事处,2026-01-20,没有数据\n清河县财政局,,没有数据\n清河县东岭镇人民政府,2026-01-21,\n清河县南塘乡人民政府,2026-01-02,\n清河县石桥乡人民政府,2026-01-02,\n";
    let roster = read_roster("r.csv", text.as_bytes());
    let merge = Merge::new(units, Some(&roster)).unwrap();
    let (attendance, told) = merge::attendance(merge.units(), &roster, due, &[]);
    let situations: Vec<String> = attendance.places.iter().map(merge::Place::situation).collect();
    assert_eq!(
        situations,
        [
            "未报",
            "空数据说明：没有数据",
            "已报",
            "已报，逾期",
            "已报",
            "已报，各项为零",
            "已报，不在名册"
        ]
    );
    let told = messages(&told);
    for said in [
        "1个单位在名册上，没有报告：清河县西河镇人民政府",
        "1个单位不在名册上：清河县北岭街道办事处",
        "1个单位名册写有空数据说明，报告中却有数：清河县财政局",
        "1个单位逾期：清河县东岭镇人民政府",
        "1个单位名册上没有写收到日期，是否逾期不明：清河县财政局",
    ] {
        assert!(told.iter().any(|told| told.contains(said)), "{said}: {told:?}");
    }
    let text = merge
        .draft(&Head::default(), Some(&attendance))
        .unwrap()
        .to_toml();
    assert!(text.contains("# 注意：未报，没有计入：清河县西河镇人民政府\n"));
    let document = merge::list_document(&attendance, Some(2025), Some("清河县人民政府"), due).unwrap();
    let words = document.plain_text();
    for said in [
        "2025年政府信息公开工作年度报告报送情况",
        "清河县西河镇人民政府",
        "未报",
        "2026-01-21",
    ] {
        assert!(words.contains(said), "{said}");
    }
}

#[test]
fn who_reported_is_known_though_nothing_can_be_summed() {
    let mut units = samples();
    units.retain(|unit| !["dongling.toml", "nantang.toml"].contains(&unit.file.as_str()));
    let mut again = units[0].clone();
    again.file = "再报.toml".into();
    units.push(again);
    let xihe = units.iter_mut().find(|unit| unit.file == "xihe.toml").unwrap();
    xihe.year = 2024;
    let shiqiao = units.iter_mut().find(|unit| unit.file == "shiqiao.toml").unwrap();
    shiqiao.agency = "清河縣石桥乡人民政府".into();
    assert!(Merge::new(units.clone(), Some(&roster())).is_err());
    assert_eq!(merge::commonest_year(&units), Some(2025));

    let text = std::fs::read_to_string(towns().join("roster.csv")).unwrap();
    let text = text
        .replace("南塘乡,2026-01-16", "南塘乡,")
        .replace("石桥林场,2026-01-23", "石桥林场,");
    let roster = read_roster("r.csv", text.as_bytes());
    let (attendance, told) = merge::attendance(&units, &roster, None, &["坏.toml".to_owned()]);
    let rows = merge::list_table(&attendance);
    let situations: Vec<(String, String)> = rows[1..]
        .iter()
        .map(|[_, _, _, situation, file]| (situation.clone(), file.clone()))
        .collect();
    for (at, situation, file) in [
        (0, "已报", "caizheng.toml"),
        (1, "已登记收到，没有数据文件", ""),
        (2, "已报，是2024年度的", "xihe.toml"),
        (3, "未报", ""),
        (4, "报了2份", "beishan.toml、再报.toml"),
        (7, "已报，各项为零，不在名册", "shiqiao.toml"),
    ] {
        assert_eq!(situations[at], (situation.to_owned(), file.to_owned()));
    }
    assert!(
        attendance
            .summary()
            .contains("未报3个（其中登记收到而没有数据文件1个）")
    );
    let told: Vec<String> = told
        .iter()
        .map(|finding| format!("{}{}", finding.message, finding.notes.concat()))
        .collect();
    for said in [
        "2个单位在名册上，没有报告：清河县南塘乡人民政府、清河县石桥乡人民政府1个文件读不出是哪个单位的，可能就是其中的：坏.toml",
        "1个单位名册登记了收到日期，却没有报告的数据文件：清河县东岭镇人民政府",
        "“清河縣石桥乡人民政府”与名册上没有报告的“清河县石桥乡人民政府”相近",
    ] {
        assert!(told.iter().any(|told| told.contains(said)), "{said}: {told:?}");
    }

    // Where each unit has a folder, files are told apart by it.
    for unit in &mut units {
        unit.file = format!("towns/{}/report.toml", unit.file.trim_end_matches(".toml"));
    }
    let (attendance, _) = merge::attendance(&units, &roster, None, &[]);
    let rows = merge::list_table(&attendance);
    assert_eq!(rows[1][4], "caizheng/report.toml");
    assert_eq!(rows[5][4], "beishan/report.toml、再报/report.toml");

    // A report that sums up the others is no unit.
    let mut whole = units[0].clone();
    whole.agency = "清河县人民政府".into();
    whole.file = "county.toml".into();
    whole.merged_from = vec![units[0].agency.clone()];
    assert!(merge::sums_up(&whole, &units));
    units.push(whole);
    let (attendance, _) = merge::attendance(&units, &roster, None, &[]);
    assert_eq!(attendance.places.len(), 8);
}

#[test]
fn a_unit_of_zeros_says_so() {
    let mut units = samples();
    let nil = units.iter_mut().find(|unit| unit.file == "shiqiao.toml").unwrap();
    assert!(nil.is_nil() && nil.says_nil);
    nil.says_nil = false;
    let told = messages(&Merge::new(units, None).unwrap().findings());
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("清河县石桥乡人民政府各项数字全部为0，正文没有说明"));
}

#[test]
fn the_list_is_a_paper_with_or_without_a_date() {
    use nianbao::pipeline::{FileKind, export};
    let merge = Merge::new(samples(), Some(&roster())).unwrap();
    let (attendance, _) = merge::attendance(merge.units(), &roster(), None, &[]);
    let fonts = nianbao::font::FontSet::bundled().unwrap();
    for date in [None, Date::new(2026, 1, 25)] {
        let document = merge::list_document(&attendance, Some(2025), None, date).unwrap();
        let made = export(
            &document,
            &FileKind::ALL,
            &nianbao::style::Style::default(),
            fonts,
            &nianbao::pipeline::Options::default(),
        )
        .unwrap();
        assert_eq!(made.pages, Some(1));
        let archival = made.files[1].1.windows(11).any(|bytes| bytes == b"pdfaid:part");
        assert_eq!(archival, date.is_some());
    }
}
