//! The writes of a person's page: `POST /people/{membership_id}/…`.
use super::{
    actions::{self, Post},
    queries::{self, Member},
    show::{self, HabilitationForm, Offered, Typed},
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{GrantHabilitations, ManageAccounts, ManagePeople},
        territory,
    },
    habilitations::{actions::grant_directly, rules::acts_of},
    identifiers::Siren,
    people::rules::check_dates,
    web::{Error, FormErrors},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{account, habilitation::Act};
use sea_orm::{ActiveEnum, EntityTrait};

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct PressForm {
    write_id: String,
}

/// A row the person may see, and the section of its page that they are offered.
async fn offered(
    app: &App,
    by: &Signed,
    id: i32,
    section: fn(&Offered) -> bool,
) -> Result<Member, Error> {
    let member = queries::find(&app.db, by, id).await?;
    if section(&Offered::to(by, &member)) {
        Ok(member)
    } else {
        Err(Error::NotFound)
    }
}

pub async fn end(
    State(app): State<App>,
    by: Allowed<ManagePeople>,
    Path(id): Path<i32>,
    Form(form): Form<PressForm>,
) -> Result<Response, Error> {
    let write = app.write_once(&by, &form.write_id).await?;
    let member = queries::find(&*write, &by, id).await?;
    if !Offered::to(&by, &member).change {
        return Err(Error::NotFound);
    }
    if !actions::end(&*write, member.id, app.clock.now()).await? {
        return Err(Error::Changed);
    }
    Ok(write
        .answer("/people?done=membership-ended")
        .await?
        .into_response())
}

pub async fn resend(
    State(app): State<App>,
    by: Allowed<ManagePeople>,
    Path(id): Path<i32>,
    Form(form): Form<PressForm>,
) -> Result<Response, Error> {
    let member = offered(&app, &by, id, |may| may.change).await?;
    let write = app.write_once(&by, &form.write_id).await?;
    let account = account::Entity::find_by_id(member.account_id)
        .one(&*write)
        .await?
        .filter(|account| account.disabled_at.is_none() && account.password_hash.is_none())
        .ok_or(Error::Changed)?;
    let organisation = &member.organisation_name;
    let now = app.clock.now();
    actions::tell(
        &*write,
        Post::of(&app),
        &account,
        member.role,
        organisation,
        now,
    )
    .await?;
    Ok(write
        .answer(format!("/people/{id}?done=invitation-resent"))
        .await?
        .into_response())
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct AccountForm {
    /// `disabled` or `enabled`.
    to: String,
    write_id: String,
}

pub async fn account(
    State(app): State<App>,
    by: Allowed<ManageAccounts>,
    Path(id): Path<i32>,
    Form(form): Form<AccountForm>,
) -> Result<Response, Error> {
    let member = offered(&app, &by, id, |may| may.disable).await?;
    let (disabled, done) = match form.to.as_str() {
        "disabled" => (true, "done=account-disabled"),
        "enabled" => (false, "done=account-enabled"),
        _ => return Err(Error::Unreadable),
    };
    let write = app.write_once(&by, &form.write_id).await?;
    actions::set_disabled(&*write, member.account_id, disabled, app.clock.now()).await?;
    Ok(write
        .answer(format!("/people/{id}?{done}"))
        .await?
        .into_response())
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct TerritoriesForm {
    /// One EPCI code a line.
    territories: String,
    write_id: String,
}

pub async fn territories(
    State(app): State<App>,
    by: Allowed<ManageAccounts>,
    Path(id): Path<i32>,
    Form(form): Form<TerritoriesForm>,
) -> Result<Response, Error> {
    let member = offered(&app, &by, id, |may| may.limit).await?;
    let mut errors = FormErrors::default();
    let mut codes = Vec::new();
    for typed in form.territories.lines().map(str::trim) {
        match Siren::parse(typed) {
            _ if typed.is_empty() => {}
            Ok(code) => codes.push(code.as_str().to_owned()),
            Err(_) => errors.add_with("territories", "territories-wrong", "typed", typed),
        }
    }
    // Who is limited gives no more than they have, and "no limit" is more.
    let beyond = codes.iter().any(|code| !territory::covers(&by, Some(code)))
        || (codes.is_empty() && !by.territories.is_empty());
    if errors.is_empty() && beyond {
        errors.add("territories", "territories-beyond");
    }
    if !errors.is_empty() {
        let typed = Typed {
            territories: Some(form.territories),
            ..Typed::default()
        };
        return show::page(&app, &by, member, typed, errors).await;
    }
    let write = app.write_once(&by, &form.write_id).await?;
    actions::limit_to(&*write, member.id, codes).await?;
    Ok(write
        .answer(format!("/people/{id}?done=territories-saved"))
        .await?
        .into_response())
}

/// As much as explains a decision.
const REASON_CHARS: usize = 500;

pub async fn habilitate(
    State(app): State<App>,
    by: Allowed<GrantHabilitations>,
    Path(id): Path<i32>,
    Form(form): Form<HabilitationForm>,
) -> Result<Response, Error> {
    let member = offered(&app, &by, id, |may| may.habilitate).await?;
    let mut errors = FormErrors::default();
    let act = Act::try_from_value(&form.act)
        .ok()
        .filter(|act| acts_of(member.role).contains(act));
    if act.is_none() {
        errors.add("act", "habilitation-act-missing");
    }
    let from = form.granted_on.trim().parse().ok();
    if from.is_none() {
        errors.add("granted_on", "habilitation-date-wrong");
    }
    let until = form.expires_on.trim().parse().ok();
    if until.is_none() {
        errors.add("expires_on", "habilitation-date-wrong");
    }
    if let (Some(from), Some(until)) = (from, until)
        && let Err((field, key)) = check_dates(from, until, app.clock.today())
    {
        errors.add(field, key);
    }
    let reason = form.reason.trim().to_owned();
    if reason.is_empty() || reason.chars().count() > REASON_CHARS {
        errors.add("reason", "habilitation-reason-missing");
    }
    let (Some(act), Some(from), Some(until), true) = (act, from, until, errors.is_empty()) else {
        let typed = Typed {
            territories: None,
            habilitation: form,
        };
        return show::page(&app, &by, member, typed, errors).await;
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let whom = (member.account_id, act);
    let dates = (from, until);
    grant_directly(&*write, &app.keys, whom, dates, by.membership_id, &reason).await?;
    Ok(write
        .answer(format!("/people/{id}?done=habilitation-granted"))
        .await?
        .into_response())
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct EndHabilitationForm {
    habilitation: String,
    write_id: String,
}

pub async fn end_habilitation(
    State(app): State<App>,
    by: Allowed<GrantHabilitations>,
    Path(id): Path<i32>,
    Form(form): Form<EndHabilitationForm>,
) -> Result<Response, Error> {
    let member = offered(&app, &by, id, |may| may.habilitate).await?;
    let which = form.habilitation.parse().map_err(|_| Error::NotFound)?;
    let write = app.write_once(&by, &form.write_id).await?;
    let today = app.clock.today();
    if !actions::end_habilitation(&*write, member.account_id, which, today).await? {
        return Err(Error::NotFound);
    }
    Ok(write
        .answer(format!("/people/{id}?done=habilitation-ended"))
        .await?
        .into_response())
}
