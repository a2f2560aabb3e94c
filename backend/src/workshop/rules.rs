//! What may be done next with a device at the bench, and by whom (law 3). Pure: facts in, verdict out.
use super::{
    checklists::{Answers, Item, blocking, missing},
    nwipe::{self, Policy, Report},
    reset::OsFamily,
    wipes::serial_key,
};
use crate::{
    devices::software::Below,
    parts::rules::{Lacks, Vital},
};
use chrono::NaiveDate;
use entities::{
    device::Stage,
    erasure::{ErasureMethod, ErasureVerdict},
};

#[cfg(test)]
mod tests;

/// Where a checklist stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// A required answer is missing.
    Unfinished,
    /// A required item is not as it should be.
    Failed,
    Passed,
}

impl List {
    #[must_use]
    pub fn of(answers: &Answers, items: &[Item]) -> Self {
        if !missing(answers, items).is_empty() {
            Self::Unfinished
        } else if !blocking(answers, items).is_empty() {
            Self::Failed
        } else {
            Self::Passed
        }
    }
}

/// What the latest record says of the erasure of this stay. The latest one counts: a refused log after an
/// accepted one says that something was found after all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erasure {
    /// The type holds no data.
    NotNeeded,
    Missing(ErasureMethod),
    NotAccepted(ErasureMethod),
    /// The latest log is accepted, and a drive that is in the device has no accepted erasure.
    SomeDrives(ErasureMethod),
    Accepted,
}

impl Erasure {
    /// Whether data of a former user may be left on the device.
    #[must_use]
    pub const fn may_leave_data(self) -> bool {
        match self {
            Self::Missing(_) | Self::NotAccepted(_) | Self::SomeDrives(_) => true,
            Self::NotNeeded | Self::Accepted => false,
        }
    }
}

/// A device at the bench.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    pub stage: Stage,
    pub erasure: Erasure,
    pub triage: List,
    pub refurbishment: List,
    pub graded: bool,
    /// A lock of the previous owner is still on: the device is blocked.
    pub locked: bool,
    /// What its software lacks for every programme that takes such devices.
    pub below: Option<Below>,
    /// The parts that came out of it and were not replaced.
    pub lacks: Lacks,
}

impl Facts {
    /// The first of the parts that it lacks.
    fn lacks_first(self) -> Option<Vital> {
        self.lacks.into_iter().flatten().next()
    }
}

/// Who stands at the bench.
#[expect(
    clippy::struct_excessive_bools,
    reason = "four independent facts of a person, each named by its field"
)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Person {
    /// Holds an erasure habilitation today.
    pub may_erase: bool,
    /// Has a role that signs quality checks and lets devices leave as waste.
    pub supervises: bool,
    /// Holds a quality check habilitation today.
    pub may_check: bool,
    /// Erased this device or refurbished it, in this stay.
    pub did_the_work: bool,
}

/// What stands between a device and its next step. Each is an answer to show, with what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blocker {
    /// It is at another stage than this step is for: somebody was quicker, or the page is old.
    MovedOn,
    /// The answers are to another version of the list than the one this device is checked with.
    OtherList,
    TriageUnfinished,
    TriageFailed,
    GradeMissing,
    ErasureMissing,
    ErasureNotAccepted,
    DriveNotErased,
    /// Bound to an account or enrolled in a management system.
    Locked,
    ChecklistUnfinished,
    ChecklistFailed,
    NothingToErase,
    ErasureHabilitationMissing,
    CheckHabilitationMissing,
    /// An answer says that the device was opened and repaired.
    RepairHabilitationMissing,
    /// Who checks is not who did the work.
    OwnWork,
    CheckUnfinished,
    CheckFailed,
    /// It is at the quality check, which a lock stops: whoever works on it takes the lock off.
    LockedAtCheck,
    /// A request holds this device: it is promised to somebody.
    Allocated,
    /// A part to keep may hold data, and the device is not erased.
    PartMayHoldData,
    /// The number of a drive to keep is noted at this workshop already.
    PartKnownHere,
    /// A part that it needs came out of it, and none was put in.
    PartMissing(Vital),
    /// The charger it was to leave with is not in stock any more.
    ChargerGone,
    /// The pallet has left, or stands at another site than the device.
    PalletNotHere,
    /// No programme would take it with this software.
    Below(Below),
}

impl Blocker {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::MovedOn => "bench-blocked-moved-on",
            Self::OtherList => "bench-blocked-other-list",
            Self::TriageUnfinished => "bench-blocked-triage-unfinished",
            Self::TriageFailed => "bench-blocked-triage-failed",
            Self::GradeMissing => "bench-blocked-grade-missing",
            Self::ErasureMissing => "bench-blocked-erasure-missing",
            Self::ErasureNotAccepted => "bench-blocked-erasure-not-accepted",
            Self::DriveNotErased => "bench-blocked-drive-not-erased",
            Self::Locked => "bench-blocked-locked",
            Self::ChecklistUnfinished => "bench-blocked-checklist-unfinished",
            Self::ChecklistFailed => "bench-blocked-checklist-failed",
            Self::NothingToErase => "bench-blocked-nothing-to-erase",
            Self::ErasureHabilitationMissing => "bench-blocked-erasure-habilitation",
            Self::CheckHabilitationMissing => "bench-blocked-check-habilitation",
            Self::RepairHabilitationMissing => "bench-blocked-repair-habilitation",
            Self::OwnWork => "bench-blocked-own-work",
            Self::CheckUnfinished => "bench-blocked-check-unfinished",
            Self::CheckFailed => "bench-blocked-check-failed",
            Self::LockedAtCheck => "bench-blocked-locked-at-check",
            Self::Allocated => "bench-blocked-allocated",
            Self::PartMayHoldData => "part-refused-may-hold-data",
            Self::PartKnownHere => "part-refused-known-here",
            Self::PartMissing(vital) => vital.key(),
            Self::ChargerGone => "charger-gone",
            Self::PalletNotHere => "bench-blocked-pallet-not-here",
            Self::Below(below) => below.key(),
        }
    }
}

/// The one thing to do now with a device, for the person who holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextAction {
    Triage,
    /// Triage found what cannot be kept: a supervisor decides, unless it is put right.
    Scrap,
    /// It is in pieces: this part goes in first, whatever else is to be done.
    Fit(Vital),
    Erase(ErasureMethod),
    FillChecklist,
    /// An item of the checklist failed: repair and answer again.
    Repair,
    /// Everything is done but the software: what is installed is unsaid, or no programme would take it.
    Install,
    AskCheck,
    Check,
    /// It came to the quality check without what a check needs.
    SendBack,
    /// Nothing this person can do: why, and who can.
    Wait(Waiting),
    /// Ready for a handover.
    Ready,
    /// Not at the bench.
    Nothing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiting {
    ForScrapDecision,
    ForErasureHabilitation,
    ForRelease,
    ForSupervisor,
    ForSomebodyElse,
    ForCheckHabilitation,
}

impl Waiting {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::ForScrapDecision => "bench-wait-scrap-decision",
            Self::ForErasureHabilitation => "bench-wait-erasure-habilitation",
            Self::ForRelease => "bench-wait-release",
            Self::ForSupervisor => "bench-wait-supervisor",
            Self::ForSomebodyElse => "bench-wait-somebody-else",
            Self::ForCheckHabilitation => "bench-wait-check-habilitation",
        }
    }
}

/// Everything between the work done and a quality check: the same when it is asked for and when it is signed.
fn unproven(facts: Facts) -> Vec<Blocker> {
    let mut blockers = Vec::new();
    match facts.triage {
        List::Unfinished => blockers.push(Blocker::TriageUnfinished),
        List::Failed => blockers.push(Blocker::TriageFailed),
        List::Passed if !facts.graded => blockers.push(Blocker::GradeMissing),
        List::Passed => {}
    }
    if facts.locked {
        blockers.push(Blocker::Locked);
    }
    blockers.extend(facts.lacks.into_iter().flatten().map(Blocker::PartMissing));
    match facts.erasure {
        Erasure::Missing(_) => blockers.push(Blocker::ErasureMissing),
        Erasure::NotAccepted(_) => blockers.push(Blocker::ErasureNotAccepted),
        Erasure::SomeDrives(_) => blockers.push(Blocker::DriveNotErased),
        Erasure::NotNeeded | Erasure::Accepted => {}
    }
    match facts.refurbishment {
        List::Unfinished => blockers.push(Blocker::ChecklistUnfinished),
        List::Failed => blockers.push(Blocker::ChecklistFailed),
        List::Passed => {}
    }
    blockers.extend(facts.below.map(Blocker::Below));
    blockers
}

fn verdict(blockers: Vec<Blocker>) -> Result<(), Vec<Blocker>> {
    if blockers.is_empty() {
        Ok(())
    } else {
        Err(blockers)
    }
}

/// How long a list that was replaced may still begin a stay: forms filled in without a network come late.
const LATE_DAYS: i64 = 7;

/// Whether the work on a device may begin with a list, replaced by a newer one on that day or not at all. Once
/// begun, a stay ends with its own list, however old.
#[must_use]
pub fn may_begin_with(replaced_on: Option<NaiveDate>, today: NaiveDate) -> bool {
    replaced_on.is_none_or(|day| (today - day).num_days() <= LATE_DAYS)
}

/// Whether this person may record an erasure of this device.
///
/// # Errors
/// The one thing against it.
pub fn may_erase(person: Person, facts: Facts) -> Result<(), Blocker> {
    if facts.stage != Stage::Refurbishment {
        Err(Blocker::MovedOn)
    } else if facts.erasure == Erasure::NotNeeded {
        Err(Blocker::NothingToErase)
    } else if person.may_erase {
        Ok(())
    } else {
        Err(Blocker::ErasureHabilitationMissing)
    }
}

/// Whether a quality check may be asked for.
///
/// # Errors
/// Everything that is missing, in the order in which one does it.
pub fn may_ask_check(facts: Facts) -> Result<(), Vec<Blocker>> {
    if facts.stage == Stage::Refurbishment {
        verdict(unproven(facts))
    } else {
        Err(vec![Blocker::MovedOn])
    }
}

/// Whether this person may take on the quality check of this device.
///
/// # Errors
/// Everything against it.
pub fn may_check(person: Person, facts: Facts) -> Result<(), Vec<Blocker>> {
    if facts.stage != Stage::QualityCheck {
        return Err(vec![Blocker::MovedOn]);
    }
    let mut blockers = unproven(facts);
    if person.did_the_work {
        blockers.push(Blocker::OwnWork);
    }
    if !person.may_check {
        blockers.push(Blocker::CheckHabilitationMissing);
    }
    verdict(blockers)
}

/// Whether this person may sign that the device is ready.
///
/// # Errors
/// Everything against it.
pub fn may_sign(person: Person, facts: Facts, check: List) -> Result<(), Vec<Blocker>> {
    let mut blockers = may_check(person, facts).err().unwrap_or_default();
    match check {
        List::Unfinished => blockers.push(Blocker::CheckUnfinished),
        List::Failed => blockers.push(Blocker::CheckFailed),
        List::Passed => {}
    }
    verdict(blockers)
}

/// The one thing to do now.
#[must_use]
pub fn what_next(person: Person, facts: Facts) -> NextAction {
    match facts.stage {
        Stage::Received => NextAction::Triage,
        Stage::Triage if facts.triage != List::Failed => NextAction::Triage,
        Stage::Triage if person.supervises => NextAction::Scrap,
        Stage::Triage => NextAction::Wait(Waiting::ForScrapDecision),
        Stage::Refurbishment => next_in_refurbishment(person, facts),
        Stage::QualityCheck if !unproven(facts).is_empty() && person.supervises => {
            NextAction::SendBack
        }
        Stage::QualityCheck if !person.supervises => NextAction::Wait(Waiting::ForSupervisor),
        Stage::QualityCheck if person.did_the_work => NextAction::Wait(Waiting::ForSomebodyElse),
        Stage::QualityCheck if !person.may_check => NextAction::Wait(Waiting::ForCheckHabilitation),
        Stage::QualityCheck => NextAction::Check,
        Stage::Ready => NextAction::Ready,
        Stage::Announced | Stage::NotReceived | Stage::Scrapped => NextAction::Nothing,
    }
}

/// The erasure comes first: it resets the settings that the checklist looks at.
fn next_in_refurbishment(person: Person, facts: Facts) -> NextAction {
    if facts.triage != List::Passed || !facts.graded {
        return NextAction::Triage;
    }
    // Nothing that is done to a locked device lasts: the reset that proves its erasure comes after the release.
    if facts.locked {
        return NextAction::Wait(Waiting::ForRelease);
    }
    // Hardly anything is erased or tested without its battery, its screen or its keyboard.
    if let Some(vital) = facts.lacks_first() {
        return NextAction::Fit(vital);
    }
    match (facts.erasure, facts.refurbishment) {
        (
            Erasure::Missing(method) | Erasure::NotAccepted(method) | Erasure::SomeDrives(method),
            _,
        ) if person.may_erase => NextAction::Erase(method),
        (_, List::Unfinished) => NextAction::FillChecklist,
        (_, List::Failed) => NextAction::Repair,
        (Erasure::Missing(_) | Erasure::NotAccepted(_) | Erasure::SomeDrives(_), List::Passed) => {
            NextAction::Wait(Waiting::ForErasureHabilitation)
        }
        (Erasure::NotNeeded | Erasure::Accepted, List::Passed) if facts.below.is_some() => {
            NextAction::Install
        }
        (Erasure::NotNeeded | Erasure::Accepted, List::Passed) => NextAction::AskCheck,
    }
}

/// The family of a device's system, where the list it came with says enough; else the person is asked.
#[must_use]
pub fn os_family(os: Option<&str>, manufacturer: &str) -> Option<OsFamily> {
    let os = os.unwrap_or_default().to_lowercase();
    let named = [
        ("ipados", OsFamily::Apple),
        ("ios", OsFamily::Apple),
        ("android", OsFamily::Android),
        ("chrome", OsFamily::ChromeOs),
        ("windows", OsFamily::Windows),
    ];
    let mut maker = manufacturer.split(|c: char| !c.is_alphanumeric());
    if maker.any(|word| word.eq_ignore_ascii_case("apple")) {
        return Some(OsFamily::Apple);
    }
    named
        .into_iter()
        .find(|(name, _)| os.contains(name))
        .map(|(_, family)| family)
}

/// What ties a wipe log to the device it is brought for.
#[derive(Clone, Copy, Debug)]
pub enum Link<'a> {
    /// The machine's own serial number.
    Machine(&'a str),
    /// Where the stock knows none: the serial numbers read on the drives themselves.
    Drives(&'a [String]),
}

/// A wipe log judged for one device and one stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgedLog {
    pub report: Report,
    pub verdict: ErasureVerdict,
    /// Word keys, in the order in which a supervisor should learn of them.
    pub reasons: Vec<&'static str>,
    /// The day the last drive was done, as the machine's clock had it.
    pub finished_on: Option<NaiveDate>,
}

/// Judges a log as the proof of one stay: a wipe older than the stay proves nothing about it.
#[must_use]
pub fn judge_log(
    log: &[u8],
    link: Link,
    received_on: NaiveDate,
    today: NaiveDate,
    policy: Policy,
) -> JudgedLog {
    let machine = match link {
        Link::Machine(serial) => Some(serial),
        Link::Drives(_) => None,
    };
    judge_report(nwipe::judge(log, machine, policy), link, received_on, today)
}

/// The same, of a log whose drives were judged.
#[must_use]
pub fn judge_report(
    report: Report,
    link: Link,
    received_on: NaiveDate,
    today: NaiveDate,
) -> JudgedLog {
    let mut reasons: Vec<&'static str> = report
        .verdict
        .reasons()
        .iter()
        .map(|reason| reason.key())
        .collect();
    let mut verdict = match report.verdict {
        nwipe::Verdict::Accepted => ErasureVerdict::Accepted,
        nwipe::Verdict::Refused(_) => ErasureVerdict::Refused,
        nwipe::Verdict::Unverified(_) => ErasureVerdict::Unverified,
    };
    let finished: Vec<Option<NaiveDate>> = report
        .drives
        .iter()
        .map(|judged| judged.drive.finished_at.map(|at| at.date()))
        .collect();
    let mut of_another = Vec::new();
    if let Link::Drives(serials) = link
        && report
            .drives
            .iter()
            .any(|judged| !is_one_of(&judged.drive.serial, serials))
    {
        of_another.push("erasure-drive-serial-mismatch");
    }
    if finished.iter().flatten().any(|day| *day < received_on) {
        of_another.push("erasure-wipe-before-reception");
    }
    if finished.iter().flatten().any(|day| *day > today) {
        of_another.push("erasure-wipe-in-the-future");
    }
    if !of_another.is_empty() {
        verdict = ErasureVerdict::Refused;
        reasons.extend(of_another);
    }
    if verdict == ErasureVerdict::Accepted && finished.contains(&None) {
        verdict = ErasureVerdict::Unverified;
        reasons.push("erasure-wipe-undated");
    }
    JudgedLog {
        finished_on: finished.into_iter().flatten().max(),
        report,
        verdict,
        reasons,
    }
}

fn is_one_of(serial: &nwipe::Serial, serials: &[String]) -> bool {
    match serial {
        nwipe::Serial::Read(read) => serials
            .iter()
            .any(|known| serial_key(known) == serial_key(read)),
        nwipe::Serial::Masked | nwipe::Serial::Unreadable | nwipe::Serial::Missing => false,
    }
}

/// A weight as people type it in kilograms, in grams: `0,48`, `1.2`, `12 kg`.
#[must_use]
pub fn grams(typed: &str) -> Option<i32> {
    let plain = typed.trim().trim_end_matches("kg").trim().replace(',', ".");
    let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty()
        || whole.len() > 4
        || decimals.len() > 3
        || !digits(whole)
        || !digits(decimals)
    {
        return None;
    }
    let whole: i32 = whole.parse().ok()?;
    let decimals: i32 = format!("{decimals:0<3}").parse().ok()?;
    let grams = whole * 1000 + decimals;
    (grams > 0).then_some(grams)
}
