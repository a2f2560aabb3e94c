//! `GET /counter-loans`: what is lent here and when it comes back; a scan leads to lending a device, or to taking it back.
use super::{
    queries::{self, Out, SHOWN},
    rules::longer,
    say,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::HandOver},
    handovers::{handing::device_words, queries::open_handover},
    labels::Code,
    recipients::{access, identity},
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::Query;
use chrono::NaiveDate;
use entities::{counter_rule, device};
use sea_orm::{EntityTrait, QueryFilter};

#[derive(Template)]
#[template(path = "handovers/counter_loans/list.html")]
struct LoansPage {
    shell: Shell,
    at_a_site: bool,
    code: String,
    lines: Vec<Line>,
    /// There is more than the list shows.
    more: bool,
    /// Why a loan was not made longer.
    refused: Option<&'static str>,
    errors: FormErrors,
}

struct Line {
    id: i32,
    code: String,
    device: String,
    /// First name and initial; the handover's number where nobody may be named.
    who: String,
    due_on: NaiveDate,
    tone: &'static str,
    icon: &'static str,
    standing: &'static str,
    /// The last day after an extension, where there may be one.
    longer: Option<NaiveDate>,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Scanned {
    code: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<HandOver>,
    Query(scanned): Query<Scanned>,
) -> Result<Response, Error> {
    let mut errors = FormErrors::default();
    if !scanned.code.trim().is_empty() && by.site_id.is_some() {
        match leads_to(&app, &scanned.code).await? {
            Some(address) => return Ok(Redirect::to(&address).into_response()),
            None => errors.add("code", "counter-code-unknown"),
        }
    }
    page(&app, &by, scanned.code, errors, None).await
}

/// A device that is out is taken back; any other is lent, or its page says why not.
async fn leads_to(app: &App, code: &str) -> Result<Option<String>, Error> {
    let Ok(code) = Code::parse(code) else {
        return Ok(None);
    };
    let device = device::Entity::find()
        .filter(device::COLUMN.label_code.eq(code.to_string()))
        .one(&app.db)
        .await?;
    let Some(device) = device else {
        return Ok(None);
    };
    let address = match open_handover(&app.db, device.id).await? {
        Some(handover) => format!("/handovers/{}/return", handover.id.0),
        None => format!("/counter-loans/{code}"),
    };
    Ok(Some(address))
}

/// The page, with what was refused if something was.
pub async fn page(
    app: &App,
    by: &Allowed<HandOver>,
    code: String,
    errors: FormErrors,
    refused: Option<&'static str>,
) -> Result<Response, Error> {
    let shell = by.shell();
    let mut out = match by.site_id {
        Some(here) => queries::out_from(&app.db, here).await?,
        None => Vec::new(),
    };
    let most = usize::try_from(SHOWN).unwrap_or(usize::MAX);
    let more = out.len() > most;
    out.truncate(most);
    let now = app.clock.now();
    let seen = out.iter().map(|one| one.recipient.id);
    access::record_once_a_day(&app.db, by, seen, now).await?;
    let rules = queries::rules(&app.db).await?;
    let today = app.clock.today();
    let mut lines = Vec::new();
    for one in &out {
        let rule = rules.get(&one.loan.programme_id);
        lines.push(line(app, &shell, one, rule, today)?);
    }
    let status = match (refused, errors.is_empty()) {
        (Some(_), _) => StatusCode::CONFLICT,
        (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, true) => StatusCode::OK,
    };
    let page = LoansPage {
        at_a_site: by.site_id.is_some(),
        code,
        lines,
        more,
        refused,
        errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}

fn line(
    app: &App,
    shell: &Shell,
    one: &Out,
    rule: Option<&counter_rule::Model>,
    today: NaiveDate,
) -> Result<Line, Error> {
    let known = identity::open(&app.keys, &one.recipient)?;
    let due_on = one.loan.due_back_on.unwrap_or(today);
    let (tone, icon, standing) = say::standing(due_on, today);
    // Whether somebody waits is asked when it is pressed.
    let extensions = one.loan.extensions.unwrap_or_default();
    let longer = rule.and_then(|rule| longer((due_on, extensions), today, rule, false).ok());
    Ok(Line {
        id: one.loan.id.0,
        code: one.device.label_code.clone().unwrap_or_default(),
        device: device_words(
            shell.words,
            one.device.kind,
            &one.device.manufacturer,
            &one.device.model,
        ),
        who: known.map_or_else(
            || shell.say("person-restricted"),
            |known| known.short_name(one.recipient.kind),
        ),
        due_on,
        tone,
        icon,
        standing,
        longer,
    })
}
