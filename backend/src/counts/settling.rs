//! The counting ends: what it came to for each device and each thing that was not expected, page by page, and the hash
//! of the scans. As long as no gap is resolved, the counting can go on.
use super::{
    actions::place_of,
    in_hand, queries,
    rules::{Counted, Place, Stays, is_gap, settle},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::ManageCounts},
    journal::{self, ChangeError, Event, EventKind, counted},
    web::Error,
};
use entities::{
    device::{self, DeviceId},
    stock_count::{self, CountClass, CountState},
    stock_count_line, stock_count_result, stock_count_scan,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};

/// Devices settled at a time.
const PAGE: u64 = 2_000;
/// Rows a statement: 10 columns each, of the 32,766 values that SQLite takes.
const ROWS: usize = 1_000;

/// Why a count is not taken a step further.
#[derive(Debug, thiserror::Error)]
pub enum StepError {
    #[error("it stays: {0:?}")]
    Stays(Stays),
    #[error(transparent)]
    Other(#[from] Error),
}

impl From<Stays> for StepError {
    fn from(stays: Stays) -> Self {
        Self::Stays(stays)
    }
}

impl From<DbErr> for StepError {
    fn from(error: DbErr) -> Self {
        Self::Other(error.into())
    }
}

impl From<ChangeError> for StepError {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::Changed => Self::Stays(Stays::Busy),
            ChangeError::Db(error) => error.into(),
        }
    }
}

/// The count as it is now.
pub async fn fresh(
    txn: &DatabaseTransaction,
    count: &stock_count::Model,
) -> Result<stock_count::Model, StepError> {
    let now = stock_count::Entity::find_by_id(count.id).one(txn).await?;
    Ok(now.ok_or(Error::NotFound)?)
}

/// Ends the counting.
pub async fn end(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<ManageCounts>,
    count: &stock_count::Model,
) -> Result<stock_count::Model, StepError> {
    let count = fresh(txn, count).await?;
    match count.state {
        CountState::Counting => {}
        CountState::Resolving => return Err(Stays::Busy.into()),
        CountState::Closed => return Err(Stays::Closed.into()),
    }
    // From here on nobody scans: whoever is at it has finished, or is told.
    journal::hold(txn, &count).await?;
    let (scans, sha256) = counted::scans(txn, count.id).await?;
    let repeats = queries::repeats(txn, count.id).await?;
    let mut classes: HashMap<CountClass, i64> = HashMap::new();
    expected_ones(txn, &count, &repeats, &mut classes).await?;
    other_ones(txn, &count, &repeats, &mut classes).await?;
    let gaps: i64 = classes
        .iter()
        .filter(|(class, _)| is_gap(**class))
        .map(|(_, things)| things)
        .sum();
    let event = Event::of(EventKind::CountEnded)
        .with("scans", scans)
        .with("repeats", repeats.len())
        .with("classes", by_key(&classes))
        .with(counted::RESULTS, counted::results(txn, count.id).await?);
    let change = stock_count::ActiveModel {
        state: Set(CountState::Resolving),
        gaps: Set(Some(
            i32::try_from(gaps).map_err(|error| Error::Internal(error.into()))?,
        )),
        scans_sha256: Set(Some(sha256)),
        ended_at: Set(Some(app.clock.now())),
        ..Default::default()
    };
    Ok(journal::change(txn, by.at(app.clock.now()), &count, change, event).await?)
}

/// Figures by the names that the journal has for the classes.
fn by_key(classes: &HashMap<CountClass, i64>) -> Value {
    let named = classes.iter().filter_map(|(class, things)| {
        let name = json!(class).as_str()?.to_owned();
        Some((name, json!(things)))
    });
    Value::Object(named.collect())
}

/// The counting goes on: what it came to is forgotten, what was scanned is not.
pub async fn reopen(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<ManageCounts>,
    count: &stock_count::Model,
) -> Result<stock_count::Model, StepError> {
    let count = fresh(txn, count).await?;
    match count.state {
        CountState::Counting => return Err(Stays::NotEnded.into()),
        CountState::Resolving => {}
        CountState::Closed => return Err(Stays::Closed.into()),
    }
    journal::hold(txn, &count).await?;
    let resolved = stock_count_result::Entity::find()
        .filter(stock_count_result::COLUMN.count_id.eq(count.id))
        .filter(stock_count_result::COLUMN.resolved_at.is_not_null())
        .one(txn)
        .await?;
    if resolved.is_some() {
        return Err(Stays::ResolvedAlready.into());
    }
    let change = stock_count::ActiveModel {
        state: Set(CountState::Counting),
        gaps: Set(None),
        scans_sha256: Set(None),
        ended_at: Set(None),
        ..Default::default()
    };
    let event = Event::of(EventKind::CountReopened);
    let count = journal::change(txn, by.at(app.clock.now()), &count, change, event).await?;
    stock_count_result::Entity::delete_many()
        .filter(stock_count_result::COLUMN.count_id.eq(count.id))
        .exec(txn)
        .await?;
    Ok(count)
}

/// What the count came to for the devices of the frozen set.
async fn expected_ones(
    txn: &DatabaseTransaction,
    count: &stock_count::Model,
    repeats: &HashMap<i32, i32>,
    classes: &mut HashMap<CountClass, i64>,
) -> Result<(), DbErr> {
    let mut last = DeviceId(0);
    loop {
        let lines = stock_count_line::Entity::find()
            .filter(stock_count_line::COLUMN.count_id.eq(count.id))
            .filter(stock_count_line::COLUMN.device_id.gt(last))
            .order_by_asc(stock_count_line::COLUMN.device_id)
            .limit(PAGE)
            .all(txn)
            .await?;
        let Some(end) = lines.last() else { break };
        let (first, end) = (last, end.device_id);
        last = end;
        let mut seen: HashMap<DeviceId, [Option<stock_count_scan::Model>; 2]> = HashMap::new();
        let scans = stock_count_scan::Entity::find()
            .filter(stock_count_scan::COLUMN.count_id.eq(count.id))
            .filter(stock_count_scan::COLUMN.device_id.gt(first))
            .filter(stock_count_scan::COLUMN.device_id.lte(end))
            .all(txn)
            .await?;
        for scan in scans {
            if let Some(device) = scan.device_id {
                let which = usize::from(scan.pass == 2);
                seen.entry(device).or_default()[which] = Some(scan);
            }
        }
        let devices: HashMap<DeviceId, device::Model> = device::Entity::find()
            .filter(
                device::COLUMN
                    .id
                    .is_in(lines.iter().map(|line| line.device_id)),
            )
            .all(txn)
            .await?
            .into_iter()
            .map(|device| (device.id, device))
            .collect();
        // Elsewhere now, and not scanned: did anybody have it in hand, or does a paper say so?
        let moved = lines.iter().filter(|line| {
            let device = devices.get(&line.device_id);
            let now = device.map_or(Place::NotYetIn, place_of);
            !seen.contains_key(&line.device_id)
                && matches!(now, Place::At(site) if Some(site) != line.site_id)
        });
        let moved = moved.map(|line| (line.device_id, line.version)).collect();
        let in_hand = in_hand::since(txn, &moved).await?;
        let mut rows = Vec::new();
        for line in lines {
            let Some(device) = devices.get(&line.device_id) else {
                continue;
            };
            let [one, two] = seen.remove(&line.device_id).unwrap_or_default();
            let counted = Counted {
                two_passes: count.second_pass,
                first: one.as_ref().map(|scan| scan.class),
                second: two.as_ref().map(|scan| scan.class),
            };
            let was_in_hand = in_hand.contains(&line.device_id);
            let class = settle(line.site_id, counted, place_of(device), was_in_hand);
            *classes.entry(class).or_default() += 1;
            let again = [&one, &two].into_iter().flatten();
            let again: i32 = again.filter_map(|scan| repeats.get(&scan.id)).sum();
            let scan = two.or(one);
            rows.push(stock_count_result::ActiveModel {
                count_id: Set(count.id),
                class: Set(class),
                device_id: Set(Some(line.device_id)),
                scan_id: Set(scan.as_ref().map(|scan| scan.id)),
                code: Set(line.code),
                expected_site_id: Set(line.site_id),
                found_site_id: Set(scan.map(|scan| scan.site_id)),
                repeats: Set(again),
                value_cents: Set(line.value_cents),
                ..Default::default()
            });
        }
        keep(txn, rows).await?;
    }
    Ok(())
}

/// What was scanned and is not of the frozen set, each thing once; the last scan tells.
async fn other_ones(
    txn: &DatabaseTransaction,
    count: &stock_count::Model,
    repeats: &HashMap<i32, i32>,
    classes: &mut HashMap<CountClass, i64>,
) -> Result<(), DbErr> {
    let expected: HashSet<i32> = stock_count_result::Entity::find()
        .select_only()
        .column(stock_count_result::Column::DeviceId)
        .filter(stock_count_result::COLUMN.count_id.eq(count.id))
        .filter(stock_count_result::COLUMN.scan_id.is_not_null())
        .into_tuple::<DeviceId>()
        .all(txn)
        .await?
        .into_iter()
        .map(|device| device.0)
        .collect();
    let mut done: HashSet<String> = HashSet::new();
    let mut before = i32::MAX;
    loop {
        let page = stock_count_scan::Entity::find()
            .filter(stock_count_scan::COLUMN.count_id.eq(count.id))
            .filter(stock_count_scan::COLUMN.id.lt(before))
            .order_by_desc(stock_count_scan::COLUMN.id)
            .limit(PAGE)
            .all(txn)
            .await?;
        let Some(end) = page.last() else { break };
        before = end.id;
        let mut others: Vec<stock_count_scan::Model> = page
            .into_iter()
            .filter(|scan| scan.device_id.is_none_or(|id| !expected.contains(&id.0)))
            .collect();
        others.retain(|scan| match (scan.device_id, &scan.code) {
            (Some(device), _) => done.insert(format!("device {}", device.0)),
            (None, Some(code)) => done.insert(code.clone()),
            (None, None) => true,
        });
        let devices: HashMap<DeviceId, device::Model> = device::Entity::find()
            .filter(
                device::COLUMN
                    .id
                    .is_in(others.iter().filter_map(|scan| scan.device_id)),
            )
            .all(txn)
            .await?
            .into_iter()
            .map(|device| (device.id, device))
            .collect();
        let mut rows = Vec::new();
        for scan in others {
            *classes.entry(scan.class).or_default() += 1;
            let device = scan.device_id.and_then(|id| devices.get(&id));
            rows.push(stock_count_result::ActiveModel {
                count_id: Set(count.id),
                class: Set(scan.class),
                device_id: Set(scan.device_id),
                scan_id: Set(Some(scan.id)),
                repeats: Set(repeats.get(&scan.id).copied().unwrap_or(0)),
                code: Set(scan.code),
                kind: Set(scan.kind),
                // Where the journal has it.
                expected_site_id: Set(device.and_then(|device| device.site_id)),
                found_site_id: Set(Some(scan.site_id)),
                value_cents: Set(device.and_then(|device| device.value_cents)),
                ..Default::default()
            });
        }
        keep(txn, rows).await?;
    }
    Ok(())
}

async fn keep(
    txn: &DatabaseTransaction,
    rows: Vec<stock_count_result::ActiveModel>,
) -> Result<(), DbErr> {
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        stock_count_result::Entity::insert_many(rows.by_ref().take(ROWS))
            .exec_without_returning(txn)
            .await?;
    }
    Ok(())
}
