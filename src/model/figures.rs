//! Every number of a form, addressed by slot.

use super::{Cell, CellValue};
use crate::form::{Form, SlotId, SlotKind, SlotRow, TableForm};

/// The cells of a form's slots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    form: &'static Form,
    /// By table, row and slot.
    cells: Vec<Vec<Vec<Cell>>>,
}

impl Figures {
    /// All slots of a form, all missing.
    pub fn missing(form: &'static Form) -> Self {
        let row = |row: &SlotRow| vec![Cell::default(); row.slots.len()];
        let table = |table: &TableForm| table.rows.iter().map(row).collect();
        Figures {
            form,
            cells: form.tables.iter().map(table).collect(),
        }
    }

    /// The form whose slots these are.
    pub fn form(&self) -> &'static Form {
        self.form
    }

    /// The cell of a slot.
    pub fn cell(&self, id: SlotId) -> &Cell {
        &self.cells[id.table][id.row][id.slot]
    }

    /// Puts a cell into a slot.
    pub fn set(&mut self, id: SlotId, cell: Cell) {
        self.cells[id.table][id.row][id.slot] = cell;
    }

    /// The number the checks add, if the slot has one.
    pub fn number(&self, id: SlotId) -> Option<i64> {
        self.cell(id).value.number()
    }

    /// What a slot should hold that the form makes the sum of others, when all of these hold numbers.
    pub fn sum_of(&self, id: SlotId) -> Option<i64> {
        let sums = self.form.identities();
        let mut sums = sums.iter().filter(|sum| sum.right == [id]);
        sums.find_map(|sum| sum.left.iter().map(|slot| self.number(*slot)).sum())
    }

    /// Computes every missing 总计 whose row is otherwise given in numbers. Such cells have no place in the input.
    pub fn compute_totals(&mut self) {
        for (table, form) in self.form.tables.iter().enumerate() {
            for (row, slots) in form.rows.iter().enumerate() {
                let total = slots.slots.len() - 1;
                let id = |slot| SlotId { table, row, slot };
                if slots.slots[total].kind != SlotKind::Total
                    || self.cell(id(total)).value != CellValue::Missing
                {
                    continue;
                }
                if let Some(sum) = (0..total).map(|slot| self.number(id(slot))).sum::<Option<i64>>() {
                    self.set(
                        id(total),
                        Cell {
                            value: CellValue::Number(sum),
                            span: None,
                        },
                    );
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{FORM_2021, FORMS};

    #[test]
    fn each_slot_has_its_own_cell() {
        for form in FORMS {
            let mut figures = Figures::missing(form);
            for (number, id) in (0..).zip(form.slots()) {
                figures.set(
                    id,
                    Cell {
                        value: CellValue::Number(number),
                        span: None,
                    },
                );
            }
            for (number, id) in (0..).zip(form.slots()) {
                assert_eq!(figures.number(id), Some(number));
            }
        }
    }

    #[test]
    fn a_sum_is_that_of_its_row_or_column_as_far_as_it_is_given() {
        let mut figures = Figures::missing(&FORM_2021);
        let id = |path: &str| FORM_2021.find(path).unwrap();
        let number = |number| Cell {
            value: CellValue::Number(number),
            span: None,
        };
        for slot in FORM_2021.slots() {
            figures.set(slot, number(1));
        }
        assert_eq!(figures.sum_of(id("table3.granted.total")), Some(6));
        let results = FORM_2021.tables[1]
            .rows
            .iter()
            .filter(|row| row.role == crate::form::RowRole::Result);
        let results = i64::try_from(results.count()).unwrap();
        assert_eq!(figures.sum_of(id("table3.total.natural")), Some(results));
        assert_eq!(figures.sum_of(id("table3.received.natural")), None);
        figures.set(id("table3.granted.natural"), Cell::default());
        assert_eq!(figures.sum_of(id("table3.granted.total")), None);
        // The row of the sum is known, though a cell of its column is not.
        figures.set(id("table3.granted.total"), Cell::default());
        assert_eq!(figures.sum_of(id("table3.total.total")), Some(6));
    }

    #[test]
    fn a_total_is_computed_only_from_numbers() {
        let mut figures = Figures::missing(&FORM_2021);
        let id = |path: &str| FORM_2021.find(path).unwrap();
        for (number, key) in (1..).zip(["upheld", "corrected", "other", "pending"]) {
            for group in ["review", "litigation_direct"] {
                figures.set(
                    id(&format!("table4.{group}.{key}")),
                    Cell {
                        value: CellValue::Number(number),
                        span: None,
                    },
                );
            }
        }
        figures.set(
            id("table4.review.other"),
            Cell {
                value: CellValue::NotApplicable("/".into()),
                span: None,
            },
        );
        figures.compute_totals();
        assert_eq!(figures.number(id("table4.litigation_direct.total")), Some(10));
        assert_eq!(figures.cell(id("table4.review.total")).value, CellValue::Missing);
    }
}
