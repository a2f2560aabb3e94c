//! What a device is worth as a tool (its technical category), which software is on it, until when its model gets
//! updates, and what a programme asks of both. With the guards that hold back what is below.
use crate::{
    columns::{index, one_of, references, unique},
    guards::{self, Guard},
};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: [&str; 4] = [
    "bolc_import",
    "model_updates",
    "device_software",
    "device_category",
];

/// The months counted up to a date or a moment: both engines write either as a text that begins with year and month.
macro_rules! months {
    ($moment:expr) => {
        concat!(
            "(CAST(substr(CAST(",
            $moment,
            " AS TEXT), 1, 4) AS INTEGER) * 12 + CAST(substr(CAST(",
            $moment,
            " AS TEXT), 6, 2) AS INTEGER))"
        )
    };
}

/// What the latest record of the software on a device says, in this stay.
macro_rules! installed {
    ($device:expr, $column:expr) => {
        concat!(
            "(SELECT s.",
            $column,
            " FROM device_software s WHERE s.device_id = ",
            $device,
            ".id AND s.stay = ",
            $device,
            ".stay ORDER BY s.id DESC LIMIT 1)"
        )
    };
}

/// Until when a device gets updates: what is installed says it, or else its model.
macro_rules! until {
    ($device:expr) => {
        concat!(
            "COALESCE(",
            installed!($device, "updates_until"),
            ", (SELECT m.updates_until FROM model_updates m WHERE m.model_key = ",
            $device,
            ".model_key ORDER BY m.version DESC LIMIT 1))"
        )
    };
}

/// Whether a device is below what the programme `p` asks for at a moment. What is not known is below.
macro_rules! below {
    ($device:expr, $moment:expr) => {
        concat!(
            "(",
            $device,
            ".kind IN ('tablet', 'phone', 'laptop', 'desktop') AND (\
             (COALESCE(p.free_software_only, FALSE) AND NOT COALESCE(",
            installed!($device, "free"),
            ", FALSE)) OR (COALESCE(p.update_months, 0) > 0 AND COALESCE(",
            months!(until!($device)),
            " - ",
            months!($moment),
            " < p.update_months, TRUE))))"
        )
    };
}

macro_rules! promised_below {
    ($moment:expr) => {
        concat!(
            "EXISTS (SELECT 1 FROM programme p JOIN device d ON d.id = NEW.device_id \
             WHERE p.id = NEW.programme_id AND ",
            below!("d", $moment),
            ")"
        )
    };
}

/// The open programmes that take devices of this kind.
macro_rules! programmes_that_take_it {
    () => {
        "SELECT 1 FROM programme p WHERE p.closed_at IS NULL AND p.device_kinds LIKE '%\"' || NEW.kind || '\"%'"
    };
}

const BELOW_SAYS: &str = "the device is below what the programme asks of its software";

/// A row that follows in the same stay, of those that give a category.
macro_rules! later_category {
    ($row:expr) => {
        concat!(
            "EXISTS (SELECT 1 FROM device_category later WHERE later.device_id = ",
            $row,
            ".device_id AND later.stay = ",
            $row,
            ".stay AND later.category IS NOT NULL AND later.id > ",
            $row,
            ".id)"
        )
    };
}

macro_rules! not_a_supervisor {
    () => {
        "NOT EXISTS (SELECT 1 FROM membership m WHERE m.id = NEW.membership_id AND m.role = 'supervisor')"
    };
}

const GUARDS: [Guard; 8] = [
    // What no open programme of its kind would take does not become ready.
    Guard {
        name: "device_ready_software",
        on: "UPDATE OF stage ON device",
        when: "NEW.stage = 'ready' AND OLD.stage <> 'ready'",
        forbidden: concat!(
            "EXISTS (",
            programmes_that_take_it!(),
            ") AND NOT EXISTS (",
            programmes_that_take_it!(),
            " AND NOT ",
            below!("NEW", "NEW.stage_since"),
            ")"
        ),
        says: BELOW_SAYS,
    },
    Guard {
        name: "request_software_new",
        on: "INSERT ON request",
        when: "NEW.state = 'allocated'",
        forbidden: promised_below!("NEW.decided_at"),
        says: BELOW_SAYS,
    },
    Guard {
        name: "request_software",
        on: "UPDATE OF state, device_id ON request",
        when: "NEW.state = 'allocated' AND (OLD.state <> 'allocated' OR OLD.device_id <> NEW.device_id)",
        forbidden: promised_below!("NEW.decided_at"),
        says: BELOW_SAYS,
    },
    Guard {
        name: "handover_software",
        on: "INSERT ON handover",
        when: "NEW.ended_at IS NULL",
        forbidden: promised_below!("NEW.handed_at"),
        says: BELOW_SAYS,
    },
    // What is checked or on the shelf stays as it is: it is sent or taken back first.
    Guard {
        name: "device_software_at_work",
        on: "INSERT ON device_software",
        when: "NEW.stay > 0",
        forbidden: "NOT EXISTS (SELECT 1 FROM device d WHERE d.id = NEW.device_id AND d.stay = NEW.stay \
             AND d.stage IN ('received', 'triage', 'refurbishment'))",
        says: "software is recorded while a device is at work",
    },
    Guard {
        name: "device_category_recorded",
        on: "UPDATE OF category ON device",
        when: "NEW.category IS NOT NULL",
        forbidden: concat!(
            "NOT EXISTS (SELECT 1 FROM device_category c WHERE c.device_id = NEW.id AND c.stay = NEW.stay \
             AND c.category = NEW.category AND NOT ",
            later_category!("c"),
            ")"
        ),
        says: "a device bears the category that was recorded last",
    },
    Guard {
        name: "device_category_override",
        on: "INSERT ON device_category",
        when: "NEW.remark IS NOT NULL",
        forbidden: not_a_supervisor!(),
        says: "only a supervisor decides against the rules",
    },
    // What a supervisor decided stands until a supervisor decides again.
    Guard {
        name: "device_category_stands",
        on: "INSERT ON device_category",
        when: "NEW.category IS NOT NULL AND NEW.remark IS NULL",
        forbidden: concat!(
            not_a_supervisor!(),
            " AND EXISTS (SELECT 1 FROM device_category c WHERE c.device_id = NEW.device_id AND c.stay = NEW.stay \
             AND c.remark IS NOT NULL AND NOT ",
            later_category!("c"),
            ")"
        ),
        says: "a supervisor decided on this category",
    },
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            ("device", text_null("category")),
            (
                "programme",
                integer_null("update_months")
                    .check(Expr::cust(
                        "update_months is null or update_months between 0 and 120",
                    ))
                    .take(),
            ),
            ("programme", boolean_null("free_software_only")),
        ];
        for (table, column) in columns {
            let change = Table::alter().table(table).add_column(column).to_owned();
            m.alter_table(change).await?;
        }
        categories(m).await?;
        software(m).await?;
        guards::up(m, &GUARDS).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        guards::down(m, &GUARDS).await?;
        for table in TABLES {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        for (table, column) in [
            ("programme", "free_software_only"),
            ("programme", "update_months"),
            ("device", "category"),
        ] {
            m.alter_table(Table::alter().table(table).drop_column(column).to_owned())
                .await?;
        }
        Ok(())
    }
}

async fn categories(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("device_category")
            .col(pk_auto("id"))
            .col(integer("device_id"))
            .col(integer("stay"))
            .col(text("source"))
            .col(text("facts"))
            .col(text_null("ruleset"))
            .col(text_null("points"))
            .col(text_null("computed"))
            .col(text_null("category"))
            .col(text_null("remark"))
            .col(integer("membership_id"))
            .col(timestamp_with_time_zone("at"))
            .check(one_of("source", &["bench", "bolc"]))
            // Facts alone, or facts with what the rules make of them.
            .check(Expr::cust(
                "(ruleset is null) = (points is null) and (ruleset is null) = (computed is null) \
                 and (ruleset is null) = (category is null)",
            ))
            // Another category than the rules' has its reason, and the rules' own needs none.
            .check(Expr::cust("category is not null or remark is null"))
            .check(Expr::cust(
                "category is null or (category <> computed) = (remark is not null)",
            ))
            .foreign_key(&mut references("device_category", "device_id", "device"))
            .foreign_key(&mut references(
                "device_category",
                "membership_id",
                "membership",
            ))
            .to_owned(),
    )
    .await?;
    // The latest record of a device.
    m.create_index(index(
        "ix_device_category",
        "device_category",
        &["device_id", "id"],
    ))
    .await?;
    m.create_table(
        Table::create()
            .table("bolc_import")
            .col(pk_auto("id"))
            .col(integer("lot_id"))
            .col(text("sha256"))
            .col(integer("filled"))
            .col(integer("unchanged"))
            .col(text("findings"))
            .col(integer("membership_id"))
            .col(timestamp_with_time_zone("at"))
            // The same sheet sent twice counts once.
            .index(&mut unique("uq_bolc_import", &["lot_id", "sha256"]))
            .foreign_key(&mut references("bolc_import", "lot_id", "collection_lot"))
            .foreign_key(&mut references(
                "bolc_import",
                "membership_id",
                "membership",
            ))
            .to_owned(),
    )
    .await
}

async fn software(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("device_software")
            .col(pk_auto("id"))
            .col(integer("device_id"))
            .col(integer("stay"))
            .col(text("image"))
            .col(text("name"))
            .col(text("release"))
            .col(boolean("free"))
            .col(date_null("updates_until"))
            .col(integer("membership_id"))
            .col(timestamp_with_time_zone("at"))
            .foreign_key(&mut references("device_software", "device_id", "device"))
            .foreign_key(&mut references(
                "device_software",
                "membership_id",
                "membership",
            ))
            .to_owned(),
    )
    .await?;
    // The latest record of a device.
    m.create_index(index(
        "ix_device_software",
        "device_software",
        &["device_id", "stay", "id"],
    ))
    .await?;
    m.create_table(
        Table::create()
            .table("model_updates")
            .col(pk_auto("id"))
            .col(text("model_key"))
            .col(integer("version"))
            .col(text("kind"))
            .col(text("manufacturer"))
            .col(text("model"))
            .col(date_null("updates_until"))
            .col(text("source"))
            .col(integer("membership_id"))
            .col(timestamp_with_time_zone("at"))
            .check(one_of("kind", &["tablet", "phone", "laptop", "desktop"]))
            .check(Expr::cust("version > 0"))
            // A date is never written over: the next one has the next number, and of two at once one is told.
            .index(&mut unique("uq_model_updates", &["model_key", "version"]))
            .foreign_key(&mut references(
                "model_updates",
                "membership_id",
                "membership",
            ))
            .to_owned(),
    )
    .await
}
