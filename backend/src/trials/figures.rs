//! `GET /trials/figures`: what worked for which need, by item: numbers alone, and none under five.
use super::{
    queries,
    rules::{FEWEST, told},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeTrials},
    lending::needs,
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use entities::{
    catalogue_item::{self, CatalogueItemId},
    catalogue_need,
    loan_feedback::Outcome,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "trials/figures.html")]
struct FiguresPage {
    shell: Shell,
    needs: Vec<Need>,
    /// Said in the place of a number that is too small.
    few: String,
}

/// A need, and the items that were tried for it.
struct Need {
    words: String,
    items: Vec<Item>,
}

/// How many trials came to what; nothing where they are too few to be told.
struct Item {
    slug: String,
    name: String,
    conclusive: Option<i64>,
    not_conclusive: Option<i64>,
    unused: Option<i64>,
}

pub async fn show(State(app): State<App>, by: Allowed<SeeTrials>) -> Result<Response, Error> {
    let outcomes = queries::outcomes(&app.db).await?;
    let tried: Vec<CatalogueItemId> = outcomes.keys().map(|(item, _)| *item).collect();
    let items = catalogue_item::Entity::find()
        .filter(catalogue_item::COLUMN.id.is_in(tried.iter().copied()))
        .order_by_asc(catalogue_item::Column::Slug)
        .all(&app.db)
        .await?;
    let rows = catalogue_need::Entity::find()
        .filter(catalogue_need::COLUMN.item_id.is_in(tried))
        .all(&app.db)
        .await?;
    let shell = by.shell();
    let page = FiguresPage {
        needs: by_need(&shell, &items, &rows, &outcomes),
        few: shell.with("count", FEWEST).say("trial-few"),
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

fn by_need(
    shell: &Shell,
    items: &[catalogue_item::Model],
    rows: &[catalogue_need::Model],
    outcomes: &HashMap<(CatalogueItemId, Outcome), i64>,
) -> Vec<Need> {
    let line = |item: &catalogue_item::Model| {
        let count = |outcome| outcomes.get(&(item.id, outcome)).copied().and_then(told);
        Item {
            slug: item.slug.clone(),
            name: shell.lang.choose(&item.name_fr, &item.name_en).to_owned(),
            conclusive: count(Outcome::Conclusive),
            not_conclusive: count(Outcome::NotConclusive),
            unused: count(Outcome::Unused),
        }
    };
    let answers = |item: &catalogue_item::Model, need: &str| {
        rows.iter()
            .any(|row| row.item_id == item.id && row.need == need)
    };
    needs::choices(shell.words)
        .into_iter()
        .map(|need| Need {
            items: items
                .iter()
                .filter(|item| answers(item, &need.value))
                .map(line)
                .collect(),
            words: need.words,
        })
        .filter(|need| !need.items.is_empty())
        .collect()
}
