//! Kits: a piece of the lending library that is made of parts, what was counted when it went out and came back, and the
//! days on which a part that is also lent alone is taken; and photos of the items of the catalogue.
use crate::{
    columns::{index, one_of, references, unique},
    guards,
};
use sea_orm_migration::{prelude::*, schema::*};

mod kit_guards;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Each after what it points at.
const TABLES: [&str; 5] = [
    "kit_part",
    "kit_check",
    "kit_check_line",
    "part_day",
    "item_photo",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        parts(m).await?;
        checks(m).await?;
        days(m).await?;
        photos(m).await?;
        guards::down(m, &kit_guards::LENT_BEFORE).await?;
        guards::up(m, &kit_guards::LENT).await?;
        guards::up(m, &kit_guards::GUARDS).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        guards::down(m, &kit_guards::GUARDS).await?;
        guards::down(m, &kit_guards::LENT).await?;
        guards::up(m, &kit_guards::LENT_BEFORE).await?;
        for table in TABLES.into_iter().rev() {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

async fn parts(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("kit_part")
            .col(pk_auto("id"))
            .col(integer("kit_id"))
            .col(text("kind"))
            .col(integer_null("device_id"))
            .col(text_null("name"))
            .col(integer("expected"))
            .col(boolean("essential"))
            .col(boolean("alone"))
            .col(integer("missing"))
            .col(date_null("missing_since"))
            .col(integer_null("missing_by"))
            .col(date("added_on"))
            .col(integer("membership_id"))
            .col(date_null("removed_on"))
            .check(one_of("kind", &["labelled", "counted", "consumable"]))
            // What bears a label is one thing of the stock; what is counted has a name of its own.
            .check(Expr::cust(
                "(kind = 'labelled') = (device_id is not null) and (kind = 'labelled') = (name is null)",
            ))
            .check(Expr::cust(
                "expected between 1 and 999 and (kind <> 'labelled' or expected = 1)",
            ))
            .check(Expr::cust("(not alone) or kind = 'labelled'"))
            .check(Expr::cust("(not essential) or kind <> 'consumable'"))
            .check(Expr::cust("missing between 0 and expected"))
            .check(Expr::cust(
                "(missing > 0) = (missing_since is not null) and (missing > 0) = (missing_by is not null)",
            ))
            .check(Expr::cust("device_id is null or device_id <> kit_id"))
            .foreign_key(&mut references("kit_part", "kit_id", "device"))
            .foreign_key(&mut references("kit_part", "device_id", "device"))
            .foreign_key(&mut references("kit_part", "missing_by", "membership"))
            .foreign_key(&mut references("kit_part", "membership_id", "membership"))
            .to_owned(),
    )
    .await?;
    // A part is in one kit at a time.
    m.create_index(
        unique("uq_kit_part_device", &["device_id"])
            .table("kit_part")
            .and_where(Expr::cust("device_id is not null and removed_on is null"))
            .to_owned(),
    )
    .await?;
    // Nothing is counted under one name twice.
    m.create_index(
        unique("uq_kit_part_name", &["kit_id", "name"])
            .table("kit_part")
            .and_where(Expr::cust("name is not null and removed_on is null"))
            .to_owned(),
    )
    .await?;
    // The composition of a kit, in the order it was put together.
    m.create_index(index("ix_kit_part", "kit_part", &["kit_id", "id"]))
        .await?;
    // Whether a device is or was a part: asked when it is scanned, lent, or leaves the library.
    m.create_index(index(
        "ix_kit_part_device",
        "kit_part",
        &["device_id", "id"],
    ))
    .await
}

async fn checks(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("kit_check")
            .col(integer("loan_id"))
            .col(text("moment"))
            .col(integer("kit_id"))
            .col(integer("membership_id"))
            .col(timestamp_with_time_zone("at"))
            // Of the kit that goes, should another have been set aside first.
            .primary_key(Index::create().col("loan_id").col("moment").col("kit_id"))
            .check(one_of("moment", &["out", "in"]))
            .foreign_key(&mut references("kit_check", "loan_id", "loan"))
            .foreign_key(&mut references("kit_check", "kit_id", "device"))
            .foreign_key(&mut references("kit_check", "membership_id", "membership"))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("kit_check_line")
            .col(integer("loan_id"))
            .col(text("moment"))
            .col(integer("part_id"))
            .col(integer("seen"))
            .col(integer("expected"))
            .col(integer("membership_id"))
            .col(timestamp_with_time_zone("at"))
            .primary_key(Index::create().col("loan_id").col("moment").col("part_id"))
            .check(one_of("moment", &["out", "in"]))
            // Nothing is expected of a part of another kit that came along.
            .check(Expr::cust(
                "seen between 0 and 999 and expected between 0 and 999",
            ))
            .foreign_key(&mut references("kit_check_line", "loan_id", "loan"))
            .foreign_key(&mut references("kit_check_line", "part_id", "kit_part"))
            .foreign_key(&mut references(
                "kit_check_line",
                "membership_id",
                "membership",
            ))
            .to_owned(),
    )
    .await
}

async fn days(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("part_day")
            .col(integer("device_id"))
            .col(date("day"))
            .col(integer("loan_id"))
            // The kit's loan or the part's own: never both on one day, whatever happens at once.
            .primary_key(Index::create().col("device_id").col("day"))
            .foreign_key(&mut references("part_day", "device_id", "device"))
            .foreign_key(&mut references("part_day", "loan_id", "loan"))
            .to_owned(),
    )
    .await?;
    // The days of one loan, to give them back.
    m.create_index(index("ix_part_day_loan", "part_day", &["loan_id", "day"]))
        .await
}

async fn photos(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("item_photo")
            .col(pk_auto("id"))
            .col(integer("item_id"))
            .col(text_null("file"))
            .col(text_null("small_file"))
            .col(text("sha256"))
            .col(text("alt_fr"))
            .col(text("alt_en"))
            .col(integer("membership_id"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone_null("removed_at"))
            .col(integer_null("removed_by"))
            // Who does not see it is told what it shows.
            .check(Expr::cust("alt_fr <> '' and alt_en <> ''"))
            .check(Expr::cust(
                "(removed_at is null) = (file is not null) and (removed_at is null) = (small_file is not null) \
                 and (removed_at is null) = (removed_by is null)",
            ))
            .foreign_key(&mut references("item_photo", "item_id", "catalogue_item"))
            .foreign_key(&mut references("item_photo", "membership_id", "membership"))
            .foreign_key(&mut references("item_photo", "removed_by", "membership"))
            .to_owned(),
    )
    .await?;
    // The photos of the items on a page.
    m.create_index(index("ix_item_photo", "item_photo", &["item_id", "id"]))
        .await?;
    // One photo once, however often it is sent.
    m.create_index(
        unique("uq_item_photo", &["item_id", "sha256"])
            .table("item_photo")
            .and_where(Expr::col("removed_at").is_null())
            .to_owned(),
    )
    .await
}
