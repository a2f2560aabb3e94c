//! What a second reading of the proofs found: a drive is not found in a device on the shelf, and the same
//! inventory may be told again.
use crate::{
    columns::{index, one_of, references},
    guards::{self, Guard},
};
use sea_orm_migration::{prelude::*, schema::*, sea_orm::DbBackend};

#[derive(DeriveMigrationName)]
pub struct Migration;

const ON_THE_SHELF: &str =
    "EXISTS (SELECT 1 FROM device d WHERE d.id = NEW.device_id AND d.stage = 'ready')";
const SAYS: &str = "a ready device is taken back before a drive is found in it";

const GUARDS: [Guard; 2] = [
    // A drive found in a device on the shelf is first taken off it, with the device.
    Guard {
        name: "device_drive_not_ready",
        on: "INSERT ON device_drive",
        when: "NEW.absent_at IS NULL",
        forbidden: ON_THE_SHELF,
        says: SAYS,
    },
    Guard {
        name: "device_drive_back_not_ready",
        on: "UPDATE OF absent_at ON device_drive",
        when: "NEW.absent_at IS NULL AND OLD.absent_at IS NOT NULL",
        forbidden: ON_THE_SHELF,
        says: SAYS,
    },
];

const COLUMNS: [&str; 14] = [
    "id",
    "device_id",
    "stay",
    "sha256",
    "format",
    "membership_id",
    "token_id",
    "model",
    "processor",
    "ram_mb",
    "battery_percent",
    "battery_cycles",
    "drives",
    "at",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        guards::up(m, &GUARDS).await?;
        rebuild_inventories(m, text("sha256")).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        // What was told again: the earlier schema knows a file once.
        m.get_connection()
            .execute_unprepared(
                "DELETE FROM hardware_snapshot WHERE id NOT IN \
                 (SELECT MIN(id) FROM hardware_snapshot GROUP BY sha256)",
            )
            .await?;
        rebuild_inventories(m, text_uniq("sha256")).await?;
        guards::down(m, &GUARDS).await
    }
}

/// A machine that held other drives in between is told again by the file of before: its hash is not unique.
/// SQLite changes no key of a table that stands, so the rows move to a new one, which takes its name.
async fn rebuild_inventories(m: &SchemaManager<'_>, sha256: ColumnDef) -> Result<(), DbErr> {
    let next = "hardware_snapshot_next";
    m.create_table(
        Table::create()
            .table(next)
            .col(pk_auto("id"))
            .col(integer("device_id"))
            .col(integer("stay"))
            .col(sha256)
            .col(text("format"))
            .col(integer_null("membership_id"))
            .col(integer_null("token_id"))
            .col(text("model"))
            .col(text_null("processor"))
            .col(integer_null("ram_mb"))
            .col(integer_null("battery_percent"))
            .col(integer_null("battery_cycles"))
            .col(integer("drives"))
            .col(timestamp_with_time_zone("at"))
            .check(one_of("format", &["lshw", "glpi"]))
            .check(Expr::cust("(membership_id is null) <> (token_id is null)"))
            .check(Expr::cust(
                "battery_percent is null or battery_percent between 0 and 100",
            ))
            .foreign_key(&mut references(next, "device_id", "device"))
            .foreign_key(&mut references(next, "membership_id", "membership"))
            .foreign_key(&mut references(next, "token_id", "bench_token"))
            .to_owned(),
    )
    .await?;
    let mut rows = Query::insert();
    rows.into_table(next)
        .columns(COLUMNS)
        .select_from(
            Query::select()
                .columns(COLUMNS)
                .from("hardware_snapshot")
                .to_owned(),
        )
        .map_err(|error| DbErr::Migration(error.to_string()))?;
    m.execute(rows).await?;
    if m.get_database_backend() == DbBackend::Postgres {
        // Rows that came with their number leave the counter behind.
        m.get_connection()
            .execute_unprepared(
                "SELECT setval(pg_get_serial_sequence('hardware_snapshot_next', 'id'), \
                 COALESCE((SELECT MAX(id) FROM hardware_snapshot_next), 0) + 1, false)",
            )
            .await?;
    }
    m.drop_table(Table::drop().table("hardware_snapshot").to_owned())
        .await?;
    m.rename_table(Table::rename().table(next, "hardware_snapshot").to_owned())
        .await?;
    // The latest inventory of a device.
    m.create_index(index(
        "ix_hardware_snapshot_device",
        "hardware_snapshot",
        &["device_id", "id"],
    ))
    .await
}
