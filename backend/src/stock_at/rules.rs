//! The stock at a moment and what moved between two, as sums that close to zero. Pure.
use chrono::{DateTime, Days, Duration, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Paris;
use entities::device_span::Holder;

/// What a statement counts together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// At a site, or on the way between two: what a stock count must find.
    Custody,
    /// In the hands of recipients.
    Recipients,
    /// Scrapped, or somebody else's by an act of cession.
    Gone,
    /// Announced: still with who gives it, or never received.
    Expected,
}

impl Group {
    pub const ALL: [Self; 4] = [Self::Custody, Self::Recipients, Self::Gone, Self::Expected];

    #[must_use]
    pub fn of(holder: Holder) -> Self {
        match holder {
            Holder::Site | Holder::Transit => Self::Custody,
            Holder::Recipient => Self::Recipients,
            Holder::Waste | Holder::Ceded => Self::Gone,
            Holder::Sender | Holder::NeverCame => Self::Expected,
        }
    }

    #[must_use]
    pub fn holders(self) -> [Holder; 2] {
        match self {
            Self::Custody => [Holder::Site, Holder::Transit],
            Self::Recipients => [Holder::Recipient; 2],
            Self::Gone => [Holder::Waste, Holder::Ceded],
            Self::Expected => [Holder::Sender, Holder::NeverCame],
        }
    }

    /// Its value in an address.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Custody => "custody",
            Self::Recipients => "recipients",
            Self::Gone => "gone",
            Self::Expected => "expected",
        }
    }

    #[must_use]
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.value() == value)
    }
}

/// The last moment of a day in France: all that happened that day has happened.
#[must_use]
pub fn end_of(day: NaiveDate) -> Option<DateTime<Utc>> {
    let next = day.checked_add_days(Days::new(1))?;
    before(next)
}

/// The last moment before a day in France.
#[must_use]
pub fn before(day: NaiveDate) -> Option<DateTime<Utc>> {
    let midnight = Paris.from_local_datetime(&day.and_time(NaiveTime::MIN));
    Some(midnight.earliest()?.to_utc() - Duration::microseconds(1))
}

/// The day in France that a moment falls on.
#[must_use]
pub fn day_in_france(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&Paris).date_naive()
}

/// A moment in France. None for an hour that the change to summer time skips; of an hour that comes twice, the first.
#[must_use]
pub fn moment(day: NaiveDate, time: NaiveTime) -> Option<DateTime<Utc>> {
    let moment = Paris.from_local_datetime(&day.and_time(time)).earliest()?;
    Some(moment.to_utc())
}

/// Devices, and what they were bought for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    pub devices: i64,
    pub cents: i64,
    /// Those whose value nobody knows; they count as nothing in `cents`.
    pub unvalued: i64,
}

impl Sum {
    pub fn add(&mut self, other: Self) {
        self.devices += other.devices;
        self.cents += other.cents;
        self.unvalued += other.unvalued;
    }
}

/// Why devices came into what is counted, or left it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    Announced,
    Received,
    HandedOver,
    Returned,
    Scrapped,
    Ceded,
    /// Off a waste pallet that was still here.
    TakenBack,
    /// In or out of the site, the owner or the territory that is looked at.
    Elsewhere,
    /// Anything else: what somebody put right.
    Corrected,
}

impl Kind {
    pub const ALL: [Self; 9] = [
        Self::Announced,
        Self::Received,
        Self::HandedOver,
        Self::Returned,
        Self::Scrapped,
        Self::Ceded,
        Self::TakenBack,
        Self::Elsewhere,
        Self::Corrected,
    ];

    /// What took a device from one holder to the next; at first there is none.
    #[must_use]
    pub fn of(before: Option<Holder>, after: Holder) -> Self {
        match (Group::of(after), before.map(Group::of)) {
            (Group::Expected, None) => Self::Announced,
            (Group::Custody, None | Some(Group::Expected)) => Self::Received,
            (Group::Custody, Some(Group::Recipients)) => Self::Returned,
            (Group::Custody, Some(Group::Gone)) => Self::TakenBack,
            (Group::Recipients, Some(Group::Custody)) => Self::HandedOver,
            (Group::Custody, Some(Group::Custody))
            | (Group::Recipients, Some(Group::Recipients))
            | (Group::Gone, Some(Group::Gone))
            | (Group::Expected, Some(Group::Expected)) => Self::Elsewhere,
            (Group::Gone, None | Some(Group::Custody | Group::Recipients | Group::Expected)) => {
                if after == Holder::Ceded {
                    Self::Ceded
                } else {
                    Self::Scrapped
                }
            }
            (Group::Recipients, None | Some(Group::Gone | Group::Expected))
            | (Group::Expected, Some(Group::Custody | Group::Recipients | Group::Gone)) => {
                Self::Corrected
            }
        }
    }

    /// Its value in an address.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Announced => "announced",
            Self::Received => "received",
            Self::HandedOver => "handed-over",
            Self::Returned => "returned",
            Self::Scrapped => "scrapped",
            Self::Ceded => "ceded",
            Self::TakenBack => "taken-back",
            Self::Elsewhere => "elsewhere",
            Self::Corrected => "corrected",
        }
    }

    #[must_use]
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.value() == value)
    }

    /// The pairs of holders that are this kind.
    #[must_use]
    pub fn pairs(self) -> Vec<(Option<Holder>, Holder)> {
        let before = HOLDERS.into_iter().map(Some).chain([None]);
        before
            .flat_map(|before| HOLDERS.into_iter().map(move |after| (before, after)))
            .filter(|(before, after)| Self::of(*before, *after) == self)
            .collect()
    }
}

const HOLDERS: [Holder; 7] = [
    Holder::Sender,
    Holder::NeverCame,
    Holder::Site,
    Holder::Transit,
    Holder::Recipient,
    Holder::Waste,
    Holder::Ceded,
];

/// Which way a movement went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Way {
    In,
    Out,
    /// It stayed, and another value was written on it.
    Revalued,
}

impl Way {
    pub const ALL: [Self; 3] = [Self::In, Self::Out, Self::Revalued];

    /// Its value in an address.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
            Self::Revalued => "revalued",
        }
    }

    #[must_use]
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.value() == value)
    }
}

/// Changes of one sort, added up: of what each device was before, and of what it was after.
#[derive(Clone, Copy, Debug)]
pub struct Flow {
    pub before: Option<Holder>,
    pub after: Holder,
    /// Whether they were among what is counted, before and after.
    pub was_inside: bool,
    pub is_inside: bool,
    /// Whether the value is another.
    pub revalued: bool,
    pub devices: i64,
    pub cents_before: i64,
    pub cents_after: i64,
}

/// A line of the statement of movements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    pub way: Way,
    /// None of a value that changed.
    pub kind: Option<Kind>,
    pub devices: i64,
    /// What the sum grew by; less than nothing of what left.
    pub cents: i64,
}

/// What was counted at first, what moved, and what is counted in the end.
#[derive(Clone, Debug)]
pub struct Statement {
    pub opening: Sum,
    pub lines: Vec<Line>,
    pub closing: Sum,
}

impl Statement {
    #[must_use]
    pub fn of(opening: Sum, flows: &[Flow], closing: Sum) -> Self {
        let mut lines: Vec<Line> = Vec::new();
        for flow in flows {
            let Some(line) = line(flow) else { continue };
            let same = |other: &&mut Line| (other.way, other.kind) == (line.way, line.kind);
            match lines.iter_mut().find(same) {
                Some(known) => {
                    known.devices += line.devices;
                    known.cents += line.cents;
                }
                None => lines.push(line),
            }
        }
        lines.sort_by_key(|line| (line.way, line.kind));
        Self {
            opening,
            lines,
            closing,
        }
    }

    /// What opening and movements do not explain of the closing: devices and cents. Nothing, unless the spans are not
    /// what the journal says.
    #[must_use]
    pub fn unexplained(&self) -> (i64, i64) {
        let mut devices = self.closing.devices - self.opening.devices;
        let mut cents = self.closing.cents - self.opening.cents;
        for line in &self.lines {
            cents -= line.cents;
            match line.way {
                Way::In => devices -= line.devices,
                Way::Out => devices += line.devices,
                Way::Revalued => {}
            }
        }
        (devices, cents)
    }
}

/// What a flow did to the sums; none of what only moved about within them, or outside.
fn line(flow: &Flow) -> Option<Line> {
    let kind = Some(Kind::of(flow.before, flow.after));
    let (way, kind, cents) = match (flow.was_inside, flow.is_inside) {
        (false, true) => (Way::In, kind, flow.cents_after),
        (true, false) => (Way::Out, kind, -flow.cents_before),
        (true, true) if flow.revalued => {
            (Way::Revalued, None, flow.cents_after - flow.cents_before)
        }
        (true, true) | (false, false) => return None,
    };
    Some(Line {
        way,
        kind,
        devices: flow.devices,
        cents,
    })
}

#[cfg(test)]
mod tests;
