//! A programme is versioned: each saved version stays as it was, and a request and a clearance keep the one they were
//! decided under. With what a programme says besides: who may ask, which categories, its part of the stock, a pathway
//! per level, price, connectivity and funding. And a request may be for training alone, without a device.
use crate::{
    columns::{one_of, references},
    guards::{self, Guard},
};
use sea_orm_migration::{prelude::*, schema::*, sea_orm::DbBackend};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The caps of decree 2022-1413, in cents. A type that is not here has no solidarity price.
const PRICES: [(&str, i32); 5] = [
    ("price_tablet", 10_000),
    ("price_phone", 10_000),
    ("price_laptop", 18_000),
    ("price_desktop", 15_000),
    ("price_screen", 3_000),
];

macro_rules! some_price {
    () => {
        "COALESCE(NEW.price_tablet, NEW.price_phone, NEW.price_laptop, NEW.price_desktop, NEW.price_screen) IS NOT NULL"
    };
}

/// A price without anybody who may collect it, or somebody who collects nothing, or who may not under this ground.
const PRICE_REFUSED: &str = concat!(
    "(",
    some_price!(),
    ") <> (NEW.collector IS NOT NULL) OR (NEW.collector IS NOT NULL AND (NEW.legal_chain = 'loan_for_use' \
     OR (NEW.collector = 'association' AND NEW.legal_chain <> 'cession_by_association') \
     OR (NEW.collector IN ('regie', 'titre') AND NEW.legal_chain <> 'in_kind_aid') \
     OR (NEW.collector <> 'association' AND COALESCE(NEW.collector_number, '') = '')))"
);

/// A device of another category than the programme admits, or of a worse look. Screens and accessories have no
/// category.
const NOT_ADMITTED: &str = "EXISTS (SELECT 1 FROM programme p JOIN device d ON d.id = NEW.device_id \
     WHERE p.id = NEW.programme_id AND ((p.categories IS NOT NULL \
     AND d.kind IN ('tablet', 'phone', 'laptop', 'desktop') \
     AND (d.category IS NULL OR p.categories NOT LIKE '%\"' || d.category || '\"%')) \
     OR (p.least_grade IS NOT NULL AND (d.grade IS NULL OR d.grade > p.least_grade))))";

const NOT_ADMITTED_SAYS: &str = "the programme does not admit devices of this category or look";

const NO_SUCH_VERSION: &str = "NOT EXISTS (SELECT 1 FROM programme_version v \
     WHERE v.programme_id = NEW.programme_id AND v.number = NEW.programme_version)";

const NO_SUCH_VERSION_SAYS: &str = "the programme has no such version";

const PRICE_SAYS: &str = "nobody may collect this price";

const GUARDS: [Guard; 12] = [
    // What was saved is what was decided under: it never changes.
    Guard {
        name: "programme_version_stays",
        on: "UPDATE ON programme_version",
        when: "1 = 1",
        forbidden: "1 = 1",
        says: "a saved version of a programme never changes",
    },
    Guard {
        name: "programme_version_remains",
        on: "DELETE ON programme_version",
        when: "1 = 1",
        forbidden: "1 = 1",
        says: "a saved version of a programme is never removed",
    },
    Guard {
        name: "programme_version_next",
        on: "INSERT ON programme_version",
        when: "NEW.number > 1",
        forbidden: "NOT EXISTS (SELECT 1 FROM programme_version v \
             WHERE v.programme_id = NEW.programme_id AND v.number = NEW.number - 1)",
        says: "versions are numbered without a gap",
    },
    Guard {
        name: "request_programme_version_new",
        on: "INSERT ON request",
        when: "NEW.programme_version IS NOT NULL",
        forbidden: NO_SUCH_VERSION,
        says: NO_SUCH_VERSION_SAYS,
    },
    Guard {
        name: "request_programme_version",
        on: "UPDATE OF programme_version, programme_id ON request",
        when: "NEW.programme_version IS NOT NULL",
        forbidden: NO_SUCH_VERSION,
        says: NO_SUCH_VERSION_SAYS,
    },
    Guard {
        name: "clearance_programme_version_new",
        on: "INSERT ON clearance",
        when: "NEW.programme_version IS NOT NULL",
        forbidden: NO_SUCH_VERSION,
        says: NO_SUCH_VERSION_SAYS,
    },
    Guard {
        name: "clearance_programme_version",
        on: "UPDATE OF programme_version ON clearance",
        when: "OLD.programme_version IS NOT NULL OR NEW.programme_version IS NOT NULL",
        forbidden: "NEW.programme_version IS NULL OR OLD.programme_version IS NULL \
             OR NEW.programme_version <> OLD.programme_version",
        says: "a clearance keeps the version it was issued under",
    },
    Guard {
        name: "programme_price_new",
        on: "INSERT ON programme",
        when: "1 = 1",
        forbidden: PRICE_REFUSED,
        says: PRICE_SAYS,
    },
    Guard {
        name: "programme_price",
        on: "UPDATE ON programme",
        when: "1 = 1",
        forbidden: PRICE_REFUSED,
        says: PRICE_SAYS,
    },
    Guard {
        name: "request_category_new",
        on: "INSERT ON request",
        when: "NEW.state = 'allocated'",
        forbidden: NOT_ADMITTED,
        says: NOT_ADMITTED_SAYS,
    },
    Guard {
        name: "request_category",
        on: "UPDATE OF state, device_id ON request",
        when: "NEW.state = 'allocated' AND (OLD.state <> 'allocated' OR OLD.device_id <> NEW.device_id)",
        forbidden: NOT_ADMITTED,
        says: NOT_ADMITTED_SAYS,
    },
    Guard {
        name: "handover_category",
        on: "INSERT ON handover",
        when: "NEW.ended_at IS NULL",
        forbidden: NOT_ADMITTED,
        says: NOT_ADMITTED_SAYS,
    },
];

/// Every request was for a device.
const WITH_A_DEVICE: &str = "(state in ('allocated', 'fulfilled')) = (device_id is not null)";

/// One for training alone is never allocated, and is fulfilled without a device.
const PERHAPS_WITHOUT: &str = "case when device_kind is null then device_id is null and state <> 'allocated' \
     else (state in ('allocated', 'fulfilled')) = (device_id is not null) end";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let kind = ("\"device_kind\" text NOT NULL", "\"device_kind\" text");
        change_request(m, kind, (WITH_A_DEVICE, PERHAPS_WITHOUT), "DROP").await?;
        for (table, column) in columns() {
            let change = Table::alter().table(table).add_column(column).to_owned();
            m.alter_table(change).await?;
        }
        m.create_table(
            Table::create()
                .table("programme_version")
                .col(integer("programme_id"))
                .col(integer("number"))
                .col(text("configuration"))
                .col(integer_null("membership_id"))
                .col(timestamp_with_time_zone("at"))
                // Also the list of a programme's versions, in their order.
                .primary_key(Index::create().col("programme_id").col("number"))
                .check(Expr::cust("number > 0"))
                .foreign_key(&mut references(
                    "programme_version",
                    "programme_id",
                    "programme",
                ))
                .foreign_key(&mut references(
                    "programme_version",
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
        m.drop_table(Table::drop().table("programme_version").to_owned())
            .await?;
        let kind = ("\"device_kind\" text", "\"device_kind\" text NOT NULL");
        change_request(m, kind, (PERHAPS_WITHOUT, WITH_A_DEVICE), "SET").await?;
        // The earlier schema has no place for a request without a device: where there is one, this is refused, and
        // nothing is taken back.
        m.get_connection()
            .execute_unprepared("UPDATE request SET device_kind = NULL WHERE device_kind IS NULL")
            .await?;
        for (table, column) in columns().into_iter().rev() {
            let change = Table::alter()
                .table(table)
                .drop_column(column.get_column_name())
                .to_owned();
            m.alter_table(change).await?;
        }
        Ok(())
    }
}

fn columns() -> Vec<(&'static str, ColumnDef)> {
    let mut columns = vec![
        ("request", integer_null("programme_version")),
        // The pathway of the level it was placed at; none is the programme's own.
        ("request", integer_null("pathway_id")),
        ("clearance", integer_null("programme_version")),
        ("programme", integer_null("saved_version")),
        ("programme", text_null("organisations")),
        ("programme", text_null("categories")),
        (
            "programme",
            text_null("least_grade")
                .check(one_of("least_grade", &["a", "b", "c"]))
                .take(),
        ),
        ("programme", text_null("levels")),
        (
            "programme",
            integer_null("stock_share")
                .check(Expr::cust(
                    "stock_share is null or stock_share between 1 and 100",
                ))
                .take(),
        ),
        (
            "programme",
            integer_null("stock_reserve")
                .check(Expr::cust("stock_reserve is null or stock_reserve > 0"))
                .take(),
        ),
        (
            "programme",
            integer_null("stock_minimum")
                .check(Expr::cust("stock_minimum is null or stock_minimum > 0"))
                .take(),
        ),
        ("programme", text_null("funding")),
        (
            "programme",
            text_null("connectivity")
                .check(one_of("connectivity", &["offered", "included"]))
                .take(),
        ),
        (
            "programme",
            text_null("collector")
                .check(one_of(
                    "collector",
                    &["association", "regie", "titre", "mandate"],
                ))
                .take(),
        ),
        ("programme", text_null("collector_number")),
    ];
    for (name, cap) in PRICES {
        let within = format!("{name} is null or {name} between 1 and {cap}");
        let column = integer_null(name).check(Expr::cust(within)).take();
        columns.push(("programme", column));
    }
    columns
}

/// Changes whether a request must be for a device. `SQLite` alters neither a check nor a `NOT NULL` of a table that
/// stands. Made anew, the table would lose the guards that six migrations put on it; its manual says to write the
/// schema anew for changes that move no row (`ALTER TABLE`, section 7). The columns that later migrations added stand
/// beside these two texts and not in them, and where one of the two is not found, nothing is changed.
async fn change_request(
    m: &SchemaManager<'_>,
    (kind_before, kind_after): (&str, &str),
    (check_before, check_after): (&str, &str),
    not_null: &str,
) -> Result<(), DbErr> {
    let db = m.get_connection();
    if m.get_database_backend() == DbBackend::Postgres {
        let alter = format!(
            "ALTER TABLE request ALTER COLUMN device_kind {not_null} NOT NULL; \
             ALTER TABLE request DROP CONSTRAINT request_check; \
             ALTER TABLE request ADD CONSTRAINT request_check CHECK ({check_after});"
        );
        return db.execute_unprepared(&alter).await.map(|_| ());
    }
    let quoted = |text: &str| text.replace('\'', "''");
    let (before, after) = (quoted(check_before), quoted(check_after));
    db.execute_unprepared("PRAGMA writable_schema = ON").await?;
    let written = db
        .execute_unprepared(&format!(
            "UPDATE sqlite_master SET sql = replace(replace(sql, '{kind_before}', '{kind_after}'), '{before}', '{after}') \
             WHERE type = 'table' AND name = 'request' \
             AND instr(sql, '{kind_before}') > 0 AND instr(sql, '{before}') > 0"
        ))
        .await?;
    // Forgets the schema that was read before.
    db.execute_unprepared("PRAGMA writable_schema = RESET")
        .await?;
    if written.rows_affected() == 1 {
        Ok(())
    } else {
        Err(DbErr::Migration(
            "the table of requests is not as the migration knows it".to_owned(),
        ))
    }
}
