//! The line for an item, and who sees whom in it.
use crate::auth::{Signed, territory};
use entities::{
    account::AccountId,
    catalogue_item::{self, CatalogueItemId},
    loan_wait::{self, WaitState},
    membership::Role,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Select,
};

/// The states of somebody in line.
pub const IN_LINE: [WaitState; 2] = [WaitState::Waiting, WaitState::Offered];

/// The line for an item, in its order.
pub async fn line(
    db: &impl ConnectionTrait,
    item: CatalogueItemId,
) -> Result<Vec<loan_wait::Model>, DbErr> {
    loan_wait::Entity::find()
        .filter(loan_wait::COLUMN.item_id.eq(item))
        .filter(loan_wait::COLUMN.state.is_in(IN_LINE))
        .order_by_asc(loan_wait::Column::Id)
        .all(db)
        .await
}

/// The offer that stands for an item.
pub async fn offer(
    db: &impl ConnectionTrait,
    item: CatalogueItemId,
) -> Result<Option<loan_wait::Model>, DbErr> {
    loan_wait::Entity::find()
        .filter(loan_wait::COLUMN.item_id.eq(item))
        .filter(loan_wait::COLUMN.state.eq(WaitState::Offered))
        .one(db)
        .await
}

/// Every offer that stands.
pub async fn offers(db: &impl ConnectionTrait) -> Result<Vec<loan_wait::Model>, DbErr> {
    loan_wait::Entity::find()
        .filter(loan_wait::COLUMN.state.eq(WaitState::Offered))
        .all(db)
        .await
}

/// The items for which somebody waits.
pub async fn awaited(db: &impl ConnectionTrait) -> Result<Vec<CatalogueItemId>, DbErr> {
    loan_wait::Entity::find()
        .select_only()
        .column(loan_wait::Column::ItemId)
        .distinct()
        .filter(loan_wait::COLUMN.state.eq(WaitState::Waiting))
        .into_tuple()
        .all(db)
        .await
}

/// How this person stands in the line for an item.
pub async fn of_person(
    db: &impl ConnectionTrait,
    account: AccountId,
    item: CatalogueItemId,
) -> Result<Option<loan_wait::Model>, DbErr> {
    loan_wait::Entity::find()
        .filter(loan_wait::COLUMN.account_id.eq(account))
        .filter(loan_wait::COLUMN.item_id.eq(item))
        .filter(loan_wait::COLUMN.state.is_in(IN_LINE))
        .one(db)
        .await
}

/// Those in line whom this person sees: oneself, one's school, one's store, the stores of one's territory.
fn seen(by: &Signed) -> Select<loan_wait::Entity> {
    let items = catalogue_item::Entity::find()
        .select_only()
        .column(catalogue_item::Column::Id);
    let seen = match by.role {
        Role::OrganisationManager => {
            Condition::all().add(loan_wait::COLUMN.organisation_id.eq(by.organisation_id))
        }
        Role::StoreKeeper => match by.site_id {
            Some(site) => {
                let items = items.filter(catalogue_item::COLUMN.site_id.eq(site));
                Condition::all().add(loan_wait::Column::ItemId.in_subquery(items.into_query()))
            }
            None => theirs(by),
        },
        Role::Coordinator => match territory::limit(by) {
            Some(limited) => {
                let stores = territory::sites(limited);
                let items = items.filter(catalogue_item::Column::SiteId.in_subquery(stores));
                Condition::all().add(loan_wait::Column::ItemId.in_subquery(items.into_query()))
            }
            None => Condition::all(),
        },
        Role::Teacher
        | Role::Supervisor
        | Role::Worker
        | Role::Prescriber
        | Role::Trainer
        | Role::Clerk
        | Role::Finance
        | Role::Auditor
        | Role::ItCorrespondent
        | Role::LoanPartner
        | Role::DataProtectionOfficer => theirs(by),
    };
    loan_wait::Entity::find()
        .filter(seen)
        .filter(loan_wait::COLUMN.state.is_in(IN_LINE))
}

/// Places on one page.
pub const PAGE: u64 = 50;

/// A page of them by item, each line in its order, from after this place on: one more than is shown.
pub async fn page(
    db: &impl ConnectionTrait,
    by: &Signed,
    after: Option<(CatalogueItemId, i32)>,
) -> Result<Vec<loan_wait::Model>, DbErr> {
    let mut places = seen(by);
    if let Some((item, place)) = after {
        places = places.filter(
            Condition::any()
                .add(loan_wait::COLUMN.item_id.gt(item))
                .add(
                    Condition::all()
                        .add(loan_wait::COLUMN.item_id.eq(item))
                        .add(loan_wait::COLUMN.id.gt(place)),
                ),
        );
    }
    places
        .order_by_asc(loan_wait::Column::ItemId)
        .order_by_asc(loan_wait::Column::Id)
        .limit(PAGE + 1)
        .all(db)
        .await
}

/// One's own place of this number, while one stands in line.
pub async fn own(
    db: &impl ConnectionTrait,
    by: &Signed,
    id: i32,
) -> Result<Option<loan_wait::Model>, DbErr> {
    seen(by)
        .filter(loan_wait::COLUMN.id.eq(id))
        .filter(loan_wait::COLUMN.account_id.eq(by.account.id))
        .one(db)
        .await
}

fn theirs(by: &Signed) -> Condition {
    Condition::all().add(loan_wait::COLUMN.account_id.eq(by.account.id))
}
