//! Which right an organisation has, how many of its requests are open, and who decides or manages there.
use super::rules::{self, MayNot};
use crate::auth::{Signed, territory};
use entities::{
    account,
    membership::{self, MembershipId, Role},
    membership_territory,
    organisation::{self, OrganisationId},
    prescribing::{self, PrescribingState},
    request::{self, RequestState},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use std::collections::{BTreeMap, BTreeSet};

/// An organisation with its right, if it has a row of its own.
pub struct Standing {
    pub organisation: organisation::Model,
    pub row: Option<prescribing::Model>,
}

impl Standing {
    #[must_use]
    pub fn state(&self) -> Option<PrescribingState> {
        let own = self.row.as_ref().map(|row| row.state);
        rules::standing(own, self.organisation.prescribed_before)
    }

    #[must_use]
    pub fn open_limit(&self) -> Option<i32> {
        self.row.as_ref().and_then(|row| row.open_limit)
    }

    /// Whether it may send a request, with so many open already.
    pub fn may_send(&self, open: u64) -> Result<(), MayNot> {
        rules::may_send(self.state(), self.open_limit(), open)
    }
}

pub async fn standing(
    db: &impl ConnectionTrait,
    id: OrganisationId,
) -> Result<Option<Standing>, DbErr> {
    let Some(organisation) = organisation::Entity::find_by_id(id).one(db).await? else {
        return Ok(None);
    };
    let row = prescribing::Entity::find()
        .filter(prescribing::COLUMN.organisation_id.eq(id))
        .one(db)
        .await?;
    Ok(Some(Standing { organisation, row }))
}

/// How many requests of an organisation still need somebody.
pub async fn open_requests(db: &impl ConnectionTrait, id: OrganisationId) -> Result<u64, DbErr> {
    request::Entity::find()
        .filter(request::COLUMN.organisation_id.eq(id))
        .filter(
            request::COLUMN
                .state
                .is_in([RequestState::Submitted, RequestState::Allocated]),
        )
        .count(db)
        .await
}

/// How many organisations of the territory asked and were not answered.
pub async fn count_asked(db: &impl ConnectionTrait, by: &Signed) -> Result<u64, DbErr> {
    prescribing::Entity::find()
        .filter(within(by))
        .filter(prescribing::COLUMN.state.eq(PrescribingState::Asked))
        .count(db)
        .await
}

/// The rights of the organisations of the territory.
fn within(by: &Signed) -> Condition {
    Condition::all().add_option(territory::limit(by).map(|limited| {
        prescribing::Column::OrganisationId.in_subquery(territory::organisations(limited))
    }))
}

/// More organisations than anybody decides on at one sitting.
const SHOWN: u64 = 200;

/// The organisations of the territory that asked, then those refused or suspended, each group longest first.
pub async fn to_decide(db: &impl ConnectionTrait, by: &Signed) -> Result<Vec<Standing>, DbErr> {
    let mut rows = prescribing::Entity::find()
        .filter(within(by))
        .filter(prescribing::COLUMN.state.ne(PrescribingState::Validated))
        .order_by_asc(prescribing::Column::Since)
        .order_by_asc(prescribing::Column::Id)
        .limit(SHOWN)
        .all(db)
        .await?;
    rows.sort_by_key(|row| row.state != PrescribingState::Asked);
    let mut organisations: BTreeMap<OrganisationId, organisation::Model> =
        organisation::Entity::find()
            .filter(
                organisation::COLUMN
                    .id
                    .is_in(rows.iter().map(|row| row.organisation_id)),
            )
            .all(db)
            .await?
            .into_iter()
            .map(|organisation| (organisation.id, organisation))
            .collect();
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let organisation = organisations.remove(&row.organisation_id)?;
            Some(Standing {
                organisation,
                row: Some(row),
            })
        })
        .collect())
}

/// The people of one role in an organisation who can read a message.
pub async fn people(
    db: &impl ConnectionTrait,
    id: OrganisationId,
    role: Role,
) -> Result<Vec<account::Model>, DbErr> {
    let memberships = membership::Entity::find()
        .filter(membership::COLUMN.organisation_id.eq(id))
        .filter(membership::COLUMN.role.eq(role))
        .filter(membership::COLUMN.ended_at.is_null())
        .all(db)
        .await?;
    accounts(db, &memberships).await
}

/// Who coordinates an intercommunality: those limited to it; without any, those of the whole département.
pub async fn coordinators(
    db: &impl ConnectionTrait,
    epci: Option<&str>,
) -> Result<Vec<account::Model>, DbErr> {
    let memberships = membership::Entity::find()
        .filter(membership::COLUMN.role.eq(Role::Coordinator))
        .filter(membership::COLUMN.ended_at.is_null())
        .all(db)
        .await?;
    let mut territories: BTreeMap<MembershipId, Vec<String>> = BTreeMap::new();
    let rows = membership_territory::Entity::find()
        .filter(
            membership_territory::COLUMN
                .membership_id
                .is_in(memberships.iter().map(|membership| membership.id)),
        )
        .all(db)
        .await?;
    for row in rows {
        territories
            .entry(row.membership_id)
            .or_default()
            .push(row.epci_code);
    }
    let (limited, whole): (Vec<_>, Vec<_>) = memberships
        .into_iter()
        .partition(|membership| territories.contains_key(&membership.id));
    let near: Vec<_> = limited
        .into_iter()
        .filter(|membership| {
            territories
                .get(&membership.id)
                .is_some_and(|own| territory::within(own, epci))
        })
        .collect();
    let of_the_territory = accounts(db, &near).await?;
    if of_the_territory.is_empty() {
        accounts(db, &whole).await
    } else {
        Ok(of_the_territory)
    }
}

/// The accounts of these memberships that were not disabled, each once.
async fn accounts(
    db: &impl ConnectionTrait,
    memberships: &[membership::Model],
) -> Result<Vec<account::Model>, DbErr> {
    let ids: BTreeSet<_> = memberships
        .iter()
        .map(|membership| membership.account_id)
        .collect();
    account::Entity::find()
        .filter(account::COLUMN.id.is_in(ids))
        .filter(account::COLUMN.disabled_at.is_null())
        .order_by_asc(account::Column::Id)
        .all(db)
        .await
}
