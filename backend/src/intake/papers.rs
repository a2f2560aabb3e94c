//! `GET /lots/{id}/receipt` and `/lots/{id}/outcome`: what the donor gets, as PDF.
use super::{
    facts::legal_basis_key,
    queries::{self, Departures, Names, Part},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::ManageLots},
    documents::{
        DeviceOutcome, Outcome, OutcomeStatement, Paper, ReceivedDevice, ReceptionReceipt,
    },
    web::Error,
};
use anyhow::Context;
use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    collection_lot::CollectionLotId,
    device::{self, Stage},
};

/// Characters of a serial number that a paper shows.
const TAIL: usize = 4;

pub async fn receipt(
    State(app): State<App>,
    by: Allowed<ManageLots>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let lot = queries::lot(&app.db, &by, id).await?;
    let received_on = paris(lot.received_at.or(lot.closed_at).ok_or(Error::NotFound)?);
    let names = Names::of(&app.db, std::slice::from_ref(&lot)).await?;
    let mut not_seen = part(&app, lot.id, Part::Awaited).await?;
    not_seen.extend(part(&app, lot.id, Part::NotReceived).await?);
    let paper = ReceptionReceipt {
        lang: by.words().lang,
        lot: lot.id.0.to_string(),
        donor: names.organisation(lot.donor_id).to_owned(),
        owner: names.organisation(lot.owner_id).to_owned(),
        legal_basis: by.words().say(legal_basis_key(lot.legal_basis)),
        workshop: names.site(lot.workshop_site_id).to_owned(),
        transport_holder: lot.transport_holder.clone(),
        received_on,
        boxes: lot.boxes_received.or(lot.boxes_announced).map(count),
        announced: count(lot.devices_announced),
        seen: part(&app, lot.id, Part::Seen).await?,
        not_seen,
        not_announced: part(&app, lot.id, Part::NotAnnounced).await?,
    };
    pdf(&app, paper, &format!("lot-{id}-receipt.pdf")).await
}

async fn part(app: &App, lot: CollectionLotId, part: Part) -> Result<Vec<ReceivedDevice>, Error> {
    let devices = queries::devices(&app.db, lot, part, None).await?;
    Ok(devices.iter().map(on_paper).collect())
}

pub async fn outcome(
    State(app): State<App>,
    by: Allowed<ManageLots>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let lot = queries::lot(&app.db, &by, id).await?;
    let received_on = paris(lot.received_at.ok_or(Error::NotFound)?);
    let names = Names::of(&app.db, std::slice::from_ref(&lot)).await?;
    let left = queries::departures(&app.db, lot.id).await?;
    let mut devices = queries::devices(&app.db, lot.id, Part::Seen, None).await?;
    devices.extend(queries::devices(&app.db, lot.id, Part::NotAnnounced, None).await?);
    let devices = devices.iter().map(|row| DeviceOutcome {
        device: on_paper(row),
        outcome: outcome_of(row, &left),
    });
    let paper = OutcomeStatement {
        lang: by.words().lang,
        lot: lot.id.0.to_string(),
        donor: names.organisation(lot.donor_id).to_owned(),
        owner: names.organisation(lot.owner_id).to_owned(),
        workshop: names.site(lot.workshop_site_id).to_owned(),
        received_on,
        stated_on: app.clock.today(),
        devices: devices.collect(),
    };
    pdf(&app, paper, &format!("lot-{id}-outcome.pdf")).await
}

fn outcome_of(row: &device::Model, left: &Departures) -> Outcome {
    let pallet = row.pallet_id.and_then(|id| left.pallets.get(&id));
    let cession = row.cession_id.and_then(|id| left.cessions.get(&id));
    match (left.scraps.get(&row.id), pallet, cession, row.stage) {
        (_, _, Some(cession), _) => Outcome::Ceded {
            recipient: cession.recipient.clone(),
        },
        (_, Some(pallet), None, _) => Outcome::OnPallet {
            pallet: pallet.id.0,
            pallet_grams: pallet.weight_grams.map(count),
            waste_code: pallet.waste_code.clone(),
            recipient: pallet.recipient.clone(),
        },
        (Some(scrap), None, None, Stage::Scrapped) => Outcome::Scrapped {
            weight_grams: count(scrap.weight_grams),
            waste_code: scrap.waste_code.clone(),
            recipient: scrap.recipient.clone(),
        },
        _ if left.out.contains(&row.id) => Outcome::HandedOver,
        (_, None, None, Stage::Ready) => Outcome::Ready,
        _ => Outcome::InWorkshop,
    }
}

fn on_paper(row: &device::Model) -> ReceivedDevice {
    let tail = |serial: &String| {
        let skipped = serial.chars().count().saturating_sub(TAIL);
        serial.chars().skip(skipped).collect()
    };
    ReceivedDevice {
        maker: row.manufacturer.clone(),
        model: row.model.clone(),
        serial_tail: row.serial.as_ref().map(tail),
        inventory_number: row.inventory_number.clone(),
    }
}

fn count(number: i32) -> u32 {
    u32::try_from(number).unwrap_or_default()
}

/// The day somebody in France had on the calendar.
fn paris(moment: DateTime<Utc>) -> NaiveDate {
    moment.with_timezone(&chrono_tz::Europe::Paris).date_naive()
}

async fn pdf(app: &App, paper: impl Paper, name: &str) -> Result<Response, Error> {
    let pdf = app
        .documents
        .pdf(paper)
        .await
        .context("the paper could not be printed")?;
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("inline; filename=\"{name}\""),
        ),
    ];
    Ok((headers, pdf).into_response())
}
