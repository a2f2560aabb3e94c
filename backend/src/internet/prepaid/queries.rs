//! The stock of cards and vouchers, and what stands at the counter.
use super::{
    numbers::Number,
    rules::{Counter, Ground},
};
use crate::{
    auth::{Signed, territory},
    keys::Keys,
    training::{
        queries as training,
        rules::{Facts, may_clear},
    },
    web::Error,
};
use anyhow::Context;
use chrono::NaiveDate;
use entities::{
    clearance::{self, Basis},
    handover,
    membership::Role,
    prepaid::{self, PrepaidId, PrepaidKind, PrepaidState},
    programme::{self, Gate},
    recipient,
    request::{self, RequestId},
    site::{self, SiteId},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use std::collections::BTreeMap;

/// The cards and vouchers a person may know of: those at their own place; for coordination, those at places of the
/// territory; for finance and audit, all.
fn visible_to(by: &Signed) -> Condition {
    match by.role {
        Role::Coordinator => Condition::all().add_option(
            territory::limit(by)
                .map(|limited| prepaid::Column::SiteId.in_subquery(territory::sites(limited))),
        ),
        Role::Finance | Role::Auditor => Condition::all(),
        Role::Clerk
        | Role::Trainer
        | Role::Supervisor
        | Role::Worker
        | Role::Prescriber
        | Role::Teacher
        | Role::StoreKeeper
        | Role::OrganisationManager
        | Role::ItCorrespondent
        | Role::LoanPartner
        | Role::DataProtectionOfficer => {
            // Nobody works at the place of no number.
            let own = by.site_id.unwrap_or(SiteId(0));
            Condition::all().add(prepaid::Column::SiteId.eq(own))
        }
    }
}

/// One card or voucher, if the person may know of it.
pub async fn find(
    db: &impl ConnectionTrait,
    by: &Signed,
    id: i32,
) -> Result<Option<prepaid::Model>, DbErr> {
    prepaid::Entity::find_by_id(PrepaidId(id))
        .filter(visible_to(by))
        .one(db)
        .await
}

/// The one with this number or code, if the person may know of it.
pub async fn scanned(
    db: &impl ConnectionTrait,
    keys: &Keys,
    by: &Signed,
    number: &Number,
) -> Result<Option<prepaid::Model>, DbErr> {
    let of_number = match number {
        Number::Sim(iccid) => prepaid::Column::Iccid.eq(iccid.as_str()),
        Number::Voucher(code) => prepaid::Column::CodeKey.eq(code.key(keys)),
    };
    prepaid::Entity::find()
        .filter(visible_to(by))
        .filter(of_number)
        .one(db)
        .await
}

/// Which of these numbers or fingerprints are in some stock already, anywhere.
pub async fn known(
    db: &impl ConnectionTrait,
    kind: PrepaidKind,
    marks: Vec<String>,
) -> Result<Vec<String>, DbErr> {
    let mut known = Vec::new();
    for some in marks.chunks(500) {
        let column = match kind {
            PrepaidKind::Sim => prepaid::Column::Iccid,
            PrepaidKind::Voucher => prepaid::Column::CodeKey,
        };
        let found: Vec<Option<String>> = prepaid::Entity::find()
            .select_only()
            .column(column)
            .filter(column.is_in(some.iter().map(String::as_str)))
            .into_tuple()
            .all(db)
            .await?;
        known.extend(found.into_iter().flatten());
    }
    Ok(known)
}

/// The list, the latest first: at most so many after this one.
pub async fn list(
    db: &impl ConnectionTrait,
    by: &Signed,
    state: Option<PrepaidState>,
    after: Option<PrepaidId>,
    limit: u64,
) -> Result<Vec<prepaid::Model>, DbErr> {
    prepaid::Entity::find()
        .filter(visible_to(by))
        .filter(Condition::all().add_option(state.map(|state| prepaid::COLUMN.state.eq(state))))
        .filter(Condition::all().add_option(after.map(|id| prepaid::COLUMN.id.lt(id))))
        .order_by_desc(prepaid::Column::Id)
        .limit(limit)
        .all(db)
        .await
}

/// How many of a kind are at a place.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct InStock {
    pub site_id: SiteId,
    pub kind: PrepaidKind,
    pub pieces: i64,
}

/// What is in stock, by place and kind.
pub async fn stock(db: &impl ConnectionTrait, by: &Signed) -> Result<Vec<InStock>, DbErr> {
    prepaid::Entity::find()
        .select_only()
        .columns([prepaid::Column::SiteId, prepaid::Column::Kind])
        .column_as(prepaid::Column::Id.count(), "pieces")
        .filter(visible_to(by))
        .filter(prepaid::COLUMN.state.eq(PrepaidState::Here))
        .group_by(prepaid::Column::SiteId)
        .group_by(prepaid::Column::Kind)
        .order_by_asc(prepaid::Column::SiteId)
        .order_by_asc(prepaid::Column::Kind)
        .into_model()
        .all(db)
        .await
}

/// Places as they are said, by their numbers.
pub async fn places(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = SiteId>,
) -> Result<BTreeMap<SiteId, String>, DbErr> {
    let sites = site::Entity::find()
        .filter(site::COLUMN.id.is_in(ids))
        .all(db)
        .await?;
    Ok(sites
        .into_iter()
        .map(|site| (site.id, format!("{}, {}", site.name, site.city)))
        .collect())
}

/// A card or voucher, the request it would be handed over for, and what is known of both.
pub struct Case {
    pub here: SiteId,
    pub prepaid: prepaid::Model,
    pub request: request::Model,
    pub programme: programme::Model,
    pub recipient: recipient::Model,
    given: u64,
    ground: Ground,
}

impl Case {
    #[must_use]
    pub fn counter(&self, today: NaiveDate) -> Counter<'_> {
        Counter {
            prepaid: &self.prepaid,
            request: &self.request,
            here: self.here,
            today,
            with_internet: self.programme.connectivity.is_some(),
            forgotten: self.recipient.erased_at.is_some(),
            given: self.given,
            ground: self.ground.clone(),
        }
    }
}

/// A request that is to be fetched here, with its programme; any other does not exist.
pub async fn request_here(
    db: &impl ConnectionTrait,
    here: SiteId,
    id: RequestId,
) -> Result<(request::Model, programme::Model), Error> {
    let found = training::request_of(db, id).await?;
    if found.0.pickup_site_id == here {
        Ok(found)
    } else {
        Err(Error::NotFound)
    }
}

/// Everything about handing this card or voucher over for this request. `facts` is what the gate asks about.
pub async fn case(
    db: &impl ConnectionTrait,
    by: &Signed,
    here: SiteId,
    prepaid: prepaid::Model,
    (request, programme): (request::Model, programme::Model),
    mut facts: Facts,
) -> Result<Case, Error> {
    let recipient = recipient::Entity::find_by_id(request.recipient_id)
        .one(db)
        .await?
        .context("a request is for a recipient")?;
    let handover = handover::Entity::find()
        .filter(handover::COLUMN.request_id.eq(request.id))
        .filter(handover::COLUMN.ended_at.is_null())
        .one(db)
        .await?;
    let ground = match handover {
        None if request.device_kind.is_some() => Ground::DeviceFirst,
        Some(handover) if covers_one(db, &handover).await? => {
            Ground::WithDevice(Box::new(handover))
        }
        Some(_) | None => {
            // It names the card or the voucher, as the clearance of a device names its model.
            facts.model_key = Some(prepaid.model_key.clone());
            // It replaces nothing: the one clearance of an exchange is its device's.
            facts.exchange = None;
            facts.in_trainers_hand = programme.gate == Gate::HandsOn
                && training::trainers_of(db, request.id)
                    .await?
                    .contains(&by.membership_id);
            Ground::Own(may_clear(&facts))
        }
    };
    // The write puts the request's chain further: of two that leave at once, the second counts again.
    let given = prepaid::Entity::find()
        .filter(prepaid::COLUMN.request_id.eq(request.id))
        .filter(prepaid::COLUMN.state.eq(PrepaidState::Given))
        .count(db)
        .await?;
    Ok(Case {
        here,
        prepaid,
        request,
        programme,
        recipient,
        given,
        ground,
    })
}

/// Whether the clearance of a device covers a card or voucher: one, and none where it is a waiver.
async fn covers_one(db: &impl ConnectionTrait, handover: &handover::Model) -> Result<bool, Error> {
    let clearance = clearance::Entity::find_by_id(handover.clearance_id)
        .one(db)
        .await?
        .context("a handover has its clearance")?;
    if clearance.basis == Basis::Waiver {
        return Ok(false);
    }
    let covered = prepaid::Entity::find()
        .filter(prepaid::COLUMN.clearance_id.eq(clearance.id))
        .one(db)
        .await?;
    Ok(covered.is_none())
}
