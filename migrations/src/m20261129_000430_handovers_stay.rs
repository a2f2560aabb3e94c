//! What was handed over stays as it was: of a handover only its signature, its end and what makes it definitive come
//! later, each once. A request is served once, also when two serve it at the same moment, and a waiver is for one device.
use crate::{
    columns::unique,
    guards::{self, Guard},
};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Law 1: a clearance served for the device, the person and the moment that its handover names.
const GUARDS: [Guard; 4] = [
    Guard {
        name: "handover_stays",
        on: "UPDATE ON handover",
        when: "OLD.id IS NOT NULL",
        forbidden: "NEW.device_id <> OLD.device_id OR NEW.model_key <> OLD.model_key \
             OR NEW.request_id <> OLD.request_id OR NEW.recipient_id <> OLD.recipient_id \
             OR NEW.programme_id <> OLD.programme_id OR NEW.clearance_id <> OLD.clearance_id \
             OR NEW.site_id <> OLD.site_id OR NEW.clerk_id <> OLD.clerk_id OR NEW.handed_at <> OLD.handed_at \
             OR COALESCE(NEW.exchange_of, 0) <> COALESCE(OLD.exchange_of, 0) \
             OR COALESCE(NEW.warranty_until, '1970-01-01') <> COALESCE(OLD.warranty_until, '1970-01-01') \
             OR (OLD.ended_at IS NOT NULL AND (NEW.ended_at IS NULL OR NEW.ended_at <> OLD.ended_at \
                 OR NEW.end_reason <> OLD.end_reason OR COALESCE(NEW.fault, '') <> COALESCE(OLD.fault, '')))",
        says: "what was handed over stays as it was, and ends once",
    },
    Guard {
        name: "handover_kept",
        on: "DELETE ON handover",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: "what was handed over stays as it was, and ends once",
    },
    // A waiver is for one handover only: that of its device.
    Guard {
        name: "prepaid_not_on_waiver",
        on: "UPDATE ON prepaid",
        when: "NEW.state = 'given' AND OLD.state <> 'given'",
        forbidden: "EXISTS (SELECT 1 FROM clearance c WHERE c.id = NEW.clearance_id AND c.basis = 'waiver')",
        says: "a waiver lets one device go, and no card beside it",
    },
    // As for a presence that is corrected: the only one of somebody who left a session with a device.
    Guard {
        name: "attendance_handed_over_kept",
        on: "DELETE ON attendance",
        when: "OLD.state = 'present'",
        forbidden: "EXISTS (SELECT 1 FROM enrolment e JOIN clearance c ON c.request_id = e.request_id \
             AND c.learner_id = e.learner_id WHERE e.id = OLD.enrolment_id \
             AND c.basis = 'hands_on' AND c.state = 'used' \
             AND NOT EXISTS (SELECT 1 FROM attendance a WHERE a.enrolment_id = e.id AND a.state = 'present' \
                 AND a.session_id <> OLD.session_id))",
        says: "a device was handed over on this presence",
    },
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        // A guard sees no row of another transaction that has not ended; a key does.
        m.create_index(
            unique("uq_handover_first", &["request_id"])
                .table("handover")
                .and_where(Expr::col("exchange_of").is_null())
                .to_owned(),
        )
        .await?;
        guards::up(m, &GUARDS).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        guards::down(m, &GUARDS).await?;
        m.drop_index(
            Index::drop()
                .name("uq_handover_first")
                .table("handover")
                .to_owned(),
        )
        .await
    }
}
