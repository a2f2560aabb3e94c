//! What a device's spans say of the chain: which step it came to, how long it was there, and how it left. Pure.
pub mod ages;
pub mod bottleneck;
pub mod causes;
pub mod points;
pub mod reach;

use crate::stock_at::flows::Period;
use causes::Cause;
use chrono::{DateTime, Utc};
use entities::{device::Stage, device_span::Holder};
use std::collections::BTreeMap;

/// Where a device can wait, in the order of the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// Announced, and still with who gives it.
    Collected,
    Received,
    Triage,
    Refurbishment,
    QualityCheck,
    /// On the shelf, for a recipient, a loan or a cession.
    Ready,
}

impl Step {
    pub const ALL: [Self; 6] = [
        Self::Collected,
        Self::Received,
        Self::Triage,
        Self::Refurbishment,
        Self::QualityCheck,
        Self::Ready,
    ];

    /// None of what is out of the chain: never come, with its recipient, waste, ceded.
    #[must_use]
    pub fn of(holder: Holder, stage: Stage) -> Option<Self> {
        match (holder, stage) {
            (Holder::Sender, _) | (Holder::Site | Holder::Transit, Stage::Announced) => {
                Some(Self::Collected)
            }
            (Holder::Site | Holder::Transit, Stage::Received) => Some(Self::Received),
            (Holder::Site | Holder::Transit, Stage::Triage) => Some(Self::Triage),
            (Holder::Site | Holder::Transit, Stage::Refurbishment) => Some(Self::Refurbishment),
            (Holder::Site | Holder::Transit, Stage::QualityCheck) => Some(Self::QualityCheck),
            (Holder::Site | Holder::Transit, Stage::Ready) => Some(Self::Ready),
            (Holder::Site | Holder::Transit, Stage::NotReceived | Stage::Scrapped)
            | (Holder::NeverCame | Holder::Recipient | Holder::Waste | Holder::Ceded, _) => None,
        }
    }
}

/// An intercommunality, by its place among those that were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Area(pub usize);

/// From when on a device was where; until its next one.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    pub from: DateTime<Utc>,
    pub holder: Holder,
    pub stage: Stage,
    pub area: Area,
}

impl Span {
    fn place(&self) -> Option<(Step, Area)> {
        Some((Step::of(self.holder, self.stage)?, self.area))
    }
}

/// How a device left a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To a later step, to a recipient, or given away.
    Forward,
    /// To an earlier step: a check that failed, a return from the shelf.
    Back,
    /// To the same step in another intercommunality.
    Moved,
    NeverCame,
    Scrapped,
}

impl Way {
    #[must_use]
    pub fn is_loss(self) -> bool {
        match self {
            Self::NeverCame | Self::Scrapped => true,
            Self::Forward | Self::Back | Self::Moved => false,
        }
    }
}

fn way(step: Step, next: &Span) -> Way {
    match (Step::of(next.holder, next.stage), next.holder) {
        (Some(then), _) if then > step => Way::Forward,
        (Some(then), _) if then == step => Way::Moved,
        (None, Holder::NeverCame) => Way::NeverCame,
        (None, Holder::Waste) => Way::Scrapped,
        (None, Holder::Recipient | Holder::Ceded) => Way::Forward,
        // At a site and at no step there is none.
        (Some(_), _) | (None, Holder::Sender | Holder::Site | Holder::Transit) => Way::Back,
    }
}

/// A device's time at a step in one intercommunality.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    pub step: Step,
    pub area: Area,
    pub from: DateTime<Utc>,
    /// None while it lasts.
    pub left: Option<(DateTime<Utc>, Way)>,
}

/// The visits that a device's spans tell, which are in their order. What changes neither step nor intercommunality (a
/// value put right, another site of the same one) interrupts none.
#[must_use]
pub fn visits(spans: &[Span]) -> Vec<Visit> {
    let mut visits: Vec<Visit> = Vec::new();
    let mut before = None;
    for span in spans {
        let here = span.place();
        if here == before {
            continue;
        }
        if let (Some((step, _)), Some(visit)) = (before, visits.last_mut()) {
            visit.left = Some((span.from, way(step, span)));
        }
        if let Some((step, area)) = here {
            visits.push(Visit {
                step,
                area,
                from: span.from,
                left: None,
            });
        }
        before = here;
    }
    visits
}

/// Whole days, and how often each was counted: as much memory as there are different numbers of days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Days(BTreeMap<i64, i64>);

impl Days {
    fn add(&mut self, days: i64) {
        *self.0.entry(days).or_default() += 1;
    }

    /// The middle one; of two, the longer: rather too long than too short.
    #[must_use]
    pub fn median(&self) -> Option<i64> {
        let middle = self.0.values().sum::<i64>() / 2;
        let mut passed = 0;
        self.0.iter().find_map(|(days, count)| {
            passed += count;
            (passed > middle).then_some(*days)
        })
    }
}

/// What a step did in a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Waiting when the period began.
    pub before: i64,
    pub came: i64,
    pub forward: i64,
    pub back: i64,
    pub moved: i64,
    pub lost: i64,
    /// Waiting when it ended.
    pub waiting: i64,
    /// How long those were there that left.
    pub took: Days,
    /// How long those have waited that wait.
    pub waited: Days,
}

impl Tally {
    pub fn add(&mut self, visit: &Visit, period: Period) {
        let began = visit.from > period.from;
        if visit.from > period.to {
            return;
        }
        self.came += i64::from(began);
        let left = visit.left.filter(|(at, _)| *at <= period.to);
        match left {
            Some((at, _)) if at <= period.from => return,
            Some((at, way)) => {
                match way {
                    Way::Forward => self.forward += 1,
                    Way::Back => self.back += 1,
                    Way::Moved => self.moved += 1,
                    Way::NeverCame | Way::Scrapped => self.lost += 1,
                }
                if way != Way::Moved {
                    self.took.add((at - visit.from).num_days());
                }
            }
            None => {
                self.waiting += 1;
                self.waited.add((period.to - visit.from).num_days());
            }
        }
        self.before += i64::from(!began);
    }

    /// What left the step; what went on at it elsewhere did not.
    #[must_use]
    pub fn left(&self) -> i64 {
        self.forward + self.back + self.lost
    }

    /// Of a hundred that left, how many went forward.
    #[must_use]
    pub fn yield_percent(&self) -> Option<i64> {
        let left = self.left();
        (left > 0).then(|| (200 * self.forward + left) / (2 * left))
    }

    /// Whether what was there and what came is what left and what is there.
    #[must_use]
    pub fn closes(&self) -> bool {
        self.before + self.came == self.left() + self.moved + self.waiting
    }
}

/// The steps of one intercommunality, or of all, and what was lost at each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chain {
    steps: [Tally; 6],
    pub losses: BTreeMap<(Step, Cause), i64>,
}

impl Chain {
    pub fn add(&mut self, visit: &Visit, period: Period) {
        self.steps[visit.step as usize].add(visit, period);
    }

    pub fn lose(&mut self, step: Step, cause: Cause) {
        *self.losses.entry((step, cause)).or_default() += 1;
    }

    pub fn steps(&self) -> impl Iterator<Item = (Step, &Tally)> {
        Step::ALL.into_iter().zip(&self.steps)
    }

    #[must_use]
    pub fn step(&self, step: Step) -> &Tally {
        &self.steps[step as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: Area = Area(0);
    const THERE: Area = Area(1);

    fn at(day: u32, hour: u32) -> DateTime<Utc> {
        format!("2026-05-{day:02}T{hour:02}:00:00Z")
            .parse()
            .unwrap()
    }

    fn span(day: u32, holder: Holder, stage: Stage, area: Area) -> Span {
        Span {
            from: at(day, 8),
            holder,
            stage,
            area,
        }
    }

    fn told(spans: &[Span]) -> Vec<(Step, Area, Option<Way>)> {
        visits(spans)
            .into_iter()
            .map(|visit| (visit.step, visit.area, visit.left.map(|(_, way)| way)))
            .collect()
    }

    #[test]
    fn a_device_is_told_from_the_announcement_to_its_recipient_and_back() {
        let site = |day, stage| span(day, Holder::Site, stage, HERE);
        let way = [
            span(1, Holder::Sender, Stage::Announced, HERE),
            site(2, Stage::Received),
            site(3, Stage::Triage),
            site(4, Stage::Refurbishment),
            site(5, Stage::QualityCheck),
            site(6, Stage::Refurbishment),
            site(7, Stage::QualityCheck),
            site(8, Stage::Ready),
            span(9, Holder::Recipient, Stage::Ready, HERE),
            site(10, Stage::Received),
        ];
        let steps = [
            (Step::Collected, Some(Way::Forward)),
            (Step::Received, Some(Way::Forward)),
            (Step::Triage, Some(Way::Forward)),
            (Step::Refurbishment, Some(Way::Forward)),
            (Step::QualityCheck, Some(Way::Back)),
            (Step::Refurbishment, Some(Way::Forward)),
            (Step::QualityCheck, Some(Way::Forward)),
            (Step::Ready, Some(Way::Forward)),
            (Step::Received, None),
        ];
        assert_eq!(told(&way), steps.map(|(step, way)| (step, HERE, way)));
    }

    #[test]
    fn a_value_put_right_interrupts_no_visit_and_another_intercommunality_does() {
        let spans = [
            span(1, Holder::Site, Stage::Triage, HERE),
            span(2, Holder::Site, Stage::Triage, HERE),
            span(3, Holder::Transit, Stage::Triage, HERE),
            span(4, Holder::Site, Stage::Triage, THERE),
            span(5, Holder::Waste, Stage::Scrapped, HERE),
        ];
        let visits = visits(&spans);
        assert_eq!(
            told(&spans),
            [
                (Step::Triage, HERE, Some(Way::Moved)),
                (Step::Triage, THERE, Some(Way::Scrapped))
            ]
        );
        assert_eq!((visits[0].from, visits[1].from), (at(1, 8), at(4, 8)));
    }

    #[test]
    fn how_a_step_is_left() {
        let cases = [
            (
                Step::Collected,
                Holder::NeverCame,
                Stage::NotReceived,
                Way::NeverCame,
            ),
            (Step::Collected, Holder::Site, Stage::Triage, Way::Forward),
            (
                Step::QualityCheck,
                Holder::Site,
                Stage::Refurbishment,
                Way::Back,
            ),
            (Step::Ready, Holder::Site, Stage::Received, Way::Back),
            (Step::Ready, Holder::Recipient, Stage::Ready, Way::Forward),
            (Step::Ready, Holder::Ceded, Stage::Ready, Way::Forward),
            (Step::Triage, Holder::Waste, Stage::Scrapped, Way::Scrapped),
            (Step::Triage, Holder::Site, Stage::Triage, Way::Moved),
        ];
        for (step, holder, stage, expected) in cases {
            let told = way(step, &span(1, holder, stage, HERE));
            assert_eq!(told, expected, "{step:?} to {holder:?} {stage:?}");
        }
    }

    #[test]
    fn what_was_there_and_came_is_what_left_and_is_there() {
        // The period: after the 10th, up to the end of the 20th.
        let period = Period {
            from: at(10, 23),
            to: at(20, 23),
        };
        let visit = |from, left: Option<(u32, Way)>| Visit {
            step: Step::Triage,
            area: HERE,
            from: at(from, 8),
            left: left.map(|(day, way)| (at(day, 8), way)),
        };
        let mut tally = Tally::default();
        for visit in [
            visit(1, Some((5, Way::Forward))),    // over before
            visit(21, None),                      // not yet
            visit(1, None),                       // there all along
            visit(9, Some((12, Way::Forward))),   // 3 days
            visit(11, Some((19, Way::Scrapped))), // 8 days
            visit(12, Some((14, Way::Back))),     // 2 days
            visit(13, Some((14, Way::Moved))),    // goes on elsewhere
            visit(18, Some((25, Way::Forward))),  // still there when it ended
        ] {
            tally.add(&visit, period);
        }
        let counts = [
            tally.before,
            tally.came,
            tally.forward,
            tally.back,
            tally.lost,
            tally.moved,
            tally.waiting,
        ];
        assert_eq!(counts, [2, 4, 1, 1, 1, 1, 2]);
        assert!(tally.closes());
        assert_eq!(tally.yield_percent(), Some(33));
        assert_eq!(tally.took.median(), Some(3));
        // 19 days and 15 hours; 2 days and 15 hours: of two, the longer.
        assert_eq!(tally.waited.median(), Some(19));
        assert_eq!(Tally::default().yield_percent(), None);
    }

    #[test]
    fn the_median_is_the_middle_one_and_of_two_the_longer() {
        let cases: [(&[i64], Option<i64>); 5] = [
            (&[], None),
            (&[3], Some(3)),
            (&[9, 1], Some(9)),
            (&[9, 1, 4], Some(4)),
            (&[1, 2, 2, 4], Some(2)),
        ];
        for (days, expected) in cases {
            let mut counted = Days::default();
            for days in days {
                counted.add(*days);
            }
            assert_eq!(counted.median(), expected);
        }
    }
}
