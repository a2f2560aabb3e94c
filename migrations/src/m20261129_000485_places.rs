//! What the equipment of a place is, each time somebody counts it; and the devices left in the keeping of an organisation
//! that another one uses, by agreement of both.
use crate::{
    columns::{index, one_of, references, unique},
    guards::{self, Guard},
};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const COUNTED: &str = "what was counted at a place stays as it was counted";
const SHARED: &str = "what two organisations agreed stays as they agreed it";

/// Who uses the device now: whoever accepted it last, else who asked for it.
const NOT_THE_HOLDER: &str = "NEW.from_organisation_id <> COALESCE( \
     (SELECT s.to_organisation_id FROM equipment_share s WHERE s.handover_id = NEW.handover_id \
         AND s.state = 'accepted' ORDER BY s.id DESC LIMIT 1), \
     (SELECT r.organisation_id FROM handover h JOIN request r ON r.id = h.request_id WHERE h.id = NEW.handover_id)) \
     OR NOT EXISTS (SELECT 1 FROM handover h JOIN recipient p ON p.id = h.recipient_id \
         WHERE h.id = NEW.handover_id AND h.ended_at IS NULL AND h.legal_chain = 'loan_for_use' \
         AND p.kind IN ('establishment', 'association', 'place')) \
     OR NOT EXISTS (SELECT 1 FROM membership m WHERE m.id = NEW.proposed_by \
         AND m.organisation_id = NEW.from_organisation_id)";

const GUARDS: [Guard; 7] = [
    Guard {
        name: "equipment_audit_settled",
        on: "UPDATE ON equipment_audit",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: COUNTED,
    },
    Guard {
        name: "equipment_audit_kept",
        on: "DELETE ON equipment_audit",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: COUNTED,
    },
    Guard {
        name: "equipment_line_settled",
        on: "UPDATE ON equipment_line",
        when: "OLD.audit_id IS NOT NULL",
        forbidden: "TRUE",
        says: COUNTED,
    },
    Guard {
        name: "equipment_line_kept",
        on: "DELETE ON equipment_line",
        when: "OLD.audit_id IS NOT NULL",
        forbidden: "TRUE",
        says: COUNTED,
    },
    Guard {
        name: "equipment_share_proposed",
        on: "INSERT ON equipment_share",
        when: "NEW.handover_id IS NOT NULL",
        forbidden: NOT_THE_HOLDER,
        says: "only who uses a device on deposit proposes it to another",
    },
    // Once, by the side whose turn it is, and while the device is still there.
    Guard {
        name: "equipment_share_answered",
        on: "UPDATE ON equipment_share",
        when: "OLD.id IS NOT NULL",
        forbidden: "OLD.state <> 'proposed' OR NEW.handover_id <> OLD.handover_id \
             OR NEW.from_organisation_id <> OLD.from_organisation_id \
             OR NEW.to_organisation_id <> OLD.to_organisation_id OR NEW.proposed_by <> OLD.proposed_by \
             OR NEW.proposed_at <> OLD.proposed_at \
             OR NOT EXISTS (SELECT 1 FROM membership m WHERE m.id = NEW.answered_by AND m.organisation_id = \
                 CASE WHEN NEW.state = 'withdrawn' THEN OLD.from_organisation_id ELSE OLD.to_organisation_id END) \
             OR (NEW.state = 'accepted' AND EXISTS (SELECT 1 FROM handover h WHERE h.id = OLD.handover_id \
                 AND h.ended_at IS NOT NULL))",
        says: SHARED,
    },
    Guard {
        name: "equipment_share_kept",
        on: "DELETE ON equipment_share",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: SHARED,
    },
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        audits(m).await?;
        shares(m).await?;
        guards::up(m, &GUARDS).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        guards::down(m, &GUARDS).await?;
        for table in ["equipment_share", "equipment_line", "equipment_audit"] {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

async fn audits(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("equipment_audit")
            .col(pk_auto("id"))
            .col(integer("site_id"))
            .col(date("made_on"))
            .col(integer("recorded_by"))
            .col(timestamp_with_time_zone("recorded_at"))
            .foreign_key(&mut references("equipment_audit", "site_id", "site"))
            .foreign_key(&mut references(
                "equipment_audit",
                "recorded_by",
                "membership",
            ))
            .to_owned(),
    )
    .await?;
    // The counts of a place, the latest first.
    m.create_index(index(
        "ix_equipment_audit_site",
        "equipment_audit",
        &["site_id", "id"],
    ))
    .await?;
    m.create_table(
        Table::create()
            .table("equipment_line")
            .col(integer("audit_id"))
            .col(text("kind"))
            .col(integer("working"))
            .col(integer("broken"))
            .col(integer("wanted"))
            .primary_key(Index::create().col("audit_id").col("kind"))
            .check(one_of(
                "kind",
                &["tablet", "phone", "laptop", "desktop", "screen", "accessory"],
            ))
            .check(Expr::cust(
                "working between 0 and 10000 and broken between 0 and 10000 and wanted between 0 and 10000",
            ))
            .foreign_key(&mut references(
                "equipment_line",
                "audit_id",
                "equipment_audit",
            ))
            .to_owned(),
    )
    .await
}

async fn shares(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("equipment_share")
            .col(pk_auto("id"))
            .col(integer("handover_id"))
            .col(integer("from_organisation_id"))
            .col(integer("to_organisation_id"))
            .col(text("state"))
            .col(integer("proposed_by"))
            .col(timestamp_with_time_zone("proposed_at"))
            .col(integer_null("answered_by"))
            .col(timestamp_with_time_zone_null("answered_at"))
            .check(one_of(
                "state",
                &["proposed", "accepted", "declined", "withdrawn"],
            ))
            .check(Expr::cust("from_organisation_id <> to_organisation_id"))
            .check(Expr::cust(
                "(state = 'proposed') = (answered_by is null) and (state = 'proposed') = (answered_at is null)",
            ))
            .foreign_key(&mut references("equipment_share", "handover_id", "handover"))
            .foreign_key(&mut references(
                "equipment_share",
                "from_organisation_id",
                "organisation",
            ))
            .foreign_key(&mut references(
                "equipment_share",
                "to_organisation_id",
                "organisation",
            ))
            .foreign_key(&mut references(
                "equipment_share",
                "proposed_by",
                "membership",
            ))
            .foreign_key(&mut references(
                "equipment_share",
                "answered_by",
                "membership",
            ))
            .to_owned(),
    )
    .await?;
    // A device is offered to one organisation at a time.
    m.create_index(
        unique("uq_equipment_share_proposed", &["handover_id"])
            .table("equipment_share")
            .and_where(Expr::col("state").eq("proposed"))
            .to_owned(),
    )
    .await?;
    // Who uses a device, for its line and for the guard.
    m.create_index(index(
        "ix_equipment_share_handover",
        "equipment_share",
        &["handover_id", "id"],
    ))
    .await?;
    // What was offered to an organisation, or came to it.
    m.create_index(index(
        "ix_equipment_share_to",
        "equipment_share",
        &["to_organisation_id", "id"],
    ))
    .await
}
