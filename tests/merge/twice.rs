//! No number is counted twice: merged reports among the units, reports with the same numbers.

use super::*;

/// The report of the county as an office completes it: another file, and perhaps without what `merge` wrote of its units.
fn county(marked: bool) -> Unit {
    let merge = Merge::new(samples(), None).unwrap();
    let mut draft = merge.draft(&Head::default(), None).unwrap();
    draft.agency = Some("清河县人民政府".into());
    draft.level = Some(Level::County);
    draft.date = Date::new(2026, 3, 1);
    if !marked {
        draft.merged_from.clear();
    }
    // By way of the file that the PDF carries.
    let reading = read("county.json", draft.to_json().as_bytes(), Some(Format::Json));
    Unit::of("county.json", &reading.report.unwrap())
}

fn with(unit: Unit) -> Vec<Unit> {
    [samples(), vec![unit]].concat()
}

#[test]
fn a_merged_report_among_its_units_is_never_summed() {
    let told = messages(&Merge::new(with(county(true)), None).unwrap_err());
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].contains("AGG-SET 清河县人民政府（county.json）是汇总报告，已包含")
            && told[0].contains("等6个单位的数"),
        "{told:?}"
    );
    // With one of them it is counted twice as well, whatever the spaces in its name; with none it is a unit like others.
    let mut one = samples().remove(0);
    one.agency = "清河县 北山街道办事处".into();
    let told = messages(&Merge::new(vec![one, county(true)], None).unwrap_err());
    assert!(
        told.len() == 1 && told[0].contains("已包含清河县北山街道办事处的数"),
        "{told:?}"
    );
    let mut other = samples().remove(0);
    other.agency = "清河市财政局".into();
    assert!(Merge::new(vec![other, county(true)], None).is_ok());
    // Last year's is a matter of years, and its own former version one of versions.
    let mut last = county(true);
    last.year = 2024;
    let told = messages(&Merge::new(with(last), None).unwrap_err());
    assert!(told.len() == 1 && told[0].contains("AGG-YEAR"), "{told:?}");
    let mut again = county(true);
    again.file = "copy.json".into();
    let told = messages(&Merge::new(vec![county(true), again], None).unwrap_err());
    assert!(told.len() == 1 && told[0].contains("有2份报告"), "{told:?}");
}

#[test]
fn what_equals_the_sum_of_all_others_is_told_whoever_made_it() {
    let merge = Merge::new(with(county(false)), None).unwrap();
    let findings = merge.counted_twice(None);
    let told = messages(&findings);
    assert!(findings.has_errors() && told.len() == 1, "{told:?}");
    assert!(
        told[0].contains("清河县人民政府（county.json）每一格都等于其余6个单位之和"),
        "{told:?}"
    );
    // One number off and it is only of a higher level than the others.
    let mut hand_made = county(false);
    put(
        &mut hand_made.figures,
        id("table2.licences.decisions"),
        CellValue::Number(9),
    );
    let merge = Merge::new(with(hand_made), None).unwrap();
    let findings = merge.counted_twice(None);
    assert!(!findings.has_errors());
    assert!(messages(&findings)[0].contains("机关级别是县级人民政府，高于其余单位"));
    // Its name is that of the report that is being made.
    assert!(merge.counted_twice(Some("清河县人民政府")).has_errors());
    // The office's own report may be of any level and name.
    let mut own = county(false);
    own.own = true;
    let merge = Merge::new(with(own), None).unwrap();
    assert!(merge.counted_twice(Some("清河县人民政府")).is_empty());
    assert!(
        Merge::new(samples(), None)
            .unwrap()
            .counted_twice(Some("清河县人民政府"))
            .is_empty()
    );
}

#[test]
fn reports_with_the_same_numbers_are_named() {
    let mut again = samples().remove(3);
    again.file = "again.toml".into();
    again.agency = "南塘乡".into();
    let findings = Merge::new(with(again), None).unwrap().counted_twice(None);
    let told = messages(&findings);
    assert!(!findings.has_errors() && told.len() == 1, "{told:?}");
    assert!(
        told[0].contains("2个单位的数字完全相同：") && told[0].contains("（again.toml）"),
        "{told:?}"
    );
    // Units with hardly a number are alike by chance, and so is one that equals the sum of two of them.
    let mut small: Vec<Unit> = samples().into_iter().filter(Unit::is_nil).collect();
    for name in ["甲镇", "乙镇"] {
        let mut unit = small[0].clone();
        unit.agency = name.into();
        put(
            &mut unit.figures,
            id("table2.licences.decisions"),
            CellValue::Number(3),
        );
        small.push(unit);
    }
    assert!(Merge::new(small, None).unwrap().counted_twice(None).is_empty());
}

#[test]
fn names_that_differ_by_the_county_or_a_shortening_are_told() {
    let told = |names: &[&str]| {
        let mut units = samples();
        units.truncate(names.len());
        for (unit, name) in units.iter_mut().zip(names) {
            unit.agency = (*name).to_owned();
        }
        messages(&Merge::new(units, None).unwrap().counted_twice(None))
    };
    let found = told(&["清河县柳溪镇人民政府", "清河县财政局", "柳溪镇政府", "财政局"]);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found
            .iter()
            .any(|said| said.contains("财政局（nantang.toml）与清河县财政局（caizheng.toml）名称相近")),
        "{found:?}"
    );
    assert!(
        found
            .iter()
            .any(|said| said.contains("柳溪镇政府") && said.contains("清河县柳溪镇人民政府"))
    );
    assert!(
        told(&[
            "清河县柳溪镇人民政府",
            "清河县柳溪乡人民政府",
            "清河县西柳溪镇人民政府"
        ])
        .is_empty()
    );
}

#[test]
fn a_file_given_twice_is_told_as_such() {
    let units = [samples(), samples()[..1].to_vec()].concat();
    let told = messages(&Merge::new(units, None).unwrap_err());
    assert!(
        told.len() == 1 && told[0].contains("（beishan.toml）这个文件给出了2次"),
        "{told:?}"
    );
}
