//! `GET /cessions/{id}/act` and `GET /cessions/{id}/proof`: the act as it was signed, and what proves the recipient's
//! category.
use super::{
    actions::Given,
    categories::{article, category_key, proof_key},
    form::Read,
    queries,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeExits},
    devices::{
        proofs,
        refurbished::{Facts, may_be_called_refurbished},
        standing::kind_key,
    },
    documents::{CededDevice, CessionAct},
    exits::as_it_was_made,
    web::{self, Error, Words},
};
use anyhow::Context;
use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use entities::{
    cession,
    organisation::{self, OrganisationId},
};
use sea_orm::{ConnectionTrait, EntityTrait};

/// The act that is about to be signed.
pub async fn act_of(
    db: &impl ConnectionTrait,
    words: Words,
    owner: OrganisationId,
    read: &Read,
    given: &[Given],
) -> Result<CessionAct, Error> {
    let owner = organisation::Entity::find_by_id(owner)
        .one(db)
        .await?
        .context("a device has an owner")?;
    let checks = proofs::checks_of(db, given.iter().map(|it| &it.device)).await?;
    let line = |it: &Given| CededDevice {
        code: it.device.label_code.clone().unwrap_or_default(),
        kind: words.say(kind_key(it.device.kind)),
        name: format!("{} {}", it.device.manufacturer, it.device.model),
        serial: it.device.serial.clone(),
        inventory_number: it.device.inventory_number.clone(),
        word: may_be_called_refurbished(Facts::of(&it.device, checks.get(&it.device.id)))
            .ok()
            .map(|word| words.say(word.key())),
        value: words.euros(i64::from(it.value_cents)),
        price: it.price_cents.map(|cents| words.euros(i64::from(cents))),
    };
    let total: i64 = given.iter().map(|it| i64::from(it.value_cents)).sum();
    Ok(CessionAct {
        lang: words.lang,
        owner: owner.name,
        owner_siret: owner.siret,
        recipient: read.recipient.clone(),
        recipient_number: read.recipient_number.clone(),
        category: words.say(category_key(read.act.category)),
        article: article(read.act.category).to_owned(),
        proof: words.say(proof_key(read.act.category)),
        proof_reference: read.proof_reference.clone(),
        proof_from: read.act.proof_from,
        proof_until: read.act.proof_until,
        grounds: read.grounds.lines().map(str::to_owned).collect(),
        decision_number: read.decision_number.clone(),
        decided_on: read.act.decided_on,
        convention_number: read.convention_number.clone(),
        convention_on: read.act.convention_on,
        value_method: read.value_method.clone(),
        resells: read.act.resells,
        signatory: read.signatory.clone(),
        recipient_signatory: read.recipient_signatory.clone(),
        ceded_on: read.act.ceded_on,
        total: words.euros(total),
        devices: given.iter().map(line).collect(),
    })
}

pub async fn act(
    State(app): State<App>,
    by: Allowed<SeeExits>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let cession = of(&app, &by, id).await?;
    let pdf = as_it_was_made(&app, &cession.file, &cession.sha256).await?;
    Ok(web::pdf(&format!("cession-{id}"), pdf))
}

pub async fn proof(
    State(app): State<App>,
    by: Allowed<SeeExits>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let cession = of(&app, &by, id).await?;
    let bytes = as_it_was_made(&app, &cession.proof_file, &cession.proof_sha256).await?;
    // Somebody else's file: handed over as a file, never shown by our pages.
    let media = HeaderValue::from_str(&cession.proof_media).map_err(anyhow::Error::from)?;
    let name = HeaderValue::from_str(&format!("attachment; filename=\"preuve-cession-{id}\""))
        .map_err(anyhow::Error::from)?;
    Ok((
        [
            (header::CONTENT_TYPE, media),
            (header::CONTENT_DISPOSITION, name),
        ],
        bytes,
    )
        .into_response())
}

async fn of(app: &App, by: &Allowed<SeeExits>, id: i32) -> Result<cession::Model, Error> {
    let told = queries::cession(&app.db, by, id).await?;
    Ok(told.ok_or(Error::NotFound)?.cession)
}
