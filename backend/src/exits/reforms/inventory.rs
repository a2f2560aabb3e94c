//! `GET /reforms/inventory?lot=…`: what the stock knows of a lot's devices, for the owner's accounts to complete; and
//! the same file read when it comes back.
use super::{
    queries,
    rules::{COLUMNS, Known, columns},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::DecideExits},
    devices::standing::kind_key,
    intake::list::{
        read::{self, Unreadable},
        values::{cents, date},
    },
    journal::exports,
    web::{Error, Words, cells},
};
use axum::{extract::State, response::Response};
use axum_extra::extract::Query;
use chrono::NaiveDate;
use entities::{device::DeviceId, list_export::ExportedList};
use std::collections::HashMap;

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    lot: String,
}

pub async fn download(
    State(app): State<App>,
    by: Allowed<DecideExits>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let id = asked.lot.parse().map_err(|_| Error::NotFound)?;
    let lot = queries::lot(&app.db, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let words = by.words();
    let head = COLUMNS.map(|(key, _)| words.say(key)).to_vec();
    let rows = queries::candidates(&app.db, &lot).await?;
    let rows = rows.into_iter().map(|it| {
        let amount = it
            .device
            .value_cents
            .map(|cents| cells::euros(&words, cents));
        let day = it.device.acquired_on.map(cells::day);
        vec![
            it.device.id.0.to_string(),
            it.device.inventory_number.unwrap_or_default(),
            String::new(),
            it.location.unwrap_or_default(),
            day.unwrap_or_default(),
            amount.unwrap_or_default(),
            String::new(),
            String::new(),
            String::new(),
        ]
    });
    let table = cells::table(
        &words,
        &format!("reforme-lot-{id}"),
        std::iter::once(head).chain(rows),
    )?;
    exports::table(&app, &by, ExportedList::ReformInventory, table).await
}

/// The most a file may hold: more than any lot's.
const MAX_BYTES: usize = 5 * 1024 * 1024;

/// One line of the owner's file; what is empty is not known.
#[derive(Clone, Debug, Default)]
pub struct Told {
    number: Option<String>,
    accounting_number: Option<String>,
    location: Option<String>,
    acquired_on: Option<NaiveDate>,
    value_cents: Option<i64>,
    net_book_cents: Option<i64>,
    account: Option<String>,
    subsidies: Option<String>,
}

/// The owner's file, by our number of the device or by the owner's.
#[derive(Default)]
pub struct Inventory {
    by_device: HashMap<i32, Told>,
    by_number: HashMap<String, Told>,
}

/// Why the file is refused.
pub enum Fault {
    Unreadable(Unreadable),
    /// Neither the device nor its inventory number is a column.
    NoKey,
    /// A date or an amount of this line cannot be read, or a device stands twice.
    Line(u32),
}

impl Inventory {
    /// Reads the file.
    ///
    /// # Errors
    /// The first thing that keeps it from being read whole: nothing is guessed, nothing is left out.
    pub fn read(bytes: &[u8]) -> Result<Self, Fault> {
        let sheet = read::read(bytes, MAX_BYTES).map_err(Fault::Unreadable)?;
        if let Some(line) = sheet.ragged.first() {
            return Err(Fault::Line(*line));
        }
        let places = columns(&sheet.headers);
        if places[0].is_none() && places[1].is_none() {
            return Err(Fault::NoKey);
        }
        let mut inventory = Self::default();
        for row in &sheet.rows {
            let cell = |place: Option<usize>| {
                let text = place.and_then(|place| row.cells.get(place))?.trim();
                let text = text.strip_prefix('\'').unwrap_or(text);
                (!text.is_empty()).then(|| text.to_owned())
            };
            let line = || Fault::Line(row.line);
            let amount = |place| match cell(place) {
                None => Ok(None),
                Some(text) => cents(&text).map(Some).ok_or_else(line),
            };
            let acquired_on = match cell(places[4]) {
                None => None,
                Some(text) => Some(date(&text).ok_or_else(line)?),
            };
            let told = Told {
                number: cell(places[1]),
                accounting_number: cell(places[2]),
                location: cell(places[3]),
                acquired_on,
                value_cents: amount(places[5])?,
                net_book_cents: amount(places[6])?,
                account: cell(places[7]),
                subsidies: cell(places[8]),
            };
            let twice = match (cell(places[0]), told.number.clone()) {
                (Some(device), _) => {
                    let device = device.parse().map_err(|_| line())?;
                    inventory.by_device.insert(device, told).is_some()
                }
                (None, Some(number)) => inventory
                    .by_number
                    .insert(number.to_uppercase(), told)
                    .is_some(),
                (None, None) => return Err(line()),
            };
            if twice {
                return Err(line());
            }
        }
        Ok(inventory)
    }

    /// What is known of a device: the owner's file first, then the stock.
    #[must_use]
    pub fn known(&self, words: &Words, it: &queries::Candidate) -> Known {
        let device = &it.device;
        let DeviceId(id) = device.id;
        let number = device.inventory_number.as_ref();
        let told = self
            .by_device
            .get(&id)
            .or_else(|| self.by_number.get(&number?.to_uppercase()))
            .cloned()
            .unwrap_or_default();
        Known {
            designation: queries::designation(&words.say(kind_key(device.kind)), device),
            location: told.location.or_else(|| it.location.clone()),
            inventory_number: told.number.or_else(|| device.inventory_number.clone()),
            accounting_number: told.accounting_number,
            acquired_on: told.acquired_on.or(device.acquired_on),
            value_cents: told.value_cents.or(device.value_cents),
            net_book_cents: told.net_book_cents,
            account: told.account,
            subsidies: told.subsidies,
        }
    }
}
