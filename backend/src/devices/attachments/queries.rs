//! The files attached to devices, each person seeing those of the devices they see.
use crate::{
    auth::{
        Signed,
        permissions::{KeepLibrary, RemoveAttachments},
    },
    devices::queries::visible_to,
};
use entities::{
    attachment::{self, AttachmentId},
    device::{self, DeviceId},
    loan_loss,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Query,
};

/// All files but, for whoever does not keep the library, the papers of declared losses: they tell of people (law 8).
fn open_to(by: &Signed) -> Condition {
    if by.may(KeepLibrary) || by.may(RemoveAttachments) {
        return Condition::all();
    }
    let papers = Query::select()
        .column(loan_loss::Column::AttachmentId)
        .from(loan_loss::Entity)
        .and_where(loan_loss::COLUMN.attachment_id.is_not_null())
        .take();
    Condition::all().add(attachment::Column::Id.not_in_subquery(papers))
}

/// The files of a device that are this person's to open, the latest first, removed ones among them.
pub async fn of_device(
    db: &impl ConnectionTrait,
    by: &Signed,
    device: DeviceId,
) -> Result<Vec<attachment::Model>, DbErr> {
    attachment::Entity::find()
        .filter(open_to(by))
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
    let found = attachment::Entity::find_by_id(id)
        .filter(open_to(by))
        .one(db)
        .await?;
    let Some(found) = found else {
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
