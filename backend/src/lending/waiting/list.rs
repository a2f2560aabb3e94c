//! `GET /waiting`: who waits for what, in order; who waits may leave the line.
use super::{actions, queries};
use crate::{
    app::App,
    auth::{
        Allowed,
        permissions::{BorrowKit, SeeLoans},
    },
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::{Form, Query};
use chrono::NaiveDate;
use entities::{
    account,
    catalogue_item::{self, CatalogueItemId},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

#[derive(Template)]
#[template(path = "lending/waiting.html")]
struct WaitingPage {
    shell: Shell,
    lines: Vec<Line>,
    first: String,
    next: String,
}

struct Line {
    id: i32,
    slug: String,
    item: String,
    who: String,
    from: NaiveDate,
    until: NaiveDate,
    /// The last day of the offer, where one was made.
    offer_until: Option<NaiveDate>,
    /// One's own place.
    mine: bool,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The last place shown: `item~place`.
    after: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeLoans>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let shell = by.shell();
    let after = asked
        .after
        .split_once('~')
        .and_then(|(item, place)| Some((CatalogueItemId(item.parse().ok()?), place.parse().ok()?)));
    let mut waits = queries::page(&app.db, &by, after).await?;
    let page_size = usize::try_from(queries::PAGE).unwrap_or(usize::MAX);
    let more = waits.len() > page_size;
    waits.truncate(page_size);
    let last = waits.last().filter(|_| more);
    let next = last.map(|wait| format!("/waiting?after={}~{}", wait.item_id.0, wait.id));
    let items = catalogue_item::Entity::find()
        .filter(
            catalogue_item::COLUMN
                .id
                .is_in(waits.iter().map(|wait| wait.item_id)),
        )
        .all(&app.db)
        .await?;
    let people = account::Entity::find()
        .filter(
            account::COLUMN
                .id
                .is_in(waits.iter().map(|wait| wait.account_id)),
        )
        .all(&app.db)
        .await?;
    let lines = waits
        .iter()
        .filter_map(|wait| {
            let item = items.iter().find(|item| item.id == wait.item_id)?;
            let who = people.iter().find(|person| person.id == wait.account_id)?;
            Some(Line {
                id: wait.id,
                slug: item.slug.clone(),
                item: shell.lang.choose(&item.name_fr, &item.name_en).to_owned(),
                who: who.name.clone(),
                from: wait.from_on,
                until: wait.until_on,
                offer_until: wait.offer_until,
                mine: wait.account_id == by.account.id,
            })
        })
        .collect();
    let page = WaitingPage {
        lines,
        first: after.map(|_| "/waiting".to_owned()).unwrap_or_default(),
        next: next.unwrap_or_default(),
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct LeaveForm {
    write_id: String,
}

/// Out of the line; what was offered goes to the next.
pub async fn leave(
    State(app): State<App>,
    by: Allowed<BorrowKit>,
    Path(id): Path<i32>,
    Form(form): Form<LeaveForm>,
) -> Result<Response, Error> {
    let place = queries::own(&app.db, &by, id).await?;
    let write = app.write_once(&by, &form.write_id).await?;
    let place = place.ok_or(Error::NotFound)?;
    if !actions::leave(&*write, &place, app.clock.now()).await? {
        return Err(Error::Changed);
    }
    actions::offer_next(&app, &*write, place.item_id).await?;
    let to = "/waiting?done=waiting-left";
    Ok(write.answer(to).await?.into_response())
}
