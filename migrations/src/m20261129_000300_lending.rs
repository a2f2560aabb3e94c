//! The lending library: items, the rules of lending, closures, loans with the days they take, and the clearances
//! without which no loan goes out.
use crate::{
    columns::{index, one_of, references, references_many, unique},
    guards, outbox,
};
use sea_orm_migration::{prelude::*, schema::*, sea_orm::DbBackend};

mod lending_guards;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Each after what it points at; `device` points at two of them.
const TABLES: [&str; 9] = [
    "catalogue_item",
    "catalogue_need",
    "catalogue_word",
    "lending_rule",
    "store_closure",
    "loan_clearance",
    "loan",
    "piece_day",
    "loan_reminder",
];

/// Law 2: a piece on loan is at no site and in no box, and a piece that is ready and at no site is on loan. (The rest
/// of what a loan asks of its piece stands in other rows: the guards.)
const ON_LOAN: &str = "REFERENCES loan (id) CHECK \
     ((loan_id IS NULL OR (stage = 'ready' AND site_id IS NULL AND container_id IS NULL AND item_id IS NOT NULL)) \
     AND (item_id IS NULL OR stage <> 'ready' OR site_id IS NOT NULL OR loan_id IS NOT NULL))";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        catalogue(m).await?;
        terms(m).await?;
        people(m).await?;
        clearances(m).await?;
        loans(m).await?;
        m.alter_table(
            Table::alter()
                .table("device")
                .add_column(integer_null("loan_id").extra(ON_LOAN))
                .to_owned(),
        )
        .await?;
        outbox::up(m, self.name()).await?;
        guards::up(m, &lending_guards::GUARDS).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        guards::down(m, &lending_guards::GUARDS).await?;
        outbox::down(m, self.name()).await?;
        m.drop_index(
            Index::drop()
                .name("ix_device_item")
                .table("device")
                .to_owned(),
        )
        .await?;
        // The loan first: its check names the item.
        for column in ["loan_id", "item_id"] {
            m.alter_table(
                Table::alter()
                    .table("device")
                    .drop_column(column)
                    .to_owned(),
            )
            .await?;
        }
        for table in TABLES.into_iter().rev() {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        for name in ["uq_membership_account", "uq_membership_school"] {
            m.drop_index(Index::drop().name(name).table("membership").to_owned())
                .await?;
        }
        Ok(())
    }
}

async fn catalogue(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("catalogue_item")
            .col(pk_auto("id"))
            .col(text("slug"))
            .col(text("name_fr"))
            .col(text("name_en"))
            .col(text("purpose_fr"))
            .col(text("purpose_en"))
            .col(text("usage_fr"))
            .col(text("usage_en"))
            .col(text("accessories_fr"))
            .col(text("accessories_en"))
            .col(text("guide_fr"))
            .col(text("guide_en"))
            .col(integer_null("age_from"))
            .col(integer_null("age_to"))
            .col(text("synonyms"))
            .col(boolean("needs_cleaning"))
            .col(boolean("has_battery"))
            .col(integer("site_id"))
            .col(integer("membership_id"))
            .col(timestamp_with_time_zone("created_at"))
            .col(integer("version"))
            .col(timestamp_with_time_zone_null("withdrawn_at"))
            // The guided session is this guide: without a step there is nothing to confirm.
            .check(Expr::cust("guide_fr <> '' and guide_en <> ''"))
            .check(Expr::cust("age_from is null or age_from between 0 and 99"))
            .check(Expr::cust(
                "age_to is null or (age_to between 0 and 99 and (age_from is null or age_from <= age_to))",
            ))
            .check(Expr::cust("version > 0"))
            .index(&mut unique("uq_catalogue_item_slug", &["slug"]))
            .foreign_key(&mut references("catalogue_item", "site_id", "site"))
            .foreign_key(&mut references(
                "catalogue_item",
                "membership_id",
                "membership",
            ))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("catalogue_need")
            .col(integer("item_id"))
            .col(text("need"))
            .primary_key(Index::create().col("item_id").col("need"))
            .foreign_key(&mut references(
                "catalogue_need",
                "item_id",
                "catalogue_item",
            ))
            .to_owned(),
    )
    .await?;
    // The words come first in the key: the search asks which items have a word that begins so.
    m.create_table(
        Table::create()
            .table("catalogue_word")
            .col(text("word"))
            .col(integer("item_id"))
            .primary_key(Index::create().col("word").col("item_id"))
            .foreign_key(&mut references(
                "catalogue_word",
                "item_id",
                "catalogue_item",
            ))
            .to_owned(),
    )
    .await?;
    m.alter_table(
        Table::alter()
            .table("device")
            .add_column(integer_null("item_id").extra(
                "REFERENCES catalogue_item (id) CHECK (item_id IS NULL OR cession_id IS NULL)",
            ))
            .to_owned(),
    )
    .await?;
    // The pieces of an item, of a stock of which hardly anything is lent.
    m.create_index(
        index("ix_device_item", "device", &["item_id", "id"])
            .and_where(Expr::col("item_id").is_not_null())
            .to_owned(),
    )
    .await
}

async fn terms(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("lending_rule")
            .col(pk_auto("id"))
            .col(integer("longest_days"))
            .col(integer("ahead_days"))
            .col(integer("at_once"))
            .col(integer("extension_days"))
            .col(integer("buffer_days"))
            .col(integer("erasing_days"))
            .col(boolean("approval"))
            .col(integer("clearance_days"))
            .col(integer("remind_days"))
            .col(integer("membership_id"))
            .col(timestamp_with_time_zone("declared_at"))
            .check(Expr::cust("longest_days between 1 and 366"))
            .check(Expr::cust("ahead_days between 1 and 366"))
            .check(Expr::cust("at_once between 1 and 50"))
            .check(Expr::cust("extension_days between 0 and 180"))
            .check(Expr::cust("buffer_days between 0 and 30"))
            .check(Expr::cust("erasing_days between 0 and 60"))
            .check(Expr::cust("clearance_days between 1 and 1830"))
            .check(Expr::cust("remind_days between 1 and 60"))
            .foreign_key(&mut references(
                "lending_rule",
                "membership_id",
                "membership",
            ))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("store_closure")
            .col(pk_auto("id"))
            .col(integer("site_id"))
            .col(date("from_on"))
            .col(date("until_on"))
            .col(text("label"))
            .col(integer("membership_id"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone_null("removed_at"))
            .check(Expr::cust("until_on >= from_on"))
            .foreign_key(&mut references("store_closure", "site_id", "site"))
            .foreign_key(&mut references(
                "store_closure",
                "membership_id",
                "membership",
            ))
            .to_owned(),
    )
    .await?;
    // The days a store is closed, from a day on.
    m.create_index(index(
        "ix_store_closure",
        "store_closure",
        &["site_id", "until_on"],
    ))
    .await
}

/// Keys by which other rows say whose a membership is, and be held to it.
async fn people(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_index(
        unique("uq_membership_account", &["id", "account_id"])
            .table("membership")
            .to_owned(),
    )
    .await?;
    m.create_index(
        unique(
            "uq_membership_school",
            &["id", "account_id", "organisation_id"],
        )
        .table("membership")
        .to_owned(),
    )
    .await
}

async fn clearances(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("loan_clearance")
            .col(pk_auto("id"))
            .col(integer("account_id"))
            .col(integer("item_id"))
            .col(text("ground"))
            .col(integer("steps"))
            .col(text_null("guide_sha256"))
            .col(integer_null("granted_by"))
            .col(integer_null("granted_account_id"))
            .col(timestamp_with_time_zone("issued_at"))
            .col(date("valid_until"))
            .col(integer("version"))
            .check(one_of("ground", &["session", "referent"]))
            // A session confirms steps of a guide; a referent is somebody, and somebody else.
            .check(Expr::cust(
                "(ground = 'session' and steps > 0 and guide_sha256 is not null and granted_by is null and granted_account_id is null) \
                 or (ground = 'referent' and steps = 0 and guide_sha256 is null and granted_by is not null \
                 and granted_account_id is not null and granted_account_id <> account_id)",
            ))
            .index(&mut unique(
                "uq_loan_clearance_of",
                &["id", "account_id", "item_id"],
            ))
            .foreign_key(&mut references("loan_clearance", "account_id", "account"))
            .foreign_key(&mut references(
                "loan_clearance",
                "item_id",
                "catalogue_item",
            ))
            .foreign_key(&mut references_many(
                "loan_clearance",
                &["granted_by", "granted_account_id"],
                "membership",
                &["id", "account_id"],
            ))
            .to_owned(),
    )
    .await?;
    // Whether somebody is cleared for an item today.
    m.create_index(index(
        "ix_loan_clearance",
        "loan_clearance",
        &["account_id", "item_id", "valid_until"],
    ))
    .await
}

/// What a loan is still open in.
const OPEN: &str = "state IN ('requested', 'reserved', 'prepared', 'out')";

#[expect(
    clippy::too_many_lines,
    reason = "one table after the other, read from top to bottom"
)]
async fn loans(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    // The engines count days otherwise.
    let counted = if m.get_database_backend() == DbBackend::Postgres {
        "days = ends_on - starts_on + 1"
    } else {
        "days = julianday(ends_on) - julianday(starts_on) + 1"
    };
    m.create_table(
        Table::create()
            .table("loan")
            .col(pk_auto("id"))
            .col(integer("item_id"))
            .col(integer("device_id"))
            .col(integer("site_id"))
            .col(integer("membership_id"))
            .col(integer("account_id"))
            .col(integer("organisation_id"))
            .col(integer("slot"))
            .col(text("state"))
            .col(date("starts_on"))
            .col(date("ends_on"))
            .col(date("busy_until"))
            .col(integer("days"))
            .col(integer("extensions"))
            .col(text_null("pupil_code"))
            .col(timestamp_with_time_zone("requested_at"))
            .col(timestamp_with_time_zone_null("decided_at"))
            .col(integer_null("decided_by"))
            .col(timestamp_with_time_zone_null("prepared_at"))
            .col(integer_null("prepared_by"))
            .col(text_null("slip_sha256"))
            .col(text_null("slip_file"))
            .col(date_null("out_on"))
            .col(integer_null("handed_by"))
            .col(integer_null("clearance_id"))
            .col(date_null("returned_on"))
            .col(integer_null("returned_by"))
            .col(text_null("condition"))
            .col(boolean_null("complete"))
            .col(boolean_null("cleaned"))
            .col(boolean_null("charged"))
            .col(date_null("completed_on"))
            .col(timestamp_with_time_zone_null("closed_at"))
            .col(integer("version"))
            .check(one_of(
                "state",
                &["requested", "reserved", "prepared", "out", "returned", "cancelled", "refused"],
            ))
            .check(Expr::cust("ends_on >= starts_on and busy_until >= ends_on"))
            .check(Expr::cust(counted))
            .check(Expr::cust("slot > 0 and extensions >= 0"))
            .check(Expr::cust("condition is null or condition in ('good', 'worn', 'damaged')"))
            .check(Expr::cust("(decided_at is null) = (decided_by is null)"))
            .check(Expr::cust("(slip_sha256 is null) = (slip_file is null)"))
            .check(Expr::cust(
                "state <> 'prepared' or (prepared_at is not null and slip_sha256 is not null)",
            ))
            // Law 1: what is out, or was, left with a clearance; the key below says whose and for what.
            .check(Expr::cust(
                "(state in ('out', 'returned')) = (clearance_id is not null) \
                 and (clearance_id is null) = (out_on is null) and (out_on is null) = (handed_by is null)",
            ))
            .check(Expr::cust("out_on is null or out_on between starts_on and ends_on"))
            .check(Expr::cust(
                "(state = 'returned') = (returned_on is not null) and (returned_on is null) = (returned_by is null) \
                 and (returned_on is null) = (condition is null) and (returned_on is null) = (complete is null)",
            ))
            .check(Expr::cust("completed_on is null or complete = false"))
            .check(Expr::cust(
                "(state in ('returned', 'cancelled', 'refused')) = (closed_at is not null)",
            ))
            // What the days of a loan point at: of this loan, and of its piece.
            .index(&mut unique("uq_loan_device", &["id", "device_id"]))
            .foreign_key(&mut references("loan", "item_id", "catalogue_item"))
            .foreign_key(&mut references("loan", "device_id", "device"))
            .foreign_key(&mut references("loan", "site_id", "site"))
            .foreign_key(&mut references_many(
                "loan",
                &["membership_id", "account_id", "organisation_id"],
                "membership",
                &["id", "account_id", "organisation_id"],
            ))
            .foreign_key(&mut references("loan", "decided_by", "membership"))
            .foreign_key(&mut references("loan", "prepared_by", "membership"))
            .foreign_key(&mut references("loan", "handed_by", "membership"))
            .foreign_key(&mut references("loan", "returned_by", "membership"))
            // Law 1: a clearance of this borrower, for this item.
            .foreign_key(&mut references_many(
                "loan",
                &["clearance_id", "account_id", "item_id"],
                "loan_clearance",
                &["id", "account_id", "item_id"],
            ))
            .to_owned(),
    )
    .await?;
    // How many loans one person has open: two at once do not take the same number.
    m.create_index(
        unique("uq_loan_slot", &["account_id", "slot"])
            .table("loan")
            .and_where(Expr::cust(OPEN))
            .to_owned(),
    )
    .await?;
    // Law 2: a piece is out with one loan.
    m.create_index(
        unique("uq_loan_out", &["device_id"])
            .table("loan")
            .and_where(Expr::col("state").eq("out"))
            .to_owned(),
    )
    .await?;
    // The day of a store: what is to be prepared, handed over, expected back.
    m.create_index(index(
        "ix_loan_site",
        "loan",
        &["site_id", "state", "starts_on"],
    ))
    .await?;
    // The lists: of a school, and of a store, the latest first.
    m.create_index(index("ix_loan_school", "loan", &["organisation_id", "id"]))
        .await?;
    m.create_index(index("ix_loan_store", "loan", &["site_id", "id"]))
        .await?;
    // Loans by their end, of those that are out: what to remind of.
    m.create_index(
        index("ix_loan_end", "loan", &["ends_on", "id"])
            .and_where(Expr::col("state").eq("out"))
            .to_owned(),
    )
    .await?;
    // The loans of a piece that is to leave the library, or came back incomplete.
    m.create_index(index("ix_loan_device", "loan", &["device_id", "state"]))
        .await?;
    m.create_table(
        Table::create()
            .table("piece_day")
            .col(integer("device_id"))
            .col(date("day"))
            .col(integer("loan_id"))
            // No two loans of one piece on one day, whatever happens at once.
            .primary_key(Index::create().col("device_id").col("day"))
            .foreign_key(&mut references_many(
                "piece_day",
                &["loan_id", "device_id"],
                "loan",
                &["id", "device_id"],
            ))
            .to_owned(),
    )
    .await?;
    // The days of one loan, to give them back.
    m.create_index(index("ix_piece_day_loan", "piece_day", &["loan_id", "day"]))
        .await?;
    m.create_table(
        Table::create()
            .table("loan_reminder")
            .col(integer("loan_id"))
            .col(text("moment"))
            .col(date("ends_on"))
            .col(timestamp_with_time_zone("at"))
            // Each is written once, whichever node is first.
            .primary_key(Index::create().col("loan_id").col("moment").col("ends_on"))
            .check(one_of(
                "moment",
                &["before", "last_day", "late", "very_late"],
            ))
            .foreign_key(&mut references("loan_reminder", "loan_id", "loan"))
            .to_owned(),
    )
    .await
}
