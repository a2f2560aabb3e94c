//! Who acted, by name: events hold ids only.
use crate::auth::joins::{to_account, to_organisation};
use entities::{
    account,
    membership::{self, MembershipId},
    organisation,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QuerySelect,
};
use std::collections::BTreeMap;

#[derive(FromQueryResult)]
struct Row {
    id: MembershipId,
    name: String,
    organisation: String,
}

/// "Name, organisation" of these memberships.
pub async fn names(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = MembershipId>,
) -> Result<BTreeMap<MembershipId, String>, DbErr> {
    let rows = membership::Entity::find()
        .select_only()
        .column(membership::Column::Id)
        .column(account::Column::Name)
        .column_as(organisation::Column::Name, "organisation")
        .join(JoinType::InnerJoin, to_account())
        .join(JoinType::InnerJoin, to_organisation())
        .filter(membership::COLUMN.id.is_in(ids))
        .into_model::<Row>()
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id, format!("{}, {}", row.name, row.organisation)))
        .collect())
}
