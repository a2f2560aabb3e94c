//! `GET|POST /requests/new`: one page, from the person to the wait that can be expected.
use super::{
    actions::{self, ActError, Refusal},
    asking::{
        before::{self, Before, NO_RULE},
        placement::placement,
        rules::{Connectivity, Mobility},
    },
    form::{RELATIONS, RequestForm},
    offer::{Offer, OutlookLine},
    rules::{Need, RECIPIENT_KINDS, recipient_kind_key, recipient_kind_value},
    show::{RefusalView, said},
};
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::SubmitRequests},
    languages::languages,
    prescribing::queries as prescribing,
    recipients::{
        access,
        contact::channels,
        identity::{self, name_key, recipient_reference},
    },
    training::say,
    web::{self, Choice, Error, FormErrors, Shell, Words},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::{Form, Query};
use entities::{access_log::AccessAct, recipient};
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
    channels: Vec<Choice>,
    connectivities: Vec<Choice>,
    mobilities: Vec<Choice>,
    languages: Vec<Choice>,
    placement_version: u32,
    placement: Vec<QuestionView>,
    /// The next session with room, for the programme chosen.
    session: String,
    /// Why one's organisation may not send a request now: what and what to do.
    may_not: Option<RefusalView>,
    before: Option<Before>,
}

/// A question of the placement, with what was answered.
struct QuestionView {
    /// Of its field.
    id: String,
    question: String,
    answers: Vec<Choice>,
    chosen: String,
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
    render(&app, &by, &offer, form, Answer::default()).await
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
        return render(&app, &by, &offer, form, answer).await;
    }
    // What a programme that is not open to the organisation would say is nobody's answer.
    if (form.act == "check" || form.rule == NO_RULE) && !offer.shut_out {
        let answer = Answer {
            // Asked, it is answered; sent, it is refused: none of the rules lets the person in.
            status: if form.act == "check" {
                StatusCode::OK
            } else {
                StatusCode::CONFLICT
            },
            before: before::answer(&by, &offer, &form, app.clock.today()),
            known: {
                let known = known(&app, &app.db, &by, &form).await?;
                known_choices(&app, &by, &known).await?
            },
            ..Answer::default()
        };
        return render(&app, &by, &offer, form, answer).await;
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
        return render(&app, &by, &offer, form, answer).await;
    }
    let new = match form.parse(&by, &offer, &known, app.clock.today()) {
        Ok(new) => new,
        Err(errors) => {
            drop(write);
            let answer = Answer {
                status: StatusCode::UNPROCESSABLE_ENTITY,
                errors,
                known: known_choices(&app, &by, &known).await?,
                ..Answer::default()
            };
            return render(&app, &by, &offer, form, answer).await;
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
            render(&app, &by, &offer, form, answer).await
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
        let (value, reference) = (
            recipient.id.0.to_string(),
            recipient_reference(recipient.id),
        );
        if let Some(identity) = identity::open(&app.keys, recipient)? {
            choices.push(
                Choice::new(value, identity.display_name())
                    .hint(format!("{}, {reference}", identity.commune)),
            );
        } else if recipient.restricted_at.is_some() {
            // Not hidden: who is recorded a second time under the same name would escape the limitation.
            choices.push(Choice::new(value, words.say("person-restricted")).hint(reference));
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
    before: Option<Before>,
}

/// What stands in the way of any request of one's organisation.
async fn may_not(app: &App, by: &Signed) -> Result<Option<RefusalView>, Error> {
    let Some(standing) = prescribing::standing(&app.db, by.organisation_id).await? else {
        return Ok(None);
    };
    let open = match standing.open_limit() {
        Some(_) => prescribing::open_requests(&app.db, by.organisation_id).await?,
        None => 0,
    };
    let may_not = standing.may_send(open).err();
    Ok(may_not.map(|why| said(by.words(), Refusal::MayNotSend(why))))
}

async fn render(
    app: &App,
    by: &Signed,
    offer: &Offer,
    form: RequestForm,
    answer: Answer,
) -> Result<Response, Error> {
    let words = by.words();
    let chosen = offer.chosen();
    let session = match chosen {
        Some((programme, _)) => {
            let pathway = offer
                .pathway_at(&form.level)
                .unwrap_or(programme.pathway_id);
            before::next_session(app, words, pathway).await?
        }
        None => String::new(),
    };
    let page = NewRequestPage {
        shell: by.shell(),
        session,
        // A refusal says it already.
        may_not: if answer.refusal.is_some() {
            None
        } else {
            may_not(app, by).await?
        },
        before: answer.before,
        channels: channels(words),
        connectivities: Connectivity::ALL
            .into_iter()
            .map(|one| Choice::new(one.value(), words.say(one.key())))
            .collect(),
        mobilities: Mobility::ALL
            .into_iter()
            .map(|one| Choice::new(one.value(), words.say(one.key())))
            .collect(),
        languages: languages()
            .iter()
            .map(|one| Choice::new(one.code.as_str(), one.name(words.lang)))
            .collect(),
        placement_version: placement().version,
        placement: questions(words, &form),
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
                .chain([Choice::new(NO_RULE, words.say("request-rule-none"))])
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

/// The questions of the placement, with what was answered so far.
fn questions(words: Words, form: &RequestForm) -> Vec<QuestionView> {
    let questions = placement().questions.iter().enumerate();
    questions
        .map(|(place, question)| QuestionView {
            // The summary of mistakes leads to the first.
            id: if place == 0 {
                "answers".to_owned()
            } else {
                format!("answers-{}", place + 1)
            },
            question: question.said(words.lang).to_owned(),
            answers: question
                .answers
                .iter()
                .enumerate()
                .map(|(place, answer)| Choice::new(place.to_string(), answer.said(words.lang)))
                .collect(),
            chosen: form.answers.get(place).cloned().unwrap_or_default(),
        })
        .collect()
}
