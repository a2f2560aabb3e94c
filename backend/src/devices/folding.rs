//! The texts devices are found by, computed again after an upgrade that computes them otherwise.
use crate::marks::Marks;
use entities::device;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

/// Devices read at once.
const PAGE: u64 = 1_000;

/// Brings every device's `search` to what the program computes now; says how many were otherwise. No event
/// records it: the column is no part of the proof (docs/JOURNAL.md).
pub async fn fold_again(db: &impl ConnectionTrait) -> Result<u64, DbErr> {
    let (mut last, mut changed) = (None, 0);
    loop {
        let mut page = device::Entity::find()
            .order_by_asc(device::Column::Id)
            .limit(PAGE);
        if let Some(last) = last {
            page = page.filter(device::COLUMN.id.gt(last));
        }
        let devices = page.all(db).await?;
        let Some(end) = devices.last() else {
            return Ok(changed);
        };
        last = Some(end.id);
        for row in &devices {
            let search = Marks::of(row).search();
            if row.search == search {
                continue;
            }
            let folded = device::ActiveModel {
                search: Set(search),
                ..Default::default()
            };
            // Whoever moves the device meanwhile leaves this text as it is.
            let written = device::Entity::update_many()
                .set(folded)
                .filter(device::COLUMN.id.eq(row.id))
                .filter(device::COLUMN.search.eq(row.search.as_str()))
                .exec(db)
                .await?;
            changed += written.rows_affected;
        }
    }
}
