//! A row as the journal says it was at a moment.
use super::{Subject, back::set_by};
use chrono::{DateTime, Utc};
use entities::event;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;

/// The columns that the events up to a moment had set.
pub struct Then(BTreeMap<String, Value>);

impl Then {
    /// What this column was; a column that nothing had set yet is empty.
    pub fn column<T: DeserializeOwned>(&self, name: &str) -> Result<T, DbErr> {
        let value = self.0.get(name).cloned().unwrap_or(Value::Null);
        serde_json::from_value(value).map_err(|error| DbErr::Json(error.to_string()))
    }
}

/// The row at that moment; nothing if it had no event yet.
pub async fn as_of(
    db: &impl ConnectionTrait,
    (subject, id): (Subject, i32),
    moment: DateTime<Utc>,
) -> Result<Option<Then>, DbErr> {
    let events = event::Entity::find()
        .filter(event::COLUMN.subject_kind.eq(subject.key()))
        .filter(event::COLUMN.subject_id.eq(id))
        .filter(event::COLUMN.at.lte(moment))
        .order_by_asc(event::COLUMN.seq)
        .all(db)
        .await?;
    let mut columns = BTreeMap::new();
    for event in &events {
        columns.extend(set_by(event)?);
    }
    Ok((!events.is_empty()).then_some(Then(columns)))
}
