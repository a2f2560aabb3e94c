//! A device on its way between two workshops: how its way ends. The transfers themselves are another feature's.
use super::actions::Known;
use crate::journal::{self, By, ChangeError, Event, EventKind};
use entities::{
    device::{self, DeviceId},
    site,
    transfer::{self, TransferId},
    transfer_device::{self, TransferOutcome},
};
use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QuerySelect,
    QueryTrait, Set, SqlErr,
};

/// It has come to this workshop: where it was sent to, or wherever else it turned up. The event names the transfer
/// it came with.
pub async fn end(
    txn: &DatabaseTransaction,
    by: By,
    device: &device::Model,
    (site, known): (&site::Model, Known),
    transfer: Option<TransferId>,
) -> Result<device::Model, ChangeError> {
    let event = Event::of(EventKind::DeviceMoved)
        .with("from", device.site_id.map(|from| from.0))
        .with("to", site.id.0)
        .with("transfer", transfer.map(|transfer| transfer.0))
        .with("scanned", known == Known::Scanned);
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

/// These devices had not arrived: what this arrival ended counts on them again. Somebody may have put one on another
/// transfer meanwhile: one wins, the other is told.
pub async fn arrived_not(
    txn: &DatabaseTransaction,
    devices: &[DeviceId],
    arrival: By,
) -> Result<(), ChangeError> {
    let open_again = transfer_device::Entity::update_many()
        .set(transfer_device::ActiveModel {
            ended_at: Set(None),
            outcome: Set(None),
            ended_site_id: Set(None),
            ended_by: Set(None),
            ..Default::default()
        })
        .filter(
            transfer_device::COLUMN
                .device_id
                .is_in(devices.iter().copied()),
        )
        .filter(transfer_device::Column::EndedAt.eq(arrival.at))
        .filter(transfer_device::Column::EndedBy.eq(arrival.actor))
        // What was taken off a list did not arrive.
        .filter(transfer_device::COLUMN.ended_site_id.is_not_null())
        .exec(txn)
        .await;
    match open_again {
        Ok(_) => Ok(()),
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            Err(ChangeError::Changed)
        }
        Err(error) => Err(error.into()),
    }
}

/// It had not left: it is still to be sent with this transfer. Called once the device itself is no longer on its way.
pub async fn left_not(
    txn: &DatabaseTransaction,
    device: DeviceId,
    transfer: TransferId,
    departure: By,
) -> Result<(), ChangeError> {
    let to_send = transfer_device::Entity::update_many()
        .set(transfer_device::ActiveModel {
            sent_at: Set(None),
            sent_by: Set(None),
            ..Default::default()
        })
        .filter(transfer_device::COLUMN.device_id.eq(device))
        .filter(transfer_device::COLUMN.transfer_id.eq(transfer))
        .filter(transfer_device::Column::SentAt.eq(departure.at))
        .filter(transfer_device::COLUMN.ended_at.is_null())
        .exec(txn)
        .await?;
    if to_send.rows_affected == 0 {
        return Err(ChangeError::Changed);
    }
    Ok(())
}
