//! What a scan does, and whether it can be taken back. Pure: facts in, verdict out.
use crate::devices::standing::Standing;
use entities::{
    container::{ContainerId, ContainerKind},
    device::Stage,
    erasure::ErasureMethod,
    site::SiteId,
};

/// Who scans.
#[derive(Clone, Copy, Debug)]
pub struct Person {
    pub site: Option<SiteId>,
    /// Whether their role says that something has arrived.
    pub takes_in: bool,
    /// Whether their role scans devices out on a transfer.
    pub carries: bool,
}

/// What the session is doing: the card scanned last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Open,
    Receive(SiteId),
    Check,
    Reset,
    Shelf,
    TakeOut,
    Into(Container),
    /// With a transfer: whether it leaves from where the person works.
    Send {
        here: bool,
    },
}

/// A box or place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Container {
    pub id: ContainerId,
    pub kind: ContainerKind,
    pub site: SiteId,
    pub place: Option<ContainerId>,
}

/// A device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Device {
    pub standing: Standing,
    pub site: Option<SiteId>,
    pub container: Option<ContainerId>,
    /// How its data go; none for a type that holds none.
    pub erasure: Option<ErasureMethod>,
}

/// What bears the code that was scanned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    Device(Device),
    Container(Container),
    /// A label of the person's own that nothing bears yet.
    BlankLabel,
    /// Nothing that this person may see.
    Nothing,
}

/// What is to be done. The rules of each thing are still asked when it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Show it, with its next step.
    Open,
    TakeIn,
    AskCheck,
    NoteReset,
    TakeOut,
    Stow(ContainerId),
    /// It leaves with the transfer.
    Send,
    /// The box, with all in it, to the site and into the place.
    MoveBox(SiteId, Option<ContainerId>),
    /// It is so already.
    Nothing,
}

/// Why nothing is done. Each is a sentence that says what to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No device, box or place of this workshop bears the code.
    Elsewhere,
    /// The device that the label is for was not received yet.
    NotReceivedYet,
    /// The card is another workshop's.
    CardOfAnotherSite,
    /// Receiving is not for this role.
    NotForYou,
    /// The card is of a transfer that leaves from another workshop.
    LeavesElsewhere,
    /// Scanning out is not for this role.
    DepartureNotForYou,
    /// The person works at no site.
    NoSite,
    /// A box or a place, where a device was expected.
    DevicesOnly,
    BoxInBox,
    PlaceStays,
    WithItsRecipient,
    AtAnotherSite,
    /// The box stands, or would go, where the person is not.
    BoxElsewhere,
    NotReady,
    /// A check or a reset comes while it is being worked on.
    NotInRefurbishment,
    ErasedByLog,
    NothingToErase,
}

impl Refusal {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Elsewhere => "scan-refused-elsewhere",
            Self::NotReceivedYet => "scan-refused-blank-label",
            Self::CardOfAnotherSite => "scan-refused-other-card",
            Self::NotForYou => "scan-refused-not-for-you",
            Self::LeavesElsewhere => "scan-refused-leaves-elsewhere",
            Self::DepartureNotForYou => "scan-refused-departure-not-for-you",
            Self::NoSite => "scan-refused-no-site",
            Self::DevicesOnly => "scan-refused-devices-only",
            Self::BoxInBox => "scan-refused-box-in-box",
            Self::PlaceStays => "scan-refused-place-stays",
            Self::WithItsRecipient => "scan-refused-with-recipient",
            Self::AtAnotherSite => "scan-refused-other-site",
            Self::BoxElsewhere => "scan-refused-box-elsewhere",
            Self::NotReady => "scan-refused-not-ready",
            Self::NotInRefurbishment => "scan-refused-not-in-work",
            Self::ErasedByLog => "scan-refused-by-log",
            Self::NothingToErase => "scan-refused-nothing-to-erase",
        }
    }
}

/// What the scan of a thing does in this mode.
///
/// # Errors
/// The one thing against it.
pub fn decide(person: Person, mode: Mode, found: Found) -> Result<Step, Refusal> {
    if let Mode::Receive(site) = mode {
        let here = person.site.ok_or(Refusal::NoSite)?;
        if site != here {
            return Err(Refusal::CardOfAnotherSite);
        }
    }
    if let Mode::Send { here } = mode {
        if !here {
            return Err(Refusal::LeavesElsewhere);
        }
        if !person.carries {
            return Err(Refusal::DepartureNotForYou);
        }
    }
    match found {
        Found::Nothing => Err(Refusal::Elsewhere),
        Found::BlankLabel => Err(Refusal::NotReceivedYet),
        Found::Device(device) => of_device(person, mode, device),
        Found::Container(container) => of_container(person, mode, container),
    }
}

fn of_device(person: Person, mode: Mode, device: Device) -> Result<Step, Refusal> {
    let taken_in = || {
        if person.takes_in {
            Ok(Step::TakeIn)
        } else {
            Err(Refusal::NotForYou)
        }
    };
    let out = match device.container {
        Some(_) => Step::TakeOut,
        None => Step::Nothing,
    };
    match mode {
        Mode::Open => Ok(Step::Open),
        // Whatever stands against it, the transfer's own rules say.
        Mode::Send { .. } => Ok(Step::Send),
        _ if matches!(device.standing, Standing::HandedOver | Standing::OnLoan) => {
            Err(Refusal::WithItsRecipient)
        }
        Mode::Receive(here) if device.site == Some(here) => Ok(Step::Nothing),
        Mode::Check if device.standing == Standing::At(Stage::QualityCheck) => Ok(Step::Nothing),
        Mode::Check | Mode::Reset if device.standing != Standing::At(Stage::Refurbishment) => {
            Err(Refusal::NotInRefurbishment)
        }
        Mode::Check => Ok(Step::AskCheck),
        Mode::Reset => match device.erasure {
            Some(ErasureMethod::Reset) => Ok(Step::NoteReset),
            Some(ErasureMethod::Nwipe) => Err(Refusal::ErasedByLog),
            None => Err(Refusal::NothingToErase),
        },
        Mode::Shelf if device.standing != Standing::At(Stage::Ready) => Err(Refusal::NotReady),
        Mode::Shelf if device.site == person.site => Ok(out),
        Mode::Shelf if person.site.is_none() => Err(Refusal::NoSite),
        Mode::Receive(_) | Mode::Shelf => taken_in(),
        // A lot's workshop sees its devices wherever they went; what is elsewhere is not theirs to unpack.
        Mode::TakeOut if device.site != person.site => Err(Refusal::AtAnotherSite),
        Mode::TakeOut => Ok(out),
        Mode::Into(container) if device.site != Some(container.site) => Err(Refusal::AtAnotherSite),
        Mode::Into(container) if device.container == Some(container.id) => Ok(Step::Nothing),
        Mode::Into(container) => Ok(Step::Stow(container.id)),
    }
}

fn of_container(person: Person, mode: Mode, scanned: Container) -> Result<Step, Refusal> {
    let moved = |site: SiteId, place: Option<ContainerId>| {
        // A box is moved by who is where it goes, and comes from elsewhere by who takes in there.
        if person.site != Some(site) {
            Err(Refusal::BoxElsewhere)
        } else if site == scanned.site || person.takes_in {
            Ok(Step::MoveBox(site, place))
        } else {
            Err(Refusal::NotForYou)
        }
    };
    match (mode, scanned.kind) {
        (Mode::Open, _) => Ok(Step::Open),
        (Mode::Check | Mode::Reset | Mode::Shelf | Mode::Send { .. }, _) => {
            Err(Refusal::DevicesOnly)
        }
        (Mode::Receive(_) | Mode::TakeOut | Mode::Into(_), ContainerKind::Place) => {
            Err(Refusal::PlaceStays)
        }
        (Mode::Receive(here), ContainerKind::Box) if here == scanned.site => Ok(Step::Nothing),
        (Mode::Receive(here), ContainerKind::Box) => moved(here, None),
        (Mode::TakeOut, ContainerKind::Box) if scanned.place.is_none() => Ok(Step::Nothing),
        (Mode::TakeOut, ContainerKind::Box) => moved(scanned.site, None),
        (Mode::Into(into), ContainerKind::Box) => match into.kind {
            ContainerKind::Box => Err(Refusal::BoxInBox),
            ContainerKind::Place if scanned.place == Some(into.id) => Ok(Step::Nothing),
            ContainerKind::Place => moved(into.site, Some(into.id)),
        },
    }
}

/// What a scan came to, as the tally keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Received,
    CheckAsked,
    ResetNoted,
    TakenOut,
    Stowed,
    BoxMoved,
    /// With its devices, from another site.
    BoxReceived,
    /// On its way, with a transfer.
    Sent,
    Same,
}

impl Outcome {
    pub const ALL: [Self; 9] = [
        Self::Received,
        Self::CheckAsked,
        Self::ResetNoted,
        Self::TakenOut,
        Self::Stowed,
        Self::BoxMoved,
        Self::BoxReceived,
        Self::Sent,
        Self::Same,
    ];

    /// The key of its sentence, which is also its name in the tally.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Received => "done-scan-received",
            Self::CheckAsked => "done-scan-check-asked",
            Self::ResetNoted => "done-scan-reset-noted",
            Self::TakenOut => "done-scan-taken-out",
            Self::Stowed => "done-scan-stowed",
            Self::BoxMoved => "done-scan-box-moved",
            Self::BoxReceived => "done-scan-box-received",
            Self::Sent => "done-scan-sent",
            Self::Same => "done-scan-same",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.key() == key)
    }
}

/// Why a scan is not taken back: a sentence that says who can, or what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stays {
    /// Nothing was done that could be undone.
    NothingDone,
    /// The page shows another scan as the last one.
    NotTheLast,
    /// It has arrived, and something came of it.
    Arrived,
    /// It has left: it comes back by being scanned in.
    OnItsWay,
    /// Only who signs quality checks sends it back.
    AskTheChecker,
    /// What was said with a date stays said; the proof decides.
    Said,
    /// Somebody did something with it since.
    ChangedSince,
}

impl Stays {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::NothingDone => "undo-refused-nothing",
            Self::NotTheLast => "undo-refused-not-last",
            Self::Arrived => "undo-refused-arrived",
            Self::OnItsWay => "undo-refused-on-its-way",
            Self::AskTheChecker => "undo-refused-checker",
            Self::Said => "undo-refused-said",
            Self::ChangedSince => "undo-refused-changed",
        }
    }
}

/// How a thing is, and who asks, since the scan that is to be taken back.
#[derive(Clone, Copy, Debug)]
pub struct Since {
    /// It is as the scan left it: nothing was done with it since.
    pub untouched: bool,
    /// The same person asks, under the same role, and could still make the scan.
    pub theirs: bool,
}

/// Whether what came of a scan can be taken back: by who made it, as long as nothing came of it. Later it is put right
/// by what comes next.
///
/// # Errors
/// Why not.
pub fn may_undo(outcome: Outcome, since: Since) -> Result<(), Stays> {
    let later = match outcome {
        Outcome::Same => return Err(Stays::NothingDone),
        Outcome::Stowed | Outcome::TakenOut | Outcome::BoxMoved => Stays::ChangedSince,
        Outcome::Received | Outcome::BoxReceived => Stays::Arrived,
        Outcome::Sent => Stays::OnItsWay,
        Outcome::CheckAsked => Stays::AskTheChecker,
        Outcome::ResetNoted => Stays::Said,
    };
    if since.untouched && since.theirs {
        Ok(())
    } else {
        Err(later)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write;

    const HERE: SiteId = SiteId(1);
    const THERE: SiteId = SiteId(2);

    fn container(id: i32, kind: ContainerKind, site: SiteId) -> Container {
        Container {
            id: ContainerId(id),
            kind,
            site,
            place: None,
        }
    }

    fn modes() -> Vec<(&'static str, Mode)> {
        vec![
            ("no card", Mode::Open),
            ("received here", Mode::Receive(HERE)),
            ("received elsewhere", Mode::Receive(THERE)),
            ("check", Mode::Check),
            ("reset", Mode::Reset),
            ("shelf", Mode::Shelf),
            ("out", Mode::TakeOut),
            (
                "into box 1",
                Mode::Into(container(1, ContainerKind::Box, HERE)),
            ),
            (
                "into shelf 2",
                Mode::Into(container(2, ContainerKind::Place, HERE)),
            ),
            (
                "into a shelf elsewhere",
                Mode::Into(container(3, ContainerKind::Place, THERE)),
            ),
            ("with a transfer from here", Mode::Send { here: true }),
            ("with a transfer from elsewhere", Mode::Send { here: false }),
        ]
    }

    #[test]
    fn every_scan_has_its_outcome() {
        let mut things = vec![
            ("unknown".to_owned(), Found::Nothing),
            ("a blank label".to_owned(), Found::BlankLabel),
        ];
        for standing in Standing::all() {
            let somewhere = !matches!(
                standing,
                Standing::HandedOver
                    | Standing::OnLoan
                    | Standing::Ceded
                    | Standing::At(Stage::Announced | Stage::NotReceived | Stage::Scrapped)
            );
            let places: &[Option<SiteId>] = if somewhere {
                &[Some(HERE), Some(THERE)]
            } else {
                &[None]
            };
            for &site in places {
                let device = Device {
                    standing,
                    site,
                    container: None,
                    erasure: Some(ErasureMethod::Reset),
                };
                things.push((
                    format!("{standing:?} at {:?}", site.map(|it| it.0)),
                    Found::Device(device),
                ));
            }
        }
        let ready = Device {
            standing: Standing::At(Stage::Ready),
            site: Some(HERE),
            container: Some(ContainerId(1)),
            erasure: None,
        };
        things.push(("a ready screen in box 1".to_owned(), Found::Device(ready)));
        let computer = Device {
            standing: Standing::At(Stage::Refurbishment),
            erasure: Some(ErasureMethod::Nwipe),
            ..ready
        };
        things.push(("a computer in box 1".to_owned(), Found::Device(computer)));
        for (name, found) in [
            ("box 1 here", container(1, ContainerKind::Box, HERE)),
            (
                "box 9 on shelf 2",
                Container {
                    place: Some(ContainerId(2)),
                    ..container(9, ContainerKind::Box, HERE)
                },
            ),
            ("box 8 elsewhere", container(8, ContainerKind::Box, THERE)),
            ("shelf 2", container(2, ContainerKind::Place, HERE)),
        ] {
            things.push((name.to_owned(), Found::Container(found)));
        }
        let mut table = String::new();
        for takes_in in [true, false] {
            let person = Person {
                site: Some(HERE),
                takes_in,
                carries: takes_in,
            };
            writeln!(table, "Somebody who takes in and scans out: {takes_in}").unwrap();
            for (mode_name, mode) in modes() {
                writeln!(table, "  {mode_name}").unwrap();
                for (name, found) in &things {
                    let step = decide(person, mode, *found);
                    writeln!(table, "    {name}: {step:?}").unwrap();
                }
            }
        }
        insta::assert_snapshot!(table);
    }

    #[test]
    fn who_works_at_no_site_receives_nothing() {
        let nowhere = Person {
            site: None,
            takes_in: true,
            carries: true,
        };
        let found = Found::Container(container(1, ContainerKind::Box, HERE));
        assert_eq!(
            decide(nowhere, Mode::Receive(HERE), found),
            Err(Refusal::NoSite)
        );
    }

    #[test]
    fn a_scan_is_taken_back_by_who_made_it_while_nothing_came_of_it() {
        let mut table = String::new();
        for outcome in Outcome::ALL {
            for (name, untouched, theirs) in [
                ("as it was left", true, true),
                ("changed since", false, true),
                ("somebody else's", true, false),
            ] {
                let verdict = may_undo(outcome, Since { untouched, theirs });
                writeln!(table, "{outcome:?}, {name}: {verdict:?}").unwrap();
            }
        }
        insta::assert_snapshot!(table);
        for outcome in Outcome::ALL {
            assert_eq!(Outcome::from_key(outcome.key()), Some(outcome));
        }
    }
}
