//! What lines were paid for: found by what people type, and called by what they read on it.
use crate::{devices::queries::path_of, web::Words};
use entities::{
    device::{self, DeviceId},
    fund_agreement::Expense,
    fund_line,
    part::{self, PartId},
    pass_settlement::{self, PassSettlementId},
    site::{self, SiteId},
    training_session::{self, TrainingSessionId},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use std::collections::BTreeMap;

/// The workshops that are open, by name.
pub async fn workshops(db: &impl ConnectionTrait) -> Result<Vec<site::Model>, DbErr> {
    site::Entity::find()
        .filter(site::COLUMN.is_workshop.eq(true))
        .filter(site::COLUMN.closed_at.is_null())
        .order_by_asc(site::Column::Name)
        .all(db)
        .await
}

/// The device that bears this code.
pub async fn device(
    db: &impl ConnectionTrait,
    code: Option<&str>,
) -> Result<Option<DeviceId>, DbErr> {
    let Some(code) = code else { return Ok(None) };
    let found = device::Entity::find()
        .filter(device::COLUMN.label_code.eq(code))
        .one(db)
        .await?;
    Ok(found.map(|row| row.id))
}

/// The part that bears this code.
pub async fn part(db: &impl ConnectionTrait, code: Option<&str>) -> Result<Option<PartId>, DbErr> {
    let Some(code) = code else { return Ok(None) };
    let found = part::Entity::find()
        .filter(part::COLUMN.code.eq(code))
        .one(db)
        .await?;
    Ok(found.map(|row| row.id))
}

/// The training session of this number, if it was not cancelled.
pub async fn session(
    db: &impl ConnectionTrait,
    number: Option<i32>,
) -> Result<Option<TrainingSessionId>, DbErr> {
    let Some(number) = number else {
        return Ok(None);
    };
    let found = training_session::Entity::find_by_id(TrainingSessionId(number))
        .filter(training_session::COLUMN.cancelled_at.is_null())
        .one(db)
        .await?;
    Ok(found.map(|row| row.id))
}

/// The settlement of passes of this number.
pub async fn settlement(
    db: &impl ConnectionTrait,
    number: Option<i32>,
) -> Result<Option<PassSettlementId>, DbErr> {
    let Some(number) = number else {
        return Ok(None);
    };
    let found = pass_settlement::Entity::find_by_id(PassSettlementId(number))
        .one(db)
        .await?;
    Ok(found.map(|row| row.id))
}

/// What lines were paid for, by name: each kind asked for once.
pub struct Things {
    pub devices: BTreeMap<DeviceId, Option<String>>,
    pub parts: BTreeMap<PartId, String>,
    pub sites: BTreeMap<SiteId, String>,
}

impl Things {
    pub async fn of(db: &impl ConnectionTrait, lines: &[fund_line::Model]) -> Result<Self, DbErr> {
        let devices: Vec<(DeviceId, Option<String>)> = device::Entity::find()
            .select_only()
            .columns([device::Column::Id, device::Column::LabelCode])
            .filter(
                device::COLUMN
                    .id
                    .is_in(lines.iter().filter_map(|line| line.device_id)),
            )
            .into_tuple()
            .all(db)
            .await?;
        let parts: Vec<(PartId, String)> = part::Entity::find()
            .select_only()
            .columns([part::Column::Id, part::Column::Code])
            .filter(
                part::COLUMN
                    .id
                    .is_in(lines.iter().filter_map(|line| line.part_id)),
            )
            .into_tuple()
            .all(db)
            .await?;
        let sites: Vec<(SiteId, String)> = site::Entity::find()
            .select_only()
            .columns([site::Column::Id, site::Column::Name])
            .filter(
                site::COLUMN
                    .id
                    .is_in(lines.iter().filter_map(|line| line.site_id)),
            )
            .into_tuple()
            .all(db)
            .await?;
        Ok(Self {
            devices: devices.into_iter().collect(),
            parts: parts.into_iter().collect(),
            sites: sites.into_iter().collect(),
        })
    }

    /// What a line was paid for, as a page and a table call it.
    #[must_use]
    pub fn name(&self, words: Words, line: &fund_line::Model) -> String {
        let numbered = |key, id: i32| words.with("number", id.to_string()).say(key);
        match line.expense {
            Some(Expense::Device) => line.device_id.map_or_else(String::new, |id| {
                let code = self.devices.get(&id).cloned().flatten();
                code.unwrap_or_else(|| numbered("fund-thing-unlabelled", id.0))
            }),
            Some(Expense::Part) => line
                .part_id
                .and_then(|id| self.parts.get(&id).cloned())
                .unwrap_or_default(),
            Some(Expense::WorkshopPost) => line
                .site_id
                .and_then(|id| self.sites.get(&id).cloned())
                .unwrap_or_default(),
            Some(Expense::Training) => line
                .session_id
                .map_or_else(String::new, |id| numbered("fund-thing-session", id.0)),
            Some(Expense::Pass) => line
                .settlement_id
                .map_or_else(String::new, |id| numbered("fund-thing-settlement", id.0)),
            Some(Expense::Internet) | None => String::new(),
        }
    }

    /// Where the device of a line is read.
    #[must_use]
    pub fn address(&self, line: &fund_line::Model) -> Option<String> {
        let id = line.device_id?;
        let code = self.devices.get(&id).and_then(Option::as_deref);
        Some(path_of(code, id))
    }
}

/// Minutes as hours: `1 h 30`.
#[must_use]
pub fn hours(words: Words, minutes: i64) -> String {
    words
        .with("hours", words.number(minutes / 60))
        .with("minutes", format!("{:02}", minutes % 60))
        .say("fund-hours")
}
