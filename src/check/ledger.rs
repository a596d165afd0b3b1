//! The numbers of a report as the identities see them, and what changing one of them does.

use crate::form::{Form, Identity, SlotId, SlotKind};
use crate::model::{CellValue, Figures, MAX_COUNT};
use std::collections::BTreeMap;

/// Index of an identity in [`Ledger::identities`].
pub(super) type IdentityId = usize;

/// A correction: add so much to a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Correction {
    /// The cell.
    pub(super) slot: SlotId,
    /// What to add.
    pub(super) change: i64,
}

/// The identities of a form over the numbers of a report.
pub(super) struct Ledger<'a> {
    figures: &'a Figures,
    /// The identities that can be checked: none of their cells is missing or empty.
    pub(super) identities: Vec<Identity>,
    /// For each cell that can be corrected, the identities it moves, and by how much for each 1 added.
    effects: BTreeMap<SlotId, Vec<(IdentityId, i64)>>,
    /// For each identity, the cells that can be corrected and move it.
    movers: Vec<Vec<SlotId>>,
}

impl<'a> Ledger<'a> {
    pub(super) fn new(figures: &'a Figures) -> Self {
        let known = |id: &SlotId| counted(figures, *id).is_some();
        let identities: Vec<Identity> = figures
            .form()
            .identities()
            .into_iter()
            .filter(|identity| identity.left.iter().chain(&identity.right).all(known))
            .collect();
        let mut ledger = Ledger {
            figures,
            movers: vec![Vec::new(); identities.len()],
            identities,
            effects: BTreeMap::new(),
        };
        // Most reports add up, and then nobody asks for these.
        if ledger.residuals().iter().any(|residual| *residual != 0) {
            ledger.find_effects();
        }
        ledger
    }

    /// Fills in what the correction of each cell moves. A computed total is moved by the cells it is computed from.
    fn find_effects(&mut self) {
        let mut effects: BTreeMap<SlotId, BTreeMap<IdentityId, i64>> = BTreeMap::new();
        for (index, identity) in self.identities.iter().enumerate() {
            let signed = |slots: &'_ [SlotId], sign: i64| -> Vec<(SlotId, i64)> {
                slots.iter().map(|slot| (*slot, sign)).collect()
            };
            for (slot, sign) in [signed(&identity.left, 1), signed(&identity.right, -1)].concat() {
                let cells = if self.is_computed(slot) {
                    0..slot.slot
                } else {
                    slot.slot..slot.slot + 1
                };
                for cell in cells {
                    let moved = effects.entry(SlotId { slot: cell, ..slot }).or_default();
                    *moved.entry(index).or_default() += sign;
                }
            }
        }
        for (slot, moved) in effects {
            let moved: Vec<(IdentityId, i64)> =
                moved.into_iter().filter(|(_, effect)| *effect != 0).collect();
            for (identity, _) in &moved {
                self.movers[*identity].push(slot);
            }
            if !moved.is_empty() {
                self.effects.insert(slot, moved);
            }
        }
    }

    pub(super) fn form(&self) -> &'static Form {
        self.figures.form()
    }

    /// What the cell counts for.
    pub(super) fn number(&self, slot: SlotId) -> i64 {
        counted(self.figures, slot).unwrap_or_default()
    }

    /// Where the cell is written.
    pub(super) fn span(&self, slot: SlotId) -> Option<crate::finding::Span> {
        self.figures.cell(slot).span
    }

    /// By how much the left side of each identity exceeds the right.
    pub(super) fn residuals(&self) -> Vec<i64> {
        let sum = |slots: &[SlotId]| slots.iter().map(|slot| self.number(*slot)).sum::<i64>();
        self.identities
            .iter()
            .map(|identity| sum(&identity.left) - sum(&identity.right))
            .collect()
    }

    /// The identities a correction of the cell moves.
    pub(super) fn effects(&self, slot: SlotId) -> &[(IdentityId, i64)] {
        self.effects.get(&slot).map_or(&[], Vec::as_slice)
    }

    /// The cells whose correction moves an identity.
    pub(super) fn movers(&self, identity: IdentityId) -> &[SlotId] {
        &self.movers[identity]
    }

    /// Whether the corrected cell holds a number that a report can hold.
    pub(super) fn is_possible(&self, correction: Correction) -> bool {
        (0..=MAX_COUNT).contains(&(self.number(correction.slot) + correction.change))
    }

    /// Whether a total was computed by the program: given nowhere, in a row that is given and adds up.
    fn is_computed(&self, slot: SlotId) -> bool {
        let row = self.form().row(slot);
        if row.slots[slot.slot].kind != SlotKind::Total || self.span(slot).is_some() {
            return false;
        }
        let others = (0..slot.slot).map(|index| SlotId { slot: index, ..slot });
        let sum: i64 = others.clone().map(|other| self.number(other)).sum();
        sum == self.number(slot) && others.into_iter().any(|other| self.span(other).is_some())
    }
}

/// What a cell counts for in the sums: its number, 0 when it is not applicable, nothing when it is not known.
fn counted(figures: &Figures, slot: SlotId) -> Option<i64> {
    match &figures.cell(slot).value {
        CellValue::NotApplicable(_) => Some(0),
        value => value.number(),
    }
}
