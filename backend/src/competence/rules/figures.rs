//! What a pathway changed: the differences of each person with themselves, their mean and how sure it is; and which
//! figures may be shown at all, so that nobody is seen in them.

/// Under so many people nothing is shown.
pub const FEWEST: u32 = 5;

/// The differences of some people, each with themselves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    pub people: u32,
    pub mean: f64,
    /// The ends of the 95 % confidence interval of the mean.
    pub low: f64,
    pub high: f64,
}

/// Mean and interval of paired differences: `mean ± t × s / √n`, with Student's t for `n − 1` degrees of freedom.
/// None of fewer than [`FEWEST`] people.
#[must_use]
pub fn paired(differences: &[f64]) -> Option<Figures> {
    let people = u32::try_from(differences.len())
        .ok()
        .filter(|people| *people >= FEWEST)?;
    let n = f64::from(people);
    let mean = differences.iter().sum::<f64>() / n;
    let squares: f64 = differences
        .iter()
        .map(|difference| (difference - mean).powi(2))
        .sum();
    let error = (squares / (n - 1.0) / n).sqrt();
    let half = t_975(people - 1) * error;
    Some(Figures {
        people,
        mean,
        low: mean - half,
        high: mean + half,
    })
}

/// Student's t, 97.5th percentile, by degrees of freedom. Source: NIST/SEMATECH e-Handbook of Statistical Methods,
/// §1.3.6.7.2, column 0.975.
const T_975: [(u32, f64); 36] = [
    (1, 12.706),
    (2, 4.303),
    (3, 3.182),
    (4, 2.776),
    (5, 2.571),
    (6, 2.447),
    (7, 2.365),
    (8, 2.306),
    (9, 2.262),
    (10, 2.228),
    (11, 2.201),
    (12, 2.179),
    (13, 2.160),
    (14, 2.145),
    (15, 2.131),
    (16, 2.120),
    (17, 2.110),
    (18, 2.101),
    (19, 2.093),
    (20, 2.086),
    (21, 2.080),
    (22, 2.074),
    (23, 2.069),
    (24, 2.064),
    (25, 2.060),
    (26, 2.056),
    (27, 2.052),
    (28, 2.048),
    (29, 2.045),
    (30, 2.042),
    (40, 2.021),
    (50, 2.009),
    (60, 2.000),
    (80, 1.990),
    (100, 1.984),
    (1000, 1.962),
];

/// The percentile for these degrees of freedom; between two lines of the table the wider one, which claims less.
fn t_975(freedom: u32) -> f64 {
    let known = T_975.iter().rev().find(|(line, _)| *line <= freedom);
    known.map_or(f64::INFINITY, |(_, t)| *t)
}

/// How many of a hundred who should have answered both times did not.
#[must_use]
pub fn missing_percent(answered: u32, expected: u32) -> u32 {
    if expected == 0 {
        return 0;
    }
    let missing = u64::from(expected.saturating_sub(answered));
    let expected = u64::from(expected);
    u32::try_from((missing * 100 + expected / 2) / expected).unwrap_or(100)
}

/// Which cells of a breakdown are shown, and whether their total is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub cells: Vec<bool>,
    pub total: bool,
}

/// A cell of fewer than [`FEWEST`] people is hidden. So that nobody finds it by taking the others from the total, others
/// are hidden with it, the smallest first, until the hidden ones are at least two and of at least [`FEWEST`] people
/// together. An empty cell tells of nobody.
#[must_use]
pub fn shown(people: &[u32]) -> Shown {
    let mut cells: Vec<bool> = people.iter().map(|count| *count >= FEWEST).collect();
    while !keeps_them_hidden(people, &cells) {
        let smallest = (0..people.len())
            .filter(|cell| cells[*cell])
            .min_by_key(|cell| people[*cell]);
        // One small cell and nothing beside it: the total is that cell.
        let Some(cell) = smallest else { break };
        cells[cell] = false;
    }
    Shown {
        cells,
        total: people.iter().sum::<u32>() >= FEWEST,
    }
}

/// Whether nobody can work out a hidden cell from the others and the total.
fn keeps_them_hidden(people: &[u32], cells: &[bool]) -> bool {
    let hidden: Vec<u32> = people
        .iter()
        .zip(cells)
        .filter(|(count, shown)| !**shown && **count > 0)
        .map(|(count, _)| *count)
        .collect();
    hidden.is_empty() || (hidden.len() > 1 && hidden.iter().sum::<u32>() >= FEWEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(differences: &[f64]) -> String {
        let figures = paired(differences).unwrap();
        let Figures {
            people,
            mean,
            low,
            high,
        } = figures;
        format!("{people}: {mean:.2} [{low:.2}; {high:.2}]")
    }

    #[test]
    fn the_interval_is_the_one_computed_by_hand() {
        // Mean 5/5; squares 0+1+1+0+0, variance 2/4, error √(0.5/5) = 0.3162; t(4) = 2.776.
        let five = said(&[1.0, 0.0, 2.0, 1.0, 1.0]);
        assert_eq!(five, "5: 1.00 [0.12; 1.88]");
        // Mean 2.25/6 = 0.375; squares 1.09375, variance 0.21875, error 0.19094; t(5) = 2.571.
        let six = said(&[0.5, -0.25, 1.0, 0.75, 0.25, 0.0]);
        assert_eq!(six, "6: 0.38 [-0.12; 0.87]");
        let worse = said(&[-1.0, -1.0, -1.0, -1.0, -1.0]);
        assert_eq!(worse, "5: -1.00 [-1.00; -1.00]");
    }

    #[test]
    fn of_fewer_than_five_nothing_is_said() {
        assert_eq!(paired(&[]), None);
        assert_eq!(paired(&[1.0, 1.0, 2.0, 0.0]), None);
    }

    #[test]
    fn between_two_lines_of_the_table_the_wider_interval_is_taken() {
        let said =
            [1, 4, 30, 39, 40, 99, 100, 999, 1000, 50_000].map(|n| format!("{:.3}", t_975(n)));
        assert_eq!(
            said,
            [
                "12.706", "2.776", "2.042", "2.042", "2.021", "1.990", "1.984", "1.984", "1.962",
                "1.962"
            ]
        );
        assert!(T_975.is_sorted_by(|(a, t), (b, u)| a < b && t > u));
    }

    #[test]
    fn what_is_missing_is_a_share_of_who_was_expected() {
        let cases = [(0, 0), (5, 5), (5, 6), (1, 3), (0, 7), (8, 7)];
        let said = cases.map(|(answered, expected)| missing_percent(answered, expected));
        assert_eq!(said, [0, 0, 17, 67, 100, 0]);
    }

    #[test]
    fn a_small_group_is_not_found_by_subtraction() {
        let cases: [(&[u32], &[bool], bool); 8] = [
            (&[], &[], false),
            (&[0, 0], &[false, false], false),
            (&[9, 7], &[true, true], true),
            (&[9, 0, 7], &[true, false, true], true),
            // The one small group takes the next one with it.
            (&[3, 7, 9], &[false, false, true], true),
            // Two small ones of four people: the third goes too.
            (&[2, 2, 9], &[false, false, false], true),
            (&[3, 4], &[false, false], true),
            (&[4, 0], &[false, false], false),
        ];
        for (people, cells, total) in cases {
            let expected = Shown {
                cells: cells.to_vec(),
                total,
            };
            assert_eq!(shown(people), expected, "{people:?}");
        }
    }
}
