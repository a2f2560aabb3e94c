//! The rows that somebody may see: a trainer those of their own organisation, coordination those of its territory's.
use crate::{
    auth::{Signed, territory},
    web::Error,
};
use entities::{
    coop_import, coop_link,
    coop_row::{self, CoopRowId},
    membership::Role,
    organisation::{self, OrganisationId},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};
use std::collections::HashSet;

/// How many rows a page shows.
pub const PAGE: u64 = 50;
/// The latest imports that the list tells of.
const IMPORTS: u64 = 5;

/// Whose rows this person sees, by the column that holds the organisation.
#[must_use]
pub fn visible<C: ColumnTrait>(by: &Signed, organisation: C) -> Condition {
    if by.role == Role::Trainer {
        Condition::all().add(organisation.eq(by.organisation_id))
    } else {
        let limit = territory::limit(by)
            .map(|limited| organisation.in_subquery(territory::organisations(limited)));
        Condition::all().add_option(limit)
    }
}

/// A row, for who may see it.
pub async fn find(
    db: &impl ConnectionTrait,
    by: &Signed,
    id: i32,
) -> Result<coop_row::Model, Error> {
    coop_row::Entity::find_by_id(CoopRowId(id))
        .filter(visible(by, coop_row::Column::OrganisationId))
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

/// What a list is narrowed to.
#[derive(Clone, Copy, Default)]
pub struct Search {
    /// Only the rows that are nobody's.
    pub free: bool,
    /// The last row of the page before.
    pub beyond: Option<CoopRowId>,
}

/// A page of rows, the latest day first, those that are linked, and whether there are more.
pub struct Rows {
    pub rows: Vec<coop_row::Model>,
    pub linked: HashSet<CoopRowId>,
    pub more: bool,
}

pub async fn rows(db: &impl ConnectionTrait, by: &Signed, search: Search) -> Result<Rows, DbErr> {
    let mut found = coop_row::Entity::find()
        .filter(visible(by, coop_row::Column::OrganisationId))
        .filter(beyond(db, search.beyond).await?);
    if search.free {
        let links = coop_link::Entity::find()
            .select_only()
            .column(coop_link::Column::RowId);
        found = found.filter(coop_row::Column::Id.not_in_subquery(links.into_query()));
    }
    let mut rows = found
        .order_by_desc(coop_row::COLUMN.held_on)
        .order_by_desc(coop_row::COLUMN.id)
        .limit(PAGE + 1)
        .all(db)
        .await?;
    let shown = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = rows.len() > shown;
    rows.truncate(shown);
    let linked: Vec<CoopRowId> = coop_link::Entity::find()
        .select_only()
        .column(coop_link::Column::RowId)
        .filter(coop_link::Column::RowId.is_in(rows.iter().map(|row| row.id)))
        .into_tuple()
        .all(db)
        .await?;
    Ok(Rows {
        rows,
        linked: linked.into_iter().collect(),
        more,
    })
}

/// What comes after the last row of the page before.
async fn beyond(db: &impl ConnectionTrait, last: Option<CoopRowId>) -> Result<Condition, DbErr> {
    let last = match last {
        Some(last) => coop_row::Entity::find_by_id(last).one(db).await?,
        None => None,
    };
    Ok(Condition::all().add_option(last.map(|last| {
        let same_day = Condition::all()
            .add(coop_row::COLUMN.held_on.eq(last.held_on))
            .add(coop_row::COLUMN.id.lt(last.id));
        Condition::any()
            .add(coop_row::COLUMN.held_on.lt(last.held_on))
            .add(same_day)
    })))
}

/// The latest exports that were brought in, the last first, with whose they were.
pub async fn imports(
    db: &impl ConnectionTrait,
    by: &Signed,
) -> Result<Vec<(coop_import::Model, String)>, DbErr> {
    let imports = coop_import::Entity::find()
        .filter(visible(by, coop_import::Column::OrganisationId))
        .order_by_desc(coop_import::COLUMN.id)
        .limit(IMPORTS)
        .all(db)
        .await?;
    let organisations = organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(imports.iter().map(|one| one.organisation_id)))
        .all(db)
        .await?;
    let name = |id: OrganisationId| {
        let of = organisations.iter().find(|one| one.id == id);
        of.map(|one| one.name.clone()).unwrap_or_default()
    };
    Ok(imports
        .into_iter()
        .map(|one| {
            let name = name(one.organisation_id);
            (one, name)
        })
        .collect())
}

/// The organisations whose export this person may bring in.
pub async fn organisations(
    db: &impl ConnectionTrait,
    by: &Signed,
) -> Result<Vec<organisation::Model>, DbErr> {
    organisation::Entity::find()
        .filter(visible(by, organisation::Column::Id))
        .order_by_asc(organisation::COLUMN.name)
        .order_by_asc(organisation::COLUMN.id)
        .all(db)
        .await
}
