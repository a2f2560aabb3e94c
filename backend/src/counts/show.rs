//! `GET /counts/{id}`: what a count is about, how far it is, what it came to, and the next step.
use super::{
    queries::{self, Figures},
    rules::{Open, Stays},
    say::{class_key, class_look, state_key, state_look},
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{CountStock, ManageCounts, ReadCounts, SeeCounts},
    },
    devices::standing::kind_key,
    journal::actor_names,
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use entities::{
    organisation,
    stock_count::{self, CountState},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

#[derive(Template)]
#[template(path = "counts/show.html")]
struct CountPage {
    shell: Shell,
    count: stock_count::Model,
    sites: Vec<String>,
    owners: Vec<String>,
    kinds: Vec<String>,
    /// For who may read what it comes to.
    figures: Option<Figures>,
    counters: Vec<(String, i64)>,
    open: Open,
    may_count: bool,
    may_read: bool,
    may_manage: bool,
    refused: Option<Stays>,
}

impl CountPage {
    fn export(&self) -> String {
        format!("/counts/{}/export", self.count.id.0)
    }

    fn is_counting(&self) -> bool {
        self.count.state == CountState::Counting
    }

    fn is_resolving(&self) -> bool {
        self.count.state == CountState::Resolving
    }
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeCounts>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    page(&app, &by, id, StatusCode::OK, None).await
}

pub async fn page(
    app: &App,
    by: &Signed,
    id: i32,
    status: StatusCode,
    refused: Option<Stays>,
) -> Result<Response, Error> {
    let count = queries::count(&app.db, by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let may_read = by.may(ReadCounts);
    let shell = by.shell();
    let scope = queries::scope(&app.db, count.id).await?;
    let names = queries::site_names(&app.db).await?;
    let owners = organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(scope.owners.iter().copied()))
        .all(&app.db)
        .await?;
    let (mut figures, mut counters) = (None, Vec::new());
    if may_read {
        figures = Some(queries::figures(&app.db, &count).await?);
        let who = queries::counters(&app.db, count.id).await?;
        let known = actor_names(&app.db, who.iter().map(|(id, _)| *id)).await?;
        counters = who
            .into_iter()
            .map(|(id, things)| (known.get(&id).cloned().unwrap_or_default(), things))
            .collect();
    }
    let open = if count.state == CountState::Resolving && may_read {
        queries::open(&app.db, &count).await?
    } else {
        Open::default()
    };
    let page = CountPage {
        sites: scope
            .sites
            .iter()
            .filter_map(|id| names.get(id).cloned())
            .collect(),
        owners: owners.into_iter().map(|owner| owner.name).collect(),
        kinds: scope
            .kinds
            .iter()
            .map(|kind| shell.say(kind_key(*kind)))
            .collect(),
        figures,
        counters,
        open,
        may_count: by.may(CountStock),
        may_read,
        may_manage: by.may(ManageCounts),
        refused,
        count,
        shell,
    };
    Ok(web::page(status, &page)?)
}
