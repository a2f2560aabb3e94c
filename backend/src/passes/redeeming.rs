//! `/passes/use`: a trainer scans or types a pass at their place, and is told at once what becomes of it.
use super::{
    actions::Failure,
    code::PassCode,
    queries,
    rules::begins,
    say::{self, Said},
    taking::{self, NotTaken},
};
use crate::{
    app::App,
    auth::{
        Allowed,
        attempts::{self, PASS_PER_ACCOUNT},
        permissions::UsePasses,
    },
    identifiers::pass_reference,
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::site;
use sea_orm::{EntityTrait, QueryFilter};

/// Passes of today shown.
const SHOWN: u64 = 20;

#[derive(Template)]
#[template(path = "passes/redeeming.html")]
struct RedeemingPage {
    shell: Shell,
    /// The training place the person works at, if they do at one.
    place: Option<String>,
    refusal: Option<Said>,
    code: String,
    /// What was taken here today, latest first.
    taken: Vec<TakenLine>,
    errors: FormErrors,
}

struct TakenLine {
    reference: String,
    programme: String,
    value: String,
    at: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct CodeForm {
    write_id: String,
    code: String,
}

/// What was just tried and did not go through.
#[derive(Default)]
struct Attempt {
    status: StatusCode,
    refusal: Option<NotTaken>,
    code: String,
    errors: FormErrors,
}

pub async fn show(State(app): State<App>, by: Allowed<UsePasses>) -> Result<Response, Error> {
    render(&app, &by, Attempt::default()).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<UsePasses>,
    Form(form): Form<CodeForm>,
) -> Result<Response, Error> {
    let place = place(&app, &by).await?.ok_or(Error::NotFound)?;
    let Some(code) = PassCode::parse(&form.code) else {
        let mut errors = FormErrors::default();
        let empty = form.code.trim().is_empty();
        errors.add(
            "code",
            if empty {
                "pass-code-empty"
            } else {
                "pass-code-wrong"
            },
        );
        let attempt = Attempt {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            code: form.code,
            errors,
            ..Attempt::default()
        };
        return render(&app, &by, attempt).await;
    };
    // Before it is looked up, so that whoever guesses learns nothing once they are stopped.
    let who = by.account.id.0.to_string();
    attempts::count(&app, PASS_PER_ACCOUNT, &who).await?;
    let write = app.write_once(&by, &form.write_id).await?;
    let now = app.clock.now();
    let why = match taking::find(&*write, &app.keys, place.id, code, now).await? {
        Ok(pass) => match taking::redeem(&write, &by, &place, &pass, now).await {
            Ok(_) => {
                let answer = write.answer("/passes/use?done=pass-used").await?;
                attempts::forget(&app, PASS_PER_ACCOUNT, &who).await?;
                return Ok(answer.into_response());
            }
            // Somebody took it, or cancelled it, since it was read: they are told what happened to it.
            Err(Failure::Error(Error::Changed) | Failure::Refused(_)) => {
                drop(write);
                taking::find(&app.db, &app.keys, place.id, code, now)
                    .await?
                    .err()
                    .ok_or(Error::Changed)?
            }
            Err(Failure::Error(error)) => return Err(error),
        },
        Err(why) => {
            drop(write);
            why
        }
    };
    let attempt = Attempt {
        status: StatusCode::CONFLICT,
        refusal: Some(why),
        ..Attempt::default()
    };
    render(&app, &by, attempt).await
}

/// The training place the person works at.
async fn place(app: &App, by: &Allowed<UsePasses>) -> Result<Option<site::Model>, Error> {
    let Some(id) = by.site_id else {
        return Ok(None);
    };
    Ok(site::Entity::find_by_id(id)
        .filter(site::COLUMN.is_training.eq(true))
        .filter(site::COLUMN.closed_at.is_null())
        .one(&app.db)
        .await?)
}

async fn render(app: &App, by: &Allowed<UsePasses>, attempt: Attempt) -> Result<Response, Error> {
    let words = by.words();
    let place = place(app, by).await?;
    let taken = match (&place, begins(app.clock.today())) {
        (Some(place), Some(since)) => queries::taken_at(&app.db, place, since, SHOWN).await?,
        (Some(_) | None, _) => Vec::new(),
    };
    let programmes = queries::programmes(&app.db).await?;
    let line = |pass: &entities::pass::Model| {
        let programme = programmes.iter().find(|one| one.id == pass.programme_id);
        TakenLine {
            reference: pass_reference(pass.issue_id, pass.number),
            programme: programme.map_or_else(String::new, |one| {
                words.lang.choose(&one.name_fr, &one.name_en).to_owned()
            }),
            value: words.euros(i64::from(pass.value_cents)),
            at: pass
                .used_at
                .map_or_else(String::new, |at| words.date_time(at)),
        }
    };
    let page = RedeemingPage {
        taken: taken.iter().map(line).collect(),
        place: place.as_ref().map(queries::place_name),
        refusal: attempt
            .refusal
            .as_ref()
            .map(|why| say::not_taken(words, why)),
        code: attempt.code,
        errors: attempt.errors,
        shell: by.shell(),
    };
    Ok(web::page(attempt.status, &page)?)
}
