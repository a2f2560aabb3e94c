//! Labels of a lot printed again together, and files attached to a device.
use crate::{
    columns::{index, one_of, references, unique},
    guards::{self, Guard},
};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// What was attached stays said, by its hash, even when the file itself is gone.
const GUARDS: [Guard; 3] = [
    Guard {
        name: "attachment_kept",
        on: "DELETE ON attachment",
        when: "OLD.id IS NOT NULL",
        forbidden: "1 = 1",
        says: "an attachment is removed, never deleted",
    },
    Guard {
        name: "attachment_same",
        on: "UPDATE ON attachment",
        when: "NEW.device_id <> OLD.device_id OR NEW.kind <> OLD.kind OR NEW.sha256 <> OLD.sha256 \
               OR NEW.membership_id <> OLD.membership_id OR NEW.created_at <> OLD.created_at",
        forbidden: "1 = 1",
        says: "what an attachment is does not change",
    },
    Guard {
        name: "attachment_gone",
        on: "UPDATE ON attachment",
        when: "OLD.removed_at IS NOT NULL",
        forbidden: "1 = 1",
        says: "a file removed does not come back",
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
                .table("label_reprint")
                .col(pk_auto("id"))
                .col(integer("lot_id"))
                .col(text("template"))
                .col(integer("skip"))
                .col(integer("membership_id"))
                .col(timestamp_with_time_zone("created_at"))
                .check(Expr::cust("skip >= 0"))
                .foreign_key(&mut references("label_reprint", "lot_id", "collection_lot"))
                .foreign_key(&mut references(
                    "label_reprint",
                    "membership_id",
                    "membership",
                ))
                .to_owned(),
        )
        .await?;
        // The reprints of a lot, the latest first.
        m.create_index(index("ix_label_reprint_lot", "label_reprint", &["lot_id"]))
            .await?;
        m.create_table(
            Table::create()
                .table("label_reprint_device")
                .col(integer("reprint_id"))
                .col(integer("device_id"))
                .primary_key(Index::create().col("reprint_id").col("device_id"))
                .foreign_key(&mut references(
                    "label_reprint_device",
                    "reprint_id",
                    "label_reprint",
                ))
                .foreign_key(&mut references(
                    "label_reprint_device",
                    "device_id",
                    "device",
                ))
                .to_owned(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("attachment")
                .col(pk_auto("id"))
                .col(integer("device_id"))
                .col(text("kind"))
                .col(text("sha256"))
                .col(text_null("file"))
                .col(text("media_type"))
                .col(big_integer("bytes"))
                .col(integer("membership_id"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone_null("removed_at"))
                .col(integer_null("removed_by"))
                .check(one_of("kind", &["photo", "log", "signed_paper"]))
                .check(Expr::cust("(file is null) = (removed_at is not null)"))
                .check(Expr::cust("(removed_at is null) = (removed_by is null)"))
                .foreign_key(&mut references("attachment", "device_id", "device"))
                .foreign_key(&mut references("attachment", "membership_id", "membership"))
                .foreign_key(&mut references("attachment", "removed_by", "membership"))
                .to_owned(),
        )
        .await?;
        // The same file twice is one attachment; and the files of a device.
        m.create_index(
            unique("uq_attachment_file", &["device_id", "sha256"])
                .table("attachment")
                .and_where(Expr::col("removed_at").is_null())
                .to_owned(),
        )
        .await?;
        m.create_index(index("ix_attachment_device", "attachment", &["device_id"]))
            .await?;
        guards::up(m, &GUARDS).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        guards::down(m, &GUARDS).await?;
        for table in ["attachment", "label_reprint_device", "label_reprint"] {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
