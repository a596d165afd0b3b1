//! Which row of a file is which row of the form: the pairing, in order, that leaves the least unlike.

use super::text::likeness;

/// What it costs to leave a row without a partner; two rows that share nothing are barely better together.
const ALONE: u32 = 101;

/// Pairs of a row of the form and a row seen, in order; either may be alone.
pub(super) fn align(form: &[&str], seen: &[&str]) -> Vec<(Option<usize>, Option<usize>)> {
    let (rows, columns) = (form.len() + 1, seen.len() + 1);
    let pair: Vec<Vec<u32>> = form
        .iter()
        .map(|one| {
            seen.iter()
                .map(|other| 2 * (100 - likeness(one, other)))
                .collect()
        })
        .collect();
    let mut cost = vec![vec![0_u32; columns]; rows];
    for at in 0..rows {
        for to in 0..columns {
            cost[at][to] = match (at, to) {
                (0, _) => to as u32 * ALONE,
                (_, 0) => at as u32 * ALONE,
                _ => (cost[at - 1][to - 1] + pair[at - 1][to - 1])
                    .min(cost[at - 1][to] + ALONE)
                    .min(cost[at][to - 1] + ALONE),
            };
        }
    }
    let (mut at, mut to) = (form.len(), seen.len());
    let mut pairs = Vec::new();
    while at > 0 || to > 0 {
        if at > 0 && to > 0 && cost[at][to] == cost[at - 1][to - 1] + pair[at - 1][to - 1] {
            (at, to) = (at - 1, to - 1);
            pairs.push((Some(at), Some(to)));
        } else if at > 0 && cost[at][to] == cost[at - 1][to] + ALONE {
            at -= 1;
            pairs.push((Some(at), None));
        } else {
            to -= 1;
            pairs.push((None, Some(to)));
        }
    }
    pairs.reverse();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_taken_out_put_in_or_worded_otherwise_find_their_places() {
        let form = ["信息内容", "规章", "行政规范性文件", "行政许可"];
        assert_eq!(
            align(&form, &["信息内容", "行政规范性文件", "行政审批", "备注"]),
            [
                (Some(0), Some(0)),
                (Some(1), None),
                (Some(2), Some(1)),
                (Some(3), Some(2)),
                (None, Some(3))
            ]
        );
        assert_eq!(align(&[], &["甲"]), [(None, Some(0))]);
        assert_eq!(align(&["甲"], &["乙"]), [(Some(0), Some(0))]);
        assert!(align(&[], &[]).is_empty());
    }
}
