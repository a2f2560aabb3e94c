//! The lists of owners' accounts, and what is settled beside them.
use crate::auth::{Signed, territory};
use entities::{
    asset_duration,
    asset_import::{self, AssetImportId},
    asset_line, device,
    organisation::{self, OrganisationId},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, Select, sea_query::Expr,
};

/// The organisations whose accounts somebody may lay beside the stock: those that own a device, or sent a list before.
pub async fn owners(
    db: &impl ConnectionTrait,
    by: &Signed,
) -> Result<Vec<organisation::Model>, DbErr> {
    let owning = device::Entity::find()
        .select_only()
        .column(device::Column::OwnerId)
        .distinct()
        .into_query();
    let sent = asset_import::Entity::find()
        .select_only()
        .column(asset_import::Column::OwnerId)
        .into_query();
    organisation::Entity::find()
        .filter(
            Condition::any()
                .add(organisation::Column::Id.in_subquery(owning))
                .add(organisation::Column::Id.in_subquery(sent)),
        )
        .filter(seen_by(by))
        .order_by_asc(organisation::Column::Name)
        .all(db)
        .await
}

/// The organisations within the person's territory; all for who is not limited.
fn seen_by(by: &Signed) -> Condition {
    let limit = territory::limit(by)
        .map(|limited| organisation::Column::Id.in_subquery(territory::organisations(limited)));
    Condition::all().add_option(limit)
}

/// The lists taken in, latest day first.
pub async fn imports(
    db: &impl ConnectionTrait,
    owners: &[organisation::Model],
) -> Result<Vec<asset_import::Model>, DbErr> {
    asset_import::Entity::find()
        .filter(asset_import::Column::OwnerId.is_in(owners.iter().map(|owner| owner.id)))
        .order_by_desc(asset_import::Column::AsOf)
        .order_by_desc(asset_import::Column::Id)
        .limit(200)
        .all(db)
        .await
}

/// A list the person may see, and whose it is.
pub async fn import(
    db: &impl ConnectionTrait,
    by: &Signed,
    id: i32,
) -> Result<Option<(asset_import::Model, organisation::Model)>, DbErr> {
    let Some(import) = asset_import::Entity::find_by_id(AssetImportId(id))
        .one(db)
        .await?
    else {
        return Ok(None);
    };
    let owner = organisation::Entity::find_by_id(import.owner_id)
        .filter(seen_by(by))
        .one(db)
        .await?;
    Ok(owner.map(|owner| (import, owner)))
}

/// The lines of a list added up: how many, their value, what is left of it.
pub async fn sums(
    db: &impl ConnectionTrait,
    import: AssetImportId,
) -> Result<(i64, i64, i64), DbErr> {
    let sum = |column: asset_line::Column| {
        Expr::col((asset_line::Entity, column))
            .sum()
            .cast_as("bigint")
    };
    let sums: Option<(i64, Option<i64>, Option<i64>)> = asset_line::Entity::find()
        .select_only()
        .column_as(asset_line::Column::Id.count(), "line_count")
        .expr_as(sum(asset_line::Column::ValueCents), "value_cents")
        .expr_as(sum(asset_line::Column::NetBookCents), "net_book_cents")
        .filter(asset_line::COLUMN.import_id.eq(import))
        .into_tuple()
        .one(db)
        .await?;
    let (lines, value, net) = sums.unwrap_or_default();
    Ok((lines, value.unwrap_or(0), net.unwrap_or(0)))
}

/// An owner's durations, by account.
pub async fn durations(
    db: &impl ConnectionTrait,
    owner: OrganisationId,
) -> Result<Vec<(String, i32)>, DbErr> {
    asset_duration::Entity::find()
        .select_only()
        .columns([
            asset_duration::Column::Account,
            asset_duration::Column::Years,
        ])
        .filter(asset_duration::COLUMN.owner_id.eq(owner))
        .order_by_asc(asset_duration::Column::Account)
        .into_tuple()
        .all(db)
        .await
}

/// The lines of a list.
pub(super) fn of_import(import: AssetImportId) -> Select<asset_line::Entity> {
    asset_line::Entity::find().filter(asset_line::COLUMN.import_id.eq(import))
}

/// Lines of a list in their order, from after one on.
pub async fn lines_after(
    db: &impl ConnectionTrait,
    import: AssetImportId,
    after: i32,
    limit: u64,
) -> Result<Vec<asset_line::Model>, DbErr> {
    of_import(import)
        .filter(asset_line::Column::Id.gt(after))
        .order_by_asc(asset_line::Column::Id)
        .limit(limit)
        .all(db)
        .await
}

/// A line by its number.
pub async fn line(db: &impl ConnectionTrait, id: i32) -> Result<Option<asset_line::Model>, DbErr> {
    asset_line::Entity::find_by_id(id).one(db).await
}
