//! The events in the order of the export and of the root, a page at a time.
use super::Subject;
use entities::event;
use sea_orm::{
    Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

/// Events per query: a few megabytes.
pub const SIZE: u64 = 4000;

/// The events of one kind of subject after this id and number.
pub async fn after(
    db: &impl ConnectionTrait,
    subject: Subject,
    last: Option<(i32, i32)>,
) -> Result<Vec<event::Model>, DbErr> {
    let mut events = event::Entity::find().filter(event::COLUMN.subject_kind.eq(subject.key()));
    if let Some((id, seq)) = last {
        // The first condition alone lets both engines enter the primary key there.
        events = events.filter(event::COLUMN.subject_id.gte(id)).filter(
            Condition::any()
                .add(event::COLUMN.subject_id.gt(id))
                .add(event::COLUMN.seq.gt(seq)),
        );
    }
    events
        .order_by_asc(event::COLUMN.subject_id)
        .order_by_asc(event::COLUMN.seq)
        .limit(SIZE)
        .all(db)
        .await
}
