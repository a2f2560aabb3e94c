//! `GET /requests/pairs`, `POST /requests/pairs/judge`: pairs of requests that may be for one person, by reference.
use super::{
    actions,
    queries::{self, Half, Pair},
};
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::JudgePairs},
    recipients::identity::request_reference,
    requests::rules::state_key,
    web::{self, Error, Shell, Words},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{recipient::RecipientId, request::RequestId};
use std::collections::BTreeSet;

#[derive(Template)]
#[template(path = "requests/pairs.html")]
struct PairsPage {
    shell: Shell,
    pairs: Vec<PairView>,
}

/// A pair as pages show it.
pub struct PairView {
    pub first_id: i32,
    pub second_id: i32,
    pub halves: [HalfView; 2],
    pub same: Option<bool>,
}

pub struct HalfView {
    pub organisation: String,
    pub requests: Vec<RequestView>,
}

pub struct RequestView {
    pub reference: String,
    /// Where it is read; nothing for a request of another territory.
    pub link: Option<String>,
    pub state: String,
    pub sent: String,
}

impl PairView {
    fn of(words: Words, pair: &Pair, visible: &BTreeSet<RequestId>) -> Self {
        let half = |half: &Half| HalfView {
            organisation: half.organisation.clone(),
            requests: half
                .requests
                .iter()
                .map(|request| RequestView {
                    reference: request_reference(request.id),
                    link: visible
                        .contains(&request.id)
                        .then(|| format!("/requests/{}", request.id.0)),
                    state: words.say(state_key(request.state)),
                    sent: words.short_date(request.submitted_at),
                })
                .collect(),
        };
        Self {
            first_id: pair.first.recipient.0,
            second_id: pair.second.recipient.0,
            halves: [half(&pair.first), half(&pair.second)],
            same: pair.same,
        }
    }
}

/// Pairs as pages show them.
pub async fn views(app: &App, by: &Signed, pairs: &[Pair]) -> Result<Vec<PairView>, Error> {
    if pairs.is_empty() {
        return Ok(Vec::new());
    }
    let visible = queries::visible_ids(&app.db, by, pairs).await?;
    let words = by.words();
    Ok(pairs
        .iter()
        .map(|pair| PairView::of(words, pair, &visible))
        .collect())
}

pub async fn show(State(app): State<App>, by: Allowed<JudgePairs>) -> Result<Response, Error> {
    let pairs = queries::open(&app.db, &by).await?;
    let page = PairsPage {
        pairs: views(&app, &by, &pairs).await?,
        shell: by.shell(),
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct JudgeForm {
    write_id: String,
    first: String,
    second: String,
    /// `same` or `not`.
    verdict: String,
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<JudgePairs>,
    Form(form): Form<JudgeForm>,
) -> Result<Response, Error> {
    let same = match form.verdict.as_str() {
        "same" => true,
        "not" => false,
        _ => return Err(Error::Unreadable),
    };
    let id = |text: &str| text.parse().map(RecipientId).map_err(|_| Error::NotFound);
    let (first, second) = (id(&form.first)?, id(&form.second)?);
    let write = app.write_once(&by, &form.write_id).await?;
    let pair = queries::pair(&*write, &by, first, second)
        .await?
        .ok_or(Error::NotFound)?;
    actions::judge(&app, &write, &by, &pair, same).await?;
    Ok(write
        .answer("/requests/pairs?done=pair-judged")
        .await?
        .into_response())
}
