//! Clearances and the handovers that take them (law 1).
use crate::columns::{index, one_of, references, references_many, unique};
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
                .table("clearance")
                .col(pk_auto("id"))
                .col(integer("request_id"))
                .col(integer("programme_id"))
                .col(integer("recipient_id"))
                .col(integer("learner_id"))
                .col(text("model_key"))
                .col(text("basis"))
                .col(text("state"))
                .col(text_null("waiver_reason"))
                .col(integer_null("approver_id"))
                .col(integer_null("issued_by"))
                .col(timestamp_with_time_zone("issued_at"))
                .col(timestamp_with_time_zone("expires_at"))
                .col(timestamp_with_time_zone_null("used_at"))
                .col(timestamp_with_time_zone_null("withdrawn_at"))
                .col(integer("version"))
                .check(one_of(
                    "basis",
                    &["enrolled", "attended", "hands_on", "provisional", "waiver"],
                ))
                .check(one_of("state", &["issued", "used", "withdrawn"]))
                .check(Expr::cust(
                    "(basis = 'waiver') = (waiver_reason is not null)",
                ))
                .check(Expr::cust("(basis = 'waiver') = (approver_id is not null)"))
                .check(Expr::cust("(state = 'used') = (used_at is not null)"))
                .check(Expr::cust(
                    "(state = 'withdrawn') = (withdrawn_at is not null)",
                ))
                .check(Expr::cust(
                    "used_at is null or (used_at >= issued_at and used_at <= expires_at)",
                ))
                // What a handover must agree with, the state included: see below.
                .index(&mut unique(
                    "uq_clearance_use",
                    &[
                        "id",
                        "request_id",
                        "recipient_id",
                        "programme_id",
                        "model_key",
                        "state",
                    ],
                ))
                .foreign_key(&mut references("clearance", "request_id", "request"))
                .foreign_key(&mut references("clearance", "programme_id", "programme"))
                .foreign_key(&mut references("clearance", "recipient_id", "recipient"))
                .foreign_key(&mut references("clearance", "learner_id", "learner"))
                .foreign_key(&mut references("clearance", "approver_id", "membership"))
                .foreign_key(&mut references("clearance", "issued_by", "membership"))
                .to_owned(),
        )
        .await?;
        // One live clearance per request: a second would be a second handover.
        m.create_index(
            unique("uq_clearance_live", &["request_id"])
                .table("clearance")
                .and_where(Expr::col("state").eq("issued"))
                .to_owned(),
        )
        .await?;
        // A handover takes a clearance of the same request, recipient, programme and model that has
        // just been marked used, and takes it alone. The key carries the state, so neither a
        // withdrawn nor an expired clearance (it cannot become used) passes, even by hand in SQL.
        m.create_table(
            Table::create()
                .table("handover")
                .col(pk_auto("id"))
                .col(integer("device_id"))
                .col(text("model_key"))
                .col(integer("request_id"))
                .col(integer("recipient_id"))
                .col(integer("programme_id"))
                .col(integer("clearance_id"))
                .col(text("clearance_state"))
                .col(integer("site_id"))
                .col(integer("clerk_id"))
                .col(text("received_by"))
                .col(text("identity_seen"))
                .col(text_null("sealed_proxy"))
                .col(text("legal_chain"))
                .col(text_null("deliberation_number"))
                .col(text("signature"))
                .col(integer_null("signature_evidence_id"))
                .col(text("slip_sha256"))
                .col(timestamp_with_time_zone("handed_at"))
                .col(timestamp_with_time_zone_null("completed_at"))
                .col(date_null("due_back_on"))
                .col(timestamp_with_time_zone_null("definitive_at"))
                .col(timestamp_with_time_zone_null("ended_at"))
                .col(text_null("end_reason"))
                .col(integer("version"))
                .check(Expr::cust("clearance_state = 'used'"))
                .check(one_of("received_by", &["recipient", "proxy"]))
                .check(one_of(
                    "identity_seen",
                    &[
                        "identity_card",
                        "passport",
                        "residence_permit",
                        "driving_licence",
                        "known_to_prescriber",
                    ],
                ))
                .check(one_of("signature", &["screen", "paper"]))
                .check(one_of(
                    "legal_chain",
                    &["loan_for_use", "in_kind_aid", "cession_by_association"],
                ))
                .check(Expr::cust(
                    "legal_chain = 'loan_for_use' or deliberation_number is not null",
                ))
                .check(Expr::cust(
                    "completed_at is null or signature_evidence_id is not null",
                ))
                .check(Expr::cust("(ended_at is null) = (end_reason is null)"))
                .index(&mut unique("uq_handover_clearance", &["clearance_id"]))
                .foreign_key(&mut references_many(
                    "handover",
                    &[
                        "clearance_id",
                        "request_id",
                        "recipient_id",
                        "programme_id",
                        "model_key",
                        "clearance_state",
                    ],
                    "clearance",
                    &[
                        "id",
                        "request_id",
                        "recipient_id",
                        "programme_id",
                        "model_key",
                        "state",
                    ],
                ))
                .foreign_key(&mut references_many(
                    "handover",
                    &["device_id", "model_key"],
                    "device",
                    &["id", "model_key"],
                ))
                .foreign_key(&mut references("handover", "site_id", "site"))
                .foreign_key(&mut references("handover", "clerk_id", "membership"))
                .foreign_key(&mut references(
                    "handover",
                    "signature_evidence_id",
                    "evidence",
                ))
                .to_owned(),
        )
        .await?;
        // Law 2: handed over is the open row, and there is one.
        m.create_index(
            unique("uq_handover_open", &["device_id"])
                .table("handover")
                .and_where(Expr::col("ended_at").is_null())
                .to_owned(),
        )
        .await?;
        // The provisional handovers whose deadline comes.
        m.create_index(index("ix_handover_due", "handover", &["due_back_on"]))
            .await?;
        m.create_index(index("ix_handover_request", "handover", &["request_id"]))
            .await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for table in ["handover", "clearance"] {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
