//! What the indicators are counted by: a programme and a moment.
use crate::columns::index;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Table, index and columns; why each is there is said in `up`.
const INDEXES: [(&str, &str, &[&str]); 7] = [
    (
        "request",
        "ix_request_sent",
        &["programme_id", "submitted_at", "pickup_site_id"],
    ),
    (
        "request",
        "ix_request_asked",
        &["submitted_at", "device_kind"],
    ),
    ("request", "ix_request_closed", &["closed_at"]),
    (
        "handover",
        "ix_handover_handed",
        &["programme_id", "handed_at"],
    ),
    (
        "handover",
        "ix_handover_first",
        &["programme_id", "recipient_id", "id"],
    ),
    (
        "training_session",
        "ix_session_starts",
        &["starts_at", "site_id"],
    ),
    (
        "quality_check",
        "ix_quality_check_passed",
        &["passed_at", "stay", "device_id"],
    ),
];

const ATTESTED: &str = "ix_enrolment_attested";
const WAIVER: &str = "ix_clearance_waiver";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        // A page of the indicators reads one programme in one year of many; without these, all requests and handovers
        // that ever were. In their order: requests sent, by programme, counted by pick-up point from the index alone;
        // requests sent under all programmes, by kind, for the forecast; requests closed in a span, for the waits and
        // for how many were open at a moment; handovers of a programme in a span; the first handover of each recipient,
        // from the index alone; the sessions of a span; the checks passed in a span, and those of a first stay.
        for (table, name, columns) in INDEXES {
            m.create_index(index(name, table, columns)).await?;
        }
        // Pathways ended in a span, and the first of each learner: most enrolments at a time are not ended.
        m.create_index(
            index(ATTESTED, "enrolment", &["attested_at"])
                .and_where(Expr::col("attested_at").is_not_null())
                .to_owned(),
        )
        .await?;
        // Waivers are a few among all clearances.
        m.create_index(
            index(WAIVER, "clearance", &["programme_id", "issued_at"])
                .and_where(Expr::col("basis").eq("waiver"))
                .to_owned(),
        )
        .await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for (name, table) in [(WAIVER, "clearance"), (ATTESTED, "enrolment")] {
            m.drop_index(Index::drop().name(name).table(table).to_owned())
                .await?;
        }
        for (table, name, _) in INDEXES {
            m.drop_index(Index::drop().name(name).table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}
