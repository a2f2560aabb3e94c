//! `GET /rights`: what people asked of their data, by number, soonest due first; nothing about anybody.
use super::say;
use crate::{
    app::App,
    auth::{Allowed, permissions::AnswerRights},
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use chrono::NaiveDate;
use entities::rights_request::{self, RightsRequestId};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

const ROWS: usize = 50;

#[derive(Template)]
#[template(path = "retention/register.html")]
struct RegisterPage {
    shell: Shell,
    answered: bool,
    /// How many are over their day.
    overdue: u64,
    lines: Vec<Line>,
    first: String,
    next: String,
}

struct Line {
    id: i32,
    reference: String,
    kind: &'static str,
    received_on: NaiveDate,
    due_on: NaiveDate,
    tone: &'static str,
    icon: &'static str,
    word: &'static str,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Which {
    /// "answered" for the answered ones; those to answer otherwise.
    state: String,
    after: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<AnswerRights>,
    Query(which): Query<Which>,
) -> Result<Response, Error> {
    let today = app.clock.today();
    let answered = which.state == "answered";
    let last = match which.after.parse().ok().map(RightsRequestId) {
        Some(id) => rights_request::Entity::find_by_id(id).one(&app.db).await?,
        None => None,
    };
    let mut rows = rows(&app, answered, last.as_ref()).await?;
    let more = rows.len() > ROWS;
    rows.truncate(ROWS);
    let first = if answered {
        "/rights?state=answered"
    } else {
        "/rights?state="
    };
    let page = RegisterPage {
        shell: by.shell(),
        answered,
        overdue: rights_request::Entity::find()
            .filter(rights_request::COLUMN.answered_at.is_null())
            .filter(rights_request::COLUMN.due_on.lt(today))
            .count(&app.db)
            .await?,
        next: match rows.last() {
            Some(last) if more => format!("{first}&after={}", last.id.0),
            Some(_) | None => String::new(),
        },
        first: if last.is_some() {
            first.to_owned()
        } else {
            String::new()
        },
        lines: rows.iter().map(|row| line(row, today)).collect(),
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

/// Those to answer soonest first, the answered ones latest first.
async fn rows(
    app: &App,
    answered: bool,
    last: Option<&rights_request::Model>,
) -> Result<Vec<rights_request::Model>, Error> {
    let all = rights_request::Entity::find().limit(ROWS as u64 + 1);
    let rows = if answered {
        let mut rows = all
            .filter(rights_request::COLUMN.answered_at.is_not_null())
            .order_by_desc(rights_request::COLUMN.id);
        if let Some(last) = last {
            rows = rows.filter(rights_request::COLUMN.id.lt(last.id));
        }
        rows
    } else {
        let mut rows = all
            .filter(rights_request::COLUMN.answered_at.is_null())
            .order_by_asc(rights_request::COLUMN.due_on)
            .order_by_asc(rights_request::COLUMN.id);
        if let Some(last) = last {
            rows = rows.filter(
                Condition::any()
                    .add(rights_request::COLUMN.due_on.gt(last.due_on))
                    .add(
                        Condition::all()
                            .add(rights_request::COLUMN.due_on.eq(last.due_on))
                            .add(rights_request::COLUMN.id.gt(last.id)),
                    ),
            );
        }
        rows
    };
    Ok(rows.all(&app.db).await?)
}

fn line(row: &rights_request::Model, today: NaiveDate) -> Line {
    let (tone, icon, word) = say::state(row, today);
    Line {
        id: row.id.0,
        reference: say::rights_reference(row.id),
        kind: say::kind(row.kind),
        received_on: row.received_on,
        due_on: row.due_on,
        tone,
        icon,
        word,
    }
}
