//! How the devices of a lot are shared between workshops, and how each one's way ends. Pure.
use chrono::NaiveDate;
use entities::{
    device::{DeviceId, DeviceKind, Grade, Stage},
    organisation::OrganisationKind,
    site::SiteId,
    transfer_device::TransferOutcome,
};
use std::collections::BTreeMap;

/// In which way a workshop works for the chain: it follows from what its organisation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mode {
    /// The département's or the intercommunality's own.
    InHouse,
    Insertion,
    AdaptedEnterprise,
    /// Anybody else, by contract.
    Contractor,
}

impl Mode {
    #[must_use]
    pub const fn of(kind: OrganisationKind) -> Self {
        match kind {
            OrganisationKind::Departement | OrganisationKind::Epci => Self::InHouse,
            OrganisationKind::InsertionWorkshop => Self::Insertion,
            OrganisationKind::AdaptedEnterprise => Self::AdaptedEnterprise,
            OrganisationKind::College
            | OrganisationKind::SocialService
            | OrganisationKind::Library
            | OrganisationKind::FranceServices
            | OrganisationKind::Association
            | OrganisationKind::Partner => Self::Contractor,
        }
    }

    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::InHouse => "workshop-mode-in-house",
            Self::Insertion => "workshop-mode-insertion",
            Self::AdaptedEnterprise => "workshop-mode-adapted",
            Self::Contractor => "workshop-mode-contractor",
        }
    }
}

/// The stages at which a device may go to another workshop: what is ready moves by itself, and what waits for its
/// check is done.
pub const TRAVELS: [Stage; 3] = [Stage::Received, Stage::Triage, Stage::Refurbishment];

/// What devices that are shared alike have in common.
pub type Group = (DeviceKind, Option<Grade>);

/// A device to share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Device {
    pub id: DeviceId,
    pub kind: DeviceKind,
    pub grade: Option<Grade>,
}

impl Device {
    #[must_use]
    pub fn group(self) -> Group {
        (self.kind, self.grade)
    }
}

/// Devices of this kind or grade go to this workshop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    pub kind: Option<DeviceKind>,
    pub grade: Option<Grade>,
    pub site: SiteId,
}

impl Rule {
    fn meets(self, device: Device) -> bool {
        self.kind.is_none_or(|kind| kind == device.kind)
            && self.grade.is_none_or(|grade| Some(grade) == device.grade)
    }
}

/// How many devices a workshop can still take this week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    pub site: SiteId,
    pub left: i64,
}

/// Where each device goes, by the rules in their order, then to whoever has most room left; none stays where it is.
/// A workshop is never given more than it has room for. Where a rule's workshop is full the next rule is asked.
#[must_use]
pub fn split(
    devices: &[Device],
    rules: &[Rule],
    home: SiteId,
    rooms: &[Room],
) -> Vec<(DeviceId, Option<SiteId>)> {
    let mut left: BTreeMap<SiteId, i64> = rooms.iter().map(|room| (room.site, room.left)).collect();
    let mut devices = devices.to_vec();
    devices.sort_by_key(|device| device.id);
    devices.dedup_by_key(|device| device.id);
    let place = |device: Device| {
        let has_room = |site: &SiteId| left.get(site).is_some_and(|left| *left > 0);
        let by_rule = rules
            .iter()
            .filter(|rule| rule.meets(device))
            .map(|rule| rule.site)
            .find(has_room);
        // The most room first; of equals the one at home, then the oldest.
        let by_room = left
            .iter()
            .filter(|(_, left)| **left > 0)
            .max_by_key(|(site, left)| (**left, **site == home, std::cmp::Reverse(**site)))
            .map(|(site, _)| *site);
        let to = by_rule.or(by_room);
        if let Some(left) = to.and_then(|to| left.get_mut(&to)) {
            *left -= 1;
        }
        (device.id, to.filter(|to| *to != home))
    };
    devices.into_iter().map(place).collect()
}

/// A line of a transfer.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    pub expected: bool,
    pub sent_on: Option<NaiveDate>,
    pub outcome: Option<TransferOutcome>,
}

/// Where a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineState {
    /// Scanned out days ago and not seen since.
    Missing,
    OnTheWay,
    ToSend,
    /// Came in without having been scanned out.
    CameUnsent,
    /// Came in without being on the list.
    Unlisted,
    Elsewhere,
    Arrived,
    Returned,
    Withdrawn,
}

/// Days after which what is on its way is said to be missing: two workshops are within a morning's drive.
pub const MISSING_DAYS: i64 = 3;

impl LineState {
    pub const ALL: [Self; 9] = [
        Self::Missing,
        Self::OnTheWay,
        Self::ToSend,
        Self::CameUnsent,
        Self::Unlisted,
        Self::Elsewhere,
        Self::Arrived,
        Self::Returned,
        Self::Withdrawn,
    ];

    #[must_use]
    pub fn of(line: Line, today: NaiveDate) -> Self {
        match (line.outcome, line.sent_on) {
            (None, None) => Self::ToSend,
            (None, Some(sent)) if (today - sent).num_days() >= MISSING_DAYS => Self::Missing,
            (None, Some(_)) => Self::OnTheWay,
            (Some(TransferOutcome::Arrived), _) if !line.expected => Self::Unlisted,
            (Some(TransferOutcome::Arrived), None) => Self::CameUnsent,
            (Some(TransferOutcome::Arrived), Some(_)) => Self::Arrived,
            (Some(TransferOutcome::Elsewhere), _) => Self::Elsewhere,
            (Some(TransferOutcome::Returned), _) => Self::Returned,
            (Some(TransferOutcome::Withdrawn), _) => Self::Withdrawn,
        }
    }

    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Missing => "transfer-line-missing",
            Self::OnTheWay => "transfer-line-on-the-way",
            Self::ToSend => "transfer-line-to-send",
            Self::CameUnsent => "transfer-line-came-unsent",
            Self::Unlisted => "transfer-line-unlisted",
            Self::Elsewhere => "transfer-line-elsewhere",
            Self::Arrived => "transfer-line-arrived",
            Self::Returned => "transfer-line-returned",
            Self::Withdrawn => "transfer-line-withdrawn",
        }
    }

    #[must_use]
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Missing => "triangle-alert",
            Self::OnTheWay => "truck",
            Self::ToSend => "package",
            Self::CameUnsent | Self::Unlisted | Self::Elsewhere => "circle-alert",
            Self::Arrived => "circle-check",
            Self::Returned => "undo-2",
            Self::Withdrawn => "circle-minus",
        }
    }

    #[must_use]
    pub const fn tone(self) -> &'static str {
        match self {
            Self::Missing => "stop",
            Self::OnTheWay => "info",
            Self::ToSend | Self::CameUnsent | Self::Unlisted | Self::Elsewhere => "wait",
            Self::Arrived => "good",
            Self::Returned | Self::Withdrawn => "plain",
        }
    }
}

/// Why a scan on a transfer does nothing. Each is a sentence that says what to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing that bears the code belongs to this transfer.
    NotListed,
    AlreadySent,
    /// It has left the sender in another way.
    NotHere,
    /// Its work is done: it needs no other workshop.
    WorkDone,
    /// Somebody took it off the list, or its way has ended.
    Ended,
    AlreadyHere,
    /// Unlisted, and being worked on where it comes from.
    InWorkshop,
}

impl Refusal {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::NotListed => "transfer-refused-not-listed",
            Self::AlreadySent => "transfer-refused-already-sent",
            Self::NotHere => "transfer-refused-not-here",
            Self::WorkDone => "transfer-refused-work-done",
            Self::Ended => "transfer-refused-ended",
            Self::AlreadyHere => "transfer-refused-already-here",
            Self::InWorkshop => "transfer-refused-in-workshop",
        }
    }
}

/// A device that is scanned on a transfer.
#[derive(Clone, Copy, Debug)]
pub struct Scanned {
    pub stage: Stage,
    /// Its line on this transfer: whether it was sent, and whether its way has ended.
    pub line: Option<(bool, bool)>,
    pub at_sender: bool,
    pub at_receiver: bool,
}

/// Whether it may leave.
///
/// # Errors
/// The one thing against it.
pub fn may_leave(scanned: Scanned) -> Result<(), Refusal> {
    match scanned.line {
        None => Err(Refusal::NotListed),
        Some((_, true)) => Err(Refusal::Ended),
        Some((true, false)) => Err(Refusal::AlreadySent),
        Some((false, false)) if !scanned.at_sender => Err(Refusal::NotHere),
        Some((false, false)) if !TRAVELS.contains(&scanned.stage) => Err(Refusal::WorkDone),
        Some((false, false)) => Ok(()),
    }
}

/// Whether it may come in: what is on the list, scanned out or forgotten to be; and what lay in the same box, unless
/// it is being worked on.
///
/// # Errors
/// The one thing against it.
pub fn may_come_in(scanned: Scanned) -> Result<(), Refusal> {
    if scanned.at_receiver {
        return Err(Refusal::AlreadyHere);
    }
    match scanned.line {
        Some((_, true)) => Err(Refusal::Ended),
        Some((false, false)) if !scanned.at_sender => Err(Refusal::NotHere),
        Some((false, false)) if !TRAVELS.contains(&scanned.stage) => Err(Refusal::WorkDone),
        Some((_, false)) => Ok(()),
        None if !scanned.at_sender => Err(Refusal::NotListed),
        None if matches!(scanned.stage, Stage::Received | Stage::Ready) => Ok(()),
        None => Err(Refusal::InWorkshop),
    }
}

#[cfg(test)]
mod tests;
