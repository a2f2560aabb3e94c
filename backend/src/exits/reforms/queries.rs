//! The lots whose devices may be reformed, and the reforms that were decided: coordination sees those of its territory.
use crate::auth::{Signed, territory};
use entities::{
    collection_lot::{self, CollectionLotId},
    device::{self, Stage},
    organisation::{self, OrganisationId},
    reform::{self, ReformId},
    reform_line,
    site::{self, SiteId},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};
use std::collections::HashMap;

/// As many lots, and as many decisions, as a list shows.
const MOST: u64 = 300;

fn lots_seen_by(by: &Signed) -> Condition {
    territory::limit(by).map_or_else(Condition::all, territory::lots)
}

fn seen_by(by: &Signed) -> Condition {
    territory::limit(by).map_or_else(Condition::all, territory::reforms)
}

/// The lots, latest first, each with its donor's name.
pub async fn lots(
    db: &impl ConnectionTrait,
    by: &Signed,
) -> Result<Vec<(collection_lot::Model, String)>, DbErr> {
    let lots = collection_lot::Entity::find()
        .filter(lots_seen_by(by))
        .order_by_desc(collection_lot::Column::Id)
        .limit(MOST)
        .all(db)
        .await?;
    let names = names(db, lots.iter().map(|lot| lot.donor_id)).await?;
    Ok(lots
        .into_iter()
        .map(|lot| {
            let donor = names.get(&lot.donor_id).cloned().unwrap_or_default();
            (lot, donor)
        })
        .collect())
}

async fn names(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = OrganisationId>,
) -> Result<HashMap<OrganisationId, String>, DbErr> {
    Ok(organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(ids))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row.name))
        .collect())
}

/// A device of a lot that is not reformed yet, and where its owner's inventory has it.
pub struct Candidate {
    pub device: device::Model,
    /// The school it comes from, or the site it is at.
    pub location: Option<String>,
}

/// The devices of a lot that may still be reformed: the owner's, and not those that never were.
pub async fn candidates(
    db: &impl ConnectionTrait,
    lot: &collection_lot::Model,
) -> Result<Vec<Candidate>, DbErr> {
    let reformed = reform_line::Entity::find()
        .select_only()
        .column(reform_line::Column::DeviceId)
        .into_query();
    let devices = device::Entity::find()
        .filter(device::COLUMN.lot_id.eq(lot.id))
        .filter(device::COLUMN.owner_id.eq(lot.owner_id))
        .filter(device::COLUMN.stage.ne(Stage::NotReceived))
        .filter(device::COLUMN.id.not_in_subquery(reformed))
        .order_by_asc(device::Column::Id)
        .all(db)
        .await?;
    let sites: HashMap<SiteId, String> = site::Entity::find()
        .all(db)
        .await?
        .into_iter()
        .map(|site| (site.id, site.name))
        .collect();
    Ok(devices
        .into_iter()
        .map(|device| Candidate {
            location: device
                .school_name
                .clone()
                .or_else(|| sites.get(&device.site_id?).cloned()),
            device,
        })
        .collect())
}

/// What the accounts call a device: its kind is said by who prints it.
#[must_use]
pub fn designation(kind: &str, device: &device::Model) -> String {
    let serial = device
        .serial
        .as_ref()
        .map(|serial| format!(", {serial}"))
        .unwrap_or_default();
    format!("{kind} {} {}{serial}", device.manufacturer, device.model)
}

/// A reform as a list shows it.
pub struct Row {
    pub reform: reform::Model,
    pub owner: String,
}

pub async fn all(db: &impl ConnectionTrait, by: &Signed) -> Result<Vec<Row>, DbErr> {
    let reforms = reform::Entity::find()
        .filter(seen_by(by))
        .order_by_desc(reform::Column::Id)
        .limit(MOST)
        .all(db)
        .await?;
    let names = names(db, reforms.iter().map(|row| row.owner_id)).await?;
    Ok(reforms
        .into_iter()
        .map(|reform| Row {
            owner: names.get(&reform.owner_id).cloned().unwrap_or_default(),
            reform,
        })
        .collect())
}

/// A reform that the person may see, its owner's name and its lines.
pub async fn reform(
    db: &impl ConnectionTrait,
    by: &Signed,
    id: i32,
) -> Result<Option<(Row, Vec<reform_line::Model>)>, DbErr> {
    let Some(reform) = reform::Entity::find_by_id(ReformId(id))
        .filter(seen_by(by))
        .one(db)
        .await?
    else {
        return Ok(None);
    };
    let names = names(db, [reform.owner_id]).await?;
    let lines = reform_line::Entity::find()
        .filter(reform_line::COLUMN.reform_id.eq(reform.id))
        .order_by_asc(reform_line::Column::Id)
        .all(db)
        .await?;
    let row = Row {
        owner: names.get(&reform.owner_id).cloned().unwrap_or_default(),
        reform,
    };
    Ok(Some((row, lines)))
}

/// The lot of this number, if the person may see it.
pub async fn lot(
    db: &impl ConnectionTrait,
    by: &Signed,
    id: i32,
) -> Result<Option<collection_lot::Model>, DbErr> {
    collection_lot::Entity::find_by_id(CollectionLotId(id))
        .filter(lots_seen_by(by))
        .one(db)
        .await
}

/// The name of an organisation.
pub async fn owner_name(db: &impl ConnectionTrait, id: OrganisationId) -> Result<String, DbErr> {
    let names = names(db, [id]).await?;
    Ok(names.get(&id).cloned().unwrap_or_default())
}
