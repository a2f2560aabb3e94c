//! `GET /team`: who works at the workshop, with badge and habilitations.
use super::queries::{self, BadgeState, Mate};
use crate::{
    app::App,
    auth::{Allowed, permissions::ManageTeam, permissions::role_key},
    habilitations::{
        self,
        rules::{acts_of, standing},
        say,
    },
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use entities::habilitation::Act;

#[derive(Template)]
#[template(path = "team/list.html")]
struct TeamPage {
    shell: Shell,
    no_workshop: bool,
    rows: Vec<Row>,
}

struct Row {
    mate: Mate,
    role: &'static str,
    badge: BadgeState,
    acts: Vec<Line>,
}

/// An act and where the person stands with it.
pub struct Line {
    pub name: &'static str,
    pub tone: &'static str,
    pub icon: &'static str,
    pub said: String,
}

pub async fn show(State(app): State<App>, by: Allowed<ManageTeam>) -> Result<Response, Error> {
    let today = app.clock.today();
    let mates = queries::mates(&app.db, &by).await?;
    let badges = queries::badges(&app.db, mates.iter().map(|mate| mate.id)).await?;
    let accounts = mates.iter().map(|mate| mate.account_id);
    let held = habilitations::queries::of_accounts(&app.db, accounts).await?;
    let shell = by.shell();
    let line = |mate: &Mate, act: Act| {
        let last = held
            .iter()
            .find(|row| row.account_id == mate.account_id && row.act == act);
        let stands = standing(last.map(|row| row.expires_on), today);
        let (tone, icon, said) = say::standing(&shell, stands);
        Line {
            name: say::act(act),
            tone,
            icon,
            said,
        }
    };
    let rows = mates
        .into_iter()
        .map(|mate| Row {
            role: role_key(mate.role),
            badge: BadgeState::of(badges.iter().find(|badge| badge.membership_id == mate.id)),
            acts: acts_of(mate.role)
                .iter()
                .map(|act| line(&mate, *act))
                .collect(),
            mate,
        })
        .collect();
    let page = TeamPage {
        no_workshop: queries::workshop(&app.db, &by).await?.is_none(),
        rows,
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}
