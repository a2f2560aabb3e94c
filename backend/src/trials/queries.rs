//! Who sees which trial, and what is known of it. Every page asks here; a row that is hidden is not found.
use crate::{
    auth::{
        Signed,
        joins::{to_account, to_organisation},
    },
    lending::queries as lending,
};
use entities::{
    account,
    catalogue_item::CatalogueItemId,
    feedback_tag::{self, TagList},
    loan::{self, LoanId, LoanState},
    loan_feedback::{self, FeedbackId, FeedbackMoment, Outcome},
    loan_partner,
    membership::{self, MembershipId, Role},
    organisation,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationDef,
    sea_query::{Query, SelectStatement},
};
use std::collections::HashMap;

/// Trials on one page of the list.
pub const PAGE: u64 = 50;
/// How many feedbacks a list asks for at once.
const ASKED: u64 = 20;

/// A partner sees the trials where they are named; a school, a store and coordination those of the loans they see.
/// A loan that never went out is no trial.
fn seen_by(by: &Signed) -> Condition {
    let went_out = Condition::all().add(loan::COLUMN.out_on.is_not_null());
    match by.role {
        Role::LoanPartner => went_out.add(loan::Column::Id.in_subquery(naming(by.membership_id))),
        Role::Teacher
        | Role::OrganisationManager
        | Role::StoreKeeper
        | Role::Coordinator
        | Role::Supervisor
        | Role::Worker
        | Role::Prescriber
        | Role::Trainer
        | Role::Clerk
        | Role::Finance
        | Role::Auditor
        | Role::ItCorrespondent
        | Role::DataProtectionOfficer => went_out.add(lending::seen_by(by)),
    }
}

/// The loans that name this partner.
fn naming(partner: MembershipId) -> SelectStatement {
    Query::select()
        .column((loan_partner::Entity, loan_partner::Column::LoanId))
        .from(loan_partner::Entity)
        .and_where(loan_partner::COLUMN.membership_id.eq(partner))
        .take()
}

/// The loans whose end was told.
fn ended() -> SelectStatement {
    Query::select()
        .column((loan_feedback::Entity, loan_feedback::Column::LoanId))
        .from(loan_feedback::Entity)
        .and_where(loan_feedback::COLUMN.moment.eq(FeedbackMoment::End))
        .take()
}

/// The trial of this number, if the person may see it.
pub async fn trial(
    db: &impl ConnectionTrait,
    by: &Signed,
    id: i32,
) -> Result<Option<loan::Model>, DbErr> {
    loan::Entity::find_by_id(LoanId(id))
        .filter(seen_by(by))
        .one(db)
        .await
}

/// A page of trials, the latest first, those before `before`.
pub async fn trials(
    db: &impl ConnectionTrait,
    by: &Signed,
    before: Option<i32>,
) -> Result<Vec<loan::Model>, DbErr> {
    let mut select = loan::Entity::find().filter(seen_by(by));
    if let Some(before) = before {
        select = select.filter(loan::COLUMN.id.lt(LoanId(before)));
    }
    select
        .order_by_desc(loan::Column::Id)
        .limit(PAGE + 1)
        .all(db)
        .await
}

/// The trials whose end was not told yet, the oldest first: some of them are asked for.
pub async fn untold(db: &impl ConnectionTrait, by: &Signed) -> Result<Vec<loan::Model>, DbErr> {
    loan::Entity::find()
        .filter(seen_by(by))
        .filter(
            loan::COLUMN
                .state
                .is_in([LoanState::Out, LoanState::Returned]),
        )
        .filter(loan::Column::Id.not_in_subquery(ended()))
        .order_by_asc(loan::Column::Id)
        .limit(ASKED)
        .all(db)
        .await
}

/// What was told of some trials, the middle before the end.
pub async fn feedbacks(
    db: &impl ConnectionTrait,
    loans: &[loan::Model],
) -> Result<HashMap<LoanId, Vec<loan_feedback::Model>>, DbErr> {
    let rows = loan_feedback::Entity::find()
        .filter(
            loan_feedback::COLUMN
                .loan_id
                .is_in(loans.iter().map(|loan| loan.id)),
        )
        .order_by_desc(loan_feedback::Column::Moment)
        .all(db)
        .await?;
    let mut of: HashMap<LoanId, Vec<loan_feedback::Model>> = HashMap::new();
    for row in rows {
        of.entry(row.loan_id).or_default().push(row);
    }
    Ok(of)
}

/// What was ticked in some feedbacks.
pub async fn tags(
    db: &impl ConnectionTrait,
    feedbacks: &[loan_feedback::Model],
) -> Result<HashMap<(FeedbackId, TagList), Vec<String>>, DbErr> {
    let rows = feedback_tag::Entity::find()
        .filter(
            feedback_tag::COLUMN
                .feedback_id
                .is_in(feedbacks.iter().map(|feedback| feedback.id)),
        )
        .all(db)
        .await?;
    let mut of: HashMap<(FeedbackId, TagList), Vec<String>> = HashMap::new();
    for row in rows {
        of.entry((row.feedback_id, row.list))
            .or_default()
            .push(row.tag);
    }
    Ok(of)
}

/// The partners named on a loan.
pub async fn partners(
    db: &impl ConnectionTrait,
    loan: LoanId,
) -> Result<Vec<loan_partner::Model>, DbErr> {
    loan_partner::Entity::find()
        .filter(loan_partner::COLUMN.loan_id.eq(loan))
        .order_by_asc(loan_partner::Column::NamedAt)
        .order_by_asc(loan_partner::Column::MembershipId)
        .all(db)
        .await
}

/// The partners a school may name, with what they are called and where they work.
pub async fn nameable(
    db: &impl ConnectionTrait,
) -> Result<Vec<(MembershipId, String, String)>, DbErr> {
    membership::Entity::find()
        .select_only()
        .column(membership::Column::Id)
        .column_as(account::Column::Name, "person")
        .column_as(organisation::Column::Name, "place")
        .join(JoinType::InnerJoin, to_account())
        .join(JoinType::InnerJoin, to_organisation())
        .filter(membership::COLUMN.role.eq(Role::LoanPartner))
        .filter(membership::COLUMN.ended_at.is_null())
        .filter(account::COLUMN.disabled_at.is_null())
        .order_by_asc(account::Column::Name)
        .order_by_asc(membership::Column::Id)
        .into_tuple()
        .all(db)
        .await
}

fn to_loan() -> RelationDef {
    loan_feedback::Entity::belongs_to(loan::Entity)
        .from(loan_feedback::Column::LoanId)
        .to(loan::Column::Id)
        .into()
}

/// How many trials of each item came to what: numbers alone, of the whole département.
pub async fn outcomes(
    db: &impl ConnectionTrait,
) -> Result<HashMap<(CatalogueItemId, Outcome), i64>, DbErr> {
    let rows: Vec<(CatalogueItemId, Outcome, i64)> = loan_feedback::Entity::find()
        .select_only()
        .column(loan::Column::ItemId)
        .column(loan_feedback::Column::Outcome)
        .column_as(loan_feedback::Column::Id.count(), "trials")
        .join(JoinType::InnerJoin, to_loan())
        .filter(loan_feedback::COLUMN.outcome.is_not_null())
        .group_by(loan::Column::ItemId)
        .group_by(loan_feedback::Column::Outcome)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(item, outcome, trials)| ((item, outcome), trials))
        .collect())
}
