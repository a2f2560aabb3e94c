//! A scan taken back by who made it, while nothing came of it: an event of its own says what it corrects, and the state
//! returns to what the journal says it was. Where a thing is kept is put back as it is put anywhere; the rest only here.
use super::rules::{Outcome, Since, Stays, may_undo};
use crate::{
    auth::{
        Allowed,
        permissions::{CarryTransfers, TakeIn, WorkAtBench},
    },
    devices::{
        rules::may_arrive,
        stages::{StageEvent, next},
        standing::Standing,
        storage::{
            actions::{put_back, stand_back},
            queries::container_by_id,
        },
        transit,
    },
    journal::{self, By, ChangeError, EventKind, Last, Subject},
    web::Error,
};
use chrono::{DateTime, Utc};
use entities::{
    container::{self, ContainerId},
    device::{self, DeviceId},
    event, scan,
    site::{self, SiteId},
    transfer::TransferId,
};
use sea_orm::{
    ActiveValue, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder, Set,
};
use std::collections::BTreeMap;

#[derive(Debug, thiserror::Error)]
pub enum UndoError {
    #[error("it stays: {0:?}")]
    Stays(Stays),
    #[error(transparent)]
    Other(#[from] Error),
}

impl From<Stays> for UndoError {
    fn from(stays: Stays) -> Self {
        Self::Stays(stays)
    }
}

impl From<DbErr> for UndoError {
    fn from(error: DbErr) -> Self {
        Self::Other(error.into())
    }
}

impl From<ChangeError> for UndoError {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::Changed => Self::Stays(Stays::ChangedSince),
            ChangeError::Db(error) => error.into(),
        }
    }
}

/// Takes this scan back.
pub async fn take_back(
    txn: &DatabaseTransaction,
    by: &Allowed<WorkAtBench>,
    now: DateTime<Utc>,
    outcome: Outcome,
    scanned: &scan::Model,
) -> Result<(), UndoError> {
    match (scanned.device_id, scanned.container_id) {
        (Some(id), _) => {
            let device = device::Entity::find_by_id(id).one(txn).await?;
            let device = device.ok_or(Stays::ChangedSince)?;
            let last = journal::last(txn, &device).await?;
            let last = last.ok_or(Stays::ChangedSince)?;
            let untouched = Some(device.version) == scanned.version;
            may_undo(outcome, since(by, outcome, untouched, &last))?;
            of_device(txn, by.at(now), outcome, (scanned, &device, &last)).await
        }
        (None, Some(id)) => {
            let moved = container_by_id(txn, id).await?.ok_or(Stays::ChangedSince)?;
            let last = journal::last(txn, &moved).await?;
            let last = last.ok_or(Stays::ChangedSince)?;
            let untouched = Some(moved.version) == scanned.version;
            may_undo(outcome, since(by, outcome, untouched, &last))?;
            match outcome {
                Outcome::BoxMoved => {
                    let (place, mistake) = (scanned.from_id, last.event.seq);
                    stand_back(txn, by.at(now), &moved, place, mistake).await?;
                    Ok(())
                }
                Outcome::BoxReceived => box_arrived_not(txn, by.at(now), &moved, &last).await,
                Outcome::Received
                | Outcome::CheckAsked
                | Outcome::ResetNoted
                | Outcome::TakenOut
                | Outcome::Stowed
                | Outcome::Sent
                | Outcome::Same => Err(Stays::NothingDone.into()),
            }
        }
        (None, None) => Err(Stays::NothingDone.into()),
    }
}

fn since(by: &Allowed<WorkAtBench>, outcome: Outcome, untouched: bool, last: &Last) -> Since {
    let could = match outcome {
        Outcome::Received | Outcome::BoxReceived => by.may(TakeIn),
        Outcome::Sent => by.may(CarryTransfers),
        Outcome::CheckAsked
        | Outcome::ResetNoted
        | Outcome::TakenOut
        | Outcome::Stowed
        | Outcome::BoxMoved
        | Outcome::Same => true,
    };
    Since {
        untouched,
        // A session may have gone on under another role.
        theirs: could && last.event.actor_id == Some(by.membership_id),
    }
}

async fn of_device(
    txn: &DatabaseTransaction,
    by: By,
    outcome: Outcome,
    (scanned, device, last): (&scan::Model, &device::Model, &Last),
) -> Result<(), UndoError> {
    match outcome {
        Outcome::Stowed | Outcome::TakenOut => {
            let before = match scanned.from_id {
                Some(id) => container_by_id(txn, id).await?,
                None => None,
            };
            put_back(txn, by, device, before.as_ref(), last.event.seq).await?;
            Ok(())
        }
        Outcome::Received => arrived_not(txn, by, device, last).await,
        Outcome::Sent => left_not(txn, by, device, last).await,
        Outcome::CheckAsked => {
            let stage = next(device.stage, StageEvent::CheckTakenBack);
            let change = device::ActiveModel {
                stage: Set(stage.ok_or(Stays::AskTheChecker)?),
                stage_since: last.back("stage_since")?,
                ..Default::default()
            };
            let event = last.taken_back(EventKind::CheckRequestTakenBack);
            journal::change(txn, by, device, change, event).await?;
            Ok(())
        }
        Outcome::ResetNoted => {
            let event = last.taken_back(EventKind::ResetTakenBack);
            journal::record(txn, by, device, event).await?;
            Ok(())
        }
        Outcome::BoxMoved | Outcome::BoxReceived | Outcome::Same => Err(Stays::NothingDone.into()),
    }
}

/// It has not arrived: it is where it was, or on its way again.
async fn arrived_not(
    txn: &DatabaseTransaction,
    by: By,
    device: &device::Model,
    last: &Last,
) -> Result<(), UndoError> {
    let transfer = last.was::<Option<TransferId>>("transfer_id")?.flatten();
    let site = last.was::<Option<SiteId>>("site_id")?.flatten();
    // What comes back to its own workshop from its way has the site it had.
    let site = site.or(device.site_id).ok_or(Stays::Arrived)?;
    if transfer.is_none() {
        may_be_at(&open_site(txn, site).await?, device)?;
    }
    let container = kept_in(txn, last, site).await?;
    // What ended by it goes on first: a device is on its way only with a transfer that counts on it.
    transit::arrived_not(txn, &[device.id], done_by(last)).await?;
    let change = device::ActiveModel {
        site_id: last.back("site_id")?,
        transfer_id: last.back("transfer_id")?,
        container_id: container,
        ..Default::default()
    };
    let event = last.taken_back(EventKind::ArrivalTakenBack);
    journal::change(txn, by, device, change, event).await?;
    Ok(())
}

/// It has not left: it is where it was, and still to be sent.
async fn left_not(
    txn: &DatabaseTransaction,
    by: By,
    device: &device::Model,
    last: &Last,
) -> Result<(), UndoError> {
    let transfer = device.transfer_id.ok_or(Stays::OnItsWay)?;
    let site = device.site_id.ok_or(Stays::OnItsWay)?;
    let change = device::ActiveModel {
        transfer_id: Set(None),
        container_id: kept_in(txn, last, site).await?,
        ..Default::default()
    };
    let event = last.taken_back(EventKind::DepartureTakenBack);
    journal::change(txn, by, device, change, event).await?;
    Ok(transit::left_not(txn, device.id, transfer, done_by(last)).await?)
}

/// The box has not arrived, nor what is in it: all of it, as it came, is where it was.
async fn box_arrived_not(
    txn: &DatabaseTransaction,
    by: By,
    moved: &container::Model,
    last: &Last,
) -> Result<(), UndoError> {
    let inside = device::Entity::find()
        .filter(device::COLUMN.container_id.eq(moved.id))
        .order_by_asc(device::Column::Id)
        .all(txn)
        .await?;
    let there: BTreeMap<DeviceId, i32> = inside.iter().map(|it| (it.id, it.version)).collect();
    if there != came_with(txn, moved, last).await? {
        return Err(Stays::Arrived.into());
    }
    let site = last.was::<SiteId>("site_id")?.ok_or(Stays::Arrived)?;
    let site = open_site(txn, site).await?;
    for device in &inside {
        may_be_at(&site, device)?;
    }
    let change = container::ActiveModel {
        site_id: Set(site.id),
        place_id: last.back("place_id")?,
        ..Default::default()
    };
    let event = last.taken_back(EventKind::ArrivalTakenBack);
    journal::change(txn, by, moved, change, event).await?;
    let ids: Vec<DeviceId> = there.into_keys().collect();
    transit::arrived_not(txn, &ids, done_by(last)).await?;
    for device in &inside {
        let change = device::ActiveModel {
            site_id: Set(Some(site.id)),
            ..Default::default()
        };
        let event = journal::taking_back(EventKind::ArrivalTakenBack, device.version);
        journal::change(txn, by, device, change, event).await?;
    }
    Ok(())
}

/// The devices that the arrival of the box moved with it, each with the number of that event.
async fn came_with(
    txn: &DatabaseTransaction,
    moved: &container::Model,
    last: &Last,
) -> Result<BTreeMap<DeviceId, i32>, DbErr> {
    let events = event::Entity::find()
        .filter(event::COLUMN.subject_kind.eq(Subject::Device.key()))
        .filter(event::COLUMN.kind.eq(EventKind::DeviceMoved.name()))
        .filter(event::Column::At.eq(last.event.at))
        .filter(event::Column::ActorId.eq(last.event.actor_id))
        .order_by_asc(event::Column::Seq)
        .all(txn)
        .await?;
    let mut came = BTreeMap::new();
    for event in events {
        let data: serde_json::Value =
            serde_json::from_str(&event.data).map_err(|error| DbErr::Json(error.to_string()))?;
        if data["details"]["container"].as_i64() == Some(i64::from(moved.id.0)) {
            came.insert(DeviceId(event.subject_id), event.seq);
        }
    }
    Ok(came)
}

/// Who did what is taken back, and when.
fn done_by(last: &Last) -> By {
    By {
        actor: last.event.actor_id,
        at: last.event.at,
    }
}

async fn open_site(txn: &DatabaseTransaction, id: SiteId) -> Result<site::Model, UndoError> {
    let site = site::Entity::find_by_id(id).one(txn).await?;
    let open = site.filter(|site| site.closed_at.is_none());
    Ok(open.ok_or(Stays::Arrived)?)
}

/// Nothing goes back to where it might not arrive today (law 3).
fn may_be_at(site: &site::Model, device: &device::Model) -> Result<(), Stays> {
    may_arrive(Standing::of_device(device), false, site.is_workshop).map_err(|_| Stays::Arrived)
}

/// The box or place the device was kept in, if it is still at that site and nobody moves it meanwhile (law 2).
async fn kept_in(
    txn: &DatabaseTransaction,
    last: &Last,
    site: SiteId,
) -> Result<ActiveValue<Option<ContainerId>>, UndoError> {
    let was = last.was::<Option<ContainerId>>("container_id")?;
    if let Some(Some(id)) = was {
        let container = container_by_id(txn, id).await?;
        let there = container.filter(|container| container.site_id == site);
        journal::hold(txn, &there.ok_or(Stays::ChangedSince)?).await?;
    }
    Ok(was.map_or(ActiveValue::NotSet, ActiveValue::Set))
}
