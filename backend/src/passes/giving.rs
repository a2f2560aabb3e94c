//! `GET /requests/{id}/passes`: the passes of a request, and how their letter goes. `POST /requests/{id}/passes` gives
//! them in one click; `…/letter` is the letter on paper; `…/withdraw` takes back what was not used.
use super::{
    actions::{self, Failure, Refusal},
    letters, queries,
    rules::{Standing, last_day},
    say::{self, Said},
};
use crate::{
    app::{App, Write},
    auth::{
        Allowed, Signed,
        permissions::{GivePasses, IssuePasses, SeeRequests},
    },
    identifiers::{pass_reference, request_reference},
    recipients::{access, limits},
    requests::queries as requests,
    web::{self, Error, Shell},
};
use anyhow::Context;
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{
    access_log::AccessAct,
    pass_grant::{self, PassChannel},
    programme, request,
};
use sea_orm::EntityTrait;

#[derive(Template)]
#[template(path = "passes/giving.html")]
struct GivingPage {
    shell: Shell,
    id: i32,
    reference: String,
    programme: String,
    refusal: Option<Said>,
    /// What was given, unless it was withdrawn.
    given: Option<Given>,
    may_give: bool,
    /// The letter can be printed by whoever gives, as long as a pass of it may be used.
    may_print: bool,
    may_withdraw: bool,
    /// Where the person goes with them.
    places: Vec<String>,
}

struct Given {
    at: String,
    channel_key: &'static str,
    passes: Vec<PassLine>,
}

struct PassLine {
    reference: String,
    value: String,
    last_day: String,
    standing_key: &'static str,
    tone: &'static str,
    icon: &'static str,
    /// When and where it was used.
    used: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct PlainForm {
    write_id: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeRequests>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let request = find(&app, &by, id).await?;
    render(&app, &by, &request, None).await
}

pub async fn give(
    State(app): State<App>,
    by: Allowed<GivePasses>,
    Path(id): Path<i32>,
    Form(form): Form<PlainForm>,
) -> Result<Response, Error> {
    let (write, request) = begin(&app, &by, &form.write_id, id).await?;
    match actions::give(&app, &write, &by, &request).await {
        Ok(grant) => {
            let done = match grant.channel {
                PassChannel::Mail => "done=passes-mailed",
                PassChannel::Paper => "done=passes-to-print",
            };
            let to = format!("/requests/{id}/passes?{done}");
            Ok(write.answer(to).await?.into_response())
        }
        Err(failure) => refused(&app, &by, write, &request, failure).await,
    }
}

pub async fn withdraw(
    State(app): State<App>,
    by: Allowed<IssuePasses>,
    Path(id): Path<i32>,
    Form(form): Form<PlainForm>,
) -> Result<Response, Error> {
    let (write, request) = begin(&app, &by, &form.write_id, id).await?;
    match actions::withdraw(&write, by.at(app.clock.now()), &request).await {
        Ok(()) => {
            let to = format!("/requests/{id}/passes?done=passes-withdrawn");
            Ok(write.answer(to).await?.into_response())
        }
        Err(failure) => refused(&app, &by, write, &request, failure).await,
    }
}

/// The letter on paper, also a second time: it bears a name, and the look is logged.
pub async fn letter(
    State(app): State<App>,
    by: Allowed<GivePasses>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let request = find(&app, &by, id).await?;
    let grant = queries::grant_of(&app.db, request.id).await?;
    let grant = grant.ok_or(Error::NotFound)?;
    pdf(&app, &by, &[grant], &format!("pass-{id}")).await
}

/// Letters as a paper; none where nothing is left to use.
pub(super) async fn pdf(
    app: &App,
    by: &Signed,
    grants: &[pass_grant::Model],
    name: &str,
) -> Result<Response, Error> {
    let letters = letters::printed(app, grants, app.clock.today()).await?;
    if letters.named.is_empty() {
        return Err(Error::NotFound);
    }
    let pdf = app
        .documents
        .pdf(letters.paper)
        .await
        .context("the letters could not be typeset")?;
    let now = app.clock.now();
    access::record(&app.db, by, letters.named, AccessAct::Printed, now).await?;
    Ok(web::pdf(name, pdf))
}

async fn find(app: &App, by: &Signed, id: i32) -> Result<request::Model, Error> {
    let request = requests::find(&app.db, by, id).await?;
    let request = request.ok_or(Error::NotFound)?;
    limits::refuse_by_id(&app.db, request.recipient_id).await?;
    Ok(request)
}

async fn begin(
    app: &App,
    by: &Signed,
    write_id: &str,
    id: i32,
) -> Result<(Write, request::Model), Error> {
    let write = app.write_once(by, write_id).await?;
    let request = requests::find(&*write, by, id).await?;
    let request = request.ok_or(Error::NotFound)?;
    limits::refuse_by_id(&*write, request.recipient_id).await?;
    Ok((write, request))
}

/// The page again, with what stood in the way.
async fn refused(
    app: &App,
    by: &Signed,
    write: Write,
    request: &request::Model,
    failure: Failure,
) -> Result<Response, Error> {
    drop(write);
    match failure {
        Failure::Refused(refusal) => render(app, by, request, Some(refusal)).await,
        Failure::Error(error) => Err(error),
    }
}

async fn render(
    app: &App,
    by: &Signed,
    request: &request::Model,
    refusal: Option<Refusal>,
) -> Result<Response, Error> {
    let words = by.words();
    let programme = programme::Entity::find_by_id(request.programme_id)
        .one(&app.db)
        .await?
        .context("a request is under a programme")?;
    let grant = queries::grant_of(&app.db, request.id).await?;
    let passes = queries::passes_of(&app.db, grant.iter().map(|grant| grant.id)).await?;
    let named = queries::Named::of(&app.db, &passes).await?;
    let now = app.clock.now();
    let line = |pass: &entities::pass::Model| {
        let standing = Standing::of(pass.state, pass.expires_at, now);
        let (tone, icon) = say::standing_look(standing);
        PassLine {
            reference: pass_reference(pass.issue_id, pass.number),
            value: words.euros(i64::from(pass.value_cents)),
            last_day: words.short_date(last_day(pass.expires_at)),
            standing_key: say::standing_key(standing),
            tone,
            icon,
            used: pass.used_at.map_or_else(String::new, |at| {
                words
                    .with("when", words.date_time(at))
                    .with("place", named.place(pass.used_site_id))
                    .say("pass-used-at")
            }),
        }
    };
    let open = passes
        .iter()
        .any(|pass| Standing::of(pass.state, pass.expires_at, now) == Standing::Given);
    let places = queries::places_of(&app.db, programme.id).await?;
    let page = GivingPage {
        id: request.id.0,
        reference: request_reference(request.id),
        programme: words
            .lang
            .choose(&programme.name_fr, &programme.name_en)
            .to_owned(),
        may_give: by.may(GivePasses) && grant.is_none(),
        may_print: by.may(GivePasses) && open,
        may_withdraw: by.may(IssuePasses) && open,
        given: grant.map(|grant| Given {
            at: words.date(grant.given_at),
            channel_key: match (grant.channel, grant.print_id) {
                (PassChannel::Mail, _) => "passes-went-by-mail",
                (PassChannel::Paper, Some(_)) => "passes-were-printed",
                (PassChannel::Paper, None) => "passes-wait-to-print",
            },
            passes: passes.iter().map(line).collect(),
        }),
        places: places.iter().map(queries::place_name).collect(),
        refusal: refusal.as_ref().map(|refusal| say::refusal(words, refusal)),
        shell: Shell {
            // The page answers a form sent to another address: the language switch comes back here.
            path: format!("/requests/{}/passes", request.id.0),
            ..by.shell()
        },
    };
    let status = if page.refusal.is_some() {
        StatusCode::CONFLICT
    } else {
        StatusCode::OK
    };
    Ok(web::page(status, &page)?)
}
