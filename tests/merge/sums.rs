//! Sums of cells: any children, blanks, bounds, origins; a parent held against them.

use super::*;

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
        level: Level::Township,
        year,
        figures,
        fee_notice: None,
        merged_from: Vec::new(),
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

/// A wrong number moves the sums that it stands in; these are not told again.
#[test]
fn a_wrong_number_is_told_without_the_sums_that_follow() {
    let merge = Merge::new(samples(), None).unwrap();
    let told = |changes: &[(&str, i64)]| {
        let mut parent = merge.figures();
        for (path, change) in changes {
            let number = parent.number(id(path)).unwrap() + change;
            put(&mut parent, id(path), CellValue::Number(number));
        }
        messages(&merge::compare(&parent, &merge))
    };
    let following = [
        ("table3.granted.natural", 700),
        ("table3.granted.total", 700),
        ("table3.total.natural", 700),
        ("table3.total.total", 700),
    ];
    let found = told(&following);
    assert!(
        found.len() == 1 && found[0].contains("“（一）予以公开”的“自然人”填718"),
        "{found:?}"
    );
    // A sum that differs by something else is told, and so is one that differs alone.
    assert_eq!(
        told(&[("table3.granted.natural", 700), ("table3.granted.total", 701)]).len(),
        2
    );
    assert_eq!(told(&[("table3.granted.natural", 700)]).len(), 1);
    assert_eq!(told(&[("table3.total.total", 700)]).len(), 1);
    // Two that cancel each other in the sum are two.
    let two = [("table3.granted.natural", 700), ("table3.granted.business", -700)];
    assert_eq!(told(&two).len(), 2);
}
