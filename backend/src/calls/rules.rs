//! When a call is open, who may judge a project, what marks come to, and what may be decided. Pure.
use chrono::{DateTime, LocalResult, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Paris;
use entities::{
    device::DeviceKind, project_call_juror::Jury, project_decision::Outcome,
    project_review::Opinion,
};
use std::collections::BTreeMap;

/// Where a call is in its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    ToCome,
    Open,
    Closed,
}

/// From the opening on a file may be sent, from the closing on not any more.
#[must_use]
pub fn phase(opens_at: DateTime<Utc>, closes_at: DateTime<Utc>, now: DateTime<Utc>) -> Phase {
    if now < opens_at {
        Phase::ToCome
    } else if now < closes_at {
        Phase::Open
    } else {
        Phase::Closed
    }
}

/// The moment a day and an hour mean in France: none in the hour that summer time skips; of the hour that winter time
/// repeats, the first to open and the last to close, which is what serves who files.
#[must_use]
pub fn moment(day: NaiveDate, hour: NaiveTime, closing: bool) -> Option<DateTime<Utc>> {
    let moment = match Paris.from_local_datetime(&day.and_time(hour)) {
        LocalResult::None => return None,
        LocalResult::Single(moment) => moment,
        LocalResult::Ambiguous(first, second) => {
            if closing {
                second
            } else {
                first
            }
        }
    };
    Some(moment.with_timezone(&Utc))
}

/// The highest mark of a criterion.
pub const TOP: i32 = 5;

/// What weights and marks come to out of 20, in hundredths; none without a mark.
#[must_use]
pub fn score<'m>(reviews: impl IntoIterator<Item = &'m [(i32, i32)]>) -> Option<i64> {
    let (mut points, mut weights) = (0_i64, 0_i64);
    for review in reviews {
        for (weight, mark) in review {
            points += i64::from(*weight) * i64::from(*mark);
            weights += i64::from(*weight);
        }
    }
    // A mark of 5 is 20 out of 20; halves go up.
    (weights > 0).then(|| (800 * points + weights) / (2 * weights))
}

/// Hundredths as a plain decimal figure.
#[must_use]
pub fn decimal(hundredths: i64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// The places of a ranking, from 1: equal scores share a place, and who has none has no place.
#[must_use]
pub fn places(scores: &[Option<i64>]) -> Vec<Option<usize>> {
    scores
        .iter()
        .map(|own| {
            own.map(|own| {
                let better = scores.iter().flatten().filter(|other| **other > own);
                better.count() + 1
            })
        })
        .collect()
}

/// How the elected jury voted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Votes {
    pub favourable: usize,
    pub reserve: usize,
    pub unfavourable: usize,
}

impl Votes {
    #[must_use]
    pub fn of(opinions: impl IntoIterator<Item = Opinion>) -> Self {
        let mut votes = Self::default();
        for opinion in opinions {
            match opinion {
                Opinion::Favourable => votes.favourable += 1,
                Opinion::Reserve => votes.reserve += 1,
                Opinion::Unfavourable => votes.unfavourable += 1,
            }
        }
        votes
    }
}

/// Why a juror may not judge a project now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Barred {
    /// It is a project of their own organisation.
    OwnOrganisation,
    /// They said that they have a part in it.
    Conflict,
    /// Files may still arrive: nobody is judged before the others came.
    NotClosed,
    AlreadyGiven,
    Decided,
}

impl Barred {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::OwnOrganisation => "jury-barred-own-organisation",
            Self::Conflict => "jury-barred-conflict",
            Self::NotClosed => "jury-barred-not-closed",
            Self::AlreadyGiven => "jury-barred-already-given",
            Self::Decided => "jury-barred-decided",
        }
    }
}

/// What ties a juror to a project, so that they may not judge it.
#[derive(Clone, Copy, Debug)]
pub enum Tie {
    OwnOrganisation,
    /// They said so.
    Declared,
}

impl Tie {
    #[must_use]
    pub fn of(own_organisation: bool, declared: bool) -> Option<Self> {
        if own_organisation {
            Some(Self::OwnOrganisation)
        } else {
            declared.then_some(Self::Declared)
        }
    }
}

/// What is known of a juror and a project.
#[derive(Clone, Copy, Debug)]
pub struct Juror {
    pub tie: Option<Tie>,
    pub given: bool,
    pub phase: Phase,
    pub decided: bool,
}

/// # Errors
/// What keeps the juror from judging.
pub fn may_judge(juror: Juror) -> Result<(), Barred> {
    match juror.tie {
        Some(Tie::OwnOrganisation) => return Err(Barred::OwnOrganisation),
        Some(Tie::Declared) => return Err(Barred::Conflict),
        None => {}
    }
    if juror.given {
        return Err(Barred::AlreadyGiven);
    }
    if juror.decided {
        return Err(Barred::Decided);
    }
    match juror.phase {
        Phase::Closed => Ok(()),
        Phase::ToCome | Phase::Open => Err(Barred::NotClosed),
    }
}

/// Whether a juror reads what was said of a project: of their own jury only once they have spoken, or may not any more,
/// so that nobody follows; the elected jury the technical one at any time. Who has a part in the project reads nobody.
#[must_use]
pub fn reads(own: Jury, of: Jury, judged: Result<(), Barred>) -> bool {
    match judged {
        Ok(()) | Err(Barred::NotClosed) => own == Jury::Elected && of == Jury::Technical,
        Err(Barred::OwnOrganisation | Barred::Conflict) => false,
        Err(Barred::AlreadyGiven | Barred::Decided) => true,
    }
}

/// What a jury has to say of a project, and said.
#[derive(Clone, Copy, Debug)]
pub struct Spoken {
    pub jury: Jury,
    pub named: usize,
    pub given: usize,
}

/// Why a project is not decided on now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undecidable {
    NotClosed,
    AlreadyDecided,
    /// Nobody was named for either jury.
    NoJury,
    TechnicalSilent,
    ElectedSilent,
    /// There are not so many devices of a kind left in the budget.
    OverBudget(DeviceKind),
}

impl Undecidable {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::NotClosed => "project-undecidable-not-closed",
            Self::AlreadyDecided => "project-undecidable-decided",
            Self::NoJury => "project-undecidable-no-jury",
            Self::TechnicalSilent => "project-undecidable-technical-silent",
            Self::ElectedSilent => "project-undecidable-elected-silent",
            Self::OverBudget(_) => "project-undecidable-over-budget",
        }
    }
}

/// Whether a project may be decided on: once the call is closed, and once each jury that was named spoke of it.
///
/// # Errors
/// The first thing against it.
pub fn may_decide(phase: Phase, decided: bool, juries: &[Spoken]) -> Result<(), Undecidable> {
    if decided {
        return Err(Undecidable::AlreadyDecided);
    }
    match phase {
        Phase::Closed => {}
        Phase::ToCome | Phase::Open => return Err(Undecidable::NotClosed),
    }
    if juries.iter().all(|jury| jury.named == 0) {
        return Err(Undecidable::NoJury);
    }
    for jury in juries {
        if jury.named > 0 && jury.given == 0 {
            return Err(match jury.jury {
                Jury::Technical => Undecidable::TechnicalSilent,
                Jury::Elected => Undecidable::ElectedSilent,
            });
        }
    }
    Ok(())
}

/// How many devices of each kind.
pub type Devices = BTreeMap<DeviceKind, i32>;

/// What a decision comes to.
#[must_use]
pub fn outcome(wanted: &Devices, granted: &Devices) -> Outcome {
    let of = |devices: &Devices, kind: &DeviceKind| devices.get(kind).copied().unwrap_or(0);
    if granted.values().all(|devices| *devices == 0) {
        Outcome::Refused
    } else if wanted
        .keys()
        .all(|kind| of(granted, kind) >= of(wanted, kind))
    {
        Outcome::Granted
    } else {
        Outcome::Partly
    }
}

#[cfg(test)]
mod tests;
