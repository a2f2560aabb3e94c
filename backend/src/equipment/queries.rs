//! The counts of a place, and the devices on deposit that an organisation asked for, uses or is offered.
use super::rules::{Counted, Offer};
use crate::{
    auth::{Signed, territory},
    web::Error,
};
use entities::{
    device::{self, DeviceId},
    equipment_audit, equipment_line,
    equipment_share::{self, EquipmentShareId},
    handover::{self, HandoverId},
    membership::Role,
    organisation::OrganisationId,
    programme::LegalChain,
    recipient::{self, RecipientKind},
    request::{self, RequestId},
    site::{self, SiteId},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, RelationDef, Select,
};
use std::collections::BTreeMap;

/// More counts than anybody reads of one place.
const COUNTS_SHOWN: u64 = 20;

/// More devices on deposit than an organisation has.
const DEPOSITS_SHOWN: u64 = 300;

/// The counts of a place, the latest first.
pub async fn audits(
    db: &impl ConnectionTrait,
    site: SiteId,
) -> Result<Vec<equipment_audit::Model>, DbErr> {
    equipment_audit::Entity::find()
        .filter(equipment_audit::COLUMN.site_id.eq(site))
        .order_by_desc(equipment_audit::COLUMN.id)
        .limit(COUNTS_SHOWN)
        .all(db)
        .await
}

/// What was counted, in the order of the kinds.
pub async fn counted(
    db: &impl ConnectionTrait,
    audit: &equipment_audit::Model,
) -> Result<Vec<Counted>, DbErr> {
    let mut lines = equipment_line::Entity::find()
        .filter(equipment_line::COLUMN.audit_id.eq(audit.id))
        .all(db)
        .await?;
    lines.sort_by_key(|line| line.kind);
    let line = |line: equipment_line::Model| Counted {
        kind: line.kind,
        working: line.working,
        broken: line.broken,
        wanted: line.wanted,
    };
    Ok(lines.into_iter().map(line).collect())
}

/// A device on deposit, and who may use it.
pub struct Deposit {
    pub handover: handover::Model,
    pub asked_by: OrganisationId,
    pub device: device::Model,
    pub shares: Vec<equipment_share::Model>,
}

impl Deposit {
    #[must_use]
    pub fn offers(&self) -> Vec<Offer> {
        let offer = |share: &equipment_share::Model| Offer {
            from: share.from_organisation_id,
            to: share.to_organisation_id,
            state: share.state,
        };
        self.shares.iter().map(offer).collect()
    }
}

/// Devices in the keeping of a place, an association or an establishment, that the person may see.
fn deposits(by: &Signed) -> Select<handover::Entity> {
    let to_recipient: RelationDef = handover::Entity::belongs_to(recipient::Entity)
        .from(handover::Column::RecipientId)
        .to(recipient::Column::Id)
        .into();
    let to_site: RelationDef = handover::Entity::belongs_to(site::Entity)
        .from(handover::Column::SiteId)
        .to(site::Column::Id)
        .into();
    let rows = if by.role == Role::Coordinator {
        territory::rows(by, site::Column::EpciCode)
    } else {
        let own = by.organisation_id;
        let asked = request::Entity::find()
            .select_only()
            .column(request::Column::Id)
            .filter(request::COLUMN.organisation_id.eq(own))
            .into_query();
        let shared = equipment_share::Entity::find()
            .select_only()
            .column(equipment_share::Column::HandoverId)
            .filter(equipment_share::COLUMN.to_organisation_id.eq(own))
            .into_query();
        Condition::any()
            .add(handover::Column::RequestId.in_subquery(asked))
            .add(handover::Column::Id.in_subquery(shared))
    };
    handover::Entity::find()
        .join(JoinType::InnerJoin, to_recipient)
        .join(JoinType::InnerJoin, to_site)
        .filter(handover::COLUMN.ended_at.is_null())
        .filter(handover::COLUMN.legal_chain.eq(LegalChain::LoanForUse))
        .filter(recipient::COLUMN.kind.is_in([
            RecipientKind::Establishment,
            RecipientKind::Association,
            RecipientKind::Place,
        ]))
        .filter(rows)
}

/// All of them, the latest first.
pub async fn all(db: &impl ConnectionTrait, by: &Signed) -> Result<Vec<Deposit>, Error> {
    let handovers = deposits(by)
        .order_by_desc(handover::Column::Id)
        .limit(DEPOSITS_SHOWN)
        .all(db)
        .await?;
    with_devices(db, handovers).await
}

/// One of them; any other is not there.
pub async fn one(db: &impl ConnectionTrait, by: &Signed, id: i32) -> Result<Deposit, Error> {
    let handover = deposits(by)
        .filter(handover::COLUMN.id.eq(HandoverId(id)))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let found = with_devices(db, vec![handover]).await?;
    found.into_iter().next().ok_or(Error::NotFound)
}

/// The device of an offer, with the offer.
pub async fn of_offer(
    db: &impl ConnectionTrait,
    by: &Signed,
    id: i32,
) -> Result<(Deposit, equipment_share::Model), Error> {
    let share = equipment_share::Entity::find_by_id(EquipmentShareId(id))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    Ok((one(db, by, share.handover_id.0).await?, share))
}

async fn with_devices(
    db: &impl ConnectionTrait,
    handovers: Vec<handover::Model>,
) -> Result<Vec<Deposit>, Error> {
    let mut shares: BTreeMap<HandoverId, Vec<equipment_share::Model>> = BTreeMap::new();
    let rows = equipment_share::Entity::find()
        .filter(
            equipment_share::COLUMN
                .handover_id
                .is_in(handovers.iter().map(|one| one.id)),
        )
        .order_by_asc(equipment_share::COLUMN.id)
        .all(db)
        .await?;
    for share in rows {
        shares.entry(share.handover_id).or_default().push(share);
    }
    let askers: Vec<(RequestId, OrganisationId)> = request::Entity::find()
        .select_only()
        .column(request::Column::Id)
        .column(request::Column::OrganisationId)
        .filter(
            request::COLUMN
                .id
                .is_in(handovers.iter().map(|one| one.request_id)),
        )
        .into_tuple()
        .all(db)
        .await?;
    let askers: BTreeMap<RequestId, OrganisationId> = askers.into_iter().collect();
    let mut devices: BTreeMap<DeviceId, device::Model> = device::Entity::find()
        .filter(
            device::COLUMN
                .id
                .is_in(handovers.iter().map(|one| one.device_id)),
        )
        .all(db)
        .await?
        .into_iter()
        .map(|device| (device.id, device))
        .collect();
    let deposit = |handover: handover::Model| {
        Some(Deposit {
            asked_by: *askers.get(&handover.request_id)?,
            device: devices.remove(&handover.device_id)?,
            shares: shares.remove(&handover.id).unwrap_or_default(),
            handover,
        })
    };
    Ok(handovers.into_iter().filter_map(deposit).collect())
}
