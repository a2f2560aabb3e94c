//! The lines of an owner's accounts, as the event that took them in tells of them: by one hash. Each line is canonical JSON
//! on a line of its own, in the order of its place.
use super::{canonical, counted::LINES};
use entities::{
    asset_import::{self, AssetImportId},
    asset_line,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What the database gives a line, and no list has.
const GIVEN: [&str; 2] = ["id", "import_id"];
/// Lines read at a time.
const PAGE: u64 = 2_000;
/// How many lists are hashed before they are compared.
const IMPORTS: u64 = 20;

/// The hash of lines, one after the other.
#[derive(Default)]
pub struct LinesHash(Sha256);

impl LinesHash {
    pub fn add(&mut self, line: &asset_line::Model) {
        let mut line = json!(line);
        if let Value::Object(columns) = &mut line {
            columns.retain(|column, _| !GIVEN.contains(&column.as_str()));
        }
        self.0.update(canonical(&line));
        self.0.update("\n");
    }

    #[must_use]
    pub fn finish(self) -> String {
        hex::encode(self.0.finalize())
    }
}

/// The next lists after this one, each with the hash of all its lines.
pub(super) async fn after(
    db: &impl ConnectionTrait,
    last: i32,
) -> Result<Vec<(i32, BTreeMap<String, Value>)>, DbErr> {
    let imports: Vec<AssetImportId> = asset_import::Entity::find()
        .select_only()
        .column(asset_import::Column::Id)
        .filter(asset_import::COLUMN.id.gt(AssetImportId(last)))
        .order_by_asc(asset_import::COLUMN.id)
        .limit(IMPORTS)
        .into_tuple()
        .all(db)
        .await?;
    let mut all = Vec::new();
    for import in imports {
        let columns = BTreeMap::from([(LINES.to_owned(), json!(lines(db, import).await?))]);
        all.push((import.0, columns));
    }
    Ok(all)
}

async fn lines(db: &impl ConnectionTrait, import: AssetImportId) -> Result<String, DbErr> {
    let mut hash = LinesHash::default();
    let mut last = 0;
    loop {
        let page = asset_line::Entity::find()
            .filter(asset_line::COLUMN.import_id.eq(import))
            .filter(asset_line::COLUMN.place.gt(last))
            .order_by_asc(asset_line::COLUMN.place)
            .limit(PAGE)
            .all(db)
            .await?;
        let Some(end) = page.last() else { break };
        last = end.place;
        for line in &page {
            hash.add(line);
        }
    }
    Ok(hash.finish())
}
