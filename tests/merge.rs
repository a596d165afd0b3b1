//! 汇总: sums, their origin, rosters, conflicts, adjustments, and a parent's report against its units.

use nianbao::check::check_figures;
use nianbao::finding::{Findings, Severity};
use nianbao::form::{FORM_2019, FORM_2021, Form, RowRole, SlotId, SlotKind};
use nianbao::input::{Format, load, read};
use nianbao::merge::{self, Head, Merge, Unit, read_adjustments, read_roster};
use nianbao::model::{Amount, Cell, CellValue, Date, Figures};
use proptest::prelude::*;
use std::path::{Path, PathBuf};

fn towns() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/towns")
}

/// The sample units, and their roster.
fn samples() -> Vec<Unit> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(towns())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|file| file.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();
    files
        .iter()
        .map(|file| {
            let name = file.file_name().unwrap().to_str().unwrap();
            Unit::of(name, &load(file).unwrap().report.unwrap())
        })
        .collect()
}

fn roster() -> merge::Roster {
    read_roster("roster.csv", &std::fs::read(towns().join("roster.csv")).unwrap())
}

fn id(path: &str) -> SlotId {
    FORM_2021.find(path).unwrap()
}

fn put(figures: &mut Figures, id: SlotId, value: CellValue) {
    figures.set(id, Cell { value, span: None });
}

fn messages(findings: &Findings) -> Vec<String> {
    findings
        .iter()
        .map(|finding| {
            format!(
                "{} {} {}",
                finding.code,
                finding.message,
                finding.notes.join("；")
            )
        })
        .collect()
}

fn toml(merge: &Merge) -> String {
    merge.draft(&Head::default(), None).unwrap().to_toml()
}

/// Figures that add up, made of any numbers: one a slot.
fn consistent(form: &'static Form, seeds: &[i64]) -> Figures {
    let mut figures = Figures::missing(form);
    for (id, seed) in form.slots().zip(seeds) {
        let value = match form.slot(id).kind {
            SlotKind::Total => continue,
            SlotKind::Amount => CellValue::Amount(Amount::parse(&format!("{}.{seed:06}", seed / 7)).unwrap()),
            SlotKind::Change => CellValue::Number(seed - 500),
            SlotKind::Count => CellValue::Number(*seed),
        };
        put(&mut figures, id, value);
    }
    let table = 1;
    let rows = form.tables[table].rows;
    let row = |role: RowRole| rows.iter().position(|row| row.role == role).unwrap();
    for slot in 0..rows[0].slots.len() - 1 {
        let at = |row| SlotId { table, row, slot };
        let number = |figures: &Figures, row| figures.number(at(row)).unwrap();
        let done: i64 = (0..rows.len())
            .filter(|row| rows[*row].role == RowRole::Result)
            .map(|row| number(&figures, row))
            .sum();
        let out = done + number(&figures, row(RowRole::CarriedForward));
        let came = number(&figures, row(RowRole::CarriedOver)) % (out + 1);
        put(
            &mut figures,
            at(row(RowRole::ResultTotal)),
            CellValue::Number(done),
        );
        put(
            &mut figures,
            at(row(RowRole::CarriedOver)),
            CellValue::Number(came),
        );
        put(
            &mut figures,
            at(row(RowRole::Received)),
            CellValue::Number(out - came),
        );
    }
    figures.compute_totals();
    figures
}

fn unit(number: usize, year: u16, figures: Figures) -> Unit {
    Unit {
        file: format!("{number}.toml"),
        agency: format!("第{number}镇人民政府"),
        year,
        figures,
        fee_notice: None,
        says_nil: true,
        own: false,
        faulty: false,
    }
}

fn children() -> impl Strategy<Value = Vec<Unit>> {
    prop::sample::select(vec![(2019_u16, &FORM_2019), (2025, &FORM_2021)]).prop_flat_map(|(year, form)| {
        let seeds = prop::collection::vec(1_i64..1000, form.slots().count());
        prop::collection::vec(seeds, 1..6).prop_map(move |seeds| {
            seeds
                .iter()
                .enumerate()
                .map(|(number, seeds)| unit(number, year, consistent(form, seeds)))
                .collect()
        })
    })
}

/// The value of a cell in its own scale.
fn value(figures: &Figures, id: SlotId) -> i128 {
    match &figures.cell(id).value {
        CellValue::Amount(amount) => i128::from(amount.millionths()),
        other => i128::from(other.number().unwrap()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn when_children_pass_the_parent_passes(units in children(), turn in 0_usize..6, pick in any::<prop::sample::Index>()) {
        for unit in &units {
            prop_assert!(check_figures(&unit.figures).is_empty());
        }
        let merge = Merge::new(units.clone(), None).unwrap();
        let sums = merge.figures();
        prop_assert_eq!(messages(&check_figures(&sums)), Vec::<String>::new());
        for id in merge.form().slots() {
            let expected: i128 = units.iter().map(|unit| value(&unit.figures, id)).sum();
            prop_assert_eq!(value(&sums, id), expected);
        }
        let mut turned = units.clone();
        turned.rotate_left(turn % units.len());
        turned.reverse();
        prop_assert_eq!(toml(&Merge::new(turned, None).unwrap()), toml(&merge));
        // The merged file says the same sums, and its sums are those of the units.
        let text = toml(&merge);
        let reading = read("m", text.as_bytes(), Some(Format::Toml));
        let back = reading.loose_figures.unwrap();
        prop_assert!(merge::compare(&back, &merge).is_empty());
        // One wrong cell is one finding, at that cell.
        let slots: Vec<SlotId> = merge.form().slots().collect();
        let wrong = *pick.get(&slots);
        let mut parent = back.clone();
        let changed = match &parent.cell(wrong).value {
            CellValue::Amount(_) => CellValue::Amount(Amount::zero()),
            other => CellValue::Number(other.number().unwrap() + 100_000),
        };
        let span = parent.cell(wrong).span;
        parent.set(wrong, Cell { value: changed, span });
        let found = merge::compare(&parent, &merge);
        prop_assert_eq!(found.len(), 1, "{:?}", messages(&found));
        prop_assert_eq!(found.iter().next().unwrap().span, span);
        // A unit left out is one finding that names it.
        if units.len() > 1 {
            let left_out = pick.index(units.len());
            let mut fewer = units.clone();
            fewer.remove(left_out);
            let parent = Merge::new(fewer, None).unwrap().figures();
            let found = merge::compare(&parent, &merge);
            prop_assert_eq!(found.len(), 1, "{:?}", messages(&found));
            let said = &messages(&found)[0];
            prop_assert!(said.contains(&format!("漏加了{}", units[left_out].agency)), "{}", said);
        }
    }
}

#[test]
fn the_units_of_a_sum_are_listed_and_add_up() {
    let merge = Merge::new(samples(), None).unwrap();
    for id in merge.form().slots() {
        let path = merge.form().path(id);
        let text = merge::explain(&merge, &path).unwrap();
        let kind = merge.form().slot(id).kind;
        let millionths = |text: &str| i128::from(Amount::parse(text).unwrap().millionths());
        let mut lines: Vec<&str> = text.lines().skip(1).collect();
        let total = millionths(lines.pop().unwrap().split('\t').nth(1).unwrap());
        assert_eq!(lines.len(), 6, "{text}");
        let sum: i128 = lines
            .iter()
            .map(|line| millionths(line.split('\t').nth(1).unwrap()))
            .sum();
        assert_eq!(sum, total, "{text}");
        let cell = merge::shown(kind, merge.sum(id).total.unwrap());
        assert_eq!(merge.figures().cell(id).value.to_string(), cell);
        assert_eq!(millionths(&cell), total);
    }
    let row = merge::explain(&merge, "table3.granted").unwrap();
    assert_eq!(row.matches("合计").count(), 7);
    assert!(
        merge::explain(&merge, "fee_notice.collected")
            .unwrap()
            .ends_with("合计\t120\n")
    );
    for wrong in ["table3.gran", "table9", "", "table3.granted.natural.x"] {
        assert_eq!(merge::explain(&merge, wrong), None, "{wrong}");
    }
}

#[test]
fn fees_are_exact() {
    let mut units = samples();
    for (unit, fee) in units
        .iter_mut()
        .zip(["0.1", "0.2", "0.000001", "999999.9", "0", "3"])
    {
        let amount = CellValue::Amount(Amount::parse(fee).unwrap());
        put(&mut unit.figures, id("table2.fees.amount"), amount);
    }
    let sums = Merge::new(units, None).unwrap().figures();
    assert_eq!(
        sums.cell(id("table2.fees.amount")).value.to_string(),
        "1000003.200001"
    );
}

#[test]
fn cells_without_a_number_are_listed_and_not_counted() {
    let mut units = samples();
    let penalties = id("table2.penalties.decisions");
    put(&mut units[0].figures, penalties, CellValue::Empty);
    put(
        &mut units[1].figures,
        penalties,
        CellValue::NotApplicable("/".into()),
    );
    let annotated = CellValue::Annotated {
        number: 3,
        text: "3（其中修订1件）".into(),
    };
    put(
        &mut units[1].figures,
        id("table2.normative_documents.made"),
        annotated,
    );
    let merge = Merge::new(units.clone(), None).unwrap();
    let told = messages(&merge.findings());
    for said in [
        "北山街道办事处有1格没有数",
        "（空）",
        "财政局有1格没有数",
        "（/）",
        "3（其中修订1件）",
    ] {
        assert!(
            told.iter().any(|message| message.contains(said)),
            "{said}: {told:?}"
        );
    }
    assert!(!merge.findings().has_errors());
    let expected: i128 = units[2..]
        .iter()
        .map(|unit| value(&unit.figures, penalties))
        .sum();
    assert_eq!(merge.sum(penalties).total, Some(expected));
    let text = toml(&merge);
    assert!(text.contains("# “行政处罚”没有计入：清河县北山街道办事处（空）、清河县财政局（/）\n"));
    assert!(text.contains("清河县财政局写作“3（其中修订1件）”，按3计入"));
    // Where nobody gives a number there is none to fill in by the program.
    for unit in &mut units {
        put(&mut unit.figures, penalties, CellValue::NotApplicable("—".into()));
    }
    let merge = Merge::new(units.clone(), None).unwrap();
    assert_eq!(
        merge.figures().cell(penalties).value,
        CellValue::NotApplicable("—".into())
    );
    put(&mut units[0].figures, penalties, CellValue::Empty);
    assert_eq!(
        Merge::new(units, None).unwrap().figures().cell(penalties).value,
        CellValue::Missing
    );
}

#[test]
fn a_row_whose_total_was_left_out_for_a_blank_still_adds_up() {
    let mut units = samples();
    let natural = id("table4.review.other");
    put(
        &mut units[0].figures,
        natural,
        CellValue::NotApplicable("/".into()),
    );
    put(
        &mut units[0].figures,
        id("table4.review.total"),
        CellValue::Missing,
    );
    put(
        &mut units[0].figures,
        id("table4.review.upheld"),
        CellValue::Number(7),
    );
    let merge = Merge::new(units, None).unwrap();
    assert!(check_figures(&merge.figures()).is_empty());
}

#[test]
fn sums_out_of_bounds_are_refused() {
    let mut units = samples();
    for unit in &mut units[..2] {
        let most = CellValue::Number(nianbao::model::MAX_COUNT);
        put(&mut unit.figures, id("table2.licences.decisions"), most);
    }
    let merge = Merge::new(units, None).unwrap();
    assert!(
        messages(&merge.findings())
            .iter()
            .any(|told| told.contains("AGG-SUM") && told.contains("超过12位"))
    );
}

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
    let (attendance, told) = merge::attendance(&merge, &roster(), due);
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
    let (attendance, told) = merge::attendance(&merge, &roster, due);
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
    let document = merge::list_document(&attendance, 2025, Some("清河县人民政府"), due).unwrap();
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
    let (attendance, _) = merge::attendance(&merge, &roster(), None);
    let fonts = nianbao::font::FontSet::bundled().unwrap();
    for date in [None, Date::new(2026, 1, 25)] {
        let document = merge::list_document(&attendance, 2025, None, date).unwrap();
        let made = export(
            &document,
            &FileKind::ALL,
            &nianbao::style::Style::default(),
            fonts,
        )
        .unwrap();
        assert_eq!(made.pages, Some(1));
        let archival = made.files[1].1.windows(11).any(|bytes| bytes == b"pdfaid:part");
        assert_eq!(archival, date.is_some());
    }
}

fn adjusted(text: &str) -> (Merge, Findings) {
    let read = read_adjustments("adjust.toml", text.as_bytes(), Some(Format::Toml), &FORM_2021);
    (
        Merge::new(samples(), None).unwrap().adjusted(read.lines),
        read.findings,
    )
}

#[test]
fn adjustments_move_a_cell_and_the_sums_it_stands_in() {
    let (merge, findings) = adjusted(
        "[[adjust]]\nslot = \"table3.received.natural\"\namount = -1\nreason = \"转办，两家都计了\"\n\
         [[adjust]]\nslot = \"table3.granted.natural\"\namount = -1\nreason = \"转办，两家都计了\"\n\
         [[adjust]]\nslot = \"table2.fees.amount\"\namount = \"-0.275\"\nreason = \"退费\"\n",
    );
    assert!(findings.is_empty(), "{findings:?}");
    let (before, after) = (Merge::new(samples(), None).unwrap().figures(), merge.figures());
    for path in [
        "table3.received.natural",
        "table3.received.total",
        "table3.granted.natural",
        "table3.granted.total",
        "table3.total.natural",
        "table3.total.total",
    ] {
        assert_eq!(
            after.number(id(path)).unwrap(),
            before.number(id(path)).unwrap() - 1,
            "{path}"
        );
    }
    let moved = FORM_2021
        .slots()
        .filter(|id| before.cell(*id).value != after.cell(*id).value)
        .count();
    assert_eq!(moved, 7);
    assert_eq!(after.cell(id("table2.fees.amount")).value.to_string(), "99");
    assert!(check_figures(&after).is_empty());
    assert!(toml(&merge).contains("# “自然人”已减1：转办，两家都计了\n"));
    let text = merge::explain(&merge, "table3.granted.natural").unwrap();
    assert!(
        text.contains("  调整\t-1\t转办，两家都计了\n  合计\t17\n"),
        "{text}"
    );
}

#[test]
fn adjustments_without_place_number_or_reason_are_refused() {
    for (text, said) in [
        ("", "文件是空的"),
        ("x = 1", "没有“x”"),
        (
            "[[adjust]]\nslot = \"table3.granted.natural\"\namount = -1\n",
            "缺少理由",
        ),
        (
            "[[adjust]]\nslot = \"table3.granted.natural\"\namount = -1\nreason = \" \"\n",
            "写明理由",
        ),
        (
            "[[adjust]]\nslot = \"table3.granted\"\namount = -1\nreason = \"x\"\n",
            "没有“table3.granted”这一格",
        ),
        (
            "[[adjust]]\nslot = \"table3.granted.total\"\namount = -1\nreason = \"x\"\n",
            "是合计",
        ),
        (
            "[[adjust]]\nslot = \"table3.total.natural\"\namount = -1\nreason = \"x\"\n",
            "是合计",
        ),
        (
            "[[adjust]]\nslot = \"table3.granted.natural\"\namount = 0\nreason = \"x\"\n",
            "调整数“0”不对",
        ),
        (
            "[[adjust]]\nslot = \"table3.granted.natural\"\namount = 1.5\nreason = \"x\"\n",
            "调整数“1.5”不对",
        ),
        (
            "[[adjust]]\nslot = \"table3.granted.natural\"\namount = []\nreason = \"x\"\n",
            "不对",
        ),
        (
            "[[adjust]]\nslot = \"table3.granted.natural\"\namount = 1\nreason = \"x\"\nnote = 1\n",
            "没有“note”",
        ),
        ("adjust = 1", "没有“adjust”"),
    ] {
        let (_, findings) = adjusted(text);
        let told = messages(&findings);
        assert!(
            findings.has_errors() && told.iter().any(|told| told.contains(said)),
            "{text}: {told:?}"
        );
    }
    let (merge, _) = adjusted(
        "[[adjust]]\nslot = \"table2.compulsory_measures.decisions\"\namount = -9\nreason = \"误\"\n",
    );
    assert!(
        messages(&merge.findings())
            .iter()
            .any(|told| told.contains("为负数"))
    );
}

#[cfg(feature = "xlsx")]
#[test]
fn the_sheet_has_formulas_that_give_the_sums() {
    use std::io::Read as _;
    let merge = Merge::new(samples(), None).unwrap();
    let bytes = merge::sums_sheet(&merge, None).unwrap();
    assert_eq!(bytes, merge::sums_sheet(&merge, None).unwrap());
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    assert!(text("docProps/core.xml").contains("2025-12-31T00:00:00Z"));
    let words = text("xl/sharedStrings.xml");
    for label in [
        "行政规范性文件",
        "三（一）予以公开",
        "尚未审结",
        "清河县西河镇人民政府",
    ] {
        assert!(words.contains(label), "{label}");
    }
    let mut sums = Vec::new();
    for sheet in 1..=3 {
        let sheet = text(&format!("xl/worksheets/sheet{sheet}.xml"));
        for cell in sheet.split("<f>SUM(").skip(1) {
            let (range, rest) = cell.split_once(")</f><v>").unwrap();
            assert!(range.contains("3:") && range.ends_with('9'), "{range}");
            sums.push(rest.split('<').next().unwrap().to_owned());
        }
    }
    let expected: Vec<String> = merge
        .form()
        .slots()
        .map(|id| merge::shown(merge.form().slot(id).kind, merge.sum(id).total.unwrap()))
        .collect();
    assert_eq!(sums, expected);
}
