use super::sums;
use crate::finding::{Finding, Findings, Span};
use crate::form::{FORM_2021, Form, RowRole, SlotId, SlotKind};
use crate::model::{Cell, CellValue, Figures};
use proptest::prelude::*;

fn id(path: &str) -> SlotId {
    FORM_2021.find(path).unwrap()
}

/// Figures with every cell given, each at its own place, all zero.
fn zeros(form: &'static Form) -> Figures {
    let mut figures = Figures::missing(form);
    for slot in form.slots() {
        put(&mut figures, slot, 0);
    }
    figures
}

fn place(form: &'static Form, slot: SlotId) -> Span {
    let index = form.slots().position(|other| other == slot).unwrap();
    Span::new(index * 10, index * 10 + 1)
}

fn put(figures: &mut Figures, slot: SlotId, number: i64) {
    let form = figures.form();
    let value = match form.slot(slot).kind {
        SlotKind::Amount => CellValue::Amount(crate::model::Amount::zero()),
        _ => CellValue::Number(number),
    };
    let span = Some(place(form, slot));
    figures.set(slot, Cell { value, span });
}

fn told(figures: &Figures) -> Vec<Finding> {
    let mut findings = Findings::new();
    sums::check(figures, &mut findings);
    findings.into_iter().collect()
}

/// A small report that adds up: 13 received, 12 by people and 1 by a university, all granted.
fn small() -> Figures {
    let mut figures = zeros(&FORM_2021);
    for row in ["received", "granted", "total"] {
        put(&mut figures, id(&format!("table3.{row}.natural")), 12);
        put(&mut figures, id(&format!("table3.{row}.research")), 1);
        put(&mut figures, id(&format!("table3.{row}.total")), 13);
    }
    figures
}

#[test]
fn sums_that_hold_are_silent() {
    assert_eq!(told(&small()), []);
}

#[test]
fn a_turned_total_is_one_finding_with_all_it_upsets() {
    let mut figures = small();
    put(&mut figures, id("table3.granted.total"), 31);
    let findings = told(&figures);
    assert_eq!(findings.len(), 1, "{findings:?}");
    let finding = &findings[0];
    assert_eq!(finding.code, "T3-ROW");
    assert_eq!(finding.span, Some(place(&FORM_2021, id("table3.granted.total"))));
    assert_eq!(
        finding.message,
        "表三“（一）予以公开”：12+0+1+0+0+0=13，总计填的是31，差18"
    );
    assert_eq!(
        finding.notes,
        [
            "表三“总计”列：各项办理结果之和为31，“（七）总计”填的是13，差18",
            "以上2处不符出自同一格"
        ]
    );
    assert_eq!(
        finding.remedy,
        "“（一）予以公开”的“总计”应为13，现为31（是否数字颠倒？）"
    );
}

#[test]
fn a_wrong_result_total_explains_three_sums() {
    let mut figures = small();
    put(&mut figures, id("table3.total.natural"), 21);
    let findings = told(&figures);
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!(findings[0].notes.len(), 3);
    assert!(
        findings[0]
            .remedy
            .contains("“（七）总计”的“自然人”应为12，现为21")
    );
}

#[test]
fn two_faults_far_apart_are_two_findings() {
    let mut figures = small();
    put(&mut figures, id("table3.granted.natural"), 9);
    put(&mut figures, id("table3.carried_forward.other"), 5);
    put(&mut figures, id("table4.review.total"), 2);
    let findings = told(&figures);
    assert_eq!(findings.len(), 3, "{findings:?}");
    assert_eq!(
        findings[0].span,
        Some(place(&FORM_2021, id("table3.granted.natural")))
    );
    assert_eq!(
        findings[1].span,
        Some(place(&FORM_2021, id("table3.carried_forward.other")))
    );
    assert_eq!(findings[2].code, "T4-SUM");
    assert_eq!(
        findings[2].remedy,
        "“行政复议”的“总计”应为0，现为2；如果它没有错，就是其余各格中有一格少填了2"
    );
}

#[test]
fn two_wrong_cells_of_one_row_are_found_together() {
    let mut figures = small();
    put(&mut figures, id("table3.granted.natural"), 10);
    put(&mut figures, id("table3.granted.business"), 5);
    let findings = told(&figures);
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert!(findings[0].remedy.contains("“自然人”应为12，现为10"));
    assert!(findings[0].remedy.contains("“商业企业”应为0，现为5"));
}

#[test]
fn computed_totals_hide_nothing_and_are_not_blamed() {
    let mut figures = zeros(&FORM_2021);
    for (row, number) in [("received", 5), ("granted", 4), ("total", 5)] {
        put(&mut figures, id(&format!("table3.{row}.natural")), number);
    }
    for (row, slots) in FORM_2021.tables[1].rows.iter().enumerate() {
        let slot = SlotId {
            table: 1,
            row,
            slot: slots.slots.len() - 1,
        };
        figures.set(slot, Cell::default());
    }
    figures.compute_totals();
    let findings = told(&figures);
    assert_eq!(findings.len(), 1, "{findings:?}");
    let finding = &findings[0];
    assert_eq!(finding.code, "T3-SUM");
    assert_eq!(finding.span, Some(place(&FORM_2021, id("table3.total.natural"))));
    assert_eq!(finding.remedy, "请核对相加的各格，其中有一格少填了1");
    assert!(finding.notes[0].contains("“总计”列"));
}

#[test]
fn not_applicable_counts_as_zero_and_unknown_cells_silence_their_sums() {
    let mut figures = small();
    let na = CellValue::NotApplicable("/".into());
    figures.set(
        id("table3.granted.legal"),
        Cell {
            value: na,
            span: None,
        },
    );
    assert_eq!(told(&figures), []);
    figures.set(
        id("table3.granted.natural"),
        Cell {
            value: CellValue::Empty,
            span: None,
        },
    );
    assert_eq!(told(&figures), []);
}

#[test]
fn a_table_with_everything_wrong_ends_quickly() {
    let mut figures = zeros(&FORM_2021);
    for (number, slot) in (1..).zip(FORM_2021.slots()) {
        put(&mut figures, slot, number * number * 7 % 1009);
    }
    let findings = told(&figures);
    let all = FORM_2021.identities().len();
    assert!((10..=all).contains(&findings.len()), "{}", findings.len());
}

/// A report whose sums hold, from the numbers of its leaf cells.
fn consistent(leaves: &[i64]) -> Figures {
    let form = &FORM_2021;
    let mut figures = zeros(form);
    let mut next = leaves.iter().copied().cycle();
    let rows = form.tables[1].rows;
    let row_of = |role: RowRole| rows.iter().position(|row| row.role == role).unwrap();
    for slot in 0..6 {
        let mut sum = 0;
        for (row, _) in rows
            .iter()
            .enumerate()
            .filter(|(_, row)| row.role == RowRole::Result)
        {
            let number = next.next().unwrap();
            sum += number;
            put(&mut figures, SlotId { table: 1, row, slot }, number);
        }
        let carried_over = next.next().unwrap().min(sum);
        let forward = next.next().unwrap();
        for (role, number) in [
            (RowRole::ResultTotal, sum),
            (RowRole::CarriedOver, carried_over),
            (RowRole::CarriedForward, forward),
            (RowRole::Received, sum + forward - carried_over),
        ] {
            put(
                &mut figures,
                SlotId {
                    table: 1,
                    row: row_of(role),
                    slot,
                },
                number,
            );
        }
    }
    for row in 0..3 {
        for slot in 0..4 {
            put(&mut figures, SlotId { table: 2, row, slot }, next.next().unwrap());
        }
    }
    for table in [1, 2] {
        for (row, slots) in form.tables[table].rows.iter().enumerate() {
            let total = slots.slots.len() - 1;
            let id = |slot| SlotId { table, row, slot };
            let sum = (0..total).filter_map(|slot| figures.number(id(slot))).sum();
            put(&mut figures, id(total), sum);
        }
    }
    figures
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_corrupted_cell_is_one_finding_that_names_it(
        leaves in proptest::collection::vec(0i64..40, 150),
        victim in 0usize..190,
        wrong in 0i64..5000,
    ) {
        let mut figures = consistent(&leaves);
        prop_assert_eq!(told(&figures), []);
        let bound: Vec<SlotId> = FORM_2021.slots().filter(|slot| slot.table > 0).collect();
        let slot = bound[victim % bound.len()];
        let right = figures.number(slot).unwrap();
        prop_assume!(wrong != right);
        put(&mut figures, slot, wrong);
        let findings = told(&figures);
        prop_assert_eq!(findings.len(), 1, "{:?}", findings);
        let finding = &findings[0];
        if slot.table == 1 {
            prop_assert_eq!(finding.span, Some(place(&FORM_2021, slot)));
            let says = format!("应为{right}，现为{wrong}");
            prop_assert!(finding.remedy.contains(&says), "{:?}", finding);
        } else {
            // Nothing but the sum binds a group of 表四, so any of its five cells may be wrong.
            let row = slot;
            let cells = (0..5).map(|slot| place(&FORM_2021, SlotId { slot, ..row }));
            prop_assert!(cells.into_iter().any(|cell| finding.span == Some(cell)));
            prop_assert_eq!(finding.code, "T4-SUM");
        }
    }

    #[test]
    fn with_computed_totals_one_corrupted_cell_is_one_finding(
        leaves in proptest::collection::vec(0i64..40, 150),
        victim in 0usize..150,
        wrong in 0i64..5000,
    ) {
        let mut figures = consistent(&leaves);
        for (row, slots) in FORM_2021.tables[1].rows.iter().enumerate() {
            let slot = slots.slots.len() - 1;
            figures.set(SlotId { table: 1, row, slot }, Cell::default());
        }
        figures.compute_totals();
        prop_assert_eq!(told(&figures), []);
        let given: Vec<SlotId> = FORM_2021
            .slots()
            .filter(|slot| slot.table == 1 && figures.cell(*slot).span.is_some())
            .collect();
        let slot = given[victim];
        prop_assume!(figures.number(slot) != Some(wrong));
        put(&mut figures, slot, wrong);
        let total = SlotId { slot: 6, ..slot };
        figures.set(total, Cell::default());
        figures.compute_totals();
        let findings = told(&figures);
        prop_assert_eq!(findings.len(), 1, "{:?}", findings);
        // The finding speaks of the column, since nothing but the column binds the cell.
        let column = FORM_2021.slot(slot).label;
        prop_assert!(findings[0].message.contains(&format!("“{column}”列")), "{:?}", findings);
        prop_assert!(findings[0].notes.iter().any(|note| note.contains("“总计”列")), "{:?}", findings);
    }

    #[test]
    fn two_corrupted_cells_are_told_and_never_more_than_they_upset(
        leaves in proptest::collection::vec(0i64..40, 150),
        victims in (0usize..190, 0usize..190),
        wrong in (0i64..5000, 0i64..5000),
    ) {
        let mut figures = consistent(&leaves);
        let bound: Vec<SlotId> = FORM_2021.slots().filter(|slot| slot.table > 0).collect();
        let (first, second) = (bound[victims.0 % bound.len()], bound[victims.1 % bound.len()]);
        // Within a group of 表四 two faults can cancel out.
        prop_assume!(first != second && !(first.table == 2 && first.row == second.row));
        prop_assume!(figures.number(first) != Some(wrong.0) && figures.number(second) != Some(wrong.1));
        put(&mut figures, first, wrong.0);
        put(&mut figures, second, wrong.1);
        let findings = told(&figures);
        prop_assert!((1..=2).contains(&findings.len()), "{:?}", findings);
    }
}
