//! Recording which software was installed on a device in this stay.
use super::{actions::BenchError, images::Image, queries, rules::Blocker};
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::WorkAtBench},
    journal::{self, Event, EventKind},
    web::Error,
};
use entities::{
    device::{self, DeviceKind, Stage},
    device_software,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr,
    EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

/// Keeps what was installed. The same said again changes nothing.
pub async fn record(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<WorkAtBench>,
    code: &str,
    image: &Image,
    release: &str,
) -> Result<(), BenchError> {
    let work = queries::device_at_bench(txn, by, code)
        .await?
        .ok_or(BenchError::Other(Error::NotFound))?;
    let device = &work.device;
    match device.stage {
        Stage::Received | Stage::Triage | Stage::Refurbishment => {}
        // What is checked stays as it is: it is sent back first.
        Stage::QualityCheck
        | Stage::Announced
        | Stage::NotReceived
        | Stage::Ready
        | Stage::Scrapped => return Err(Blocker::MovedOn.into()),
    }
    let same = |row: &device_software::Model| {
        row.image == image.key
            && row.release == release
            && row.free == image.free
            && row.updates_until == image.updates_until
    };
    if work.software.installed.as_ref().is_some_and(same) {
        return Ok(());
    }
    let now = app.clock.now();
    let row = device_software::ActiveModel {
        device_id: Set(device.id),
        stay: Set(device.stay),
        image: Set(image.key.clone()),
        name: Set(image.name.clone()),
        release: Set(release.to_owned()),
        free: Set(image.free),
        updates_until: Set(image.updates_until),
        membership_id: Set(by.membership_id),
        at: Set(now),
        ..Default::default()
    };
    let row = row.insert(txn).await?;
    let event = Event::of(EventKind::SoftwareRecorded)
        .with("record", row.id)
        .with("image", row.image)
        .with("release", row.release)
        .with("free", row.free)
        .with(
            "updates_until",
            row.updates_until.map(|day| day.to_string()),
        );
    journal::record(txn, by.at(now), device, event).await?;
    Ok(())
}

/// What this person installed last on such a device: most likely what they install now.
pub async fn usual(
    db: &impl ConnectionTrait,
    by: &Signed,
    kind: DeviceKind,
) -> Result<Option<device_software::Model>, DbErr> {
    let such = device::Entity::find()
        .select_only()
        .column(device::Column::Id)
        .filter(device::COLUMN.kind.eq(kind))
        .into_query();
    device_software::Entity::find()
        .filter(device_software::COLUMN.membership_id.eq(by.membership_id))
        .filter(device_software::Column::DeviceId.in_subquery(such))
        .order_by_desc(device_software::COLUMN.id)
        .one(db)
        .await
}
