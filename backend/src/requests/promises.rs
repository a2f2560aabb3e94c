//! A device is kept for the request it is promised to until a day; then it is free again, and the prescriber told.
//! Before that, another device may take its place.
use super::{
    actions::{
        ActError, Refusal, after, find_device, note_on_device, programme_of, promise, suitable,
        take_back, tell,
    },
    letters::{self, Decision},
    queries::ending,
    rules::{Act, promised_until},
};
use crate::{
    app::App,
    auth::Signed,
    journal::{By, Event, EventKind},
    mail,
    training::{actions as training, queries::issued_clearance},
    web::Error,
};
use entities::{
    device,
    outbox::OutboxKind,
    request::{self, RequestId},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

/// How many are read at a time.
const PAGE: u64 = 100;

/// Promises another device to a request, in the place of the one it has, and tells the prescriber. The pick-up code
/// stays: the recipient has it already.
pub async fn substitute(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Signed,
    request: &request::Model,
    device: device::Model,
) -> Result<(), ActError> {
    let state = after(request, Act::Substitute)?;
    if request.device_id == Some(device.id) {
        return Err(ActError::Refused(Refusal::SameDevice));
    }
    let earlier = request
        .device_id
        .ok_or(ActError::Refused(Refusal::NotNow))?;
    let earlier = find_device(txn, earlier).await?;
    let device = suitable(app, txn, by, request, device).await?;
    // One device for another: the programme takes no more of the stock.
    let programme = programme_of(txn, request.programme_id).await?;
    let until = promised_until(app.clock.today());
    let at = by.at(app.clock.now());
    let mut notes = [
        (&earlier, EventKind::AllocationUndone),
        (&device, EventKind::DeviceAllocated),
    ];
    // In one order, whoever exchanges what: two people never wait for each other.
    notes.sort_by_key(|(device, _)| device.id);
    for (device, kind) in notes {
        let event = Event::of(kind).with("request", request.id.0);
        note_on_device(txn, at, device, event).await?;
    }
    let row = request::ActiveModel {
        state: Set(state),
        device_id: Set(Some(device.id)),
        decided_at: Set(Some(at.at)),
        decided_by: Set(Some(by.membership_id)),
        promised_until: Set(Some(until)),
        programme_version: Set(programme.saved_version),
        ..Default::default()
    };
    let event = Event::of(EventKind::DeviceSubstituted).with("from", earlier.id.0);
    promise(txn, at, request, row, event).await?;
    // A clearance names a model: for another one it is given anew, if the training still allows it.
    if device.model_key != earlier.model_key
        && let Some(standing) = issued_clearance(txn, request.id).await?
    {
        training::withdraw(txn, at, &standing, None).await?;
        training::issue_if_due(txn, at, request.id).await?;
    }
    tell(app, txn, by, request, Decision::Substituted(until)).await
}

/// Frees the devices whose promise is over, each in a transaction of its own; gives how many.
pub async fn free_lapsed(app: &App) -> Result<u64, Error> {
    let mut freed = 0;
    let mut last = RequestId(0);
    loop {
        let page = lapsed(app, last).await?;
        let Some(end) = page.last() else {
            return Ok(freed);
        };
        last = *end;
        for id in page {
            freed += u64::from(free(app, id).await?);
        }
    }
}

/// The requests whose promise is over, in order.
async fn lapsed(app: &App, last: RequestId) -> Result<Vec<RequestId>, DbErr> {
    ending(request::Entity::find(), app.clock.today(), app.clock.now())
        .select_only()
        .column(request::Column::Id)
        .filter(request::COLUMN.id.gt(last))
        .order_by_asc(request::Column::Id)
        .limit(PAGE)
        .into_tuple()
        .all(&app.db)
        .await
}

/// Frees one device, and tells who speaks for the recipient; false when somebody was faster.
async fn free(app: &App, id: RequestId) -> Result<bool, Error> {
    let now = app.clock.now();
    let write = app.write().await?;
    // Cleared, taken back or handed over since the list was read: there is nothing to free.
    let request = ending(request::Entity::find(), app.clock.today(), now)
        .filter(request::COLUMN.id.eq(id))
        .one(&*write)
        .await?;
    let Some(request) = request else {
        return Ok(false);
    };
    // Nobody decides this: the day was said when the device was promised.
    let nobody = By {
        actor: None,
        at: now,
    };
    match take_back(app, &write, nobody, &request, EventKind::AllocationLapsed).await {
        Ok(()) => {}
        Err(ActError::Refused(_) | ActError::Other(Error::Changed)) => return Ok(false),
        Err(ActError::Other(error)) => return Err(error),
    }
    if let Some(letter) = letters::lapsed(app, &*write, &request).await? {
        let kind = OutboxKind::AllocationUndone;
        mail::queue(&*write, &app.keys, kind, false, &letter, now).await?;
    }
    write.commit().await?;
    Ok(true)
}
