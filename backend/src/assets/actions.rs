//! Taking a list in: once for each file, whole or not at all; and what an owner settles beside it.
use super::{
    columns::{Field, folded},
    file::Line,
};
use crate::{
    journal::{self, By, ChangeError, Event, EventKind, accounts::LinesHash, counted::LINES},
    keys::sha256_hex,
};
use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    asset_duration,
    asset_import::{self, AssetImportId},
    asset_line, asset_mapping,
    membership::MembershipId,
    organisation::OrganisationId,
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, SqlErr,
    sea_query::OnConflict,
};
use std::collections::BTreeMap;

/// Lines written at a time: twelve values each, below what a statement of either engine may bind.
const CHUNK: usize = 2_000;

/// Whose list it is, of which day, and the bytes it came as.
#[derive(Clone, Copy, Debug)]
pub struct Sent<'f> {
    pub owner: OrganisationId,
    pub as_of: NaiveDate,
    pub bytes: &'f [u8],
}

/// What came of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Landed {
    Now(AssetImportId),
    /// The same file of this owner was taken in before: nothing changed.
    Before(AssetImportId),
}

/// The list that this file of the owner became, if it was taken in.
pub async fn known(
    db: &impl ConnectionTrait,
    sent: Sent<'_>,
) -> Result<Option<AssetImportId>, DbErr> {
    let found = asset_import::Entity::find()
        .filter(asset_import::COLUMN.owner_id.eq(sent.owner))
        .filter(asset_import::Column::FileSha256.eq(sha256_hex(sent.bytes)))
        .one(db)
        .await?;
    Ok(found.map(|row| row.id))
}

/// Takes a list in.
///
/// # Errors
/// [`ChangeError::Changed`] when the same file comes in at the same moment by somebody else.
pub async fn land(
    txn: &impl ConnectionTrait,
    by: By,
    sent: Sent<'_>,
    lines: &[Line],
    refused: usize,
) -> Result<Landed, ChangeError> {
    if let Some(id) = known(txn, sent).await? {
        return Ok(Landed::Before(id));
    }
    let import = asset_import::ActiveModel {
        owner_id: Set(sent.owner),
        as_of: Set(sent.as_of),
        file_sha256: Set(sha256_hex(sent.bytes)),
        line_count: Set(count(lines.len())),
        refused: Set(count(refused)),
        value_cents: Set(lines.iter().map(|line| line.value_cents).sum()),
        net_book_cents: Set(lines.iter().map(|line| line.net_book_cents).sum()),
        membership_id: Set(by.actor),
        imported_at: Set(by.at),
        ..Default::default()
    };
    let mut hash = LinesHash::default();
    for (place, line) in (1..).zip(lines) {
        hash.add(&row(sent.owner, place, line));
    }
    let event = Event::of(EventKind::AssetsImported).with(LINES, hash.finish());
    let inserted: Result<asset_import::Model, DbErr> =
        journal::insert(txn, by, import, event).await;
    let import = match inserted {
        Ok(import) => import,
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            return Err(ChangeError::Changed);
        }
        Err(error) => return Err(error.into()),
    };
    let mut place = 0;
    for chunk in lines.chunks(CHUNK) {
        let models: Vec<asset_line::ActiveModel> = chunk
            .iter()
            .map(|line| {
                place += 1;
                asset_line::ActiveModel {
                    id: NotSet,
                    import_id: Set(import.id),
                    ..row(import.owner_id, place, line).into()
                }
            })
            .collect();
        asset_line::Entity::insert_many(models)
            .exec_without_returning(txn)
            .await?;
    }
    Ok(Landed::Now(import.id))
}

/// A line as it is kept, but for the numbers that the database gives.
fn row(owner: OrganisationId, place: i32, line: &Line) -> asset_line::Model {
    asset_line::Model {
        id: 0,
        import_id: AssetImportId(0),
        owner_id: owner,
        place,
        file_line: i32::try_from(line.line).unwrap_or(i32::MAX),
        inventory_number: line.inventory_number.clone(),
        accounting_number: line.accounting_number.clone(),
        designation: line.designation.clone(),
        account: line.account.clone(),
        acquired_on: line.acquired_on,
        value_cents: line.value_cents,
        net_book_cents: line.net_book_cents,
        subsidies: line.subsidies.clone(),
    }
}

fn count(of: usize) -> i32 {
    i32::try_from(of).unwrap_or(i32::MAX)
}

/// What the columns of this owner meant the last time.
pub async fn remembered(
    db: &impl ConnectionTrait,
    owner: OrganisationId,
) -> Result<BTreeMap<String, Field>, DbErr> {
    let row = asset_mapping::Entity::find_by_id(owner).one(db).await?;
    Ok(row
        .and_then(|row| serde_json::from_str(&row.mapping).ok())
        .unwrap_or_default())
}

/// Remembers what the columns of this owner mean.
pub async fn remember(
    txn: &impl ConnectionTrait,
    owner: OrganisationId,
    headers: &[String],
    fields: &[Field],
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let mapping: BTreeMap<String, Field> = headers
        .iter()
        .map(|header| folded(header))
        .zip(fields.iter().copied())
        .collect();
    let mapping = serde_json::to_string(&mapping)
        .map_err(|error| DbErr::Custom(format!("a mapping is always JSON: {error}")))?;
    let row = asset_mapping::ActiveModel {
        owner_id: Set(owner),
        mapping: Set(mapping),
        updated_at: Set(now),
    };
    let again = OnConflict::column(asset_mapping::Column::OwnerId)
        .update_columns([
            asset_mapping::Column::Mapping,
            asset_mapping::Column::UpdatedAt,
        ])
        .to_owned();
    asset_mapping::Entity::insert(row)
        .on_conflict(again)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// Says over how many years an account of the owner is written off; none takes the account out.
pub async fn set_duration(
    txn: &impl ConnectionTrait,
    (owner, account): (OrganisationId, &str),
    years: Option<i32>,
    membership: MembershipId,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let Some(years) = years else {
        asset_duration::Entity::delete_many()
            .filter(asset_duration::COLUMN.owner_id.eq(owner))
            .filter(asset_duration::Column::Account.eq(account))
            .exec(txn)
            .await?;
        return Ok(());
    };
    let row = asset_duration::ActiveModel {
        owner_id: Set(owner),
        account: Set(account.to_owned()),
        years: Set(years),
        membership_id: Set(membership),
        at: Set(now),
    };
    let share = [
        asset_duration::Column::OwnerId,
        asset_duration::Column::Account,
    ];
    let again = OnConflict::columns(share)
        .update_columns([
            asset_duration::Column::Years,
            asset_duration::Column::MembershipId,
            asset_duration::Column::At,
        ])
        .to_owned();
    asset_duration::Entity::insert(row)
        .on_conflict(again)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}
