//! What a programme gives, where its passes are taken, and the issues they come from.
use super::{
    actions::{Failure, Refusal, cancel},
    code::PassCode,
    say,
};
use crate::{
    app::App,
    auth::Signed,
    journal::{self, By, ChangeError, Event, EventKind},
};
use chrono::{DateTime, Utc};
use entities::{
    pass::{self, PassState},
    pass_issue, pass_place,
    pass_rule::{self, PassLevel},
    programme::{self, ProgrammeId},
    site::SiteId,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};
use std::collections::BTreeMap;

/// What a programme gives from now on, and where its passes are taken.
pub struct Terms {
    pub passes: BTreeMap<PassLevel, i32>,
    pub places: Vec<SiteId>,
}

/// Changes what a programme gives. What was given stays given, and what was used at a place that no longer takes passes
/// is paid all the same.
pub async fn change_terms(
    txn: &DatabaseTransaction,
    by: By,
    programme: &programme::Model,
    terms: &Terms,
) -> Result<(), ChangeError> {
    let mut event = Event::of(EventKind::PassRulesChanged).with("places", ids(&terms.places));
    for (level, passes) in &terms.passes {
        event = event.with(say::level_value(*level), *passes);
    }
    journal::record(txn, by, programme, event).await?;
    let rules = terms
        .passes
        .iter()
        .map(|(level, passes)| pass_rule::ActiveModel {
            programme_id: Set(programme.id),
            level: Set(*level),
            passes: Set(*passes),
        });
    pass_rule::Entity::insert_many(rules)
        .on_conflict(
            OnConflict::columns([pass_rule::Column::ProgrammeId, pass_rule::Column::Level])
                .update_column(pass_rule::Column::Passes)
                .to_owned(),
        )
        .exec_without_returning(txn)
        .await?;
    pass_place::Entity::update_many()
        .col_expr(pass_place::Column::EndedAt, Expr::value(by.at))
        .filter(pass_place::COLUMN.programme_id.eq(programme.id))
        .filter(pass_place::COLUMN.ended_at.is_null())
        .filter(
            pass_place::COLUMN
                .site_id
                .is_not_in(terms.places.iter().copied()),
        )
        .exec(txn)
        .await?;
    if terms.places.is_empty() {
        return Ok(());
    }
    let places = terms.places.iter().map(|site| pass_place::ActiveModel {
        programme_id: Set(programme.id),
        site_id: Set(*site),
        admitted_at: Set(by.at),
        ended_at: Set(None),
    });
    pass_place::Entity::insert_many(places)
        .on_conflict(
            OnConflict::columns([pass_place::Column::ProgrammeId, pass_place::Column::SiteId])
                .update_column(pass_place::Column::EndedAt)
                .to_owned(),
        )
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

fn ids(sites: &[SiteId]) -> Vec<i32> {
    sites.iter().map(|site| site.0).collect()
}

/// Passes to be issued.
#[derive(Clone, Copy, Debug)]
pub struct NewIssue {
    pub programme: ProgrammeId,
    pub passes: i32,
    pub value_cents: i32,
    /// The first moment at which they are no longer taken.
    pub expires_at: DateTime<Utc>,
}

/// Issues passes, each with a code that nobody has seen.
pub async fn issue(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Signed,
    new: NewIssue,
) -> Result<pass_issue::Model, DbErr> {
    let now = app.clock.now();
    let issue = pass_issue::ActiveModel {
        programme_id: Set(new.programme),
        passes: Set(new.passes),
        value_cents: Set(new.value_cents),
        expires_at: Set(new.expires_at),
        issued_by: Set(by.membership_id),
        issued_at: Set(now),
        ..Default::default()
    }
    .insert(txn)
    .await?;
    let codes = drawn(new.passes);
    let rows = (1..).zip(codes).map(|(number, code)| pass::ActiveModel {
        issue_id: Set(issue.id),
        number: Set(number),
        programme_id: Set(new.programme),
        value_cents: Set(new.value_cents),
        expires_at: Set(new.expires_at),
        state: Set(PassState::Issued),
        code_key: Set(code.key(&app.keys)),
        sealed_code: Set(Some(code.seal(&app.keys))),
        ..Default::default()
    });
    let rows: Vec<_> = rows.collect();
    journal::insert_many(txn, by.at(now), rows, |_: &pass::Model| {
        Event::of(EventKind::PassIssued)
    })
    .await?;
    Ok(issue)
}

fn drawn(codes: i32) -> Vec<PassCode> {
    let mut rng = rand::rng();
    (0..codes).map(|_| PassCode::generate(&mut rng)).collect()
}

/// Cancels what is left of an issue: passes that nobody was given. Gives how many.
pub async fn cancel_issue(
    txn: &DatabaseTransaction,
    by: By,
    issue: &pass_issue::Model,
) -> Result<usize, Failure> {
    let left = pass::Entity::find()
        .filter(pass::COLUMN.issue_id.eq(issue.id))
        .filter(pass::COLUMN.state.eq(PassState::Issued))
        .all(txn)
        .await?;
    if left.is_empty() {
        return Err(Refusal::NothingToCancel.into());
    }
    for pass in &left {
        cancel(txn, by, pass).await?;
    }
    Ok(left.len())
}
