//! A reform is decided: its row, its lines and an event of each device, together or not at all.
use super::{form::Read, rules::Line};
use crate::{
    app::App,
    auth::{Allowed, permissions::DecideExits},
    journal::{self, Event, EventKind},
    web::Error,
};
use entities::{collection_lot, device, reform, reform_line};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DatabaseTransaction};

/// Keeps the decision about a lot; hash and name of its papers, which are in the store already.
pub async fn decide(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<DecideExits>,
    lot: &collection_lot::Model,
    (read, (sha256, file)): (Read, (String, String)),
    lines: Vec<(device::Model, Line)>,
) -> Result<reform::Model, Error> {
    let at = by.at(app.clock.now());
    let count = |number: usize| i32::try_from(number).map_err(anyhow::Error::from);
    let unknown = lines
        .iter()
        .filter(|(_, line)| line.net_book_cents.is_none())
        .count();
    let ids: Vec<i32> = lines.iter().map(|(device, _)| device.id.0).collect();
    let row = reform::ActiveModel {
        lot_id: Set(lot.id),
        owner_id: Set(lot.owner_id),
        decision_number: Set(read.decision_number),
        decided_on: Set(read.decided_on),
        reason: Set(read.reason),
        signatory: Set(read.signatory),
        grounds: Set(read.grounds),
        sha256: Set(sha256),
        file: Set(file),
        devices: Set(count(lines.len())?),
        unknown_values: Set(count(unknown)?),
        membership_id: Set(by.membership_id),
        created_at: Set(at.at),
        ..Default::default()
    };
    let event = Event::of(EventKind::ReformDecided).with("devices", ids);
    let reform: reform::Model = journal::insert(txn, at, row, event).await?;
    for (device, line) in lines {
        let event = Event::of(EventKind::DeviceReformed)
            .with("reform", reform.id.0)
            .with("value_cents", line.value_cents)
            .with("net_book_cents", line.net_book_cents);
        let row = reform_line::ActiveModel {
            reform_id: Set(reform.id),
            device_id: Set(device.id),
            designation: Set(line.designation),
            location: Set(line.location),
            inventory_number: Set(line.inventory_number),
            accounting_number: Set(line.accounting_number),
            acquired_on: Set(line.acquired_on),
            value_cents: Set(line.value_cents),
            net_book_cents: Set(line.net_book_cents),
            account: Set(line.account),
            subsidies: Set(line.subsidies),
            ..Default::default()
        };
        row.insert(txn).await.map_err(Error::second)?;
        journal::record(txn, at, &device, event).await?;
    }
    Ok(reform)
}
