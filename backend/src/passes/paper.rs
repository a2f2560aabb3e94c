//! `GET /passes/letters`: the letters of an organisation for people without e-mail that wait to be printed.
//! `POST /passes/letters` puts them in one batch; `GET /passes/letters/{id}` is a batch, as often as it is needed.
use super::{actions, giving, queries};
use crate::{
    app::App,
    auth::{Allowed, permissions::GivePasses},
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{
    pass_grant,
    pass_print::{self, PassPrintId},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::BTreeMap;

/// Letters of one batch: a paper of a few hundred pages takes the typesetter long.
const LETTERS: usize = 50;

/// Batches shown.
const BATCHES: u64 = 20;

#[derive(Template)]
#[template(path = "passes/letters.html")]
struct LettersPage {
    shell: Shell,
    waiting: usize,
    /// Whether more wait than one batch takes.
    more: bool,
    batches: Vec<Batch>,
}

struct Batch {
    id: i32,
    at: String,
    letters: usize,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct PrintForm {
    write_id: String,
}

pub async fn show(State(app): State<App>, by: Allowed<GivePasses>) -> Result<Response, Error> {
    render(&app, &by, StatusCode::OK).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<GivePasses>,
    Form(form): Form<PrintForm>,
) -> Result<Response, Error> {
    let write = app.write_once(&by, &form.write_id).await?;
    let letters = queries::letters_to_print(&*write, by.organisation_id, LETTERS as u64).await?;
    if letters.is_empty() {
        drop(write);
        return render(&app, &by, StatusCode::CONFLICT).await;
    }
    actions::print(&write, &by, &letters, app.clock.now()).await?;
    Ok(write
        .answer("/passes/letters?done=letters-batched")
        .await?
        .into_response())
}

/// A batch of one's own organisation.
pub async fn batch(
    State(app): State<App>,
    by: Allowed<GivePasses>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let batch = pass_print::Entity::find_by_id(PassPrintId(id))
        .filter(pass_print::COLUMN.organisation_id.eq(by.organisation_id))
        .one(&app.db)
        .await?
        .ok_or(Error::NotFound)?;
    let letters = pass_grant::Entity::find()
        .filter(pass_grant::COLUMN.print_id.eq(batch.id))
        .filter(pass_grant::COLUMN.organisation_id.eq(by.organisation_id))
        .order_by_asc(pass_grant::Column::Id)
        .all(&app.db)
        .await?;
    giving::pdf(&app, &by, &letters, &format!("pass-letters-{id}")).await
}

async fn render(
    app: &App,
    by: &Allowed<GivePasses>,
    status: StatusCode,
) -> Result<Response, Error> {
    let waiting =
        queries::letters_to_print(&app.db, by.organisation_id, LETTERS as u64 + 1).await?;
    let printed = pass_print::Entity::find()
        .filter(pass_print::COLUMN.organisation_id.eq(by.organisation_id))
        .order_by_desc(pass_print::Column::Id)
        .limit(BATCHES)
        .all(&app.db)
        .await?;
    let counts: Vec<(PassPrintId, i64)> = pass_grant::Entity::find()
        .select_only()
        .column(pass_grant::Column::PrintId)
        .column_as(pass_grant::Column::Id.count(), "letters")
        .filter(
            pass_grant::COLUMN
                .print_id
                .is_in(printed.iter().map(|batch| batch.id)),
        )
        .group_by(pass_grant::Column::PrintId)
        .into_tuple()
        .all(&app.db)
        .await?;
    let counts: BTreeMap<_, _> = counts.into_iter().collect();
    let shell = by.shell();
    let batches = printed.iter().map(|batch| Batch {
        id: batch.id.0,
        at: shell.date_time(batch.printed_at),
        letters: counts
            .get(&batch.id)
            .and_then(|count| usize::try_from(*count).ok())
            .unwrap_or_default(),
    });
    let page = LettersPage {
        waiting: waiting.len().min(LETTERS),
        more: waiting.len() > LETTERS,
        batches: batches.collect(),
        shell,
    };
    Ok(web::page(status, &page)?)
}
