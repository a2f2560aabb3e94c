//! `GET /people/{membership_id}`: somebody's role, and what may be changed about it.
use super::queries::{self, Member};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{GrantHabilitations, ManageAccounts, ManagePeople},
    },
    habilitations::{actions::REASON, rules::acts_of, say},
    people::rules::may_give,
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use chrono::NaiveDate;
use entities::{
    habilitation::{self, Act},
    membership::Role,
};
use sea_orm::ActiveEnum;

#[derive(Template)]
#[template(path = "people/person.html")]
struct PersonPage {
    shell: Shell,
    member: Member,
    today: NaiveDate,
    may: Offered,
    /// The EPCI codes, one a line.
    territories: String,
    /// Those of the kept ones in which nothing lies that we know.
    unknown_epcis: Vec<String>,
    habilitations: Vec<Held>,
    acts: Vec<Choice>,
    form: HabilitationForm,
    errors: FormErrors,
}

/// A habilitation, and the reason of one that was given directly.
struct Held {
    row: habilitation::Model,
    reason: Option<String>,
}

/// What the person asking may do here.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one section of the page, shown or not"
)]
pub struct Offered {
    /// End the membership or send the invitation again.
    pub change: bool,
    pub limit: bool,
    pub habilitate: bool,
    pub disable: bool,
}

impl PersonPage {
    fn act_name(&self, act: Act) -> String {
        self.shell.say(say::act(act))
    }
}

impl Offered {
    #[must_use]
    pub fn to(by: &Signed, member: &Member) -> Self {
        let limited = !by.territories.is_empty();
        // One's own rights are somebody else's to change: nobody locks themselves out, or sets
        // themselves free.
        let change = member.account_id != by.account.id
            && member.ended_at.is_none()
            && may_give(by.role, limited, member.role);
        Self {
            change,
            limit: change && by.may(ManageAccounts) && member.role == Role::Coordinator,
            // Nobody habilitates themselves, by whatever role.
            habilitate: member.account_id != by.account.id
                && member.ended_at.is_none()
                && by.may(GrantHabilitations)
                && !acts_of(member.role).is_empty(),
            // An account may hold roles outside a limited coordinator's territory.
            disable: member.account_id != by.account.id && by.may(ManageAccounts) && !limited,
        }
    }
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct HabilitationForm {
    pub act: String,
    pub granted_on: String,
    pub expires_on: String,
    pub reason: String,
    pub write_id: String,
}

/// What was typed on the page, to be shown again.
#[derive(Default)]
pub struct Typed {
    pub territories: Option<String>,
    pub habilitation: HabilitationForm,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ManagePeople>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let member = queries::find(&app.db, &by, id).await?;
    let habilitation = HabilitationForm {
        granted_on: app.clock.today().to_string(),
        ..HabilitationForm::default()
    };
    let typed = Typed {
        territories: None,
        habilitation,
    };
    page(&app, &by, member, typed, FormErrors::default()).await
}

/// The page, with what was typed and what is wrong with it.
pub async fn page(
    app: &App,
    by: &Signed,
    member: Member,
    typed: Typed,
    errors: FormErrors,
) -> Result<Response, Error> {
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let may = Offered::to(by, &member);
    let kept = queries::territories(&app.db, member.id).await?;
    let territories = typed.territories.unwrap_or_else(|| kept.join("\n"));
    let unknown_epcis = if may.limit {
        queries::unknown_epcis(&app.db, kept).await?
    } else {
        Vec::new()
    };
    let mut habilitations = Vec::new();
    if may.habilitate {
        for row in queries::habilitations(&app.db, member.account_id).await? {
            let sealed = row.sealed_reason.as_deref();
            let reason = sealed
                .map(|sealed| app.keys.open(REASON, sealed))
                .transpose()?;
            habilitations.push(Held { row, reason });
        }
    }
    let shell = by.shell();
    let page = PersonPage {
        acts: acts_of(member.role)
            .iter()
            .map(|act| Choice::new(act.to_value(), shell.say(say::act(*act))))
            .collect(),
        shell,
        today: app.clock.today(),
        may,
        territories,
        unknown_epcis,
        habilitations,
        form: typed.habilitation,
        errors,
        member,
    };
    Ok(web::page(status, &page)?)
}
