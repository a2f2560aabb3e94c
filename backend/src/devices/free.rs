//! Which devices are there to be given.
use entities::{
    device::{self, DeviceKind, Stage},
    handover,
    request::{self, RequestState},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select};

/// Devices that are ready, in house, promised to nobody and no piece of the lending library: of one kind, or of all.
#[must_use]
pub fn free_devices(kind: Option<DeviceKind>) -> Select<device::Entity> {
    let promised = request::Entity::find()
        .select_only()
        .column(request::Column::DeviceId)
        .filter(request::COLUMN.state.eq(RequestState::Allocated))
        .into_query();
    let handed_over = handover::Entity::find()
        .select_only()
        .column(handover::Column::DeviceId)
        .filter(handover::COLUMN.ended_at.is_null())
        .into_query();
    let free = device::Entity::find()
        .filter(device::COLUMN.stage.eq(Stage::Ready))
        .filter(device::COLUMN.site_id.is_not_null())
        .filter(device::COLUMN.item_id.is_null())
        .filter(device::COLUMN.id.not_in_subquery(promised))
        .filter(device::COLUMN.id.not_in_subquery(handed_over));
    match kind {
        Some(kind) => free.filter(device::COLUMN.kind.eq(kind)),
        None => free,
    }
}
