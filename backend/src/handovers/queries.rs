//! What stands at the counter: a device, the request it is for, and what is known of its clearance.
use super::counter_loans::queries as counter_loans;
use crate::{
    auth::{Signed, permissions::HandOver, territory},
    devices::{
        proofs,
        software::{self, Below, Minimum},
    },
    labels::Code,
    programmes::rules::terms::{Admitted, NotAdmitted},
    recipients::limits,
    training::{
        queries as training,
        rules::{Clearance, Facts, Invalid},
    },
    web::{Error, format::Day},
};
use anyhow::Context;
use chrono::{DateTime, Utc};
use entities::{
    device::{self, DeviceId},
    handover::{self, HandoverId},
    membership::{self, MembershipId},
    organisation::OrganisationId,
    programme::{self, Gate, ProgrammeId},
    recipient,
    request::{self, RequestState},
    site::{self, SiteId},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationDef,
};
use std::collections::BTreeMap;

/// What a code leads to.
pub enum Found {
    Case(Box<Case>),
    /// The device is with somebody.
    Out(Box<(device::Model, handover::Model)>),
    /// In stock and promised to nobody.
    Unallocated(Box<device::Model>),
    /// To be handed over at another place.
    Elsewhere(Box<site::Model>),
}

/// A device about to be handed over.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts, each named by its field"
)]
pub struct Case {
    pub here: SiteId,
    pub device: device::Model,
    pub request: request::Model,
    pub programme: programme::Model,
    pub recipient: recipient::Model,
    pub facts: Facts,
    /// A clearance was written for this request before, whatever became of it.
    pub ever_cleared: bool,
    /// The handover whose device this one replaces.
    pub replaced: Option<handover::Model>,
    pub clearance: Option<Result<Clearance, Invalid>>,
    pub out: bool,
    pub clerk_approved: bool,
    /// The device was erased as deeply as the programme asks.
    pub deep_enough: bool,
    /// What its software lacks for the programme.
    pub below: Option<Below>,
    /// Why the programme does not take it.
    pub not_admitted: Option<NotAdmitted>,
    /// The programme lends at counters: its devices leave on a loan only.
    pub only_lent: bool,
}

/// Finds by the code on a label, or by a pick-up code.
pub async fn find(
    db: &impl ConnectionTrait,
    by: &Signed,
    here: SiteId,
    code: &str,
    now: DateTime<Utc>,
) -> Result<Found, Error> {
    if let Ok(label) = Code::parse(code)
        && let Some(device) = device::Entity::find()
            .filter(device::COLUMN.label_code.eq(label.to_string()))
            .one(db)
            .await?
    {
        if let Some(handover) = open_handover(db, device.id).await? {
            return Ok(Found::Out(Box::new((device, handover))));
        }
        let request = request::Entity::find()
            .filter(request::COLUMN.device_id.eq(device.id))
            .filter(request::COLUMN.state.eq(RequestState::Allocated))
            .one(db)
            .await?;
        return match request {
            Some(request) => at_counter(db, by, here, device, request, now).await,
            None => Ok(Found::Unallocated(Box::new(device))),
        };
    }
    let request = request::Entity::find()
        .filter(request::COLUMN.pickup_code.eq(code.trim().to_uppercase()))
        .filter(
            request::COLUMN
                .state
                .is_in([RequestState::Allocated, RequestState::Fulfilled]),
        )
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let device = request
        .device_id
        .context("an allocated request names its device")?;
    let device = device_of(db, device).await?;
    if request.state == RequestState::Allocated {
        return at_counter(db, by, here, device, request, now).await;
    }
    match open_handover(db, device.id).await? {
        Some(handover) if handover.request_id == request.id => {
            Ok(Found::Out(Box::new((device, handover))))
        }
        _ => Err(Error::NotFound),
    }
}

async fn at_counter(
    db: &impl ConnectionTrait,
    by: &Signed,
    here: SiteId,
    device: device::Model,
    request: request::Model,
    now: DateTime<Utc>,
) -> Result<Found, Error> {
    if request.pickup_site_id != here && device.site_id != Some(here) {
        let site = site::Entity::find_by_id(request.pickup_site_id)
            .one(db)
            .await?;
        let site = site.context("a request names its pick-up point")?;
        return Ok(Found::Elsewhere(Box::new(site)));
    }
    Ok(Found::Case(Box::new(
        case(db, by, here, device, request, now).await?,
    )))
}

/// Everything about handing this device over on this request.
pub async fn case(
    db: &impl ConnectionTrait,
    by: &Signed,
    here: SiteId,
    device: device::Model,
    request: request::Model,
    now: DateTime<Utc>,
) -> Result<Case, Error> {
    let programme = training::programme_of(db, request.programme_id).await?;
    let recipient = recipient::Entity::find_by_id(request.recipient_id)
        .one(db)
        .await?
        .context("a request is for a recipient")?;
    limits::refuse(&recipient)?;
    let mut facts = training::facts(db, &request, &programme, now).await?;
    // At the counter too, the trainer of the session hands over what they held until it was attended.
    facts.in_trainers_hand = programme.gate == Gate::HandsOn
        && training::trainers_of(db, request.id)
            .await?
            .contains(&by.membership_id);
    let clearance = training::standing(db, &request, &device.model_key, now).await?;
    let approver = match &clearance {
        Some(Ok(clearance)) => clearance.row().approver_id,
        Some(Err(_)) | None => None,
    };
    let clerk_approved = match approver {
        Some(approver) => training::account_of(db, approver).await? == by.account.id,
        None => false,
    };
    let software = software::software_on(db, &device).await?;
    let ever_cleared = training::ever_cleared(db, request.id).await?;
    let replaced = match request.exchange_of {
        Some(replaced) => handover::Entity::find_by_id(replaced).one(db).await?,
        None => None,
    };
    Ok(Case {
        replaced,
        below: software::below(
            Minimum::of(&programme),
            device.kind,
            &software,
            now.in_paris(),
        ),
        not_admitted: Admitted::of(&programme)?.against(
            device.kind,
            device.category.as_deref(),
            device.grade,
        ),
        only_lent: counter_loans::rule_of(db, programme.id).await?.is_some(),
        out: open_handover(db, device.id).await?.is_some(),
        deep_enough: proofs::deep_enough(
            programme.erasure_level,
            device.holds_data,
            proofs::levels_of(db, &[&device])
                .await?
                .get(&device.id)
                .copied(),
        ),
        here,
        device,
        request,
        programme,
        recipient,
        facts,
        ever_cleared,
        clearance,
        clerk_approved,
    })
}

pub async fn device_of(db: &impl ConnectionTrait, id: DeviceId) -> Result<device::Model, Error> {
    let device = device::Entity::find_by_id(id).one(db).await?;
    Ok(device.context("a device is never deleted")?)
}

pub(super) async fn open_handover(
    db: &impl ConnectionTrait,
    device: DeviceId,
) -> Result<Option<handover::Model>, DbErr> {
    handover::Entity::find()
        .filter(handover::COLUMN.device_id.eq(device))
        .filter(handover::COLUMN.ended_at.is_null())
        .one(db)
        .await
}

pub async fn handover_of(
    db: &impl ConnectionTrait,
    id: i32,
) -> Result<(handover::Model, device::Model), Error> {
    let handover = handover::Entity::find_by_id(HandoverId(id))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let device = device_of(db, handover.device_id).await?;
    Ok((handover, device))
}

/// A handover made at this person's own counter, or by themselves; any other is not there.
pub async fn handed_here(
    db: &impl ConnectionTrait,
    by: &Signed,
    id: i32,
) -> Result<(handover::Model, device::Model), Error> {
    let (handover, device) = handover_of(db, id).await?;
    let at_counter = by.may(HandOver) && Some(handover.site_id) == by.site_id;
    if at_counter || handover.clerk_id == by.membership_id {
        limits::refuse_by_id(db, handover.recipient_id).await?;
        Ok((handover, device))
    } else {
        Err(Error::NotFound)
    }
}

/// The handovers that one slip is for, this one among them.
pub async fn signed_together(
    db: &impl ConnectionTrait,
    handover: &handover::Model,
) -> Result<Vec<handover::Model>, DbErr> {
    handover::Entity::find()
        .filter(handover::COLUMN.slip_sha256.eq(&handover.slip_sha256))
        .order_by_asc(handover::COLUMN.id)
        .all(db)
        .await
}

/// The codes on these devices' labels.
pub async fn codes(
    db: &impl ConnectionTrait,
    handovers: &[handover::Model],
) -> Result<BTreeMap<DeviceId, String>, DbErr> {
    let devices = device::Entity::find()
        .filter(
            device::COLUMN
                .id
                .is_in(handovers.iter().map(|handover| handover.device_id)),
        )
        .all(db)
        .await?;
    Ok(devices
        .into_iter()
        .map(|device| (device.id, device.label_code.unwrap_or_default()))
        .collect())
}

/// What waits here for somebody of this family name and birth year, and nowhere else.
pub async fn waiting_for(
    db: &impl ConnectionTrait,
    here: SiteId,
    name_key: &str,
) -> Result<Vec<(request::Model, recipient::Model)>, DbErr> {
    let people = recipient::Entity::find()
        .filter(recipient::COLUMN.name_key.eq(name_key))
        .all(db)
        .await?;
    let requests = request::Entity::find()
        .filter(
            request::COLUMN
                .recipient_id
                .is_in(people.iter().map(|person| person.id)),
        )
        .filter(request::COLUMN.pickup_site_id.eq(here))
        .filter(request::COLUMN.state.eq(RequestState::Allocated))
        .order_by_asc(request::COLUMN.id)
        .all(db)
        .await?;
    let of = |request: request::Model| {
        let person = people
            .iter()
            .find(|person| person.id == request.recipient_id)?;
        Some((request, person.clone()))
    };
    Ok(requests.into_iter().filter_map(of).collect())
}

/// The handovers made here whose signed paper is still to be photographed, oldest first.
pub async fn unsigned(
    db: &impl ConnectionTrait,
    here: SiteId,
) -> Result<Vec<handover::Model>, DbErr> {
    handover::Entity::find()
        .filter(handover::COLUMN.site_id.eq(here))
        .filter(handover::COLUMN.completed_at.is_null())
        .filter(handover::COLUMN.ended_at.is_null())
        .order_by_asc(handover::COLUMN.handed_at)
        .limit(100)
        .all(db)
        .await
}

/// What one person handed over at one place under a programme.
pub struct KitsGiven {
    pub organisation: OrganisationId,
    pub site: SiteId,
    pub kits: i64,
}

/// The kits of a programme by who handed them over, at places of the territory; exchanges are not counted again.
pub async fn kits_given(
    db: &impl ConnectionTrait,
    by: &Signed,
    programme: ProgrammeId,
) -> Result<Vec<KitsGiven>, DbErr> {
    let to_agent: RelationDef = handover::Entity::belongs_to(membership::Entity)
        .from(handover::Column::ClerkId)
        .to(membership::Column::Id)
        .into();
    let to_site: RelationDef = handover::Entity::belongs_to(site::Entity)
        .from(handover::Column::SiteId)
        .to(site::Column::Id)
        .into();
    let rows: Vec<(OrganisationId, SiteId, MembershipId, i64)> = handover::Entity::find()
        .select_only()
        .column(membership::Column::OrganisationId)
        .column(handover::Column::SiteId)
        .column(handover::Column::ClerkId)
        .column_as(handover::Column::Id.count(), "kits")
        .join(JoinType::InnerJoin, to_agent)
        .join(JoinType::InnerJoin, to_site)
        .filter(handover::COLUMN.programme_id.eq(programme))
        .filter(handover::COLUMN.exchange_of.is_null())
        .filter(territory::rows(by, site::Column::EpciCode))
        .group_by(membership::Column::OrganisationId)
        .group_by(handover::Column::SiteId)
        .group_by(handover::Column::ClerkId)
        .into_tuple()
        .all(db)
        .await?;
    let given = |(organisation, site, _, kits)| KitsGiven {
        organisation,
        site,
        kits,
    };
    Ok(rows.into_iter().map(given).collect())
}
