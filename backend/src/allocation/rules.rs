//! What suits a request, which devices are alike, and why each request gets the device it gets, or none. Pure.
mod part;

use super::matching;
use crate::{
    devices::{
        proofs,
        software::{self, Below, Minimum, Software, runs_software},
    },
    programmes::rules::{
        is_graded,
        stock::{Held, KindStock},
        terms::{Admitted, NotAdmitted},
    },
};
use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    device::{self, DeviceId, DeviceKind, Grade, Stage},
    erasure::ErasureLevel,
    programme::{self, ProgrammeId},
    request::{self, RequestId},
    site::SiteId,
};
use part::{over_their_part, with_held};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, btree_map::Entry},
};

/// Why a device does not suit a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsuitable {
    NotReady,
    OtherKind,
    /// The request is for training alone.
    NoDeviceAsked,
    /// It is at a site outside the territory of who decides.
    Outside,
    Promised,
    HandedOver,
    Lacks(Lack),
}

/// What a device lacks of what a programme asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    NotAdmitted(NotAdmitted),
    /// It was erased less deeply.
    ErasedTooLightly,
    /// It has other software, or shorter updates.
    Below(Below),
}

impl Unsuitable {
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NotReady => "request-device-not-ready",
            Self::OtherKind => "request-device-other-kind",
            Self::NoDeviceAsked => "request-device-none-asked",
            Self::Outside => "request-device-outside",
            Self::Promised => "request-device-promised",
            Self::HandedOver => "request-device-handed-over",
            Self::Lacks(Lack::NotAdmitted(NotAdmitted::OtherCategory)) => {
                "request-device-other-category"
            }
            Self::Lacks(Lack::NotAdmitted(NotAdmitted::GradeTooLow)) => {
                "request-device-grade-too-low"
            }
            Self::Lacks(Lack::ErasedTooLightly) => "request-device-erased-too-lightly",
            Self::Lacks(Lack::Below(below)) => below.key(),
        }
    }
}

/// What a programme asks of a device, beside its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    pub level: ErasureLevel,
    pub minimum: Minimum,
    pub admitted: Admitted,
}

/// What is known of a device that a programme may ask about.
pub struct Capability<'d> {
    pub kind: DeviceKind,
    pub category: Option<&'d str>,
    pub grade: Option<Grade>,
    pub holds_data: bool,
    pub level: Option<ErasureLevel>,
    pub software: &'d Software,
}

impl Ask {
    /// Reads it; categories that cannot be read are an error, never all of them.
    pub fn of(programme: &programme::Model) -> anyhow::Result<Self> {
        Ok(Self {
            level: programme.erasure_level.unwrap_or(ErasureLevel::Clear),
            minimum: Minimum::of(programme),
            admitted: Admitted::of(programme)?,
        })
    }

    /// What a device lacks of what is asked.
    #[must_use]
    pub fn lack(&self, of: &Capability<'_>, today: NaiveDate) -> Option<Lack> {
        let against = self.admitted.against(of.kind, of.category, of.grade);
        if let Some(against) = against {
            Some(Lack::NotAdmitted(against))
        } else if proofs::deep_enough(Some(self.level), of.holds_data, of.level) {
            software::below(self.minimum, of.kind, of.software, today).map(Lack::Below)
        } else {
            Some(Lack::ErasedTooLightly)
        }
    }
}

/// A device that a person named for a request, and where it stands.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub device: device::Model,
    /// Promised to another request.
    pub promised: bool,
    /// In somebody's hands.
    pub handed_over: bool,
    /// At a site outside the territory of who decides.
    pub outside: bool,
    /// What it lacks of what the programme asks.
    pub lack: Option<Lack>,
}

/// Whether a device suits a request: ready and in custody, of the kind asked for, where who decides may give it, free,
/// and as the programme asks.
pub fn suits(candidate: &Candidate, request: &request::Model) -> Result<(), Unsuitable> {
    let Some(asked) = request.device_kind else {
        return Err(Unsuitable::NoDeviceAsked);
    };
    if candidate.handed_over {
        Err(Unsuitable::HandedOver)
    } else if candidate.device.stage != Stage::Ready || candidate.device.site_id.is_none() {
        Err(Unsuitable::NotReady)
    } else if candidate.device.kind != asked {
        Err(Unsuitable::OtherKind)
    } else if candidate.outside {
        Err(Unsuitable::Outside)
    } else if candidate.promised {
        Err(Unsuitable::Promised)
    } else {
        candidate
            .lack
            .map_or(Ok(()), |lack| Err(Unsuitable::Lacks(lack)))
    }
}

/// How far a device is from where it would be collected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Distance {
    AtPickup,
    /// In the same intercommunality.
    Near,
    Elsewhere,
}

/// All that the matching looks at.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub free: Vec<Free>,
    pub waiting: Vec<Waiting>,
    /// The intercommunality of each site that has one.
    pub epci: BTreeMap<SiteId, String>,
    /// The parts of the stock that programmes take, where any has a rule about it.
    pub stock: Vec<KindStock>,
}

/// A device that is ready, in house and promised to nobody.
#[derive(Clone, Debug)]
pub struct Free {
    pub id: DeviceId,
    pub kind: DeviceKind,
    pub site: SiteId,
    /// Ready since.
    pub since: DateTime<Utc>,
    pub grade: Option<Grade>,
    /// What it lacks, for each ask of the run.
    pub lacks: Vec<Option<Lack>>,
}

/// A request that waits for a device.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub id: RequestId,
    pub kind: DeviceKind,
    pub pickup: SiteId,
    pub programme: ProgrammeId,
    /// The place of its programme's ask among the asks of the run.
    pub ask: usize,
    pub since: DateTime<Utc>,
    /// It has a device and looks for another: its programme gets no more of the stock by that.
    pub replaces: bool,
}

impl Waiting {
    /// Requests are served in this order: who waits the longest first. Neither an urgency nor a rank among the publics
    /// is recorded; either would stand before the date.
    fn rank(&self) -> (DateTime<Utc>, RequestId) {
        (self.since, self.id)
    }
}

/// What comes out for one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub request: RequestId,
    pub device: Result<Proposal, Without>,
}

/// A device put forward for a request. A person decides (law 10).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub device: DeviceId,
    pub distance: Distance,
}

/// Why no device is put forward for a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Without {
    /// No device of this kind is ready and free.
    NoneOfKind,
    /// So many are, and not one is as the programme asks; most of them lack this.
    NoneMeets { ready: usize, most: Lack },
    /// So many would suit, and all go to requests that come first.
    AllGoToOthers { suitable: usize },
    /// One would suit, and the part of the stock that programmes take holds it back.
    Held(Held),
}

/// Devices that no request tells apart: of one kind, at one place, lacking the same. Ready the longest first, then the
/// better grade, then the one known the longest.
struct Class<'f> {
    kind: DeviceKind,
    site: SiteId,
    lacks: &'f [Option<Lack>],
    devices: Vec<&'f Free>,
}

fn classes(free: &[Free]) -> Vec<Class<'_>> {
    let mut alike: BTreeMap<_, Vec<&Free>> = BTreeMap::new();
    for device in free {
        let key = (device.kind, device.site, device.lacks.as_slice());
        alike.entry(key).or_default().push(device);
    }
    alike
        .into_iter()
        .map(|((kind, site, lacks), mut devices)| {
            devices.sort_by_key(|one| (one.since, one.grade.unwrap_or(Grade::C), one.id));
            Class {
                kind,
                site,
                lacks,
                devices,
            }
        })
        .collect()
}

/// What requests have in common that may be served from the same classes in the same order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Wish {
    kind: DeviceKind,
    ask: usize,
    pickup: SiteId,
}

impl Wish {
    fn lack(self, class: &Class) -> Option<Lack> {
        class.lacks.get(self.ask).copied().flatten()
    }

    /// The classes that suit: the closest first, then the one whose first device has been ready the longest.
    fn suitable(self, classes: &[Class], epci: &BTreeMap<SiteId, String>) -> Vec<usize> {
        let mut suitable: Vec<usize> = (0..classes.len())
            .filter(|class| classes[*class].kind == self.kind)
            .filter(|class| self.lack(&classes[*class]).is_none())
            .collect();
        suitable.sort_by_cached_key(|class| {
            let Class { site, devices, .. } = &classes[*class];
            let first = devices.first().map(|device| (device.since, device.id));
            (distance(self.pickup, *site, epci), first)
        });
        suitable
    }

    fn without(self, classes: &[Class]) -> Without {
        let of_kind: Vec<&Class> = classes
            .iter()
            .filter(|class| class.kind == self.kind)
            .collect();
        let mut lacking: BTreeMap<Lack, usize> = BTreeMap::new();
        for class in &of_kind {
            if let Some(lack) = self.lack(class) {
                *lacking.entry(lack).or_default() += class.devices.len();
            }
        }
        let ready: usize = of_kind.iter().map(|class| class.devices.len()).sum();
        let suitable = ready - lacking.values().sum::<usize>();
        if suitable > 0 {
            return Without::AllGoToOthers { suitable };
        }
        let most = lacking
            .into_iter()
            .max_by_key(|(lack, count)| (*count, Reverse(*lack)));
        most.map_or(Without::NoneOfKind, |(most, _)| Without::NoneMeets {
            ready,
            most,
        })
    }
}

fn distance(pickup: SiteId, site: SiteId, epci: &BTreeMap<SiteId, String>) -> Distance {
    let together = epci.get(&pickup).zip(epci.get(&site));
    if pickup == site {
        Distance::AtPickup
    } else if together.is_some_and(|(one, other)| one == other) {
        Distance::Near
    } else {
        Distance::Elsewhere
    }
}

/// Runs the matching: what comes out for each request that waits, in the order they are served.
#[must_use]
pub fn propose(facts: &Facts) -> Vec<Outcome> {
    let mut queue: Vec<&Waiting> = facts.waiting.iter().collect();
    queue.sort_by_key(|request| request.rank());
    let classes = classes(&facts.free);
    let mut held: BTreeMap<RequestId, Held> = BTreeMap::new();
    loop {
        let waiting: Vec<&Waiting> = queue
            .iter()
            .copied()
            .filter(|request| !held.contains_key(&request.id))
            .collect();
        let outcomes = matched(&waiting, &classes, &facts.epci);
        let over = over_their_part(&waiting, &outcomes, &facts.stock);
        if over.is_empty() {
            return with_held(&queue, outcomes, &held);
        }
        // What they leave goes to others: the matching runs again without them, so that no device stays on a shelf.
        held.extend(over);
    }
}

/// The matching itself, over requests in the order they are served.
fn matched(
    waiting: &[&Waiting],
    classes: &[Class],
    epci: &BTreeMap<SiteId, String>,
) -> Vec<Outcome> {
    let mut known: BTreeMap<Wish, usize> = BTreeMap::new();
    let mut wishes = Vec::new();
    let mut lists = Vec::new();
    let mut queue = Vec::new();
    for request in waiting {
        let wish = Wish {
            kind: request.kind,
            ask: request.ask,
            pickup: request.pickup,
        };
        queue.push(match known.entry(wish) {
            Entry::Occupied(place) => *place.get(),
            Entry::Vacant(place) => {
                lists.push(wish.suitable(classes, epci));
                wishes.push(wish);
                *place.insert(wishes.len() - 1)
            }
        });
    }
    let room: Vec<usize> = classes.iter().map(|class| class.devices.len()).collect();
    let served = matching::serve(&room, &lists, &queue);
    // In each class, who comes first gets the first.
    let mut given: Vec<_> = classes.iter().map(|class| class.devices.iter()).collect();
    let outcome = |((request, wish), class): ((&&Waiting, &usize), Option<usize>)| {
        let device = class.and_then(|class| given[class].next());
        Outcome {
            request: request.id,
            device: match device {
                Some(device) => Ok(Proposal {
                    device: device.id,
                    distance: distance(request.pickup, device.site, epci),
                }),
                None => Err(wishes[*wish].without(classes)),
            },
        }
    };
    let turns = waiting.iter().zip(&queue).zip(served);
    turns.map(outcome).collect()
}

/// Why this device is put forward, in the order it counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    SameKind,
    /// The programme admits some technical categories, and this is one.
    Admitted,
    /// The programme asks for a deep erasure.
    Purged,
    /// The programme asks for free software.
    FreeSoftware,
    /// The programme asks for updates for some time yet.
    Updates,
    AtPickup,
    Near,
    /// Those closer, if any, go to other requests.
    FromElsewhere,
    ReadySince,
}

/// What speaks for a device, of what the programme asks and of where it is.
#[must_use]
pub fn reasons(distance: Distance, ask: &Ask, device: &device::Model) -> Vec<Reason> {
    let runs = runs_software(device.kind);
    let asked = [
        (
            Reason::Admitted,
            !ask.admitted.categories.is_empty() && is_graded(device.kind),
        ),
        (
            Reason::Purged,
            ask.level == ErasureLevel::Purge && device.holds_data,
        ),
        (Reason::FreeSoftware, ask.minimum.free_only && runs),
        (Reason::Updates, ask.minimum.months > 0 && runs),
    ];
    let mut reasons = vec![Reason::SameKind];
    reasons.extend(
        asked
            .iter()
            .filter(|(_, is)| *is)
            .map(|(reason, _)| *reason),
    );
    reasons.push(match distance {
        Distance::AtPickup => Reason::AtPickup,
        Distance::Near => Reason::Near,
        Distance::Elsewhere => Reason::FromElsewhere,
    });
    reasons.push(Reason::ReadySince);
    reasons
}

#[cfg(test)]
mod tests;
