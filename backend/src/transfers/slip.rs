//! `GET /transfers/{id}/slip`: the paper that travels with the devices, for both to sign.
use super::{
    queries::{self, TransferLine},
    rules::LineState,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeTransfers},
    documents::{TransferSlip, TransferredDevice},
    web::{self, Error, format::Day},
};
use anyhow::Context;
use axum::{
    extract::{Path, State},
    response::Response,
};
use entities::organisation;
use sea_orm::EntityTrait;

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeTransfers>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let transfer = queries::transfer(&app.db, &by, id).await?;
    let ends = queries::ends(&app.db, std::slice::from_ref(&transfer)).await?;
    let mut names = Vec::new();
    for end in [transfer.from_site_id, transfer.to_site_id] {
        let site = ends.get(&end).ok_or(Error::NotFound)?;
        let organisation = organisation::Entity::find_by_id(site.organisation_id)
            .one(&app.db)
            .await?;
        let organisation = organisation.map_or_else(String::new, |one| one.name);
        names.push(if organisation == site.name {
            organisation
        } else {
            format!("{}, {organisation}", site.name)
        });
    }
    let lines = queries::lines(&app.db, transfer.id, app.clock.today()).await?;
    let on_paper = |line: &TransferLine| TransferredDevice {
        code: line.device.label_code.clone().unwrap_or_default(),
        maker: line.device.manufacturer.clone(),
        model: line.device.model.clone(),
        sent_on: line.line.sent_at.map(|at| at.in_paris()),
    };
    let travelling = |line: &&TransferLine| match line.state {
        LineState::ToSend
        | LineState::OnTheWay
        | LineState::Missing
        | LineState::Arrived
        | LineState::Elsewhere
        | LineState::CameUnsent => true,
        LineState::Unlisted | LineState::Returned | LineState::Withdrawn => false,
    };
    let to = names.pop().unwrap_or_default();
    let paper = TransferSlip {
        lang: by.words().lang,
        transfer: transfer.id.0.to_string(),
        lot: transfer.lot_id.0.to_string(),
        from: names.pop().unwrap_or_default(),
        to,
        printed_on: app.clock.today(),
        devices: lines.iter().filter(travelling).map(on_paper).collect(),
    };
    let pdf = app
        .documents
        .pdf(paper)
        .await
        .context("the slip could not be printed")?;
    Ok(web::page::pdf(&format!("transfer-{id}"), pdf))
}
