//! `/handovers/{id}/return`: a device comes back, and is quarantined here until it is triaged again. One that failed under
//! warranty is exchanged: its request waits for another device.
use super::{
    actions, exchange,
    handing::device_words,
    queries,
    rules::warranty::{NoExchange, may_exchange},
    say,
};
use crate::{
    app::App,
    appointments::tell::place_of,
    auth::{
        Allowed,
        permissions::{HandOver, TakeIn},
    },
    recipients::{
        access,
        identity::{self, Identity},
    },
    supplies::queries as supplies,
    training::queries as training,
    web::{self, Choice, Error, FormErrors, Shell},
};
use anyhow::Context;
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{
    access_log::AccessAct,
    device,
    handover::{self, EndReason, Fault},
    recipient::{self, Channel, RecipientId},
};
use sea_orm::{ActiveEnum, EntityTrait, Iterable, prelude::DateTimeUtc};

#[derive(Template)]
#[template(path = "handovers/give_back.html")]
struct ReturnPage {
    shell: Shell,
    id: i32,
    code: String,
    device: String,
    handed_at: DateTimeUtc,
    ended: bool,
    at_a_site: bool,
    /// What left the shelf with it.
    supplies: Vec<String>,
    /// Until when it is exchanged, or why it is not.
    warranty: String,
    may_exchange: bool,
    /// What happens now that it is to be exchanged.
    next: Option<Next>,
    reasons: Vec<Choice>,
    faults: Vec<Choice>,
    form: ReturnForm,
    errors: FormErrors,
}

/// What the person is told at the counter, who brought it back to have it exchanged.
struct Next {
    reference: String,
    /// How they will be told when another device is there.
    told: &'static str,
    phone: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ReturnForm {
    write_id: String,
    reason: String,
    fault: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<TakeIn>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let (handover, device) = queries::handover_of(&app.db, id).await?;
    let mut form = ReturnForm::default();
    if handover.onboarding_id.is_some() {
        // What was lent at a counter is brought back as a rule: a scan and one press.
        form.reason = EndReason::ReturnedByRecipient.to_value();
    }
    let shown = (form, FormErrors::default(), StatusCode::OK);
    render(&app, &by, &handover, &device, shown).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<TakeIn>,
    Path(id): Path<i32>,
    Form(form): Form<ReturnForm>,
) -> Result<Response, Error> {
    let (handover, device) = queries::handover_of(&app.db, id).await?;
    let (reason, fault) = match read(&form) {
        Ok(read) => read,
        Err(errors) => {
            let shown = (form, errors, StatusCode::UNPROCESSABLE_ENTITY);
            return render(&app, &by, &handover, &device, shown).await;
        }
    };
    let today = app.clock.today();
    let exchanged = reason == EndReason::Exchanged;
    let known = if exchanged && by.may(HandOver) {
        let (_, known) = whose(&app, &handover).await?;
        known
    } else {
        None
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let (None, Some(here)) = (handover.ended_at, by.site_id) else {
        drop(write);
        let shown = (form, FormErrors::default(), StatusCode::CONFLICT);
        return render(&app, &by, &handover, &device, shown).await;
    };
    // Nothing is opened for who was forgotten or has their data limited; the device comes back all the same.
    let refused = match (may_exchange(&handover, today), &known) {
        // Law 8: a workshop takes devices back, and follows nobody's request.
        _ if !by.may(HandOver) => Some("return-exchange-at-counter"),
        (Err(_), _) => Some("return-not-exchanged"),
        (Ok(()), None) => Some("return-exchange-limited"),
        (Ok(()), Some(_)) => None,
    };
    if exchanged && let Some(why) = refused {
        drop(write);
        let mut errors = FormErrors::default();
        errors.add("reason", why);
        let shown = (form, errors, StatusCode::CONFLICT);
        return render(&app, &by, &handover, &device, shown).await;
    }
    let now = app.clock.now();
    let at = by.at(now);
    let why = (reason, fault);
    let ended = actions::take_back(&*write, at, &device, &handover, here, why).await?;
    if exchanged {
        let request = exchange::open(&*write, at, &ended).await?;
        exchange::announce(&app, &*write, &request, known.as_ref()).await?;
    }
    let to = if exchanged {
        format!("/handovers/{id}/return?done=device-exchanged")
    } else {
        format!("/handovers/{id}/return?done=device-returned")
    };
    Ok(write.answer(to).await?.into_response())
}

/// Why it comes back, and what is wrong with it, which an exchange has to say.
fn read(form: &ReturnForm) -> Result<(EndReason, Option<Fault>), FormErrors> {
    let mut errors = FormErrors::default();
    let reason = EndReason::try_from_value(&form.reason).ok();
    if reason.is_none() {
        errors.add("reason", "return-choose-reason");
    }
    let fault = Fault::try_from_value(&form.fault).ok();
    if reason == Some(EndReason::Exchanged) && fault.is_none() {
        errors.add("fault", "return-choose-fault");
    }
    match reason {
        Some(reason) if errors.is_empty() => Ok((reason, fault)),
        Some(_) | None => Err(errors),
    }
}

async fn render(
    app: &App,
    by: &Allowed<TakeIn>,
    handover: &handover::Model,
    device: &device::Model,
    (form, errors, status): (ReturnForm, FormErrors, StatusCode),
) -> Result<Response, Error> {
    let shell = by.shell();
    let verdict = may_exchange(handover, app.clock.today());
    let warranty = match verdict {
        Ok(()) => {
            let until = handover.warranty_until.map(|day| shell.date(day));
            shell
                .with("date", until.unwrap_or_default())
                .say("return-warranty")
        }
        Err(NoExchange::NoWarranty) => shell.say("return-warranty-none"),
        Err(NoExchange::Over(day)) => shell
            .with("date", shell.date(day))
            .say("return-warranty-over"),
        Err(NoExchange::DueBack(day)) => shell
            .with("date", shell.date(day))
            .say("return-warranty-due-back"),
    };
    let offered = verdict.is_ok() && by.may(HandOver);
    let lang = shell.lang;
    let supplies = supplies::given_with(&app.db, handover.id).await?;
    let reasons = EndReason::iter()
        .filter(|reason| *reason != EndReason::Exchanged || offered)
        .map(|reason| Choice::new(reason.to_value(), shell.say(reason_key(reason))));
    let page = ReturnPage {
        id: handover.id.0,
        code: device.label_code.clone().unwrap_or_default(),
        device: device_words(
            shell.words,
            device.kind,
            &device.manufacturer,
            &device.model,
        ),
        handed_at: handover.handed_at,
        ended: handover.ended_at.is_some(),
        at_a_site: by.site_id.is_some(),
        supplies: supplies.into_iter().map(|kind| kind.title(lang)).collect(),
        warranty,
        may_exchange: offered,
        next: next(app, by, handover).await?,
        reasons: reasons.collect(),
        faults: Fault::iter()
            .map(|fault| Choice::new(fault.to_value(), shell.say(say::fault(fault))))
            .collect(),
        form,
        errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}

/// What happens next, while the request waits for another device.
async fn next(
    app: &App,
    by: &Allowed<TakeIn>,
    handover: &handover::Model,
) -> Result<Option<Next>, Error> {
    if handover.end_reason != Some(EndReason::Exchanged) || !by.may(HandOver) {
        return Ok(None);
    }
    let (request, _) = training::request_of(&app.db, handover.request_id).await?;
    if request.exchange_of != Some(handover.id) || request.device_id.is_some() {
        return Ok(None);
    }
    let (recipient, known) = whose(app, handover).await?;
    let now = app.clock.now();
    access::record(&app.db, by, [recipient], AccessAct::Viewed, now).await?;
    let place = place_of(&app.db, request.pickup_site_id).await?;
    Ok(Some(Next {
        reference: identity::request_reference(request.id),
        told: match known.as_ref().map(Identity::reached_by) {
            Some(Channel::Email) => "return-next-by-email",
            Some(Channel::Call) => "return-next-by-call",
            Some(Channel::Letter) | None => "return-next-by-letter",
        },
        phone: place.phone,
    }))
}

/// Who received the device, and what may be known of them.
async fn whose(
    app: &App,
    handover: &handover::Model,
) -> Result<(RecipientId, Option<Identity>), Error> {
    let recipient = recipient::Entity::find_by_id(handover.recipient_id)
        .one(&app.db)
        .await?
        .context("a handover is to a recipient")?;
    let known = identity::open(&app.keys, &recipient)?;
    Ok((recipient.id, known))
}

fn reason_key(reason: EndReason) -> &'static str {
    match reason {
        EndReason::ReturnedByRecipient => "return-reason-recipient",
        EndReason::Exchanged => "return-reason-exchanged",
        EndReason::Recalled => "return-reason-recalled",
        EndReason::Recovered => "return-reason-recovered",
    }
}
