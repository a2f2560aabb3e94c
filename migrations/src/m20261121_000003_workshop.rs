//! The workshop: evidence, erasures, checklists, quality checks and scrap.
use crate::columns::{index, one_of, references, references_many, unique};
use sea_orm_migration::{prelude::*, schema::*, sea_orm::DbBackend};

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
                .table("evidence")
                .col(pk_auto("id"))
                .col(text("kind"))
                .col(text("sha256"))
                .col(text("file"))
                .col(text("media_type"))
                .col(big_integer("bytes"))
                .col(integer("membership_id"))
                .col(timestamp_with_time_zone("created_at"))
                .check(one_of(
                    "kind",
                    &["setup_screen", "wipe_log", "signature", "signed_slip"],
                ))
                .foreign_key(&mut references("evidence", "membership_id", "membership"))
                .to_owned(),
        )
        .await?;
        // The slip of a handover is found by its hash.
        m.create_index(index("ix_evidence_sha256", "evidence", &["sha256"]))
            .await?;
        m.create_table(
            Table::create()
                .table("erasure")
                .col(pk_auto("id"))
                .col(integer("device_id"))
                .col(integer("stay"))
                .col(text("method"))
                .col(integer("performer_id"))
                .col(date("performed_on"))
                .col(timestamp_with_time_zone("recorded_at"))
                .col(integer_null("evidence_id"))
                .col(text("verdict"))
                .col(text("reasons"))
                .col(text("details"))
                .check(one_of("method", &["reset", "nwipe"]))
                .check(one_of("verdict", &["accepted", "refused", "unverified"]))
                .check(Expr::cust(
                    "verdict <> 'accepted' or evidence_id is not null",
                ))
                .index(&mut unique(
                    "uq_erasure_verdict",
                    &["id", "device_id", "stay", "verdict", "performer_id"],
                ))
                .foreign_key(&mut references("erasure", "device_id", "device"))
                .foreign_key(&mut references("erasure", "performer_id", "account"))
                .foreign_key(&mut references("erasure", "evidence_id", "evidence"))
                .to_owned(),
        )
        .await?;
        m.create_index(index(
            "ix_erasure_device",
            "erasure",
            &["device_id", "stay"],
        ))
        .await?;
        m.create_table(
            Table::create()
                .table("checklist_answer")
                .col(integer("device_id"))
                .col(integer("stay"))
                .col(text("step"))
                .col(text("item"))
                .col(text("answer"))
                .col(integer("account_id"))
                .col(timestamp_with_time_zone("at"))
                .primary_key(
                    Index::create()
                        .col("device_id")
                        .col("stay")
                        .col("step")
                        .col("item"),
                )
                .check(one_of(
                    "step",
                    &["triage", "refurbishment", "quality_check"],
                ))
                .foreign_key(&mut references("checklist_answer", "device_id", "device"))
                .foreign_key(&mut references("checklist_answer", "account_id", "account"))
                .to_owned(),
        )
        .await?;
        // A row is a passed check. Who checks is not who erased; the erasure is an accepted one of
        // the same device and stay; a device that holds data has one (law 3).
        m.create_table(
            Table::create()
                .table("quality_check")
                .col(pk_auto("id"))
                .col(integer("device_id"))
                .col(integer("stay"))
                .col(boolean("holds_data"))
                .col(integer_null("erasure_id"))
                .col(text_null("erasure_verdict"))
                .col(integer("performer_id"))
                .col(integer("checker_id"))
                .col(timestamp_with_time_zone("passed_at"))
                .check(Expr::cust("checker_id <> performer_id"))
                .check(Expr::cust(
                    "erasure_verdict is null or erasure_verdict = 'accepted'",
                ))
                .check(Expr::cust(
                    "(erasure_id is null) = (erasure_verdict is null)",
                ))
                .check(Expr::cust("(not holds_data) or erasure_id is not null"))
                .index(&mut unique("uq_quality_check_stay", &["device_id", "stay"]))
                .index(&mut unique(
                    "uq_quality_check_ready",
                    &["id", "device_id", "stay"],
                ))
                .foreign_key(&mut references_many(
                    "quality_check",
                    &["device_id", "holds_data"],
                    "device",
                    &["id", "holds_data"],
                ))
                .foreign_key(&mut references_many(
                    "quality_check",
                    &[
                        "erasure_id",
                        "device_id",
                        "stay",
                        "erasure_verdict",
                        "performer_id",
                    ],
                    "erasure",
                    &["id", "device_id", "stay", "verdict", "performer_id"],
                ))
                .foreign_key(&mut references("quality_check", "performer_id", "account"))
                .foreign_key(&mut references("quality_check", "checker_id", "account"))
                .to_owned(),
        )
        .await?;
        if m.get_database_backend() == DbBackend::Postgres {
            m.create_foreign_key(
                references_many(
                    "device",
                    &["ready_check_id", "id", "stay"],
                    "quality_check",
                    &["id", "device_id", "stay"],
                )
                .name("fk_device_ready_check")
                .to_owned(),
            )
            .await?;
        }
        m.create_table(
            Table::create()
                .table("scrap")
                .col(pk_auto("id"))
                .col(integer("device_id"))
                .col(integer("weight_grams"))
                .col(text("waste_code"))
                .col(text("recipient"))
                .col(text_null("recipient_siret"))
                .col(text_null("waste_form"))
                .col(integer("membership_id"))
                .col(timestamp_with_time_zone("left_at"))
                .check(Expr::cust("weight_grams > 0"))
                .index(&mut unique("uq_scrap_device", &["device_id"]))
                .foreign_key(&mut references("scrap", "device_id", "device"))
                .foreign_key(&mut references("scrap", "membership_id", "membership"))
                .to_owned(),
        )
        .await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        if m.get_database_backend() == DbBackend::Postgres {
            m.drop_foreign_key(
                ForeignKey::drop()
                    .table("device")
                    .name("fk_device_ready_check")
                    .to_owned(),
            )
            .await?;
        }
        for table in [
            "scrap",
            "quality_check",
            "checklist_answer",
            "erasure",
            "evidence",
        ] {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
