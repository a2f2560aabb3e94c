//! `GET /requests/{id}`, `POST /requests/{id}/reveal`: where a request stands, and what to decide.
//! Its own organisation sees the person; coordination sees a reference, and what decides on demand.
use super::{
    actions::Refusal,
    asking::rules::Circumstances,
    choice::{DeviceChoice, choice, device_words},
    following::{
        timeline::{self, Moment},
        view::{FollowUp, Typed, follow_up},
    },
    kit,
    passes::{Passes, passes},
    private, queries,
    rules::{RefusalReason, next_key, recipient_kind_key, state_key, state_look},
};
use crate::{
    allocation::say::held_back,
    app::App,
    appointments::queries as appointments,
    auth::{
        Allowed, Signed,
        permissions::{
            BookAppointments, DecideRequests, EnrolLearners, GrantWaivers, SeeProgrammes,
            SeeRequests, SeeWhatDecides, SubmitRequests,
        },
    },
    devices::standing::kind_key,
    journal::EventKind,
    languages::language,
    prescribing::rules::MayNot,
    programmes::rules::Lists,
    recipients::{
        access,
        identity::{self, Identity, request_reference},
        limits,
    },
    training::{
        proposals::{self, Proposals},
        say,
    },
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
    device, learner,
    membership::{MembershipId, Role},
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
    /// None for coordination, and once the person is forgotten.
    person: Option<PersonView>,
    /// For who may give the request a device, or another one; none where training alone is asked for.
    choice: Option<DeviceChoice>,
    may_decide: bool,
    may_cancel: bool,
    /// The page about its training or about a waiver of it: address and words.
    training: Option<(String, &'static str)>,
    /// The page of its appointment, for who may book one.
    appointment: Option<String>,
    passes: Option<Passes>,
    /// The page where its prescriber hands the kit over, or says what they think of it: address and words.
    kit: Option<(String, &'static str)>,
    /// The page of its internet access, where the programme brings one.
    internet: Option<String>,
    /// The nearest sessions, for who enrols.
    proposals: Option<Proposals>,
    may_reveal: bool,
    revealed: Option<Revealed>,
    decision: Option<DecisionView>,
    moments: Vec<Moment>,
    follow: FollowUp,
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

/// What decides, opened on demand.
struct Revealed {
    rule: String,
    /// The level the person was placed at.
    level: Option<usize>,
    proof: String,
    needs: Vec<String>,
    circumstances: Vec<(String, String)>,
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
    pub typed: Typed,
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
    let request = queries::find(&app.db, by, id).await?;
    let request = request.ok_or(Error::NotFound)?;
    limits::refuse_by_id(&app.db, request.recipient_id).await?;
    Ok(request)
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
    let moments = timeline::moments(app, words, &request).await?;
    let may_decide = by.may(DecideRequests);
    let undecided = request.state == RequestState::Submitted;
    let open = undecided || request.state == RequestState::Allocated;
    let training_only = request.device_kind.is_none();
    let choice = if may_decide && open && !training_only {
        Some(choice(app, by, &request, &programme).await?)
    } else {
        None
    };
    let proposals = match &person {
        Some(person) if open && by.may(EnrolLearners) => {
            let of = (&request, &programme);
            let commune = Some(person.identity.commune.as_str());
            proposals::of_request(&app.db, words, of, commune, app.clock.now()).await?
        }
        Some(_) | None => None,
    };
    let (tone, icon) = state_look(request.state);
    let shown = request.programme_version.filter(|_| by.may(SeeProgrammes));
    let version = shown.map(|number| {
        let address = format!("/programmes/{}/versions/{number}", programme.id.0);
        (address, number)
    });
    let page = RequestPage {
        version,
        id: request.id.0,
        reference: request_reference(request.id),
        state: request.state,
        state_key: state_key(request.state),
        tone,
        icon,
        next_key: what_next(&request, may_decide),
        facts: facts(app, words, &request, &programme, own).await?,
        person,
        choice,
        may_decide,
        may_cancel: by.may(SubmitRequests) && open,
        training: training_page(by, &request, open),
        appointment: (by.may(BookAppointments) && request.state == RequestState::Allocated)
            .then(|| format!("/requests/{}/appointment", request.id.0)),
        passes: passes(&app.db, by, &request).await?,
        kit: kit::page(&app.db, by, &request, &programme).await?,
        internet: programme
            .connectivity
            .map(|_| format!("/requests/{}/internet", request.id.0)),
        proposals,
        may_reveal: by.may(SeeWhatDecides) && recipient.erased_at.is_none(),
        revealed,
        decision: decision(app, words, &request, &moments).await?,
        moments,
        follow: follow_up(app, by, &request, attempt.typed).await?,
        refusal: attempt.refusal.map(|refusal| said(words, refusal)),
        reasons: RefusalReason::ALL
            .into_iter()
            .filter(|reason| !(training_only && *reason == RefusalReason::NoSuitableDevice))
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

/// The sentence of what comes next.
fn what_next(request: &request::Model, may_decide: bool) -> &'static str {
    let training_only = request.device_kind.is_none();
    match request.state {
        RequestState::Submitted if training_only => "request-next-training",
        RequestState::Fulfilled if training_only => "request-next-attested",
        RequestState::Submitted if may_decide => "request-next-yours",
        RequestState::Submitted
        | RequestState::Allocated
        | RequestState::Fulfilled
        | RequestState::Refused
        | RequestState::Cancelled => next_key(request.state),
    }
}

/// The page about its training, or about a waiver of it: address and words.
fn training_page(
    by: &Signed,
    request: &request::Model,
    open: bool,
) -> Option<(String, &'static str)> {
    let id = request.id.0;
    if by.may(EnrolLearners) && open {
        Some((format!("/requests/{id}/training"), "request-see-training"))
    } else if by.may(GrantWaivers) && request.state == RequestState::Allocated {
        Some((format!("/requests/{id}/waiver"), "request-see-waiver"))
    } else {
        None
    }
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
    if request.exchange_of.is_some() {
        facts.push((
            words.say("request-exchange"),
            words.say("request-exchange-help"),
        ));
    }
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
    if let Some(until) = request
        .promised_until
        .filter(|_| request.state == RequestState::Allocated)
    {
        facts.push((words.say("request-promised-until"), words.date(until)));
    }
    if let Some(live) = appointments::live(&app.db, request.id).await? {
        let when = words.weekday_time(live.starts_at);
        facts.push((words.say("request-appointment"), when));
    }
    if let Some(code) = request.pickup_code.clone().filter(|_| own) {
        facts.push((words.say("request-pickup-code"), code));
    }
    Ok(facts)
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
        circumstances: circumstances(words, &private.circumstances),
    }))
}

/// An agent as a decision names them: name and role.
async fn agent(app: &App, words: Words, id: MembershipId) -> Result<String, Error> {
    let mut agents = timeline::agents(&app.db, words, [id]).await?;
    Ok(agents.remove(&id).unwrap_or_default())
}

/// Who decided; of a refusal, why and what was explained.
async fn decision(
    app: &App,
    words: Words,
    request: &request::Model,
    moments: &[Moment],
) -> Result<Option<DecisionView>, Error> {
    let Some(decided_by) = request.decided_by else {
        return Ok(None);
    };
    let refused = moments
        .iter()
        .rev()
        .find(|moment| moment.kind == Some(EventKind::RequestRefused));
    Ok(Some(DecisionView {
        by: agent(app, words, decided_by).await?,
        reason: refused.and_then(|moment| moment.reason.clone()),
        remark: refused.and_then(|moment| moment.words.clone()),
    }))
}

/// Connection, travel, language and level, those that were said.
fn circumstances(words: Words, said: &Circumstances) -> Vec<(String, String)> {
    let language = said.language.as_deref().and_then(language);
    let facts = [
        (
            "asking-connectivity",
            said.connectivity.map(|one| words.say(one.key())),
        ),
        (
            "asking-mobility",
            said.mobility.map(|one| words.say(one.key())),
        ),
        (
            "asking-language",
            language.map(|one| one.name(words.lang).to_owned()),
        ),
        (
            "asking-interpreter-needed",
            said.interpreter.then(|| words.say("asking-yes")),
        ),
        (
            "asking-level",
            said.placement
                .as_ref()
                .map(|placed| words.say(placed.level.key())),
        ),
    ];
    facts
        .into_iter()
        .filter_map(|(key, value)| Some((words.say(key), value?)))
        .collect()
}

pub(super) fn said(words: Words, refusal: Refusal) -> RefusalView {
    match refusal {
        Refusal::MayNotSend(why) => RefusalView {
            title: match why {
                MayNot::AtLimit(limit) => words.with("limit", limit).say(why.key()),
                MayNot::NotAsked | MayNot::NotDecided | MayNot::Refused | MayNot::Suspended => {
                    words.say(why.key())
                }
            },
            help: words.say(why.help_key()),
        },
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
            title: held_back(words, held),
            help: words.say("request-held-help"),
        },
        Refusal::SameDevice => RefusalView {
            title: words.say("request-same-device"),
            help: words.say("request-choose-another"),
        },
        Refusal::JustTaken => RefusalView {
            title: words.say("request-just-taken"),
            help: words.say("request-choose-another"),
        },
    }
}
