//! The workshops a person may look at.
use crate::auth::{Signed, territory};
use entities::{
    membership::Role,
    organisation::{self, OrganisationId},
    site,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
};
use std::collections::HashMap;

/// A workshop and who runs it.
#[derive(Clone, Debug)]
pub struct Workshop {
    pub site: site::Model,
    pub organisation: organisation::Model,
}

/// The open workshops of a person's organisation, or of the territory for coordination.
pub async fn seen_by(db: &impl ConnectionTrait, by: &Signed) -> Result<Vec<Workshop>, DbErr> {
    let theirs = if by.role == Role::Coordinator {
        territory::rows(by, site::Column::EpciCode)
    } else {
        Condition::all().add(site::COLUMN.organisation_id.eq(by.organisation_id))
    };
    open(db, theirs).await
}

/// The workshops a person may send work to: any that is open, within the territory for coordination.
pub async fn sent_to_by(db: &impl ConnectionTrait, by: &Signed) -> Result<Vec<Workshop>, DbErr> {
    open(db, territory::rows(by, site::Column::EpciCode)).await
}

async fn open(db: &impl ConnectionTrait, which: Condition) -> Result<Vec<Workshop>, DbErr> {
    let sites = site::Entity::find()
        .filter(which)
        .filter(site::COLUMN.is_workshop.eq(true))
        .filter(site::COLUMN.closed_at.is_null())
        .order_by_asc(site::Column::Name)
        .order_by_asc(site::Column::Id)
        .all(db)
        .await?;
    let ids = sites.iter().map(|site| site.organisation_id);
    let organisations: HashMap<OrganisationId, organisation::Model> = organisation::Entity::find()
        .filter(organisation::COLUMN.id.is_in(ids))
        .all(db)
        .await?
        .into_iter()
        .map(|organisation| (organisation.id, organisation))
        .collect();
    let workshop = |site: site::Model| {
        Some(Workshop {
            organisation: organisations.get(&site.organisation_id)?.clone(),
            site,
        })
    };
    Ok(sites.into_iter().filter_map(workshop).collect())
}
