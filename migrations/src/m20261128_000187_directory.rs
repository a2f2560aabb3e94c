//! The directory: what the public is told of a site, its services and labels, the communes and the way between them,
//! and the yearly reminder that asks whether it is still true.
use crate::{
    columns::{index, one_of, references, references_many, unique},
    outbox,
};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Each after what it points at.
const TABLES: [&str; 7] = [
    "place",
    "place_label",
    "place_service",
    "service_choice",
    "place_reminder",
    "commune",
    "travel_time",
];

const BEFORE: [&str; 13] = [
    "invitation",
    "new_role",
    "password_reset",
    "request_allocated",
    "allocation_undone",
    "request_refused",
    "session_cancelled",
    "handover_recalled",
    "prescribing",
    "request_reassigned",
    "request_reminder",
    "request_waits",
    "retention_announced",
];
const ADDED: &str = "places_to_confirm";

/// Both or neither, in millionths of a degree, on the globe.
const POSITION: &str = "(latitude_e6 is null) = (longitude_e6 is null) \
     and (latitude_e6 is null or latitude_e6 between -90000000 and 90000000) \
     and (longitude_e6 is null or longitude_e6 between -180000000 and 180000000)";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        places(m).await?;
        services(m).await?;
        communes(m).await?;
        outbox::let_hold(m, &[&BEFORE[..], &[ADDED]].concat()).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        // A kind the earlier schema cannot name.
        m.execute(
            Query::delete()
                .from_table("outbox")
                .and_where(Expr::col("kind").eq(ADDED))
                .to_owned(),
        )
        .await?;
        outbox::let_hold(m, &BEFORE).await?;
        for table in TABLES.into_iter().rev() {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

async fn places(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("place")
            // A site is one place or none.
            .col(integer("site_id").primary_key())
            .col(text("presentation"))
            .col(text_null("email"))
            .col(text_null("website"))
            .col(text_null("opening_hours"))
            .col(text_null("accessibility_url"))
            .col(integer_null("latitude_e6"))
            .col(integer_null("longitude_e6"))
            .col(date("confirmed_on"))
            .col(integer("confirmed_by"))
            .col(integer("version"))
            .col(timestamp_with_time_zone_null("withdrawn_at"))
            .check(Expr::cust(POSITION))
            .check(Expr::cust("version > 0"))
            .foreign_key(&mut references("place", "site_id", "site"))
            .foreign_key(&mut references("place", "confirmed_by", "membership"))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("place_label")
            .col(pk_auto("id"))
            .col(integer("site_id"))
            .col(text("label"))
            .col(date("from_on"))
            .col(date_null("until_on"))
            .check(Expr::cust("until_on is null or until_on >= from_on"))
            // The same label from the same day is said once.
            .index(&mut unique(
                "uq_place_label",
                &["site_id", "label", "from_on"],
            ))
            .foreign_key(&mut references_many(
                "place_label",
                &["site_id"],
                "place",
                &["site_id"],
            ))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("place_reminder")
            .col(integer("site_id"))
            .col(date("due_on"))
            .col(timestamp_with_time_zone("at"))
            // A place is reminded of once per anniversary, whichever node is first.
            .primary_key(Index::create().col("site_id").col("due_on"))
            .foreign_key(&mut references_many(
                "place_reminder",
                &["site_id"],
                "place",
                &["site_id"],
            ))
            .to_owned(),
    )
    .await
}

async fn services(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("place_service")
            .col(pk_auto("id"))
            .col(integer("site_id"))
            .col(text("name"))
            .col(text("description"))
            .col(text("kind"))
            .col(text("fee"))
            .col(text_null("fee_details"))
            .col(text_null("publics_details"))
            .col(text_null("conditions"))
            .col(text_null("link"))
            .col(text("area"))
            .col(date("changed_on"))
            .col(integer("version"))
            .col(timestamp_with_time_zone_null("removed_at"))
            .check(one_of("fee", &["gratuit", "payant"]))
            // What costs something says how much.
            .check(Expr::cust("fee <> 'payant' or fee_details is not null"))
            .check(one_of(
                "area",
                &["commune", "epci", "departement", "france"],
            ))
            .check(Expr::cust("version > 0"))
            .foreign_key(&mut references_many(
                "place_service",
                &["site_id"],
                "place",
                &["site_id"],
            ))
            .to_owned(),
    )
    .await?;
    // The services of the places on a page.
    m.create_index(index("ix_place_service", "place_service", &["site_id"]))
        .await?;
    m.create_table(
        Table::create()
            .table("service_choice")
            .col(integer("service_id"))
            .col(text("list"))
            .col(text("word"))
            .primary_key(Index::create().col("service_id").col("list").col("word"))
            .check(one_of("list", &["public", "theme", "mode", "way", "who"]))
            .foreign_key(&mut references(
                "service_choice",
                "service_id",
                "place_service",
            ))
            .to_owned(),
    )
    .await?;
    // The public search: which services are for a public, which offer a theme.
    m.create_index(index(
        "ix_service_choice",
        "service_choice",
        &["list", "word", "service_id"],
    ))
    .await
}

async fn communes(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("commune")
            // The INSEE code.
            .col(text("code").primary_key())
            .col(text("name"))
            .col(text("search"))
            .col(text_null("epci_code"))
            .col(integer_null("latitude_e6"))
            .col(integer_null("longitude_e6"))
            .check(Expr::cust(POSITION))
            .to_owned(),
    )
    .await?;
    // A commune is asked for by its name.
    m.create_index(index("ix_commune_search", "commune", &["search"]))
        .await?;
    m.create_table(
        Table::create()
            .table("travel_time")
            .col(text("from_code"))
            .col(text("to_code"))
            .col(integer("minutes"))
            .primary_key(Index::create().col("from_code").col("to_code"))
            .check(Expr::cust("minutes between 0 and 1440"))
            .foreign_key(&mut references_many(
                "travel_time",
                &["from_code"],
                "commune",
                &["code"],
            ))
            .foreign_key(&mut references_many(
                "travel_time",
                &["to_code"],
                "commune",
                &["code"],
            ))
            .to_owned(),
    )
    .await
}
