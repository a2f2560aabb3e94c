//! `POST /allocation`: a person confirms what was proposed (law 10). Each device is promised by itself; where somebody
//! else was faster it is said, one by one.
use super::{
    actions::{self, ActError, Refusal},
    batch::{PAGE, Shown, render},
    queries::{find, visible_to},
};
use crate::{
    allocation::rules::Unsuitable,
    app::App,
    auth::{Allowed, Signed, permissions::DecideRequests},
    devices::queries::{self as devices, Which},
    labels::Code,
    recipients::{identity::request_reference, limits},
    web::{Error, FormErrors, Shell},
};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::request::{self, RequestId};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter, QueryOrder};
use std::collections::BTreeMap;

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ConfirmForm {
    write_id: String,
    pick: Vec<String>,
    /// Every proposal of the page, for the button that takes them all.
    shown: Vec<String>,
    all: String,
}

/// Why a confirmed proposal was not carried out: something changed since the page was made.
#[derive(Clone, Copy)]
enum Missed {
    NotWaiting,
    Taken,
    Unsuitable,
    /// The part of the stock that programmes take holds it back.
    Held,
}

impl Missed {
    const ALL: [Self; 4] = [Self::NotWaiting, Self::Taken, Self::Unsuitable, Self::Held];

    fn of(refusal: Refusal) -> Self {
        match refusal {
            Refusal::MayNotSend(_)
            | Refusal::NotHabilitated
            | Refusal::AlreadyAsked(_)
            | Refusal::NotNow => Self::NotWaiting,
            Refusal::Held(_) => Self::Held,
            Refusal::SameDevice
            | Refusal::JustTaken
            | Refusal::Unsuitable(Unsuitable::Promised | Unsuitable::HandedOver) => Self::Taken,
            Refusal::Unsuitable(
                Unsuitable::NotReady
                | Unsuitable::OtherKind
                | Unsuitable::NoDeviceAsked
                | Unsuitable::Outside
                | Unsuitable::Lacks(_),
            ) => Self::Unsuitable,
        }
    }

    /// Its name in an address.
    fn value(self) -> &'static str {
        match self {
            Self::NotWaiting => "decided",
            Self::Taken => "taken",
            Self::Unsuitable => "unsuitable",
            Self::Held => "held",
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::NotWaiting => "allocation-missed-decided",
            Self::Taken => "allocation-missed-taken",
            Self::Unsuitable => "allocation-missed-unsuitable",
            Self::Held => "allocation-missed-held",
        }
    }
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<DecideRequests>,
    Form(form): Form<ConfirmForm>,
) -> Result<Response, Error> {
    // Each device gets a receipt of its own, whose id is made of this one.
    if !(8..=80).contains(&form.write_id.len()) {
        return Err(Error::WriteIdMissing);
    }
    if let Some(answer) = app.answered(&by, &form.write_id).await? {
        let write_id = form.write_id;
        return Err(Error::AlreadyDone { write_id, answer });
    }
    let chosen = if form.all == "yes" {
        &form.shown
    } else {
        &form.pick
    };
    let picks = picks(chosen).ok_or(Error::NotFound)?;
    if picks.is_empty() {
        let mut errors = FormErrors::default();
        errors.add("pick", "allocation-nothing-ticked");
        return render(&app, &by, &Shown::default(), errors).await;
    }
    let theirs = visible_to(&by)
        .filter(request::COLUMN.id.is_in(picks.keys().copied()))
        .count(&app.db)
        .await?;
    if usize::try_from(theirs) != Ok(picks.len()) {
        return Err(Error::NotFound);
    }
    let mut made = 0;
    let mut missed = Vec::new();
    for (id, code) in &picks {
        match promise(&app, &by, &form.write_id, *id, *code).await? {
            None => made += 1,
            Some(why) => missed.push((*id, why)),
        }
    }
    let write = app.write_once(&by, &form.write_id).await?;
    Ok(write.answer(answer(made, &missed)).await?.into_response())
}

/// What a person confirmed: the code of the device for each request.
fn picks(values: &[String]) -> Option<BTreeMap<RequestId, Code>> {
    let pick = |value: &String| {
        let (id, code) = value.split_once(':')?;
        Some((RequestId(id.parse().ok()?), Code::parse(code).ok()?))
    };
    let picks: Option<BTreeMap<_, _>> = values.iter().map(pick).collect();
    picks.filter(|picks| picks.len() <= PAGE)
}

/// Promises one device, in a transaction of its own: of many, those that can be are.
async fn promise(
    app: &App,
    by: &Signed,
    write_id: &str,
    id: RequestId,
    code: Code,
) -> Result<Option<Missed>, Error> {
    let write = match app.write_once(by, &format!("{write_id}-{}", id.0)).await {
        Ok(write) => write,
        // By this same form, which was cut short.
        Err(Error::AlreadyDone { .. }) => return Ok(None),
        Err(error) => return Err(error),
    };
    let request = find(&*write, by, id.0).await?.ok_or(Error::NotFound)?;
    match limits::refuse_by_id(&*write, request.recipient_id).await {
        Ok(()) => {}
        Err(Error::Restricted) => return Ok(Some(Missed::NotWaiting)),
        Err(error) => return Err(error),
    }
    // Nothing on hold is proposed: a colleague put it there since the page was made.
    if request.on_hold.is_some() {
        return Ok(Some(Missed::NotWaiting));
    }
    let device = devices::device(&*write, by, Which::Labelled(code)).await?;
    let Some(device) = device else {
        return Ok(Some(Missed::Unsuitable));
    };
    match actions::allocate(app, &write, by, &request, device).await {
        Ok(()) => {
            write.answer("/allocation").await?;
            Ok(None)
        }
        Err(ActError::Refused(refusal)) => Ok(Some(Missed::of(refusal))),
        Err(ActError::Other(Error::Changed)) => Ok(Some(Missed::NotWaiting)),
        Err(ActError::Other(error)) => Err(error),
    }
}

/// Where the person is sent: numbers of requests and words of ours, nothing else.
fn answer(made: usize, missed: &[(RequestId, Missed)]) -> String {
    if missed.is_empty() {
        return "/allocation?done=allocation-confirmed".to_owned();
    }
    let missed: Vec<String> = missed
        .iter()
        .map(|(id, why)| format!("{}-{}", id.0, why.value()))
        .collect();
    format!("/allocation?made={made}&missed={}", missed.join(","))
}

/// A request that got no device, as the page says it.
pub(super) struct Miss {
    pub id: i32,
    pub reference: String,
    pub why: String,
}

/// What the form before this page could not do, of the requests the person may see.
pub(super) async fn missed(
    app: &App,
    by: &Signed,
    shell: &Shell,
    told: &str,
) -> Result<Vec<Miss>, Error> {
    let one = |text: &str| {
        let (id, why) = text.split_once('-')?;
        let why = Missed::ALL.into_iter().find(|known| known.value() == why)?;
        Some((RequestId(id.parse().ok()?), why))
    };
    let told: BTreeMap<RequestId, Missed> = told.split(',').take(PAGE).filter_map(one).collect();
    if told.is_empty() {
        return Ok(Vec::new());
    }
    let theirs = visible_to(by)
        .filter(request::COLUMN.id.is_in(told.keys().copied()))
        .order_by_asc(request::Column::Id)
        .all(&app.db)
        .await?;
    let miss = |request: request::Model| {
        let why = told.get(&request.id)?;
        Some(Miss {
            id: request.id.0,
            reference: request_reference(request.id),
            why: shell.say(why.key()),
        })
    };
    Ok(theirs.into_iter().filter_map(miss).collect())
}
