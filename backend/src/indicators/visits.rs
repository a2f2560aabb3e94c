//! Appointments at pick-up points, and passes given: counted like the rest, grouped by site and quarter in the database.
use super::{
    queries::{Span, one},
    rules::{Figure, publishing::Count},
};
use entities::{
    appointment::{self, AppointmentState},
    pass_grant,
    programme::ProgrammeId,
    request,
    site::SiteId,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QuerySelect,
    RelationDef, sea_query::Expr,
};

/// Appointments that somebody came to, or did not; those moved or cancelled before are neither.
pub async fn appointments(
    db: &impl ConnectionTrait,
    programme: ProgrammeId,
    span: &Span,
) -> Result<Vec<Count>, DbErr> {
    let to_request: RelationDef = appointment::Entity::belongs_to(request::Entity)
        .from(appointment::Column::RequestId)
        .to(request::Column::Id)
        .into();
    let rows: Vec<(SiteId, AppointmentState, i32, i64)> = appointment::Entity::find()
        .select_only()
        .column(appointment::Column::SiteId)
        .column(appointment::Column::State)
        .expr_as(span.quarter(appointment::Column::StartsAt), "span")
        .column_as(appointment::Column::Id.count(), "appointments")
        .join(JoinType::InnerJoin, to_request)
        .filter(request::COLUMN.programme_id.eq(programme))
        .filter(span.within(appointment::Column::StartsAt))
        .group_by(appointment::Column::SiteId)
        .group_by(appointment::Column::State)
        .group_by(Expr::col("span"))
        .into_tuple()
        .all(db)
        .await?;
    let count = |(site, state, quarter, count)| {
        let figure = match state {
            AppointmentState::Held => Figure::AppointmentsHeld,
            AppointmentState::Missed => Figure::AppointmentsMissed,
            AppointmentState::Booked | AppointmentState::Moved | AppointmentState::Cancelled => {
                return None;
            }
        };
        Some(one(figure, site, quarter, count))
    };
    Ok(rows.into_iter().filter_map(count).collect())
}

/// How often passes were given, whatever became of them. Not the passes: ten of them are one person.
pub async fn passes(
    db: &impl ConnectionTrait,
    programme: ProgrammeId,
    span: &Span,
) -> Result<Vec<Count>, DbErr> {
    let to_request: RelationDef = pass_grant::Entity::belongs_to(request::Entity)
        .from(pass_grant::Column::RequestId)
        .to(request::Column::Id)
        .into();
    let rows: Vec<(SiteId, i32, i64)> = pass_grant::Entity::find()
        .select_only()
        .column(request::Column::PickupSiteId)
        .expr_as(span.quarter(pass_grant::Column::GivenAt), "span")
        .column_as(pass_grant::Column::Id.count(), "grants")
        .join(JoinType::InnerJoin, to_request)
        .filter(pass_grant::COLUMN.programme_id.eq(programme))
        .filter(span.within(pass_grant::Column::GivenAt))
        .group_by(request::Column::PickupSiteId)
        .group_by(Expr::col("span"))
        .into_tuple()
        .all(db)
        .await?;
    let count = |(site, quarter, count)| one(Figure::PassesGiven, site, quarter, count);
    Ok(rows.into_iter().map(count).collect())
}
