//! `/passes/issues`: coordination issues passes, sees how many are left of each issue, and cancels what is left.
use super::{
    actions::{Failure, Refusal},
    issuing::{self, NewIssue},
    ledger::{choices, whole_departement},
    queries,
    rules::{self, MOST_CENTS, MOST_ISSUED, last_day},
    say::{self, Said},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::IssuePasses},
    intake::list::values::cents,
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::{Form, Query};
use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    pass::{self, PassState},
    pass_issue::{self, PassIssueId},
    programme,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::BTreeMap;

const PAGE_SIZE: usize = 20;

#[derive(Template)]
#[template(path = "passes/issues.html")]
struct IssuesPage {
    shell: Shell,
    refusal: Option<Said>,
    programmes: Vec<Choice>,
    issues: Vec<IssueLine>,
    form: IssueForm,
    first: String,
    next: String,
    errors: FormErrors,
}

struct IssueLine {
    id: i32,
    programme_id: i32,
    programme: String,
    issued_on: String,
    passes: i32,
    value: String,
    last_day: String,
    /// How many were given to nobody.
    left: i64,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct IssueForm {
    write_id: String,
    programme: String,
    passes: String,
    value: String,
    last_day: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Shown {
    /// The last issue of the page before.
    after: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct PlainForm {
    write_id: String,
}

/// What was just tried and did not go through.
#[derive(Default)]
struct Attempt {
    status: StatusCode,
    refusal: Option<Refusal>,
    form: IssueForm,
    errors: FormErrors,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<IssuePasses>,
    Query(shown): Query<Shown>,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    render(&app, &by, &shown, Attempt::default()).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<IssuePasses>,
    Form(form): Form<IssueForm>,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    let programmes = queries::programmes(&app.db).await?;
    let new = match parse(&form, &programmes, app.clock.now()) {
        Ok(new) => new,
        Err(errors) => {
            let attempt = Attempt {
                status: StatusCode::UNPROCESSABLE_ENTITY,
                form,
                errors,
                ..Attempt::default()
            };
            return render(&app, &by, &Shown::default(), attempt).await;
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    issuing::issue(&app, &write, &by, new).await?;
    Ok(write
        .answer("/passes/issues?done=passes-issued")
        .await?
        .into_response())
}

/// Cancels what is left of an issue.
pub async fn cancel(
    State(app): State<App>,
    by: Allowed<IssuePasses>,
    Path(id): Path<i32>,
    Form(form): Form<PlainForm>,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    let write = app.write_once(&by, &form.write_id).await?;
    let issue = pass_issue::Entity::find_by_id(PassIssueId(id))
        .one(&*write)
        .await?
        .ok_or(Error::NotFound)?;
    match issuing::cancel_issue(&write, by.at(app.clock.now()), &issue).await {
        Ok(_) => Ok(write
            .answer("/passes/issues?done=passes-cancelled")
            .await?
            .into_response()),
        Err(Failure::Error(error)) => Err(error),
        Err(Failure::Refused(refusal)) => {
            drop(write);
            let attempt = Attempt {
                status: StatusCode::CONFLICT,
                refusal: Some(refusal),
                ..Attempt::default()
            };
            render(&app, &by, &Shown::default(), attempt).await
        }
    }
}

/// What was typed, as an issue, or everything that is wrong with it.
fn parse(
    form: &IssueForm,
    programmes: &[programme::Model],
    now: DateTime<Utc>,
) -> Result<NewIssue, FormErrors> {
    let mut errors = FormErrors::default();
    let chosen = programmes
        .iter()
        .find(|one| one.id.0.to_string() == form.programme && one.closed_at.is_none());
    if chosen.is_none() {
        errors.add("programme", "pass-choose-programme");
    }
    let passes: Option<i32> = form.passes.trim().parse().ok();
    let passes = passes.filter(|count| (1..=MOST_ISSUED).contains(count));
    if passes.is_none() {
        errors.add("passes", "pass-count-wrong");
    }
    let value = cents(&form.value).and_then(|cents| i32::try_from(cents).ok());
    let value = value.filter(|cents| (1..=MOST_CENTS).contains(cents));
    if value.is_none() {
        errors.add("value", "pass-value-wrong");
    }
    let last: Option<NaiveDate> = form.last_day.trim().parse().ok();
    let expires_at = last.and_then(rules::ends);
    if expires_at.is_none_or(|end| end <= now) {
        errors.add("last_day", "pass-last-day-wrong");
    }
    match (chosen, passes, value, expires_at) {
        (Some(programme), Some(passes), Some(value_cents), Some(expires_at))
            if errors.is_empty() =>
        {
            Ok(NewIssue {
                programme: programme.id,
                passes,
                value_cents,
                expires_at,
            })
        }
        _ => Err(errors),
    }
}

async fn render(
    app: &App,
    by: &Allowed<IssuePasses>,
    shown: &Shown,
    attempt: Attempt,
) -> Result<Response, Error> {
    let words = by.words();
    let mut rows = pass_issue::Entity::find();
    if let Some(after) = shown.after.parse().ok().map(PassIssueId) {
        rows = rows.filter(pass_issue::COLUMN.id.lt(after));
    }
    let mut rows = rows
        .order_by_desc(pass_issue::Column::Id)
        .limit(PAGE_SIZE as u64 + 1)
        .all(&app.db)
        .await?;
    let more = rows.len() > PAGE_SIZE;
    rows.truncate(PAGE_SIZE);
    let left: Vec<(PassIssueId, i64)> = pass::Entity::find()
        .select_only()
        .column(pass::Column::IssueId)
        .column_as(pass::Column::Id.count(), "passes")
        .filter(pass::COLUMN.issue_id.is_in(rows.iter().map(|row| row.id)))
        .filter(pass::COLUMN.state.eq(PassState::Issued))
        .group_by(pass::Column::IssueId)
        .into_tuple()
        .all(&app.db)
        .await?;
    let left: BTreeMap<_, _> = left.into_iter().collect();
    let programmes = queries::programmes(&app.db).await?;
    let line = |issue: &pass_issue::Model| {
        let programme = programmes.iter().find(|one| one.id == issue.programme_id);
        IssueLine {
            id: issue.id.0,
            programme_id: issue.programme_id.0,
            programme: programme.map_or_else(String::new, |one| {
                words.lang.choose(&one.name_fr, &one.name_en).to_owned()
            }),
            issued_on: words.short_date(issue.issued_at),
            passes: issue.passes,
            value: words.euros(i64::from(issue.value_cents)),
            last_day: words.short_date(last_day(issue.expires_at)),
            left: left.get(&issue.id).copied().unwrap_or_default(),
        }
    };
    let open = programmes.iter().filter(|one| one.closed_at.is_none());
    let page = IssuesPage {
        refusal: attempt
            .refusal
            .as_ref()
            .map(|refusal| say::refusal(words, refusal)),
        programmes: choices(words, open),
        issues: rows.iter().map(line).collect(),
        form: attempt.form,
        first: if shown.after.is_empty() {
            String::new()
        } else {
            "/passes/issues".to_owned()
        },
        next: match rows.last() {
            Some(last) if more => format!("/passes/issues?after={}", last.id.0),
            Some(_) | None => String::new(),
        },
        errors: attempt.errors,
        shell: Shell {
            // The page answers a form sent to another address: the language switch comes back here.
            path: "/passes/issues".to_owned(),
            ..by.shell()
        },
    };
    Ok(web::page(attempt.status, &page)?)
}
