//! `GET /bench/cards`: the mode cards of the person's site, to print and cut out. `GET /transfers/{id}/card`: the card
//! of one transfer, for those who scan its devices out.
use super::{
    continuous::{help_key, mode_key, offered},
    queries,
    rules::Mode,
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{CarryTransfers, WorkAtBench},
    },
    devices::storage::queries as storage,
    documents::{DocumentError, ModeCard, ModeCards, qr},
    labels::{Code, card::Card},
    web::{self, Error},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use entities::{site, transfer::TransferId};
use sea_orm::EntityTrait;

pub async fn show(State(app): State<App>, by: Allowed<WorkAtBench>) -> Result<Response, Error> {
    let mut cards: Vec<(Card, String)> = offered(&by)
        .into_iter()
        .map(|card| (card, String::new()))
        .collect();
    let lines = storage::all(&app.db, &by).await?;
    let here = lines
        .into_iter()
        .filter(|line| Some(line.container.site_id) == by.site_id);
    cards.extend(here.filter_map(|line| {
        let code = Code::parse(&line.container.code).ok()?;
        Some((Card::Into(code), line.container.name))
    }));
    let words = by.words();
    let title = words.say("scan-cards-title");
    print(&app, &by, title, cards, &words.say("scan-cards-file")).await
}

pub async fn of_transfer(
    State(app): State<App>,
    by: Allowed<CarryTransfers>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let card = Card::Send(TransferId(id));
    // Only where it leaves from is anything scanned out.
    let Some((Mode::Send { here: true }, named)) = queries::mode(&app.db, &by, card).await? else {
        return Err(Error::NotFound);
    };
    let cards = vec![(card, named.name())];
    let words = by.words().with("transfer", id.to_string());
    let (title, file) = (
        words.say("transfer-card-title"),
        words.say("transfer-card-file"),
    );
    print(&app, &by, title, cards, &file).await
}

/// These cards, each with the name of what it names.
async fn print(
    app: &App,
    by: &Signed,
    title: String,
    cards: Vec<(Card, String)>,
    file: &str,
) -> Result<Response, Error> {
    let words = by.words();
    let site = match by.site_id {
        Some(id) => site::Entity::find_by_id(id).one(&app.db).await?,
        None => None,
    };
    let drawn = cards.into_iter().map(|(card, name)| {
        let url = card.url(&app.config.base_url);
        let say = |key| words.with("name", name.as_str()).say(key);
        Ok(ModeCard {
            title: say(mode_key(card)),
            help: say(help_key(card)),
            qr: qr::svg(&url)?,
            url,
        })
    });
    let drawn: Result<Vec<_>, DocumentError> = drawn.collect();
    let paper = ModeCards {
        lang: words.lang,
        title,
        site: site.map_or_else(|| by.organisation_name.clone(), |site| site.name),
        cards: drawn.map_err(anyhow::Error::from)?,
    };
    let pdf = app
        .documents
        .pdf(paper)
        .await
        .map_err(anyhow::Error::from)?;
    Ok(web::pdf(file, pdf))
}
