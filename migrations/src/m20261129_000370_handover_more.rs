//! More of a handover: what of the supplies went with it, several signed for at once, a warranty, and the exchange of a
//! device that failed within it.
use crate::{
    columns::{index, one_of, unique},
    guards::{self, Guard},
    outbox,
};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The handover that a row follows is one of the same request, whose device came back to be exchanged.
macro_rules! not_exchanged {
    ($request:literal) => {
        concat!(
            "NOT EXISTS (SELECT 1 FROM handover o WHERE o.id = NEW.exchange_of AND o.request_id = NEW.",
            $request,
            " AND o.end_reason = 'exchanged')"
        )
    };
}

const GUARDS: [Guard; 8] = [
    // One signature is of one person at one counter at one moment, whatever it is for.
    Guard {
        name: "handover_signed_together",
        on: "INSERT ON handover",
        when: "NEW.slip_sha256 <> ''",
        forbidden: "EXISTS (SELECT 1 FROM handover o WHERE o.slip_sha256 = NEW.slip_sha256 \
             AND (o.recipient_id <> NEW.recipient_id OR o.site_id <> NEW.site_id OR o.clerk_id <> NEW.clerk_id \
             OR o.handed_at <> NEW.handed_at OR o.legal_chain <> NEW.legal_chain))",
        says: "one slip is signed by one recipient, at one counter, at one moment",
    },
    // Law 1: a request that was served is served again only in exchange, under a clearance for that.
    Guard {
        name: "handover_once_or_exchanged",
        on: "INSERT ON handover",
        when: "NEW.exchange_of IS NULL",
        forbidden: "EXISTS (SELECT 1 FROM handover o WHERE o.request_id = NEW.request_id) \
             OR EXISTS (SELECT 1 FROM clearance c WHERE c.id = NEW.clearance_id AND c.exchange_of IS NOT NULL)",
        says: "a request is served once, unless its device is exchanged",
    },
    Guard {
        name: "handover_in_exchange",
        on: "INSERT ON handover",
        when: "NEW.exchange_of IS NOT NULL",
        forbidden: concat!(
            not_exchanged!("request_id"),
            " OR NOT EXISTS (SELECT 1 FROM clearance c WHERE c.id = NEW.clearance_id \
             AND c.exchange_of = NEW.exchange_of)"
        ),
        says: "an exchange follows a device that came back for it, under a clearance of its own",
    },
    Guard {
        name: "clearance_in_exchange",
        on: "INSERT ON clearance",
        when: "NEW.exchange_of IS NOT NULL",
        forbidden: not_exchanged!("request_id"),
        says: "a clearance to exchange follows a device that came back for it",
    },
    Guard {
        name: "clearance_exchange_stays",
        on: "UPDATE OF exchange_of ON clearance",
        when: "COALESCE(NEW.exchange_of, 0) <> COALESCE(OLD.exchange_of, 0)",
        forbidden: "1 = 1",
        says: "what a clearance is for never changes",
    },
    Guard {
        name: "request_opened_again",
        on: "UPDATE OF state, exchange_of ON request",
        when: "(OLD.state = 'fulfilled' AND NEW.state <> 'fulfilled') \
             OR COALESCE(NEW.exchange_of, 0) <> COALESCE(OLD.exchange_of, 0)",
        forbidden: concat!("NEW.exchange_of IS NULL OR ", not_exchanged!("id")),
        says: "a request that was served waits again only to have its device exchanged",
    },
    // What came back to be exchanged was under warranty, and somebody said what is wrong with it.
    Guard {
        name: "handover_exchanged_with_reason",
        on: "UPDATE OF end_reason ON handover",
        when: "NEW.end_reason = 'exchanged' AND OLD.end_reason IS NULL",
        forbidden: "NEW.fault IS NULL OR NEW.warranty_until IS NULL",
        says: "an exchange is of a device under warranty, with what is wrong",
    },
    Guard {
        name: "supply_movement_with_handover",
        on: "INSERT ON supply_movement",
        when: "NEW.handover_id IS NOT NULL",
        forbidden: "NEW.reason <> 'used' OR NOT EXISTS (SELECT 1 FROM handover h WHERE h.id = NEW.handover_id \
             AND h.device_id = NEW.device_id AND h.site_id = NEW.site_id)",
        says: "what goes with a handover leaves the shelf of its site, with its device",
    },
];

const FAULTS: &[&str] = &[
    "does_not_start",
    "screen",
    "battery",
    "touch_or_keyboard",
    "sound_or_camera",
    "network",
    "software",
    "other",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in columns() {
            let change = Table::alter().table(table).add_column(column).to_owned();
            m.alter_table(change).await?;
        }
        // A device that came back is exchanged once: of two clearances for it, one is withdrawn first.
        m.create_index(
            unique("uq_clearance_exchange", &["exchange_of"])
                .table("clearance")
                .and_where(Expr::col("exchange_of").is_not_null())
                .and_where(Expr::col("state").ne("withdrawn"))
                .to_owned(),
        )
        .await?;
        // What one signature is for; and what the guard over it reads.
        m.create_index(index("ix_handover_slip", "handover", &["slip_sha256"]))
            .await?;
        // What went with a handover. Most of the ledger is of none.
        m.create_index(
            index(
                "ix_supply_movement_handover",
                "supply_movement",
                &["handover_id"],
            )
            .and_where(Expr::col("handover_id").is_not_null())
            .to_owned(),
        )
        .await?;
        outbox::up(m, self.name()).await?;
        guards::up(m, &GUARDS).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        guards::down(m, &GUARDS).await?;
        outbox::down(m, self.name()).await?;
        for (name, table) in [
            ("ix_supply_movement_handover", "supply_movement"),
            ("ix_handover_slip", "handover"),
            ("uq_clearance_exchange", "clearance"),
        ] {
            m.drop_index(Index::drop().name(name).table(table).to_owned())
                .await?;
        }
        for (table, column) in columns().into_iter().rev() {
            let change = Table::alter()
                .table(table)
                .drop_column(column.get_column_name())
                .to_owned();
            m.alter_table(change).await?;
        }
        Ok(())
    }
}

fn columns() -> Vec<(&'static str, ColumnDef)> {
    vec![
        // For how many months a device that fails is exchanged; none is no warranty.
        (
            "programme",
            integer_null("warranty_months")
                .check(Expr::cust(
                    "warranty_months is null or warranty_months between 1 and 60",
                ))
                .take(),
        ),
        // The last day of it, as the programme said on the day of the handover.
        ("handover", date_null("warranty_until")),
        // The handover whose device this one replaces.
        ("handover", integer_null("exchange_of")),
        // What was wrong with the device when it came back.
        (
            "handover",
            text_null("fault").check(one_of("fault", FAULTS)).take(),
        ),
        ("clearance", integer_null("exchange_of")),
        ("request", integer_null("exchange_of")),
        ("supply_movement", integer_null("handover_id")),
    ]
}
