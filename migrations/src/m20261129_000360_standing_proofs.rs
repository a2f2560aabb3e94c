//! What is proven stands on something: an attestation on presences, a pass on a request and a person, a reservation
//! on somebody who comes. Who takes back what it stands on withdraws it first.
use crate::{
    columns::{index, references},
    guards::{self, Guard},
};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const ISSUED: &str = "an attestation stays as it was issued";
const WITHDRAWN: &str = "what was withdrawn stays as it was issued";
const ATTESTED: &str = "the attestation of the pathway names this presence: it is withdrawn first";

/// As they were before: replaced by guards of the same names.
const BEFORE: [Guard; 1] = [Guard {
    name: "attestation_kept",
    on: "DELETE ON attestation",
    when: "OLD.enrolment_id IS NOT NULL",
    forbidden: "TRUE",
    says: ISSUED,
}];

const GUARDS: [Guard; 10] = [
    // It leaves its place when it is withdrawn, and is kept among those.
    Guard {
        name: "attestation_kept",
        on: "DELETE ON attestation",
        when: "OLD.enrolment_id IS NOT NULL",
        forbidden: "NOT EXISTS (SELECT 1 FROM withdrawn_attestation w WHERE w.enrolment_id = OLD.enrolment_id \
             AND w.sha256 = OLD.sha256 AND w.issued_at = OLD.issued_at)",
        says: ISSUED,
    },
    Guard {
        name: "withdrawn_attestation_issued",
        on: "INSERT ON withdrawn_attestation",
        when: "NEW.enrolment_id IS NOT NULL",
        forbidden: "NOT EXISTS (SELECT 1 FROM attestation a WHERE a.enrolment_id = NEW.enrolment_id \
             AND a.sha256 = NEW.sha256 AND a.issued_by = NEW.issued_by AND a.issued_at = NEW.issued_at)",
        says: "only what was issued is withdrawn",
    },
    // Its file alone goes, with the person it names.
    Guard {
        name: "withdrawn_attestation_settled",
        on: "UPDATE ON withdrawn_attestation",
        when: "OLD.id IS NOT NULL",
        forbidden: "NEW.file IS NOT NULL OR NEW.enrolment_id <> OLD.enrolment_id OR NEW.sha256 <> OLD.sha256 \
             OR NEW.issued_by <> OLD.issued_by OR NEW.issued_at <> OLD.issued_at \
             OR NEW.withdrawn_at <> OLD.withdrawn_at",
        says: WITHDRAWN,
    },
    Guard {
        name: "withdrawn_attestation_kept",
        on: "DELETE ON withdrawn_attestation",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: WITHDRAWN,
    },
    // A pathway is attested as long as a paper says so, a device is somebody's for good on it, or it was all that was
    // asked for.
    Guard {
        name: "enrolment_attestation_stands",
        on: "UPDATE OF attested_at ON enrolment",
        when: "OLD.attested_at IS NOT NULL AND NEW.attested_at IS NULL",
        forbidden: "EXISTS (SELECT 1 FROM attestation a WHERE a.enrolment_id = NEW.id) \
             OR EXISTS (SELECT 1 FROM handover h JOIN clearance c ON c.id = h.clearance_id \
                 WHERE h.request_id = NEW.request_id AND c.basis = 'provisional' \
                 AND (h.due_back_on IS NULL OR h.definitive_at IS NOT NULL)) \
             OR EXISTS (SELECT 1 FROM request r WHERE r.id = NEW.request_id \
                 AND r.device_kind IS NULL AND r.state = 'fulfilled')",
        says: "something stands on this attestation",
    },
    Guard {
        name: "attendance_attested",
        on: "UPDATE OF state ON attendance",
        when: "OLD.state = 'present' AND NEW.state <> 'present'",
        forbidden: "EXISTS (SELECT 1 FROM enrolment e WHERE e.id = NEW.enrolment_id AND e.attested_at IS NOT NULL)",
        says: ATTESTED,
    },
    Guard {
        name: "attendance_attested_kept",
        on: "DELETE ON attendance",
        when: "OLD.state = 'present'",
        forbidden: "EXISTS (SELECT 1 FROM enrolment e WHERE e.id = OLD.enrolment_id AND e.attested_at IS NOT NULL)",
        says: ATTESTED,
    },
    Guard {
        name: "coop_link_attested",
        on: "DELETE ON coop_link",
        when: "OLD.row_id IS NOT NULL",
        forbidden: "EXISTS (SELECT 1 FROM enrolment e WHERE e.id = OLD.enrolment_id AND e.attested_at IS NOT NULL)",
        says: ATTESTED,
    },
    // Law 1: the device went out in a session, and this is the only one they were at.
    Guard {
        name: "attendance_handed_over",
        on: "UPDATE OF state ON attendance",
        when: "OLD.state = 'present' AND NEW.state <> 'present'",
        forbidden: "EXISTS (SELECT 1 FROM enrolment e JOIN clearance c ON c.request_id = e.request_id \
             AND c.learner_id = e.learner_id WHERE e.id = NEW.enrolment_id \
             AND c.basis = 'hands_on' AND c.state = 'used' \
             AND NOT EXISTS (SELECT 1 FROM attendance a WHERE a.enrolment_id = e.id AND a.state = 'present' \
                 AND a.session_id <> NEW.session_id))",
        says: "a device was handed over on this presence",
    },
    // A pass ends with its request, and with the person.
    Guard {
        name: "pass_used_for_somebody",
        on: "UPDATE ON pass",
        when: "NEW.state = 'used' AND OLD.state <> 'used'",
        forbidden: "EXISTS (SELECT 1 FROM pass_grant g JOIN request r ON r.id = g.request_id \
             JOIN recipient p ON p.id = g.recipient_id WHERE g.id = NEW.grant_id \
             AND (g.withdrawn_at IS NOT NULL OR r.state IN ('refused', 'cancelled') OR p.erased_at IS NOT NULL))",
        says: "what this pass was given for is no more",
    },
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.alter_table(
            Table::alter()
                .table("lending_rule")
                .add_column(
                    integer("fetch_days")
                        .default(3)
                        .extra("CHECK (fetch_days BETWEEN 1 AND 30)"),
                )
                .to_owned(),
        )
        .await?;
        withdrawn(m).await?;
        guards::down(m, &BEFORE).await?;
        guards::up(m, &GUARDS).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        guards::down(m, &GUARDS).await?;
        guards::up(m, &BEFORE).await?;
        m.drop_table(Table::drop().table("withdrawn_attestation").to_owned())
            .await?;
        m.alter_table(
            Table::alter()
                .table("lending_rule")
                .drop_column("fetch_days")
                .to_owned(),
        )
        .await
    }
}

/// Attestations that no longer hold: what they were, and since when they are withdrawn.
async fn withdrawn(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("withdrawn_attestation")
            .col(pk_auto("id"))
            .col(integer("enrolment_id"))
            .col(text("sha256"))
            .col(text_null("file"))
            .col(integer("issued_by"))
            .col(timestamp_with_time_zone("issued_at"))
            .col(timestamp_with_time_zone("withdrawn_at"))
            .check(Expr::cust("issued_at <= withdrawn_at"))
            .foreign_key(&mut references(
                "withdrawn_attestation",
                "enrolment_id",
                "enrolment",
            ))
            .foreign_key(&mut references(
                "withdrawn_attestation",
                "issued_by",
                "membership",
            ))
            .to_owned(),
    )
    .await?;
    // Those of an enrolment: what its page says, and what goes with the person.
    m.create_index(index(
        "ix_withdrawn_attestation",
        "withdrawn_attestation",
        &["enrolment_id"],
    ))
    .await
}
