//! `GET /requests/{id}`, `POST /requests/{id}/reveal`: where a request stands, and what to decide.
//! Its own organisation sees the person; coordination sees a reference, and what decides on demand.
use super::{
    actions::Refusal,
    private, queries,
    rules::{
        Proposal, RefusalReason, next_key, propose, recipient_kind_key, state_key, state_look,
    },
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{
            DecideRequests, EnrolLearners, GrantWaivers, SeeProgrammes, SeeRequests,
            SeeWhatDecides, SubmitRequests, role_key,
        },
    },
    devices::standing::kind_key,
    journal::{self, Subject},
    programmes::rules::{Lists, stock::Held},
    recipients::{
        access,
        identity::{self, Identity, request_reference},
    },
    training::say,
    web::{self, Choice, Error, FormErrors, Shell, Words},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use entities::{
    access_log::AccessAct,
    account,
    device::{self, DeviceKind},
    event, learner,
    membership::{self, MembershipId, Role},
    programme, recipient, request,
    request::RequestState,
    site,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

#[derive(Template)]
#[template(path = "requests/show.html")]
struct RequestPage {
    shell: Shell,
    id: i32,
    reference: String,
    state: RequestState,
    state_key: &'static str,
    tone: &'static str,
    icon: &'static str,
    next_key: &'static str,
    facts: Vec<(String, String)>,
    /// The saved version of the programme it was sent or decided under: address and number.
    version: Option<(String, i32)>,
    /// None where training alone is asked for.
    asked: Option<DeviceKind>,
    /// None for coordination, and once the person is forgotten.
    person: Option<PersonView>,
    proposal: Option<ProposalView>,
    waiting_longer: u64,
    may_decide: bool,
    may_cancel: bool,
    /// The page about its training or about a waiver of it: address and words.
    training: Option<(String, &'static str)>,
    may_reveal: bool,
    revealed: Option<Revealed>,
    decision: Option<DecisionView>,
    moments: Vec<(&'static str, String, String)>,
    refusal: Option<RefusalView>,
    reasons: Vec<Choice>,
    remark: String,
    code: String,
    errors: FormErrors,
}

/// The person behind the request, for their own organisation.
struct PersonView {
    identity: Identity,
    kind: String,
    learners: Vec<String>,
}

struct ProposalView {
    code: String,
    device: String,
    place: String,
    reasons: Vec<String>,
}

/// What decides, opened on demand.
struct Revealed {
    rule: String,
    /// The level the person was placed at.
    level: Option<usize>,
    proof: String,
    needs: Vec<String>,
}

struct DecisionView {
    by: String,
    /// The reason of a refusal.
    reason: Option<String>,
    remark: Option<String>,
}

pub(super) struct RefusalView {
    pub title: String,
    pub help: String,
}

/// What was just tried and did not go through.
#[derive(Default)]
pub(super) struct Attempt {
    pub status: StatusCode,
    pub errors: FormErrors,
    pub refusal: Option<Refusal>,
    pub remark: String,
    pub code: String,
    pub reveal: bool,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeRequests>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let request = find(&app, &by, id).await?;
    render(&app, &by, request, Attempt::default()).await
}

/// Opens category and needs. Sent, not linked: nobody opens them by passing by.
pub async fn reveal(
    State(app): State<App>,
    by: Allowed<SeeWhatDecides>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let request = find(&app, &by, id).await?;
    let attempt = Attempt {
        reveal: true,
        ..Attempt::default()
    };
    render(&app, &by, request, attempt).await
}

async fn find(app: &App, by: &Signed, id: i32) -> Result<request::Model, Error> {
    queries::find(&app.db, by, id).await?.ok_or(Error::NotFound)
}

pub(super) async fn render(
    app: &App,
    by: &Signed,
    request: request::Model,
    attempt: Attempt,
) -> Result<Response, Error> {
    let words = by.words();
    let programme = programme::Entity::find_by_id(request.programme_id)
        .one(&app.db)
        .await?
        .ok_or(Error::NotFound)?;
    let recipient = recipient::Entity::find_by_id(request.recipient_id)
        .one(&app.db)
        .await?
        .ok_or(Error::NotFound)?;
    let own = by.role != Role::Coordinator && recipient.organisation_id == by.organisation_id;
    let person = if own {
        person(app, words, &recipient).await?
    } else {
        None
    };
    let revealed = if attempt.reveal {
        reveal_private(app, words, &programme, &request).await?
    } else {
        None
    };
    if person.is_some() || revealed.is_some() {
        let write = app.write().await?;
        let now = app.clock.now();
        access::record(&*write, by, [recipient.id], AccessAct::Viewed, now).await?;
        write.commit().await?;
    }
    let history = journal::history(&app.db, Subject::Request, request.id.0).await?;
    let may_decide = by.may(DecideRequests);
    let waits = request.state == RequestState::Submitted;
    let open = waits || request.state == RequestState::Allocated;
    let proposal = if may_decide && waits {
        proposal(app, words, &request).await?
    } else {
        None
    };
    let (tone, icon) = state_look(request.state);
    let training_only = request.device_kind.is_none();
    let shown = request.programme_version.filter(|_| by.may(SeeProgrammes));
    let version = shown.map(|number| {
        let address = format!("/programmes/{}/versions/{number}", programme.id.0);
        (address, number)
    });
    let page = RequestPage {
        version,
        asked: request.device_kind,
        id: request.id.0,
        reference: request_reference(request.id),
        state: request.state,
        state_key: state_key(request.state),
        tone,
        icon,
        next_key: match request.state {
            RequestState::Submitted if training_only => "request-next-training",
            RequestState::Fulfilled if training_only => "request-next-attested",
            RequestState::Submitted if may_decide => "request-next-yours",
            RequestState::Submitted
            | RequestState::Allocated
            | RequestState::Fulfilled
            | RequestState::Refused
            | RequestState::Cancelled => next_key(request.state),
        },
        facts: facts(app, words, &request, &programme, own).await?,
        person,
        proposal,
        waiting_longer: if may_decide && waits {
            queries::waiting_longer(&app.db, &request).await?
        } else {
            0
        },
        may_decide,
        may_cancel: by.may(SubmitRequests) && open,
        training: if by.may(EnrolLearners) && open {
            let address = format!("/requests/{}/training", request.id.0);
            Some((address, "request-see-training"))
        } else if by.may(GrantWaivers) && request.state == RequestState::Allocated {
            let address = format!("/requests/{}/waiver", request.id.0);
            Some((address, "request-see-waiver"))
        } else {
            None
        },
        may_reveal: by.may(SeeWhatDecides) && recipient.erased_at.is_none(),
        revealed,
        decision: decision(app, words, &request, &history).await?,
        moments: moments(app, words, &history).await?,
        refusal: attempt.refusal.map(|refusal| said(words, refusal)),
        reasons: RefusalReason::ALL
            .into_iter()
            .map(|reason| Choice::new(reason.value(), words.say(reason.key())))
            .collect(),
        remark: attempt.remark,
        code: attempt.code,
        errors: attempt.errors,
        shell: Shell {
            // The page answers a form sent to another address: the language switch comes back here.
            path: format!("/requests/{}", request.id.0),
            ..by.shell()
        },
    };
    Ok(web::page(attempt.status, &page)?)
}

/// What everybody who may see the request sees.
async fn facts(
    app: &App,
    words: Words,
    request: &request::Model,
    programme: &programme::Model,
    own: bool,
) -> Result<Vec<(String, String)>, Error> {
    let site = site::Entity::find_by_id(request.pickup_site_id)
        .one(&app.db)
        .await?
        .ok_or(Error::NotFound)?;
    let mut facts = vec![
        (
            words.say("request-programme"),
            words
                .lang
                .choose(&programme.name_fr, &programme.name_en)
                .to_owned(),
        ),
        (
            words.say("request-device-kind"),
            words.say(
                request
                    .device_kind
                    .map_or("request-training-alone", kind_key),
            ),
        ),
        (
            words.say(if request.device_kind.is_some() {
                "request-pickup"
            } else {
                "request-place"
            }),
            format!("{}, {}", site.name, site.city),
        ),
        (
            words.say("request-sent-on"),
            words.date(request.submitted_at),
        ),
    ];
    if request.closed_at.is_none() {
        facts.push((
            words.say("request-waiting"),
            words.waiting(request.submitted_at, app.clock.today()),
        ));
    }
    if let Some(id) = request.device_id {
        let device = device::Entity::find_by_id(id).one(&app.db).await?;
        let device = device.ok_or(Error::NotFound)?;
        facts.push((words.say("request-device"), device_words(&device)));
    }
    if let Some(code) = request.pickup_code.clone().filter(|_| own) {
        facts.push((words.say("request-pickup-code"), code));
    }
    Ok(facts)
}

fn device_words(device: &device::Model) -> String {
    let label = device.label_code.as_deref().unwrap_or_default();
    format!("{} {} · {label}", device.manufacturer, device.model)
}

async fn person(
    app: &App,
    words: Words,
    recipient: &recipient::Model,
) -> Result<Option<PersonView>, Error> {
    let Some(identity) = identity::open(&app.keys, recipient)? else {
        return Ok(None);
    };
    let learners = learner::Entity::find()
        .filter(learner::COLUMN.recipient_id.eq(recipient.id))
        .order_by_asc(learner::Column::Id)
        .all(&app.db)
        .await?;
    let mut said = Vec::new();
    for learner in learners {
        let name = identity::learner_name(&app.keys, &learner, recipient)?;
        said.push(
            words
                .with("name", name.unwrap_or_default())
                .with("relation", words.say(say::relation(learner.relation)))
                .say("request-learner"),
        );
    }
    Ok(Some(PersonView {
        identity,
        kind: words.say(recipient_kind_key(recipient.kind)),
        learners: said,
    }))
}

async fn reveal_private(
    app: &App,
    words: Words,
    programme: &programme::Model,
    request: &request::Model,
) -> Result<Option<Revealed>, Error> {
    let Some(private) = private::open(&app.db, &app.keys, request.id).await? else {
        return Ok(None);
    };
    let rules = Lists::of(programme)?.public_rules;
    let sentence = private
        .rule
        .checked_sub(1)
        .and_then(|place| rules.get(place))
        .map_or("", |rule| rule.said(words.lang));
    let seen_by = agent(app, words, private.proof_seen_by).await?;
    Ok(Some(Revealed {
        level: private.level,
        rule: words
            .with("number", private.rule)
            .with("rule", sentence)
            .say("request-rule-met"),
        proof: words
            .with("date", words.date(private.proof_seen_on))
            .with("by", seen_by)
            .say("request-proof-seen"),
        needs: private
            .needs
            .iter()
            .map(|need| words.say(need.key()))
            .collect(),
    }))
}

async fn proposal(
    app: &App,
    words: Words,
    request: &request::Model,
) -> Result<Option<ProposalView>, Error> {
    let candidates = queries::candidates(&app.db, request, app.clock.today()).await?;
    let Some(Proposal { device, reasons }) = propose(&candidates, request) else {
        return Ok(None);
    };
    let device = candidates
        .into_iter()
        .map(|candidate| candidate.device)
        .find(|candidate| candidate.id == device)
        .ok_or(Error::NotFound)?;
    let place = match device.site_id {
        Some(id) => site::Entity::find_by_id(id).one(&app.db).await?,
        None => None,
    };
    Ok(Some(ProposalView {
        code: device.label_code.clone().unwrap_or_default(),
        device: device_words(&device),
        place: place.map(|site| site.name).unwrap_or_default(),
        reasons: reasons
            .into_iter()
            .map(|reason| {
                words
                    .with("date", words.date(device.stage_since))
                    .say(reason.key())
            })
            .collect(),
    }))
}

/// An agent as a decision names them: name and role.
async fn agent(app: &App, words: Words, id: MembershipId) -> Result<String, Error> {
    let Some(membership) = membership::Entity::find_by_id(id).one(&app.db).await? else {
        return Ok(String::new());
    };
    let account = account::Entity::find_by_id(membership.account_id)
        .one(&app.db)
        .await?;
    Ok(words
        .with(
            "name",
            account.map(|account| account.name).unwrap_or_default(),
        )
        .with("role", words.say(role_key(membership.role)))
        .say("request-agent"))
}

async fn decision(
    app: &App,
    words: Words,
    request: &request::Model,
    history: &[event::Model],
) -> Result<Option<DecisionView>, Error> {
    let Some(decided_by) = request.decided_by else {
        return Ok(None);
    };
    let mut view = DecisionView {
        by: agent(app, words, decided_by).await?,
        reason: None,
        remark: None,
    };
    let refused = history
        .iter()
        .rev()
        .find(|event| event.kind == journal::EventKind::RequestRefused.name());
    if let Some(event) = refused {
        let data: serde_json::Value =
            serde_json::from_str(&event.data).map_err(anyhow::Error::from)?;
        let detail = |name: &str| data["details"][name].as_str();
        view.reason = detail("reason")
            .and_then(RefusalReason::from_value)
            .map(|reason| words.say(reason.key()));
        if let Some(hash) = detail("remark") {
            let about = (Subject::Request, request.id.0);
            let remarks = journal::remarks_of(&app.db, &app.keys, about).await?;
            view.remark = remarks
                .into_iter()
                .find(|(own, _)| own == hash)
                .map(|(_, words)| words);
        }
    }
    Ok(Some(view))
}

/// The history in words: icon, when and by whom, what.
async fn moments(
    app: &App,
    words: Words,
    history: &[event::Model],
) -> Result<Vec<(&'static str, String, String)>, Error> {
    let mut moments = Vec::new();
    for event in history {
        let mut when = words.date_time(event.at);
        if let Some(actor) = event.actor_id {
            when = format!("{when} · {}", agent(app, words, actor).await?);
        }
        let sentence = journal::words::event_sentence(&words, event);
        moments.push((icon(&event.kind), when, sentence));
    }
    Ok(moments)
}

fn icon(kind: &str) -> &'static str {
    match kind {
        "request_submitted" => "inbox",
        "device_allocated" => "tag",
        "allocation_undone" => "undo-2",
        "request_refused" => "octagon-x",
        "request_cancelled" => "ban",
        "request_fulfilled" => "circle-check",
        "recipient_forgotten" => "eraser",
        _ => "info",
    }
}

pub(super) fn said(words: Words, refusal: Refusal) -> RefusalView {
    match refusal {
        Refusal::AlreadyAsked(id) => RefusalView {
            title: words
                .with("reference", request_reference(id))
                .say("request-already-asked"),
            help: words.say("request-already-asked-help"),
        },
        Refusal::NotNow => RefusalView {
            title: words.say("request-not-now"),
            help: words.say("request-not-now-help"),
        },
        Refusal::Unsuitable(reason) => RefusalView {
            title: words.say(reason.key()),
            help: words.say("request-choose-another"),
        },
        Refusal::NotHabilitated => RefusalView {
            title: words.say("request-not-habilitated"),
            help: words.say("request-not-habilitated-help"),
        },
        Refusal::Held(held) => RefusalView {
            title: match held {
                Held::KeptAside(kept) => words.with("kept", kept).say("request-held-kept-aside"),
                Held::OverShare(share) => words.with("share", share).say("request-held-over-share"),
            },
            help: words.say("request-held-help"),
        },
        Refusal::JustTaken => RefusalView {
            title: words.say("request-just-taken"),
            help: words.say("request-choose-another"),
        },
    }
}
