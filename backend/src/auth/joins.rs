//! From a membership to who holds it and where, for the queries that name people.
use entities::{account, membership, organisation};
use sea_orm::{EntityTrait, RelationDef};

#[must_use]
pub fn to_account() -> RelationDef {
    membership::Entity::belongs_to(account::Entity)
        .from(membership::Column::AccountId)
        .to(account::Column::Id)
        .into()
}

#[must_use]
pub fn to_organisation() -> RelationDef {
    membership::Entity::belongs_to(organisation::Entity)
        .from(membership::Column::OrganisationId)
        .to(organisation::Column::Id)
        .into()
}
