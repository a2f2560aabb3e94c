//! A new version of a checklist is begun, changed and published; a stay takes the list it is checked with.
use super::{
    edits::{self, Direction},
    queries,
};
use crate::{
    auth::{Allowed, permissions::ManageChecklists},
    keys::sha256_hex,
    web::Error,
    workshop::checklists::{Checklist, Fault, Item, ItemId, changes, faults, shipped},
};
use anyhow::Context;
use chrono::{DateTime, Utc};
use entities::{
    checklist::{self, ChecklistId},
    checklist_item,
    device::{self, DeviceKind},
    stay_checklist,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    Iterable, QueryFilter, sea_query::Expr,
};

/// The hash of questions as they are written down.
pub fn hash(items: &[Item]) -> Result<String, serde_json::Error> {
    let raw: Vec<_> = items.iter().map(Item::raw).collect();
    Ok(sha256_hex(serde_json::to_string(&raw)?))
}

/// Puts the lists that come with the program into the database: the first time, and when a newer program comes
/// with others. A list that a coordinator has made versions of, or is making one of, is theirs: the new one is
/// offered to them instead.
pub async fn take_in_shipped(txn: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u32, Error> {
    let mut taken = 0;
    for kind in DeviceKind::iter() {
        let items = shipped::list(kind);
        let sha256 = hash(items).context("questions can be written as JSON")?;
        let versions = queries::versions(txn, kind).await?;
        let known = versions
            .iter()
            .any(|version| version.sha256.as_ref() == Some(&sha256));
        let theirs = versions
            .last()
            .is_some_and(|newest| newest.membership_id.is_some())
            || queries::draft(txn, kind).await?.is_some();
        if known || theirs {
            continue;
        }
        let draft = checklist::ActiveModel {
            kind: Set(kind),
            revision: Set(0),
            changed_at: Set(now),
            ..Default::default()
        };
        let draft = checklist::Entity::insert(draft)
            .exec_with_returning(txn)
            .await
            .map_err(Error::second)?;
        write_items(txn, draft.id, items).await?;
        let number = versions
            .last()
            .and_then(|newest| newest.number)
            .unwrap_or(0)
            + 1;
        mark_published(txn, &draft, (number, sha256), now).await?;
        taken += 1;
    }
    Ok(taken)
}

/// What a draft begins as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begin {
    /// The newest version.
    Newest,
    /// The list that came with the program.
    Shipped,
}

/// Begins a new version of a list. Whoever comes second finds the draft that is there.
pub async fn begin(
    txn: &DatabaseTransaction,
    by: &Allowed<ManageChecklists>,
    (kind, from): (DeviceKind, Begin),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let newest = newest(txn, kind).await?;
    let items = match from {
        Begin::Newest => &newest.items,
        Begin::Shipped => shipped::list(kind),
    };
    let draft = checklist::ActiveModel {
        kind: Set(kind),
        revision: Set(0),
        membership_id: Set(Some(by.membership_id)),
        changed_at: Set(now),
        ..Default::default()
    };
    let draft = checklist::Entity::insert(draft)
        .exec_with_returning(txn)
        .await
        .map_err(Error::second)?;
    write_items(txn, draft.id, items).await?;
    Ok(())
}

/// One change of a draft.
pub enum Edit {
    Add(Item),
    Change(Item),
    Shift(ItemId, Direction),
    Remove(ItemId),
}

/// Changes the draft that a person saw at this revision.
pub async fn edit(
    txn: &DatabaseTransaction,
    by: &Allowed<ManageChecklists>,
    (kind, revision): (DeviceKind, i32),
    edit: Edit,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let draft = take(txn, by, (kind, revision), now).await?;
    let mut items = draft_items(txn, &draft).await?;
    let done = match edit {
        Edit::Add(item) => {
            edits::add(&mut items, item);
            Some(())
        }
        Edit::Change(item) => edits::change(&mut items, item),
        Edit::Shift(id, direction) => edits::shift(&mut items, &id, direction),
        Edit::Remove(id) => edits::remove(&mut items, &id),
    };
    done.ok_or(Error::NotFound)?;
    checklist_item::Entity::delete_many()
        .filter(checklist_item::COLUMN.checklist_id.eq(draft.id))
        .exec(txn)
        .await?;
    write_items(txn, draft.id, &items).await?;
    Ok(())
}

/// Throws a draft away.
pub async fn discard(
    txn: &DatabaseTransaction,
    by: &Allowed<ManageChecklists>,
    (kind, revision): (DeviceKind, i32),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let draft = take(txn, by, (kind, revision), now).await?;
    checklist_item::Entity::delete_many()
        .filter(checklist_item::COLUMN.checklist_id.eq(draft.id))
        .exec(txn)
        .await?;
    checklist::Entity::delete_by_id(draft.id).exec(txn).await?;
    Ok(())
}

/// Why a draft is not published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It is the newest version, word for word.
    Same,
    Faults(Vec<Fault>),
}

/// Publishes a draft: from now on a stay begins with it. Gives its number.
pub async fn publish(
    txn: &DatabaseTransaction,
    by: &Allowed<ManageChecklists>,
    (kind, revision): (DeviceKind, i32),
    now: DateTime<Utc>,
) -> Result<Result<i32, Unfit>, Error> {
    let draft = take(txn, by, (kind, revision), now).await?;
    let items = draft_items(txn, &draft).await?;
    let newest = newest(txn, kind).await?;
    if let Err(unfit) = fit(&newest.items, &items) {
        return Ok(Err(unfit));
    }
    let sha256 = hash(&items).context("questions can be written as JSON")?;
    let number = newest.number + 1;
    mark_published(txn, &draft, (number, sha256), now).await?;
    Ok(Ok(number))
}

/// Whether a draft may be published after this version.
pub fn fit(newest: &[Item], draft: &[Item]) -> Result<(), Unfit> {
    let faults = faults(draft);
    if !faults.is_empty() {
        Err(Unfit::Faults(faults))
    } else if changes(newest, draft).is_empty() {
        Err(Unfit::Same)
    } else {
        Ok(())
    }
}

/// Binds the present stay of a device to a list, at its first answer.
pub async fn begin_stay(
    txn: &impl ConnectionTrait,
    device: &device::Model,
    list: &Checklist,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = stay_checklist::ActiveModel {
        device_id: Set(device.id),
        stay: Set(device.stay),
        checklist_id: Set(list.id),
        begun_at: Set(now),
    };
    stay_checklist::Entity::insert(row)
        .exec_without_returning(txn)
        .await
        .map_err(Error::second)?;
    Ok(())
}

async fn newest(
    txn: &impl ConnectionTrait,
    kind: DeviceKind,
) -> Result<std::sync::Arc<Checklist>, Error> {
    let mut newest = queries::newest(txn, [kind]).await?;
    newest.remove(&kind).ok_or(Error::NotFound)
}

/// Takes the draft in hand as this person saw it; somebody else's change since then is told.
async fn take(
    txn: &DatabaseTransaction,
    by: &Allowed<ManageChecklists>,
    (kind, revision): (DeviceKind, i32),
    now: DateTime<Utc>,
) -> Result<checklist::Model, Error> {
    let taken = checklist::Entity::update_many()
        .col_expr(checklist::Column::Revision, Expr::value(revision + 1))
        .col_expr(
            checklist::Column::MembershipId,
            Expr::value(by.membership_id),
        )
        .col_expr(checklist::Column::ChangedAt, Expr::value(now))
        .filter(checklist::COLUMN.kind.eq(kind))
        .filter(checklist::COLUMN.published_at.is_null())
        .filter(checklist::COLUMN.revision.eq(revision))
        .exec(txn)
        .await?;
    if taken.rows_affected == 0 {
        return Err(Error::Changed);
    }
    queries::draft(txn, kind).await?.ok_or(Error::Changed)
}

async fn draft_items(
    txn: &impl ConnectionTrait,
    draft: &checklist::Model,
) -> Result<Vec<Item>, DbErr> {
    let mut items = queries::items_of(txn, [draft.id]).await?;
    Ok(items.remove(&draft.id).unwrap_or_default())
}

async fn mark_published(
    txn: &impl ConnectionTrait,
    draft: &checklist::Model,
    (number, sha256): (i32, String),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    checklist::Entity::update_many()
        .col_expr(checklist::Column::Number, Expr::value(number))
        .col_expr(checklist::Column::Sha256, Expr::value(sha256))
        .col_expr(checklist::Column::PublishedAt, Expr::value(now))
        .filter(checklist::COLUMN.id.eq(draft.id))
        .exec(txn)
        .await?;
    Ok(())
}

async fn write_items(
    txn: &impl ConnectionTrait,
    list: ChecklistId,
    items: &[Item],
) -> Result<(), Error> {
    if items.is_empty() {
        return Ok(());
    }
    let mut rows = Vec::new();
    for (position, item) in (0..).zip(items) {
        let raw = item.raw();
        let words = serde_json::to_string(&raw.words).context("words can be written as JSON")?;
        rows.push(checklist_item::ActiveModel {
            checklist_id: Set(list),
            item: Set(raw.id.0),
            step: Set(raw.step),
            position: Set(position),
            words: Set(words),
            pictogram: Set(raw.pictogram),
            required: Set(raw.required),
            blocking: Set(raw.blocking),
            is_function: Set(raw.function),
            opens: Set(raw.opens),
            kind: Set(raw.kind),
            unit: Set(raw.unit),
            lowest: Set(raw.lowest),
            highest: Set(raw.highest),
            at_least: Set(raw.at_least),
            at_most: Set(raw.at_most),
        });
    }
    checklist_item::Entity::insert_many(rows)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}
