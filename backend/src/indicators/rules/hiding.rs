//! Which counts of people may be told, so that nobody is found in them: not by a small count, not by taking the others
//! from a total, not by comparing what was told on two days.
//!
//! Three rules, each a function of closed figures alone:
//! 1. one to four people are hidden, nobody is not: zero tells of nobody;
//! 2. of the parts of a total, others are hidden with the small ones, the smallest first, until who knows the total, the
//!    parts that are told and these rules finds at least two values for each hidden part ([`parts`]);
//! 3. what is told of a quarter is rounded, so that the year, which is exact, gives none away ([`rounded`], [`total`]).
//!
//! The tests try every small table: they group the tables that look alike once told, and fail where a hidden count is the
//! same in all of a group.

/// Under so many people a count is hidden.
pub const FEWEST: i64 = 5;

/// What is told of a quarter is a multiple of so many.
const STEP: i64 = 5;

/// Whether a count may stand alone.
#[must_use]
pub fn large_or_nobody(count: i64) -> bool {
    count == 0 || count >= FEWEST
}

/// The parts of a total that is told: which may be told beside it.
#[must_use]
pub fn parts(counts: &[i64]) -> Vec<bool> {
    let mut told: Vec<bool> = counts.iter().map(|count| large_or_nobody(*count)).collect();
    loop {
        let hidden: Vec<i64> = among(counts, &told, false).collect();
        if is_hard_to_find(&hidden) {
            break;
        }
        // All that are as small: which of them goes first must not tell which of the hidden is the small one.
        let Some(least) = among(counts, &told, true).filter(|count| *count > 0).min() else {
            break;
        };
        for (count, told) in counts.iter().zip(&mut told) {
            if *count == least {
                *told = false;
            }
        }
    }
    let somebody_told = among(counts, &told, true).any(|count| count > 0);
    let somebody_hidden = told.contains(&false);
    if somebody_hidden && !somebody_told {
        // With the empty ones told, the number of the others would say too much: five ones in a total of five.
        told.fill(false);
    }
    told
}

fn among<'c>(counts: &'c [i64], told: &'c [bool], which: bool) -> impl Iterator<Item = i64> + 'c {
    let chosen = counts
        .iter()
        .zip(told)
        .filter(move |(_, told)| **told == which);
    chosen.map(|(count, _)| *count)
}

/// Whether the hidden parts are not found from their sum: they are at least two and five people together, and not all at
/// the least or the most that a small count can be.
fn is_hard_to_find(hidden: &[i64]) -> bool {
    let Ok(cells) = i64::try_from(hidden.len()) else {
        return false;
    };
    let with_a_large_one = hidden.iter().any(|count| *count >= FEWEST);
    let together: i64 = hidden.iter().sum();
    let between = together >= FEWEST && together > cells && together < cells * (FEWEST - 1);
    cells == 0 || cells > 1 && (with_a_large_one || between)
}

/// What is told of a tree: of each branch, and of each of its leaves. A branch that is hidden hides its leaves.
#[must_use]
pub fn tree(branches: &[Vec<i64>]) -> Vec<(bool, Vec<bool>)> {
    let sums: Vec<i64> = branches.iter().map(|leaves| leaves.iter().sum()).collect();
    let told = parts(&sums);
    let branch = |((leaves, sum), told): ((&Vec<i64>, &i64), bool)| {
        let leaves = if told && *sum > 0 {
            parts(leaves)
        } else {
            vec![told; leaves.len()]
        };
        (told, leaves)
    };
    branches.iter().zip(&sums).zip(told).map(branch).collect()
}

/// What is told of a quarter as soon as it is over: nobody is told as nobody, one to seven as five, more to the nearest
/// five.
#[must_use]
pub fn rounded(count: i64) -> i64 {
    if count == 0 {
        0
    } else {
        ((count + STEP / 2) / STEP * STEP).max(STEP)
    }
}

/// The least and the most that a count told like this can be.
fn range(count: i64) -> (i64, i64) {
    match rounded(count) {
        0 => (0, 0),
        STEP => (1, STEP + STEP / 2),
        told => (told - STEP / 2, told + STEP / 2),
    }
}

/// Whether the total of a year may be told beside its rounded quarters: not when one of them may be small, and the total
/// is the least or the most that they allow, which would give each of them exactly.
#[must_use]
pub fn total(quarters: &[i64]) -> bool {
    let total: i64 = quarters.iter().sum();
    let (least, most) = quarters
        .iter()
        .map(|count| range(*count))
        .fold((0, 0), |(least, most), (low, high)| {
            (least + low, most + high)
        });
    let may_be_small = quarters.iter().any(|count| rounded(*count) == STEP);
    let within = least < total && total < most;
    total == 0 || total >= FEWEST && (within || !may_be_small)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    /// Every way to share `total` among so many cells.
    fn shared(total: i64, cells: usize) -> Vec<Vec<i64>> {
        if cells == 1 {
            return vec![vec![total]];
        }
        let first = |first: i64| {
            shared(total - first, cells - 1)
                .into_iter()
                .map(move |mut rest| {
                    rest.insert(0, first);
                    rest
                })
        };
        (0..=total).flat_map(first).collect()
    }

    /// Looks at all these tables as they are told; whoever knows the rules as well finds in a hidden cell no single value.
    fn nothing_is_found(
        tables: impl IntoIterator<Item = Vec<i64>>,
        told: impl Fn(&[i64]) -> Vec<Option<i64>>,
    ) {
        let mut alike: BTreeMap<Vec<Option<i64>>, Vec<BTreeSet<i64>>> = BTreeMap::new();
        for table in tables {
            let seen = told(&table);
            let values = alike
                .entry(seen)
                .or_insert_with(|| vec![BTreeSet::new(); table.len()]);
            for (values, count) in values.iter_mut().zip(&table) {
                values.insert(*count);
            }
        }
        for (seen, values) in alike {
            for (cell, values) in seen.iter().zip(&values) {
                assert!(
                    cell.is_some() || values.len() > 1,
                    "a hidden count of {seen:?} is {values:?}"
                );
            }
        }
    }

    fn kept(counts: &[i64], told: &[bool]) -> Vec<Option<i64>> {
        let cell = |(count, told): (&i64, &bool)| told.then_some(*count);
        counts.iter().zip(told).map(cell).collect()
    }

    #[test]
    fn no_part_is_found_from_a_total() {
        for total in FEWEST..=17 {
            for cells in 1..=5 {
                nothing_is_found(shared(total, cells), |counts| kept(counts, &parts(counts)));
            }
        }
    }

    #[test]
    fn no_commune_is_found_from_its_intercommunality_nor_from_the_whole() {
        for total in FEWEST..=14 {
            for shape in [vec![2, 2, 1], vec![1, 1, 3], vec![3, 2]] {
                let leaves: usize = shape.iter().sum();
                // The branches are cells too: each table is its leaves, then its branches.
                let tables = shared(total, leaves).into_iter().map(|mut table| {
                    let sums: Vec<i64> = branches(&table, &shape)
                        .iter()
                        .map(|leaves| leaves.iter().sum())
                        .collect();
                    table.extend(sums);
                    table
                });
                nothing_is_found(tables, |table| {
                    let told = tree(&branches(&table[..leaves], &shape));
                    let of_leaves = told.iter().flat_map(|(_, leaves)| leaves.iter().copied());
                    let of_branches = told.iter().map(|(branch, _)| *branch);
                    let all: Vec<bool> = of_leaves.chain(of_branches).collect();
                    kept(table, &all)
                });
            }
        }
    }

    fn branches(leaves: &[i64], shape: &[usize]) -> Vec<Vec<i64>> {
        let mut rest = leaves;
        let branch = |size: &usize| {
            let (own, others) = rest.split_at(*size);
            rest = others;
            own.to_vec()
        };
        shape.iter().map(branch).collect()
    }

    #[test]
    fn no_quarter_is_found_from_the_year_nor_a_year_from_its_quarters() {
        type Seen = (Vec<i64>, Option<i64>);
        // Up to twelve: all that is told as nothing, as five and as ten.
        let up_to = || 0..=12_i64;
        let mut alike: BTreeMap<Seen, BTreeSet<Vec<i64>>> = BTreeMap::new();
        for (a, b) in up_to().flat_map(|a| up_to().map(move |b| (a, b))) {
            for c in up_to() {
                let quarters = vec![a, b, c];
                let seen = quarters.iter().map(|count| rounded(*count)).collect();
                let sum = total(&quarters).then(|| quarters.iter().sum());
                alike.entry((seen, sum)).or_default().insert(quarters);
            }
        }
        for ((seen, sum), tables) in alike {
            for quarter in 0..seen.len() {
                let values: BTreeSet<i64> = tables.iter().map(|table| table[quarter]).collect();
                assert!(
                    values.len() > 1 || values.iter().all(|count| large_or_nobody(*count)),
                    "{seen:?} of {sum:?} is {values:?}"
                );
            }
            let sums: BTreeSet<i64> = tables.iter().map(|table| table.iter().sum()).collect();
            assert!(sum.is_some() || sums.len() > 1, "{seen:?} is {sums:?}");
        }
    }

    #[test]
    fn what_is_hidden_is_this() {
        let cases: [(&[i64], &[bool]); 10] = [
            (&[], &[]),
            (&[0, 0], &[true, true]),
            (&[9, 7], &[true, true]),
            (&[9, 0, 7], &[true, true, true]),
            // The small one takes the next one with it.
            (&[3, 7, 9], &[false, false, true]),
            // All that are as large go together.
            (&[3, 7, 7, 9], &[false, false, false, true]),
            // Four people in two cells are too few, eight are too many: both are four.
            (&[2, 2, 9, 20], &[false, false, false, true]),
            (&[4, 4, 9, 20], &[false, false, false, true]),
            (&[2, 3, 9, 0], &[false, false, true, true]),
            // Nobody's part is hidden where no other is told.
            (&[3, 9, 0], &[false, false, false]),
        ];
        for (counts, told) in cases {
            assert_eq!(parts(counts), told, "{counts:?}");
        }
    }

    #[test]
    fn a_quarter_is_told_to_the_nearest_five() {
        let cases = [(0, 0), (1, 5), (7, 5), (8, 10), (12, 10), (123, 125)];
        for (count, told) in cases {
            assert_eq!(rounded(count), told);
        }
        assert!(total(&[0, 0, 0, 0]) && total(&[3, 40, 12, 0]) && total(&[38, 0, 0, 0]));
        assert!(!total(&[1, 2, 0, 0]));
        // At the bottom and at the top of what they are told as: the small one would be known.
        assert!(!total(&[1, 8, 13, 0]) && !total(&[7, 12, 0, 0]));
    }

    proptest! {
        /// Larger tables, and an attacker who knows the total and takes off what is told: the rest is two parts or more, of
        /// five people or more.
        #[test]
        fn what_is_left_of_a_total_is_never_one_small_part(
            counts in prop::collection::vec(prop_oneof![3 => 0..6_i64, 2 => 0..60_i64], 1..30)
        ) {
            prop_assume!(counts.iter().sum::<i64>() >= FEWEST);
            let told = parts(&counts);
            let hidden: Vec<i64> = among(&counts, &told, false).filter(|count| *count > 0).collect();
            for (count, told) in counts.iter().zip(&told) {
                prop_assert!(!told || large_or_nobody(*count));
            }
            if !hidden.is_empty() {
                prop_assert!(hidden.iter().sum::<i64>() >= FEWEST);
                prop_assert!(hidden.len() > 1);
            }
        }
    }
}
