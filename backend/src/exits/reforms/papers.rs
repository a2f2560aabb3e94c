//! `GET /reforms/{id}/certificate`: the decision and the certificate as they were made.
use super::{
    form::{Read, reason_key},
    queries,
    rules::Line,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeExits},
    documents::{ReformPapers, ReformedDevice},
    exits::as_it_was_made,
    web::{self, Error, Words},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use entities::{collection_lot, device};
use sea_orm::ConnectionTrait;

/// The papers that are about to be made.
pub async fn reform_of(
    db: &impl ConnectionTrait,
    words: Words,
    lot: &collection_lot::Model,
    read: &Read,
    lines: &[(device::Model, Line)],
) -> Result<ReformPapers, Error> {
    let total: i64 = lines.iter().map(|(_, line)| line.value_cents).sum();
    let net: Option<i64> = lines.iter().map(|(_, line)| line.net_book_cents).sum();
    let device = |(device, line): &(device::Model, Line)| ReformedDevice {
        code: device.label_code.clone(),
        designation: line.designation.clone(),
        location: line.location.clone(),
        inventory_number: line.inventory_number.clone(),
        accounting_number: line.accounting_number.clone(),
        acquired_on: line.acquired_on,
        value: words.euros(line.value_cents),
        net_book: line.net_book_cents.map(|cents| words.euros(cents)),
        account: line.account.clone(),
        subsidies: line.subsidies.clone(),
    };
    Ok(ReformPapers {
        lang: words.lang,
        owner: queries::owner_name(db, lot.owner_id).await?,
        lot: lot.id.0,
        decision_number: read.decision_number.clone(),
        decided_on: read.decided_on,
        reason: words.say(reason_key(read.reason)),
        signatory: read.signatory.clone(),
        grounds: read.grounds.lines().map(str::to_owned).collect(),
        total: words.euros(total),
        net_total: net.map(|cents| words.euros(cents)),
        devices: lines.iter().map(device).collect(),
    })
}

pub async fn certificate(
    State(app): State<App>,
    by: Allowed<SeeExits>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let (row, _) = queries::reform(&app.db, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let pdf = as_it_was_made(&app, &row.reform.file, &row.reform.sha256).await?;
    Ok(web::pdf(&format!("reforme-{id}"), pdf))
}
