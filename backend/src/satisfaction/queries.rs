//! How many there are to ask about a session.
use entities::{
    attendance::{self, AttendanceState},
    enrolment,
    programme::{self, ProgrammeId},
    request,
    training_session::TrainingSessionId,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QuerySelect,
    RelationDef,
};
use std::collections::BTreeMap;

/// A programme and how many were present under it.
pub struct Present {
    pub programme: programme::Model,
    pub people: i32,
}

/// Who was present at a session, by programme.
pub async fn present(
    db: &impl ConnectionTrait,
    session: TrainingSessionId,
) -> Result<Vec<Present>, DbErr> {
    let to_enrolment: RelationDef = attendance::Entity::belongs_to(enrolment::Entity)
        .from(attendance::Column::EnrolmentId)
        .to(enrolment::Column::Id)
        .into();
    let to_request: RelationDef = enrolment::Entity::belongs_to(request::Entity)
        .from(enrolment::Column::RequestId)
        .to(request::Column::Id)
        .into();
    let counts: Vec<(ProgrammeId, i64)> = attendance::Entity::find()
        .select_only()
        .column(request::Column::ProgrammeId)
        .column_as(attendance::Column::EnrolmentId.count(), "people")
        .join(JoinType::InnerJoin, to_enrolment)
        .join(JoinType::InnerJoin, to_request)
        .filter(attendance::COLUMN.session_id.eq(session))
        .filter(attendance::COLUMN.state.eq(AttendanceState::Present))
        .group_by(request::Column::ProgrammeId)
        .into_tuple()
        .all(db)
        .await?;
    let counts: BTreeMap<ProgrammeId, i64> = counts.into_iter().collect();
    let programmes = programme::Entity::find()
        .filter(programme::COLUMN.id.is_in(counts.keys().copied()))
        .all(db)
        .await?;
    let present = programmes.into_iter().map(|programme| {
        let people = counts.get(&programme.id).copied().unwrap_or_default();
        Present {
            people: i32::try_from(people).unwrap_or(i32::MAX),
            programme,
        }
    });
    Ok(present.collect())
}
