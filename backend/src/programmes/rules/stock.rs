//! The part of the stock that a programme takes, of devices of one kind. Whoever proposes or allocates a device asks
//! [`stock_rule`]. Pure.
use entities::{device::DeviceKind, programme::ProgrammeId};
use serde::{Deserialize, Serialize};

/// What a programme says of its part of the stock; each is about devices of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockRule {
    /// Percent of the devices handed over in a civil year. Above it, others come first who wait and are not above
    /// theirs.
    pub share: Option<i32>,
    /// Ready devices kept aside for it.
    pub reserve: Option<i32>,
    /// Below this many ready devices there is an alert; it holds nobody back.
    pub minimum: Option<i32>,
}

/// One programme and the devices of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    pub programme: ProgrammeId,
    pub rule: StockRule,
    /// Handed over this civil year.
    pub handed: i64,
    /// Promised to a request and not yet handed over.
    pub promised: i64,
    /// Requests that wait for one.
    pub waiting: i64,
}

impl Part {
    /// What it was given this year, or soon will have been.
    #[must_use]
    pub fn given(&self) -> i64 {
        self.handed + self.promised
    }

    /// What is still to be kept aside for it: what is promised to it has been taken from there.
    #[must_use]
    pub fn kept(&self) -> i64 {
        (i64::from(self.rule.reserve.unwrap_or_default()) - self.promised).max(0)
    }

    /// Whether one more would be more than its share, when `total` were given to all.
    fn over_its_share(&self, total: i64) -> bool {
        // One more of one more in all, rounded up: a share of nothing given so far is one.
        self.rule
            .share
            .is_some_and(|share| self.given() * 100 >= i64::from(share) * (total + 1))
    }
}

/// The devices of one kind today, and the programmes that take them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindStock {
    pub kind: DeviceKind,
    /// Ready, in house, promised to nobody.
    pub free: i64,
    pub parts: Vec<Part>,
}

impl KindStock {
    #[must_use]
    pub fn of(&self, programme: ProgrammeId) -> Option<&Part> {
        self.parts.iter().find(|part| part.programme == programme)
    }

    /// Whether a rule may hold anybody back: an alert does not.
    #[must_use]
    pub fn is_ruled(&self) -> bool {
        self.parts
            .iter()
            .any(|part| part.rule.share.is_some() || part.rule.reserve.is_some())
    }

    /// One free device is promised to a request of this programme.
    pub fn give(&mut self, programme: ProgrammeId) {
        self.free -= 1;
        let part = self
            .parts
            .iter_mut()
            .find(|part| part.programme == programme);
        if let Some(part) = part {
            part.promised += 1;
            part.waiting -= 1;
        }
    }

    /// Handed over this civil year, under any programme.
    #[must_use]
    pub fn handed(&self) -> i64 {
        self.parts.iter().map(|part| part.handed).sum()
    }

    /// What a programme has had so far of the devices handed over this year, in whole percent.
    #[must_use]
    pub fn percent(&self, programme: ProgrammeId) -> Option<i64> {
        let (part, all) = (self.of(programme)?, self.handed());
        (all > 0).then(|| part.handed * 100 / all)
    }

    /// Whether there are fewer ready devices than this programme wants to see.
    #[must_use]
    pub fn is_low(&self, programme: ProgrammeId) -> bool {
        let minimum = self.of(programme).and_then(|part| part.rule.minimum);
        minimum.is_some_and(|minimum| self.free < i64::from(minimum))
    }
}

/// Why a ready device is not for this programme now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// What is ready is kept aside for other programmes: so many.
    KeptAside(i64),
    /// The programme has had its share, in percent, and others wait who have not.
    OverShare(i32),
}

/// Whether a programme may be given one more device of this kind.
///
/// # Errors
/// What holds it back.
pub fn stock_rule(programme: ProgrammeId, stock: &KindStock) -> Result<(), Held> {
    let Some(own) = stock.of(programme) else {
        return Ok(());
    };
    let others = || {
        stock
            .parts
            .iter()
            .filter(|part| part.programme != programme)
    };
    let kept: i64 = others().map(Part::kept).sum();
    // What is kept aside for itself, it may take.
    if kept > 0 && stock.free <= kept && own.kept() == 0 {
        return Err(Held::KeptAside(kept.min(stock.free)));
    }
    let total: i64 = stock.parts.iter().map(Part::given).sum();
    if let Some(share) = own.rule.share
        && own.over_its_share(total)
        && others().any(|part| part.waiting > 0 && !part.over_its_share(total))
    {
        return Err(Held::OverShare(share));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: ProgrammeId = ProgrammeId(1);

    fn part(id: i32, rule: StockRule, (handed, promised, waiting): (i64, i64, i64)) -> Part {
        Part {
            programme: ProgrammeId(id),
            rule,
            handed,
            promised,
            waiting,
        }
    }

    fn stock(free: i64, parts: &[Part]) -> KindStock {
        KindStock {
            kind: DeviceKind::Tablet,
            free,
            parts: parts.to_vec(),
        }
    }

    fn share(percent: i32) -> StockRule {
        StockRule {
            share: Some(percent),
            ..StockRule::default()
        }
    }

    fn reserve(devices: i32) -> StockRule {
        StockRule {
            reserve: Some(devices),
            ..StockRule::default()
        }
    }

    #[test]
    fn without_rules_nobody_is_held_back() {
        let none = StockRule::default();
        let stock = stock(1, &[part(1, none, (90, 5, 9)), part(2, none, (0, 0, 40))]);
        assert_eq!(stock_rule(HERE, &stock), Ok(()));
        assert_eq!(stock_rule(ProgrammeId(9), &stock), Ok(()));
    }

    #[test]
    fn what_is_kept_aside_for_another_stays() {
        let none = StockRule::default();
        for (free, promised_there, verdict) in [
            (11, 0, Ok(())),
            (10, 0, Err(Held::KeptAside(10))),
            (3, 0, Err(Held::KeptAside(3))),
            // Four of the ten are promised there already: six are still to be kept.
            (7, 4, Ok(())),
            (6, 4, Err(Held::KeptAside(6))),
            (1, 10, Ok(())),
        ] {
            let stock = stock(
                free,
                &[
                    part(1, none, (0, 0, 1)),
                    part(2, reserve(10), (0, promised_there, 0)),
                ],
            );
            assert_eq!(stock_rule(HERE, &stock), verdict, "{free} free");
        }
    }

    #[test]
    fn two_reserves_larger_than_the_stock_hold_nobody_for_ever() {
        let both = |promised| {
            stock(
                5,
                &[
                    part(1, reserve(5), (0, promised, 1)),
                    part(2, reserve(5), (0, 0, 1)),
                ],
            )
        };
        assert_eq!(stock_rule(HERE, &both(4)), Ok(()));
        assert_eq!(stock_rule(HERE, &both(5)), Err(Held::KeptAside(5)));
        assert_eq!(stock_rule(ProgrammeId(2), &both(5)), Ok(()));
    }

    #[test]
    fn above_its_share_a_programme_gives_way_to_those_who_wait() {
        for ((handed, promised), others, waiting, verdict) in [
            ((0, 0), 0, 1, Ok(())),
            // Of 10 it had 3: the fourth of 11 is still within 30 percent, rounded up.
            ((3, 0), 7, 1, Ok(())),
            ((4, 0), 6, 1, Err(Held::OverShare(30))),
            // What is promised counts as given.
            ((3, 1), 6, 1, Err(Held::OverShare(30))),
            // Nobody else waits: a device on a shelf serves nobody.
            ((4, 0), 6, 0, Ok(())),
        ] {
            let stock = stock(
                8,
                &[
                    part(1, share(30), (handed, promised, 2)),
                    part(2, StockRule::default(), (others, 0, waiting)),
                ],
            );
            assert_eq!(
                stock_rule(HERE, &stock),
                verdict,
                "{handed}+{promised} of {others}"
            );
        }
    }

    #[test]
    fn two_programmes_above_their_shares_do_not_wait_for_each_other() {
        let stock = stock(
            4,
            &[part(1, share(20), (5, 0, 3)), part(2, share(20), (5, 0, 3))],
        );
        assert_eq!(stock_rule(HERE, &stock), Ok(()));
        assert_eq!(stock_rule(ProgrammeId(2), &stock), Ok(()));
    }

    #[test]
    fn the_figures_of_today() {
        let low = StockRule {
            minimum: Some(5),
            ..StockRule::default()
        };
        let stock = stock(
            4,
            &[part(1, low, (1, 0, 0)), part(2, reserve(2), (2, 1, 0))],
        );
        assert_eq!(stock.handed(), 3);
        assert_eq!(stock.percent(HERE), Some(33));
        assert!(stock.is_low(HERE) && !stock.is_low(ProgrammeId(2)));
        assert_eq!(stock.of(ProgrammeId(2)).map(Part::kept), Some(1));
        let nothing = KindStock {
            parts: vec![part(1, low, (0, 0, 0))],
            ..stock
        };
        assert_eq!(nothing.percent(HERE), None);
    }
}
