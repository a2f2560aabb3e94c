//! The rows of a stock count, as its chain tells of them by hashes: what was expected, what was scanned, what the counting
//! came to. Each row is canonical JSON on a line of its own, in the order of its number.
use super::canonical;
use entities::{
    device::DeviceId,
    stock_count::{self, StockCountId},
    stock_count_line, stock_count_repeat, stock_count_result, stock_count_scan,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The names of the hashes: of the expected set, of the scans and their repeats, of what the counting came to.
pub const LINES: &str = "lines_sha256";
pub const SCANS: &str = "scans_sha256";
pub const RESULTS: &str = "results_sha256";

/// Rows read at a time.
const PAGE: u64 = 2_000;

/// What a line of the result holds when the counting ends; the rest is said by whoever explains it, each by an event.
const FOUND: [&str; 11] = [
    "id",
    "count_id",
    "class",
    "device_id",
    "scan_id",
    "code",
    "kind",
    "expected_site_id",
    "found_site_id",
    "repeats",
    "value_cents",
];

/// The hash of the expected set.
pub async fn lines(db: &impl ConnectionTrait, id: StockCountId) -> Result<String, DbErr> {
    let mut hash = Sha256::new();
    let mut last = DeviceId(0);
    loop {
        let page = stock_count_line::Entity::find()
            .filter(stock_count_line::COLUMN.count_id.eq(id))
            .filter(stock_count_line::COLUMN.device_id.gt(last))
            .order_by_asc(stock_count_line::COLUMN.device_id)
            .limit(PAGE)
            .all(db)
            .await?;
        let Some(end) = page.last() else { break };
        last = end.device_id;
        add(&mut hash, &page);
    }
    Ok(hex::encode(hash.finalize()))
}

/// How many scans there are, and the hash of all of them and of the repeats, the scans first.
pub async fn scans(db: &impl ConnectionTrait, id: StockCountId) -> Result<(usize, String), DbErr> {
    let mut hash = Sha256::new();
    let mut scans = 0;
    let mut last = 0;
    loop {
        let page = stock_count_scan::Entity::find()
            .filter(stock_count_scan::COLUMN.count_id.eq(id))
            .filter(stock_count_scan::COLUMN.id.gt(last))
            .order_by_asc(stock_count_scan::COLUMN.id)
            .limit(PAGE)
            .all(db)
            .await?;
        let Some(end) = page.last() else { break };
        last = end.id;
        scans += page.len();
        add(&mut hash, &page);
    }
    let repeats = stock_count_repeat::Entity::find()
        .filter(stock_count_repeat::COLUMN.count_id.eq(id))
        .order_by_asc(stock_count_repeat::COLUMN.id)
        .all(db)
        .await?;
    add(&mut hash, &repeats);
    Ok((scans, hex::encode(hash.finalize())))
}

/// The hash of what the counting came to.
pub async fn results(db: &impl ConnectionTrait, id: StockCountId) -> Result<String, DbErr> {
    let mut hash = Sha256::new();
    let mut last = 0;
    loop {
        let page = stock_count_result::Entity::find()
            .filter(stock_count_result::COLUMN.count_id.eq(id))
            .filter(stock_count_result::COLUMN.id.gt(last))
            .order_by_asc(stock_count_result::COLUMN.id)
            .limit(PAGE)
            .all(db)
            .await?;
        let Some(end) = page.last() else { break };
        last = end.id;
        let found: Vec<Value> = page.iter().map(found).collect();
        add(&mut hash, &found);
    }
    Ok(hex::encode(hash.finalize()))
}

/// How many counts are hashed before they are compared.
const COUNTS: u64 = 20;

/// The next counts after this one, each with the hashes of all its rows.
pub(super) async fn after(
    db: &impl ConnectionTrait,
    last: i32,
) -> Result<Vec<(i32, BTreeMap<String, Value>)>, DbErr> {
    let counts = stock_count::Entity::find()
        .filter(stock_count::COLUMN.id.gt(StockCountId(last)))
        .order_by_asc(stock_count::COLUMN.id)
        .limit(COUNTS)
        .all(db)
        .await?;
    let mut all = Vec::new();
    for count in counts {
        let hashes = [
            (LINES, lines(db, count.id).await?),
            (SCANS, scans(db, count.id).await?.1),
            (RESULTS, results(db, count.id).await?),
        ];
        let columns = hashes.map(|(column, hash)| (column.to_owned(), json!(hash)));
        all.push((count.id.0, columns.into_iter().collect()));
    }
    Ok(all)
}

fn found(row: &stock_count_result::Model) -> Value {
    let mut row = json!(row);
    if let Value::Object(columns) = &mut row {
        columns.retain(|column, _| FOUND.contains(&column.as_str()));
    }
    row
}

fn add(hash: &mut Sha256, rows: &[impl Serialize]) {
    for row in rows {
        hash.update(canonical(&json!(row)));
        hash.update("\n");
    }
}
