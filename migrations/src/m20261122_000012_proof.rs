//! What proves an erasure: the drives of a device, each drive's own verdict, the machine's own inventory, the locks
//! of its previous owner, and the certificate. With the guards that hold a device back.
use crate::{
    columns::{index, one_of, references, references_many, unique},
    guards::{self, Guard},
};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Where a level is written: on each erasure, on the check it was signed with, and on the programme that asks for it.
const LEVELS: [(&str, &str); 3] = [
    ("erasure", "level"),
    ("quality_check", "erasure_level"),
    ("programme", "erasure_level"),
];

const TABLES: [&str; 7] = [
    "erasure_certificate",
    "device_lock",
    "release_import",
    "hardware_snapshot",
    "bench_token",
    "drive_erasure",
    "device_drive",
];

/// A device below what the programme asks for: the level of the check that made it ready.
const TOO_LIGHT: &str = "EXISTS (SELECT 1 FROM programme p JOIN device d ON d.id = NEW.device_id \
     LEFT JOIN quality_check q ON q.id = d.ready_check_id \
     WHERE p.id = NEW.programme_id AND p.erasure_level = 'purge' AND d.holds_data \
     AND (q.erasure_level IS NULL OR q.erasure_level <> 'purge'))";

const GUARDS: [Guard; 7] = [
    // Law 3: of every drive that is in the device, the latest verdict of this stay is an acceptance.
    Guard {
        name: "device_ready_drives",
        on: "UPDATE OF stage ON device",
        when: "NEW.stage = 'ready' AND OLD.stage <> 'ready'",
        forbidden: "EXISTS (SELECT 1 FROM device_drive d WHERE d.device_id = NEW.id AND d.absent_at IS NULL \
             AND NOT EXISTS (SELECT 1 FROM drive_erasure e WHERE e.drive_id = d.id AND e.stay = NEW.stay \
             AND e.finding = 'accepted' AND NOT EXISTS (SELECT 1 FROM drive_erasure later \
             WHERE later.drive_id = d.id AND later.stay = NEW.stay AND later.id > e.id)))",
        says: "a drive of the device has no accepted erasure",
    },
    Guard {
        name: "device_ready_locks",
        on: "UPDATE OF stage ON device",
        when: "NEW.stage = 'ready' AND OLD.stage <> 'ready'",
        forbidden: "EXISTS (SELECT 1 FROM device_lock l WHERE l.device_id = NEW.id AND l.released_at IS NULL)",
        says: "the device is locked to its previous owner",
    },
    // What is found locked on the shelf is first taken off it.
    Guard {
        name: "device_lock_not_ready",
        on: "INSERT ON device_lock",
        when: "NEW.released_at IS NULL",
        forbidden: "EXISTS (SELECT 1 FROM device d WHERE d.id = NEW.device_id AND d.stage = 'ready')",
        says: "a ready device is taken back before it is noted as locked",
    },
    Guard {
        name: "quality_check_level",
        on: "INSERT ON quality_check",
        when: "NEW.erasure_level = 'purge'",
        forbidden: "NOT EXISTS (SELECT 1 FROM erasure e WHERE e.id = NEW.erasure_id AND e.level = 'purge')",
        says: "a check says a higher level than its erasure",
    },
    Guard {
        name: "request_erasure_level_new",
        on: "INSERT ON request",
        when: "NEW.state = 'allocated'",
        forbidden: TOO_LIGHT,
        says: "the programme asks for a deeper erasure",
    },
    Guard {
        name: "request_erasure_level",
        on: "UPDATE OF state, device_id ON request",
        when: "NEW.state = 'allocated' AND (OLD.state <> 'allocated' OR OLD.device_id <> NEW.device_id)",
        forbidden: TOO_LIGHT,
        says: "the programme asks for a deeper erasure",
    },
    Guard {
        name: "handover_erasure_level",
        on: "INSERT ON handover",
        when: "NEW.ended_at IS NULL",
        forbidden: TOO_LIGHT,
        says: "the programme asks for a deeper erasure",
    },
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in LEVELS {
            m.alter_table(
                Table::alter()
                    .table(table)
                    .add_column(text_null(column).check(one_of(column, &["clear", "purge"])))
                    .to_owned(),
            )
            .await?;
        }
        drives(m).await?;
        inventory(m).await?;
        locks(m).await?;
        m.create_table(
            Table::create()
                .table("erasure_certificate")
                .col(pk_auto("id"))
                .col(integer("device_id"))
                .col(integer("stay"))
                .col(integer("quality_check_id"))
                .col(integer("performer_id"))
                .col(integer("validator_id"))
                .col(text("sha256"))
                .col(text("file"))
                .col(integer("membership_id"))
                .col(timestamp_with_time_zone("made_at"))
                // Who validates is not who performed.
                .check(Expr::cust("performer_id <> validator_id"))
                .index(&mut unique("uq_certificate_stay", &["device_id", "stay"]))
                .foreign_key(&mut references_many(
                    "erasure_certificate",
                    &["quality_check_id", "device_id", "stay"],
                    "quality_check",
                    &["id", "device_id", "stay"],
                ))
                .foreign_key(&mut references(
                    "erasure_certificate",
                    "performer_id",
                    "account",
                ))
                .foreign_key(&mut references(
                    "erasure_certificate",
                    "validator_id",
                    "account",
                ))
                .foreign_key(&mut references(
                    "erasure_certificate",
                    "membership_id",
                    "membership",
                ))
                .to_owned(),
        )
        .await?;
        guards::up(m, &GUARDS).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        guards::down(m, &GUARDS).await?;
        for table in TABLES {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        for (table, column) in LEVELS {
            m.alter_table(Table::alter().table(table).drop_column(column).to_owned())
                .await?;
        }
        Ok(())
    }
}

async fn drives(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("device_drive")
            .col(pk_auto("id"))
            .col(integer("device_id"))
            .col(text("serial"))
            .col(text("serial_key"))
            .col(text("model"))
            .col(text("kind"))
            .col(big_integer_null("size_bytes"))
            .col(timestamp_with_time_zone("first_seen_at"))
            .col(timestamp_with_time_zone_null("absent_at"))
            .check(one_of("kind", &["hdd", "ssd", "nvme", "unknown"]))
            .index(&mut unique("uq_device_drive", &["device_id", "serial_key"]))
            .index(&mut unique("uq_device_drive_of", &["id", "device_id"]))
            .foreign_key(&mut references("device_drive", "device_id", "device"))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("drive_erasure")
            .col(pk_auto("id"))
            .col(integer("erasure_id"))
            .col(integer("drive_id"))
            .col(integer("device_id"))
            .col(integer("stay"))
            .col(text("finding"))
            .col(text_null("level"))
            .col(text("reasons"))
            .col(integer_null("line"))
            .col(text_null("line_text"))
            .check(one_of(
                "finding",
                &["accepted", "unverified", "failed", "aborted", "unlinkable"],
            ))
            .check(Expr::cust("level is null or level in ('clear', 'purge')"))
            .check(Expr::cust("(finding = 'accepted') = (level is not null)"))
            .check(Expr::cust("(line is null) = (line_text is null)"))
            .foreign_key(&mut references("drive_erasure", "erasure_id", "erasure"))
            .foreign_key(&mut references_many(
                "drive_erasure",
                &["drive_id", "device_id"],
                "device_drive",
                &["id", "device_id"],
            ))
            .to_owned(),
    )
    .await?;
    // The latest verdict on a drive in a stay.
    m.create_index(index(
        "ix_drive_erasure",
        "drive_erasure",
        &["drive_id", "stay", "id"],
    ))
    .await
}

async fn inventory(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("bench_token")
            .col(pk_auto("id"))
            .col(integer("site_id"))
            .col(text("name"))
            .col(text_uniq("sha256"))
            .col(integer("membership_id"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone_null("last_used_at"))
            .col(timestamp_with_time_zone_null("revoked_at"))
            .col(integer_null("revoked_by"))
            .col(integer("refused_uses"))
            .col(timestamp_with_time_zone_null("last_refused_at"))
            .check(Expr::cust("(revoked_at is null) = (revoked_by is null)"))
            .check(Expr::cust("revoked_at is not null or refused_uses = 0"))
            .foreign_key(&mut references("bench_token", "site_id", "site"))
            .foreign_key(&mut references(
                "bench_token",
                "membership_id",
                "membership",
            ))
            .foreign_key(&mut references("bench_token", "revoked_by", "membership"))
            .to_owned(),
    )
    .await?;
    m.create_index(index("ix_bench_token_site", "bench_token", &["site_id"]))
        .await?;
    m.create_table(
        Table::create()
            .table("hardware_snapshot")
            .col(pk_auto("id"))
            .col(integer("device_id"))
            .col(integer("stay"))
            .col(text_uniq("sha256"))
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
            .foreign_key(&mut references("hardware_snapshot", "device_id", "device"))
            .foreign_key(&mut references(
                "hardware_snapshot",
                "membership_id",
                "membership",
            ))
            .foreign_key(&mut references(
                "hardware_snapshot",
                "token_id",
                "bench_token",
            ))
            .to_owned(),
    )
    .await?;
    // The latest inventory of a device.
    m.create_index(index(
        "ix_hardware_snapshot_device",
        "hardware_snapshot",
        &["device_id", "id"],
    ))
    .await
}

async fn locks(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("release_import")
            .col(pk_auto("id"))
            .col(integer("lot_id"))
            .col(text("sha256"))
            .col(integer("membership_id"))
            .col(timestamp_with_time_zone("at"))
            .col(integer("released"))
            .col(integer("unchanged"))
            .col(text("refused"))
            // The same list sent twice counts once.
            .index(&mut unique("uq_release_import", &["lot_id", "sha256"]))
            .foreign_key(&mut references(
                "release_import",
                "lot_id",
                "collection_lot",
            ))
            .foreign_key(&mut references(
                "release_import",
                "membership_id",
                "membership",
            ))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("device_lock")
            .col(pk_auto("id"))
            .col(integer("device_id"))
            .col(text("kind"))
            .col(timestamp_with_time_zone("found_at"))
            .col(integer("membership_id"))
            .col(date_null("released_on"))
            .col(timestamp_with_time_zone_null("released_at"))
            .col(integer_null("released_by"))
            .check(one_of(
                "kind",
                &["activation_lock", "reset_protection", "device_management"],
            ))
            .check(Expr::cust(
                "(released_at is null) = (released_on is null) and (released_at is null) = (released_by is null)",
            ))
            .foreign_key(&mut references("device_lock", "device_id", "device"))
            .foreign_key(&mut references("device_lock", "membership_id", "membership"))
            .foreign_key(&mut references("device_lock", "released_by", "membership"))
            .to_owned(),
    )
    .await?;
    m.create_index(
        unique("uq_device_lock_open", &["device_id", "kind"])
            .table("device_lock")
            .and_where(Expr::col("released_at").is_null())
            .to_owned(),
    )
    .await
}
