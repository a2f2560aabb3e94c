//! A plan is opened, renewed and stopped, and the months of plans are noted. Lock order: plan, then request.
use super::{
    queries,
    rules::{self, NotRenewed},
};
use crate::{
    journal::{self, By, Event, EventKind},
    recipients::limits,
    web::{Error, format::Day},
};
use anyhow::Context;
use chrono::NaiveDate;
use entities::{
    internet_plan::{self, PlanStop},
    internet_spend,
    membership::MembershipId,
    programme, recipient,
    request::{self, RequestState},
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};

/// Why nothing was done, said to the person who tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The request was refused or cancelled.
    RequestClosed,
    /// The programme brings no internet access.
    NoInternet,
    PersonForgotten,
    /// The person has one that was not stopped.
    HasPlan,
    NotRenewed(NotRenewed),
    /// It was stopped before.
    AlreadyStopped,
    /// Every plan that runs in the month is noted.
    NothingToNote,
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

impl<E: Into<Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Error(error.into())
    }
}

/// A plan to be, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPlan {
    /// Its key among the operators.
    pub operator: String,
    pub monthly_cents: i32,
    pub own_cents: i32,
    pub share_cents: i32,
    pub fund: String,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
}

/// Opens a plan for the person of a request.
pub async fn open(
    txn: &impl ConnectionTrait,
    by: By,
    opener: MembershipId,
    request: &request::Model,
    new: NewPlan,
) -> Result<internet_plan::Model, Failure> {
    match request.state {
        RequestState::Submitted | RequestState::Allocated | RequestState::Fulfilled => {}
        RequestState::Refused | RequestState::Cancelled => {
            return Err(Refusal::RequestClosed.into());
        }
    }
    let programme = programme::Entity::find_by_id(request.programme_id)
        .one(txn)
        .await?
        .context("a request names its programme")?;
    if programme.connectivity.is_none() {
        return Err(Refusal::NoInternet.into());
    }
    let recipient = recipient::Entity::find_by_id(request.recipient_id)
        .one(txn)
        .await?
        .context("a request is for a recipient")?;
    if recipient.erased_at.is_some() {
        return Err(Refusal::PersonForgotten.into());
    }
    limits::refuse(&recipient)?;
    if queries::open_plan(txn, recipient.id).await?.is_some() {
        return Err(Refusal::HasPlan.into());
    }
    let row = internet_plan::ActiveModel {
        request_id: Set(request.id),
        recipient_id: Set(request.recipient_id),
        programme_id: Set(request.programme_id),
        organisation_id: Set(request.organisation_id),
        programme_version: Set(programme.saved_version),
        operator: Set(new.operator),
        monthly_cents: Set(new.monthly_cents),
        own_cents: Set(new.own_cents),
        share_cents: Set(new.share_cents),
        fund: Set(new.fund),
        starts_on: Set(new.starts_on),
        first_month: Set(rules::month_of(new.starts_on)),
        ends_on: Set(new.ends_on),
        renewals: Set(0),
        opened_by: Set(opener),
        opened_at: Set(by.at),
        ..Default::default()
    };
    let kind = EventKind::InternetPlanOpened;
    let plan: internet_plan::Model = journal::insert(txn, by, row, Event::of(kind))
        .await
        .map_err(Error::second)?;
    let event = Event::of(kind).with("plan", plan.id.0);
    journal::record(txn, by, request, event).await?;
    Ok(plan)
}

/// Renews a plan for so many months, on the same terms.
pub async fn renew(
    txn: &impl ConnectionTrait,
    by: By,
    plan: &internet_plan::Model,
    months: u32,
) -> Result<internet_plan::Model, Failure> {
    let today = by.at.in_paris();
    let ends_on = rules::renewed(queries::run(plan), months, today).map_err(Refusal::NotRenewed)?;
    let request = queries::request_of(txn, plan).await?;
    limits::refuse_by_id(txn, plan.recipient_id).await?;
    let renewed = internet_plan::ActiveModel {
        ends_on: Set(ends_on),
        renewals: Set(plan.renewals + 1),
        ..Default::default()
    };
    let kind = EventKind::InternetPlanRenewed;
    let renewed = journal::change(txn, by, plan, renewed, Event::of(kind)).await?;
    let event = Event::of(kind).with("plan", plan.id.0);
    journal::record(txn, by, &request, event).await?;
    Ok(renewed)
}

/// Stops a plan today.
pub async fn stop(
    txn: &impl ConnectionTrait,
    by: By,
    plan: &internet_plan::Model,
    reason: PlanStop,
) -> Result<internet_plan::Model, Failure> {
    if plan.stopped_on.is_some() {
        return Err(Refusal::AlreadyStopped.into());
    }
    let request = queries::request_of(txn, plan).await?;
    let stopped = internet_plan::ActiveModel {
        stopped_on: Set(Some(rules::stops_on(queries::run(plan), by.at.in_paris()))),
        stop_reason: Set(Some(reason)),
        ..Default::default()
    };
    let kind = EventKind::InternetPlanStopped;
    let stopped = journal::change(txn, by, plan, stopped, Event::of(kind)).await?;
    let event = Event::of(kind).with("plan", plan.id.0);
    journal::record(txn, by, &request, event).await?;
    Ok(stopped)
}

/// Notes what a month of these plans costs their funds.
pub async fn note_month(
    txn: &impl ConnectionTrait,
    by: By,
    noter: MembershipId,
    plans: &[internet_plan::Model],
    month: NaiveDate,
) -> Result<(), Failure> {
    if plans.is_empty() {
        return Err(Refusal::NothingToNote.into());
    }
    for plan in plans {
        let event = Event::of(EventKind::InternetMonthNoted)
            .with("month", month.to_string())
            .with("cents", plan.share_cents);
        journal::record(txn, by, plan, event).await?;
    }
    let rows = plans.iter().map(|plan| internet_spend::ActiveModel {
        month: Set(month),
        fund: Set(plan.fund.clone()),
        cents: Set(plan.share_cents),
        plan_id: Set(Some(plan.id)),
        prepaid_id: Set(None),
        noted_by: Set(noter),
        noted_at: Set(by.at),
        ..Default::default()
    });
    internet_spend::Entity::insert_many(rows)
        .exec_without_returning(txn)
        .await
        .map_err(Error::second)?;
    Ok(())
}
