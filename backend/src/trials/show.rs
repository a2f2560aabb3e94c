//! `GET /trials/{id}`: one trial by pupil code, what was told of it, and, for the school, what it may do.
use super::{
    lists, queries,
    rules::{Standing, standing},
    say,
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{SeeLoans, SeeTrials, TellTrials},
    },
    lending::{
        queries::Named,
        say::{self as loans, Badge},
    },
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
    feedback_tag::TagList,
    loan,
    loan_feedback::{self, FeedbackMoment},
    loan_partner::PartnerKind,
};
use sea_orm::{ActiveEnum, Iterable};

#[derive(Template)]
#[template(path = "trials/trial.html")]
struct TrialPage {
    shell: Shell,
    id: i32,
    number: String,
    item: String,
    device: String,
    pupil_code: Option<String>,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    stage: Badge,
    tellings: Vec<Telling>,
    to_tell: Vec<ToTell>,
    sees_loan: bool,
    /// Whether the person names the partners.
    names: bool,
    partners: Vec<Partner>,
    nameable: Vec<Choice>,
    kinds: Vec<Choice>,
    form: PartnerForm,
    errors: FormErrors,
}

/// What was told at one moment.
struct Telling {
    title: &'static str,
    frequency: &'static str,
    activities: Vec<String>,
    autonomy: Option<(&'static str, &'static str)>,
    voice: Option<&'static str>,
    effort: Option<&'static str>,
    advice: Option<&'static str>,
    obstacles: Vec<String>,
    outcome: Option<Badge>,
    leads_to: Option<&'static str>,
    reasons: Vec<String>,
    /// For the school alone.
    words: Option<String>,
}

/// A form that the school may open.
struct ToTell {
    moment: String,
    key: &'static str,
}

struct Partner {
    membership: i32,
    name: String,
    place: String,
    kind: &'static str,
}

/// Whom the school names, and as what.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct PartnerForm {
    pub write_id: String,
    pub partner: String,
    pub kind: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeTrials>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let loan = queries::trial(&app.db, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let blank = (PartnerForm::default(), FormErrors::default());
    page(&app, &by, &loan, StatusCode::OK, blank).await
}

pub async fn page(
    app: &App,
    by: &Signed,
    loan: &loan::Model,
    status: StatusCode,
    (form, errors): (PartnerForm, FormErrors),
) -> Result<Response, Error> {
    let shell = by.shell();
    let today = app.clock.today();
    let named = Named::of(&app.db, std::slice::from_ref(loan)).await?;
    let (Some(item), Some(device)) = (
        named.items.get(&loan.item_id),
        named.devices.get(&loan.device_id),
    ) else {
        return Err(Error::NotFound);
    };
    let mut told = queries::feedbacks(&app.db, std::slice::from_ref(loan)).await?;
    let told = told.remove(&loan.id).unwrap_or_default();
    let tells = by.may(TellTrials);
    let (partners, nameable) = if tells {
        people(app, &shell, loan).await?
    } else {
        (Vec::new(), Vec::new())
    };
    let page = TrialPage {
        id: loan.id.0,
        number: loans::number(&shell, loan.id),
        item: shell.lang.choose(&item.name_fr, &item.name_en).to_owned(),
        device: format!("{} {}", device.manufacturer, device.model),
        pupil_code: loan.pupil_code.clone(),
        starts_on: loan.starts_on,
        ends_on: loan.ends_on,
        stage: loans::standing(loan, named.losses.get(&loan.id), today),
        tellings: tellings(app, &shell, &told, tells).await?,
        to_tell: if tells {
            to_tell(loan, &told, today)
        } else {
            Vec::new()
        },
        sees_loan: by.may(SeeLoans),
        names: tells,
        partners,
        nameable,
        kinds: PartnerKind::iter()
            .map(|kind| Choice::new(kind.to_value(), shell.say(say::partner_key(kind))))
            .collect(),
        form,
        errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}

async fn tellings(
    app: &App,
    shell: &Shell,
    told: &[loan_feedback::Model],
    opens_words: bool,
) -> Result<Vec<Telling>, Error> {
    let tags = queries::tags(&app.db, told).await?;
    let mut tellings = Vec::new();
    for row in told {
        let said = |list| {
            tags.get(&(row.id, list))
                .map(|keys| lists::said(list, keys, shell.lang))
                .unwrap_or_default()
        };
        let words: Option<String> = match &row.sealed_words {
            Some(sealed) if opens_words => Some(app.keys.open(super::feedback::WORDS, sealed)?),
            Some(_) | None => None,
        };
        let key = |step: Option<say::Step>| step.map(|(_, key)| key);
        let before = key(say::step(&say::AUTONOMY, row.autonomy_before));
        let after = key(say::step(&say::AUTONOMY, row.autonomy_after));
        tellings.push(Telling {
            title: say::moment_key(row.moment),
            frequency: say::frequency_key(row.frequency),
            activities: said(TagList::Activity),
            autonomy: before.zip(after),
            voice: key(say::step(&say::VOICE, row.voice)),
            effort: key(say::step(&say::EFFORT, row.effort)),
            advice: row.advice.map(say::advice_key),
            obstacles: said(TagList::Obstacle),
            outcome: row.outcome.map(say::outcome),
            leads_to: row.leads_to.map(say::leads_to_key),
            reasons: said(TagList::Reason),
            words,
        });
    }
    Ok(tellings)
}

/// The forms that are open now, with what their buttons say.
fn to_tell(loan: &loan::Model, told: &[loan_feedback::Model], today: NaiveDate) -> Vec<ToTell> {
    let of = |moment: FeedbackMoment| {
        let is_given = told.iter().any(|row| row.moment == moment);
        let key = match (standing(loan, moment, is_given, today), moment) {
            (Standing::Asked | Standing::Owed, FeedbackMoment::Mid) => "trial-tell-mid",
            (Standing::Asked | Standing::Owed, FeedbackMoment::End) => "trial-tell-end",
            (Standing::Given, FeedbackMoment::Mid) => "trial-correct-mid",
            (Standing::Given, FeedbackMoment::End) => "trial-correct-end",
            (Standing::NotAsked | Standing::Settled, FeedbackMoment::Mid | FeedbackMoment::End) => {
                return None;
            }
        };
        Some(ToTell {
            moment: moment.to_value(),
            key,
        })
    };
    FeedbackMoment::iter().filter_map(of).collect()
}

/// The partners of the loan, and those who may still be named.
async fn people(
    app: &App,
    shell: &Shell,
    loan: &loan::Model,
) -> Result<(Vec<Partner>, Vec<Choice>), Error> {
    let rows = queries::partners(&app.db, loan.id).await?;
    let known = queries::nameable(&app.db).await?;
    let partner = |row: &entities::loan_partner::Model| {
        let of = known.iter().find(|(id, ..)| *id == row.membership_id);
        // Who has left sees nothing any more.
        let (name, place) = of.map_or_else(
            || (shell.say("trial-partner-gone"), String::new()),
            |(_, name, place)| (name.clone(), place.clone()),
        );
        Partner {
            membership: row.membership_id.0,
            name,
            place,
            kind: say::partner_key(row.kind),
        }
    };
    let free = known
        .iter()
        .filter(|(id, ..)| rows.iter().all(|row| row.membership_id != *id))
        .map(|(id, name, place)| Choice::new(id.0.to_string(), format!("{name}, {place}")))
        .collect();
    Ok((rows.iter().map(partner).collect(), free))
}
