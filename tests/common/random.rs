//! Reports drawn at random, the same ones on every machine.

use nianbao::form::{Form, RowRole, SlotId, SlotKind};
use nianbao::model::{Amount, Cell, CellValue, Figures};

/// SplitMix64: enough for drawing tests, and the same everywhere.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// 0 to `below` − 1.
    pub fn below(&mut self, below: i64) -> i64 {
        (self.next() % u64::try_from(below).unwrap()).cast_signed()
    }

    pub fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[usize::try_from(self.below(all.len() as i64)).unwrap()]
    }
}

/// Figures that agree, all totals given: of a town, a county or a city, with as many zeros as such reports have.
pub fn sound(form: &'static Form, random: &mut Random) -> Figures {
    let most = random.one_of(&[4, 40, 400, 4000]);
    sound_below(form, random, most)
}

/// The same, no figure that is no sum as large as `most`.
pub fn sound_below(form: &'static Form, random: &mut Random, most: i64) -> Figures {
    let mut figures = Figures::missing(form);
    let count = |random: &mut Random, most: i64| match random.below(3) {
        0 => random.below(most),
        1 => random.below(1 + most / 4),
        _ => 0,
    };
    for id in form.slots() {
        let value = match form.slot(id).kind {
            SlotKind::Amount => CellValue::Amount(Amount::zero()),
            _ => CellValue::Number(count(random, most)),
        };
        set(&mut figures, id, value);
    }
    for (table, table_form) in form.tables.iter().enumerate() {
        let row = |role| table_form.rows.iter().position(|row| row.role == role);
        if let Some(sum) = row(RowRole::ResultTotal) {
            let roles = [RowRole::CarriedForward, RowRole::CarriedOver, RowRole::Received];
            let [forward, over, new] = roles.map(|role| row(role).unwrap());
            for slot in 0..table_form.rows[sum].slots.len() - 1 {
                let id = |row| SlotId { table, row, slot };
                let results: i64 = (0..table_form.rows.len())
                    .filter(|row| table_form.rows[*row].role == RowRole::Result)
                    .map(|row| figures.number(id(row)).unwrap())
                    .sum();
                let out = results + figures.number(id(forward)).unwrap();
                let came = random.below(1 + out.min(most));
                set(&mut figures, id(sum), CellValue::Number(results));
                set(&mut figures, id(over), CellValue::Number(came));
                set(&mut figures, id(new), CellValue::Number(out - came));
            }
        }
        for (row, slots) in table_form.rows.iter().enumerate() {
            let last = slots.slots.len() - 1;
            if slots.slots[last].kind == SlotKind::Total {
                let id = |slot| SlotId { table, row, slot };
                let sum = (0..last).map(|slot| figures.number(id(slot)).unwrap()).sum();
                set(&mut figures, id(last), CellValue::Number(sum));
            }
        }
    }
    figures
}

pub fn set(figures: &mut Figures, id: SlotId, value: CellValue) {
    let at = id.table * 10_000 + id.row * 100 + id.slot;
    let span = Some(nianbao::Span::new(at, at + 1));
    figures.set(id, Cell { value, span });
}
