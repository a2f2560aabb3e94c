//! Counted supplies with their ledger, the charger a device leaves with, and parts as rows of their own.
use crate::{
    columns::{index, one_of, references, references_many, unique},
    guards::{self, Guard},
};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const ALWAYS: &str = "1 = 1";

/// No proof that a part holds nothing any more: a log of its own, the accepted wipe of the drive in a device, or
/// the accepted erasure of the device it came out of.
const NOT_PROVEN: &str = "NOT (EXISTS (SELECT 1 FROM part_erasure e WHERE e.part_id = NEW.id AND e.finding = 'accepted') \
     OR EXISTS (SELECT 1 FROM device_drive d JOIN drive_erasure e ON e.drive_id = d.id \
     WHERE e.finding = 'accepted' AND (d.part_id = NEW.id \
     OR (d.device_id = NEW.from_device_id AND d.serial_key = NEW.serial_key))) \
     OR (NEW.kind <> 'drive' AND EXISTS (SELECT 1 FROM erasure e \
     WHERE e.device_id = NEW.from_device_id AND e.verdict = 'accepted')))";

/// Parts go into a device that is being worked on.
const NOT_AT_WORK: &str = "EXISTS (SELECT 1 FROM device d WHERE d.id = NEW.device_id \
     AND d.stage NOT IN ('received', 'triage', 'refurbishment'))";

const GUARDS: [Guard; 9] = [
    // A ledger: what was written stays, and each line says what the counter says.
    Guard {
        name: "supply_movement_stays",
        on: "UPDATE ON supply_movement",
        when: ALWAYS,
        forbidden: ALWAYS,
        says: "a movement of supplies is not changed: another one puts it right",
    },
    Guard {
        name: "supply_movement_remains",
        on: "DELETE ON supply_movement",
        when: ALWAYS,
        forbidden: ALWAYS,
        says: "a movement of supplies is not taken back: another one puts it right",
    },
    Guard {
        name: "supply_movement_agrees",
        on: "INSERT ON supply_movement",
        when: ALWAYS,
        forbidden: "NOT EXISTS (SELECT 1 FROM supply_stock s WHERE s.site_id = NEW.site_id \
             AND s.kind = NEW.kind AND s.quantity = NEW.quantity_after)",
        says: "a movement of supplies says another quantity than the counter",
    },
    // "With a charger from the stock" is said of one that left the stock for this device.
    Guard {
        name: "quality_check_charger",
        on: "INSERT ON quality_check",
        when: "NEW.charger = 'from_stock'",
        forbidden: "NOT EXISTS (SELECT 1 FROM supply_movement m WHERE m.device_id = NEW.device_id \
             AND m.stay = NEW.stay AND m.kind = NEW.charger_kind AND m.reason = 'used')",
        says: "the charger was not taken out of the stock",
    },
    // Law 3: what may hold data goes into a device only once it is erased. A machine that says it holds the
    // drive already is believed: the device then waits for its erasure.
    Guard {
        name: "part_fitted_erased",
        on: "UPDATE OF device_id ON part",
        when: "NEW.device_id IS NOT NULL AND (OLD.device_id IS NULL OR OLD.device_id <> NEW.device_id) \
             AND OLD.data = 'unerased'",
        forbidden: "NOT EXISTS (SELECT 1 FROM device_drive d WHERE d.part_id = NEW.id \
             AND d.device_id = NEW.device_id AND d.absent_at IS NULL)",
        says: "a part that may hold data is erased before it goes into a device",
    },
    Guard {
        name: "part_new_on_the_shelf",
        on: "INSERT ON part",
        when: "NEW.device_id IS NOT NULL",
        forbidden: ALWAYS,
        says: "a part is noted on a shelf before it is fitted",
    },
    Guard {
        name: "part_into_work",
        on: "UPDATE OF device_id ON part",
        when: "NEW.device_id IS NOT NULL AND (OLD.device_id IS NULL OR OLD.device_id <> NEW.device_id)",
        forbidden: NOT_AT_WORK,
        says: "a part goes into a device that is being worked on",
    },
    Guard {
        name: "part_erased_new",
        on: "INSERT ON part",
        when: "NEW.data = 'erased'",
        forbidden: NOT_PROVEN,
        says: "nothing proves that this part was erased",
    },
    Guard {
        name: "part_erased",
        on: "UPDATE OF data ON part",
        when: "NEW.data = 'erased' AND OLD.data <> 'erased'",
        forbidden: NOT_PROVEN,
        says: "nothing proves that this part was erased",
    },
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        supplies(m).await?;
        m.alter_table(
            Table::alter()
                .table("quality_check")
                .add_column(
                    text_null("charger")
                        .check(one_of("charger", &["from_stock", "came_with", "without"])),
                )
                .to_owned(),
        )
        .await?;
        // SQLite takes a check over two columns only with the second one.
        m.alter_table(
            Table::alter()
                .table("quality_check")
                .add_column(text_null("charger_kind").extra(
                    "CHECK ((charger_kind IS NOT NULL) = (charger IS NOT NULL AND charger = 'from_stock'))",
                ))
                .to_owned(),
        )
        .await?;
        parts(m).await?;
        guards::up(m, &GUARDS).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        guards::down(m, &GUARDS).await?;
        m.drop_index(
            Index::drop()
                .name("uq_device_drive_part")
                .table("device_drive")
                .to_owned(),
        )
        .await?;
        for (table, column) in [
            ("device_drive", "part_id"),
            ("quality_check", "charger_kind"),
            ("quality_check", "charger"),
        ] {
            m.alter_table(Table::alter().table(table).drop_column(column).to_owned())
                .await?;
        }
        for table in ["part_erasure", "part", "supply_movement", "supply_stock"] {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

async fn supplies(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    // The counter, taken by conditional updates: what is not there cannot leave.
    m.create_table(
        Table::create()
            .table("supply_stock")
            .col(integer("site_id"))
            .col(text("kind"))
            .col(integer("quantity"))
            .col(integer("minimum"))
            .primary_key(Index::create().col("site_id").col("kind"))
            .check(Expr::cust("quantity between 0 and 1000000"))
            .check(Expr::cust("minimum between 0 and 1000000"))
            .foreign_key(&mut references("supply_stock", "site_id", "site"))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("supply_movement")
            .col(pk_auto("id"))
            .col(integer("site_id"))
            .col(text("kind"))
            .col(text("reason"))
            .col(integer("change"))
            .col(integer("quantity_after"))
            .col(integer_null("device_id"))
            .col(integer_null("stay"))
            .col(integer_null("other_site_id"))
            .col(integer("membership_id"))
            .col(timestamp_with_time_zone("at"))
            .check(one_of(
                "reason",
                &["received", "used", "counted", "sent", "arrived"],
            ))
            .check(Expr::cust("quantity_after >= 0"))
            .check(Expr::cust(
                "reason = 'counted' or (change > 0) = (reason in ('received', 'arrived'))",
            ))
            .check(Expr::cust("reason = 'counted' or change <> 0"))
            .check(Expr::cust("(reason = 'used') = (device_id is not null)"))
            .check(Expr::cust("(device_id is null) = (stay is null)"))
            .check(Expr::cust(
                "(reason in ('sent', 'arrived')) = (other_site_id is not null)",
            ))
            .foreign_key(&mut references_many(
                "supply_movement",
                &["site_id", "kind"],
                "supply_stock",
                &["site_id", "kind"],
            ))
            .foreign_key(&mut references("supply_movement", "device_id", "device"))
            .foreign_key(&mut references("supply_movement", "other_site_id", "site"))
            .foreign_key(&mut references(
                "supply_movement",
                "membership_id",
                "membership",
            ))
            .to_owned(),
    )
    .await?;
    // The latest movements of one kind at one site.
    m.create_index(index(
        "ix_supply_movement_stock",
        "supply_movement",
        &["site_id", "kind", "id"],
    ))
    .await?;
    // What was used for a device.
    m.create_index(index(
        "ix_supply_movement_device",
        "supply_movement",
        &["device_id"],
    ))
    .await
}

async fn parts(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("part")
            .col(pk_auto("id"))
            .col(text_uniq("code"))
            .col(integer("organisation_id"))
            .col(text("kind"))
            .col(text("maker"))
            .col(text("model"))
            .col(text_null("serial"))
            .col(text_null("serial_key"))
            .col(big_integer_null("size_bytes"))
            .col(integer_null("health_percent"))
            .col(text("data"))
            .col(text("state"))
            .col(integer_null("site_id"))
            .col(integer_null("device_id"))
            .col(integer_null("from_device_id"))
            .col(timestamp_with_time_zone("since"))
            .col(timestamp_with_time_zone("created_at"))
            .col(integer("version"))
            .check(one_of(
                "kind",
                &[
                    "drive",
                    "battery",
                    "screen",
                    "keyboard",
                    "motherboard",
                    "memory",
                    "other",
                ],
            ))
            .check(one_of("data", &["no_data", "unerased", "erased"]))
            // A drive holds data, or held some, and is proven by its number.
            .check(Expr::cust("kind <> 'drive' or data <> 'no_data'"))
            .check(Expr::cust("kind <> 'drive' or serial is not null"))
            .check(one_of("state", &["on_shelf", "in_device", "gone"]))
            // Law 2: at one site, or in one device, or gone.
            .check(Expr::cust(
                "(state = 'on_shelf' and site_id is not null and device_id is null) \
                 or (state = 'in_device' and site_id is null and device_id is not null) \
                 or (state = 'gone' and site_id is null and device_id is null)",
            ))
            .check(Expr::cust(
                "health_percent is null or health_percent between 0 and 100",
            ))
            .check(Expr::cust("(serial is null) = (serial_key is null)"))
            .foreign_key(&mut references("part", "organisation_id", "organisation"))
            .foreign_key(&mut references("part", "site_id", "site"))
            .foreign_key(&mut references("part", "device_id", "device"))
            .foreign_key(&mut references("part", "from_device_id", "device"))
            .to_owned(),
    )
    .await?;
    // The shelf, by kind and site.
    m.create_index(index(
        "ix_part_shelf",
        "part",
        &["organisation_id", "state", "kind", "site_id"],
    ))
    .await?;
    // The parts of a device.
    m.create_index(index("ix_part_device", "part", &["device_id"]))
        .await?;
    // One drive of a workshop is one part, until it has gone.
    m.create_index(
        unique("uq_part_drive", &["organisation_id", "serial_key"])
            .table("part")
            .and_where(Expr::cust("kind = 'drive' and state <> 'gone'"))
            .to_owned(),
    )
    .await?;
    erasures(m).await
}

/// What proves that a part was erased, and which drive of which device a part is.
async fn erasures(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("part_erasure")
            .col(pk_auto("id"))
            .col(integer("part_id"))
            .col(integer("evidence_id"))
            .col(integer("performer_id"))
            .col(date("performed_on"))
            .col(timestamp_with_time_zone("recorded_at"))
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
            .foreign_key(&mut references("part_erasure", "part_id", "part"))
            .foreign_key(&mut references("part_erasure", "evidence_id", "evidence"))
            .foreign_key(&mut references("part_erasure", "performer_id", "account"))
            .to_owned(),
    )
    .await?;
    // The latest verdict on a part.
    m.create_index(index("ix_part_erasure", "part_erasure", &["part_id", "id"]))
        .await?;
    m.alter_table(
        Table::alter()
            .table("device_drive")
            .add_column(integer_null("part_id").extra("REFERENCES part (id)"))
            .to_owned(),
    )
    .await?;
    // Law 2: a drive that is known as a part is in one device at a time.
    m.create_index(
        unique("uq_device_drive_part", &["part_id"])
            .table("device_drive")
            .and_where(Expr::cust("part_id is not null and absent_at is null"))
            .to_owned(),
    )
    .await
}
