use super::*;
use std::collections::BTreeSet;

/// How often each grid place of a table is covered by labels and slots.
fn coverage(table: &'static TableForm) -> Vec<Vec<u32>> {
    let spans = table
        .labels
        .iter()
        .map(|label| (label.row, label.row_span, label.column, label.column_span))
        .chain(table.rows.iter().flat_map(|row| {
            let mut column = row.column;
            row.slots.iter().map(move |slot| {
                let first = column;
                column += slot.column_span;
                (row.row, 1, first, slot.column_span)
            })
        }))
        .collect::<Vec<_>>();
    let rows = spans.iter().map(|span| span.0 + span.1).max().unwrap();
    let mut covered = vec![vec![0; table.columns() as usize]; rows as usize];
    for (row, row_span, column, column_span) in spans {
        for places in &mut covered[row as usize..(row + row_span) as usize] {
            for times in &mut places[column as usize..(column + column_span) as usize] {
                *times += 1;
            }
        }
    }
    covered
}

fn tables() -> impl Iterator<Item = (&'static Form, &'static TableForm)> {
    FORMS
        .into_iter()
        .flat_map(|form| form.tables.iter().map(move |table| (form, table)))
}

#[test]
fn every_grid_closes_without_overlap() {
    for (form, table) in tables() {
        for (row, places) in coverage(table).into_iter().enumerate() {
            assert!(
                places.iter().all(|&times| times == 1),
                "form {} {} row {row}: {places:?}",
                form.id,
                table.key
            );
        }
    }
}

#[test]
fn grids_have_the_sizes_of_the_notice() {
    let size = |form: &'static Form, table: usize| {
        let covered = coverage(&form.tables[table]);
        (covered.len(), covered[0].len())
    };
    assert_eq!(size(&FORM_2021, 0), (14, 4));
    assert_eq!(size(&FORM_2021, 1), (28, 10));
    assert_eq!(size(&FORM_2021, 2), (4, 15));
    assert_eq!(size(&FORM_2019, 0), (18, 5));
    assert_eq!(size(&FORM_2019, 1), (26, 10));
    assert_eq!(size(&FORM_2019, 2), (4, 15));
}

#[test]
fn table_three_of_2021_has_175_numbers() {
    let numbers = |form: &'static Form| form.slots().filter(|slot| slot.table == 1).count();
    assert_eq!(numbers(&FORM_2021), 175);
    assert_eq!(numbers(&FORM_2019), 161);
}

#[test]
fn identities_are_those_of_the_rule_book() {
    let count = |form: &'static Form, code| {
        form.identities()
            .iter()
            .filter(|identity| identity.code == code)
            .count()
    };
    for (form, rows, results) in [(&FORM_2021, 25, 21), (&FORM_2019, 23, 19)] {
        assert_eq!(count(form, IdentityCode::T3Row), rows);
        assert_eq!(count(form, IdentityCode::T3Sum), 7);
        assert_eq!(count(form, IdentityCode::T3Bal), 7);
        assert_eq!(count(form, IdentityCode::T4Sum), 3);
        for identity in form.identities() {
            let (left, right) = (identity.left.len(), identity.right.len());
            match identity.code {
                IdentityCode::T3Row => assert_eq!((left, right), (6, 1)),
                IdentityCode::T3Sum => assert_eq!((left, right), (results, 1)),
                IdentityCode::T3Bal => assert_eq!((left, right), (2, 2)),
                IdentityCode::T4Sum => assert_eq!((left, right), (4, 1)),
            }
        }
    }
}

#[test]
fn paths_are_unique_and_lead_back() {
    for form in FORMS {
        let paths: BTreeSet<_> = form.slots().map(|id| form.path(id)).collect();
        assert_eq!(paths.len(), form.slots().count());
        for id in form.slots() {
            assert_eq!(form.find(&form.path(id)), Some(id));
        }
    }
    assert!(FORM_2021.find("table3.received.natural").is_some());
    assert!(FORM_2021.find("table3.received.nobody").is_none());
}

#[test]
fn columns_fill_the_text_area() {
    for (form, table) in tables() {
        assert_eq!(
            table.widths.iter().sum::<i64>(),
            1560,
            "form {} {}",
            form.id,
            table.key
        );
    }
}

#[test]
fn years_find_their_form() {
    assert_eq!(Form::for_year(2018), Err(NoForm { year: 2018 }));
    for (year, id) in [(2019, "2019"), (2020, "2019"), (2021, "2021"), (2030, "2021")] {
        assert_eq!(Form::for_year(year).unwrap().id, id);
    }
}
