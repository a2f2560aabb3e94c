//! What the rules and the pages read of a request's training.
use super::{
    elsewhere,
    places::ends_at,
    rules::{
        Attended, Clearance, Exchange, Facts, Invalid, Learning, WaiverFacts, Whose, required_of,
    },
};
use crate::{
    auth::{Signed, territory},
    mail,
    web::{Error, format::Day},
};
use anyhow::Context;
use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    account::{self, AccountId},
    attendance::{self, AttendanceState},
    clearance::{self, Basis, ClearanceState},
    device,
    enrolment::{self, EnrolmentId},
    handover,
    learner::{self, LearnerId},
    membership::{self, MembershipId, Role},
    organisation,
    pathway::PathwayId,
    programme::{self, ProgrammeId},
    request::{self, RequestId, RequestState},
    session_module,
    site::{self, SiteId},
    training_module::{self, ModuleId},
    training_session::{self, TrainingSessionId},
    waiver_count, withdrawn_attestation,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, Select,
};
use std::collections::{BTreeMap, BTreeSet};

/// A request with its programme.
pub async fn request_of(
    db: &impl ConnectionTrait,
    id: RequestId,
) -> Result<(request::Model, programme::Model), Error> {
    let request = request::Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let programme = programme_of(db, request.programme_id).await?;
    Ok((request, programme))
}

pub async fn programme_of(
    db: &impl ConnectionTrait,
    id: ProgrammeId,
) -> Result<programme::Model, Error> {
    let programme = programme::Entity::find_by_id(id).one(db).await?;
    Ok(programme.context("a request names its programme")?)
}

/// The pathway a request leads to: that of the level, or the programme's own.
#[must_use]
pub fn pathway_of(request: &request::Model, programme: &programme::Model) -> PathwayId {
    request.pathway_id.unwrap_or(programme.pathway_id)
}

/// Who speaks for a request's recipient: its prescriber, else the first of their organisation.
pub async fn speaks_for(
    db: &impl ConnectionTrait,
    request: &request::Model,
) -> Result<Option<account::Model>, DbErr> {
    if let Some(own) = mail::reader(db, request.prescriber_id).await? {
        return Ok(Some(own));
    }
    let colleagues = membership::Entity::find()
        .filter(
            membership::COLUMN
                .organisation_id
                .eq(request.organisation_id),
        )
        .filter(membership::COLUMN.role.eq(Role::Prescriber))
        .filter(membership::COLUMN.ended_at.is_null())
        .order_by_asc(membership::COLUMN.id)
        .all(db)
        .await?;
    for colleague in colleagues {
        if let Some(reads) = mail::reader(db, colleague.id).await? {
            return Ok(Some(reads));
        }
    }
    Ok(None)
}

#[must_use]
pub fn whose(request: &request::Model) -> Whose {
    Whose {
        request: request.id,
        programme: request.programme_id,
        recipient: request.recipient_id,
    }
}

/// The enrolment that counts for a request: the one that was not withdrawn.
pub async fn live_enrolment(
    db: &impl ConnectionTrait,
    request: RequestId,
) -> Result<Option<enrolment::Model>, DbErr> {
    enrolment::Entity::find()
        .filter(enrolment::COLUMN.request_id.eq(request))
        .filter(enrolment::COLUMN.withdrawn_at.is_null())
        .order_by_asc(enrolment::COLUMN.id)
        .one(db)
        .await
}

/// The enrolment of this learner that was withdrawn: they may come back.
pub async fn withdrawn_enrolment(
    db: &impl ConnectionTrait,
    request: RequestId,
    learner: LearnerId,
) -> Result<Option<enrolment::Model>, DbErr> {
    enrolment::Entity::find()
        .filter(enrolment::COLUMN.request_id.eq(request))
        .filter(enrolment::COLUMN.learner_id.eq(learner))
        .filter(enrolment::COLUMN.withdrawn_at.is_not_null())
        .one(db)
        .await
}

/// The clearances that rested on an enrolment and have served: of its device, of one given in exchange, of cards.
pub async fn used_clearances_of(
    db: &impl ConnectionTrait,
    enrolment: &enrolment::Model,
) -> Result<Vec<clearance::Model>, DbErr> {
    clearance::Entity::find()
        .filter(clearance::COLUMN.request_id.eq(enrolment.request_id))
        .filter(clearance::COLUMN.learner_id.eq(enrolment.learner_id))
        .filter(clearance::COLUMN.state.eq(ClearanceState::Used))
        .filter(clearance::COLUMN.basis.ne(Basis::Waiver))
        .all(db)
        .await
}

/// Whether a device is somebody's for good because the pathway was attested.
pub async fn kept_for_good(db: &impl ConnectionTrait, request: RequestId) -> Result<bool, DbErr> {
    let provisional = clearance::Entity::find()
        .select_only()
        .column(clearance::Column::Id)
        .filter(clearance::COLUMN.request_id.eq(request))
        .filter(clearance::COLUMN.basis.eq(Basis::Provisional));
    let kept = handover::Entity::find()
        .filter(handover::COLUMN.request_id.eq(request))
        .filter(handover::Column::ClearanceId.in_subquery(provisional.into_query()))
        .filter(
            Condition::any()
                .add(handover::COLUMN.due_back_on.is_null())
                .add(handover::COLUMN.definitive_at.is_not_null()),
        )
        .count(db)
        .await?;
    Ok(kept > 0)
}

/// When the latest attestation of an enrolment was withdrawn.
pub async fn withdrawn_attestation(
    db: &impl ConnectionTrait,
    enrolment: EnrolmentId,
) -> Result<Option<DateTime<Utc>>, DbErr> {
    let latest = withdrawn_attestation::Entity::find()
        .filter(withdrawn_attestation::COLUMN.enrolment_id.eq(enrolment))
        .order_by_desc(withdrawn_attestation::COLUMN.id)
        .one(db)
        .await?;
    Ok(latest.map(|latest| latest.withdrawn_at))
}

/// Everything the gate asks about, as it is at this moment.
pub async fn facts(
    db: &impl ConnectionTrait,
    request: &request::Model,
    programme: &programme::Model,
    now: DateTime<Utc>,
) -> Result<Facts, Error> {
    let enrolment = live_enrolment(db, request.id).await?;
    let learning = match enrolment {
        Some(enrolment) => Some(Learning {
            learner: enrolment.learner_id,
            attended: attended(db, &enrolment, now).await?,
            attested: enrolment.attested_at.is_some(),
        }),
        None => None,
    };
    Ok(Facts {
        whose: whose(request),
        gate: programme.gate,
        required_minutes: programme.required_minutes,
        required_modules: required_modules(db, request, programme).await?,
        model_key: allocated_model(db, request).await?,
        learning,
        in_trainers_hand: false,
        exchange: exchange(db, request).await?,
    })
}

/// What the request is served again for, if it is.
async fn exchange(
    db: &impl ConnectionTrait,
    request: &request::Model,
) -> Result<Option<Exchange>, Error> {
    let Some(of) = request.exchange_of else {
        return Ok(None);
    };
    let replaced = handover::Entity::find_by_id(of).one(db).await?;
    let replaced = replaced.context("a handover is never deleted")?;
    let taken = clearance::Entity::find_by_id(replaced.clearance_id)
        .one(db)
        .await?;
    let taken = taken.context("a handover took a clearance")?;
    Ok(Some(Exchange {
        of,
        basis: taken.basis,
    }))
}

/// The modules that this request's pathway asks for, of those of the programme.
async fn required_modules(
    db: &impl ConnectionTrait,
    request: &request::Model,
    programme: &programme::Model,
) -> Result<BTreeSet<ModuleId>, Error> {
    let all: BTreeSet<ModuleId> = serde_json::from_str(&programme.required_modules)
        .context("required_modules is an array of module ids")?;
    let pathway = pathway_of(request, programme);
    if pathway == programme.pathway_id && programme.levels.is_none() {
        return Ok(all);
    }
    let own = modules(db, pathway).await?;
    let own = own.iter().map(|module| module.id).collect();
    Ok(required_of(all, &own, programme.required_minutes))
}

async fn allocated_model(
    db: &impl ConnectionTrait,
    request: &request::Model,
) -> Result<Option<String>, DbErr> {
    let (RequestState::Allocated, Some(device)) = (request.state, request.device_id) else {
        return Ok(None);
    };
    let device = device::Entity::find_by_id(device).one(db).await?;
    Ok(device.map(|device| device.model_key))
}

async fn attended(
    db: &impl ConnectionTrait,
    enrolment: &enrolment::Model,
    now: DateTime<Utc>,
) -> Result<Vec<Attended>, Error> {
    let sessions: Vec<TrainingSessionId> = attendance::Entity::find()
        .filter(attendance::COLUMN.enrolment_id.eq(enrolment.id))
        .filter(attendance::COLUMN.state.eq(AttendanceState::Present))
        .all(db)
        .await?
        .into_iter()
        .map(|attendance| attendance.session_id)
        .collect();
    let mut modules = modules_of(db, &sessions).await?;
    let sessions = training_session::Entity::find()
        .filter(training_session::COLUMN.id.is_in(sessions))
        .order_by_asc(training_session::COLUMN.starts_at)
        .all(db)
        .await?;
    let days = sessions.iter().map(|session| session.starts_at.in_paris());
    let elsewhere = elsewhere::queries::counted(db, enrolment, &days.collect()).await?;
    let mut attended: Vec<_> = sessions
        .into_iter()
        .map(|session| Attended {
            over: ends_at(&session) <= now,
            minutes: session.minutes,
            modules: modules.remove(&session.id).unwrap_or_default(),
            here: true,
        })
        .collect();
    attended.extend(elsewhere.into_iter().map(|told| Attended {
        // It was linked on a later day.
        over: true,
        minutes: told.minutes,
        modules: told.modules,
        here: false,
    }));
    Ok(attended)
}

/// The modules taught in each of these sessions.
pub async fn modules_of(
    db: &impl ConnectionTrait,
    sessions: &[TrainingSessionId],
) -> Result<BTreeMap<TrainingSessionId, Vec<ModuleId>>, DbErr> {
    let rows = session_module::Entity::find()
        .filter(
            session_module::COLUMN
                .session_id
                .is_in(sessions.iter().copied()),
        )
        .all(db)
        .await?;
    let mut modules: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for row in rows {
        modules
            .entry(row.session_id)
            .or_default()
            .push(row.module_id);
    }
    Ok(modules)
}

/// The modules of a pathway, in order.
pub async fn modules(
    db: &impl ConnectionTrait,
    pathway: PathwayId,
) -> Result<Vec<training_module::Model>, DbErr> {
    training_module::Entity::find()
        .filter(training_module::COLUMN.pathway_id.eq(pathway))
        .order_by_asc(training_module::COLUMN.position)
        .all(db)
        .await
}

/// The clearance of a request that was neither used nor withdrawn; it may have expired.
pub async fn issued_clearance(
    db: &impl ConnectionTrait,
    request: RequestId,
) -> Result<Option<clearance::Model>, DbErr> {
    clearance::Entity::find()
        .filter(clearance::COLUMN.request_id.eq(request))
        .filter(clearance::COLUMN.state.eq(ClearanceState::Issued))
        .one(db)
        .await
}

/// Whether a clearance was ever written for a request, whatever became of it.
pub async fn ever_cleared(db: &impl ConnectionTrait, request: RequestId) -> Result<bool, DbErr> {
    let written = clearance::Entity::find()
        .filter(clearance::COLUMN.request_id.eq(request))
        .count(db)
        .await?;
    Ok(written > 0)
}

pub async fn account_of(
    db: &impl ConnectionTrait,
    membership: MembershipId,
) -> Result<AccountId, Error> {
    let membership = membership::Entity::find_by_id(membership).one(db).await?;
    Ok(membership
        .context("a membership is never deleted")?
        .account_id)
}

/// The trainers of the sessions a request's learners have a place in; a cancelled session has none.
pub async fn trainers_of(
    db: &impl ConnectionTrait,
    request: RequestId,
) -> Result<BTreeSet<MembershipId>, DbErr> {
    let enrolments: Vec<_> = enrolment::Entity::find()
        .filter(enrolment::COLUMN.request_id.eq(request))
        .all(db)
        .await?
        .into_iter()
        .map(|enrolment| enrolment.id)
        .collect();
    let sessions: Vec<_> = attendance::Entity::find()
        .filter(attendance::COLUMN.enrolment_id.is_in(enrolments))
        .all(db)
        .await?
        .into_iter()
        .map(|attendance| attendance.session_id)
        .collect();
    let sessions = training_session::Entity::find()
        .filter(training_session::COLUMN.id.is_in(sessions))
        .filter(training_session::COLUMN.cancelled_at.is_null())
        .all(db)
        .await?;
    Ok(sessions
        .into_iter()
        .map(|session| session.trainer_id)
        .collect())
}

/// Everything a waiver depends on.
pub async fn waiver_facts(
    db: &impl ConnectionTrait,
    request: &request::Model,
    programme: &programme::Model,
    approver: MembershipId,
    year: i32,
) -> Result<WaiverFacts, Error> {
    let mut trainers = BTreeSet::new();
    for trainer in trainers_of(db, request.id).await? {
        trainers.insert(account_of(db, trainer).await?);
    }
    for linked_by in elsewhere::queries::linkers(db, request.id).await? {
        trainers.insert(account_of(db, linked_by).await?);
    }
    let clerks = membership::Entity::find()
        .filter(membership::COLUMN.site_id.eq(request.pickup_site_id))
        .filter(membership::COLUMN.role.eq(Role::Clerk))
        .filter(membership::COLUMN.ended_at.is_null())
        .all(db)
        .await?;
    let count = waiver_count::Entity::find_by_id((programme.id, year))
        .one(db)
        .await?;
    let learner = match live_enrolment(db, request.id).await? {
        Some(enrolment) => Some(enrolment.learner_id),
        None => learners(db, request)
            .await?
            .first()
            .map(|learner| learner.id),
    };
    Ok(WaiverFacts {
        whose: whose(request),
        model_key: allocated_model(db, request).await?,
        learner,
        approver,
        approver_account: account_of(db, approver).await?,
        prescriber: account_of(db, request.prescriber_id).await?,
        trainers,
        clerks: clerks.into_iter().map(|clerk| clerk.account_id).collect(),
        granted: count.map_or(0, |row| row.count),
        ceiling: programme.waivers_per_year,
        exchange_of: request.exchange_of,
    })
}

/// Who may be trained for a request's recipient.
pub async fn learners(
    db: &impl ConnectionTrait,
    request: &request::Model,
) -> Result<Vec<learner::Model>, DbErr> {
    learner::Entity::find()
        .filter(learner::COLUMN.recipient_id.eq(request.recipient_id))
        .order_by_asc(learner::COLUMN.id)
        .all(db)
        .await
}

/// More than anybody looks through on one page.
const RECALLS_SHOWN: u64 = 100;

pub async fn sites(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = SiteId>,
) -> Result<BTreeMap<SiteId, site::Model>, DbErr> {
    let rows = site::Entity::find()
        .filter(site::COLUMN.id.is_in(ids))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|site| (site.id, site)).collect())
}

/// Whose provisional handovers are asked for.
#[derive(Clone, Copy)]
pub enum Recalls {
    /// Those of one pick-up point.
    At(SiteId),
    All,
    /// Those of the territory of this coordinator, as [`in_territory`] has it.
    Within(MembershipId),
}

impl Recalls {
    fn condition(self) -> Condition {
        match self {
            Self::At(site) => Condition::all().add(handover::COLUMN.site_id.eq(site)),
            Self::All => Condition::all(),
            Self::Within(limited) => {
                let requests = request::Entity::find()
                    .select_only()
                    .column(request::Column::Id)
                    .filter(territory::requests_to_train(limited))
                    .into_query();
                Condition::all().add(handover::Column::RequestId.in_subquery(requests))
            }
        }
    }
}

/// Whether a device was lent at a counter on what somebody attended in this session, for this request.
pub async fn lent_on(
    db: &impl ConnectionTrait,
    session: TrainingSessionId,
    request: RequestId,
) -> Result<bool, DbErr> {
    let lent = handover::Entity::find()
        .filter(handover::COLUMN.onboarding_id.eq(session))
        .filter(handover::COLUMN.request_id.eq(request))
        .count(db)
        .await?;
    Ok(lent > 0)
}

/// The provisional handovers whose deadline has come. A loan at a counter is followed by who lent it.
#[must_use]
pub fn overdue(today: NaiveDate) -> Select<handover::Entity> {
    handover::Entity::find()
        .filter(handover::COLUMN.onboarding_id.is_null())
        .filter(handover::COLUMN.due_back_on.lte(today))
        .filter(handover::COLUMN.definitive_at.is_null())
        .filter(handover::COLUMN.ended_at.is_null())
}

/// The same, oldest first, with their devices.
pub async fn to_recall(
    db: &impl ConnectionTrait,
    whose: Recalls,
    today: NaiveDate,
) -> Result<Vec<(handover::Model, Option<device::Model>)>, DbErr> {
    let handovers = overdue(today)
        .filter(whose.condition())
        .order_by_asc(handover::COLUMN.due_back_on)
        .limit(RECALLS_SHOWN)
        .all(db)
        .await?;
    let devices = device::Entity::find()
        .filter(
            device::COLUMN
                .id
                .is_in(handovers.iter().map(|handover| handover.device_id)),
        )
        .all(db)
        .await?;
    let mut devices: BTreeMap<_, _> = devices
        .into_iter()
        .map(|device| (device.id, device))
        .collect();
    let with_device = handovers.into_iter().map(|handover| {
        let device = devices.remove(&handover.device_id);
        (handover, device)
    });
    Ok(with_device.collect())
}

/// The clearance that stands for handing this model over on this request, if one does.
pub async fn standing(
    db: &impl ConnectionTrait,
    request: &request::Model,
    model_key: &str,
    now: DateTime<Utc>,
) -> Result<Option<Result<Clearance, Invalid>>, DbErr> {
    let issued = issued_clearance(db, request.id).await?;
    Ok(issued.map(|row| Clearance::standing(row, whose(request), model_key, now)))
}

/// A session, for its trainer; to anybody else it is not there.
pub async fn own_session(
    db: &impl ConnectionTrait,
    by: &Signed,
    id: TrainingSessionId,
) -> Result<training_session::Model, Error> {
    training_session::Entity::find_by_id(id)
        .filter(training_session::COLUMN.trainer_id.eq(by.membership_id))
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

/// A session by its id, for whoever may see it.
pub async fn session_of(
    db: &impl ConnectionTrait,
    id: TrainingSessionId,
) -> Result<training_session::Model, Error> {
    training_session::Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

/// Whether a request is of the territory this person coordinates: its organisation's or its pick-up point's.
pub async fn in_territory(
    db: &impl ConnectionTrait,
    by: &Signed,
    request: &request::Model,
) -> Result<bool, DbErr> {
    if by.territories.is_empty() {
        return Ok(true);
    }
    let organisation = organisation::Entity::find_by_id(request.organisation_id)
        .one(db)
        .await?;
    let site = site::Entity::find_by_id(request.pickup_site_id)
        .one(db)
        .await?;
    let of_organisation = organisation.and_then(|organisation| organisation.epci_code);
    let of_site = site.and_then(|site| site.epci_code);
    let mut codes = of_organisation.iter().chain(&of_site);
    Ok(codes.any(|code| by.territories.contains(code)))
}
