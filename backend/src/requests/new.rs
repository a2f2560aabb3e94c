//! `GET|POST /requests/new`: one page, from the person to the wait that can be expected.
use super::{
    actions::{self, ActError, Refusal},
    form::{RELATIONS, RequestForm},
    offer::{Offer, OutlookLine},
    rules::{Need, RECIPIENT_KINDS, recipient_kind_key, recipient_kind_value},
    show::{RefusalView, said},
};
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::SubmitRequests},
    recipients::{
        access,
        identity::{self, name_key},
    },
    training::say,
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::{Form, Query};
use entities::{
    access_log::AccessAct,
    recipient::{self, RecipientId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

#[derive(Template)]
#[template(path = "requests/new.html")]
struct NewRequestPage {
    shell: Shell,
    /// Nothing when no programme takes requests.
    programme: Option<(i32, String)>,
    outlooks: Vec<OutlookLine>,
    form: RequestForm,
    errors: FormErrors,
    refusal: Option<RefusalView>,
    recipient_kinds: Vec<Choice>,
    /// The people of one's own organisation who bear the name typed.
    known: Vec<Choice>,
    rules: Vec<Choice>,
    needs: Vec<Choice>,
    /// Empty where training alone is asked for.
    kinds: Vec<Choice>,
    /// Empty where the programme tells no levels apart.
    levels: Vec<Choice>,
    sites: Vec<Choice>,
    relations: Vec<Choice>,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ProgrammeQuery {
    programme: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SubmitRequests>,
    Query(query): Query<ProgrammeQuery>,
) -> Result<Response, Error> {
    let offer = Offer::read(&app, &by, &query.programme).await?;
    let form = offer.usual_form(&by, app.clock.today());
    let answer = Answer::default();
    render(&by, &offer, form, answer)
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<SubmitRequests>,
    Form(form): Form<RequestForm>,
) -> Result<Response, Error> {
    let offer = Offer::read(&app, &by, &form.programme).await?;
    if form.act == "find" {
        let known = known(&app, &app.db, &by, &form).await?;
        let answer = Answer {
            known: known_choices(&app, &by, &known).await?,
            ..Answer::default()
        };
        return render(&by, &offer, form, answer);
    }
    // First of all: to the repeat of a form, the person it recorded is already known.
    let write = app.write_once(&by, &form.write_id).await?;
    let known = known(&app, &*write, &by, &form).await?;
    if offer.shut_out {
        drop(write);
        let answer = Answer {
            status: StatusCode::CONFLICT,
            refusal: Some(said(by.words(), Refusal::NotHabilitated)),
            known: known_choices(&app, &by, &known).await?,
            ..Answer::default()
        };
        return render(&by, &offer, form, answer);
    }
    let new = match form.parse(&by, &offer, &known, app.clock.today()) {
        Ok(new) => new,
        Err(errors) => {
            drop(write);
            let answer = Answer {
                status: StatusCode::UNPROCESSABLE_ENTITY,
                errors,
                known: known_choices(&app, &by, &known).await?,
                refusal: None,
            };
            return render(&by, &offer, form, answer);
        }
    };
    match actions::submit(&app, &write, &by, new).await {
        Ok(request) => Ok(write
            .answer(format!("/requests/{}?done=request-submitted", request.id.0))
            .await?
            .into_response()),
        Err(ActError::Other(error)) => Err(error),
        Err(ActError::Refused(refusal)) => {
            drop(write);
            let answer = Answer {
                status: StatusCode::CONFLICT,
                refusal: Some(said(by.words(), refusal)),
                known: known_choices(&app, &by, &known).await?,
                ..Answer::default()
            };
            render(&by, &offer, form, answer)
        }
    }
}

/// The recipients of one's own organisation with exactly this name and year of birth.
async fn known(
    app: &App,
    db: &impl ConnectionTrait,
    by: &Signed,
    form: &RequestForm,
) -> Result<Vec<recipient::Model>, Error> {
    let identity = form.identity();
    if identity.name.is_empty() {
        return Ok(Vec::new());
    }
    let key = name_key(&app.keys, &identity.name, identity.birth_year);
    Ok(recipient::Entity::find()
        .filter(recipient::COLUMN.name_key.eq(key))
        .filter(recipient::COLUMN.organisation_id.eq(by.organisation_id))
        .order_by_asc(recipient::Column::Id)
        .all(db)
        .await?)
}

/// Names them to choose from; the search is logged.
async fn known_choices(
    app: &App,
    by: &Signed,
    known: &[recipient::Model],
) -> Result<Vec<Choice>, Error> {
    if known.is_empty() {
        return Ok(Vec::new());
    }
    let words = by.words();
    let mut choices = Vec::new();
    for recipient in known {
        if let Some(identity) = identity::open(&app.keys, recipient)? {
            let RecipientId(id) = recipient.id;
            choices.push(
                Choice::new(id.to_string(), identity.display_name())
                    .hint(format!("{}, B-{id:06}", identity.commune)),
            );
        }
    }
    choices.push(Choice::new("new", words.say("request-recipient-other")));
    let write = app.write().await?;
    let ids = known.iter().map(|recipient| recipient.id);
    access::record(&*write, by, ids, AccessAct::Searched, app.clock.now()).await?;
    write.commit().await?;
    Ok(choices)
}

/// What a person can do already, in plain words, the least first.
const LEVEL_KEYS: [(&str, &str); 3] = [
    ("1", "request-level-1"),
    ("2", "request-level-2"),
    ("3", "request-level-3"),
];

#[derive(Default)]
struct Answer {
    status: StatusCode,
    errors: FormErrors,
    refusal: Option<RefusalView>,
    known: Vec<Choice>,
}

fn render(
    by: &Signed,
    offer: &Offer,
    form: RequestForm,
    answer: Answer,
) -> Result<Response, Error> {
    let words = by.words();
    let chosen = offer.chosen();
    let page = NewRequestPage {
        shell: by.shell(),
        programme: chosen
            .map(|(p, _)| (p.id.0, words.lang.choose(&p.name_fr, &p.name_en).to_owned())),
        outlooks: offer.lines(words),
        form,
        errors: answer.errors,
        refusal: answer.refusal,
        recipient_kinds: RECIPIENT_KINDS
            .into_iter()
            .map(|kind| {
                Choice::new(
                    recipient_kind_value(kind),
                    words.say(recipient_kind_key(kind)),
                )
            })
            .collect(),
        known: answer.known,
        rules: chosen.map_or(Vec::new(), |(_, lists)| {
            (1..)
                .zip(&lists.public_rules)
                .map(|(number, rule)| Choice::new(number.to_string(), rule.said(words.lang)))
                .collect()
        }),
        needs: Need::ALL
            .into_iter()
            .map(|need| Choice::new(need.value(), words.say(need.key())))
            .collect(),
        kinds: offer.kind_choices(words),
        levels: if offer.levels.is_some() {
            LEVEL_KEYS
                .into_iter()
                .map(|(value, key)| Choice::new(value, words.say(key)))
                .collect()
        } else {
            Vec::new()
        },
        sites: offer
            .sites
            .iter()
            .map(|site| {
                Choice::new(
                    site.id.0.to_string(),
                    format!("{}, {}", site.city, site.name),
                )
            })
            .collect(),
        relations: RELATIONS
            .into_iter()
            .map(|(relation, value)| Choice::new(value, words.say(say::relation(relation))))
            .collect(),
    };
    Ok(web::page(answer.status, &page)?)
}
