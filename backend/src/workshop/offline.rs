//! `GET /bench/offline`: the bench without a network. A shell that is the same for everybody, kept on the
//! device: its forms, and the place where the device's queue is shown. It holds nothing about anybody.
use super::{
    erasure_by_reset::{ResetForm, stored},
    questions::{Question, questions},
    reset::OsFamily,
    scrap::ScrapForm,
    waste_codes,
};
use crate::{
    app::App,
    auth::{Signed, Visitor},
    devices::standing::kind_key,
    keys::sha256_hex,
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use entities::{checklist_answer::Step, device::DeviceKind};
use sea_orm::Iterable;

#[derive(Template)]
#[template(path = "workshop/offline.html")]
struct OfflinePage {
    shell: Shell,
    kinds: Vec<Kind>,
    families: Vec<Family>,
    released: Vec<Choice>,
    slots: Vec<Choice>,
    codes: Vec<Choice>,
    reset: ResetForm,
    scrap: ScrapForm,
    reason: String,
    errors: FormErrors,
}

/// The questions about one kind of device.
struct Kind {
    value: &'static str,
    key: &'static str,
    triage: Vec<Question>,
    refurbishment: Vec<Question>,
}

struct Family {
    value: &'static str,
    family: OsFamily,
}

/// In the language of whoever asks, and without a word about them.
pub async fn show(
    State(app): State<App>,
    signed: Option<Signed>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let mut shell = visitor.shell;
    if let Some(signed) = signed {
        shell.words = signed.words();
    }
    "/bench/offline".clone_into(&mut shell.path);
    shell.demo = app.demo;
    let page = page(shell).render()?;
    // Asked again at every visit of the bench: most often it has not changed.
    let tag = format!("W/\"{}\"", &sha256_hex(&page)[..16]);
    let unchanged = headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let mut response = if unchanged {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        web::html(page)
    };
    let fixed = HeaderValue::from_static;
    let kept = [
        (
            header::ETAG,
            HeaderValue::try_from(tag).map_err(anyhow::Error::from)?,
        ),
        (header::CACHE_CONTROL, fixed("private, no-cache")),
        (header::VARY, fixed("accept-language, cookie")),
    ];
    response.headers_mut().extend(kept);
    Ok(response)
}

fn page(shell: Shell) -> OfflinePage {
    let nothing = |_: &_| String::new();
    let kinds = DeviceKind::iter().map(|kind| Kind {
        value: value_of(kind),
        key: kind_key(kind),
        triage: questions(shell.words, kind, Step::Triage, nothing),
        refurbishment: questions(shell.words, kind, Step::Refurbishment, nothing),
    });
    let families = OsFamily::ALL.map(|family| Family {
        value: stored(family),
        family,
    });
    OfflinePage {
        kinds: kinds.collect(),
        families: families.into(),
        released: ResetForm::released(shell.words),
        slots: ResetForm::slots(shell.words),
        codes: waste_codes::choices(shell.words),
        reset: ResetForm::default(),
        scrap: ScrapForm::default(),
        reason: String::new(),
        errors: FormErrors::default(),
        shell,
    }
}

/// The name of a kind in the page's own addresses.
fn value_of(kind: DeviceKind) -> &'static str {
    match kind {
        DeviceKind::Tablet => "tablet",
        DeviceKind::Phone => "phone",
        DeviceKind::Laptop => "laptop",
        DeviceKind::Desktop => "desktop",
        DeviceKind::Screen => "screen",
        DeviceKind::Accessory => "accessory",
    }
}
