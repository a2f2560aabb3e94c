//! `/shared-equipment`: devices left on deposit, which organisation uses each, and the offers from one to another.
use super::{
    actions,
    queries::{self, Deposit},
    rules::{self, NotOffered, Offer},
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{SeeShared, ShareEquipment},
    },
    competence::given::{Typed, typed},
    devices::standing::kind_key,
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
    equipment_share::{self, ShareState},
    organisation::{self, OrganisationId},
};
use sea_orm::{EntityTrait, QueryFilter, QueryOrder, prelude::DateTimeUtc};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "equipment/shared.html")]
struct SharedPage {
    shell: Shell,
    lines: Vec<Line>,
    organisations: Vec<Choice>,
    errors: FormErrors,
    refused: Option<&'static str>,
}

/// A device on deposit.
struct Line {
    handover: i32,
    field: String,
    code: String,
    device: String,
    asked_by: String,
    used_by: String,
    own: bool,
    /// One's own organisation may offer it.
    may_offer: bool,
    offer: Option<Waiting>,
    moves: Vec<(DateTimeUtc, String)>,
}

/// An offer that waits for an answer.
struct Waiting {
    id: i32,
    to: String,
    may_answer: bool,
    may_withdraw: bool,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    write_id: String,
    answer: String,
}

/// Where the organisation is chosen that a device is offered to.
fn field(handover: i32) -> String {
    format!("to-{handover}")
}

pub async fn show(State(app): State<App>, by: Allowed<SeeShared>) -> Result<Response, Error> {
    render(&app, &by, FormErrors::default(), None).await
}

pub async fn propose(
    State(app): State<App>,
    by: Allowed<ShareEquipment>,
    Path(handover): Path<i32>,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    // Who may not see it does not find it, whatever they typed.
    queries::one(&app.db, &by, handover).await?;
    let given: Typed = form.into_iter().collect();
    let field = field(handover);
    let to = match typed(&given, &field).parse() {
        Ok(id) => open_organisation(&app, OrganisationId(id)).await?,
        Err(_) => None,
    };
    let Some(to) = to else {
        let mut errors = FormErrors::default();
        errors.add(field, "shared-choose-organisation");
        return render(&app, &by, errors, None).await;
    };
    let write = app.write_once(&by, typed(&given, "write_id")).await?;
    let deposit = queries::one(&*write, &by, handover).await?;
    let own = by.organisation_id;
    if let Err(refused) = rules::may_offer(own, deposit.asked_by, &deposit.offers(), to.id) {
        drop(write);
        let refused = match refused {
            NotOffered::NotYours => "shared-refused-not-yours",
            NotOffered::Waiting => "shared-refused-waiting",
            NotOffered::ToOneself => "shared-refused-to-oneself",
        };
        return render(&app, &by, FormErrors::default(), Some(refused)).await;
    }
    let at = by.at(app.clock.now());
    actions::propose(&*write, (&*by, at), &deposit.handover, to.id).await?;
    let to = "/shared-equipment?done=share-proposed";
    Ok(write.answer(to).await?.into_response())
}

pub async fn answer(
    State(app): State<App>,
    by: Allowed<ShareEquipment>,
    Path(id): Path<i32>,
    Form(form): Form<AnswerForm>,
) -> Result<Response, Error> {
    let (answer, to) = match form.answer.as_str() {
        "accept" => (
            ShareState::Accepted,
            "/shared-equipment?done=share-accepted",
        ),
        "decline" => (
            ShareState::Declined,
            "/shared-equipment?done=share-declined",
        ),
        "withdraw" => (
            ShareState::Withdrawn,
            "/shared-equipment?done=share-withdrawn",
        ),
        _ => return Err(Error::Unreadable),
    };
    queries::of_offer(&app.db, &by, id).await?;
    let write = app.write_once(&by, &form.write_id).await?;
    let (deposit, share) = queries::of_offer(&*write, &by, id).await?;
    let offer = Offer {
        from: share.from_organisation_id,
        to: share.to_organisation_id,
        state: share.state,
    };
    if !rules::may_answer(by.organisation_id, offer, answer) {
        drop(write);
        let refused = Some("shared-refused-not-now");
        return render(&app, &by, FormErrors::default(), refused).await;
    }
    let at = by.at(app.clock.now());
    actions::answer(&*write, (&*by, at), &deposit.handover, &share, answer).await?;
    Ok(write.answer(to).await?.into_response())
}

async fn open_organisation(
    app: &App,
    id: OrganisationId,
) -> Result<Option<organisation::Model>, Error> {
    Ok(organisation::Entity::find_by_id(id)
        .filter(organisation::COLUMN.closed_at.is_null())
        .one(&app.db)
        .await?)
}

async fn render(
    app: &App,
    by: &Signed,
    errors: FormErrors,
    refused: Option<&'static str>,
) -> Result<Response, Error> {
    let shell = by.shell();
    let deposits = queries::all(&app.db, by).await?;
    let organisations = organisation::Entity::find()
        .order_by_asc(organisation::COLUMN.name)
        .order_by_asc(organisation::COLUMN.id)
        .all(&app.db)
        .await?;
    let names: BTreeMap<OrganisationId, String> = organisations
        .iter()
        .map(|one| (one.id, one.name.clone()))
        .collect();
    let status = match (refused, errors.is_empty()) {
        (Some(_), _) => StatusCode::CONFLICT,
        (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, true) => StatusCode::OK,
    };
    let page = SharedPage {
        lines: deposits
            .iter()
            .map(|deposit| line(by, &shell, deposit, &names))
            .collect(),
        organisations: organisations
            .into_iter()
            .filter(|one| one.closed_at.is_none() && one.id != by.organisation_id)
            .map(|one| Choice::new(one.id.0.to_string(), one.name))
            .collect(),
        errors,
        refused,
        shell,
    };
    Ok(web::page(status, &page)?)
}

fn line(
    by: &Signed,
    shell: &Shell,
    deposit: &Deposit,
    names: &BTreeMap<OrganisationId, String>,
) -> Line {
    let name = |id: OrganisationId| names.get(&id).cloned().unwrap_or_default();
    let device = &deposit.device;
    let user = rules::user(deposit.asked_by, &deposit.offers());
    let own = user == by.organisation_id;
    let waiting = |share: &&equipment_share::Model| share.state == ShareState::Proposed;
    let offer = deposit.shares.iter().find(waiting).map(|share| Waiting {
        id: share.id.0,
        to: name(share.to_organisation_id),
        may_answer: by.may(ShareEquipment) && share.to_organisation_id == by.organisation_id,
        may_withdraw: by.may(ShareEquipment) && share.from_organisation_id == by.organisation_id,
    });
    Line {
        handover: deposit.handover.id.0,
        field: field(deposit.handover.id.0),
        code: device.label_code.clone().unwrap_or_default(),
        device: format!(
            "{} {} {}",
            shell.say(kind_key(device.kind)),
            device.manufacturer,
            device.model
        ),
        asked_by: name(deposit.asked_by),
        used_by: name(user),
        may_offer: own && offer.is_none() && by.may(ShareEquipment),
        own,
        offer,
        moves: deposit
            .shares
            .iter()
            .filter(|share| share.state == ShareState::Accepted)
            .filter_map(|share| Some((share.answered_at?, name(share.to_organisation_id))))
            .collect(),
    }
}
