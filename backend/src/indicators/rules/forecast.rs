//! What is asked for against what comes: for each kind of device, what will be missing or left in three months.
use super::hiding::large_or_nobody;
use entities::device::DeviceKind;

/// How far the forecast looks.
pub const MONTHS: i64 = 3;

/// Of fewer devices than this no yield is said.
const ENOUGH: i64 = 20;

/// What is known of a kind of device, under all programmes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Requests not closed at the end of the last closed month.
    pub open: i64,
    /// Requests sent in the last twelve closed months.
    pub asked: i64,
    /// Ready and in house today, promised or not.
    pub ready: i64,
    /// Announced, received or being refurbished today.
    pub incoming: i64,
    /// Of the last twelve closed months, in their first stay: those that became ready, and those scrapped.
    pub became_ready: i64,
    pub scrapped: i64,
}

/// What is said of it. What is too small or not known is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forecast {
    pub kind: DeviceKind,
    pub open: Option<i64>,
    pub asked_per_month: i64,
    pub ready: i64,
    pub incoming: i64,
    pub yield_percent: Option<i64>,
    /// Below zero: so many devices will be missing.
    pub left: Option<i64>,
}

/// Ready, and of what comes the share that became ready so far, less what waits and three months more of what is asked.
#[must_use]
pub fn forecast(kind: DeviceKind, facts: Facts) -> Forecast {
    let open = large_or_nobody(facts.open).then_some(facts.open);
    let asked_per_month = (facts.asked + 6) / 12;
    let decided = facts.became_ready + facts.scrapped;
    let known = decided >= ENOUGH;
    let left = |open: i64| {
        let usable = if facts.incoming == 0 {
            0
        } else if known {
            facts.incoming * facts.became_ready / decided
        } else {
            return None;
        };
        Some(facts.ready + usable - open - MONTHS * asked_per_month)
    };
    Forecast {
        kind,
        open,
        asked_per_month,
        ready: facts.ready,
        incoming: facts.incoming,
        yield_percent: known.then(|| facts.became_ready * 100 / decided.max(1)),
        left: open.and_then(left),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_what_is_ready_and_will_be_less_what_is_asked() {
        let facts = Facts {
            open: 30,
            asked: 120,
            ready: 25,
            incoming: 50,
            became_ready: 60,
            scrapped: 40,
        };
        let said = |facts| {
            let said = forecast(DeviceKind::Tablet, facts);
            (
                said.open,
                said.asked_per_month,
                said.yield_percent,
                said.left,
            )
        };
        // 25 + 50 × 60 % − 30 − 3 × 10.
        assert_eq!(said(facts), (Some(30), 10, Some(60), Some(-5)));
        let cases = [
            // Fewer than five wait: hidden, and what would tell of them.
            (Facts { open: 4, ..facts }, (None, 10, Some(60), None)),
            // Too few to say how many of what comes will be of use.
            (
                Facts {
                    became_ready: 9,
                    scrapped: 10,
                    ..facts
                },
                (Some(30), 10, None, None),
            ),
            // Nothing comes: no yield is needed.
            (
                Facts {
                    incoming: 0,
                    became_ready: 0,
                    scrapped: 0,
                    ..facts
                },
                (Some(30), 10, None, Some(-35)),
            ),
            (Facts::default(), (Some(0), 0, None, Some(0))),
        ];
        for (facts, expected) in cases {
            assert_eq!(said(facts), expected, "{facts:?}");
        }
    }
}
