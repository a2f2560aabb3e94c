//! The hours of the person's own organisation; those of another are not there.
use crate::auth::{Signed, joins::to_account};
use chrono::NaiveDate;
use entities::{
    account, hours_consent,
    membership::{self, MembershipId, Role},
    work_hours,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

/// Whether the organisation keeps hours, and since when.
pub async fn consent(
    db: &impl ConnectionTrait,
    by: &Signed,
) -> Result<Option<hours_consent::Model>, DbErr> {
    hours_consent::Entity::find()
        .filter(hours_consent::COLUMN.organisation_id.eq(by.organisation_id))
        .filter(hours_consent::COLUMN.ended_at.is_null())
        .one(db)
        .await
}

/// The workers of the organisation, by name.
pub async fn people(
    db: &impl ConnectionTrait,
    by: &Signed,
) -> Result<Vec<(MembershipId, String)>, DbErr> {
    membership::Entity::find()
        .select_only()
        .column(membership::Column::Id)
        .column(account::Column::Name)
        .join(sea_orm::JoinType::InnerJoin, to_account())
        .filter(membership::COLUMN.organisation_id.eq(by.organisation_id))
        .filter(membership::COLUMN.role.eq(Role::Worker))
        .filter(membership::COLUMN.ended_at.is_null())
        .order_by_asc(account::Column::Name)
        .order_by_asc(membership::Column::Id)
        .into_tuple()
        .all(db)
        .await
}

/// One day of one person, with their name for those who work with them.
pub struct Line {
    pub name: String,
    pub hours: work_hours::Model,
    pub skills: Vec<String>,
}

/// The days of a month, by name and then by day: never by how much.
pub async fn month(
    db: &impl ConnectionTrait,
    by: &Signed,
    (first, last): (NaiveDate, NaiveDate),
) -> Result<Vec<Line>, DbErr> {
    let rows = work_hours::Entity::find()
        .filter(work_hours::COLUMN.organisation_id.eq(by.organisation_id))
        .filter(work_hours::COLUMN.day.gte(first))
        .filter(work_hours::COLUMN.day.lte(last))
        .order_by_asc(work_hours::Column::Day)
        .all(db)
        .await?;
    let names: Vec<(MembershipId, String)> = membership::Entity::find()
        .select_only()
        .column(membership::Column::Id)
        .column(account::Column::Name)
        .join(sea_orm::JoinType::InnerJoin, to_account())
        .filter(
            membership::COLUMN
                .id
                .is_in(rows.iter().map(|row| row.membership_id)),
        )
        .into_tuple()
        .all(db)
        .await?;
    let mut lines: Vec<Line> = rows
        .into_iter()
        .map(|hours| Line {
            name: names
                .iter()
                .find(|(id, _)| *id == hours.membership_id)
                .map_or_else(String::new, |(_, name)| name.clone()),
            skills: serde_json::from_str(&hours.skills).unwrap_or_default(),
            hours,
        })
        .collect();
    lines.sort_by(|one, other| {
        (&one.name, one.hours.membership_id, one.hours.day).cmp(&(
            &other.name,
            other.hours.membership_id,
            other.hours.day,
        ))
    });
    Ok(lines)
}

/// What is noted of a person's day already.
pub async fn day(
    db: &impl ConnectionTrait,
    person: MembershipId,
    day: NaiveDate,
) -> Result<Option<work_hours::Model>, DbErr> {
    work_hours::Entity::find_by_id((person, day)).one(db).await
}
