//! A device on its way between two workshops: how its way ends. The transfers themselves are another feature's.
use crate::journal::{self, By, ChangeError, Event, EventKind};
use entities::{
    device::{self, DeviceId},
    site,
    transfer::{self, TransferId},
    transfer_device::{self, TransferOutcome},
};
use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QuerySelect,
    QueryTrait, Set,
};

/// It is scanned in at this workshop: where it was sent to, or wherever else it turned up. The event names the transfer
/// it came with.
pub async fn end(
    txn: &DatabaseTransaction,
    by: By,
    device: &device::Model,
    site: &site::Model,
    transfer: Option<TransferId>,
) -> Result<device::Model, ChangeError> {
    let event = Event::of(EventKind::DeviceMoved)
        .with("from", device.site_id.map(|from| from.0))
        .with("to", site.id.0)
        .with("transfer", transfer.map(|transfer| transfer.0));
    let change = device::ActiveModel {
        site_id: Set(Some(site.id)),
        // What was not scanned out may still be noted in a box of where it came from.
        container_id: Set(None),
        transfer_id: Set(None),
        ..Default::default()
    };
    let arrived = journal::change(txn, by, device, change, event).await?;
    note_arrivals(txn, by, &[device.id], site).await?;
    Ok(arrived)
}

/// These devices are at this site now: a transfer that still counted on one of them need not any more.
pub async fn note_arrivals(
    txn: &DatabaseTransaction,
    by: By,
    devices: &[DeviceId],
    site: &site::Model,
) -> Result<(), DbErr> {
    let counted_on = transfer_device::Entity::find()
        .filter(
            transfer_device::COLUMN
                .device_id
                .is_in(devices.iter().copied()),
        )
        .filter(transfer_device::COLUMN.ended_at.is_null())
        .one(txn)
        .await?;
    // As good as always: hardly any device is on a transfer.
    if counted_on.is_none() {
        return Ok(());
    }
    let with_end = |column: transfer::Column| {
        let transfers = transfer::Entity::find()
            .select_only()
            .column(transfer::Column::Id)
            .filter(column.eq(site.id));
        transfer_device::Column::TransferId.in_subquery(transfers.into_query())
    };
    let ends = [
        (
            Condition::all().add(with_end(transfer::Column::ToSiteId)),
            TransferOutcome::Arrived,
        ),
        (
            Condition::all().add(with_end(transfer::Column::FromSiteId)),
            TransferOutcome::Returned,
        ),
        (Condition::all(), TransferOutcome::Elsewhere),
    ];
    for (of_these, outcome) in ends {
        transfer_device::Entity::update_many()
            .set(transfer_device::ActiveModel {
                ended_at: Set(Some(by.at)),
                outcome: Set(Some(outcome)),
                ended_site_id: Set(Some(site.id)),
                ended_by: Set(by.actor),
                ..Default::default()
            })
            .filter(
                transfer_device::COLUMN
                    .device_id
                    .is_in(devices.iter().copied()),
            )
            .filter(transfer_device::COLUMN.ended_at.is_null())
            .filter(of_these)
            .exec(txn)
            .await?;
    }
    Ok(())
}
