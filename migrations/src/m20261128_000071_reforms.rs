//! The reform: the decision that takes devices out of an owner's inventory, with a line for each.
use crate::{
    columns::{index, one_of, references, unique},
    guards::{self, Guard},
};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const SETTLED: &str = "what was decided and signed never changes";

const GUARDS: [Guard; 6] = [
    Guard {
        name: "reform_settled",
        on: "UPDATE ON reform",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: SETTLED,
    },
    Guard {
        name: "reform_kept",
        on: "DELETE ON reform",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: SETTLED,
    },
    Guard {
        name: "reform_line_settled",
        on: "UPDATE ON reform_line",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: SETTLED,
    },
    Guard {
        name: "reform_line_kept",
        on: "DELETE ON reform_line",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: SETTLED,
    },
    Guard {
        name: "reform_line_full",
        on: "INSERT ON reform_line",
        when: "NEW.reform_id IS NOT NULL",
        forbidden: "(SELECT COUNT(*) FROM reform_line l WHERE l.reform_id = NEW.reform_id) \
             >= (SELECT r.devices FROM reform r WHERE r.id = NEW.reform_id)",
        says: "the decision names fewer devices",
    },
    Guard {
        name: "reform_line_owner",
        on: "INSERT ON reform_line",
        when: "NEW.device_id IS NOT NULL",
        forbidden: "NOT EXISTS (SELECT 1 FROM reform r JOIN device d ON d.owner_id = r.owner_id AND d.lot_id = r.lot_id \
             WHERE r.id = NEW.reform_id AND d.id = NEW.device_id)",
        says: "nobody reforms what another owns",
    },
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(
            Table::create()
                .table("reform")
                .col(pk_auto("id"))
                .col(integer("lot_id"))
                .col(integer("owner_id"))
                .col(text("decision_number"))
                .col(date("decided_on"))
                .col(text("reason"))
                .col(text("signatory"))
                .col(text("grounds"))
                .col(integer("devices"))
                .col(integer("unknown_values"))
                .col(text("sha256"))
                .col(text("file"))
                .col(integer("membership_id"))
                .col(timestamp_with_time_zone("created_at"))
                .col(integer("version"))
                .check(one_of("reason", &["obsolete", "scrap", "incident"]))
                .check(Expr::cust(
                    "devices > 0 and unknown_values >= 0 and unknown_values <= devices",
                ))
                .foreign_key(&mut references("reform", "lot_id", "collection_lot"))
                .foreign_key(&mut references("reform", "owner_id", "organisation"))
                .foreign_key(&mut references("reform", "membership_id", "membership"))
                .to_owned(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("reform_line")
                .col(pk_auto("id"))
                .col(integer("reform_id"))
                .col(integer("device_id"))
                .col(text("designation"))
                .col(text("location"))
                .col(text("inventory_number"))
                .col(text_null("accounting_number"))
                .col(date("acquired_on"))
                .col(big_integer("value_cents"))
                .col(big_integer_null("net_book_cents"))
                .col(text("account"))
                .col(text("subsidies"))
                .check(Expr::cust(
                    "value_cents >= 0 and (net_book_cents is null or (net_book_cents >= 0 and net_book_cents <= value_cents))",
                ))
                .check(Expr::cust(
                    "inventory_number <> '' and designation <> '' and location <> '' and account <> '' and subsidies <> ''",
                ))
                // Out of the inventory once.
                .index(&mut unique("uq_reform_device", &["device_id"]))
                .foreign_key(&mut references("reform_line", "reform_id", "reform"))
                .foreign_key(&mut references("reform_line", "device_id", "device"))
                .to_owned(),
        )
        .await?;
        m.create_index(index("ix_reform_line", "reform_line", &["reform_id", "id"]))
            .await?;
        guards::up(m, &GUARDS).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        guards::down(m, &GUARDS).await?;
        for table in ["reform_line", "reform"] {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
