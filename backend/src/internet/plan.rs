//! `GET /requests/{id}/internet`: the help with a subscription that a request brought, and the cards and vouchers handed
//! over for it. `POST` opens a plan; `…/renewal` and `…/stop` of a plan are sent from here too.
use super::{
    actions::{self, Failure, NewPlan, Refusal},
    operators,
    prepaid::say::{kind_key, reference},
    queries,
    rules::{self, MOST_CENTS, MOST_MONTHS, Standing},
    say::{self, STOPS, Said, standing_key, standing_look, stop_key},
};
use crate::{
    app::{App, Write},
    auth::{
        Allowed, Signed,
        permissions::{RunInternetPlans, SeeRequests},
    },
    identifiers::request_reference,
    intake::list::values::cents,
    requests::queries as requests,
    web::{self, Choice, Error, FormErrors, Shell, Words},
};
use anyhow::Context;
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use chrono::NaiveDate;
use entities::{
    internet_plan::{self, PlanStop},
    prepaid, programme,
    request::{self, RequestState},
};
use sea_orm::{ActiveEnum, EntityTrait};

#[derive(Template)]
#[template(path = "internet/plan.html")]
struct PlanPage {
    shell: Shell,
    id: i32,
    reference: String,
    programme: String,
    refusal: Option<Said>,
    plans: Vec<PlanView>,
    /// What was handed over for the request.
    given: Vec<GivenLine>,
    /// Somebody may open a plan, and there is none that was not stopped.
    may_open: bool,
    /// The plan that may be renewed and stopped.
    open_plan: Option<i32>,
    operators: Vec<Choice>,
    stops: Vec<Choice>,
    form: PlanForm,
    months: String,
    reason: String,
    errors: FormErrors,
}

struct PlanView {
    number: i32,
    standing_key: &'static str,
    tone: &'static str,
    icon: &'static str,
    operator: String,
    monthly: String,
    own: String,
    share: String,
    fund: String,
    starts: String,
    ends: String,
    renewals: i32,
    /// Why it was stopped.
    stop_key: Option<&'static str>,
}

struct GivenLine {
    kind_key: &'static str,
    reference: String,
    operator: String,
    value: String,
    on: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct PlanForm {
    write_id: String,
    operator: String,
    monthly: String,
    own: String,
    fund: String,
    starts_on: String,
    months: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct RenewalForm {
    write_id: String,
    more_months: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct StopForm {
    write_id: String,
    reason: String,
}

/// What was just tried and did not go through.
#[derive(Default)]
struct Attempt {
    status: StatusCode,
    refusal: Option<Refusal>,
    form: PlanForm,
    months: String,
    reason: String,
    errors: FormErrors,
}

impl Attempt {
    fn refused(refusal: Refusal) -> Self {
        Self {
            status: StatusCode::CONFLICT,
            refusal: Some(refusal),
            ..Self::default()
        }
    }

    fn wrong(errors: FormErrors) -> Self {
        Self {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            errors,
            ..Self::default()
        }
    }
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeRequests>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let request = requests::find(&app.db, &by, id).await?;
    let request = request.ok_or(Error::NotFound)?;
    render(&app, &by, &request, Attempt::default()).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<RunInternetPlans>,
    Path(id): Path<i32>,
    Form(form): Form<PlanForm>,
) -> Result<Response, Error> {
    let request = requests::find(&app.db, &by, id).await?;
    let request = request.ok_or(Error::NotFound)?;
    let new = match parse(&form) {
        Ok(new) => new,
        Err(errors) => {
            let attempt = Attempt {
                form,
                ..Attempt::wrong(errors)
            };
            return render(&app, &by, &request, attempt).await;
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let at = by.at(app.clock.now());
    match actions::open(&*write, at, by.membership_id, &request, new).await {
        Ok(_) => answer(write, &request, "done=internet-plan-opened").await,
        Err(Failure::Error(error)) => Err(error),
        Err(Failure::Refused(refusal)) => {
            drop(write);
            let attempt = Attempt {
                form,
                ..Attempt::refused(refusal)
            };
            render(&app, &by, &request, attempt).await
        }
    }
}

pub async fn renew(
    State(app): State<App>,
    by: Allowed<RunInternetPlans>,
    Path(id): Path<i32>,
    Form(form): Form<RenewalForm>,
) -> Result<Response, Error> {
    let plan = queries::plan(&app.db, &by, id).await?;
    let plan = plan.ok_or(Error::NotFound)?;
    let request = queries::request_of(&app.db, &plan).await?;
    let Some(months) = months(&form.more_months) else {
        let mut errors = FormErrors::default();
        errors.add("more_months", "internet-months-wrong");
        let attempt = Attempt {
            months: form.more_months,
            ..Attempt::wrong(errors)
        };
        return render(&app, &by, &request, attempt).await;
    };
    let write = app.write_once(&by, &form.write_id).await?;
    match actions::renew(&*write, by.at(app.clock.now()), &plan, months).await {
        Ok(_) => answer(write, &request, "done=internet-plan-renewed").await,
        Err(Failure::Error(error)) => Err(error),
        Err(Failure::Refused(refusal)) => {
            drop(write);
            let attempt = Attempt {
                months: form.more_months,
                ..Attempt::refused(refusal)
            };
            render(&app, &by, &request, attempt).await
        }
    }
}

pub async fn stop(
    State(app): State<App>,
    by: Allowed<RunInternetPlans>,
    Path(id): Path<i32>,
    Form(form): Form<StopForm>,
) -> Result<Response, Error> {
    let plan = queries::plan(&app.db, &by, id).await?;
    let plan = plan.ok_or(Error::NotFound)?;
    let request = queries::request_of(&app.db, &plan).await?;
    let reason = PlanStop::try_from_value(&form.reason).ok();
    let Some(reason) = reason.filter(|reason| STOPS.contains(reason)) else {
        let mut errors = FormErrors::default();
        errors.add("reason", "internet-stop-choose");
        return render(&app, &by, &request, Attempt::wrong(errors)).await;
    };
    let write = app.write_once(&by, &form.write_id).await?;
    match actions::stop(&*write, by.at(app.clock.now()), &plan, reason).await {
        Ok(_) => answer(write, &request, "done=internet-plan-stopped").await,
        Err(Failure::Error(error)) => Err(error),
        Err(Failure::Refused(refusal)) => {
            drop(write);
            let attempt = Attempt {
                reason: form.reason,
                ..Attempt::refused(refusal)
            };
            render(&app, &by, &request, attempt).await
        }
    }
}

async fn answer(write: Write, request: &request::Model, done: &str) -> Result<Response, Error> {
    let to = format!("/requests/{}/internet?{done}", request.id.0);
    Ok(write.answer(to).await?.into_response())
}

fn months(typed: &str) -> Option<u32> {
    let months = typed.trim().parse().ok();
    months.filter(|months| (1..=MOST_MONTHS).contains(months))
}

/// A price in cents, if it is one of a month.
fn price(typed: &str, least: i32) -> Option<i32> {
    let typed = cents(typed).and_then(|cents| i32::try_from(cents).ok());
    typed.filter(|cents| (least..=MOST_CENTS).contains(cents))
}

/// What was typed, as a plan, or everything that is wrong with it.
fn parse(form: &PlanForm) -> Result<NewPlan, FormErrors> {
    let mut errors = FormErrors::default();
    let operator = operators::operator(&form.operator);
    if operator.is_none() {
        errors.add("operator", "internet-operator-choose");
    }
    let monthly = price(&form.monthly, 1);
    if monthly.is_none() {
        errors.add("monthly", "internet-monthly-wrong");
    }
    let own = price(&form.own, 0);
    if own.is_none() {
        errors.add("own", "internet-own-wrong");
    }
    let shares = monthly.zip(own);
    let share = shares.and_then(|(monthly, own)| rules::share(monthly, own));
    if shares.is_some() && share.is_none() {
        errors.add("own", "internet-own-too-much");
    }
    let fund = rules::fund_code(&form.fund);
    if fund.is_none() {
        errors.add("fund", "internet-fund-wrong");
    }
    let starts_on: Option<NaiveDate> = form.starts_on.trim().parse().ok();
    if starts_on.is_none() {
        errors.add("starts_on", "internet-starts-wrong");
    }
    let months = months(&form.months);
    if months.is_none() {
        errors.add("months", "internet-months-wrong");
    }
    let ends_on = starts_on
        .zip(months)
        .and_then(|(starts_on, months)| rules::last_day(starts_on, months));
    if starts_on.is_some() && months.is_some() && ends_on.is_none() {
        errors.add("starts_on", "internet-starts-wrong");
    }
    match (operator, shares, share, fund, starts_on, ends_on) {
        (
            Some(operator),
            Some((monthly_cents, own_cents)),
            Some(share_cents),
            Some(fund),
            Some(starts_on),
            Some(ends_on),
        ) if errors.is_empty() => Ok(NewPlan {
            operator: operator.key.clone(),
            monthly_cents,
            own_cents,
            share_cents,
            fund,
            starts_on,
            ends_on,
        }),
        _ => Err(errors),
    }
}

async fn render(
    app: &App,
    by: &Signed,
    request: &request::Model,
    attempt: Attempt,
) -> Result<Response, Error> {
    let words = by.words();
    let today = app.clock.today();
    let programme = programme::Entity::find_by_id(request.programme_id)
        .one(&app.db)
        .await?
        .context("a request names its programme")?;
    let plans = queries::plans_of(&app.db, request.id).await?;
    let given = queries::prepaid_of(&app.db, request.id).await?;
    let stands = match request.state {
        RequestState::Submitted | RequestState::Allocated | RequestState::Fulfilled => true,
        RequestState::Refused | RequestState::Cancelled => false,
    };
    let open = plans.iter().find(|plan| plan.stopped_on.is_none());
    let may_run = by.may(RunInternetPlans);
    let page = PlanPage {
        id: request.id.0,
        reference: request_reference(request.id),
        programme: words
            .lang
            .choose(&programme.name_fr, &programme.name_en)
            .to_owned(),
        refusal: attempt.refusal.map(|refusal| say::refusal(words, refusal)),
        may_open: may_run && stands && programme.connectivity.is_some() && open.is_none(),
        open_plan: open.filter(|_| may_run).map(|plan| plan.id.0),
        plans: plans
            .iter()
            .map(|plan| plan_view(words, plan, today))
            .collect(),
        given: given.iter().map(|one| given_line(words, one)).collect(),
        operators: operators::choices(words),
        stops: STOPS
            .into_iter()
            .map(|one| Choice::new(one.to_value(), words.say(stop_key(one))))
            .collect(),
        form: attempt.form,
        months: attempt.months,
        reason: attempt.reason,
        errors: attempt.errors,
        shell: Shell {
            // The page answers forms sent to other addresses: the language switch comes back here.
            path: format!("/requests/{}/internet", request.id.0),
            ..by.shell()
        },
    };
    Ok(web::page(attempt.status, &page)?)
}

fn plan_view(words: Words, plan: &internet_plan::Model, today: NaiveDate) -> PlanView {
    let standing = Standing::of(queries::run(plan), today);
    let (tone, icon) = standing_look(standing);
    PlanView {
        number: plan.id.0,
        standing_key: standing_key(standing),
        tone,
        icon,
        operator: operators::name(words.lang, &plan.operator),
        monthly: words.euros(i64::from(plan.monthly_cents)),
        own: words.euros(i64::from(plan.own_cents)),
        share: words.euros(i64::from(plan.share_cents)),
        fund: plan.fund.clone(),
        starts: words.date(plan.starts_on),
        ends: words.date(plan.stopped_on.unwrap_or(plan.ends_on)),
        renewals: plan.renewals,
        stop_key: plan.stop_reason.map(stop_key),
    }
}

fn given_line(words: Words, one: &prepaid::Model) -> GivenLine {
    GivenLine {
        kind_key: kind_key(one.kind),
        reference: reference(one),
        operator: operators::name(words.lang, &one.operator),
        value: words.euros(i64::from(one.value_cents)),
        on: one
            .closed_at
            .map_or_else(String::new, |at| words.date_time(at)),
    }
}
