//! `GET|POST /sign-in/badge`, `POST /sign-in/lock`: a badge and a PIN at an enrolled bench, and handing the
//! bench to the next person.
use super::{
    Signed, Visitor, attempts,
    badges::{self, FIRST_USE_WITHIN, Holder, Tried},
    bench, password, pin, session,
    sign_in::own,
};
use crate::{
    app::App,
    web::{self, Error, FormErrors, Shell, Tongue},
};
use askama::Template;
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::{Form, Query, cookie::SignedCookieJar};
use entities::bench as bench_table;

#[derive(Template)]
#[template(path = "auth/badge_sign_in.html")]
struct BadgeSignInPage {
    shell: Shell,
    bench: String,
    /// The badge is new: its holder chooses a PIN.
    choosing: bool,
    /// The languages a badge may be asked for in.
    tongues: Vec<Tongue>,
    form: BadgeForm,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct BadgeForm {
    badge: String,
    pin: String,
    new_pin: String,
    again: String,
    /// Where the person was going.
    #[serde(rename = "return")]
    back: String,
    /// The lock screen over a page asks for a short answer instead of a page, in the language of that page.
    quick: String,
    lang: String,
}

pub async fn show(
    State(app): State<App>,
    signed: Option<Signed>,
    visitor: Visitor,
    headers: HeaderMap,
    Query(form): Query<BadgeForm>,
) -> Result<Response, Error> {
    if signed.is_some() {
        return Ok(Redirect::to(own(&form.back)).into_response());
    }
    let Some(at) = bench::of(&app, &headers).await? else {
        return Ok(Redirect::to("/sign-in").into_response());
    };
    // A badge or a PIN in an address is not taken from there.
    let form = BadgeForm {
        back: form.back,
        ..BadgeForm::default()
    };
    let shell = visitor.at_bench(&headers).shell;
    page(shell, &at, false, form, FormErrors::default())
}

/// How an attempt ended.
enum Ended {
    In(Holder),
    /// A new badge: a PIN has to be chosen first.
    Choose(FormErrors),
    Refused(FormErrors),
}

pub async fn submit(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    jar: SignedCookieJar,
    Form(form): Form<BadgeForm>,
) -> Result<Response, Error> {
    let quick = form.quick == "yes";
    let Some(at) = bench::of(&app, &headers).await? else {
        return Ok(if quick {
            told("page", "")
        } else {
            Redirect::to("/sign-in").into_response()
        });
    };
    attempts::count(&app, attempts::BADGE_PER_BENCH, &at.id.0.to_string()).await?;
    let visitor = visitor.at_bench(&headers);
    let holder = match attempt(&app, &at, &form).await? {
        Ended::In(holder) => holder,
        Ended::Choose(_) if quick => return Ok(told("page", "")),
        Ended::Refused(errors) if quick => {
            let words = Tongue::from_tag(&form.lang).map_or(visitor.shell.words, Tongue::words);
            let say = errors.all().first().map(|mistake| mistake.say(&words));
            return Ok(told("wrong", &say.unwrap_or_default()));
        }
        Ended::Choose(errors) => return page(visitor.shell, &at, true, form, errors),
        Ended::Refused(errors) => return page(visitor.shell, &at, false, form, errors),
    };
    let before = session::last(&app, &jar).await?;
    let write = app.write().await?;
    let cookie = session::open_at_bench(&app, &*write, &holder, &at).await?;
    if let Some(before) = &before {
        // Whoever forgot to leave has left now.
        session::revoke(&*write, before.account_id, Some(before.id), app.clock.now()).await?;
    }
    write.commit().await?;
    let same = before.is_some_and(|before| before.membership_id == Some(holder.membership_id));
    let answer = if quick {
        told(if same { "same" } else { "other" }, "")
    } else if form.back.is_empty() {
        Redirect::to("/bench").into_response()
    } else {
        Redirect::to(own(&form.back)).into_response()
    };
    Ok((jar.add(cookie), answer).into_response())
}

/// What the lock screen reads: `same` person, an `other` one, `wrong` with a sentence, or go to the `page`.
fn told(who: &str, say: &str) -> Response {
    Json(serde_json::json!({ "who": who, "say": say })).into_response()
}

async fn attempt(app: &App, at: &bench_table::Model, form: &BadgeForm) -> Result<Ended, Error> {
    let mut errors = FormErrors::default();
    let Some(holder) = badges::holder(&app.db, &form.badge, at).await? else {
        errors.add("badge", "badge-unknown");
        return Ok(Ended::Refused(errors));
    };
    if holder.pin_hash.is_none() {
        return first_use(app, holder, form).await;
    }
    let pin = form.pin.trim().to_owned();
    if pin.is_empty() {
        errors.add("pin", "badge-pin-missing");
        return Ok(Ended::Refused(errors));
    }
    match badges::try_pin(app, &holder, pin).await? {
        Tried::Right => {
            let write = app.write().await?;
            if badges::forget_tries(&*write, &holder).await? {
                write.commit().await?;
                return Ok(Ended::In(holder));
            }
            errors.add("badge", "badge-unknown");
        }
        Tried::Wrong(0) | Tried::Locked => errors.add("pin", "badge-locked"),
        Tried::Wrong(left) => errors.add_with("pin", "badge-pin-wrong", "left", i64::from(left)),
    }
    Ok(Ended::Refused(errors))
}

async fn first_use(app: &App, holder: Holder, form: &BadgeForm) -> Result<Ended, Error> {
    let mut errors = FormErrors::default();
    if holder.printed_at + FIRST_USE_WITHIN < app.clock.now() {
        errors.add("badge", "badge-first-use-over");
        return Ok(Ended::Refused(errors));
    }
    let (chosen, again) = (form.new_pin.trim(), form.again.trim());
    if chosen.is_empty() && again.is_empty() {
        return Ok(Ended::Choose(errors));
    }
    if let Some(fault) = pin::fault(chosen) {
        errors.add("new_pin", fault);
    } else if chosen != again {
        errors.add("again", "pin-not-the-same");
    }
    if !errors.is_empty() {
        return Ok(Ended::Choose(errors));
    }
    let hash = password::hash(app, chosen.to_owned()).await?;
    let write = app.write().await?;
    if !badges::keep_pin(&*write, &holder, hash).await? {
        errors.add("badge", "badge-unknown");
        return Ok(Ended::Refused(errors));
    }
    write.commit().await?;
    Ok(Ended::In(holder))
}

fn page(
    shell: Shell,
    at: &bench_table::Model,
    choosing: bool,
    form: BadgeForm,
    errors: FormErrors,
) -> Result<Response, Error> {
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = BadgeSignInPage {
        shell,
        bench: at.name.clone(),
        tongues: Tongue::all(),
        choosing,
        // A PIN is typed again, and so is a badge that was not ours.
        form: BadgeForm {
            badge: if choosing { form.badge } else { String::new() },
            back: form.back,
            ..BadgeForm::default()
        },
        errors,
    };
    Ok(web::page(status, &page)?)
}

/// Ends a bench's session and asks for the next badge. The cookie stays, as the name of who was here: the
/// lock screen keeps what they were writing for them alone.
pub async fn lock(State(app): State<App>, signed: Option<Signed>) -> Result<Response, Error> {
    match signed {
        Some(signed) if signed.bench.is_some() => {
            let write = app.write().await?;
            let now = app.clock.now();
            session::revoke(&*write, signed.account.id, Some(signed.session_id), now).await?;
            write.commit().await?;
        }
        Some(_) => return Ok(Redirect::to("/").into_response()),
        None => {}
    }
    Ok(Redirect::to("/sign-in/badge").into_response())
}
