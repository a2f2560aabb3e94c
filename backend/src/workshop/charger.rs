//! Whether a charger goes with a device, asked once, when its check is signed.
use super::{actions::BenchError, queries::Work, questions::Sent, rules::Blocker};
use crate::{
    auth::Signed,
    supplies::{
        actions::{self as supplies, At, SupplyError},
        catalogue::{self, Kind},
        queries::chargers,
    },
    web::{Choice, Words},
};
use chrono::{DateTime, Utc};
use entities::{
    device::{self, DeviceKind},
    quality_check::{self, Charger},
};
use sea_orm::{
    ActiveEnum, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};

/// The name of the question on the page.
pub const FIELD: &str = "charger";

/// What the checker says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    FromStock(&'static Kind),
    CameWith,
    Without,
}

impl Given {
    #[must_use]
    pub fn stored(self) -> (Charger, Option<String>) {
        match self {
            Self::FromStock(kind) => (Charger::FromStock, Some(kind.key.clone())),
            Self::CameWith => (Charger::CameWith, None),
            Self::Without => (Charger::Without, None),
        }
    }
}

/// Whether devices of this kind have a charger.
#[must_use]
pub fn asked_of(kind: DeviceKind) -> bool {
    match kind {
        DeviceKind::Tablet | DeviceKind::Phone | DeviceKind::Laptop => true,
        DeviceKind::Desktop | DeviceKind::Screen | DeviceKind::Accessory => false,
    }
}

/// What was sent. Of a page that said nothing, nothing is promised.
#[must_use]
pub fn read(sent: &Sent, kind: DeviceKind) -> Option<Given> {
    if !asked_of(kind) {
        return None;
    }
    let chosen = sent.get(FIELD).map(String::as_str).unwrap_or_default();
    let charger = catalogue::kind(chosen).filter(|kind| kind.charger);
    Some(match charger {
        Some(kind) => Given::FromStock(kind),
        None if chosen == Charger::CameWith.to_value() => Given::CameWith,
        None => Given::Without,
    })
}

/// The answers to choose from: none for a kind that has no charger.
pub async fn choices(
    db: &impl ConnectionTrait,
    words: Words,
    device: &device::Model,
) -> Result<Vec<Choice>, DbErr> {
    if !asked_of(device.kind) {
        return Ok(Vec::new());
    }
    let came_with = Charger::CameWith.to_value();
    let mut choices = vec![Choice::new(came_with, words.say("charger-came-with"))];
    if let Some(site) = device.site_id {
        for line in chargers(db, site).await? {
            let kind = line.kind.name(words.lang).to_owned();
            let said = words.with("kind", kind).say("charger-from-stock");
            let left = words.with("count", line.quantity).say("charger-left");
            choices.push(Choice::new(&line.kind.key, said).hint(left));
        }
    }
    let without = Charger::Without.to_value();
    choices.push(Choice::new(without, words.say("charger-choose-none")));
    Ok(choices)
}

/// What is chosen at first: as for the last device of the same model, else nothing is promised.
pub async fn usual(
    db: &impl ConnectionTrait,
    device: &device::Model,
    choices: &[Choice],
) -> Result<String, DbErr> {
    let same_model = device::Entity::find()
        .select_only()
        .column(device::Column::Id)
        .filter(device::COLUMN.model_key.eq(&device.model_key))
        .into_query();
    let last = quality_check::Entity::find()
        .filter(quality_check::Column::DeviceId.in_subquery(same_model))
        .filter(quality_check::COLUMN.charger.is_not_null())
        .order_by_desc(quality_check::Column::Id)
        .one(db)
        .await?;
    let usual = last.and_then(|check| check.charger_kind.or(Some(check.charger?.to_value())));
    let offered = usual.filter(|usual| choices.iter().any(|choice| choice.is(usual)));
    Ok(offered.unwrap_or_else(|| Charger::Without.to_value()))
}

/// Takes it out of the stock of the device's site, where it comes from there.
pub async fn take(
    txn: &impl ConnectionTrait,
    by: &Signed,
    work: &Work,
    given: Given,
    now: DateTime<Utc>,
) -> Result<(), BenchError> {
    let Given::FromStock(kind) = given else {
        return Ok(());
    };
    let site = work.device.site_id.ok_or(Blocker::MovedOn)?;
    let at = At {
        site,
        kind,
        by: by.membership_id,
        now,
    };
    match supplies::use_for(txn, at, &work.device).await {
        Ok(()) => Ok(()),
        Err(SupplyError::NotEnough | SupplyError::Changed) => Err(Blocker::ChargerGone.into()),
        Err(SupplyError::Db(error)) => Err(error.into()),
    }
}
