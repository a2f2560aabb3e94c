//! `POST /bench/reception`: a device that was received without a network, by the label stuck on it and a code it bears,
//! or the end of one. Nobody is there to say which of several it is: what is not plain is refused, with what to do.
use super::{
    actions::{self, Refusal},
    done, queries,
    receive::add_code_error,
    rules::{self, Proof, Unplain},
};
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::ReceiveDevices},
    devices::standing::kind_value,
    labels::Code,
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{
    collection_lot,
    device::{self, Stage},
};
use sea_orm::ConnectionTrait;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "intake/kept.html")]
struct RefusedPage {
    shell: Shell,
    errors: FormErrors,
    refused: Option<&'static str>,
    /// Where it is received with a network.
    reception: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct KeptForm {
    write_id: String,
    label: String,
    /// A code that the device bears, or the last characters of one.
    mark: String,
    /// The lot, and the kind of device that was seen: what tells it where only an end was read.
    lot: String,
    kind: String,
}

/// Why a device was not received.
enum Why {
    Unplain(Unplain),
    Refused(Refusal),
}

impl From<Unplain> for Why {
    fn from(why: Unplain) -> Self {
        Self::Unplain(why)
    }
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<ReceiveDevices>,
    Form(form): Form<KeptForm>,
) -> Result<Response, Error> {
    let mut errors = FormErrors::default();
    let label = Code::parse(&form.label);
    if let Err(error) = label {
        add_code_error(&mut errors, error);
    }
    if form.mark.trim().chars().count() < rules::SHORTEST_END {
        errors.add("mark", "reception-kept-mark-short");
    }
    let lot = named(&app, &by, form.lot.trim(), &mut errors).await?;
    let (Ok(label), true) = (label, errors.is_empty()) else {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return refuse(&by, status, errors, None, lot.as_ref());
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let received = match which(&*write, &by, &form, lot.as_ref(), label).await? {
        Ok((lot, device)) => {
            let at = by.at(app.clock.now());
            let received = actions::receive(&*write, at, &lot, &device, label).await;
            received.map(|_| lot).map_err(Why::Refused)
        }
        Err(why) => Err(why.into()),
    };
    let key = match received {
        Ok(lot) => {
            let page = format!("/lots/{}/reception", lot.id.0);
            let to = done(&page, "done-lot-device-received");
            return Ok(write.answer(to).await?.into_response());
        }
        Err(Why::Unplain(why)) => why.key(),
        Err(Why::Refused(refusal)) => match refusal.key() {
            Some(key) => key,
            None => return Err(refusal.into()),
        },
    };
    drop(write);
    let errors = FormErrors::default();
    refuse(&by, StatusCode::CONFLICT, errors, Some(key), lot.as_ref())
}

/// The lot of this number that is received here, if one was said.
async fn named(
    app: &App,
    by: &Signed,
    typed: &str,
    errors: &mut FormErrors,
) -> Result<Option<collection_lot::Model>, Error> {
    if typed.is_empty() {
        return Ok(None);
    }
    let found = match typed.parse() {
        Ok(id) => queries::own_lot(&app.db, by, id).await,
        Err(_) => Err(Error::NotFound),
    };
    match found {
        Ok(lot) => Ok(Some(lot)),
        Err(Error::NotFound) => {
            errors.add("lot", "reception-kept-no-lot");
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

type Found = (collection_lot::Model, device::Model);

/// The device that was received, and its lot.
async fn which(
    txn: &impl ConnectionTrait,
    by: &Signed,
    form: &KeptForm,
    named: Option<&collection_lot::Model>,
    label: Code,
) -> Result<Result<Found, Unplain>, Error> {
    // By the indexes first: a whole code needs no lot.
    let mut bearers = queries::bearers(txn, &rules::spellings(&form.mark)).await?;
    bearers.retain(|device| named.is_none_or(|lot| lot.id == device.lot_id));
    let lots: Vec<_> = bearers.iter().map(|device| device.lot_id).collect();
    let own = queries::own_lots(txn, by, &lots).await?;
    let mut here: Vec<Found> = bearers
        .into_iter()
        .filter_map(|device| {
            let lot = own.iter().find(|lot| lot.id == device.lot_id)?;
            Some((lot.clone(), device))
        })
        .collect();
    let taken = here.iter().any(|(_, device)| !is_unclaimed(device));
    let with_this = label.to_string();
    let done = here
        .iter()
        .any(|(_, device)| device.label_code.as_ref() == Some(&with_this));
    here.retain(|(_, device)| is_unclaimed(device));
    match (here.pop(), here.is_empty(), named) {
        (Some(only), true, _) => Ok(Ok(only)),
        (Some(_), false, _) => Ok(Err(Unplain::Several)),
        (None, ..) if done => Ok(Err(Unplain::Done)),
        (None, ..) if taken => Ok(Err(Unplain::Taken)),
        (None, _, Some(lot)) => of_lot(txn, form, lot).await,
        (None, _, None) => Ok(Err(Unplain::Unknown)),
    }
}

/// Of a lot that was named, the one device whose code ends so.
async fn of_lot(
    txn: &impl ConnectionTrait,
    form: &KeptForm,
    lot: &collection_lot::Model,
) -> Result<Result<Found, Unplain>, Error> {
    let unclaimed = queries::unclaimed(txn, lot.id).await?;
    let (id, proof) = match rules::plain(&rules::find(&form.mark, &unclaimed)) {
        Ok(plain) => plain,
        Err(why) => return Ok(Err(why)),
    };
    let device = queries::device_of(txn, lot.id, id.0).await?;
    let device = device.ok_or(Error::Changed)?;
    Ok(match proof {
        Proof::End if kind_value(device.kind) != form.kind => Err(Unplain::OtherKind),
        Proof::Whole | Proof::End => Ok((lot.clone(), device)),
    })
}

fn is_unclaimed(device: &device::Model) -> bool {
    matches!(device.stage, Stage::Announced | Stage::NotReceived)
}

fn refuse(
    by: &Allowed<ReceiveDevices>,
    status: StatusCode,
    errors: FormErrors,
    refused: Option<&'static str>,
    lot: Option<&collection_lot::Model>,
) -> Result<Response, Error> {
    let page = RefusedPage {
        shell: by.shell(),
        errors,
        refused,
        reception: lot.map_or_else(
            || "/reception".to_owned(),
            |lot| format!("/lots/{}/reception", lot.id.0),
        ),
    };
    Ok(web::page(status, &page)?)
}
