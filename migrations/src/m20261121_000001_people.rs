//! Organisations and their sites, the people who work there, and how they sign in.
use crate::columns::{index, one_of, references, unique};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    #[expect(
        clippy::too_many_lines,
        reason = "one table after the other, read from top to bottom"
    )]
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(
            Table::create()
                .table("organisation")
                .col(pk_auto("id"))
                .col(text("kind"))
                .col(text("name"))
                .col(text("search"))
                .col(text_null("siret"))
                .col(text_null("uai"))
                .col(text_null("epci_code"))
                .col(text_null("phone"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone_null("closed_at"))
                .check(one_of(
                    "kind",
                    &[
                        "departement",
                        "epci",
                        "college",
                        "insertion_workshop",
                        "adapted_enterprise",
                        "social_service",
                        "library",
                        "france_services",
                        "association",
                        "partner",
                    ],
                ))
                .index(&mut unique(
                    "uq_organisation_kind_name",
                    &["kind", "search"],
                ))
                .to_owned(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("site")
                .col(pk_auto("id"))
                .col(integer("organisation_id"))
                .col(text("name"))
                .col(text("address"))
                .col(text("postcode"))
                .col(text("city"))
                .col(text_null("insee_code"))
                .col(text_null("epci_code"))
                .col(text_null("phone"))
                .col(boolean("is_workshop"))
                .col(boolean("is_pickup"))
                .col(boolean("is_training"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone_null("closed_at"))
                .index(&mut unique("uq_site_name", &["organisation_id", "name"]))
                .foreign_key(&mut references("site", "organisation_id", "organisation"))
                .to_owned(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("account")
                .col(pk_auto("id"))
                .col(text_uniq("email"))
                .col(text("name"))
                .col(text_null("password_hash"))
                .col(text("language"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone_null("disabled_at"))
                .check(one_of("language", &["fr", "en"]))
                .to_owned(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("membership")
                .col(pk_auto("id"))
                .col(integer("account_id"))
                .col(integer("organisation_id"))
                .col(integer_null("site_id"))
                .col(text("role"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone_null("ended_at"))
                .check(one_of(
                    "role",
                    &[
                        "supervisor",
                        "worker",
                        "prescriber",
                        "teacher",
                        "trainer",
                        "clerk",
                        "finance",
                        "auditor",
                        "store_keeper",
                        "coordinator",
                        "organisation_manager",
                        "it_correspondent",
                        "loan_partner",
                        "data_protection_officer",
                    ],
                ))
                .foreign_key(&mut references("membership", "account_id", "account"))
                .foreign_key(&mut references(
                    "membership",
                    "organisation_id",
                    "organisation",
                ))
                .foreign_key(&mut references("membership", "site_id", "site"))
                .to_owned(),
        )
        .await?;
        // One live membership per person, organisation and role; ended ones stay as history.
        m.create_index(
            unique(
                "uq_membership_live",
                &["account_id", "organisation_id", "role"],
            )
            .table("membership")
            .and_where(Expr::col("ended_at").is_null())
            .to_owned(),
        )
        .await?;
        // The people page of one organisation.
        m.create_index(index(
            "ix_membership_organisation",
            "membership",
            &["organisation_id"],
        ))
        .await?;
        m.create_table(
            Table::create()
                .table("membership_territory")
                .col(integer("membership_id"))
                .col(text("epci_code"))
                .primary_key(Index::create().col("membership_id").col("epci_code"))
                .foreign_key(&mut references(
                    "membership_territory",
                    "membership_id",
                    "membership",
                ))
                .to_owned(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("session")
                .col(pk_auto("id"))
                .col(text_uniq("token_hash"))
                .col(integer("account_id"))
                .col(integer_null("membership_id"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone("expires_at"))
                .col(timestamp_with_time_zone_null("revoked_at"))
                .foreign_key(&mut references("session", "account_id", "account"))
                .foreign_key(&mut references("session", "membership_id", "membership"))
                .to_owned(),
        )
        .await?;
        // "Sign out everywhere" and the list of my sessions.
        m.create_index(index("ix_session_account", "session", &["account_id"]))
            .await?;
        m.create_table(
            Table::create()
                .table("account_token")
                .col(pk_auto("id"))
                .col(integer("account_id"))
                .col(text("purpose"))
                .col(text_uniq("token_hash"))
                .col(timestamp_with_time_zone("expires_at"))
                .col(timestamp_with_time_zone_null("used_at"))
                .check(one_of("purpose", &["invitation", "password_reset"]))
                .foreign_key(&mut references("account_token", "account_id", "account"))
                .to_owned(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("attempt")
                .col(text("name").primary_key())
                .col(timestamp_with_time_zone("since"))
                .col(integer("count"))
                .to_owned(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("habilitation")
                .col(pk_auto("id"))
                .col(integer("account_id"))
                .col(text("act"))
                .col(date("granted_on"))
                .col(date("expires_on"))
                .col(integer("granted_by"))
                .check(one_of("act", &["erasure", "quality_check"]))
                .foreign_key(&mut references("habilitation", "account_id", "account"))
                .foreign_key(&mut references("habilitation", "granted_by", "membership"))
                .to_owned(),
        )
        .await?;
        // "May this person do this today?", asked at every erasure and quality check.
        m.create_index(index(
            "ix_habilitation_account",
            "habilitation",
            &["account_id", "act"],
        ))
        .await?;
        m.create_table(
            Table::create()
                .table("write_receipt")
                .col(text("id").primary_key())
                .col(integer_null("account_id"))
                .col(text("path"))
                .col(text("answer"))
                .col(timestamp_with_time_zone("at"))
                .to_owned(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("setting")
                .col(text("name").primary_key())
                .col(text("value"))
                .to_owned(),
        )
        .await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "setting",
            "write_receipt",
            "habilitation",
            "attempt",
            "account_token",
            "session",
            "membership_territory",
            "membership",
            "account",
            "site",
            "organisation",
        ] {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
