//! The owner's accounts beside the stock: the lines of an état de l'actif as they were imported, how long each account
//! is written off, and how the owner's columns were read the last time.
use crate::{
    columns::{index, references, references_many, unique},
    guards::{self, Guard},
};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const SETTLED: &str = "what the owner sent stays as it was sent";

const GUARDS: [Guard; 5] = [
    Guard {
        name: "asset_import_settled",
        on: "UPDATE ON asset_import",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: SETTLED,
    },
    Guard {
        name: "asset_import_kept",
        on: "DELETE ON asset_import",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: SETTLED,
    },
    Guard {
        name: "asset_line_settled",
        on: "UPDATE ON asset_line",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: SETTLED,
    },
    Guard {
        name: "asset_line_kept",
        on: "DELETE ON asset_line",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: SETTLED,
    },
    // The places of a list are taken once each: a list that came in whole has no room for another line.
    Guard {
        name: "asset_line_full",
        on: "INSERT ON asset_line",
        when: "NEW.import_id IS NOT NULL",
        forbidden: "NEW.place > (SELECT i.line_count FROM asset_import i WHERE i.id = NEW.import_id)",
        says: "the list has fewer lines",
    },
];

/// Numbers of an inventory are compared in capitals, on both sides, by the database itself. Without these two a page of
/// the comparison would read the whole stock.
const INDEXES: [&str; 2] = [
    "CREATE INDEX ix_device_owner_inventory ON device (owner_id, UPPER(inventory_number))",
    // Also what keeps a number from standing twice in one list.
    "CREATE UNIQUE INDEX uq_asset_line_inventory ON asset_line (import_id, UPPER(inventory_number))",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        imports(m).await?;
        lines(m).await?;
        settings(m).await?;
        for statement in INDEXES {
            m.get_connection().execute_unprepared(statement).await?;
        }
        guards::up(m, &GUARDS).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        guards::down(m, &GUARDS).await?;
        m.get_connection()
            .execute_unprepared("DROP INDEX ix_device_owner_inventory")
            .await?;
        for table in [
            "asset_line",
            "asset_import",
            "asset_duration",
            "asset_mapping",
        ] {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

async fn imports(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("asset_import")
            .col(pk_auto("id"))
            .col(integer("owner_id"))
            // The day the net book values are of.
            .col(date("as_of"))
            .col(text("file_sha256"))
            .col(integer("line_count"))
            .col(integer("refused"))
            .col(big_integer("value_cents"))
            .col(big_integer("net_book_cents"))
            // Nobody for the command line.
            .col(integer_null("membership_id"))
            .col(timestamp_with_time_zone("imported_at"))
            .col(integer("version"))
            .check(Expr::cust("line_count > 0 and refused >= 0"))
            .check(Expr::cust(
                "net_book_cents >= 0 and net_book_cents <= value_cents",
            ))
            .check(Expr::cust("length(file_sha256) = 64"))
            .check(Expr::cust("version > 0"))
            // The same file of an owner comes in once.
            .index(&mut unique(
                "uq_asset_import_file",
                &["owner_id", "file_sha256"],
            ))
            // What a line points at: the list and whose it is.
            .index(&mut unique("uq_asset_import_owner", &["id", "owner_id"]))
            .foreign_key(&mut references("asset_import", "owner_id", "organisation"))
            .foreign_key(&mut references(
                "asset_import",
                "membership_id",
                "membership",
            ))
            .to_owned(),
    )
    .await
}

async fn lines(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("asset_line")
            .col(pk_auto("id"))
            .col(integer("import_id"))
            .col(integer("owner_id"))
            // The how-manieth line that was taken.
            .col(integer("place"))
            // The line of the file.
            .col(integer("file_line"))
            .col(text("inventory_number"))
            .col(text_null("accounting_number"))
            .col(text("designation"))
            .col(text("account"))
            .col(date("acquired_on"))
            .col(big_integer("value_cents"))
            // At the day of the list.
            .col(big_integer("net_book_cents"))
            .col(text("subsidies"))
            .check(Expr::cust("place > 0 and file_line > 1"))
            .check(Expr::cust("length(inventory_number) > 0"))
            .check(Expr::cust("length(account) between 1 and 12"))
            .check(Expr::cust(
                "net_book_cents >= 0 and net_book_cents <= value_cents",
            ))
            .index(&mut unique("uq_asset_line_place", &["import_id", "place"]))
            .foreign_key(&mut references_many(
                "asset_line",
                &["import_id", "owner_id"],
                "asset_import",
                &["id", "owner_id"],
            ))
            .to_owned(),
    )
    .await?;
    // The lines of a list in their order, page after page.
    m.create_index(index(
        "ix_asset_line_import",
        "asset_line",
        &["import_id", "id"],
    ))
    .await
}

/// Two small tables of one row for each account, and one for each owner.
async fn settings(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("asset_duration")
            .col(integer("owner_id"))
            .col(text("account"))
            .col(integer("years"))
            .col(integer("membership_id"))
            .col(timestamp_with_time_zone("at"))
            .primary_key(Index::create().col("owner_id").col("account"))
            .check(Expr::cust("years between 1 and 50"))
            .check(Expr::cust("length(account) between 1 and 12"))
            .foreign_key(&mut references(
                "asset_duration",
                "owner_id",
                "organisation",
            ))
            .foreign_key(&mut references(
                "asset_duration",
                "membership_id",
                "membership",
            ))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("asset_mapping")
            .col(integer("owner_id").primary_key())
            // The meaning of each of the owner's columns, by its folded name.
            .col(text("mapping"))
            .col(timestamp_with_time_zone("updated_at"))
            .foreign_key(&mut references("asset_mapping", "owner_id", "organisation"))
            .to_owned(),
    )
    .await
}
