//! The files attached to devices, each person seeing those of the devices they see.
use crate::{
    auth::{Signed, permissions::RemoveAttachments},
    devices::queries::visible_to,
};
use entities::{
    attachment::{self, AttachmentId},
    device::{self, DeviceId},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

/// The files of a device, the latest first, removed ones among them.
pub async fn of_device(
    db: &impl ConnectionTrait,
    device: DeviceId,
) -> Result<Vec<attachment::Model>, DbErr> {
    attachment::Entity::find()
        .filter(attachment::COLUMN.device_id.eq(device))
        .order_by_desc(attachment::Column::Id)
        .all(db)
        .await
}

/// This very file, if the device has it already.
pub async fn same(
    db: &impl ConnectionTrait,
    device: DeviceId,
    sha256: &str,
) -> Result<Option<attachment::Model>, DbErr> {
    attachment::Entity::find()
        .filter(attachment::COLUMN.device_id.eq(device))
        .filter(attachment::COLUMN.sha256.eq(sha256))
        .filter(attachment::COLUMN.removed_at.is_null())
        .one(db)
        .await
}

/// A file whose device the person may see; any for who may remove it.
pub async fn attachment(
    db: &impl ConnectionTrait,
    by: &Signed,
    id: AttachmentId,
) -> Result<Option<attachment::Model>, DbErr> {
    let Some(found) = attachment::Entity::find_by_id(id).one(db).await? else {
        return Ok(None);
    };
    if by.may(RemoveAttachments) {
        return Ok(Some(found));
    }
    let device = device::Entity::find_by_id(found.device_id)
        .filter(visible_to(by))
        .one(db)
        .await?;
    Ok(device.map(|_| found))
}

/// Up to `limit` files that are still there, with their devices, the latest first, from below `below`.
pub async fn kept(
    db: &impl ConnectionTrait,
    below: Option<i32>,
    limit: u64,
) -> Result<Vec<(attachment::Model, device::Model)>, DbErr> {
    let mut files = attachment::Entity::find()
        .filter(attachment::COLUMN.removed_at.is_null())
        .order_by_desc(attachment::Column::Id)
        .limit(limit);
    if let Some(below) = below {
        files = files.filter(attachment::COLUMN.id.lt(AttachmentId(below)));
    }
    let files = files.all(db).await?;
    let devices = device::Entity::find()
        .filter(
            device::COLUMN
                .id
                .is_in(files.iter().map(|file| file.device_id)),
        )
        .all(db)
        .await?;
    let device_of = |id| devices.iter().find(|device| device.id == id).cloned();
    Ok(files
        .into_iter()
        .filter_map(|file| device_of(file.device_id).map(|device| (file, device)))
        .collect())
}
