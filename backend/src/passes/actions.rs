//! Giving passes, taking them back, printing their letters, and why something is not done. Lock order: request, then
//! programme, then passes.
use super::{
    letters, queries,
    rules::{self, Stays, Step, next},
};
use crate::{
    app::App,
    auth::Signed,
    journal::{self, By, Event, EventKind},
    mail,
    recipients::{access, identity, passes},
    requests::private,
    web::Error,
};
use anyhow::Context;
use chrono::{DateTime, Utc};
use entities::{
    access_log::AccessAct,
    outbox::OutboxKind,
    pass,
    pass_grant::{self, PassChannel},
    pass_print,
    pass_rule::PassLevel,
    programme::{self, ProgrammeId},
    recipient::{self, Channel},
    request::{self, RequestState},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction,
    EntityTrait, QueryFilter, sea_query::Expr,
};

/// Why nothing was done, said to the person who tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The request was refused or cancelled.
    RequestClosed,
    /// The request has its passes.
    AlreadyGiven,
    /// The person was forgotten: nobody could be written to.
    PersonForgotten,
    /// The programme gives none at this level.
    NoneAtLevel(PassLevel),
    /// Fewer are left than the programme gives.
    TooFew { wanted: i32, left: usize },
    /// Every pass given was used, or none was given.
    NothingToCancel,
    /// No used pass waits to be paid.
    NothingOwed,
    /// More than one settlement takes.
    TooManyOwed,
    /// A step that the pass does not take.
    Stays(Stays),
}

/// A refusal to say on the page, or an error.
#[derive(Debug)]
pub enum Failure {
    Refused(Refusal),
    Error(Error),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Stays> for Failure {
    fn from(stays: Stays) -> Self {
        Self::Refused(Refusal::Stays(stays))
    }
}

impl<E: Into<Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Error(error.into())
    }
}

/// Takes back the passes of a request that were not used: a letter was lost, or went to the wrong person.
pub async fn withdraw(
    txn: &DatabaseTransaction,
    by: By,
    request: &request::Model,
) -> Result<(), Failure> {
    match passes::withdraw(txn, by, request).await? {
        0 => Err(Refusal::NothingToCancel.into()),
        _ => Ok(()),
    }
}

/// One pass will not be used.
pub(super) async fn cancel(
    txn: &DatabaseTransaction,
    by: By,
    pass: &pass::Model,
) -> Result<(), Failure> {
    let row = pass::ActiveModel {
        state: Set(next(pass.state, Step::Cancel, is_over(pass, by.at))?),
        sealed_code: Set(None),
        ..Default::default()
    };
    journal::change(txn, by, pass, row, Event::of(EventKind::PassCancelled)).await?;
    Ok(())
}

/// Whether its time is over.
pub(super) fn is_over(pass: &pass::Model, now: DateTime<Utc>) -> bool {
    pass.expires_at <= now
}

/// Gives a request the passes of its programme, all at once, and sends their letter or puts it with those to print.
/// The request is one of the person's own organisation.
pub async fn give(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Signed,
    request: &request::Model,
) -> Result<pass_grant::Model, Failure> {
    let at = by.at(app.clock.now());
    match request.state {
        RequestState::Submitted | RequestState::Allocated | RequestState::Fulfilled => {}
        RequestState::Refused | RequestState::Cancelled => {
            return Err(Refusal::RequestClosed.into());
        }
    }
    if queries::grant_of(txn, request.id).await?.is_some() {
        return Err(Refusal::AlreadyGiven.into());
    }
    let recipient = recipient::Entity::find_by_id(request.recipient_id)
        .one(txn)
        .await?
        .context("a request is for a recipient")?;
    let identity = identity::open(&app.keys, &recipient)?.ok_or(Refusal::PersonForgotten)?;
    let wanted = wanted(app, txn, request).await?;
    access::record(txn, by, [recipient.id], AccessAct::Viewed, at.at).await?;
    let event = Event::of(EventKind::PassesGiven).with("passes", wanted);
    journal::record(txn, at, request, event).await?;
    let passes = take_from_stock(txn, request.programme_id, wanted, at.at).await?;
    // As the person wants to be told; a code is not read out over the telephone.
    let channel = match identity.reached_by() {
        Channel::Email => PassChannel::Mail,
        Channel::Letter | Channel::Call => PassChannel::Paper,
    };
    let grant = pass_grant::ActiveModel {
        request_id: Set(request.id),
        recipient_id: Set(recipient.id),
        organisation_id: Set(by.organisation_id),
        programme_id: Set(request.programme_id),
        given_by: Set(by.membership_id),
        given_at: Set(at.at),
        channel: Set(channel),
        ..Default::default()
    }
    .insert(txn)
    .await
    .map_err(Error::second)?;
    let mut given = Vec::new();
    for pass in &passes {
        let row = pass::ActiveModel {
            state: Set(next(pass.state, Step::Give, is_over(pass, at.at))?),
            grant_id: Set(Some(grant.id)),
            given_at: Set(Some(at.at)),
            ..Default::default()
        };
        let event = Event::of(EventKind::PassGiven)
            .with("request", request.id.0)
            .with("recipient", recipient.id.0);
        given.push(journal::change(txn, at, pass, row, event).await?);
    }
    recipient::ActiveModel {
        id: Set(recipient.id),
        last_contact_at: Set(at.at),
        ..Default::default()
    }
    .update(txn)
    .await?;
    if channel == PassChannel::Mail {
        let letter = letters::mailed(app, txn, &grant, &given, &identity).await?;
        // A pass is money to whoever holds its code: no list shows the message.
        let kind = OutboxKind::PassesGiven;
        mail::queue(txn, &app.keys, kind, true, &letter, at.at).await?;
    }
    Ok(grant)
}

/// How many passes the programme gives for this request, by the level of its placement.
pub async fn wanted(
    app: &App,
    db: &impl ConnectionTrait,
    request: &request::Model,
) -> Result<i32, Failure> {
    let private = private::open(db, &app.keys, request.id).await?;
    let placed = private.and_then(|private| private.circumstances.placement);
    let level = rules::level(placed.map(|placed| placed.level));
    let numbers = queries::rules_of(db, request.programme_id).await?;
    match numbers.get(&level) {
        Some(passes) if *passes > 0 => Ok(*passes),
        Some(_) | None => Err(Refusal::NoneAtLevel(level).into()),
    }
}

/// The passes to give. Who gives others of the programme at the same moment waits: nobody is told that somebody was
/// faster while there are enough for both.
async fn take_from_stock(
    txn: &DatabaseTransaction,
    id: ProgrammeId,
    wanted: i32,
    now: DateTime<Utc>,
) -> Result<Vec<pass::Model>, Failure> {
    let programme = programme::Entity::find_by_id(id)
        .one(txn)
        .await?
        .context("a request is under a programme")?;
    journal::hold(txn, &programme).await?;
    let count = u64::try_from(wanted).context("a number of passes is not negative")?;
    let passes = queries::stock(txn, id, count, now).await?;
    if passes.len() as u64 == count {
        Ok(passes)
    } else {
        let left = passes.len();
        Err(Refusal::TooFew { wanted, left }.into())
    }
}

/// Puts letters that wait together in one batch. Of two at once one wins; the other is told.
pub async fn print(
    txn: &DatabaseTransaction,
    by: &Signed,
    letters: &[pass_grant::Model],
    now: DateTime<Utc>,
) -> Result<pass_print::Model, Error> {
    let batch = pass_print::ActiveModel {
        organisation_id: Set(by.organisation_id),
        printed_by: Set(by.membership_id),
        printed_at: Set(now),
        ..Default::default()
    }
    .insert(txn)
    .await?;
    let printed = pass_grant::Entity::update_many()
        .col_expr(pass_grant::Column::PrintId, Expr::value(batch.id))
        .filter(
            pass_grant::COLUMN
                .id
                .is_in(letters.iter().map(|letter| letter.id)),
        )
        .filter(pass_grant::COLUMN.print_id.is_null())
        .exec(txn)
        .await?;
    if printed.rows_affected == letters.len() as u64 {
        Ok(batch)
    } else {
        Err(Error::Changed)
    }
}
