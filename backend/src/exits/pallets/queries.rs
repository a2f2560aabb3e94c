//! The pallets a person may see, and what is on them.
use super::rules::kilograms;
use crate::auth::{Signed, territory};
use entities::{
    device::{self, DeviceId},
    membership::Role,
    site::{self, SiteId},
    waste_pallet::{self, WastePalletId},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};
use std::collections::HashMap;

/// A workshop's people see their organisation's pallets; coordination those at a site of its territory; who counts
/// and audits sees all.
fn seen_by(by: &Signed) -> Condition {
    match by.role {
        Role::Finance | Role::Auditor => Condition::all(),
        Role::Coordinator => territory::limit(by).map_or_else(Condition::all, |limited| {
            Condition::all()
                .add(waste_pallet::Column::SiteId.in_subquery(territory::sites(limited)))
        }),
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
        | Role::DataProtectionOfficer => {
            let sites = site::Entity::find()
                .select_only()
                .column(site::Column::Id)
                .filter(site::COLUMN.organisation_id.eq(by.organisation_id))
                .into_query();
            Condition::all().add(waste_pallet::Column::SiteId.in_subquery(sites))
        }
    }
}

/// The pallet of this number, if the person may see it.
pub async fn pallet(
    db: &impl ConnectionTrait,
    by: &Signed,
    id: i32,
) -> Result<Option<waste_pallet::Model>, DbErr> {
    waste_pallet::Entity::find_by_id(WastePalletId(id))
        .filter(seen_by(by))
        .one(db)
        .await
}

/// A pallet as the list shows it.
pub struct Line {
    pub pallet: waste_pallet::Model,
    pub site_name: String,
    pub devices: i64,
    /// What it weighed as it left.
    pub kilograms: Option<String>,
}

/// As many as a year brings.
const MOST: u64 = 300;

/// The pallets, open ones first, then the latest.
pub async fn all(db: &impl ConnectionTrait, by: &Signed) -> Result<Vec<Line>, DbErr> {
    let mut pallets = waste_pallet::Entity::find()
        .filter(seen_by(by))
        .order_by_desc(waste_pallet::Column::Id)
        .limit(MOST)
        .all(db)
        .await?;
    pallets.sort_by_key(|pallet| pallet.closed_at.is_some());
    let counts: Vec<(Option<WastePalletId>, i64)> = device::Entity::find()
        .select_only()
        .column(device::Column::PalletId)
        .column_as(device::Column::Id.count(), "devices")
        .filter(device::Column::PalletId.is_in(pallets.iter().map(|pallet| pallet.id)))
        .group_by(device::Column::PalletId)
        .into_tuple()
        .all(db)
        .await?;
    let counts: HashMap<_, _> = counts.into_iter().collect();
    let sites = site::Entity::find()
        .filter(site::Column::Id.is_in(pallets.iter().map(|pallet| pallet.site_id)))
        .all(db)
        .await?;
    let names: HashMap<SiteId, String> =
        sites.into_iter().map(|site| (site.id, site.name)).collect();
    let line = |pallet: waste_pallet::Model| Line {
        site_name: names.get(&pallet.site_id).cloned().unwrap_or_default(),
        kilograms: pallet.weight_grams.map(kilograms),
        devices: counts.get(&Some(pallet.id)).copied().unwrap_or_default(),
        pallet,
    };
    Ok(pallets.into_iter().map(line).collect())
}

/// What is on a pallet, in the order of the stock.
pub async fn devices(
    db: &impl ConnectionTrait,
    pallet: WastePalletId,
) -> Result<Vec<device::Model>, DbErr> {
    device::Entity::find()
        .filter(device::COLUMN.pallet_id.eq(pallet))
        .order_by_asc(device::Column::Id)
        .all(db)
        .await
}

/// Their numbers alone.
pub async fn device_ids(
    db: &impl ConnectionTrait,
    pallet: WastePalletId,
) -> Result<Vec<DeviceId>, DbErr> {
    device::Entity::find()
        .select_only()
        .column(device::Column::Id)
        .filter(device::COLUMN.pallet_id.eq(pallet))
        .order_by_asc(device::Column::Id)
        .into_tuple()
        .all(db)
        .await
}
