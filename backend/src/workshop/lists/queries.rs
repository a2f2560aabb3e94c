//! Versions of the checklists as they are stored, and the one a device is checked with.
use crate::web::format::Day;
use crate::workshop::checklists::{Checklist, Item, ItemId, RawItem};
use chrono::NaiveDate;
use entities::{
    checklist::{self, ChecklistId},
    checklist_answer, checklist_item,
    checklist_photo::{self, ChecklistPhotoId},
    device::{self, DeviceId, DeviceKind, Stage},
    stay_checklist,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, Iterable,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::{Arc, LazyLock, PoisonError, RwLock},
};

/// The questions of these versions, published or not, each in its order.
pub async fn items_of(
    db: &impl ConnectionTrait,
    lists: impl IntoIterator<Item = ChecklistId>,
) -> Result<HashMap<ChecklistId, Vec<Item>>, DbErr> {
    let lists: Vec<ChecklistId> = lists.into_iter().collect();
    let rows = checklist_item::Entity::find()
        .filter(checklist_item::COLUMN.checklist_id.is_in(lists))
        .order_by_asc(checklist_item::Column::Position)
        .all(db)
        .await?;
    let mut items: HashMap<ChecklistId, Vec<Item>> = HashMap::new();
    for row in rows {
        let list = row.checklist_id;
        items.entry(list).or_default().push(item(row)?);
    }
    for items in items.values_mut() {
        items.sort_by_key(|item| item.step);
    }
    Ok(items)
}

fn item(row: checklist_item::Model) -> Result<Item, DbErr> {
    let raw = RawItem {
        id: ItemId(row.item),
        step: row.step,
        words: serde_json::from_str(&row.words).map_err(|error| DbErr::Json(error.to_string()))?,
        pictogram: row.pictogram,
        kind: row.kind,
        unit: row.unit,
        lowest: row.lowest,
        highest: row.highest,
        at_least: row.at_least,
        at_most: row.at_most,
        required: row.required,
        blocking: row.blocking,
        function: row.is_function,
        opens: row.opens,
    };
    raw.read().map_err(|fault| DbErr::Json(fault.to_string()))
}

/// These rows as lists; a draft is none yet.
async fn lists(
    db: &impl ConnectionTrait,
    rows: Vec<checklist::Model>,
) -> Result<Vec<Arc<Checklist>>, DbErr> {
    let unread: Vec<&checklist::Model> = rows
        .iter()
        .filter(|row| remembered(row).is_none())
        .collect();
    if !unread.is_empty() {
        let mut items = items_of(db, unread.iter().map(|row| row.id)).await?;
        let mut read = READ.write().unwrap_or_else(PoisonError::into_inner);
        for row in unread {
            if let Some(sha256) = &row.sha256 {
                let items = Arc::new(items.remove(&row.id).unwrap_or_default());
                read.insert(sha256.clone(), items);
            }
        }
    }
    let lists = rows.into_iter().filter_map(|row| {
        Some(Arc::new(Checklist {
            items: remembered(&row)?,
            id: row.id,
            kind: row.kind,
            number: row.number?,
            sha256: row.sha256?,
        }))
    });
    Ok(lists.collect())
}

/// The questions of the published versions that were read, by the hash of what they say: a published version never
/// changes, and every form at a bench needs one.
static READ: LazyLock<RwLock<HashMap<String, Arc<Vec<Item>>>>> = LazyLock::new(RwLock::default);

fn remembered(row: &checklist::Model) -> Option<Arc<Vec<Item>>> {
    let read = READ.read().unwrap_or_else(PoisonError::into_inner);
    read.get(row.sha256.as_ref()?).cloned()
}

fn published() -> sea_orm::Select<checklist::Entity> {
    checklist::Entity::find()
        .filter(checklist::COLUMN.published_at.is_not_null())
        .order_by_asc(checklist::Column::Number)
}

/// Every published version of a kind, the oldest first: the rows, without their questions.
pub async fn versions(
    db: &impl ConnectionTrait,
    kind: DeviceKind,
) -> Result<Vec<checklist::Model>, DbErr> {
    published()
        .filter(checklist::COLUMN.kind.eq(kind))
        .all(db)
        .await
}

/// One version of a kind, with its questions.
pub async fn version(
    db: &impl ConnectionTrait,
    kind: DeviceKind,
    number: i32,
) -> Result<Option<Arc<Checklist>>, DbErr> {
    let row = published()
        .filter(checklist::COLUMN.kind.eq(kind))
        .filter(checklist::COLUMN.number.eq(number))
        .all(db)
        .await?;
    Ok(lists(db, row).await?.pop())
}

/// The version of a kind that is being made, if one is.
pub async fn draft(
    db: &impl ConnectionTrait,
    kind: DeviceKind,
) -> Result<Option<checklist::Model>, DbErr> {
    checklist::Entity::find()
        .filter(checklist::COLUMN.kind.eq(kind))
        .filter(checklist::COLUMN.published_at.is_null())
        .one(db)
        .await
}

/// The names of questions that any version of a kind has used, or its draft.
pub async fn names_used(
    db: &impl ConnectionTrait,
    kind: DeviceKind,
) -> Result<BTreeSet<ItemId>, DbErr> {
    let lists = checklist::Entity::find()
        .select_only()
        .column(checklist::Column::Id)
        .filter(checklist::COLUMN.kind.eq(kind))
        .into_query();
    let rows = checklist_item::Entity::find()
        .filter(checklist_item::Column::ChecklistId.in_subquery(lists))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| ItemId(row.item)).collect())
}

/// The newest version of each of these kinds: what a stay begins with.
pub async fn newest(
    db: &impl ConnectionTrait,
    kinds: impl IntoIterator<Item = DeviceKind>,
) -> Result<BTreeMap<DeviceKind, Arc<Checklist>>, DbErr> {
    let kinds: BTreeSet<DeviceKind> = kinds.into_iter().collect();
    let rows = published()
        .filter(checklist::Column::Kind.is_in(kinds))
        .all(db)
        .await?;
    let newest: BTreeMap<DeviceKind, checklist::Model> =
        rows.into_iter().map(|row| (row.kind, row)).collect();
    let lists = lists(db, newest.into_values().collect()).await?;
    Ok(lists.into_iter().map(|list| (list.kind, list)).collect())
}

/// The list of a device's stay.
#[derive(Clone)]
pub struct StayList {
    pub checklist: Arc<Checklist>,
    /// An answer was kept under it: the stay ends with it. Else it is the newest there is.
    pub begun: bool,
}

/// What these devices are checked with in their present stay.
pub async fn of_devices(
    db: &impl ConnectionTrait,
    devices: &[device::Model],
) -> Result<HashMap<DeviceId, StayList>, DbErr> {
    let ids = devices.iter().map(|device| device.id);
    let stays = stay_checklist::Entity::find()
        .filter(stay_checklist::COLUMN.device_id.is_in(ids))
        .all(db)
        .await?;
    let begun: HashMap<DeviceId, ChecklistId> = devices
        .iter()
        .filter_map(|device| {
            let stay = stays
                .iter()
                .find(|row| row.device_id == device.id && row.stay == device.stay)?;
            Some((device.id, stay.checklist_id))
        })
        .collect();
    let known = if begun.is_empty() {
        Vec::new()
    } else {
        let rows = published()
            .filter(checklist::Column::Id.is_in(begun.values().copied()))
            .all(db)
            .await?;
        lists(db, rows).await?
    };
    let fresh: BTreeSet<DeviceKind> = devices
        .iter()
        .filter(|device| !begun.contains_key(&device.id))
        .map(|device| device.kind)
        .collect();
    let newest = if fresh.is_empty() {
        BTreeMap::new()
    } else {
        newest(db, fresh).await?
    };
    let mut found = HashMap::new();
    for device in devices {
        let list = match begun.get(&device.id) {
            Some(id) => known.iter().find(|list| list.id == *id),
            None => newest.get(&device.kind),
        };
        let checklist = list.cloned().ok_or_else(|| none(device.kind))?;
        let begun = begun.contains_key(&device.id);
        found.insert(device.id, StayList { checklist, begun });
    }
    Ok(found)
}

/// The same for one device, in one query.
pub async fn of_device(
    db: &impl ConnectionTrait,
    device: &device::Model,
) -> Result<StayList, DbErr> {
    let stay = stay_checklist::Entity::find()
        .select_only()
        .column(stay_checklist::Column::ChecklistId)
        .filter(stay_checklist::COLUMN.device_id.eq(device.id))
        .filter(stay_checklist::COLUMN.stay.eq(device.stay))
        .into_query();
    let its_own = checklist::Column::Id.in_subquery(stay);
    let its_kind = checklist::COLUMN.kind.eq(device.kind);
    let mut versions = published()
        .filter(Condition::any().add(its_own.clone()).add(its_kind))
        .expr_as(its_own, "begun")
        .into_model::<Version>()
        .all(db)
        .await?;
    let own = versions.iter().position(|version| version.begun);
    let version = match own {
        Some(own) => Some(versions.swap_remove(own)),
        None => versions.pop(),
    };
    let version = version.ok_or_else(|| none(device.kind))?;
    let checklist = lists(db, vec![version.checklist]).await?.pop();
    Ok(StayList {
        checklist: checklist.ok_or_else(|| none(device.kind))?,
        begun: version.begun,
    })
}

/// A version, and whether a device's stay began with it.
#[derive(FromQueryResult)]
struct Version {
    #[sea_orm(nested)]
    checklist: checklist::Model,
    begun: bool,
}

/// The lists of the program are put into the database when it starts.
fn none(kind: DeviceKind) -> DbErr {
    DbErr::RecordNotFound(format!("there is no checklist for {kind:?}"))
}

/// The photos these answers name.
pub async fn photos(
    db: &impl ConnectionTrait,
    answers: &[checklist_answer::Model],
) -> Result<HashMap<ChecklistPhotoId, checklist_photo::Model>, DbErr> {
    let ids: Vec<ChecklistPhotoId> = answers.iter().filter_map(|row| row.photo_id).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = checklist_photo::Entity::find()
        .filter(checklist_photo::COLUMN.id.is_in(ids))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// A version and the day the next one took its place, if one did.
pub async fn replaced_on(
    db: &impl ConnectionTrait,
    id: ChecklistId,
) -> Result<Option<(Arc<Checklist>, Option<NaiveDate>)>, DbErr> {
    let row = published()
        .filter(checklist::COLUMN.id.eq(id))
        .all(db)
        .await?;
    let Some(list) = lists(db, row).await?.pop() else {
        return Ok(None);
    };
    let next = published()
        .filter(checklist::COLUMN.kind.eq(list.kind))
        .filter(checklist::COLUMN.number.gt(list.number))
        .one(db)
        .await?;
    let replaced = next.and_then(|row| row.published_at);
    Ok(Some((list, replaced.map(|at| at.in_paris()))))
}

/// What a bench may need: the newest version of every kind, and those that devices at work began with, the
/// newest first.
pub async fn in_use(db: &impl ConnectionTrait) -> Result<Vec<Arc<Checklist>>, DbErr> {
    let at_work = [
        Stage::Received,
        Stage::Triage,
        Stage::Refurbishment,
        Stage::QualityCheck,
    ];
    let begun: Vec<ChecklistId> = stay_checklist::Entity::find()
        .select_only()
        .column(stay_checklist::Column::ChecklistId)
        .distinct()
        .join(
            sea_orm::JoinType::InnerJoin,
            stay_checklist::Entity::belongs_to(device::Entity)
                .from((
                    stay_checklist::Column::DeviceId,
                    stay_checklist::Column::Stay,
                ))
                .to((device::Column::Id, device::Column::Stay))
                .into(),
        )
        .filter(device::Column::Stage.is_in(at_work))
        .into_tuple()
        .all(db)
        .await?;
    let newest = newest(db, DeviceKind::iter()).await?;
    let older = published()
        .filter(checklist::Column::Id.is_in(begun))
        .filter(checklist::Column::Id.is_not_in(newest.values().map(|list| list.id)))
        .all(db)
        .await?;
    let mut all: Vec<Arc<Checklist>> = newest.into_values().collect();
    all.extend(lists(db, older).await?);
    all.sort_by_key(|list| (list.kind, -list.number));
    Ok(all)
}
