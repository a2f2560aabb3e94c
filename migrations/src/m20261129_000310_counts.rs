//! The stock count: a frozen expected set, scans that nobody changes, results with the reasons of their gaps, and a
//! closed count that stays as it is.
use crate::{
    columns::{index, one_of, references, unique},
    guards,
};
use sea_orm_migration::{prelude::*, schema::*};

/// The classes that take a reason.
macro_rules! gaps {
    () => {
        "('found_elsewhere', 'found_handed_over', 'found_in_transit', 'found_gone', 'unknown_label', \
         'unlabelled', 'one_count_only', 'missing')"
    };
}

mod count_guards;

#[derive(DeriveMigrationName)]
pub struct Migration;

const CLASSES: [&str; 15] = [
    "found",
    "found_elsewhere",
    "found_handed_over",
    "found_in_transit",
    "found_gone",
    "came_since",
    "outside_scope",
    "unknown_label",
    "unlabelled",
    "one_count_only",
    "handed_over",
    "in_transit",
    "moved_since",
    "left_since",
    "missing",
];

const KINDS: [&str; 6] = [
    "tablet",
    "phone",
    "laptop",
    "desktop",
    "screen",
    "accessory",
];

const REASONS: [&str; 10] = [
    "moved_unrecorded",
    "given_unrecorded",
    "scrapped_unrecorded",
    "found_later",
    "label_fault",
    "not_in_stock",
    "counting_mistake",
    "stolen",
    "lost",
    "unexplained",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        count(m).await?;
        expected(m).await?;
        scans(m).await?;
        results(m).await?;
        guards::up(m, &count_guards::GUARDS).await?;
        guards::up(m, &count_guards::counting(m.get_database_backend())).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        guards::down(m, &count_guards::counting(m.get_database_backend())).await?;
        guards::down(m, &count_guards::GUARDS).await?;
        for table in [
            "stock_count_result",
            "stock_count_repeat",
            "stock_count_scan",
            "stock_count_line",
            "stock_count_scope",
            "stock_count",
        ] {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

async fn count(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("stock_count")
            .col(pk_auto("id"))
            .col(text("state"))
            .col(timestamp_with_time_zone("frozen_at"))
            .col(integer("opened_by"))
            .col(boolean("blind"))
            .col(boolean("second_pass"))
            .col(big_integer_null("second_above_cents"))
            .col(integer_null("second_above_gaps"))
            .col(integer("expected"))
            .col(integer_null("gaps"))
            .col(text_null("scans_sha256"))
            .col(timestamp_with_time_zone_null("ended_at"))
            .col(text_null("sha256"))
            .col(text_null("file"))
            .col(timestamp_with_time_zone_null("closed_at"))
            .col(integer_null("closed_by"))
            .col(integer("version"))
            .check(one_of("state", &["counting", "resolving", "closed"]))
            .check(Expr::cust(
                "expected >= 0 and (second_above_cents is null or second_above_cents >= 0) \
                 and (second_above_gaps is null or second_above_gaps >= 0)",
            ))
            // It has ended with its figures and the hash of its scans, or goes on without.
            .check(Expr::cust(
                "(state = 'counting' and ended_at is null and gaps is null and scans_sha256 is null) \
                 or (state <> 'counting' and ended_at is not null and gaps is not null and scans_sha256 is not null)",
            ))
            // It is closed with its record, or not at all.
            .check(Expr::cust(
                "(state <> 'closed' and closed_at is null and closed_by is null and sha256 is null and file is null) \
                 or (state = 'closed' and closed_at is not null and closed_by is not null and sha256 is not null \
                 and file is not null)",
            ))
            .foreign_key(&mut references("stock_count", "opened_by", "membership"))
            .foreign_key(&mut references("stock_count", "closed_by", "membership"))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("stock_count_scope")
            .col(pk_auto("id"))
            .col(integer("count_id"))
            .col(integer_null("site_id"))
            .col(integer_null("owner_id"))
            .col(text_null("kind"))
            .check(Expr::col("kind").is_null().or(one_of("kind", &KINDS)))
            // One limit a row.
            .check(Expr::cust(
                "(case when site_id is null then 0 else 1 end) + (case when owner_id is null then 0 else 1 end) \
                 + (case when kind is null then 0 else 1 end) = 1",
            ))
            .foreign_key(&mut references("stock_count_scope", "count_id", "stock_count"))
            .foreign_key(&mut references("stock_count_scope", "site_id", "site"))
            .foreign_key(&mut references("stock_count_scope", "owner_id", "organisation"))
            .to_owned(),
    )
    .await?;
    // The limits of a count, at every scan.
    m.create_index(index(
        "ix_stock_count_scope",
        "stock_count_scope",
        &["count_id", "site_id"],
    ))
    .await
}

async fn expected(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("stock_count_line")
            .col(integer("count_id"))
            .col(integer("device_id"))
            .col(text_null("code"))
            .col(integer_null("site_id"))
            .col(integer_null("transfer_id"))
            .col(big_integer_null("value_cents"))
            .col(integer("version"))
            // Each device once; read in this order when the counting ends.
            .primary_key(Index::create().col("count_id").col("device_id"))
            .foreign_key(&mut references(
                "stock_count_line",
                "count_id",
                "stock_count",
            ))
            .foreign_key(&mut references("stock_count_line", "device_id", "device"))
            .foreign_key(&mut references("stock_count_line", "site_id", "site"))
            .foreign_key(&mut references(
                "stock_count_line",
                "transfer_id",
                "transfer",
            ))
            .to_owned(),
    )
    .await?;
    // The sites of a count, and how much is expected at one of them.
    m.create_index(index(
        "ix_stock_count_line_site",
        "stock_count_line",
        &["count_id", "site_id"],
    ))
    .await
}

async fn scans(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("stock_count_scan")
            .col(pk_auto("id"))
            .col(integer("count_id"))
            .col(integer("pass"))
            .col(text_null("code"))
            .col(integer_null("device_id"))
            .col(text_null("kind"))
            .col(integer("site_id"))
            .col(text("class"))
            .col(integer("membership_id"))
            .col(integer("account_id"))
            .col(timestamp_with_time_zone("at"))
            .col(timestamp_with_time_zone("received_at"))
            .check(Expr::cust("pass in (1, 2)"))
            .check(one_of("class", &CLASSES))
            .check(Expr::col("kind").is_null().or(one_of("kind", &KINDS)))
            // A label, of a device or of none; or a device without one, and what it is.
            .check(Expr::cust(
                "(class = 'unlabelled' and code is null and device_id is null and kind is not null) \
                 or (class = 'unknown_label' and code is not null and device_id is null and kind is null) \
                 or (class not in ('unlabelled', 'unknown_label') and code is not null and device_id is not null \
                 and kind is null)",
            ))
            .check(Expr::cust("at <= received_at"))
            // Each label, and each device under whatever label, once a pass: who scans it again is told.
            .index(&mut unique("uq_stock_count_scan_code", &["count_id", "pass", "code"]))
            .index(&mut unique("uq_stock_count_scan_device", &["count_id", "pass", "device_id"]))
            .foreign_key(&mut references("stock_count_scan", "count_id", "stock_count"))
            .foreign_key(&mut references("stock_count_scan", "device_id", "device"))
            .foreign_key(&mut references("stock_count_scan", "site_id", "site"))
            .foreign_key(&mut references("stock_count_scan", "membership_id", "membership"))
            .foreign_key(&mut references("stock_count_scan", "account_id", "account"))
            .to_owned(),
    )
    .await?;
    // The latest scans of a counter, which each answer shows.
    m.create_index(index(
        "ix_stock_count_scan_counter",
        "stock_count_scan",
        &["count_id", "membership_id", "id"],
    ))
    .await?;
    m.create_table(
        Table::create()
            .table("stock_count_repeat")
            .col(pk_auto("id"))
            .col(integer("count_id"))
            .col(integer("scan_id"))
            .col(integer("site_id"))
            .col(integer("membership_id"))
            .col(timestamp_with_time_zone("at"))
            .foreign_key(&mut references(
                "stock_count_repeat",
                "count_id",
                "stock_count",
            ))
            .foreign_key(&mut references(
                "stock_count_repeat",
                "scan_id",
                "stock_count_scan",
            ))
            .foreign_key(&mut references("stock_count_repeat", "site_id", "site"))
            .foreign_key(&mut references(
                "stock_count_repeat",
                "membership_id",
                "membership",
            ))
            .to_owned(),
    )
    .await?;
    // The latest of a counter, and all of a count.
    m.create_index(index(
        "ix_stock_count_repeat",
        "stock_count_repeat",
        &["count_id", "membership_id", "id"],
    ))
    .await
}

async fn results(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("stock_count_result")
            .col(pk_auto("id"))
            .col(integer("count_id"))
            .col(text("class"))
            .col(integer_null("device_id"))
            .col(integer_null("scan_id"))
            .col(text_null("code"))
            .col(text_null("kind"))
            .col(integer_null("expected_site_id"))
            .col(integer_null("found_site_id"))
            .col(integer("repeats"))
            .col(big_integer_null("value_cents"))
            .col(text_null("reason"))
            .col(text_null("remark"))
            .col(text_null("proof_sha256"))
            .col(text_null("proof_file"))
            .col(text_null("proof_media"))
            .col(integer_null("resolved_by"))
            .col(integer_null("resolved_account"))
            .col(timestamp_with_time_zone_null("resolved_at"))
            .col(integer_null("countersigned_by"))
            .col(integer_null("countersigned_account"))
            .col(timestamp_with_time_zone_null("countersigned_at"))
            .check(one_of("class", &CLASSES))
            .check(Expr::col("kind").is_null().or(one_of("kind", &KINDS)))
            .check(Expr::col("reason").is_null().or(one_of("reason", &REASONS)))
            .check(Expr::cust("device_id is not null or scan_id is not null"))
            // Only a gap has a reason, and it is somebody's.
            .check(Expr::cust(concat!(
                "(reason is null and remark is null and proof_sha256 is null and proof_file is null \
                 and proof_media is null and resolved_by is null and resolved_account is null and resolved_at is null) \
                 or (reason is not null and resolved_by is not null and resolved_account is not null \
                 and resolved_at is not null and class in ",
                gaps!(),
                ")"
            )))
            .check(Expr::cust(
                "(proof_sha256 is null) = (proof_file is null) and (proof_sha256 is null) = (proof_media is null)",
            ))
            // The second person signs what the first resolved, and is another one.
            .check(Expr::cust(
                "(countersigned_by is null and countersigned_account is null and countersigned_at is null) \
                 or (countersigned_by is not null and countersigned_account is not null \
                 and countersigned_at is not null and resolved_at is not null \
                 and countersigned_by <> resolved_by and countersigned_account <> resolved_account)",
            ))
            // Each device, and each scan of something else, comes to one thing.
            .index(&mut unique("uq_stock_count_result_device", &["count_id", "device_id"]))
            .index(&mut unique("uq_stock_count_result_scan", &["count_id", "scan_id"]))
            .foreign_key(&mut references("stock_count_result", "count_id", "stock_count"))
            .foreign_key(&mut references("stock_count_result", "device_id", "device"))
            .foreign_key(&mut references("stock_count_result", "scan_id", "stock_count_scan"))
            .foreign_key(&mut references("stock_count_result", "expected_site_id", "site"))
            .foreign_key(&mut references("stock_count_result", "found_site_id", "site"))
            .foreign_key(&mut references("stock_count_result", "resolved_by", "membership"))
            .foreign_key(&mut references("stock_count_result", "countersigned_by", "membership"))
            .foreign_key(&mut references("stock_count_result", "resolved_account", "account"))
            .foreign_key(&mut references("stock_count_result", "countersigned_account", "account"))
            .to_owned(),
    )
    .await?;
    // The lines of a count page after page, of one class or of all of them; and its figures.
    m.create_index(index(
        "ix_stock_count_result_class",
        "stock_count_result",
        &["count_id", "class", "id"],
    ))
    .await?;
    m.create_index(index(
        "ix_stock_count_result",
        "stock_count_result",
        &["count_id", "id"],
    ))
    .await
}
