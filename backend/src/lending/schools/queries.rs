//! The schools a person may see, what they signed, who teaches there, and where they stand with the library.
use crate::{
    auth::{Signed, territory},
    lending::rules::schools::{self, Agreed},
};
use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    account, agreement_clause,
    loan::{self, LoanState},
    membership::{self, MembershipId, Role},
    organisation::{self, OrganisationId, OrganisationKind},
    registration, school_agreement, school_closing, school_domain,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};
use std::collections::{HashMap, HashSet};

/// Schools on one page of the list.
pub const PAGE: u64 = 50;

/// What the agreement says, and whether it is asked for; nothing on a new installation, which asks for none.
pub async fn clause(db: &impl ConnectionTrait) -> Result<Option<agreement_clause::Model>, DbErr> {
    agreement_clause::Entity::find()
        .order_by_desc(agreement_clause::Column::Id)
        .one(db)
        .await
}

/// The agreements of a school, the latest first.
pub async fn agreements(
    db: &impl ConnectionTrait,
    school: OrganisationId,
) -> Result<Vec<school_agreement::Model>, DbErr> {
    school_agreement::Entity::find()
        .filter(school_agreement::COLUMN.organisation_id.eq(school))
        .order_by_desc(school_agreement::Column::Id)
        .all(db)
        .await
}

/// Whether a school may take kit away on a day.
pub async fn agreed(
    db: &impl ConnectionTrait,
    school: OrganisationId,
    on: NaiveDate,
) -> Result<Agreed, DbErr> {
    let required = clause(db).await?.is_some_and(|clause| clause.required);
    let signed = agreements(db, school).await?;
    Ok(schools::agreed(required, &signed, on))
}

/// Who manages a school sees it, a store sees all of them, coordination those of its territory. Others are not found.
fn visible(by: &Signed) -> Condition {
    let schools = Condition::all().add(organisation::COLUMN.kind.eq(OrganisationKind::College));
    match by.role {
        Role::OrganisationManager => schools.add(organisation::COLUMN.id.eq(by.organisation_id)),
        Role::StoreKeeper => schools,
        Role::Coordinator => schools.add(territory::rows(by, organisation::Column::EpciCode)),
        Role::Supervisor
        | Role::Worker
        | Role::Prescriber
        | Role::Teacher
        | Role::Trainer
        | Role::Clerk
        | Role::Finance
        | Role::Auditor
        | Role::ItCorrespondent
        | Role::LoanPartner
        | Role::DataProtectionOfficer => schools.add(organisation::COLUMN.id.eq(OrganisationId(0))),
    }
}

/// The school of this number, if the person may see it.
pub async fn school(
    db: &impl ConnectionTrait,
    by: &Signed,
    id: i32,
) -> Result<Option<organisation::Model>, DbErr> {
    organisation::Entity::find_by_id(OrganisationId(id))
        .filter(visible(by))
        .one(db)
        .await
}

/// A page of the schools that are open, by name, those after `after`.
pub async fn schools(
    db: &impl ConnectionTrait,
    by: &Signed,
    after: Option<i32>,
) -> Result<Vec<organisation::Model>, DbErr> {
    let mut select = organisation::Entity::find()
        .filter(visible(by))
        .filter(organisation::COLUMN.closed_at.is_null());
    let last = match after {
        Some(id) => school(db, by, id).await?,
        None => None,
    };
    // A name is there once within a kind.
    if let Some(last) = last {
        select = select.filter(organisation::Column::Search.gt(&last.search));
    }
    select
        .order_by_asc(organisation::Column::Search)
        .limit(PAGE + 1)
        .all(db)
        .await
}

/// Those of these schools that have an agreement on a day.
pub async fn signed_on(
    db: &impl ConnectionTrait,
    schools: &[organisation::Model],
    on: NaiveDate,
) -> Result<HashSet<OrganisationId>, DbErr> {
    let rows = school_agreement::Entity::find()
        .filter(
            school_agreement::COLUMN
                .organisation_id
                .is_in(schools.iter().map(|school| school.id)),
        )
        .filter(school_agreement::COLUMN.first_on.lte(on))
        .filter(school_agreement::COLUMN.last_on.gte(on))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .filter(|row| on <= schools::lasts_until(row))
        .map(|row| row.organisation_id)
        .collect())
}

/// The open school with this UAI.
pub async fn by_uai(
    db: &impl ConnectionTrait,
    uai: &str,
) -> Result<Option<organisation::Model>, DbErr> {
    organisation::Entity::find()
        .filter(organisation::COLUMN.kind.eq(OrganisationKind::College))
        .filter(organisation::Column::Uai.eq(uai))
        .filter(organisation::COLUMN.closed_at.is_null())
        .one(db)
        .await
}

/// The domains whose addresses may register, as texts.
pub async fn domains(db: &impl ConnectionTrait) -> Result<Vec<school_domain::Model>, DbErr> {
    school_domain::Entity::find()
        .filter(school_domain::COLUMN.removed_at.is_null())
        .order_by_asc(school_domain::Column::Domain)
        .all(db)
        .await
}

/// Somebody who teaches at a school.
pub struct Teacher {
    pub membership_id: MembershipId,
    pub name: String,
    pub email: String,
    pub since: DateTime<Utc>,
    /// They registered themselves.
    pub by_themselves: bool,
}

/// Who teaches at a school and may borrow, by name.
pub async fn teachers(
    db: &impl ConnectionTrait,
    school: OrganisationId,
) -> Result<Vec<Teacher>, DbErr> {
    let rows = membership::Entity::find()
        .filter(membership::COLUMN.organisation_id.eq(school))
        .filter(membership::COLUMN.role.eq(Role::Teacher))
        .filter(membership::COLUMN.ended_at.is_null())
        .all(db)
        .await?;
    let accounts: HashMap<_, account::Model> = account::Entity::find()
        .filter(
            account::COLUMN
                .id
                .is_in(rows.iter().map(|row| row.account_id)),
        )
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let came: HashSet<MembershipId> = registration::Entity::find()
        .filter(registration::COLUMN.organisation_id.eq(school))
        .all(db)
        .await?
        .into_iter()
        .filter_map(|row| row.membership_id)
        .collect();
    let mut teachers: Vec<Teacher> = rows
        .into_iter()
        .filter_map(|row| {
            let account = accounts.get(&row.account_id)?;
            Some(Teacher {
                membership_id: row.id,
                name: account.name.clone(),
                email: account.email.clone(),
                since: row.created_at,
                by_themselves: came.contains(&row.id),
            })
        })
        .collect();
    teachers.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(teachers)
}

/// Whether the school ended this person's membership as a teacher: they come back when they are invited.
pub async fn was_ended(
    db: &impl ConnectionTrait,
    account: account::AccountId,
    school: OrganisationId,
) -> Result<bool, DbErr> {
    let ended = membership::Entity::find()
        .filter(membership::COLUMN.account_id.eq(account))
        .filter(membership::COLUMN.organisation_id.eq(school))
        .filter(membership::COLUMN.role.eq(Role::Teacher))
        .filter(membership::COLUMN.ended_at.is_not_null())
        .one(db)
        .await?;
    Ok(ended.is_some())
}

/// The membership of a teacher of this school that stands.
pub async fn teaching(
    db: &impl ConnectionTrait,
    account: account::AccountId,
    school: OrganisationId,
) -> Result<Option<membership::Model>, DbErr> {
    membership::Entity::find()
        .filter(membership::COLUMN.account_id.eq(account))
        .filter(membership::COLUMN.organisation_id.eq(school))
        .filter(membership::COLUMN.role.eq(Role::Teacher))
        .filter(membership::COLUMN.ended_at.is_null())
        .one(db)
        .await
}

/// Holds a school until the end of the transaction, before its closing is looked at: a loan that goes on and a closing
/// that is announced never pass each other. Writing what stands there already is a lock on either engine.
pub async fn hold(txn: &impl ConnectionTrait, school: OrganisationId) -> Result<(), DbErr> {
    organisation::Entity::update_many()
        .col_expr(
            organisation::Column::Name,
            Expr::col(organisation::Column::Name),
        )
        .filter(organisation::COLUMN.id.eq(school))
        .exec(txn)
        .await?;
    Ok(())
}

/// What was announced of a school that closes.
pub async fn closing(
    db: &impl ConnectionTrait,
    school: OrganisationId,
) -> Result<Option<school_closing::Model>, DbErr> {
    school_closing::Entity::find_by_id(school).one(db).await
}

/// The loans of a school that are under way and end after a day.
pub async fn loans_after(
    db: &impl ConnectionTrait,
    school: OrganisationId,
    day: NaiveDate,
) -> Result<Vec<loan::Model>, DbErr> {
    loan::Entity::find()
        .filter(loan::COLUMN.organisation_id.eq(school))
        .filter(loan::COLUMN.state.is_in(crate::lending::queries::OPEN))
        .filter(loan::COLUMN.ends_on.gt(day))
        .order_by_asc(loan::Column::Id)
        .all(db)
        .await
}

/// The states of a loan before its piece is fetched.
pub const NOT_YET_OUT: [LoanState; 3] = [
    LoanState::Requested,
    LoanState::Reserved,
    LoanState::Prepared,
];

/// What somebody reserved under a membership and has not fetched.
pub async fn reserved_under(
    db: &impl ConnectionTrait,
    membership: MembershipId,
) -> Result<Vec<loan::Model>, DbErr> {
    loan::Entity::find()
        .filter(loan::COLUMN.membership_id.eq(membership))
        .filter(loan::COLUMN.state.is_in(NOT_YET_OUT))
        .order_by_asc(loan::Column::Id)
        .all(db)
        .await
}

/// Who lends: the département, as the papers name it.
pub async fn lender(db: &impl ConnectionTrait) -> Result<String, DbErr> {
    let row = organisation::Entity::find()
        .filter(organisation::COLUMN.kind.eq(OrganisationKind::Departement))
        .filter(organisation::COLUMN.closed_at.is_null())
        .order_by_asc(organisation::Column::Id)
        .one(db)
        .await?;
    Ok(row.map_or_else(String::new, |row| row.name))
}

/// The loans of a school that are under way.
pub async fn under_way(
    db: &impl ConnectionTrait,
    school: OrganisationId,
) -> Result<Vec<loan::Model>, DbErr> {
    loan::Entity::find()
        .filter(loan::COLUMN.organisation_id.eq(school))
        .filter(loan::COLUMN.state.is_in(crate::lending::queries::OPEN))
        .all(db)
        .await
}
