//! A list against what is known outside it: the stock's serial numbers, the schools, and the columns
//! this source had the last time.
use super::list::{
    check::{self, Choices, Known},
    columns::{Mapping, Remembered},
    personal::CleanSheet,
    report::Report,
};
use crate::identifiers::fold;
use crate::{identifiers::Uai, keys::sha256_hex};
use chrono::{DateTime, Utc};
use entities::{device, import_mapping, organisation};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::OnConflict,
};
use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

/// Serial numbers asked for at once: SQLite takes 32,766 values in one statement.
const SERIALS_PER_QUERY: usize = 10_000;

/// What the stock and the directory know that a list may meet.
pub struct Stock {
    /// Manufacturers, folded, by serial number.
    serials: HashMap<String, Vec<String>>,
    /// Inventory numbers and asset tags of devices without a serial number.
    marks: HashSet<String>,
    schools: HashSet<String>,
}

impl Stock {
    /// Asks the stock for the serial numbers of a list, and the directory for its schools.
    pub async fn of(
        db: &impl ConnectionTrait,
        sheet: &CleanSheet,
        mapping: &Mapping,
    ) -> Result<Self, DbErr> {
        let listed: Vec<String> = check::serials(sheet, mapping)
            .map(Cow::into_owned)
            .collect();
        let mut serials: HashMap<String, Vec<String>> = HashMap::new();
        for some in listed.chunks(SERIALS_PER_QUERY) {
            let known: Vec<(Option<String>, String)> = device::Entity::find()
                .select_only()
                .column(device::Column::Serial)
                .column(device::Column::ManufacturerKey)
                .filter(device::Column::Serial.is_in(some.iter().map(String::as_str)))
                .into_tuple()
                .all(db)
                .await?;
            for (serial, manufacturer) in known {
                serials
                    .entry(serial.unwrap_or_default())
                    .or_default()
                    .push(manufacturer);
            }
        }
        let mut marks = HashSet::new();
        let listed: Vec<&str> = check::marks(sheet, mapping).collect();
        for some in listed.chunks(SERIALS_PER_QUERY) {
            for column in [device::Column::InventoryNumber, device::Column::AssetTag] {
                let known: Vec<Option<String>> = device::Entity::find()
                    .select_only()
                    .column(column)
                    .filter(device::Column::Serial.is_null())
                    .filter(column.is_in(some.iter().copied()))
                    .into_tuple()
                    .all(db)
                    .await?;
                marks.extend(known.into_iter().flatten());
            }
        }
        let schools: Vec<Option<String>> = organisation::Entity::find()
            .select_only()
            .column(organisation::Column::Uai)
            .filter(organisation::Column::Uai.is_not_null())
            .into_tuple()
            .all(db)
            .await?;
        Ok(Self {
            serials,
            marks,
            schools: schools.into_iter().flatten().collect(),
        })
    }

    /// Checks every line of the list.
    #[must_use]
    pub fn check<'a>(
        &self,
        sheet: &'a CleanSheet,
        mapping: &Mapping,
        choices: &Choices,
    ) -> Report<'a> {
        let known = Known {
            in_stock: &|manufacturer, serial| {
                self.serials
                    .get(serial)
                    .is_some_and(|makers| makers.iter().any(|maker| maker == manufacturer))
            },
            marked: &|mark| self.marks.contains(mark),
            school: &|uai: &Uai| self.schools.contains(uai.as_str()),
        };
        check::check(sheet, mapping, choices, &known)
    }
}

/// What was chosen for the columns of this source the last time.
pub async fn remembered(
    db: &impl ConnectionTrait,
    source: &str,
) -> Result<Option<Remembered>, DbErr> {
    let latest = import_mapping::Entity::find()
        .filter(import_mapping::COLUMN.source.eq(fold(source)))
        .order_by_desc(import_mapping::COLUMN.updated_at)
        .one(db)
        .await?;
    Ok(latest.and_then(|row| serde_json::from_str(&row.mapping).ok()))
}

/// Keeps the choice of columns for the next list of this source.
pub async fn remember(
    txn: &impl ConnectionTrait,
    source: &str,
    sheet: &CleanSheet,
    mapping: &Mapping,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let chosen = serde_json::to_string(&mapping.remember(sheet))
        .map_err(|error| DbErr::Custom(error.to_string()))?;
    import_mapping::Entity::insert(import_mapping::ActiveModel {
        source: Set(fold(source)),
        headers: Set(sha256_hex(sheet.headers().join("\n"))),
        mapping: Set(chosen),
        updated_at: Set(now),
    })
    .on_conflict(
        OnConflict::columns([
            import_mapping::Column::Source,
            import_mapping::Column::Headers,
        ])
        .update_columns([
            import_mapping::Column::Mapping,
            import_mapping::Column::UpdatedAt,
        ])
        .to_owned(),
    )
    .exec_without_returning(txn)
    .await?;
    Ok(())
}
