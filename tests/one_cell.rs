//! One wrong cell of tables three and four, as hands make them wrong: the finding names it.
//!
//! Named is a cell that a remedy says what to put into (`“行”的“列”应为…`), beside at most one other. Within a group of
//! table four only the total binds the numbers, so arithmetic cannot tell which of five is wrong, save by its digits.

mod common;

use common::random::{Random, set, sound};
use nianbao::check::check_figures;
use nianbao::form::{FORM_2021, SlotId, SlotKind};
use nianbao::model::{CellValue, Figures};

/// A way to spoil a cell; the cells it changes, the spoilt one first.
type Spoil = fn(&Figures, SlotId, &mut Random) -> Option<Vec<(SlotId, i64)>>;

/// Each with the share, in per cent, in which the cell must be named. The last two leave two cells wrong; where small
/// numbers stand, several pairs of cells explain them alike, and none is singled out.
const SLIPS: [(&str, Spoil, usize); 4] = [
    ("digits turned", turned, 95),
    ("another value", another, 95),
    ("split in two", split, 90),
    ("next column", shifted, 75),
];

/// Reports spoilt in each way.
const SAMPLE: usize = 200;

#[test]
fn the_wrong_cell_is_named() {
    let mut random = Random(2021);
    let cells: Vec<SlotId> = FORM_2021.slots().filter(|slot| slot.table > 0).collect();
    for (name, spoil, floor) in SLIPS {
        let (mut named, mut done) = (0, 0);
        while done < SAMPLE {
            let mut figures = sound(&FORM_2021, &mut random);
            let cell = random.one_of(&cells);
            let Some(changes) = spoil(&figures, cell, &mut random) else {
                continue;
            };
            // A number in the wrong column of table four upsets no sum of the form: nothing can be said of it.
            if name == "next column" && cell.table == 2 {
                continue;
            }
            assert!(!has_sums(&figures), "sound before");
            for (slot, number) in &changes {
                set(&mut figures, *slot, CellValue::Number(*number));
            }
            done += 1;
            named += usize::from(is_named(&figures, cell));
        }
        println!("{name}: {named} of {done} named");
        assert!(named * 100 >= done * floor, "{name}: {named} of {done}");
    }
}

/// Whether a sum of these figures is told to be wrong.
fn has_sums(figures: &Figures) -> bool {
    check_figures(figures)
        .iter()
        .any(|finding| ["T3-ROW", "T3-SUM", "T3-BAL", "T4-SUM"].contains(&finding.code))
}

/// Whether a finding says what to put into the cell, and into at most one other.
fn is_named(figures: &Figures, cell: SlotId) -> bool {
    let form = figures.form();
    check_figures(figures).iter().any(|finding| {
        let says = |slot: &SlotId| {
            let said = format!(
                "“{}”的“{}”应为",
                form.row(*slot).short_label(),
                form.slot(*slot).label
            );
            finding.remedy.contains(&said)
        };
        let told: Vec<SlotId> = form.slots().filter(|slot| slot.table > 0).filter(says).collect();
        told.len() <= 2 && told.contains(&cell)
    })
}

fn turned(figures: &Figures, cell: SlotId, random: &mut Random) -> Option<Vec<(SlotId, i64)>> {
    let mut digits = figures.number(cell)?.to_string().into_bytes();
    let pairs: Vec<usize> = (1..digits.len())
        .filter(|at| digits[*at - 1] != digits[*at])
        .collect();
    if pairs.is_empty() {
        return None;
    }
    let at = random.one_of(&pairs);
    digits.swap(at - 1, at);
    let number = String::from_utf8(digits).ok()?.parse().ok()?;
    Some(vec![(cell, number)])
}

fn another(figures: &Figures, cell: SlotId, random: &mut Random) -> Option<Vec<(SlotId, i64)>> {
    let number = random.below(5000);
    (figures.number(cell)? != number).then(|| vec![(cell, number)])
}

/// The cell to the right that holds nothing.
fn empty_neighbour(figures: &Figures, cell: SlotId) -> Option<SlotId> {
    let next = SlotId {
        slot: cell.slot + 1,
        ..cell
    };
    let slot = figures.form().row(cell).slots.get(next.slot)?;
    (slot.kind != SlotKind::Total && figures.number(next)? == 0).then_some(next)
}

fn shifted(figures: &Figures, cell: SlotId, _: &mut Random) -> Option<Vec<(SlotId, i64)>> {
    let number = figures.number(cell).filter(|number| *number > 0)?;
    Some(vec![(cell, 0), (empty_neighbour(figures, cell)?, number)])
}

fn split(figures: &Figures, cell: SlotId, random: &mut Random) -> Option<Vec<(SlotId, i64)>> {
    let digits = figures.number(cell).filter(|number| *number > 9)?.to_string();
    let at = 1 + usize::try_from(random.below(digits.len() as i64 - 1)).ok()?;
    let (left, right) = digits.split_at(at);
    let right: i64 = right.parse().ok()?;
    // 1 and 05 for 105 would be 1 and 5.
    (digits == format!("{left}{right}")).then_some(())?;
    Some(vec![
        (cell, left.parse().ok()?),
        (empty_neighbour(figures, cell)?, right),
    ])
}
