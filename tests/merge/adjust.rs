//! Adjustment lines, and the sheet for the office's own checking.

use super::*;

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
        (
            "[[adjust]]\nslot = \"table2.licences.decisions\"\namount = -1\nreason = \"x\"\n\
             [[adjust]]\nslot = \"table2.licences.decisions\"\namount = -1\nreason = \"x\"\n",
            "与前面一条完全相同",
        ),
        (
            "[[adjust]]\nslot = \"table2\"\namount = 1\nreason = \"x\"\n",
            "没有“table2”这一格",
        ),
    ] {
        let (_, findings) = adjusted(text);
        let told = messages(&findings);
        assert!(
            findings.has_errors() && told.iter().any(|told| told.contains(said)),
            "{text}: {told:?}"
        );
    }
    let remedy = |slot: &str| {
        let (_, findings) = adjusted(&format!(
            "[[adjust]]\nslot = \"{slot}\"\namount = 1\nreason = \"x\"\n"
        ));
        findings
            .iter()
            .map(|finding| finding.remedy.clone())
            .collect::<String>()
    };
    let columns = remedy("table3.granted.persons");
    assert!(
        columns.contains("natural（自然人）") && !columns.contains("total"),
        "{columns}"
    );
    assert!(remedy("table4.reviews").contains("review（"));
    assert!(remedy("table9.x").contains("table3.received.natural"));
    // A row of one number needs no column, as for --explain.
    let (_, findings) = adjusted("[[adjust]]\nslot = \"table2.licences\"\namount = 1\nreason = \"x\"\n");
    assert!(findings.is_empty(), "{:?}", messages(&findings));
    let (merge, _) = adjusted(
        "[[adjust]]\nslot = \"table2.compulsory_measures.decisions\"\namount = -9\nreason = \"误\"\n",
    );
    assert!(
        messages(&merge.findings())
            .iter()
            .any(|told| told.contains("为负数") && told.contains("调整数为-9"))
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
