//! Several workshops: what each can take in a week, the rules by which a lot is shared, and the transfers that carry
//! devices from one to another.
use crate::{
    columns::{index, references, unique},
    guards::{self, Guard},
};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Who is in transit is written on the device, so that no query has to look for it. Until the other workshop has it,
/// the sender answers for it: it keeps its site, and nothing is done with it meanwhile (law 2, decision 0027).
const IN_TRANSIT: &str = "REFERENCES transfer (id) CHECK (transfer_id IS NULL OR (site_id IS NOT NULL \
     AND container_id IS NULL AND stage IN ('received', 'triage', 'refurbishment')))";

const GUARDS: [Guard; 7] = [
    // Law 3: what is not erased is carried between workshops only.
    Guard {
        name: "transfer_between_workshops",
        on: "INSERT ON transfer",
        when: "NEW.from_site_id <> NEW.to_site_id",
        forbidden: "EXISTS (SELECT 1 FROM site s WHERE s.id IN (NEW.from_site_id, NEW.to_site_id) AND NOT s.is_workshop)",
        says: "a transfer is between workshops",
    },
    Guard {
        name: "transfer_keeps_its_ends",
        on: "UPDATE OF from_site_id, to_site_id ON transfer",
        when: "NEW.from_site_id <> OLD.from_site_id OR NEW.to_site_id <> OLD.to_site_id",
        forbidden: "1 = 1",
        says: "a transfer keeps its ends",
    },
    Guard {
        name: "device_new_in_transit",
        on: "INSERT ON device",
        when: "NEW.transfer_id IS NOT NULL",
        forbidden: "1 = 1",
        says: "a device is sent, not made, in transit",
    },
    // It leaves from where it is, on a transfer that names it and on which it was scanned out.
    Guard {
        name: "device_sent",
        on: "UPDATE OF transfer_id ON device",
        when: "NEW.transfer_id IS NOT NULL",
        forbidden: "(OLD.transfer_id IS NOT NULL AND OLD.transfer_id <> NEW.transfer_id) OR NOT EXISTS \
             (SELECT 1 FROM transfer_device l JOIN transfer t ON t.id = l.transfer_id \
             WHERE l.transfer_id = NEW.transfer_id AND l.device_id = NEW.id \
             AND l.sent_at IS NOT NULL AND l.ended_at IS NULL AND t.from_site_id = NEW.site_id)",
        says: "the device was not scanned out on this transfer",
    },
    Guard {
        name: "device_in_transit_stays",
        on: "UPDATE OF stage, site_id, stay ON device",
        when: "OLD.transfer_id IS NOT NULL",
        forbidden: "NEW.stage <> OLD.stage OR NEW.stay <> OLD.stay \
             OR (NEW.site_id <> OLD.site_id AND NEW.transfer_id IS NOT NULL)",
        says: "nothing is done with a device in transit but to scan it in",
    },
    Guard {
        name: "device_arrives_at_a_workshop",
        on: "UPDATE OF site_id ON device",
        when: "OLD.transfer_id IS NOT NULL AND NEW.transfer_id IS NULL",
        forbidden: "NOT EXISTS (SELECT 1 FROM site s WHERE s.id = NEW.site_id AND s.is_workshop)",
        says: "what is not erased is taken in by a workshop",
    },
    // A line ends when the device is no longer on the way, never before.
    Guard {
        name: "transfer_line_ends_last",
        on: "UPDATE ON transfer_device",
        when: "NEW.ended_at IS NOT NULL OR NEW.sent_at IS NULL OR NEW.transfer_id <> OLD.transfer_id \
             OR NEW.device_id <> OLD.device_id",
        forbidden: "EXISTS (SELECT 1 FROM device d WHERE d.id = OLD.device_id AND d.transfer_id = OLD.transfer_id)",
        says: "the device is still on the way",
    },
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        sharing(m).await?;
        transfers(m).await?;
        m.alter_table(
            Table::alter()
                .table("device")
                .add_column(integer_null("transfer_id").extra(IN_TRANSIT))
                .to_owned(),
        )
        .await?;
        // What is on the way, of a stock where hardly anything is.
        m.create_index(
            index("ix_device_transfer", "device", &["transfer_id", "id"])
                .and_where(Expr::col("transfer_id").is_not_null())
                .to_owned(),
        )
        .await?;
        // The board's counts, ages and lots of one workshop, narrowed in any way, without a look at the rows: of 100,000
        // devices at one site, a twentieth of what the rows cost.
        m.create_index(index(
            "ix_device_board",
            "device",
            &[
                "site_id",
                "stage",
                "lot_id",
                "kind",
                "stage_since",
                "transfer_id",
            ],
        ))
        .await?;
        // The flow of the last days or weeks: a few kinds of event, by whom; by time alone each event would be read.
        m.create_index(index("ix_event_flow", "event", &["kind", "at", "actor_id"]))
            .await?;
        guards::up(m, &GUARDS).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        guards::down(m, &GUARDS).await?;
        for (name, table) in [
            ("ix_event_flow", "event"),
            ("ix_device_board", "device"),
            ("ix_device_transfer", "device"),
        ] {
            m.drop_index(Index::drop().name(name).table(table).to_owned())
                .await?;
        }
        m.alter_table(
            Table::alter()
                .table("device")
                .drop_column("transfer_id")
                .to_owned(),
        )
        .await?;
        for table in ["transfer_device", "transfer", "split_rule", "site_capacity"] {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// What a workshop can take, and which devices go where.
async fn sharing(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("site_capacity")
            .col(pk_auto("id"))
            .col(integer("site_id"))
            .col(integer("per_week"))
            .col(date("from_on"))
            .col(integer("membership_id"))
            .col(timestamp_with_time_zone("declared_at"))
            .check(Expr::cust("per_week between 0 and 100000"))
            .foreign_key(&mut references("site_capacity", "site_id", "site"))
            .foreign_key(&mut references(
                "site_capacity",
                "membership_id",
                "membership",
            ))
            .to_owned(),
    )
    .await?;
    // The declaration that holds on a day: the latest of those that begin on it or before.
    m.create_index(index(
        "ix_site_capacity",
        "site_capacity",
        &["site_id", "from_on", "id"],
    ))
    .await?;
    m.create_table(
        Table::create()
            .table("split_rule")
            .col(pk_auto("id"))
            .col(integer("position"))
            .col(text_null("kind"))
            .col(text_null("grade"))
            .col(integer("site_id"))
            .col(integer("membership_id"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone_null("ended_at"))
            .col(integer_null("ended_by"))
            .check(Expr::cust(
                "kind is null or kind in ('tablet', 'phone', 'laptop', 'desktop', 'screen', 'accessory')",
            ))
            .check(Expr::cust("grade is null or grade in ('a', 'b', 'c')"))
            // A rule for everything would leave nothing to share.
            .check(Expr::cust("kind is not null or grade is not null"))
            .check(Expr::cust("(ended_at is null) = (ended_by is null)"))
            .foreign_key(&mut references("split_rule", "site_id", "site"))
            .foreign_key(&mut references(
                "split_rule",
                "membership_id",
                "membership",
            ))
            .foreign_key(&mut references("split_rule", "ended_by", "membership"))
            .to_owned(),
    )
    .await
}

async fn transfers(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("transfer")
            .col(pk_auto("id"))
            .col(integer("from_site_id"))
            .col(integer("to_site_id"))
            .col(integer("lot_id"))
            .col(integer("membership_id"))
            .col(timestamp_with_time_zone("created_at"))
            .check(Expr::cust("from_site_id <> to_site_id"))
            .foreign_key(&mut references("transfer", "from_site_id", "site"))
            .foreign_key(&mut references("transfer", "to_site_id", "site"))
            .foreign_key(&mut references("transfer", "lot_id", "collection_lot"))
            .foreign_key(&mut references("transfer", "membership_id", "membership"))
            .to_owned(),
    )
    .await?;
    // What leaves a workshop, and what comes to it.
    m.create_index(index(
        "ix_transfer_from",
        "transfer",
        &["from_site_id", "id"],
    ))
    .await?;
    m.create_index(index("ix_transfer_to", "transfer", &["to_site_id", "id"]))
        .await?;
    m.create_table(
        Table::create()
            .table("transfer_device")
            .col(pk_auto("id"))
            .col(integer("transfer_id"))
            .col(integer("device_id"))
            .col(boolean("expected"))
            .col(timestamp_with_time_zone_null("sent_at"))
            .col(integer_null("sent_by"))
            .col(timestamp_with_time_zone_null("ended_at"))
            .col(text_null("outcome"))
            .col(integer_null("ended_site_id"))
            .col(integer_null("ended_by"))
            .check(Expr::cust(
                "outcome is null or outcome in ('arrived', 'elsewhere', 'returned', 'withdrawn')",
            ))
            .check(Expr::cust("(sent_at is null) = (sent_by is null)"))
            .check(Expr::cust(
                "(ended_at is null) = (outcome is null) and (ended_at is null) = (ended_by is null)",
            ))
            .check(Expr::cust(
                "(ended_site_id is not null) = (outcome is not null and outcome <> 'withdrawn')",
            ))
            // What was scanned out is not forgotten: it arrives somewhere, or comes back.
            .check(Expr::cust(
                "outcome is null or outcome <> 'withdrawn' or sent_at is null",
            ))
            .index(&mut unique(
                "uq_transfer_device",
                &["transfer_id", "device_id"],
            ))
            .foreign_key(&mut references(
                "transfer_device",
                "transfer_id",
                "transfer",
            ))
            .foreign_key(&mut references("transfer_device", "device_id", "device"))
            .foreign_key(&mut references(
                "transfer_device",
                "ended_site_id",
                "site",
            ))
            .foreign_key(&mut references(
                "transfer_device",
                "sent_by",
                "membership",
            ))
            .foreign_key(&mut references(
                "transfer_device",
                "ended_by",
                "membership",
            ))
            .to_owned(),
    )
    .await?;
    // Law 2: a device is on one open transfer at most.
    m.create_index(
        unique("uq_transfer_device_open", &["device_id"])
            .table("transfer_device")
            .and_where(Expr::col("ended_at").is_null())
            .to_owned(),
    )
    .await
}
