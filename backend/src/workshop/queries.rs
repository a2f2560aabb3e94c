//! What the workshop's pages show: devices at its benches with all that decides their next step.
use super::{
    Level,
    bench::start_of,
    checklists::erasure_of,
    device::next_href,
    listed::{self, Listed},
    rules::{Erasure, Facts, List},
    signing, tasks, vouched,
};
use crate::{
    app::App,
    auth::{
        Signed,
        permissions::{Permission, SignQualityCheck},
    },
    devices::{
        proofs::{DriveStanding, drives_of, locks_of},
        software::{self, Minimum, Software},
    },
    journal::{self, EventKind, Subject},
    labels::Code,
    parts::{self, rules::Lacks},
    web::{Error, format::Day},
};
use chrono::NaiveDate;
use entities::{
    account::{self, AccountId},
    checklist_answer::Step,
    checklist_photo::{self, ChecklistPhotoId},
    device::{self, DeviceId, Stage},
    device_lock,
    erasure::{self, ErasureVerdict},
    evidence::{self, EvidenceId, EvidenceKind},
    habilitation::{self, Act},
    membership::{self, MembershipId, Role},
    request::{self, RequestState},
    site,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, sea_query::SelectStatement,
};
use std::ops::Deref;

/// A device under its list, and what was done to it in this stay.
pub struct Work {
    pub listed: Listed,
    /// The latest record of an erasure.
    pub erasure: Option<erasure::Model>,
    /// Everybody its emptiness rests on in this stay: who recorded an erasure, said that it was reset, handed
    /// in an inventory, which can say that a drive is gone, or took a part out or put one in.
    pub emptied_by: Vec<AccountId>,
    pub drives: Vec<DriveStanding>,
    /// What still ties it to its previous owner.
    pub locks: Vec<device_lock::Model>,
    pub software: Software,
    /// The parts that came out of it and were not replaced.
    pub lacks: Lacks,
    /// What each open programme that takes such devices asks of the software.
    pub minima: Vec<Minimum>,
}

impl Deref for Work {
    type Target = Listed;

    fn deref(&self) -> &Listed {
        &self.listed
    }
}

impl Work {
    /// What does not depend on the day; `facts_on` adds the rest.
    #[must_use]
    pub fn facts(&self) -> Facts {
        let device = &self.device;
        let list = |step| List::of(self.answers(step), self.items(step));
        let erasure = match (erasure_of(device.kind, device.holds_data), &self.erasure) {
            (None, _) => Erasure::NotNeeded,
            (Some(method), None) => Erasure::Missing(method),
            (Some(method), Some(erasure)) => match erasure.verdict {
                ErasureVerdict::Accepted if self.drives.iter().all(DriveStanding::is_accepted) => {
                    Erasure::Accepted
                }
                ErasureVerdict::Accepted => Erasure::SomeDrives(method),
                ErasureVerdict::Refused | ErasureVerdict::Unverified => {
                    Erasure::NotAccepted(method)
                }
            },
        };
        Facts {
            stage: device.stage,
            erasure,
            triage: list(Step::Triage),
            refurbishment: list(Step::Refurbishment),
            graded: device.grade.is_some(),
            locked: !self.locks.is_empty(),
            below: None,
            lacks: self.lacks,
        }
    }

    /// Who did what a quality check looks at: they do not check it themselves.
    #[must_use]
    pub fn was_done_by(&self, account: AccountId) -> bool {
        self.refurbished_by.contains(&account) || self.emptied_by.contains(&account)
    }

    /// The least that any of its drives reached, or the whole device where they are not told apart.
    #[must_use]
    pub fn level(&self) -> Option<Level> {
        let of_drives = self
            .drives
            .iter()
            .filter_map(|standing| standing.latest.as_ref()?.level)
            .min();
        of_drives.or_else(|| self.erasure.as_ref()?.level)
    }

    /// The account a quality check names as performer.
    #[must_use]
    pub fn performer(&self) -> Option<AccountId> {
        match &self.erasure {
            Some(erasure) if self.device.holds_data => Some(erasure.performer_id),
            Some(_) | None => self.refurbished_by.last().copied(),
        }
    }
}

/// What a person is habilitated for today.
#[derive(Clone, Copy, Debug)]
pub struct Habilitated {
    pub erasure: bool,
    pub quality_check: bool,
    pub(super) today: NaiveDate,
}

pub async fn habilitated(
    db: &impl ConnectionTrait,
    account: AccountId,
    today: NaiveDate,
) -> Result<Habilitated, DbErr> {
    let acts: Vec<Act> = live(today)
        .filter(habilitation::COLUMN.account_id.eq(account))
        .all(db)
        .await?
        .into_iter()
        .map(|row| row.act)
        .collect();
    Ok(Habilitated {
        erasure: acts.contains(&Act::Erasure),
        quality_check: acts.contains(&Act::QualityCheck),
        today,
    })
}

fn live(today: NaiveDate) -> sea_orm::Select<habilitation::Entity> {
    habilitation::Entity::find()
        .filter(habilitation::COLUMN.granted_on.lte(today))
        .filter(habilitation::COLUMN.expires_on.gte(today))
}

/// Colleagues of the same organisation who are habilitated today: whom to ask. A quality check also
/// takes a role that signs it. A worker is told of supervisors only: no worker reads another's name.
pub async fn habilitated_colleagues(
    db: &impl ConnectionTrait,
    by: &Signed,
    act: Act,
    today: NaiveDate,
) -> Result<Vec<account::Model>, DbErr> {
    let granted: &[Role] = match act {
        Act::Erasure => crate::auth::permissions::RecordErasure::GRANTED_TO,
        Act::QualityCheck => SignQualityCheck::GRANTED_TO,
        Act::ElectricalRepair => crate::auth::permissions::WorkAtBench::GRANTED_TO,
    };
    let named = |role: &Role| by.role != Role::Worker || *role != Role::Worker;
    let roles = granted.iter().copied().filter(named);
    let members = membership::Entity::find()
        .select_only()
        .column(membership::Column::AccountId)
        .filter(membership::COLUMN.organisation_id.eq(by.organisation_id))
        .filter(membership::COLUMN.ended_at.is_null())
        .filter(membership::Column::Role.is_in(roles))
        .into_query();
    let habilitated = live(today)
        .select_only()
        .column(habilitation::Column::AccountId)
        .filter(habilitation::COLUMN.act.eq(act))
        .into_query();
    account::Entity::find()
        .filter(account::Column::Id.in_subquery(members))
        .filter(account::Column::Id.in_subquery(habilitated))
        .filter(account::COLUMN.id.ne(by.account.id))
        .filter(account::COLUMN.disabled_at.is_null())
        .order_by_asc(account::Column::Name)
        .limit(5)
        .all(db)
        .await
}

/// The sites of the person's organisation: what is elsewhere is not theirs to see.
fn sites_of(by: &Signed) -> SelectStatement {
    site::Entity::find()
        .select_only()
        .column(site::Column::Id)
        .filter(site::COLUMN.organisation_id.eq(by.organisation_id))
        .into_query()
}

/// The device that bears this code, if it is at a site of the person's organisation, and not on its way to another.
pub async fn device_at_bench(
    db: &impl ConnectionTrait,
    by: &Signed,
    code: &str,
) -> Result<Option<Work>, DbErr> {
    let devices = labelled(db, by, code).await?.into_iter().collect();
    Ok(work_on(db, devices).await?.pop())
}

/// The device alone.
pub async fn labelled(
    db: &impl ConnectionTrait,
    by: &Signed,
    code: &str,
) -> Result<Option<device::Model>, DbErr> {
    let Ok(code) = Code::parse(code) else {
        return Ok(None);
    };
    device::Entity::find()
        .filter(device::Column::LabelCode.eq(code.to_string()))
        .filter(device::COLUMN.transfer_id.is_null())
        .filter(device::Column::SiteId.in_subquery(sites_of(by)))
        .one(db)
        .await
}

/// The page of the one next step of a device at a bench of the person's organisation.
pub async fn next_page(
    app: &App,
    db: &impl ConnectionTrait,
    by: &Signed,
    code: &str,
) -> Result<Option<String>, DbErr> {
    let Some(work) = device_at_bench(db, by, code).await? else {
        return Ok(None);
    };
    if tasks::opens_for(by) {
        return Ok(Some(start_of(by, work.code())));
    }
    let habilitated = habilitated(db, by.account.id, app.clock.today()).await?;
    Ok(Some(next_href(work.code(), habilitated.next(by, &work))))
}

/// What was done to these devices, in their order.
pub async fn work_on(
    db: &impl ConnectionTrait,
    devices: Vec<device::Model>,
) -> Result<Vec<Work>, DbErr> {
    let ids: Vec<DeviceId> = devices.iter().map(|device| device.id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let erasures = erasure::Entity::find()
        .filter(erasure::Column::DeviceId.is_in(ids.iter().copied()))
        .order_by_asc(erasure::Column::Id)
        .all(db)
        .await?;
    let mut vouched = vouched::by_whom(db, &ids).await?;
    let mut drives = drives_of(db, &devices).await?;
    let mut locks = locks_of(db, &ids).await?;
    let mut software = software::software_of(db, &devices).await?;
    let minima = software::minima(db).await?;
    let missing = parts::queries::lacks_of(db, &devices).await?;
    let work = |listed: Listed| {
        let device = &listed.device;
        let own: Vec<&erasure::Model> = erasures
            .iter()
            .filter(|row| row.device_id == device.id && row.stay == device.stay)
            .collect();
        let vouched = vouched.remove(&(device.id, device.stay));
        Work {
            erasure: own.last().copied().cloned(),
            emptied_by: own
                .iter()
                .map(|row| row.performer_id)
                .chain(vouched.unwrap_or_default())
                .collect(),
            drives: drives.remove(&device.id).unwrap_or_default(),
            locks: locks.remove(&device.id).unwrap_or_default(),
            software: software.remove(&device.id).unwrap_or_default(),
            lacks: missing.get(&device.id).copied().unwrap_or_default(),
            minima: minima.of(device.kind).to_vec(),
            listed,
        }
    };
    let listed = listed::of_devices(db, devices).await?;
    Ok(listed.into_iter().map(work).collect())
}

/// The beginning of this stay, and why the device came back to where it is.
pub struct Stay {
    pub received_on: NaiveDate,
    /// The words of who sent it back, or brought it back, while it is where that put it.
    pub reason: Option<String>,
    /// The day somebody scanned "reset done", if anybody did.
    pub reset_on: Option<NaiveDate>,
}

pub async fn stay_of(
    app: &App,
    db: &impl ConnectionTrait,
    device: &device::Model,
) -> Result<Stay, Error> {
    let mut received = device.created_at;
    let mut reason_hash = None;
    let mut reset_on = None;
    let events = journal::history(db, Subject::Device, device.id.0).await?;
    for event in journal::standing(events)? {
        let data: serde_json::Value =
            serde_json::from_str(&event.data).map_err(anyhow::Error::from)?;
        if event.kind == EventKind::ResetDone.name() {
            reset_on = Some(event.at.in_paris());
        }
        let Some(stage) = data["set"]["stage"].as_str() else {
            continue;
        };
        if stage == "received" {
            received = event.at;
            reset_on = None;
        }
        let sent_back = [EventKind::QualityCheckFailed, EventKind::DeviceReturned]
            .iter()
            .any(|kind| kind.name() == event.kind);
        reason_hash = data["details"]["remark"]
            .as_str()
            .filter(|_| sent_back)
            .map(ToOwned::to_owned);
    }
    let reason = match reason_hash {
        None => None,
        Some(hash) => journal::remarks_of(db, &app.keys, (Subject::Device, device.id.0))
            .await?
            .into_iter()
            .find(|(known, _)| *known == hash)
            .map(|(_, words)| words),
    };
    Ok(Stay {
        received_on: received.in_paris(),
        reason,
        reset_on,
    })
}

/// One pile of the bench.
pub struct Queue {
    pub devices: u64,
    /// The ones that have waited longest, first.
    pub oldest: Vec<Work>,
}

/// As many rows as one looks at between two devices.
const ROWS: u64 = 10;

/// The devices of these stages at the person's own site, or at all sites of an organisation without one.
pub async fn queue(
    db: &impl ConnectionTrait,
    by: &Signed,
    stages: &[Stage],
) -> Result<Queue, DbErr> {
    let mut here = at_stages(by, stages);
    if let Some(site) = by.site_id {
        here = here.filter(device::Column::SiteId.eq(site));
    }
    oldest_of(db, here).await
}

/// The devices whose quality check this person may sign, if habilitated: at any site of the organisation, since a
/// check may be made from the photos, proven empty, unlocked, whole and with software that some programme takes, and
/// none that rests on their own work.
pub async fn queue_to_check(
    db: &impl ConnectionTrait,
    by: &Signed,
    today: NaiveDate,
) -> Result<Queue, DbErr> {
    let below = software::minima(db).await?.is_below_all(today);
    let others = at_stages(by, &[Stage::QualityCheck])
        .filter(signing::done_by(by.account.id).not())
        .filter(signing::is_locked().not())
        .filter(signing::lacks_erasure().not())
        .filter(parts::queries::is_incomplete().not())
        .filter(Condition::all().add_option(below.map(Condition::not)));
    oldest_of(db, others).await
}

fn at_stages(by: &Signed, stages: &[Stage]) -> sea_orm::Select<device::Entity> {
    device::Entity::find()
        .filter(device::Column::Stage.is_in(stages.iter().copied()))
        .filter(device::COLUMN.transfer_id.is_null())
        .filter(device::Column::SiteId.in_subquery(sites_of(by)))
}

async fn oldest_of(
    db: &impl ConnectionTrait,
    devices: sea_orm::Select<device::Entity>,
) -> Result<Queue, DbErr> {
    let count = devices.clone().count(db).await?;
    let oldest = devices
        .order_by_asc(device::Column::StageSince)
        .order_by_asc(device::Column::Id)
        .limit(ROWS)
        .all(db)
        .await?;
    Ok(Queue {
        devices: count,
        oldest: work_on(db, oldest).await?,
    })
}

/// Whether a request waits for this very device.
pub async fn is_allocated(db: &impl ConnectionTrait, device: DeviceId) -> Result<bool, DbErr> {
    let open = request::Entity::find()
        .filter(request::Column::DeviceId.eq(device))
        .filter(request::COLUMN.state.eq(RequestState::Allocated))
        .one(db)
        .await?;
    Ok(open.is_some())
}

/// A photo or log kept for an erasure, for who may see the device: everybody of the organisation it is
/// at or that erased it, and those who see the whole stock.
pub async fn proof(
    db: &impl ConnectionTrait,
    by: &Signed,
    id: EvidenceId,
) -> Result<Option<EvidenceId>, DbErr> {
    let kinds = [EvidenceKind::SetupScreen, EvidenceKind::WipeLog];
    let Some(evidence) = evidence::Entity::find_by_id(id)
        .filter(evidence::Column::Kind.is_in(kinds))
        .one(db)
        .await?
    else {
        return Ok(None);
    };
    let Some(erasure) = erasure::Entity::find()
        .filter(erasure::Column::EvidenceId.eq(id))
        .one(db)
        .await?
    else {
        return Ok(None);
    };
    let seen = may_see(db, by, erasure.device_id, evidence.membership_id).await?;
    Ok(seen.then_some(id))
}

/// The photo behind an answer, for whoever may see the proofs of its device.
pub async fn photo(
    db: &impl ConnectionTrait,
    by: &Signed,
    id: ChecklistPhotoId,
) -> Result<Option<checklist_photo::Model>, DbErr> {
    let Some(photo) = checklist_photo::Entity::find_by_id(id).one(db).await? else {
        return Ok(None);
    };
    let seen = may_see(db, by, photo.device_id, photo.membership_id).await?;
    Ok(seen.then_some(photo))
}

/// Whether somebody may see what proves something of a device, handed in by this member.
async fn may_see(
    db: &impl ConnectionTrait,
    by: &Signed,
    device: DeviceId,
    handed_in_by: MembershipId,
) -> Result<bool, DbErr> {
    let whole_stock = match by.role {
        Role::Finance | Role::Auditor => true,
        Role::Coordinator => by.territories.is_empty(),
        Role::Supervisor
        | Role::Worker
        | Role::Prescriber
        | Role::Teacher
        | Role::Trainer
        | Role::Clerk
        | Role::StoreKeeper
        | Role::OrganisationManager
        | Role::ItCorrespondent
        | Role::LoanPartner
        | Role::DataProtectionOfficer => false,
    };
    if whole_stock {
        return Ok(true);
    }
    let handed_in_by = membership::Entity::find_by_id(handed_in_by).one(db).await?;
    let device = device::Entity::find_by_id(device).one(db).await?;
    let place = match device.and_then(|device| device.site_id) {
        Some(site) => site::Entity::find_by_id(site).one(db).await?,
        None => None,
    };
    let own = by.organisation_id;
    Ok(
        handed_in_by.is_some_and(|membership| membership.organisation_id == own)
            || place.is_some_and(|place| {
                place.organisation_id == own
                    || place
                        .epci_code
                        .is_some_and(|epci| by.territories.contains(&epci))
            }),
    )
}
