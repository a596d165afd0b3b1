//! The smallest set of cells whose correction mends what does not add up.
//!
//! One wrong cell upsets up to three sums (its row, its column, the balance). So failing identities are first put into
//! groups that single cells could explain together; a group is explained by one cell, else what is left over is
//! explained by two or three. The search is bounded: when everything is wrong, nothing is explained.

use super::ledger::{Correction, IdentityId, Ledger};
use std::collections::BTreeSet;

/// The most cells one explanation may correct.
const MAX_CELLS: usize = 3;

/// The most corrections tried for one group.
const MAX_STEPS: usize = 20_000;

/// The most identities one cell moves: row, column and balance, the latter two also in the column of totals.
const MOVED_BY_ONE: usize = 4;

/// Failing identities that belong together, and what would mend them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// The identities that fail.
    pub(super) failing: Vec<IdentityId>,
    /// Every smallest set of corrections that mends them all and upsets none; empty when none was found.
    pub(super) solutions: Vec<Vec<Correction>>,
}

/// All failing identities, in groups.
pub(super) fn explain(ledger: &Ledger<'_>) -> Vec<Group> {
    let residuals = ledger.residuals();
    let failing: Vec<IdentityId> = (0..residuals.len()).filter(|id| residuals[*id] != 0).collect();
    let mut groups = Vec::new();
    let mut unexplained = Vec::new();
    for group in connected(ledger, &residuals, &failing) {
        let solutions = single_cells(ledger, &residuals, &group);
        if solutions.is_empty() {
            unexplained.push(group);
        } else {
            groups.push(Group {
                failing: group,
                solutions,
            });
        }
    }
    let mut rest: Vec<Vec<IdentityId>> = Vec::new();
    for group in unexplained {
        // Each alone first: faults far apart should not be searched together.
        let solutions = Search::new(ledger, &residuals, &group).run();
        if solutions.is_empty() {
            rest.push(group);
        } else {
            groups.push(Group {
                failing: group,
                solutions,
            });
        }
    }
    let all: Vec<IdentityId> = rest.concat();
    let solutions = Search::new(ledger, &residuals, &all).run();
    if solutions.is_empty() {
        groups.extend(all.into_iter().map(|identity| Group {
            failing: vec![identity],
            solutions: Vec::new(),
        }));
    } else {
        groups.push(Group {
            failing: all,
            solutions,
        });
    }
    groups.sort_by_key(|group| group.failing.iter().min().copied());
    groups
}

/// Groups of failing identities: two belong together when correcting one cell mends both.
fn connected(ledger: &Ledger<'_>, residuals: &[i64], failing: &[IdentityId]) -> Vec<Vec<IdentityId>> {
    let mut groups: Vec<BTreeSet<IdentityId>> = failing.iter().map(|id| BTreeSet::from([*id])).collect();
    for identity in failing {
        for slot in ledger.movers(*identity) {
            let Some(mended) = mends(ledger, residuals, *slot, *identity) else {
                continue;
            };
            let (touched, mut others): (Vec<_>, Vec<_>) =
                groups.into_iter().partition(|group| !group.is_disjoint(&mended));
            others.push(touched.into_iter().flatten().collect());
            groups = others;
        }
    }
    groups
        .into_iter()
        .map(|group| group.into_iter().collect())
        .collect()
}

/// The identities mended when the cell is corrected so that `identity` holds; nothing when that upsets another one.
fn mends(
    ledger: &Ledger<'_>,
    residuals: &[i64],
    slot: crate::form::SlotId,
    identity: IdentityId,
) -> Option<BTreeSet<IdentityId>> {
    let effects = ledger.effects(slot);
    let (_, effect) = effects.iter().find(|(id, _)| *id == identity)?;
    let change = -residuals[identity] / effect;
    let clean = change * effect == -residuals[identity]
        && ledger.is_possible(Correction { slot, change })
        && effects
            .iter()
            .all(|(id, effect)| residuals[*id] + effect * change == 0);
    clean.then(|| effects.iter().map(|(id, _)| *id).collect())
}

/// Every single cell that mends the whole group.
fn single_cells(ledger: &Ledger<'_>, residuals: &[i64], group: &[IdentityId]) -> Vec<Vec<Correction>> {
    let Some(pivot) = group.first() else {
        return Vec::new();
    };
    let whole: BTreeSet<IdentityId> = group.iter().copied().collect();
    ledger
        .movers(*pivot)
        .iter()
        .filter(|slot| mends(ledger, residuals, **slot, *pivot).as_ref() == Some(&whole))
        .filter_map(|slot| {
            let (_, effect) = ledger.effects(*slot).iter().find(|(id, _)| id == pivot)?;
            Some(vec![Correction {
                slot: *slot,
                change: -residuals[*pivot] / effect,
            }])
        })
        .collect()
}

/// A bounded search for the smallest sets of corrections.
struct Search<'a> {
    ledger: &'a Ledger<'a>,
    residuals: Vec<i64>,
    failing: usize,
    steps: usize,
    chosen: Vec<Correction>,
    found: BTreeSet<Vec<Correction>>,
}

impl<'a> Search<'a> {
    fn new(ledger: &'a Ledger<'a>, residuals: &[i64], group: &[IdentityId]) -> Self {
        let mut own = vec![0; residuals.len()];
        for id in group {
            own[*id] = residuals[*id];
        }
        Search {
            ledger,
            residuals: own,
            failing: group.len(),
            steps: 0,
            chosen: Vec::new(),
            found: BTreeSet::new(),
        }
    }

    /// The sets of two cells that mend everything, else those of three, else none.
    fn run(mut self) -> Vec<Vec<Correction>> {
        if self.failing == 0 {
            return Vec::new();
        }
        for cells in 2..=MAX_CELLS {
            self.descend(cells);
            if self.steps >= MAX_STEPS {
                return Vec::new();
            }
            if !self.found.is_empty() {
                return self.found.into_iter().collect();
            }
        }
        Vec::new()
    }

    fn descend(&mut self, left: usize) {
        if self.failing == 0 {
            let mut set = self.chosen.clone();
            set.sort();
            self.found.insert(set);
            return;
        }
        if left == 0 || self.failing > left * MOVED_BY_ONE || self.steps >= MAX_STEPS {
            return;
        }
        // Some cell of every solution moves this identity; take the one with the fewest such cells.
        let pivot = (0..self.residuals.len())
            .filter(|id| self.residuals[*id] != 0)
            .min_by_key(|id| self.ledger.movers(*id).len());
        let Some(pivot) = pivot else {
            return;
        };
        let ledger = self.ledger;
        for slot in ledger.movers(pivot) {
            if self.chosen.iter().any(|correction| correction.slot == *slot) {
                continue;
            }
            let changes: BTreeSet<i64> = ledger
                .effects(*slot)
                .iter()
                .filter(|(id, _)| self.residuals[*id] != 0)
                .map(|(id, effect)| -self.residuals[*id] / effect)
                .collect();
            for change in changes {
                let correction = Correction { slot: *slot, change };
                self.steps += 1;
                if change == 0 || !ledger.is_possible(correction) {
                    continue;
                }
                self.apply(correction, 1);
                self.chosen.push(correction);
                self.descend(left - 1);
                self.chosen.pop();
                self.apply(correction, -1);
            }
        }
    }

    fn apply(&mut self, correction: Correction, sign: i64) {
        for (id, effect) in self.ledger.effects(correction.slot) {
            let before = self.residuals[*id];
            let after = before + sign * effect * correction.change;
            self.residuals[*id] = after;
            self.failing = self.failing + usize::from(after != 0) - usize::from(before != 0);
        }
    }
}
