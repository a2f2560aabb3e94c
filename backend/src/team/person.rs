//! `GET /team/{membership_id}`: somebody's badge, habilitations and training; booking a session for them, and
//! granting what they earned.
use super::{
    list::Line,
    queries::{self, BadgeState, Mate},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::ManageTeam, permissions::role_key},
    habilitations::{
        self,
        actions::{Failure, grant_earned},
        rules::{NotGranted, acts_of, standing},
        say,
    },
    training::{self, staff},
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{
    attendance::AttendanceState,
    habilitation::{self, Act},
    training_session::TrainingSessionId,
};
use sea_orm::{ActiveEnum, ConnectionTrait};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "team/person.html")]
struct PersonPage {
    shell: Shell,
    mate: Mate,
    role: &'static str,
    badge: BadgeState,
    acts: Vec<ActLine>,
    held: Vec<habilitation::Model>,
    sessions: Vec<Choice>,
    errors: FormErrors,
    /// Word key of why nothing was written.
    refused: Option<&'static str>,
}

struct ActLine {
    line: Line,
    value: String,
    /// What is missing, or that it is earned.
    lack: Vec<String>,
    grant: bool,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct TeamForm {
    session: String,
    act: String,
    write_id: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ManageTeam>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let mate = queries::mate(&app.db, &by, id).await?;
    page(&app, &by, mate, FormErrors::default(), None).await
}

pub async fn book(
    State(app): State<App>,
    by: Allowed<ManageTeam>,
    Path(id): Path<i32>,
    Form(form): Form<TeamForm>,
) -> Result<Response, Error> {
    let mate = queries::mate(&app.db, &by, id).await?;
    let Ok(session) = form.session.parse().map(TrainingSessionId) else {
        let mut errors = FormErrors::default();
        errors.add("session", "training-choose-session");
        return page(&app, &by, mate, errors, None).await;
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let mate = queries::mate(&*write, &by, id).await?;
    let session = training::queries::session_of(&*write, session).await?;
    if !earns_something(&*write, &mate, &session).await? {
        return Err(Error::NotFound);
    }
    let who = (by.membership_id, app.clock.now());
    match staff::book(&*write, who, &session, mate.account_id).await {
        Ok(()) => Ok(write
            .answer(format!("/team/{id}?done=place-booked"))
            .await?
            .into_response()),
        Err(staff::Failure::Refused(refused)) => {
            drop(write);
            page(&app, &by, mate, FormErrors::default(), Some(refused.key())).await
        }
        Err(staff::Failure::Error(error)) => Err(error),
    }
}

/// Whether the session is of a pathway that earns one of the acts of the person's role: no other is the
/// workshop's to book.
async fn earns_something(
    txn: &impl ConnectionTrait,
    mate: &Mate,
    session: &entities::training_session::Model,
) -> Result<bool, Error> {
    for act in acts_of(mate.role) {
        let rule = habilitations::queries::rule_of(txn, *act).await?;
        if rule.is_some_and(|rule| rule.pathway_id == session.pathway_id) {
            return Ok(true);
        }
    }
    Ok(false)
}

pub async fn habilitate(
    State(app): State<App>,
    by: Allowed<ManageTeam>,
    Path(id): Path<i32>,
    Form(form): Form<TeamForm>,
) -> Result<Response, Error> {
    let mate = queries::mate(&app.db, &by, id).await?;
    let Ok(act) = Act::try_from_value(&form.act) else {
        return Err(Error::NotFound);
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let mate_now = queries::mate(&*write, &by, mate.id.0).await?;
    let whom = (mate_now.account_id, mate_now.role);
    match grant_earned(&*write, &by, whom, act, app.clock.today()).await {
        Ok(()) => Ok(write
            .answer(format!("/team/{id}?done=habilitation-granted"))
            .await?
            .into_response()),
        Err(Failure::Refused(refused)) => {
            drop(write);
            let key = say::not_granted(&refused);
            page(&app, &by, mate, FormErrors::default(), Some(key)).await
        }
        Err(Failure::Error(error)) => Err(error),
    }
}

async fn page(
    app: &App,
    by: &Allowed<ManageTeam>,
    mate: Mate,
    errors: FormErrors,
    refused: Option<&'static str>,
) -> Result<Response, Error> {
    let (db, now, today) = (&app.db, app.clock.now(), app.clock.today());
    let shell = by.shell();
    let held = habilitations::queries::of_accounts(db, [mate.account_id]).await?;
    let attended = habilitations::queries::attended(db, mate.account_id).await?;
    let mut acts = Vec::new();
    for &act in acts_of(mate.role) {
        let until = held
            .iter()
            .find(|row| row.act == act)
            .map(|row| row.expires_on);
        let (tone, icon, said) = say::standing(&shell, standing(until, today));
        let lack = habilitations::queries::lack(db, mate.account_id, act, now).await?;
        let pathway = match habilitations::queries::rule_of(db, act).await? {
            Some(rule) => Some(habilitations::queries::pathway_of(db, &rule).await?.0),
            None => None,
        };
        let oneself = mate.account_id == by.account.id;
        let verdict = habilitations::rules::may_grant(
            oneself,
            mate.role,
            act,
            pathway.as_ref(),
            &attended,
            (until, today),
        );
        let lack = match &verdict {
            Err(NotGranted::Nothing) => Vec::new(),
            Err(NotGranted::Oneself) if lack.is_earned() => {
                vec![shell.say(say::not_granted(&NotGranted::Oneself))]
            }
            Ok(_) | Err(_) => say::lack(&shell, &lack),
        };
        acts.push(ActLine {
            line: Line {
                name: say::act(act),
                tone,
                icon,
                said,
            },
            value: act.to_value(),
            lack,
            grant: verdict.is_ok(),
        });
    }
    let badges = queries::badges(db, [mate.id]).await?;
    let page = PersonPage {
        role: role_key(mate.role),
        badge: BadgeState::of(badges.first()),
        acts,
        held,
        sessions: sessions(app, &shell, &mate).await?,
        errors,
        refused,
        mate,
        shell,
    };
    let status = match (refused, page.errors.is_empty()) {
        (Some(_), _) => StatusCode::CONFLICT,
        (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, true) => StatusCode::OK,
    };
    Ok(web::page(status, &page)?)
}

/// The sessions to come, with places left, of the pathways that earn an act of the person's role.
async fn sessions(app: &App, shell: &Shell, mate: &Mate) -> Result<Vec<Choice>, Error> {
    let (db, now) = (&app.db, app.clock.now());
    let booked = staff::places_of(db, mate.account_id, AttendanceState::Booked).await?;
    let mut choices = BTreeMap::new();
    for &act in acts_of(mate.role) {
        let Some(rule) = habilitations::queries::rule_of(db, act).await? else {
            continue;
        };
        let search = training::calendar::Search {
            pathway: Some(rule.pathway_id),
            open: true,
            ..Default::default()
        };
        let (open, _) = training::calendar::to_come(db, search, now).await?;
        let ids: Vec<_> = open.iter().map(|(session, _)| session.id).collect();
        let taught = training::queries::modules_of(db, &ids).await?;
        let modules = training::queries::modules(db, rule.pathway_id).await?;
        for (session, site) in open {
            if session.places_taken >= session.capacity || booked.contains(&session.id) {
                continue;
            }
            let names: Vec<&str> = modules
                .iter()
                .filter(|module| {
                    taught
                        .get(&session.id)
                        .is_some_and(|all| all.contains(&module.id))
                })
                .map(|module| shell.lang.choose(&module.name_fr, &module.name_en))
                .collect();
            let words = format!(
                "{} · {}, {} · {}",
                shell.date_time(session.starts_at),
                site.name,
                site.city,
                names.join(", ")
            );
            let choice = Choice::new(session.id.0.to_string(), words);
            choices.insert((session.starts_at, session.id), choice);
        }
    }
    Ok(choices.into_values().collect())
}
