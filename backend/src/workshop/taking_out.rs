//! What comes out of a device: one of its drives, a part fitted before, or one of its own.
use super::{
    actions::BenchError,
    queries::Work,
    rules::{Blocker, Erasure},
};
use crate::{
    app::App,
    auth::Signed,
    habilitations,
    journal::By,
    parts::{
        actions::{self as parts, Described, PartError},
        queries,
        rules::{Left, Refusal},
        say,
    },
    web::{Choice, Words},
};
use entities::{
    habilitation::Act,
    organisation::OrganisationId,
    part::{self, PartKind},
};
use sea_orm::{ActiveEnum, ConnectionTrait, DatabaseTransaction, DbErr};

/// A device's own parts besides its drives, which are known one by one.
const OWN: [PartKind; 6] = [
    PartKind::Battery,
    PartKind::Screen,
    PartKind::Keyboard,
    PartKind::Memory,
    PartKind::Motherboard,
    PartKind::Other,
];

/// What comes out, as a page names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Out {
    Drive(i32),
    Fitted(String),
    Own(PartKind),
}

impl Out {
    #[must_use]
    pub fn parse(value: &str) -> Option<Self> {
        match value.split_once(':')? {
            ("drive", id) => id.parse().ok().map(Self::Drive),
            ("part", code) => Some(Self::Fitted(code.to_owned())),
            ("own", kind) => {
                let kind = PartKind::try_from_value(&kind.to_owned()).ok()?;
                (kind != PartKind::Drive).then_some(Self::Own(kind))
            }
            _ => None,
        }
    }
}

/// Everything that can come out of a device.
pub async fn choices(
    db: &impl ConnectionTrait,
    words: Words,
    work: &Work,
) -> Result<Vec<Choice>, DbErr> {
    let mut out = Vec::new();
    for standing in &work.drives {
        let drive = &standing.drive;
        let name = words.say(say::kind_key(PartKind::Drive));
        let choice = Choice::new(
            format!("drive:{}", drive.id),
            format!("{name} {}", drive.model),
        );
        out.push(choice.hint(drive.serial.clone()));
    }
    for part in queries::in_device(db, work.device.id).await? {
        // Its drives are there already, each with what is proven of it.
        if part.kind != PartKind::Drive {
            let choice = Choice::new(format!("part:{}", part.code), say::name(words, &part));
            out.push(choice.hint(part.code));
        }
    }
    out.extend(OWN.map(|kind| {
        let name = words.say(say::kind_key(kind));
        Choice::new(format!("own:{}", kind.to_value()), name)
    }));
    Ok(out)
}

/// Takes it out, onto the shelf of the device's site.
pub async fn take_out(
    txn: &DatabaseTransaction,
    by: By,
    organisation: OrganisationId,
    work: &Work,
    out: &Out,
) -> Result<part::Model, PartError> {
    let device = &work.device;
    match out {
        Out::Drive(id) => {
            let standing = work.drives.iter().find(|standing| standing.drive.id == *id);
            let standing = standing.ok_or(Refusal::NotInDevice)?;
            parts::keep_drive(txn, by, organisation, device, standing).await
        }
        Out::Fitted(code) => {
            let part = queries::part_in(txn, device.id, code).await?;
            let part = part.ok_or(Refusal::NotInDevice)?;
            parts::take_out(txn, by, organisation, device, &part, left_on(work)).await
        }
        Out::Own(kind) => {
            let described = Described::of(device, *kind);
            parts::keep(txn, by, organisation, device, described, left_on(work)).await
        }
    }
}

/// Keeps parts of a device that will not be put together again.
pub async fn take_apart(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Signed,
    work: &Work,
    kept: &[Out],
) -> Result<Vec<i32>, BenchError> {
    let at = by.at(app.clock.now());
    let act = Act::ElectricalRepair;
    if !kept.is_empty()
        && !habilitations::queries::holds(txn, by.account.id, act, app.clock.today()).await?
    {
        return Err(Blocker::RepairHabilitationMissing.into());
    }
    let mut taken = Vec::new();
    for out in kept {
        let part = take_out(txn, at, by.organisation_id, work, out).await;
        taken.push(match part {
            Ok(part) => part.id.0,
            Err(PartError::Refused(Refusal::MayHoldData)) => {
                return Err(Blocker::PartMayHoldData.into());
            }
            Err(PartError::Refused(Refusal::KnownHere)) => {
                return Err(Blocker::PartKnownHere.into());
            }
            Err(PartError::Refused(_)) => return Err(Blocker::MovedOn.into()),
            Err(PartError::Change(error)) => return Err(error.into()),
        });
    }
    Ok(taken)
}

/// What is left of the previous user, as the rules of parts see it.
fn left_on(work: &Work) -> Left {
    match work.facts().erasure {
        Erasure::NotNeeded => Left::Nothing,
        Erasure::Accepted => Left::Erased,
        Erasure::Missing(_) | Erasure::NotAccepted(_) | Erasure::SomeDrives(_) => Left::Data,
    }
}
